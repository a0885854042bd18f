"""Whole age files: round trips at every awkward size, damage at every byte, and wrong use."""

import io
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app.domain.errors import (
    AgeError,
    ArmorError,
    HeaderError,
    NoMatchError,
    PayloadError,
)
from journal_app.sharing.age import (
    HybridIdentity,
    X25519Identity,
    decrypt,
    encrypt,
    header,
    open_stream,
    parse_identity,
    parse_recipient,
    payload,
    scrypt,
    seal_stream,
)
from journal_app.sharing.age.header import Stanza

CLASSICAL = [X25519Identity(bytes([n]) * 32) for n in range(1, 6)]
HYBRID = [HybridIdentity(bytes([n]) * 32) for n in range(1, 4)]
CHUNK = 64 * 1024


@given(
    data=st.binary(max_size=300),
    count=st.integers(1, 5),
    armor=st.booleans(),
    hybrid=st.booleans(),
    draw=st.data(),
)
@settings(max_examples=60, deadline=None)
def test_each_recipient_opens_and_nobody_else(
    data: bytes, count: int, armor: bool, hybrid: bool, draw: st.DataObject
) -> None:
    identities: list[Any] = (HYBRID if hybrid else CLASSICAL)[:count]
    sealed = encrypt(data, recipients=[one.recipient for one in identities], armor=armor)
    opener = draw.draw(st.sampled_from(identities))
    assert decrypt(sealed, identities=[opener]) == data
    with pytest.raises(NoMatchError):
        decrypt(sealed, identities=[X25519Identity.generate(), HybridIdentity(bytes(32))])


@given(
    chunks=st.integers(0, 2),
    more=st.sampled_from([-1, 0, 1, 17]),
    armor=st.booleans(),
    cut=st.integers(1, 3 * CHUNK),
)
@settings(max_examples=25, deadline=None)
def test_chunk_boundaries_in_any_blocks(chunks: int, more: int, armor: bool, cut: int) -> None:
    data = bytes(range(256)) * (3 * CHUNK // 256)
    data = data[: max(0, chunks * CHUNK + more)]
    blocks = [data[i : i + cut] for i in range(0, len(data), cut)]
    sealed = b"".join(seal_stream(blocks, recipients=[CLASSICAL[0].recipient], armor=armor))
    assert decrypt(sealed, identities=CLASSICAL[:1]) == data
    opened = list(open_stream(io.BytesIO(sealed), identities=CLASSICAL[:1]))
    assert all(len(chunk) == CHUNK for chunk in opened[:-1])


@pytest.mark.parametrize("armor", [False, True])
def test_a_passphrase_goes_both_ways(armor: bool) -> None:
    sealed = encrypt(b"words", passphrase="früh am Morgen", armor=armor)
    assert decrypt(sealed, passphrase="früh am Morgen", identities=CLASSICAL) == b"words"
    with pytest.raises(NoMatchError):
        decrypt(sealed, passphrase="frueh am Morgen")
    with pytest.raises(NoMatchError):
        decrypt(sealed, identities=CLASSICAL)


def test_a_guess_at_a_passphrase_costs_what_the_age_program_asks() -> None:
    """2^18 blocks, said in the header; most tests elsewhere ask for less."""
    sealed = encrypt(b"words", passphrase="früh am Morgen")
    kind, log_n = sealed.splitlines()[1].split()[1::2]
    assert (kind, log_n) == (b"scrypt", b"18")


@pytest.mark.parametrize("armor", [False, True])
@pytest.mark.parametrize("identity", [CLASSICAL[0], HYBRID[0]], ids=["x25519", "hybrid"])
def test_every_flipped_byte_and_every_cut_is_refused(identity: Any, armor: bool) -> None:
    sealed = encrypt(b"a small one", recipients=[identity.recipient], armor=armor)
    for place in range(0, len(sealed), 1 if len(sealed) < 400 else 3):
        damaged = bytearray(sealed)
        damaged[place] ^= 0x04
        with pytest.raises(AgeError):
            decrypt(bytes(damaged), identities=[identity])
    # An armored file may end without its last newline; any other cut is damage.
    for length in range(len(sealed) - (1 if armor else 0)):
        with pytest.raises(AgeError):
            decrypt(sealed[:length], identities=[identity])


@given(st.binary(max_size=200), st.sampled_from([b"", b"age-encryption.org/v1\n", b"-----BEGIN "]))
def test_random_bytes_are_refused(data: bytes, start: bytes) -> None:
    with pytest.raises(AgeError):
        decrypt(start + data, identities=CLASSICAL[:1], passphrase="p")


def test_nothing_is_released_after_damage() -> None:
    data = bytes(3 * CHUNK)
    sealed = bytearray(encrypt(data, recipients=[CLASSICAL[0].recipient]))
    sealed[-CHUNK - 100] ^= 1  # in the last but one chunk
    opened = open_stream(io.BytesIO(bytes(sealed)), identities=CLASSICAL[:1])
    assert next(opened) == bytes(CHUNK)
    with pytest.raises(PayloadError):
        next(opened)
    assert list(opened) == []


def test_a_large_stream_needs_little_memory() -> None:
    def blocks() -> Iterator[bytes]:
        for _ in range(160):
            yield bytes(100_000)

    tracemalloc.start()
    pieces = seal_stream(blocks(), recipients=[CLASSICAL[0].recipient])
    size = sum(map(len, pieces))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert size > 16_000_000
    assert peak < 2_000_000


class _Stingy(io.BytesIO):
    """A file that gives less than it is asked for, as pipes do."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 1, 7))


def test_short_reads_of_the_file_change_nothing() -> None:
    sealed = encrypt(b"dawn" * 100, recipients=[CLASSICAL[0].recipient], armor=True)
    assert b"".join(open_stream(_Stingy(sealed), identities=CLASSICAL[:1])) == b"dawn" * 100


@pytest.mark.parametrize("wrong", ["text", bytearray(b"x"), memoryview(b"x"), None, 5])
def test_wrong_types_are_type_errors(wrong: Any) -> None:
    recipients = [CLASSICAL[0].recipient]
    with pytest.raises(TypeError, match="bytes"):
        encrypt(wrong, recipients=recipients)
    with pytest.raises(TypeError, match="bytes"):
        decrypt(wrong, identities=CLASSICAL)
    with pytest.raises(TypeError):
        encrypt(b"", recipients=[wrong])
    with pytest.raises(TypeError):
        decrypt(b"", identities=[wrong])
    if not isinstance(wrong, str) and wrong is not None:
        with pytest.raises(TypeError, match="str"):
            encrypt(b"", passphrase=wrong)
        with pytest.raises(TypeError, match="str"):
            decrypt(b"", passphrase=wrong)


def test_a_recipient_as_text_is_a_type_error() -> None:
    with pytest.raises(TypeError, match="parse_recipient"):
        encrypt(b"", recipients=str(CLASSICAL[0].recipient))  # type: ignore[arg-type]  # misuse


def test_wrong_use_is_refused_before_any_output() -> None:
    x25519, hybrid = CLASSICAL[0].recipient, HYBRID[0].recipient
    with pytest.raises(ValueError, match="recipients"):
        seal_stream([b""])
    with pytest.raises(ValueError, match="mixed"):
        seal_stream([b""], recipients=[x25519, hybrid])
    with pytest.raises(ValueError, match="alone"):
        seal_stream([b""], recipients=[x25519], passphrase="p")
    with pytest.raises(ValueError, match="empty"):
        seal_stream([b""], passphrase="")
    with pytest.raises(ValueError, match="128"):
        seal_stream([b""], recipients=[x25519] * 129)
    assert decrypt(encrypt(b"x", recipients=[x25519] * 128), identities=CLASSICAL[:1]) == b"x"


def test_more_stanzas_than_allowed_are_not_tried() -> None:
    stanza = CLASSICAL[0].recipient.wrap(bytes(16))
    for count, fine in ((128, True), (129, False)):
        head = header.write([stanza] * count, bytes(16))
        sealed = head + b"".join(payload.seal(bytes(16), [b"x"]))
        if fine:
            assert decrypt(sealed, identities=CLASSICAL[:1]) == b"x"
        else:
            with pytest.raises(HeaderError):
                decrypt(sealed, identities=CLASSICAL[:1])


def test_an_empty_last_chunk_behind_a_full_one_is_refused() -> None:
    key, nonce = bytes(16), bytes(16)
    derived = HKDF(algorithm=SHA256(), length=32, salt=nonce, info=b"payload").derive(key)
    cipher = ChaCha20Poly1305(derived)
    full = cipher.encrypt(bytes(12), bytes(CHUNK), None)
    empty = cipher.encrypt(bytes(10) + b"\x01\x01", b"", None)
    head = header.write([CLASSICAL[0].recipient.wrap(key)], key)
    opened = open_stream(io.BytesIO(head + nonce + full + empty), identities=CLASSICAL[:1])
    assert next(opened) == bytes(CHUNK)
    with pytest.raises(PayloadError):
        next(opened)


def test_hostile_headers_cost_little() -> None:
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"A" * 43 + b"\n"
    many = b"age-encryption.org/v1\n" + stanza * 100_000
    long_line = b"age-encryption.org/v1\n-> " + b"a" * 30_000_000
    long_body = b"age-encryption.org/v1\n-> a\n" + (b"A" * 64 + b"\n") * 400_000
    started = time.process_time()
    for data in (many, long_line, long_body, b" " * 20_000_000, b"-----BEGIN" + b"\n" * 20_000_000):
        with pytest.raises(AgeError):
            decrypt(data, identities=CLASSICAL)
    assert time.process_time() - started < 5  # seconds


@pytest.mark.parametrize("log_n", ["21", "22", "30", "63", "64", "99", "100", "9" * 5000])
def test_a_costly_passphrase_is_refused_before_it_costs(log_n: str) -> None:
    stanza = Stanza("scrypt", ("A" * 22, log_n), bytes(32))
    started = time.process_time()
    with pytest.raises(HeaderError):
        scrypt.PassphraseIdentity("p").unwrap(stanza)
    assert time.process_time() - started < 0.05


@pytest.mark.parametrize("size", [0, 16, 31, 33, 48])
def test_a_wrapped_key_of_another_size_is_refused(size: int) -> None:
    share = CLASSICAL[0].recipient.wrap(bytes(16)).arguments
    with pytest.raises(HeaderError):
        CLASSICAL[0].unwrap(Stanza("X25519", share, bytes(size)))
    started = time.process_time()
    with pytest.raises(HeaderError):
        scrypt.PassphraseIdentity("p").unwrap(Stanza("scrypt", ("A" * 22, "20"), bytes(size)))
    assert time.process_time() - started < 0.05  # before scrypt, not after


def test_keys_go_through_text() -> None:
    for identity in (CLASSICAL[0], HYBRID[0], X25519Identity.generate(), HybridIdentity.generate()):
        assert str(parse_identity(str(identity))) == str(identity)
        assert parse_recipient(str(identity.recipient)) == identity.recipient
        assert str(identity) not in repr(identity)
        assert "SECRET" not in repr(identity)
    assert str(CLASSICAL[0]).startswith("AGE-SECRET-KEY-1")
    assert str(CLASSICAL[0].recipient).startswith("age1")
    assert str(HYBRID[0]).startswith("AGE-SECRET-KEY-PQ-1")
    assert str(HYBRID[0].recipient).startswith("age1pq1")


def test_keys_that_are_not_keys_are_refused_without_quoting_them() -> None:
    secret = str(CLASSICAL[0])
    recipient = str(HYBRID[0].recipient)
    wrong = [
        "",
        "1",
        "age1",
        secret.lower(),
        secret[:-1],
        secret + "Q",
        secret[:-1] + ("Q" if secret[-1] != "Q" else "P"),
        " " + secret,
        "AGE-SECRET-KEY-PQ-" + secret.removeprefix("AGE-SECRET-KEY-"),
        "ſ" + secret,
    ]
    for text in wrong:
        with pytest.raises(ValueError, match=r"key|kind") as caught:
            parse_identity(text)
        assert not text or text not in str(caught.value)
    for text in [
        recipient.upper(),
        "age1pq1" + recipient[7:].upper(),
        recipient[:-3],
        "age1pq1" + "q" * 60,
        secret,
        "age1\ud800",
    ]:
        with pytest.raises(ValueError, match=r"key|kind"):
            parse_recipient(text)


def test_weak_public_keys_are_refused() -> None:
    low_order = bytes(32)
    with pytest.raises(ValueError, match="low order"):
        type(CLASSICAL[0].recipient)(low_order)
    with pytest.raises(ValueError, match="low order"):
        type(HYBRID[0].recipient)(HYBRID[0].recipient.public_key[:-32] + low_order)
    over_the_modulus = b"\xff" * 1184 + HYBRID[0].recipient.public_key[-32:]
    with pytest.raises(ValueError, match="key"):
        type(HYBRID[0].recipient)(over_the_modulus)


WITHOUT_MLKEM = """
import sys
sys.modules["cryptography.hazmat.primitives.hpke"] = None
sys.modules["cryptography.hazmat.primitives.asymmetric.mlkem"] = None
from journal_app.domain.errors import AgeError
from journal_app.sharing.age import *
from journal_app.sharing.age import hybrid
recipient, secret = sys.argv[1:]
assert not hybrid.available()
identity = X25519Identity.generate()
assert decrypt(encrypt(b"x", recipients=[identity.recipient]), identities=[identity]) == b"x"
assert str(parse_recipient(recipient)) == recipient
for attempt in (
    lambda: encrypt(b"x", recipients=[parse_recipient(recipient)]),
    lambda: parse_identity(secret),
):
    try:
        attempt()
    except AgeError as error:
        assert type(error) is AgeError and "ML-KEM" in str(error)
    else:
        raise AssertionError
print("ok")
"""


def test_a_platform_without_mlkem_still_works_and_says_so() -> None:
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_MLKEM, str(HYBRID[0].recipient), str(HYBRID[0])],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (run.stdout, run.stderr) == ("ok\n", "")


def test_armor_is_exact() -> None:
    sealed = encrypt(b"x" * 100, recipients=[CLASSICAL[0].recipient], armor=True)
    for fine in (sealed.replace(b"\n", b"\r\n"), b"\n \t\r\n" + sealed + b"\n\n ", sealed[:-1]):
        assert decrypt(fine, identities=CLASSICAL[:1]) == b"x" * 100
    lines = sealed.split(b"\n")
    for wrong in (
        b"\n".join([*lines[:2], b"", *lines[2:]]),
        b"\n".join([lines[0], lines[1] + lines[2], *lines[3:]]),
        b"\n".join([lines[0], lines[1] + b" ", *lines[2:]]),
        b" " + sealed,
        b" " * 2000 + sealed,
        sealed + b" " * 2000,
        sealed + sealed,
        sealed.replace(b"END", b"end"),
    ):
        with pytest.raises((ArmorError, HeaderError)):
            decrypt(wrong, identities=CLASSICAL[:1])
