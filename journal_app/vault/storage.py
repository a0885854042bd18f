"""What a journal holds while it is open: its tables in memory, and the log their changes go to.

TinyDB asks this for documents (``tables`` is its other half). They are kept as the bytes that were
sealed (``shelf``), parsed each when it is asked for, and changed only after the log has confirmed:
what is shown is what is kept.

Used under a stock ``TinyDB`` it works too, by comparing; its ``read()`` therefore hands out copies
(the stock table changes what ``read()`` returned, and a storage that compared that with itself
would save nothing).
"""

import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from tinydb.storages import Storage

from journal_app.domain.errors import Locked
from journal_app.vault.changes import Change, Kind, encode_document, pack, unpack
from journal_app.vault.log import Appender
from journal_app.vault.shelf import Shelf

Fields = Mapping[str, Any]
"""A document, or some of its fields: JSON values by name."""


class _Alone(AbstractContextManager[dict[str, Shelf]]):
    """``SealedStorage.open``: entered several times for each word kept, so made only once."""

    def __init__(self, enter: Callable[[], dict[str, Shelf]], leave: Callable[[], None]) -> None:
        self._enter = enter
        self._leave = leave

    def __enter__(self) -> dict[str, Shelf]:
        return self._enter()

    def __exit__(self, *error: object) -> None:
        self._leave()


class SealedStorage(Storage):
    """All tables of one journal, in memory, and the log their changes go to. Safe for threads."""

    def __init__(
        self,
        log: Appender,
        *,
        committed: Callable[[bytes], None] = lambda record: None,
        load_rest: Callable[[], None] = lambda: None,
    ) -> None:
        """Over ``log``; ``committed`` is told each record (as packed) that became durable.

        ``load_rest`` is called, without the lock, when a change needs shelves to be complete.
        """
        self._log = log
        self._committed = committed
        self._load_rest = load_rest
        self._lock = threading.RLock()
        self._shelves: dict[str, Shelf] | None = {}
        self._alone = _Alone(self._enter, self._lock.release)

    def open(self) -> AbstractContextManager[dict[str, Shelf]]:
        """Alone with the shelves, for as long as the block lasts. Raises ``Locked``."""
        return self._alone

    def _enter(self) -> dict[str, Shelf]:
        self._lock.acquire()
        if self._shelves is None:
            self._lock.release()
            raise Locked("the journal is locked")
        return self._shelves

    def shelf(self, name: str) -> Shelf:
        """The table ``name``; an unwritten one is empty. Only to be used inside ``open``."""
        if self._shelves is None:
            raise Locked("the journal is locked")
        found = self._shelves.get(name)
        if found is None:
            found = self._shelves[name] = Shelf()
        return found

    def begin(self, shelves: dict[str, Shelf]) -> None:
        """Start from ``shelves`` instead of from nothing."""
        with self.open():
            self._shelves = shelves

    def receive(self, found: Mapping[str, list[tuple[int, bytes]]], last: bool) -> None:
        """Take in older documents by table (id, JSON); after the ``last`` nothing is missing."""
        with self.open() as shelves:
            for table, documents in found.items():
                self.shelf(table).receive(documents)
            if last:
                for shelf in shelves.values():
                    shelf.finish()

    def need(self, table: str, doc_ids: Iterable[int] | None = None) -> None:
        """Return when every document of ``table`` (or of these ids) that exists is here.

        Never to be called inside ``open``: what is read has to get in. Raises ``DamagedVault``.
        """
        with self.open():
            shelf = self.shelf(table)
            if shelf.complete:
                return
            if doc_ids is not None and not any(shelf.may_hold(doc_id) for doc_id in doc_ids):
                return
        self._load_rest()

    def replay(self, records: Iterable[bytes]) -> None:
        """Follow records (plaintexts, oldest first) that were read from the log."""
        with self.open():
            for record in records:
                for change in unpack(record):
                    self.shelf(change.table).apply(change)

    def commit(self, changes: list[Change]) -> None:
        """Make ``changes`` durable, all together, and then visible. Raises what the log raises."""
        with self.open():
            if changes:
                record = pack(changes)
                self._log.append(record)
                for change in changes:
                    self.shelf(change.table).apply(change)
                self._committed(record)

    def read(self) -> dict[str, dict[str, Any]] | None:
        """Copies of everything, as a stock TinyDB expects it; None when there is nothing."""
        self._load_rest()
        with self.open() as shelves:
            tables = {
                name: {str(doc_id): shelf.look(doc_id) for doc_id in shelf.ids()}
                for name, shelf in shelves.items()
                if len(shelf)
            }
            return tables or None

    def write(self, data: Mapping[str, Mapping[Any, Fields]]) -> None:
        """Make the journal equal to ``data`` by one record that says what differs."""
        self._load_rest()
        with self.open() as shelves:
            changes: list[Change] = []
            for name in {*shelves, *data}:
                shelf = self.shelf(name)
                wanted = {int(doc_id): fields for doc_id, fields in data.get(name, {}).items()}
                changes += removals(name, (i for i in shelf.ids() if i not in wanted))
                changes += puts(name, shelf, wanted)
            self.commit(changes)

    @property
    def closed(self) -> bool:
        """Whether ``close`` was called."""
        return self._shelves is None

    def close(self) -> None:
        """Forget everything; every later use raises ``Locked``."""
        with self._lock:
            self._shelves = None


def removals(table: str, doc_ids: Iterable[int]) -> list[Change]:
    """A removal for each of these ids."""
    return [Change(Kind.REMOVE, table, doc_id) for doc_id in doc_ids]


def puts(table: str, shelf: Shelf, wanted: Mapping[int, Fields]) -> list[Change]:
    """A put for each document that is not on the shelf in exactly these bytes."""
    changes = []
    for doc_id, fields in wanted.items():
        raw = encode_document(fields)
        if doc_id not in shelf or shelf.raw(doc_id) != raw:
            changes.append(Change(Kind.PUT, table, doc_id, raw))
    return changes
