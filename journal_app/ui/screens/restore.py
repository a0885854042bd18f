"""Bring a backup back: read to its end and shown before anything is replaced.

The same steps stand in the settings, on the lock screen and at the beginning: choose the file, type
what opens it, see what is inside, put it in place. What was in place is kept aside.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from journal_app.domain.times import zone_of
from journal_app.ui.door.backup import BackupInside
from journal_app.ui.door.keys import are_words
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_choice, use_typed
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.landscape_form import landscape_page
from journal_app.ui.parts.new_passphrase import NewPassphrase, use_new_passphrase
from journal_app.ui.parts.page import form_page, inset
from journal_app.ui.platform import use_files
from journal_app.ui.screens.attempt import Attempt, use_attempt
from journal_app.ui.screens.share_rows import sign_row
from journal_app.ui.shell import Role, Shell, use_shell
from journal_app.words import say

__all__ = ["RestoreLocked", "RestoreScreen"]

MOST_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True)
class _Step:
    """One step of the way: what stands on the page, and what is done there."""

    key: str
    content: list[ft.Control]
    action: ft.Control
    other: tuple[ft.Control, ...] = ()


@screen
def RestoreScreen() -> ft.Control:
    """In the settings; an open book is locked once its place is needed."""
    shell = use_shell()
    step = _use_steps(shell, inset, _beginning(shell))
    return form_page(
        shell,
        step.content,
        [step.action],
        below=step.other,
        after=_use_earlier(shell),
        key=step.key,
    )


@screen
def RestoreLocked(back: Callable[[], None]) -> ft.Control:
    """While nothing is open: below the landscape."""
    shell = use_shell()
    step = _use_steps(shell, _flush, [])
    form = [
        ft.Column(
            [*step.content, ft.Container(height=4), step.action, *step.other],
            spacing=12,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
        buttons.text_button(shell.p, say("nav.back"), shell.act(back), key="restore-back"),
    ]
    return landscape_page(shell, form, sky=220)


def _beginning(shell: Shell) -> list[ft.Control]:
    """What will happen, before a file is chosen."""
    p = shell.p
    return [
        card(
            shell,
            [
                sign_row(shell, ft.Icons.VISIBILITY_OUTLINED, say("restore.first"), colour=p.tide),
                ft.Container(height=10),
                sign_row(shell, ft.Icons.INVENTORY_2_OUTLINED, say("restore.aside"), colour=p.tide),
                ft.Container(height=4),
            ],
        )
    ]


def _flush(*content: ft.Control) -> ft.Control:
    """Words beside nothing: they stand flush with the field and the button below."""
    return ft.Column(list(content), spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _use_steps(
    shell: Shell, words: Callable[..., ft.Control], beginning: list[ft.Control]
) -> _Step:
    """The step that is here: ``words`` places its sentences, ``beginning`` stands on the first."""
    data, set_data = use_choice(bytes)
    inside, set_inside = use_choice(BackupInside)
    secret, files, attempt, new = use_typed(), use_files(), use_attempt(), use_new_passphrase()

    def keep(value: str) -> None:
        secret.keep(value)
        attempt.tell("")

    stable_keep = ft.use_callback(keep, [])

    async def choose() -> None:
        for picked in await files.open(at_most=MOST_BYTES):
            attempt.tell("" if picked.data is not None else say("restore.too_large"))
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
        content: list[ft.Control] = [
            words(
                texts.question(say("restore.title"), p.ink),
                texts.body(say("restore.line"), p.quiet),
            ),
            *beginning,
            *([_said(shell, attempt.error)] if attempt.error else []),
        ]
        action = buttons.filled(
            p, say("restore.choose"), shell.act(choose), big=True, key="choose-backup"
        )
        return _Step("restore-choose", content, action)
    if inside is None:
        return _closed(shell, words, attempt, stable_keep, look)
    again = buttons.text_button(p, say("restore.another"), shell.act(choose), key="another-backup")
    return _opened(
        shell, words, inside, attempt, new if are_words(secret.value) else None, put, again
    )


def _said(shell: Shell, words: str) -> ft.Control:
    line = texts.secondary(words, shell.p.dawn_ink)
    return ft.Semantics(live_region=True, container=True, content=inset(line))


def _closed(
    shell: Shell,
    words: Callable[..., ft.Control],
    attempt: Attempt,
    keep: Callable[[str], None],
    look: Callable[[], Awaitable[None]],
) -> _Step:
    """A file was chosen: what opens it?"""
    p = shell.p
    handler = shell.act(lambda: attempt.run(look))
    content = [
        words(
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
    ]
    action = buttons.filled(
        p,
        say("restore.looking" if attempt.busy else "restore.look"),
        handler,
        big=True,
        key="look-inside",
        disabled=attempt.busy,
    )
    return _Step("restore-closed", content, action)


def _opened(
    shell: Shell,
    words: Callable[..., ft.Control],
    inside: BackupInside,
    attempt: Attempt,
    new: NewPassphrase | None,
    put: Callable[[], Awaitable[None]],
    again: ft.Control,
) -> _Step:
    """What is inside, whether it is the right one, and what happens to what is here now."""
    p = shell.p
    handler = shell.act(lambda: attempt.run(put))
    content: list[ft.Control] = [
        words(texts.question(say("restore.inside_title"), p.ink)),
        card(shell, _holds(shell, inside, own_passphrase=new is None)),
    ]
    if new is not None:
        content += [
            words(texts.body(say("restore.new_passphrase"), p.ink)),
            ft.Column(
                new.fields(shell, handler),
                spacing=0,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
        ]
    if attempt.error:
        content.append(_said(shell, attempt.error))
    action = buttons.filled(
        p,
        say("restore.working" if attempt.busy else "restore.put"),
        handler,
        big=True,
        key="put-in-place",
        disabled=attempt.busy,
    )
    return _Step("restore-opened", content, action, (again,))


def _holds(shell: Shell, inside: BackupInside, *, own_passphrase: bool) -> list[ft.Control]:
    p = shell.p
    role = Role.PRACTICE if inside.role == "practice" else Role.JOURNAL
    made = dates.full_day(inside.made.astimezone(zone_of(shell.clock.zone())))
    holds = (
        say("restore.practice")
        if role is Role.PRACTICE
        else say("restore.entries", count=inside.entries)
    )
    signs = [(ft.Icons.CHECK_CIRCLE_OUTLINE, say("restore.whole"), p.tide)]
    if role in shell.book.held():
        signs.append((ft.Icons.INVENTORY_2_OUTLINED, say("restore.aside"), p.tide))
    if own_passphrase:
        signs.append((ft.Icons.LOCK_OUTLINE, say("restore.same_passphrase"), p.tide))
    signs.append((ft.Icons.KEY_OUTLINED, say("restore.words_anew"), p.dawn))
    rows: list[ft.Control] = []
    for icon, line, colour in signs:
        rows += [ft.Container(height=10), sign_row(shell, icon, line, colour=colour)]
    return [
        texts.section(say("restore.made", day=made), p.ink),
        ft.Container(height=4),
        texts.body(holds, p.ink),
        ft.Container(height=4),
        *rows,
        ft.Container(height=4),
    ]


def _use_earlier(shell: Shell) -> list[ft.Control]:
    """What an earlier restore put aside: it can be exchanged, or let go."""
    asked, set_asked = ft.use_state(False)
    if not shell.book.has_earlier():
        return []
    p = shell.p

    async def forget() -> None:
        await shell.book.forget_earlier()
        shell.changed()
        shell.tell(say("restore.forgotten"))

    def way(words: str, press: Callable[..., object], key: str, colour: str = p.tide) -> ft.Control:
        return buttons.text_button(
            p, say(words), shell.act(press), start=True, colour=colour, key=key
        )

    ways = [
        way("restore.bring_back", shell.book.bring_back, "bring-back"),
        way("restore.forget", lambda: set_asked(True), "forget-earlier"),
    ]
    if asked:
        ways = [
            way("restore.keep_earlier", lambda: set_asked(False), "keep-earlier"),
            way("restore.forget_yes", forget, "forget-surely", p.danger),
        ]
    line = say("restore.forget_line" if asked else "restore.earlier_line")
    return [
        card(
            shell,
            [
                texts.section(say("restore.earlier"), p.ink),
                ft.Container(height=4),
                ft.Semantics(
                    live_region=True,
                    container=True,
                    content=texts.secondary(line, p.ink if asked else p.quiet),
                ),
                ft.Container(height=4),
                ft.Row(ways, spacing=24, wrap=True, run_spacing=0),
            ],
        ),
    ]
