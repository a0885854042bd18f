"""From a secret to the key of a slot, and how much work a guess shall cost.

Argon2id (RFC 9106) for passphrases, scrypt (RFC 7914) where no Argon2id can be had, HKDF
(RFC 5869) for recovery words, which are random already. Two directions are kept apart:

* *Reading*: parameters come from a file that anybody may have touched. They are checked one by
  one before anything is allocated: at most 1 GiB, 10 passes, 8 lanes.
* *Making*: parameters come from ``KdfPolicy`` and never from a file, so that nobody can talk this
  program into a weak slot.

A passphrase is normalised to NFKC before it is used: the same keys pressed on a Mac, a phone or a
Japanese keyboard may give a composed or a decomposed e-acute, a full-width letter, or a no-break
space. Unicode promises that the normal form of assigned characters never changes (UAX #15,
stability), so this stays true for ever. Nothing is trimmed and no case is folded.
"""

import base64
import binascii
import importlib
import math
import os
import time
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final, Protocol

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from journal_app.domain.errors import DamagedVault
from journal_app.vault.format import KEY_SIZE

SALT_SIZE: Final = 16
MAX_MEMORY_KIB: Final = 1024 * 1024
MAX_PASSES: Final = 10
MAX_LANES: Final = 8
MAX_LOG2_N: Final = 20  # with r = 8 this is 1 GiB

Fields = Mapping[str, object]


class Kdf(Protocol):
    """One way from a secret to a slot key, with its parameters fixed."""

    def derive(self, secret: bytearray) -> bytearray:
        """The 32-byte slot key."""

    def fields(self) -> dict[str, object]:
        """The parameters as the key file states them, name included."""


@dataclass(frozen=True)
class Argon2idKdf:
    """Argon2id version 0x13: ``memory_kib`` KiB, ``passes`` over it, in ``lanes``."""

    NAME: ClassVar[str] = "argon2id"
    memory_kib: int
    passes: int
    lanes: int
    salt: bytes

    def derive(self, secret: bytearray) -> bytearray:
        """The 32-byte slot key, from whichever implementation is at hand."""
        return _argon2id_engine()(secret, self)

    def fields(self) -> dict[str, object]:
        """As in the key file."""
        return {
            "name": self.NAME,
            "memory_kib": self.memory_kib,
            "passes": self.passes,
            "lanes": self.lanes,
            "salt": to_base64(self.salt),
        }

    @classmethod
    def read(cls, fields: Fields) -> "Argon2idKdf":
        """Checked parameters, nothing allocated. Raises ``DamagedVault``."""
        check_names(fields, {"name", "memory_kib", "passes", "lanes", "salt"})
        lanes = whole_number(fields["lanes"], 1, MAX_LANES)
        return cls(
            # RFC 9106 section 3.1: at least eight blocks of 1 KiB for each lane.
            memory_kib=whole_number(fields["memory_kib"], 8 * lanes, MAX_MEMORY_KIB),
            passes=whole_number(fields["passes"], 1, MAX_PASSES),
            lanes=lanes,
            salt=from_base64(fields["salt"], SALT_SIZE),
        )


@dataclass(frozen=True)
class ScryptKdf:
    """scrypt with N = 2**log2_n, r = 8, p = 1."""

    NAME: ClassVar[str] = "scrypt"
    log2_n: int
    salt: bytes

    def derive(self, secret: bytearray) -> bytearray:
        """The 32-byte slot key."""
        kdf = Scrypt(salt=self.salt, length=KEY_SIZE, n=1 << self.log2_n, r=8, p=1)
        return _derived_into(kdf, secret)

    def fields(self) -> dict[str, object]:
        """As in the key file."""
        salt = to_base64(self.salt)
        return {"name": self.NAME, "log2_n": self.log2_n, "r": 8, "p": 1, "salt": salt}

    @classmethod
    def read(cls, fields: Fields) -> "ScryptKdf":
        """Checked parameters, nothing allocated. Raises ``DamagedVault``."""
        check_names(fields, {"name", "log2_n", "r", "p", "salt"})
        whole_number(fields["r"], 8, 8)
        whole_number(fields["p"], 1, 1)
        log2_n = whole_number(fields["log2_n"], 1, MAX_LOG2_N)
        return cls(log2_n=log2_n, salt=from_base64(fields["salt"], SALT_SIZE))


@dataclass(frozen=True)
class HkdfKdf:
    """HKDF-SHA256, for a secret that is random already (160 bits of recovery words)."""

    NAME: ClassVar[str] = "hkdf-sha256"
    salt: bytes

    def derive(self, secret: bytearray) -> bytearray:
        """The 32-byte slot key."""
        key = bytearray(KEY_SIZE)
        HKDF(SHA256(), KEY_SIZE, self.salt, b"three-dawns recovery slot v1").derive_into(
            secret, key
        )
        return key

    def fields(self) -> dict[str, object]:
        """As in the key file."""
        return {"name": self.NAME, "salt": to_base64(self.salt)}

    @classmethod
    def read(cls, fields: Fields) -> "HkdfKdf":
        """Checked parameters. Raises ``DamagedVault``."""
        check_names(fields, {"name", "salt"})
        return cls(salt=from_base64(fields["salt"], SALT_SIZE))


@dataclass(frozen=True)
class KdfPolicy:
    """How much work a new passphrase slot costs.

    Starts at RFC 9106's second choice (64 MiB, 3 passes, 4 lanes) and goes up until one guess
    takes ``target_seconds`` on this machine (and hardly more than twice that): first more passes,
    then, where ten are not enough, more memory. Ten passes over 64 MiB take a fast desk less than
    half a second, and ten is the most that any version reads; so memory it has to be. It stops at
    ``most_memory_kib``, 256 MiB: what opening a backup (scrypt, 2^18) asks of a phone anyway.
    OWASP's floor is 19 MiB, 2 passes, 1 lane.
    """

    memory_kib: int = 64 * 1024
    passes: int = 3
    lanes: int = 4
    target_seconds: float = 0.5
    most_memory_kib: int = 256 * 1024
    scrypt_log2_n: int = 17

    def new_kdf(self, clock: Callable[[], float] = time.perf_counter) -> Kdf:
        """Parameters for a new slot on this machine, with a fresh random salt.

        ``clock`` gives seconds; it is read before and after each trial derivation.
        """
        salt = os.urandom(SALT_SIZE)
        if not argon2id_available():
            return ScryptKdf(self.scrypt_log2_n, salt)
        kdf = Argon2idKdf(self.memory_kib, self.passes, self.lanes, salt)
        while self.target_seconds > 0:
            before = clock()
            kdf.derive(bytearray(b"how long does this take here"))
            took = max(clock() - before, 1e-6)
            if took >= self.target_seconds:
                break
            if kdf.passes < MAX_PASSES:
                wanted = math.ceil(kdf.passes * self.target_seconds / took)
                kdf = replace(kdf, passes=min(MAX_PASSES, wanted))
            elif kdf.memory_kib * 2 <= self.most_memory_kib:
                kdf = replace(kdf, memory_kib=kdf.memory_kib * 2)
            else:
                break
        return kdf


_KDFS: Final[dict[str, Callable[[Fields], Kdf]]] = {
    Argon2idKdf.NAME: Argon2idKdf.read,
    ScryptKdf.NAME: ScryptKdf.read,
    HkdfKdf.NAME: HkdfKdf.read,
}


def read_kdf(fields: object) -> Kdf:
    """The KDF a key file asks for, checked before anything is allocated.

    Raises ``DamagedVault`` for anything but known names with whole numbers within our limits.
    """
    if not isinstance(fields, dict):
        raise DamagedVault("kdf is not an object")
    reader = _KDFS.get(fields["name"]) if isinstance(fields.get("name"), str) else None
    if reader is None:
        raise DamagedVault("an unknown kdf")
    return reader(fields)


def passphrase_bytes(passphrase: str) -> bytearray:
    """The passphrase as it enters the KDF: NFKC, UTF-8. To be wiped by whoever asked."""
    return bytearray(unicodedata.normalize("NFKC", passphrase).encode("utf-8", "surrogatepass"))


def argon2id_available() -> bool:
    """Whether this machine can derive with Argon2id at all."""
    try:
        _argon2id_engine()
    except UnsupportedAlgorithm:
        return False
    return True


def _argon2id_engine() -> Callable[[bytearray, Argon2idKdf], bytearray]:
    """The first implementation there is: cryptography's, else argon2-cffi's (some phones)."""
    for engine_of in (_from_cryptography, _from_argon2_cffi):
        try:
            return engine_of()
        except (ImportError, UnsupportedAlgorithm):
            continue
    raise UnsupportedAlgorithm("no Argon2id here")


def _from_cryptography() -> Callable[[bytearray, Argon2idKdf], bytearray]:
    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    def maker(kdf: Argon2idKdf) -> Any:
        return Argon2id(
            salt=kdf.salt,
            length=KEY_SIZE,
            iterations=kdf.passes,
            lanes=kdf.lanes,
            memory_cost=kdf.memory_kib,
        )

    # An OpenSSL before 3.2 refuses only when one is made.
    maker(Argon2idKdf(memory_kib=8, passes=1, lanes=1, salt=bytes(SALT_SIZE)))
    return lambda secret, kdf: _derived_into(maker(kdf), secret)


def _derived_into(kdf: Any, secret: bytearray) -> bytearray:
    """The key, written straight to where it can be wiped: no copy in a ``bytes`` stays behind."""
    key = bytearray(KEY_SIZE)
    kdf.derive_into(secret, key)
    return key


def _from_argon2_cffi() -> Callable[[bytearray, Argon2idKdf], bytearray]:
    argon2 = importlib.import_module("argon2.low_level")
    return lambda secret, kdf: bytearray(
        argon2.hash_secret_raw(
            secret=bytes(secret),
            salt=kdf.salt,
            time_cost=kdf.passes,
            memory_cost=kdf.memory_kib,
            parallelism=kdf.lanes,
            hash_len=KEY_SIZE,
            type=argon2.Type.ID,
            version=0x13,
        )
    )


# ---- strict fields, shared with the key file ---------------------------------------------------


def check_names(fields: Fields, names: set[str]) -> None:
    """Exactly these names and no others. Raises ``DamagedVault``."""
    if set(fields) != names:
        raise DamagedVault("a field is missing or unknown")


def whole_number(value: object, least: int, most: int) -> int:
    """``value`` when it is an int (no bool, no 8.0, no "8") from ``least`` to ``most``."""
    if type(value) is not int or not least <= value <= most:
        raise DamagedVault("a number is not one we accept")
    return value


def to_base64(raw: bytes) -> str:
    """Standard base64 with padding (RFC 4648 section 4)."""
    return base64.b64encode(raw).decode("ascii")


def from_base64(value: object, size: int) -> bytes:
    """Exactly ``size`` bytes from their one canonical base64 text. Raises ``DamagedVault``."""
    if isinstance(value, str) and len(value) <= 2 * size + 4:
        try:
            raw = base64.b64decode(value, validate=True)
        except (ValueError, binascii.Error):
            raw = b""
        if len(raw) == size and to_base64(raw) == value:
            return raw
    raise DamagedVault("a value is not the base64 it should be")
