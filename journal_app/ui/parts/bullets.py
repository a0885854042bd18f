"""Short lines under each other, each with a small dawn dot beside its first line."""

from __future__ import annotations

from collections.abc import Iterable

import flet as ft

from journal_app.ui.shell import Shell

__all__ = ["bullets"]

_DOT = 6.0


def bullets(shell: Shell, lines: Iterable[ft.Control], line_height: float) -> list[ft.Control]:
    """The ``lines`` with their dots; ``line_height`` is that of their style, before scaling."""
    down = (line_height * shell.text_scale - _DOT) / 2
    return [
        ft.Row(
            [
                ft.Container(
                    ft.Container(
                        width=_DOT, height=_DOT, border_radius=_DOT / 2, bgcolor=shell.p.dawn
                    ),
                    padding=ft.Padding.only(top=down),
                ),
                ft.Container(line, expand=True),
            ],
            spacing=12,
            vertical_alignment=ft.CrossAxisAlignment.START,
        )
        for line in lines
    ]
