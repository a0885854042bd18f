"""The backup's inside: a whole journal as readable JSON, written and read as a stream.

On the outside a backup is an age file under a passphrase (or the recovery words with single
spaces), which any age tool opens: ``age --decrypt backup.age > journal.json``. What comes out is
one JSON object in UTF-8 that any JSON reader takes. Version 1::

    {"format":"three-dawns backup","version":1,"made":"2026-03-17T09:50:00Z",
     "journal":"<id, 32 hex digits>","role":"client","tables":[
    {"table":"about","next_id":2,"documents":[
    {"id":1,"document":{"role":"client"}}
    ]}
    ,{"table":"entries","next_id":844,"documents":[
    {"id":1,"document":{...}}
    ,{"id":2,"document":{...}}
    ]}
    ],"documents":843}

* The lines are part of the form: one for the head, one for the beginning and end of each table,
  one for each document, one for the end. So a journal of any size is written and read one document
  at a time. A comma stands before what it separates.
* ``table``: all of them, drafts too (``drafts``). ``next_id``: ids are never given twice.
* ``document``: as kept, with names in their order. JSON between programs cannot carry half of a
  surrogate pair, whole numbers beyond 19 digits or nesting beyond 31; such a document has a
  third field ``"exact"``: base64 of its JSON in UTF-8 with surrogates let through. Then
  ``document`` shows it as nearly as JSON can, null where it cannot, and ``exact`` counts.
* ``documents`` at the end counts them all: a file that ends early is not taken for a whole one.

Reading believes nothing: strict JSON line by line, exact names, ids once and in order, the count.
The beginning of the first line decides between "no backup", "a later one" and "a damaged one".
Later versions keep it up to the number and may change all that follows; this one is read for ever.
"""

import base64
import binascii
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from journal_app.domain import strict_json
from journal_app.domain.backup import TableCopy
from journal_app.domain.errors import BackupDamaged, BadJson, NewerBackup, NotABackup
from journal_app.domain.times import parse_utc, utc_text

FORMAT: Final = "three-dawns backup"
VERSION: Final = 1
ROLES: Final = ("client", "practice")

# A record of the vault holds 64 MiB; a document may stand twice in its line, once in base64.
MAX_LINE: Final = 160 * 1024 * 1024

_BLOCK: Final = 64 * 1024
_ID_LIMIT: Final = 2**53
_HEAD_START: Final = b'{"format":"three-dawns backup","version":'
_VERSION: Final = re.compile(rb"([0-9]{1,6})[,}]")
_HEAD_END: Final = b',"tables":['
_TABLE_END: Final = b"]}"
_LAST_START: Final = b'],"documents":'
_JOURNAL_ID: Final = re.compile(r"[0-9a-f]{32}")

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def secret_text(passphrase: str) -> str:
    """A passphrase as the age file gets it: NFKC, as the vault has it, and always UTF-8.

    What a person types into another age tool is in this form on nearly every keyboard. Half of an
    emoji cannot be typed there at all; it becomes U+FFFD.
    """
    normal = unicodedata.normalize("NFKC", passphrase)
    return normal.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


# ---- writing ----


def write(
    tables: Iterable[TableCopy], *, made: datetime, journal_id: str, role: str
) -> Iterator[bytes]:
    """The archive in blocks of about 64 KiB: not sealed yet, never to be put on a disk so."""
    block = bytearray()
    for line in _lines_of(tables, made, journal_id, role):
        block += line + b"\n"
        if len(block) >= _BLOCK:
            yield bytes(block)
            block.clear()
    yield bytes(block)


def _lines_of(
    tables: Iterable[TableCopy], made: datetime, journal_id: str, role: str
) -> Iterator[bytes]:
    head = {
        "format": FORMAT,
        "version": VERSION,
        "made": utc_text(made),
        "journal": journal_id,
        "role": role,
    }
    yield _json(head)[:-1] + _HEAD_END
    count = 0
    for number, table in enumerate(tables):
        begin = _json({"table": table.name, "next_id": table.next_id, "documents": []})
        yield _comma(number) + begin.removesuffix(_TABLE_END)
        for place, (doc_id, document) in enumerate(table.documents):
            yield _comma(place) + _document_line(doc_id, document)
            count += 1
        yield _TABLE_END
    yield _LAST_START + b"%d}" % count


def _comma(number: int) -> bytes:
    return b"," if number else b""


def _json(value: object) -> bytes:
    return _encode(value).encode("utf-8")


def _document_line(doc_id: int, document: dict[str, Any]) -> bytes:
    if _is_plain(document):
        return _json({"id": doc_id, "document": document})
    exact = _encode(document).encode("utf-8", "surrogatepass")
    shown = _shown(exact)
    return _json({"id": doc_id, "document": shown, "exact": base64.b64encode(exact).decode()})


def _is_plain(document: object) -> bool:
    """Whether strict JSON carries it exactly, one level deeper than it stands here."""
    try:
        strict_json.dumps([document])
    except BadJson:
        return False
    return True


def _shown(exact: bytes) -> object:
    """The document as nearly as strict JSON can show it."""
    shown = json.loads(exact.decode("utf-8", "replace"))
    return shown if _is_plain(shown) else None


# ---- reading ----


class Archive:
    """An archive being read: the head at once, then ``tables``, once and to its end.

    Raises ``NotABackup``, ``NewerBackup`` or ``BackupDamaged``; what the blocks raise passes
    through. The file is whole and sound only when ``tables`` has ended by itself: until then
    nothing that was read may replace anything.
    """

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._lines = _split(blocks)
        head = _head(next(self._lines, b""))
        self.made: datetime = head["made"]
        self.journal_id: str = head["journal"]
        self.role: str = head["role"]
        self.count = 0

    def tables(self) -> Iterator[TableCopy]:
        """Each table, with its documents as a stream."""
        names: set[str] = set()
        while True:
            line = self._line()
            if line.startswith(_LAST_START):
                break
            name, next_id = _table(_without_comma(line, bool(names)))
            if name in names:
                raise BackupDamaged("a table stands twice")
            names.add(name)
            documents = self._documents(next_id)
            yield TableCopy(name, next_id, documents)
            for _ in documents:  # what the caller did not take
                pass
        self._end(line)

    def _documents(self, next_id: int) -> Iterator[tuple[int, dict[str, Any]]]:
        before = 0
        while (line := self._line()) != _TABLE_END:
            doc_id, document = _document(_without_comma(line, before > 0))
            if not before < doc_id < next_id:
                raise BackupDamaged("an id out of its order")
            before = doc_id
            self.count += 1
            yield doc_id, document

    def _line(self) -> bytes:
        line = next(self._lines, None)
        if line is None:
            raise BackupDamaged("the archive ends too early")
        return line

    def _end(self, line: bytes) -> None:
        if line != _LAST_START + b"%d}" % self.count:
            raise BackupDamaged("the count does not fit")
        if next(self._lines, None) is not None:
            raise BackupDamaged("something stands behind the end")


def read(blocks: Iterable[bytes]) -> Archive:
    """Begin to read an archive (what the age file holds). Raises as ``Archive`` says."""
    return Archive(blocks)


def _split(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without their newlines; the last one has to have one, too."""
    held = bytearray()
    for block in blocks:
        searched = len(held)
        held += block
        start = 0
        while (end := held.find(b"\n", max(start, searched))) >= 0:
            yield bytes(held[start:end])
            start = end + 1
        del held[:start]
        if len(held) > MAX_LINE:
            raise BackupDamaged("a line is longer than any document")
    if held:
        raise BackupDamaged("the archive ends within a line")


def _head(line: bytes) -> dict[str, Any]:
    if not line.startswith(_HEAD_START):
        raise NotABackup("no head of an archive")
    version = _VERSION.match(line, len(_HEAD_START))
    if version and int(version[1]) > VERSION:
        raise NewerBackup(f"archive version {int(version[1])}")
    value: dict[str, Any] = _strict(line.removesuffix(_HEAD_END) + b"}")
    _check_names(value, {"format", "version", "made", "journal", "role"})
    if not version or int(version[1]) != VERSION or not line.endswith(_HEAD_END):
        raise BackupDamaged("a head that is none")
    if not isinstance(value["journal"], str) or not _JOURNAL_ID.fullmatch(value["journal"]):
        raise BackupDamaged("the journal's id is not one")
    if value["role"] not in ROLES:
        raise BackupDamaged("it does not say whose it is")
    try:
        value["made"] = parse_utc(value["made"])
    except (TypeError, ValueError):
        raise BackupDamaged("it does not say when it was made") from None
    return value


def _table(line: bytes) -> tuple[str, int]:
    value = _strict(line + _TABLE_END)
    _check_names(value, {"table", "next_id", "documents"})
    name = value["table"]
    if not isinstance(name, str) or not 0 < len(name.encode()) <= 255 or value["documents"] != []:
        raise BackupDamaged("a table without a name")
    return name, _whole(value["next_id"], _ID_LIMIT)


def _document(line: bytes) -> tuple[int, dict[str, Any]]:
    value = _strict(line)
    if isinstance(value, dict) and "exact" in value:
        _check_names(value, {"id", "document", "exact"})
        document = _exact(value["exact"], value["document"])
    else:
        _check_names(value, {"id", "document"})
        document = value["document"]
    if not isinstance(document, dict):
        raise BackupDamaged("a document is not an object")
    return _whole(value["id"], _ID_LIMIT - 1), document


def _exact(coded: object, shown: object) -> Any:
    """The document of an ``exact`` field, which has to be what ``document`` shows."""
    try:
        raw = base64.b64decode(coded if isinstance(coded, str) else "?", validate=True)
        document = json.loads(raw.decode("utf-8", "surrogatepass"))
        fits = _encode(document).encode("utf-8", "surrogatepass") == raw and _shown(raw) == shown
    except (ValueError, binascii.Error, RecursionError):
        fits = False
    if not fits:
        raise BackupDamaged("two forms of one document differ")
    return document


def _strict(line: bytes) -> Any:
    try:
        return strict_json.loads(line, max_bytes=MAX_LINE, max_items=MAX_LINE)
    except BadJson:
        raise BackupDamaged("a line is not strict JSON") from None


def _without_comma(line: bytes, expected: bool) -> bytes:
    if line.startswith(b",") != expected:
        raise BackupDamaged("a comma too many or too few")
    return line.removeprefix(b",")


def _check_names(value: object, names: set[str]) -> None:
    if not isinstance(value, dict) or set(value) != names:
        raise BackupDamaged("a field is missing or unknown")


def _whole(value: object, most: int) -> int:
    if type(value) is not int or not 0 < value <= most:
        raise BackupDamaged("a number is not one we accept")
    return value
