"""The Practices tab: what helped, breathing, grounding, and one's own; nothing is asked of anybody.

The rows of a group stand together on one card, so that two dozen of them are four calm blocks.
While nothing is open the same list has what is kind to anybody.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import flet as ft

from journal_app.domain.own_breath import OWN_BREATH
from journal_app.domain.practice import Practice, Shelf
from journal_app.ui.frame import COLUMN, tab_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.page import inset
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.routes import path_of
from journal_app.ui.screens.doors import journal_of, practices_of
from journal_app.ui.screens.practice_row import Look, invitation, list_address, row
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["PracticesScreen"]

Rows = Sequence[ft.Control]

_RAIL = 80.0


@screen
def PracticesScreen() -> ft.Control:
    """Every practice by its kind, each in this person's own order."""
    shell = use_shell()
    practices = practices_of(shell)
    every = practices.all()
    usual = [each for each in every if each.shelf is not Shelf.MORE and each.id != OWN_BREATH]
    breathing = [each for each in usual if each.pattern is not None]
    grounding = [each for each in usual if each.pattern is None]
    more = [each for each in every if each.shelf is Shelf.MORE]
    line = texts.body(say("practices.line"), shell.p.quiet)
    lead = [inset(line, *_unwritten(shell), *_to_comfort(shell))]
    rows = [
        *_helped(shell, practices.helped()),
        *_titled(shell, say("practices.breathing"), [*_rows(shell, breathing), *_own(shell)]),
        *_titled(shell, say("practices.grounding"), _rows(shell, grounding)),
        *([_More(more)] if more else []),
    ]
    # Large text on a phone: somebody who is frightened sees a practice first, and no preamble.
    rows = [*rows, *lead] if shell.large_text and shell.phone else [*lead, *rows]
    journal = journal_of(shell)
    hour = None if journal is None else journal.days.hour()
    body = _column(shell, rows)
    beside = shell.phone or shell.wide  # elsewhere the title stands over its centred column
    left = None if beside else max(20.0, (shell.width - _RAIL - COLUMN) / 2 + 4)
    title = say("nav.practices")
    return tab_page(shell, title, body, hour=hour, actions=not shell.wide, left=left)


def _column(shell: Shell, rows: Rows) -> ft.Control:
    column = ft.Column(list(rows), spacing=12, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    edge = 24 if shell.wide else 16
    beside = shell.wide and journal_of(shell) is not None
    return ft.Column(
        [
            ft.Container(
                ft.Container(column, width=None if shell.phone or beside else COLUMN),
                padding=ft.Padding.only(left=edge, right=edge, bottom=24),
                alignment=ft.Alignment.TOP_CENTER,
            )
        ],
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _unwritten(shell: Shell) -> Rows:
    """What somebody may ask themselves who opened nothing for it."""
    if journal_of(shell) is not None:
        return []
    return [texts.secondary(say("lock.nothing_written"), shell.p.quiet)]


def _to_comfort(shell: Shell) -> Rows:
    """The way to how one likes to be guided; there is nobody to ask while nothing is open."""
    if journal_of(shell) is None:
        return []
    back = quote(list_address(shell))
    go = shell.act(lambda: shell.go(f"/settings/comfort?back={back}"))
    way = buttons.text_button(
        shell.p,
        say("practices.comfort"),
        go,
        start=True,
        icon=ft.Icons.TUNE,
        key="to-comfort",
    )
    return [ft.Row([way], wrap=True)]


def _helped(shell: Shell, practices: Sequence[Practice]) -> Rows:
    if not practices:
        return []
    return _titled(
        shell,
        say("practices.helped"),
        [row(shell, each, _look(shell, each), key=f"helped-{each.id}") for each in practices],
    )


def _rows(shell: Shell, practices: Sequence[Practice]) -> list[ft.Control]:
    return [row(shell, each, _look(shell, each), key=f"practice-{each.id}") for each in practices]


def _look(shell: Shell, practice: Practice) -> Look:
    practices = practices_of(shell)
    if practices.rests(practice):
        return Look.RESTS
    first = practice.shelf is Shelf.FIRST and not practices.practised_before
    return Look.FIRST if first else Look.USUAL


def _titled(shell: Shell, title: str, rows: Rows) -> Rows:
    heading = ft.Container(
        texts.section(title, shell.p.ink), padding=ft.Padding.only(left=4, top=12)
    )
    return [heading, _card(shell, rows)]


def _card(shell: Shell, rows: Rows) -> ft.Control:
    """Rows on one card; each row has its own space, so that the one that is open can be marked."""
    return ft.Container(
        ft.Column(list(rows), spacing=2, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=shell.p.surface,
        border=ft.Border.all(1, shell.p.line),
        border_radius=20,
        padding=4,
    )


def _own(shell: Shell) -> Rows:
    """One's own breath, or a quiet way to make one, at the end of the breathing."""
    journal = journal_of(shell)
    if journal is None:
        return []
    practice = journal.practices.find(OWN_BREATH)
    if practice is not None:
        return _rows(shell, [practice])
    words, line = say("practices.make_own"), say("practices.make_own_line")
    return [invitation(shell, words, line, "/practices/own", key="make-own")]


@ft.component
def _More(practices: Sequence[Practice]) -> ft.Control:
    """What somebody may like to try later; folded away until they ask."""
    shell = use_shell()
    p = shell.p
    path = path_of(shell.route)
    here = next((each.id for each in practices if path == f"/practices/{each.id}"), "")
    open_, set_open = use_kept(shell._places, "practices.more", bool(here))

    def unfold() -> None:
        """One of them was opened by its address, beside a list that was there before."""
        if here:
            set_open(True)

    ft.use_effect(unfold, [here], cleanup=lambda: None)
    words = say("practices.more")
    arrow = ft.Icons.EXPAND_LESS if open_ else ft.Icons.EXPAND_MORE
    heading = pressable(
        ft.Row(
            [
                ft.Container(texts.section(words, p.ink), expand=True),
                ft.Icon(arrow, size=24, color=p.quiet),
            ]
        ),
        words,
        shell.act(lambda: set_open(not open_)),
        expanded=open_,
        key="more",
        padding=ft.Padding.only(left=4, right=4, top=12, bottom=12),
        border_radius=12,
    )
    return ft.Column(
        [heading, *([_card(shell, _rows(shell, practices))] if open_ else [])],
        spacing=4,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
