"""The person's own rhythm: how much is offered, the hours that are quiet, and a pause of it all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time
from functools import partial

import flet as ft

from journal_app.domain.plan import Pace
from journal_app.domain.quiet import QuietHours
from journal_app.domain.rhythm import Rhythm
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.choice import choice
from journal_app.ui.parts.page import inset, scroll_column
from journal_app.ui.parts.stepper import stepper
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["RhythmScreen"]

_STEP = 30
_DAY = 24 * 60


@screen
def RhythmScreen() -> ft.Control:
    """Every choice holds at once; none of them touches what was written."""
    shell = use_shell()
    p = shell.p
    rhythm = client_door(shell).days.rhythm
    content = [
        inset(texts.question(say("rhythm.title"), p.ink), texts.body(say("rhythm.line"), p.quiet)),
        _pace(shell, rhythm),
        _clocks(shell, rhythm),
    ]
    return task_page(shell, "", scroll_column(shell, content), back="/settings")


async def _keep(shell: Shell, rhythm: Rhythm) -> None:
    await client_door(shell).days.keep_rhythm(rhythm)
    shell.changed()


def _pace(shell: Shell, rhythm: Rhythm) -> ft.Control:
    paces = [
        choice(
            shell,
            say(f"rhythm.{pace.value}"),
            pace is rhythm.pace and not rhythm.paused,
            partial(_keep, shell, replace(rhythm, pace=pace, paused=False)),
            f"pace-{pace.value}",
            line=say(f"rhythm.{pace.value}_line"),
        )
        for pace in Pace
    ]
    pause = choice(
        shell,
        say("rhythm.paused"),
        rhythm.paused,
        partial(_keep, shell, replace(rhythm, paused=True)),
        "pace-paused",
        line=say("rhythm.paused_line"),
    )
    title = texts.section(say("rhythm.pace"), shell.p.ink)
    return card(shell, [title, ft.Container(height=4), *paces, pause])


def _clocks(shell: Shell, rhythm: Rhythm) -> ft.Control:
    quiet, p = rhythm.quiet, shell.p

    def row(name: str, at: time, moved: Callable[[time], Rhythm], key: str) -> ft.Control:
        return stepper(
            shell,
            name,
            f"{at.hour}:{at.minute:02}",
            partial(_keep, shell, moved(_moved(at, -_STEP))),
            partial(_keep, shell, moved(_moved(at, _STEP))),
            key=key,
        )

    return card(
        shell,
        [
            texts.section(say("rhythm.quiet"), p.ink),
            ft.Container(height=4),
            texts.secondary(say("rhythm.quiet_line"), p.quiet),
            ft.Container(height=12),
            row(
                say("rhythm.quiet_start"),
                quiet.start,
                lambda at: replace(rhythm, quiet=QuietHours(at, quiet.end)),
                "quiet-start",
            ),
            ft.Container(height=12),
            row(
                say("rhythm.quiet_end"),
                quiet.end,
                lambda at: replace(rhythm, quiet=QuietHours(quiet.start, at)),
                "quiet-end",
            ),
            ft.Container(height=12),
            row(
                say("rhythm.bedtime"),
                rhythm.bedtime,
                lambda at: replace(rhythm, bedtime=at),
                "bedtime",
            ),
        ],
    )


def _moved(at: time, minutes: int) -> time:
    """Half an hour on or back, round the clock."""
    total = (at.hour * 60 + at.minute + minutes) % _DAY
    return time(total // 60, total % 60)
