"""Words to compare: few enough to read aloud, different for every key."""

import pytest

from journal_app.sharing.words import card_words, pair_words, word_list

CARD = "alone dentist century angle place grace note phone"
PAIR = "duty gasp aerobic shiver"


def test_the_list_is_the_one_everybody_has() -> None:
    words = word_list()
    assert len(set(words)) == 2048
    assert len({word[:4] for word in words}) == 2048
    assert (words[0], words[-1]) == ("abandon", "zoo")


def test_the_words_of_a_key_never_change() -> None:
    # Changing any of these means that every card ever compared must be compared again.
    assert " ".join(card_words(bytes(32))) == CARD
    assert " ".join(pair_words(bytes(32))) == PAIR


def test_one_bit_gives_other_words() -> None:
    one_bit = bytes(31) + b"\x01"
    assert len(set(card_words(bytes(32))) & set(card_words(one_bit))) < 3
    assert card_words(one_bit)[:4] != pair_words(one_bit)


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_only_whole_keys_have_words(size: int) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        card_words(bytes(size))
