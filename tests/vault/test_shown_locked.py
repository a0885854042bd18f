"""The one file of a journal that is not sealed: only what was chosen, and gone when it is not."""

import errno
import os
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.errors import CannotWrite, DiskFull, Locked
from journal_app.domain.support import LONGEST_NAME, LONGEST_NUMBER, MOST_PEOPLE, Person
from journal_app.vault.erase import erase
from journal_app.vault.journal import Journal
from journal_app.vault.restore import bring_back, restore
from journal_app.vault.shown_locked import NAME, ShownLocked, keep_shown, read_shown
from tests.vault.conftest import PASSPHRASE, QUICK, FailingDisk

New = Callable[..., Journal]
NOTHING = ShownLocked()
CORIN = Person("Corin Stonechat", "+44 20 7946 0815")
ROBIN = Person("Robin", "020 7946 0816")
BOTH = ShownLocked("gb", (CORIN, ROBIN))

people = st.builds(
    Person,
    st.text(st.characters(codec="utf-8"), max_size=LONGEST_NAME),
    st.text(st.characters(codec="utf-8"), max_size=LONGEST_NUMBER),
)


def folder_of(home: Path) -> Path:
    return home / "vault"


def test_there_is_none_before_something_was_chosen(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        assert journal.shown_locked() == NOTHING
        journal.show_locked(NOTHING)
    assert not (folder_of(home) / NAME).exists()


def test_what_was_chosen_is_there_while_locked_and_for_its_owner_only(
    new_journal: New, home: Path
) -> None:
    with new_journal() as journal:
        journal.show_locked(BOTH)
    assert read_shown(folder_of(home)) == BOTH
    if sys.platform != "win32":
        assert stat.S_IMODE((folder_of(home) / NAME).stat().st_mode) == 0o600
    with Journal.unlock(home, PASSPHRASE) as journal:
        assert journal.shown_locked() == BOTH


def test_taking_everybody_out_removes_the_file(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        journal.show_locked(BOTH)
        journal.show_locked(NOTHING)
    assert {file.name for file in folder_of(home).iterdir()} == {"key", "log", "lock", "start"}


def test_a_locked_journal_takes_nothing(new_journal: New) -> None:
    journal = new_journal()
    journal.lock()
    with pytest.raises(Locked):
        journal.show_locked(BOTH)


@pytest.mark.skipif(sys.platform == "win32", reason="NOT TRIED: an open file is not replaced there")
@pytest.mark.parametrize("then", [ShownLocked("gb", (ROBIN,)), NOTHING])
def test_the_old_file_is_overwritten_when_somebody_is_taken_out(
    tmp_path: Path, then: ShownLocked
) -> None:
    keep_shown(tmp_path, BOTH)
    fd = os.open(tmp_path / NAME, os.O_RDONLY)
    try:
        keep_shown(tmp_path, then)
        left = os.pread(fd, 10_000, 0)
    finally:
        os.close(fd)
    assert left
    assert b"Stonechat" not in left
    assert read_shown(tmp_path) == then


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"noise",
        b"[]",
        b'{"v":2,"region":"gb","people":[]}',
        b'{"v":1,"region":"gb"}',
        b'{"v":1,"region":7,"people":[]}',
        b'{"v":1,"region":"gb","people":{}}',
        b'{"v":1,"region":"gb","people":["Corin"]}',
        b'{"v":1,"region":"gb","people":[{"name":"Corin"}]}',
        b'{"v":1,"region":"gb","people":[{"name":"Corin","number":7}]}',
        b'{"v":1,"region":"gb","people":[],"more":1}',
        b'{"v":1,"region":"gb","region":"us","people":[]}',
        b'{"v":1,"region":"' + b"g" * 33 + b'","people":[]}',
        b'{"v":1,"region":"gb","people":[{"name":"' + b"a" * 121 + b'","number":"1"}]}',
        b'{"v":1,"region":"gb","people":['
        + b",".join([b'{"name":"a","number":"1"}'] * (MOST_PEOPLE + 1))
        + b"]}",
        b'{"v":1,"region":"gb","people":[]}' + b" " * 70_000,
    ],
)
def test_a_damaged_file_shows_nobody(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / NAME).write_bytes(damage)
    assert read_shown(tmp_path) == NOTHING
    keep_shown(tmp_path, BOTH)
    assert read_shown(tmp_path) == BOTH


def test_a_link_or_a_folder_in_its_place_shows_nobody(tmp_path: Path) -> None:
    keep_shown(tmp_path, BOTH)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / NAME).symlink_to(tmp_path / NAME)
    assert read_shown(tmp_path / "other") == NOTHING
    (tmp_path / "third" / NAME).mkdir(parents=True)
    assert read_shown(tmp_path / "third") == NOTHING


@pytest.mark.parametrize(
    ("call", "number", "error"),
    [("write_at", errno.ENOSPC, DiskFull), ("sync", errno.EIO, CannotWrite)],
)
def test_a_disk_that_refuses_leaves_what_was_chosen_before(
    tmp_path: Path, call: str, number: int, error: type[Exception]
) -> None:
    before = ShownLocked("gb", (ROBIN,))
    keep_shown(tmp_path, before)
    with pytest.raises(error):
        keep_shown(tmp_path, BOTH, FailingDisk(call, number))
    assert read_shown(tmp_path) == before
    assert [file.name for file in tmp_path.iterdir()] == [NAME]


@given(st.lists(people, max_size=MOST_PEOPLE), st.sampled_from(["", "gb", "elsewhere"]))
def test_whatever_was_chosen_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, chosen: list[Person], region: str
) -> None:
    folder = tmp_path_factory.mktemp("shown")
    shown = ShownLocked(region, tuple(chosen))
    keep_shown(folder, shown)
    assert read_shown(folder) == shown


def test_a_restored_journal_begins_without_and_what_was_put_aside_keeps_its_own(
    new_journal: New, home: Path
) -> None:
    with new_journal() as journal:
        journal.show_locked(BOTH)
    restore(home, [], "rain on a tin roof", policy=QUICK)
    assert read_shown(folder_of(home)) == NOTHING
    bring_back(home)
    assert read_shown(folder_of(home)) == BOTH


def test_a_choice_in_a_restored_journal_clears_what_was_put_aside(
    new_journal: New, home: Path
) -> None:
    with new_journal() as journal:
        journal.show_locked(BOTH)
    restore(home, [], "rain on a tin roof", policy=QUICK)
    with Journal.unlock(home, "rain on a tin roof") as journal:
        journal.show_locked(ShownLocked("gb"))
    assert not [f for f in home.rglob("*") if f.is_file() and b"Stonechat" in f.read_bytes()]


def test_deleting_everything_overwrites_and_removes_it(new_journal: New, home: Path) -> None:
    with new_journal() as journal:
        journal.show_locked(BOTH)
    fd = os.open(folder_of(home) / NAME, os.O_RDONLY)
    try:
        if sys.platform != "win32":
            erase(home)
            assert b"Stonechat" not in os.pread(fd, 10_000, 0)
            assert list(home.iterdir()) == []
    finally:
        os.close(fd)
