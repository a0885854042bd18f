"""Every session, the newest first: planned, in its three days, or past."""

from __future__ import annotations

import flet as ft

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
        ft.Row(ways, wrap=True, spacing=8),
    ]
    return task_page(shell, "", scroll_column(shell, content), back="/settings")


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
