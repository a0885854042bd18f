"""A practice that rests because a session is near: why, and what is offered instead."""

from __future__ import annotations

import flet as ft

from journal_app import content
from journal_app.domain.practice import Practice
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.scene import scene_foot
from journal_app.ui.screens.practice_ends import ORIENTING, short_page
from journal_app.ui.screens.practice_ways import practice_tile
from journal_app.ui.shell import use_shell
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["RestsPage"]


@screen
def RestsPage(practice: Practice, back: str) -> ft.Control:
    """Nothing is refused without a word: a reason, and two other ways."""
    shell = use_shell()
    p = shell.p
    words = texts.question(say("rests.title", title=practice.title), p.ink)
    narrow = shell.large_text and shell.phone  # the words need all the room there is
    why = " ".join(say(f"rests.{key}") for key in ("why", "until"))
    ways = [content.practices().get(each) for each in (practice.instead, ORIENTING) if each]
    lines: list[ft.Control] = [
        words if narrow else _with_moon(p, words),
        texts.body(why, p.ink),
        texts.body(say("rests.choice"), p.quiet),
        ft.Container(height=4),
        texts.secondary(say("rests.instead"), p.quiet),
        *(practice_tile(shell, each, back, "instead") for each in ways if each),
    ]
    leave = buttons.tonal(
        p, say("rests.back"), shell.act(lambda: shell.go(back)), big=True, key="go-back"
    )
    return short_page(shell, back, lines, scene_foot(shell, [leave]))


def _with_moon(p: Palette, words: ft.Control) -> ft.Control:
    """The sign that a resting row has in the list, on the first line of the title."""
    moon = ft.Icon(ft.Icons.NIGHTLIGHT_OUTLINED, size=24, color=p.moon)
    return ft.Row(
        [
            ft.Container(moon, padding=ft.Padding.only(top=4)),
            ft.Container(words, expand=True),
        ],
        spacing=12,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
