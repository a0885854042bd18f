"""What the first page says about files, keys and copies: one thing at a time, quietly.

What was found on opening stays until it was read. The line of the day after comes before every
offer. An offer is made once, with another time beside it.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from journal_app.ui.door.found import Found
from journal_app.ui.parts import buttons, texts
from journal_app.ui.screens.doors import found_of, journal_of, keys_of
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["mention"]


def mention(shell: Shell, *, quiet: bool) -> list[ft.Control]:
    """What was found, or put aside; else where somebody is, recovery words, later a backup.

    ``quiet`` makes none of these offers: within the 72 hours there are better things to say, and
    Support asks by itself where somebody is.
    """
    found = found_of(shell).first()
    if found is not None:
        return [_found(shell, found)]
    if after := _day_after(shell):
        return after
    keys = keys_of(shell)
    if keys.offer_earlier and shell.book.has_earlier():
        said = say("restore.mention"), say("restore.mention_go")
        return [_offer(shell, "restore", said, keys.earlier_offered)]
    if quiet:
        return []
    if where := _where(shell):
        return where
    if keys.offer_words:
        said = say("recovery.mention"), say("recovery.mention_go")
        return [_offer(shell, "recovery", said, keys.words_offered)]
    if keys.mention_backup:
        said = say("backup.mention"), say("backup.mention_go")
        return [_offer(shell, "backup", said, keys.backup_mentioned)]
    return []


def _where(shell: Shell) -> list[ft.Control]:
    """Where somebody is, so that Support opens at the lines there."""
    door = journal_of(shell)
    if door is None or not door.support.asks_region:
        return []
    said = say("support.mention"), say("support.mention_go")
    return [_offer(shell, "region", said, door.support.region_put_away, "/support")]


def _day_after(shell: Shell) -> list[ft.Control]:
    """The day after a hard answer: one line, with a way never to see another."""
    door = journal_of(shell)
    if door is None or door.measures.day_after() is None:
        return []
    measures = door.measures

    async def to_support() -> None:
        await measures.day_after_answered()
        shell.go("/support")

    async def not_now() -> None:
        await measures.day_after_answered()
        shell.changed()

    async def never() -> None:
        await measures.ask_day_after(wanted=False)
        shell.changed()

    words = say("item_nine.after_support")
    ways = [
        buttons.text_button(shell.p, words, shell.act(to_support), start=True, key="after-support"),
        _quietly(shell, say("item_nine.after_not_now"), not_now, "after-not-now"),
        _quietly(shell, say("item_nine.after_never"), never, "after-never"),
    ]
    return [_line(shell, say("item_nine.after"), ways)]


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
    shell: Shell,
    about: str,
    said: tuple[str, str],
    answered: Callable[[], Awaitable[None]],
    route: str = "",
) -> ft.Control:
    p = shell.p
    words, way = said

    async def go() -> None:
        await answered()
        shell.go(route or f"/settings/{about}")

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
