"""Delete everything: what goes, what a disk may keep all the same, and one button."""

from __future__ import annotations

import flet as ft

from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_typed
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import inset, scroll_column
from journal_app.ui.screens.attempt import use_attempt
from journal_app.ui.screens.share_rows import sign_row
from journal_app.ui.shell import Role, use_shell
from journal_app.vault.erase import WHAT_MAY_REMAIN
from journal_app.words import say

__all__ = ["DeleteScreen"]


@screen
def DeleteScreen() -> ft.Control:
    """Nothing is asked why; the passphrase makes sure that it is meant."""
    shell = use_shell()
    typed, attempt = use_typed(), use_attempt()
    p = shell.p
    practice = shell.role is Role.PRACTICE

    def keep(value: str) -> None:
        typed.keep(value)
        attempt.tell("")

    stable_keep = ft.use_callback(keep, [])

    async def delete() -> None:
        await shell.book.delete(typed.value)

    remains: list[ft.Control] = []
    for key in WHAT_MAY_REMAIN:
        remains += [
            ft.Container(height=10),
            sign_row(shell, ft.Icons.REMOVE, say(key)),
        ]
    content: list[ft.Control] = [
        inset(
            texts.question(say("erase.title"), p.ink),
            texts.body(say("erase.practice" if practice else "erase.journal"), p.ink),
        ),
    ]
    if len(shell.book.held()) > 1:
        other = "erase.journal_stays" if practice else "erase.practice_stays"
        content.append(inset(texts.body(say(other), p.ink)))
    content += [
        card(
            shell,
            [texts.section(say("erase.remains"), p.ink), *remains, ft.Container(height=4)],
        ),
        inset(
            texts.body(say("erase.no_way_back"), p.ink),
        ),
        Field(
            p,
            say("lock.passphrase"),
            stable_keep,
            field_key="delete-passphrase",
            password=True,
            error=attempt.error or None,
        ),
        ft.Container(height=4),
        buttons.deleting(
            p,
            say("erase.working" if attempt.busy else "erase.button"),
            shell.act(lambda: attempt.run(delete)),
            key="delete-everything",
            disabled=attempt.busy,
        ),
        buttons.text_button(
            p, say("erase.rather_not"), shell.act(lambda: shell.go("/settings")), key="rather-not"
        ),
    ]
    return task_page(shell, "", scroll_column(shell, content), back="/settings")
