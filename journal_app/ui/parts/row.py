"""A row that leads to a page of its own, with how things stand there."""

from __future__ import annotations

import flet as ft

from journal_app.ui.parts import texts
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.shell import Shell

__all__ = ["way"]


def way(shell: Shell, route: str, words: str, line: str = "", *, key: str = "") -> ft.Control:
    """The way to ``route``; ``line`` says how things stand there.

    Beside its page, on a wide window, the row of the page that is open is marked.
    """
    p = shell.p
    here = shell.wide and shell.route == route
    name = texts.text(words, 17, 26, p.tide, weight=ft.FontWeight.W_500)
    lines = [name if here else texts.body(words, p.ink)]
    if line:
        lines.append(texts.secondary(line, p.quiet))
    content = ft.Row(
        [
            ft.Container(ft.Column(lines, spacing=0, tight=True), expand=True),
            ft.Icon(ft.Icons.CHEVRON_RIGHT, size=24, color=p.tide if here else p.quiet),
        ],
        spacing=14,
    )
    return pressable(
        content,
        f"{words}. {line}" if line else words,
        shell.act(lambda: shell.go(route)),
        selected=here,
        key=key or f"to-{route.rsplit('/', 1)[1]}",
        padding=ft.Padding.symmetric(vertical=11),
        border_radius=12,
    )
