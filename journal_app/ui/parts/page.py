"""The body of a task page: a column that scrolls, and a foot of two buttons that weigh the same."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from journal_app.ui.frame import COLUMN, task_page
from journal_app.ui.parts import texts
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["foot", "form_page", "inset", "private_line", "scroll_column"]


def scroll_column(
    shell: Shell,
    content: Sequence[ft.Control],
    *,
    spacing: float = 12,
    edge: float = 16,
    key: str | None = None,
) -> ft.Control:
    """Content in a column at most 640 wide, centred, that scrolls when it has to.

    Another ``key`` is another page: it begins at its top.
    """
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
        key=key,
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
    column = _buttons(shell, pair, below)
    return ft.Container(
        bgcolor=shell.p.sunk if sunk else None,
        border=ft.Border.only(top=ft.BorderSide(1, shell.p.line)) if sunk else None,
        padding=ft.Padding.only(left=16, right=16, top=12, bottom=16),
        alignment=ft.Alignment.CENTER,
        content=ft.SafeArea(
            ft.Container(column, width=None if shell.phone else COLUMN), avoid_intrusions_top=False
        ),
    )


def _buttons(shell: Shell, pair: Sequence[ft.Control], below: Sequence[ft.Control]) -> ft.Control:
    row: ft.Control
    if shell.large_text:
        row = ft.Column(list(pair), spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    else:
        row = ft.Row([ft.Container(b, expand=True) for b in pair], spacing=12)
    return ft.Column(
        [row, *below], spacing=10, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, tight=True
    )


def form_page(
    shell: Shell,
    content: Sequence[ft.Control],
    pair: Sequence[ft.Control],
    *,
    back: str = "/settings",
    below: Sequence[ft.Control] = (),
    after: Sequence[ft.Control] = (),
    key: str | None = None,
) -> ft.Control:
    """A few lines or fields and what is done with them: at the foot, within thumb's reach.

    Only a phone is held by its foot: elsewhere the buttons stand right below what they are for,
    and before what comes ``after``.
    """
    if shell.phone:
        end = foot(shell, pair, below=below)
        return task_page(
            shell, "", scroll_column(shell, [*content, *after], key=key), back=back, foot=end
        )
    inside = [*content, ft.Container(height=8), _buttons(shell, pair, below)]
    if after:
        inside += [ft.Container(height=8), *after]
    return task_page(shell, "", scroll_column(shell, inside, key=key), back=back)


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
