"""The payload of an age file: 64 KiB chunks, each sealed, the last one marked (STREAM).

    nonce (16), then chunks of ChaCha20-Poly1305(HKDF(file key, nonce, "payload"))
    nonce of a chunk: its number (11 bytes, big-endian) || 1 if it is the last, else 0

Only the last chunk may be short, and it may be empty only when it is the only one, so one text
has one form. A chunk is released when its tag fits, never before.
"""

import os
from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal_app.domain.errors import HeaderError, PayloadError
from journal_app.sharing.age.source import Source

CHUNK_BYTES = 64 * 1024
_TAG_BYTES = 16
_NONCE_BYTES = 16


def seal(file_key: bytes, blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The payload for ``blocks`` (of any sizes), in pieces."""
    nonce = os.urandom(_NONCE_BYTES)
    cipher = _cipher(file_key, nonce)
    yield nonce
    source = Source(blocks)
    number = 0
    while True:
        chunk = source.read(CHUNK_BYTES)
        last = source.at_end()
        yield cipher.encrypt(_chunk_nonce(number, last=last), chunk, None)
        if last:
            return
        number += 1


def open_(file_key: bytes, source: Source) -> Iterator[bytes]:
    """Verified chunks, one after the other.

    Raises ``HeaderError`` at once when the nonce is cut, later ``PayloadError``.
    """
    nonce = source.read(_NONCE_BYTES)
    if len(nonce) != _NONCE_BYTES:
        raise HeaderError("the file ends before its payload")
    return _chunks(_cipher(file_key, nonce), source)


def _chunks(cipher: ChaCha20Poly1305, source: Source) -> Iterator[bytes]:
    number = 0
    while True:
        sealed = source.read(CHUNK_BYTES + _TAG_BYTES)
        if len(sealed) == CHUNK_BYTES + _TAG_BYTES:
            chunk = _open_chunk(cipher, number, sealed, last=False)
            if chunk is not None:
                yield chunk
                number += 1
                continue
        chunk = _open_chunk(cipher, number, sealed, last=True)
        if chunk is None or (not chunk and number > 0):
            raise PayloadError("a part of the file is damaged or missing")
        yield chunk
        if not source.at_end():
            raise PayloadError("something was added behind the end")
        return


def _open_chunk(
    cipher: ChaCha20Poly1305, number: int, sealed: bytes, *, last: bool
) -> bytes | None:
    try:
        return cipher.decrypt(_chunk_nonce(number, last=last), sealed, None)
    except InvalidTag:
        return None


def _chunk_nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _cipher(file_key: bytes, nonce: bytes) -> ChaCha20Poly1305:
    key = HKDF(algorithm=SHA256(), length=32, salt=nonce, info=b"payload").derive(file_key)
    return ChaCha20Poly1305(key)
