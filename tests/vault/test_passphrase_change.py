"""Changing what opens a journal: the old one or the new one, whatever happens, never neither."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from journal_app.domain.errors import (
    CannotWrite,
    ChangeNotConfirmed,
    DiskFull,
    Locked,
    VaultError,
    WrongPassphrase,
)
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy
from journal_app.vault.keys import MEMORISED, KeyFile, Slot, UnusedSlot
from tests.vault.conftest import PASSPHRASE, QUICK, FailingDisk, made_words

New = Callable[..., Journal]
NEXT = "rain on a tin roof"
TEXT = {"text": "a thread of gold"}


def opening(home: Path) -> list[str]:
    """Which of the two passphrases open the journal; every opening finds the entry."""
    found = []
    for passphrase in (PASSPHRASE, NEXT):
        try:
            with Journal.unlock(home, passphrase) as journal:
                assert journal.table("entries").all() == [TEXT]
        except WrongPassphrase:
            continue
        found.append(passphrase)
    return found


@pytest.fixture
def journal(new_journal: New) -> Journal:
    journal = new_journal()
    journal.table("entries").insert(TEXT)
    return journal


# ---- what a person does ----


def test_the_new_one_opens_and_the_old_one_does_not(journal: Journal, home: Path) -> None:
    journal.change_passphrase(NEXT, QUICK)
    assert journal.is_passphrase(NEXT)
    assert not journal.is_passphrase(PASSPHRASE)
    journal.lock()
    assert opening(home) == [NEXT]


def test_only_the_key_file_is_written(journal: Journal, home: Path) -> None:
    log = home / "vault" / "log"
    before = log.read_bytes(), log.stat().st_mtime_ns, log.stat().st_ino
    vault_id = journal.id
    journal.change_passphrase(NEXT, QUICK)
    assert (log.read_bytes(), log.stat().st_mtime_ns, log.stat().st_ino) == before
    assert {file.name for file in (home / "vault").iterdir()} == {"key", "log", "lock"}
    assert journal.id == vault_id
    journal.lock()


def test_the_words_stay_when_the_passphrase_changes(journal: Journal, home: Path) -> None:
    words = " ".join(made_words(journal))
    journal.change_passphrase(NEXT, QUICK)
    journal.lock()
    Journal.unlock_with_words(home, words).lock()
    assert opening(home) == [NEXT]


def test_slots_of_later_versions_stay(journal: Journal, home: Path) -> None:
    device = {"kind": "device", "made": "by a later version"}
    made = journal._keys.file
    with_device = KeyFile(made.vault_id, (*made.slots, UnusedSlot(device)))
    (home / "vault" / "key").write_bytes(with_device.dump())
    journal.lock()
    with Journal.unlock(home, PASSPHRASE) as again:
        again.change_passphrase(NEXT, QUICK)
        made_words(again)
    slots = KeyFile.parse((home / "vault" / "key").read_bytes()).slots
    assert [slot.fields()["kind"] for slot in slots] == ["passphrase", "device", "recovery"]
    assert slots[1].fields() == device


def test_a_full_key_file_is_said_and_left_as_it_is(journal: Journal, home: Path) -> None:
    made = journal._keys.file
    unused = tuple(UnusedSlot({"kind": "device", "n": n}) for n in range(7))
    (home / "vault" / "key").write_bytes(KeyFile(made.vault_id, (*made.slots, *unused)).dump())
    journal.lock()
    with Journal.unlock(home, PASSPHRASE) as again, pytest.raises(VaultError):
        made_words(again)
    assert opening(home) == [PASSPHRASE]


def test_the_work_of_the_new_slot_comes_from_our_policy(journal: Journal) -> None:
    journal.change_passphrase(NEXT, KdfPolicy(16, 2, 2, target_seconds=0))
    (slot,) = journal._keys.file.slots
    assert isinstance(slot, Slot)
    assert slot.kind == MEMORISED
    assert (slot.kdf.fields()["memory_kib"], slot.kdf.fields()["passes"]) == (16, 2)
    journal.lock()


def test_an_empty_one_and_a_locked_journal_are_refused(journal: Journal, home: Path) -> None:
    with pytest.raises(ValueError, match="needs a passphrase"):
        journal.change_passphrase("", QUICK)
    journal.lock()
    for use in (
        lambda: journal.change_passphrase(NEXT, QUICK),
        lambda: made_words(journal),
    ):
        with pytest.raises(Locked):
            use()
    assert opening(home) == [PASSPHRASE]


def test_a_lock_in_the_middle_never_seals_an_empty_key(
    journal: Journal, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The key is wiped while the passphrase is being derived: nothing may be written then."""
    derive = type(QUICK.new_kdf()).derive

    def lock_first(self: object, secret: bytearray) -> bytearray:
        journal.lock()
        return derive(self, secret)  # type: ignore[arg-type]  # the very object it was taken from

    monkeypatch.setattr(type(QUICK.new_kdf()), "derive", lock_first)
    with pytest.raises(Locked):
        journal.change_passphrase(NEXT, QUICK)
    monkeypatch.undo()
    assert opening(home) == [PASSPHRASE]


def test_changes_from_two_threads_do_not_undo_each_other(journal: Journal, home: Path) -> None:
    words: list[tuple[str, ...]] = []
    threads = [
        threading.Thread(target=lambda: words.append(made_words(journal))),
        threading.Thread(target=lambda: journal.change_passphrase(NEXT, QUICK)),
        threading.Thread(target=lambda: journal.table("drafts").insert({})),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    journal.lock()
    assert opening(home) == [NEXT]
    Journal.unlock_with_words(home, " ".join(words[0])).lock()


# ---- a disk that fails ----


@pytest.mark.parametrize("call", ["write_at", "sync", "sync_directory", "replace"])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failing_disk_leaves_the_old_one_or_says_that_it_is_not_sure(
    new_journal: New, home: Path, call: str, code: int
) -> None:
    disk = FailingDisk()
    journal = new_journal(disk=disk)
    journal.table("entries").insert(TEXT)
    disk.fail, disk.error = call, code
    with pytest.raises((CannotWrite, DiskFull, ChangeNotConfirmed)) as caught:
        journal.change_passphrase(NEXT, QUICK)
    unsure = isinstance(caught.value, ChangeNotConfirmed)
    assert unsure == (call == "sync_directory"), "only the last step leaves a doubt"
    assert journal.is_passphrase(NEXT if unsure else PASSPHRASE)
    disk.mend()
    words = made_words(journal)
    journal.lock()
    assert {file.name for file in (home / "vault").iterdir()} == {"key", "log", "lock", "start"}
    assert opening(home) == [NEXT if unsure else PASSPHRASE]
    Journal.unlock_with_words(home, " ".join(words)).lock()


class KilledError(BaseException):
    """Stands for a process that ends here."""


@pytest.mark.parametrize("call", ["write_at", "sync", "replace", "sync_directory"])
@pytest.mark.parametrize("after", [0, 1])
def test_killed_at_any_step_one_of_the_two_opens(
    new_journal: New, home: Path, call: str, after: int
) -> None:
    class Killing(FailingDisk):
        def _meet(self, name: str) -> None:
            try:
                super()._meet(name)
            except OSError:
                raise KilledError from None

    disk = Killing()
    journal = new_journal(disk=disk)
    journal.table("entries").insert(TEXT)
    disk.fail, disk.error, disk.after = call, errno.EIO, after
    with suppress(KilledError):
        journal.change_passphrase(NEXT, QUICK)
    with suppress(KilledError):
        journal.change_passphrase(PASSPHRASE, QUICK)
    assert call in disk.calls
    disk.mend()
    journal.lock()
    assert len(opening(home)) == 1


def test_no_page_of_the_new_key_file_alone_takes_the_old_ones_place(
    journal: Journal, home: Path
) -> None:
    """A crash before the rename: whatever part of the new file arrived, the old one opens."""
    journal.lock()
    other = (home / "vault" / "key").read_bytes()
    for size in (0, 1, 100, len(other)):
        (home / "vault" / "key.new").write_bytes(other[:size])
        assert opening(home) == [PASSPHRASE]
    with Journal.unlock(home, PASSPHRASE) as again:
        again.change_passphrase(NEXT, QUICK)
    assert opening(home) == [NEXT]


CHANGE_FOR_EVER = """
import sys
from pathlib import Path
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy
quick = KdfPolicy(memory_kib=8, passes=1, lanes=1, target_seconds=0)
journal = Journal.unlock(Path(sys.argv[1]), sys.argv[2])
print("open", flush=True)
while True:
    journal.change_passphrase(sys.argv[3], quick)
    journal.change_passphrase(sys.argv[2], quick)
"""


@pytest.mark.skipif(os.name != "posix", reason="NOT SHOWN HERE: kill -9 needs POSIX")
def test_killed_for_real_while_changing_one_of_the_two_opens(journal: Journal, home: Path) -> None:
    """A few real kills; hundreds of them are part of the fault run."""
    journal.lock()
    for number in range(4):
        current = opening(home)[0]
        other = NEXT if current == PASSPHRASE else PASSPHRASE
        with subprocess.Popen(
            [sys.executable, "-c", CHANGE_FOR_EVER, str(home), current, other],
            stdout=subprocess.PIPE,
            text=True,
        ) as process:
            assert process.stdout is not None
            assert process.stdout.readline() == "open\n"
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.01 + 0.013 * number)
            process.kill()
        assert len(opening(home)) == 1
