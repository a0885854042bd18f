"""What a packet says: the shared entries, as strict JSON.

    {v: 1, sender, made, session: {start, end, zone} | null, understand_first: text | null,
     entries: [{id, kind, title, written, zone, parts: [{name, text}]}],
     pair_key: base64, only until the pair's four words were compared (see ``packet``)}

Later kinds of content (measures, check-ins, drawings) come as further lists beside ``entries``: a
reader of today keeps out what it does not know, so it still opens a packet of tomorrow. ``v``
rises only when an old reader would misunderstand one.

Texts are kept exactly, character by character; what is shown goes through ``safe_text``.
"""

import base64
import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from journal_app.domain import strict_json
from journal_app.domain.errors import PacketError, PacketTooLarge
from journal_app.sharing import instant

VERSION = 1
MAX_BODY_BYTES = 32 * 1024 * 1024
MAX_ENTRIES = 6_000
MAX_PARTS = 64  # in one entry
MAX_NAME = 200  # characters of a sender's or a part's name
MAX_TITLE = 1_000  # characters
MAX_KIND = 64  # characters

_MAX_DEPTH = 8
_MAX_ITEMS = 1_000_000
_KEY_BYTES = 32
_ZONE = re.compile(r"[A-Za-z0-9_+/-]{1,64}")


@dataclass(frozen=True)
class Part:
    """One field of an entry: the question or heading, and the words under it."""

    name: str
    text: str


@dataclass(frozen=True)
class SharedEntry:
    """One entry as it was shared: ``id`` is its UUID as text, ``written`` an instant in UTC."""

    id: str
    kind: str
    title: str
    written: datetime
    zone: str
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class SharedSession:
    """The session the entries belong to: instants in UTC, and the IANA zone it was held in."""

    start: datetime
    end: datetime | None
    zone: str


@dataclass(frozen=True)
class Body:
    """Everything a client chose to share at once.

    ``sender`` is the name as the client wrote it for this therapist, ``made`` the instant of
    sealing, ``understand_first`` what the client wants read before all else.
    """

    sender: str
    made: datetime
    entries: tuple[SharedEntry, ...]
    session: SharedSession | None = None
    understand_first: str | None = None


def write(body: Body, pair_key: bytes | None = None) -> bytes:
    """The JSON of ``body``, with the pair key where it still travels.

    Raises ``PacketTooLarge`` for too many bytes or entries, ``ValueError`` or ``BadJson`` for
    what ``read`` would refuse: nothing is sealed that could not be opened.
    """
    document: dict[str, Any] = {
        "v": VERSION,
        "sender": body.sender,
        "made": instant.to_text(body.made),
        "session": _session_document(body.session),
        "understand_first": body.understand_first,
        "entries": [_entry_document(entry) for entry in body.entries],
    }
    if pair_key is not None:
        document["pair_key"] = base64.b64encode(pair_key).decode("ascii")
    data = strict_json.dumps(document)
    if len(data) > MAX_BODY_BYTES or len(body.entries) > MAX_ENTRIES:
        raise PacketTooLarge("more than one packet may hold")
    read(data)
    return data


def read(data: bytes) -> tuple[Body, bytes | None]:
    """A body, and the pair key if it carries one.

    Raises ``BadJson`` or ``ValueError`` for what is not a body, ``PacketError`` for a newer kind.
    """
    document = strict_json.loads(
        data, max_bytes=MAX_BODY_BYTES, max_depth=_MAX_DEPTH, max_items=_MAX_ITEMS
    )
    version = _field(document, "v", int)
    if version > VERSION:
        raise PacketError("made by a newer version")
    if version != VERSION:
        raise ValueError("not a version there ever was")
    entries = tuple(_entry(item) for item in _list(document, "entries", MAX_ENTRIES))
    if len({entry.id for entry in entries}) != len(entries):
        raise ValueError("an entry stands twice")
    first = document.get("understand_first")
    session = document.get("session")
    body = Body(
        sender=_text(document, "sender", MAX_NAME),
        made=_instant(document, "made"),
        entries=entries,
        session=_session(session) if session is not None else None,
        understand_first=_text(document, "understand_first") if first is not None else None,
    )
    return body, _pair_key(document)


def entry_bytes(entry: SharedEntry) -> bytes:
    """One entry in its canonical form, to compare and hash."""
    return strict_json.dumps(_entry_document(entry))


def _entry_document(entry: SharedEntry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "kind": entry.kind,
        "title": entry.title,
        "written": instant.to_text(entry.written),
        "zone": entry.zone,
        "parts": [{"name": part.name, "text": part.text} for part in entry.parts],
    }


def _session_document(session: SharedSession | None) -> dict[str, Any] | None:
    if session is None:
        return None
    return {
        "start": instant.to_text(session.start),
        "end": instant.to_text(session.end) if session.end is not None else None,
        "zone": session.zone,
    }


def _entry(item: Any) -> SharedEntry:
    identifier = _text(item, "id", MAX_KIND)
    if str(uuid.UUID(identifier)) != identifier:
        raise ValueError("an entry's id has one form")
    return SharedEntry(
        id=identifier,
        kind=_text(item, "kind", MAX_KIND),
        title=_text(item, "title", MAX_TITLE),
        written=_instant(item, "written"),
        zone=_zone(item),
        parts=tuple(
            Part(name=_text(part, "name", MAX_NAME), text=_text(part, "text"))
            for part in _list(item, "parts", MAX_PARTS)
        ),
    )


def _session(item: Any) -> SharedSession:
    start = _instant(item, "start")
    end = _instant(item, "end") if item.get("end") is not None else None
    if end is not None and end < start:
        raise ValueError("a session ends after it starts")
    return SharedSession(start=start, end=end, zone=_zone(item))


def _pair_key(document: dict[str, Any]) -> bytes | None:
    if document.get("pair_key") is None:
        return None
    text = _text(document, "pair_key", MAX_KIND)
    key = base64.b64decode(text, validate=True)
    if len(key) != _KEY_BYTES or base64.b64encode(key).decode("ascii") != text:
        raise ValueError("not a pair key")
    return key


def _field(item: Any, name: str, kind: type) -> Any:
    value = item.get(name) if isinstance(item, dict) else None
    if type(value) is not kind:
        raise ValueError("a field is missing or of the wrong kind")
    return value


def _text(item: Any, name: str, limit: int = MAX_BODY_BYTES) -> str:
    text: str = _field(item, name, str)
    if len(text) > limit:
        raise ValueError("a text is too long")
    return text


def _list(item: Any, name: str, limit: int) -> list[Any]:
    items: list[Any] = _field(item, name, list)
    if len(items) > limit:
        raise ValueError("a list is too long")
    return items


def _instant(item: Any, name: str) -> datetime:
    return instant.from_text(_text(item, name, MAX_KIND))


def _zone(item: Any) -> str:
    zone = _text(item, "zone", MAX_KIND)
    if not _ZONE.fullmatch(zone):
        raise ValueError("not the name of a zone")
    return zone
