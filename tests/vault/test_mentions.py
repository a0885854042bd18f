"""Finding words without parsing every document finds exactly what parsing every one would."""

import sys
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journal_app.vault.changes import encode_document
from journal_app.vault.log import MemoryLog
from journal_app.vault.mentions import INTO_ASCII, mentions
from journal_app.vault.storage import SealedStorage
from journal_app.vault.tables import SealedTable

LETTERS = st.text(
    st.sampled_from('aAbBßẞſ\u212aKkéÉe\u0301ıİiI"\\/\n\t\u2028\ud83d🌒’ ﬁŉsStThH')
    | st.characters()
)


def parsed(documents: list[dict[str, Any]], words: str) -> list[int]:
    """The plain way: every text of every document."""

    def texts(value: Any) -> list[str]:
        if isinstance(value, str):
            return [value]
        if isinstance(value, dict):
            value = list(value.values())
        return [text for item in value for text in texts(item)] if isinstance(value, list) else []

    folded = words.casefold()
    return [
        number
        for number, document in enumerate(documents, start=1)
        if folded and any(folded in text.casefold() for text in texts(document))
    ]


def found(documents: list[dict[str, Any]], words: str) -> list[int]:
    raws = {number: encode_document(doc) for number, doc in enumerate(documents, start=1)}
    return [doc_id for doc_id, _ in mentions(raws, words)]


@given(st.lists(LETTERS, max_size=80), LETTERS.filter(lambda text: len(text) < 5))
@example(["a LIGHTHOUSE", "x", "the Lighthouse"] * 40, "lighthouse")
@example(["Straße", "STRASSE", "strasse", "stra\u017fse"], "Strasse")
@example(["300 K", "300 k"], "\u212a")
@example(['say "yes"', "a\nb", "back\\slash", "tab\tbed"], '"Yes"')
@example(["a\nb", "anb", "a\\nb"], "A\nB")
def test_it_finds_what_parsing_everything_finds(said: list[str], words: str) -> None:
    documents = [{"text": text, "in": {"parts": [text[:2]]}, "n": 1} for text in said]
    assert found(documents, words) == parsed(documents, words)


@given(st.lists(LETTERS, min_size=1, max_size=40), st.data())
def test_a_piece_of_any_text_is_found(said: list[str], data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(said))
    begin = data.draw(st.integers(0, len(text)))
    piece = text[begin : begin + 4]
    documents = [{"text": each} for each in said]
    for words in (piece, piece.upper(), piece.lower()):
        assert found(documents, words) == parsed(documents, words)


@given(
    st.lists(st.sampled_from(["it’s", "\u212aelvin", "ﬁN", "große", "ſo", "plain", "é"])), LETTERS
)
@example(["it’s a Fin"] * 20 + ["plain"] * 20 + ["ﬁn"], "fin")
@example(["it’s"] * 40 + ["300 \u212a"], "300 k")
@example(["\u0130stanbul"], "i")
@example(["plain"] * 40 + ["É"], "é")
def test_a_stretch_may_hold_every_kind_of_letter(said: list[str], words: str) -> None:
    documents = [{"text": text} for text in said]
    for piece in (words, *(text[:2] for text in said[:2])):
        assert found(documents, piece) == parsed(documents, piece)


def test_every_letter_that_folds_into_an_ascii_one_is_known() -> None:
    """The whole of Unicode, as this Python knows it."""
    beyond = map(chr, range(128, sys.maxunicode + 1))
    into = [each for each in beyond if any(part.isascii() for part in each.casefold())]
    assert sorted(into) == sorted(INTO_ASCII)


@pytest.mark.parametrize("words", ["text", "parts", '":"', "1", "null", ""])
def test_names_and_numbers_of_fields_are_no_words(words: str) -> None:
    assert found([{"text": "a", "parts": ["b"], "n": 1, "none": None}], words) == []


def test_a_table_hands_out_what_mentions_the_words() -> None:
    table = SealedTable(SealedStorage(MemoryLog()), "entries")
    table.insert_multiple({"text": f"number {n}"} for n in range(100))
    (only,) = table.mentioning("Number 42")
    assert (only, only.doc_id) == ({"text": "number 42"}, 43)
    assert len(table.mentioning("NUMBER")) == 100
