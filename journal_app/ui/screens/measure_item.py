"""One question in its own words: its answers as large rows, and a way past it that weighs the same.

An answer is kept before the next question comes. "3 of 10" is said in words; there is no bar.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from journal_app.domain.measure import Item, Kind, Option
from journal_app.domain.measure_answers import Answers, Given
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import foot, inset, scroll_column
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.keeping import use_keeper
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["ItemPage"]

Keep = Callable[[Given | None], Awaitable[None]]

_STRETCH = ft.CrossAxisAlignment.STRETCH
_LINES = 4


@screen
def ItemPage(
    answers: Answers,
    place: int,
    set_place: Callable[[int], None],
    answered: Callable[[Answers], None],
) -> ft.Control:
    """The item at ``place``; ``answered`` is told once an answer is kept."""
    shell = use_shell()
    door = client_door(shell)
    p = shell.p
    item = answers.measure.items[place]
    given = answers.given.get(item.id)

    async def keep(value: Given | None) -> None:
        answered(await door.measures.answer(answers.id, item, value))
        shell.changed()

    async def take_back() -> None:
        await door.measures.answer(answers.id, item, None)
        shell.changed()

    content: list[ft.Control] = [_question(shell, answers, place, item)]
    if item.kind is Kind.CHOICE:
        rows = [_option(shell, option, given, keep) for option in item.options]
        content.append(ft.Column(rows, spacing=8, horizontal_alignment=_STRETCH))
    else:
        content.append(_Written(answers.id, item, given, keep, key=f"written-{item.id}"))
    if given is not None:
        content.append(
            ft.Row(
                [
                    buttons.text_button(
                        p, say("measures.take_back"), shell.act(take_back), key="take-back"
                    )
                ]
            )
        )
    onward = say("measures.skip" if given is None else "measures.next")
    back = (lambda: set_place(place - 1)) if place else (lambda: shell.go("/measures"))
    pair = [
        buttons.tonal(p, say("measures.back"), shell.act(back), big=True, key="previous"),
        buttons.tonal(
            p, onward, shell.act(lambda: set_place(place + 1)), big=True, key="skip-item"
        ),
    ]
    body = scroll_column(shell, content, key=f"item-{item.id}")
    title = answers.measure.title
    hour = door.days.hour()
    return task_page(
        shell, title, body, back="/measures", close=True, hour=hour, foot=foot(shell, pair)
    )


def _question(shell: Shell, answers: Answers, place: int, item: Item) -> ft.Control:
    """Where this is, what stands above it, and the question; read out when it comes."""
    p = shell.p
    lines: list[ft.Control] = [
        texts.meta(
            say("measures.place", number=place + 1, count=len(answers.measure.items)), p.quiet
        )
    ]
    if item.within:
        lines.append(texts.secondary(item.within[-1].text, p.quiet))
    # Words are long and not ours: on a small page with large text they still fit between its edges.
    small = shell.large_text and shell.phone
    words = texts.section(item.text, p.ink) if small else texts.question(item.text, p.ink)
    return ft.Semantics(
        live_region=True,
        container=True,
        content=ft.Column([inset(*lines, words), ft.Container(height=4)], spacing=0),
    )


def _option(shell: Shell, option: Option, given: Given | None, keep: Keep) -> ft.Control:
    """One answer: a row of 56, taller where its words are."""
    p = shell.p
    on = given == option.coding.code
    icon = ft.Icons.RADIO_BUTTON_CHECKED if on else ft.Icons.RADIO_BUTTON_UNCHECKED
    content = ft.Row(
        [
            ft.Icon(icon, size=22, color=p.tide if on else p.edge),
            ft.Container(texts.body(option.text, p.ink), expand=True),
        ],
        spacing=14,
    )
    return pressable(
        content,
        option.text,
        shell.act(lambda: keep(option.coding.code)),
        checked=on,
        key=f"option-{option.coding.code}",
        bgcolor=p.tide_soft if on else p.surface,
        border=ft.Border.all(1, p.line),
        border_radius=16,
        padding=ft.Padding.symmetric(horizontal=18, vertical=14),
    )


@screen
def _Written(answers_id: str, item: Item, given: Given | None, keep: Keep) -> ft.Control:
    """A whole number or a written answer; what is typed is sealed as it is typed."""
    shell = use_shell()
    initial = "" if given is None else str(given)
    keeper = use_keeper(shell, f"measure.{answers_id}.{item.id}", initial)
    number = item.kind is Kind.INTEGER
    between = say("measures.number_between", low=item.low, high=item.high) if number else ""

    async def done() -> None:
        typed = keeper.text.strip()
        if not number:
            await keep(typed or None)
        elif typed.isdecimal() and item.low <= int(typed) <= item.high:
            await keep(int(typed))
        else:
            shell.tell(between)
            return
        await keeper.done()

    p = shell.p
    return ft.Column(
        [
            Field(
                p,
                between or say("measures.answer"),
                ft.use_callback(keeper.changed, []),
                initial=keeper.text,
                field_key="written",
                lines=1 if number else _LINES,
            ),
            ft.Row([buttons.tonal(p, say("measures.keep"), shell.act(done), key="keep-written")]),
        ],
        spacing=12,
        horizontal_alignment=_STRETCH,
    )
