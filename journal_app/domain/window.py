"""Where am I: the place in the 72 hours, the dawns, the sections of the journal, rough times.

Everything here answers with keys; the words are looked up elsewhere. The sun of this program
rises at 6:00 on the wall clock everywhere (design): the sky is a way of telling, not astronomy.

The ring and the sections stay in the session's own zone, also for somebody who has travelled on:
three dawns belong to one session, and a page of the journal does not move with a plane. Rough
times ("this evening") are about a person's own day: ``when`` is asked with the zone they are in.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from journal_app.domain.session import WINDOW, Session
from journal_app.domain.times import as_utc, clock_times, hour_of_day

SUNRISE = time(6, 0)
SUNRISE_HOUR = 6.0
HOURS = 72

_DAWN_FROM, _DAY_FROM, _LATE_FROM, _NIGHT_FROM = 5.3, 8.8, 16.0, 20.5
_ONE_HOUR = timedelta(hours=1)


class Sky(StrEnum):
    """The phase of the day, for the head, the disk and the pacer."""

    NIGHT = "night"
    DAWN = "dawn"
    DAY = "day"
    LATE = "late"


def sky_at(hour: float) -> Sky:
    """The phase at an hour of the wall clock, 0 <= hour < 24."""
    if hour < _DAWN_FROM or hour >= _NIGHT_FROM:
        return Sky.NIGHT
    if hour < _DAY_FROM:
        return Sky.DAWN
    return Sky.DAY if hour < _LATE_FROM else Sky.LATE


class Phase(StrEnum):
    """The place in words, as keys of the words: what stands in the middle of the ring."""

    BEFORE = "before"
    IN_SESSION = "in_session"
    SESSION_DAY = "session_day"
    FIRST_NIGHT = "first_night"
    FIRST_DAWN = "first_dawn"
    AFTER_FIRST_DAWN = "after_first_dawn"
    SECOND_NIGHT = "second_night"
    SECOND_DAWN = "second_dawn"
    AFTER_SECOND_DAWN = "after_second_dawn"
    THIRD_NIGHT = "third_night"
    THIRD_DAWN = "third_dawn"
    AFTER_THIRD_DAWN = "after_third_dawn"
    AFTER = "after"


_NIGHTS = (Phase.FIRST_NIGHT, Phase.SECOND_NIGHT, Phase.THIRD_NIGHT, Phase.AFTER_THIRD_DAWN)
_DAWNS = (Phase.FIRST_DAWN, Phase.SECOND_DAWN, Phase.THIRD_DAWN, Phase.AFTER_THIRD_DAWN)
_DAYS = (
    Phase.SESSION_DAY,
    Phase.AFTER_FIRST_DAWN,
    Phase.AFTER_SECOND_DAWN,
    Phase.AFTER_THIRD_DAWN,
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a moment lies in a session's window.

    ``hours`` is elapsed since E as a fraction, kept within 0 and 72 (for the ring's marker);
    ``hour`` is the whole hour of it. ``weekday`` is 0 for Monday to 6 for Sunday and ``clock`` the
    hour of the wall clock with its fraction, both in the session's zone.
    """

    phase: Phase
    hours: float
    inside: bool
    weekday: int
    clock: float
    sky: Sky

    @property
    def hour(self) -> int:
        """Whole hours since the session's end, 0 to 72."""
        return int(self.hours)


def place(session: Session, now: datetime) -> Place:
    """Where ``now`` (aware) lies in the session's window."""
    now = as_utc(now)
    zone, window = session.place, session.window
    clock = hour_of_day(now, zone)
    return Place(
        phase=_phase(session, now, clock),
        hours=min(max((now - window.opens) / _ONE_HOUR, 0.0), float(HOURS)),
        inside=window.holds(now),
        weekday=now.astimezone(zone).weekday(),
        clock=clock,
        sky=sky_at(clock),
    )


def _phase(session: Session, now: datetime, clock: float) -> Phase:
    window = session.window
    if now < window.opens:
        return Phase.BEFORE if now < session.starts else Phase.IN_SESSION
    if now >= window.closes:
        return Phase.AFTER
    risen = len(_sunrises(session, now))
    sky = sky_at(clock)
    if sky is Sky.NIGHT:
        return _NIGHTS[min(risen, 3)]
    if sky is Sky.DAWN:
        if clock < SUNRISE_HOUR:
            return _DAWNS[min(risen, 3)]
        # A session that ended after this morning's sunrise has no dawn behind it yet.
        return _DAWNS[min(risen, 4) - 1] if risen else Phase.SESSION_DAY
    return _DAYS[min(risen, 3)]


def _sunrises(session: Session, until: datetime) -> tuple[datetime, ...]:
    """Sunrises after E, up to and with ``until``."""
    return tuple(
        t for t in clock_times(SUNRISE, session.place, session.anchor, until) if t > session.anchor
    )


def dawns(session: Session) -> tuple[datetime, ...]:
    """The dawns within the window, UTC, in order: three.

    Two only where the clocks went back in between and the third comes up to an hour after it.
    """
    return _sunrises(session, session.window.closes)[:3]


class Section(StrEnum):
    """Where the journal puts a moment, as keys of the words."""

    BEFORE = "before"
    SESSION_DAY = "session_day"
    DAWN_1 = "dawn_1"
    DAWN_2 = "dawn_2"
    DAWN_3 = "dawn_3"
    LATER = "later"


_DAWN_SECTIONS = (Section.DAWN_1, Section.DAWN_2, Section.DAWN_3, Section.LATER)


def section(session: Session, written: datetime) -> Section:
    """The section of the journal in which something written then stands.

    Days run from sunrise to sunrise, so 3 a.m. still belongs to the evening before. The session
    day begins with the sunrise before the session, and the third dawn's day lasts until the
    fourth sunrise, which may be after the window.
    """
    written = as_utc(written)
    begins = clock_times(
        SUNRISE, session.place, session.starts - timedelta(hours=50), session.starts
    )
    if begins and written < begins[-1]:
        return Section.BEFORE
    after = _sunrises(session, session.anchor + WINDOW + timedelta(hours=50))[:4]
    risen = sum(1 for sunrise in after if sunrise <= written)
    return _DAWN_SECTIONS[risen - 1] if risen else Section.SESSION_DAY


class Rough(StrEnum):
    """A rough time ahead, as keys of the words. Never a time of the clock."""

    SOON = "soon"
    THIS_MORNING = "this_morning"
    IN_THE_MORNING = "in_the_morning"
    THIS_AFTERNOON = "this_afternoon"
    THIS_EVENING = "this_evening"
    TONIGHT = "tonight"
    TOMORROW_MORNING = "tomorrow_morning"
    TOMORROW = "tomorrow"
    TOMORROW_EVENING = "tomorrow_evening"
    TOMORROW_NIGHT = "tomorrow_night"
    IN_DAYS = "in_days"


@dataclass(frozen=True, slots=True)
class When:
    """A rough time; ``days`` is the number for ``IN_DAYS`` (2 or more), else 0 or 1."""

    rough: Rough
    days: int


_TODAY = (Rough.THIS_MORNING, Rough.THIS_AFTERNOON, Rough.THIS_EVENING, Rough.TONIGHT)
_TOMORROW = (
    Rough.TOMORROW_MORNING,
    Rough.TOMORROW,
    Rough.TOMORROW_EVENING,
    Rough.TOMORROW_NIGHT,
)
_NIGHT_ENDS = 5
_PARTS = (12, 17, 22)


def when(then: datetime, now: datetime, zone: ZoneInfo) -> When:
    """How a person would say when ``then`` is. Up to an hour ahead, or past, is ``SOON``."""
    then, now = as_utc(then), as_utc(now)
    if then - now < _ONE_HOUR:
        return When(Rough.SOON, 0)
    wall, wall_now = then.astimezone(zone), now.astimezone(zone)
    # The small hours belong to the night that began the day before.
    small_hours = wall.hour < _NIGHT_ENDS
    days = (wall.date() - wall_now.date()).days - (1 if small_hours else 0)
    part = 3 if small_hours else sum(1 for ends in _PARTS if wall.hour >= ends)
    if days >= 2:
        return When(Rough.IN_DAYS, days)
    if days == 1:
        return When(_TOMORROW[part], 1)
    if part == 0 and wall_now.hour < _NIGHT_ENDS:
        return When(Rough.IN_THE_MORNING, 0)
    return When(_TODAY[part], 0)
