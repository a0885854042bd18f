"""A crumb: one word, a shape, a sound, kept before it fades; no scale and no question first."""

from __future__ import annotations

import flet as ft

from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import foot, inset, private_line, scroll_column
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.keeping import use_keeper
from journal_app.ui.shell import use_shell
from journal_app.words import say

__all__ = ["CrumbScreen"]


@screen
def CrumbScreen() -> ft.Control:
    """One field, one button; what is typed is sealed as it is typed."""
    shell = use_shell()
    door = client_door(shell)
    keeper = use_keeper(shell, "crumb")
    p = shell.p

    async def keep() -> None:
        if not keeper.text.strip():
            shell.tell(say("crumb.nothing"))
            return
        await door.keep_crumb(keeper.text)
        await keeper.done()
        shell.changed()
        shell.go("/")
        shell.tell(say("crumb.kept"))

    body = scroll_column(
        shell,
        [
            inset(
                texts.question(say("crumb.title"), p.ink), texts.body(say("crumb.line"), p.quiet)
            ),
            Field(
                p,
                say("crumb.label"),
                ft.use_callback(keeper.changed, []),
                initial=keeper.text,
                field_key="crumb-words",
                autofocus=True,
                on_submit=ft.use_callback(shell.act(keep), []),
            ),
        ],
    )
    return task_page(
        shell,
        "",
        body,
        back="/",
        close=True,
        hour=door.days.hour(),
        foot=foot(
            shell,
            [buttons.filled(p, say("crumb.keep"), shell.act(keep), big=True, key="keep-crumb")],
            below=[private_line(shell)],
        ),
    )
