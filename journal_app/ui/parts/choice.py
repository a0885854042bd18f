"""One of several, or on and off: a row of 48 with its mark."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.ui.parts import texts
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.shell import Shell

__all__ = ["choice"]


def choice(
    shell: Shell,
    words: str,
    chosen: bool,
    choose: Callable[[], object],
    key: str,
    *,
    line: str = "",
) -> ft.Control:
    """A round mark and words; ``line`` says quietly what choosing it means."""
    p = shell.p
    icon = ft.Icons.RADIO_BUTTON_CHECKED if chosen else ft.Icons.RADIO_BUTTON_UNCHECKED
    lines = [texts.body(words, p.ink), *([texts.secondary(line, p.quiet)] if line else [])]
    content = ft.Row(
        [
            ft.Icon(icon, size=22, color=p.tide if chosen else p.edge),
            ft.Container(ft.Column(lines, spacing=0, tight=True), expand=True),
        ],
        spacing=14,
        vertical_alignment=ft.CrossAxisAlignment.START if line else ft.CrossAxisAlignment.CENTER,
    )
    return pressable(
        content,
        f"{words}. {line}" if line else words,
        shell.act(choose),
        checked=chosen,
        key=key,
        padding=ft.Padding.symmetric(vertical=11),
        border_radius=12,
    )
