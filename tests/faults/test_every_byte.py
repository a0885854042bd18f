"""Files that are not as they were left: any bit flipped, any length, pieces of another journal."""

import itertools
import shutil
import time
from pathlib import Path

import pytest

from journal_app.domain.errors import DamagedVault, NewerFormat, VaultError, WrongPassphrase
from journal_app.vault.disk import Disk
from journal_app.vault.journal import Journal
from journal_app.vault.log import Log
from tests.faults import LONG
from tests.vault.conftest import DATA_KEY, PASSPHRASE, QUICK, unlock_whole

STEP = 1 if LONG else 13
TEXTS = ["a thread of gold", "the rain came back", "a door left open"]
HEADER, RECORD = 56, 24 + 1024 + 16


def kept(home: Path) -> Path:
    with Journal.create(home, PASSPHRASE, policy=QUICK) as journal:
        for text in TEXTS:
            journal.table("entries").insert({"text": text})
    return home


def said(home: Path) -> list[str]:
    with unlock_whole(home) as journal:
        return [doc["text"] for doc in journal.table("entries")]


@pytest.mark.parametrize("name", ["key", "log"])
@pytest.mark.parametrize("with_start", [True, False])
def test_a_bit_flipped_at_any_byte_of_key_or_log_is_refused(
    tmp_path: Path, name: str, with_start: bool
) -> None:
    home = kept(tmp_path / "data")
    start = home / "vault" / "start"
    if not with_start:
        start.unlink()
    file = home / "vault" / name
    whole = file.read_bytes()
    tried = 0
    for at in range(0, len(whole), STEP):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        file.write_bytes(flipped)
        with pytest.raises((DamagedVault, NewerFormat)):
            said(home)
        assert start.exists() == with_start
        assert file.read_bytes() == flipped, "nothing is changed"
        tried += 1
    print(f"{name}: {tried} flips")
    file.write_bytes(whole)
    assert said(home) == TEXTS


def test_a_bit_flipped_at_any_byte_of_the_start_file_changes_nothing(tmp_path: Path) -> None:
    home = kept(tmp_path / "data")
    file = home / "vault" / "start"
    whole = file.read_bytes()
    for at in range(0, len(whole), STEP):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << at % 8
        file.write_bytes(flipped)
        assert said(home) == TEXTS


@pytest.mark.parametrize("with_start", [True, False])
def test_cut_at_any_byte_a_journal_opens_with_what_was_whole(
    tmp_path: Path, with_start: bool
) -> None:
    home = kept(tmp_path / "data")
    log, start = home / "vault" / "log", home / "vault" / "start"
    whole, first_screen = log.read_bytes(), start.read_bytes()
    for size in range(HEADER + RECORD, len(whole), STEP):
        log.write_bytes(whole[:size])
        start.unlink(missing_ok=True)
        if with_start:
            start.write_bytes(first_screen)
        complete = (size - HEADER) // RECORD - 1  # the first record says whose journal it is
        with Journal.unlock(home, PASSPHRASE) as journal:
            assert journal.older == with_start
            assert journal.torn_bytes == (size - HEADER) % RECORD
            assert [doc["text"] for doc in journal.table("entries")] == TEXTS[:complete]


def test_any_subset_of_the_pages_of_an_insert_behind_a_start_file(tmp_path: Path) -> None:
    """The 4 KiB pages of one insert that arrived or did not: 512 states in the long form."""
    home = kept(tmp_path / "data")
    log = home / "vault" / "log"
    before = log.stat().st_size
    start = (home / "vault" / "start").read_bytes()
    with unlock_whole(home) as journal:
        journal.table("entries").insert({"text": "x" * (34_000 if LONG else 9_000)})
    whole = log.read_bytes()
    (home / "vault" / "start").write_bytes(start)  # as after a kill: locking did not come to it
    pages = range(before // 4096, (len(whole) - 1) // 4096 + 1)
    states = 0
    for arrived in itertools.product([True, False], repeat=len(pages)):
        state = bytearray(whole)
        for page, there in zip(pages, arrived, strict=True):
            begin, end = max(page * 4096, before), min((page + 1) * 4096, len(whole))
            if not there:
                state[begin:end] = bytes(end - begin)
        log.write_bytes(state)
        with Journal.unlock(home, PASSPHRASE) as journal:
            journal.load_rest()
            found = [doc["text"] for doc in journal.table("entries")]
            assert found[:3] == TEXTS
            assert len(found) == (4 if all(arrived) else 3)
            assert not journal.older
        (home / "vault" / "start").write_bytes(start)
        states += 1
    print(f"{states} states")
    assert states >= (400 if LONG else 8)


@pytest.mark.parametrize("with_start", [True, False])
def test_records_left_out_repeated_reordered_or_from_elsewhere(
    tmp_path: Path, with_start: bool
) -> None:
    home = kept(tmp_path / "data")
    log, start = home / "vault" / "log", home / "vault" / "start"
    whole, first_screen = log.read_bytes(), start.read_bytes()
    other = tmp_path / "other"
    shutil.copytree(home, other)
    with unlock_whole(other) as journal:  # the same data key, another log
        journal.compact()
        for text in TEXTS:
            journal.table("entries").insert({"text": text})
    strange = (other / "vault" / "log").read_bytes()
    foreign = kept(tmp_path / "foreign") / "vault" / "log"
    records = [whole[at : at + RECORD] for at in range(HEADER, len(whole), RECORD)]
    pool = [*records, strange[HEADER : HEADER + RECORD], foreign.read_bytes()[HEADER:][:RECORD]]
    tried = 0
    for length in range(1, 5 if LONG else 4):
        for order in itertools.product(range(len(pool)), repeat=length):
            if list(order) == list(range(length)):
                continue
            log.write_bytes(whole[:HEADER] + b"".join(pool[n] for n in order))
            start.write_bytes(first_screen) if with_start else start.unlink(missing_ok=True)
            with pytest.raises(DamagedVault):
                said(home)
            tried += 1
    print(f"{tried} splices")


def test_files_of_other_times_and_other_journals(tmp_path: Path) -> None:
    """Old key over new log and the reverse, after a new passphrase and after a new data key."""
    home = kept(tmp_path / "data")
    times = [tmp_path / "time 0"]
    shutil.copytree(home / "vault", times[0])
    with unlock_whole(home) as journal:
        journal.change_passphrase("second", QUICK)
    with Journal.unlock(home, "second") as journal:
        journal.load_rest()
        journal.compact()
        journal.table("entries").insert({"text": "later"})
    times.append(tmp_path / "time 1")
    shutil.copytree(home / "vault", times[1])
    foreign = kept(tmp_path / "foreign") / "vault"
    everything = [*times, foreign]
    for key, log, start in itertools.product(everything, repeat=3):
        for name, source in (("key", key), ("log", log), ("start", start)):
            shutil.copy(source / name, home / "vault" / name)
        passphrase = "second" if key == times[1] else PASSPHRASE
        fits = (key == foreign) == (log == foreign)
        if not fits:
            with pytest.raises(DamagedVault):
                Journal.unlock(home, passphrase)
            continue
        with Journal.unlock(home, passphrase) as journal:
            journal.load_rest()
            found = [doc["text"] for doc in journal.table("entries")]
        assert found == ([*TEXTS, "later"] if log == times[1] else TEXTS)
        with pytest.raises(WrongPassphrase):
            Journal.unlock(home, "neither")


def test_a_log_of_rubbish_is_refused_at_once(tmp_path: Path) -> None:
    home = kept(tmp_path / "data")
    (home / "vault" / "start").unlink()
    log = home / "vault" / "log"
    whole = log.read_bytes()
    log.write_bytes(whole + b"\x00\x00\x04\x10" * 500_000)
    before = time.perf_counter()
    with pytest.raises(VaultError):
        Journal.unlock(home, PASSPHRASE)
    assert time.perf_counter() - before < 5


def test_zeros_of_any_length_at_the_end_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "log"
    log = Log.create(path, bytearray(DATA_KEY), Disk())
    log.append(b"words")
    log.close()
    whole = path.read_bytes()
    for zeros in range(1, 9000, 1 if LONG else 251):
        path.write_bytes(whole + bytes(zeros))
        again = Log.open(path, bytearray(DATA_KEY), Disk())
        assert [record.rstrip(b"\0") for record in again.replay()] == [b"words"]
        assert again.torn == zeros
        again.close()
