"""The pacer's landscape and its sun: the sun grows with the in-breath and goes back with the out.

Given at 390 wide with a sky of 640; a larger page has a larger sky and a sun that is not much
larger. The landscape never moves, so it is drawn once; only the sun's scale and the words change.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft
import flet.canvas as cv

from journal_app.domain.pattern import Phase
from journal_app.ui.parts import texts
from journal_app.ui.parts.landscape import hills
from journal_app.ui.parts.pacing import Breath, Moment
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = [
    "BreathWords",
    "Hills",
    "PacerSun",
    "Place",
    "RestingSun",
    "Sky",
    "phase_word",
    "place_of",
    "said",
]

_SKY_LIGHT = (("#DCE3EA", 0.0), ("#F0DCD3", 0.38), ("#F8DFBF", 0.68), ("#FBEAD2", 1.0))
_SKY_DARK = (("#10152A", 0.0), ("#232647", 0.42), ("#47395A", 0.75), ("#7A5358", 1.0))
_CORE, _HALOS, _MEASURE = 102.0, ((146.0, 0.14), (124.0, 0.20)), (168.0, 0.10)
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


def place_of(width: float, height: float) -> Place:
    """The sun's place in a sky of ``width`` x ``height``."""
    unit = min(width / _WIDTH, height / _SKY, _MOST)
    return Place(width, height, width / 2, height * _SUN_Y / _SKY, unit)


def said(moment: Moment) -> str:
    """What is announced when a phase begins: "Breathe in, 4.5 seconds"."""
    if moment.phase is Phase.LEAD_IN:
        return say("pacer.lead_in_said", count=moment.count)
    return say("pacer.said", phase=phase_word(moment.phase), seconds=f"{moment.seconds:g}")


def phase_word(phase: Phase) -> str:
    """What a phase asks for, in words."""
    return say(f"pacer.phase_{phase.value}")


# -- the landscape -----------------------------------------------------------


@ft.component
def _sky(p: Palette, place: Place) -> ft.Control:
    stops = _SKY_DARK if p.dark else _SKY_LIGHT
    gradient = ft.LinearGradient(
        [colour for colour, _ in stops],
        begin=ft.Alignment.TOP_CENTER,
        end=ft.Alignment.BOTTOM_CENTER,
        stops=[stop for _, stop in stops],
    )
    layers: list[ft.Control] = [
        ft.Container(width=place.width, height=place.height, gradient=gradient)
    ]
    if p.dark:
        layers.append(cv.Canvas(_stars(place), width=place.width, height=place.height))
    return ft.Stack(layers, width=place.width, height=place.height)


@ft.component
def _hills(p: Palette, place: Place) -> ft.Control:
    shapes = hills(p, place.width, place.height)
    return cv.Canvas(shapes, width=place.width, height=place.height)


Sky = ft.memo(_sky)
"""The sky, with its stars when it is dark."""
Hills = ft.memo(_hills)
"""Three hills, and paper as the one in front: the sun stands behind them."""


def _stars(place: Place) -> list[cv.Shape]:
    paint = ft.Paint(color=ft.Colors.with_opacity(0.55, "#F4F1FF"))
    across, down = place.width / _WIDTH, place.height / _SKY
    return [cv.Circle(x * across, y * down, r, paint=paint) for x, y, r in _STARS]


# -- the sun -----------------------------------------------------------------


def _disc(
    radius: float, box: float, *, colour: str | None = None, gradient: ft.Gradient | None = None
) -> ft.Control:
    inset = box / 2 - radius
    return ft.Container(
        left=inset,
        top=inset,
        width=2 * radius,
        height=2 * radius,
        border_radius=radius,
        bgcolor=colour,
        gradient=gradient,
    )


def _glow(p: Palette, opacity: float) -> str:
    return ft.Colors.with_opacity(opacity, "#C08A78" if p.dark else "#E9A777")


def _sun(p: Palette, place: Place, growing: Sequence[ft.Control]) -> list[ft.Control]:
    """The measure that stays still, and what grows inside it, at their place on the page."""
    measure, opacity = _MEASURE
    box = 2 * measure * place.unit
    still = _disc(measure * place.unit, box, colour=_glow(p, opacity))
    return [
        ft.Container(
            left=place.x - box / 2,
            top=place.y - box / 2,
            width=box,
            height=box,
            content=ft.Stack([still], clip_behavior=ft.ClipBehavior.NONE),
        ),
        *growing,
    ]


def _growing(p: Palette, place: Place, size: float, animate: ft.Animation | None) -> ft.Control:
    """The core and its two inner halos; ``size`` 0 is the breath out, 1 the breath in."""
    box = 2 * _HALOS[0][0] * place.unit
    core = ft.RadialGradient(["#7B6072", "#594664"] if p.dark else ["#FFF6E8", "#F6C795"])
    return ft.Container(
        key="sun",
        left=place.x - box / 2,
        top=place.y - box / 2,
        width=box,
        height=box,
        scale=1.0 + (_GROWN - 1.0) * size,
        animate_scale=animate,
        content=ft.Stack(
            [
                *(_disc(r * place.unit, box, colour=_glow(p, o)) for r, o in _HALOS),
                _disc(_CORE * place.unit, box, gradient=core),
            ]
        ),
    )


@ft.component
def PacerSun(p: Palette, place: Place, breath: Breath, words_inside: bool = True) -> ft.Control:
    """The sun of a running practice: one change a phase, one for each number."""
    moment = breath.moment
    animate = ft.Animation(
        ft.Duration(milliseconds=round(moment.lasting * 1000)), ft.AnimationCurve.EASE_IN_OUT
    )
    layers = _sun(p, place, [_growing(p, place, moment.size, animate)])
    if words_inside:
        layers.append(_words(p, place, breath))
    return ft.Stack(layers, width=place.width, height=place.height)


@ft.component
def RestingSun(p: Palette, place: Place) -> ft.Control:
    """The sun before and after a practice: nothing moves, nothing is asked."""
    layers = _sun(p, place, [_growing(p, place, 0.0, None)])
    return ft.Stack(layers, width=place.width, height=place.height)


def _words(p: Palette, place: Place, breath: Breath) -> ft.Control:
    size = 2 * _CORE * place.unit
    lines = _lines(p, breath, 26 * place.unit, 52 * place.unit)
    return ft.Container(
        left=place.x - size / 2,
        top=place.y - size / 2 - 7 * place.unit,
        width=size,
        height=size,
        alignment=ft.Alignment.CENTER,
        content=_announced(breath, lines, ft.CrossAxisAlignment.CENTER),
    )


@ft.component
def BreathWords(p: Palette, breath: Breath) -> ft.Control:
    """The same words below the sun, where large text or a low page leaves no room inside it."""
    return _announced(breath, _lines(p, breath, 26, 34), ft.CrossAxisAlignment.START)


def _lines(p: Palette, breath: Breath, size: float, number_size: float) -> list[ft.Control]:
    word = say("pacer.paused") if breath.paused else phase_word(breath.moment.phase)
    lines = [_centred(word, size, 32 / 26, ft.FontWeight.W_400, p.ink)]
    if not breath.paused:
        count = str(breath.moment.count)
        lines.append(_centred(count, number_size, 58 / 52, ft.FontWeight.W_300, p.ink))
    return lines


def _announced(
    breath: Breath, lines: list[ft.Control], across: ft.CrossAxisAlignment
) -> ft.Control:
    """Say the phase once when it begins; the numbers are for the eyes only."""
    return ft.Semantics(
        live_region=True,
        container=True,
        exclude_semantics=True,
        label=say("pacer.paused") if breath.paused else said(breath.moment),
        content=ft.Column(lines, spacing=0, tight=True, horizontal_alignment=across),
    )


def _centred(
    words: str, size: float, line: float, weight: ft.FontWeight, colour: str
) -> ft.Control:
    style = texts.style(size, line * size, colour, weight)
    return ft.Text(words, text_align=ft.TextAlign.CENTER, style=style)
