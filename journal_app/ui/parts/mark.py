"""The product's mark: three dawns as three arcs over a horizon."""

from __future__ import annotations

import math

import flet as ft
import flet.canvas as cv

from journal_app.ui.theme import Palette

__all__ = ["mark"]


def mark(p: Palette, size: float) -> ft.Control:
    """Draw the mark ``size`` wide; it says nothing to a screen reader, the page's title does."""
    unit = size / 40
    centre, ground = size / 2, 27 * unit
    shapes: list[cv.Shape] = []
    for radius, colour in ((15.5, p.night_line), (10.0, p.dawn), (4.5, p.tide)):
        r = radius * unit
        shapes.append(
            cv.Arc(
                centre - r,
                ground - r,
                2 * r,
                2 * r,
                start_angle=math.pi,
                sweep_angle=math.pi,
                paint=ft.Paint(style=ft.PaintingStyle.STROKE, stroke_width=3 * unit, color=colour),
            )
        )
    shapes.append(
        cv.Line(
            2 * unit,
            31 * unit,
            38 * unit,
            31 * unit,
            paint=ft.Paint(color=p.tide, stroke_width=3 * unit, stroke_cap=ft.StrokeCap.ROUND),
        )
    )
    return ft.Semantics(exclude_semantics=True, content=cv.Canvas(shapes, width=size, height=size))
