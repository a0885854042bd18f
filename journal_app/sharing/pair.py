"""A pair: the secret one client shares with one therapist, which proves who sealed a packet."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from journal_app.sharing import words
from journal_app.sharing.card import Card

ID_BYTES = 16
KEY_BYTES = 32


@dataclass(frozen=True)
class Pair:
    """Both sides keep one of these.

    ``id`` is 16 random bytes, ``key`` 32; ``recipient`` is the fingerprint (32 bytes) of the card
    it belongs to: one pair with two therapists would let one of them pass for the client with the
    other. ``compared`` says whether this side saw the four words compared.
    """

    id: bytes
    key: bytes = field(repr=False)
    recipient: bytes
    compared: bool = False

    def __post_init__(self) -> None:
        if (len(self.id), len(self.key), len(self.recipient)) != (ID_BYTES, KEY_BYTES, 32):
            raise ValueError("a pair is an id of 16 bytes, a key and a fingerprint of 32")

    @classmethod
    def generate(cls, card: Card, random: Callable[[int], bytes] = os.urandom) -> "Pair":
        """A new pair for ``card``; ``random(n)`` gives n random bytes."""
        return cls(random(ID_BYTES), random(KEY_BYTES), card.fingerprint)

    def words(self) -> tuple[str, ...]:
        """The four words to compare aloud (slow on purpose: tens of milliseconds)."""
        return words.pair_words(self.key)

    def words_match(self) -> "Pair":
        """The four words were the same on both sides."""
        return replace(self, compared=True)

    def to_document(self) -> dict[str, Any]:
        """For the vault."""
        return {
            "id": self.id.hex(),
            "key": self.key.hex(),
            "recipient": self.recipient.hex(),
            "compared": self.compared,
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "Pair":
        """From the vault."""
        identifier, key, recipient = (
            bytes.fromhex(document[name]) for name in ("id", "key", "recipient")
        )
        return cls(identifier, key, recipient, compared=bool(document["compared"]))
