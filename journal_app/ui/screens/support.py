"""Support: my plan, my people and my region's lines; on every screen, offline, and while locked.

Open: the plan, people, lines, a practice that may steady, the red flags. Locked: the people who
were chosen for it and the lines of the region that was chosen, and practices that know nobody;
nothing else of the journal can be read then.
"""

from __future__ import annotations

import flet as ft

from journal_app.domain.errors import VaultError
from journal_app.domain.support import ELSEWHERE, Region
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.support import lines, today
from journal_app.ui.frame import task_page
from journal_app.ui.guard import note, screen
from journal_app.ui.hooks import use_choice
from journal_app.ui.parts import texts
from journal_app.ui.parts.bullets import bullets
from journal_app.ui.parts.card import card
from journal_app.ui.parts.page import foot, inset, scroll_column
from journal_app.ui.routes import Route
from journal_app.ui.screens.doors import journal_of
from journal_app.ui.screens.practice_ways import steadying
from journal_app.ui.screens.support_people import people_card, people_locked
from journal_app.ui.screens.support_plan import PlanScreen, plan_card, plan_invitation
from journal_app.ui.screens.support_region import ask_region, quick_links, region_card
from journal_app.ui.shell import Role, Shell, Stage, use_shell
from journal_app.words import say

__all__ = ["ROUTES", "SupportScreen"]


@screen
def SupportScreen() -> ft.Control:
    """What is mine first, then a line; each with a link, each line with its check date."""
    shell = use_shell()
    door = journal_of(shell)
    chosen, choose = use_choice(str)  # a region for this visit; "" asks where I am again
    kept = ft.use_memo(shell.book.shown_locked, [shell.stage, shell.role])
    _use_settled(door)
    region = door.support.region() if door else _region(kept.region)
    if chosen is not None:
        region = _region(chosen)
    p = shell.p
    content: list[ft.Control] = [
        inset(texts.question(say("support.title"), p.ink), texts.body(say("support.line"), p.quiet))
    ]
    quick = quick_links(shell, region or lines().region(ELSEWHERE))
    if shell.large_text:  # a foot would leave no room for what it is about
        content += quick
    if door is not None:
        content += [*plan_card(shell, door), people_card(shell, door)]
    elif shell.stage is Stage.LOCKED and shell.role is Role.JOURNAL:
        content += people_locked(shell, kept.people)
    if region is None:
        content += [inset(texts.label(say("support.local_emergency"), p.ink))]
        content += ask_region(shell, door, choose)
    else:
        content += region_card(shell, region, today(shell.clock), choose)
    if shell.role is Role.JOURNAL:  # people and lines come first
        content.append(steadying(shell))
    if door is not None:
        content += plan_invitation(shell, door)
    content += [_flags(shell), inset(texts.meta(say("support.limits"), p.quiet))]
    return task_page(
        shell,
        "",
        scroll_column(shell, content),
        back="/",
        close=True,
        bare=shell.stage is not Stage.OPEN,
        foot=None if shell.large_text else foot(shell, quick, sunk=True),
    )


def _region(region_id: str) -> Region | None:
    return lines().region(region_id) if region_id else None


def _use_settled(door: JournalDoor | None) -> None:
    """Let what is shown while locked follow what is sealed, where it does not."""

    async def settle() -> None:
        if door is None or door.support.is_settled:
            return
        try:
            await door.support.settle()
        except VaultError as error:  # nothing is lost by it, and the next visit tries again
            note(error)

    ft.use_effect(settle, [], cleanup=lambda: None)


def _flags(shell: Shell) -> ft.Control:
    p = shell.p
    flags = lines().red_flags
    rows: list[ft.Control] = [
        texts.section(flags.title, p.ink),
        ft.Container(height=4),
        texts.secondary(flags.line, p.quiet),
        ft.Container(height=8),
    ]
    rows += bullets(shell, [texts.secondary(sign, p.ink) for sign in flags.signs], 22)
    rows += [ft.Container(height=8), texts.label(flags.action, p.ink)]
    return card(shell, rows)


ROUTES: tuple[Route, ...] = (("/support", SupportScreen), ("/support/plan", PlanScreen))
