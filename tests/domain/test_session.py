"""The session's own times, what is refused, and how it is stored."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.session import Became, Session, current_session, next_session
from tests.domain.strategies import SESSION_ID, hours_in, local, sessions, tuesday


@given(sessions())
def test_the_window_is_72_elapsed_hours_from_the_end(session: Session) -> None:
    assert session.window.opens == (session.ends or session.starts + timedelta(hours=3))
    assert session.window.closes - session.window.opens == timedelta(hours=72)
    assert session.window.opens.tzinfo is UTC


@pytest.mark.parametrize(
    ("zone", "ends", "wall_at_closing"),
    [
        # clocks go forward an hour, back an hour, back for Ramadan, half an hour, over a whole day
        ("Europe/London", (2026, 3, 28, 14), "2026-03-31 15:00"),
        ("America/New_York", (2026, 10, 31, 14), "2026-11-03 13:00"),
        ("Africa/Casablanca", (2026, 2, 14, 14), "2026-02-17 13:00"),
        ("Australia/Lord_Howe", (2026, 4, 4, 14), "2026-04-07 13:30"),
        ("Pacific/Apia", (2011, 12, 28, 14), "2012-01-01 14:00"),
    ],
)
def test_the_wall_clock_may_jump_and_the_window_does_not(
    zone: str, ends: tuple[int, int, int, int], wall_at_closing: str
) -> None:
    end = local(zone, *ends)
    session = Session(id=SESSION_ID, starts=end - timedelta(hours=2), ends=end, zone=zone)
    assert session.window.closes - session.window.opens == timedelta(hours=72)
    assert (
        session.window.closes.astimezone(session.place).strftime("%Y-%m-%d %H:%M")
        == wall_at_closing
    )


def test_the_window_holds_its_opening_and_not_its_closing() -> None:
    session = tuesday()
    tick = timedelta(microseconds=1)
    assert not session.window.holds(session.anchor - tick)
    assert session.window.holds(session.anchor)
    assert session.window.holds(hours_in(session, 72) - tick)
    assert not session.window.holds(hours_in(session, 72))


@given(
    sessions(),
    st.text(max_size=50),
    st.text(max_size=50),
    st.booleans(),
    st.none() | st.sampled_from(Became),
)
def test_what_is_stored_comes_back(
    session: Session, wish: str, who: str, cancelled: bool, became: Became | None
) -> None:
    full = Session(
        id=session.id,
        starts=session.starts,
        ends=session.ends,
        zone=session.zone,
        intention=wish,
        companion=who,
        cancelled=cancelled,
        became=became,
    )
    assert Session.from_doc(full.to_doc()) == full


def test_a_session_stored_before_there_was_an_arc_is_read() -> None:
    doc = tuesday().to_doc()
    del doc["became"]
    assert Session.from_doc(doc) == tuesday()


@pytest.mark.parametrize(
    "change",
    [
        {"id": "not an id"},
        {"v": 2},
        {"v": None},
        {"starts": "2026-03-03T14:00:00+01:00"},
        {"starts": "2026-13-03T14:00:00Z"},
        {"starts": "1812-03-03T14:00:00Z"},
        {"starts": 5},
        {"ends": "2026-03-03T10:00:00Z"},
        {"ends": "2026-03-05T10:00:00Z"},
        {"zone": "Europe"},
        {"zone": "../../etc/passwd"},
        {"zone": "Europe/Atlantis"},
        {"intention": None},
        {"intention": "secret" * 10_000},
        {"cancelled": 1},
        {"became": "secret"},
        {"secret": "secret"},
    ],
)
def test_a_stored_session_that_does_not_fit_is_refused_without_its_words(
    change: dict[str, object],
) -> None:
    doc = tuesday().to_doc() | change
    with pytest.raises(ValueError, match="session") as refused:
        Session.from_doc(doc)
    for words in ("lamp", "Sam", "secret", "passwd"):
        assert words not in str(refused.value)


@pytest.mark.parametrize("doc", [None, [], "text", 3, {1: 2}])
def test_what_is_not_a_document_is_refused(doc: object) -> None:
    with pytest.raises(ValueError, match="session"):
        Session.from_doc(doc)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        Session(id=SESSION_ID, starts=tuesday().starts.replace(tzinfo=None), zone="UTC")


def _at(day: int, *, cancelled: bool = False) -> Session:
    starts = datetime(2026, 3, day, 10, tzinfo=UTC)
    name = f"{day:032x}"
    return Session(id=name, starts=starts, zone="UTC", cancelled=cancelled)


def test_today_is_about_the_open_window_then_the_near_one_then_the_last() -> None:
    first, second = _at(3), _at(7)
    both = [second, first]
    assert current_session([], first.starts) is None
    assert current_session(both, first.starts - timedelta(days=20)) is first
    assert current_session(both, first.window.closes - timedelta(seconds=1)) is first
    assert current_session(both, second.starts - timedelta(hours=37)) is first
    assert current_session(both, second.starts - timedelta(hours=12)) is second
    assert current_session(both, second.starts + timedelta(days=90)) is second


def test_preparing_for_the_next_session_does_not_close_an_open_window() -> None:
    first, soon = _at(3), _at(6)
    assert soon.starts - timedelta(hours=5) < first.window.closes
    assert current_session([first, soon], soon.starts - timedelta(hours=5)) is first
    assert current_session([first, soon], soon.starts) is soon


def test_of_two_open_windows_the_newer_session_is_the_one() -> None:
    first, second = _at(3), _at(4)
    assert current_session([second, first], second.starts - timedelta(seconds=1)) is first
    assert current_session([second, first], second.starts) is second
    long = Session(id="a" * 32, starts=_at(3).starts, ends=hours_in(_at(3), 18), zone="UTC")
    short = Session(id="b" * 32, starts=hours_in(_at(3), 1), ends=hours_in(_at(3), 2), zone="UTC")
    assert short.window.closes < long.window.closes
    assert current_session([long, short], short.window.closes) is long


def test_a_cancelled_session_is_passed_over() -> None:
    first, cancelled, third = _at(3), _at(5, cancelled=True), _at(9)
    everything = [third, cancelled, first]
    assert current_session(everything, cancelled.starts) is first
    assert next_session(everything, first) is third
    assert next_session(everything, third) is None
