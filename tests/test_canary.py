"""The search for words finds them: otherwise a test that finds nothing would say nothing."""

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.canary import forms, found_in, found_under

SECRET = 'wagtail "für" dich'


@given(st.text(min_size=4), st.binary(max_size=7), st.binary(max_size=7))
def test_a_word_is_found_at_any_place_of_base64(secret: str, before: bytes, after: bytes) -> None:
    for coded in (base64.b64encode, base64.urlsafe_b64encode):
        assert found_in(coded(before + secret.encode() + after), [secret]) == [secret]


@pytest.mark.parametrize(
    "data",
    [
        f"x{SECRET}y".encode(),
        SECRET.encode("utf-16-le"),
        SECRET.encode("utf-16-be"),
        SECRET.encode().hex().encode(),
        json.dumps({"a": SECRET}).encode(),
        f"http://127.0.0.1/?q={quote(SECRET)}".encode(),
        base64.b64encode(b"1" + SECRET.encode("utf-16-le")),
    ],
)
def test_a_word_is_found_in_each_form(data: bytes, tmp_path: Path) -> None:
    assert found_in(data, ["another", SECRET]) == [SECRET]
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "file").write_bytes(bytes(1000) + data)
    assert found_under(tmp_path, [SECRET]) == {"deep/file": [SECRET]}


def test_a_word_is_found_in_the_name_of_a_file_and_nothing_where_there_is_nothing(
    tmp_path: Path,
) -> None:
    (tmp_path / "a kingfisher.age").touch()
    assert found_under(tmp_path, ["kingfisher"]) == {"a kingfisher.age": ["kingfisher"]}
    assert found_under(tmp_path, ["wagtail"]) == {}
    assert all(len(form) > 4 for form in forms("wagtail"))
