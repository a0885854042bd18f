"""A new passphrase: two fields, and between them how hard it would be to guess.

The meter is a bar of tide in four parts with a sentence that helps. What is trivially guessed is
refused with that sentence and nothing else; pasting and password managers work as everywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from journal_app.ui.hooks import Typed, use_typed
from journal_app.ui.parts import texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.shell import Shell
from journal_app.ui.theme import Palette
from journal_app.vault.strength import Strength, strength
from journal_app.words import say

__all__ = ["NewPassphrase", "use_new_passphrase"]

_PARTS = 4


@dataclass(frozen=True)
class NewPassphrase:
    """What was typed, and how to show it."""

    first: Typed
    second: Typed
    found: Strength
    refused: bool
    error: str
    set_refused: Callable[[bool], None]
    set_error: Callable[[str], None]
    keep_first: Callable[[str], None]
    keep_second: Callable[[str], None]

    def chosen(self) -> str:
        """The passphrase; empty where something is missing, which is then said beside the field."""
        if not strength(self.first.value).enough:
            self.set_refused(True)
            return ""
        if self.first.value != self.second.value:
            self.set_error(say("welcome.different"))
            return ""
        return self.first.value

    def fields(self, shell: Shell, on_submit: Callable[..., Any]) -> list[ft.Control]:
        """Both fields and the meter."""
        p = shell.p
        return [
            Field(
                p,
                say("welcome.passphrase"),
                self.keep_first,
                field_key="new-passphrase",
                password=True,
            ),
            ft.Container(height=10),
            _meter(p, self.found, refused=self.refused),
            ft.Container(height=16),
            Field(
                p,
                say("welcome.again"),
                self.keep_second,
                field_key="same-passphrase",
                password=True,
                error=self.error or None,
                on_submit=on_submit,
            ),
        ]


def use_new_passphrase() -> NewPassphrase:
    """The state of the two fields, for as long as a page is shown."""
    first, second = use_typed(), use_typed()
    found, set_found = ft.use_state(strength(""))
    refused, set_refused = ft.use_state(False)
    error, set_error = ft.use_state("")

    def keep_first(value: str) -> None:
        first.keep(value)
        set_found(strength(value))
        set_refused(False)
        set_error("")

    def keep_second(value: str) -> None:
        second.keep(value)
        set_error("")

    return NewPassphrase(
        first,
        second,
        found,
        refused,
        error,
        set_refused,
        set_error,
        ft.use_callback(keep_first, []),
        ft.use_callback(keep_second, []),
    )


def _meter(p: Palette, found: Strength, *, refused: bool) -> ft.Control:
    """Four parts, the few words of the score, and the sentence; the words say all of it."""
    started = found.advice != "strength.empty"
    bar = ft.Row(
        [
            ft.Container(
                height=6,
                border_radius=3,
                expand=True,
                bgcolor=p.tide if part < found.score else p.tide_soft,
            )
            for part in range(_PARTS)
        ],
        spacing=6,
    )
    words: list[ft.Control] = [texts.label(say(found.label), p.ink)] if started else []
    words.append(texts.secondary(say(found.advice), p.dawn_ink if refused else p.quiet))
    return ft.Container(
        key="strength",
        padding=ft.Padding.symmetric(horizontal=16),
        content=ft.Column(
            [
                ft.Semantics(exclude_semantics=True, content=bar),
                ft.Semantics(
                    live_region=True,
                    container=True,
                    content=ft.Column(words, spacing=2, tight=True),
                ),
            ],
            spacing=8,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )
