"""The header of an age file: for whom the file key is wrapped, and a MAC over all of it.

    age-encryption.org/v1
    -> X25519 <argument> ...          a stanza: type, arguments
    <base64 without padding, lines of 64 columns, the last one shorter, empty if need be>
    --- <base64 of HMAC-SHA256(HKDF(file key, "header"), everything up to and with "---")>

Everything is exact: one space, LF, canonical base64. Unknown stanza types are passed over.
"""

import base64
import binascii
import hmac
from dataclasses import dataclass

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal_app.domain.errors import HeaderError, HmacError
from journal_app.sharing.age.source import Source

INTRO = b"age-encryption.org/v1\n"
FILE_KEY_BYTES = 16
WRAPPED_KEY_BYTES = 32  # a file key and a Poly1305 tag
MAX_STANZAS = 128  # each one may cost a key exchange before anything is authenticated
_MAX_HEADER_BYTES = 256 * 1024
_LINE_LIMIT = 8 * 1024
_COLUMNS = 64
_MAC_START = b"---"


@dataclass(frozen=True)
class Stanza:
    """One recipient's share: a type, its arguments (printable ASCII), and a body."""

    kind: str
    arguments: tuple[str, ...]
    body: bytes

    def to_bytes(self) -> bytes:
        """The lines of this stanza."""
        text = encode64(self.body)
        lines = [text[i : i + _COLUMNS] for i in range(0, len(text) + 1, _COLUMNS)]
        return "\n".join([" ".join(["->", self.kind, *self.arguments]), *lines, ""]).encode("ascii")


@dataclass(frozen=True)
class Header:
    """A parsed header: its stanzas, the bytes the MAC covers, and the MAC (32 bytes)."""

    stanzas: tuple[Stanza, ...]
    covered: bytes
    mac: bytes

    def check_mac(self, file_key: bytes) -> None:
        """Raise ``HmacError`` unless the header is as it was sealed under ``file_key``."""
        if not hmac.compare_digest(_mac(file_key, self.covered), self.mac):
            raise HmacError("the header was changed")


def write(stanzas: list[Stanza], file_key: bytes) -> bytes:
    """A whole header for ``stanzas``."""
    covered = INTRO + b"".join(stanza.to_bytes() for stanza in stanzas) + _MAC_START
    return covered + b" " + encode64(_mac(file_key, covered)).encode("ascii") + b"\n"


def read(source: Source) -> Header:
    """Take a header from ``source``. Raises ``HeaderError``; the MAC is not yet checked."""
    if source.read(len(INTRO)) != INTRO:
        raise HeaderError("not an age v1 file")
    covered = bytearray(INTRO)
    stanzas: list[Stanza] = []
    while not (line := _line(source)).startswith(_MAC_START):
        stanzas.append(_read_stanza(line, source, covered))
        if len(stanzas) > MAX_STANZAS or len(covered) > _MAX_HEADER_BYTES:
            raise HeaderError("the header is larger than allowed")
    if not stanzas:
        raise HeaderError("the header names no recipient")
    start, _, mac = line.rstrip(b"\n").partition(b" ")
    if start != _MAC_START:
        raise HeaderError("the last line of the header is malformed")
    return Header(tuple(stanzas), bytes(covered + _MAC_START), decode64(mac.decode("ascii"), 32))


def encode64(data: bytes) -> str:
    """Base64 without padding."""
    return base64.b64encode(data).decode("ascii").rstrip("=")


def decode64(text: str, size: int | None = None) -> bytes:
    """The bytes behind canonical base64 without padding, ``size`` of them when it is given.

    Raises ``HeaderError``.
    """
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except (binascii.Error, ValueError):
        raise HeaderError("not base64") from None
    if encode64(data) != text:
        raise HeaderError("base64 that is not canonical")
    if size is not None and len(data) != size:
        raise HeaderError("a value in the header has the wrong size")
    return data


def _line(source: Source) -> bytes:
    """One line of printable ASCII and single spaces, with its newline."""
    line = source.line(_LINE_LIMIT)
    if not line.endswith(b"\n") or not all(0x20 <= byte <= 0x7E for byte in line[:-1]):
        raise HeaderError("a line of the header is malformed")
    return line


def _read_stanza(line: bytes, source: Source, covered: bytearray) -> Stanza:
    arrow, *words = line[:-1].decode("ascii").split(" ")
    if arrow != "->" or not words or not all(words):
        raise HeaderError("a stanza is malformed")
    covered += line
    body: list[str] = []
    while True:
        text_line = _line(source)
        covered += text_line
        text = text_line[:-1].decode("ascii")
        if len(text) > _COLUMNS or len(covered) > _MAX_HEADER_BYTES:
            raise HeaderError("a stanza is too long")
        # Each line is canonical by itself: 64 columns are whole groups of four.
        decode64(text)
        body.append(text)
        if len(text) < _COLUMNS:
            return Stanza(words[0], tuple(words[1:]), decode64("".join(body)))


def _mac(file_key: bytes, covered: bytes) -> bytes:
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"header").derive(file_key)
    return hmac.digest(key, covered, "sha256")
