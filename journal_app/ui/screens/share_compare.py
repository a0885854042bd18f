"""Compare words aloud: eight with a therapist's card, four that show who seals.

The two answers are the same tonal button of the same width: a filled "match" would be tapped out
of habit. Ticks only keep the place and decide nothing; another day is always there.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

import flet as ft

from journal_app.sharing.card import CardState
from journal_app.ui.frame import task_page
from journal_app.ui.guard import note, screen
from journal_app.ui.hooks import use_choice
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.page import foot, inset, scroll_column
from journal_app.ui.parts.tick import tick_row
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.share_rows import sign_row
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say, sentence

__all__ = ["CompareScreen", "FourWordsScreen", "answers", "use_ticks", "use_words", "word_list"]


def use_words(
    shell: Shell, work: Callable[[], Awaitable[tuple[str, ...]]], deps: list[Any]
) -> tuple[str, ...]:
    """The words once they are worked out; none until then (it takes a moment, on purpose)."""
    words, set_words = use_choice(tuple)

    async def find() -> None:
        try:
            set_words(await work())
        except Exception as error:  # noqa: BLE001  an effect's error would be lost: it is told instead
            note(error)
            shell.tell(sentence(error))

    ft.use_effect(find, deps, cleanup=lambda: None)
    return words or ()


def word_list(
    shell: Shell, words: Sequence[str], ticked: Sequence[int], toggle: Callable[[int], None]
) -> ft.Control:
    """One word a row, with its number and a tick that only keeps the place."""
    p = shell.p
    rows: list[ft.Control] = []
    for number, word in enumerate(words, 1):
        size = texts.style(22, 28, p.ink)
        row = tick_row(
            shell,
            say("compare.word", number=number, word=word),
            [
                ft.Row(
                    [
                        ft.Container(texts.secondary(str(number), p.quiet), width=28),
                        ft.Container(ft.Text(word, style=size), expand=True),
                    ],
                    spacing=0,
                )
            ],
            on=number in ticked,
            toggle=lambda n=number: toggle(n),
            key=f"word-{number}",
            at_end=True,
            padding=ft.Padding.symmetric(horizontal=20, vertical=10),
        )
        line = None if number == len(words) else ft.Border.only(bottom=ft.BorderSide(1, p.line))
        rows.append(ft.Container(row, border=line))
    if not words:
        rows.append(ft.Container(texts.body(say("compare.working"), p.quiet), padding=20))
    return ft.Container(
        ft.Column(rows, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH),
        bgcolor=p.surface,
        border=ft.Border.all(1, p.line),
        border_radius=20,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )


def answers(
    shell: Shell,
    differ: tuple[str, Callable[..., Any]],
    match: tuple[str, Callable[..., Any]],
    later: Callable[..., Any],
    *,
    ready: bool,
) -> ft.Control:
    """The two answers of equal weight, and another day."""
    p = shell.p
    pair = [
        buttons.tonal(
            p, differ[0], shell.act(differ[1]), big=True, key="differ", disabled=not ready
        ),
        buttons.tonal(p, match[0], shell.act(match[1]), big=True, key="match", disabled=not ready),
    ]
    other = buttons.text_button(p, say("compare.later"), shell.act(later), key="another-day")
    return foot(shell, pair, below=[other], sunk=True)


def use_ticks() -> tuple[tuple[int, ...], Callable[[int], None]]:
    """Which words were ticked while reading along, and how to tick one (or take that back)."""
    ticked, set_ticked = ft.use_state(())

    def toggle(number: int) -> None:
        set_ticked(
            lambda old: tuple(n for n in old if n != number) if number in old else (*old, number)
        )

    return ticked, toggle


@screen
def CompareScreen(card_id: str) -> ft.Control:
    """Do I hear the same eight words?"""
    shell = use_shell()
    door = client_door(shell)
    ticked, toggle = use_ticks()
    view = door.sharing.card(card_id)

    async def find() -> tuple[str, ...]:
        return () if view is None else await door.sharing.card_words(card_id)

    words = use_words(shell, find, [card_id])
    if view is None:
        return _nothing(shell)

    async def match() -> None:
        await door.sharing.words_match(card_id)
        shell.changed()
        shell.go("/share")
        shell.tell(say("compare.matched", name=view.first_name))

    async def differ() -> None:
        await door.sharing.words_differ(card_id)
        shell.changed()
        shell.go("/share")
        shell.tell(say("compare.differed", name=view.first_name))

    def later() -> None:
        shell.go("/share")
        if not view.ready:
            shell.tell(say("compare.later_line"))

    content = [
        _heading(shell, say("compare.title"), say("compare.line", name=view.first_name)),
    ]
    if view.state is CardState.CHANGED:
        changed = say("compare.changed", name=view.first_name)
        content.append(_rule(shell, ft.Icons.SYNC_LOCK, changed))
    content += [
        ft.Container(height=4),
        word_list(shell, words, ticked, toggle),
        ft.Container(height=4),
        _rule(shell, ft.Icons.BADGE_OUTLINED, say("compare.rule", name=view.name)),
    ]
    return task_page(
        shell,
        "",
        scroll_column(shell, content),
        back="/share",
        hour=door.days.hour(),
        foot=answers(
            shell,
            (say("compare.differ"), differ),
            (say("compare.match"), match),
            later,
            ready=bool(words),
        ),
    )


@screen
def FourWordsScreen(card_id: str) -> ft.Control:
    """Four words to read to the therapist when asked."""
    shell = use_shell()
    door = client_door(shell)
    ticked, toggle = use_ticks()
    view = door.sharing.card(card_id)

    async def find() -> tuple[str, ...]:
        return () if view is None else await door.sharing.pair_words(card_id)

    words = use_words(shell, find, [card_id])
    if view is None or not view.shared:
        return _nothing(shell)

    async def match() -> None:
        await door.sharing.pair_matches(card_id)
        shell.changed()
        shell.go("/share")
        shell.tell(say("compare.four_matched", name=view.first_name))

    def differ() -> None:
        shell.go("/share")
        shell.tell(say("compare.four_differed", name=view.first_name))

    title = say("compare.four_title", name=view.first_name)
    content = [
        _heading(shell, title, say("compare.four_line", name=view.first_name)),
        ft.Container(height=4),
        word_list(shell, words, ticked, toggle),
        ft.Container(height=4),
        _rule(shell, ft.Icons.KEY_OUTLINED, say("compare.four_rule", name=view.first_name)),
    ]
    return task_page(
        shell,
        "",
        scroll_column(shell, content),
        back="/share",
        hour=door.days.hour(),
        foot=answers(
            shell,
            (say("compare.four_differ"), differ),
            (say("compare.four_match", name=view.first_name), match),
            lambda: shell.go("/share"),
            ready=bool(words),
        ),
    )


def _heading(shell: Shell, title: str, line: str) -> ft.Control:
    p = shell.p
    return inset(texts.question(title, p.ink), texts.secondary(line, p.quiet))


def _rule(shell: Shell, icon: ft.IconData, words: str) -> ft.Control:
    return sign_row(shell, icon, words, colour=shell.p.dawn, size=24)


def _nothing(shell: Shell) -> ft.Control:
    words = texts.body(say("compare.none"), shell.p.ink)
    return task_page(shell, "", scroll_column(shell, [words]), back="/share")
