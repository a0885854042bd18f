"""Wrapping a file key under a key that is used once: ChaCha20-Poly1305 with a nonce of zeros."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from journal_app.domain.errors import HeaderError
from journal_app.sharing.age.header import WRAPPED_KEY_BYTES

_NONCE = bytes(12)


def wrap(wrap_key: bytes, file_key: bytes) -> bytes:
    """The file key (16 bytes) sealed to 32 bytes."""
    return ChaCha20Poly1305(wrap_key).encrypt(_NONCE, file_key, None)


def unwrap(wrap_key: bytes, wrapped: bytes) -> bytes | None:
    """The file key, or None when it was wrapped for somebody else."""
    check_size(wrapped)
    try:
        return ChaCha20Poly1305(wrap_key).decrypt(_NONCE, wrapped, None)
    except InvalidTag:
        return None


def check_size(wrapped: bytes) -> None:
    """Raise ``HeaderError`` unless this has the size of a wrapped file key.

    A longer one could be made to open under two keys, and so tell an attacker which was tried.
    """
    if len(wrapped) != WRAPPED_KEY_BYTES:
        raise HeaderError("a wrapped key has the wrong size")
