"""Several sessions over months: one schedule of them all, and what Today makes of it."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app import content
from journal_app.domain.event import Event, How
from journal_app.domain.nudges import NUDGE_CAP
from journal_app.domain.plan import Anchor, Moment, Pace, Plan, Timing
from journal_app.domain.rhythm import Rhythm
from journal_app.domain.schedule import (
    Slot,
    State,
    across,
    also_here,
    coming_later,
    here_now,
    schedule,
)
from journal_app.domain.session import Session
from journal_app.domain.stays import Stays, WallClock
from tests.domain.strategies import (
    events_of,
    hours_in,
    rhythms,
    several_sessions,
    stays,
    tuesday,
)

PLAN = content.plan()
FULL = Rhythm(pace=Pace.FULL)
FIRST = tuesday()


def later(session: Session, hours: float, name: str = "e") -> Session:
    """Another session that ends so many hours after ``session`` did."""
    return Session(
        id=name * 32,
        starts=hours_in(session, hours - 2),
        ends=hours_in(session, hours),
        zone=session.zone,
    )


def slots_of(
    sessions: Iterable[Session],
    now: datetime,
    *,
    rhythm: Rhythm = FULL,
    events: Iterable[Event] = (),
    stays: Stays | None = None,
) -> tuple[Slot, ...]:
    return across(sessions, PLAN, rhythm=rhythm, events=events, now=now, stays=stays)


def done(slot: Slot, how: How, at: datetime) -> Event:
    return Event(session_id=slot.session.id, slot_id=slot.id, how=how, at=at)


def test_one_session_across_is_the_session_by_itself() -> None:
    for hours in (-30, 0.5, 27, 72, 200):
        now = hours_in(FIRST, hours)
        alone = schedule(FIRST, PLAN, pace=FULL.pace, quiet=FULL.quiet, answered={}, now=now)
        assert slots_of([FIRST], now) == alone


@given(st.data(), several_sessions(), rhythms)
@settings(max_examples=250)
def test_over_any_sessions_the_promises_hold_for_all_of_them_together(
    data: st.DataObject, sessions: list[Session], rhythm: Rhythm
) -> None:
    rhythm = replace(rhythm, paused=False)
    around = sessions[0].anchor
    travelled = data.draw(stays(around))
    now = around + timedelta(hours=data.draw(st.integers(-100, 1500)))
    slots = slots_of(sessions, now, rhythm=rhythm, stays=travelled)
    live = [s for s in sessions if not s.cancelled]
    assert [s.opens for s in slots] == sorted(s.opens for s in slots)
    assert len({s.key for s in slots}) == len(slots)
    assert {s.session.id for s in slots} == {s.id for s in live}
    for slot in slots:
        assert slot.opens <= slot.suggested <= slot.closes
        if slot.nudge is not None:
            assert slot.opens <= slot.nudge < slot.closes
            zone = WallClock(slot.session.place, travelled).zone_at(slot.nudge)
            assert not rhythm.quiet.covers(slot.nudge, zone)
            for each in live:
                assert not each.starts <= slot.nudge < each.anchor + timedelta(minutes=90)
    nudges = sorted(s.nudge for s in slots if s.nudge is not None)
    for early, late in zip(nudges, nudges[NUDGE_CAP[rhythm.pace] :], strict=False):
        assert late - early >= timedelta(hours=24)
    open_prompts = [s.prompt.id for s in slots if s.open]
    assert len(open_prompts) == len(set(open_prompts))


@given(st.data(), several_sessions(), rhythms)
@settings(max_examples=150)
def test_meeting_anything_in_any_order_in_any_session_never_raises_and_adds_no_nudge(
    data: st.DataObject, sessions: list[Session], rhythm: Rhythm
) -> None:
    around = sessions[-1].anchor
    now = around + timedelta(hours=data.draw(st.integers(-500, 500)))
    before = slots_of(sessions, now, rhythm=rhythm)
    ids = [(s.session.id, s.id) for s in before]
    ids += [("a" * 32, "gather"), (sessions[0].id, "of-an-older-plan"), (sessions[0].id, ".")]
    met = data.draw(events_of(ids, around))
    after = slots_of(sessions, now, rhythm=rhythm, events=met)
    assert [s.key for s in before] == [s.key for s in after]
    for was, slot in zip(before, after, strict=True):
        assert (slot.opens, slot.suggested, slot.closes) == (was.opens, was.suggested, was.closes)
        assert slot.nudge in (was.nudge, None)
        if rhythm.paused or (slot.event is not None and slot.event.how is not How.NOT_TODAY):
            assert slot.state is State.RESTING
    shown = here_now(after, now)
    others = also_here(after, shown)
    assert (shown is None) == (not any(s.open for s in after))
    assert shown is None or (shown.open and shown not in others)
    assert len(others) == max(sum(s.open for s in after) - 1, 0)
    assert all(s.state is State.COMING_UP for s in coming_later(after))


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """The default plan with other times: any that a plan may have."""
    prompts = []
    for prompt in PLAN.prompts:
        edges = draw(st.lists(st.integers(-200, 300), min_size=4, max_size=4))
        opens, suggested, nudge, closes = (timedelta(hours=hours) for hours in sorted(edges))
        moment = draw(st.none() | st.sampled_from(Moment))
        timing = Timing(
            draw(st.sampled_from(Anchor)),
            opens,
            moment or suggested,
            max(closes, opens + timedelta(minutes=1)),
            lead=timedelta(minutes=draw(st.integers(0, 600))),
            nudge=draw(st.none() | st.just(nudge)),
        )
        prompts.append(replace(prompt, timing=timing))
    return replace(PLAN, prompts=tuple(prompts))


@given(st.data(), plans(), several_sessions(), rhythms)
@settings(max_examples=80)
def test_a_plan_with_any_times_keeps_the_same_promises(
    data: st.DataObject, plan: Plan, sessions: list[Session], rhythm: Rhythm
) -> None:
    rhythm = replace(rhythm, paused=False)
    now = sessions[0].anchor + timedelta(hours=data.draw(st.integers(-300, 600)))
    slots = across(sessions, plan, rhythm=rhythm, events=(), now=now)
    assert len({s.key for s in slots}) == len(slots)
    for slot in slots:
        assert slot.opens <= slot.suggested <= slot.closes
        if slot.nudge is not None:
            assert slot.opens <= slot.nudge < slot.closes
            assert not rhythm.quiet.covers(slot.nudge, slot.session.place)
    nudges = sorted(s.nudge for s in slots if s.nudge is not None)
    for early, late in zip(nudges, nudges[NUDGE_CAP[rhythm.pace] :], strict=False):
        assert late - early >= timedelta(hours=24)
    here_now(slots, now)


def test_in_two_windows_the_newer_one_has_the_card_and_the_other_waits_beside_it() -> None:
    second = later(FIRST, 24 * 6)  # its first day is the sixth and seventh of the first
    now = hours_in(second, 25)
    slots = slots_of([FIRST, second], now)
    shown = here_now(slots, now)
    assert shown is not None
    assert shown.session == second
    beside = [(s.session.id, s.id) for s in also_here(slots, shown)]
    assert (FIRST.id, "seven-days-on") in beside
    # with nothing left in the newer one, the follow-up has the card
    met = [done(s, How.SKIPPED, now) for s in slots if s.open and s.session == second]
    shown = here_now(slots_of([FIRST, second], now, events=met), now)
    assert shown is not None
    assert (shown.session, shown.id) == (FIRST, "seven-days-on")


def test_a_follow_up_waits_while_a_window_is_open_though_its_own_time_came_later() -> None:
    second = later(FIRST, 24 * 7 - 28)  # the first one's seventh day is hour 28 of the second
    now = hours_in(second, 28.5)
    slots = {s.key: s for s in slots_of([FIRST, second], now)}
    assert slots[f"{FIRST.id}.seven-days-on"].suggested == hours_in(second, 28)
    assert slots[f"{second.id}.what-stands-out"].suggested == hours_in(second, 26)
    shown = here_now(slots.values(), now)
    assert shown is not None
    assert shown.key == f"{second.id}.what-stands-out"


def test_preparing_for_the_next_session_leaves_the_open_window_its_card() -> None:
    second = later(FIRST, 24 * 3)
    now = hours_in(FIRST, 48.5)  # "a light intention" of the second was suggested at hour 46
    shown = here_now(slots_of([FIRST, second], now), now)
    assert shown is not None
    assert (shown.session, shown.id) == (FIRST, "one-small-thread")


def test_what_two_sessions_have_at_once_is_offered_by_the_newer_one_only() -> None:
    second = later(FIRST, 72)
    now = hours_in(FIRST, 115)
    kind = [s for s in slots_of([FIRST, second], now) if s.prompt.id == "kind-words" and s.open]
    assert [s.session for s in kind] == [second]
    met = [done(kind[0], How.WORD, now)]
    after = slots_of([FIRST, second], now, events=met)
    assert not [s for s in after if s.prompt.id == "kind-words" and s.open]
    both = [s for s in after if s.prompt.id == "kind-words" and s.around(now)]
    assert len(both) == 2  # the older one rests, and stays answerable


def test_the_same_session_kept_twice_offers_everything_once() -> None:
    twin = replace(FIRST, id="e" * 32)
    for hours in range(-36, 300, 7):
        prompts = [s.prompt.id for s in slots_of([FIRST, twin], hours_in(FIRST, hours)) if s.open]
        assert len(prompts) == len(set(prompts))
    nudges = [s.nudge for s in slots_of([FIRST, twin], hours_in(FIRST, -40)) if s.nudge]
    assert len(nudges) == len(set(nudges))


def test_nothing_nudges_around_any_session() -> None:
    without = slots_of([FIRST], FIRST.starts, rhythm=Rhythm())
    nudge = next(s.nudge for s in without if s.id == "one-small-thread")
    assert nudge == hours_in(FIRST, 48)
    second = Session(id="e" * 32, starts=hours_in(FIRST, 45), ends=nudge, zone="UTC")
    both = slots_of([FIRST, second], FIRST.starts, rhythm=Rhythm())
    assert next(s.nudge for s in both if s.key == f"{FIRST.id}.one-small-thread") is None
    cancelled = replace(second, cancelled=True)
    assert slots_of([FIRST, cancelled], FIRST.starts, rhythm=Rhythm()) == without


def test_before_the_next_one_belongs_to_the_session_just_before_it() -> None:
    second, third = later(FIRST, 24 * 14), later(FIRST, 24 * 28, "f")
    slots = slots_of([third, FIRST, second], FIRST.anchor)
    found = {s.session.id: s.closes for s in slots if s.id == "before-the-next-one"}
    day = timedelta(hours=24)
    assert found == {FIRST.id: second.starts - day, second.id: third.starts - day}
    # with the second cancelled it turns to the third
    slots = slots_of([third, FIRST, replace(second, cancelled=True)], FIRST.anchor)
    found = {s.session.id: s.closes for s in slots if s.id == "before-the-next-one"}
    assert found == {FIRST.id: third.starts - day}


def test_before_the_next_one_keeps_the_card_until_the_new_intentions_time() -> None:
    second = later(FIRST, 24 * 14)

    def card(hours_before: float) -> str | None:
        now = second.starts - timedelta(hours=hours_before)
        shown = here_now(slots_of([FIRST, second], now, rhythm=Rhythm()), now)
        return None if shown is None else shown.key

    assert card(61) == f"{FIRST.id}.before-the-next-one"
    assert card(30) == f"{FIRST.id}.before-the-next-one"
    assert card(20) == f"{second.id}.a-light-intention"


def test_ten_years_of_sessions_are_scheduled_without_a_wait() -> None:
    sessions = [later(FIRST, 24 * 14 * n, "0") for n in range(260)]
    sessions = [replace(s, id=f"{n:032x}") for n, s in enumerate(sessions)]
    met = [
        Event(session_id=s.id, slot_id=p.id, how=How.ANSWERED, at=s.anchor)
        for s in sessions
        for p in PLAN.prompts
    ]
    now = hours_in(sessions[-1], 27)
    began = perf_counter()
    slots = slots_of(sessions, now, events=met)
    assert perf_counter() - began < 5.0  # some tenths of a second on one slow core
    assert len(slots) > 260 * 15


def test_no_sessions_and_only_cancelled_ones_have_no_slots() -> None:
    assert slots_of([], FIRST.anchor) == ()
    assert slots_of([replace(FIRST, cancelled=True)], FIRST.anchor) == ()
    with pytest.raises(ValueError, match="zone"):
        slots_of([], datetime(2026, 3, 3))  # noqa: DTZ001 - what is to be refused


@given(rhythms, st.integers(1970, 9998), st.integers(1970, 9998))
@settings(max_examples=60)
def test_clocks_that_run_wrong_by_any_number_of_years_never_raise(
    rhythm: Rhythm, year: int, event_year: int
) -> None:
    now = datetime(year, 7, 1, tzinfo=UTC)
    at = datetime(event_year, 12, 31, 23, 59, tzinfo=UTC)
    met = [
        Event(session_id=FIRST.id, slot_id=slot_id, how=how, at=at)
        for slot_id in ("gather", "kind-words.2026-03-04.evening", "kind-words.9999-12-31.morning")
        for how in How
    ]
    slots = slots_of([FIRST], now, rhythm=rhythm, events=met)
    here_now(slots, now)


def test_an_event_from_the_future_is_harmless() -> None:
    now, ahead = hours_in(FIRST, 27), hours_in(FIRST, 24 * 400)

    def after(*met: tuple[How, datetime]) -> Slot:
        events = [
            Event(session_id=FIRST.id, slot_id="what-stands-out", how=how, at=at) for how, at in met
        ]
        slots = slots_of([FIRST], now, events=events)
        return next(s for s in slots if s.id == "what-stands-out")

    # written with a clock a year ahead: it is written, and does not nudge any more
    assert after((How.ANSWERED, ahead)).state is State.RESTING
    early = slots_of([FIRST], hours_in(FIRST, 25), events=[done(after(), How.ANSWERED, ahead)])
    assert next(s.nudge for s in early if s.id == "what-stands-out") is None
    # put away with such a clock: it is not gone for a year
    assert after((How.NOT_TODAY, ahead)).state is State.HERE
    # by an hour: it rests, as it was meant to
    assert after((How.NOT_TODAY, now + timedelta(hours=1))).state is State.RESTING
    # and what was done later, by a clock put right, is what counts
    assert after((How.NOT_TODAY, ahead), (How.SKIPPED, now)).state is State.RESTING


def test_a_clock_set_back_or_forward_changes_nothing_but_the_hour() -> None:
    there = slots_of([FIRST], hours_in(FIRST, 27))
    slots_of([FIRST], hours_in(FIRST, 4000))
    slots_of([FIRST], hours_in(FIRST, -4000))
    assert slots_of([FIRST], hours_in(FIRST, 27)) == there


def test_a_pause_offers_nothing_nudges_nothing_and_loses_nothing() -> None:
    paused = replace(FULL, paused=True)
    for hours in range(-40, 300, 9):
        now = hours_in(FIRST, hours)
        running = slots_of([FIRST], now)
        met = [done(running[5], How.WORD, now)]
        running = slots_of([FIRST], now, events=met)
        resting = slots_of([FIRST], now, rhythm=paused, events=met)
        assert {s.state for s in resting} == {State.RESTING}
        assert {s.nudge for s in resting} == {None}
        assert here_now(resting, now) is None
        assert also_here(resting, None) == ()
        assert coming_later(resting) == ()
        # everything is where it was, and taken back it goes on by the clock
        again = [replace(s, state=State.RESTING, nudge=None) for s in running]
        assert list(resting) == again
        assert slots_of([FIRST], now, events=met) == running


def test_what_is_answered_during_a_pause_counts() -> None:
    now = hours_in(FIRST, 27)
    paused = slots_of([FIRST], now, rhythm=replace(FULL, paused=True))
    slot = next(s for s in paused if s.id == "what-stands-out")
    after = slots_of([FIRST], now, events=[done(slot, How.ANSWERED, now)])
    assert next(s.state for s in after if s.id == "what-stands-out") is State.RESTING
