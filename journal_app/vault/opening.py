"""Coming in and going out: a new journal, or the one that is there, behind its window lock.

What makes a folder a vault is its key file, which ``make`` writes last and in one step: a creation
that was interrupted is never taken for a journal, and the next one takes its place.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from journal_app.domain.errors import NoVault, VaultExists
from journal_app.vault.changes import Change
from journal_app.vault.disk import Disk
from journal_app.vault.format import KEY_SIZE, PADDING_STEP, TAG_SIZE, LogV1, wipe
from journal_app.vault.highwater import HighWater, SecureStore
from journal_app.vault.kdf import KdfPolicy
from journal_app.vault.keyring import Keyring, read_key_file, write_key_file
from journal_app.vault.keys import KeyFile
from journal_app.vault.ledger import Ledger
from journal_app.vault.lock import WindowLock
from journal_app.vault.places import FOLDER, make_folder, remove_unfinished, size_of, window_lock
from journal_app.vault.restore import is_interrupted, settle

# What ``make`` has written before the key file: a header and one record. A log without a key that
# is longer than this holds somebody's words, and is never written over.
_UNUSED_LOG_SIZE: Final = LogV1.HEADER_SIZE + LogV1.RECORD_HEADER_SIZE + PADDING_STEP + TAG_SIZE


class Opened(NamedTuple):
    """The keys, the log with its tables, and the lock that keeps other windows out."""

    keys: Keyring
    ledger: Ledger
    window: WindowLock

    def leave(self) -> None:
        """Forget words and keys, and let the next window in. Harmless twice."""
        _leave(self.keys.wipe, self.ledger, self.window)


def exists(directory: Path) -> bool:
    """As ``Journal.exists``."""
    folder = directory / FOLDER
    return (
        size_of(folder / "key") is not None
        or (size_of(folder / "log") or 0) > _UNUSED_LOG_SIZE
        or is_interrupted(directory)
    )


def make(
    directory: Path,
    passphrase: str,
    first: list[Change],
    policy: KdfPolicy,
    disk: Disk,
    secure_store: SecureStore | None,
) -> Opened:
    """A new vault with ``first`` in it, or nothing at all; raises as ``Journal.create``."""
    if exists(directory):
        raise VaultExists("already there")
    folder = directory / FOLDER
    make_folder(folder, disk)
    data_key = bytearray(os.urandom(KEY_SIZE))
    window = window_lock(folder)
    ledger = None
    try:
        if exists(directory):  # made by another window since we looked
            raise VaultExists("already there")
        try:
            key_file = KeyFile.fresh(data_key, passphrase, policy)
            high_water = HighWater(secure_store, key_file.vault_id)
            ledger = Ledger.create(folder, data_key, disk, high_water, key_file.check)
            ledger.storage.commit(first)
            write_key_file(folder / "key", key_file, disk)
        except BaseException:
            remove_unfinished(folder)
            raise
    except BaseException:
        _leave(lambda: wipe(data_key), ledger, window)
        raise
    return Opened(_keyring(folder, key_file, data_key, disk, ledger), ledger, window)


def open_(
    directory: Path,
    data_key_of: Callable[[KeyFile], bytearray],
    disk: Disk,
    secure_store: SecureStore | None,
) -> Opened:
    """The vault that is there, by the data key ``data_key_of`` gets out of its key file.

    Raises as ``Journal.unlock``, and what ``data_key_of`` raises.
    """
    if not exists(directory):
        raise NoVault("no key file")
    settle(directory, disk)
    folder = directory / FOLDER
    window = window_lock(folder)
    data_key, ledger = bytearray(), None
    try:
        key_file = KeyFile.parse(read_key_file(folder / "key"))
        high_water = HighWater(secure_store, key_file.vault_id)  # it looks while a key is made
        data_key = data_key_of(key_file)
        ledger = Ledger.open(folder, data_key, disk, high_water, key_file.check)
    except BaseException:
        _leave(lambda: wipe(data_key), ledger, window)
        raise
    return Opened(_keyring(folder, key_file, data_key, disk, ledger), ledger, window)


def _keyring(
    folder: Path, key_file: KeyFile, data_key: bytearray, disk: Disk, ledger: Ledger
) -> Keyring:
    alone, expect = ledger.storage.open, ledger.expect_key_file
    return Keyring(folder / "key", key_file, data_key, disk, alone, expect)


def _leave(wipe_keys: Callable[[], None], ledger: Ledger | None, window: WindowLock) -> None:
    if ledger:
        ledger.close()
    wipe_keys()
    window.release()
