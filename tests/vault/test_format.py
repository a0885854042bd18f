"""The file format: what one header, one record and one change look like, for ever."""

import contextlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.errors import DamagedVault, NewerFormat
from journal_app.vault import format as vault_format
from journal_app.vault.changes import Change, Kind, decode_document, pack, unpack
from journal_app.vault.format import LogV1, wipe

KEY = bytearray(range(32))
LOG = LogV1(KEY, b"i" * 16, 3)
TAG = b"t" * 16


def test_the_header_is_as_drawn() -> None:
    header = LOG.header()
    assert header[:40] == b"three-dawns log\x01" + b"i" * 16 + (3).to_bytes(8, "big")
    assert len(header) == LogV1.HEADER_SIZE == 56
    again = LogV1.from_header(KEY, header)
    assert (again.log_id, again.generation) == (b"i" * 16, 3)


@pytest.mark.parametrize("at", range(56))
def test_a_header_changed_anywhere_is_refused(at: int) -> None:
    header = bytearray(LOG.header())
    header[at] ^= 0x10
    with pytest.raises((DamagedVault, NewerFormat)):
        LogV1.from_header(KEY, bytes(header))
    with pytest.raises(DamagedVault):
        LogV1.from_header(KEY, bytes(header[:at]))


def test_a_later_version_is_not_called_damaged() -> None:
    with pytest.raises(NewerFormat):
        LogV1.from_header(KEY, b"three-dawns log\x02" + bytes(40))


def test_another_data_key_is_refused() -> None:
    with pytest.raises(DamagedVault):
        LogV1.from_header(bytearray(32), LOG.header())


@pytest.mark.parametrize("size", [0, 1, 1023, 1024, 1025, 5000])
def test_a_record_is_as_drawn(size: int) -> None:
    plaintext = bytes([1]) * size
    record = LOG.seal(56, 7, TAG, plaintext)
    padded = -(-size // 1024) * 1024
    assert len(record) == 4 + 8 + 12 + padded + 16
    assert LOG.sealed_length(56, record[:24]) == padded + 16
    opened = LOG.unseal(7, TAG, record[12:24], record[24:])
    assert opened == plaintext + bytes(padded - size)


def test_a_record_belongs_to_one_place_of_one_log() -> None:
    record = LOG.seal(56, 7, TAG, b"words")
    nonce, box = record[12:24], record[24:]
    assert LOG.unseal(8, TAG, nonce, box) is None
    assert LOG.unseal(7, b"u" * 16, nonce, box) is None
    assert LogV1(KEY, b"j" * 16, 3).unseal(7, TAG, nonce, box) is None
    assert LOG.sealed_length(57, record[:24]) is None
    assert LOG.sealed_length(56, record[:23]) is None


def test_the_same_words_are_never_sealed_the_same() -> None:
    assert LOG.seal(56, 0, TAG, b"words")[4:] != LOG.seal(56, 0, TAG, b"words")[4:]


def test_more_than_a_record_holds_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vault_format, "MAX_PLAINTEXT", 100)
    with pytest.raises(ValueError, match="record"):
        LOG.seal(56, 0, TAG, bytes(101))


def test_the_cipher_does_not_need_the_wiped_key() -> None:
    data_key = bytearray(os.urandom(32))
    log = LogV1.fresh(data_key)
    wipe(data_key)
    assert data_key == bytes(32)
    record = log.seal(56, 0, TAG, b"words")
    assert log.unseal(0, TAG, record[12:24], record[24:]).startswith(b"words")


CHANGES = st.lists(
    st.builds(
        Change,
        st.sampled_from(Kind),
        st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60),
        st.integers(0, 2**64 - 1),
        st.binary(max_size=50),
    )
)


@given(CHANGES, st.integers(0, 40))
def test_changes_come_back_as_they_went(changes: list[Change], padding: int) -> None:
    assert list(unpack(pack(changes) + bytes(padding))) == changes


def test_a_put_is_as_drawn() -> None:
    assert pack([Change(Kind.PUT, "ab", 258, b"{}")]) == (
        b"\x01" + (13).to_bytes(4, "big") + (258).to_bytes(8, "big") + b"\x02ab{}"
    )


def test_a_hint_of_a_later_version_is_passed_over_and_a_change_is_not() -> None:
    put = pack([Change(Kind.PUT, "t", 1, b"{}")])
    hint = b"\x81" + (3).to_bytes(4, "big") + b"xyz"
    assert list(unpack(put + hint + put + hint + bytes(20))) == 2 * list(unpack(put))
    with pytest.raises(NewerFormat):
        list(unpack(put + b"\x05" + (3).to_bytes(4, "big") + b"xyz" + bytes(20)))


@given(st.binary(max_size=60))
def test_bytes_that_are_no_changes_have_two_errors_only(raw: bytes) -> None:
    with contextlib.suppress(DamagedVault, NewerFormat):
        list(unpack(raw))


@pytest.mark.parametrize("raw", [b"", b"[1]", b"{", b"\xff", b"[" * 100_000])
def test_a_document_that_is_none_is_damage(raw: bytes) -> None:
    with pytest.raises(DamagedVault):
        decode_document(raw)


@pytest.mark.parametrize("name", ["", "x" * 256, "é" * 128])
def test_a_table_needs_a_fit_name(name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        pack([Change(Kind.PUT, name, 1)])
