"""Where am I: the words of the pictures hour by hour, the dawns, the sections, rough times."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from journal_app.domain.session import Session
from journal_app.domain.times import at_local
from journal_app.domain.window import (
    Phase,
    Rough,
    Section,
    Sky,
    When,
    dawns,
    place,
    section,
    sky_at,
    when,
)
from tests.domain.strategies import (
    SESSION_ID,
    hours_after_end,
    hours_in,
    instants,
    local,
    sessions,
    tuesday,
    zones,
)

LONDON = ZoneInfo("Europe/London")


def ended(zone: str, year: int, month: int, day: int, hour: int, minute: int = 0) -> Session:
    end = local(zone, year, month, day, hour, minute)
    return Session(id=SESSION_ID, starts=end - timedelta(hours=2), ends=end, zone=zone)


@pytest.mark.parametrize(
    ("hours", "phase"),
    [
        (-50, Phase.BEFORE),
        (-2.5, Phase.IN_SESSION),
        (0, Phase.SESSION_DAY),
        (6.4, Phase.SESSION_DAY),
        (6.5, Phase.FIRST_NIGHT),  # Tuesday 20:30
        (13, Phase.FIRST_NIGHT),  # Wednesday 3:00
        (15.5, Phase.FIRST_DAWN),  # 5:30
        (16, Phase.FIRST_DAWN),  # as in the pictures of the sky's phases
        (18.9, Phase.AFTER_FIRST_DAWN),
        (22, Phase.AFTER_FIRST_DAWN),
        (27, Phase.AFTER_FIRST_DAWN),
        (37, Phase.SECOND_NIGHT),
        (40, Phase.SECOND_DAWN),
        (46, Phase.AFTER_SECOND_DAWN),
        (60, Phase.THIRD_NIGHT),
        (64, Phase.THIRD_DAWN),
        (71.9, Phase.AFTER_THIRD_DAWN),
        (72, Phase.AFTER),
        (500, Phase.AFTER),
    ],
)
def test_the_place_in_words(hours: float, phase: Phase) -> None:
    session = tuesday()
    there = place(session, hours_in(session, hours))
    assert there.phase is phase
    assert there.inside is (0 <= hours < 72)
    assert there.hour == int(min(max(hours, 0), 72))


def test_the_place_tells_the_day_and_the_sky() -> None:
    there = place(tuesday(), hours_in(tuesday(), 37))
    assert (there.weekday, there.clock, there.sky) == (3, 3.0, Sky.NIGHT)
    assert there.hours == 37.0


@pytest.mark.parametrize(
    ("hour", "sky"),
    [
        (0, Sky.NIGHT),
        (5.29, Sky.NIGHT),
        (5.3, Sky.DAWN),
        (8.79, Sky.DAWN),
        (8.8, Sky.DAY),
        (15.99, Sky.DAY),
        (16, Sky.LATE),
        (20.49, Sky.LATE),
        (20.5, Sky.NIGHT),
        (23.99, Sky.NIGHT),
    ],
)
def test_the_phases_of_the_sky(hour: float, sky: Sky) -> None:
    assert sky_at(hour) is sky


def test_a_session_that_ends_just_after_sunrise_counts_the_next_dawn_as_its_first() -> None:
    session = ended("Europe/London", 2026, 3, 3, 7)
    assert place(session, hours_in(session, 0.5)).phase is Phase.SESSION_DAY
    assert place(session, hours_in(session, 23.5)).phase is Phase.FIRST_DAWN
    assert place(session, hours_in(session, 71.5)).phase is Phase.THIRD_DAWN


def test_a_session_that_ends_in_the_small_hours_has_its_first_dawn_soon() -> None:
    session = ended("Europe/London", 2026, 3, 3, 3)
    assert place(session, session.anchor).phase is Phase.FIRST_NIGHT
    assert place(session, hours_in(session, 2.5)).phase is Phase.FIRST_DAWN
    assert place(session, hours_in(session, 70)).phase is Phase.AFTER_THIRD_DAWN


@given(sessions(), hours_after_end)
def test_every_moment_has_a_place_and_a_section(session: Session, since: timedelta) -> None:
    now = session.anchor + since
    there = place(session, now)
    assert 0 <= there.hours <= 72
    assert 0 <= there.clock < 24
    assert there.inside == (timedelta(0) <= since < timedelta(hours=72))
    assert section(session, now) in Section


@given(sessions())
def test_places_and_sections_only_go_forward(session: Session) -> None:
    sections, phases = list(Section), list(Phase)
    moments = [hours_in(session, quarter / 4) for quarter in range(-8, 4 * 120)]
    found = [sections.index(section(session, moment)) for moment in moments]
    assert found == sorted(found)
    named = [phases.index(place(session, moment).phase) for moment in moments]
    assert named == sorted(named)


@given(sessions())
def test_the_dawns_lie_in_the_window_a_day_apart(session: Session) -> None:
    found = dawns(session)
    assert len(found) in (2, 3)
    assert all(session.anchor < dawn <= session.window.closes for dawn in found)
    assert [dawn - session.anchor for dawn in found] == sorted({d - session.anchor for d in found})


@pytest.mark.parametrize(
    ("session", "hours"),
    [
        (tuesday(), [16, 40, 64]),
        (ended("Europe/London", 2026, 3, 28, 14), [15, 39, 63]),
        (ended("America/New_York", 2026, 10, 31, 14), [17, 41, 65]),
        (ended("Africa/Casablanca", 2026, 2, 14, 14), [17, 41, 65]),
        (ended("Australia/Lord_Howe", 2026, 4, 4, 14), [16.5, 40.5, 64.5]),
        (ended("Pacific/Apia", 2011, 12, 28, 14), [16, 40, 64]),
        (ended("Europe/London", 2026, 3, 3, 6), [24, 48, 72]),  # ended with the sunrise
        (ended("Europe/London", 2026, 10, 24, 6, 30), [24.5, 48.5]),  # a third at hour 72.5
        (ended("Europe/London", 2026, 3, 28, 5, 30), [0.5, 23.5, 47.5]),  # and one at 71.5
    ],
)
def test_the_dawns_by_name(session: Session, hours: list[float]) -> None:
    assert list(dawns(session)) == [hours_in(session, h) for h in hours]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        (-8.1, Section.BEFORE),  # Tuesday 5:54
        (-8, Section.SESSION_DAY),
        (15.9, Section.SESSION_DAY),  # Wednesday before sunrise
        (16, Section.DAWN_1),
        (39.9, Section.DAWN_1),
        (40, Section.DAWN_2),
        (64, Section.DAWN_3),
        (72, Section.DAWN_3),
        (87.9, Section.DAWN_3),
        (88, Section.LATER),
        (3000, Section.LATER),
    ],
)
def test_the_sections_of_the_journal(hours: float, expected: Section) -> None:
    assert section(tuesday(), hours_in(tuesday(), hours)) is expected


@pytest.mark.parametrize(
    ("now", "then", "expected"),
    [
        ((4, 17), (4, 17, 59), When(Rough.SOON, 0)),
        ((4, 17), (4, 18), When(Rough.THIS_EVENING, 0)),
        ((4, 17), (4, 21, 45), When(Rough.THIS_EVENING, 0)),
        ((4, 17), (4, 22), When(Rough.TONIGHT, 0)),
        ((4, 17), (5, 2), When(Rough.TONIGHT, 0)),
        ((4, 17), (5, 8), When(Rough.TOMORROW_MORNING, 1)),
        ((4, 17), (5, 14), When(Rough.TOMORROW, 1)),
        ((4, 17), (5, 20), When(Rough.TOMORROW_EVENING, 1)),
        ((4, 17), (5, 23), When(Rough.TOMORROW_NIGHT, 1)),
        ((4, 17), (6, 9), When(Rough.IN_DAYS, 2)),
        ((4, 17), (11, 9), When(Rough.IN_DAYS, 7)),
        ((4, 7), (4, 11), When(Rough.THIS_MORNING, 0)),
        ((4, 7), (4, 13), When(Rough.THIS_AFTERNOON, 0)),
        ((5, 2), (5, 4), When(Rough.TONIGHT, 0)),
        ((5, 2), (5, 8), When(Rough.IN_THE_MORNING, 0)),
        ((5, 2), (5, 14), When(Rough.THIS_AFTERNOON, 0)),
        ((5, 2), (6, 14), When(Rough.TOMORROW, 1)),
        ((5, 2), (4, 2), When(Rough.SOON, 0)),
    ],
)
def test_rough_times(now: tuple[int, ...], then: tuple[int, ...], expected: When) -> None:
    def march(parts: tuple[int, ...]) -> datetime:
        day, hour, *minute = parts
        return local("Europe/London", 2026, 3, day, hour, minute[0] if minute else 0)

    assert when(march(then), march(now), LONDON) == expected


@given(instants, hours_after_end, zones)
def test_any_time_ahead_can_be_said(now: datetime, ahead: timedelta, zone: str) -> None:
    said = when(now + ahead, now, ZoneInfo(zone))
    assert (said.rough is Rough.IN_DAYS) == (said.days >= 2)


def test_a_day_that_was_left_out_has_no_clock_times() -> None:
    apia = ZoneInfo("Pacific/Apia")
    day = datetime(2011, 12, 30, 6, tzinfo=apia)
    assert at_local(day.date(), day.time(), apia) is None
