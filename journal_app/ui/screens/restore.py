"""Bring a backup back: read to its end and shown before anything is replaced.

The same steps stand in the settings, on the lock screen and at the beginning: choose the file, type
what opens it, see what is inside, put it in place. What was in place is kept aside.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from journal_app.domain.times import zone_of
from journal_app.ui.door.backup import BackupInside
from journal_app.ui.door.keys import are_words
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_choice, use_typed
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.landscape_form import landscape_page
from journal_app.ui.parts.new_passphrase import NewPassphrase, use_new_passphrase
from journal_app.ui.parts.page import inset, scroll_column
from journal_app.ui.platform import use_files
from journal_app.ui.screens.attempt import Attempt, use_attempt
from journal_app.ui.shell import Role, Shell, use_shell
from journal_app.words import say

__all__ = ["RestoreLocked", "RestoreScreen"]

MOST_BYTES = 256 * 1024 * 1024


@screen
def RestoreScreen() -> ft.Control:
    """In the settings; an open book is locked once its place is needed."""
    shell = use_shell()
    content = [*_use_steps(shell), *_earlier(shell)]
    return task_page(shell, "", scroll_column(shell, content), back="/settings")


@screen
def RestoreLocked(back: Callable[[], None]) -> ft.Control:
    """While nothing is open: below the landscape."""
    shell = use_shell()
    form = [
        ft.Column(
            _use_steps(shell),
            spacing=12,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        ft.Container(height=8),
        buttons.text_button(shell.p, say("nav.back"), shell.act(back), key="restore-back"),
    ]
    return landscape_page(shell, form, sky=220)


def _use_steps(shell: Shell) -> list[ft.Control]:
    """The step that is here, as what stands on the page."""
    data, set_data = use_choice(bytes)
    inside, set_inside = use_choice(BackupInside)
    secret, files, attempt, new = use_typed(), use_files(), use_attempt(), use_new_passphrase()

    def keep(value: str) -> None:
        secret.keep(value)
        attempt.tell("")

    stable_keep = ft.use_callback(keep, [])

    async def choose() -> None:
        for picked in await files.open(at_most=MOST_BYTES):
            attempt.tell("" if picked.data else say("restore.too_large"))
            secret.keep("")
            set_inside(None)
            set_data(picked.data)

    async def look() -> None:
        assert data is not None  # noqa: S101  asked for only once a file was chosen
        set_inside(await shell.book.look_into(data, secret.value))

    async def put() -> None:
        assert data is not None  # noqa: S101  as above
        assert inside is not None  # noqa: S101  as above
        passphrase = new.chosen() if are_words(secret.value) else secret.value
        if passphrase:
            await shell.book.restore(data, secret.value, inside, passphrase)

    p = shell.p
    if data is None:
        return [
            inset(
                texts.question(say("restore.title"), p.ink),
                texts.body(say("restore.line"), p.quiet),
            ),
            *([_said(shell, attempt.error)] if attempt.error else []),
            ft.Container(height=4),
            buttons.filled(
                p, say("restore.choose"), shell.act(choose), big=True, key="choose-backup"
            ),
        ]
    if inside is None:
        return _closed(shell, attempt, stable_keep, look)
    again = buttons.text_button(p, say("restore.another"), shell.act(choose), key="another-backup")
    return [*_opened(shell, inside, attempt, new if are_words(secret.value) else None, put), again]


def _said(shell: Shell, words: str) -> ft.Control:
    line = texts.secondary(words, shell.p.dawn_ink)
    return ft.Semantics(live_region=True, container=True, content=inset(line))


def _closed(
    shell: Shell,
    attempt: Attempt,
    keep: Callable[[str], None],
    look: Callable[[], Awaitable[None]],
) -> list[ft.Control]:
    """A file was chosen: what opens it?"""
    p = shell.p
    handler = shell.act(lambda: attempt.run(look))
    return [
        inset(
            texts.question(say("restore.opens_title"), p.ink),
            texts.body(say("restore.opens_line"), p.quiet),
        ),
        ft.Container(height=4),
        Field(
            p,
            say("restore.secret"),
            keep,
            field_key="backup-secret",
            password=True,
            error=attempt.error or None,
            on_submit=handler,
        ),
        ft.Container(height=4),
        buttons.filled(
            p,
            say("restore.looking" if attempt.busy else "restore.look"),
            handler,
            big=True,
            key="look-inside",
            disabled=attempt.busy,
        ),
    ]


def _opened(
    shell: Shell,
    inside: BackupInside,
    attempt: Attempt,
    new: NewPassphrase | None,
    put: Callable[[], Awaitable[None]],
) -> list[ft.Control]:
    """What is inside, whether it is the right one, and what happens to what is here now."""
    p = shell.p
    handler = shell.act(lambda: attempt.run(put))
    role = Role.PRACTICE if inside.role == "practice" else Role.JOURNAL
    made = dates.full_day(inside.made.astimezone(zone_of(shell.clock.zone())))
    holds = (
        say("restore.practice")
        if role is Role.PRACTICE
        else say("restore.entries", count=inside.entries)
    )
    lines: list[ft.Control] = [
        texts.section(say("restore.made", day=made), p.ink),
        ft.Container(height=4),
        texts.body(holds, p.ink),
        ft.Container(height=8),
        texts.secondary(say("restore.whole"), p.quiet),
    ]
    if role in shell.book.held():
        lines += [ft.Container(height=8), texts.secondary(say("restore.aside"), p.ink)]
    if new is None:
        lines += [ft.Container(height=8), texts.secondary(say("restore.same_passphrase"), p.ink)]
    lines += [ft.Container(height=8), texts.secondary(say("restore.words_anew"), p.ink)]
    content: list[ft.Control] = [
        inset(texts.question(say("restore.inside_title"), p.ink)),
        card(shell, lines),
    ]
    if new is not None:
        content += [
            inset(texts.body(say("restore.new_passphrase"), p.ink)),
            ft.Column(
                new.fields(shell, handler),
                spacing=0,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
        ]
    if attempt.error:
        content.append(_said(shell, attempt.error))
    content += [
        ft.Container(height=4),
        buttons.filled(
            p,
            say("restore.working" if attempt.busy else "restore.put"),
            handler,
            big=True,
            key="put-in-place",
            disabled=attempt.busy,
        ),
    ]
    return content


def _earlier(shell: Shell) -> list[ft.Control]:
    """What an earlier restore put aside: it can be exchanged, or let go."""
    if not shell.book.has_earlier():
        return []
    p = shell.p

    async def forget() -> None:
        await shell.book.forget_earlier()
        shell.changed()
        shell.tell(say("restore.forgotten"))

    pair = [
        buttons.text_button(
            p,
            say("restore.bring_back"),
            shell.act(shell.book.bring_back),
            start=True,
            key="bring-back",
        ),
        buttons.text_button(
            p, say("restore.forget"), shell.act(forget), start=True, key="forget-earlier"
        ),
    ]
    return [
        ft.Container(height=12),
        card(
            shell,
            [
                texts.section(say("restore.earlier"), p.ink),
                ft.Container(height=4),
                texts.secondary(say("restore.earlier_line"), p.quiet),
                ft.Container(height=4),
                ft.Row(pair, spacing=24, wrap=True),
            ],
        ),
    ]
