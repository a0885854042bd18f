"""The beginning: whose book this is, a passphrase, and "forgot it" told before the start."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.domain.errors import JournalError
from journal_app.ui.guard import note, screen
from journal_app.ui.hooks import use_choice
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.landscape_form import landscape_page
from journal_app.ui.parts.new_passphrase import use_new_passphrase
from journal_app.ui.screens.restore import RestoreLocked
from journal_app.ui.shell import Role, Shell, use_shell
from journal_app.words import say, sentence

__all__ = ["WelcomeScreen"]


@screen
def WelcomeScreen() -> ft.Control:
    """Choose a role, then a passphrase typed twice."""
    shell = use_shell()
    role, set_role = use_choice(Role)
    restoring, set_restoring = ft.use_state(False)
    if restoring:
        return RestoreLocked(lambda: set_restoring(False))
    if role is None:
        return landscape_page(shell, _choice(shell, set_role, lambda: set_restoring(True)), sky=380)
    return _Passphrase(role, lambda: set_role(None))


def _choice(
    shell: Shell, choose: Callable[[Role], None], restore: Callable[[], None]
) -> list[ft.Control]:
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
        buttons.text_button(p, say("welcome.have_backup"), shell.act(restore), key="have-backup"),
        ft.Container(height=16),
        texts.meta(say("welcome.private"), p.quiet, text_align=ft.TextAlign.CENTER),
    ]


@ft.component
def _Passphrase(role: Role, back: Callable[[], None]) -> ft.Control:
    shell = use_shell()
    new = use_new_passphrase()
    busy, set_busy = ft.use_state(False)
    p = shell.p

    async def create() -> None:
        passphrase = "" if busy else new.chosen()
        if not passphrase:
            return
        set_busy(True)
        try:
            await shell.book.create(role, passphrase)
        except JournalError as wrong:
            note(wrong)
            new.set_error(sentence(wrong))
        finally:
            set_busy(False)

    create_handler = shell.act(create)
    form = [
        texts.question(say("welcome.passphrase_title"), p.ink),
        ft.Container(height=8),
        texts.body(say("welcome.passphrase_line"), p.quiet),
        ft.Container(height=20),
        *new.fields(shell, create_handler),
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
