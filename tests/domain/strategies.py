"""Sessions, times and ways of answering for the property tests, and one session to point at."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from hypothesis import strategies as st

from journal_app.domain.event import Event, How
from journal_app.domain.plan import Pace
from journal_app.domain.quiet import QuietHours
from journal_app.domain.rhythm import Rhythm
from journal_app.domain.session import Session
from journal_app.domain.stays import Stay, Stays

SESSION_ID = "0123456789abcdef0123456789abcdef"

# tzdata carries "localtime" and the like on some systems; they are files, not places.
ZONES = sorted(name for name in available_timezones() if name not in ("localtime", "Factory"))

zones = st.sampled_from(ZONES)
instants = st.integers(788_918_400_000, 4_102_444_800_000).map(  # milliseconds, 1995 to 2100
    lambda ms: datetime.fromtimestamp(0, UTC) + timedelta(milliseconds=ms)
)
wall_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
quiet_hours = st.one_of(st.just(QuietHours()), st.builds(QuietHours, wall_times, wall_times))
paces = st.sampled_from(Pace)
hours_after_end = st.floats(-100, 400, allow_nan=False).map(lambda hours: timedelta(hours=hours))


@st.composite
def sessions(draw: st.DrawFn) -> Session:
    """Any session: any zone, with and without a known end."""
    starts = draw(instants)
    length = draw(st.none() | st.integers(0, 24 * 60).map(lambda m: timedelta(minutes=m)))
    return Session(
        id=SESSION_ID,
        starts=starts,
        ends=None if length is None else starts + length,
        zone=draw(zones),
        cancelled=False,
    )


def events(slot_ids: list[str], around: datetime) -> st.SearchStrategy[list[Event]]:
    """Anything done with these slots, at any time within some weeks of ``around``."""
    one = st.builds(
        Event,
        session_id=st.just(SESSION_ID),
        slot_id=st.sampled_from(slot_ids),
        how=st.sampled_from(How),
        at=st.integers(-30_000, 30_000).map(lambda minutes: around + timedelta(minutes=minutes)),
    )
    return st.lists(one, max_size=30)


def local(zone: str, year: int, month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """The instant at which the wall clock of ``zone`` shows year, month, day, hour, minute."""
    return datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone)).astimezone(UTC)


def tuesday() -> Session:
    """The session of the pictures: Tuesday 3 March 2026, 11:30 to 14:00, in London."""
    return Session(
        id=SESSION_ID,
        starts=local("Europe/London", 2026, 3, 3, 11, 30),
        ends=local("Europe/London", 2026, 3, 3, 14),
        zone="Europe/London",
        intention="a lamp in the hall",
        companion="Sam",
    )


def hours_in(session: Session, hours: float) -> datetime:
    """The instant that many hours after the session's end."""
    return session.anchor + timedelta(hours=hours)


rhythms = st.builds(Rhythm, paces, quiet_hours, wall_times, st.booleans())


@st.composite
def stays(draw: st.DrawFn, around: datetime) -> Stays:
    """Up to four journeys within some weeks of ``around``, perhaps back and forth."""
    moves = draw(st.lists(st.tuples(zones, st.integers(-20_000, 20_000)), max_size=4))
    return Stays(tuple(Stay(zone, around + timedelta(minutes=m)) for zone, m in moves))


@st.composite
def several_sessions(draw: st.DrawFn) -> list[Session]:
    """One to four sessions, hours to weeks apart, some of them cancelled."""
    starts = draw(instants)
    found = []
    for number in range(draw(st.integers(1, 4))):
        starts += timedelta(minutes=draw(st.integers(0, 60 * 24 * 20)))
        length = draw(st.none() | st.integers(0, 24 * 60).map(lambda m: timedelta(minutes=m)))
        found.append(
            Session(
                id=f"{number:032x}",
                starts=starts,
                ends=None if length is None else starts + length,
                zone=draw(zones),
                cancelled=draw(st.sampled_from([False, False, False, True])),
            )
        )
    return found


def events_of(ids: list[tuple[str, str]], around: datetime) -> st.SearchStrategy[list[Event]]:
    """Anything done with slots of several sessions, named by the ids of session and slot."""
    one = st.builds(
        lambda which, how, minutes: Event(
            session_id=which[0],
            slot_id=which[1],
            how=how,
            at=around + timedelta(minutes=minutes),
        ),
        st.sampled_from(ids),
        st.sampled_from(How),
        st.integers(-30_000, 30_000),
    )
    return st.lists(one, max_size=30)
