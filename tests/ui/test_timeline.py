"""What the journal's line says and which sky it takes, without drawing it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app import content
from journal_app.domain.entry import Entry, Kind, Part
from journal_app.domain.resting import still_resting
from journal_app.domain.session import Session
from journal_app.ui import sky
from journal_app.ui.parts import kept
from journal_app.ui.parts.timeline import Heading, Item, Row, unrolled
from journal_app.ui.screens.entry import blocks

NOW = datetime(2026, 3, 5, 12, tzinfo=UTC)
SESSION = Session(
    id="a" * 32,
    starts=datetime(2026, 3, 3, 11, tzinfo=UTC),
    ends=datetime(2026, 3, 3, 14, tzinfo=UTC),
    zone="Europe/London",
)
LATER = Session(id="b" * 32, starts=datetime(2026, 4, 3, 11, tzinfo=UTC), zone="Europe/London")
NAMES = {"one": "Dana", "two": "Kim", "odd": "\u202eevil\x00"}

instants = st.integers(0, 28 * 24 * 60).map(
    lambda minutes: datetime(2026, 2, 20, tzinfo=UTC) + timedelta(minutes=minutes)
)
zones = st.sampled_from(["Europe/London", "Asia/Tokyo", "America/Los_Angeles", "Nowhere/At_All"])


def entry(when: datetime, text: str = "words", **more: object) -> Entry:
    given: dict[str, object] = {"zone": "Europe/London", "kind": Kind.FREE, **more}
    parts = (Part("", text),) if text else ()
    return Entry(id=f"{hash(when) % 10**9:032x}", written=when, parts=parts, **given)  # type: ignore[arg-type]


def line(
    *entries: Entry, now: datetime = NOW, sessions: tuple[Session, ...] = (SESSION,)
) -> tuple[Item, ...]:
    return unrolled(
        entries, sessions=sessions, plan=content.plan(), names=NAMES, now=now, dark=False
    )


def march(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("when", "title", "quiet"),
    [
        (march(3, 5), "2 March", "Monday"),  # the small hours belong to the evening before
        (march(3, 9), "Session day", "Tuesday"),
        (march(4, 3), "Session day", "Tuesday"),
        (march(4, 7), "Dawn 1", "Wednesday"),
        (march(6, 7), "Dawn 3", "Friday"),
        (march(7, 7), "7 March", "Saturday"),
        (datetime(2025, 12, 24, 18, tzinfo=UTC), "24 December 2025", "Wednesday"),
    ],
)
def test_a_day_is_called_by_its_dawn_or_its_date(when: datetime, title: str, quiet: str) -> None:
    day = kept.day_of(entry(when), (SESSION, LATER), 2026)
    assert (day.title, day.quiet) == (title, quiet)


def test_a_cancelled_session_names_no_day() -> None:
    off = Session(id="c" * 32, starts=SESSION.starts, zone="Europe/London", cancelled=True)
    assert kept.day_of(entry(march(4, 7)), (off,), 2026).title == "4 March"


@given(st.lists(st.tuples(instants, zones), max_size=12, unique_by=lambda pair: pair[0]))
def test_every_entry_stands_once_and_in_order_under_a_heading(
    written: list[tuple[datetime, str]],
) -> None:
    entries = [entry(when, zone=zone) for when, zone in sorted(written)]
    items = line(*entries)
    assert [i.entry_id for i in items if isinstance(i, Row)] == [e.id for e in entries]
    assert not items or isinstance(items[0], Heading)
    assert all(1 <= len(item.below) <= 34 for item in items)
    pairs = pairwise(items)
    assert not any(isinstance(a, Heading) and isinstance(b, Heading) for a, b in pairs)


@given(instants, st.integers(1, 20))
def test_the_line_runs_through_the_sky_from_one_entry_to_the_next(
    start: datetime, hours: int
) -> None:
    one, two = entry(start), entry(start + timedelta(hours=hours))
    rows = [item for item in line(one, two, sessions=()) if isinstance(item, Row)]
    headings = [item for item in line(one, two, sessions=()) if isinstance(item, Heading)]
    first_hour = one.local.hour + one.local.minute / 60
    assert rows[0].dot == rows[0].below[0] == sky.sky(first_hour, dark=False)
    if len(headings) == 1:  # the same day: one piece, down to the next dot
        assert rows[0].below[-1] == rows[1].dot
    else:  # a sunrise in between: the line reaches it, and a dawn begins there
        assert rows[0].below[-1] == headings[1].above == sky.sky(6.0, dark=False)


def test_a_dawn_begins_at_sunrise() -> None:
    items = line(entry(march(3, 20)), entry(march(4, 9)))
    dawn = items[2]
    assert isinstance(dawn, Heading)
    assert dawn.day.dawn
    assert dawn.below[0] == sky.sky(6.0, dark=False)
    assert dawn.below[-1] == sky.sky(9.0, dark=False)


def test_a_journey_west_draws_no_sky_that_was_not_there() -> None:
    tokyo = entry(march(8, 12), zone="Asia/Tokyo")  # 21:00
    london = entry(march(8, 13))  # an hour later, 13:00
    rows = [i for i in line(tokyo, london) if isinstance(i, Row)]
    assert len(rows[0].below) == 1


def test_a_sealed_entry_rests_until_its_time() -> None:
    until = march(5, 18)
    sealed = entry(march(4, 9), "dear later me", sealed_until=until)
    resting = line(sealed, now=until - timedelta(minutes=1))[1]
    open_again = line(sealed, now=until)[1]
    assert isinstance(resting, Row)
    assert isinstance(open_again, Row)
    assert "dear later me" not in repr(resting)
    assert "5 March 2026" in resting.after
    assert open_again.words == "dear later me"


def test_until_the_next_session_means_one_that_begins_after_it_was_written() -> None:
    sealed = entry(march(4, 9), sealed_until="next-session")
    assert still_resting(sealed, (SESSION,), NOW)
    assert still_resting(sealed, (SESSION, LATER), NOW)
    assert not still_resting(sealed, (SESSION, LATER), LATER.starts)


@pytest.mark.parametrize(
    ("cards", "words"),
    [
        ((), ""),
        (("one",), "Shared with Dana"),
        (("one", "two"), "Shared with Dana and one more"),
        (("gone",), "Shared once"),
        (("one", "gone"), "Shared 2 times"),
        (("odd",), "Shared with evil\u2400"),
    ],
)
def test_who_it_was_shared_with(cards: tuple[str, ...], words: str) -> None:
    assert kept.shared_words(entry(NOW, shared_with=cards), NAMES) == words


@given(st.text(max_size=4000))
def test_an_excerpt_is_one_short_line_of_the_entrys_own_words(text: str) -> None:
    said = kept.excerpt(entry(NOW, text), most=60)
    assert len(said) <= 62
    assert "\n" not in said
    own = " ".join(Part("", text).text.split())
    assert own.startswith(said.removesuffix("…").rstrip())


@given(st.lists(st.text(max_size=300), max_size=80))
def test_a_long_text_in_blocks_is_the_same_text(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert "\n".join(blocks(text)) == text


@pytest.mark.parametrize(
    ("text", "right"),
    [("words", False), ("שלום", True), ("123 بحر", True), ("“Hello” שלום", False), ("🌊", False)],
)
def test_words_run_the_way_their_first_letter_does(text: str, right: bool) -> None:
    assert kept.right_to_left(text) is right
