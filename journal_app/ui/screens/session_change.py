"""One session: its times corrected, its words looked at, or let go because it did not happen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import flet as ft

from journal_app.domain.session import LONGEST_SESSION, UNKNOWN_LENGTH, Session
from journal_app.ui.door.drafts import Keeper
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import foot, inset, private_line, scroll_column
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.keeping import use_keeper
from journal_app.ui.screens.session_times import DAY, STEP, times_card
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["ChangeSession"]

_FAR = 400 * DAY

_Times = tuple[datetime, datetime | None]


@screen
def ChangeSession(session_id: str) -> ft.Control:
    """Its two times and its words; nothing that was written moves with them."""
    shell = use_shell()
    door = client_door(shell)
    session = next((s for s in door.days.sessions() if s.id == session_id), None)
    if session is None or session.cancelled:
        words = texts.body(say("session.gone"), shell.p.ink)
        return task_page(shell, "", scroll_column(shell, [words]), back="/sessions")
    return _Change(session)


@ft.component
def _Change(session: Session) -> ft.Control:
    shell = use_shell()
    door = client_door(shell)
    now = door.days.now()
    kept: _Times = session.starts, session.ends
    (starts, ends), set_times = use_kept(shell._places, f"session.{session.id}", kept)
    companion = use_keeper(shell, f"session-{session.id}.companion", session.companion)
    intention = use_keeper(shell, f"session-{session.id}.intention", session.intention)
    asked, set_asked = ft.use_state(False)
    p = shell.p

    async def keep() -> None:
        await door.days.change_session(
            session.id,
            starts=starts,
            ends=ends,
            companion=companion.text.strip(),
            intention=intention.text.strip(),
        )
        await companion.done()
        await intention.done()
        shell.changed()
        shell.go("/sessions")
        shell.tell(say("session.changed"))

    async def let_go() -> None:
        await door.days.change_session(session.id, cancelled=True)
        shell.changed()
        shell.go("/sessions")
        shell.tell(say("session.let_go_done"))

    ft.use_dialog(_question(shell, lambda: set_asked(False), let_go) if asked else None)
    content = [
        inset(
            texts.question(say("session.change_title"), p.ink),
            texts.body(say("session.change_line"), p.quiet),
        ),
        *_times(shell, starts, ends, now, set_times),
        *_words(shell, companion, intention),
        buttons.text_button(
            p,
            say("session.did_not_happen"),
            shell.act(lambda: set_asked(True)),
            colour=p.quiet,
            key="did-not-happen",
        ),
    ]
    on = buttons.filled(p, say("session.keep"), shell.act(keep), big=True, key="keep-session")
    return task_page(
        shell,
        "",
        scroll_column(shell, content),
        back="/sessions",
        hour=door.days.hour(),
        foot=foot(shell, [on], below=[private_line(shell)]),
    )


def _words(shell: Shell, companion: Keeper, intention: Keeper) -> list[ft.Control]:
    """Who was there and what was hoped for, as they were written."""
    return [
        Field(
            shell.p,
            say("session.companion"),
            ft.use_callback(companion.changed, []),
            initial=companion.text,
            field_key="companion",
        ),
        Field(
            shell.p,
            say("session.intention"),
            ft.use_callback(intention.changed, []),
            initial=intention.text,
            field_key="intention",
            lines=3,
        ),
    ]


def _times(
    shell: Shell,
    starts: datetime,
    ends: datetime | None,
    now: datetime,
    put: Callable[[_Times], None],
) -> list[ft.Control]:
    """The start; and the end, or where it is not known yet the way to say it."""
    p = shell.p

    def move_start(by: timedelta) -> None:
        moved = min(max(starts + by, now - _FAR), now + _FAR)
        put((moved, None if ends is None else ends + (moved - starts)))

    def move_end(by: timedelta) -> None:
        if ends is not None:
            put((starts, min(max(ends + by, starts), starts + LONGEST_SESSION)))

    def title(words: str) -> list[ft.Control]:
        return [texts.section(words, p.ink), ft.Container(height=8)]

    cards = [times_card(shell, starts, move_start, key="start-", title=title(say("session.began")))]
    if ends is not None:
        cards.append(
            times_card(shell, ends, move_end, key="end-", title=title(say("session.ended")))
        )
    elif starts <= now:
        first_guess = min(max(now, starts + STEP), starts + UNKNOWN_LENGTH)
        cards.append(
            inset(
                texts.secondary(say("session.end_unknown"), p.quiet),
                buttons.text_button(
                    p,
                    say("session.say_end"),
                    shell.act(lambda: put((starts, first_guess))),
                    start=True,
                    key="say-end",
                ),
            )
        )
    return cards


def _question(shell: Shell, keep: Callable[[], Any], let_go: Callable[[], Any]) -> ft.AlertDialog:
    p = shell.p
    return ft.AlertDialog(
        modal=True,
        bgcolor=p.surface,
        shape=ft.RoundedRectangleBorder(radius=20),
        title=texts.section(say("session.let_go_title"), p.ink),
        content=texts.body(say("session.let_go_line"), p.ink),
        scrollable=True,
        actions=[
            buttons.text_button(p, say("entry.keep"), shell.act(keep), key="keep-it"),
            buttons.text_button(
                p, say("session.did_not_happen"), shell.act(let_go), key="let-it-go"
            ),
        ],
        on_dismiss=shell.act(keep),
    )
