"""Armor: an age file as text that survives mail and clipboards (strict PEM, RFC 7468).

    -----BEGIN AGE ENCRYPTED FILE-----
    64 columns of canonical base64 a line, only the last may be shorter
    -----END AGE ENCRYPTED FILE-----

White space is allowed before and after, line ends may be LF or CRLF, nothing else may vary:
two different texts must never be the same file.
"""

import base64
import binascii
from collections.abc import Iterable, Iterator

from journal_app.domain.errors import ArmorError
from journal_app.sharing.age.source import Source

_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END = b"-----END AGE ENCRYPTED FILE-----"
_LINE_BYTES = 48  # 64 columns of base64
_LINE_LIMIT = 128  # bytes; no valid line is longer
_OUTSIDE_LIMIT = 1024  # bytes of white space before, and after


def is_armored(source: Source) -> bool:
    """Whether this is meant to be an armored file; what is wrong in it shows when it is read."""
    start = source.peek(2 * _OUTSIDE_LIMIT)
    return not start.startswith(b"age-encryption.org/") and b"-----BEGIN" in start


def encode(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The armored form of ``blocks``, in pieces."""
    yield _BEGIN + b"\n"
    source = Source(blocks)
    while line := source.read(_LINE_BYTES):
        yield base64.b64encode(line) + b"\n"
    yield _END + b"\n"


def decode(source: Source) -> Iterator[bytes]:
    """The bytes inside the armor, line by line. Raises ``ArmorError``."""
    if _first_line(source) != _BEGIN:
        raise ArmorError("something stands before the armor")
    full = True
    while (line := _line(source)) != _END:
        if not full:
            raise ArmorError("a line is shorter than the ones before the last")
        data = _decode_line(line)
        full = len(data) == _LINE_BYTES
        yield data
    trailing = source.read(_OUTSIDE_LIMIT)
    if trailing.strip() or not source.at_end():
        raise ArmorError("something stands behind the armor")


def _first_line(source: Source) -> bytes:
    skipped = 0
    while True:
        line = source.line(_OUTSIDE_LIMIT)
        skipped += len(line)
        if line.strip():
            return _without_line_end(line)
        if not line or skipped > _OUTSIDE_LIMIT:
            raise ArmorError("there is no armor")


def _line(source: Source) -> bytes:
    return _without_line_end(source.line(_LINE_LIMIT))


def _without_line_end(line: bytes) -> bytes:
    return line.removesuffix(b"\n").removesuffix(b"\r") if line.endswith(b"\n") else line


def _decode_line(line: bytes) -> bytes:
    try:
        data = base64.b64decode(line, validate=True)
    except binascii.Error:
        data = b""
    if not data or len(data) > _LINE_BYTES or base64.b64encode(data) != line:
        raise ArmorError("a line is not canonical base64")
    return data
