"""The other way in: fifteen recovery words, typed from paper. Then a new passphrase is chosen."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.domain.errors import JournalError
from journal_app.ui.guard import note, screen
from journal_app.ui.hooks import use_typed
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.landscape_form import landscape_page
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say, sentence

__all__ = ["WordsInScreen", "pause_words"]

_SHORT_S = 9.0


def pause_words(shell: Shell) -> str:
    """When the next try is taken, roughly; nothing while there is no pause."""
    left = shell.book.pause_s()
    if not left:
        return ""
    return say("lock.pause" if left < _SHORT_S else "lock.longer_pause")


@screen
def WordsInScreen(back: Callable[[], None]) -> ft.Control:
    """One field for all fifteen; how they are spaced or numbered does not matter."""
    shell = use_shell()
    typed = use_typed()
    error, set_error = ft.use_state("")
    busy, set_busy = ft.use_state(False)
    p = shell.p

    def keep(value: str) -> None:
        typed.keep(value)
        set_error("")

    async def open_() -> None:
        if busy or not typed.value.strip():
            return
        if waiting := pause_words(shell):
            set_error(waiting)
            return
        set_busy(True)
        try:
            await shell.book.unlock_with_words(typed.value)
        except JournalError as problem:
            note(problem)
            set_error(sentence(problem))
        finally:
            set_busy(False)

    form = [
        texts.question(say("recovery.open_title"), p.ink),
        ft.Container(height=8),
        texts.body(say("recovery.open_line"), p.quiet),
        ft.Container(height=20),
        Field(
            p,
            say("recovery.open_field"),
            ft.use_callback(keep, []),
            field_key="words",
            lines=3,
            error=error or None,
        ),
        ft.Container(height=20),
        buttons.filled(
            p,
            say("lock.opening" if busy else "lock.open"),
            shell.act(open_),
            big=True,
            key="open-with-words",
            disabled=busy,
        ),
        ft.Container(height=8),
        buttons.text_button(p, say("nav.back"), shell.act(back), key="words-back"),
    ]
    return landscape_page(shell, form, sky=220)
