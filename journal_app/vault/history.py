"""The log read backwards: from a known place to its beginning, the newest record first.

Going back shows what is true now before what was true once: a document that was changed is met in
its last version, a removed one is met as removed, and nothing that is shown has to be taken back.

::

    ... [record n-2] [record n-1] | place (position, sequence, tag)
                     ^ starts at position - 24 - 16 - k * 1024, for the k where a length of this
                       size with its length-mac stands there; its box must end in ``tag``, and be
                       authentic as number sequence - 1 after the 16 bytes before it
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from journal_app.domain.errors import DamagedVault
from journal_app.vault.disk import open_file, read_at, refusal
from journal_app.vault.format import MAX_PLAINTEXT, NONCE_SIZE, PADDING_STEP, TAG_SIZE, LogV1

_HEAD: Final = LogV1.RECORD_HEADER_SIZE
_WINDOW: Final = 1024 * 1024
_new = tuple.__new__  # a third of the time that a NamedTuple's own constructor takes
_SMALLEST: Final = _HEAD + PADDING_STEP + TAG_SIZE
_LONGEST: Final = _HEAD + MAX_PLAINTEXT + TAG_SIZE


class Place(NamedTuple):
    """The end of a record: offset in bytes, number of records up to it, and its tag (16 bytes)."""

    position: int
    sequence: int
    tag: bytes


class History:
    """The records of the log at ``path`` before ``place``; ``see`` is told each place.

    Has a descriptor of its own, so that others may append meanwhile. ``close`` it.
    Raises ``CannotWrite`` when the file cannot be opened.
    """

    def __init__(
        self, path: Path, form: LogV1, place: Place, see: Callable[[Place], None] | None = None
    ) -> None:
        try:
            self._fd = open_file(path, os.O_RDONLY)
        except OSError as error:
            raise refusal(error) from error
        self._form = form
        self._see = see
        self._first = Place(LogV1.HEADER_SIZE, 0, form.header()[-TAG_SIZE:])
        self._bytes = b""
        self._from = place.position  # where self._bytes begins in the file
        self.place = place

    def read(self, size: int) -> list[bytes]:
        """The padded plaintexts of the records before the place, which moves back over them.

        About ``size`` bytes of them, the newest first; none at all at the log's beginning. Raises
        ``DamagedVault`` when the first one is not as it was sealed.
        """
        records: list[bytes] = []
        until = self.place.position - size
        while (place := self.place).position > max(until, LogV1.HEADER_SIZE):
            found = self._before(place)
            if found is None:
                if records:  # these are as they should be: the damage waits
                    return records
                raise DamagedVault(f"record {place.sequence - 1} is not as it was sealed")
            self.place = _new(Place, found[:3])
            records.append(found[3])
            if self._see:
                self._see(self.place)
        if not records and self.place != self._first:
            raise DamagedVault("the log has more or fewer records than it should")
        return records

    def close(self) -> None:
        """Close the file. Harmless when closed already."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _before(self, place: Place) -> tuple[int, int, bytes, bytes] | None:
        """The place before the last record before ``place``, and what that record says."""
        position, sequence, tag = place
        longest = min(_LONGEST, position - LogV1.HEADER_SIZE)
        size = _SMALLEST
        while size <= longest:
            start = position - size
            if start - TAG_SIZE < self._from:
                self._read_back(size + TAG_SIZE)
            at = start - self._from
            if self._bytes[at : at + 4] == (size - _HEAD).to_bytes(4, "big"):
                header = self._bytes[at : at + _HEAD]
                if self._form.sealed_length(start, header) is not None:
                    break
            size += PADDING_STEP
        else:
            return None
        end = at + size
        previous = self._bytes[at - TAG_SIZE : at]
        if not sequence or self._bytes[end - TAG_SIZE : end] != tag:
            return None
        nonce, box = header[_HEAD - NONCE_SIZE :], self._bytes[at + _HEAD : end]
        plaintext = self._form.unseal(sequence - 1, previous, nonce, box)
        return None if plaintext is None else (start, sequence - 1, previous, plaintext)

    def _read_back(self, needed: int) -> None:
        """Have at least ``needed`` bytes before the place, and a window's worth if there are."""
        position = self.place.position
        begin = max(0, position - max(_WINDOW, 2 * needed))
        try:
            self._bytes = read_at(self._fd, position - begin, begin)
        except OSError as error:
            raise refusal(error) from error
        if len(self._bytes) != position - begin:
            raise DamagedVault("the log became shorter")
        self._from = begin
