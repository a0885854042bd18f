"""Whole age files: sealing and opening, at once or as a stream."""

import io
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, ClassVar, Protocol, runtime_checkable

from journal_app.domain.errors import HeaderError, NoMatchError
from journal_app.sharing.age import armor as armor_
from journal_app.sharing.age import header, payload, scrypt
from journal_app.sharing.age.header import FILE_KEY_BYTES, MAX_STANZAS, Header, Stanza
from journal_app.sharing.age.hybrid import HybridIdentity, HybridRecipient
from journal_app.sharing.age.source import Source
from journal_app.sharing.age.x25519 import X25519Identity, X25519Recipient

_READ_BYTES = 64 * 1024


@runtime_checkable
class Recipient(Protocol):
    """Somebody a file can be sealed for."""

    post_quantum: ClassVar[bool]

    def wrap(self, file_key: bytes) -> Stanza:
        """A stanza that only this recipient can unwrap."""


@runtime_checkable
class Identity(Protocol):
    """Somebody who may be able to open a file."""

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key, None when the stanza is for somebody else, or ``HeaderError``."""


def parse_recipient(text: str) -> X25519Recipient | HybridRecipient:
    """Read ``age1...`` or ``age1pq1...``. Raises ``ValueError``."""
    return (HybridRecipient if text.startswith("age1pq1") else X25519Recipient).parse(text)


def parse_identity(text: str) -> X25519Identity | HybridIdentity:
    """Read ``AGE-SECRET-KEY-1...`` or ``AGE-SECRET-KEY-PQ-1...``. Raises ``ValueError``."""
    hybrid = text.startswith("AGE-SECRET-KEY-PQ-1")
    return (HybridIdentity if hybrid else X25519Identity).parse(text)


def encrypt(
    data: bytes,
    *,
    recipients: Sequence[Recipient] = (),
    passphrase: str | None = None,
    armor: bool = False,
) -> bytes:
    """Seal ``data`` for all of ``recipients``, or under ``passphrase``: an age file.

    Raises ``ValueError`` for nobody, both, more than 128, or post-quantum and classical
    recipients together; ``AgeError`` where the platform lacks ML-KEM and it is asked for.
    """
    _require_bytes(data)
    return b"".join(seal_stream([data], recipients=recipients, passphrase=passphrase, armor=armor))


def decrypt(
    data: bytes, *, identities: Sequence[Identity] = (), passphrase: str | None = None
) -> bytes:
    """Open an age file, binary or armored, whole or not at all.

    Raises ``ArmorError``, ``HeaderError``, ``HmacError``, ``NoMatchError`` or ``PayloadError``.
    """
    _require_bytes(data)
    return b"".join(open_stream(io.BytesIO(data), identities=identities, passphrase=passphrase))


def seal_stream(
    blocks: Iterable[bytes],
    *,
    recipients: Sequence[Recipient] = (),
    passphrase: str | None = None,
    armor: bool = False,
) -> Iterator[bytes]:
    """As ``encrypt``, for data that comes in blocks of any size; gives the file in pieces.

    Wrong use is refused at the call, before the first piece is asked for.
    """
    file_key = os.urandom(FILE_KEY_BYTES)
    stanzas = [recipient.wrap(file_key) for recipient in _recipients(recipients, passphrase)]
    pieces = _pieces(header.write(stanzas, file_key), payload.seal(file_key, blocks))
    return armor_.encode(pieces) if armor else pieces


def open_stream(
    file: BinaryIO, *, identities: Sequence[Identity] = (), passphrase: str | None = None
) -> Iterator[bytes]:
    """Open an age file and give its content in chunks (64 KiB), each one verified.

    The header is read at the call: all errors but ``ArmorError`` and ``PayloadError`` come there.
    These two may come later, after sound chunks: until the iterator ends by itself, what was
    given is the true beginning of the content, and perhaps not all of it.
    """
    tried = _identities(identities, passphrase)
    source = Source(iter(lambda: file.read(_READ_BYTES), b""))
    if armor_.is_armored(source):
        source = Source(armor_.decode(source))
    found = header.read(source)
    file_key = _file_key(found, tried)
    found.check_mac(file_key)
    return payload.open_(file_key, source)


def _pieces(head: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield head
    yield from rest


def _recipients(recipients: Sequence[Recipient], passphrase: str | None) -> list[Recipient]:
    for recipient in recipients:
        if not isinstance(recipient, Recipient):
            raise TypeError("recipients are Recipient objects; see parse_recipient")
    if passphrase is not None:
        _require_text(passphrase)
        if recipients:
            raise ValueError("a passphrase stands alone")
        return [scrypt.PassphraseRecipient(passphrase)]
    if not 0 < len(recipients) <= MAX_STANZAS:
        raise ValueError("one to 128 recipients")
    if len({recipient.post_quantum for recipient in recipients}) != 1:
        raise ValueError("post-quantum and classical recipients are not mixed")
    return list(recipients)


def _identities(identities: Sequence[Identity], passphrase: str | None) -> list[Identity]:
    for identity in identities:
        if not isinstance(identity, Identity):
            raise TypeError("identities are Identity objects; see parse_identity")
    if passphrase is None:
        return list(identities)
    _require_text(passphrase)
    return [*identities, scrypt.PassphraseIdentity(passphrase)]


def _file_key(found: Header, identities: list[Identity]) -> bytes:
    kinds = [stanza.kind for stanza in found.stanzas]
    if scrypt.KIND in kinds and len(kinds) > 1:
        raise HeaderError("a passphrase stanza stands alone")
    for stanza in found.stanzas:
        for identity in identities:
            file_key = identity.unwrap(stanza)
            if file_key is not None:
                return file_key
    raise NoMatchError("sealed for somebody else")


def _require_bytes(data: object) -> None:
    if not isinstance(data, bytes):
        raise TypeError("data is bytes")


def _require_text(passphrase: object) -> None:
    if not isinstance(passphrase, str):
        raise TypeError("a passphrase is str")
