"""The client's mark: two hills from the pair's own number, and initials.

A mark has no colour of its own: colour is the time of day. Its shape and letters, and the name
beside it, keep two clients apart.
"""

from __future__ import annotations

import flet as ft
import flet.canvas as cv

from journal_app.ui.door.clients import ClientView
from journal_app.ui.parts import texts
from journal_app.ui.shell import Shell

__all__ = ["client_mark"]


def client_mark(shell: Shell, client: ClientView, size: float = 40) -> ft.Control:
    """Draw the mark ``size`` across; the name beside it is what a screen reader says.

    Large text makes the mark larger and leaves the letters inside it.
    """
    p = shell.p
    size = size * 1.4 if shell.large_text else size
    first, second = client.hills
    shapes: list[cv.Shape] = [
        cv.Circle(size / 2, size / 2, size / 2, paint=ft.Paint(color=p.surface)),
        _hill(p.tide_soft_2, size, 0.30 + 0.22 * first, second),
        _hill(p.tide_soft, size, 0.16 + 0.16 * second, 1 - first),
        cv.Circle(
            size / 2,
            size / 2,
            size / 2 - 0.75,
            paint=ft.Paint(style=ft.PaintingStyle.STROKE, stroke_width=1.5, color=p.tide_soft_2),
        ),
    ]
    letter = size * (0.36 if len(client.initials) < 3 else 0.32) / max(1.0, shell.text_scale)
    letters = ft.Text(
        client.initials,
        no_wrap=True,
        style=texts.style(letter, letter * 1.2, p.ink, ft.FontWeight.W_500),
    )
    drawn = ft.Stack(
        [
            ft.Container(
                cv.Canvas(shapes, width=size, height=size),
                width=size,
                height=size,
                border_radius=size / 2,
                clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
            ),
            ft.Container(letters, alignment=ft.Alignment.CENTER, width=size, height=size),
        ],
        width=size,
        height=size,
    )
    return ft.Semantics(exclude_semantics=True, content=drawn)


def _hill(colour: str, size: float, height: float, phase: float) -> cv.Shape:
    """One hill whose crest stands ``height`` (0 to 1) above the foot, at ``phase`` across."""
    crest, x = size * (1 - height), size * (0.15 + 0.7 * phase)
    shoulder = size * (1 - height * 0.55)
    return cv.Path(
        [
            cv.Path.MoveTo(0, shoulder),
            cv.Path.CubicTo(x * 0.5, crest, x * 0.7, crest, x, crest),
            cv.Path.CubicTo(
                x + (size - x) * 0.3, crest, x + (size - x) * 0.5, crest, size, shoulder
            ),
            cv.Path.LineTo(size, size),
            cv.Path.LineTo(0, size),
        ],
        paint=ft.Paint(color=colour),
    )
