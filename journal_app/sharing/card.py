"""A therapist's card: whom to seal for, and whether that was checked.

    canonical JSON {v, name, x25519, pq, made, expires, response}, at most 16 KiB
    fingerprint = SHA-256("three-dawns/card/1" || X25519 key (32) || hybrid key (1,216 or none))

The fingerprint covers both keys and nothing else: a renewed card (new dates, a new response line)
keeps the words that were compared, and a card in which only the hybrid key was exchanged does not.
``pq`` is null where the practice's device has no ML-KEM.

What a client keeps is a ``KeptCard``. Only CONFIRMED may be sealed for:

                 words match                      other keys are offered
    UNCONFIRMED ------------> CONFIRMED ----------------------------------> CHANGED
      |     ^                  |      ^                                        |
      |     |                  +------+ same keys, newer details: renewed      |
      |     |                         |                                        |
      |     |                         +------- words of the new card match ----+
      |     +--------------------------- they do not: the new card is dropped -+
      +-- other keys are offered --> CHANGED

An expired card warns and does not block: nothing about its keys has changed.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Any

from journal_app.domain import strict_json
from journal_app.domain.errors import BadJson, CardChanged, CardNotConfirmed, NotACard
from journal_app.sharing import instant, words
from journal_app.sharing.age import HybridRecipient, X25519Recipient

VERSION = 1
MAX_CARD_BYTES = 16 * 1024
MAX_NAME = 100  # characters
MAX_RESPONSE = 500  # characters

_NAMES = {"v", "name", "x25519", "pq", "made", "expires", "response"}


@dataclass(frozen=True)
class Card:
    """A card as it was read: texts exactly as written (show them with ``safe_text``).

    ``x25519`` and ``pq`` are age recipients; ``made`` and ``expires`` are instants in UTC;
    ``response`` says how soon the therapist reads what is shared.
    """

    name: str
    x25519: X25519Recipient
    pq: HybridRecipient | None
    made: datetime
    expires: datetime
    response: str

    @classmethod
    def parse(cls, data: bytes) -> "Card":
        """Read a card file. Raises ``NotACard`` for anything else, also one byte off."""
        try:
            card = _from_document(strict_json.loads(data, max_bytes=MAX_CARD_BYTES, max_depth=1))
            canonical = card.to_bytes() == data
        except (BadJson, ValueError, TypeError):
            raise NotACard("not a card") from None
        if not canonical:
            raise NotACard("a card has one form, and this is another")
        return card

    def to_bytes(self) -> bytes:
        """The file. Raises ``ValueError`` where a text is too long or a date is out of order."""
        if not self.name.strip() or len(self.name) > MAX_NAME or len(self.response) > MAX_RESPONSE:
            raise ValueError("a name is 1 to 100 characters, a response line at most 500")
        if self.expires <= self.made:
            raise ValueError("a card is made before it expires")
        return strict_json.dumps(
            {
                "v": VERSION,
                "name": self.name,
                "x25519": str(self.x25519),
                "pq": str(self.pq) if self.pq else None,
                "made": instant.to_text(self.made),
                "expires": instant.to_text(self.expires),
                "response": self.response,
            }
        )

    @property
    def fingerprint(self) -> bytes:
        """32 bytes that stand for both keys."""
        return fingerprint(self.x25519, self.pq)

    def words(self) -> tuple[str, ...]:
        """The eight words to compare aloud (slow on purpose: tens of milliseconds)."""
        return words.card_words(self.fingerprint)

    def expired(self, now: datetime) -> bool:
        """Whether the card has run out at ``now``."""
        return now >= self.expires

    def qr_text(self) -> str:
        """What its QR code carries: the X25519 recipient and the SHA-256 of the card, in hex."""
        return f"{self.x25519} {hashlib.sha256(self.to_bytes()).hexdigest()}"


def fingerprint(x25519: X25519Recipient, pq: HybridRecipient | None) -> bytes:
    """The fingerprint (32 bytes) of a pair of keys."""
    keys = x25519.public_key + (pq.public_key if pq else b"")
    return hashlib.sha256(b"three-dawns/card/1" + keys).digest()


class Relation(Enum):
    """How a newly opened card relates to the one kept."""

    SAME = "same"  # nothing new
    RENEWED = "renewed"  # both keys the same, newer details
    OLDER = "older"  # both keys the same, details from before: an old file was opened
    HALF_SWAPPED = "half-swapped"  # one key kept, the other exchanged
    OTHER_KEYS = "other-keys"  # both differ: new keys, another therapist, or a swapped card


class CardState(Enum):
    """What is known about a kept card; see the drawing above."""

    UNCONFIRMED = "unconfirmed"
    CONFIRMED = "confirmed"
    CHANGED = "changed"


@dataclass(frozen=True)
class KeptCard:
    """A card in a client's journal. Every step gives a new one; none changes in place.

    ``offered`` is the card with other keys, while the state is CHANGED.
    """

    card: Card
    state: CardState = CardState.UNCONFIRMED
    offered: Card | None = None

    def relation(self, new: Card) -> Relation:
        """How ``new`` relates to the card kept."""
        same_x25519 = new.x25519.public_key == self.card.x25519.public_key
        same_pq = _pq_key(new) == _pq_key(self.card)
        if not (same_x25519 or same_pq) or (not same_x25519 and new.pq is None):
            return Relation.OTHER_KEYS
        if not (same_x25519 and same_pq):
            return Relation.HALF_SWAPPED
        if new == self.card or new.to_bytes() == self.card.to_bytes():
            return Relation.SAME
        return Relation.RENEWED if new.made > self.card.made else Relation.OLDER

    def offer(self, new: Card) -> "KeptCard":
        """A card file was opened for this therapist."""
        relation = self.relation(new)
        if relation is Relation.RENEWED:
            return replace(self, card=new)
        if relation in (Relation.SAME, Relation.OLDER):
            return self
        return replace(self, state=CardState.CHANGED, offered=new)

    def to_compare(self) -> Card:
        """The card whose words are to be compared now."""
        return self.offered or self.card

    def words_match(self) -> "KeptCard":
        """All eight words were the same."""
        return KeptCard(self.to_compare(), CardState.CONFIRMED)

    def words_differ(self) -> "KeptCard":
        """They were not: nothing can be shared until those of the kept card are compared."""
        return KeptCard(self.card, CardState.UNCONFIRMED)

    def for_sealing(self) -> Card:
        """The card, when it may be sealed for; else ``CardNotConfirmed`` or ``CardChanged``."""
        if self.state is CardState.CHANGED:
            raise CardChanged("other keys were offered")
        if self.state is not CardState.CONFIRMED:
            raise CardNotConfirmed("the words were not compared")
        return self.card

    def to_document(self) -> dict[str, Any]:
        """For the vault."""
        return {
            "card": self.card.to_bytes().decode("utf-8"),
            "state": self.state.value,
            "offered": self.offered.to_bytes().decode("utf-8") if self.offered else None,
        }

    @classmethod
    def from_document(cls, document: dict[str, Any]) -> "KeptCard":
        """From the vault."""
        offered = document["offered"]
        return cls(
            Card.parse(document["card"].encode("utf-8")),
            CardState(document["state"]),
            Card.parse(offered.encode("utf-8")) if offered is not None else None,
        )


def _pq_key(card: Card) -> bytes | None:
    return card.pq.public_key if card.pq else None


def _from_document(document: Any) -> Card:
    if not isinstance(document, dict) or set(document) != _NAMES:
        raise ValueError("not the fields of a card")
    version, pq = document["v"], document["pq"]
    texts = [value for name, value in document.items() if name not in ("v", "pq")]
    if type(version) is not int or version != VERSION:
        raise ValueError("not a version we know")
    if not all(isinstance(text, str) for text in texts) or not isinstance(pq, str | None):
        raise ValueError("a field is of the wrong kind")
    return Card(
        name=document["name"],
        x25519=X25519Recipient.parse(document["x25519"]),
        pq=HybridRecipient.parse(pq) if pq is not None else None,
        made=instant.from_text(document["made"]),
        expires=instant.from_text(document["expires"]),
        response=document["response"],
    )
