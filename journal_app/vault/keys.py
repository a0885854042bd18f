"""The key file: which secrets open the journal (layout: ``format``).

Each slot wraps the same random data key. Changing a passphrase replaces a slot and leaves the log
alone. Slots of kinds this version does not use are kept exactly as they are.
"""

import hashlib
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from journal_app.domain import strict_json
from journal_app.domain.errors import (
    BadJson,
    DamagedVault,
    NewerFormat,
    NoRecoveryWords,
    VaultError,
    WrongPassphrase,
    WrongWords,
)
from journal_app.vault.format import ID_SIZE, KEY_SIZE, NONCE_SIZE, TAG_SIZE, wipe
from journal_app.vault.kdf import (
    HkdfKdf,
    Kdf,
    KdfPolicy,
    check_names,
    from_base64,
    passphrase_bytes,
    read_kdf,
    to_base64,
    whole_number,
)

VERSION: Final = 1
MAX_FILE: Final = 16 * 1024
MAX_SLOTS: Final = 8
MEMORISED: Final = "passphrase"
RECOVERY: Final = "recovery"

_BOX_SIZE: Final = KEY_SIZE + TAG_SIZE
_ID: Final = re.compile(f"[0-9a-f]{{{2 * ID_SIZE}}}")


@dataclass(frozen=True)
class Slot:
    """One wrapped copy of the data key, of kind ``passphrase`` or ``recovery``."""

    kind: str
    kdf: Kdf
    nonce: bytes
    box: bytes

    @classmethod
    def seal(cls, vault_id: str, kind: str, kdf: Kdf, secret: bytearray, key: bytearray) -> "Slot":
        """Wrap the data key ``key`` for whoever knows ``secret``."""
        slot_key = kdf.derive(secret)
        try:
            return cls.wrap(vault_id, kind, kdf, slot_key, key)
        finally:
            wipe(slot_key)

    @classmethod
    def wrap(
        cls, vault_id: str, kind: str, kdf: Kdf, slot_key: bytearray, key: bytearray
    ) -> "Slot":
        """As ``seal``, for a slot key that ``kdf`` has already derived."""
        nonce = os.urandom(NONCE_SIZE)
        box = AESGCM(slot_key).encrypt(nonce, key, _slot_aad(vault_id, kind, kdf))
        return cls(kind, kdf, nonce, box)

    def open(self, vault_id: str, secret: bytearray) -> bytearray | None:
        """The data key, to be wiped by the caller; None when ``secret`` does not fit."""
        slot_key = self.kdf.derive(secret)
        data_key = bytearray(KEY_SIZE)
        try:
            aad = _slot_aad(vault_id, self.kind, self.kdf)
            AESGCM(slot_key).decrypt_into(self.nonce, self.box, aad, data_key)
        except InvalidTag:
            return None
        finally:
            wipe(slot_key)
        return data_key

    def fields(self) -> dict[str, object]:
        """As in the key file."""
        return {
            "kind": self.kind,
            "kdf": self.kdf.fields(),
            "nonce": to_base64(self.nonce),
            "box": to_base64(self.box),
        }


@dataclass(frozen=True)
class UnusedSlot:
    """A slot of a kind this version does not know: carried along, untouched."""

    raw: dict[str, object]

    def fields(self) -> dict[str, object]:
        """As it was read."""
        return self.raw


@dataclass(frozen=True)
class KeyFile:
    """What the key file says: ``vault_id`` (32 hex digits) and the slots, in order."""

    vault_id: str
    slots: tuple[Slot | UnusedSlot, ...]

    @classmethod
    def fresh(
        cls, data_key: bytearray, passphrase: str, policy: KdfPolicy, vault_id: str = ""
    ) -> "KeyFile":
        """A key file with one passphrase slot around ``data_key``; of a new journal by default."""
        vault_id = vault_id or os.urandom(ID_SIZE).hex()
        secret = passphrase_bytes(passphrase)
        slot = Slot.seal(vault_id, MEMORISED, policy.new_kdf(), secret, data_key)
        wipe(secret)
        return cls(vault_id, (slot,))

    @classmethod
    def parse(cls, data: bytes) -> "KeyFile":
        """Read a key file, believing nothing in it.

        Raises ``DamagedVault`` when it is not what was written, ``NewerFormat`` when a later
        version wrote it.
        """
        try:
            value = strict_json.loads(data, max_bytes=MAX_FILE, max_depth=6)
            canonical = strict_json.dumps(value)
        except BadJson:
            raise DamagedVault("the key file is not strict JSON") from None
        if not isinstance(value, dict) or canonical != data:
            raise DamagedVault("the key file is not canonical")
        check = value.pop("check", None)
        if check != _check(value):
            raise DamagedVault("the key file is not as it was written")
        if type(value.get("v")) is int and value["v"] > VERSION:
            raise NewerFormat(f"key file version {value['v']}")
        check_names(value, {"v", "id", "slots"})
        whole_number(value["v"], VERSION, VERSION)
        return cls(_vault_id(value["id"]), _slots(value["slots"]))

    def dump(self) -> bytes:
        """The bytes of the file."""
        return strict_json.dumps({**self._fields(), "check": self.check})

    def _fields(self) -> dict[str, Any]:
        return {
            "v": VERSION,
            "id": self.vault_id,
            "slots": [slot.fields() for slot in self.slots],
        }

    @property
    def check(self) -> str:
        """What tells this key file from every other: 64 hex digits, also written in it."""
        return _check(self._fields())

    @property
    def has_recovery(self) -> bool:
        """Whether recovery words were made."""
        return any(slot.kind == RECOVERY for slot in self.slots if isinstance(slot, Slot))

    def with_slot(self, new: Slot) -> "KeyFile":
        """The same with ``new`` in place of every slot of its kind, all others as they were.

        Raises ``VaultError`` when later versions have filled every place.
        """
        others = [
            slot for slot in self.slots if not isinstance(slot, Slot) or slot.kind != new.kind
        ]
        if len(others) >= MAX_SLOTS:
            raise VaultError("no place for another slot")
        # The passphrase stands first, as in a new journal.
        slots = [new, *others] if new.kind == MEMORISED else [*others, new]
        return KeyFile(self.vault_id, tuple(slots))

    def open_with_words(self, secret: bytearray) -> bytearray:
        """The data key, for the secret of recovery words; to be wiped by the caller.

        Raises ``NoRecoveryWords`` or ``WrongWords``.
        """
        slots = [slot for slot in self.slots if isinstance(slot, Slot) and slot.kind == RECOVERY]
        if not slots:
            raise NoRecoveryWords("no recovery slot")
        for slot in slots:
            data_key = slot.open(self.vault_id, secret)
            if data_key is not None:
                return data_key
        raise WrongWords("they do not fit")

    def open_with_passphrase(self, passphrase: str) -> bytearray:
        """The data key, to be wiped by the caller.

        Raises ``WrongPassphrase``; ``DamagedVault`` when there is no passphrase slot;
        ``VaultError`` when this machine cannot do the work (no Argon2id, too little memory).
        """
        secret = passphrase_bytes(passphrase)
        try:
            for slot in self.slots:
                if isinstance(slot, Slot) and slot.kind == MEMORISED:
                    data_key = slot.open(self.vault_id, secret)
                    if data_key is None:
                        raise WrongPassphrase("does not fit")
                    return data_key
        except (UnsupportedAlgorithm, MemoryError):
            raise VaultError("this device cannot derive the key") from None
        finally:
            wipe(secret)
        raise DamagedVault("the key file has no passphrase slot")


def _slot_aad(vault_id: str, kind: str, kdf: Kdf) -> bytes:
    return strict_json.dumps({"v": VERSION, "id": vault_id, "kind": kind, "kdf": kdf.fields()})


def _check(value: dict[str, Any]) -> str:
    return hashlib.sha256(strict_json.dumps(value)).hexdigest()


def _vault_id(value: object) -> str:
    if isinstance(value, str) and _ID.fullmatch(value):
        return value
    raise DamagedVault("the journal's id is not one")


def _slots(value: object) -> tuple[Slot | UnusedSlot, ...]:
    if not isinstance(value, list) or not 0 < len(value) <= MAX_SLOTS:
        raise DamagedVault("slots are not a short list")
    slots = tuple(_slot(fields) for fields in value)
    # Each passphrase slot costs a second of work: a list of them would be a way to stall.
    if sum(isinstance(slot, Slot) and slot.kind == MEMORISED for slot in slots) > 1:
        raise DamagedVault("more than one passphrase slot")
    return slots


def _slot(fields: object) -> Slot | UnusedSlot:
    if not isinstance(fields, dict) or not isinstance(fields.get("kind"), str):
        raise DamagedVault("a slot is not an object with a kind")
    if fields["kind"] not in _FITTING_KDF:
        return UnusedSlot(fields)
    check_names(fields, {"kind", "kdf", "nonce", "box"})
    kdf = read_kdf(fields["kdf"])
    if not _FITTING_KDF[fields["kind"]](kdf):
        raise DamagedVault("a slot with a kdf that does not go with it")
    nonce = from_base64(fields["nonce"], NONCE_SIZE)
    return Slot(fields["kind"], kdf, nonce, from_base64(fields["box"], _BOX_SIZE))


# HKDF costs nothing: around a passphrase it would be no protection at all.
_FITTING_KDF: Final[dict[str, Callable[[Kdf], bool]]] = {
    MEMORISED: lambda kdf: not isinstance(kdf, HkdfKdf),
    RECOVERY: lambda kdf: isinstance(kdf, HkdfKdf),
}
