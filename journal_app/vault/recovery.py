"""Recovery words: a second way in, written on paper.

160 random bits as fifteen words of the English BIP 39 list (2,048 words, told apart by their first
four letters). The last five bits of the fifteen words are a checksum, the first bits of SHA-256
over the 160, as BIP 39 has it: a word misread or swapped is noticed in 31 of 32 cases, before
anything is tried with it.

Nobody keeps the words but the person: the key file holds the data key sealed under them, and the
program shows them once. They are not a wallet and never leave this program.
"""

import hashlib
import os
import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

from journal_app.domain.errors import WordsNotRight
from journal_app.vault.format import wipe

COUNT: Final = 15
SECRET_SIZE: Final = 20  # bytes

_BITS: Final = 11  # of one word
_CHECK_BITS: Final = 5
_LEAST_LETTERS: Final = 4
_PIECE: Final = re.compile(r"[^\W\d_]+")


def fresh_words() -> tuple[str, ...]:
    """Fifteen new words that open nothing yet."""
    secret = bytearray(os.urandom(SECRET_SIZE))
    words = words_of(secret)
    wipe(secret)
    return words


def words_of(secret: bytes | bytearray) -> tuple[str, ...]:
    """The fifteen words of ``secret`` (20 random bytes)."""
    if len(secret) != SECRET_SIZE:
        raise ValueError("recovery words stand for 20 bytes")
    number = int.from_bytes(secret, "big") << _CHECK_BITS | _check(secret)
    places = range((COUNT - 1) * _BITS, -1, -_BITS)
    return tuple(_word_list()[number >> place & 0x7FF] for place in places)


def secret_of(typed: str) -> bytearray:
    """The 20 bytes that ``typed`` words stand for, to be wiped by the caller.

    Raises ``WordsNotRight`` when a word is unknown, one is missing or too many, or the checksum
    does not fit.
    """
    found = recognise(typed)
    if len(found) != COUNT:
        raise WordsNotRight("not fifteen words")
    number = 0
    for word in found:
        if word is None:
            raise WordsNotRight("a word that is not in the list")
        number = number << _BITS | _places()[word]
    secret = bytearray((number >> _CHECK_BITS).to_bytes(SECRET_SIZE, "big"))
    if number & (1 << _CHECK_BITS) - 1 != _check(secret):
        raise WordsNotRight("the checksum does not fit")
    return secret


def recognise(typed: str) -> tuple[str | None, ...]:
    """Each word of ``typed`` as it stands in the list, None for one that is not there.

    Case, spaces, line breaks, commas and numbering ("1. abandon") do not matter. The first four
    letters of a word, or more, stand for it.
    """
    plain = unicodedata.normalize("NFKC", typed).casefold()
    return tuple(_recognised(piece) for piece in _PIECE.findall(plain))


def as_text(words: Sequence[str]) -> str:
    """The words in the one form that is used as a passphrase: single spaces between them."""
    return " ".join(words)


def canonical(typed: str) -> str:
    """Typed words in the form of ``as_text``. Raises ``WordsNotRight`` as ``secret_of`` does."""
    secret = secret_of(typed)
    return as_text(words_of(secret))


def _recognised(piece: str) -> str | None:
    if piece in _places():
        return piece
    if len(piece) < _LEAST_LETTERS:
        return None
    begun = [word for word in _word_list() if word.startswith(piece)]
    return begun[0] if len(begun) == 1 else None


def _check(secret: bytes | bytearray) -> int:
    return hashlib.sha256(secret).digest()[0] >> 8 - _CHECK_BITS


@cache
def _word_list() -> tuple[str, ...]:
    # A resource, not a path: phones import packages from inside an archive.
    listed = resources.files("mnemonic").joinpath("wordlist").joinpath("english.txt")
    return tuple(listed.read_text(encoding="utf-8").split())


@cache
def _places() -> dict[str, int]:
    return {word: place for place, word in enumerate(_word_list())}
