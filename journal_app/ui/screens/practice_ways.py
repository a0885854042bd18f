"""Ways to a practice from elsewhere: a prompt, the gate, Support. Each says its name and length.

After the practice its page leads back to where it was opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import flet as ft

from journal_app.domain.plan import Beside, Prompt
from journal_app.domain.practice import Menu, Practice
from journal_app.ui.door.practices import Practices
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.parts.row import way
from journal_app.ui.screens.doors import practices_of
from journal_app.ui.screens.practice_ends import length_words
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["address", "menu_tiles", "own_tiles", "own_ways", "practice_tile", "steadying"]

_STEADY = ("longer-exhale", "orienting")
"""For whoever never said what helps: one with the breath, and one without it."""
_MOST_STEADY, _FEWEST_STEADY = 3, 2

Own = tuple[Practice, float | None]
"""A practice, and the minutes it is offered for where those are not its own."""


def address(practice_id: str, back: str, minutes: float | None = None) -> str:
    """The address of a practice that leads ``back`` after it, for ``minutes`` if any are given."""
    lasting = "" if minutes is None else f"minutes={minutes:g}&"
    return f"/practices/{practice_id}?{lasting}back={quote(back)}"


def _length(practice: Practice, minutes: float | None) -> str:
    return length_words(60 * (practice.minutes if minutes is None else minutes))


def practice_tile(
    shell: Shell, practice: Practice, back: str, where: str, minutes: float | None = None
) -> ft.Control:
    """A tile with the name of a practice and its length in words."""
    p = shell.p
    icon = ft.Icons.AIR if practice.pattern else ft.Icons.SELF_IMPROVEMENT
    length = _length(practice, minutes)
    words = ft.Column(
        [texts.label(practice.title, p.tide), texts.meta(length, p.quiet)], spacing=0, tight=True
    )
    content = ft.Row(
        [ft.Icon(icon, size=20, color=p.tide), ft.Container(words, expand=True)], spacing=12
    )
    return pressable(
        content,
        f"{practice.title}. {length}",
        shell.act(lambda: shell.go(address(practice.id, back, minutes))),
        key=f"{where}-{practice.id}",
        padding=ft.Padding.symmetric(horizontal=18, vertical=10),
        border=ft.Border.all(1, p.line),
        border_radius=16,
    )


def menu_tiles(shell: Shell, menu: Menu, *, back: str) -> list[ft.Control]:
    """What the gate offers now: nothing that rests, and what was harder last."""
    return [
        practice_tile(shell, practice, back, "offer") for practice in practices_of(shell).menu(menu)
    ]


# -- beside a prompt -----------------------------------------------------------------


def _own(shell: Shell, prompt: Prompt) -> list[Own]:
    """The prompt's own practice for as long as the prompt says, and the one to choose instead."""
    room = practices_of(shell)
    named = ((prompt.practice, prompt.practice_minutes), (prompt.or_practice, None))
    found = [(room.find(name), minutes) for name, minutes in named if name is not None]
    return [(practice, minutes) for practice, minutes in found if practice is not None]


def own_tiles(shell: Shell, prompt: Prompt, back: str) -> list[ft.Control]:
    """A tile for each practice of a prompt, where there is room: at its end."""
    own = _own(shell, prompt)
    tiles = [practice_tile(shell, each, back, "closing", minutes) for each, minutes in own]
    if not tiles and Beside.PRACTICES not in prompt.beside:  # that tile stands there then
        tiles = [_choice_tile(shell)]
    return tiles


def _choice_tile(shell: Shell) -> ft.Control:
    to_all = shell.act(lambda: shell.go("/practices"))
    words = say("prompt.beside_practices")
    return buttons.tile(shell.p, ft.Icons.SELF_IMPROVEMENT, words, to_all, key="beside-practices")


def own_ways(shell: Shell, prompt: Prompt, back: str) -> ft.Control:
    """The same as quiet lines beside a question; what was being written stays."""
    ways = [
        _quiet_way(
            shell,
            say("prompt.practice", title=each.title, length=_length(each, minutes)),
            address(each.id, back, minutes),
            ft.Icons.AIR if each.pattern else ft.Icons.SELF_IMPROVEMENT,
            f"beside-{each.id}",
        )
        for each, minutes in _own(shell, prompt)
    ]
    if not ways:
        words, target = say("prompt.beside_practices"), f"/practices?back={quote(back)}"
        ways = [_quiet_way(shell, words, target, ft.Icons.SELF_IMPROVEMENT, "beside-practices")]
    return ft.Column(
        ways, spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


def _quiet_way(shell: Shell, words: str, target: str, icon: ft.IconData, key: str) -> ft.Control:
    """A line of 48 with a sign and quiet words, flush with the text above it."""
    colour = shell.p.quiet
    open_it = shell.act(lambda: shell.go(target))
    line: list[ft.Control] = [
        ft.Icon(icon, size=20, color=colour),
        ft.Container(texts.label(words, colour), expand=True),
    ]
    return pressable(
        ft.Row(line, spacing=10),
        words,
        open_it,
        key=key,
        padding=ft.Padding.symmetric(vertical=13),
        border_radius=8,
    )


# -- on Support ----------------------------------------------------------------------


def steadying(shell: Shell) -> ft.Control:
    """On Support: what helped this person most, or a breath and a look around; and all of them."""
    rows = [
        way(
            shell,
            address(practice.id, "/support"),
            practice.title,
            _length(practice, None),
            key=f"steady-{practice.id}",
        )
        for practice in _steady(practices_of(shell))
    ]
    title = texts.section(say("support.steady"), shell.p.ink)
    every = way(
        shell, "/practices?back=/support", say("support.all_practices"), key="all-practices"
    )
    return card(shell, [title, ft.Container(height=4), *rows, every])


def _steady(room: Practices) -> Sequence[Practice]:
    """Two or three: what has helped, and what is kind to anybody where less than two have."""
    helped = [practice for practice in room.helped() if not room.rests(practice)][:_MOST_STEADY]
    kind = [p for p in room.menu(Menu.SETTLE) if p.id in _STEADY and p not in helped]
    return [*helped, *kind[: max(_FEWEST_STEADY - len(helped), 0)]]
