"""Questionnaires: what can be taken now, and what came of earlier ones; nothing is ever due."""

from __future__ import annotations

from datetime import date

import flet as ft

from journal_app.domain.measure_answers import Answers
from journal_app.domain.measure_rules import WhyNot
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.measures import Offer
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.page import inset, scroll_column
from journal_app.ui.parts.row import way
from journal_app.ui.parts.tick import tick_row
from journal_app.ui.routes import Route
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.measure_note import NoteScreen
from journal_app.ui.screens.measure_result import ResultScreen, day_of, score_words
from journal_app.ui.screens.measure_take import TakeScreen, topic_words
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["ROUTES", "MeasuresScreen"]

_AT_ONCE = 12
"""Results shown before the older ones are asked for."""


@screen
def MeasuresScreen() -> ft.Control:
    """One row for each questionnaire, one for each result."""
    shell = use_shell()
    door = client_door(shell)
    shown, show = ft.use_state(_AT_ONCE)
    p = shell.p
    # One long word: with large text on a small page it is drawn smaller than a title is.
    size, line = (20, 26) if shell.large_text and shell.phone else (26, 32)
    content: list[ft.Control] = [
        inset(
            texts.text(say("measures.title"), size, line, p.ink, heading=1),
            texts.body(say("measures.line"), p.quiet),
        ),
        card(shell, [_offer(shell, door, offer) for offer in door.measures.offers()]),
    ]
    results = door.measures.results()
    if results:
        rows = [_result(shell, door, each) for each in results[:shown]]
        content.append(card(shell, [texts.section(say("measures.earlier"), p.ink), *rows]))
    if len(results) > shown:
        older = shell.act(lambda: show(shown + _AT_ONCE))
        content.append(
            ft.Row([buttons.text_button(p, say("measures.older"), older, key="older-results")])
        )
    content.append(card(shell, [_day_after(shell, door)]))
    if door.measures.unread:
        unread = say("measures.unread", count=door.measures.unread)
        content.append(inset(texts.meta(unread, p.quiet)))
    return task_page(shell, "", scroll_column(shell, content), back="/settings")


def _offer(shell: Shell, door: JournalDoor, offer: Offer) -> ft.Control:
    measure = offer.measure
    if offer.why_not is not None:
        line = _rests(door, offer.why_not, offer.again)
    elif offer.begun is not None:
        given, every = len(offer.begun.given), len(measure.items)
        line = say("measures.begun", given=given, all=every)
    else:
        line = topic_words(measure)
    route = f"/measures/{measure.id}"
    return way(shell, route, measure.title, line, key=f"measure-{measure.id}")


def _rests(door: JournalDoor, why: WhyNot, again: date | None) -> str:
    if again is None:
        return say(f"measures.rests_{why.value}")
    return say("measures.rests_until", day=day_of(door, again))


def _result(shell: Shell, door: JournalDoor, answers: Answers) -> ft.Control:
    zone = door.days.zone()
    local, today = answers.authored.astimezone(zone), door.days.now().astimezone(zone)
    title = say("measures.result_on", title=answers.measure.title, day=dates.day(local, today))
    route = f"/measures/results/{answers.id}"
    return way(shell, route, title, score_words(door, answers), key=f"result-{answers.id}")


def _day_after(shell: Shell, door: JournalDoor) -> ft.Control:
    on = door.measures.asks_day_after

    async def toggle() -> None:
        await door.measures.ask_day_after(wanted=not on)
        shell.changed()

    words, line = say("measures.day_after"), say("measures.day_after_line")
    return tick_row(
        shell,
        f"{words}. {line}",
        [texts.body(words, shell.p.ink), texts.secondary(line, shell.p.quiet)],
        on=on,
        toggle=toggle,
        key="day-after",
        at_end=True,
        padding=ft.Padding.symmetric(vertical=4),
    )


ROUTES: tuple[Route, ...] = (
    ("/measures", MeasuresScreen),
    ("/measures/note", NoteScreen),
    ("/measures/results/:answers_id", ResultScreen),
    ("/measures/:measure_id", TakeScreen),
)
