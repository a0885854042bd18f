"""Reminders that a stranger may read, as a file for the person's own calendar."""

from __future__ import annotations

import flet as ft

from journal_app.domain.reminder import SENTENCES
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.page import foot, inset, scroll_column
from journal_app.ui.platform import use_files
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.share_rows import sign_row
from journal_app.ui.shell import use_shell
from journal_app.words import say

__all__ = ["RemindersScreen"]


@screen
def RemindersScreen() -> ft.Control:
    """What they say, what nobody learns from them, and the file."""
    shell = use_shell()
    files = use_files()
    room = client_door(shell).reminders
    p = shell.p

    async def save() -> None:
        said = await room.hand_over(files.save)
        shell.changed()
        shell.tell(say("reminders.saved" if said else "reminders.none"))

    sentences = [say(f"reminder.{which}.title") for which in SENTENCES]
    content = [
        inset(
            texts.question(say("reminders.title"), p.ink),
            texts.body(say("reminders.line"), p.quiet),
        ),
        card(
            shell,
            [
                texts.section(say("reminders.says"), p.ink),
                ft.Container(height=8),
                *[texts.body(sentence, p.ink) for sentence in sentences],
                ft.Container(height=12),
                sign_row(
                    shell, ft.Icons.VISIBILITY_OFF_OUTLINED, say("reminders.tells"), colour=p.tide
                ),
                ft.Container(height=10),
                sign_row(
                    shell, ft.Icons.NIGHTLIGHT_OUTLINED, say("reminders.quiet"), colour=p.tide
                ),
                ft.Container(height=10),
                sign_row(shell, ft.Icons.SYNC, say("reminders.again"), colour=p.tide),
            ],
        ),
    ]
    if room.outdated:
        content.append(inset(texts.body(say("reminders.outdated"), p.dawn_ink)))
    on = buttons.filled(p, say("reminders.save"), shell.act(save), big=True, key="save-calendar")
    return task_page(
        shell, "", scroll_column(shell, content), back="/settings", foot=foot(shell, [on])
    )
