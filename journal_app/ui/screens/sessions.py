"""Every session, the newest first: planned, in its three days, or past."""

from __future__ import annotations

import flet as ft

from journal_app.domain.intention import arc
from journal_app.domain.session import Session
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.dates import clock, day
from journal_app.ui.parts.page import inset, scroll_column
from journal_app.ui.parts.row import way
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["SessionsScreen"]


@screen
def SessionsScreen() -> ft.Control:
    """Each opens its own page; below them the two ways to another one."""
    shell = use_shell()
    door = client_door(shell)
    p = shell.p
    sessions = [s for s in reversed(door.days.sessions()) if not s.cancelled]
    rows = [
        way(
            shell,
            f"/sessions/{session.id}",
            say("session.on", day=_day(shell, session), clock=_clock(shell, session)),
            _state(shell, session),
            key=f"session-{session.id}",
        )
        for session in sessions
    ]
    ways = [
        buttons.text_button(
            p,
            say("today.had_session"),
            shell.act(lambda: shell.go("/session/had")),
            key="had-session",
        ),
        buttons.text_button(
            p,
            say("today.plan_session"),
            shell.act(lambda: shell.go("/session/plan")),
            key="plan-session",
        ),
    ]
    content = [
        inset(
            texts.question(say("session.all_title"), p.ink),
            texts.body(say("session.all_line" if rows else "session.none"), p.quiet),
        ),
        *([card(shell, rows)] if rows else []),
        *_intentions(shell),
        ft.Row(ways, wrap=True, spacing=8),
    ]
    return task_page(shell, "", scroll_column(shell, content), back="/settings")


def _intentions(shell: Shell) -> list[ft.Control]:
    """What was hoped for, session by session, and what became of it."""
    days, p = client_door(shell).days, shell.p
    steps = arc(days.sessions())
    if not steps:
        return []
    today = days.now().astimezone(days.zone())
    rows: list[ft.Control] = [texts.section(say("session.arc"), p.ink)]
    for step in steps:
        on = day(step.starts.astimezone(days.zone()), today)
        became = say(f"session.became_{step.became.value}") if step.became else ""
        rows += [
            ft.Container(height=10),
            texts.meta(say("session.arc_step", day=on, became=became) if became else on, p.quiet),
            texts.body(step.words, p.ink),
        ]
    return [card(shell, rows)]


def _day(shell: Shell, session: Session) -> str:
    days = client_door(shell).days
    return day(session.starts.astimezone(session.place), days.now().astimezone(session.place))


def _clock(shell: Shell, session: Session) -> str:
    return clock(session.starts.astimezone(session.place))


def _state(shell: Shell, session: Session) -> str:
    now = client_door(shell).days.now()
    if now < session.starts:
        return say("session.state_planned")
    if now < session.window.closes:
        return say("session.state_open")
    return say("session.state_past")
