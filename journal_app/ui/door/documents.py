"""Stored documents as rooms read them: one that is not understood keeps no book closed.

A document may be of a later version of this program, or damaged. It stays in its table as it is: a
room does without it, and nothing that is kept later is written over it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, MutableMapping
from typing import Any, Generic, TypeVar

from tinydb.table import Document, Table

from journal_app.domain.errors import DamagedVault, JournalError, NewerFormat

__all__ = ["Fields", "Many", "One", "refusal", "unversioned"]

log = logging.getLogger(__name__)

T = TypeVar("T")

Fields = dict[str, Any]
_NOT_UNDERSTOOD = (
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    JournalError,
)


class Many(Generic[T]):
    """Documents of a table: ``known`` by their ids, and those that were ``left`` alone."""

    def __init__(self, docs: Iterable[Document], read: Callable[[Fields], T]) -> None:
        self.known: dict[int, T] = {}
        self.left: list[Document] = []
        for doc in docs:
            try:
                self.known[doc.doc_id] = read(dict(doc))
            except _NOT_UNDERSTOOD:  # nothing is told of its values: they may be somebody's words
                log.warning("a stored document was not understood and is left alone")
                self.left.append(doc)


class One(Generic[T]):
    """What a table of one document says: ``value``, ``None`` where there is none understood.

    A later choice is kept in place of what was understood, and beside what was not; so of several
    that are understood, the newest counts.
    """

    def __init__(self, table: Table, read: Callable[[Fields], T]) -> None:
        self._table = table
        found = Many(table.all(), read)
        self.left = found.left
        self._doc_id = max(found.known, default=None)
        self.value = None if self._doc_id is None else found.known[self._doc_id]

    def keep(self, fields: Fields) -> None:
        """Write this document; durable when this returns."""
        if self._doc_id is None:
            self._doc_id = self._table.insert(fields)
        else:
            self._table.update(_in_place(fields), doc_ids=[self._doc_id])

    def let_go(self) -> None:
        """Remove what was understood."""
        if self._doc_id is not None:
            self._table.remove(doc_ids=[self._doc_id])
            self._doc_id = None


def _in_place(fields: Fields) -> Callable[[MutableMapping[str, Any]], None]:
    def put(stored: MutableMapping[str, Any]) -> None:
        stored.clear()  # a field that is no longer there must not stay
        stored.update(fields)

    return put


def unversioned(fields: Fields) -> Fields:
    """The fields of a kind of document that has no version yet; ``ValueError`` where one has."""
    if "v" in fields:
        raise ValueError("a document of a later version")
    return fields


def refusal(left: list[Document]) -> JournalError:
    """Why something is not done while these are left alone: what came of it could not be undone."""
    newer = any(isinstance(doc.get("v"), int) and doc["v"] > 1 for doc in left)
    return NewerFormat("a later version") if newer else DamagedVault("not understood")
