"""One of several, or on and off: a row of 48 with its mark."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.ui.parts import texts
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.shell import Shell

__all__ = ["choice"]

_MARK = 22.0
_MIDDLE = 13.0  # of a line of the body, at ordinary text


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
    mark: ft.Control = ft.Icon(icon, size=_MARK, color=p.tide if chosen else p.edge)
    if line:  # beside the middle of the first line, however large its text is
        mark = ft.Container(
            mark, padding=ft.Padding.only(top=_MIDDLE * shell.text_scale - _MARK / 2)
        )
    content = ft.Row(
        [
            mark,
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
