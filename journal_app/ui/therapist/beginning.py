"""The beginning of a practice: a name, a line about when it is read, and then the card."""

from __future__ import annotations

import flet as ft

from journal_app.ui.frame import tab_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_typed
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import scroll_column
from journal_app.ui.screens.doors import practice_door
from journal_app.ui.shell import use_shell
from journal_app.words import say

__all__ = ["BeginningScreen"]

_LONGEST_NAME = 60
_LONGEST_LINE = 160


@screen
def BeginningScreen() -> ft.Control:
    """Asked once, before anything else can be done."""
    shell = use_shell()
    door = practice_door(shell)
    name, line = use_typed(), use_typed()
    busy, set_busy = ft.use_state(False)
    p = shell.p

    async def make() -> None:
        if not any(c.isalnum() for c in name.value):
            shell.tell(say("card.name_missing"))
            return
        if busy:
            return
        set_busy(True)
        try:
            await door.card.make(name.value, line.value)
        finally:
            set_busy(False)
        shell.changed()
        shell.go("/card")

    body = scroll_column(
        shell,
        [
            texts.question(say("card.begin_title"), p.ink),
            texts.body(say("card.begin_line"), p.quiet),
            ft.Container(height=4),
            Field(
                p, say("card.name"), name.keep, field_key="practice-name", max_length=_LONGEST_NAME
            ),
            Field(
                p,
                say("card.reads"),
                line.keep,
                field_key="practice-line",
                hint=say("card.reads_example"),
                max_length=_LONGEST_LINE,
            ),
            texts.meta(say("card.reads_hint"), p.quiet),
            ft.Container(height=8),
            buttons.filled(
                p,
                say("card.making" if busy else "card.make"),
                shell.act(make),
                big=True,
                key="make-card",
                disabled=busy,
            ),
        ],
    )
    return tab_page(shell, "", body, hour=door.clients.hour(), head=280)
