"""Ways to make journals quickly, and disks that fail on demand."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from journal_app.vault.disk import Disk
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy
from journal_app.vault.log import Log, MemoryLog
from journal_app.vault.storage import SealedStorage
from journal_app.vault.tables import SealedTable

QUICK = KdfPolicy(memory_kib=8, passes=1, lanes=1, target_seconds=0)
"""Far below what is shipped: the work of a guess is not what these tests are about."""

PASSPHRASE = "a quiet lighthouse"
DATA_KEY = bytes(range(32))


@dataclass
class FailingDisk(Disk):
    """A disk on which the named call raises ``error`` from its ``after``-th use on."""

    fail: str = ""
    error: int = 0
    after: int = 0
    calls: list[str] = field(default_factory=list)

    def _meet(self, call: str) -> None:
        self.calls.append(call)
        if call == self.fail:
            if self.after <= 0:
                raise OSError(self.error, os.strerror(self.error))
            self.after -= 1

    def mend(self) -> None:
        self.fail = ""

    def write_at(self, fd: int, data: bytes, position: int) -> None:
        if self.fail == "write_at" and self.after <= 0:
            super().write_at(fd, data[: len(data) // 2], position)  # some of it got through
        self._meet("write_at")
        super().write_at(fd, data, position)

    def cut(self, fd: int, size: int) -> None:
        self._meet("cut")
        super().cut(fd, size)

    def sync(self, fd: int) -> None:
        self._meet("sync")
        super().sync(fd)

    def sync_directory(self, directory: Path) -> None:
        self._meet("sync_directory")
        super().sync_directory(directory)

    def replace(self, source: Path, target: Path) -> None:
        self._meet("replace")
        super().replace(source, target)


def unlock_whole(home: Path) -> Journal:
    """Unlocked, and read and verified to its first record."""
    journal = Journal.unlock(home, PASSPHRASE)
    try:
        journal.load_rest()
    except BaseException:
        journal.lock()
        raise
    return journal


def made_words(journal: Journal) -> tuple[str, ...]:
    """New recovery words, shown and typed back."""
    words = Journal.new_words()
    journal.keep_words(" ".join(words))
    return words


@pytest.fixture
def disk() -> FailingDisk:
    return FailingDisk()


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def new_journal(home: Path) -> Callable[..., Journal]:
    def make(**options: object) -> Journal:
        return Journal.create(home, PASSPHRASE, policy=QUICK, **options)

    return make


@pytest.fixture(params=["memory", "disk"])
def table(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SealedTable]:
    """An empty table ``entries``, over each kind of log: they have to behave the same."""
    if request.param == "memory":
        yield SealedTable(SealedStorage(MemoryLog()), "entries")
        return
    log = Log.create(tmp_path / "log", bytearray(DATA_KEY), Disk())
    yield SealedTable(SealedStorage(log), "entries")
    log.close()


@pytest.fixture
def not_root() -> Iterator[None]:
    """Permissions mean nothing to root: be nobody for the while of a test."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    yield
    os.seteuid(0)
