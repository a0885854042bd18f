"""Taking a questionnaire: what it is, one question a page, and an end before any number.

    a page of its own ── "Begin" ──▶ question ──▶ question … ──▶ "That was the last one" ──▶ result
                                        │  ▲
                        an answer that  ▼  │  opens it: the support page, before anything else

Where somebody is stands in what they answered: an answer is kept before the next question comes,
and the support page is due from the stored answer alone, whatever happened in between.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from journal_app.domain.measure import Measure
from journal_app.domain.measure_answers import Answers
from journal_app.domain.measure_rules import WhyNot
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.measures import Offer
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.page import form_page, inset, private_line, scroll_column
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.measure_item import ItemPage
from journal_app.ui.screens.measure_result import day_of
from journal_app.ui.screens.measure_support import ItemNine
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["GOING_ON", "TakeScreen", "topic_words"]

GOING_ON = "?on"
"""Behind the address: straight to the first open question of what was begun."""


@screen
def TakeScreen(measure_id: str) -> ft.Control:
    """What stands at a questionnaire's address now; support comes before everything else."""
    shell = use_shell()
    door = client_door(shell)
    offer = door.measures.offer(measure_id)
    begun = offer.begun if offer is not None and shell.route.endswith(GOING_ON) else None
    here, set_here = use_kept(shell._places, "measure.answers", begun.id if begun else "")
    place, set_place = use_kept(shell._places, "measure.place", _resume(begun) if begun else 0)
    if offer is None:
        return _no_such(shell)
    answers = door.measures.get(here) or offer.begun
    if answers is not None:
        page = door.measures.support_page(answers)
        if page is not None:
            after = _next_open(answers, _item_nine(answers.measure) + 1)

            def go_on(answers: Answers = answers) -> None:
                set_here(answers.id)
                set_place(after)

            return ItemNine(answers, page, go_on, key=f"support-{answers.id}")
    if offer.why_not is not None:
        return _rests(shell, door, offer)
    if answers is None or not here:

        async def begin(*, anew: bool) -> None:
            begun = await door.measures.begin(measure_id, anew=anew)
            if begun is not None:
                set_place(_resume(begun))
                set_here(begun.id)

        return _Beginning(offer, begin, key="beginning")
    if place >= len(answers.measure.items):
        return _End(answers, set_place, key="end")
    return ItemPage(
        answers,
        place,
        set_place,
        lambda kept: set_place(_next_open(kept, place + 1)),
        key=f"item-{place}",
    )


def _item_nine(measure: Measure) -> int:
    """The place of the item that opens the support page."""
    opens = measure.opens_support
    return next(n for n, item in enumerate(measure.items) if opens and item.id == opens.item)


def _next_open(answers: Answers, start: int) -> int:
    """The place of the first open item from ``start`` on; behind the last where there is none."""
    items = answers.measure.items
    places = range(start, len(items))
    return next((n for n in places if items[n].id not in answers.given), len(items))


def _resume(answers: Answers) -> int:
    """Behind the last answer; where nothing is open there, at the first that was left open."""
    items = answers.measure.items
    last = max((n for n, item in enumerate(items) if item.id in answers.given), default=-1)
    onward = _next_open(answers, last + 1)
    return onward if onward < len(items) else _next_open(answers, 0)


# -- before ------------------------------------------------------------------


def topic_words(measure: Measure) -> str:
    """What it is about, in a few words of ours; the therapist's own have their title alone."""
    topics = {
        "phq-9": say("measures.topic_low"),
        "phq-2": say("measures.topic_low_short"),
        "gad-7": say("measures.topic_worry"),
        "pcl-5": say("measures.topic_trauma"),
    }
    return topics.get(measure.id, "")


@screen
def _Beginning(offer: Offer, begin: Callable[..., Awaitable[None]]) -> ft.Control:
    """What it asks, how long it is, and two ways of equal weight."""
    shell = use_shell()
    door = client_door(shell)
    p = shell.p
    measure = offer.measure
    lines = [
        texts.question(measure.title, p.ink),
        *[texts.body(words, p.quiet) for words in _about(measure)],
        ft.Container(height=4),
        texts.body(say("measures.any"), p.ink),
    ]
    leave = buttons.tonal(
        p, say("measures.not_now"), shell.act(lambda: shell.go("/measures")), big=True, key="leave"
    )
    if offer.begun is None:
        first = say("measures.begin")
        other = leave
    else:
        on = offer.begun.authored.astimezone(door.days.zone()).date()
        lines.append(texts.body(say("measures.begun_line", day=day_of(door, on)), p.ink))
        first = say("measures.go_on")
        other = buttons.tonal(
            p, say("measures.anew"), shell.act(lambda: begin(anew=True)), big=True, key="anew"
        )
    go = buttons.tonal(p, first, shell.act(lambda: begin(anew=False)), big=True, key="begin")
    below: list[ft.Control] = []
    if measure.opt_in:
        below.append(_let_go(shell, door, measure))
    below.append(private_line(shell))
    lines += [ft.Container(height=8), texts.meta(measure.attribution, p.quiet)]
    return form_page(shell, [inset(*lines)], [other, go], back="/measures", below=below)


def _about(measure: Measure) -> list[str]:
    """What it is about, over which time, how many questions, and what stands above them all."""
    found = [topic_words(measure)]
    if measure.recall:
        found.append(say("measures.asks", recall=measure.recall))
    found.append(say("measures.questions", count=len(measure.items)))
    summary = " ".join(f"{words}." for words in found if words)
    above = dict.fromkeys(group.text for item in measure.items for group in item.within[:-1])
    return [summary, *above]


def _let_go(shell: Shell, door: JournalDoor, measure: Measure) -> ft.Control:
    async def let_go() -> None:
        await door.measures.ask_for(measure.id, wanted=False)
        shell.changed()
        shell.go("/measures")

    return buttons.text_button(shell.p, say("measures.let_go"), shell.act(let_go), key="let-go")


def _rests(shell: Shell, door: JournalDoor, offer: Offer) -> ft.Control:
    """Why it is not here just now and, where that is known, from which day it can be again."""
    p = shell.p
    measure, why = offer.measure, offer.why_not
    day = {} if offer.again is None else {"day": day_of(door, offer.again)}
    if why is WhyNot.NOT_YET_AGAIN:
        last = (offer.last or door.days.now()).astimezone(door.days.zone()).date()
        day |= {"last": day_of(door, last), "recall": measure.recall}
    lines = [texts.question(measure.title, p.ink)]
    if why is WhyNot.NOT_ASKED_FOR:
        lines += [texts.body(words, p.quiet) for words in _about(measure)[:1]]
    lines.append(texts.body(say(f"measures.why_{why.value if why else ''}", **day), p.ink))
    if offer.begun is not None:
        lines.append(texts.body(say("measures.begun_waits"), p.ink))
    leave = buttons.tonal(
        p,
        say("measures.all_right"),
        shell.act(lambda: shell.go("/measures")),
        big=True,
        key="leave",
    )
    if why is not WhyNot.NOT_ASKED_FOR:
        return form_page(shell, [inset(*lines)], [leave], back="/measures")

    async def ask() -> None:
        await door.measures.ask_for(measure.id)
        shell.changed()

    show = buttons.tonal(p, say("measures.ask_for"), shell.act(ask), big=True, key="ask-for")
    return form_page(shell, [inset(*lines)], [leave, show], back="/measures")


# -- after -------------------------------------------------------------------


@screen
def _End(answers: Answers, set_place: Callable[[int], None]) -> ft.Control:
    """Nothing more is asked: back to the questions, or on to what comes of them."""
    shell = use_shell()
    door = client_door(shell)
    p = shell.p
    still_open = len(answers.open)

    async def finish() -> None:
        if not answers.given:
            shell.go("/measures")
            shell.tell(say("measures.nothing_kept"))
            return
        await door.measures.finish(answers.id)
        shell.changed()
        shell.go(f"/measures/results/{answers.id}")

    lines = [texts.question(say("measures.end_title"), p.ink)]
    below: list[ft.Control] = []
    if still_open:
        lines.append(texts.body(say("measures.end_open", count=still_open), p.quiet))
        to_open = shell.act(lambda: set_place(_next_open(answers, 0)))
        words = say("measures.answer_open")
        below.append(buttons.text_button(p, words, to_open, key="answer-open"))
    back = shell.act(lambda: set_place(len(answers.measure.items) - 1))
    pair = [
        buttons.tonal(p, say("measures.back"), back, big=True, key="previous"),
        buttons.tonal(p, say("measures.finish"), shell.act(finish), big=True, key="finish"),
    ]
    return form_page(shell, [inset(*lines)], pair, back="/measures", below=below)


def _no_such(shell: Shell) -> ft.Control:
    words = texts.body(say("measures.none"), shell.p.ink)
    return task_page(shell, "", scroll_column(shell, [inset(words)]), back="/measures")
