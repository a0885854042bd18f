"""The client's door: the journal of one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from journal_app.clock import Clock
from journal_app.domain.entry import Entry, Kind, Part
from journal_app.domain.event import How
from journal_app.domain.schedule import Slot
from journal_app.ui.door.base import Door
from journal_app.ui.door.days import DaysRoom
from journal_app.ui.door.drafts import DraftsRoom
from journal_app.ui.door.entries import EntriesRoom
from journal_app.ui.door.found import FoundRoom
from journal_app.ui.door.keys import OUR_KDF, KeysRoom
from journal_app.ui.door.sharing import SharingRoom
from journal_app.ui.door.support import SupportRoom
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy

__all__ = ["JournalDoor"]


class JournalDoor(Door):
    """Everything a client does, and nothing else."""

    def __init__(self, journal: Journal, clock: Clock, kdf: KdfPolicy = OUR_KDF) -> None:
        super().__init__(journal, clock)
        self.keys = KeysRoom(journal, clock, kdf)
        self.found = FoundRoom(journal, clock)
        self.entries = EntriesRoom(journal, clock)
        self.days = DaysRoom(journal, clock)
        self.drafts = DraftsRoom(journal, clock)
        self.support = SupportRoom(journal, clock)
        self.sharing = SharingRoom(journal, clock, self.entries, self.days)

    async def load_rest(self, on_progress: Callable[[float], None] | None = None) -> None:
        """As ``Door.load_rest``: the timeline grows as it goes, the newest entries first."""
        await self.entries.load_rest(on_progress)

    @property
    def card_names(self) -> Mapping[str, str]:
        """First names by card id, for "Shared with Dana"."""
        return self.sharing.names()

    async def keep_crumb(self, words: str) -> Entry:
        """Keep a word before it fades."""
        return await self.entries.keep(
            Kind.CRUMB, [Part("", words.strip())], session_id=self._session_id()
        )

    async def keep_free(self, words: str) -> Entry:
        """Keep a free entry."""
        return await self.entries.keep(Kind.FREE, [Part("", words)], session_id=self._session_id())

    async def answer(
        self, slot: Slot, parts: list[Part], readings: dict[str, int] | None = None, *, word: bool
    ) -> Entry:
        """Keep the answer to a prompt, then let the prompt rest."""
        entry = await self.entries.keep(
            Kind.PROMPT,
            parts,
            session_id=self._session_id(),
            prompt_id=slot.prompt.id,
            readings=readings,
        )
        await self.days.meet(slot.id, How.WORD if word else How.ANSWERED)
        return entry

    async def keep_check_in(self, revved: int, far_away: int) -> Entry:
        """Keep how I am, as an entry and as a reading of the gate."""
        await self.days.read(revved, far_away)
        return await self.entries.keep(
            Kind.CHECK_IN,
            readings={"revved": revved, "far_away": far_away},
            session_id=self._session_id(),
        )

    async def keep_practice(self, practice_id: str, words: str) -> Entry:
        """Keep that a practice was done, and a word about it."""
        return await self.entries.keep(
            Kind.PRACTICE,
            [Part("", words)] if words else [],
            practice_id=practice_id,
            session_id=self._session_id(),
        )

    def _session_id(self) -> str | None:
        session = self.days.session()
        return None if session is None else session.id
