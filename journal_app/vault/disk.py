"""The few calls to the file system that can fail, behind a seam.

``Disk`` is what tests replace to make a disk full, slow to admit an error, or gone. Everything the
vault writes goes through it.
"""

import errno
import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import Final

from journal_app.domain.errors import CannotWrite, DiskFull, VaultError

if sys.platform != "win32":
    import fcntl

_FULL: Final = frozenset({errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)})
_FLAGS: Final = (
    getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
)


class Disk:
    """Writes that can be relied on, on a real file system. All methods raise ``OSError``."""

    def write_at(self, fd: int, data: bytes, position: int) -> None:
        """Write all of ``data`` at ``position`` (bytes from the start of the file)."""
        rest = memoryview(data)
        while rest:
            if sys.platform == "win32":
                os.lseek(fd, position, os.SEEK_SET)
                written = os.write(fd, rest)
            else:
                written = os.pwrite(fd, rest, position)
            rest = rest[written:]
            position += written

    def cut(self, fd: int, size: int) -> None:
        """Make the file ``size`` bytes long."""
        os.ftruncate(fd, size)

    def sync(self, fd: int) -> None:
        """Return when what was written is on the medium, not merely on its way.

        Apple's ``fsync`` stops at the drive's cache, so F_FULLFSYNC is asked for where it exists
        (fsync(2) of Darwin); some network disks refuse it and get the plain call.
        """
        if sys.platform == "darwin":
            try:
                fcntl.fcntl(fd, fcntl.F_FULLFSYNC)
            except OSError as error:
                if error.errno not in (errno.ENOTSUP, errno.EINVAL, errno.ENOTTY):
                    raise
            else:
                return
        os.fsync(fd)

    def sync_directory(self, directory: Path) -> None:
        """Make new and renamed files of ``directory`` durable (Windows does so by itself)."""
        if sys.platform != "win32":
            fd = os.open(directory, os.O_RDONLY | os.O_CLOEXEC)
            try:
                self.sync(fd)
            finally:
                os.close(fd)

    def replace(self, source: Path, target: Path) -> None:
        """Move ``source`` over ``target`` in one step."""
        source.replace(target)

    def write_whole(self, path: Path, data: bytes) -> None:
        """Put a file in place so that there is always the old one or the new one, never half."""
        beside = path.with_name(path.name + ".new")
        beside.unlink(missing_ok=True)
        fd = open_file(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
        try:
            self.write_at(fd, data, 0)
            self.sync(fd)
        finally:
            os.close(fd)
        self.replace(beside, path)
        self.sync_directory(path.parent)


def open_file(path: Path, flags: int) -> int:
    """Open a plain file that only its owner may read; returns its descriptor.

    Raises ``OSError``: ELOOP for a symbolic link (what is sealed here is never written through a
    link somebody laid), EINVAL for anything else that is not a plain file.
    """
    if path.is_symlink():  # Windows has no O_NOFOLLOW
        raise OSError(errno.ELOOP, "a symbolic link in place of a file")
    # O_NONBLOCK: opening a pipe laid in place of a file must not wait for its other end.
    fd = os.open(path, flags | _FLAGS | getattr(os, "O_NONBLOCK", 0), 0o600)
    if not stat.S_ISREG(os.fstat(fd).st_mode):
        os.close(fd)
        raise OSError(errno.EINVAL, "not a plain file")
    return fd


def overwrite(path: Path, disk: Disk) -> None:
    """Write noise over a file, as far as the file system lets us; a link is left alone."""
    with suppress(OSError):
        fd = open_file(path, os.O_WRONLY)
        try:
            found = os.fstat(fd)
            if found.st_nlink == 1:  # another name elsewhere: not ours to write over
                disk.write_at(fd, os.urandom(found.st_size), 0)
                disk.sync(fd)
        finally:
            os.close(fd)


def read_at(fd: int, size: int, position: int) -> bytes:
    """Up to ``size`` bytes from ``position``; fewer only at the end of the file."""
    os.lseek(fd, position, os.SEEK_SET)
    parts: list[bytes] = []
    while size > 0:
        part = os.read(fd, size)
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return parts[0] if len(parts) == 1 else b"".join(parts)


def is_full(error: OSError) -> bool:
    """Whether ``error`` says that there is no room left (or no quota)."""
    return error.errno in _FULL


def refusal(error: OSError) -> VaultError:
    """The plain error for a file or folder that could not be opened or made."""
    if is_full(error):
        return DiskFull("no room")
    return CannotWrite(errno.errorcode.get(error.errno or 0, "unknown"))
