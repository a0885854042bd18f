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
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from journal_app.domain.errors import DamagedVault
from journal_app.vault.disk import open_file, read_at, refusal
from journal_app.vault.format import MAX_PLAINTEXT, NONCE_SIZE, PADDING_STEP, TAG_SIZE, LogV1

_HEAD: Final = LogV1.RECORD_HEADER_SIZE
_WINDOW: Final = 1024 * 1024
_SMALLEST: Final = _HEAD + PADDING_STEP + TAG_SIZE
_LONGEST: Final = _HEAD + MAX_PLAINTEXT + TAG_SIZE


class Place(NamedTuple):
    """The end of a record: offset in bytes, number of records up to it, and its tag (16 bytes)."""

    position: int
    sequence: int
    tag: bytes


class History:
    """The records of the log at ``path`` before ``place``; iterated, the newest comes first.

    Has a descriptor of its own, so that others may append meanwhile. ``close`` it.
    Raises ``CannotWrite`` when the file cannot be opened.
    """

    def __init__(self, path: Path, form: LogV1, place: Place) -> None:
        try:
            self._fd = open_file(path, os.O_RDONLY)
        except OSError as error:
            raise refusal(error) from error
        self._form = form
        self._bytes = b""
        self._from = place.position  # where self._bytes begins in the file
        self.place = place

    def __iter__(self) -> Iterator[bytes]:
        """The padded plaintexts of the records, verified back to the log's header.

        Raises ``DamagedVault`` where a record is not as it was sealed.
        """
        while self.place.position > LogV1.HEADER_SIZE:
            yield self._step()
        if self.place != (LogV1.HEADER_SIZE, 0, self._form.header()[-TAG_SIZE:]):
            raise DamagedVault("the log has more or fewer records than it should")

    def close(self) -> None:
        """Close the file. Harmless when closed already."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _step(self) -> bytes:
        position, sequence, tag = self.place
        size = _SMALLEST
        longest = min(_LONGEST, position - LogV1.HEADER_SIZE)
        while size <= longest:
            start = position - size
            if start - TAG_SIZE < self._from:
                self._read_back(size + TAG_SIZE)
            at = start - self._from
            length = size - _HEAD
            header = self._bytes[at : at + _HEAD]
            if (
                header[:4] == length.to_bytes(4, "big")
                and self._form.sealed_length(start, header) == length
            ):
                previous = self._bytes[at - TAG_SIZE : at]
                box = memoryview(self._bytes)[at + _HEAD : at + size]
                if sequence and box[-TAG_SIZE:] == tag:
                    plaintext = self._form.unseal(sequence - 1, previous, _nonce(header), box)
                    if plaintext is not None:
                        self.place = Place(start, sequence - 1, previous)
                        return plaintext
                break
            size += PADDING_STEP
        raise DamagedVault(f"record {sequence - 1} is not as it was sealed")

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


def _nonce(header: bytes) -> bytes:
    return header[_HEAD - NONCE_SIZE :]
