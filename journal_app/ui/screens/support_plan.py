"""My support plan: headings of our own, each with what I write under it on a calm day."""

from __future__ import annotations

import asyncio

import flet as ft

from journal_app.domain.support import PlanPart
from journal_app.ui.door import JournalDoor
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import foot, inset, private_line, scroll_column
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.keeping import use_keeper
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["PlanScreen", "plan_card", "plan_invitation"]

_ROUTE = "/support/plan"
_LINES = 2


@screen
def PlanScreen() -> ft.Control:
    """One field under each heading; what is typed is sealed as it is typed, and is the plan."""
    shell = use_shell()
    room = client_door(shell).support.plan
    p = shell.p
    keepers = {part: use_keeper(shell, part.value, room=room) for part in PlanPart}
    # Support is drawn before this page is left and its last words are kept: then once more.
    ft.use_effect(lambda: None, [], cleanup=shell.changed)

    async def done() -> None:
        for keeper in keepers.values():
            await asyncio.to_thread(keeper.seal_now)
        shell.changed()
        shell.go("/support")

    fields = [
        Field(
            p,
            _heading(part),
            ft.use_callback(keeper.changed, []),
            initial=keeper.text,
            field_key=f"plan-{part.value}",
            lines=_LINES,
            above=True,
        )
        for part, keeper in keepers.items()
    ]
    top = inset(
        texts.question(say("support.plan_title"), p.ink),
        texts.body(say("support.plan_line"), p.quiet),
    )
    return task_page(
        shell,
        "",
        scroll_column(shell, [top, *fields]),
        back="/support",
        foot=foot(
            shell,
            [buttons.filled(p, say("prompt.done"), shell.act(done), big=True, key="plan-done")],
            below=[private_line(shell)],
        ),
    )


def _heading(part: PlanPart) -> str:
    return say(f"support.plan_{part.value}")


def plan_card(shell: Shell, door: JournalDoor) -> list[ft.Control]:
    """What I wrote, part by part, or nothing where I wrote nothing yet."""
    p = shell.p
    written = door.support.plan.written()
    if not written:
        return []
    rows: list[ft.Control] = [texts.section(say("support.plan_title"), p.ink)]
    for part, words in written:
        rows += [
            ft.Container(height=10),
            texts.meta(_heading(part), p.quiet),
            texts.body(words, p.ink),
        ]
    change = buttons.text_button(
        p,
        say("support.plan_change"),
        shell.act(lambda: shell.go(_ROUTE)),
        start=True,
        key="change-plan",
    )
    return [card(shell, [*rows, ft.Row([change])])]


def plan_invitation(shell: Shell, door: JournalDoor) -> list[ft.Control]:
    """One sentence and one button, where there is no plan yet."""
    if door.support.plan.written():
        return []
    p = shell.p
    write = buttons.tonal(
        p, say("support.plan_write"), shell.act(lambda: shell.go(_ROUTE)), key="write-plan"
    )
    return [
        card(
            shell,
            [
                texts.section(say("support.plan_title"), p.ink),
                ft.Container(height=4),
                texts.secondary(say("support.plan_invite"), p.quiet),
                ft.Container(height=12),
                ft.Row([write], wrap=True),
                ft.Container(height=4),
            ],
        )
    ]
