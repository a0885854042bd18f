"""Opening from the start file: the newest at once, the rest behind it, and never a wrong word."""

import errno
import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tinydb import where
from tinydb.table import Document

from journal_app.domain.errors import CannotWrite, DamagedVault, Locked
from journal_app.vault import ledger as vault_ledger
from journal_app.vault import rest as vault_rest
from journal_app.vault import start as vault_start
from journal_app.vault.history import History
from journal_app.vault.journal import Journal
from tests.vault.conftest import PASSPHRASE, FailingDisk, unlock_whole

New = Callable[..., Journal]


def texts(journal: Journal) -> list[str]:
    return [doc["text"] for doc in journal.table("entries")]


def named(*numbers: int) -> list[str]:
    return [f"entry {number}" for number in numbers]


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three records to a step, so that a hundred entries take many."""
    monkeypatch.setattr(vault_rest, "_STEP", 3000)


@pytest.fixture
def hundred(new_journal: New, home: Path) -> Path:
    """A locked journal with entries 1 to 100 in records of their own, and three small tables."""
    with new_journal() as journal:
        for number in range(1, 101):
            journal.table("entries").insert({"text": f"entry {number}", "n": number})
            if number % 10 == 0:
                journal.table("readings").insert({"n": number})
        journal.keep_draft("free", {"text": "a thread"})
    return home


# ---- what is there at once ----


def test_the_newest_and_the_small_tables_are_there_at_once(hundred: Path) -> None:
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        assert not journal.loaded
        assert journal.progress < 0.1
        assert texts(journal) == named(*range(71, 101))
        assert not journal.table("entries").complete
        assert len(journal.table("readings")) == 10
        assert journal.table("readings").complete
        assert journal.drafts() == {"free": {"text": "a thread"}}
        assert journal.role == "client"


def test_the_rest_comes_newest_first_with_progress(hundred: Path) -> None:
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        told: list[float] = []
        sizes: list[list[str]] = []

        def progress(done: float) -> None:
            told.append(done)
            sizes.append(texts(journal))

        journal.load_rest(progress)
        assert journal.loaded
        assert told == sorted(told)
        assert told[-1] == journal.progress == 1
        assert len(told) > 20
        for shown in sizes:
            assert shown == named(*range(101 - len(shown), 101)), "no gap at any moment"
        assert journal.table("entries").complete
        journal.load_rest()
        assert len(sizes) == len(told)


def test_what_arrived_can_be_asked_for_bit_by_bit(hundred: Path) -> None:
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        table, taken, found = journal.table("entries"), 0, []

        def progress(done: float) -> None:
            nonlocal taken
            new, taken = table.arrived(taken)
            found.extend(new)

        journal.load_rest(progress)
        assert [doc.doc_id for doc in found] == list(range(70, 0, -1))
        assert table.arrived(taken) == ([], 70)


def test_the_first_opening_reads_no_more_of_the_log_than_its_end(
    hundred: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[int] = []
    real = History.read
    monkeypatch.setattr(History, "read", lambda *a: read.append(1) or real(*a))
    for _ in range(3):
        with Journal.unlock(hundred, PASSPHRASE) as journal:
            assert journal._ledger._start_says is not None
            assert journal._ledger.log.place == journal._ledger._start_says[0]
    assert not read


# ---- writing before all is there ----


def test_inserting_does_not_wait_and_ids_go_on(hundred: Path) -> None:
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        assert journal.table("entries").insert({"text": "entry 101"}) == 101
        assert not journal.loaded
    with unlock_whole(hundred) as journal:
        assert texts(journal) == named(*range(1, 102))


def test_changing_what_is_here_does_not_wait(hundred: Path) -> None:
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        table = journal.table("entries")
        assert table.update({"text": "changed"}, doc_ids=[90]) == [90]
        assert table.remove(doc_ids=[91]) == [91]
        assert not journal.loaded
        journal.load_rest()
        assert table.get(doc_id=90) == {"text": "changed", "n": 90}
        assert table.get(doc_id=91) is None
        assert len(table) == 99


@pytest.mark.parametrize(
    "act",
    [
        lambda t: t.update({"text": "changed"}, doc_ids=[5]),
        lambda t: t.update({"text": "changed"}, where("n") == 5),
        lambda t: t.update_multiple([({"text": "changed"}, where("n") == 5)]),
        lambda t: t.upsert({"text": "changed", "n": 5}, where("n") == 5),
        lambda t: t.upsert(Document({"text": "changed", "n": 5}, doc_id=5)),
    ],
)
def test_a_document_that_is_not_here_yet_is_read_before_it_is_changed(
    hundred: Path, act: Callable[[Any], list[int]]
) -> None:
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        assert act(journal.table("entries")) == [5]
        assert journal.loaded
        assert journal.table("entries").get(doc_id=5) == {"text": "changed", "n": 5}
        assert len(journal.table("entries")) == 100
    with unlock_whole(hundred) as journal:
        assert journal.table("entries").get(doc_id=5) == {"text": "changed", "n": 5}


def test_a_document_that_is_not_here_yet_can_be_removed(hundred: Path) -> None:
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        assert journal.table("entries").remove(doc_ids=[5]) == [5]
        assert journal.table("entries").remove(where("n") == 6) == [6]
    with unlock_whole(hundred) as journal:
        assert texts(journal) == named(*range(1, 5), *range(7, 101))


def test_an_explicit_id_that_may_be_taken_is_looked_for(hundred: Path) -> None:
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        with pytest.raises(ValueError, match="taken"):
            journal.table("entries").insert(Document({"text": "over"}, doc_id=5))
        assert journal.table("entries").get(doc_id=5)["text"] == "entry 5"


def test_emptying_a_table_that_is_not_all_here_empties_it(hundred: Path) -> None:
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        journal.table("entries").truncate()
        journal.table("entries").insert({"text": "after"})
        journal.load_rest()
        assert texts(journal) == ["after"]
    with unlock_whole(hundred) as journal:
        assert texts(journal) == ["after"]
        assert journal.table("entries").get(doc_id=101) == {"text": "after"}


def test_what_was_changed_and_removed_in_the_older_part_stays_so(
    new_journal: New, home: Path
) -> None:
    with new_journal() as journal:
        table = journal.table("entries")
        for number in range(1, 101):
            table.insert({"text": f"entry {number}"})
            if number == 20:
                table.update({"text": "twice"}, doc_ids=[3])
        table.update({"text": "late"}, doc_ids=[4])
        table.remove(doc_ids=[7, 8])
        table.remove(doc_ids=[99])
        wanted = texts(journal)
    with Journal.unlock(home, PASSPHRASE) as journal:
        shown: list[list[str]] = []
        journal.load_rest(lambda done: shown.append(texts(journal)))
        assert texts(journal) == wanted
        for moment in shown:
            assert not {"entry 3", "entry 4", "entry 7", "entry 8", "entry 99"} & {*moment}


def test_locking_while_it_reads_on_is_said(hundred: Path) -> None:
    journal = Journal.unlock(hundred, PASSPHRASE)
    with pytest.raises(Locked):
        journal.load_rest(lambda done: journal.lock())
    with unlock_whole(hundred) as again:
        assert len(again.table("entries")) == 100


def test_many_threads_beside_the_reading(hundred: Path) -> None:
    journal = Journal.unlock(hundred, PASSPHRASE)
    table = journal.table("entries")
    failed: list[BaseException] = []

    def run(work: Callable[[], object]) -> threading.Thread:
        def guarded() -> None:
            try:
                work()
            except BaseException as error:  # noqa: BLE001  told to the test's own thread
                failed.append(error)

        thread = threading.Thread(target=guarded)
        thread.start()
        return thread

    threads = [
        run(journal.load_rest),
        run(journal.load_rest),
        run(lambda: [table.insert({"text": "new", "n": 0}) for _ in range(20)]),
        run(lambda: [table.update({"seen": True}, where("n") == n) for n in range(1, 15)]),
        run(lambda: [table.remove(doc_ids=[n]) for n in range(30, 40)]),
        run(journal.compact),
    ]
    for thread in threads:
        thread.join(30)
    assert not failed
    journal.lock()
    with unlock_whole(hundred) as again:
        found = {doc.doc_id: doc for doc in again.table("entries")}
        assert found.keys() == {*range(1, 30), *range(40, 121)}
        assert all(found[n].get("seen") == (True if n < 15 else None) for n in range(1, 30))


# ---- the start file is a convenience ----


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.unlink(),
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(b"three-dawns start\x01"),
        lambda file: file.write_bytes(b"three-dawns start\x02" + file.read_bytes()[18:]),
        lambda file: file.write_bytes(file.read_bytes()[:-1]),
        lambda file: file.write_bytes(bytes(len(file.read_bytes()))),
        lambda file: (file.unlink(), file.mkdir()),
        lambda file: (file.unlink(), file.symlink_to(file.with_name("log"))),
        lambda file: (file.unlink(), __import__("os").mkfifo(file)),
    ],
    ids=["missing", "empty", "cut", "newer", "short", "zeros", "folder", "link", "pipe"],
)
def test_without_a_usable_start_file_all_is_read(
    hundred: Path, spoil: Callable[[Path], object]
) -> None:
    spoil(hundred / "vault" / "start")
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        assert journal.loaded
        assert not journal.older
        assert texts(journal) == named(*range(1, 101))


def test_a_bit_flipped_anywhere_in_the_start_file_shows_nothing_wrong(
    new_journal: New, home: Path
) -> None:
    with new_journal() as journal:
        journal.table("entries").insert({"text": "entry 1"})
    file = home / "vault" / "start"
    whole = file.read_bytes()
    for at in range(0, len(whole), 17):
        flipped = bytearray(whole)
        flipped[at] ^= 0x10
        file.write_bytes(flipped)
        with unlock_whole(home) as journal:
            assert texts(journal) == ["entry 1"]
            file.write_bytes(flipped)  # nothing changed, so locking leaves it as it is


def test_an_old_start_file_only_costs_time(hundred: Path) -> None:
    file = hundred / "vault" / "start"
    old = file.read_bytes()
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        journal.table("entries").update({"text": "changed"}, doc_ids=[100])
        journal.table("entries").remove(doc_ids=[2])
        journal.table("entries").insert({"text": "entry 101"})
    file.write_bytes(old)
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        assert texts(journal) == [*named(*range(71, 100)), "changed", "entry 101"]
        journal.load_rest()
        assert texts(journal) == [*named(1, *range(3, 100)), "changed", "entry 101"]


def test_the_start_file_of_another_journal_is_passed_over(hundred: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(hundred, other)
    with Journal.unlock(other, PASSPHRASE) as journal:
        journal.compact()
        journal.table("entries").insert({"text": "not mine"})
    shutil.copy(other / "vault" / "start", hundred / "vault" / "start")
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        assert texts(journal) == named(*range(1, 101))


def test_a_start_file_that_is_newer_than_the_log_tells_of_an_older_copy(hundred: Path) -> None:
    old = (hundred / "vault" / "log").read_bytes()
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        journal.table("entries").insert({"text": "entry 101"})
    (hundred / "vault" / "log").write_bytes(old)
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        assert journal.older
        assert texts(journal) == named(*range(1, 101))


@pytest.mark.parametrize("lie", ["another text", "one more", "one less"])
def test_a_start_file_that_contradicts_the_log_is_found_out_and_removed(
    hundred: Path, monkeypatch: pytest.MonkeyPatch, lie: str
) -> None:
    """Only a mistake of ours could make one; it must not become the truth by compaction."""
    real = vault_start.pack_start

    def lying(place: Any, shelves: Any, key_files: Any) -> bytes | None:
        entries = shelves["entries"]
        if lie == "one less":
            del entries._documents[95]
        else:
            doc_id = 95 if lie == "another text" else 105
            entries._documents[doc_id] = b'{"text":"never said"}'
        return real(place, shelves, key_files)

    journal = unlock_whole(hundred)
    journal.table("readings").insert({"n": 0})
    with monkeypatch.context() as patched:
        patched.setattr(vault_ledger, "pack_start", lying)
        journal.lock()
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        for attempt in (journal.load_rest, journal.load_rest, journal.compact):
            with pytest.raises(DamagedVault):
                attempt()
        assert not (hundred / "vault" / "start").exists()
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        assert texts(journal) == named(*range(1, 101))


@pytest.mark.parametrize("call", ["write_at", "sync", "sync_directory", "replace"])
def test_a_start_file_that_cannot_be_written_hinders_nothing(
    new_journal: New, home: Path, call: str
) -> None:
    disk = FailingDisk()
    journal = new_journal(disk=disk)
    journal.table("entries").insert({"text": "entry 1"})
    disk.fail, disk.error = call, errno.ENOSPC
    journal.lock()
    assert not (home / "vault" / "start.new").exists()
    with unlock_whole(home) as again:
        assert texts(again) == ["entry 1"]


def test_a_run_that_never_locks_leaves_little_to_read_again(
    new_journal: New, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vault_ledger, "_START_EVERY", 10)
    journal = new_journal()
    for number in range(1, 60):
        journal.table("entries").insert({"text": f"entry {number}"})
    ledger = journal._ledger  # as after a kill: no start at the end
    ledger._start_says = ledger.log.place, ledger._key_files
    journal.lock()
    with Journal.unlock(home, PASSPHRASE) as again:
        says = again._ledger._start_says
        assert says is not None
        assert again._ledger.log.place.sequence - says[0].sequence < 10
        assert texts(again)[-30:] == named(*range(30, 60))


def test_very_long_entries_do_not_make_it_slow(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        for number in range(12):
            journal.table("entries").insert({"text": f"{number} " + "x" * 200_000})
    assert (home / "vault" / "start").stat().st_size < 600_000
    with Journal.unlock(home, PASSPHRASE) as journal:
        assert [text[:2] for text in texts(journal)] == ["10", "11"]
        journal.load_rest()
        assert len(texts(journal)) == 12


def test_small_tables_that_are_not_small_are_read_with_the_whole(
    new_journal: New, home: Path
) -> None:
    with new_journal() as journal:
        journal.table("events").insert_multiple({"text": "x" * 1_000_000} for _ in range(5))
    assert not (home / "vault" / "start").exists()
    with Journal.unlock(home, PASSPHRASE) as journal:
        assert journal.loaded
        assert len(journal.table("events")) == 5


# ---- damage in the older part ----


def flip(file: Path, at: int) -> None:
    whole = bytearray(file.read_bytes())
    whole[at] ^= 0x04
    file.write_bytes(whole)


def test_damage_in_the_older_part_is_reported_and_never_hidden(hundred: Path) -> None:
    log = hundred / "vault" / "log"
    flip(log, 56 + 20 * 1064 + 300)
    damaged = log.read_bytes()
    for _ in range(2):
        with Journal.unlock(hundred, PASSPHRASE) as journal:
            for _ in range(2):
                with pytest.raises(DamagedVault):
                    journal.load_rest()
            assert not journal.loaded
            assert texts(journal)[-30:] == named(*range(71, 101)), "what is newer can be read"
            with pytest.raises(DamagedVault):
                journal.compact()
            with pytest.raises(DamagedVault):
                journal.table("entries").update({"text": "?"}, doc_ids=[3])
            assert log.read_bytes() == damaged
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        journal.table("entries").insert({"text": "still kept"})
        assert log.read_bytes()[: len(damaged)] == damaged, "and new words change nothing before"
    with Journal.unlock(hundred, PASSPHRASE) as journal:
        assert texts(journal)[-1] == "still kept"
        with pytest.raises(DamagedVault):
            journal.load_rest()


def test_every_byte_of_the_older_part_is_verified(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        journal.table("entries").insert({"text": "entry 1"})
    log = home / "vault" / "log"
    whole = log.read_bytes()
    for at in range(56, len(whole)):
        if at > 200 and at % 5:
            continue
        flip(log, at)
        with pytest.raises(DamagedVault):
            unlock_whole(home)
        log.write_bytes(whole)
    unlock_whole(home).lock()


def test_the_log_cannot_be_read_any_more(hundred: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(fd: int, size: int, position: int) -> bytes:
        raise OSError(errno.EIO, "cannot read")

    with Journal.unlock(hundred, PASSPHRASE) as journal:
        monkeypatch.setattr("journal_app.vault.history.read_at", broken)
        with pytest.raises(CannotWrite):
            journal.load_rest()
