"""The schedule: the promises that hold for any session, and the days of the pictures by name."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app import content
from journal_app.domain.event import Event, How, answered
from journal_app.domain.nudges import NUDGE_CAP
from journal_app.domain.plan import Anchor, Pace
from journal_app.domain.quiet import QuietHours
from journal_app.domain.rhythm import Rhythm
from journal_app.domain.schedule import (
    Slot,
    State,
    also_here,
    back_after,
    coming_later,
    here_now,
    schedule,
)
from journal_app.domain.session import Session
from journal_app.domain.stays import Stays
from journal_app.domain.timing import Day
from tests.domain.strategies import (
    SESSION_ID,
    ZONES,
    events,
    hours_after_end,
    hours_in,
    local,
    paces,
    quiet_hours,
    sessions,
    tuesday,
    wall_times,
)

PLAN = content.plan()
AT_NIGHT = QuietHours()
NEXT = Session(id="f" * 32, starts=hours_in(tuesday(), 24 * 14), ends=None, zone="Europe/London")


def slots_of(
    session: Session,
    now: datetime,
    *,
    pace: Pace = Pace.FULL,
    quiet: QuietHours = AT_NIGHT,
    done: Mapping[str, Event] | None = None,
    bedtime: time = time(22, 30),
    next_session: Session | None = None,
) -> tuple[Slot, ...]:
    return schedule(
        session,
        PLAN,
        pace=pace,
        quiet=quiet,
        answered=done or {},
        now=now,
        bedtime=bedtime,
        next_session=next_session,
    )


def day_of(session: Session) -> Day:
    return Day(session, Rhythm(), Stays(), None)


def state_at(prompt_id: str, now: datetime, done: Mapping[str, Event] | None = None) -> State:
    return next(s.state for s in slots_of(tuesday(), now, done=done) if s.id == prompt_id)


def event(slot_id: str, how: How, at: datetime) -> dict[str, Event]:
    return {slot_id: Event(session_id=SESSION_ID, slot_id=slot_id, how=how, at=at)}


def test_every_zone_of_the_database_is_tried() -> None:
    assert len(ZONES) > 400
    for zone in ZONES:
        session = Session(id=SESSION_ID, starts=tuesday().starts, zone=zone)
        assert slots_of(session, hours_in(session, 27))


@given(sessions(), hours_after_end, paces, quiet_hours, wall_times, st.integers(0, 60))
@settings(max_examples=300)
def test_for_any_session_prompts_come_in_order_and_nudges_keep_their_promises(
    session: Session,
    since: timedelta,
    pace: Pace,
    quiet: QuietHours,
    bedtime: time,
    days_to_next: int,
) -> None:
    following = Session(
        id="f" * 32, starts=session.starts + timedelta(days=days_to_next, hours=1), zone="UTC"
    )
    slots = slots_of(
        session,
        session.anchor + since,
        pace=pace,
        quiet=quiet,
        bedtime=bedtime,
        next_session=following,
    )
    assert [s.opens for s in slots] == sorted(s.opens for s in slots)
    assert len({s.id for s in slots}) == len(slots)
    zone = session.place
    for slot in slots:
        assert slot.opens <= slot.suggested <= slot.closes
        assert slot.opens < slot.closes
        if slot.nudge is not None:
            assert slot.opens <= slot.nudge < slot.closes
            assert not quiet.covers(slot.nudge, zone)
            assert not session.starts <= slot.nudge < session.anchor + timedelta(minutes=90)
    nudges = sorted(s.nudge for s in slots if s.nudge is not None)
    cap = NUDGE_CAP[pace]
    for early, late in zip(nudges, nudges[cap:], strict=False):
        assert late - early >= timedelta(hours=24)


@given(sessions(), paces, quiet_hours, quiet_hours)
def test_quiet_hours_never_change_when_a_prompt_opens_or_closes(
    session: Session, pace: Pace, quiet: QuietHours, other: QuietHours
) -> None:
    def spans(hours: QuietHours) -> list[tuple[str, datetime, datetime]]:
        slots = slots_of(session, session.anchor, pace=pace, quiet=hours)
        once = [s for s in slots if not s.prompt.timing.repeats]
        return [(s.id, s.opens, s.closes) for s in once]

    assert spans(quiet) == spans(other)


@given(st.data(), sessions(), hours_after_end, paces, quiet_hours)
@settings(max_examples=200)
def test_answering_anything_in_any_order_never_raises_and_never_adds_a_nudge(
    data: st.DataObject, session: Session, since: timedelta, pace: Pace, quiet: QuietHours
) -> None:
    now = session.anchor + since
    before = slots_of(session, now, pace=pace, quiet=quiet)
    known = [*(s.id for s in before), "an-older-plan-had-this", "kind-words.never", "."]
    done = answered(data.draw(events(known, session.anchor)), SESSION_ID)
    after = slots_of(session, now, pace=pace, quiet=quiet, done=done)
    assert [s.id for s in before] == [s.id for s in after]
    for was, slot in zip(before, after, strict=True):
        assert (slot.opens, slot.suggested, slot.closes) == (was.opens, was.suggested, was.closes)
        assert slot.nudge in (was.nudge, None)
        if slot.event is not None and slot.event.how is not How.NOT_TODAY:
            assert slot.state is State.RESTING
    shown = here_now(after, now)
    others = also_here(after, shown)
    assert (shown is None) == (not any(s.open for s in after))
    assert shown is None or (shown.open and shown not in others)
    assert len(others) == max(sum(s.open for s in after) - 1, 0)
    later = coming_later(after)
    assert len(later) <= 2
    assert all(s.state is State.COMING_UP for s in later)
    assert len({s.prompt.id for s in later}) == len(later)


@given(sessions(), paces, quiet_hours)
@settings(max_examples=40)
def test_without_a_word_from_anybody_a_slot_only_moves_forward(
    session: Session, pace: Pace, quiet: QuietHours
) -> None:
    order = list(State)
    seen: dict[str, int] = {}
    for hours in range(-40, 320, 7):
        for slot in slots_of(session, hours_in(session, hours), pace=pace, quiet=quiet):
            rank = order.index(slot.state)
            assert rank >= seen.get(slot.id, 0)
            seen[slot.id] = rank
    assert set(seen.values()) == {order.index(State.RESTING)}


def test_the_states_change_exactly_at_their_edges() -> None:
    session, tick = tuesday(), timedelta(microseconds=1)
    for prompt, opens, suggested, closes in (
        ("a-few-crumbs", 0.5, 0.5, 6),
        ("what-stands-out", 22, 26, 40),
        ("one-small-thread", 44, 48, 62),
    ):
        edges = (
            (opens, State.COMING_UP, State.HERE),
            (suggested + 3, State.HERE, State.STILL_HERE),
            (closes, State.STILL_HERE, State.RESTING),
        )
        for hours, before, after in edges:
            assert state_at(prompt, hours_in(session, hours) - tick) is before
            assert state_at(prompt, hours_in(session, hours)) is after


@pytest.mark.parametrize("how", [How.ANSWERED, How.WORD, How.SKIPPED])
@pytest.mark.parametrize("hours", [1, 23, 30, 39, 90])
def test_what_was_met_rests_whenever_that_was(how: How, hours: float) -> None:
    now = hours_in(tuesday(), hours)
    assert state_at("what-stands-out", now, event("what-stands-out", how, now)) is State.RESTING


def test_not_today_comes_back_with_a_morning_while_it_is_open() -> None:
    session = tuesday()
    evening = hours_in(session, 33)  # Wednesday 23:00
    done = event("what-stands-out", How.NOT_TODAY, evening)
    morning = back_after(evening, day_of(session))
    assert morning == hours_in(session, 42)  # Thursday 8:00
    assert state_at("what-stands-out", evening, done) is State.RESTING
    # Closed at hour 40, so it stays resting; the one that is open until hour 46 comes back.
    assert state_at("what-stands-out", morning, done) is State.RESTING
    other = event("the-ones-around-the-table", How.NOT_TODAY, evening)
    tick = timedelta(microseconds=1)
    assert state_at("the-ones-around-the-table", morning - tick, other) is State.RESTING
    assert state_at("the-ones-around-the-table", morning, other) is State.STILL_HERE


def test_not_today_said_before_sunrise_rests_more_than_an_hour() -> None:
    session = tuesday()
    small_hours = hours_in(session, 17)  # Wednesday 7:00, an hour before quiet ends
    assert back_after(small_hours, day_of(session)) == hours_in(session, 42)


def test_not_today_on_the_kind_words_rests_them_until_the_morning() -> None:
    session = tuesday()
    morning = hours_in(session, 43)  # Thursday 9:00
    [now_open] = [s for s in slots_of(session, morning) if s.prompt.id == "kind-words" and s.open]
    done = event(now_open.id, How.NOT_TODAY, morning)
    for hours, expected in ((44, False), (55, False), (67, True)):
        slots = slots_of(session, hours_in(session, hours), done=done)
        assert any(s.prompt.id == "kind-words" and s.open for s in slots) is expected
    # and a morning's word leaves the evening's where it is
    done = event(now_open.id, How.WORD, morning)
    slots = slots_of(session, hours_in(session, 55), done=done)
    assert any(s.prompt.id == "kind-words" and s.open for s in slots)


def test_the_kind_words_come_twice_a_day_for_four_days() -> None:
    session = tuesday()
    kind = [s for s in slots_of(session, session.anchor) if s.prompt.id == "kind-words"]
    assert len(kind) == 8
    walls = [s.opens.astimezone(session.place).strftime("%a %H:%M") for s in kind]
    assert walls[:3] == ["Wed 20:00", "Thu 08:30", "Thu 20:00"]
    assert [s.id for s in kind][:2] == [
        "kind-words.2026-03-04.evening",
        "kind-words.2026-03-05.morning",
    ]
    assert all(a.closes == b.opens for a, b in pairwise(kind))
    assert kind[-1].closes == hours_in(session, 120)


@given(sessions(), quiet_hours, wall_times)
@settings(max_examples=40)
def test_only_one_kind_word_is_around_at_a_time(
    session: Session, quiet: QuietHours, bedtime: time
) -> None:
    for hours in range(20, 124, 5):
        slots = slots_of(session, hours_in(session, hours), quiet=quiet, bedtime=bedtime)
        kind = [s for s in slots if s.prompt.id == "kind-words"]
        assert len(kind) <= 9
        assert sum(s.open for s in kind) <= 1
        assert all(b.opens - a.opens >= timedelta(hours=4) for a, b in pairwise(kind))


def test_hour_27_is_the_hour_of_the_picture() -> None:
    session = tuesday()
    now = hours_in(session, 27)
    slots = slots_of(session, now, pace=Pace.STANDARD)
    shown = here_now(slots, now)
    assert shown is not None
    assert (shown.id, shown.state) == ("what-stands-out", State.HERE)
    assert [s.id for s in coming_later(slots)] == ["the-ones-around-the-table", "one-small-thread"]


def test_a_prompt_keeps_the_card_until_the_next_ones_own_time() -> None:
    session = tuesday()

    def card(hours: float) -> str | None:
        now = hours_in(session, hours)
        shown = here_now(slots_of(session, now, pace=Pace.STANDARD), now)
        return shown.id if shown else None

    assert card(0.25) is None
    assert card(0.5) == "a-few-crumbs"
    assert card(5.9) == "a-few-crumbs"
    assert card(7) == "set-it-down-for-the-night"
    assert card(25) == "first-morning"  # opened: what stands out; its own time is hour 26
    assert card(26) == "what-stands-out"
    assert card(28.5) == "what-stands-out"  # opened: the ones around the table
    assert card(31.75) == "the-ones-around-the-table"
    assert card(63) == "near-others"
    assert card(72) == "gather"
    assert card(101) is None
    assert card(24 * 7) == "seven-days-on"


def test_the_kind_words_have_their_stretch_and_then_step_behind() -> None:
    session = tuesday()
    for hours, expected in ((43, "kind-words"), (46.5, "one-small-thread")):
        now = hours_in(session, hours)
        shown = here_now(slots_of(session, now), now)
        assert shown is not None
        assert shown.prompt.id == expected


@pytest.mark.parametrize(
    ("zone", "ends", "evenings"),
    [
        # forward an hour, back an hour, back for Ramadan, back half an hour, over a whole day
        ("Europe/London", (2026, 3, 28, 14), ["Sun 20:00", "Mon 20:00", "Tue 20:00", "Wed 20:00"]),
        (
            "America/New_York",
            (2026, 10, 31, 14),
            ["Sun 20:00", "Mon 20:00", "Tue 20:00", "Wed 20:00"],
        ),
        (
            "Africa/Casablanca",
            (2026, 2, 14, 14),
            ["Sun 20:00", "Mon 20:00", "Tue 20:00", "Wed 20:00"],
        ),
        (
            "Australia/Lord_Howe",
            (2026, 4, 4, 14),
            ["Sun 20:00", "Mon 20:00", "Tue 20:00", "Wed 20:00"],
        ),
        ("Pacific/Apia", (2011, 12, 28, 14), ["Thu 20:00", "Sat 20:00", "Sun 20:00", "Mon 20:00"]),
    ],
)
def test_evenings_are_evenings_on_the_wall_whatever_the_clocks_do(
    zone: str, ends: tuple[int, int, int, int], evenings: list[str]
) -> None:
    end = local(zone, *ends)
    session = Session(id=SESSION_ID, starts=end - timedelta(hours=2), ends=end, zone=zone)
    slots = slots_of(session, end)
    found = [s.opens for s in slots if s.id.endswith(".evening")]
    assert [t.astimezone(session.place).strftime("%a %H:%M") for t in found] == evenings
    assert {s.closes for s in slots if s.id == "weather-report"} == {end + timedelta(hours=74)}
    assert not [s for s in slots if s.nudge and AT_NIGHT.covers(s.nudge, session.place)]


def test_the_nudges_of_the_pictured_days() -> None:
    session = tuesday()

    def nudges(pace: Pace) -> list[tuple[int, str]]:
        slots = slots_of(session, session.starts, pace=pace)
        return [
            (s.prompt.number, s.nudge.astimezone(session.place).strftime("%a %H:%M"))
            for s in slots
            if s.nudge is not None and s.prompt.timing.anchor is Anchor.END
        ]

    assert nudges(Pace.LIGHT) == [
        (4, "Tue 15:30"),
        (8, "Wed 16:00"),
        (14, "Fri 14:00"),
    ]
    assert nudges(Pace.STANDARD) == [
        (4, "Tue 15:30"),
        (6, "Tue 21:45"),
        (8, "Wed 16:00"),
        (11, "Thu 14:00"),
        (12, "Thu 20:00"),
        (14, "Fri 14:00"),
        (15, "Tue 14:00"),
    ]


def test_what_was_met_before_its_nudge_does_not_nudge() -> None:
    session = tuesday()

    def nudge(met_at_hour: float, how: How) -> datetime | None:
        met = hours_in(session, met_at_hour)
        slots = slots_of(session, met, pace=Pace.STANDARD, done=event("what-stands-out", how, met))
        return next(s.nudge for s in slots if s.id == "what-stands-out")

    for how in How:
        assert nudge(25, how) is None
        assert nudge(26, how) == hours_in(session, 26)


def test_not_today_on_a_kind_word_takes_the_rest_of_that_days_nudges() -> None:
    session = tuesday()
    slots = slots_of(session, session.anchor)
    kind = [s for s in slots if s.prompt.id == "kind-words" and s.nudge is not None]
    evening = next(s for s in kind if s.id.endswith("evening"))
    morning_id = evening.id.replace("evening", "morning")
    morning = evening.opens - timedelta(hours=8)
    done = event(morning_id, How.NOT_TODAY, morning)
    after = {s.id: s.nudge for s in slots_of(session, morning, done=done)}
    assert after[evening.id] is None
    others = [s for s in kind if s.id != evening.id]
    assert others
    assert all(after[s.id] == s.nudge for s in others)


def test_no_quiet_hours_means_a_prompt_nudges_at_its_suggested_time() -> None:
    session = tuesday()
    awake = QuietHours(time(8), time(8))
    slots = {s.id: s for s in slots_of(session, session.starts, quiet=awake)}
    assert slots["what-stands-out"].nudge == hours_in(session, 26)
    assert slots["the-ones-around-the-table"].suggested == hours_in(session, 32)


def test_a_cancelled_session_has_no_slots() -> None:
    session = tuesday()
    cancelled = Session(id=session.id, starts=session.starts, zone=session.zone, cancelled=True)
    assert slots_of(cancelled, session.anchor) == ()


def test_before_the_next_one_waits_for_a_next_one() -> None:
    session = tuesday()
    assert "before-the-next-one" not in {s.id for s in slots_of(session, session.anchor)}
    slots = {s.id: s for s in slots_of(session, session.anchor, next_session=NEXT)}
    slot = slots["before-the-next-one"]
    assert slot.opens == NEXT.starts - timedelta(hours=96)
    assert slot.closes == NEXT.starts - timedelta(hours=24)


def test_a_next_session_very_near_leaves_the_first_day_alone() -> None:
    session = tuesday()
    for days, expected in ((3, True), (1, False)):
        near = Session(id="e" * 32, starts=hours_in(session, 24 * days), zone="UTC")
        slots = {s.id: s for s in slots_of(session, session.anchor, next_session=near)}
        assert ("before-the-next-one" in slots) is expected
        if expected:
            assert slots["before-the-next-one"].opens == hours_in(session, 24)


def test_a_now_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        slots_of(tuesday(), tuesday().anchor.replace(tzinfo=None))


def test_something_written_counts_whatever_is_tapped_later() -> None:
    session = tuesday()
    one, two = hours_in(session, 1), hours_in(session, 2)
    written = event("a-few-crumbs", How.WORD, one)["a-few-crumbs"]
    skipped = event("a-few-crumbs", How.SKIPPED, two)["a-few-crumbs"]
    elsewhere = Event(session_id="e" * 32, slot_id="gather", how=How.WORD, at=one)
    assert answered([written, skipped, elsewhere], SESSION_ID) == {"a-few-crumbs": written}
    later = event("a-few-crumbs", How.NOT_TODAY, hours_in(session, 3))["a-few-crumbs"]
    assert answered([later, skipped], SESSION_ID) == {"a-few-crumbs": later}


@given(st.sampled_from(How))
def test_an_event_comes_back_as_stored(how: How) -> None:
    stored = event("kind-words.2026-03-04.evening", how, tuesday().anchor)
    for one in stored.values():
        assert Event.from_doc(one.to_doc()) == one


@pytest.mark.parametrize(
    "change", [{"how": "missed"}, {"slot": ""}, {"at": "yesterday"}, {"session": "x"}, {"more": 1}]
)
def test_an_event_that_does_not_fit_is_refused(change: dict[str, object]) -> None:
    doc = event("gather", How.WORD, tuesday().anchor)["gather"].to_doc()
    with pytest.raises(ValueError, match="event"):
        Event.from_doc(doc | change)
