"""From a passphrase to a key: published vectors, hostile fields, and how much work is asked."""

import sys
import time
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from journal_app.domain.errors import DamagedVault
from journal_app.vault import kdf as kdf_module
from journal_app.vault.kdf import (
    Argon2idKdf,
    HkdfKdf,
    KdfPolicy,
    ScryptKdf,
    passphrase_bytes,
    read_kdf,
)

SALT = bytes(range(16))
SALT64 = "AAECAwQFBgcICQoLDA0ODw=="
ARGON2ID: dict[str, Any] = {
    "name": "argon2id",
    "memory_kib": 64,
    "passes": 2,
    "lanes": 2,
    "salt": SALT64,
}
SCRYPT: dict[str, Any] = {"name": "scrypt", "log2_n": 4, "r": 8, "p": 1, "salt": SALT64}


def test_rfc_9106_argon2id_vector() -> None:
    """RFC 9106 section 5.3, with its secret and associated data, which our slots do not use."""
    derived = Argon2id(
        salt=b"\x02" * 16,
        length=32,
        iterations=3,
        lanes=4,
        memory_cost=32,
        secret=b"\x03" * 8,
        ad=b"\x04" * 12,
    ).derive(b"\x01" * 32)
    assert derived.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


@pytest.mark.parametrize(
    ("log2_memory", "lanes", "expected"),
    [
        (16, 1, "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"),
        (8, 1, "9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe"),
        (8, 2, "6d093c501fd5999645e0ea3bf620d7b8be7fd2db59c20d9fff9539da2bf57037"),
    ],
)
def test_argon2id_as_the_reference_implementation(
    log2_memory: int, lanes: int, expected: str
) -> None:
    """Vectors of the reference implementation's own tests (version 0x13, two passes)."""
    kdf = Argon2idKdf(memory_kib=1 << log2_memory, passes=2, lanes=lanes, salt=b"somesalt")
    assert kdf.derive(bytearray(b"password")).hex() == expected


def test_argon2_cffi_is_asked_for_the_same_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where cryptography has no Argon2id. The stand-in has that package's signature and computes
    through cryptography, so a parameter passed in the wrong place changes the key."""
    wanted = Argon2idKdf(64, 2, 2, SALT).derive(bytearray(b"words"))

    def hash_secret_raw(
        secret: bytes,
        salt: bytes,
        time_cost: int,
        memory_cost: int,
        parallelism: int,
        hash_len: int,
        type: object,
        version: int,
    ) -> bytes:
        assert (type, version) == ("argon2id", 0x13)
        return Argon2id(
            salt=salt,
            length=hash_len,
            iterations=time_cost,
            lanes=parallelism,
            memory_cost=memory_cost,
        ).derive(secret)

    def absent() -> Any:
        raise UnsupportedAlgorithm("none here")

    stand_in = SimpleNamespace(hash_secret_raw=hash_secret_raw, Type=SimpleNamespace(ID="argon2id"))
    monkeypatch.setitem(sys.modules, "argon2.low_level", stand_in)
    monkeypatch.setattr(kdf_module, "_from_cryptography", absent)
    assert Argon2idKdf(64, 2, 2, SALT).derive(bytearray(b"words")) == wanted


def test_without_any_argon2id_new_slots_use_scrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent() -> Any:
        raise ImportError

    monkeypatch.setattr(kdf_module, "_from_cryptography", absent)
    monkeypatch.setattr(kdf_module, "_from_argon2_cffi", absent)
    kdf = KdfPolicy().new_kdf()
    assert isinstance(kdf, ScryptKdf)
    assert kdf.fields() | {"salt": ""} == {
        "name": "scrypt",
        "log2_n": 17,
        "r": 8,
        "p": 1,
        "salt": "",
    }


def test_rfc_7914_scrypt_vector() -> None:
    """RFC 7914 section 12, third vector has r = 8, p = 1, N = 16384 (its first 32 bytes)."""
    derived = ScryptKdf(log2_n=14, salt=b"SodiumChloride").derive(bytearray(b"pleaseletmein"))
    assert derived.hex() == "7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"


@pytest.mark.parametrize(
    "kdf", [Argon2idKdf(64, 2, 2, SALT), ScryptKdf(4, SALT), HkdfKdf(SALT)], ids=lambda k: k.NAME
)
def test_fields_come_back_as_they_went(kdf: Any) -> None:
    assert read_kdf(kdf.fields()) == kdf
    assert len(kdf.derive(bytearray(b"words"))) == 32
    assert kdf.derive(bytearray(b"words")) != kdf.derive(bytearray(b"Words"))


HOSTILE_NUMBERS: list[object] = [
    0,
    -1,
    2**31,
    10**9,
    2**64,
    True,
    False,
    8.0,
    1e3,
    "65536",
    "8",
    None,
    [],
    {},
]


@pytest.mark.parametrize("value", HOSTILE_NUMBERS, ids=repr)
@pytest.mark.parametrize(
    ("fields", "name"),
    [
        (ARGON2ID, "memory_kib"),
        (ARGON2ID, "passes"),
        (ARGON2ID, "lanes"),
        (SCRYPT, "log2_n"),
        (SCRYPT, "r"),
        (SCRYPT, "p"),
    ],
    ids=lambda value: value if isinstance(value, str) else value["name"],
)
def test_hostile_numbers_are_refused_at_once(
    fields: dict[str, Any], name: str, value: object
) -> None:
    before = time.process_time()
    with pytest.raises(DamagedVault):
        read_kdf({**fields, name: value})
    assert time.process_time() - before < 0.05


@pytest.mark.parametrize("fields", [ARGON2ID, SCRYPT], ids=lambda f: f["name"])
def test_missing_and_unknown_fields_are_refused(fields: dict[str, Any]) -> None:
    for name in fields:
        with pytest.raises(DamagedVault):
            read_kdf({key: value for key, value in fields.items() if key != name})
    with pytest.raises(DamagedVault):
        read_kdf({**fields, "extra": 1})


@pytest.mark.parametrize(
    "bad",
    [None, [], "argon2id", {}, {"name": "md5"}, {"name": ["argon2id"]}]
    + [
        {**ARGON2ID, "salt": salt}
        for salt in ("", "AAEC", SALT64[:-1], SALT64 + "\n", "!" * 24, 5, "A" * 10_000_000)
    ],
    ids=range(13),
)
def test_anything_else_is_refused(bad: object) -> None:
    with pytest.raises(DamagedVault):
        read_kdf(bad)


def test_the_most_that_is_accepted() -> None:
    """Read, not derived: a gibibyte is not needed to show that it would be allowed."""
    most = {**ARGON2ID, "memory_kib": 1024 * 1024, "passes": 10, "lanes": 8}
    assert isinstance(read_kdf(most), Argon2idKdf)
    for name, value in (("memory_kib", 1024 * 1024 + 1), ("passes", 11), ("lanes", 9)):
        with pytest.raises(DamagedVault):
            read_kdf({**most, name: value})


def test_what_is_shipped_is_above_the_floor() -> None:
    """RFC 9106's second choice; OWASP's floor is 19 MiB, 2 passes, 1 lane."""
    policy = KdfPolicy()
    assert (policy.memory_kib, policy.passes, policy.lanes) == (65536, 3, 4)
    assert policy.target_seconds >= 0.5


@pytest.mark.parametrize(
    ("took", "passes", "memory_kib"),
    [
        ([0.9], 1, 64),  # slow enough as it is
        ([0.1, 0.55], 5, 64),
        ([0.1, 0.4, 0.6], 7, 64),
        ([0.01, 0.2, 0.3, 0.6], 10, 256),  # ten passes are not enough: more memory
        ([0.01, 0.02, 0.02, 0.03], 10, 256),  # nor is that, and there it ends
        ([0.0, 0.6], 10, 64),
    ],
)
def test_work_is_raised_until_a_guess_takes_half_a_second(
    took: list[float], passes: int, memory_kib: int
) -> None:
    instants = iter([instant for seconds in took for instant in (0.0, seconds)])
    policy = KdfPolicy(64, 1, 1, target_seconds=0.5, most_memory_kib=256)
    kdf = policy.new_kdf(clock=lambda: next(instants))
    assert isinstance(kdf, Argon2idKdf)
    assert (kdf.passes, kdf.memory_kib) == (passes, memory_kib)
    assert next(instants, None) is None, "the clock was read twice for each trial"


@pytest.mark.parametrize(
    ("typed", "utf8"),
    [
        ("caf\u00e9", b"caf\xc3\xa9"),
        ("cafe\u0301", b"caf\xc3\xa9"),  # decomposed, as a Mac's file dialog gives it
        ("\uff41\uff42\uff43", b"abc"),  # full width
        ("a\u00a0b", b"a b"),  # Option + Space
        ("\u1e9b\u0323", b"\xe1\xb9\xa9"),  # the example of UAX #15, figure 6
        (" Two  Spaces ", b" Two  Spaces "),  # nothing trimmed, no case folded
        ("🌒", b"\xf0\x9f\x8c\x92"),
        ("\ud83d", b"\xed\xa0\xbd"),  # half of an emoji still is a passphrase
    ],
)
def test_a_passphrase_is_the_same_on_every_keyboard(typed: str, utf8: bytes) -> None:
    """These bytes never change: a journal would close for ever."""
    assert passphrase_bytes(typed) == utf8
