"""A row that leads to a page of its own, with how things stand there."""

from __future__ import annotations

import flet as ft

from journal_app.ui.parts import texts
from journal_app.ui.shell import Shell

__all__ = ["way"]


def way(shell: Shell, route: str, words: str, line: str = "", *, key: str) -> ft.Control:
    """The way to ``route``: its name, one line below it where there is something to say."""
    p = shell.p
    open_it = shell.act(lambda: shell.go(route))
    lines = [texts.body(words, p.ink), *([texts.secondary(line, p.quiet)] if line else [])]
    return ft.Semantics(
        label=f"{words}. {line}" if line else words,
        button=True,
        container=True,
        exclude_semantics=True,
        on_tap=open_it,
        content=ft.Container(
            ft.Row(
                [
                    ft.Container(ft.Column(lines, spacing=0, tight=True), expand=True),
                    ft.Icon(ft.Icons.CHEVRON_RIGHT, size=24, color=p.quiet),
                ],
                spacing=14,
            ),
            key=key,
            padding=ft.Padding.symmetric(vertical=11),
            ink=True,
            border_radius=12,
            on_click=open_it,
        ),
    )
