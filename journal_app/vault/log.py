"""The log: records are appended, synced, and never rewritten (layout: ``format``).

An append is acknowledged when the disk has confirmed it. There is one sync for each record, so at
most the last record of the file can be unacknowledged, and what a crash leaves of it is known:

::

    acknowledged                                  unacknowledged
    [header][record 0][record 1] ... [record n-1] [ a part of record n ]
                                                    | cut short, at any byte
                                                    | pages that never arrived: zeros
                                                    | nothing but zeros

``replay`` reads up to the first record that is not whole and then asks why it stops there. Only
what a crash can explain, with no authentic record after it, is a *torn tail*; everything else is
``DamagedVault`` and nothing is touched. A torn tail is left where it is until the next append.
Then its bytes, still sealed, are kept beside the log (``log.torn-...``) and it is cut off.

After a sync that failed, nothing is known about what reached the disk (the kernel may have
dropped the pages and forget the error), so the log takes no more writes until it is reopened.
``reopen`` does that in place, so that what somebody is still writing can be sealed before the
journal is locked.
"""

import errno
import hashlib
import os
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple, NoReturn, Protocol

from journal_app.domain.errors import DamagedVault, DiskFull, NotSaved
from journal_app.vault.disk import Disk, is_full, open_file, read_at, refusal
from journal_app.vault.format import MAX_PLAINTEXT, TAG_SIZE, LogV1
from journal_app.vault.history import Place

_WINDOW: Final = 1024 * 1024
_SECTOR: Final = 512  # the smallest piece of a file that a crash leaves behind or not
_LONGEST_RECORD: Final = LogV1.RECORD_HEADER_SIZE + MAX_PLAINTEXT + TAG_SIZE

# The first four bytes of any record: a length of n * 1024 + 16, at most 64 MiB.
_LENGTH_LIKE: Final = re.compile(
    b"(?=[\x00-\x04].[" + b"".join(re.escape(bytes([b])) for b in range(0, 256, 4)) + b"]\x10)",
    re.DOTALL,
)


class Appender(Protocol):
    """Where changes go to become durable: the seam between documents and the disk."""

    def append(self, plaintext: bytes) -> None:
        """Return when ``plaintext`` (one record) is durable."""


class MemoryLog:
    """A log without a disk, for tests and for journals that are meant to vanish."""

    def __init__(self) -> None:
        self.records: list[bytes] = []

    def append(self, plaintext: bytes) -> None:
        """Keep the record."""
        self.records.append(plaintext)


class SetAside(NamedTuple):
    """A torn tail that was moved out of the way: ``file`` is None when it was nothing but zeros."""

    size: int
    file: Path | None


class Log:
    """An open log file. Made by ``create`` or ``open``; not safe for threads by itself."""

    def __init__(self, path: Path, fd: int, form: LogV1, disk: Disk) -> None:
        self._path = path
        self._fd = fd
        self._form = form
        self._disk = disk
        self._position = form.HEADER_SIZE
        self._sequence = 0
        self._previous_tag = form.header()[-TAG_SIZE:]
        self._replayed = False
        self._torn = 0
        self._failed = False
        self._undecided = False
        self.set_aside: SetAside | None = None

    @classmethod
    def create(cls, path: Path, data_key: bytearray, disk: Disk) -> "Log":
        """A new, empty log at ``path``, replacing whatever is there. Durable on return.

        Raises ``CannotWrite`` or ``DiskFull``.
        """
        form = LogV1.fresh(data_key)
        try:
            fd = open_file(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC)
            try:
                disk.write_at(fd, form.header(), 0)
                disk.sync(fd)
                disk.sync_directory(path.parent)
            except BaseException:
                os.close(fd)
                raise
        except OSError as error:
            raise refusal(error) from error
        log = cls(path, fd, form, disk)
        log._replayed = True
        return log

    @classmethod
    def open(cls, path: Path, data_key: bytearray, disk: Disk) -> "Log":
        """The log at ``path``, to be replayed before anything is appended.

        Raises ``DamagedVault`` (also when the file is missing), ``NewerFormat``, ``CannotWrite``.
        """
        try:
            fd = open_file(path, os.O_RDWR)
        except FileNotFoundError:
            raise DamagedVault("the log is missing") from None
        except OSError as error:
            raise refusal(error) from error
        try:
            form = LogV1.from_header(data_key, read_at(fd, LogV1.HEADER_SIZE, 0))
        except BaseException:
            os.close(fd)
            raise
        return cls(path, fd, form, disk)

    @property
    def size(self) -> int:
        """Bytes of the header and all whole records."""
        return self._position

    @property
    def torn(self) -> int:
        """Bytes after the last whole record, left by a write that was never acknowledged."""
        return self._torn

    @property
    def form(self) -> LogV1:
        """The log's id, generation and keys."""
        return self._form

    @property
    def place(self) -> Place:
        """The end of the last whole record that was read or written."""
        return Place(self._position, self._sequence, self._previous_tag)

    def begin_at(self, place: Place) -> bool:
        """Replay only what comes after ``place``; False (and nothing changed) if it is not there.

        Only the tag is compared: what comes before is for ``history`` to verify.
        """
        if not LogV1.HEADER_SIZE <= place.position <= self._file_size():
            return False
        if read_at(self._fd, TAG_SIZE, place.position - TAG_SIZE) != place.tag:
            return False
        self._position, self._sequence, self._previous_tag = place
        return True

    def replay(self, see: Callable[[Place], None] = lambda place: None) -> Iterator[bytes]:
        """The padded plaintext of every record, verified, in order; ``see`` is told each place.

        Raises ``DamagedVault`` in the end when the file stops for a reason no crash explains.
        """
        form, head = self._form, LogV1.RECORD_HEADER_SIZE
        window, start = memoryview(b""), self._position
        while True:
            at = self._position - start
            header = bytes(window[at : at + head])
            length = form.sealed_length(self._position, header)
            if length is None or at + head + length > len(window):
                needed = head + (length or 0)
                if len(window) - at < needed and self._holds(needed):
                    window, start = self._window(needed), self._position
                    continue
                break
            box = window[at + head : at + head + length]
            plaintext = form.unseal(self._sequence, self._previous_tag, header[12:], box)
            if plaintext is None:
                break
            self._position += head + length
            self._sequence += 1
            self._previous_tag = bytes(box[-TAG_SIZE:])
            see(self.place)
            yield plaintext
        self._judge_tail()
        self._replayed = True

    def append(self, plaintext: bytes) -> None:
        """Seal ``plaintext`` as the next record; return when it is durable.

        Raises ``DiskFull`` (the log is as it was, and the next append works once there is room)
        or ``NotSaved`` (the disk did not confirm: no more writes until reopened).
        """
        if not self._replayed:
            raise RuntimeError("a log is replayed before it is written to")
        if self._failed:
            raise NotSaved("an earlier write was not confirmed")
        record = self._form.seal(self._position, self._sequence, self._previous_tag, plaintext)
        try:
            if self._torn:
                self._set_torn_tail_aside()
            self._disk.write_at(self._fd, record, self._position)
            self._disk.sync(self._fd)
        except OSError as error:
            self._roll_back(error)
        except BaseException:  # interrupted: whatever is there now is for the next opening to judge
            self._failed = True
            raise
        self._position += len(record)
        self._sequence += 1
        self._previous_tag = record[-TAG_SIZE:]

    def give_way(self, file: Path, form: LogV1, place: Place) -> None:
        """Go on in ``file``, which is moved over this log's path; ``place`` is its (synced) end.

        Raises ``DiskFull``, ``CannotWrite`` or ``NotSaved``. If the file did not get there, this
        log goes on as before; if it did and that may not last, it takes no more writes until
        reopened, for nobody can say which of the two files a power cut would leave.
        """
        if self._failed:
            raise NotSaved("an earlier write was not confirmed")
        before = os.fstat(self._fd)
        self._failed = True
        self.close()  # Windows moves nothing over an open file
        try:
            self._disk.replace(file, self._path)
            self._disk.sync_directory(self._path.parent)
            self._fd = open_file(self._path, os.O_RDWR)
        except OSError as error:
            with suppress(OSError):
                self._fd = open_file(self._path, os.O_RDWR)
                self._failed = not os.path.samestat(before, os.fstat(self._fd))
            self._undecided = self._failed
            if self._failed:
                raise NotSaved("the new log may not last") from None
            raise refusal(error) from None
        self._form = form
        self._position, self._sequence, self._previous_tag = place
        self._torn = 0
        self._failed = False

    def refuse_writes(self) -> None:
        """Take no more writes: which log this journal has is for its next opening to see."""
        self._failed = self._undecided = True

    def reopen(self) -> None:
        """Go on after a write that was not confirmed, from the end of what was.

        What that write left is cut off, and the disk has to confirm it. Raises ``NotSaved`` where
        it does not, or where only the next opening can see which log is the right one.
        """
        if not self._failed:
            return
        if self._undecided:
            raise NotSaved("which log it is has to be seen first")
        self.close()
        try:
            self._fd = open_file(self._path, os.O_RDWR)
            if read_at(self._fd, LogV1.HEADER_SIZE, 0) != self._form.header():
                raise OSError(errno.EIO, "another log is in its place")
            if self._file_size() < self._position:
                raise OSError(errno.EIO, "it became shorter")
            # A torn tail may have been cut off by the append that failed, or not yet.
            self._torn = max(0, min(self._torn, self._file_size() - self._position))
            self._disk.cut(self._fd, self._position + self._torn)
            self._disk.sync(self._fd)
        except OSError as error:
            raise NotSaved(errno.errorcode.get(error.errno or 0, "unknown")) from None
        self._failed = False

    def close(self) -> None:
        """Close the file. Harmless when closed already."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    # ---- writing ----

    def _roll_back(self, error: OSError) -> NoReturn:
        """Take the failed append back off the file, and say which failure it was."""
        try:
            if not self._torn:
                self._disk.cut(self._fd, self._position)
                # Without this sync a crash could bring the cut bytes back under the next record.
                self._disk.sync(self._fd)
        except OSError:
            self._failed = True
        if is_full(error) and not self._failed:
            raise DiskFull("no room") from None
        self._failed = True
        raise NotSaved(errno.errorcode.get(error.errno or 0, "unknown")) from None

    def _set_torn_tail_aside(self) -> None:
        tail, file = read_at(self._fd, self._torn, self._position), None
        if tail.strip(b"\0"):
            name = f"{self._path.name}.torn-{hashlib.sha256(tail).hexdigest()[:16]}"
            file = self._path.with_name(name)
            self._disk.write_whole(file, tail)
        self._disk.cut(self._fd, self._position)
        self._disk.sync(self._fd)
        self.set_aside = SetAside(self._torn, file)
        self._torn = 0

    # ---- reading ----

    def _file_size(self) -> int:
        return os.fstat(self._fd).st_size

    def _holds(self, size: int) -> bool:
        return self._file_size() - self._position >= size

    def _window(self, needed: int) -> memoryview:
        return memoryview(read_at(self._fd, max(_WINDOW, needed), self._position))

    def _judge_tail(self) -> None:
        """Decide whether the bytes after the last whole record are a torn tail, or damage."""
        size = self._file_size() - self._position
        if size == 0:
            return
        tail = read_at(self._fd, min(size, _LONGEST_RECORD + 1), self._position)
        if not self._is_torn(tail):
            raise DamagedVault(f"record {self._sequence} is not as it was sealed")
        self._torn = size

    def _is_torn(self, tail: bytes) -> bool:
        head = LogV1.RECORD_HEADER_SIZE
        if len(tail) > _LONGEST_RECORD:
            return False  # more than one append can leave
        if not tail.strip(b"\0"):
            return True  # the file grew, but no page of the record arrived
        if len(tail) < head:
            return True  # no record is this short: it was cut within its header
        length = self._form.sealed_length(self._position, tail[:head])
        if length is None:
            return self._lacks_a_sector(tail, head) and not self._has_later_record(tail)
        record_end = head + length
        if record_end > len(tail):
            return True  # an authentic length, and the file ends before it
        return self._lacks_a_sector(tail, record_end) and not tail[record_end:].strip(b"\0")

    def _lacks_a_sector(self, tail: bytes, end: int) -> bool:
        """Whether some sector that the first ``end`` bytes of ``tail`` touch never arrived."""
        at = 0
        while at < end:
            following = at + _SECTOR - (self._position + at) % _SECTOR
            if not tail[at:following].strip(b"\0"):
                return True
            at = following
        return False

    def _has_later_record(self, tail: bytes) -> bool:
        """Whether an authentic record starts anywhere in ``tail``: then it was not the last."""
        head = LogV1.RECORD_HEADER_SIZE
        return any(
            self._form.sealed_length(self._position + at, tail[at : at + head]) is not None
            for at in (match.start() for match in _LENGTH_LIKE.finditer(tail))
        )
