"""Delete everything: the journal's folder and all that is in it.

::

    vault/key       overwritten, then removed: without it every other file is noise
    vault/shown-locked   overwritten and removed: the one file that can be read without a key
    vault/*         removed (log, torn tails, hints, the lock last), then the folder itself
    and the same for the folders that restoring leaves beside it (``places``)
    the high-water mark of each, in the platform's secure store, where the key file still says whose

No passphrase is asked: a person who lost theirs may want to begin anew, and whoever can reach the
files can delete them anyway. The screen asks twice instead.

Overwriting is a best effort. A solid-state disk writes elsewhere, a journalling or snapshotting
file system keeps older blocks, and a backup is a copy: ``WHAT_MAY_REMAIN`` names the sentences
that say so plainly. What may remain is sealed; only somebody with the passphrase or the words, and
an old copy of the key file, could read it. Names and numbers that were shown while locked are not.

No symbolic link is followed, no sub-folder is entered, and nothing outside these folders is
touched.
"""

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from journal_app.domain.errors import CannotWrite, VaultError
from journal_app.vault.disk import Disk, overwrite, refusal
from journal_app.vault.highwater import HighWater, SecureStore
from journal_app.vault.keyring import read_key_file
from journal_app.vault.keys import KeyFile
from journal_app.vault.lock import WindowLock
from journal_app.vault.places import FOLDER, NEW, earlier_folders
from journal_app.vault.shown_locked import NAME as SHOWN

WHAT_MAY_REMAIN: Final = (
    "erase.remains_disk",
    "erase.remains_backups",
    "erase.remains_shared",
    "erase.remains_open",
    "erase.remains_noted",
)
"""Keys of the sentences that say what deleting cannot reach, in order."""

_LOCK: Final = "lock"


def erase(
    directory: Path, disk: Disk | None = None, secure_store: SecureStore | None = None
) -> None:
    """Remove the journal under ``directory``, whole or damaged. It has to be locked.

    Raises ``AlreadyOpen``; ``CannotWrite`` for a link in place of a folder, or when something
    could not be removed. Then what is left has no key: calling it again goes on. A secure store
    that does not answer keeps its mark, which opens nothing.
    """
    disk = disk or Disk()
    known = [directory / FOLDER, directory / NEW, *earlier_folders(directory)]
    folders = [folder for folder in known if os.path.lexists(folder)]
    for folder in folders:
        if folder.is_symlink() or not folder.is_dir():
            raise CannotWrite("something else in place of the vault's folder")
    for folder in folders:
        erase_folder(folder, disk, secure_store)
    if folders:
        with suppress(OSError):
            disk.sync_directory(directory)


def erase_folder(folder: Path, disk: Disk, secure_store: SecureStore | None = None) -> None:
    """Remove one folder of a journal, the files in it and its mark. Raises as ``erase`` does."""
    window = WindowLock(folder / _LOCK)
    try:
        with suppress(VaultError):  # a damaged key file: nobody knows the mark's name
            vault_id = KeyFile.parse(read_key_file(folder / "key")).vault_id
            HighWater(secure_store, vault_id).forget()
        for name in ("key", "key.new", SHOWN, f"{SHOWN}.new"):
            overwrite(folder / name, disk)
            (folder / name).unlink(missing_ok=True)
        with suppress(OSError):  # the key first, where the disk keeps an order at all
            disk.sync_directory(folder)
        for path in sorted(folder.iterdir()):
            if path.name != _LOCK and not _is_folder(path):
                path.unlink()
        if sys.platform == "win32":  # an open file cannot be removed there
            window.release()
        (folder / _LOCK).unlink()
        folder.rmdir()
    except OSError as error:
        raise refusal(error) from error
    finally:
        window.release()


def _is_folder(path: Path) -> bool:
    return stat.S_ISDIR(path.lstat().st_mode)
