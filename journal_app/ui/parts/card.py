"""A card: surface, a hairline, corners of 20, and what stands in it."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from journal_app.ui.shell import Shell

__all__ = ["card"]


def card(shell: Shell, content: Sequence[ft.Control], *, radius: float = 20) -> ft.Control:
    """Stand ``content`` in one column on a card; the caller gives the spaces between."""
    return ft.Container(
        bgcolor=shell.p.surface,
        border=ft.Border.all(1, shell.p.line),
        border_radius=radius,
        padding=ft.Padding.only(left=20, right=20, top=18, bottom=14),
        content=ft.Column(
            list(content), spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
        ),
    )
