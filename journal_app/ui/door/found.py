"""What was found when a book was opened, and is told until it was read."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from journal_app.clock import Clock
from journal_app.ui.door.base import Room
from journal_app.vault.journal import Journal

__all__ = ["Found", "FoundRoom"]


class Found(Enum):
    """Something about the files of a book; the values are keys of the words."""

    OTHER_KEY_FILE = "other_key_file"
    OLDER = "older"
    TORN = "torn"
    LEFT_ALONE = "left_alone"


class FoundRoom(Room):
    """What the vault reports of its files. Nothing of it keeps anybody from reading or writing."""

    def __init__(self, journal: Journal, clock: Clock, elsewhere: Callable[[], int]) -> None:
        """``elsewhere``: how many documents the other rooms did not understand so far."""
        super().__init__(journal, clock)
        self._elsewhere = elsewhere
        self._torn = journal.torn_bytes > 0  # the first write sets it aside
        self._read: set[Found] = set()

    def first(self) -> Found | None:
        """What matters most of what was not read yet; may come while older pages are read."""
        there = {
            Found.OTHER_KEY_FILE: self._journal.other_key_file,
            Found.OLDER: self._journal.older,
            Found.TORN: self._torn,
            Found.LEFT_ALONE: self._elsewhere() > 0,
        }
        return next((found for found in there if there[found] and found not in self._read), None)

    async def was_read(self, found: Found) -> None:
        """Somebody read it. A key file that was put back is the right one from then on."""
        if found is Found.OTHER_KEY_FILE:
            await self._write(self._journal.accept_key_file)
        self._read.add(found)
