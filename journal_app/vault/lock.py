"""One window at a time: an operating-system lock on the file ``lock``.

``flock`` and not ``lockf``: POSIX record locks belong to the process and would let a second window
of the same process in. The system drops the lock when the process ends, however it ends.
"""

import errno
import os
import sys
from pathlib import Path

from journal_app.domain.errors import AlreadyOpen
from journal_app.vault.disk import open_file, refusal

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

_HELD_ELSEWHERE = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)


class WindowLock:
    """Held from its making until ``release``.

    Raises ``AlreadyOpen`` when another window or process holds it, ``CannotWrite`` when the file
    cannot be opened.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._fd = open_file(path, os.O_RDWR | os.O_CREAT)
        except OSError as error:
            raise refusal(error) from error
        try:
            if sys.platform == "win32":
                msvcrt.locking(self._fd, msvcrt.LK_NBLCK, 1)
            else:
                fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._fd)
            if error.errno in _HELD_ELSEWHERE:
                raise AlreadyOpen("held by another window") from None
            raise refusal(error) from error

    def release(self) -> None:
        """Let the next window in. Harmless when already released."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
