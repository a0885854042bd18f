"""Strict JSON: a published suite of hard cases, our own limits, and round trips."""

import json
import math
import time
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain import strict_json
from journal_app.domain.errors import BadJson

SUITE = Path(__file__).resolve().parents[2] / ".." / "shared" / "vectors" / "json-parsing"
REJECT = sorted(SUITE.glob("n_*.json"))
ACCEPT = sorted(SUITE.glob("y_*.json"))
OUR_POLICY_REFUSES = {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"}


def test_the_published_suite_is_there() -> None:
    assert len(REJECT) > 150
    assert len(ACCEPT) > 80


@pytest.mark.parametrize("path", REJECT, ids=lambda p: p.name)
def test_what_must_be_rejected_is(path: Path) -> None:
    with pytest.raises(BadJson):
        strict_json.loads(path.read_bytes())


@pytest.mark.parametrize("path", ACCEPT, ids=lambda p: p.name)
def test_what_must_be_accepted_is(path: Path) -> None:
    data = path.read_bytes()
    if path.name in OUR_POLICY_REFUSES:
        with pytest.raises(BadJson):
            strict_json.loads(data)
    else:
        assert strict_json.loads(data) == json.loads(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xef\xbb\xbf{}",
        b"{} {}",
        b"NaN",
        b"-Infinity",
        b"1e999",
        b"-1e999",
        b"9" * 5_000,
        b"-" + b"9" * 5_000,
        b"0." + b"1" * 5_000,
        b"1e" + b"1" * 5_000,
        b"99999999999999999999",
        b'"\\ud800"',
        b'"\\uDfff"',
        b'{"\\ud800": 1}',
        b'"\\ude00\\ud83d"',
        b'"\xed\xa0\x80"',
        b'"\xff"',
        b'{"a": 1, "\\u0061": 2}',
        b'{"a": {"b": 1, "b": 1}}',
        '{"a": 1}'.encode("utf-16"),
        b'"\x00"',
        b"[1,]",
        b"]" * 100,
    ],
)
def test_refused(data: bytes) -> None:
    with pytest.raises(BadJson) as caught:
        strict_json.loads(data)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 1_000_000,
        b"[" * 1_000_000 + b"]" * 1_000_000,
        b'{"a":' * 1_000_000,
        b"[" + b"[]," * 300_000,
        b"[" + b"0," * 300_000,
        b'""' * 300_000,
        b'"' + b'\\"' * 300_000,
        b'"' * 300_001,
        b"\\" * 300_000,
    ],
    ids=["open", "nested", "objects", "wide", "numbers", "texts", "escapes", "quotes", "slashes"],
)
def test_hostile_shapes_cost_little(data: bytes) -> None:
    tracemalloc.start()
    started = time.process_time()
    with pytest.raises(BadJson):
        strict_json.loads(data, max_items=200_000)
    spent = time.process_time() - started
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert spent < 10  # seconds; a quadratic reader would need hours
    assert peak < 5 * len(data) + 1_000_000


def test_limits_are_exact() -> None:
    assert strict_json.loads(b'"ab"', max_bytes=4) == "ab"
    with pytest.raises(BadJson):
        strict_json.loads(b'"abc"', max_bytes=4)
    assert strict_json.loads(b"[[[]]]", max_depth=3) == [[[]]]
    with pytest.raises(BadJson):
        strict_json.loads(b"[[[]]]", max_depth=2)
    assert strict_json.loads(b"[1,2,3]", max_items=4) == [1, 2, 3]
    with pytest.raises(BadJson):
        strict_json.loads(b"[1,2,3]", max_items=3)
    assert strict_json.loads(b'{"a":"b","c":"d"}', max_items=3) == {"a": "b", "c": "d"}
    assert strict_json.loads(b'"[[[[,,,,{{{{"', max_depth=0, max_items=1) == "[[[[,,,,{{{{"
    assert strict_json.loads(b"9999999999999999999") == 9_999_999_999_999_999_999


def test_only_bytes_are_read() -> None:
    for wrong in ("{}", bytearray(b"{}"), None):
        with pytest.raises(TypeError):
            strict_json.loads(wrong)  # type: ignore[arg-type]  # the misuse is what is tested


def test_one_value_has_one_form() -> None:
    value = {"b": [1, 2.5, None, True], "a": "na\u00efve \U0001f319 \u2028 \x00"}
    expected = '{"a":"na\u00efve \U0001f319 \u2028 \\u0000","b":[1,2.5,null,true]}'
    assert strict_json.dumps(value) == expected.encode()


def _nested(depth: int) -> Any:
    value: Any = []
    for _ in range(depth - 1):
        value = [value]
    return value


def _cycle() -> Any:
    value: list[Any] = []
    value.append(value)
    return value


@pytest.mark.parametrize(
    "value",
    [
        math.nan,
        math.inf,
        "\ud800",
        {"\udfff": 1},
        {1: "a"},
        {None: "a"},
        b"bytes",
        Ellipsis,
        {"a": {1, 2}},
        10**19,
        _nested(33),
        _cycle(),
    ],
    ids=repr,
)
def test_what_json_cannot_carry_is_not_written(value: Any) -> None:
    with pytest.raises(BadJson):
        strict_json.dumps(value)


def test_the_deepest_value_goes_both_ways() -> None:
    assert strict_json.loads(strict_json.dumps(_nested(32))) == _nested(32)


text = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**19) + 1, 10**19 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | text,
    lambda inner: st.lists(inner) | st.dictionaries(text, inner),
    max_leaves=30,
)


@given(values)
def test_any_value_goes_both_ways(value: Any) -> None:
    data = strict_json.dumps(value)
    assert strict_json.loads(data) == value
    assert strict_json.dumps(strict_json.loads(data)) == data


@given(st.binary() | values.map(lambda v: json.dumps(v).encode()[:-1]))
def test_any_bytes_give_a_value_or_one_error(data: bytes) -> None:
    try:
        value = strict_json.loads(data)
    except BadJson:
        return
    assert strict_json.loads(strict_json.dumps(value)) == value
