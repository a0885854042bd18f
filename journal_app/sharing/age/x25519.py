"""X25519 recipients: ``age1...`` and ``AGE-SECRET-KEY-1...``.

-> X25519 <ephemeral share, 32 bytes>
<file key wrapped under HKDF(shared secret, salt = ephemeral share || recipient)>
"""

from dataclasses import dataclass
from typing import ClassVar

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal_app.domain.errors import HeaderError
from journal_app.sharing.age import bech32
from journal_app.sharing.age.header import Stanza, decode64, encode64
from journal_app.sharing.age.wrap import unwrap, wrap

KIND = "X25519"
_RECIPIENT_PREFIX = "age"
_IDENTITY_PREFIX = "AGE-SECRET-KEY-"
_INFO = b"age-encryption.org/v1/X25519"


@dataclass(frozen=True, repr=False)
class X25519Recipient:
    """Somebody to seal for, by a public key of 32 bytes. Raises ``ValueError`` for a weak one."""

    public_key: bytes
    post_quantum: ClassVar[bool] = False

    def __post_init__(self) -> None:
        check_order(X25519PublicKey.from_public_bytes(self.public_key))

    @classmethod
    def parse(cls, text: str) -> "X25519Recipient":
        """Read ``age1...``. Raises ``ValueError``."""
        return cls(bech32.decode(_RECIPIENT_PREFIX, text))

    def __str__(self) -> str:
        return bech32.encode(_RECIPIENT_PREFIX, self.public_key)

    def __repr__(self) -> str:
        return f"X25519Recipient({self})"

    def wrap(self, file_key: bytes) -> Stanza:
        """A stanza that only this recipient's identity can unwrap."""
        ephemeral = X25519PrivateKey.generate()
        share = ephemeral.public_key().public_bytes_raw()
        secret = ephemeral.exchange(X25519PublicKey.from_public_bytes(self.public_key))
        wrap_key = _wrap_key(secret, share, self.public_key)
        return Stanza(KIND, (encode64(share),), wrap(wrap_key, file_key))


class X25519Identity:
    """The secret half, 32 bytes. ``str()`` gives the secret text, ``repr()`` never does."""

    def __init__(self, secret_key: bytes) -> None:
        self._key = X25519PrivateKey.from_private_bytes(secret_key)
        self.recipient = X25519Recipient(self._key.public_key().public_bytes_raw())

    @classmethod
    def generate(cls) -> "X25519Identity":
        """A new one, from the system's randomness."""
        return cls(X25519PrivateKey.generate().private_bytes_raw())

    @classmethod
    def parse(cls, text: str) -> "X25519Identity":
        """Read ``AGE-SECRET-KEY-1...``. Raises ``ValueError``."""
        return cls(bech32.decode(_IDENTITY_PREFIX, text))

    def __str__(self) -> str:
        return bech32.encode(_IDENTITY_PREFIX, self._key.private_bytes_raw())

    def __repr__(self) -> str:
        return f"X25519Identity(for {self.recipient})"

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key, or None when the stanza is not for us. Raises ``HeaderError``."""
        if stanza.kind != KIND:
            return None
        if len(stanza.arguments) != 1:
            raise HeaderError("an X25519 stanza has the wrong arguments")
        share = decode64(stanza.arguments[0], 32)
        try:
            secret = self._key.exchange(X25519PublicKey.from_public_bytes(share))
        except ValueError:
            raise HeaderError("a share of low order") from None
        wrap_key = _wrap_key(secret, share, self.recipient.public_key)
        return unwrap(wrap_key, stanza.body)


def check_order(key: X25519PublicKey) -> None:
    """Raise ``ValueError`` for a point of low order: everybody knows what it leads to."""
    try:
        X25519PrivateKey.from_private_bytes(bytes(32)).exchange(key)
    except ValueError:
        raise ValueError("not a key: a point of low order") from None


def _wrap_key(secret: bytes, share: bytes, recipient: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=share + recipient, info=_INFO).derive(secret)
