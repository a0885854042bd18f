"""What came of a questionnaire: a word and a number, one snapshot; or which questions are open."""

from __future__ import annotations

from datetime import date

import flet as ft

from journal_app.domain.measure_answers import Answers
from journal_app.domain.measure_scoring import Score
from journal_app.ui.door import JournalDoor
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, dates, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.page import form_page, inset, scroll_column
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["ResultScreen", "day_of", "score_words"]


@screen
def ResultScreen(answers_id: str) -> ft.Control:
    """The score in words, never by a colour, and beside nobody else's."""
    shell = use_shell()
    door = client_door(shell)
    answers = door.measures.get(answers_id)
    if answers is None or answers not in door.measures.results():
        return _away(shell)
    p = shell.p
    score = door.measures.score(answers)
    title = answers.measure.title
    content: list[ft.Control] = [
        inset(
            texts.secondary(say("measures.result_on", title=title, day=_on(door, answers)), p.quiet)
        ),
        card(shell, _scored(shell, door, answers, score)),
        *_leads_on(shell, door, answers),
        inset(
            texts.body(say("measures.rest"), p.ink),
            texts.secondary(say("measures.alone"), p.quiet),
            ft.Container(height=4),
            texts.meta(answers.measure.attribution, p.quiet, key="attribution"),
        ),
    ]
    done = shell.act(lambda: shell.go("/measures"))
    pair = [buttons.tonal(p, say("measures.done"), done, big=True, key="result-done")]
    return form_page(shell, content, pair, back="/measures", key=answers_id)


def score_words(door: JournalDoor, answers: Answers) -> str:
    """A result in one line: "Mild, 7", "Not scored", or nothing where there is no scoring."""
    score = door.measures.score(answers)
    if score is None:
        return ""
    if score.total is None:
        return say("measures.not_scored")
    if score.band is None:
        return str(score.total)
    return say("measures.row", words=_capital(score.band.words), total=score.total)


def day_of(door: JournalDoor, day: date) -> str:
    """A day by the person's own calendar, with its year where that is another one."""
    if day.year == door.days.now().astimezone(door.days.zone()).year:
        return say("share.day", date=day.day, month=say(f"month.{day.month}"))
    return say("share.full_day", date=day.day, month=say(f"month.{day.month}"), year=day.year)


def _on(door: JournalDoor, answers: Answers) -> str:
    zone = door.days.zone()
    return dates.day(answers.authored.astimezone(zone), door.days.now().astimezone(zone))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _scored(
    shell: Shell, door: JournalDoor, answers: Answers, score: Score | None
) -> list[ft.Control]:
    p = shell.p
    if score is None:
        return [texts.question(say("measures.kept"), p.ink)]
    if score.total is None:
        return _not_scored(shell, door, answers, score)
    number = say("measures.number", total=score.total, lowest=score.lowest, highest=score.highest)
    head = _capital(score.band.words) if score.band is not None else number
    lines: list[ft.Control] = [texts.question(head, p.ink, key="score")]
    if score.band is not None:
        lines += [ft.Container(height=4), texts.body(number, p.ink, key="number")]
    lines += [ft.Container(height=8), texts.body(say("measures.snapshot"), p.quiet)]
    return lines + _changed(shell, door, answers)


def _changed(shell: Shell, door: JournalDoor, answers: Answers) -> list[ft.Control]:
    """How it compares with this person's own result before, in points."""
    found = door.measures.changed(answers)
    if found is None:
        return []
    since = found.since.astimezone(door.days.zone()).date()
    points, day = found.difference.points, day_of(door, since)
    if points == 0:
        line = say("measures.same", day=day)
    else:
        line = say("measures.less" if points < 0 else "measures.more", count=abs(points), day=day)
    if found.difference.change is not None:
        line = f"{line} {say(f'measures.change_{found.difference.change.kind.value}')}"
    return [ft.Container(height=8), texts.secondary(line, shell.p.quiet, key="changed")]


def _not_scored(
    shell: Shell, door: JournalDoor, answers: Answers, score: Score
) -> list[ft.Control]:
    """Which questions are open, in their own words; nothing is guessed for them."""
    p = shell.p
    lines: list[ft.Control] = [
        texts.question(say("measures.not_scored"), p.ink, key="score"),
        ft.Container(height=4),
        texts.body(say("measures.not_scored_line", count=len(score.open)), p.ink),
        ft.Container(height=8),
    ]
    for item in score.open:
        number = f"{item.number}. " if item.number else ""
        lines.append(texts.secondary(number + item.text, p.quiet))
    if not door.measures.can_reopen(answers):
        return lines

    async def reopen() -> None:
        await door.measures.reopen(answers.id)
        shell.changed()
        shell.go(f"/measures/{answers.measure.id}?on")

    answer = buttons.text_button(
        p, say("measures.answer_open"), shell.act(reopen), start=True, key="answer-open"
    )
    return [*lines, ft.Row([answer], wrap=True)]


def _leads_on(shell: Shell, door: JournalDoor, answers: Answers) -> list[ft.Control]:
    """The longer questionnaire that a total leads to: an offer, in the same sitting."""
    offer = door.measures.leads_on(answers)
    if offer is None:
        return []
    p = shell.p
    go = buttons.text_button(
        p,
        say("measures.to", title=offer.measure.title),
        shell.act(lambda: shell.go(f"/measures/{offer.measure.id}")),
        start=True,
        key="leads-on",
    )
    words = texts.body(say("measures.leads_on", title=offer.measure.title), p.ink)
    return [card(shell, [words, ft.Row([go], wrap=True)])]


def _away(shell: Shell) -> ft.Control:
    words = texts.body(say("measures.no_result"), shell.p.ink)
    return task_page(shell, "", scroll_column(shell, [inset(words)]), back="/measures")
