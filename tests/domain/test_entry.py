"""Entries: nothing is cut, everything comes back, refusals never quote."""

import json
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.entry import (
    MOST_TEXT,
    NEXT_SESSION,
    READINGS,
    SUMMARY_LENGTH,
    Entry,
    Kind,
    Part,
    TooMuchText,
    whole_characters,
)
from tests.domain.strategies import SESSION_ID, instants, tuesday, zones

# Any text at all, halves of characters included: what a page can hand over.
texts = st.text(st.characters(codec=None, exclude_categories=[]), max_size=200)
parts = st.builds(Part, st.text(max_size=20), texts, st.text(max_size=40))
ids = st.none() | st.text(min_size=1, max_size=40)


@st.composite
def entries(draw: st.DrawFn) -> Entry:
    return Entry(
        id=SESSION_ID,
        kind=draw(st.sampled_from(Kind)),
        written=draw(instants),
        zone=draw(zones),
        parts=tuple(draw(st.lists(parts, max_size=5))),
        edited=draw(st.none() | instants),
        session_id=draw(ids),
        prompt_id=draw(ids),
        practice_id=draw(ids),
        readings=draw(st.dictionaries(st.sampled_from(READINGS), st.integers(0, 10))),
        sealed_until=draw(st.none() | instants | st.just(NEXT_SESSION)),
        shared_with=tuple(draw(st.lists(st.text(min_size=1, max_size=20), max_size=3))),
    )


def crumb(text: str) -> Entry:
    return Entry(
        id=SESSION_ID,
        kind=Kind.CRUMB,
        written=tuesday().anchor,
        zone="Europe/London",
        parts=(Part("", text),),
    )


@given(entries())
def test_what_is_stored_comes_back_through_json_and_utf_8(entry: Entry) -> None:
    stored = json.dumps(entry.to_doc(), ensure_ascii=False).encode("utf-8")
    assert Entry.from_doc(json.loads(stored)) == entry


@given(st.text(max_size=300))
def test_whole_text_is_kept_to_the_letter(text: str) -> None:
    assert crumb(text).parts[0].text == text


def test_halves_of_characters_are_made_whole() -> None:
    assert whole_characters("a \ud83c\udf05 b") == "a \U0001f305 b"
    assert whole_characters("a \ud83c b") == "a � b"
    assert whole_characters("a \udf05") == "a �"
    assert whole_characters("a \ud83c") == "a �"


def test_the_largest_entry_is_kept_whole_and_one_byte_more_is_refused() -> None:
    largest = "é" * (MOST_TEXT // 2)
    assert Entry.from_doc(crumb(largest).to_doc()).text == largest
    with pytest.raises(TooMuchText) as refused:
        crumb(largest + "x")
    assert "é" not in str(refused.value)


def test_the_limit_is_for_all_parts_together() -> None:
    half = Part("", "x" * (MOST_TEXT // 2 + 1))
    with pytest.raises(TooMuchText):
        Entry(
            id=SESSION_ID,
            kind=Kind.FREE,
            written=tuesday().anchor,
            zone="UTC",
            parts=(half, half),
        )


@pytest.mark.parametrize(
    "change",
    [
        {"v": 3},
        {"id": "lamplight"},
        {"kind": "lamplight"},
        {"written": "lamplight"},
        {"edited": 3},
        {"zone": "lamplight lamplight"},
        {"parts": "lamplight"},
        {"parts": [{"name": "lamplight", "text": 3, "question": ""}]},
        {"parts": [{"text": "lamplight"}]},
        {"parts": [{"name": "", "text": "lamplight", "question": "", "more": "lamplight"}]},
        {"parts": [{"name": "", "text": "", "question": ""}] * 65},
        {"session": ""},
        {"readings": {"lamplight": 3}},
        {"readings": {"revved": 11}},
        {"readings": {"revved": True}},
        {"sealed": "lamplight"},
        {"shared": ["lamplight", 3]},
        {"lamplight": 1},
    ],
)
def test_a_stored_entry_that_does_not_fit_is_refused_without_its_words(
    change: dict[str, object],
) -> None:
    doc = crumb("lamplight, all the way down").to_doc() | change
    with pytest.raises(ValueError, match="entry") as refused:
        Entry.from_doc(doc)
    assert "lamplight" not in str(refused.value)
    assert refused.value.__cause__ is None


def test_an_entry_from_a_zone_not_known_here_is_still_readable() -> None:
    doc = crumb("here").to_doc() | {"zone": "Europe/Atlantis"}
    entry = Entry.from_doc(doc)
    assert entry.local == entry.written
    assert entry.local.utcoffset() == timedelta(0)


def test_the_wall_clock_of_an_entry_is_the_one_it_was_written_by() -> None:
    doc = crumb("here").to_doc() | {"zone": "Asia/Tokyo"}
    assert Entry.from_doc(doc).local.strftime("%a %H:%M") == "Tue 23:00"


def test_the_summary_is_the_first_line_with_words() -> None:
    assert crumb("\n  \n lamplight,\t all the  way \nand more").summary == "lamplight, all the way"
    assert crumb(" \n ").summary == ""
    assert crumb(" \n ").empty
    assert not crumb("x").empty


@given(st.text(max_size=400))
def test_a_summary_fits_and_begins_as_the_text_does(text: str) -> None:
    summary = crumb(text).summary
    assert len(summary) <= SUMMARY_LENGTH + 1
    assert " ".join(text.split()).startswith(summary.removesuffix("…").strip())


def test_a_reading_alone_is_something_to_keep() -> None:
    doc = crumb("").to_doc() | {"kind": "check_in", "readings": {"revved": 5, "far_away": 2}}
    entry = Entry.from_doc(doc)
    assert not entry.empty
    assert entry.readings == {"revved": 5, "far_away": 2}
