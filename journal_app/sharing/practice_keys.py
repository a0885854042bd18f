"""The secret half of a therapist's card: what a practice opens packets with."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from journal_app.sharing.age import HybridIdentity, HybridRecipient, X25519Identity, hybrid
from journal_app.sharing.card import Card, fingerprint


@dataclass(frozen=True)
class PracticeKeys:
    """Both keys of a practice. ``pq_secret`` is age text, so it can be kept where it can't be used.

    ``pq`` and ``pq_secret`` are None where the practice was made without ML-KEM.
    """

    x25519: X25519Identity
    pq: HybridRecipient | None
    pq_secret: str | None = field(repr=False)

    @classmethod
    def generate(cls, random: Callable[[int], bytes] = os.urandom) -> "PracticeKeys":
        """New keys; ``random(n)`` gives n random bytes."""
        x25519 = X25519Identity(random(32))
        if not hybrid.available():
            return cls(x25519, None, None)
        pq = HybridIdentity(random(hybrid.SEED_BYTES))
        return cls(x25519, pq.recipient, str(pq))

    @property
    def fingerprint(self) -> bytes:
        """The fingerprint (32 bytes) of every card of this practice."""
        return fingerprint(self.x25519.recipient, self.pq)

    def identities(self) -> list[X25519Identity | HybridIdentity]:
        """What this platform can open packets with; without ML-KEM only the X25519 key."""
        if self.pq_secret is None or not hybrid.available():
            return [self.x25519]
        return [HybridIdentity.parse(self.pq_secret), self.x25519]

    def card(self, name: str, response: str, made: datetime, expires: datetime) -> Card:
        """A card to give out. Raises ``ValueError`` for texts too long or dates out of order."""
        card = Card(name, self.x25519.recipient, self.pq, made, expires, response)
        card.to_bytes()
        return card

    def to_document(self) -> dict[str, Any]:
        """For the vault: both secrets, as text that any age tool reads."""
        return {
            "x25519": str(self.x25519),
            "pq": str(self.pq) if self.pq else None,
            "pq_secret": self.pq_secret,
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "PracticeKeys":
        """From the vault."""
        pq = document["pq"]
        return cls(
            X25519Identity.parse(document["x25519"]),
            HybridRecipient.parse(pq) if pq is not None else None,
            document["pq_secret"],
        )
