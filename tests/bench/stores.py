"""The stores that are compared, each behind the same calls."""

import json
import secrets
from collections.abc import Iterable
from itertools import islice
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
        """How many entries have ``word`` in their text, whatever the case of its letters."""

    def close(self) -> None:
        """Close for good."""

    def again(self) -> list[str]:
        """What ``hold`` needs to open it in another process."""

    @staticmethod
    def hold(*again: str) -> object:
        """Open it, read every entry once, and return what a program would keep."""


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
        self._journal.load_rest()
        return self._table.count(lambda document: True)

    def search(self, word: str) -> int:
        return len(self._table.mentioning(word))

    def close(self) -> None:
        self._journal.lock()

    def again(self) -> list[str]:
        return [str(self._folder)]

    @staticmethod
    def hold(folder: str) -> object:
        journal = Journal.unlock(Path(folder), "bench")
        journal.load_rest()
        return journal


class Compacted(SealedLog):
    """Ours after compaction, which drafts bring about every few dozen entries."""

    name = "sealed log, once compacted"

    def fill(self, entries: Iterable[Entry]) -> None:
        while batch := list(islice(entries, _BATCH)):
            self._table.insert_multiple(batch)
        self._journal.compact()


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

    def close(self) -> None:
        self._db.close()

    def again(self) -> list[str]:
        return [str(self._path)]

    @staticmethod
    def hold(path: str) -> object:
        db = TinyDB(path)
        db.all()
        return db

    def load(self) -> int:
        return len(self._db.all())

    def search(self, word: str) -> int:
        return len(self._db.search(where("text").test(lambda text: word in text.lower())))


class SQLCipher:
    """SQLCipher with a raw key, JSON in one column, as it comes: rollback journal, FULL."""

    name = "SQLCipher, default"
    pragmas: tuple[str, ...] = ()

    def __init__(self, folder: Path) -> None:
        self._path = folder / "db.sqlite"
        self._key = secrets.token_hex(32)
        self._db = self._connect(self._path, self._key)
        self._db.execute("create table entries (id integer primary key, document text)")

    @classmethod
    def _connect(cls, path: Path, key: str) -> Any:
        db = sqlcipher.connect(str(path), isolation_level=None)
        db.execute(f"pragma key = \"x'{key}'\"")
        for pragma in cls.pragmas:
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
        self._db = self._connect(self._path, self._key)
        self._db.execute("select count(*) from sqlite_master").fetchone()

    def load(self) -> int:
        return len(self._all(self._db))

    @staticmethod
    def _all(db: Any) -> list[Any]:
        rows = db.execute("select document from entries")
        return [json.loads(document) for (document,) in rows]

    def close(self) -> None:
        self._db.close()

    def again(self) -> list[str]:
        return [str(self._path), self._key]

    @classmethod
    def hold(cls, path: str, key: str) -> object:
        db = cls._connect(Path(path), key)
        cls._all(db)
        return db

    def search(self, word: str) -> int:
        rows = self._db.execute(
            "select document from entries where document like ?", (f"%{word}%",)
        )
        return len([json.loads(document) for (document,) in rows])


class SQLCipherWAL(SQLCipher):
    """SQLCipher with a write-ahead log, synced at every commit."""

    name = "SQLCipher, WAL, synchronous=FULL"
    pragmas = ("pragma journal_mode = wal", "pragma synchronous = full")


STORES: tuple[type[Store], ...] = (SealedLog, Compacted, PlainTinyDB, SQLCipher, SQLCipherWAL)
