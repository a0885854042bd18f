"""What Today says about keys and copies: one line at a time, once, with another time beside it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from journal_app.ui.parts import buttons, texts
from journal_app.ui.screens.doors import keys_of
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["mention"]


def mention(shell: Shell, *, quiet: bool) -> list[ft.Control]:
    """Recovery words to a book that has none, later a backup that is due; ``quiet`` says neither.

    Within the 72 hours there are better things to say than when a copy was last made.
    """
    keys = keys_of(shell)
    if quiet:
        return []
    if keys.offer_words:
        return [
            _line(
                shell,
                "recovery",
                (say("recovery.mention"), say("recovery.mention_go")),
                keys.words_offered,
            )
        ]
    if keys.mention_backup:
        return [
            _line(
                shell,
                "backup",
                (say("backup.mention"), say("backup.mention_go")),
                keys.backup_mentioned,
            )
        ]
    return []


def _line(
    shell: Shell, about: str, said: tuple[str, str], answered: Callable[[], Awaitable[None]]
) -> ft.Control:
    p = shell.p
    words, way = said

    async def go() -> None:
        await answered()
        shell.go(f"/settings/{about}")

    async def another_time() -> None:
        await answered()
        shell.changed()

    ways = [
        buttons.text_button(p, way, shell.act(go), start=True, key=f"mention-{about}"),
        buttons.text_button(
            p,
            say("keys.another_time"),
            shell.act(another_time),
            start=True,
            colour=p.quiet,
            key="another-time",
        ),
    ]
    return ft.Container(
        ft.Column(
            [
                texts.secondary(words, p.ink),
                ft.Row(ways, spacing=24, wrap=True, run_spacing=0),
            ],
            spacing=0,
            tight=True,
        ),
        padding=ft.Padding.symmetric(horizontal=4),
    )
