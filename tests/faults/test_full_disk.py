"""A real disk that is full, or turns read-only: a small tmpfs of its own."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal_app.domain.errors import CannotWrite, ChangeNotConfirmed, DiskFull, NotSaved
from journal_app.vault.journal import Journal
from tests.faults import LONG
from tests.vault.conftest import PASSPHRASE, QUICK, unlock_whole

PAGE = 4096


def no_disk(why: str) -> None:
    """Say loudly that this was not tried; where everything has to be tried, fail."""
    if os.environ.get("CI"):
        pytest.fail(f"NOT TRIED: no small disk could be made ({why})")
    pytest.skip(f"NOT TRIED: no small disk could be made ({why}); run as root on Linux")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A mounted file system with room for 1 MiB."""
    place = tmp_path / "disk"
    place.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "three-dawns-test", str(place)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        no_disk(str(error))
    if done.returncode:
        no_disk(done.stderr.strip())
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def leave(disk: Path, pages: int) -> Path:
    """Fill the disk with a ballast file until only ``pages`` are free."""
    state = os.statvfs(disk)
    ballast = disk / "ballast"
    kept = ballast.stat().st_size if ballast.exists() else 0
    free = state.f_bavail * state.f_bsize + kept
    with ballast.open("wb") as file:
        file.write(bytes(max(0, free - pages * PAGE)))
    return ballast


def entries(journal: Journal) -> list[str]:
    return [doc["text"] for doc in journal.table("entries")]


def test_a_full_disk_loses_nothing_and_the_next_save_works(small_disk: Path) -> None:
    home = small_disk / "data"
    kept: list[str] = []
    (small_disk / "ballast").write_bytes(bytes(16 * PAGE))
    with Journal.create(home, PASSPHRASE, policy=QUICK) as journal:
        for number in range(2000):
            try:
                journal.table("entries").insert({"text": f"{number} " + "x" * (number % 5000)})
            except DiskFull:
                break
            kept.append(f"{number} " + "x" * (number % 5000))
        else:
            raise AssertionError("the disk was never full")
        assert entries(journal) == kept
        for attempt in (
            lambda: journal.keep_draft("free", {"text": "x" * 5000}),
            lambda: journal.table("entries").update({"text": "x" * 9000}),
            lambda: journal.change_passphrase("another", QUICK),
            journal.compact,
        ):
            with pytest.raises((DiskFull, CannotWrite)):
                attempt()
            assert entries(journal) == kept
    with unlock_whole(home) as journal:
        assert entries(journal) == kept
        with pytest.raises(DiskFull):
            journal.table("entries").insert({"text": "x" * 9000})
    (small_disk / "ballast").unlink()  # somebody makes some room
    with unlock_whole(home) as journal:
        journal.table("entries").insert({"text": "there is room again"})
    with unlock_whole(home) as journal:
        assert entries(journal) == [*kept, "there is room again"]


@pytest.mark.parametrize("pages", range(0, 24, 1 if LONG else 3))
def test_with_any_number_of_pages_left_each_act_is_done_or_not(
    small_disk: Path, pages: int
) -> None:
    """Insert, draft, compaction, a new passphrase and locking, each meeting the end of the disk."""
    home = small_disk / "data"
    with Journal.create(home, PASSPHRASE, policy=QUICK) as journal:
        kept = [f"entry {number} " + "x" * 1500 for number in range(10)]
        for text in kept:
            journal.table("entries").insert({"text": text})
    passphrase, done = PASSPHRASE, 0
    ballast = leave(small_disk, pages)
    journal = unlock_whole(home)
    for number in range(8):
        text = f"late {number} " + "x" * 3000
        try:
            journal.table("entries").insert({"text": text})
            kept.append(text)
        except DiskFull:
            pass
        try:
            journal.change_passphrase(f"passphrase {number}", QUICK)
            passphrase = f"passphrase {number}"
        except (DiskFull, CannotWrite):
            pass
        try:
            journal.compact()
            done += 1
        except (DiskFull, CannotWrite):
            pass
        assert entries(journal) == kept
        if number % 3 == 2:
            journal.lock()
            journal = Journal.unlock(home, passphrase)
            journal.load_rest()
            assert entries(journal) == kept
    ballast.unlink()
    journal.table("entries").insert({"text": "there is room again"})
    journal.lock()
    with Journal.unlock(home, passphrase) as again:
        again.load_rest()
        assert entries(again) == [*kept, "there is room again"]


def test_no_journal_is_half_made_on_a_full_disk(small_disk: Path) -> None:
    for pages in range(8):
        ballast = leave(small_disk, pages)
        home = small_disk / f"data {pages}"
        try:
            Journal.create(home, PASSPHRASE, policy=QUICK).lock()
        except (DiskFull, CannotWrite):
            assert not Journal.exists(home)
        ballast.unlink()
        if not Journal.exists(home):
            Journal.create(home, PASSPHRASE, policy=QUICK).lock()
        Journal.unlock(home, PASSPHRASE).lock()


def test_a_disk_that_turned_read_only(small_disk: Path) -> None:
    home = small_disk / "data"
    with Journal.create(home, PASSPHRASE, policy=QUICK) as journal:
        journal.table("entries").insert({"text": "kept"})
    before = {file.name: file.read_bytes() for file in (home / "vault").iterdir()}
    remount = ["mount", "-o", "remount,{}", str(small_disk)]
    subprocess.run([part.format("ro") for part in remount], check=True)
    try:
        with pytest.raises(CannotWrite):
            Journal.unlock(home, PASSPHRASE)
        with pytest.raises((CannotWrite, NotSaved, ChangeNotConfirmed)):
            Journal.create(small_disk / "another", PASSPHRASE, policy=QUICK)
        assert {file.name: file.read_bytes() for file in (home / "vault").iterdir()} == before
        assert not (small_disk / "another").exists()
    finally:
        subprocess.run([part.format("rw") for part in remount], check=True)
    with unlock_whole(home) as journal:
        assert entries(journal) == ["kept"]
