"""Passphrase recipients, for backups and for therapists without the product.

    -> scrypt <salt, 16 bytes> <log2 N, decimal>
    <file key wrapped under scrypt(passphrase, "age-encryption.org/v1/scrypt" || salt, N, r=8, p=1)>

A file with a passphrase has this one stanza only (``file`` holds that rule), so that opening it
proves that its maker knew the passphrase.

Writing uses 2^18, like other age tools: 256 MiB and about a second, which a phone can still give.
Reading takes up to 2^20 (1 GiB), checked before anything is allocated.
"""

import os
import re
from typing import ClassVar

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from journal_app.domain.errors import HeaderError
from journal_app.sharing.age.header import Stanza, decode64, encode64
from journal_app.sharing.age.wrap import check_size, unwrap, wrap

KIND = "scrypt"
WRITE_LOG_N = 18
READ_LOG_N = 20
_SALT_LABEL = b"age-encryption.org/v1/scrypt"
_SALT_BYTES = 16
_DECIMAL = re.compile(r"[1-9][0-9]?", re.ASCII)


class PassphraseRecipient:
    """Seals for whoever knows the passphrase (text, taken exactly as it is, in UTF-8)."""

    post_quantum: ClassVar[bool] = True  # a hash: a quantum computer gains little

    def __init__(self, passphrase: str) -> None:
        if not passphrase:
            raise ValueError("an empty passphrase protects nothing")
        self._passphrase = passphrase.encode("utf-8")

    def wrap(self, file_key: bytes) -> Stanza:
        """The one stanza of a passphrase file."""
        salt = os.urandom(_SALT_BYTES)
        wrap_key = _wrap_key(self._passphrase, salt, WRITE_LOG_N)
        return Stanza(KIND, (encode64(salt), str(WRITE_LOG_N)), wrap(wrap_key, file_key))


class PassphraseIdentity:
    """Opens with a passphrase."""

    def __init__(self, passphrase: str) -> None:
        self._passphrase = passphrase.encode("utf-8", "surrogatepass")

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key, or None when the passphrase is another. Raises ``HeaderError``."""
        if stanza.kind != KIND:
            return None
        if len(stanza.arguments) != 2:
            raise HeaderError("a scrypt stanza has the wrong arguments")
        salt = decode64(stanza.arguments[0], _SALT_BYTES)
        if not _DECIMAL.fullmatch(stanza.arguments[1]):
            raise HeaderError("the work factor is malformed")
        log_n = int(stanza.arguments[1])
        if log_n > READ_LOG_N:
            raise HeaderError("the work factor is larger than allowed")
        check_size(stanza.body)
        return unwrap(_wrap_key(self._passphrase, salt, log_n), stanza.body)


def _wrap_key(passphrase: bytes, salt: bytes, log_n: int) -> bytes:
    return Scrypt(salt=_SALT_LABEL + salt, length=32, n=1 << log_n, r=8, p=1).derive(passphrase)
