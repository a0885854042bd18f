"""The documents of one table in memory: the very bytes that were sealed, parsed when asked for.

Right after unlocking, a table that grows for life (``entries``) may have only its newest documents
here: all those from an id called the *floor* on. The older ones are read behind the first screen,
newest first (``rest``), and arrive one by one. A shelf without a floor is complete.

::

    ids   1 ............ 812 | 813 ........ 842   843
          not read yet       | in the snapshot    written since
                             floor

What was changed or removed since the snapshot is remembered below the floor, so that an older
version which arrives later never takes its place.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from tinydb.queries import QueryLike

from journal_app.vault.changes import Change, Kind, change_size, decode_document


class Shelf:
    """Documents by id, in the order of their ids."""

    def __init__(self) -> None:
        self._documents: dict[int, bytes] = {}
        self._in_order = True
        self._highest = 0
        self._touched: set[int] = set()
        self.floor = 0
        self.next_id = 1
        self.arrived: list[int] = []

    def __len__(self) -> int:
        return len(self._documents)

    def __contains__(self, doc_id: object) -> bool:
        return doc_id in self._documents

    @property
    def complete(self) -> bool:
        """Whether every document of the table is here."""
        return not self.floor

    def may_hold(self, doc_id: int) -> bool:
        """Whether there could be a document of that id which was not read yet."""
        return 0 < doc_id < self.floor and doc_id not in self and doc_id not in self._touched

    def documents(self) -> dict[int, bytes]:
        """The documents themselves by id, in order; for reading only."""
        if not self._in_order:
            self._documents = dict(sorted(self._documents.items()))
            self._in_order = True
        return self._documents

    def ids(self) -> list[int]:
        """All ids, in order."""
        return list(self.documents())

    def raw(self, doc_id: int) -> bytes:
        """A document as it was sealed."""
        return self._documents[doc_id]

    def look(self, doc_id: int) -> dict[str, Any]:
        """A document, parsed afresh: whoever gets it may change it."""
        return decode_document(self._documents[doc_id])

    def matching(self, cond: QueryLike) -> Iterator[tuple[int, dict[str, Any]]]:
        """Ids and documents, parsed afresh, that ``cond`` holds for."""
        for doc_id, raw in self.documents().items():
            document = decode_document(raw)
            if cond(document):
                yield doc_id, document

    def packed_size(self, name: str) -> int:
        """Bytes the documents take in a record, under the table's ``name``."""
        return sum(map(len, self._documents.values())) + len(self) * change_size(name)

    # ---- following the log ----

    def apply(self, change: Change) -> None:
        """Follow one change that is in the log, later than everything here."""
        kind, _, doc_id, raw = change
        if kind is Kind.PUT:
            self._place(doc_id, raw)
        elif kind is Kind.REMOVE:
            self._documents.pop(doc_id, None)
        elif kind is Kind.CLEAR:
            self._documents.clear()
            self.finish()
        if doc_id < self.floor:
            self._touched.add(doc_id)
        following = doc_id if kind is Kind.NEXT else doc_id + 1
        self.next_id = max(self.next_id, following)

    def receive(self, documents: Iterable[tuple[int, bytes]]) -> None:
        """Take in older documents, as they were when the snapshot was made."""
        new = [each for each in documents if each[0] < self.floor and each[0] not in self._touched]
        self._documents.update(new)
        self._in_order = False
        self.arrived += [doc_id for doc_id, _ in new]

    def finish(self) -> None:
        """Nothing older is to come."""
        self.floor = 0
        self._touched.clear()

    def _place(self, doc_id: int, raw: bytes) -> None:
        if doc_id < self._highest and doc_id not in self._documents:
            self._in_order = False
        self._highest = max(self._highest, doc_id)
        self._documents[doc_id] = raw
