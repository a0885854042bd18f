"""A whole new vault made beside the one in place, verified, and only then moved in.

::

    vault              what opens
    vault.new          being made; nothing looks at it
    vault.earlier-1    what was in place before a restore (-2 after a second one, and so on)

    build     vault.new/log and key from the documents, synced, then read back record by record
    move in   vault -> vault.earlier-n, then vault.new -> vault, then the folder synced

Whatever goes wrong while building, ``vault`` was not touched. A crash between the two moves leaves
no ``vault``; the next opening finds that (``is_interrupted``) and puts the earlier one back
(``settle``). There is always the old one or the new one, never neither.

The earlier one stays until the new one has been opened and ``forget_earlier`` is called; until
then ``bring_back`` exchanges the two. A restored journal has a new id, a new data key and a
passphrase slot only: words written down for the earlier one open the earlier one.

Documents are sealed as they arrive. No readable copy of them ever touches the disk.
"""

import hashlib
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any, Final

from journal_app.domain.backup import TableCopy
from journal_app.domain.errors import (
    AlreadyOpen,
    CannotWrite,
    ChangeNotConfirmed,
    DamagedVault,
    DiskFull,
    NotSaved,
    NoVault,
)
from journal_app.vault.changes import encode_document
from journal_app.vault.compaction import NewLog, records_of
from journal_app.vault.disk import Disk, refusal
from journal_app.vault.erase import erase_folder
from journal_app.vault.format import KEY_SIZE, PADDING_STEP, LogV1, wipe
from journal_app.vault.highwater import SecureStore
from journal_app.vault.kdf import KdfPolicy
from journal_app.vault.keys import KeyFile
from journal_app.vault.lock import WindowLock
from journal_app.vault.log import Log
from journal_app.vault.places import (
    FOLDER,
    NEW,
    earlier_folders,
    make_folder,
    next_earlier,
    window_lock,
)

_AT_ONCE: Final = 64  # documents


def restore(
    directory: Path,
    tables: Iterable[TableCopy],
    passphrase: str,
    *,
    policy: KdfPolicy,
    disk: Disk | None = None,
) -> int:
    """Make ``tables`` the journal under ``directory``, opened by ``passphrase``.

    Returns how many documents it holds. An earlier journal there has to be locked, and is kept
    aside. What ``tables`` raises while it is read passes through, and then, as after every error
    but ``ChangeNotConfirmed``, the earlier journal is in its place as it was. Raises
    ``AlreadyOpen``, ``CannotWrite``, ``DiskFull``, ``NotSaved`` (what was written could not be
    read back), ``ChangeNotConfirmed`` (it is in place; a power cut could bring the earlier one
    back).
    """
    if not passphrase:
        raise ValueError("a journal needs a passphrase")
    disk = disk or Disk()
    settle(directory, disk)
    make_folder(directory, disk)
    earlier = _lock_of(directory / FOLDER)
    try:
        new = _begin(directory / NEW, disk)
        try:
            count = _build(directory / NEW, tables, passphrase, policy, disk)
            if sys.platform == "win32":  # an open file holds its folder in place there
                for window in (new, earlier):
                    if window:
                        window.release()
            _move_in(directory, disk)
        except BaseException:
            new.release()
            _tidy_up(directory, disk)
            raise
        new.release()
    finally:
        if earlier:
            earlier.release()
    return count


def is_interrupted(directory: Path) -> bool:
    """Whether a restore was cut off between its two moves: then ``settle`` is to be called."""
    return not os.path.lexists(directory / FOLDER) and bool(earlier_folders(directory))


def settle(directory: Path, disk: Disk | None = None) -> None:
    """Put back what an interrupted restore had moved aside; nothing in every other case.

    Raises ``CannotWrite``.
    """
    if is_interrupted(directory):
        disk = disk or Disk()
        try:
            disk.replace(earlier_folders(directory)[-1], directory / FOLDER)
            disk.sync_directory(directory)
        except FileNotFoundError:
            return  # another window was quicker
        except OSError as error:
            raise refusal(error) from error


def has_earlier(directory: Path) -> bool:
    """Whether the journal that a restore replaced is still kept aside."""
    return bool(earlier_folders(directory))


def forget_earlier(
    directory: Path, disk: Disk | None = None, secure_store: SecureStore | None = None
) -> None:
    """Erase what was kept aside: once the restored journal has been opened, and is the right one.

    Its high-water mark goes with it. Whether that store answers or not changes nothing else.
    Raises ``AlreadyOpen``, ``CannotWrite``.
    """
    if not os.path.lexists(directory / FOLDER / "key"):
        raise CannotWrite("there is nothing in its place")
    for folder in earlier_folders(directory):
        erase_folder(folder, disk or Disk(), secure_store)


def bring_back(directory: Path, disk: Disk | None = None) -> None:
    """Exchange the journal in place with the one that was put aside last. Both stay.

    Raises ``AlreadyOpen``, ``CannotWrite``, ``ChangeNotConfirmed``; ``NoVault`` when there is
    nothing aside.
    """
    disk = disk or Disk()
    settle(directory, disk)
    before = earlier_folders(directory)
    if not before:
        raise NoVault("nothing was put aside")
    windows = [window_lock(folder) for folder in (directory / FOLDER, before[-1])]
    try:
        if sys.platform == "win32":
            for window in windows:
                window.release()
        _exchange(directory, before[-1], disk)
    finally:
        for window in windows:
            window.release()


# ---- building ----


def _begin(folder: Path, disk: Disk) -> WindowLock:
    """An empty folder to build in, held for ourselves; what an earlier try left there is gone."""
    try:
        if folder.is_symlink():
            raise CannotWrite("a link in place of a folder")
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise refusal(error) from error
    window = WindowLock(folder / "lock")
    try:
        for path in folder.iterdir():
            if path.name != "lock":
                path.unlink()
        disk.sync_directory(folder.parent)
    except BaseException as error:
        window.release()
        if isinstance(error, OSError):
            raise refusal(error) from error
        raise
    return window


def _build(
    folder: Path, tables: Iterable[TableCopy], passphrase: str, policy: KdfPolicy, disk: Disk
) -> int:
    """Write log and key of a new vault into ``folder``, durable and read back."""
    data_key = bytearray(os.urandom(KEY_SIZE))
    try:
        counted = _Counted(tables)
        digest = hashlib.sha256()
        try:
            log = NewLog(folder / "log", LogV1.fresh(data_key), disk)
            try:
                for record in _records(counted):
                    digest.update(_padded(record))
                    log.append([record])
                log.sync()
            finally:
                log.close()
            _read_back(folder / "log", data_key, digest.digest(), disk)
            key_file = KeyFile.fresh(data_key, passphrase, policy)
            disk.write_whole(folder / "key", key_file.dump())
        except OSError as error:
            raise refusal(error) from error
    finally:
        wipe(data_key)
    return counted.documents


class _Counted:
    """Tables passed on, and the documents in them counted."""

    def __init__(self, tables: Iterable[TableCopy]) -> None:
        self._tables = tables
        self.documents = 0

    def __iter__(self) -> Iterator[tuple[str, int, Iterator[tuple[int, bytes]]]]:
        for name, next_id, documents in self._tables:
            yield name, next_id, self._encoded(documents)

    def _encoded(
        self, documents: Iterable[tuple[int, dict[str, Any]]]
    ) -> Iterator[tuple[int, bytes]]:
        for doc_id, document in documents:
            self.documents += 1
            yield doc_id, encode_document(document)


def _records(tables: Iterable[tuple[str, int, Iterator[tuple[int, bytes]]]]) -> Iterator[bytes]:
    """The plaintexts of a log that says what ``tables`` say, never much of it at once."""
    for name, next_id, documents in tables:
        while batch := dict(islice(documents, _AT_ONCE)):
            yield from records_of({name: (0, batch)})
        yield from records_of({name: (next_id, {})})


def _padded(record: bytes) -> bytes:
    return record + bytes(-len(record) % PADDING_STEP)


def _read_back(path: Path, data_key: bytearray, digest: bytes, disk: Disk) -> None:
    """Open what was written as the next unlocking will, and compare every record."""
    log = None
    try:
        log = Log.open(path, data_key, disk)
        found = hashlib.sha256()
        for record in log.replay():
            found.update(record)
        if found.digest() != digest or log.torn:
            raise NotSaved("what was written reads otherwise")
    except DamagedVault:
        raise NotSaved("what was written cannot be read") from None
    finally:
        if log:
            log.close()


# ---- moving ----


def _move_in(directory: Path, disk: Disk) -> None:
    try:
        if os.path.lexists(directory / FOLDER):
            disk.replace(directory / FOLDER, next_earlier(directory))
        disk.replace(directory / NEW, directory / FOLDER)
    except OSError as error:
        raise refusal(error) from error
    _confirm(directory, disk)


def _exchange(directory: Path, earlier: Path, disk: Disk) -> None:
    aside = next_earlier(directory)
    try:
        disk.replace(directory / FOLDER, aside)
        disk.replace(earlier, directory / FOLDER)
    except OSError as error:
        with suppress(CannotWrite, DiskFull):
            settle(directory, disk)
        raise refusal(error) from error
    _confirm(directory, disk)


def _confirm(directory: Path, disk: Disk) -> None:
    try:
        disk.sync_directory(directory)
    except OSError:
        raise ChangeNotConfirmed("the new folder may not last") from None


def _tidy_up(directory: Path, disk: Disk) -> None:
    """After a restore that failed: the earlier journal in its place, what was begun removed."""
    with suppress(CannotWrite, DiskFull):
        settle(directory, disk)
    with suppress(AlreadyOpen, CannotWrite, DiskFull):
        if os.path.lexists(directory / NEW):
            erase_folder(directory / NEW, disk)


def _lock_of(folder: Path) -> WindowLock | None:
    """The window lock of the vault in place; None where there is none."""
    return window_lock(folder) if os.path.lexists(folder) else None
