"""What a person kept: crumbs, answers, free entries, practices and check-ins."""

from __future__ import annotations

import asyncio
from bisect import insort
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tinydb.table import Document

from journal_app.clock import Clock
from journal_app.domain.entry import NEXT_SESSION, Entry, Kind, Part
from journal_app.domain.errors import DamagedVault
from journal_app.ui.door.base import Room, new_id
from journal_app.ui.door.documents import Many
from journal_app.vault.journal import Journal

__all__ = ["PAGE", "EntriesRoom", "Page"]

PAGE = 30
"""Entries in one page of the timeline."""


@dataclass(frozen=True)
class Page:
    """A stretch of the timeline in order of time, and how many older entries there still are."""

    entries: tuple[Entry, ...]
    older: int


class EntriesRoom(Room):
    """Keep, read, change and delete entries; the newest are the nearest."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        super().__init__(journal, clock)
        self._table = journal.table("entries")
        self._entries: dict[str, Entry] = {}
        self._order: list[tuple[datetime, str]] = []
        self._doc_ids: dict[str, int] = {}
        self.complete = journal.loaded
        """Whether all entries are here; otherwise the newest are, and ``load_rest`` goes on."""
        self._take_in(self._read(self._table.all()))

    async def load_rest(self, on_progress: Callable[[float], None] | None = None) -> None:
        """Read the older entries behind what is shown; they appear here as they come.

        ``on_progress`` is told how far it is (0 to 1), in this loop, whenever some have come.
        Raises ``DamagedVault`` when something older is not as it was sealed: the entries that are
        newer are here, and more can be kept.
        """
        loop = asyncio.get_running_loop()
        taken = 0

        def arrived(progress: float) -> None:  # in the reading thread, where parsing stalls nobody
            nonlocal taken
            docs, taken = self._table.arrived(taken)
            loop.call_soon_threadsafe(come, self._read(docs), progress)

        def come(found: list[tuple[int, Entry]], progress: float) -> None:
            self._take_in(found)
            if on_progress:
                on_progress(progress)

        try:
            await asyncio.to_thread(self._journal.load_rest, arrived)
        except DamagedVault:
            self._take_in(self._read(self._table.arrived(taken)[0]))  # newer than the damage
            raise
        self.complete = True

    def _read(self, docs: Iterable[Document]) -> list[tuple[int, Entry]]:
        found: Many[Entry] = Many(docs, Entry.from_doc)
        self.left_alone += len(found.left)
        return list(found.known.items())

    def _take_in(self, found: list[tuple[int, Entry]]) -> None:
        for doc_id, entry in found:
            if entry.id not in self._entries:
                self._entries[entry.id] = entry
                self._order.append((entry.written, entry.id))
                self._doc_ids[entry.id] = doc_id
        self._order.sort()

    def _remember(self, entry: Entry) -> None:
        if entry.id not in self._entries:
            insort(self._order, (entry.written, entry.id))
        self._entries[entry.id] = entry

    # -- reading ----------------------------------------------------------

    def get(self, entry_id: str) -> Entry | None:
        """One entry, or ``None`` where there is none of that id (any more)."""
        return self._entries.get(entry_id)

    def page(
        self, pages: int = 1, kinds: Sequence[Kind] = (), among: frozenset[str] | None = None
    ) -> Page:
        """The newest ``pages`` x 30 entries: all, only of ``kinds``, only of the ids ``among``."""
        order = [
            i
            for _, i in self._order
            if (not kinds or self._entries[i].kind in kinds) and (among is None or i in among)
        ]
        shown = order[-PAGE * pages :]
        return Page(tuple(self._entries[i] for i in shown), len(order) - len(shown))

    def kinds(self) -> frozenset[Kind]:
        """The kinds of which there is an entry."""
        return frozenset(entry.kind for entry in self._entries.values())

    def count(self) -> int:
        """How many entries there are in all."""
        return len(self._entries)

    def first_written(self) -> datetime | None:
        """When the oldest entry that is here was written (UTC), or ``None`` without any."""
        return self._order[0][0] if self._order else None

    def of_session(self, session_id: str) -> tuple[Entry, ...]:
        """Everything kept in one session, in order of time."""
        kept = (self._entries[i] for _, i in self._order)
        return tuple(entry for entry in kept if entry.session_id == session_id)

    async def search(self, words: str) -> frozenset[str]:
        """Ids of the entries that are here in whose text ``words`` stand, whatever their case."""
        folded = words.casefold()
        mentioned = await asyncio.to_thread(self._table.mentioning, words)
        found = (self._entries.get(str(doc.get("id"))) for doc in mentioned)
        return frozenset(e.id for e in found if e is not None and folded in e.text.casefold())

    # -- writing ----------------------------------------------------------

    async def keep(
        self,
        kind: Kind,
        parts: Sequence[Part] = (),
        *,
        session_id: str | None = None,
        prompt_id: str | None = None,
        practice_id: str | None = None,
        readings: Mapping[str, int] | None = None,
    ) -> Entry:
        """Keep a new entry; it is durable when this returns.

        Raises ``TooMuchText`` above what one entry carries, and what the vault raises.
        """
        entry = Entry(
            id=new_id(),
            kind=kind,
            written=self._clock.now(),
            zone=self._clock.zone(),
            parts=tuple(parts),
            session_id=session_id,
            prompt_id=prompt_id,
            practice_id=practice_id,
            readings=dict(readings or {}),
        )
        self._doc_ids[entry.id] = await self._write(self._table.insert, entry.to_doc())
        self._remember(entry)
        return entry

    async def change(self, entry_id: str, parts: Sequence[Part]) -> Entry:
        """Put new words in an entry; the old ones are gone after the next tidy-up of the file."""
        entry = self._entries[entry_id]
        return await self._replace(replace(entry, parts=tuple(parts), edited=self._clock.now()))

    async def add_words(self, entry_id: str, parts: Sequence[Part]) -> Entry:
        """Put in an entry what is still said in the sitting it was kept in: that is no change."""
        return await self._replace(replace(self._entries[entry_id], parts=tuple(parts)))

    async def rest(self, entry_id: str) -> Entry:
        """Close an entry until the next session begins: a note to oneself."""
        return await self._replace(replace(self._entries[entry_id], sealed_until=NEXT_SESSION))

    async def wake(self, entry_id: str) -> Entry:
        """Open an entry that rests, now."""
        return await self._replace(replace(self._entries[entry_id], sealed_until=None))

    async def mark_shared(self, entry_id: str, card_id: str) -> None:
        """Note on the entry that it went to a card."""
        entry = self._entries[entry_id]
        if card_id not in entry.shared_with:
            await self._replace(replace(entry, shared_with=(*entry.shared_with, card_id)))

    async def _replace(self, entry: Entry) -> Entry:
        doc: dict[str, Any] = entry.to_doc()
        await self._write(self._table.update, doc, None, [self._doc_ids[entry.id]])
        self._remember(entry)
        return entry

    async def delete(self, entry_id: str) -> None:
        """Remove an entry from the journal."""
        doc_id = self._doc_ids.get(entry_id)
        if doc_id is None:
            return
        await self._write(self._table.remove, None, [doc_id])
        del self._doc_ids[entry_id]
        entry = self._entries.pop(entry_id)
        self._order.remove((entry.written, entry.id))
