"""When a measure may be offered: the window, the day, the first day, its own interval."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.content import measures
from journal_app.domain.measure import Measure
from journal_app.domain.measure_rules import FIRST_DAY, Taken, WhyNot, why_not
from journal_app.domain.session import Session
from tests.domain.strategies import hours_in, instants, local, sessions, tuesday, zones

LONDON = ZoneInfo("Europe/London")
LONG_AGO = datetime(2025, 1, 1, tzinfo=UTC)
PHQ9, PHQ2, GAD7, PCL5 = (measures()[name] for name in ("phq-9", "phq-2", "gad-7", "pcl-5"))


def why(
    measure: Measure,
    now: datetime,
    *taken: Taken,
    zone: ZoneInfo = LONDON,
    session: Session | None = None,
    created: datetime = LONG_AGO,
    opted_in: bool = False,
    going_on_from: Measure | None = None,
) -> WhyNot | None:
    return why_not(
        measure,
        now=now,
        zone=zone,
        sessions=[session] if session else [],
        taken=taken,
        created=created,
        opted_in=opted_in,
        going_on_from=going_on_from,
    )


# The window ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "reason"),
    [
        (-2.6, None),  # the session starts 2.5 hours before its end
        (-2.5, WhyNot.IN_SESSION),
        (-0.01, WhyNot.IN_SESSION),
        (0, WhyNot.IN_WINDOW),
        (26, WhyNot.IN_WINDOW),
        (71.99, WhyNot.IN_WINDOW),
        (72, None),
    ],
)
def test_never_from_a_sessions_start_to_the_end_of_its_window(
    hours: float, reason: WhyNot | None
) -> None:
    session = tuesday()
    assert why(PHQ9, hours_in(session, hours), session=session) is reason
    assert why(PHQ9, hours_in(session, hours), session=replace(session, cancelled=True)) is None


def test_a_session_without_an_end_yet_counts_from_three_hours_after_its_start() -> None:
    session = replace(tuesday(), ends=None)
    assert why(GAD7, session.starts + timedelta(hours=2), session=session) is WhyNot.IN_SESSION
    assert why(GAD7, session.starts + timedelta(hours=3), session=session) is WhyNot.IN_WINDOW
    assert why(GAD7, session.starts + timedelta(hours=75), session=session) is None


def test_any_session_counts_not_only_the_current_one() -> None:
    first = tuesday()
    second = replace(
        first, id="f" * 32, starts=hours_in(first, 24 * 30), ends=hours_in(first, 24 * 30 + 2)
    )
    for session in (first, second):
        now = hours_in(session, 10)
        reason = why_not(PHQ9, now=now, zone=LONDON, sessions=[first, second], created=LONG_AGO)
        assert reason is WhyNot.IN_WINDOW


# Its own interval, and one a day ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("measure", "days", "reason"),
    [
        (PHQ9, 13, WhyNot.NOT_YET_AGAIN),
        (PHQ9, 14, None),
        (PHQ2, 13, WhyNot.NOT_YET_AGAIN),
        (PHQ2, 14, None),
        (GAD7, 13, WhyNot.NOT_YET_AGAIN),
        (GAD7, 14, None),
        (PCL5, 29, WhyNot.NOT_YET_AGAIN),
        (PCL5, 30, None),
    ],
)
def test_every_two_weeks_and_pcl_5_monthly(
    measure: Measure, days: int, reason: WhyNot | None
) -> None:
    evening, morning = (
        local("Europe/London", 2026, 3, 16, 21),
        local("Europe/London", 2026, 3, 16, 7),
    )
    now = morning + timedelta(days=days)
    assert why(measure, now, Taken(measure.id, evening), opted_in=True) is reason


def test_days_are_counted_on_the_wall_also_over_a_change_of_clocks() -> None:
    """The clocks go forward on 29 March 2026: 14 days are an hour short, and are 14 days."""
    taken = Taken("phq-9", local("Europe/London", 2026, 3, 20, 9))
    assert why(PHQ9, local("Europe/London", 2026, 4, 3, 0), taken) is None
    assert why(PHQ9, local("Europe/London", 2026, 4, 2, 23, 59), taken) is WhyNot.NOT_YET_AGAIN


def test_one_a_day_by_the_persons_own_calendar() -> None:
    late = Taken("gad-7", local("Europe/London", 2026, 3, 16, 23, 50))
    assert why(PHQ9, local("Europe/London", 2026, 3, 16, 23, 55), late) is WhyNot.ONE_TODAY
    assert why(PHQ9, local("Europe/London", 2026, 3, 17, 0, 5), late) is None
    # The same two moments in New York lie on one day.
    new_york = ZoneInfo("America/New_York")
    again = local("Europe/London", 2026, 3, 17, 0, 5)
    assert why(PHQ9, again, late, zone=new_york) is WhyNot.ONE_TODAY


def test_what_a_wrong_clock_dated_in_the_future_holds_nothing_back() -> None:
    now = local("Europe/London", 2026, 3, 16, 12)
    assert why(PHQ9, now, Taken("phq-9", now + timedelta(days=400))) is None
    # A clock set back a little still counts.
    assert why(PHQ9, now, Taken("phq-9", now + timedelta(days=1))) is WhyNot.NOT_YET_AGAIN


# The first day ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("hours", "reason"), [(23.9, WhyNot.FIRST_DAY), (24, None)])
def test_never_two_in_the_first_24_hours(hours: float, reason: WhyNot | None) -> None:
    created = local("Europe/London", 2026, 3, 16, 18)
    first = Taken("gad-7", created + timedelta(minutes=10))
    now = created + timedelta(hours=hours)
    assert why(PHQ9, now, first, created=created) is reason
    assert why(PHQ9, now, created=created) is None


# Opt-in and the way on ----------------------------------------------------------------------------


def test_pcl_5_is_there_only_when_asked_for() -> None:
    now = local("Europe/London", 2026, 3, 16, 12)
    assert why(PCL5, now) is WhyNot.NOT_ASKED_FOR
    assert why(PCL5, now, opted_in=True) is None
    assert [m.id for m in measures().values() if m.opt_in] == ["pcl-5"]


def test_the_way_on_is_the_same_sitting() -> None:
    now = local("Europe/London", 2026, 3, 16, 12)
    short = Taken("phq-2", now - timedelta(minutes=2))
    assert why(PHQ9, now, short) is WhyNot.ONE_TODAY
    assert why(PHQ9, now, short, going_on_from=PHQ2) is None
    assert why(PHQ9, now, short, going_on_from=PHQ2, created=now - timedelta(hours=1)) is None
    # It leads to that one measure only, on that day only, and around nothing else.
    assert why(GAD7, now, short, going_on_from=PHQ2) is WhyNot.ONE_TODAY
    other = Taken("gad-7", now - timedelta(hours=3))
    assert why(PHQ9, now, short, other, going_on_from=PHQ2) is WhyNot.ONE_TODAY
    lately = Taken("phq-9", now - timedelta(days=5))
    assert why(PHQ9, now, short, lately, going_on_from=PHQ2) is WhyNot.NOT_YET_AGAIN
    session = tuesday()
    inside = hours_in(session, 30)
    assert (
        why(PHQ9, inside, Taken("phq-2", inside), session=session, going_on_from=PHQ2)
        is WhyNot.IN_WINDOW
    )


# Whatever comes -----------------------------------------------------------------------------------


@given(
    st.sampled_from(list(measures().values())),
    sessions(),
    zones,
    st.lists(
        st.tuples(st.sampled_from(list(measures())), st.integers(-60 * 24 * 60, 60 * 24 * 60)),
        max_size=8,
    ),
    st.integers(-10 * 24 * 60, 40 * 24 * 60),
    instants,
    st.booleans(),
)
def test_the_ceilings_hold_for_any_history(
    measure: Measure,
    session: Session,
    zone_name: str,
    history: list[tuple[str, int]],
    minutes: int,
    created: datetime,
    opted_in: bool,
) -> None:
    zone = ZoneInfo(zone_name)
    now = session.anchor + timedelta(minutes=minutes)
    taken = [Taken(name, now + timedelta(minutes=offset)) for name, offset in history]
    reason = why(
        measure, now, *taken, zone=zone, session=session, created=created, opted_in=opted_in
    )
    if reason is not None:
        assert reason in WhyNot
        return
    assert opted_in or not measure.opt_in
    assert not session.starts <= now < session.window.closes
    today = now.astimezone(zone).date()
    past = [each for each in taken if each.at <= now]
    assert all(each.at.astimezone(zone).date() != today for each in past)
    own = [each for each in past if each.measure == measure.id]
    assert all(today - each.at.astimezone(zone).date() >= measure.every for each in own)
    if created <= now < created + FIRST_DAY:
        assert not [each for each in past if each.at >= created]
