"""Say "I had a session", or plan one: the three days run from the session's own times."""

from __future__ import annotations

from datetime import datetime, timedelta

import flet as ft

from journal_app.domain.session import UNKNOWN_LENGTH
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

__all__ = ["HadSession", "PlanSession"]


@screen
def HadSession() -> ft.Control:
    """When did it end, roughly, and is there a word to keep already?"""
    shell = use_shell()
    door = client_door(shell)
    now = door.days.now()
    ended, set_ended = use_kept(shell._places, "session.ended", now)
    crumb = use_keeper(shell, "session.crumb")
    p = shell.p

    def move(delta: timedelta) -> None:
        set_ended(min(max(ended + delta, now - 10 * DAY), now))

    async def begin() -> None:
        await door.days.add_session(ended - UNKNOWN_LENGTH, ended)
        if crumb.text.strip():
            await door.keep_crumb(crumb.text)
        await crumb.done()
        shell.changed()
        shell.go("/")

    body = scroll_column(
        shell,
        [
            inset(
                texts.question(say("session.had_title"), p.ink),
                texts.body(say("session.had_line"), p.quiet),
            ),
            times_card(
                shell,
                ended,
                move,
                time_words=say("session.just_now") if now - ended < STEP else "",
            ),
            ft.Container(height=8),
            texts.section(say("session.crumb_title"), p.ink),
            Field(
                p,
                say("session.crumb_label"),
                ft.use_callback(crumb.changed, []),
                initial=crumb.text,
                field_key="first-crumb",
                hint=say("session.crumb_hint"),
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
            [buttons.filled(p, say("session.begin"), shell.act(begin), big=True, key="begin")],
            below=[private_line(shell)],
        ),
    )


@screen
def PlanSession() -> ft.Control:
    """When it will be, who is there, and a light intention; every field may stay empty."""
    shell = use_shell()
    door = client_door(shell)
    now = door.days.now()
    starts, set_starts = use_kept(shell._places, "session.starts", _next_morning(shell))
    companion = use_keeper(shell, "session.companion")
    intention = use_keeper(shell, "session.intention")
    p = shell.p

    def move(delta: timedelta) -> None:
        set_starts(min(max(starts + delta, now), now + 400 * DAY))

    async def keep() -> None:
        await door.days.add_session(
            starts, intention=intention.text.strip(), companion=companion.text.strip()
        )
        await companion.done()
        await intention.done()
        shell.changed()
        shell.go("/")

    body = scroll_column(
        shell,
        [
            inset(
                texts.question(say("session.plan_title"), p.ink),
                texts.body(say("session.plan_line"), p.quiet),
            ),
            times_card(shell, starts, move),
            Field(
                p,
                say("session.companion"),
                ft.use_callback(companion.changed, []),
                initial=companion.text,
                field_key="companion",
            ),
            Field(
                p,
                say("session.intention"),
                ft.use_callback(intention.changed, []),
                initial=intention.text,
                field_key="intention",
                lines=3,
                hint=say("session.intention_hint"),
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
            [buttons.filled(p, say("session.keep"), shell.act(keep), big=True, key="keep-plan")],
            below=[private_line(shell)],
        ),
    )


def _next_morning(shell: Shell) -> datetime:
    """Tomorrow at ten by the device's own clock: a first guess to move from."""
    days = client_door(shell).days
    local = days.now().astimezone(days.zone()) + DAY
    return local.replace(hour=10, minute=0, second=0, microsecond=0).astimezone(days.now().tzinfo)
