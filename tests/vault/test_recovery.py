"""Recovery words: fifteen words that open the journal when the passphrase is gone."""

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mnemonic import Mnemonic

from journal_app.domain.errors import (
    NoRecoveryWords,
    WordsNotRight,
    WrongPassphrase,
    WrongWords,
)
from journal_app.vault import recovery
from journal_app.vault.journal import Journal
from tests.vault.conftest import PASSPHRASE, QUICK, made_words

New = Callable[..., Journal]
SECRETS = st.binary(min_size=20, max_size=20)
ONE = recovery.words_of(bytes(range(20)))


# ---- what a person lives through ----


def test_the_words_open_the_journal_and_a_new_passphrase_can_be_set(
    new_journal: New, home: Path
) -> None:
    with new_journal() as journal:
        journal.table("entries").insert({"text": "a thread of gold"})
        assert not journal.has_recovery
        words = made_words(journal)
        assert journal.has_recovery
    with Journal.unlock_with_words(home, " ".join(words)) as again:
        assert again.table("entries").all() == [{"text": "a thread of gold"}]
        again.change_passphrase("rain on a tin roof", policy=QUICK)
    Journal.unlock(home, "rain on a tin roof").lock()
    with pytest.raises(WrongPassphrase):
        Journal.unlock(home, PASSPHRASE)
    Journal.unlock_with_words(home, " ".join(words)).lock()


def test_new_words_open_nothing_until_they_are_typed_back(new_journal: New, home: Path) -> None:
    """Somebody looks at new words and goes away: the paper in the drawer still opens it."""
    with new_journal() as journal:
        earlier, shown = made_words(journal), journal.new_words()
    with pytest.raises(WrongWords):
        Journal.unlock_with_words(home, " ".join(shown))
    with Journal.unlock_with_words(home, " ".join(earlier)) as again:
        with pytest.raises(WordsNotRight):
            again.keep_words(" ".join(shown[:-1]))
        assert recovery.recognise(" ".join(shown).upper()) == shown
        again.keep_words(" ".join(shown).upper())
    Journal.unlock_with_words(home, " ".join(shown)).lock()


def test_new_words_replace_the_earlier_ones(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        earlier, later = made_words(journal), made_words(journal)
        assert earlier != later
        assert journal.are_words(" ".join(later))
        assert not journal.are_words(" ".join(earlier))
    with pytest.raises(WrongWords):
        Journal.unlock_with_words(home, " ".join(earlier))
    Journal.unlock_with_words(home, " ".join(later)).lock()
    Journal.unlock(home, PASSPHRASE).lock()


def test_the_lock_screen_knows_whether_there_are_words(new_journal: New, home: Path) -> None:
    journal = new_journal()
    assert not Journal.offers_words(home)
    made_words(journal)
    assert Journal.offers_words(home)
    journal.lock()
    assert Journal.offers_words(home)


def test_a_journal_without_words_says_so(new_journal: New, home: Path) -> None:
    new_journal().lock()
    with pytest.raises(NoRecoveryWords):
        Journal.unlock_with_words(home, " ".join(ONE))


def test_mistyped_words_are_told_from_wrong_ones(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        words = list(made_words(journal))
    with pytest.raises(WrongWords):
        Journal.unlock_with_words(home, " ".join(ONE))
    for typed in ("", "abandon", " ".join(words[:14]), " ".join([*words, "abandon"]), "x" * 9999):
        with pytest.raises(WordsNotRight):
            Journal.unlock_with_words(home, typed)


def test_words_typed_by_a_tired_hand_are_understood(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        words = made_words(journal)
    for typed in (
        "  ".join(words).upper(),
        "\n".join(f"{number}. {word.title()}" for number, word in enumerate(words, 1)),
        ", ".join(word[:4] for word in words),
        "\u3000".join(words),
        "".join(f"\t{word}\u00a0" for word in words),
    ):
        Journal.unlock_with_words(home, typed).lock()


def test_the_words_are_nowhere_on_the_disk(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        words = made_words(journal)
    secret = bytes(recovery.secret_of(" ".join(words)))
    for file in home.rglob("*"):
        if file.is_file():
            found = file.read_bytes()
            assert secret not in found
            assert secret.hex().encode() not in found
            assert " ".join(words).encode() not in found


def test_the_words_of_the_first_version_open_for_ever(tmp_path: Path) -> None:
    """Made once and never again; a copy, since opening takes a lock."""
    source = Path(__file__).parent / "data" / "journal-v1-words" / "vault"
    (tmp_path / "vault").mkdir()
    for name in ("key", "log"):
        (tmp_path / "vault" / name).write_bytes((source / name).read_bytes())
    words = (
        "upper advice canyon keep picture letter common cherry jealous concert survey balance "
        "adjust moon fade"
    )
    with Journal.unlock_with_words(tmp_path, words) as journal:
        assert [entry.doc_id for entry in journal.table("entries")] == [1, 3]
        assert journal.drafts() == {"free": {"text": "a thread of gold"}}
    Journal.unlock(tmp_path, "Crêpe à l’aube 🌒").lock()


# ---- the words themselves ----


@given(secret=SECRETS)
def test_words_and_secret_are_two_forms_of_the_same(secret: bytes) -> None:
    words = recovery.words_of(secret)
    assert len(words) == 15
    assert recovery.secret_of(" ".join(words)) == secret
    assert recovery.recognise(" ".join(words)) == words


@given(secret=SECRETS)
def test_they_are_the_words_of_bip_39(secret: bytes) -> None:
    """Held against another implementation: the one whose list we carry."""
    assert " ".join(recovery.words_of(secret)) == Mnemonic("english").to_mnemonic(secret)


def test_a_secret_is_random_and_of_160_bits(new_journal: New) -> None:
    with new_journal() as journal:
        made = {recovery.secret_of(" ".join(made_words(journal))).hex() for _ in range(8)}
    assert len(made) == 8
    assert {len(secret) for secret in made} == {40}


@pytest.mark.parametrize("size", [0, 16, 19, 21, 32])
def test_no_other_size_has_words(size: int) -> None:
    with pytest.raises(ValueError, match="20 bytes"):
        recovery.words_of(os.urandom(size))


def test_one_other_word_is_noticed_31_times_in_32() -> None:
    passed = 0
    others = [word for word in recovery._word_list() if word != ONE[7]]
    for other in others:
        try:
            recovery.secret_of(" ".join([*ONE[:7], other, *ONE[8:]]))
        except WordsNotRight:
            continue
        passed += 1
    assert 0.02 < passed / len(others) < 0.045


def test_two_words_in_the_wrong_order_are_noticed_nearly_always() -> None:
    noticed = 0
    for at in range(14):
        swapped = [*ONE]
        swapped[at], swapped[at + 1] = swapped[at + 1], swapped[at]
        try:
            recovery.secret_of(" ".join(swapped))
        except WordsNotRight:
            noticed += 1
    assert noticed >= 12


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("add", "add"),  # a word of its own, though others begin so
        ("addr", "address"),
        ("addi", "addict"),
        ("ADDRESS", "address"),
        ("act", "act"),
        ("acto", "actor"),
        ("actr", "actress"),
        ("acti", "action"),
        ("ab", None),
        ("aba", None),
        ("zzzz", None),
        ("abandonn", None),
        ("cafe\u0301", None),
        ("\uff41\uff42\uff41\uff4e", "abandon"),  # full width, from a Japanese keyboard
    ],
)
def test_a_word_is_known_by_its_beginning(typed: str, found: str | None) -> None:
    assert recovery.recognise(typed) == (found,)


def test_four_letters_are_enough_for_every_word() -> None:
    for word in recovery._word_list():
        assert recovery.recognise(word[:4]) == (word,)


@given(typed=st.text(max_size=200))
def test_nothing_typed_is_anything_but_words_or_one_kind_answer(typed: str) -> None:
    with suppress(WordsNotRight):
        assert len(recovery.secret_of(typed)) == 20


def test_the_canonical_form_is_the_same_however_they_were_typed() -> None:
    typed = ",".join(word[:4].upper() for word in ONE)
    assert recovery.canonical(typed) == " ".join(ONE) == recovery.as_text(ONE)
