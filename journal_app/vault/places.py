"""The names of a journal's folders below the data directory."""

import os
import re
from contextlib import suppress
from pathlib import Path
from typing import Final

from journal_app.domain.errors import CannotWrite
from journal_app.vault.disk import Disk, refusal
from journal_app.vault.lock import WindowLock

FOLDER: Final = "vault"
"""What opens."""

NEW: Final = "vault.new"
"""A restored journal on its way (``restore``)."""

_EARLIER: Final = re.compile(r"vault\.earlier-([1-9][0-9]{0,5})")


def earlier_folders(directory: Path) -> list[Path]:
    """Folders of what was in place before a restore, the one put aside last at the end.

    Raises ``CannotWrite`` when the directory cannot be looked into.
    """
    try:
        found = [
            (int(match[1]), path)
            for path in directory.iterdir()
            if (match := _EARLIER.fullmatch(path.name)) and path.is_dir() and not path.is_symlink()
        ]
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise refusal(error) from error
    return [path for _, path in sorted(found)]


def next_earlier(directory: Path) -> Path:
    """The name under which the next one is put aside."""
    before = earlier_folders(directory)
    number = int(before[-1].name.rpartition("-")[2]) + 1 if before else 1
    return directory / f"vault.earlier-{number}"


def make_folder(folder: Path, disk: Disk) -> None:
    """Make ``folder`` and its missing parents, for their owner only. Raises ``CannotWrite``."""
    missing = [path for path in (folder, *folder.parents) if not os.path.lexists(path)]
    try:
        for path in reversed(missing):
            path.mkdir(mode=0o700)
            disk.sync_directory(path.parent)
    except OSError as error:
        raise refusal(error) from error


def size_of(path: Path) -> int | None:
    """Bytes of what is at ``path`` (a link is not followed), None when there is nothing."""
    try:
        return path.lstat().st_size
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise refusal(error) from error


def window_lock(folder: Path) -> WindowLock:
    """The window lock of the vault in ``folder``. Raises ``AlreadyOpen`` or ``CannotWrite``."""
    if folder.is_symlink():
        raise CannotWrite("a link in place of the vault's folder")
    return WindowLock(folder / "lock")


def remove_unfinished(folder: Path) -> None:
    """Tidy up after a creation that failed, while its window lock is held.

    As far as the disk lets us: nothing depends on it. The lock file stays, for removing it could
    let two windows in.
    """
    for name in ("key", "key.new", "log", "start", "start.new"):
        with suppress(OSError):
            (folder / name).unlink(missing_ok=True)
