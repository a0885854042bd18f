"""Restoring: verified beside, moved in whole, and what was there before is never lost."""

import errno
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal_app.domain.backup import TableCopy
from journal_app.domain.errors import (
    AlreadyOpen,
    BackupDamaged,
    CannotWrite,
    ChangeNotConfirmed,
    DamagedVault,
    DiskFull,
    NotSaved,
    NoVault,
    VaultError,
    VaultExists,
    WrongPassphrase,
)
from journal_app.vault.format import LogV1
from journal_app.vault.journal import Journal
from journal_app.vault.restore import (
    bring_back,
    forget_earlier,
    has_earlier,
    is_interrupted,
    restore,
    settle,
)
from tests.vault.conftest import PASSPHRASE, QUICK, FailingDisk, made_words

New = Callable[..., Journal]
NEXT = "rain on a tin roof"
OLD, COPY = {"text": "what was there"}, {"text": "what the backup holds"}
TABLES = [
    TableCopy("about", 2, [(1, {"role": "client"})]),
    TableCopy("entries", 9, [(1, COPY), (7, {"n": 1})]),
    TableCopy("drafts", 5, []),
]


def folders(home: Path) -> set[str]:
    return {path.name for path in home.iterdir()}


def first_entry(home: Path, passphrase: str) -> Any:
    with Journal.unlock(home, passphrase) as journal:
        journal.load_rest()
        return dict(journal.table("entries").all()[0])


@pytest.fixture
def old(new_journal: New) -> None:
    """A locked journal in place."""
    with new_journal() as journal:
        journal.table("entries").insert(OLD)


# ---- what a person does ----


def test_restored_on_a_new_device(home: Path) -> None:
    assert restore(home, TABLES, NEXT, policy=QUICK) == 3
    assert folders(home) == {"vault"}
    with Journal.unlock(home, NEXT) as journal:
        assert journal.role == "client"
        assert journal.table("entries").all() == [COPY, {"n": 1}]
        assert [doc.doc_id for doc in journal.table("entries")] == [1, 7]
        assert journal.table("entries").insert({}) == 9, "8 was given and removed"
        assert journal.table("drafts").insert({}) == 5
    assert not has_earlier(home)


def test_the_journal_that_was_there_is_kept_aside_until_it_is_let_go(old: None, home: Path) -> None:
    restore(home, TABLES, NEXT, policy=QUICK)
    assert first_entry(home, NEXT) == COPY
    assert has_earlier(home)
    forget_earlier(home)
    assert folders(home) == {"vault"}
    assert first_entry(home, NEXT) == COPY


def test_it_was_the_wrong_backup_after_all(old: None, home: Path) -> None:
    restore(home, TABLES, NEXT, policy=QUICK)
    bring_back(home)
    assert first_entry(home, PASSPHRASE) == OLD
    bring_back(home)
    assert first_entry(home, NEXT) == COPY
    assert has_earlier(home)


def test_a_second_restore_keeps_both_that_were_there(old: None, home: Path) -> None:
    restore(home, TABLES, "first", policy=QUICK)
    restore(home, TABLES, "second", policy=QUICK)
    assert folders(home) == {"vault", "vault.earlier-1", "vault.earlier-2"}
    bring_back(home)
    assert first_entry(home, "first") == COPY
    forget_earlier(home)
    assert folders(home) == {"vault"}


def test_words_and_passphrase_of_the_earlier_one_do_not_open_the_restored_one(
    new_journal: New, home: Path
) -> None:
    with new_journal() as journal:
        made_words(journal)
        vault_id = journal.id
    restore(home, TABLES, NEXT, policy=QUICK)
    with pytest.raises(WrongPassphrase):
        Journal.unlock(home, PASSPHRASE)
    with Journal.unlock(home, NEXT) as again:
        assert not again.has_recovery
        assert again.id != vault_id


def test_an_open_journal_is_not_replaced(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        journal.table("entries").insert(OLD)
        for use in (
            lambda: restore(home, TABLES, NEXT, policy=QUICK),
            lambda: bring_back(home) if has_earlier(home) else restore(home, [], "x", policy=QUICK),
        ):
            with pytest.raises(AlreadyOpen):
                use()
        journal.table("entries").insert({"text": "still writing"})
    assert first_entry(home, PASSPHRASE) == OLD
    assert folders(home) == {"vault"}


def test_a_damaged_journal_can_be_replaced_and_is_kept(old: None, home: Path) -> None:
    (home / "vault" / "key").write_bytes(b"noise")
    restore(home, TABLES, NEXT, policy=QUICK)
    assert first_entry(home, NEXT) == COPY
    assert (home / "vault.earlier-1" / "key").read_bytes() == b"noise"


def test_nothing_to_bring_back_and_an_empty_passphrase(home: Path, old: None) -> None:
    with pytest.raises(NoVault):
        bring_back(home)
    with pytest.raises(ValueError, match="needs a passphrase"):
        restore(home, TABLES, "", policy=QUICK)
    assert first_entry(home, PASSPHRASE) == OLD


def test_the_new_one_is_for_its_owner_only_and_holds_no_plain_word(home: Path) -> None:
    restore(home, TABLES, NEXT, policy=QUICK)
    assert (home / "vault").stat().st_mode & 0o777 == 0o700
    for file in (home / "vault").iterdir():
        assert file.stat().st_mode & 0o777 == 0o600
        assert COPY["text"].encode() not in file.read_bytes()
    assert {file.name for file in (home / "vault").iterdir()} == {"key", "log", "lock"}


# ---- what is not verified replaces nothing ----


def breaking_off(after: int) -> Iterator[TableCopy]:
    """A backup whose seal does not hold further on."""

    def documents() -> Iterator[tuple[int, dict[str, Any]]]:
        for number in range(1, after + 1):
            yield number, COPY
        raise BackupDamaged("cut")

    yield TABLES[0]
    yield TableCopy("entries", 10_000, documents())


@pytest.mark.parametrize("after", [0, 1, 63, 64, 65, 500])
def test_a_backup_that_turns_out_damaged_changes_nothing(old: None, home: Path, after: int) -> None:
    with pytest.raises(BackupDamaged):
        restore(home, breaking_off(after), NEXT, policy=QUICK)
    assert folders(home) == {"vault"}
    assert first_entry(home, PASSPHRASE) == OLD


def test_on_a_new_device_too_nothing_is_left(home: Path) -> None:
    with pytest.raises(BackupDamaged):
        restore(home, breaking_off(9), NEXT, policy=QUICK)
    assert not Journal.exists(home)
    assert folders(home) == set()
    Journal.create(home, PASSPHRASE, policy=QUICK).lock()


def test_what_cannot_be_read_back_replaces_nothing(
    old: None, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A disk that says yes and keeps something else."""
    seal = LogV1.seal

    def altered(self: LogV1, position: int, *rest: Any) -> bytes:
        record = seal(self, position, *rest)
        return record[:-1] + bytes([record[-1] ^ 1]) if position > 2000 else record

    monkeypatch.setattr(LogV1, "seal", altered)
    with pytest.raises(NotSaved):
        restore(home, TABLES, NEXT, policy=QUICK)
    monkeypatch.undo()
    assert folders(home) == {"vault"}
    assert first_entry(home, PASSPHRASE) == OLD


CALLS = ["write_at", "sync", "sync_directory", "replace"]


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("after", range(6))
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failing_disk_leaves_the_old_one_or_the_new_one(
    old: None, home: Path, call: str, after: int, code: int
) -> None:
    disk = FailingDisk(fail=call, error=code, after=after)
    try:
        restore(home, TABLES, NEXT, policy=QUICK, disk=disk)
    except (CannotWrite, DiskFull, NotSaved):
        assert first_entry(home, PASSPHRASE) == OLD
        assert not has_earlier(home)
        disk.mend()
        restore(home, TABLES, NEXT, policy=QUICK, disk=disk)
    except ChangeNotConfirmed:
        assert has_earlier(home)
    assert first_entry(home, NEXT) == COPY
    forget_earlier(home)
    assert folders(home) == {"vault"}


class KilledError(BaseException):
    """Stands for a process that ends here."""


class Killing(FailingDisk):
    def _meet(self, call: str) -> None:
        try:
            super()._meet(call)
        except OSError:
            raise KilledError from None


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("after", range(6))
@pytest.mark.parametrize("in_place", [True, False])
def test_killed_at_any_step_there_is_the_old_one_or_the_new_one(
    home: Path, call: str, after: int, in_place: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if in_place:
        with Journal.create(home, PASSPHRASE, policy=QUICK) as journal:
            journal.table("entries").insert(OLD)
    monkeypatch.setattr("journal_app.vault.restore._tidy_up", lambda *_: None)
    done = False
    try:
        disk = Killing(fail=call, error=errno.EIO, after=after)
        restore(home, TABLES, NEXT, policy=QUICK, disk=disk)
        done = True
    except KilledError:
        pass
    monkeypatch.undo()
    if not in_place and not Journal.exists(home):
        restore(home, TABLES, NEXT, policy=QUICK)
    assert Journal.exists(home), "nobody is asked to begin a new journal over this"
    with pytest.raises(VaultExists):
        Journal.create(home, "another", policy=QUICK)
    try:
        assert first_entry(home, PASSPHRASE) == OLD
        assert not done
        restore(home, TABLES, NEXT, policy=QUICK)
    except WrongPassphrase:
        pass
    assert first_entry(home, NEXT) == COPY
    assert has_earlier(home) == in_place


def test_a_crash_between_the_two_moves_is_seen_and_put_right(old: None, home: Path) -> None:
    (home / "vault").rename(home / "vault.earlier-1")
    (home / "vault.new").mkdir()
    assert is_interrupted(home)
    assert Journal.exists(home)
    assert first_entry(home, PASSPHRASE) == OLD
    assert not is_interrupted(home)
    settle(home)
    restore(home, TABLES, NEXT, policy=QUICK)
    assert folders(home) == {"vault", "vault.earlier-1"}


def test_another_restore_at_the_same_time_is_refused(home: Path) -> None:
    refused: list[VaultError] = []

    def tables() -> Iterator[TableCopy]:
        yield TABLES[0]
        try:
            restore(home, TABLES, "second", policy=QUICK)
        except VaultError as error:
            refused.append(error)
        yield TABLES[1]

    restore(home, tables(), NEXT, policy=QUICK)
    assert [type(error) for error in refused] == [AlreadyOpen]
    assert first_entry(home, NEXT) == COPY


@pytest.mark.parametrize("name", ["vault", "vault.new"])
def test_a_link_in_place_of_a_folder_is_refused(home: Path, name: str) -> None:
    elsewhere = home / "elsewhere"
    elsewhere.mkdir(parents=True)
    (elsewhere / "mine").write_text("mine")
    (home / name).symlink_to(elsewhere)
    with pytest.raises(CannotWrite):
        restore(home, TABLES, NEXT, policy=QUICK)
    assert (elsewhere / "mine").read_text() == "mine"
    assert (home / name).is_symlink()


def test_a_folder_that_is_no_earlier_one_is_left_alone(old: None, home: Path) -> None:
    for name in ("vault.earlier-x", "vault.earlier-0", "vault.earlier-01", "my notes"):
        (home / name).mkdir()
    (home / "vault.earlier-3").write_text("a file")
    assert not has_earlier(home)
    restore(home, TABLES, NEXT, policy=QUICK)
    assert (home / "vault.earlier-1").is_dir()
    assert (home / "vault.earlier-3").read_text() == "a file"


# ---- a restored journal equals the original ----

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(st.text(max_size=5), VALUES, max_size=3)


@given(
    entries=st.lists(DOCUMENTS, max_size=12),
    gone=st.sets(st.integers(1, 12)),
    drafts=st.dictionaries(st.text(max_size=5), DOCUMENTS, max_size=3),
    role=st.sampled_from(["client", "practice"]),
)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_restored_journal_equals_the_original(
    entries: list[dict[str, Any]],
    gone: set[int],
    drafts: dict[str, dict[str, Any]],
    role: Any,
) -> None:
    home = Path(tempfile.mkdtemp(prefix="three-dawns-"))
    try:
        with Journal.create(home / "one", PASSPHRASE, role=role, policy=QUICK) as journal:
            journal.table("entries").insert_multiple(entries)
            journal.table("entries").remove(doc_ids=sorted(gone))
            for key, draft in drafts.items():
                journal.keep_draft(key, draft)
        with Journal.unlock(home / "one", PASSPHRASE) as journal:
            restore(home / "two", journal.contents(), NEXT, policy=QUICK)
            with Journal.unlock(home / "two", NEXT) as again:
                assert said(again.contents()) == said(journal.contents())
                assert again.drafts() == journal.drafts()
                assert again.role == journal.role == role
                assert again.table("entries").insert({}) == journal.table("entries").insert({})
    finally:
        shutil.rmtree(home)


def said(tables: Iterable[TableCopy]) -> str:
    return repr(sorted((name, next_id, list(docs)) for name, next_id, docs in tables))


def test_of_a_damaged_journal_the_readable_part_can_be_saved(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        for n in range(60):
            journal.table("entries").insert({"n": n})
    log = home / "vault" / "log"
    whole = bytearray(log.read_bytes())
    whole[56 + 10 * 1064 + 500] ^= 1
    log.write_bytes(whole)
    with Journal.unlock(home, PASSPHRASE) as again:
        with pytest.raises(DamagedVault):
            again.contents()
        restore(home / "two", again.contents(as_far_as_read=True), NEXT, policy=QUICK)
    with Journal.unlock(home / "two", NEXT) as saved:
        saved.load_rest()
        found = [entry["n"] for entry in saved.table("entries")]
        assert found == list(range(10, 60))
        assert saved.role == "client"


def test_a_thousand_entries_are_restored_whole_and_in_order(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        journal.table("entries").insert_multiple({"n": n, "text": "x" * 700} for n in range(1000))
    with Journal.unlock(home, PASSPHRASE) as again:
        assert restore(home / "two", again.contents(), NEXT, policy=QUICK) == 1001
    with Journal.unlock(home / "two", NEXT) as restored:
        restored.load_rest()
        assert [entry["n"] for entry in restored.table("entries")] == list(range(1000))
    assert (home / "two" / "vault" / "log").stat().st_size < 1000 * 1024
