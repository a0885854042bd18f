"""Rows of the practice, opened by a tap anywhere in them, and the pane beside a list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import flet as ft

from journal_app.ui.parts import texts
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["edge_of", "kinds_words", "limits_line", "list_body", "open_row", "with_pane"]

PANE = 488.0
LIST = 856.0  # a list never grows wider: a name and its time stay one glance apart
_KINDS = ("crumb", "prompt", "free", "practice", "check_in")


def kinds_words(kinds: Mapping[str, int]) -> str:
    """What came, in kinds and numbers, never in a client's own words: "2 crumbs, one answer"."""
    found = [say(f"inbox.kind_{k}", count=kinds[k]) for k in _KINDS if kinds.get(k)]
    more = sum(count for kind, count in kinds.items() if kind not in _KINDS)
    if more:
        found.append(say("inbox.kind_other", count=more))
    words = ", ".join(found)
    return words[:1] + words[1:].lower()


def edge_of(shell: Shell) -> float:
    """The page's edge: 16 on a phone, 24 on a tablet, 32 beside the rail of a wide window."""
    return 16 if shell.phone else (32 if shell.wide else 24)


def list_body(shell: Shell, content: Sequence[ft.Control], limits: str) -> ft.Control:
    """A list that scrolls, with the limits under it; large text lets them scroll along."""
    line = limits_line(shell, limits)
    if shell.large_text:
        column = _list_column(shell, content)
        column.controls.append(line)
        return column
    return ft.Column(
        [ft.Container(_list_column(shell, content), expand=True), line],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _list_column(shell: Shell, content: Sequence[ft.Control]) -> ft.Column:
    edge = edge_of(shell)
    column = ft.Column(list(content), spacing=4, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    return ft.Column(
        [
            ft.Container(
                ft.Container(column, width=min(LIST, _room(shell, edge))),
                padding=ft.Padding.only(left=edge, right=edge, bottom=24),
                alignment=ft.Alignment.TOP_LEFT,
            )
        ],
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _room(shell: Shell, edge: float) -> float:
    """The width a list has: the window less its rail, its pane and its edges."""
    rail = 0.0 if shell.phone else (96.0 if shell.wide else 80.0)
    pane = PANE + 1 if shell.wide and shell.route.startswith("/inbox") else 0.0
    return max(240.0, shell.width - rail - pane - 2 * edge)


def open_row(
    shell: Shell,
    drawn: ft.Control,
    title: str,
    line: str,
    *,
    sign: tuple[ft.IconData, str] | None = None,
    when: str = "",
    action: str = "",
    badge: str = "",
    on_click: Callable[..., Any],
    key: str,
    strong: bool = False,
    selected: bool = False,
) -> ft.Control:
    """A row of 68 at least: what it is, who, what state, when, and what a tap does."""
    p = shell.p
    ink, quiet, tide = [p.on_tide_soft] * 3 if selected else (p.ink, p.quiet, p.tide)
    weight = ft.FontWeight.W_500 if strong else ft.FontWeight.W_400
    name = ft.Text(
        title,
        max_lines=None if shell.large_text else 2,
        overflow=ft.TextOverflow.ELLIPSIS,
        style=texts.style(17, 24, ink, weight),
    )
    beside: list[ft.Control] = [name, texts.secondary(line, quiet)]
    state = _sign(sign, quiet) if sign else None
    narrow = shell.phone or shell.large_text
    if narrow:
        beside += _below(state, when, action, quiet, tide)
    signs = [_badge(shell, badge)] if badge else []
    if shell.large_text:
        beside.insert(0, ft.Row([drawn, *signs], spacing=14))
    cells: list[ft.Control] = [
        ft.Container(ft.Column(beside, spacing=0, tight=True), expand=True),
        *([] if narrow else _columns(state, when, action, quiet, tide)),
    ]
    if not shell.large_text:
        cells = [drawn, *cells, *signs]
    spoken = ". ".join(word for word in (title, line, sign[1] if sign else "", when, badge) if word)
    return pressable(
        ft.Row(cells, spacing=14),
        spoken,
        shell.act(on_click),
        selected=selected,
        key=key,
        padding=ft.Padding.symmetric(vertical=12, horizontal=12),
        margin=ft.Margin.symmetric(horizontal=-12),
        border_radius=16,
        bgcolor=p.tide_soft if selected else None,
    )


def _below(
    state: ft.Control | None, when: str, action: str, quiet: str, tide: str
) -> list[ft.Control]:
    """What a row says under its name, where it is narrow."""
    times = [texts.meta(when, quiet)] if when else []
    line = [*([] if state is None else [state]), *times]
    return [
        *([ft.Row(line, spacing=12, run_spacing=2, wrap=True)] if line else []),
        *([texts.label(action, tide)] if action else []),
    ]


def _columns(
    state: ft.Control | None, when: str, action: str, quiet: str, tide: str
) -> list[ft.Control]:
    """The same in columns beside its name, where it is wide."""
    right = ft.TextAlign.RIGHT
    columns: list[ft.Control] = []
    if state is not None:
        columns.append(ft.Container(state, width=188))
    if when:
        columns.append(ft.Container(texts.meta(when, quiet, text_align=right), width=104))
    if state is not None:
        columns.append(ft.Container(texts.label(action, tide, text_align=right), width=116))
    return columns


def _sign(sign: tuple[ft.IconData, str], colour: str) -> ft.Control:
    return ft.Row(
        [ft.Icon(sign[0], size=18, color=colour), texts.meta(sign[1], colour)],
        spacing=8,
        tight=True,
    )


def _badge(shell: Shell, words: str) -> ft.Control:
    p = shell.p
    return ft.Container(
        ft.Text(
            words,
            style=texts.style(13, 18, p.on_tide_soft, ft.FontWeight.W_500),
        ),
        bgcolor=p.tide_soft,
        border_radius=16,
        padding=ft.Padding.symmetric(horizontal=12, vertical=5),
    )


def limits_line(shell: Shell, words: str) -> ft.Control:
    """The limits, in one place under a list, with a lock."""
    p = shell.p
    edge = edge_of(shell)
    return ft.Container(
        ft.Row(
            [
                ft.Icon(ft.Icons.LOCK_OUTLINE, size=16, color=p.quiet),
                ft.Container(texts.meta(words, p.quiet), expand=True),
            ],
            spacing=10,
        ),
        border=ft.Border.only(top=ft.BorderSide(1, p.line)),
        padding=ft.Padding.symmetric(vertical=12, horizontal=edge),
    )


def with_pane(shell: Shell, left: ft.Control, pane: ft.Control) -> ft.Control:
    """A list and the pane beside it, 488 wide."""
    return ft.Row(
        [
            ft.Container(left, expand=True),
            ft.Container(width=1, bgcolor=shell.p.line),
            ft.Container(pane, width=PANE),
        ],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
