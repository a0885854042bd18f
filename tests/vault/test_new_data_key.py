"""After a suspected compromise: every word sealed anew, and what was known before opens nothing."""

import errno
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from journal_app.domain.errors import (
    CannotWrite,
    ChangeNotConfirmed,
    DamagedVault,
    DiskFull,
    Locked,
    NoRecoveryWords,
    NotSaved,
    WrongPassphrase,
)
from journal_app.vault.journal import Journal
from tests.vault.conftest import PASSPHRASE, QUICK, FailingDisk, made_words

New = Callable[..., Journal]
NEXT = "rain on a tin roof"
TEXT = {"text": "a thread of gold"}


def opening(home: Path) -> list[str]:
    """Which of the two passphrases open the journal; every opening finds the entry."""
    found = []
    for passphrase in (PASSPHRASE, NEXT):
        with suppress(WrongPassphrase), Journal.unlock(home, passphrase) as journal:
            journal.load_rest()
            assert journal.table("entries").all()[:1] == [TEXT]
            found.append(passphrase)
    return found


def started(new_journal: New, **options: object) -> Journal:
    journal = new_journal(**options)
    journal.table("entries").insert(TEXT)
    return journal


def test_the_same_words_under_a_new_key(new_journal: New, home: Path) -> None:
    journal = started(new_journal)
    before, vault_id = bytes(journal._keys.data_key), journal.id
    journal.new_data_key(NEXT, QUICK)
    assert bytes(journal._keys.data_key) != before
    assert journal.id == vault_id
    journal.table("entries").insert({"n": 2})
    journal.lock()
    assert opening(home) == [NEXT]
    with Journal.unlock(home, NEXT) as again:
        assert again.table("entries").all() == [TEXT, {"n": 2}]
        assert again.table("entries").insert({}) == 3


def test_the_passphrase_may_stay_the_same(new_journal: New, home: Path) -> None:
    with started(new_journal) as journal:
        journal.new_data_key(PASSPHRASE, QUICK)
    assert opening(home) == [PASSPHRASE]


def test_an_earlier_key_file_opens_the_new_log_no_longer(new_journal: New, home: Path) -> None:
    """Somebody kept the key file and learnt the passphrase: all they can open is their copy."""
    journal = started(new_journal)
    stolen = (home / "vault" / "key").read_bytes()
    journal.new_data_key(NEXT, QUICK)
    journal.table("entries").insert({"text": "written since"})
    journal.lock()
    (home / "vault" / "key").write_bytes(stolen)
    with pytest.raises(DamagedVault):
        Journal.unlock(home, PASSPHRASE)


def test_earlier_words_end_and_new_ones_can_be_made(new_journal: New, home: Path) -> None:
    journal = started(new_journal)
    earlier = " ".join(made_words(journal))
    journal.new_data_key(NEXT, QUICK)
    assert not journal.has_recovery
    journal.lock()
    with pytest.raises(NoRecoveryWords):
        Journal.unlock_with_words(home, earlier)
    with Journal.unlock(home, NEXT) as again:
        later = " ".join(made_words(again))
    Journal.unlock_with_words(home, later).lock()


def test_both_keys_are_wiped_in_the_end(new_journal: New) -> None:
    journal = started(new_journal)
    before = journal._keys.data_key
    journal.new_data_key(NEXT, QUICK)
    assert before == bytes(32)
    after = journal._keys.data_key
    assert any(after)
    journal.lock()
    assert after == bytes(32)


def test_an_empty_passphrase_and_a_locked_journal(new_journal: New, home: Path) -> None:
    journal = started(new_journal)
    with pytest.raises(ValueError, match="needs a passphrase"):
        journal.new_data_key("", QUICK)
    journal.lock()
    with pytest.raises(Locked):
        journal.new_data_key(NEXT, QUICK)
    assert opening(home) == [PASSPHRASE]


CALLS = ["write_at", "sync", "sync_directory", "replace"]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("after", range(5))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failing_disk_leaves_one_of_the_two_and_every_word(
    new_journal: New, home: Path, call: str, after: int, code: int
) -> None:
    disk = FailingDisk()
    journal = started(new_journal, disk=disk)
    disk.fail, disk.error, disk.after = call, code, after
    failed = None
    try:
        journal.new_data_key(NEXT, QUICK)
    except (CannotWrite, DiskFull, NotSaved, ChangeNotConfirmed) as error:
        failed = error
    disk.mend()
    assert journal.table("entries").all() == [TEXT], "what was open stays to be read"
    if isinstance(failed, CannotWrite | DiskFull):
        journal.table("entries").insert({"text": "going on"})
    journal.lock()
    found = opening(home)
    assert found == ([PASSPHRASE] if isinstance(failed, CannotWrite | DiskFull) else [NEXT])
    with Journal.unlock(home, found[0]) as again:
        again.table("entries").insert({"text": "and writing goes on"})
        made_words(again)
    assert opening(home) == found
    left = {path.name for path in (home / "vault").iterdir()}
    assert left <= {"key", "log", "lock", "start"}


class KilledError(BaseException):
    """Stands for a process that ends here."""


class Killing(FailingDisk):
    def _meet(self, call: str) -> None:
        try:
            super()._meet(call)
        except OSError:
            raise KilledError from None


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("after", range(5))
def test_killed_at_any_step_one_of_the_two_opens_every_word(
    new_journal: New, home: Path, call: str, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = Killing()
    journal = started(new_journal, disk=disk)
    monkeypatch.setattr("journal_app.vault.compaction.NewLog.discard", lambda self: self.close())
    disk.fail, disk.error, disk.after = call, errno.EIO, after
    with suppress(KilledError):
        journal.new_data_key(NEXT, QUICK)
    with suppress(KilledError):
        journal.lock()
    disk.mend()
    journal.lock()
    assert len(opening(home)) == 1
    with Journal.unlock(home, opening(home)[0]) as again:
        again.new_data_key("a third one", QUICK)
        again.table("entries").insert({"n": 2})
    with Journal.unlock(home, "a third one") as again:
        assert again.table("entries").all() == [TEXT, {"n": 2}]
