"""A journal's files missing, mixed, linked, read-only or half made: one plain error, no loss."""

import errno
import os
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from journal_app.domain.errors import (
    AlreadyOpen,
    CannotWrite,
    DamagedVault,
    DiskFull,
    NotSaved,
    NoVault,
    VaultError,
    VaultExists,
)
from journal_app.vault.journal import Journal
from tests.vault.conftest import PASSPHRASE, QUICK, FailingDisk, unlock_whole

New = Callable[..., Journal]
CANARY = "canary-7f3a-lighthouse"


# ---- what can be wrong with the files ----


@pytest.mark.parametrize("name", ["key", "log"])
def test_a_missing_file_is_damage_and_nothing_is_made_anew(
    new_journal: New, home: Path, name: str
) -> None:
    with new_journal() as journal:
        journal.table("entries").insert({"text": CANARY})
    (home / "vault" / name).unlink()
    assert Journal.exists(home), "somebody's words are still there"
    with pytest.raises(DamagedVault):
        Journal.unlock(home, PASSPHRASE)
    with pytest.raises(VaultExists):
        new_journal()
    assert not (home / "vault" / name).exists()


def test_files_of_two_journals_do_not_mix(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for place in (one, two):
        with Journal.create(place, PASSPHRASE, policy=QUICK) as journal:
            journal.table("entries").insert({"text": CANARY})
    (one / "vault" / "log").write_bytes((two / "vault" / "log").read_bytes())
    with pytest.raises(DamagedVault):
        Journal.unlock(one, PASSPHRASE)


def test_a_bit_flipped_anywhere_in_key_or_log_never_opens(new_journal: New, home: Path) -> None:
    new_journal().lock()
    for name, step in (("key", 5), ("log", 11)):
        file = home / "vault" / name
        whole = file.read_bytes()
        for at in range(0, len(whole), step):
            flipped = bytearray(whole)
            flipped[at] ^= 0x40
            file.write_bytes(flipped)
            with pytest.raises(DamagedVault):
                unlock_whole(home)
        file.write_bytes(whole)
    Journal.unlock(home, PASSPHRASE).lock()


@pytest.mark.parametrize("name", ["key", "log", "lock"])
def test_a_link_in_place_of_a_file_is_refused(new_journal: New, home: Path, name: str) -> None:
    new_journal().lock()
    elsewhere = home / "elsewhere"
    (home / "vault" / name).rename(elsewhere)
    before = elsewhere.read_bytes()
    (home / "vault" / name).symlink_to(elsewhere)
    with pytest.raises(CannotWrite):
        Journal.unlock(home, PASSPHRASE)
    assert elsewhere.read_bytes() == before


def test_a_link_in_place_of_the_folder_is_refused(home: Path, new_journal: New) -> None:
    elsewhere = home / "elsewhere"
    elsewhere.mkdir(parents=True)
    (home / "vault").symlink_to(elsewhere)
    with pytest.raises(CannotWrite):
        new_journal()
    assert not list(elsewhere.iterdir())


def test_a_file_in_place_of_the_data_folder_is_refused(home: Path, new_journal: New) -> None:
    home.write_text("mine")
    with pytest.raises(CannotWrite):
        new_journal()
    with pytest.raises(NoVault):
        Journal.unlock(home, PASSPHRASE)
    assert home.read_text() == "mine"


@pytest.fixture
def open_to_nobody(tmp_path: Path) -> Path:
    """A folder that the user of ``not_root`` can reach and read, and not write."""
    if os.geteuid() == 0:
        for folder in (tmp_path, *tmp_path.parents[:-1]):
            if folder.stat().st_mode & 0o011 != 0o011:
                folder.chmod(folder.stat().st_mode | 0o011)
    place = tmp_path / "read-only"
    place.mkdir()
    place.chmod(0o555)
    return place


def test_a_folder_that_cannot_be_written(open_to_nobody: Path, not_root: None) -> None:
    for place in (open_to_nobody, open_to_nobody / "deeper"):
        with pytest.raises(CannotWrite):
            Journal.create(place, PASSPHRASE, policy=QUICK)
    assert not list(open_to_nobody.iterdir())


def test_a_journal_that_cannot_be_read(
    open_to_nobody: Path, request: pytest.FixtureRequest
) -> None:
    place = open_to_nobody / "mine"
    open_to_nobody.chmod(0o755)
    Journal.create(place, PASSPHRASE, policy=QUICK).lock()
    (place / "vault").chmod(0o000)
    request.getfixturevalue("not_root")
    with pytest.raises(CannotWrite):
        Journal.unlock(place, PASSPHRASE)


# ---- creation is all or nothing ----


@pytest.mark.parametrize("call", ["write_at", "sync", "sync_directory", "replace"])
@pytest.mark.parametrize("after", range(6))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_creation_that_fails_leaves_no_journal_and_the_next_one_works(
    new_journal: New, home: Path, call: str, after: int, code: int
) -> None:
    disk = FailingDisk(fail=call, error=code, after=after)
    try:
        new_journal(disk=disk).lock()
    except (DiskFull, CannotWrite, NotSaved):
        assert not Journal.exists(home)
        with pytest.raises(NoVault):
            Journal.unlock(home, PASSPHRASE)
        new_journal().lock()
    Journal.unlock(home, PASSPHRASE).lock()


class KilledError(BaseException):
    """Stands for a process that ends here: nothing after it runs."""


@pytest.mark.parametrize("call", ["write_at", "sync", "replace", "sync_directory"])
@pytest.mark.parametrize("after", range(6))
def test_a_creation_that_is_killed_leaves_no_half_journal(
    home: Path, call: str, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killing(FailingDisk):
        def _meet(self, call: str) -> None:
            try:
                super()._meet(call)
            except OSError:
                raise KilledError from None

    monkeypatch.setattr("journal_app.vault.opening.remove_unfinished", lambda folder: None)
    try:
        disk = Killing(fail=call, error=errno.EIO, after=after)
        Journal.create(home, PASSPHRASE, policy=QUICK, disk=disk).lock()
    except KilledError:
        if not Journal.exists(home):
            Journal.create(home, PASSPHRASE, policy=QUICK).lock()
    with Journal.unlock(home, PASSPHRASE) as journal:
        assert journal.role == "client"


def test_two_windows_that_create_at_once_make_one_journal(home: Path) -> None:
    made: list[Journal] = []
    refused: list[VaultError] = []
    start = threading.Barrier(4)

    def create() -> None:
        start.wait()
        try:
            made.append(Journal.create(home, PASSPHRASE, policy=QUICK))
        except (AlreadyOpen, VaultExists, CannotWrite) as error:
            refused.append(error)

    threads = [threading.Thread(target=create) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(made), len(refused)) == (1, 3)
    made[0].table("entries").insert({"text": CANARY})
    made[0].lock()
    with Journal.unlock(home, PASSPHRASE) as again:
        assert len(again.table("entries")) == 1
