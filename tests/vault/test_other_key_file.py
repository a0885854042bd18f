"""An older key file over a newer log: it opens, and it is known for what it is."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from journal_app.domain.errors import DiskFull
from journal_app.vault.disk import Disk
from journal_app.vault.journal import Journal
from tests.vault.conftest import PASSPHRASE, QUICK, FailingDisk, made_words

New = Callable[..., Journal]
NEXT = "rain on a tin roof"


def locked(new_journal: New) -> None:
    """A journal with an entry, opened and locked once."""
    with new_journal() as journal:
        journal.table("entries").insert({"text": "a thread of gold"})


def other(home: Path, passphrase: str, disk: Disk | None = None) -> bool:
    """Whether the next opening finds another key file than it should; all its words are there."""
    with Journal.unlock(home, passphrase, **({"disk": disk} if disk else {})) as journal:
        journal.load_rest()
        assert journal.table("entries").all()[0] == {"text": "a thread of gold"}
        return journal.other_key_file


@pytest.fixture
def put_back(new_journal: New, home: Path) -> Path:
    """A locked journal whose passphrase was changed to ``NEXT``, and the first key file again."""
    locked(new_journal)
    key = home / "vault" / "key"
    before = key.read_bytes()
    with Journal.unlock(home, PASSPHRASE) as journal:
        journal.change_passphrase(NEXT, QUICK)
    key.write_bytes(before)
    return home


def test_a_key_file_of_before_the_change_is_told_and_loses_nothing(put_back: Path) -> None:
    assert other(put_back, PASSPHRASE)


def test_it_is_told_until_somebody_says_that_it_is_right(put_back: Path) -> None:
    assert other(put_back, PASSPHRASE)
    assert other(put_back, PASSPHRASE)
    with Journal.unlock(put_back, PASSPHRASE) as journal:
        journal.accept_key_file()
        assert not journal.other_key_file
    assert not other(put_back, PASSPHRASE)


def test_a_change_of_what_opens_it_ends_it(put_back: Path) -> None:
    with Journal.unlock(put_back, PASSPHRASE) as journal:
        assert journal.other_key_file
        journal.change_passphrase("a third one, by the sea", QUICK)
        assert not journal.other_key_file
    assert not other(put_back, "a third one, by the sea")


def test_a_key_file_with_earlier_words_is_told_too(new_journal: New, home: Path) -> None:
    locked(new_journal)
    with Journal.unlock(home, PASSPHRASE) as journal:
        made_words(journal)
    key = home / "vault" / "key"
    before = key.read_bytes()
    with Journal.unlock(home, PASSPHRASE) as journal:
        made_words(journal)
    assert not other(home, PASSPHRASE)
    key.write_bytes(before)
    assert other(home, PASSPHRASE)


def test_it_is_told_when_it_was_killed_right_after_the_change(new_journal: New, home: Path) -> None:
    locked(new_journal)
    key, start = home / "vault" / "key", home / "vault" / "start"
    before = key.read_bytes()
    journal = Journal.unlock(home, PASSPHRASE)
    journal.change_passphrase(NEXT, QUICK)
    left = start.read_bytes()  # what a kill at this moment leaves; locking would write it anew
    journal.lock()
    start.write_bytes(left)
    assert not other(home, NEXT)
    start.write_bytes(left)
    key.write_bytes(before)
    assert other(home, PASSPHRASE)


@pytest.mark.parametrize("change", ["passphrase", "words", "data key"])
def test_a_kill_at_any_step_never_accuses_the_right_one(
    new_journal: New, home: Path, change: str
) -> None:
    """Whatever was on the disk at some moment of a change opens without being told of."""
    locked(new_journal)
    folder = home / "vault"
    states: list[dict[str, bytes]] = []

    class Seen(Disk):
        def replace(self, source: Path, target: Path) -> None:
            super().replace(source, target)
            names = ("key", "log", "log.next", "start")
            states.append({n: (folder / n).read_bytes() for n in names if (folder / n).exists()})

    with Journal.unlock(home, PASSPHRASE, disk=Seen()) as journal:
        if change == "passphrase":
            journal.change_passphrase(PASSPHRASE, QUICK)
        elif change == "words":
            made_words(journal)
        else:
            journal.new_data_key(PASSPHRASE, QUICK)
    assert len(states) >= 3
    for state in states:
        for file in folder.iterdir():
            if file.name != "lock":
                file.unlink()
        for name, data in state.items():
            (folder / name).write_bytes(data)
        assert not other(home, PASSPHRASE)


def test_a_full_disk_at_the_change_accuses_nobody(new_journal: New, home: Path) -> None:
    locked(new_journal)
    for after in range(6):
        disk = FailingDisk()
        with Journal.unlock(home, PASSPHRASE, disk=disk) as journal:
            disk.fail, disk.error, disk.after = "write_at", errno.ENOSPC, after
            try:
                journal.change_passphrase(PASSPHRASE, QUICK)
            except DiskFull:
                assert after < 2
        assert not other(home, PASSPHRASE)


def test_an_older_log_alone_is_told_by_the_start_file(new_journal: New, home: Path) -> None:
    locked(new_journal)
    log = home / "vault" / "log"
    before = log.read_bytes()
    with Journal.unlock(home, PASSPHRASE) as journal:
        journal.table("entries").insert({"text": "later"})
    log.write_bytes(before)
    with Journal.unlock(home, PASSPHRASE) as journal:
        assert journal.older
        assert not journal.other_key_file
    with Journal.unlock(home, PASSPHRASE) as journal:
        assert not journal.older, "told once: what was there is what there is"


def test_torn_tails_go_with_the_key_they_were_sealed_under(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        journal.table("entries").insert({"text": "a thread of gold"})
        journal.table("entries").insert({"text": "interrupted"})
    log = home / "vault" / "log"
    log.write_bytes(log.read_bytes()[:-100])
    with Journal.unlock(home, PASSPHRASE) as journal:
        journal.table("entries").insert({"text": "after it"})
        assert list((home / "vault").glob("log.torn-*"))
        journal.change_passphrase(NEXT, QUICK)
        assert list((home / "vault").glob("log.torn-*")), "still under the same data key"
        journal.new_data_key(NEXT, QUICK)
        assert not list((home / "vault").glob("log.torn-*"))
    assert not other(home, NEXT)
