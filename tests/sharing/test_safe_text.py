"""Text of others: shown without power over the screen, stored exactly."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.sharing.safe_text import MAX_MARKS, shown

NAUGHTY = Path(__file__).resolve().parents[2] / ".." / "shared" / "vectors" / "naughty-strings.json"
TEXTS = json.loads(NAUGHTY.read_text("utf-8"))


def assert_safe(text: str) -> None:
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        assert category not in ("Cc", "Cs") or character in "\n\t"
        assert unicodedata.bidirectional(character) not in (
            *("LRE", "RLE", "LRO", "RLO", "PDF"),
            *("LRI", "RLI", "FSI", "PDI"),
        )
        marks = marks + 1 if category in ("Mn", "Me") else marks if category == "Cf" else 0
        assert marks <= MAX_MARKS


@pytest.mark.parametrize("text", TEXTS)
def test_naughty_strings(text: str) -> None:
    assert_safe(shown(text))


@given(st.text(st.characters() | st.sampled_from("\u202e\u2066\x1b\r\n\u0301\u200d\ud800")))
def test_any_text(text: str) -> None:
    safe = shown(text)
    assert_safe(safe)
    assert shown(safe) == safe


@pytest.mark.parametrize(
    "text",
    [
        "",
        "two\nlines\tand a tab",
        "naïve, Привет, שָׁלוֹם, مَرْحَبًا, हिन्दी, ไทย, 한국어, 你好",
        "👩‍👩‍👧‍👦 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️ 👍🏽",
        "می‌خواهم",
        "e\u0301" * 100,
    ],
)
def test_what_people_write_is_shown_as_it_is(text: str) -> None:
    assert shown(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("not \u202eefas\u202c here", "not efas here"),
        ("\x1b[31mred\x1b[0m \x07", "␛[31mred␛[0m ␇"),
        ("a\r\nb\rc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
        ("nul\x00 del\x7f c1\x9b", "nul␀ del␡ c1\ufffd"),
        ("half \ud83d", "half \ufffd"),
        ("Z" + "\u0335" * 500 + "!", "Z" + "\u0335" * MAX_MARKS + "!"),
        ("Z" + "\u0335\u200d" * 500, "Z" + "\u0335\u200d" * MAX_MARKS + "\u200d" * 492),
    ],
)
def test_what_has_power_over_the_screen_is_not(text: str, expected: str) -> None:
    assert shown(text) == expected
