"""Measures: what may be taken now, every answer kept at once, results, and the day after.

Answers lie in the table ``measures`` as FHIR ``QuestionnaireResponse`` documents, finished or not.
Beside them one note says what was asked for (opt-in), whether the day after may be mentioned, and
up to which answer the support page was left: the page is due from what is stored alone, so that
neither locking nor a dead battery ever leads past it to a score.
"""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from tinydb.table import Document

from journal_app import content
from journal_app.clock import Clock
from journal_app.domain.measure import Item, Measure
from journal_app.domain.measure_answers import (
    Answers,
    Given,
    Status,
    continued,
    from_fhir,
    to_fhir,
)
from journal_app.domain.measure_rules import CLOCK_SLACK, Taken, WhyNot, why_not
from journal_app.domain.measure_scoring import Difference, Score, difference, score, way_on
from journal_app.domain.measure_support import (
    Raised,
    SupportPage,
    after_answer,
    check_due,
    raised,
)
from journal_app.domain.times import parse_utc, utc_text
from journal_app.ui.door.base import Room, new_id
from journal_app.ui.door.days import DaysRoom
from journal_app.ui.door.entries import EntriesRoom
from journal_app.ui.door.measure_notes import notes_of, wishes_of
from journal_app.vault.journal import Journal

__all__ = ["Changed", "MeasuresRoom", "Offer"]


@dataclass(frozen=True)
class Offer:
    """One measure as it stands now.

    ``why_not`` is ``None`` where it may be taken, and ``again`` the person's own day from which it
    can be, where that is known. ``begun`` are answers that were not finished, ``last`` when it was
    finished last (UTC).
    """

    measure: Measure
    why_not: WhyNot | None = None
    again: date | None = None
    begun: Answers | None = None
    last: datetime | None = None


@dataclass(frozen=True)
class Changed:
    """What changed since the scored result before it, which was finished at ``since`` (UTC)."""

    difference: Difference
    since: datetime


class MeasuresRoom(Room):
    """Take a measure, one item after the other, and look at what came of it."""

    def __init__(
        self, journal: Journal, clock: Clock, days: DaysRoom, entries: EntriesRoom
    ) -> None:
        super().__init__(journal, clock)
        self._days, self._entries = days, entries
        self._table = journal.table("measures")
        self._one_write = asyncio.Lock()
        self._answers: dict[str, Answers] = {}
        self._doc_ids: dict[str, int] = {}
        self.unread = 0
        """How many stored answers belong to a measure that is not known here; they stay stored."""
        by_canonical = {each.canonical: each for each in content.measures().values()}
        for doc in self._table.all():
            self._take_in(doc, by_canonical.get(str(doc.get("questionnaire"))))
        self._noted = self._one(journal.table("measure_notes"), notes_of)
        self._notes = self._noted.value or wishes_of(self._noted.left)

    def _take_in(self, doc: Document, measure: Measure | None) -> None:
        try:
            if measure is None:
                raise ValueError("a measure that is not known here")
            answers = from_fhir(measure, doc)
        except ValueError:
            self.unread += 1
            return
        self._answers[answers.id] = answers
        self._doc_ids[answers.id] = doc.doc_id

    # -- what may be taken ------------------------------------------------

    def offers(self) -> tuple[Offer, ...]:
        """Every measure, in the order of the content."""
        return tuple(self._offer(measure) for measure in content.measures().values())

    def offer(self, measure_id: str) -> Offer | None:
        """One measure, or ``None`` where there is none of that id."""
        measure = content.measures().get(measure_id)
        return None if measure is None else self._offer(measure)

    def _offer(self, measure: Measure) -> Offer:
        reason = self._why_not(measure)
        newest = self._newest(measure)
        latest = self._clock.now() + CLOCK_SLACK
        done = [e.at for e in self._taken() if e.measure == measure.id and e.at <= latest]
        return Offer(
            measure,
            reason,
            self._again(measure, reason),
            newest if newest is not None and newest.status is Status.IN_PROGRESS else None,
            done[0] if done else None,
        )

    def _why_not(self, measure: Measure) -> WhyNot | None:
        before = self._leading_to(measure)
        reason = why_not(
            measure,
            now=self._clock.now(),
            zone=self._days.zone(),
            sessions=self._days.sessions(),
            taken=self._taken(),
            created=self._created(),
            opted_in=self.asked_for(measure.id),
            going_on_from=None if before is None else before.measure,
        )
        # A session that could not be read may be near: a measure can wait.
        return WhyNot.UNSURE if reason is None and self._days.unsure else reason

    def _taken(self) -> list[Taken]:
        return [Taken(each.measure.id, each.authored) for each in self.results()]

    def _created(self) -> datetime:
        """When the journal began: the first thing that was kept in it, or now if nothing was.

        Nothing notes the creation itself; a first day that begins with the first word is as kind.
        """
        kept = [each.authored for each in self._answers.values()]
        first = self._entries.first_written()
        return min([*kept, *([first] if first else [])], default=self._clock.now())

    def _again(self, measure: Measure, reason: WhyNot | None) -> date | None:
        zone = self._days.zone()
        closes = self._window_closes()
        if reason in (WhyNot.IN_SESSION, WhyNot.IN_WINDOW) and closes is not None:
            return closes.astimezone(zone).date()
        if reason is WhyNot.NOT_YET_AGAIN:
            latest = self._clock.now() + CLOCK_SLACK
            own = [e.at for e in self._taken() if e.measure == measure.id and e.at <= latest]
            return max(own).astimezone(zone).date() + measure.every
        return None

    def _window_closes(self) -> datetime | None:
        """When the last session or window that is open now is over; ``None`` outside of them."""
        now = self._clock.now()
        closes = [
            s.window.closes
            for s in self._days.sessions()
            if not s.cancelled and s.starts <= now < s.window.closes
        ]
        return max(closes, default=None)

    def _newest(self, measure: Measure) -> Answers | None:
        """The answers that were given last; what a wrong clock dated ahead comes after all else."""
        latest = self._clock.now() + CLOCK_SLACK
        own = [a for a in self._answers.values() if a.measure.id == measure.id and a.given]
        return max(own, key=lambda a: (a.authored <= latest, a.authored, a.id), default=None)

    def _leading_to(self, measure: Measure) -> Answers | None:
        """The result whose total is the way on to this measure, while nothing came after it."""
        for each in self.results():
            goes_on = each.measure.goes_on
            if goes_on is not None and goes_on.measure == measure.id:
                return each if way_on(each.measure, each) else None
        return None

    # -- asking for one ---------------------------------------------------

    def asked_for(self, measure_id: str) -> bool:
        """Whether the person asked for a measure that is only there for who asks."""
        return measure_id in self._notes.get("asked_for", [])

    async def ask_for(self, measure_id: str, *, wanted: bool = True) -> None:
        """Ask for it, or let it go again; its results stay either way."""
        others = [each for each in self._notes.get("asked_for", []) if each != measure_id]
        await self._note(asked_for=[*others, measure_id] if wanted else others)

    # -- taking one -------------------------------------------------------

    def get(self, answers_id: str) -> Answers | None:
        """Answers by their id, finished or not."""
        return self._answers.get(answers_id)

    async def begin(self, measure_id: str, *, anew: bool = False) -> Answers | None:
        """Go on with what was begun, or begin (``anew``: whatever was begun); ``None`` if it rests.

        What is begun before the first answer is only in memory: nobody answered anything yet.
        """
        offer = self.offer(measure_id)
        if offer is None or offer.why_not is not None:
            return None
        if offer.begun is not None and not anew:
            return offer.begun
        before, now = self._leading_to(offer.measure), self._clock.now()
        if before is None or not self._today(before):
            fresh = Answers(id=new_id(), measure=offer.measure, authored=now)
        else:
            fresh = continued(before, offer.measure, new_id=new_id(), at=now)
        self._answers[fresh.id] = fresh
        return fresh

    async def answer(self, answers_id: str, item: Item, given: Given | None) -> Answers:
        """Keep one answer (``None``: the item stays open); it is durable when this returns.

        The answer that opens the support page opens it even where the disk refuses to keep it.
        Raises ``ValueError`` for an answer the item does not have, and what the vault raises.
        """
        async with self._one_write:
            now = self._clock.now()
            answered = self._answers[answers_id].answer(item.id, given, at=now)
            opens = answered.measure.opens_support
            if opens is None or item.id != opens.item:
                return await self._keep(answered)
            self._answers[answers_id] = answered
            await self._keep(answered)
            left = self._left(answered) if self.support_page(answered) is None else None
            await self._note(raised=self._raised_at(answered, now), **(left or {}))
            return answered

    async def finish(self, answers_id: str) -> Answers:
        """No more answers for now: they become a result, whichever items stay open."""
        async with self._one_write:
            return await self._keep(replace(self._answers[answers_id], status=Status.COMPLETED))

    def can_reopen(self, answers: Answers) -> bool:
        """Whether open items can still be answered: on the same day, and not within a window."""
        resting = self._days.unsure or self._window_closes() is not None
        return self._today(answers) and bool(answers.open) and not resting

    def _today(self, answers: Answers) -> bool:
        zone = self._days.zone()
        return answers.authored.astimezone(zone).date() == self._clock.now().astimezone(zone).date()

    async def reopen(self, answers_id: str) -> None:
        """Take a result up again, to answer what was left open."""
        async with self._one_write:
            answers = self._answers[answers_id]
            if self.can_reopen(answers):
                await self._keep(replace(answers, status=Status.IN_PROGRESS))

    async def _keep(self, answers: Answers) -> Answers:
        doc = to_fhir(answers)
        doc_id = self._doc_ids.get(answers.id)

        def put(stored: MutableMapping[str, Any]) -> None:
            stored.clear()  # a field that is no longer there must not stay
            stored.update(doc)

        if doc_id is None:
            self._doc_ids[answers.id] = await self._write(self._table.insert, doc)
        else:
            await self._write(self._table.update, put, None, [doc_id])
        self._answers[answers.id] = answers
        return answers

    # -- the support page -------------------------------------------------

    def support_page(self, answers: Answers) -> SupportPage | None:
        """The page that comes before anything else: before the next item, and before any score."""
        opens = answers.measure.opens_support
        if opens is None:
            return None
        left = self._notes.get("left", {}).get(answers.id)
        return after_answer(answers.measure, opens.item, answers.given.get(opens.item), before=left)

    async def leave_support(self, answers_id: str) -> None:
        """The page was seen, and left by any of its ways or by "Not now".

        It is left even where the disk refuses to note it; then it comes once more another time.
        """
        async with self._one_write:
            left = self._left(self._answers[answers_id])
            self._notes |= left
            await self._note(**left)

    def _left(self, answers: Answers) -> dict[str, Any]:
        """The note up to which answer the page was left: more than that opens it again."""
        opens = answers.measure.opens_support
        left = {k: v for k, v in self._notes.get("left", {}).items() if k != answers.id}
        if opens is not None and raised(answers) is not None:
            left[answers.id] = answers.given[opens.item]
        return {"left": left}

    def _raised_at(self, answers: Answers, now: datetime) -> dict[str, str]:
        """When each answer was given that opened the page, by the id of its answers."""
        others = {k: v for k, v in self._notes.get("raised", {}).items() if k != answers.id}
        return others if raised(answers) is None else {**others, answers.id: utc_text(now)}

    # -- results ----------------------------------------------------------

    def results(self) -> tuple[Answers, ...]:
        """What was finished, the newest first."""
        done = [each for each in self._answers.values() if each.status is Status.COMPLETED]
        return tuple(sorted(done, key=lambda each: (each.authored, each.id), reverse=True))

    def score(self, answers: Answers) -> Score | None:
        """The score of a result, or ``None``: no scoring, not finished, or support comes first."""
        if answers.status is not Status.COMPLETED or self.support_page(answers) is not None:
            return None
        return score(answers.measure, answers)

    def changed(self, answers: Answers) -> Changed | None:
        """What changed since the result of the same measure before it, where both have a total."""
        own = [each for each in self.results() if each.measure == answers.measure]
        earlier = own[own.index(answers) + 1 :] if answers in own else []
        now = self.score(answers)
        for each in earlier:
            then = self.score(each)
            if now is not None and then is not None and then.total is not None:
                found = difference(answers.measure, then, now)
                return None if found is None else Changed(found, each.authored)
        return None

    def leads_on(self, answers: Answers) -> Offer | None:
        """The measure this result is the way on to, where it may be taken now."""
        target = way_on(answers.measure, answers)
        offer = None if target is None or not self._today(answers) else self.offer(target)
        return offer if offer is not None and offer.why_not is None else None

    # -- the day after ----------------------------------------------------

    @property
    def asks_day_after(self) -> bool:
        """Whether the one line of the day after may come."""
        return not self._notes.get("no_day_after", False)

    async def ask_day_after(self, *, wanted: bool) -> None:
        """Let the line come, or never again."""
        await self._note(no_day_after=not wanted)

    def day_after(self) -> Raised | None:
        """What the line of the day after is about, if it is due."""
        at = self._notes.get("raised", {})
        found = [raised(each) for each in self._answers.values()]
        noted = [
            replace(each, at=parse_utc(at[each.answers])) if each.answers in at else each
            for each in found
            if each is not None
        ]
        return check_due(
            noted,
            now=self._clock.now(),
            zone=self._days.zone(),
            checked=self._notes.get("checked", []),
            opted_out=not self.asks_day_after,
        )

    async def day_after_answered(self) -> None:
        """The line was answered, whichever way: it is not said again."""
        due = self.day_after()
        if due is not None:
            await self._note(checked=[*self._notes.get("checked", []), due.answers])

    async def _note(self, **fields: Any) -> None:
        notes = {**self._notes, **fields}
        await self._write(self._noted.keep, notes)
        self._notes = notes
