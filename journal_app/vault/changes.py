"""What a record says: changes to documents, as bytes and back (layout: ``format``).

Documents are JSON objects. They are kept as the very bytes that were sealed, so what a person
reads back today is what they will read back in ten years. Lone surrogates (half of an emoji, cut
by a keyboard) are kept too: no text is refused for what is in it.
"""

import json
import struct
from collections.abc import Iterable, Mapping
from enum import IntEnum
from functools import lru_cache
from typing import Any, Final, NamedTuple

from journal_app.domain.errors import DamagedVault, NewerFormat

MAX_TABLE_NAME: Final = 255  # bytes of UTF-8

_HEAD: Final = struct.Struct(">BIQB")  # type, length, document id, name length
_TYPE_AND_LENGTH: Final = 5
_FIRST_OPTIONAL: Final = 0x80

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode
_decode = json.JSONDecoder().raw_decode  # decode also looks for white space; there never is any
_new = tuple.__new__  # a third of the time that a NamedTuple's own constructor takes


class Kind(IntEnum):
    """The type byte of a change."""

    PUT = 1
    REMOVE = 2
    CLEAR = 3
    NEXT = 4


_END: Final = 0
_KINDS: Final = {int(kind): kind for kind in Kind}


class Change(NamedTuple):
    """One change: ``document`` is the JSON of a put, and empty otherwise."""

    kind: Kind
    table: str
    doc_id: int
    document: bytes = b""


def encode_document(document: Mapping[str, Any]) -> bytes:
    """The bytes of ``document`` as they are sealed.

    Raises ``ValueError`` or ``TypeError``, without quoting any of it, for what is not JSON.
    """
    try:
        return _encode(dict(document)).encode("utf-8", "surrogatepass")
    except TypeError:
        raise TypeError("a document holds only JSON values") from None
    except (ValueError, RecursionError):
        raise ValueError("a document holds only finite numbers and plain nesting") from None


def decode_document(raw: bytes) -> dict[str, Any]:
    """The document of a put; the reverse of ``encode_document``. Raises ``DamagedVault``."""
    try:
        text = raw.decode("utf-8", "surrogatepass")
        document, end = _decode(text)
    except (ValueError, RecursionError):
        raise DamagedVault("a document is not JSON") from None
    if not isinstance(document, dict) or end != len(text):
        raise DamagedVault("a document is not an object")
    return document


def pack(changes: Iterable[Change]) -> bytes:
    """Changes as the plaintext of one record. Raises ``ValueError`` for an unfit table name."""
    parts: list[bytes] = []
    for kind, table, doc_id, document in changes:
        name = table.encode("utf-8")
        if not 0 < len(name) <= MAX_TABLE_NAME:
            raise ValueError("a table's name has 1 to 255 bytes")
        length = _HEAD.size - _TYPE_AND_LENGTH + len(name) + len(document)
        parts += (_HEAD.pack(kind, length, doc_id, len(name)), name, document)
    return b"".join(parts)


def change_size(table: str) -> int:
    """Bytes that a change of ``table`` takes beside its document."""
    return _HEAD.size + len(table.encode("utf-8"))


def unpack(plaintext: bytes) -> list[Change]:
    """The changes of one record, in order; hints this version does not know are passed over.

    Raises ``NewerFormat`` for a change it would be wrong to ignore, ``DamagedVault`` for bytes
    that are no changes (they were sealed so: a mistake in the program that wrote them).
    """
    changes: list[Change] = []
    at, end = 0, len(plaintext)
    while at < end and plaintext[at] != _END:
        if at + _HEAD.size > end:
            raise DamagedVault("a record ends within a change")
        number, length, doc_id, name_length = _HEAD.unpack_from(plaintext, at)
        name_at = at + _HEAD.size
        document_at = name_at + name_length
        at += _TYPE_AND_LENGTH + length
        kind = _KINDS.get(number)
        if kind is None:
            _pass_over(number, at, end)
            continue
        if not document_at <= at <= end:
            raise DamagedVault("a record ends within a change")
        name = _name(plaintext[name_at:document_at])
        changes.append(_new(Change, (kind, name, doc_id, plaintext[document_at:at])))
    return changes


def _pass_over(number: int, following: int, end: int) -> None:
    if number < _FIRST_OPTIONAL:
        raise NewerFormat(f"change type {number}")
    if following > end:
        raise DamagedVault("a record ends within a hint")


@lru_cache(maxsize=64)
def _name(raw: bytes) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        raise DamagedVault("a table's name is not text") from None
