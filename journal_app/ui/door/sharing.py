"""Sharing from a journal: the therapists' cards, what is chosen, the seal, and the receipts.

Keys stay in this room. A screen gets views of cards and of the exact thing that would be shared;
it gives back what a person did. Sealing goes in two steps, because only the screen learns whether
a file was saved: :meth:`SharingRoom.seal` makes the bytes, then :meth:`SharingRoom.saved` keeps
the receipt or :meth:`SharingRoom.not_saved` leaves nothing behind.

    tables    cards     {id, kept, opened, confirmed}
              pairs     {card, pair, counter, called}      one for each set of keys of a card
              receipts  {id, card, name, at, …}            what went, never its words
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from tinydb.table import Document

from journal_app.clock import Clock
from journal_app.domain.entry import Entry
from journal_app.domain.errors import CardNotConfirmed, PacketTooLarge
from journal_app.domain.resting import still_resting
from journal_app.domain.times import parse_utc, utc_text
from journal_app.sharing import packet
from journal_app.sharing.body import SharedSession
from journal_app.sharing.card import MAX_CARD_BYTES, Card, CardState, KeptCard, Relation
from journal_app.sharing.pair import Pair
from journal_app.ui.door import packing
from journal_app.ui.door.base import Room, new_id
from journal_app.ui.door.days import DaysRoom
from journal_app.ui.door.documents import Fields
from journal_app.ui.door.entries import EntriesRoom
from journal_app.ui.door.names import first_name, one_line
from journal_app.ui.door.packing import SESSION, Preview, PreviewEntry
from journal_app.ui.door.share_views import (
    CardView,
    Choice,
    Offered,
    Receipt,
    Sealed,
    receipt_of,
)
from journal_app.vault.journal import Journal

__all__ = ["CardView", "Choice", "Offered", "Receipt", "Sealed", "SharingRoom"]

SOON = timedelta(days=30)
"""How long before a card runs out a person is told."""


class SharingRoom(Room):
    """Cards, pairs and receipts of one journal."""

    def __init__(
        self, journal: Journal, clock: Clock, entries: EntriesRoom, days: DaysRoom
    ) -> None:
        super().__init__(journal, clock)
        self._entries, self._days = entries, days
        self._cards_table = journal.table("cards")
        self._pairs_table = journal.table("pairs")
        self._receipts_table = journal.table("receipts")
        cards = self._many(self._cards_table, _card).known
        self._cards = {doc["id"]: Document(doc, doc_id) for doc_id, (doc, _) in cards.items()}
        self._kept = {doc["id"]: kept for doc, kept in cards.values()}
        pairs = self._many(self._pairs_table, _pair).known
        self._pairs = [Document(doc, doc_id) for doc_id, doc in pairs.items()]
        self._receipts = list(self._many(self._receipts_table, receipt_of).known.values())
        self._turn = asyncio.Lock()
        self.choice = Choice()

    # -- cards ------------------------------------------------------------

    def cards(self) -> tuple[CardView, ...]:
        """Every card I keep, in the order they came."""
        return tuple(self._view(card_id) for card_id in self._cards)

    def card(self, card_id: str) -> CardView | None:
        """One card, or ``None`` where there is none of that id."""
        return self._view(card_id) if card_id in self._cards else None

    def names(self) -> Mapping[str, str]:
        """First names by card id, for "Shared with Dana"."""
        return {card_id: first_name(kept.card.name) for card_id, kept in self._kept.items()}

    async def open_card(self, data: bytes) -> tuple[CardView, Offered]:
        """Take in a card file. Raises ``NotACard``; then nothing has changed."""
        new = Card.parse(data[: MAX_CARD_BYTES + 1])
        async with self._turn:
            for card_id in self._candidates(new):
                relation = self._kept[card_id].relation(new)
                await self._keep_card(card_id, self._kept[card_id].offer(new))
                return self._view(card_id), _OFFERED[relation]
            card_id = new_id()
            doc = {
                "id": card_id,
                "kept": KeptCard(new).to_document(),
                "opened": utc_text(self._clock.now()),
                "confirmed": None,
            }
            kept = Document(doc, await self._write(self._cards_table.insert, doc))
            self._cards[card_id], self._kept[card_id] = kept, KeptCard(new)
            return self._view(card_id), Offered.NEW

    def _candidates(self, new: Card) -> list[str]:
        """The card it is meant for: one that shares a key with it, else one of the same name."""
        kin = [i for i, k in self._kept.items() if k.relation(new) is not Relation.OTHER_KEYS]
        name = one_line(new.name).casefold()
        same = [i for i, k in self._kept.items() if one_line(k.card.name).casefold() == name]
        return [*kin, *same]

    async def card_words(self, card_id: str) -> tuple[str, ...]:
        """The eight words to compare now (slow on purpose)."""
        return await self._write(self._kept[card_id].to_compare().words)

    async def words_match(self, card_id: str) -> None:
        """All eight were the same: from now on something can be sealed for this card."""
        async with self._turn:
            when = utc_text(self._clock.now())
            await self._keep_card(card_id, self._kept[card_id].words_match(), confirmed=when)

    async def words_differ(self, card_id: str) -> None:
        """They were not: nothing can be shared with it."""
        async with self._turn:
            await self._keep_card(card_id, self._kept[card_id].words_differ(), confirmed=None)

    async def _keep_card(self, card_id: str, kept: KeptCard, **fields: Any) -> None:
        changes = {"kept": kept.to_document(), **fields}
        if any(self._cards[card_id][name] != value for name, value in changes.items()):
            doc_ids = [self._cards[card_id].doc_id]
            await self._write(self._cards_table.update, changes, None, doc_ids)
            self._cards[card_id].update(changes)
            self._kept[card_id] = kept

    def _view(self, card_id: str) -> CardView:
        doc, kept, now = self._cards[card_id], self._kept[card_id], self._clock.now()
        card, pair = kept.card, self._pair_doc(card_id)
        confirmed = doc["confirmed"] if kept.state is CardState.CONFIRMED else None
        return CardView(
            id=card_id,
            name=one_line(card.name),
            first_name=first_name(card.name),
            response=one_line(card.response),
            state=kept.state,
            made=card.made,
            expires=card.expires,
            confirmed=parse_utc(str(confirmed)) if confirmed else None,
            expired=card.expired(now),
            soon=not card.expired(now) and card.expired(now + SOON),
            fingerprint=card.fingerprint.hex(),
            shared=pair is not None,
            proven=bool(pair and Pair.from_document(pair["pair"]).compared),
            called=str(pair["called"]) if pair else "",
        )

    # -- the pair: four words that tell a therapist who seals ---------------

    def _pair_doc(self, card_id: str) -> Document | None:
        keys = self._kept[card_id].card.fingerprint.hex()
        return next((d for d in self._pairs if d["pair"]["recipient"] == keys), None)

    async def pair_words(self, card_id: str) -> tuple[str, ...]:
        """The four words to read to the therapist when asked (slow on purpose)."""
        doc = self._pair_doc(card_id)
        if doc is None:
            return ()
        return await self._write(Pair.from_document(doc["pair"]).words)

    async def pair_matches(self, card_id: str) -> None:
        """The therapist heard the same four: the pair key need not travel any more."""
        doc = self._pair_doc(card_id)
        if doc is not None:
            pair = Pair.from_document(doc["pair"]).words_match().to_document()
            await self._save_pair(doc, pair=pair)

    async def _save_pair(self, doc: Document, **changes: Any) -> None:
        await self._write(self._pairs_table.update, changes, None, [doc.doc_id])
        doc.update(changes)

    # -- choosing -----------------------------------------------------------

    def begin(self, entry_id: str = "", card_id: str = "") -> Choice:
        """Start (or go on) choosing; coming from an entry's page is the tick for that entry."""
        choice = self.choice
        entry = self._entries.get(entry_id)
        if entry is not None and self.can_share(entry) and entry_id not in choice.entries:
            choice.entries.append(entry_id)
        ready = [card.id for card in self.cards() if card.ready]
        if card_id in ready:
            choice.card_id = card_id
        elif choice.card_id not in ready:
            choice.card_id = ready[0] if ready else ""
        return choice

    def can_share(self, entry: Entry) -> bool:
        """Whether an entry is offered: it holds something, and it does not rest."""
        resting = still_resting(entry, self._days.sessions(), self._clock.now())
        return not entry.empty and not resting

    def forget_choice(self) -> None:
        """Let go of what was chosen: nothing of it was written anywhere."""
        self.choice = Choice()

    def title(self, entry: Entry) -> str:
        """What an entry is called, in a list and inside the seal."""

        def of_prompt(prompt_id: str) -> str | None:
            prompt = self._days.prompt(prompt_id)
            return None if prompt is None else prompt.title

        return packing.entry_title(entry, of_prompt)

    def preview(self) -> Preview | None:
        """Exactly what would be shared now, or ``None`` where no card or entry is chosen."""
        choice = self.choice
        found = [self._entries.get(entry_id) for entry_id in choice.entries]
        chosen = [entry for entry in found if entry is not None and self.can_share(entry)]
        card = self.card(choice.card_id)
        if card is None or not chosen:
            return None
        chosen.sort(key=lambda e: e.written)
        session = self._only_session(chosen)
        return Preview(
            card_id=card.id,
            sender=card.called or one_line(choice.called),
            entries=tuple(
                PreviewEntry(
                    id=entry.id,
                    kind=entry.kind,
                    title=self.title(entry),
                    written=entry.written,
                    zone=entry.zone,
                    parts=packing.parts_of(entry, choice.ticked),
                )
                for entry in chosen
            ),
            session=session,
            session_ticked=session is not None and SESSION in choice.ticked,
        )

    def _only_session(self, entries: list[Entry]) -> SharedSession | None:
        ids = {entry.session_id for entry in entries}
        found = [s for s in self._days.sessions() if ids == {s.id} and not s.cancelled]
        return packing.shared_session(found[0]) if found else None

    # -- sealing --------------------------------------------------------------

    async def seal(self, preview: Preview) -> Sealed:
        """Seal exactly ``preview`` for its card, after consent.

        The pair and its counter are durable before the bytes leave this room: a packet that
        exists was made with a key that is kept, and no number is given twice.

        Raises ``CardNotConfirmed``, ``CardChanged``, ``PacketTooLarge``, ``SharingError``.
        """
        async with self._turn:
            kept = self._kept.get(preview.card_id)
            if kept is None:
                raise CardNotConfirmed("no such card")
            card = kept.for_sealing()
            doc = self._pair_doc(preview.card_id)
            new_pair = doc is None
            fields: Fields = doc or {
                "card": preview.card_id,
                "pair": Pair.generate(card).to_document(),
                "counter": 0,
                "called": preview.sender,
            }
            counter = int(fields["counter"]) + 1
            body = packing.to_body(preview, self._clock.now())
            pair = Pair.from_document(fields["pair"])
            sealed = await self._write(
                partial(packet.seal, body, card=kept, pair=pair, counter=counter)
            )
            if len(sealed.data) > packet.MAX_PACKET_BYTES:
                raise PacketTooLarge("larger than a packet can be")
            if doc is None:
                fields["counter"] = counter
                doc_id = await self._write(self._pairs_table.insert, fields)
                self._pairs.append(Document(fields, doc_id))
            else:
                await self._save_pair(doc, counter=counter)
            return Sealed(sealed.data, self._file_name(), preview, sealed, new_pair, counter)

    def _file_name(self) -> str:
        """A name that tells a stranger nothing: neither who, nor to whom, nor what for."""
        day = self._clock.now().astimezone(self._days.zone()).date()
        return f"sealed-{day.isoformat()}.age"

    async def saved(self, sealed: Sealed, consent: tuple[str, ...]) -> Receipt:
        """The file was saved (or downloaded): keep the receipt, mark the entries, choose anew."""
        preview, card = sealed.preview, self._kept[sealed.preview.card_id].card
        doc = {
            "id": new_id(),
            "card": preview.card_id,
            "name": card.name,
            "at": utc_text(self._clock.now()),
            "called": preview.sender,
            "entries": [
                {
                    "id": entry.id,
                    "title": entry.title,
                    "written": utc_text(entry.written),
                    "zone": entry.zone,
                    "parts": [part.name for part in entry.parts if part.ticked],
                }
                for entry in preview.going
            ],
            "session": preview.session_ticked,
            "post_quantum": sealed.packet.post_quantum,
            "fingerprint": card.fingerprint.hex(),
            "counter": sealed.counter,
            "digest": sealed.packet.digest.hex(),
            "file": sealed.file_name,
            "size": len(sealed.data),
            "consent": list(consent),
        }
        await self._write(self._receipts_table.insert, doc)
        receipt = receipt_of(doc)
        self._receipts.append(receipt)
        for entry in preview.going:
            if self._entries.get(entry.id) is not None:
                await self._entries.mark_shared(entry.id, preview.card_id)
        self.forget_choice()
        return receipt

    async def not_saved(self, sealed: Sealed) -> None:
        """The file was not saved after all: a pair made for it goes again."""
        if not sealed.new_pair:
            return
        async with self._turn:
            doc = self._pair_doc(sealed.preview.card_id)
            if doc is not None and int(doc["counter"]) == sealed.counter:
                await self._write(self._pairs_table.remove, None, [doc.doc_id])
                self._pairs.remove(doc)

    # -- receipts -------------------------------------------------------------

    def receipts(self) -> tuple[Receipt, ...]:
        """What was shared, the newest first."""
        return tuple(reversed(self._receipts))

    def receipt(self, receipt_id: str) -> Receipt | None:
        """One receipt, or ``None`` where there is none of that id."""
        return next((r for r in self._receipts if r.id == receipt_id), None)


def _card(doc: Fields) -> tuple[Fields, KeptCard]:
    """A card as it is stored, and as it is used. Raises for whatever else it is."""
    if set(doc) != {"id", "kept", "opened", "confirmed"} or not isinstance(doc["id"], str):
        raise ValueError("card: expected fields that are known")
    if doc["confirmed"] is not None:
        parse_utc(doc["confirmed"])
    return doc, KeptCard.from_document(doc["kept"])


def _pair(doc: Fields) -> Fields:
    """A pair as it is stored. Raises for whatever else it is."""
    if set(doc) != {"card", "pair", "counter", "called"} or type(doc["counter"]) is not int:
        raise ValueError("pair: expected fields that are known")
    Pair.from_document(doc["pair"])
    return doc


_OFFERED = {
    Relation.SAME: Offered.SAME,
    Relation.RENEWED: Offered.RENEWED,
    Relation.OLDER: Offered.OLDER,
    Relation.HALF_SWAPPED: Offered.CHANGED,
    Relation.OTHER_KEYS: Offered.CHANGED,
}
