"""The client's door: the journal of one person."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from journal_app.clock import Clock
from journal_app.domain.entry import READINGS, Entry, Kind, Part
from journal_app.domain.event import How
from journal_app.domain.resting import still_resting
from journal_app.domain.schedule import Slot
from journal_app.domain.tolerance import LOWEST
from journal_app.ui.door.base import Door
from journal_app.ui.door.days import DaysRoom
from journal_app.ui.door.drafts import DraftsRoom
from journal_app.ui.door.entries import EntriesRoom
from journal_app.ui.door.found import FoundRoom
from journal_app.ui.door.keys import OUR_KDF, KeysRoom
from journal_app.ui.door.measures import MeasuresRoom
from journal_app.ui.door.practices import PracticesRoom
from journal_app.ui.door.reminders import RemindersRoom
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
        self.found = FoundRoom(journal, clock, self._left_alone)
        self.entries = EntriesRoom(journal, clock)
        self.days = DaysRoom(journal, clock)
        self.practices = PracticesRoom(journal, clock, self.days)
        self.reminders = RemindersRoom(journal, clock, self.days)
        self.drafts = DraftsRoom(journal, clock)
        self.support = SupportRoom(journal, clock)
        self.measures = MeasuresRoom(journal, clock, self.days, self.entries)
        self.sharing = SharingRoom(journal, clock, self.entries, self.days)

    async def load_rest(self, on_progress: Callable[[float], None] | None = None) -> None:
        """As ``Door.load_rest``: the timeline grows as it goes, the newest entries first."""
        await self.days.arrive()
        await self.entries.load_rest(on_progress)

    def rests(self, entry: Entry) -> bool:
        """Whether an entry is closed until later: its words are not shown, searched or shared."""
        return still_resting(entry, self.days.sessions(), self.days.now())

    async def search(self, words: str) -> frozenset[str]:
        """Ids of the entries in which ``words`` stand, but for those that rest."""
        found = await self.entries.search(words)
        entries = (self.entries.get(entry_id) for entry_id in found)
        return frozenset(e.id for e in entries if e is not None and not self.rests(e))

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
            session_id=slot.session.id,
            prompt_id=slot.prompt.id,
            readings=readings,
        )
        await self.days.meet(slot.key, How.WORD if word else How.ANSWERED)
        return entry

    async def keep_check_in(
        self,
        revved: int | None = None,
        far_away: int | None = None,
        *,
        more: Mapping[str, int] | None = None,
        parts: Sequence[Part] = (),
    ) -> Entry:
        """Keep how I am: what was said of it, and nothing else (``None``: not said).

        ``more`` are other readings by name, ``parts`` what is felt where. The two of the gate count
        for what is offered next: one that was not said counts as the lowest there, and only there.
        """
        given = {"revved": revved, "far_away": far_away, **(more or {})}
        said = {name: value for name, value in given.items() if value is not None}
        if revved is not None or far_away is not None:
            await self.days.read(revved or LOWEST, far_away or LOWEST)
        return await self.entries.keep(
            Kind.CHECK_IN,
            parts,
            readings={name: said[name] for name in READINGS if name in said},
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
