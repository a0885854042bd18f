"""A chip for each kind of entry that is there; in large text one button that opens their list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import flet as ft

from journal_app.domain.entry import Kind
from journal_app.ui.parts import texts
from journal_app.ui.parts.chip import chip
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["kind_filters"]

_KINDS = (Kind.CRUMB, Kind.PROMPT, Kind.PRACTICE, Kind.FREE)

Choose = Callable[[Kind | None], None]


def kind_filters(
    shell: Shell, kinds: frozenset[Kind], chosen: Kind | None, choose: Choose
) -> ft.Control | None:
    """The filters, or ``None`` where there is nothing to choose between."""
    there = [kind for kind in _KINDS if kind in kinds]
    if len(kinds) < 2 or not there:
        return None
    choices = (None, *there)
    if shell.large_text:  # several lines of large chips would leave no room to read
        return _menu(shell, choices, chosen, choose)
    chips = [
        chip(
            shell,
            _filter_words(kind),
            kind == chosen,
            partial(choose, kind),
            key=f"filter-{kind.value if kind else 'all'}",
        )
        for kind in choices
    ]
    if shell.phone:
        return ft.Row(chips, spacing=8, scroll=ft.ScrollMode.HIDDEN)
    return ft.Row(chips, spacing=8, run_spacing=0, wrap=True)


def _filter_words(kind: Kind | None) -> str:
    return say(f"journal.filter_{kind.value}") if kind else say("journal.filter_all")


def _menu(
    shell: Shell,
    choices: Sequence[Kind | None],
    chosen: Kind | None,
    choose: Choose,
) -> ft.Control:
    """The filters as one button that opens a list of them."""
    p = shell.p

    def item(kind: Kind | None) -> ft.PopupMenuItem:
        return ft.PopupMenuItem(
            key=f"filter-{kind.value if kind else 'all'}",
            content=texts.secondary(_filter_words(kind), p.ink),
            checked=kind == chosen,
            on_click=shell.act(lambda: choose(kind)),
        )

    words = say("journal.filter_shown", what=_filter_words(chosen))
    face = ft.Container(
        ft.Row(
            [
                texts.label(words, p.on_tide_soft),
                ft.Icon(ft.Icons.EXPAND_MORE, size=24, color=p.on_tide_soft),
            ],
            spacing=8,
            tight=True,
        ),
        bgcolor=p.tide_soft,
        border_radius=24,
        padding=ft.Padding.symmetric(horizontal=16, vertical=8),
    )
    menu = ft.PopupMenuButton(
        face,
        key="filters",
        items=[item(kind) for kind in choices],
        bgcolor=p.surface,
        tooltip=words,
    )
    return ft.Row([menu])
