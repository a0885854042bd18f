"""The pacer's landscape and its sun: the sun grows with the in-breath and goes back with the out.

Given at 390 wide with a sky of 640; a larger page has a larger sky and a sun that is not much
larger. The landscape never moves, so it is drawn once; only the sun's scale and the words change.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, sqrt
from typing import Any

import flet as ft
import flet.canvas as cv

from journal_app.ui.hooks import memo
from journal_app.ui.parts.landscape import hills, open_sky
from journal_app.ui.parts.pacer_words import Lettering, words_of
from journal_app.ui.parts.pacing import Breath, Moment
from journal_app.ui.sky import blend
from journal_app.ui.theme import Palette

__all__ = [
    "Hills",
    "PacerSun",
    "Place",
    "RestingSun",
    "Sky",
    "bands",
    "place_of",
    "sky_shapes",
    "sun_shapes",
]


@dataclass(frozen=True)
class _Scene:
    """The colours of one theme: the sky with its stops, the sun's core (middle, rim), its glow."""

    sky: tuple[tuple[str, float], ...]
    core: tuple[str, str]
    glow: str
    stars: float = 0.0  # opacity


_SCENES = {
    "light": _Scene(
        (("#DCE3EA", 0.0), ("#F0DCD3", 0.38), ("#F8DFBF", 0.68), ("#FBEAD2", 1.0)),
        ("#FFF6E8", "#F6C795"),
        "#E9A777",
    ),
    "dark": _Scene(
        (("#10152A", 0.0), ("#232647", 0.42), ("#47395A", 0.75), ("#7A5358", 1.0)),
        ("#7B6072", "#594664"),
        "#C08A78",
        stars=0.55,
    ),
    "dim": _Scene(
        (("#06080F", 0.0), ("#0B0D19", 0.42), ("#151020", 0.75), ("#201619", 1.0)),
        ("#2B2230", "#1E1828"),
        "#6E5048",
        stars=0.28,
    ),
}
_CORE, _HALOS, _MEASURE = 102.0, ((146.0, 0.14), (124.0, 0.20)), (168.0, 0.10)
_INNER = 86.0  # how far the light of the core reaches
_BEHIND = 100.0  # what is nearer to the middle is behind the core
_GROWN = 1.18
_WIDTH, _SKY, _SUN_Y = 390.0, 640.0, 322.0
_MOST = 1.4  # how much larger than on a phone the sun may be
# x, y and radius at 390 x 640
_STARS = (
    (90, 61, 0.9),
    (232, 125, 0.9),
    (43, 146, 1.0),
    (83, 143, 1.6),
    (294, 151, 1.3),
    (103, 159, 1.1),
    (68, 185, 0.8),
    (22, 233, 1.1),
    (38, 420, 0.8),
    (39, 455, 1.2),
    (347, 208, 0.9),
    (362, 96, 1.1),
)


@dataclass(frozen=True)
class Place:
    """Where the landscape and the sun stand on a page, in pixels; ``unit`` is 1 on the phone."""

    width: float
    height: float
    x: float
    y: float
    unit: float


def _theme(p: Palette) -> str:
    return "dim" if p.dim else "dark" if p.dark else "light"


def place_of(width: float, height: float) -> Place:
    """The sun's place in a sky of ``width`` x ``height``."""
    unit = min(width / _WIDTH, height / _SKY, _MOST)
    return Place(width, height, width / 2, height * _SUN_Y / _SKY, unit)


# -- the landscape -----------------------------------------------------------


@ft.component
def _sky(p: Palette, place: Place, *, sun: bool = False) -> ft.Control:
    shapes = [*sky_shapes(p, place, sun=sun), *(_stars(p, place) if p.dark else [])]
    return cv.Canvas(shapes, width=place.width, height=place.height)


def sky_shapes(p: Palette, place: Place, *, sun: bool) -> list[cv.Rect]:
    """A gradient as the bands of one colour that a screen has of it anyway.

    While the sun moves, the client paints the whole page for every frame. Without a graphics
    processor a gradient costs it as much as all the rest together, and everything else by the
    pixels it covers: so nothing is painted behind the hills, nor behind the core of the ``sun``.
    """
    foot = ceil(open_sky(place.width, place.height))
    return [
        cv.Rect(
            left,
            top,
            right - left,
            min(bottom, foot) - top,
            paint=ft.Paint(color=colour, anti_alias=False),
        )
        for colour, top, bottom in bands(_SCENES[_theme(p)].sky, place.height)
        if top < foot
        for left, right in (_beside_core(place, top, bottom) if sun else [(0.0, place.width)])
    ]


def _beside_core(place: Place, top: float, bottom: float) -> list[tuple[float, float]]:
    """From where to where a band is seen beside the core of the sun, even at its smallest."""
    radius = _BEHIND * place.unit
    away = max(abs(top - place.y), abs(bottom - place.y))
    if away >= radius:
        return [(0.0, place.width)]
    half = sqrt(radius**2 - away**2)
    return [(0.0, ceil(place.x - half)), (floor(place.x + half), place.width)]


def bands(stops: tuple[tuple[str, float], ...], height: float) -> list[tuple[str, float, float]]:
    """The colours of a gradient from top to foot, each with the pixels it begins and ends at."""
    rows = ceil(height)
    found: list[tuple[str, float, float]] = []
    for row in range(rows):
        colour = _colour_at(stops, (row + 0.5) / rows)
        if found and found[-1][0] == colour:
            found[-1] = (colour, found[-1][1], row + 1.0)
        else:
            found.append((colour, float(row), row + 1.0))
    return found


def _colour_at(stops: tuple[tuple[str, float], ...], share: float) -> str:
    for (one, begins), (other, ends) in pairwise(stops):
        if share <= ends:
            return blend(one, other, (share - begins) / (ends - begins))
    return stops[-1][0]


@ft.component
def _hills(p: Palette, place: Place, *, smooth: bool = True) -> ft.Control:
    shapes = hills(p, place.width, place.height, smooth=smooth)
    return cv.Canvas(shapes, width=place.width, height=place.height)


Sky = memo(_sky)
"""The sky, with its stars when it is dark; with a ``sun``, there is nothing behind its core."""
Hills = memo(_hills)
"""Three hills, and paper as the one in front: the sun stands behind them.

Crests that are not ``smooth`` make a picture cheaper by a fifth; on a fine screen nobody sees it.
"""


def _stars(p: Palette, place: Place) -> list[cv.Shape]:
    paint = ft.Paint(color=ft.Colors.with_opacity(_SCENES[_theme(p)].stars, "#F4F1FF"))
    across, down = place.width / _WIDTH, place.height / _SKY
    return [cv.Circle(x * across, y * down, r, paint=paint) for x, y, r in _STARS]


# -- the sun -----------------------------------------------------------------


def _ring(box: float, inner: float, outer: float, colour: str) -> cv.Circle:
    paint = ft.Paint(color=colour, style=ft.PaintingStyle.STROKE, stroke_width=outer - inner)
    return cv.Circle(box / 2, box / 2, (inner + outer) / 2, paint=paint)


def _glow(p: Palette, opacity: float) -> str:
    return ft.Colors.with_opacity(opacity, _SCENES[_theme(p)].glow)


@ft.component
def _measure(p: Palette, place: Place) -> ft.Control:
    """The outermost halo, which stays still: what the sun is measured by."""
    radius, opacity = _MEASURE[0] * place.unit, _MEASURE[1]
    box = 2 * radius
    halo = _ring(box, _BEHIND * place.unit, radius, _glow(p, opacity))
    return _placed(place, box, cv.Canvas([halo], width=box, height=box))


@ft.component
def _discs(p: Palette, unit: float) -> ft.Control:
    """The core and its two inner halos: what grows."""
    box = 2 * _HALOS[0][0] * unit
    return cv.Canvas([*sun_shapes(p, unit)], width=box, height=box)


def sun_shapes(p: Palette, unit: float) -> list[cv.Circle]:
    """Rings beside each other, not discs on top of each other: each pixel painted costs.

    A gradient costs most (see ``sky_shapes``), so it is no larger than it has to be.
    """
    (outer, faint), (inner, more) = _HALOS
    both = 1 - (1 - faint) * (1 - more)
    colours = _SCENES[_theme(p)].core
    box, light = 2 * outer * unit, _INNER * unit
    glow = ft.PaintRadialGradient((box / 2, box / 2), light, list(colours))
    return [
        _ring(box, inner * unit, outer * unit, _glow(p, faint)),
        _ring(box, _BEHIND * unit, inner * unit, _glow(p, both)),
        _ring(box, light - 1, _CORE * unit, colours[1]),
        cv.Circle(box / 2, box / 2, light, paint=ft.Paint(gradient=glow)),
    ]


_Measure, _Discs = memo(_measure), memo(_discs)


def _placed(place: Place, box: float, content: ft.Control, **kw: Any) -> ft.Control:
    """A square of ``box`` pixels around the middle of the sun."""
    left, top = place.x - box / 2, place.y - box / 2
    return ft.Container(content, left=left, top=top, width=box, height=box, **kw)


def _growing(p: Palette, place: Place, size: float, animate: ft.Animation | None) -> ft.Control:
    """``size`` 0 is the breath out, 1 the breath in."""
    return _placed(
        place,
        2 * _HALOS[0][0] * place.unit,
        _Discs(p, place.unit),
        key="sun",
        scale=1.0 + (_GROWN - 1.0) * size,
        animate_scale=animate,
    )


@ft.component
def PacerSun(
    p: Palette, place: Place, breath: Breath, lettering: Lettering | None = None
) -> ft.Control:
    """The sun of a running practice, with its words where a ``lettering`` for them is given."""
    moment = breath.moment
    animate = ft.Animation(
        ft.Duration(milliseconds=round(moment.lasting * 1000)), ft.AnimationCurve.EASE_IN_OUT
    )
    layers = [_Measure(p, place), _growing(p, place, moment.size, animate)]
    if lettering is not None:
        layers.append(_words(p, place, moment, lettering))
    return ft.Stack(layers, width=place.width, height=place.height)


@ft.component
def RestingSun(p: Palette, place: Place) -> ft.Control:
    """The sun before and after a practice: nothing moves, nothing is asked."""
    layers = [_Measure(p, place), _growing(p, place, 0.0, None)]
    return ft.Stack(layers, width=place.width, height=place.height)


def _words(p: Palette, place: Place, moment: Moment, lettering: Lettering) -> ft.Control:
    size = 2 * _CORE * place.unit
    numbered = lettering.most and not moment.paused
    return ft.Container(
        left=place.x - size / 2,
        top=place.y - size / 2 - (7 * place.unit if numbered else 0),
        width=size,
        height=size,
        alignment=ft.Alignment.CENTER,
        content=words_of(p, moment, lettering),
    )
