"""Good to know now: what is kind in this phase and what can wait, driving and decisions first."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from journal_app import content
from journal_app.domain.phase_card import PhaseCard
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.bullets import bullets
from journal_app.ui.parts.card import card
from journal_app.ui.parts.page import inset, scroll_column
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["NowScreen", "safety_card", "way_to_now"]


def _card_now(shell: Shell) -> PhaseCard | None:
    days = client_door(shell).days
    return content.phases().at(days.session(), days.now())


@screen
def NowScreen() -> ft.Control:
    """The card of the phase I am in; outside of them one line says so."""
    shell = use_shell()
    p = shell.p
    found = _card_now(shell)
    if found is None:
        rows: list[ft.Control] = [
            inset(
                texts.question(say("now.nothing"), p.ink),
                texts.body(say("now.nothing_line"), p.quiet),
            )
        ]
    else:
        rows = [
            inset(texts.question(found.title, p.ink), texts.body(found.line, p.quiet)),
            *safety_card(shell),
            card(shell, [texts.section(say("now.kind"), p.ink), *_list(shell, found.kind_now)]),
            card(shell, [texts.section(say("now.can_wait"), p.ink), *_list(shell, found.can_wait)]),
            inset(texts.meta(found.evidence_note, p.quiet)),
        ]
    rows.append(_to_support(shell))
    hour = client_door(shell).days.hour()
    return task_page(shell, "", scroll_column(shell, rows), back="/", close=True, hour=hour)


def way_to_now(shell: Shell) -> list[ft.Control]:
    """One quiet line that leads there, while there is a card for now."""
    if _card_now(shell) is None:
        return []
    go = buttons.text_button(
        shell.p,
        say("now.way"),
        shell.act(lambda: shell.go("/now")),
        colour=shell.p.quiet,
        key="to-now",
    )
    return [ft.Row([go])]


def safety_card(shell: Shell) -> list[ft.Control]:
    """The clinic's word first; driving and decisions while they are named. Nothing elsewhere."""
    found = _card_now(shell)
    if found is None:
        return []
    signs = (
        (ft.Icons.LOCAL_HOSPITAL_OUTLINED, content.phases().clinic),
        (ft.Icons.DIRECTIONS_CAR_OUTLINED, found.driving),
        (ft.Icons.DRAW_OUTLINED, found.decisions),
    )
    rows = [_sign(shell, icon, words) for icon, words in signs if words]
    return [card(shell, [ft.Column(rows, spacing=12, tight=True), ft.Container(height=4)])]


def _sign(shell: Shell, icon: ft.IconData, words: str) -> ft.Control:
    p = shell.p
    return ft.Row(
        [ft.Icon(icon, size=24, color=p.dawn), ft.Container(texts.body(words, p.ink), expand=True)],
        spacing=14,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _list(shell: Shell, lines: Sequence[str]) -> list[ft.Control]:
    rows = bullets(shell, [texts.body(line, shell.p.ink) for line in lines], 26)
    return [ft.Container(height=4), *rows]


def _to_support(shell: Shell) -> ft.Control:
    go = buttons.text_button(
        shell.p,
        content.support().red_flags.title,
        shell.act(lambda: shell.go("/support")),
        start=True,
        key="to-flags",
    )
    return inset(ft.Row([go], wrap=True))
