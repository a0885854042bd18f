"""Another passphrase: at will, after opening with recovery words, or when somebody may know it."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_typed
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.new_passphrase import use_new_passphrase
from journal_app.ui.parts.page import form_page, inset
from journal_app.ui.parts.tick import tick_row
from journal_app.ui.screens.attempt import use_attempt
from journal_app.ui.screens.doors import keys_of
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["PassphraseScreen"]


@screen
def PassphraseScreen() -> ft.Control:
    """The one that opens it now, then the new one twice."""
    shell = use_shell()
    now, new, attempt = use_typed(), use_new_passphrase(), use_attempt()
    anew, set_anew = ft.use_state(False)
    by_words = ft.use_memo(lambda: keys_of(shell).came_by_words, [])
    p = shell.p

    def keep(value: str) -> None:
        now.keep(value)
        attempt.tell("")

    stable_keep = ft.use_callback(keep, [])

    async def change() -> None:
        passphrase = new.chosen()
        if not passphrase:
            return
        await keys_of(shell).change_passphrase(now.value, passphrase, anew=anew)
        shell.changed()
        shell.go("/" if by_words else "/settings")
        shell.tell(say("keys.changed_anew" if anew else "keys.changed"))

    handler = shell.act(lambda: attempt.run(change))
    content: list[ft.Control] = [
        inset(
            texts.question(say("keys.passphrase_title"), p.ink),
            texts.body(say("keys.by_words_line" if by_words else "keys.passphrase_line"), p.quiet),
        )
    ]
    if not by_words:
        content.append(
            Field(
                p,
                say("keys.now"),
                stable_keep,
                field_key="passphrase-now",
                password=True,
                error=attempt.error or None,
            )
        )
        content.append(ft.Container(height=4))
    elif attempt.error:
        line = texts.secondary(attempt.error, p.dawn_ink)
        content.append(ft.Semantics(live_region=True, container=True, content=inset(line)))
    content += [
        ft.Column(
            new.fields(shell, handler),
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        _anew_row(shell, on=anew, toggle=lambda: set_anew(not anew)),
    ]
    on = buttons.filled(
        p,
        say("keys.working" if attempt.busy else "keys.change"),
        handler,
        big=True,
        key="change-passphrase",
        disabled=attempt.busy,
    )
    return form_page(shell, content, [on], back="/" if by_words else "/settings")


def _anew_row(shell: Shell, *, on: bool, toggle: Callable[[], None]) -> ft.Control:
    """Whether everything is sealed anew, for who fears that somebody knows the old one."""
    words = [
        texts.body(say("keys.anew"), shell.p.ink),
        texts.secondary(say("keys.anew_line"), shell.p.quiet),
    ]
    return inset(tick_row(shell, say("keys.anew"), words, on=on, toggle=toggle, key="anew"))
