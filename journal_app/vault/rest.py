"""The older part of a log, read behind the first screen: newest first, a piece at a time.

Each step reads some records outside any lock, then hands the documents they hold to the shelves.
Any number of threads may push it on: a worker in the background, and a writer that needs a
document which is not here yet.
"""

import threading
from collections.abc import Callable, Mapping
from typing import Final

from journal_app.domain.errors import JournalError, Locked
from journal_app.vault.changes import Kind, unpack
from journal_app.vault.format import LogV1
from journal_app.vault.history import History
from journal_app.vault.start import Start

Found = dict[str, list[tuple[int, bytes]]]
"""Documents by table: id and JSON."""

_NOTHING: Final[Mapping[int, bytes]] = {}

_STEP: Final = 512 * 1024  # bytes of log in one step; a few milliseconds


class Rest:
    """What the log says before ``start``, and whether it says the same as ``start`` does.

    ``give`` takes the documents of a step, and whether they were the last.
    """

    def __init__(
        self,
        history: History,
        start: Start,
        give: Callable[[Found, bool], None],
    ) -> None:
        self._history = history
        self._size = start.place.position - LogV1.HEADER_SIZE
        self._give = give
        self._pasts = {
            name: _Past(shelf.floor, shelf.documents()) for name, shelf in start.shelves.items()
        }
        self._lock = threading.Lock()
        self._error: JournalError | StartIsWrong | None = None
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
            found: Found = {}
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
        """Give the file back; whoever reads on is told that the journal is locked."""
        with self._lock:
            if not self.done:
                self._error = self._error or Locked("the journal is locked")
            self._history.close()

    def _read(self, found: Found) -> None:
        records = self._history.read(_STEP)
        for record in records:
            for kind, table, doc_id, raw in reversed(unpack(record)):
                past = self._pasts.get(table)
                if past is None:
                    past = self._pasts[table] = _Past()
                if past.settles(kind, doc_id, raw):
                    found.setdefault(table, []).append((doc_id, raw))
        if not records:
            if any(past.expected for past in self._pasts.values()):
                raise StartIsWrong("the start file says more than the log")
            self.done = True


class _Past:
    """One table, its changes followed from the newest back to the first.

    ``floor`` and ``expected`` (documents by id) are what the start file said of it.
    """

    def __init__(self, floor: int = 0, expected: Mapping[int, bytes] = _NOTHING) -> None:
        self.floor = floor
        self.expected = dict(expected)
        self._settled: set[int] = set()
        self._cleared = False

    def settles(self, kind: Kind, doc_id: int, raw: bytes) -> bool:
        """Whether this change put a document that was still so when the start file was made.

        Raises ``StartIsWrong`` when the start file should have had it, in these bytes.
        """
        if self._cleared or doc_id in self._settled or kind is Kind.NEXT:
            return False
        if kind is Kind.CLEAR:
            self._cleared = True
            return False
        self._settled.add(doc_id)
        if kind is Kind.REMOVE:
            return False
        if doc_id < self.floor:
            return True
        if self.expected.pop(doc_id, None) != raw:
            raise StartIsWrong("the start file is not as the log")
        return False


class StartIsWrong(Exception):
    """The start file contradicts the log, which is right; reopened without it all is well."""
