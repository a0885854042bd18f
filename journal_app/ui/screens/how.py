"""How I am: two numbers, kept as a check-in; nothing is asked of anybody for them."""

from __future__ import annotations

import flet as ft

from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.page import foot, inset, private_line, scroll_column
from journal_app.ui.parts.rating import Rating
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import use_shell
from journal_app.words import say

__all__ = ["HowScreen"]


@screen
def HowScreen() -> ft.Control:
    """Revved and far away, each with its line."""
    shell = use_shell()
    door = client_door(shell)
    revved, set_revved = ft.use_state(3)
    far, set_far = ft.use_state(2)
    p = shell.p

    async def keep() -> None:
        await door.keep_check_in(revved, far)
        shell.changed()
        shell.go("/")
        shell.tell(say("how.kept"))

    body = scroll_column(
        shell,
        [
            inset(texts.question(say("how.title"), p.ink), texts.body(say("how.line"), p.quiet)),
            Rating(
                shell, say("gate.revved"), "revved", say("gate.revved_hint"), revved, set_revved
            ),
            Rating(shell, say("gate.far"), "far", say("gate.far_hint"), far, set_far),
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
            [buttons.tonal(p, say("how.keep"), shell.act(keep), big=True, key="keep-how")],
            below=[private_line(shell)],
        ),
    )
