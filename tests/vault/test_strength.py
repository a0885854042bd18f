"""The strength meter: it refuses what is guessed at once, explains, and never blames."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.vault.strength import FLOOR_LOG10, strength
from journal_app.words import say


@pytest.mark.parametrize(
    ("passphrase", "advice"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("password", "common"),
        ("Password123!", "more_words"),
        ("qwertyuiop", "common"),
        ("sdfghjkl;", "keyboard"),
        ("20021984", "date"),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "repeat"),
        ("abcdefghijklmnop", "sequence"),
        ("lighthouse", "one_word"),
        ("river stone", "more_words"),
        ("quiet lighthouse", "more_words"),
        ("three dawns", "near"),
        ("x7Gq2", "more_words"),
    ],
)
def test_what_is_guessed_at_once_is_refused_and_explained(passphrase: str, advice: str) -> None:
    found = strength(passphrase)
    assert not found.enough
    assert found.advice == f"strength.{advice}"


@pytest.mark.parametrize(
    "passphrase",
    [
        "a quiet lighthouse",
        "correct horse battery staple",
        "crêpe à l’aube",
        "夜明けの静かな灯台",
        "Sommerregen auf dem Dach",
        "Tr0ub4dor&3",
        "🌒 and then the kettle",
        "x" + "0123456789abcdef" * 4,
    ],
)
def test_what_holds_is_accepted(passphrase: str) -> None:
    found = strength(passphrase)
    assert found.enough
    assert found.advice == "strength.good"
    assert found.score >= 3


def test_spaces_between_words_are_no_strength_of_their_own() -> None:
    """zxcvbn takes a space for a random character; a dictionary of words tries them joined."""
    for apart in ("river stone", "river-stone", "river.stone", "river_stone", "river   stone"):
        assert not strength(apart).enough
        assert strength(apart).guesses_log10 <= strength("riverstone").guesses_log10


def test_each_score_and_each_advice_has_its_words() -> None:
    seen = {strength(text).label for text in ("", "x7Gq2!", "threedawns2", "quiet lighthouse 7")}
    for score in range(5):
        assert say(f"strength.label_{score}")
    assert len(seen) > 1


def test_the_score_follows_the_estimate() -> None:
    bounds = (0, 3, 6, FLOOR_LOG10, 10, 99)
    for text in ("a", "lighthouse", "x7Gq2!", "quiet lighthouse", "a quiet lighthouse", "~" * 9):
        found = strength(text)
        assert bounds[found.score] <= found.guesses_log10 < bounds[found.score + 1]
        assert found.enough == (found.score >= 3)


@pytest.mark.parametrize(
    "passphrase",
    [
        "a" * 100_000,
        "ab" * 50_000,
        "password" * 10_000,
        "4@8({[6" * 10_000,
        "correct horse " * 10_000,
        " " * 100_000,
        "\U0001f312" * 100_000,
        "ﷺ" * 100_000,  # grows eighteenfold under NFKC
    ],
    ids=lambda text: text[:8],
)
def test_it_is_quick_for_the_longest_input(passphrase: str) -> None:
    strength("warm")  # the word lists are loaded once
    before = time.process_time()
    strength(passphrase)
    assert time.process_time() - before < 0.5


@given(passphrase=st.text(st.characters(), max_size=80))
def test_it_has_an_answer_for_everything_and_keeps_nothing(passphrase: str) -> None:
    found = strength(passphrase)
    assert 0 <= found.score <= 4
    assert found.guesses_log10 >= 0
    assert say(found.advice)
    assert say(found.label)
    if len(passphrase) > 8:
        assert passphrase not in repr(found)
