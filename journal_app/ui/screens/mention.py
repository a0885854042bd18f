"""What the first page says about files, keys and copies: one thing at a time, quietly.

What was found on opening stays until it was read. An offer is made once, with another time beside
it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from journal_app.ui.door.found import Found
from journal_app.ui.parts import buttons, texts
from journal_app.ui.screens.doors import found_of, keys_of
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["mention"]


def mention(shell: Shell, *, quiet: bool) -> list[ft.Control]:
    """What was found, or put aside; else recovery words to a book that has none, later a backup.

    ``quiet`` says neither of the last two: within the 72 hours there are better things to say than
    when a copy was last made.
    """
    found = found_of(shell).first()
    if found is not None:
        return [_found(shell, found)]
    keys = keys_of(shell)
    if keys.offer_earlier and shell.book.has_earlier():
        said = say("restore.mention"), say("restore.mention_go")
        return [_offer(shell, "restore", said, keys.earlier_offered)]
    if quiet:
        return []
    if keys.offer_words:
        said = say("recovery.mention"), say("recovery.mention_go")
        return [_offer(shell, "recovery", said, keys.words_offered)]
    if keys.mention_backup:
        said = say("backup.mention"), say("backup.mention_go")
        return [_offer(shell, "backup", said, keys.backup_mentioned)]
    return []


def _found(shell: Shell, found: Found) -> ft.Control:
    p = shell.p

    async def read() -> None:
        await found_of(shell).was_read(found)
        shell.changed()

    if found is not Found.OTHER_KEY_FILE:
        ways = [_quietly(shell, say("found.all_right"), read, "found-read")]
    else:
        ways = [
            buttons.text_button(
                p,
                say("found.new_passphrase"),
                shell.act(lambda: shell.go("/settings/passphrase")),
                start=True,
                key="found-new-passphrase",
            ),
            _quietly(shell, say("found.was_me"), read, "found-read"),
        ]
    return _line(shell, say(f"found.{found.value}"), ways)


def _offer(
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
        _quietly(shell, say("keys.another_time"), another_time, "another-time"),
    ]
    return _line(shell, words, ways)


def _quietly(
    shell: Shell, words: str, answer: Callable[[], Awaitable[None]], key: str
) -> ft.Control:
    p = shell.p
    return buttons.text_button(p, words, shell.act(answer), start=True, colour=p.quiet, key=key)


def _line(shell: Shell, words: str, ways: list[ft.Control]) -> ft.Control:
    return ft.Container(
        ft.Column(
            [
                texts.secondary(words, shell.p.ink),
                ft.Row(ways, spacing=24, wrap=True, run_spacing=0),
            ],
            spacing=0,
            tight=True,
        ),
        padding=ft.Padding.symmetric(horizontal=4),
    )
