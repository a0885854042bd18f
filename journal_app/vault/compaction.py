"""Writing a log anew with only what is alive, so that a journal does not grow with every change.

::

    log       [header][put][put][remove][draft][draft] ... [draft]      goes on taking appends
    log.new   [header'][many puts][many puts] ...  (+ what was appended meanwhile), synced
                     `-- moved over ``log`` in one step

A crash at any point leaves the old log or the new one, each whole; what was left of ``log.new`` is
written over by the next compaction.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from journal_app.vault.changes import Change, Kind, change_size, pack
from journal_app.vault.disk import Disk, open_file
from journal_app.vault.format import TAG_SIZE, LogV1
from journal_app.vault.history import Place
from journal_app.vault.shelf import Shelf

Living = dict[str, tuple[int, dict[int, bytes]]]
"""By table: the next id, and the documents by id."""

_LEAST_SAVED: Final = 1024 * 1024  # bytes
_RECORD_SIZE: Final = 256 * 1024  # bytes of changes in one record: enough that records cost nothing


def is_worthwhile(log_size: int, shelves: Mapping[str, Shelf]) -> bool:
    """Whether more than half of the log, and more than 1 MiB, is not needed any more."""
    living = sum(shelf.packed_size(name) for name, shelf in shelves.items())
    saved = log_size - living
    return saved > _LEAST_SAVED and saved > log_size / 2


def living(shelves: Mapping[str, Shelf]) -> Living:
    """What is on complete shelves now; they may change afterwards."""
    return {name: (shelf.next_id, dict(shelf.documents())) for name, shelf in shelves.items()}


class NewLog:
    """A log on its way: records are written and synced once, at the end.

    All methods raise ``OSError``, but ``discard``.
    """

    def __init__(self, path: Path, form: LogV1, disk: Disk) -> None:
        self.path = path
        self.form = form
        self._disk = disk
        self._kept = False
        path.unlink(missing_ok=True)
        self._fd = open_file(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        self.place = Place(LogV1.HEADER_SIZE, 0, form.header()[-TAG_SIZE:])
        try:
            disk.write_at(self._fd, form.header(), 0)
        except BaseException:
            self.discard()
            raise

    def append(self, records: Iterable[bytes]) -> None:
        """Write records; not durable before ``finish``."""
        for plaintext in records:
            position, sequence, tag = self.place
            record = self.form.seal(position, sequence, tag, plaintext)
            self._disk.write_at(self._fd, record, position)
            self.place = Place(position + len(record), sequence + 1, record[-TAG_SIZE:])

    def sync(self) -> None:
        """Return when all that was written is durable."""
        self._disk.sync(self._fd)

    def close(self) -> None:
        """Close the file, which stays. Harmless when closed already."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def keep(self) -> None:
        """Let the file be: ``discard`` only closes it from now on."""
        self._kept = True

    def discard(self) -> None:
        """Close the file and remove it, as far as the disk lets us, if it is not to be kept."""
        with suppress(OSError):
            self.close()
            if not self._kept:
                self.path.unlink(missing_ok=True)


def records_of(living: Living) -> Iterator[bytes]:
    """The plaintexts of a log that says exactly ``living``."""
    batch: list[Change] = []
    size = 0
    for name, (next_id, documents) in living.items():
        beside = change_size(name)
        for doc_id, raw in documents.items():
            if size + beside + len(raw) > _RECORD_SIZE and batch:
                yield pack(batch)
                batch, size = [], 0
            batch.append(Change(Kind.PUT, name, doc_id, raw))
            size += beside + len(raw)
        if next_id > max(documents, default=0) + 1:
            batch.append(Change(Kind.NEXT, name, next_id))
            size += beside
    if batch:
        yield pack(batch)
