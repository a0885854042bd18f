"""A tick and the row it stands in: 24 square with corners of 7, in a target 48 high at least."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import flet as ft

from journal_app.ui.parts.pressable import pressable
from journal_app.ui.shell import Shell

__all__ = ["tick", "tick_row"]


def tick(shell: Shell, *, on: bool) -> ft.Control:
    """The box alone."""
    p = shell.p
    return ft.Container(
        ft.Icon(ft.Icons.CHECK, size=18, color=p.on_tide) if on else None,
        width=24,
        height=24,
        border_radius=7,
        bgcolor=p.tide if on else None,
        border=None if on else ft.Border.all(2, p.edge),
        alignment=ft.Alignment.CENTER,
    )


def tick_row(
    shell: Shell,
    words: str,
    content: Sequence[ft.Control],
    *,
    on: bool,
    toggle: Callable[..., Any],
    key: str,
    at_end: bool = False,
    padding: ft.Padding | None = None,
) -> ft.Control:
    """A row that is ticked by a tap anywhere in it; ``words`` is what a screen reader says.

    ``content`` stands beside the box, in one column; ``at_end`` puts the box on the right.
    """
    column = ft.Container(
        ft.Column(
            list(content),
            spacing=2,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        expand=True,
    )
    box = tick(shell, on=on)
    row = ft.Row(
        [column, box] if at_end else [box, column],
        spacing=14,
        vertical_alignment=ft.CrossAxisAlignment.CENTER if at_end else ft.CrossAxisAlignment.START,
    )
    return pressable(
        row,
        words,
        shell.act(toggle),
        checked=on,
        key=key,
        padding=padding or ft.Padding.symmetric(vertical=12),
        border_radius=12,
    )
