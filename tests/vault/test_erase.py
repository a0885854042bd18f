"""Deleting everything: really, only that, and saying what it cannot reach."""

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from journal_app.domain.errors import AlreadyOpen, CannotWrite, VaultError
from journal_app.vault.erase import WHAT_MAY_REMAIN, erase
from journal_app.vault.highwater import MemoryStore
from journal_app.vault.journal import Journal
from journal_app.vault.restore import forget_earlier, restore
from journal_app.words import say
from tests.vault.conftest import PASSPHRASE, QUICK, FailingDisk

New = Callable[..., Journal]


@pytest.fixture
def old(new_journal: New) -> None:
    with new_journal() as journal:
        journal.table("entries").insert({"text": "a thread of gold"})


def test_everything_of_the_journal_is_gone(old: None, home: Path) -> None:
    log = home / "vault" / "log"
    log.write_bytes(log.read_bytes()[:-10])
    with Journal.unlock(home, PASSPHRASE) as journal:
        journal.table("entries").insert({"text": "after a torn tail"})
    (home / "vault" / "key.new").write_bytes(b"half")
    assert list((home / "vault").glob("log.torn-*"))
    erase(home)
    assert list(home.iterdir()) == []
    assert not Journal.exists(home)
    Journal.create(home, "another beginning", policy=QUICK).lock()


def test_what_a_restore_left_aside_is_gone_too(old: None, home: Path) -> None:
    restore(home, [], "rain on a tin roof", policy=QUICK)
    (home / "vault.new").mkdir()
    (home / "vault.new" / "log").write_bytes(b"begun")
    erase(home)
    assert list(home.iterdir()) == []


def test_the_key_is_overwritten_before_it_is_removed(old: None, home: Path) -> None:
    key = home / "vault" / "key"
    before = key.read_bytes()
    fd = os.open(key, os.O_RDONLY)
    try:
        erase(home)
        kept = os.pread(fd, len(before) + 1, 0)
    finally:
        os.close(fd)
    assert len(kept) == len(before)
    assert sum(a == b for a, b in zip(kept, before, strict=True)) < len(before) / 10


def test_other_things_in_the_data_folder_stay(old: None, home: Path) -> None:
    (home / "backup.age").write_bytes(b"mine")
    (home / "vault.txt").write_bytes(b"mine")
    (home / "vault-of-mine").mkdir()
    erase(home)
    assert {path.name for path in home.iterdir()} == {"backup.age", "vault.txt", "vault-of-mine"}


def test_an_open_journal_is_not_erased(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        with pytest.raises(AlreadyOpen):
            erase(home)
        journal.table("entries").insert({})
    erase(home)


def test_nothing_there_is_nothing_to_do(home: Path) -> None:
    erase(home)
    assert not home.exists()


@pytest.mark.parametrize("damage", ["no key", "no log", "noise", "empty"])
def test_a_damaged_journal_can_be_erased_without_a_passphrase(
    old: None, home: Path, damage: str
) -> None:
    folder = home / "vault"
    if damage == "noise":
        (folder / "key").write_bytes(b"noise")
    for name in {"no key": ["key"], "no log": ["log"], "empty": ["key", "log", "lock"]}.get(
        damage, []
    ):
        (folder / name).unlink()
    erase(home)
    assert list(home.iterdir()) == []


def test_a_link_in_place_of_the_folder_is_not_followed(home: Path) -> None:
    elsewhere = home / "elsewhere"
    elsewhere.mkdir(parents=True)
    (elsewhere / "key").write_text("mine")
    (home / "vault").symlink_to(elsewhere)
    with pytest.raises(CannotWrite):
        erase(home)
    assert (elsewhere / "key").read_text() == "mine"


@pytest.mark.parametrize("name", ["key", "log", "something"])
def test_a_link_inside_goes_and_what_it_points_to_stays(old: None, home: Path, name: str) -> None:
    elsewhere = home / "mine"
    elsewhere.write_text("mine, and long enough to be overwritten")
    (home / "vault" / name).unlink(missing_ok=True)
    (home / "vault" / name).symlink_to(elsewhere)
    erase(home)
    assert elsewhere.read_text() == "mine, and long enough to be overwritten"
    assert not (home / "vault").exists()


def test_another_name_of_the_key_file_is_not_written_over(old: None, home: Path) -> None:
    elsewhere = home / "a snapshot of mine"
    elsewhere.hardlink_to(home / "vault" / "key")
    before = elsewhere.read_bytes()
    erase(home)
    assert elsewhere.read_bytes() == before


def test_a_folder_inside_is_not_entered_and_that_is_said(old: None, home: Path) -> None:
    (home / "vault" / "mine").mkdir()
    (home / "vault" / "mine" / "notes").write_text("mine")
    with pytest.raises(VaultError):
        erase(home)
    assert (home / "vault" / "mine" / "notes").read_text() == "mine"
    assert not (home / "vault" / "key").exists()
    (home / "vault" / "mine" / "notes").unlink()
    (home / "vault" / "mine").rmdir()
    erase(home)
    assert not (home / "vault").exists()


@pytest.mark.parametrize("call", ["write_at", "sync", "sync_directory"])
def test_a_disk_that_fails_at_overwriting_does_not_keep_the_key(
    old: None, home: Path, call: str
) -> None:
    erase(home, FailingDisk(fail=call, error=errno.EIO))
    assert list(home.iterdir()) == []


class NoAnswer(MemoryStore):
    """A secure store that lets nothing go."""

    def delete(self, name: str) -> None:
        raise OSError


def test_the_marks_of_all_that_was_there_go_too(new_journal: New, home: Path) -> None:
    store = MemoryStore()
    store.set("Three Dawns of somebody else", b"stays")
    new_journal(secure_store=store).lock()
    restore(home, [], "rain on a tin roof", policy=QUICK)
    with Journal.unlock(home, "rain on a tin roof", secure_store=store) as journal:
        journal.table("entries").insert({})
    assert len(store.values) == 3
    erase(home, secure_store=store)
    assert list(store.values) == ["Three Dawns of somebody else"]


def test_what_was_put_aside_goes_with_its_mark_alone(new_journal: New, home: Path) -> None:
    store = MemoryStore()
    with new_journal(secure_store=store) as journal:
        earlier = f"Three Dawns {journal.id}"
    restore(home, [], "rain on a tin roof", policy=QUICK)
    with Journal.unlock(home, "rain on a tin roof", secure_store=store) as journal:
        journal.table("entries").insert({})
        stays = f"Three Dawns {journal.id}"
    assert set(store.values) == {earlier, stays}
    forget_earlier(home, secure_store=store)
    assert set(store.values) == {stays}


@pytest.mark.parametrize("trouble", ["damaged key", "no answer"])
def test_a_mark_that_cannot_be_let_go_keeps_nothing_else(
    new_journal: New, home: Path, trouble: str
) -> None:
    store = NoAnswer() if trouble == "no answer" else MemoryStore()
    new_journal(secure_store=store).lock()
    if trouble == "damaged key":
        (home / "vault" / "key").write_bytes(b"noise")
    erase(home, secure_store=store)
    assert list(home.iterdir()) == []
    assert len(store.values) == 1


def test_what_may_remain_is_said_in_words() -> None:
    said = [say(key) for key in WHAT_MAY_REMAIN]
    assert len(said) == len(set(said)) == 5
    assert "sealed" in said[0]
