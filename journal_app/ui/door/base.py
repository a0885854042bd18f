"""What both doors have: the open vault, the clock, one way to write, and the way out."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeVar

from tinydb.table import Document, Table

from journal_app.clock import Clock
from journal_app.domain.errors import Locked, NotSaved
from journal_app.ui.away import Limits
from journal_app.ui.door.documents import Fields, Many, One
from journal_app.vault.journal import Journal

__all__ = ["Door", "Room", "new_id"]

T = TypeVar("T")

_LIMITS = "limits"


def new_id() -> str:
    """A fresh id: a random UUID as 32 hexadecimal digits."""
    return uuid.uuid4().hex


class Room:
    """One part of what is behind the door; a room knows the vault and the clock, nothing else."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self._journal, self._clock = journal, clock
        self.left_alone = 0
        """How many stored documents were not understood here; they stay as they are."""

    def _many(self, table: Table, read: Callable[[Fields], T]) -> Many[T]:
        """The documents of a table that are understood."""
        found = Many(table.all(), read)
        self.left_alone += len(found.left)
        return found

    def _one(self, table: Table, read: Callable[[Fields], T]) -> One[T]:
        """The one document of a table, if it is understood."""
        found = One(table, read)
        self.left_alone += len(found.left)
        return found

    async def _write(self, work: Callable[..., T], *args: Any) -> T:
        """Do disk work in a thread, so that one slow fsync never stalls what is on the screen."""
        return await asyncio.to_thread(work, *args)


class Door:
    """An open book. :meth:`close` seals what is being written and forgets the keys."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        self.clock = clock
        self._journal = journal
        self._before_closing: list[Callable[[], None]] = []

    def before_closing(self, work: Callable[[], None]) -> Callable[[], None]:
        """Ask to be called just before the keys are forgotten; returns how to take that back."""
        self._before_closing.append(work)
        return lambda: self._before_closing.remove(work) if work in self._before_closing else None

    @property
    def loaded(self) -> bool:
        """Whether everything in the book was read."""
        return self._journal.loaded

    async def load_rest(self, on_progress: Callable[[float], None] | None = None) -> None:
        """Read what the first screen did not need, behind it, in a thread.

        ``on_progress`` is told how far it is (0 to 1), in this loop. Raises ``DamagedVault`` when
        something older is not as it was sealed: what is newer is there and can be added to.
        """
        loop = asyncio.get_running_loop()

        def tell(progress: float) -> None:
            if on_progress:
                loop.call_soon_threadsafe(on_progress, progress)

        await asyncio.to_thread(self._journal.load_rest, tell)

    def limits(self) -> Limits:
        """How long this book stays open when nobody is there."""
        found = self._journal.table(_LIMITS).get(doc_id=1)
        return Limits.from_doc(found if isinstance(found, dict) else {})

    async def keep_limits(self, limits: Limits) -> None:
        """Let it stay open for longer, or for less; sealed like everything else."""
        table = self._journal.table(_LIMITS)
        await asyncio.to_thread(table.upsert, Document(limits.to_doc(), 1))

    def _left_alone(self) -> int:
        """How many stored documents none of the rooms understood."""
        return sum(room.left_alone for room in vars(self).values() if isinstance(room, Room))

    def close(self) -> None:
        """Lock the vault, whatever the last write of a draft does. May be called twice.

        Where the disk did not confirm a write before, it is asked once more: what is being written
        is not lost to an error that has passed.
        """
        with suppress(NotSaved, Locked):
            self._journal.reopen()
        try:
            for work in self._before_closing:
                work()
        finally:
            self._before_closing.clear()
            self._journal.lock()
