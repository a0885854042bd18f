"""The door: creating, unlocking, locking, and every way in which that can be refused."""

import errno
import gc
import os
import stat
import subprocess
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from tinydb import where

from journal_app.domain.errors import (
    AlreadyOpen,
    DamagedVault,
    DiskFull,
    Locked,
    NotSaved,
    NoVault,
    VaultExists,
    WrongPassphrase,
)
from journal_app.vault.journal import Journal
from tests.vault.conftest import PASSPHRASE, QUICK, FailingDisk, unlock_whole

New = Callable[..., Journal]
CANARY = "canary-7f3a-lighthouse"
DATA = Path(__file__).parent / "data"


def test_what_was_kept_is_there_after_locking_and_unlocking(new_journal: New, home: Path) -> None:
    journal = new_journal()
    journal.table("entries").insert({"text": "a thread of gold"})
    vault_id = journal.id
    journal.lock()
    with Journal.unlock(home, PASSPHRASE) as again:
        assert again.table("entries").all() == [{"text": "a thread of gold"}]
        assert again.id == vault_id
        assert len(vault_id) == 32
        assert again.torn_bytes == 0


@pytest.mark.parametrize("role", ["client", "practice"])
def test_the_role_is_kept_and_sealed(new_journal: New, home: Path, role: str) -> None:
    new_journal(role=role).lock()
    with Journal.unlock(home, PASSPHRASE) as journal:
        assert journal.role == role
    for file in (home / "vault").iterdir():
        assert role.encode() not in file.read_bytes()


def test_the_folder_is_as_drawn_and_for_its_owner_only(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        journal.table("entries").insert({})
        folder = home / "vault"
        assert {entry.name for entry in folder.iterdir()} == {"key", "log", "lock"}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert {stat.S_IMODE(entry.stat().st_mode) for entry in folder.iterdir()} == {0o600}


def test_exists(new_journal: New, home: Path) -> None:
    assert not Journal.exists(home)
    new_journal().lock()
    assert Journal.exists(home)
    assert not Journal.exists(home / "vault" / "key")


def test_a_second_journal_in_one_folder_is_refused(new_journal: New, home: Path) -> None:
    new_journal().lock()
    before = {entry.name: entry.read_bytes() for entry in (home / "vault").iterdir()}
    with pytest.raises(VaultExists):
        new_journal()
    assert {entry.name: entry.read_bytes() for entry in (home / "vault").iterdir()} == before


def test_no_journal_there_and_none_is_made(home: Path) -> None:
    for place in (home, home / "deeper"):
        with pytest.raises(NoVault):
            Journal.unlock(place, PASSPHRASE)
    assert not home.exists()


def test_a_passphrase_and_a_role_are_needed(home: Path) -> None:
    for passphrase, role in (("", "client"), ("x", "visitor")):
        with pytest.raises(ValueError, match="needs"):
            Journal.create(home, passphrase, role=role, policy=QUICK)
    assert not home.exists()


def test_a_wrong_passphrase_changes_nothing_and_the_right_one_still_opens(
    new_journal: New, home: Path
) -> None:
    new_journal().lock()
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            Journal.unlock(home, "wrong")
    Journal.unlock(home, PASSPHRASE).lock()


# ---- drafts ----


def test_drafts_are_kept_replaced_and_dropped(new_journal: New, home: Path) -> None:
    journal = new_journal()
    journal.keep_draft("prompt-3", {"text": "fir"})
    journal.keep_draft("free", {"text": "other"})
    journal.keep_draft("prompt-3", {"text": "first light"})
    journal.lock()
    with Journal.unlock(home, PASSPHRASE) as again:
        assert again.drafts() == {"prompt-3": {"text": "first light"}, "free": {"text": "other"}}
        again.drafts()["free"]["text"] = "changed outside"
        again.drop_draft("prompt-3")
        again.drop_draft("never was")
        assert again.drafts() == {"free": {"text": "other"}}


# ---- one window at a time ----


def test_a_second_window_of_this_process_is_refused(new_journal: New, home: Path) -> None:
    with new_journal(), pytest.raises(AlreadyOpen):
        Journal.unlock(home, PASSPHRASE)
    Journal.unlock(home, PASSPHRASE).lock()


OPEN_AND_WAIT = """
import sys
from pathlib import Path
from journal_app.vault.journal import Journal
journal = Journal.unlock(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
sys.stdin.read()
"""


def test_a_second_process_is_refused_and_let_in_when_the_first_is_killed(
    new_journal: New, home: Path
) -> None:
    new_journal().lock()
    with subprocess.Popen(
        [sys.executable, "-c", OPEN_AND_WAIT, str(home), PASSPHRASE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "open\n"
        with pytest.raises(AlreadyOpen):
            Journal.unlock(home, PASSPHRASE)
        first.kill()
    Journal.unlock(home, PASSPHRASE).lock()


def test_a_failed_unlock_lets_the_next_one_in(new_journal: New, home: Path) -> None:
    new_journal().lock()
    log = home / "vault" / "log"
    whole = log.read_bytes()
    log.write_bytes(whole[:-1] + b"?")
    for _ in range(2):
        with pytest.raises(DamagedVault):
            Journal.unlock(home, PASSPHRASE)
    log.write_bytes(whole)
    Journal.unlock(home, PASSPHRASE).lock()


# ---- locking ----


def test_after_locking_every_use_is_refused(new_journal: New) -> None:
    journal = new_journal()
    table = journal.table("entries")
    table.insert({"text": CANARY})
    data_key = journal._keys.data_key
    assert any(data_key)
    journal.lock()
    journal.lock()
    assert journal.locked
    assert data_key == bytes(32)
    for use in (
        lambda: journal.table("entries"),
        lambda: journal.role,
        lambda: journal.drafts(),
        lambda: journal.keep_draft("a", {}),
        lambda: journal.drop_draft("a"),
        lambda: table.all(),
        lambda: table.insert({}),
    ):
        with pytest.raises(Locked):
            use()
    gc.collect()
    assert not [x for x in gc.get_objects() if isinstance(x, dict) and x.get("text") == CANARY]


def test_many_threads_lose_nothing(new_journal: New, home: Path) -> None:
    journal = new_journal()

    def write(thread: int) -> None:
        for number in range(25):
            journal.table("entries").insert({"thread": thread, "number": number})
            journal.table("entries").count(where("thread") == thread)
            journal.keep_draft(f"draft {thread}", {"number": number})

    threads = [threading.Thread(target=write, args=(n,)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal.lock()
    with unlock_whole(home) as again:
        entries = again.table("entries").all()
        assert len({entry.doc_id for entry in entries}) == len(entries) == 150
        for n in range(6):
            mine = [entry["number"] for entry in entries if entry["thread"] == n]
            assert mine == list(range(25))
        assert again.drafts() == {f"draft {n}": {"number": 24} for n in range(6)}


def test_locking_while_others_write_keeps_exactly_what_was_acknowledged(
    new_journal: New, home: Path
) -> None:
    journal = new_journal()
    acknowledged: list[int] = []
    begun = threading.Event()

    def write() -> None:
        try:
            while True:
                acknowledged.append(journal.table("entries").insert({}))
                begun.set()
        except Locked:
            return

    thread = threading.Thread(target=write)
    thread.start()
    assert begun.wait(10)
    journal.lock()
    thread.join(10)
    with unlock_whole(home) as again:
        assert [entry.doc_id for entry in again.table("entries")] == acknowledged


# ---- a disk that fails while the journal is open ----


def test_a_full_disk_is_said_and_the_next_save_works(new_journal: New, home: Path) -> None:
    disk = FailingDisk()
    journal = new_journal(disk=disk)
    journal.table("entries").insert({"text": "before"})
    disk.fail, disk.error = "write_at", errno.ENOSPC
    with pytest.raises(DiskFull):
        journal.table("entries").insert({"text": "no room"})
    assert journal.table("entries").all() == [{"text": "before"}]
    disk.mend()
    journal.table("entries").insert({"text": "after"})
    journal.lock()
    with Journal.unlock(home, PASSPHRASE) as again:
        assert [entry["text"] for entry in again.table("entries")] == ["before", "after"]


def test_an_unconfirmed_write_is_not_shown_as_saved(new_journal: New, home: Path) -> None:
    disk = FailingDisk()
    journal = new_journal(disk=disk)
    disk.fail, disk.error = "sync", errno.EIO
    with pytest.raises(NotSaved):
        journal.table("entries").insert({"text": "one"})
    disk.mend()
    with pytest.raises(NotSaved):
        journal.table("entries").insert({"text": "two"})
    assert journal.table("entries").all() == []
    journal.lock()
    with Journal.unlock(home, PASSPHRASE) as again:
        again.table("entries").insert({"text": "three"})
        assert again.table("entries").all()[-1] == {"text": "three"}


def test_a_torn_tail_is_told(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        journal.table("entries").insert_multiple([{"n": 1}, {"n": 2}])
        journal.table("entries").insert({"n": 3})
    log = home / "vault" / "log"
    log.write_bytes(log.read_bytes()[:-10])
    with Journal.unlock(home, PASSPHRASE) as again:
        assert again.torn_bytes > 0
        assert again.table("entries").all() == [{"n": 1}, {"n": 2}]
        again.table("entries").insert({"n": 4})
        assert again.torn_bytes == 0


# ---- nothing is told to anybody ----


def test_no_word_and_no_passphrase_reaches_disk_console_or_error(
    new_journal: New, home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    said: list[str] = []
    disk = FailingDisk()
    with new_journal(disk=disk) as journal:
        journal.table("entries").insert({"text": CANARY})
        journal.keep_draft("free", {"text": CANARY})
        said += [repr(journal), repr(journal.table("entries")), str(journal.table("entries"))]
        disk.fail, disk.error = "write_at", errno.EIO
        for attempt in (
            lambda: journal.table("entries").insert({"text": CANARY}),
            lambda: journal.table("entries").insert({"text": CANARY, "n": float("nan")}),
            lambda: Journal.unlock(home, PASSPHRASE),
        ):
            with pytest.raises(Exception) as caught:  # noqa: PT011  (several kinds are meant)
                attempt()
            said += [str(caught.value), repr(caught.value), repr(vars(caught.value))]
            chain = caught.value.__cause__, caught.value.__context__
            said += [str(error) for error in chain if not caught.value.__suppress_context__]
            said += traceback.format_exception_only(caught.value)
    with pytest.raises(WrongPassphrase) as refused:
        Journal.unlock(home, PASSPHRASE + "!")
    said.append(repr(refused.value))
    out, err = capfd.readouterr()
    said += [out, err]
    for secret in (CANARY, PASSPHRASE):
        assert not [text for text in said if secret in text]
        for file in home.rglob("*"):
            assert not file.is_file() or secret.encode() not in file.read_bytes()


def test_the_journal_made_by_the_first_version_opens_for_ever(tmp_path: Path) -> None:
    """Made once by version 1 of the format and never again; a copy, since opening takes a lock."""
    (tmp_path / "vault").mkdir()
    for name in ("key", "log"):
        source = DATA / "journal-v1" / "vault" / name
        (tmp_path / "vault" / name).write_bytes(source.read_bytes())
    with Journal.unlock(tmp_path, "Crêpe à l’aube 🌒") as journal:
        assert journal.role == "client"
        entries = journal.table("entries")
        assert [(entry.doc_id, entry["text"]) for entry in entries] == [
            (1, "The rain came back, and with it the question."),
            (3, "ünï 🌒 \ud83d half"),
        ]
        assert entries.insert({}) == 5, "4 was given and removed"
        assert journal.drafts() == {"free": {"text": "a thread of gold"}}


def open_descriptors() -> set[int]:
    found = set()
    for fd in range(256):
        with suppress(OSError):
            os.fstat(fd)
            found.add(fd)
    return found


def test_descriptors_are_given_back(new_journal: New, home: Path) -> None:
    new_journal().lock()
    before = open_descriptors()
    for _ in range(5):
        Journal.unlock(home, PASSPHRASE).lock()
        with pytest.raises(WrongPassphrase):
            Journal.unlock(home, "wrong")
    assert open_descriptors() == before
