"""Every published age vector ends as it says, and releases only what it says."""

import hashlib
import io
import zlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from journal_app.domain.errors import (
    AgeError,
    ArmorError,
    HeaderError,
    HmacError,
    NoMatchError,
    PayloadError,
)
from journal_app.sharing.age import decrypt, open_stream, parse_identity

KIT = Path(__file__).resolve().parents[3] / ".." / "shared" / "age-testkit"
VECTORS = sorted(path for path in KIT.iterdir() if path.name != "README.md")
ENDINGS: dict[type[AgeError], str] = {
    NoMatchError: "no match",
    HmacError: "HMAC failure",
    HeaderError: "header failure",
    ArmorError: "armor failure",
    PayloadError: "payload failure",
}


@dataclass
class Vector:
    """One file of the kit; its README gives the format."""

    fields: dict[str, str]
    identities: list[str]
    data: bytes

    @classmethod
    def read(cls, path: Path) -> "Vector":
        head, _, data = path.read_bytes().partition(b"\n\n")
        pairs = [line.split(": ", 1) for line in head.decode().splitlines()]
        fields = {pair[0]: pair[1] for pair in pairs}
        if fields.get("compressed") == "zlib":
            data = zlib.decompress(data)
        return cls(fields, [value for name, value in pairs if name == "identity"], data)


def test_the_kit_is_there() -> None:
    assert len(VECTORS) >= 74


@pytest.mark.parametrize("path", VECTORS, ids=lambda path: path.name)
def test_vector(path: Path) -> None:
    vector = Vector.read(path)
    identities = [parse_identity(text) for text in vector.identities]
    passphrase = vector.fields.get("passphrase")
    released = b""
    ending = "success"
    try:
        file = io.BytesIO(vector.data)
        for chunk in open_stream(file, identities=identities, passphrase=passphrase):
            released += chunk
    except AgeError as error:
        ending = ENDINGS[type(error)]
    assert ending == vector.fields["expect"]
    if "payload" in vector.fields:
        assert hashlib.sha256(released).hexdigest() == vector.fields["payload"]
    else:
        assert released == b""
    if ending == "success":
        assert decrypt(vector.data, identities=identities, passphrase=passphrase) == released
    else:
        with pytest.raises(AgeError):
            decrypt(vector.data, identities=identities, passphrase=passphrase)
