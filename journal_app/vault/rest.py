"""The older part of a log, read behind the first screen: newest first, a piece at a time.

Each step reads some records outside any lock, then hands the documents they hold to the shelves.
Any number of threads may push it on: a worker in the background, and a writer that needs a
document which is not here yet.
"""

import threading
from collections.abc import Callable, Iterator
from typing import Final

from journal_app.domain.errors import JournalError
from journal_app.vault.changes import Change, Kind, unpack
from journal_app.vault.format import LogV1
from journal_app.vault.highwater import Watch
from journal_app.vault.history import History
from journal_app.vault.start import Start

Found = list[tuple[str, int, bytes]]
"""Documents: table, id, JSON."""

_STEP: Final = 512 * 1024  # bytes of log in one step; a few milliseconds


class Rest:
    """What the log says before ``start``, and whether it says the same as ``start`` does.

    ``give`` takes the documents of a step, and whether they were the last.
    """

    def __init__(
        self,
        history: History,
        start: Start,
        watch: Watch,
        give: Callable[[Found, bool], None],
    ) -> None:
        self._history = history
        self._records = iter(history)
        self._size = start.place.position - LogV1.HEADER_SIZE
        self._watch = watch
        self._give = give
        self._past = _Past(start)
        self._lock = threading.Lock()
        self._error: Exception | None = None
        self.done = False

    @property
    def progress(self) -> float:
        """How much of the older part was read, 0 to 1."""
        if self.done or not self._size:
            return 1.0
        return 1 - (self._history.place.position - LogV1.HEADER_SIZE) / self._size

    def step(self) -> bool:
        """Read on a little; whether there is more to read.

        Raises ``DamagedVault`` (again and again, once it was met), ``NewerFormat``,
        ``CannotWrite``, ``StartIsWrong`` and ``Locked``.
        """
        with self._lock:
            if self._error:
                raise self._error
            if self.done:
                return False
            found: Found = []
            try:
                try:
                    self._read(found)
                finally:
                    self._give(found, self.done)  # also what is newer than damage
            except (JournalError, StartIsWrong) as error:
                self._error = error
                raise
            finally:
                if self.done or self._error:
                    self._history.close()
            return not self.done

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._history.close()

    def _read(self, found: Found) -> None:
        until = self._history.place.position - _STEP
        for record in self._records:
            self._watch.see(self._history.place)
            for change in reversed(list(unpack(record))):
                found += self._past.follow(change)
            if self._history.place.position <= until:
                return
        self._past.end()
        self.done = True


class _Past:
    """Changes followed from the newest back to the first."""

    def __init__(self, start: Start) -> None:
        self._floors = {name: shelf.floor for name, shelf in start.shelves.items()}
        self._expected = {
            (name, doc_id): raw
            for name, shelf in start.shelves.items()
            for doc_id, raw in shelf.documents().items()
        }
        self._settled: dict[str, set[int]] = {}
        self._cleared: set[str] = set()

    def follow(self, change: Change) -> Iterator[tuple[str, int, bytes]]:
        """The document that ``change`` put, if it was still so when the start file was made."""
        kind, table, doc_id, raw = change
        if kind is Kind.NEXT or table in self._cleared:
            return
        if kind is Kind.CLEAR:
            self._cleared.add(table)
            return
        settled = self._settled.setdefault(table, set())
        if doc_id in settled:
            return
        settled.add(doc_id)
        if kind is not Kind.PUT:
            return
        if doc_id < self._floors.get(table, 0):
            yield table, doc_id, raw
        elif self._expected.pop((table, doc_id), None) != raw:
            raise StartIsWrong("the start file is not as the log")

    def end(self) -> None:
        """All was followed: nothing may be left that only the start file said."""
        if self._expected:
            raise StartIsWrong("the start file says more than the log")


class StartIsWrong(Exception):
    """The start file contradicts the log, which is right; reopened without it all is well."""
