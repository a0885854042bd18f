"""The body of a task page: a column that scrolls, and a foot of two buttons that weigh the same."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from journal_app.ui.frame import COLUMN
from journal_app.ui.parts import texts
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["foot", "inset", "private_line", "scroll_column"]


def scroll_column(
    shell: Shell, content: Sequence[ft.Control], *, spacing: float = 12, edge: float = 16
) -> ft.Control:
    """Content in a column at most 640 wide, centred, that scrolls when it has to."""
    inner = ft.Column(
        list(content), spacing=spacing, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
    return ft.Column(
        [
            ft.Container(
                ft.Container(inner, width=None if shell.phone else COLUMN),
                padding=ft.Padding.only(left=edge, right=edge, bottom=24),
                alignment=ft.Alignment.TOP_CENTER,
            )
        ],
        scroll=ft.ScrollMode.AUTO,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def inset(*content: ft.Control) -> ft.Control:
    """Text beside cards: it stands 4 further in than they do, 20 from a phone's edge."""
    return ft.Container(
        ft.Column(list(content), spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        padding=ft.Padding.symmetric(horizontal=4),
    )


def foot(
    shell: Shell,
    pair: Sequence[ft.Control],
    *,
    below: Sequence[ft.Control] = (),
    sunk: bool = False,
) -> ft.Control:
    """The buttons at the bottom, within thumb's reach; large text stacks them."""
    side_by_side = not shell.large_text
    row: ft.Control
    if side_by_side:
        row = ft.Row([ft.Container(b, expand=True) for b in pair], spacing=12)
    else:
        row = ft.Column(list(pair), spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    column = ft.Column(
        [row, *below], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, tight=True
    )
    return ft.Container(
        bgcolor=shell.p.sunk if sunk else None,
        border=ft.Border.only(top=ft.BorderSide(1, shell.p.line)) if sunk else None,
        padding=ft.Padding.only(left=16, right=16, top=12, bottom=16),
        alignment=ft.Alignment.CENTER,
        content=ft.SafeArea(
            ft.Container(column, width=None if shell.phone else COLUMN), avoid_intrusions_top=False
        ),
    )


def private_line(shell: Shell) -> ft.Control:
    """ "Private on this device", with its lock: next to everything that keeps words."""
    return ft.Row(
        [
            ft.Icon(ft.Icons.LOCK_OUTLINE, size=16, color=shell.p.quiet),
            texts.meta(say("page.private"), shell.p.quiet),
        ],
        spacing=6,
        alignment=ft.MainAxisAlignment.CENTER,
    )
