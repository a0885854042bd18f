"""The stores that are compared, each behind the same five calls."""

import json
import secrets
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol

from sqlcipher3 import dbapi2 as sqlcipher
from tinydb import TinyDB, where

from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy
from tests.bench.entries import Entry

# The least work there is: key derivation is meant to be slow and is not what is compared.
_NO_WAIT = KdfPolicy(memory_kib=8, passes=1, lanes=1, target_seconds=0)
_BATCH = 1000


class Store(Protocol):
    """A store of entries in a folder of its own."""

    name: str

    def __init__(self, folder: Path) -> None: ...

    def fill(self, entries: Iterable[Entry]) -> None:
        """Put many entries in, as fast as the store knows how."""

    def insert(self, entry: Entry) -> None:
        """Keep one entry; durable on return."""

    def reopen(self) -> None:
        """Close and open again, up to where an entry can be written."""

    def load(self) -> int:
        """Have every entry as a Python object once; how many there are."""

    def search(self, word: str) -> int:
        """How many entries have ``word`` in their text."""


class SealedLog:
    """Ours."""

    name = "sealed log (ours)"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._journal = Journal.create(folder, "bench", policy=_NO_WAIT)
        self._table = self._journal.table("entries")

    def fill(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            self._table.insert(entry)

    def insert(self, entry: Entry) -> None:
        self._table.insert(entry)

    def reopen(self) -> None:
        self._journal.lock()
        self._journal = Journal.unlock(self._folder, "bench")
        self._table = self._journal.table("entries")

    def load(self) -> int:
        return self._table.count(lambda document: True)

    def search(self, word: str) -> int:
        return len(self._table.search(where("text").test(lambda text: word in text)))


class PlainTinyDB:
    """TinyDB's own JSONStorage: one plain file, rewritten by every insert."""

    name = "TinyDB JSONStorage, unencrypted"

    def __init__(self, folder: Path) -> None:
        self._path = folder / "db.json"
        self._db = TinyDB(self._path)

    def fill(self, entries: Iterable[Entry]) -> None:
        self._db.insert_multiple(entries)

    def insert(self, entry: Entry) -> None:
        self._db.insert(entry)

    def reopen(self) -> None:
        self._db.close()
        self._db = TinyDB(self._path)

    def load(self) -> int:
        return len(self._db.all())

    def search(self, word: str) -> int:
        return len(self._db.search(where("text").test(lambda text: word in text)))


class SQLCipher:
    """SQLCipher with a raw key, JSON in one column, as it comes: rollback journal, FULL."""

    name = "SQLCipher, default"
    pragmas: tuple[str, ...] = ()

    def __init__(self, folder: Path) -> None:
        self._path = folder / "db.sqlite"
        self._key = secrets.token_hex(32)
        self._db = self._connect()
        self._db.execute("create table entries (id integer primary key, document text)")

    def _connect(self) -> Any:
        db = sqlcipher.connect(str(self._path), isolation_level=None)
        db.execute(f"pragma key = \"x'{self._key}'\"")
        for pragma in self.pragmas:
            db.execute(pragma)
        return db

    def fill(self, entries: Iterable[Entry]) -> None:
        self._db.execute("begin")
        for entry in entries:
            self.insert(entry)
        self._db.execute("commit")

    def insert(self, entry: Entry) -> None:
        self._db.execute("insert into entries (document) values (?)", (json.dumps(entry),))

    def reopen(self) -> None:
        self._db.close()
        self._db = self._connect()
        self._db.execute("select count(*) from sqlite_master").fetchone()

    def load(self) -> int:
        rows = self._db.execute("select document from entries")
        return len([json.loads(document) for (document,) in rows])

    def search(self, word: str) -> int:
        rows = self._db.execute(
            "select document from entries where document like ?", (f"%{word}%",)
        )
        return len([json.loads(document) for (document,) in rows])


class SQLCipherWAL(SQLCipher):
    """SQLCipher with a write-ahead log, synced at every commit."""

    name = "SQLCipher, WAL, synchronous=FULL"
    pragmas = ("pragma journal_mode = wal", "pragma synchronous = full")


STORES: tuple[type[Store], ...] = (SealedLog, PlainTinyDB, SQLCipher, SQLCipherWAL)
