"""The log under every fault it has to survive. Each test says what must be there afterwards."""

import errno
import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from journal_app.domain.errors import CannotWrite, DamagedVault, DiskFull, NotSaved, VaultError
from journal_app.vault.disk import Disk
from journal_app.vault.log import Log
from tests.vault.conftest import DATA_KEY, FailingDisk

KEY = bytearray(DATA_KEY)
HEADER = 56
RECORD = 24 + 1024 + 16


def words(number: int, size: int = 30) -> bytes:
    return f"record {number} ".encode().ljust(size, b".")


def written(path: Path, *sizes: int, disk: Disk | None = None) -> list[bytes]:
    """A log at ``path`` with one record for each size; what it says."""
    log = Log.create(path, KEY, disk or Disk())
    said = [words(number, size) for number, size in enumerate(sizes)]
    for plaintext in said:
        log.append(plaintext)
    log.close()
    return said


def read(path: Path, then_append: bytes | None = None) -> tuple[list[bytes], int]:
    """What the log says, without padding, and how much was torn."""
    log = Log.open(path, KEY, Disk())
    try:
        said = [plaintext.rstrip(b"\0") for plaintext in log.replay()]
        torn = log.torn
        if then_append is not None:
            log.append(then_append)
        return said, torn
    finally:
        log.close()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log"


def test_what_is_appended_is_read_in_order(path: Path) -> None:
    said = written(path, 30, 5000, 30, 1_300_000, 30)  # one is larger than the reading window
    assert read(path) == (said, 0)
    assert read(path, then_append=b"more") == (said, 0)
    assert read(path) == ([*said, b"more"], 0)


def test_an_empty_log_is_a_log(path: Path) -> None:
    written(path)
    assert read(path, b"first") == ([], 0)
    assert read(path) == ([b"first"], 0)


def test_a_missing_log_is_damage_and_nothing_is_made(path: Path) -> None:
    with pytest.raises(DamagedVault):
        Log.open(path, KEY, Disk())
    assert not path.exists()


def test_another_key_is_refused(path: Path) -> None:
    written(path, 30)
    with pytest.raises(DamagedVault):
        Log.open(path, bytearray(32), Disk())


def test_nothing_is_appended_before_all_is_read(path: Path) -> None:
    written(path, 30, 30)
    log = Log.open(path, KEY, Disk())
    next(log.replay())
    with pytest.raises(RuntimeError):
        log.append(b"too early")
    log.close()


# ---- a tail that was never acknowledged ----


def test_cut_at_every_byte_it_opens_with_the_whole_records_before(path: Path) -> None:
    said = written(path, 30, 30, 30)
    whole = path.read_bytes()
    for size in range(HEADER, len(whole)):
        path.write_bytes(whole[:size])
        complete, rest = divmod(size - HEADER, RECORD)
        assert read(path) == (said[:complete], rest), size


def test_cut_within_the_header_it_is_damaged(path: Path) -> None:
    written(path)
    whole = path.read_bytes()
    for size in range(HEADER):
        path.write_bytes(whole[:size])
        with pytest.raises(DamagedVault):
            read(path)


@pytest.mark.parametrize("size", [30, 2000, 9000, 20_000])
def test_any_subset_of_the_pages_of_one_insert(path: Path, tmp_path: Path, size: int) -> None:
    """4 KiB pages of the last record that arrived or did not, and any number of them at the end
    missing altogether: only the state in which all arrived may show the record."""
    states = 0
    for lead in (30, 2800, 3000, 3900):  # the record begins at different places of a page
        said = written(path, lead, 1000)
        acknowledged = path.stat().st_size
        log = Log.open(path, KEY, Disk())
        list(log.replay())
        log.append(words(2, size))
        log.close()
        whole = path.read_bytes()
        first, last = acknowledged // 4096, (len(whole) - 1) // 4096
        pages = range(first, last + 1)
        for arrived in itertools.product([True, False], repeat=len(pages)):
            state = bytearray(whole)
            for page, there in zip(pages, arrived, strict=True):
                begin, end = max(page * 4096, acknowledged), min((page + 1) * 4096, len(whole))
                state[begin:end] = whole[begin:end] if there else bytes(end - begin)
            for length in {len(whole), *(page * 4096 for page in pages if page > first)}:
                states += 1
                path.write_bytes(state[:length])
                complete = bytes(state[:length]) == whole
                assert read(path)[0] == ([*said, words(2, size)] if complete else said)
    assert states >= {30: 8, 2000: 8, 9000: 50, 20_000: 400}[size]


def test_a_tail_of_zeros_is_dropped(path: Path) -> None:
    said = written(path, 30, 30)
    for zeros in (1, 23, 24, 4096, 100_000):
        copy = path.with_name("copy")
        shutil.copy(path, copy)
        with copy.open("ab") as file:
            file.write(bytes(zeros))
        assert read(copy, then_append=b"more") == (said, zeros)
        assert read(copy) == ([*said, b"more"], 0)
    assert {entry.name for entry in path.parent.iterdir()} == {"log", "copy"}, "no zeros are kept"


def test_reading_leaves_a_torn_tail_and_the_next_append_sets_it_aside(path: Path) -> None:
    said = written(path, 30, 30)
    torn = path.read_bytes()[:-100]
    path.write_bytes(torn)
    assert read(path) == (said[:1], RECORD - 100)
    assert path.read_bytes() == torn
    assert read(path, then_append=b"more") == (said[:1], RECORD - 100)
    assert read(path) == ([*said[:1], b"more"], 0)
    (aside,) = path.parent.glob("log.torn-*")
    assert aside.read_bytes() == torn[HEADER + RECORD :]


def test_a_torn_tail_that_cannot_be_set_aside_stays_until_there_is_room(path: Path) -> None:
    said = written(path, 30, 30)
    path.write_bytes(path.read_bytes()[:-100])
    for call in ("write_at", "sync", "replace", "sync_directory", "cut"):
        disk = FailingDisk(fail=call, error=errno.ENOSPC)
        log = Log.open(path, KEY, disk)
        list(log.replay())
        with pytest.raises(DiskFull):
            log.append(b"more")
        log.close()
        assert read(path) == (said[:1], RECORD - 100), call
    assert read(path, then_append=b"more")[0] == said[:1]
    assert read(path) == ([*said[:1], b"more"], 0)


# ---- damage ----


def test_a_bit_flipped_anywhere_is_refused(path: Path) -> None:
    written(path, 30, 30, 30)
    whole = path.read_bytes()
    for at in range(len(whole)):
        flipped = bytearray(whole)
        flipped[at] ^= 1 << (at % 8)
        path.write_bytes(flipped)
        with pytest.raises(VaultError) as caught:
            read(path)
        assert isinstance(caught.value, DamagedVault) or at == 15  # the version byte: NewerFormat
        assert path.read_bytes() == flipped


def test_a_flipped_bit_near_a_page_border_swallows_nothing(path: Path) -> None:
    """A header that lies across two sectors, in the middle of the log."""
    for lead in range(30, 2500, 1024):
        written(path, lead, 200, 200, 200)
        whole = path.read_bytes()
        for at in range(HEADER, len(whole) - RECORD, 7):
            flipped = bytearray(whole)
            flipped[at] ^= 0xFF
            path.write_bytes(flipped)
            with pytest.raises(DamagedVault):
                read(path)


def test_a_page_lost_in_the_middle_is_damage_and_not_a_tail(path: Path) -> None:
    written(path, *([600] * 20))
    whole = path.read_bytes()
    for begin in range(512, len(whole) - 8192, 1536):
        holed = bytearray(whole)
        holed[begin : begin + 4096] = bytes(4096)
        path.write_bytes(holed)
        with pytest.raises(DamagedVault):
            read(path)


@pytest.mark.parametrize("size", [512, 4096])
def test_a_lost_piece_that_takes_a_header_with_it_swallows_nothing(path: Path, size: int) -> None:
    """Only the authentic records after it tell this from a last record that never arrived."""
    written(path, *([600] * 20))
    whole = path.read_bytes()
    for number in range(14):
        begin = HEADER + number * RECORD
        holed = bytearray(whole)
        holed[begin : begin + size] = bytes(size)
        path.write_bytes(holed)
        with pytest.raises(DamagedVault):
            read(path)


def test_zeros_for_the_last_record_and_rubbish_after_it_are_damage(path: Path) -> None:
    written(path, 30)
    with path.open("ab") as file:
        file.write(b"\x07" * 5000)
    with pytest.raises(DamagedVault):
        read(path)


@pytest.mark.parametrize(
    "order", [(1, 0, 2), (0, 0, 1), (0, 2), (1, 2), (0, 1, 1), (0, 1, 2, 2), (2, 1, 0)]
)
def test_records_reordered_dropped_or_repeated_are_refused(
    path: Path, order: tuple[int, ...]
) -> None:
    written(path, 30, 30, 30)
    whole = path.read_bytes()
    records = [whole[HEADER + n * RECORD : HEADER + (n + 1) * RECORD] for n in range(3)]
    path.write_bytes(whole[:HEADER] + b"".join(records[n] for n in order))
    with pytest.raises(DamagedVault):
        read(path)


def test_records_of_another_log_under_the_same_key_are_refused(path: Path) -> None:
    written(path, 30, 30)
    mine = path.read_bytes()
    written(path, 30, 30)
    other = path.read_bytes()
    for cut in (HEADER, HEADER + RECORD):
        path.write_bytes(mine[:cut] + other[cut:])
        with pytest.raises(DamagedVault):
            read(path)


# ---- a disk that fails ----


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
@pytest.mark.parametrize("call", ["write_at", "sync"])
def test_a_full_disk_loses_nothing_and_the_next_write_works(
    path: Path, disk: FailingDisk, call: str, code: int
) -> None:
    log = Log.create(path, KEY, disk)
    log.append(b"one")
    disk.fail, disk.error = call, code
    failing_sync = call == "sync"
    with pytest.raises(NotSaved if failing_sync else DiskFull):
        log.append(b"two" * 2000)
    disk.mend()
    if failing_sync:  # even the roll-back could not be confirmed: closed for writing until reopened
        log.close()
        assert read(path, then_append=b"three")[0] == [b"one"]
    else:
        log.append(b"three")
        log.close()
    assert read(path) == ([b"one", b"three"], 0)


def test_a_sync_that_finds_the_disk_full_once_is_rolled_back(path: Path) -> None:
    class FullOnce(FailingDisk):
        def sync(self, fd: int) -> None:
            try:
                super().sync(fd)
            finally:
                self.mend()

    disk = FullOnce()
    log = Log.create(path, KEY, disk)
    disk.fail, disk.error = "sync", errno.ENOSPC
    with pytest.raises(DiskFull):
        log.append(b"one")
    log.append(b"two")
    log.close()
    assert read(path) == ([b"two"], 0)


@pytest.mark.parametrize("call", ["write_at", "sync"])
def test_after_an_unconfirmed_write_nothing_is_written_until_reopened(
    path: Path, disk: FailingDisk, call: str
) -> None:
    log = Log.create(path, KEY, disk)
    log.append(b"one")
    disk.fail, disk.error = call, errno.EIO
    with pytest.raises(NotSaved):
        log.append(b"two")
    disk.mend()
    before = path.read_bytes()
    with pytest.raises(NotSaved):
        log.append(b"three")
    assert path.read_bytes() == before
    log.close()
    assert read(path, then_append=b"four")[0] == [b"one"]
    assert read(path) == ([b"one", b"four"], 0)


@pytest.mark.parametrize("call", ["write_at", "sync"])
def test_reopened_in_place_it_goes_on_from_what_was_confirmed(
    path: Path, disk: FailingDisk, call: str
) -> None:
    log = Log.create(path, KEY, disk)
    log.append(b"one")
    log.reopen()  # nothing happened: nothing is done
    disk.fail, disk.error = call, errno.EIO
    with pytest.raises(NotSaved):
        log.append(b"two")
    if call == "sync":
        with pytest.raises(NotSaved):  # the disk still does not confirm
            log.reopen()
        with pytest.raises(NotSaved):
            log.append(b"three")
    disk.mend()
    log.reopen()
    log.append(b"four")
    log.close()
    assert read(path) == ([b"one", b"four"], 0)


def test_reopened_in_place_a_torn_tail_is_still_set_aside(path: Path) -> None:
    written(path, 60)
    torn = path.read_bytes()[:-100]
    path.write_bytes(torn)
    disk = FailingDisk()
    log = Log.open(path, KEY, disk)
    whole = list(log.replay())
    disk.fail, disk.error = "write_at", errno.EIO
    with pytest.raises(NotSaved):
        log.append(b"two")
    disk.mend()
    log.reopen()
    log.append(b"three")
    log.close()
    (aside,) = path.parent.glob("log.torn-*")
    assert torn.endswith(aside.read_bytes())
    assert len(read(path)[0]) == len(whole) + 1


@pytest.mark.parametrize("wrong", ["another", "shorter", "gone"])
def test_reopened_in_place_only_where_it_is_the_same_log(
    path: Path, disk: FailingDisk, wrong: str
) -> None:
    log = Log.create(path, KEY, disk)
    log.append(b"one")
    disk.fail, disk.error = "sync", errno.EIO
    with pytest.raises(NotSaved):
        log.append(b"two")
    disk.mend()
    path.unlink()
    if wrong == "another":
        Log.create(path, KEY, disk).close()
    elif wrong == "shorter":
        path.write_bytes(log.form.header())
    with pytest.raises(NotSaved):
        log.reopen()
    with pytest.raises(NotSaved):
        log.append(b"three")
    log.close()


def test_which_log_it_is_is_for_the_next_opening_to_see(path: Path) -> None:
    log = Log.create(path, KEY, FailingDisk())
    log.refuse_writes()
    with pytest.raises(NotSaved):
        log.reopen()
    log.close()


def test_a_write_that_was_interrupted_closes_the_log_for_writing(path: Path) -> None:
    class Interrupted(Disk):
        def sync(self, fd: int) -> None:
            raise KeyboardInterrupt

    written(path, 30)
    log = Log.open(path, KEY, Interrupted())
    list(log.replay())
    with pytest.raises(KeyboardInterrupt):
        log.append(b"two")
    with pytest.raises(NotSaved):
        log.append(b"three")
    log.close()


def test_every_append_is_synced_and_a_new_file_with_its_folder(
    path: Path, disk: FailingDisk
) -> None:
    log = Log.create(path, KEY, disk)
    assert disk.calls == ["write_at", "sync", "sync_directory", "sync"]
    disk.calls.clear()
    log.append(b"one")
    assert disk.calls == ["write_at", "sync"]
    log.close()


@pytest.mark.parametrize(("code", "error"), [(errno.ENOSPC, DiskFull), (errno.EROFS, CannotWrite)])
@pytest.mark.parametrize("call", ["write_at", "sync", "sync_directory"])
def test_a_log_that_cannot_be_made_says_why(
    path: Path, disk: FailingDisk, call: str, code: int, error: type[VaultError]
) -> None:
    disk.fail, disk.error = call, code
    with pytest.raises(error):
        Log.create(path, KEY, disk)


def test_closing_twice_is_harmless(path: Path) -> None:
    log = Log.create(path, KEY, Disk())
    log.close()
    log.close()


Maker = Callable[[Path], None]


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.symlink_to(path.with_name("elsewhere")),
        lambda path: path.mkdir(),
        lambda path: __import__("os").mkfifo(path),
    ],
    ids=["link", "folder", "pipe"],
)
def test_something_else_in_place_of_the_log_is_left_alone(path: Path, make: Maker) -> None:
    make(path)
    for attempt in (Log.create, Log.open):
        with pytest.raises(CannotWrite):
            attempt(path, KEY, Disk())
    assert not path.with_name("elsewhere").exists()
