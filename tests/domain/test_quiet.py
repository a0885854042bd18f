"""Quiet hours: what they cover, and where they move a nudge."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.quiet import QuietHours
from journal_app.domain.stays import WallClock
from tests.domain.strategies import instants, local, quiet_hours, zones

LONDON = ZoneInfo("Europe/London")
WALL = WallClock(LONDON)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return local("Europe/London", 2026, 3, day, hour, minute)


@given(instants, quiet_hours, zones, st.integers(0, 100), st.integers(1, 100))
def test_a_moved_nudge_is_never_quiet_and_always_within(
    wanted: datetime, quiet: QuietHours, zone: str, before: int, after: int
) -> None:
    place = ZoneInfo(zone)
    wall = WallClock(place)
    opens, closes = wanted - timedelta(hours=before), wanted + timedelta(hours=after)
    nudge = quiet.nudge_near(wanted, opens, closes, wall)
    if not quiet.covers(wanted, place):
        assert nudge == wanted
    if nudge is not None:
        assert opens <= nudge < closes
        assert not quiet.covers(nudge, place)
    elif before >= 60 and after >= 60:
        pytest.fail("there is a moment that is not quiet within two and a half days each way")


@pytest.mark.parametrize(
    ("hour", "minute", "quiet"), [(21, 59, False), (22, 0, True), (7, 59, True), (8, 0, False)]
)
def test_quiet_begins_with_its_start_and_ends_with_its_end(
    hour: int, minute: int, quiet: bool
) -> None:
    assert QuietHours().covers(at(4, hour, minute), LONDON) is quiet


def test_quiet_hours_within_one_day_and_none_at_all() -> None:
    siesta = QuietHours(time(13), time(15))
    assert siesta.covers(at(4, 14), LONDON)
    assert not siesta.covers(at(4, 3), LONDON)
    assert not QuietHours(time(8), time(8)).covers(at(4, 3), LONDON)


def test_a_nudge_moves_to_the_nearer_side() -> None:
    quiet, opens, closes = QuietHours(), at(4, 10), at(5, 20)
    assert quiet.nudge_near(at(4, 23), opens, closes, WALL) == at(4, 21, 45)
    assert quiet.nudge_near(at(5, 6), opens, closes, WALL) == at(5, 8)


def test_a_nudge_never_leaves_the_time_the_prompt_is_open() -> None:
    quiet = QuietHours()
    assert quiet.nudge_near(at(4, 23), at(4, 22), at(5, 9), WALL) == at(5, 8)
    assert quiet.nudge_near(at(5, 6), at(4, 20), at(5, 8), WALL) == at(4, 21, 45)
    assert quiet.nudge_near(at(4, 23), at(4, 22), at(5, 8), WALL) is None


def test_quiet_ends_by_the_wall_clock_where_the_clocks_change_that_night() -> None:
    # On 29 March 2026 the clocks in London go forward at 1:00.
    moved = QuietHours().nudge_near(at(29, 5), at(28, 23), at(30, 8), WALL)
    assert moved == datetime(2026, 3, 29, 7, 0, tzinfo=UTC)


@given(quiet_hours)
def test_quiet_hours_come_back_as_stored(quiet: QuietHours) -> None:
    assert QuietHours.from_doc(quiet.to_doc()) == quiet


@pytest.mark.parametrize(
    "doc",
    [
        None,
        {},
        {"start": "22:00"},
        {"start": "25:00", "end": "08:00"},
        {"start": "22", "end": "08"},
        {"start": 22, "end": 8},
    ],
)
def test_quiet_hours_that_do_not_fit_are_refused(doc: object) -> None:
    with pytest.raises(ValueError, match="quiet hours"):
        QuietHours.from_doc(doc)


def test_times_of_a_zone_are_refused() -> None:
    with pytest.raises(ValueError, match="wall clock"):
        QuietHours(time(22, tzinfo=UTC), time(8))
