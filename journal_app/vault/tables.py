"""TinyDB over the log: one change to a journal is one appended record.

TinyDB stays the document API (``journal.table("entries").insert({...})``). Its stock table reads
everything and rewrites everything at each change; ``SealedTable`` tells the storage exactly what
changed, so that nothing is compared (``storage``).

What is handed out is a copy: changing it changes nothing in the journal. Document ids are given
once and never again, neither after ``truncate`` nor after reopening. Nothing is cached: a query
and its results would outlive the moment the journal is locked.

While the older part of a journal is still being read, tables answer from what is here
(``SealedTable.complete`` tells), inserting never waits, and a change that might be about a document
which is not here yet first waits until it is.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any, cast

from tinydb.queries import QueryLike
from tinydb.table import Document, Table

from journal_app.vault.changes import Change, Kind
from journal_app.vault.mentions import mentions
from journal_app.vault.shelf import Shelf
from journal_app.vault.storage import Fields, SealedStorage, puts, removals

Edit = Fields | Callable[[MutableMapping[str, Any]], None]

_ID_LIMIT = 2**53  # what JSON readers of every kind still count exactly


class SealedTable(Table):
    """A TinyDB table whose every change is one durable record.

    All methods raise ``Locked`` once the journal is locked; those that write raise ``DiskFull``
    or ``NotSaved``, and then nothing has changed.
    """

    def __init__(self, storage: SealedStorage, name: str) -> None:
        super().__init__(storage, name, cache_size=0)
        self._sealed = storage

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.name!r}>"

    @property
    def complete(self) -> bool:
        """Whether all documents are here; otherwise the newest are, and reading goes on."""
        with self._sealed.open():
            return self._shelf().complete

    # ---- reading: from what is here ----

    def __len__(self) -> int:
        with self._sealed.open():
            return len(self._shelf())

    def __iter__(self) -> Iterator[Document]:
        with self._sealed.open():
            shelf = self._shelf()
            return iter([Document(shelf.look(doc_id), doc_id) for doc_id in shelf.ids()])

    def search(self, cond: QueryLike) -> list[Document]:
        """Copies of all documents that ``cond`` holds for."""
        with self._sealed.open():
            return [Document(found, doc_id) for doc_id, found in self._shelf().matching(cond)]

    def get(  # type: ignore[override]  # TinyDB's overloads, said in one signature
        self,
        cond: QueryLike | None = None,
        doc_id: int | None = None,
        doc_ids: list[int] | None = None,
    ) -> Document | list[Document] | None:
        """A copy of the document with that id, or of the first that ``cond`` holds for, or None.

        With ``doc_ids``: copies of those that exist, in the order of the table.
        """
        with self._sealed.open():
            shelf = self._shelf()
            if doc_id is not None:
                return Document(shelf.look(doc_id), doc_id) if doc_id in shelf else None
            if doc_ids is not None:
                wanted = set(doc_ids)
                return [Document(shelf.look(i), i) for i in shelf.ids() if i in wanted]
            if cond is None:
                raise RuntimeError("get needs a condition, an id or ids")
            return next((Document(found, i) for i, found in shelf.matching(cond)), None)

    def contains(self, cond: QueryLike | None = None, doc_id: int | None = None) -> bool:
        """Whether there is a document with that id, or one that ``cond`` holds for."""
        return self.get(cond, doc_id) is not None

    def count(self, cond: QueryLike) -> int:
        """How many documents ``cond`` holds for."""
        with self._sealed.open():
            return sum(1 for _ in self._shelf().matching(cond))

    def arrived(self, since: int) -> tuple[list[Document], int]:
        """Documents that were read behind the first screen, from the ``since``-th on.

        In the order they came (the newest first); and how many came in all, to ask from next time.
        """
        with self._sealed.open():
            shelf = self._shelf()
            new = [i for i in shelf.arrived[since:] if i in shelf]
            return [Document(shelf.look(i), i) for i in new], len(shelf.arrived)

    def mentioning(self, words: str) -> list[Document]:
        """Documents of which some text contains ``words``, whatever the case of the letters."""
        with self._sealed.open():
            found = mentions(self._shelf().documents(), words)
            return [Document(document, doc_id) for doc_id, document in found]

    # ---- writing: alone from choosing the id until the record is durable ----

    def insert(self, document: Fields) -> int:
        """Keep a new document; returns its id when it is durable."""
        return self.insert_multiple([document])[0]

    def insert_multiple(self, documents: Iterable[Fields]) -> list[int]:
        """Keep several documents, all or none, in one record; returns their ids.

        A ``tinydb.table.Document`` keeps the id it carries; ``ValueError`` when that is taken.
        """
        documents = list(documents)
        if own_ids := _own_ids(documents):
            self._sealed.need(self.name, own_ids)
        with self._sealed.open():
            shelf = self._shelf()
            next_id = shelf.next_id
            new: dict[int, Fields] = {}
            for document in documents:
                if not isinstance(document, Mapping):
                    raise ValueError("a document is a mapping")
                doc_id = document.doc_id if isinstance(document, Document) else next_id
                if doc_id in shelf or doc_id in new or not 0 < doc_id < _ID_LIMIT:
                    raise ValueError(f"the id {doc_id} is taken, or none")
                next_id = max(next_id, doc_id + 1)
                new[doc_id] = document
            self._sealed.commit(puts(self.name, shelf, new))
            return list(new)

    def update(
        self,
        fields: Edit,
        cond: QueryLike | None = None,
        doc_ids: Iterable[int] | None = None,
    ) -> list[int]:
        """Set ``fields`` in (or call them on) the documents meant, all or none."""
        doc_ids = None if doc_ids is None else list(doc_ids)
        self._sealed.need(self.name, doc_ids)
        with self._sealed.open():
            return super().update(fields, doc_ids=self._meant(cond, doc_ids))

    def update_multiple(self, updates: Iterable[tuple[Edit, QueryLike]]) -> list[int]:
        """Several updates, each with its condition, all or none."""
        self._sealed.need(self.name)
        with self._sealed.open():
            return super().update_multiple(list(updates))

    def upsert(self, document: Fields, cond: QueryLike | None = None) -> list[int]:
        """Update what ``cond`` (or the document's own id) finds, or insert it as new."""
        self._sealed.need(self.name, _own_ids([document]) if cond is None else None)
        with self._sealed.open():
            return super().upsert(document, cond)

    def remove(
        self, cond: QueryLike | None = None, doc_ids: Iterable[int] | None = None
    ) -> list[int]:
        """Remove the documents meant, all or none."""
        doc_ids = None if doc_ids is None else list(doc_ids)
        self._sealed.need(self.name, doc_ids)
        with self._sealed.open():
            if cond is None and doc_ids is None:
                raise RuntimeError("to remove every document, use truncate")
            return super().remove(doc_ids=self._meant(cond, doc_ids))

    def truncate(self) -> None:
        """Remove every document. Their ids are not given again."""
        with self._sealed.open():
            if len(self._shelf()) or not self._shelf().complete:
                self._sealed.commit([Change(Kind.CLEAR, self.name, 0)])

    # ---- where TinyDB's own code meets ours ----

    def _shelf(self) -> Shelf:
        return self._sealed.shelf(self.name)

    def _meant(self, cond: QueryLike | None, doc_ids: Iterable[int] | None) -> list[int]:
        """The ids an update or removal is about: each once, as TinyDB understands the two."""
        shelf = self._shelf()
        if doc_ids is not None:
            return [doc_id for doc_id in dict.fromkeys(doc_ids) if doc_id in shelf]
        if cond is not None:
            return [doc_id for doc_id, _ in shelf.matching(cond)]
        return shelf.ids()

    def _update_table(self, updater: Callable[[dict[int, Fields]], None]) -> None:
        shelf = self._shelf()
        desk = _Desk(shelf)
        updater(cast(dict[int, Fields], desk))
        self._sealed.commit(
            removals(self.name, desk.removed()) + puts(self.name, shelf, desk.kept())
        )


class _Desk(MutableMapping[int, dict[str, Any]]):
    """A shelf to work on: documents taken from it are copies, and what was touched is known."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._touched: dict[int, dict[str, Any] | None] = {}

    def __getitem__(self, doc_id: int) -> dict[str, Any]:
        if doc_id not in self._touched:
            self._touched[doc_id] = self._shelf.look(doc_id)
        document = self._touched[doc_id]
        if document is None:
            raise KeyError(doc_id)
        return document

    def __setitem__(self, doc_id: int, document: dict[str, Any]) -> None:
        self._touched[doc_id] = document

    def __delitem__(self, doc_id: int) -> None:
        if doc_id not in self:
            raise KeyError(doc_id)
        self._touched[doc_id] = None

    def __contains__(self, doc_id: Any) -> bool:
        if doc_id in self._touched:
            return self._touched[doc_id] is not None
        return doc_id in self._shelf

    def __iter__(self) -> Iterator[int]:
        return iter([i for i in dict.fromkeys([*self._shelf.ids(), *self._touched]) if i in self])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def removed(self) -> Iterator[int]:
        """Ids of the shelf that are to go."""
        return (i for i, doc in self._touched.items() if doc is None and i in self._shelf)

    def kept(self) -> dict[int, Fields]:
        """Documents that were taken out or put in, as they are to be now."""
        return {i: doc for i, doc in self._touched.items() if doc is not None}


def _own_ids(documents: Iterable[Fields]) -> list[int]:
    """The ids that documents bring along."""
    return [document.doc_id for document in documents if isinstance(document, Document)]
