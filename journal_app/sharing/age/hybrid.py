"""Post-quantum hybrid recipients: ``age1pq1...`` and ``AGE-SECRET-KEY-PQ-1...``.

    -> mlkem768x25519 <enc: ML-KEM-768 ciphertext (1,088) || X25519 share (32)>
    <file key sealed by HPKE base mode, KEM 0x647A, HKDF-SHA256, ChaCha20Poly1305>

The identity is a seed of 32 bytes: SHAKE256(seed, 96) = ML-KEM seed (64) || X25519 secret (32).
The recipient is ML-KEM public key (1,184) || X25519 public key (32).

ML-KEM and HPKE are imported when they are first used: some platforms (older phones) lack them.
There ``available()`` is false, recipients can still be read, compared and fingerprinted, and
wrapping or unwrapping raises ``AgeError``. Never a wrong answer, and never a silent weaker key.
"""

import hashlib
import os
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from journal_app.domain.errors import AgeError, HeaderError
from journal_app.sharing.age import bech32
from journal_app.sharing.age.header import Stanza, decode64, encode64
from journal_app.sharing.age.wrap import check_size
from journal_app.sharing.age.x25519 import check_order

if TYPE_CHECKING:
    from cryptography.hazmat.primitives import hpke

KIND = "mlkem768x25519"
SEED_BYTES = 32
_RECIPIENT_PREFIX = "age1pq"
_IDENTITY_PREFIX = "AGE-SECRET-KEY-PQ-"
_INFO = b"age-encryption.org/mlkem768x25519"
_MLKEM_PUBLIC_BYTES = 1184
_MLKEM_SEED_BYTES = 64
_ENC_BYTES = 1088 + 32


@cache
def available() -> bool:
    """Whether this platform has ML-KEM-768 and the hybrid HPKE."""
    try:
        suite = _suite()
        key = _private_key(bytes(SEED_BYTES))
        return suite.decrypt(suite.encrypt(b"", key.public_key()), key) == b""
    except (ImportError, AttributeError, UnsupportedAlgorithm):
        return False


def require() -> None:
    """Raise ``AgeError`` where the platform cannot do this."""
    if not available():
        raise AgeError("this platform has no ML-KEM")


@dataclass(frozen=True, repr=False)
class HybridRecipient:
    """Somebody to seal for, by a public key of 1,216 bytes. Raises ``ValueError`` for a weak one.

    Where ML-KEM is missing, only the size and the X25519 half are checked.
    """

    public_key: bytes
    post_quantum: ClassVar[bool] = True

    def __post_init__(self) -> None:
        if len(self.public_key) != _MLKEM_PUBLIC_BYTES + 32:
            raise ValueError("not a key: the wrong size")
        check_order(X25519PublicKey.from_public_bytes(self.public_key[_MLKEM_PUBLIC_BYTES:]))
        if available():
            self._hpke_key()

    @classmethod
    def parse(cls, text: str) -> "HybridRecipient":
        """Read ``age1pq1...``. Raises ``ValueError``."""
        return cls(bech32.decode(_RECIPIENT_PREFIX, text))

    def __str__(self) -> str:
        return bech32.encode(_RECIPIENT_PREFIX, self.public_key)

    def __repr__(self) -> str:
        return f"HybridRecipient({str(self)[:24]}...)"

    def wrap(self, file_key: bytes) -> Stanza:
        """A stanza that only this recipient's identity can unwrap."""
        require()
        sealed = _suite().encrypt(file_key, self._hpke_key(), info=_INFO)
        return Stanza(KIND, (encode64(sealed[:_ENC_BYTES]),), sealed[_ENC_BYTES:])

    def _hpke_key(self) -> "hpke.MLKEM768X25519PublicKey":
        from cryptography.hazmat.primitives import hpke
        from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PublicKey

        return hpke.MLKEM768X25519PublicKey(
            MLKEM768PublicKey.from_public_bytes(self.public_key[:_MLKEM_PUBLIC_BYTES]),
            X25519PublicKey.from_public_bytes(self.public_key[_MLKEM_PUBLIC_BYTES:]),
        )


class HybridIdentity:
    """The secret half, a seed of 32 bytes. ``str()`` gives the secret text, ``repr()`` never does.

    Raises ``AgeError`` where the platform has no ML-KEM.
    """

    def __init__(self, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise ValueError("not a key: the wrong size")
        require()
        self._seed = seed
        self._key = _private_key(seed)
        self._x25519 = X25519PrivateKey.from_private_bytes(_expand(seed)[_MLKEM_SEED_BYTES:])
        self.recipient = HybridRecipient(_public_bytes(seed))

    @classmethod
    def generate(cls) -> "HybridIdentity":
        """A new one, from the system's randomness."""
        return cls(os.urandom(SEED_BYTES))

    @classmethod
    def parse(cls, text: str) -> "HybridIdentity":
        """Read ``AGE-SECRET-KEY-PQ-1...``. Raises ``ValueError``."""
        return cls(bech32.decode(_IDENTITY_PREFIX, text))

    def __str__(self) -> str:
        return bech32.encode(_IDENTITY_PREFIX, self._seed)

    def __repr__(self) -> str:
        return f"HybridIdentity(for {self.recipient!r})"

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """The file key, or None when the stanza is not for us. Raises ``HeaderError``."""
        if stanza.kind != KIND:
            return None
        if len(stanza.arguments) != 1:
            raise HeaderError("a hybrid stanza has the wrong arguments")
        enc = decode64(stanza.arguments[0], _ENC_BYTES)
        check_size(stanza.body)
        try:
            # Asked first, because inside HPKE it could not be told from a file for somebody else.
            self._x25519.exchange(X25519PublicKey.from_public_bytes(enc[-32:]))
        except ValueError:
            raise HeaderError("a share of low order") from None
        try:
            return _suite().decrypt(enc + stanza.body, self._key, info=_INFO)
        except InvalidTag:
            return None


def _suite() -> "hpke.Suite":
    from cryptography.hazmat.primitives import hpke

    return hpke.Suite(hpke.KEM.MLKEM768_X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.CHACHA20_POLY1305)


def _expand(seed: bytes) -> bytes:
    return hashlib.shake_256(seed).digest(_MLKEM_SEED_BYTES + 32)


def _private_key(seed: bytes) -> "hpke.MLKEM768X25519PrivateKey":
    from cryptography.hazmat.primitives import hpke
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey

    expanded = _expand(seed)
    return hpke.MLKEM768X25519PrivateKey(
        MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_BYTES]),
        X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_BYTES:]),
    )


def _public_bytes(seed: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey

    expanded = _expand(seed)
    mlkem = MLKEM768PrivateKey.from_seed_bytes(expanded[:_MLKEM_SEED_BYTES])
    x25519 = X25519PrivateKey.from_private_bytes(expanded[_MLKEM_SEED_BYTES:])
    return mlkem.public_key().public_bytes_raw() + x25519.public_key().public_bytes_raw()
