"""The landscape behind the lock screen and the pacer: a sky, three hills, then paper.

The hills are four smooth curves given at width 390 and stretched to the page; the last one is
paper itself, so that what is written below stands on plain paper.
"""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft
import flet.canvas as cv

from journal_app.ui.theme import Palette

__all__ = ["LOCK_DARK", "LOCK_LIGHT", "hills", "lock_sky", "open_sky"]

Crest = list[tuple[float, float]]

LOCK_LIGHT = ("#C9D3E3", "#E5D2DA", "#F6CFB2", "#FAE3C4")
LOCK_DARK = ("#0E1326", "#1D2144", "#43375A", "#8A5C58")
_HILLS_LIGHT = ("#E6CFC2", "#CFC8BC", "#B3C2B8")
_HILLS_DARK = ("#3E3550", "#2B3245", "#1D2A30")
_HILLS_DIM = ("#14111A", "#0F1218", "#0B1013")

# Each crest at x = 0, 1/4, 1/2, 3/4, 1 of the width: pixels above the foot of the landscape.
_CRESTS = (
    (107, 93, 104, 128, 129),
    (66, 88, 98, 81, 63),
    (64, 60, 37, 29, 44),
    (0, 4, 17, 26, 21),
)
_HIDDEN = 2.0  # pixels of a hill behind the next one, so that nothing shines through between them


def hills(p: Palette, width: float, height: float, *, smooth: bool = True) -> list[cv.Shape]:
    """The three hills and the paper in front, for a landscape ``width`` x ``height``.

    Crests that are not ``smooth`` are painted quicker, where something moves beside them.
    """
    three = _HILLS_DIM if p.dim else _HILLS_DARK if p.dark else _HILLS_LIGHT
    crests = [_crest(heights, width, height) for heights in _CRESTS]
    feet: list[Crest | None] = [*crests[1:], None]
    return [
        _hill(crest, foot, colour, width, height, smooth=smooth)
        for crest, foot, colour in zip(crests, feet, (*three, p.paper), strict=True)
    ]


def open_sky(width: float, height: float) -> float:
    """How far down the sky can be seen at all: where the hills begin at their lowest."""
    return max(y for _, y in _crest(_CRESTS[0], width, height))


def _crest(heights: Sequence[float], width: float, height: float) -> Crest:
    """A smooth curve through ``heights`` as a chain of cubics: a point, then three for each."""
    rise = min(1.0, 0.4 + 0.6 * height / 448)  # a low sky has low hills
    points = [(width * i / 4, height - 2 - heights[i] * rise) for i in range(5)]
    crest = [points[0]]
    for i in range(4):
        # Catmull-Rom as a cubic: the tangent at each point is half the way between its neighbours
        before, here, after = points[max(i - 1, 0)], points[i], points[i + 1]
        beyond = points[min(i + 2, 4)]
        crest += [
            (here[0] + (after[0] - before[0]) / 6, here[1] + (after[1] - before[1]) / 6),
            (after[0] - (beyond[0] - here[0]) / 6, after[1] - (beyond[1] - here[1]) / 6),
            after,
        ]
    return crest


def _hill(
    crest: Crest, foot: Crest | None, colour: str, width: float, height: float, *, smooth: bool
) -> cv.Path:
    """A hill down to a little below the next one's crest, or to the foot of the landscape.

    Every pixel that is painted costs, also those that the next hill hides.
    """
    if foot is None:
        below: Crest = [(width, height + 1), (0.0, height + 1)]
        back: list[cv.Path.PathElement] = [cv.Path.LineTo(*corner) for corner in below]
    else:
        below = [(x, y + _HIDDEN) for x, y in reversed(foot)]
        back = [cv.Path.LineTo(*below[0]), *_cubics(below)]
    return cv.Path(
        [cv.Path.MoveTo(*crest[0]), *_cubics(crest), *back, cv.Path.Close()],
        paint=ft.Paint(color=colour, anti_alias=smooth),
    )


def _cubics(crest: Crest) -> list[cv.Path.PathElement]:
    return [
        cv.Path.CubicTo(*crest[i], *crest[i + 1], *crest[i + 2]) for i in range(1, len(crest), 3)
    ]


def lock_sky(p: Palette, width: float, height: float) -> ft.Control:
    """The lock screen's landscape: always this sky, so that it never tells where a person is."""
    scale = height / 448
    x, y = width * 246 / 390, 318 * scale
    sun_top, sun_foot = ("#C79A86", "#8A5C58") if p.dark else ("#FFF3DC", "#F9C79C")
    halo = "#E9A777" if not p.dark else "#C08A78"
    shapes: list[cv.Shape] = [
        cv.Circle(x, y, 118 * scale, paint=ft.Paint(color=ft.Colors.with_opacity(0.14, halo))),
        cv.Circle(x, y, 88 * scale, paint=ft.Paint(color=ft.Colors.with_opacity(0.20, halo))),
        cv.Circle(
            x,
            y,
            58 * scale,
            paint=ft.Paint(
                gradient=ft.PaintLinearGradient(
                    (x, y - 58 * scale), (x, y + 40 * scale), [sun_top, sun_foot]
                )
            ),
        ),
        *hills(p, width, height),
    ]
    return ft.Stack(
        [
            ft.Container(
                left=0,
                right=0,
                top=0,
                height=height,
                gradient=ft.LinearGradient(
                    list(LOCK_DARK if p.dark else LOCK_LIGHT),
                    begin=ft.Alignment.TOP_CENTER,
                    end=ft.Alignment.BOTTOM_CENTER,
                    stops=[0.0, 0.40, 0.72, 0.90],
                ),
            ),
            cv.Canvas(shapes, width=width, height=height),
        ],
        width=width,
        height=height,
    )
