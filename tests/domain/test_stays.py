"""Journeys: the person's own day follows them, the window and the ring do not."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app import content
from journal_app.domain import window
from journal_app.domain.event import Event, How
from journal_app.domain.plan import Pace
from journal_app.domain.rhythm import Rhythm
from journal_app.domain.schedule import Slot, State, across
from journal_app.domain.session import Session
from journal_app.domain.stays import MOST_STAYS, Stay, Stays, WallClock
from tests.domain.strategies import SESSION_ID, hours_in, instants, local, stays, tuesday, zones

PLAN = content.plan()
LONDON, NEW_YORK = ZoneInfo("Europe/London"), "America/New_York"


def slots_of(
    session: Session, stays: Stays, pace: Pace = Pace.FULL, events: Iterable[Event] = ()
) -> dict[str, Slot]:
    found = across(
        [session],
        PLAN,
        rhythm=Rhythm(pace=pace),
        events=events,
        now=hours_in(session, 60),
        stays=stays,
    )
    return {slot.id: slot for slot in found}


def wall(instant: datetime | None, zone: str) -> str:
    assert instant is not None
    return instant.astimezone(ZoneInfo(zone)).strftime("%a %H:%M")


def test_a_day_lived_elsewhere_has_its_mornings_and_evenings_there() -> None:
    session = tuesday()
    landed = local(NEW_YORK, 2026, 3, 5, 12)  # Thursday noon there, hour 51
    there = slots_of(session, Stays((Stay(NEW_YORK, landed),)))
    home = slots_of(session, Stays())
    morning, evening = "kind-words.2026-03-05.morning", "kind-words.2026-03-05.evening"
    assert there[morning].opens == home[morning].opens  # what was before the landing stays
    assert wall(there[evening].opens, NEW_YORK) == "Thu 20:00"
    assert wall(there["kind-words.2026-03-06.morning"].opens, NEW_YORK) == "Fri 08:30"
    assert wall(home[evening].opens, "Europe/London") == "Thu 20:00"


def test_bedtime_and_waking_are_those_of_where_the_person_is() -> None:
    session = tuesday()
    flown = Stays((Stay("Europe/Athens", hours_in(session, 5)),))
    slots = slots_of(session, flown)
    assert wall(slots["set-it-down-for-the-night"].suggested, "Europe/Athens") == "Tue 22:00"
    # 21:45 there is before it opens, and 22:00 is quiet: nothing nudges
    assert slots["set-it-down-for-the-night"].nudge is None
    assert wall(slots["first-morning"].suggested, "Europe/Athens") == "Wed 08:30"


def test_what_counts_hours_stays_where_it_is() -> None:
    session = tuesday()
    flown = Stays((Stay("Pacific/Auckland", hours_in(session, 5)),))
    home, there = slots_of(session, Stays()), slots_of(session, flown)
    for slot_id, slot in home.items():
        if not slot.prompt.timing.repeats:
            assert (there[slot_id].opens, there[slot_id].closes) == (slot.opens, slot.closes)
    assert session.window.closes - session.window.opens == timedelta(hours=72)
    assert window.place(session, hours_in(session, 20)).phase is window.Phase.AFTER_FIRST_DAWN


def test_quiet_hours_are_those_of_where_the_person_is() -> None:
    session = tuesday()
    # Hour 72 is Friday 14:00 in London and Saturday 3:00 in Auckland.
    flown = Stays((Stay("Pacific/Auckland", hours_in(session, 40)),))
    nudge = slots_of(session, flown, Pace.LIGHT)["gather"].nudge
    assert wall(nudge, "Pacific/Auckland") == "Sat 08:00"


def test_a_morning_that_comes_twice_on_one_date_is_offered_once() -> None:
    end = local("Pacific/Auckland", 2026, 3, 3, 8)
    session = Session(
        id=SESSION_ID, starts=end - timedelta(hours=2), ends=end, zone="Pacific/Auckland"
    )
    landed = local("Pacific/Auckland", 2026, 3, 5, 18)
    flown = Stays((Stay("America/Los_Angeles", landed),))  # Wednesday 21:00 there
    slots = [s for s in slots_of(session, flown).values() if s.prompt.id == "kind-words"]
    ids = [s.id for s in slots]
    assert len(ids) == len(set(ids))
    assert "kind-words.2026-03-05.morning" in ids
    assert all(a.closes == b.opens for a, b in pairwise(slots))
    met = Event(
        session_id=SESSION_ID,
        slot_id="kind-words.2026-03-05.morning",
        how=How.WORD,
        at=landed - timedelta(hours=9),
    )
    after = slots_of(session, flown, events=[met])
    assert after["kind-words.2026-03-05.morning"].state is State.RESTING


@given(st.data(), instants, zones, st.integers(0, 23))
def test_a_wall_clock_that_travels_shows_the_hour_it_is_asked_for(
    data: st.DataObject, around: datetime, home: str, hour: int
) -> None:
    clock = WallClock(ZoneInfo(home), data.draw(stays(around)))
    span = around - timedelta(days=20), around + timedelta(days=20)
    found = clock.times(time(hour), *span)
    assert list(found) == sorted(found)
    for instant in found:
        assert span[0] <= instant <= span[1]
        shown = clock.reading(instant)
        day_before = (instant - timedelta(hours=25)).astimezone(shown.tzinfo)
        if shown.utcoffset() == day_before.utcoffset():  # else the clocks may have jumped over it
            assert shown.time() == time(hour)


def test_without_a_journey_the_wall_is_that_of_the_session() -> None:
    assert WallClock(LONDON).zone_at(tuesday().starts) is LONDON
    noted = Stays((Stay(NEW_YORK, tuesday().starts),))
    before = tuesday().starts - timedelta(seconds=1)
    assert WallClock(LONDON, noted).zone_at(before) is LONDON
    assert WallClock(LONDON, noted).zone_at(tuesday().starts) == ZoneInfo(NEW_YORK)


def test_a_zone_that_only_another_device_knows_is_kept_and_times_nothing() -> None:
    noted = Stays((Stay("Moon/Tranquility", tuesday().starts),))
    assert Stays.from_doc(noted.to_doc()) == noted
    assert slots_of(tuesday(), noted) == slots_of(tuesday(), Stays())


def test_arriving_is_noted_once() -> None:
    noon = tuesday().starts
    here = Stays().arrived("Europe/London", noon)
    assert here.noted == (Stay("Europe/London", noon),)
    assert here.arrived("Europe/London", noon + timedelta(days=3)) is here
    there = here.arrived(NEW_YORK, noon + timedelta(days=3))
    assert [stay.zone for stay in there.noted] == ["Europe/London", NEW_YORK]
    # a clock that was a year ahead noted something; put right, that is forgotten
    wrong = here.arrived(NEW_YORK, noon + timedelta(days=365))
    assert wrong.arrived("Europe/London", noon + timedelta(days=1)) == here
    many = Stays()
    for day in range(MOST_STAYS + 20):
        many = many.arrived(("UTC", "Europe/London")[day % 2], noon + timedelta(days=day))
    assert len(many.noted) == MOST_STAYS


@given(st.data(), instants)
def test_stays_come_back_as_stored(data: st.DataObject, around: datetime) -> None:
    noted = data.draw(stays(around))
    assert Stays.from_doc(noted.to_doc()) == noted


@pytest.mark.parametrize(
    "doc",
    [
        None,
        {},
        {"v": 2, "noted": []},
        {"v": 1, "noted": [{"zone": "../passwd", "since": "2026-03-03T11:30:00Z"}]},
        {"v": 1, "noted": [{"zone": "UTC", "since": "noon"}]},
        {"v": 1, "noted": [{"zone": "UTC", "since": "2026-03-03T11:30:00Z", "x": 1}]},
        {"v": 1, "noted": [], "x": 1},
    ],
)
def test_stays_that_do_not_fit_are_refused(doc: object) -> None:
    with pytest.raises(ValueError, match="stay"):
        Stays.from_doc(doc)
