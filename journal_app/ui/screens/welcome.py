"""The beginning: whose book this is, a passphrase, and "forgot it" told before the start."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.domain.errors import JournalError
from journal_app.ui.guard import note, screen
from journal_app.ui.hooks import use_choice, use_typed
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.screens.lock import landscape_page
from journal_app.ui.shell import Role, Shell, use_shell
from journal_app.words import say, sentence

__all__ = ["SHORTEST", "WelcomeScreen"]

SHORTEST = 8
"""Characters a passphrase has at least; its strength is a matter of the next step."""


@screen
def WelcomeScreen() -> ft.Control:
    """Choose a role, then a passphrase typed twice."""
    shell = use_shell()
    role, set_role = use_choice(Role)
    if role is None:
        return landscape_page(shell, _choice(shell, set_role), sky=380)
    return _Passphrase(role, lambda: set_role(None))


def _choice(shell: Shell, choose: Callable[[Role], None]) -> list[ft.Control]:
    p = shell.p
    return [
        texts.display(say("welcome.name"), p.ink),
        ft.Container(height=8),
        texts.body(say("welcome.line"), p.quiet),
        ft.Container(height=28),
        buttons.filled(
            p,
            say("welcome.journal"),
            shell.act(lambda: choose(Role.JOURNAL)),
            big=True,
            key="make-journal",
        ),
        ft.Container(height=12),
        buttons.text_button(
            p,
            say("welcome.practice"),
            shell.act(lambda: choose(Role.PRACTICE)),
            key="make-practice",
        ),
        ft.Container(height=16),
        texts.meta(say("welcome.private"), p.quiet, text_align=ft.TextAlign.CENTER),
    ]


@ft.component
def _Passphrase(role: Role, back: Callable[[], None]) -> ft.Control:
    shell = use_shell()
    first, second = use_typed(), use_typed()
    error, set_error = ft.use_state("")
    busy, set_busy = ft.use_state(False)
    p = shell.p

    def keep_first(value: str) -> None:
        first.keep(value)
        set_error("")

    def keep_second(value: str) -> None:
        second.keep(value)
        set_error("")

    async def create() -> None:
        if busy:
            return
        problem = _problem(first.value, second.value)
        if problem:
            set_error(problem)
            return
        set_busy(True)
        try:
            await shell.book.create(role, first.value)
        except JournalError as wrong:
            note(wrong)
            set_error(sentence(wrong))
        finally:
            set_busy(False)

    create_handler = shell.act(create)
    form = [
        texts.question(say("welcome.passphrase_title"), p.ink),
        ft.Container(height=8),
        texts.body(say("welcome.passphrase_line"), p.quiet),
        ft.Container(height=20),
        Field(
            p,
            say("welcome.passphrase"),
            ft.use_callback(keep_first, []),
            field_key="new-passphrase",
            password=True,
        ),
        ft.Container(height=12),
        Field(
            p,
            say("welcome.again"),
            ft.use_callback(keep_second, []),
            field_key="same-passphrase",
            password=True,
            error=error or None,
            on_submit=create_handler,
        ),
        ft.Container(height=16),
        texts.secondary(say("welcome.forgot"), p.ink),
        ft.Container(height=20),
        buttons.filled(
            p,
            say("welcome.making" if busy else "welcome.create"),
            create_handler,
            big=True,
            key="create",
            disabled=busy,
        ),
        ft.Container(height=8),
        buttons.text_button(p, say("nav.back"), shell.act(back), key="welcome-back"),
    ]
    return landscape_page(shell, form, sky=220)


def _problem(first: str, second: str) -> str:
    """What is still missing from the two fields, as one kind sentence, or nothing."""
    if len(first) < SHORTEST:
        return say("welcome.short", count=SHORTEST)
    if first != second:
        return say("welcome.different")
    return ""
