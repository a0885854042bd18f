"""A day and a time of a session, moved by taps: no keyboard, no clock face, a guess is plenty."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

import flet as ft

from journal_app.ui.parts.card import card
from journal_app.ui.parts.dates import clock
from journal_app.ui.parts.stepper import stepper
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["DAY", "STEP", "day_and_time", "times_card"]

STEP = timedelta(minutes=30)
DAY = timedelta(days=1)


def times_card(
    shell: Shell,
    instant: datetime,
    move: Callable[[timedelta], object],
    *,
    key: str = "",
    title: list[ft.Control] | None = None,
    time_words: str = "",
) -> ft.Control:
    """A card with a row for the day and one for the time; ``move`` is told how far to go.

    ``key`` tells the cards of one page apart; ``time_words`` stand in place of the time.
    """
    day, time = day_and_time(shell, instant)
    rows = (
        ("day", say("session.day"), day, DAY),
        ("time", say("session.time"), time_words or time, STEP),
    )
    steppers = [
        stepper(
            shell,
            name,
            words,
            partial(move, -by),
            partial(move, by),
            key=f"{key}{row}",
        )
        for row, name, words, by in rows
    ]
    return card(shell, [*(title or []), steppers[0], ft.Container(height=12), steppers[1]])


def day_and_time(shell: Shell, instant: datetime) -> tuple[str, str]:
    """A day and a time of the device's own clock in words."""
    days = client_door(shell).days
    local, today = instant.astimezone(days.zone()), days.now().astimezone(days.zone())
    apart = (local.date() - today.date()).days
    weekday = say(f"weekday.{local.weekday()}")
    if apart == 0:
        day = say("session.today")
    elif apart == -1:
        day = say("session.yesterday", day=weekday)
    elif apart == 1:
        day = say("session.tomorrow", day=weekday)
    else:
        day = say("session.date", day=weekday, date=local.day, month=say(f"month.{local.month}"))
    return day, clock(local)
