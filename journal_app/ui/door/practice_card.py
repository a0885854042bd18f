"""The practice's own card, and the keys behind it, which never leave the door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from journal_app.clock import Clock
from journal_app.domain.errors import JournalError, Locked
from journal_app.sharing.card import MAX_NAME, MAX_RESPONSE, Card
from journal_app.sharing.practice_keys import PracticeKeys
from journal_app.ui.door.base import Room
from journal_app.ui.door.documents import Fields, refusal
from journal_app.ui.door.names import one_line
from journal_app.vault.journal import Journal

__all__ = ["MAX_NAME", "MAX_RESPONSE", "CardRoom", "OwnCard"]

LASTS = timedelta(days=365)


@dataclass(frozen=True)
class OwnCard:
    """My card as a screen shows it; ``days`` are left until it runs out (0: it has)."""

    name: str
    response: str
    made: datetime
    expires: datetime
    days: int
    post_quantum: bool


class CardRoom(Room):
    """One practice, one pair of keys, one card that is renewed now and then."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        super().__init__(journal, clock)
        self._kept = self._one(journal.table("practice"), _own)
        self._keys: PracticeKeys | None = None
        self._card: Card | None = None
        if self._kept.value is not None:
            self._keys, self._card = self._kept.value

    @property
    def made(self) -> bool:
        """Whether there is a card yet."""
        return self._card is not None

    def keys(self) -> PracticeKeys:
        """Both secrets: for the inbox behind this door, and for nobody in front of it."""
        if self._keys is None:
            raise self._none_yet()
        return self._keys

    def view(self) -> OwnCard:
        """My card. Raises ``Locked`` before it was made."""
        card = self._own()
        left = card.expires - self._clock.now()
        return OwnCard(
            name=one_line(card.name),
            response=one_line(card.response),
            made=card.made,
            expires=card.expires,
            days=max(0, left.days),
            post_quantum=card.pq is not None,
        )

    def _own(self) -> Card:
        if self._card is None:
            raise self._none_yet()
        return self._card

    def _none_yet(self) -> JournalError:
        return refusal(self._kept.left) if self._kept.left else Locked("no card yet")

    async def make(self, name: str, response: str) -> None:
        """Make keys and a card. Raises ``ValueError`` where a text is empty or too long.

        Raises ``NewerFormat`` or ``DamagedVault`` where there are keys that are not understood: a
        second pair would open nothing of what was sealed for the first.
        """
        if self._kept.left:
            raise refusal(self._kept.left)
        keys = await self._write(PracticeKeys.generate)
        card = self._fresh(keys, name, response)
        await self._keep(keys, card)
        self._keys, self._card = keys, card

    async def renew(self, response: str | None = None) -> None:
        """The same keys (and so the same words) with new dates, and perhaps another line."""
        old = self._own()
        card = self._fresh(self.keys(), old.name, old.response if response is None else response)
        await self._keep(self.keys(), card)
        self._card = card

    async def _keep(self, keys: PracticeKeys, card: Card) -> None:
        doc = {"keys": keys.to_document(), "card": card.to_bytes().decode()}
        await self._write(self._kept.keep, doc)

    def _fresh(self, keys: PracticeKeys, name: str, response: str) -> Card:
        now = self._clock.now().replace(microsecond=0)
        if self._card is not None:
            now = max(now, self._card.made + timedelta(seconds=1))  # clients take only newer ones
        return keys.card(one_line(name), one_line(response), now, now + LASTS)

    async def words(self) -> tuple[str, ...]:
        """The eight words to read aloud (slow on purpose)."""
        return await self._write(self._own().words)

    def file(self) -> tuple[bytes, str]:
        """The card to give out, and a name for the file that names nobody."""
        card = self._own()
        return card.to_bytes(), f"card-{card.made.date().isoformat()}.json"


def _own(doc: Fields) -> tuple[PracticeKeys, Card]:
    if set(doc) != {"keys", "card"}:
        raise ValueError("practice: expected fields that are known")
    return PracticeKeys.from_document(doc["keys"]), Card.parse(str(doc["card"]).encode())
