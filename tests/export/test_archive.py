"""The backup's inside: readable by anybody it was sealed for, and believed by nobody unchecked."""

import json
import shutil
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal_app.domain.backup import TableCopy
from journal_app.domain.errors import (
    BackupDamaged,
    BackupError,
    NewerBackup,
    NotABackup,
    PayloadError,
)
from journal_app.export.archive import MAX_LINE, read, secret_text, write
from journal_app.sharing.age import decrypt, encrypt, open_stream, seal_stream
from tests.sharing.age.test_interop import PASSPHRASE, missing, with_typed_passphrase

MADE = datetime(2026, 3, 17, 9, 50, tzinfo=UTC)
ID = "0123456789abcdef" * 2
TEXT = "the tide came\nback 🌒 \u202e with \x00 and \u2028 and ''\"\\"
Tables = dict[str, tuple[int, dict[int, dict[str, Any]]]]

JOURNAL: Tables = {
    "about": (2, {1: {"role": "client"}}),
    "entries": (9, {1: {"text": TEXT, "n": 1.5, "ü": None}, 7: {"z": 1, "a": [True, {}]}}),
    "drafts": (3, {2: {"key": "free", "draft": {"text": "a thread"}}}),
    "emptied": (5, {}),
}


def copies(tables: Tables) -> Iterator[TableCopy]:
    for name, (next_id, documents) in tables.items():
        yield TableCopy(name, next_id, iter(documents.items()))


def written(tables: Tables = JOURNAL) -> bytes:
    return b"".join(write(copies(tables), made=MADE, journal_id=ID, role="client"))


def taken(blocks: Iterable[bytes]) -> Tables:
    return {table.name: (table.next_id, dict(table.documents)) for table in read(blocks).tables()}


# ---- what it is for ----


def test_what_was_written_is_read() -> None:
    archive = read([written()])
    assert (archive.made, archive.journal_id, archive.role) == (MADE, ID, "client")
    assert taken([written()]) == JOURNAL
    document = taken([written()])["entries"][1][7]
    assert list(document) == ["z", "a"], "names keep their order"


def test_any_json_reader_reads_it() -> None:
    value = json.loads(written().decode("utf-8"))
    assert value["format"] == "three-dawns backup"
    assert (value["version"], value["made"]) == (1, "2026-03-17T09:50:00Z")
    assert (value["journal"], value["role"], value["documents"]) == (ID, "client", 4)
    assert [table["table"] for table in value["tables"]] == list(JOURNAL)
    entries = value["tables"][1]
    assert entries["next_id"] == 9
    assert entries["documents"][0] == {"id": 1, "document": {"text": TEXT, "n": 1.5, "ü": None}}


def test_it_is_one_document_a_line() -> None:
    lines = written().splitlines()
    assert lines[0].startswith(b'{"format":"three-dawns backup","version":1,')
    assert sum(b'"document":' in line for line in lines) == 4
    assert lines[-1] == b'],"documents":4}'


def test_it_is_written_and_read_one_document_at_a_time() -> None:
    alive = 0
    most = 0

    def many() -> Iterator[tuple[int, dict[str, Any]]]:
        nonlocal alive
        for number in range(1, 2001):
            alive += 1
            yield number, {"text": "x" * 1000}

    table = TableCopy("entries", 3000, many())
    blocks = write([table], made=MADE, journal_id=ID, role="client")

    def watched() -> Iterator[bytes]:
        for block in blocks:
            assert len(block) < 128 * 1024
            yield block

    for found in read(watched()).tables():
        for seen, (doc_id, _) in enumerate(found.documents, 1):
            assert doc_id == seen
            most = max(most, alive - seen)
    assert alive == 2000
    assert most < 200, "it is not read ahead by more than a block or two"


def test_documents_not_taken_are_passed_over_and_still_checked() -> None:
    assert [table.name for table in read([written()]).tables()] == list(JOURNAL)
    with pytest.raises(BackupDamaged):
        list(read([written().replace(b'{"id":2,', b'{"id":"2",')]).tables())


# ---- inside an age file ----


@pytest.fixture
def age() -> str:
    return shutil.which("age") or missing("the command `age` is not installed (apt install age)")


def sealed(data: bytes, path: Path) -> None:
    with path.open("wb") as file:
        for piece in seal_stream([data], passphrase=PASSPHRASE):
            file.write(piece)


def test_age_opens_a_backup_into_readable_json(age: str, tmp_path: Path) -> None:
    backup, opened = tmp_path / "backup.age", tmp_path / "journal.json"
    sealed(written(), backup)
    with_typed_passphrase([age, "--decrypt", "--output", str(opened), str(backup)], 1)
    value = json.loads(opened.read_text(encoding="utf-8"))
    assert value["tables"][1]["documents"][0]["document"]["text"] == TEXT


def test_a_backup_that_age_sealed_anew_is_read(age: str, tmp_path: Path) -> None:
    plain, backup = tmp_path / "journal.json", tmp_path / "backup.age"
    plain.write_bytes(written())
    with_typed_passphrase([age, "--passphrase", "--output", str(backup), str(plain)], 2)
    with backup.open("rb") as file:
        assert taken(open_stream(file, passphrase=PASSPHRASE)) == JOURNAL


def test_a_backup_cut_between_chunks_is_noticed_at_the_end(tmp_path: Path) -> None:
    many = {"entries": (900, {n: {"text": "x" * 1000} for n in range(1, 200)})}
    sealed(written(many), tmp_path / "backup.age")
    whole = (tmp_path / "backup.age").read_bytes()
    cut = tmp_path / "cut.age"
    cut.write_bytes(whole[: len(whole) // 2])
    with cut.open("rb") as file, pytest.raises(PayloadError):
        taken(open_stream(file, passphrase=PASSPHRASE))


def test_a_passphrase_is_in_the_form_other_tools_are_given() -> None:
    assert secret_text("caf\u0065\u0301") == "caf\u00e9" == secret_text("caf\u00e9")
    assert secret_text(" Two  Spaces ") == " Two  Spaces "
    assert secret_text("\U0001f312") == "\U0001f312" == secret_text("\ud83c\udf12")
    assert secret_text("half \ud83c") == "half \ufffd"
    assert decrypt(encrypt(b"x", passphrase=secret_text("e\u0301")), passphrase="\u00e9") == b"x"


# ---- whatever is in it ----

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters()), inner),
    max_leaves=12,
)  # fmt: skip
DOCUMENTS = st.dictionaries(st.text(st.characters(), max_size=8), VALUES, max_size=5)
NAMES = st.text(min_size=1, max_size=20)


@st.composite
def tables(draw: st.DrawFn) -> Tables:
    made: Tables = {}
    for name in draw(st.lists(NAMES, max_size=4, unique=True)):
        ids = sorted(draw(st.sets(st.integers(1, 2**53 - 1), max_size=5)))
        following = draw(st.integers(ids[-1] + 1 if ids else 1, 2**53))
        made[name] = (following, {doc_id: draw(DOCUMENTS) for doc_id in ids})
    return made


@given(journal=tables(), size=st.integers(1, 5000))
@example({"entries": (2, {1: {"text": "half \ud83d", "n": 10**40}})}, 7)
@example({"entries": (2, {1: {"two halves": "\ud83d\udca9"}})}, 7)
@settings(deadline=None)
def test_everything_comes_back_exactly(journal: Tables, size: int) -> None:
    data = written(journal)
    json.loads(data.decode("utf-8"))
    found = taken(data[at : at + size] for at in range(0, len(data), size))
    assert repr(found) == repr(journal), "names in order, 1 is not 1.0, -0.0 is not 0.0"


def nested(levels: int) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for _ in range(levels):
        document = {"in": document}
    return document


@pytest.mark.parametrize(
    ("document", "shown"),
    [
        ({"text": "half \ud83d end"}, {"text": "half \ufffd\ufffd\ufffd end"}),
        ({"\udc00": 1}, {"\ufffd\ufffd\ufffd": 1}),
        ({"n": 10**30}, None),
        (nested(60), None),
    ],
)
def test_what_json_cannot_carry_is_shown_as_nearly_as_it_can(
    document: dict[str, Any], shown: object
) -> None:
    data = written({"entries": (2, {1: document})})
    (line,) = json.loads(data)["tables"][0]["documents"]
    assert line["document"] == shown
    assert taken([data])["entries"][1][1] == document


# ---- what is not a backup, or no longer one ----


def outcome(data: bytes) -> str:
    try:
        return "read" if taken([data]) == JOURNAL else "read as something else"
    except BackupError as error:
        return type(error).__name__


def test_cut_at_every_byte_it_is_never_taken_for_a_whole_one() -> None:
    data = written()
    for size in range(len(data)):
        assert outcome(data[:size]) in ("NotABackup", "BackupDamaged")
    assert outcome(data) == "read"


def test_whatever_stands_behind_the_end_is_refused() -> None:
    for more in (b"\n", b" ", b"{}", b"{}\n", written()):
        assert outcome(written() + more) == "BackupDamaged"


def test_lines_left_out_repeated_or_exchanged_are_noticed() -> None:
    lines = written().splitlines(keepends=True)
    for at in range(len(lines)):
        for changed in (
            [*lines[:at], *lines[at + 1 :]],
            [*lines[: at + 1], *lines[at:]],
            [*lines[:at], *reversed(lines[at : at + 2]), *lines[at + 2 :]],
        ):
            if changed != lines:
                assert outcome(b"".join(changed)) in ("NotABackup", "BackupDamaged")


@pytest.mark.parametrize(
    "data",
    [b"", b"\n", b"{}\n", b"null\n", b"[1]\n", b"\xff\xfe\n", b"age-encryption.org/v1\n",
     b'{"format":"something else"}\n', b"[" * 100_000 + b"\n", b"x" * 1_000_000],
    ids=range(10),
)  # fmt: skip
def test_another_file_is_told_from_a_damaged_backup(data: bytes) -> None:
    with pytest.raises((NotABackup, BackupDamaged)) as caught:
        read([data])
    assert isinstance(caught.value, NotABackup) or not data.endswith(b"\n")


def test_a_later_version_is_not_called_damaged() -> None:
    with pytest.raises(NewerBackup):
        read([b'{"format":"three-dawns backup","version":2,"with":["more"],"tables":[\n'])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"version":1', b'"version":true'),
        (b'"version":1', b'"version":0'),
        (b'"version":1', b'"version":"1"'),
        (b'"role":"client"', b'"role":"visitor"'),
        (b"2026-03-17T09:50:00Z", b"2026-03-17T09:50:00"),
        (b'"made":"2026-03-17T09:50:00Z"', b'"made":5'),
        (ID.encode(), ID.upper().encode()),
        (b'"role":', b'"more":1,"role":'),
        (b'{"id":7,', b'{"id":1,'),
        (b'{"id":7,', b'{"id":9,'),
        (b'{"id":7,', b'{"id":7.0,'),
        (b'{"id":7,', b'{"id":true,'),
        (b'{"id":1,"document":{"text"', b'{"id":0,"document":{"text"'),
        (b'{"id":7,"document"', b'{"id":7,"id":7,"document"'),
        (b'{"id":7,"document"', b'{"id":7,"more":1,"document"'),
        (b'{"z":1,"a":[true,{}]}', b"[]"),
        (b'{"z":1,"a":[true,{}]}', b'{"z":NaN}'),
        (b'{"z":1,"a":[true,{}]}', b'{"z":1},"exact":"e30="'),
        (b'{"z":1,"a":[true,{}]}', b'{},"exact":"e30"'),
        (b'{"z":1,"a":[true,{}]}', b'{},"exact":7'),
        (b'"next_id":9', b'"next_id":9.5'),
        (b'"next_id":9', b'"next_id":9007199254740993'),
        (b'"table":"drafts"', b'"table":"about"'),
        (b'"table":"drafts"', b'"table":""'),
        (b'"documents":4}', b'"documents":5}'),
        (b'"documents":4}', b'"documents":4.0}'),
        (b'"documents":4}', b'"documents":4,"more":1}'),
    ],
)  # fmt: skip
def test_changed_by_hand_it_is_refused(old: bytes, new: bytes) -> None:
    data = written()
    assert old in data
    assert outcome(data.replace(old, new, 1)) == "BackupDamaged"


def test_a_line_without_an_end_is_not_kept_in_memory_for_ever() -> None:
    def endless() -> Iterator[bytes]:
        block = bytes(32 * 1024 * 1024)
        for _ in range(MAX_LINE // len(block) + 5):
            yield block

    with pytest.raises(BackupDamaged):
        read(endless())


@given(data=st.binary(max_size=300))
def test_noise_has_one_kind_of_answer(data: bytes) -> None:
    head = written().split(b"\n", 1)[0] + b"\n"
    assert outcome(data) in ("NotABackup", "BackupDamaged")
    assert outcome(head + data) == "BackupDamaged"


@given(at=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_a_flipped_bit_is_refused_or_read_as_what_it_says(at: int, bit: int) -> None:
    """The seal is age's; here only: no other error, and no crash."""
    data = bytearray(written())
    data[at % len(data)] ^= 1 << bit
    outcome(bytes(data))


def test_errors_quote_nothing() -> None:
    data = written({"entries": (2, {1: {"text": "canary-7f3a"}})})
    said = []
    for at in range(0, len(data), 3):
        try:
            taken([data[:at] + b"?" + data[at:]])
        except BackupError as error:
            said.append(f"{error!r} {error.__cause__!r} {error.__suppress_context__}")
    assert said
    assert not [text for text in said if "canary" in text]
