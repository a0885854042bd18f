"""JSON from outside, read strictly; JSON of our own, written in one canonical way.

A file from somebody else is read once, and a doubtful one is refused whole rather than repaired.
RFC 8259 leaves several things to the reader; ours are decided here:

* UTF-8 only, without a byte order mark; nothing after the one value.
* A name twice in one object is refused (two readers could see two different objects).
* NaN and the infinities are refused, as are numbers that would become one (``1e999``).
* A whole number has at most 19 digits, any number at most 128 characters: Python's own
  conversion is slow, or raises an error of its own, for thousands of digits.
* Lone surrogates are refused: such text cannot be stored, shown or sealed.
* Bytes, depth and the number of items are limited *before* anything is built in memory.

There is one error, ``BadJson``, and it never quotes the text.
"""

import json
import math
import re
from typing import Any, NoReturn

from journal_app.domain.errors import BadJson

MAX_BYTES = 32 * 1024 * 1024
MAX_DEPTH = 32
MAX_ITEMS = 1_000_000

_MAX_INTEGER_DIGITS = 19
_MAX_NUMBER_CHARACTERS = 128

# A text (closed or not) or one mark of structure. The possessive quantifiers keep a hostile run
# of quotes and backslashes linear in time and flat in memory.
_TOKEN = re.compile(rb'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+|[\[\]{},]', re.DOTALL)
_SURROGATE_ESCAPE = re.compile(rb"\\u[dD][89a-fA-F]")


def loads(
    data: bytes,
    *,
    max_bytes: int = MAX_BYTES,
    max_depth: int = MAX_DEPTH,
    max_items: int = MAX_ITEMS,
) -> Any:
    """Read one JSON value from ``data`` (UTF-8 bytes).

    ``max_depth`` counts nested arrays and objects, ``max_items`` the values in all of them.
    Raises ``BadJson`` for everything that is not strict JSON within these limits.
    """
    if not isinstance(data, bytes):
        raise TypeError("strict_json.loads takes bytes")
    if len(data) > max_bytes:
        raise BadJson("larger than allowed")
    _check_structure(data, max_depth, max_items)
    try:
        text = data.decode("utf-8")
        if text.startswith("\ufeff"):
            raise BadJson("starts with a byte order mark")
        value = json.loads(
            text,
            parse_int=_integer,
            parse_float=_float,
            parse_constant=_refuse_constant,
            object_pairs_hook=_object,
        )
        if _SURROGATE_ESCAPE.search(data):
            # Only an escape can bring a lone surrogate in; encoding all texts again finds it.
            json.dumps(value, ensure_ascii=False).encode("utf-8")
    except (ValueError, RecursionError):
        # Both errors can quote the text, so the cause is dropped.
        raise BadJson("not strict JSON") from None
    return value


def dumps(value: Any) -> bytes:
    """Write ``value`` canonically: names sorted, no spaces, UTF-8; equal values give equal bytes.

    Takes dict (with str names), list, tuple, str, int, finite float, bool and None, and only what
    ``loads`` would accept again with its usual limits of depth and number. Raises ``BadJson``.
    """
    _check_value(value)
    text = json.dumps(
        value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )
    return text.encode("utf-8")


def _check_structure(data: bytes, max_depth: int, max_items: int) -> None:
    """Refuse what is nested too deep or holds too much, without building any of it."""
    depth = 0
    items = 1
    for match in _TOKEN.finditer(data):
        mark = data[match.start()]
        if mark in b"[{":
            depth += 1
        elif mark in b"]}":
            depth -= 1
        if mark in b"[{,":
            items += 1
        if depth > max_depth:
            raise BadJson("nested too deep")
        if items > max_items:
            raise BadJson("too many items")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise BadJson("a name stands twice in one object")
    return found


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > _MAX_INTEGER_DIGITS:
        raise BadJson("a number is too long")
    return int(digits)


def _float(text: str) -> float:
    if len(text) > _MAX_NUMBER_CHARACTERS:
        raise BadJson("a number is too long")
    number = float(text)
    if not math.isfinite(number):
        raise BadJson("a number is too large")
    return number


def _refuse_constant(_name: str) -> NoReturn:
    raise BadJson("not a JSON number")


def _check_value(value: Any) -> None:
    """Refuse what JSON cannot carry exactly; a stack of our own keeps cycles from recursing."""
    waiting: list[tuple[Any, int]] = [(value, 0)]
    while waiting:
        item, depth = waiting.pop()
        if isinstance(item, dict):
            children = [*item.keys(), *item.values()]
            if not all(isinstance(name, str) for name in item):
                raise BadJson("a name is not text")
        elif isinstance(item, list | tuple):
            children = list(item)
        else:
            _check_scalar(item)
            continue
        if depth >= MAX_DEPTH:
            raise BadJson("nested too deep")
        waiting.extend((child, depth + 1) for child in children)


def _check_scalar(item: Any) -> None:
    if isinstance(item, str):
        try:
            item.encode("utf-8")
        except UnicodeEncodeError:
            raise BadJson("text with a lone surrogate") from None
    elif isinstance(item, float):
        if not math.isfinite(item):
            raise BadJson("not a JSON number")
    elif isinstance(item, int):
        if abs(item) >= 10**_MAX_INTEGER_DIGITS:
            raise BadJson("a number is too long")
    elif item is not None:
        raise BadJson("a value JSON has no form for")
