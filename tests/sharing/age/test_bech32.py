"""Bech32: published examples, round trips, and one text for one key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.sharing.age import bech32


def test_a_published_key() -> None:
    # From the age test kit; the recipient of the first identity there.
    secret = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
    data = bech32.decode("AGE-SECRET-KEY-", secret)
    assert len(data) == 32
    assert bech32.encode("AGE-SECRET-KEY-", data) == secret


def test_bip_173_example() -> None:
    assert bech32.encode("a", b"") == "a12uel5l"
    assert bech32.decode("a", "a12uel5l") == b""


@given(st.binary(max_size=1300), st.sampled_from(["age", "age1pq", "AGE-SECRET-KEY-PQ-"]))
def test_round_trip(data: bytes, prefix: str) -> None:
    text = bech32.encode(prefix, data)
    assert bech32.decode(prefix, text) == data
    with pytest.raises(ValueError, match="kind"):
        bech32.decode(prefix, text.swapcase())
    with pytest.raises(ValueError, match="kind"):
        bech32.decode(prefix, text[:-1] + text[-1].swapcase() + "q" + "Q")


@given(st.binary(max_size=40), st.data())
def test_one_wrong_character_is_always_found(data: bytes, draw: st.DataObject) -> None:
    text = bech32.encode("age", data)
    place = draw.draw(st.integers(4, len(text) - 1))
    other = draw.draw(st.sampled_from([c for c in bech32._SYMBOLS if c != text[place]]))
    with pytest.raises(ValueError, match="checksum"):
        bech32.decode("age", text[:place] + other + text[place + 1 :])


@pytest.mark.parametrize("symbols", [[0], [0, 1], [0, 0, 0]], ids=["5", "10", "15"])
def test_bits_left_over_are_refused(symbols: list[int]) -> None:
    checked = bech32._polymod([*bech32._expand("age"), *symbols, *[0] * 6]) ^ 1
    full = [*symbols, *((checked >> 5 * (5 - i)) & 31 for i in range(6))]
    text = "age1" + "".join(bech32._SYMBOLS[symbol] for symbol in full)
    with pytest.raises(ValueError, match="left over"):
        bech32.decode("age", text)
