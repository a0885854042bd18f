"""The three days: sessions, what is here now, and what a person did with each prompt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from tinydb.table import Document

from journal_app import content
from journal_app.clock import Clock
from journal_app.domain import schedule as schedules
from journal_app.domain import tolerance, window
from journal_app.domain.doc import Doc
from journal_app.domain.event import Event, How
from journal_app.domain.intention import carried
from journal_app.domain.plan import Plan, Prompt
from journal_app.domain.rhythm import Rhythm
from journal_app.domain.schedule import Slot
from journal_app.domain.session import Became, Session, current_session, next_session
from journal_app.domain.stays import Stays
from journal_app.domain.times import hour_of_day, utc_text, zone_of
from journal_app.domain.tolerance import HIGHEST, LOWEST, Offer, Reading
from journal_app.ui.door.base import Room, new_id
from journal_app.ui.door.documents import Fields
from journal_app.vault.journal import Journal

__all__ = ["DaysRoom", "Later", "Today"]


@dataclass(frozen=True)
class Later:
    """A prompt that comes later: roughly when, and the hour of day whose sky its dot has."""

    slot: Slot
    when: window.When
    clock: float


@dataclass(frozen=True)
class Today:
    """All that the first screen shows.

    ``place`` is ``None`` without a session; ``first_hour`` is the local hour at hour 0 of the
    window and ``dawns`` the hours of the window at which the sun comes up.
    """

    clock: float
    weekday: int
    session: Session | None = None
    place: window.Place | None = None
    first_hour: float = 0.0
    dawns: tuple[float, ...] = ()
    here: Slot | None = None
    also: tuple[Slot, ...] = ()
    later: tuple[Later, ...] = ()


class DaysRoom(Room):
    """Sessions and the schedule that follows from them."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        super().__init__(journal, clock)
        self.plan: Plan = content.plan()
        self._sessions_table = journal.table("sessions")
        self._events_table = journal.table("events")
        self._readings_table = journal.table("readings")
        sessions = self._many(self._sessions_table, Session.from_doc)
        self._sessions = list(sessions.known.values())
        self._session_docs = {session.id: doc_id for doc_id, session in sessions.known.items()}
        self.unsure = bool(sessions.left)
        """Whether a stored session could not be read: one may be near though none is seen."""
        events = self._many(self._events_table, Event.from_doc)
        self._events = [*events.known.values(), *self._put_away(events.left)]
        self._readings = list(self._many(self._readings_table, _reading).known.values())
        self._rhythm = self._one(journal.table("rhythm"), Rhythm.from_doc)
        self.rhythm = self._rhythm.value or _default(self._rhythm.left)
        self._stays_kept = self._one(journal.table("stays"), Stays.from_doc)
        self._stays = self._stays_kept.value or Stays()

    def _put_away(self, left: Sequence[Document]) -> Iterator[Event]:
        """What is not understood of a prompt that was met: it was met, so nobody asks it again."""
        for doc in left:
            with suppress(ValueError):
                names = str(doc.get("session")), str(doc.get("slot"))
                yield Event(
                    session_id=names[0], slot_id=names[1], how=How.SKIPPED, at=self._clock.now()
                )

    # -- now --------------------------------------------------------------

    def zone(self) -> ZoneInfo:
        """The device's zone, or UTC where it is not known here."""
        try:
            return zone_of(self._clock.zone())
        except ValueError:
            return ZoneInfo("UTC")

    def now(self) -> datetime:
        """This instant, UTC."""
        return self._clock.now()

    def hour(self) -> float:
        """The local hour of day now: what the sky is asked with."""
        return hour_of_day(self.now(), self.zone())

    def sessions(self) -> tuple[Session, ...]:
        """Every session, planned, past or cancelled, in order of their start."""
        return tuple(sorted(self._sessions, key=lambda s: s.starts))

    def session(self) -> Session | None:
        """The session Today is about."""
        return current_session(self._sessions, self.now())

    def today(self) -> Today:
        """Where I am in the three days, what is here, and what comes later."""
        now = self.now()
        clock, weekday = self.hour(), now.astimezone(self.zone()).weekday()
        session = self.session()
        if session is None:
            return Today(clock, weekday)
        place = window.place(session, now)
        opens, hour = session.window.opens, timedelta(hours=1)
        slots = self.slots()
        here = schedules.here_now(slots, now)
        zone = self.zone()  # the ring stays where the session was; what comes is where I am
        return Today(
            clock,
            weekday,
            session=session,
            place=place,
            first_hour=hour_of_day(opens, session.place),
            dawns=tuple((dawn - opens) / hour for dawn in window.dawns(session)),
            here=here,
            also=schedules.also_here(slots, here),
            later=tuple(
                Later(
                    slot,
                    window.when(slot.suggested, now, zone),
                    hour_of_day(slot.suggested, zone),
                )
                for slot in schedules.coming_later(slots, most=2)
            ),
        )

    def slots(self) -> tuple[Slot, ...]:
        """Every slot of every session, as it stands now."""
        return schedules.across(
            self._sessions,
            self.plan,
            rhythm=self.rhythm,
            events=self._events,
            now=self.now(),
            stays=self._stays.arrived(str(self.zone()), self.now()),
        )

    def slot(self, name: str) -> Slot | None:
        """One slot by its key, or by its id in the newest session that has one.

        Resting ones are there too: they stay answerable.
        """
        found = [slot for slot in self.slots() if name in (slot.key, slot.id)]
        return max(found, key=lambda s: (s.open, s.session.starts), default=None)

    def prompt(self, prompt_id: str) -> Prompt | None:
        """A prompt of the plan, for the title of an answer."""
        return self.plan.prompt(prompt_id)

    # -- sessions ---------------------------------------------------------

    async def add_session(
        self,
        starts: datetime,
        ends: datetime | None = None,
        *,
        intention: str = "",
        companion: str = "",
    ) -> Session:
        """Keep a session that was, or one that is planned. Instants are UTC.

        Raises ``ValueError`` where the times do not fit each other.
        """
        session = Session(
            id=new_id(),
            starts=starts,
            ends=ends,
            zone=str(self.zone()),
            intention=intention,
            companion=companion,
        )
        doc_id = await self._write(self._sessions_table.insert, session.to_doc())
        self._session_docs[session.id] = doc_id
        self._sessions.append(session)
        return session

    async def change_session(self, session_id: str, **changes: Any) -> Session:
        """Correct a session's times or words; what was not met yet moves with it."""
        index = next(i for i, s in enumerate(self._sessions) if s.id == session_id)
        session = replace(self._sessions[index], **changes)
        doc: dict[str, Any] = session.to_doc()
        doc_ids = [self._session_docs[session_id]]
        await self._write(self._sessions_table.update, doc, None, doc_ids)
        self._sessions[index] = session
        return session

    async def settle_intention(self, session_id: str, became: Became) -> None:
        """Note what becomes of a session's intention; the next one begins with what is left of it.

        Words the next session has of its own stay: they were written for it.
        """
        session = await self.change_session(session_id, became=became)
        following = next_session(self._sessions, session)
        if following is None:
            return
        if following.intention.strip() in ("", session.intention.strip()):
            words = carried(session.intention, became)
            await self.change_session(following.id, intention=words)

    # -- the person's own day -----------------------------------------------

    async def keep_rhythm(self, rhythm: Rhythm) -> None:
        """The pace, quiet hours and bedtime from now on, or a pause of everything."""
        await self._write(self._rhythm.keep, rhythm.to_doc())
        self.rhythm = rhythm

    async def arrive(self) -> None:
        """Note where this device is now: on a journey mornings and evenings come along."""
        stays = self._stays.arrived(str(self.zone()), self.now())
        if stays != self._stays:
            await self._write(self._stays_kept.keep, stays.to_doc())
            self._stays = stays

    # -- prompts ----------------------------------------------------------

    async def meet(self, name: str, how: How) -> None:
        """Note what a person did with a prompt: answered, a word, skipped, not today.

        ``name`` as for ``slot``; where there is no such slot nothing is noted.
        """
        slot = self.slot(name)
        if slot is None:
            return
        event = Event(session_id=slot.session.id, slot_id=slot.id, how=how, at=self.now())
        await self._write(self._events_table.insert, event.to_doc())
        self._events.append(event)

    async def read(self, revved: int, far_away: int) -> Reading:
        """Keep one reading of the tolerance check."""
        reading = Reading(revved, far_away, self.now())
        doc = {"revved": revved, "far_away": far_away, "at": utc_text(reading.at)}
        await self._write(self._readings_table.insert, doc)
        self._readings.append(reading)
        return reading

    def offer(self, reading: Reading | None, prompt: Prompt | None = None) -> Offer:
        """What would be kind to offer after a reading (``None``: the check was skipped)."""
        session = self.session()
        since = None if session is None else self.now() - session.anchor
        return tolerance.offer(
            reading,
            since_end=since,
            earlier=self._readings,
            at_most=None if prompt is None else prompt.at_most,
        )

    def sections(self, written: Sequence[datetime]) -> list[window.Section | None]:
        """For each instant the section of the current session's journal, ``None`` without one."""
        session = self.session()
        return [None if session is None else window.section(session, at) for at in written]


def _default(left: Sequence[Document]) -> Rhythm:
    """The usual rhythm; who asked for a pause has it, whatever else is not understood."""
    return Rhythm(paused=any(doc.get("paused") is True for doc in left))


def _reading(doc: Fields) -> Reading:
    fields = Doc("reading", doc)
    revved = fields.whole("revved", low=LOWEST, high=HIGHEST)
    far_away = fields.whole("far_away", low=LOWEST, high=HIGHEST)
    reading = Reading(revved, far_away, fields.instant("at"))
    fields.done()
    return reading
