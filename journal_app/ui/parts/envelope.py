"""The envelope of a packet: sealed by a small dawn, one of two, or with a corner missing.

Its shape tells what a packet is, never its colour alone; the words beside it say the same.
"""

from __future__ import annotations

import math
from enum import Enum

import flet as ft
import flet.canvas as cv

from journal_app.ui.theme import Palette

__all__ = ["Letter", "envelope"]

_RATIO = 0.68


class Letter(Enum):
    """Which envelope is drawn."""

    SEALED = "sealed"
    TWOFOLD = "twofold"
    TORN = "torn"


def envelope(p: Palette, width: float, letter: Letter = Letter.SEALED) -> ft.Control:
    """Draw an envelope ``width`` wide; screen readers are told by the words beside it."""
    height = width * _RATIO
    line = max(1.5, width / 30)
    shapes: list[cv.Shape] = []
    if letter is Letter.TWOFOLD:
        step = width * 0.12
        shapes += _box(p, step, 0, width - step, height - step, line)
        shapes += _box(p, 0, step, width - step, height - step, line)
        shapes.append(_flap(p, 0, step, width - step, height - step, line))
    elif letter is Letter.TORN:
        shapes += _torn(p, width, height, line)
        shapes.append(_flap(p, 0, 0, width, height, line))
    else:
        shapes += _box(p, 0, 0, width, height, line)
        shapes.append(_flap(p, 0, 0, width, height, line))
        shapes += _seal(p, width / 2, height * 0.6, width * 0.17)
    drawn = cv.Canvas(shapes, width=width, height=height)
    return ft.Semantics(exclude_semantics=True, content=drawn)


def _pen(p: Palette, line: float) -> ft.Paint:
    return ft.Paint(
        style=ft.PaintingStyle.STROKE,
        stroke_width=line,
        color=p.edge,
        stroke_join=ft.StrokeJoin.ROUND,
        stroke_cap=ft.StrokeCap.ROUND,
    )


def _box(p: Palette, x: float, y: float, w: float, h: float, line: float) -> list[cv.Shape]:
    half, radius = line / 2, w * 0.1
    size = (x + half, y + half, w - line, h - line)
    return [
        cv.Rect(*size, border_radius=radius, paint=ft.Paint(color=p.surface)),
        cv.Rect(*size, border_radius=radius, paint=_pen(p, line)),
    ]


def _flap(p: Palette, x: float, y: float, w: float, h: float, line: float) -> cv.Shape:
    edge = line + w * 0.03
    elements: list[cv.Path.PathElement] = [
        cv.Path.MoveTo(x + edge, y + edge),
        cv.Path.LineTo(x + w * 0.44, y + h * 0.48),
        cv.Path.QuadraticTo(x + w / 2, y + h * 0.56, x + w * 0.56, y + h * 0.48),
        cv.Path.LineTo(x + w - edge, y + edge),
    ]
    return cv.Path(elements, paint=_pen(p, line))


def _torn(p: Palette, w: float, h: float, line: float) -> list[cv.Shape]:
    half, r = line / 2, w * 0.1
    right, foot = w - half, h - half
    elements: list[cv.Path.PathElement] = [
        cv.Path.MoveTo(half + r, half),
        cv.Path.LineTo(right - r, half),
        cv.Path.QuadraticTo(right, half, right, half + r),
        cv.Path.LineTo(right, h * 0.56),
        cv.Path.LineTo(w * 0.9, h * 0.64),
        cv.Path.LineTo(w * 0.86, h * 0.77),
        cv.Path.LineTo(w * 0.76, h * 0.82),
        cv.Path.LineTo(w * 0.68, foot),
        cv.Path.LineTo(half + r, foot),
        cv.Path.QuadraticTo(half, foot, half, foot - r),
        cv.Path.LineTo(half, half + r),
        cv.Path.QuadraticTo(half, half, half + r, half),
    ]
    return [
        cv.Path(elements, paint=ft.Paint(color=p.surface)),
        cv.Path(list(elements), paint=_pen(p, line)),
    ]


def _seal(p: Palette, x: float, y: float, radius: float) -> list[cv.Shape]:
    pen = ft.Paint(
        style=ft.PaintingStyle.STROKE,
        stroke_width=max(1.2, radius * 0.2),
        color=p.surface,
        stroke_cap=ft.StrokeCap.ROUND,
    )
    r, ground = radius * 0.32, y + radius * 0.22
    return [
        cv.Circle(x, y, radius, paint=ft.Paint(color=p.dawn)),
        cv.Arc(x - r, ground - r, 2 * r, 2 * r, math.pi, math.pi, paint=pen),
        cv.Line(x - radius * 0.55, ground, x + radius * 0.55, ground, paint=pen),
    ]
