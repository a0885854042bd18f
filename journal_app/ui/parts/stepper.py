"""Choose a day or a time with two taps instead of a keyboard: minus, words, plus."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.ui.parts import buttons, texts
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["stepper"]


def stepper(
    shell: Shell,
    name: str,
    words: str,
    less: Callable[[], object],
    more: Callable[[], object],
    *,
    key: str,
    hints: tuple[str, str] | None = None,
) -> ft.Control:
    """A row of 56: the name, then ``words`` between two round buttons; the words are announced.

    ``hints`` name the two buttons, where they are not for a time that can be earlier or later.
    """
    p = shell.p
    less_hint, more_hint = hints or (
        say("stepper.earlier", name=name),
        say("stepper.later", name=name),
    )

    def round_button(
        icon: ft.IconData, hint: str, press: Callable[[], object], which: str
    ) -> ft.Control:
        return buttons.round_button(p, icon, hint, shell.act(press), key=f"{key}-{which}")

    value = ft.Semantics(
        live_region=True,
        container=True,
        label=f"{name}: {words}",
        exclude_semantics=True,
        content=ft.Column(
            [texts.meta(name, p.quiet), texts.body(words, p.ink)], spacing=0, tight=True
        ),
    )
    if shell.large_text and shell.phone:
        less_and_more = ft.Row(
            [
                round_button(ft.Icons.REMOVE, less_hint, less, "less"),
                round_button(ft.Icons.ADD, more_hint, more, "more"),
            ],
            spacing=12,
        )
        return ft.Column([value, less_and_more], spacing=8, tight=True)
    return ft.Row(
        [
            ft.Container(value, expand=True),
            round_button(ft.Icons.REMOVE, less_hint, less, "less"),
            round_button(ft.Icons.ADD, more_hint, more, "more"),
        ],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
