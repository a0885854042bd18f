"""One practice, from its first words to its last: a breathing pacer or guided steps.

before ──▶ running ──▶ after      stopping early leads to the same thank-you
"""

from __future__ import annotations

from enum import Enum
from urllib.parse import parse_qs

import flet as ft

from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept
from journal_app.ui.parts import texts
from journal_app.ui.parts.page import scroll_column
from journal_app.ui.screens.doors import practices_of
from journal_app.ui.screens.pacer import PACING, BreathingPage
from journal_app.ui.screens.practice_ends import AfterPage, BeforePage
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
    back = _back(shell.route)
    practices = practices_of(shell)
    practice = practices.find(practice_id)
    if practice is None:
        body = scroll_column(shell, [texts.body(say("nav.away"), shell.p.ink)])
        return task_page(shell, "", body, back=back)

    def ended(practised: float) -> None:
        shell._places.pop(PACING, None)
        set_seconds(practised)
        set_stage(Stage.AFTER)

    if stage is Stage.BEFORE:
        return BeforePage(practice, back, lambda: set_stage(Stage.RUNNING))
    if stage is Stage.AFTER:
        return AfterPage(practice, seconds, back)
    if practice.pattern is None:
        return StepsPage(practice, back, lambda: ended(0.0))
    return BreathingPage(practice, practice.pattern.fitted(practices.comfort), back, ended)


def _back(route: str) -> str:
    """Where the address says this practice leads back to: a page of this window, or the list."""
    asked = parse_qs(route.partition("?")[2]).get("back", [""])[0]
    return asked if asked.startswith("/") and not asked.startswith("//") else "/practices"
