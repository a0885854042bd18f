"""Reminders: nothing shows in them, and the newest file leads to the same days from any other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app import content
from journal_app.domain.plan import Pace
from journal_app.domain.quiet import QuietHours
from journal_app.domain.reminder import (
    REMEMBERED,
    SENTENCES,
    Change,
    Handed,
    Notice,
    Reminder,
    reminders,
)
from journal_app.domain.schedule import Slot, schedule
from journal_app.domain.session import Session
from tests.domain.strategies import (
    SESSION_ID,
    hours_in,
    instants,
    paces,
    quiet_hours,
    sessions,
    tuesday,
)

PLAN = content.plan()
SECRET = bytes(range(32))
NOTHING = Handed(SECRET)
NOW = datetime(2026, 3, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


def slots_of(
    session: Session, pace: Pace = Pace.FULL, quiet: QuietHours | None = None
) -> tuple[Slot, ...]:
    night = QuietHours() if quiet is None else quiet
    return schedule(session, PLAN, pace=pace, quiet=night, answered={}, now=session.starts)


def name(number: int) -> str:
    return f"{number:032x}"


def at(number: int, hours: float) -> Reminder:
    return Reminder(name(number), NOW + hours * HOUR)


class Calendar:
    """A calendar that takes files in by the rule of RFC 5546, 2.1.5.

    Under one UID the higher sequence stands, and among equal ones the later file.
    """

    def __init__(self) -> None:
        self.known: dict[str, tuple[int, datetime, Notice]] = {}

    def take(self, notices: Sequence[Notice], made: datetime) -> None:
        for notice in notices:
            known = self.known.get(notice.id)
            if known is None or (notice.sequence, made) >= known[:2]:
                self.known[notice.id] = (notice.sequence, made, notice)

    def coming(self, now: datetime) -> dict[str, tuple[datetime, str]]:
        notices = [notice for _, _, notice in self.known.values()]
        return {n.id: (n.at, n.sentence) for n in notices if not n.cancelled and n.at > now}


# One reminder for each nudge ----------------------------------------------------------------------


def test_there_is_one_for_each_nudge_in_the_order_of_their_instants() -> None:
    slots = slots_of(tuesday())
    found = reminders(slots, SESSION_ID, SECRET)
    nudges = sorted(slot.nudge for slot in slots if slot.nudge is not None)
    assert len(nudges) > 5
    assert [each.at for each in found] == nudges
    assert len({each.id for each in found}) == len(nudges)


def test_ids_stay_when_times_are_corrected_and_are_each_journals_and_sessions_own() -> None:
    def ids(session: Session, secret: bytes = SECRET) -> set[str]:
        return {each.id for each in reminders(slots_of(session), session.id, secret)}

    slots = [slot for slot in slots_of(tuesday()) if slot.nudge is not None]
    corrected = [replace(slot, nudge=slot.nudge + HOUR) for slot in slots if slot.nudge]
    assert ids(tuesday()) == {each.id for each in reminders(corrected, SESSION_ID, SECRET)}
    assert not ids(tuesday()) & ids(replace(tuesday(), id="f" * 32))
    assert not ids(tuesday()) & ids(tuesday(), SECRET[::-1])


def test_a_cancelled_session_and_a_silent_one_have_none() -> None:
    assert reminders(slots_of(replace(tuesday(), cancelled=True)), SESSION_ID, SECRET) == ()
    silent = [replace(slot, nudge=None) for slot in slots_of(tuesday())]
    assert reminders(silent, SESSION_ID, SECRET) == ()


def test_an_id_of_no_session_is_refused() -> None:
    with pytest.raises(ValueError, match="session"):
        reminders((), "Tuesday", SECRET)


@given(instants)
def test_parts_of_a_second_are_cut_off(instant: datetime) -> None:
    cut = Reminder(name(1), instant).at
    assert cut.microsecond == 0
    assert timedelta(0) <= instant - cut < timedelta(seconds=1)


def test_every_sentence_comes_and_each_id_keeps_its_own() -> None:
    notices = [Notice(id=name(number), at=NOW, latest=NOW) for number in range(9)]
    assert {notice.sentence for notice in notices} == set(SENTENCES)
    moved = replace(notices[4], at=NOW + HOUR, latest=NOW + HOUR, sequence=7)
    assert moved.sentence == notices[4].sentence


# What is new, moved, cancelled, unchanged ---------------------------------------------------------


def test_the_first_file_is_all_new() -> None:
    update = NOTHING.update([at(2, 30), at(1, 26)], NOW)
    assert [change for change, _ in update.changes] == [Change.NEW, Change.NEW]
    assert [(n.id, n.sequence, n.cancelled) for n in update.notices] == [
        (name(1), 0, False),
        (name(2), 0, False),
    ]
    assert update.news


def test_the_same_again_is_unchanged() -> None:
    first = NOTHING.update([at(1, 26)], NOW)
    again = first.handed.update([at(1, 26)], NOW + HOUR)
    assert again.changes == ((Change.UNCHANGED, first.notices[0]),)
    assert again.handed == first.handed
    assert not again.news


def test_another_time_is_a_move_with_a_higher_sequence() -> None:
    first = NOTHING.update([at(1, 26)], NOW)
    later = first.handed.update([at(1, 27)], NOW)
    earlier = later.handed.update([at(1, 25)], NOW)
    assert [change for change, _ in later.changes + earlier.changes] == [Change.MOVED] * 2
    assert [n.sequence for n in later.notices + earlier.notices] == [1, 2]
    assert earlier.notices[0].at == NOW + 25 * HOUR
    assert earlier.notices[0].latest == NOW + 27 * HOUR


def test_what_is_not_wanted_is_cancelled_and_stays_so_while_a_copy_could_ring() -> None:
    first = NOTHING.update([at(1, 26)], NOW)
    gone = first.handed.update([], NOW)
    assert [(c, n.sequence, n.cancelled) for c, n in gone.changes] == [(Change.CANCELLED, 1, True)]
    assert gone.news
    again = gone.handed.update([], NOW + 25 * HOUR)
    assert again.changes == ((Change.UNCHANGED, gone.notices[0]),)
    assert not again.news
    assert again.handed.update([], NOW + 26 * HOUR).changes == ()


def test_a_copy_that_was_to_ring_later_is_cancelled_though_a_newer_one_is_past() -> None:
    handed = NOTHING.update([at(1, 40)], NOW).handed
    handed = handed.update([at(1, 2)], NOW).handed
    update = handed.update([at(1, 2)], NOW + 3 * HOUR)
    assert [change for change, _ in update.changes] == [Change.CANCELLED]


def test_wanted_again_after_it_was_cancelled() -> None:
    handed = NOTHING.update([at(1, 26)], NOW).handed.update([], NOW).handed
    back = handed.update([at(1, 26)], NOW)
    assert [(c, n.sequence, n.cancelled) for c, n in back.changes] == [(Change.MOVED, 2, False)]


def test_what_is_past_is_in_no_file_and_its_sequence_is_not_forgotten() -> None:
    assert NOTHING.update([at(1, 0), at(2, -3)], NOW).changes == ()
    handed = NOTHING.update([at(1, 1)], NOW).handed.update([at(1, 2)], NOW).handed
    years = 5 * 366 * 24
    later = handed.update([at(1, 2)], NOW + years * HOUR)
    assert later.changes == ()
    moved = later.handed.update([at(1, years + 9)], NOW + years * HOUR)
    assert [(c, n.sequence) for c, n in moved.changes] == [(Change.MOVED, 2)]


def test_the_ledger_stays_small_and_drops_only_the_oldest_of_the_past() -> None:
    past = NOTHING.update([at(number, number) for number in range(1, REMEMBERED + 50)], NOW).handed
    assert len(past.notices) == REMEMBERED + 49, "all of it was still to come"
    later = past.update([at(5000, 5000)], NOW + (REMEMBERED + 20) * HOUR).handed
    kept = {notice.id for notice in later.notices}
    assert len(kept) == REMEMBERED
    assert {name(5000), *(name(number) for number in range(100, REMEMBERED + 50))} <= kept
    assert name(1) not in kept


def test_a_now_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        NOTHING.update([], NOW.replace(tzinfo=None))


# From any file to the same days -------------------------------------------------------------------

hours = st.integers(-100, 100)
wishes = st.dictionaries(st.integers(1, 6), hours, max_size=6).map(
    lambda found: [at(number, each) for number, each in found.items()]
)


@settings(max_examples=300)
@given(st.lists(st.tuples(wishes, hours, st.booleans()), max_size=8), wishes, hours, st.booleans())
def test_the_newest_file_leads_to_the_same_days_whichever_were_taken_in_before(
    files: list[tuple[list[Reminder], int, bool]],
    wanted: list[Reminder],
    hour: int,
    stored: bool,
) -> None:
    """Also where the clock was set back or forward between two files."""
    calendar, fresh, handed = Calendar(), Calendar(), NOTHING
    for wish, made, taken in files:
        update = handed.update(wish, NOW + made * HOUR)
        handed = Handed.from_doc(update.handed.to_doc()) if stored else update.handed
        if taken:
            calendar.take(update.notices, NOW + made * HOUR)
    now = NOW + hour * HOUR
    newest = handed.update(wanted, now)
    calendar.take(newest.notices, now)
    fresh.take(NOTHING.update(wanted, now).notices, now)
    assert calendar.coming(now) == fresh.coming(now)
    assert set(fresh.coming(now)) == {each.id for each in wanted if each.at > now}
    calendar.take(newest.notices, now)
    assert calendar.coming(now) == fresh.coming(now)
    assert not newest.handed.update(wanted, now).news


@settings(max_examples=60)
@given(
    sessions(),
    st.lists(
        st.tuples(st.integers(-200, 200), paces, quiet_hours, st.booleans(), st.integers(-40, 100)),
        min_size=2,
        max_size=4,
    ),
)
def test_any_change_of_session_pace_or_quiet_hours_leads_to_the_days_of_a_fresh_file(
    session: Session, changes: list[tuple[int, Pace, QuietHours, bool, int]]
) -> None:
    calendar, handed = Calendar(), NOTHING
    for moved, pace, quiet, cancelled, hour in changes:
        end = None if session.ends is None else session.ends + moved * HOUR
        starts = session.starts + moved * HOUR
        session = replace(session, starts=starts, ends=end, cancelled=cancelled)
        now = hours_in(session, hour)
        wanted = reminders(slots_of(session, pace, quiet), session.id, SECRET)
        update, fresh = handed.update(wanted, now), Calendar()
        handed = update.handed
        calendar.take(update.notices, now)
        fresh.take(NOTHING.update(wanted, now).notices, now)
        assert calendar.coming(now) == fresh.coming(now)
        assert len(fresh.coming(now)) == len([each for each in wanted if each.at > now])


# The ledger as it is stored -----------------------------------------------------------------------


@given(wishes, wishes)
def test_what_is_stored_comes_back(first: list[Reminder], second: list[Reminder]) -> None:
    handed = NOTHING.update(first, NOW).handed.update(second, NOW).handed
    assert Handed.from_doc(handed.to_doc()) == handed


def _changed(**change: object) -> dict[str, object]:
    handed = NOTHING.update([at(1, 26)], NOW).handed
    return {**handed.to_doc(), "notices": [handed.notices[0].to_doc() | change]}


@pytest.mark.parametrize(
    "doc",
    [
        None,
        {},
        NOTHING.to_doc() | {"v": 2},
        NOTHING.to_doc() | {"secret": "4f" * 31},
        NOTHING.to_doc() | {"secret": "4F" * 32},
        NOTHING.to_doc() | {"secret": None},
        NOTHING.to_doc() | {"more": 1},
        NOTHING.to_doc() | {"notices": [1]},
        NOTHING.to_doc() | {"notices": [Notice(id=name(1), at=NOW, latest=NOW).to_doc()] * 2},
        _changed(id="kind-words.evening"),
        _changed(at="2026-03-09"),
        _changed(latest="2026-03-03T12:00:00Z"),
        _changed(sequence=-1),
        _changed(sequence=2**31),
        _changed(sequence=True),
        _changed(cancelled=1),
        _changed(prompt="kind-words"),
    ],
)
def test_a_stored_ledger_that_does_not_fit_is_refused_without_what_is_in_it(doc: object) -> None:
    with pytest.raises(ValueError, match=r"handed|notice") as refused:
        Handed.from_doc(doc)
    for told in ("kind-words", "4f", "4F", name(1)):
        assert told not in str(refused.value)


def test_the_secret_is_of_full_length_and_shows_in_no_trace() -> None:
    assert SECRET.hex() not in repr(NOTHING)
    assert repr(SECRET) not in repr(NOTHING)
    for wrong in (b"", SECRET[1:], SECRET + b"x"):
        with pytest.raises(ValueError, match="secret"):
            Handed(wrong)
