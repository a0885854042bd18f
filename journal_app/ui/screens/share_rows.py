"""Rows the sharing screens have in common: a name and its line, a sign with its words."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from journal_app.ui.parts import buttons, texts
from journal_app.ui.shell import Shell

__all__ = ["in_groups", "link", "named_rows", "sign_row"]

_LABEL = 104.0


def named_rows(
    shell: Shell, rows: Sequence[tuple[str, str]], *, label: float = _LABEL
) -> list[ft.Control]:
    """Names on the left, their lines on the right; large text puts each line below its name."""
    return [_named(shell, name, line, label) for name, line in rows]


def _named(shell: Shell, name: str, line: str, label: float) -> ft.Control:
    p = shell.p
    if shell.large_text:
        return ft.Column([texts.label(name, p.ink), texts.secondary(line, p.quiet)], spacing=2)
    return ft.Row(
        [
            ft.Container(texts.label(name, p.ink), width=label),
            ft.Container(texts.secondary(line, p.quiet), expand=True),
        ],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def sign_row(
    shell: Shell, icon: ft.IconData, words: str, *, colour: str | None = None, size: float = 20
) -> ft.Control:
    """An icon and what it stands for; the words say all of it."""
    p = shell.p
    return ft.Row(
        [
            ft.Container(
                ft.Icon(icon, size=size, color=colour or p.quiet), padding=ft.Padding.only(top=1)
            ),
            ft.Container(texts.secondary(words, p.ink), expand=True),
        ],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def link(shell: Shell, words: str, on_click: object, key: str) -> ft.Control:
    """A button of words at the left edge of a column."""
    assert callable(on_click)  # noqa: S101  a handler of the screen
    return ft.Row(
        [
            ft.Container(
                buttons.text_button(shell.p, words, shell.act(on_click), key=key),
                margin=ft.Margin.only(left=-12),
            )
        ],
        wrap=True,
    )


def in_groups(fingerprint: str) -> str:
    """A fingerprint in groups of four, to be read without losing the place."""
    return " ".join(fingerprint[i : i + 4] for i in range(0, len(fingerprint), 4))
