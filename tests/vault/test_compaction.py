"""A log written anew holds exactly what was alive, and a crash leaves one of the two, whole."""

import errno
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from journal_app.domain.errors import (
    CannotWrite,
    ChangeNotConfirmed,
    DamagedVault,
    DiskFull,
    Locked,
    NotSaved,
    WrongPassphrase,
)
from journal_app.vault import compaction
from journal_app.vault.journal import Journal
from journal_app.vault.keys import KeyFile
from tests.vault.conftest import PASSPHRASE, QUICK, FailingDisk, unlock_whole

New = Callable[..., Journal]


def fill(journal: Journal) -> dict[str, list[dict[str, object]]]:
    """Entries 1 to 60 of which some were changed and removed, drafts, and an emptied table."""
    table = journal.table("entries")
    for number in range(1, 61):
        table.insert({"text": f"entry {number}"})
    table.update({"kept": True}, doc_ids=[5, 6])
    table.remove(doc_ids=[1, 7, 60])
    for number in range(10):
        journal.keep_draft("free", {"text": "x" * number})
    journal.table("gone").insert_multiple([{}, {}])
    journal.table("gone").truncate()
    return contents(journal)


def contents(journal: Journal) -> dict[str, list[dict[str, object]]]:
    return {
        name: [{"id": doc.doc_id, **doc} for doc in journal.table(name)]
        for name in ("about", "entries", "drafts", "gone")
    }


def test_a_compacted_journal_says_the_same_in_less(new_journal: New, home: Path) -> None:
    log = home / "vault" / "log"
    with new_journal() as journal:
        wanted = fill(journal)
        before = log.stat().st_size
        form = journal._ledger.log.form
        journal.compact()
        assert log.stat().st_size < before / 10
        assert contents(journal) == wanted
        again = journal._ledger.log.form
        assert again.log_id != form.log_id
        assert again.generation == form.generation + 1
        assert journal.table("entries").insert({}) == 61
        assert journal.table("gone").insert({}) == 3, "ids are never given twice"
        wanted = contents(journal)
    for _ in range(2):
        with unlock_whole(home) as journal:
            assert contents(journal) == wanted
        (home / "vault" / "start").unlink(missing_ok=True)
    unlock_whole(home).lock()
    assert {file.name for file in (home / "vault").iterdir()} == {"key", "log", "lock", "start"}


def test_it_happens_by_itself_when_more_than_half_and_a_mebibyte_is_dead(
    new_journal: New, home: Path
) -> None:
    def generation_after(journal: Journal) -> int:
        journal.lock()
        with unlock_whole(home) as again:
            return again._ledger.log.form.generation

    journal = new_journal()
    journal.table("entries").insert({"text": "x" * 900_000})
    for number in range(4):
        journal.keep_draft("free", {"text": "x" * (250_000 + number)})
    assert generation_after(journal) == 0, "less than 1 MiB"
    journal = unlock_whole(home)
    journal.keep_draft("free", {"text": "x" * 500_000})
    assert generation_after(journal) == 0, "less than half"
    journal = unlock_whole(home)
    for number in range(3):
        journal.keep_draft("free", {"text": "x" * (500_000 + number)})
    assert generation_after(journal) == 1
    with unlock_whole(home) as journal:
        assert len(journal.table("entries").get(doc_id=1)["text"]) == 900_000
        assert journal._ledger.log.form.generation == 1, "and not again"
    assert (home / "vault" / "log").stat().st_size < 1_500_000


def test_many_small_records_are_put_together(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        for number in range(1100):
            journal.table("readings").insert({"n": number})
    unlock_whole(home).lock()
    assert (home / "vault" / "log").stat().st_size < 60_000
    with unlock_whole(home) as journal:
        assert [doc["n"] for doc in journal.table("readings")] == list(range(1100))


def test_what_is_written_meanwhile_is_in_the_new_log(
    new_journal: New, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = new_journal()
    fill(journal)
    real = compaction.records_of

    def slowly(living: compaction.Living) -> object:
        for record in real(living):
            worker = threading.Thread(target=journal.table("entries").insert, args=({"late": 1},))
            worker.start()
            worker.join(10)
            assert not worker.is_alive(), "keeping a word does not wait for compaction"
            journal.table("entries").remove(doc_ids=[10])
            yield record

    monkeypatch.setattr(compaction, "_RECORD_SIZE", 1000)
    monkeypatch.setattr(compaction, "records_of", slowly)
    journal.compact()
    wanted = contents(journal)
    assert wanted["entries"][-1]["late"] == 1
    journal.lock()
    with unlock_whole(home) as again:
        assert contents(again) == wanted


def test_locking_during_a_compaction_leaves_the_old_log(
    new_journal: New, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    journal = new_journal()
    wanted = fill(journal)
    real = compaction.records_of

    def locking(living: compaction.Living) -> object:
        journal.lock()
        yield from real(living)

    with monkeypatch.context() as patched:
        patched.setattr(compaction, "records_of", locking)
        with pytest.raises(Locked):
            journal.compact()
    assert not (home / "vault" / "log.new").exists()
    with unlock_whole(home) as again:
        assert contents(again) == wanted


# ---- a disk that fails, a process that ends ----

CALLS = ["write_at", "sync", "sync_directory", "replace"]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("after", range(3))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_compaction_that_fails_loses_nothing(
    new_journal: New, home: Path, call: str, after: int, code: int
) -> None:
    disk = FailingDisk()
    journal = new_journal(disk=disk)
    wanted = fill(journal)
    disk.fail, disk.error, disk.after = call, code, after
    failure = None
    try:
        journal.compact()
    except (DiskFull, CannotWrite, NotSaved) as error:
        failure = error
    disk.mend()
    assert contents(journal) == wanted
    if isinstance(failure, NotSaved):  # nobody can say which log a power cut would leave
        with pytest.raises(NotSaved):
            journal.table("entries").insert({"text": "after"})
    else:
        journal.table("entries").insert({"text": "after"})
        wanted = contents(journal)
    journal.lock()
    with unlock_whole(home) as again:
        assert contents(again) == wanted
        again.compact()
        assert contents(again) == wanted
    assert {file.name for file in (home / "vault").iterdir()} == {"key", "log", "lock", "start"}


class KilledError(BaseException):
    """Stands for a process that ends here: nothing after it runs."""


class KillingDisk(FailingDisk):
    def _meet(self, call: str) -> None:
        try:
            super()._meet(call)
        except OSError:
            raise KilledError from None


def states(home: Path, act: Callable[[Journal], object]) -> list[Path]:
    """The folder as a kill before each single call to the disk would leave it."""
    found: list[Path] = []
    for call in CALLS:
        for after in range(20):
            place = home.with_name(f"killed-{call}-{after}")
            shutil.copytree(home, place)
            disk = KillingDisk()
            journal = Journal.unlock(place, PASSPHRASE, disk=disk)
            disk.fail, disk.error, disk.after = call, errno.EIO, after
            try:
                act(journal)
                ended = True
            except KilledError:
                ended = False
            shutil.copytree(place, place.with_name(place.name + "-left"))
            disk.mend()
            journal.lock()
            found.append(place.with_name(place.name + "-left"))
            if ended:
                break
    return found


def test_killed_at_any_step_of_a_compaction_the_old_or_the_new_log_is_there(
    new_journal: New, home: Path
) -> None:
    with new_journal() as journal:
        wanted = fill(journal)
    left = states(home, Journal.compact)
    assert len(left) > 10
    for place in left:
        with unlock_whole(place) as journal:
            assert contents(journal) == wanted
            assert not journal.older
            journal.table("entries").insert({})
            journal.compact()


# ---- another data key ----


def change_data_key(journal: Journal) -> None:
    """What a new data key asks of the ledger; the keyring makes the key file around it."""
    data_key = bytearray(range(32))
    key_file = KeyFile.fresh(data_key, PASSPHRASE, QUICK)
    path = journal._ledger.folder / "key"
    disk = journal._ledger._disk
    journal._ledger.change_data_key(data_key, lambda: disk.write_whole(path, key_file.dump()))


def test_under_another_data_key_all_is_there_and_nothing_is_left_of_the_old_one(
    new_journal: New, home: Path
) -> None:
    journal = new_journal()
    wanted = fill(journal)
    old = KeyFile.parse((home / "vault" / "key").read_bytes())
    old_key = old.open_with_passphrase(PASSPHRASE)
    change_data_key(journal)
    journal.table("entries").insert({"text": "after"})
    journal.compact()
    wanted = contents(journal)
    journal.lock()
    with unlock_whole(home) as again:
        assert contents(again) == wanted
    key = home / "vault" / "key"
    key.write_bytes(KeyFile.fresh(old_key, PASSPHRASE, QUICK).dump())
    with pytest.raises(DamagedVault):
        Journal.unlock(home, PASSPHRASE)


def test_killed_at_any_step_of_a_new_data_key_it_opens_with_the_key_that_is_there(
    new_journal: New, home: Path
) -> None:
    with new_journal() as journal:
        wanted = fill(journal)
    old = (home / "vault" / "key").read_bytes()
    left = states(home, change_data_key)
    kinds = set()
    for place in left:
        kinds.add((place / "vault" / "key").read_bytes() == old)
        with unlock_whole(place) as journal:
            assert contents(journal) == wanted
    assert kinds == {True, False}, "kills before and after the moment it happens were tried"


def test_a_compaction_that_waited_for_a_new_data_key_uses_the_new_one(
    new_journal: New, home: Path
) -> None:
    journal = new_journal()
    wanted = fill(journal)
    data_key = bytearray(range(32))
    key_file = KeyFile.fresh(data_key, PASSPHRASE, QUICK)
    waiting = threading.Thread(target=journal.compact)

    def put_key_file() -> None:
        waiting.start()
        (home / "vault" / "key").write_bytes(key_file.dump())

    journal._ledger.change_data_key(data_key, put_key_file)
    waiting.join(10)
    assert journal._ledger.log.form.generation == 2, "both happened"
    journal.lock()
    with unlock_whole(home) as again:
        assert contents(again) == wanted


def test_a_key_file_that_may_not_last_closes_the_journal_for_writing(
    new_journal: New, home: Path
) -> None:
    journal = new_journal()
    wanted = fill(journal)

    def unsure() -> None:
        raise ChangeNotConfirmed("may not last")

    with pytest.raises(ChangeNotConfirmed):
        journal._ledger.change_data_key(bytearray(32), unsure)
    with pytest.raises(NotSaved):
        journal.table("entries").insert({})
    journal.lock()
    with unlock_whole(home) as again:
        assert contents(again) == wanted


def test_a_key_file_that_could_not_be_put_leaves_all_as_it_was(
    new_journal: New, home: Path
) -> None:
    journal = new_journal()
    fill(journal)

    def refused() -> None:
        raise DiskFull("no room")

    with pytest.raises(DiskFull):
        journal._ledger.change_data_key(bytearray(32), refused)
    journal.table("entries").insert({"text": "after"})
    wanted = contents(journal)
    journal.lock()
    assert not (home / "vault" / "log.next").exists()
    with unlock_whole(home) as again:
        assert contents(again) == wanted


def test_a_left_over_log_of_an_unknown_key_changes_nothing(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        wanted = fill(journal)
    for name in ("log.next", "log.new"):
        (home / "vault" / name).write_bytes(b"three-dawns log\x01" + bytes(5000))
    with unlock_whole(home) as journal:
        assert contents(journal) == wanted
    with pytest.raises(WrongPassphrase):
        Journal.unlock(home, "wrong")
    log = home / "vault" / "log"
    log.write_bytes(b"?" + log.read_bytes()[1:])
    with pytest.raises(DamagedVault):
        Journal.unlock(home, PASSPHRASE)
