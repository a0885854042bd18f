"""An older journal laid over a newer one is reported, and opens all the same."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from journal_app.vault import rest as vault_rest
from journal_app.vault.highwater import HighWater, Mark, MemoryStore
from journal_app.vault.journal import Journal
from journal_app.vault.keys import KeyFile
from tests.vault.conftest import PASSPHRASE, FailingDisk

New = Callable[..., Journal]


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def opened(home: Path, store: MemoryStore) -> tuple[bool, list[object]]:
    """Whether it is reported as older, and what it says."""
    with Journal.unlock(home, PASSPHRASE, secure_store=store) as journal:
        journal.load_rest()
        return journal.older, [doc.get("n") for doc in journal.table("entries")]


@pytest.fixture
def kept(new_journal: New, home: Path, store: MemoryStore) -> Path:
    with new_journal(secure_store=store) as journal:
        for number in range(50):
            journal.table("entries").insert({"n": number})
    return home


def laid_aside(home: Path) -> Path:
    aside = home.with_name("aside")
    shutil.copytree(home / "vault", aside)
    return aside


def bring_back(aside: Path, home: Path) -> None:
    shutil.rmtree(home / "vault")
    shutil.copytree(aside, home / "vault")


def test_the_journal_last_opened_here_is_not_older(kept: Path, store: MemoryStore) -> None:
    for _ in range(2):
        assert opened(kept, store) == (False, list(range(50)))
    assert opened(kept, MemoryStore()) == (False, list(range(50))), "nothing is known, nothing said"


def test_an_older_copy_is_reported_and_opens(kept: Path, store: MemoryStore) -> None:
    aside = laid_aside(kept)
    with Journal.unlock(kept, PASSPHRASE, secure_store=store) as journal:
        journal.table("entries").insert({"n": 50})
    assert opened(kept, store) == (False, list(range(51)))
    bring_back(aside, kept)
    assert opened(kept, store) == (True, list(range(50)))
    with Journal.unlock(kept, PASSPHRASE, secure_store=store) as journal:
        assert journal.older
        journal.table("entries").insert({"n": 51})
    assert opened(kept, store) == (False, [*range(50), 51]), "written in here: it is the newest now"


def test_a_journal_that_was_only_read_on_another_machine_is_known_there_too(kept: Path) -> None:
    aside = laid_aside(kept)
    with Journal.unlock(kept, PASSPHRASE) as journal:
        journal.table("entries").insert({"n": 50})
    another = MemoryStore()
    assert opened(kept, another) == (False, list(range(51)))
    bring_back(aside, kept)
    assert opened(kept, another) == (True, list(range(50)))


def test_a_copy_from_before_a_compaction_is_older(kept: Path, store: MemoryStore) -> None:
    aside = laid_aside(kept)
    with Journal.unlock(kept, PASSPHRASE, secure_store=store) as journal:
        journal.compact()
    assert opened(kept, store) == (False, list(range(50)))
    bring_back(aside, kept)
    assert opened(kept, store)[0]


def test_a_compaction_elsewhere_is_not_older(kept: Path, store: MemoryStore) -> None:
    with Journal.unlock(kept, PASSPHRASE) as journal:
        journal.compact()
    assert opened(kept, store) == (False, list(range(50)))


@pytest.mark.parametrize("later", [5, 60])
def test_a_copy_that_went_its_own_way_is_older(
    kept: Path, store: MemoryStore, later: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Written on elsewhere from an earlier state: longer, and yet it lacks what was kept here."""
    monkeypatch.setattr(vault_rest, "_STEP", 3000)
    aside = laid_aside(kept)
    with Journal.unlock(kept, PASSPHRASE, secure_store=store) as journal:
        journal.table("entries").insert({"n": "only here"})
    bring_back(aside, kept)
    with Journal.unlock(kept, PASSPHRASE) as elsewhere:
        for number in range(later):
            elsewhere.table("entries").insert({"n": number})
    assert opened(kept, store)[0]


def test_the_mark_is_written_after_the_sync_and_never_before(home: Path) -> None:
    order: list[str] = []

    class Store(MemoryStore):
        def set(self, name: str, value: bytes) -> None:
            order.append("mark")
            super().set(name, value)

    class Watched(FailingDisk):
        def sync(self, fd: int) -> None:
            super().sync(fd)
            order.append("sync")

    from tests.vault.conftest import QUICK

    with Journal.create(
        home, PASSPHRASE, policy=QUICK, disk=Watched(), secure_store=Store()
    ) as journal:
        order.clear()
        journal.table("entries").insert({})
        assert order == ["sync", "mark"]


def test_a_store_that_does_not_answer_hinders_nobody(new_journal: New, home: Path) -> None:
    class Silent(MemoryStore):
        def get(self, name: str) -> bytes | None:
            raise OSError

        def set(self, name: str, value: bytes) -> None:
            raise OSError

        def expect(self, name: str) -> None:
            raise OSError

    store = Silent()
    with new_journal(secure_store=store) as journal:
        journal.table("entries").insert({"n": 1})
    assert opened(home, store) == (False, [1])


def test_the_store_may_look_while_the_key_is_made(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []

    class Store(MemoryStore):
        def expect(self, name: str) -> None:
            order.append(f"expect {name}")

        def get(self, name: str) -> bytes | None:
            order.append(f"get {name}")
            return super().get(name)

    derive = KeyFile.open_with_passphrase

    def noted(file: KeyFile, passphrase: str) -> bytearray:
        order.append("derive")
        return derive(file, passphrase)

    monkeypatch.setattr(KeyFile, "open_with_passphrase", noted)
    with Journal.unlock(kept, PASSPHRASE, secure_store=Store()) as journal:
        name = f"Three Dawns {journal.id}"
    assert order == [f"expect {name}", "derive", f"get {name}"]


def test_a_mark_that_was_forgotten_is_none(kept: Path, store: MemoryStore) -> None:
    with Journal.unlock(kept, PASSPHRASE) as journal:
        high_water = HighWater(store, journal.id)
    assert high_water.read() is not None
    for _ in range(2):
        high_water.forget()
        assert high_water.read() is None
        assert not store.values


@pytest.mark.parametrize("raw", [None, b"", b"x" * 48, b"x" * 56, b"x" * 1000])
def test_a_mark_that_is_none_is_no_mark(raw: bytes | None, kept: Path, store: MemoryStore) -> None:
    assert Mark.parse(raw) is None
    for name in store.values:
        store.values[name] = raw or b""
    assert opened(kept, store) == (False, list(range(50)))


def test_a_mark_comes_back_as_it_went() -> None:
    mark = Mark(b"i" * 16, 3, 70, b"t" * 16)
    assert Mark.parse(mark.dump()) == mark
