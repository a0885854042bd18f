"""The three days: sessions, what is here now, and what a person did with each prompt."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from tinydb import where
from tinydb.table import Document, Table

from journal_app import content
from journal_app.clock import Clock
from journal_app.domain import schedule as schedules
from journal_app.domain import tolerance, window
from journal_app.domain.event import Event, How
from journal_app.domain.intention import carried
from journal_app.domain.plan import Plan, Prompt
from journal_app.domain.rhythm import Rhythm
from journal_app.domain.schedule import Slot
from journal_app.domain.session import Became, Session, current_session, next_session
from journal_app.domain.stays import Stays
from journal_app.domain.times import hour_of_day, utc_text, zone_of
from journal_app.domain.tolerance import Offer, Reading
from journal_app.ui.door.base import Room, new_id
from journal_app.vault.journal import Journal

__all__ = ["DaysRoom", "Later", "Today"]

T = TypeVar("T")


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
        self._rhythm_table = journal.table("rhythm")
        self._stays_table = journal.table("stays")
        self._sessions = [Session.from_doc(dict(d)) for d in self._sessions_table.all()]
        self._events = [Event.from_doc(dict(d)) for d in self._events_table.all()]
        self._readings = [_reading(dict(d)) for d in self._readings_table.all()]
        self.rhythm = _one(self._rhythm_table, Rhythm.from_doc) or Rhythm()
        self._stays = _one(self._stays_table, Stays.from_doc) or Stays()

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
        await self._write(self._sessions_table.insert, session.to_doc())
        self._sessions.append(session)
        return session

    async def change_session(self, session_id: str, **changes: Any) -> Session:
        """Correct a session's times or words; what was not met yet moves with it."""
        index = next(i for i, s in enumerate(self._sessions) if s.id == session_id)
        session = replace(self._sessions[index], **changes)
        doc: dict[str, Any] = session.to_doc()
        await self._write(self._sessions_table.update, doc, where("id") == session_id)
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
        await self._write(self._rhythm_table.upsert, Document(rhythm.to_doc(), 1))
        self.rhythm = rhythm

    async def arrive(self) -> None:
        """Note where this device is now: on a journey mornings and evenings come along."""
        stays = self._stays.arrived(str(self.zone()), self.now())
        if stays != self._stays:
            await self._write(self._stays_table.upsert, Document(stays.to_doc(), 1))
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


def _one(table: Table, read: Callable[[object], T]) -> T | None:
    """What the one document of a table says, ``None`` where there is none yet."""
    found = table.get(doc_id=1)
    return read(dict(found)) if isinstance(found, dict) else None


def _reading(doc: dict[str, Any]) -> Reading:
    return Reading(int(doc["revved"]), int(doc["far_away"]), datetime.fromisoformat(str(doc["at"])))
