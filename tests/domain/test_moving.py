"""Times corrected, a session moved or cancelled: what was met stays, and the rest goes along."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app import content
from journal_app.domain.event import Event, How
from journal_app.domain.plan import Pace
from journal_app.domain.rhythm import Rhythm
from journal_app.domain.schedule import Slot, State, across
from journal_app.domain.session import Session
from tests.domain.strategies import hours_in, sessions, tuesday

PLAN = content.plan()
FULL = Rhythm(pace=Pace.FULL)


def slots_of(
    session: Session, now: datetime, events: Iterable[Event] = (), rhythm: Rhythm = FULL
) -> dict[str, Slot]:
    found = across([session], PLAN, rhythm=rhythm, events=events, now=now)
    return {slot.id: slot for slot in found}


def shifted(session: Session, by: timedelta) -> Session:
    ends = None if session.ends is None else session.ends + by
    return replace(session, starts=session.starts + by, ends=ends)


def met(session: Session, slot_id: str, how: How, at: datetime) -> Event:
    return Event(session_id=session.id, slot_id=slot_id, how=how, at=at)


HALF_HOURS = st.integers(-24 * 60, 24 * 60).map(lambda n: timedelta(minutes=30 * n))


@given(st.data(), sessions(), HALF_HOURS)
@settings(max_examples=150)
def test_only_what_was_not_met_moves_with_the_session(
    data: st.DataObject, session: Session, by: timedelta
) -> None:
    moved = shifted(session, by)
    now = session.anchor + timedelta(hours=data.draw(st.integers(-30, 200)))
    before = slots_of(session, now)
    some = data.draw(st.lists(st.sampled_from(sorted(before)), max_size=8, unique=True))
    ways = [How.ANSWERED, How.WORD, How.SKIPPED]
    events = [met(session, slot_id, data.draw(st.sampled_from(ways)), now) for slot_id in some]
    after = slots_of(moved, now, events)
    for slot_id, event in zip(some, events, strict=True):
        slot = after[slot_id]
        assert (slot.event, slot.state) == (event, State.RESTING)
        assert slot.nudge is None or slot.nudge <= now
    for slot_id, slot in after.items():
        if slot_id not in some and not slot.prompt.timing.repeats:
            assert slot.event is None
            assert slot.opens == before[slot_id].opens + by
            assert slot.closes == before[slot_id].closes + by


@pytest.mark.parametrize("days", [-3, -1, 1, 3, 30])
@pytest.mark.parametrize("how", list(How))
def test_a_kind_word_that_was_met_stays_on_its_evening(days: int, how: How) -> None:
    session = tuesday()
    evening = "kind-words.2026-03-04.evening"
    now = hours_in(session, 30.5)
    events = [met(session, evening, how, now)]
    after = slots_of(shifted(session, timedelta(days=days)), now, events)
    assert after[evening].event == events[0]
    assert after[evening].state is State.RESTING
    assert after[evening].nudge is None or after[evening].nudge <= now


def test_after_a_shift_of_a_day_this_evening_is_not_asked_again_and_none_is_left_out() -> None:
    session = tuesday()
    now = hours_in(session, 30.5)  # Wednesday 20:30
    events = [met(session, "kind-words.2026-03-04.evening", How.WORD, now)]
    earlier = slots_of(shifted(session, timedelta(days=-1)), now, events)
    kind = [s for s in earlier.values() if s.prompt.id == "kind-words"]
    assert [s.id for s in kind if s.around(now)] == ["kind-words.2026-03-04.evening"]
    assert not [s for s in kind if s.open]
    later = slots_of(shifted(session, timedelta(days=1)), now, events)
    fresh = [s for s in later.values() if s.prompt.id == "kind-words" and s.event is None]
    assert len(fresh) == 8
    assert {s.state for s in fresh} == {State.COMING_UP}


def test_an_hour_put_right_leaves_the_kind_words_where_they_are() -> None:
    session = tuesday()
    now = hours_in(session, 43)  # Thursday 9:00
    ids = [s.id for s in slots_of(session, now).values() if s.prompt.id == "kind-words"][:2]
    events = [met(session, slot_id, How.WORD, now) for slot_id in ids]
    after = slots_of(shifted(session, timedelta(hours=-1)), now, events)
    assert [slot_id for slot_id in after if after[slot_id].event] == ids
    other = Rhythm(Pace.FULL, replace(FULL.quiet, end=time(6)), time(21))
    after = slots_of(session, now, events, other)
    assert [slot_id for slot_id in after if after[slot_id].event] == ids


def test_an_end_that_becomes_known_moves_only_what_follows_it() -> None:
    session = replace(tuesday(), ends=None)
    now = session.starts + timedelta(hours=1)
    known = replace(session, ends=session.starts + timedelta(hours=1, minutes=45))
    before, after = slots_of(session, now), slots_of(known, now)
    assert before["your-ground"] == replace(after["your-ground"], session=session)
    assert before["gather"].opens - after["gather"].opens == timedelta(hours=1, minutes=15)


def test_a_moved_session_keeps_what_was_done_before_it() -> None:
    session = tuesday()
    day_before = session.starts - timedelta(hours=20)
    events = [
        met(session, "a-light-intention", How.ANSWERED, day_before),
        met(session, "your-ground", How.NOT_TODAY, day_before),
    ]
    week = shifted(session, timedelta(days=7))
    after = slots_of(week, day_before, events)
    assert after["a-light-intention"].state is State.RESTING
    assert after["your-ground"].state is State.RESTING  # until the morning
    again = slots_of(week, week.starts - timedelta(hours=16), events)
    assert again["a-light-intention"].event == events[0]
    assert again["a-light-intention"].state is State.RESTING
    assert again["your-ground"].state is State.HERE


def test_a_cancelled_session_goes_without_a_word_and_comes_back_as_it_was() -> None:
    session = tuesday()
    now = hours_in(session, 27)
    events = [met(session, "a-few-crumbs", How.WORD, hours_in(session, 1))]
    before = slots_of(session, now, events)
    cancelled = replace(session, cancelled=True)
    assert slots_of(cancelled, now, events) == {}
    assert slots_of(replace(cancelled, cancelled=False), now, events) == before
