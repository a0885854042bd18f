"""From entries of a journal to the exact thing a therapist would see, part by part."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from journal_app.domain.entry import Entry, Kind
from journal_app.domain.session import Session
from journal_app.sharing import body as packet_body
from journal_app.sharing.body import Body, SharedEntry, SharedSession
from journal_app.ui.titles import practice_title
from journal_app.words import say

__all__ = ["Preview", "PreviewEntry", "PreviewPart", "entry_title", "parts_of", "to_body"]

SESSION = "session"
"""The key of the tick for the session's own times."""

TitleOf = Callable[[str], str | None]


@dataclass(frozen=True)
class PreviewPart:
    """One part with its tick: ``key`` names it while a person chooses, and is never shared."""

    key: str
    name: str
    text: str
    ticked: bool


@dataclass(frozen=True)
class PreviewEntry:
    """One chosen entry: what its head says, and its parts. ``written`` is UTC."""

    id: str
    kind: Kind
    title: str
    written: datetime
    zone: str
    parts: tuple[PreviewPart, ...]


@dataclass(frozen=True)
class Preview:
    """What is drawn, and, when it is sealed, exactly what goes: one object for both.

    ``sender`` is what the therapist is to call this person; ``session`` is there when all chosen
    entries belong to one.
    """

    card_id: str
    sender: str
    entries: tuple[PreviewEntry, ...]
    session: SharedSession | None = None
    session_ticked: bool = False

    @property
    def parts(self) -> int:
        """How many parts are ticked."""
        ticked = sum(part.ticked for entry in self.entries for part in entry.parts)
        return ticked + self.session_ticked

    @property
    def going(self) -> tuple[PreviewEntry, ...]:
        """The entries of which at least one part is ticked."""
        return tuple(e for e in self.entries if any(part.ticked for part in e.parts))


def entry_title(entry: Entry, prompt_title: TitleOf) -> str:
    """What an entry is called: its prompt's or practice's title, else its kind."""
    if entry.prompt_id is not None:
        title = prompt_title(entry.prompt_id)
        if title:
            return title
    if entry.practice_id is not None:
        title = practice_title(entry.practice_id)
        if title:
            return title
    return say(f"share.kind_{entry.kind.value}")


def parts_of(entry: Entry, ticked: Iterable[str] = ()) -> tuple[PreviewPart, ...]:
    """Everything in an entry that can be shared on its own: its texts, then its readings."""
    on = set(ticked)
    found = [
        (f"{entry.id}/{n}", part.name, part.text)
        for n, part in enumerate(entry.parts)
        if part.text.strip()
    ]
    if entry.readings:
        arrived = entry.kind is not Kind.CHECK_IN
        name = say("share.arrived") if arrived else say("share.how_i_was")
        found.append((f"{entry.id}/readings", name, _readings(entry)))
    return tuple(PreviewPart(key, name, text, key in on) for key, name, text in found)


def _readings(entry: Entry) -> str:
    words = [say(f"share.reading_{n}", value=value) for n, value in entry.readings.items()]
    return ", ".join(words)[:1].upper() + ", ".join(words)[1:]


def shared_session(session: Session) -> SharedSession:
    """A session as a packet tells it: its times and its zone, and none of its words."""
    return SharedSession(start=session.starts, end=session.ends, zone=session.zone)


def to_body(preview: Preview, made: datetime) -> Body:
    """The body of the packet: the ticked parts of ``preview`` and nothing else."""
    first = say("share.understand_first")
    understood = [
        part.text
        for entry in sorted(preview.going, key=lambda e: e.written)
        for part in entry.parts
        if part.ticked and part.name == first
    ]
    return Body(
        sender=preview.sender,
        made=made,
        entries=tuple(_shared(entry) for entry in preview.going),
        session=preview.session if preview.session_ticked else None,
        understand_first=understood[-1] if understood else None,
    )


def _shared(entry: PreviewEntry) -> SharedEntry:
    return SharedEntry(
        id=str(uuid.UUID(entry.id)),
        kind=entry.kind.value,
        title=entry.title,
        written=entry.written,
        zone=entry.zone,
        parts=tuple(packet_body.Part(p.name, p.text) for p in entry.parts if p.ticked),
    )
