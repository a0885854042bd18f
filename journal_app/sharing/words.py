"""Words two people read aloud to know that they hold the same key.

Eight words stand for a therapist's card, four for a pair key. Each word is one of 2,048 (11 bits;
the English BIP 39 list, whose words differ in their first four letters). The bits come from
scrypt (N = 2^15, r = 8: 32 MiB, tens of milliseconds), so that each of the 2^88 tries to forge a
card with the same eight words costs that much as well.
"""

from importlib import resources

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

CARD_WORDS = 8
PAIR_WORDS = 4

_BITS = 11
_LOG_N = 15


def card_words(fingerprint: bytes) -> tuple[str, ...]:
    """The eight words of a card, from its fingerprint (32 bytes)."""
    return _words(fingerprint, b"three-dawns/words/card", CARD_WORDS)


def pair_words(key: bytes) -> tuple[str, ...]:
    """The four words of a pair key (32 bytes)."""
    return _words(key, b"three-dawns/words/pair", PAIR_WORDS)


def word_list() -> tuple[str, ...]:
    """The 2,048 words, in order."""
    # A resource, not a path: phones import packages from inside an archive.
    listed = resources.files("mnemonic").joinpath("wordlist").joinpath("english.txt")
    return tuple(listed.read_text(encoding="utf-8").split())


def _words(secret: bytes, purpose: bytes, count: int) -> tuple[str, ...]:
    if len(secret) != 32:
        raise ValueError("32 bytes are expected")
    size = -(-count * _BITS // 8)
    hashed = Scrypt(salt=purpose, length=size, n=1 << _LOG_N, r=8, p=1).derive(secret)
    number = int.from_bytes(hashed, "big") >> (8 * size - count * _BITS)
    words = word_list()
    places = range((count - 1) * _BITS, -1, -_BITS)
    return tuple(words[number >> place & 0x7FF] for place in places)
