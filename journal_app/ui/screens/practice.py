"""One practice, from its first words to its last: a breathing pacer or guided steps.

before ──▶ running ──▶ after      stopping early leads to the same thank-you
  └─ rests, while a session is near
"""

from __future__ import annotations

from dataclasses import replace
from enum import Enum
from functools import partial
from typing import cast
from urllib.parse import parse_qs

import flet as ft

from journal_app.domain.suited import FEWEST_MINUTES, MOST_MINUTES
from journal_app.ui.frame import came_from, task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept
from journal_app.ui.parts import texts
from journal_app.ui.parts.dimming import use_dimming
from journal_app.ui.parts.page import scroll_column
from journal_app.ui.screens.doors import journal_of, practices_of
from journal_app.ui.screens.pacer import PACING, BreathingPage
from journal_app.ui.screens.practice_after import AfterPage
from journal_app.ui.screens.practice_before import BeforePage
from journal_app.ui.screens.practice_rests import RestsPage
from journal_app.ui.screens.steps import StepsPage
from journal_app.ui.shell import use_shell
from journal_app.words import say

__all__ = ["PracticeScreen"]


class Stage(Enum):
    """Where in the practice a person is."""

    BEFORE = "before"
    RUNNING = "running"
    AFTER = "after"


@screen
def PracticeScreen(practice_id: str) -> ft.Control:
    """The practice at this address; it leads back where it was opened from."""
    shell = use_shell()
    stage, set_stage = use_kept(shell._places, "practice.stage", Stage.BEFORE)
    seconds, set_seconds = use_kept(shell._places, "practice.seconds", 0.0)
    minutes, set_minutes = use_kept(shell._places, "practice.minutes", _asked_minutes(shell.route))
    pace, set_pace = use_kept(shell._places, "practice.pace", cast("float | None", None))
    back = came_from(shell.route, "/practices")
    practices = practices_of(shell)
    use_dimming(shell, practices.comfort)
    practice = practices.find(practice_id)
    if practice is None:
        body = scroll_column(shell, [texts.body(say("nav.away"), shell.p.ink)])
        return task_page(shell, "", body, back=back)

    def ended(practised: float) -> None:
        shell._places.pop(PACING, None)
        set_seconds(practised)
        set_stage(Stage.AFTER)

    async def choose_pace(chosen: float) -> None:
        if journal := journal_of(shell):
            await journal.practices.keep_comfort(replace(practices.comfort, pace=chosen))
            shell.changed()
        else:
            set_pace(chosen)

    if stage is Stage.AFTER:
        return AfterPage(practice, seconds, back)
    if stage is Stage.BEFORE and practices.rests(practice):
        return RestsPage(practice, back)
    suited = practices.suited(practice, pace=pace, minutes=minutes)
    if stage is Stage.BEFORE:
        begin = partial(set_stage, Stage.RUNNING)
        return BeforePage(practice, suited, back, begin, set_minutes, choose_pace)
    if suited is None:
        return StepsPage(practice, back, lambda: ended(0.0))
    return BreathingPage(practice, suited, back, ended, choose_pace)


def _asked_minutes(route: str) -> float | None:
    """How long the address says that a pattern lasts (``?minutes=``), within reason."""
    asked = parse_qs(route.partition("?")[2]).get("minutes", [""])[0]
    try:
        minutes = float(asked)
    except ValueError:
        return None
    return minutes if FEWEST_MINUTES <= minutes <= MOST_MINUTES else None
