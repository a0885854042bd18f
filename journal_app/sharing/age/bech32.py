"""Bech32, the text form of age keys (BIP 173, without its limit of 90 characters).

age1...              prefix "age", then "1", then 5-bit symbols; the last six are a checksum
AGE-SECRET-KEY-1...  the same, all in capitals
"""

from collections.abc import Iterable

_SYMBOLS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_SYMBOLS = 6


def encode(prefix: str, data: bytes) -> str:
    """Text for ``data``; all capitals when ``prefix`` is."""
    symbols = _regroup(data, 8, 5, pad=True)
    polymod = _polymod([*_expand(prefix.lower()), *symbols, *[0] * _CHECKSUM_SYMBOLS]) ^ 1
    symbols += [(polymod >> 5 * (5 - i)) & 31 for i in range(_CHECKSUM_SYMBOLS)]
    text = prefix.lower() + "1" + "".join(_SYMBOLS[symbol] for symbol in symbols)
    return text.upper() if prefix.isupper() else text


def decode(prefix: str, text: str) -> bytes:
    """The bytes behind ``text``. The prefix must be exactly ``prefix``, capitals included.

    Raises ``ValueError``, without the text in it: it may be a secret key.
    """
    found, separator, rest = text.rpartition("1")
    expected_case = text.upper() if prefix.isupper() else text.lower()
    if not text.isascii() or text != expected_case or not separator or found != prefix:
        raise ValueError("not a key of the expected kind")
    symbols = [_SYMBOLS.find(character) for character in rest.lower()]
    if len(symbols) < _CHECKSUM_SYMBOLS or -1 in symbols:
        raise ValueError("not a key: a character does not belong")
    if _polymod([*_expand(prefix.lower()), *symbols]) != 1:
        raise ValueError("not a key: the checksum differs")
    return bytes(_regroup(symbols[:-_CHECKSUM_SYMBOLS], 5, 8, pad=False))


def _expand(prefix: str) -> list[int]:
    codes = prefix.encode("ascii")
    return [code >> 5 for code in codes] + [0] + [code & 31 for code in codes]


def _polymod(symbols: Iterable[int]) -> int:
    checksum = 1
    for symbol in symbols:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << 5 ^ symbol
        for bit, factor in enumerate(_GENERATOR):
            if top >> bit & 1:
                checksum ^= factor
    return checksum


def _regroup(values: Iterable[int], size: int, new_size: int, *, pad: bool) -> list[int]:
    """Cut a run of ``size``-bit values into ``new_size``-bit ones; left-over bits must be zero."""
    held = bits = 0
    groups: list[int] = []
    for value in values:
        held = held << size | value
        bits += size
        while bits >= new_size:
            bits -= new_size
            groups.append(held >> bits)
            held &= (1 << bits) - 1
    if pad and bits:
        groups.append(held << (new_size - bits))
    elif not pad and (bits >= size or held):
        raise ValueError("not a key: bits are left over")
    return groups
