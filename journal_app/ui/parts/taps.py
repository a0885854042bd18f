"""A butterfly whose wings warm in turn: which hand taps, large enough for the edge of sight.

Both forms of a wing are drawn once; a tap only changes how much of the warm one is seen.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import flet as ft
import flet.canvas as cv

from journal_app.domain.guiding import CueKind
from journal_app.ui.hooks import memo
from journal_app.ui.parts import texts
from journal_app.ui.parts.cues import cue_line, cue_word, said
from journal_app.ui.parts.guiding import Guide
from journal_app.ui.parts.pacer_sky import Place
from journal_app.ui.theme import Palette

__all__ = ["COLOURS", "SkyWings"]

_ACROSS, _DOWN = 1.08, 1.80  # a wing, in units
_BODY = 0.07  # the room between the wings, and what stands in it, in units
_FEELERS = 0.40  # how wide the feelers spread, in units
_FADE = 450  # milliseconds; a tap is 1500
_WORDED = 74.0  # pixels of a unit from which a wing has room for its word
_BAR, _LINE, _MARGIN = 68.0, 38.0, 18.0


@dataclass(frozen=True)
class _Colours:
    """A wing at rest (a colour and how much of it), warm (middle, rim) with its word; the body."""

    rest: tuple[str, float]
    warm: tuple[str, str]
    word: str
    body: str


COLOURS = {
    "light": _Colours(("#E9A777", 0.26), ("#B0633B", "#95481F"), "#FFFFFF", "#8C6A58"),
    "dark": _Colours(("#C08A78", 0.22), ("#E2A37F", "#C98B6C"), "#12171A", "#6B5A68"),
    "dim": _Colours(("#6E5048", 0.18), ("#926450", "#7A5242"), "#E2D4C6", "#3A3038"),
}

# A right wing from the body (0, 0), across to 1; down is positive.
_UPPER = (
    (0.03, -0.04),
    (0.06, -0.52, 0.50, -0.98, 0.86, -0.86),
    (1.14, -0.74, 1.06, -0.06, 0.62, 0.08),
    (0.38, 0.15, 0.12, 0.10, 0.03, -0.04),
)
_LOWER = (
    (0.03, 0.07),
    (0.26, 0.20, 0.70, 0.12, 0.80, 0.38),
    (0.88, 0.68, 0.62, 0.92, 0.40, 0.82),
    (0.20, 0.72, 0.08, 0.36, 0.03, 0.07),
)


@ft.component
def SkyWings(p: Palette, place: Place, guide: Guide, cued: bool) -> ft.Control:
    """The butterfly in a tall sky, and a quiet sentence over it; each change is announced.

    In a step that is not ``cued`` it rests, and says nothing.
    """
    unit = min(
        (place.width - 2 * _MARGIN) / (2 * _ACROSS + _BODY),
        (place.height * 0.88 - _BAR - _LINE) / _DOWN,
    )
    cue = guide.beat.cue
    width, height = _size(unit)
    line = said(cue) if cue.kind is CueKind.REST else cue_line(cue.kind)
    return ft.Semantics(
        live_region=cued,
        container=True,
        exclude_semantics=True,
        label=said(cue) if cued else None,
        content=ft.Stack(
            [
                ft.Container(
                    texts.secondary(
                        line if cued else "",
                        p.quiet,
                        text_align=ft.TextAlign.CENTER,
                    ),
                    left=20,
                    right=20,
                    top=_BAR,
                ),
                ft.Container(
                    _butterfly(p, unit, cue.kind),
                    left=place.x - width / 2,
                    top=_BAR + _LINE,
                    width=width,
                    height=height,
                ),
            ],
            width=place.width,
            height=place.height,
        ),
    )


def _colours(p: Palette) -> _Colours:
    return COLOURS["dim" if p.dim else "dark" if p.dark else "light"]


def _size(unit: float) -> tuple[float, float]:
    return (2 * _ACROSS + _BODY) * unit, _DOWN * unit


def _butterfly(p: Palette, unit: float, kind: CueKind) -> ft.Control:
    width, height = _size(unit)
    return ft.Stack(
        [
            _wing(p, unit, CueKind.LEFT, warm=kind is CueKind.LEFT),
            _wing(p, unit, CueKind.RIGHT, warm=kind is CueKind.RIGHT),
            ft.Container(_Body(p, unit), left=(width - _FEELERS * unit) / 2, top=0),
        ],
        width=width,
        height=height,
    )


def _wing(p: Palette, unit: float, side: CueKind, *, warm: bool) -> ft.Control:
    width, height = _ACROSS * unit, _DOWN * unit
    right = side is CueKind.RIGHT
    fade = ft.Animation(ft.Duration(milliseconds=_FADE), ft.AnimationCurve.EASE_IN_OUT)
    warmed: list[ft.Control] = [_Wing(p, unit, right, True)]
    if unit >= _WORDED:
        size = min(20.0 * unit / _WORDED, 30.0)
        style = texts.style(size, 1.3 * size, _colours(p).word)
        warmed.append(
            ft.Container(
                ft.Text(cue_word(side), style=style, text_align=ft.TextAlign.CENTER),
                left=0.10 * unit if right else 0.02 * unit,
                top=0.28 * unit,
                width=0.96 * unit,
                height=0.60 * unit,
                alignment=ft.Alignment.CENTER,
            )
        )
    return ft.Container(
        left=(_ACROSS + _BODY) * unit if right else 0,
        top=0,
        width=width,
        height=height,
        content=ft.Stack(
            [
                _Wing(p, unit, right, False),
                ft.Container(
                    ft.Stack(warmed, width=width, height=height),
                    key=f"wing-{side.value}",
                    opacity=1.0 if warm else 0.0,
                    animate_opacity=fade,
                ),
            ],
            width=width,
            height=height,
        ),
    )


# -- drawn once ----------------------------------------------------------------


@ft.component
def _wing_drawn(p: Palette, unit: float, right: bool, warm: bool) -> ft.Control:
    width, height = _ACROSS * unit, _DOWN * unit
    if warm:
        paint = ft.Paint(
            gradient=ft.PaintRadialGradient(
                center=(0.5 * width, 0.30 * height),
                radius=0.95 * unit,
                colors=list(_colours(p).warm),
            )
        )
    else:
        colour, opacity = _colours(p).rest
        paint = ft.Paint(color=ft.Colors.with_opacity(opacity, colour))
    shapes: list[cv.Shape] = [_lobe(curves, unit, right, paint) for curves in (_UPPER, _LOWER)]
    return cv.Canvas(shapes, width=width, height=height)


@ft.component
def _body_drawn(p: Palette, unit: float) -> ft.Control:
    colour = _colours(p).body
    middle = _FEELERS * unit / 2
    fill = ft.Paint(color=colour)
    line = ft.Paint(
        color=colour,
        stroke_width=max(0.018 * unit, 1.2),
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
    )
    shapes: list[cv.Shape] = [
        cv.Rect(
            middle - _BODY * unit / 2,
            0.62 * unit,
            _BODY * unit,
            0.80 * unit,
            border_radius=_BODY * unit / 2,
            paint=fill,
        )
    ]
    for side in (-1, 1):
        shapes.append(
            cv.Path(
                [
                    cv.Path.MoveTo(middle, 0.66 * unit),
                    cv.Path.CubicTo(
                        middle + side * 0.02 * unit,
                        0.50 * unit,
                        middle + side * 0.06 * unit,
                        0.40 * unit,
                        middle + side * 0.15 * unit,
                        0.34 * unit,
                    ),
                ],
                paint=line,
            )
        )
    return cv.Canvas(shapes, width=_FEELERS * unit, height=_DOWN * unit)


_Wing = cast("Callable[[Palette, float, bool, bool], ft.Control]", memo(_wing_drawn))
_Body = cast("Callable[[Palette, float], ft.Control]", memo(_body_drawn))


def _lobe(
    curves: tuple[tuple[float, ...], ...], unit: float, right: bool, paint: ft.Paint
) -> cv.Shape:
    def at(x: float, y: float) -> tuple[float, float]:
        return (x if right else _ACROSS - x) * unit, (y + 0.93) * unit

    elements: list[cv.Path.PathElement] = [cv.Path.MoveTo(*at(*curves[0]))]
    for x1, y1, x2, y2, x, y in curves[1:]:
        elements.append(cv.Path.CubicTo(*at(x1, y1), *at(x2, y2), *at(x, y)))
    return cv.Path([*elements, cv.Path.Close()], paint=paint)
