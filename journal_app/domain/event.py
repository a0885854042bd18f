"""What a person did with a prompt: answered it, or put it away in one of the kind ways."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from journal_app.domain.doc import Doc
from journal_app.domain.session import ID
from journal_app.domain.times import as_utc, utc_text

LONGEST_SLOT = 100
"""Characters in the id of a slot."""


class How(StrEnum):
    """The ways a prompt can be met. All of them are thanked alike."""

    ANSWERED = "answered"
    WORD = "word"
    SKIPPED = "skipped"
    NOT_TODAY = "not-today"

    @property
    def kept_something(self) -> bool:
        """True when something was written; this stays true whatever is tapped later."""
        return self in (How.ANSWERED, How.WORD)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One such act: the slot it was about (``Slot.id``), in which session, and when (UTC)."""

    session_id: str
    slot_id: str
    how: How
    at: datetime

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.session_id) or not 0 < len(self.slot_id) <= LONGEST_SLOT:
            raise ValueError("event: expected the ids of a session and of a slot")
        object.__setattr__(self, "at", as_utc(self.at))

    def to_doc(self) -> dict[str, object]:
        """The event as it is stored (JSON types only)."""
        return {
            "v": 1,
            "session": self.session_id,
            "slot": self.slot_id,
            "how": self.how.value,
            "at": utc_text(self.at),
        }

    @classmethod
    def from_doc(cls, doc: object) -> Self:
        """The event of ``to_doc``. Raises ``ValueError`` that names the field, never its value."""
        fields = Doc("event", doc)
        fields.version(1)
        session_id = fields.text("session", longest=32)
        slot_id = fields.text("slot", longest=LONGEST_SLOT)
        how = fields.text("how", longest=20)
        at = fields.instant("at")
        fields.done()
        if how not in tuple(How):
            raise ValueError("event: how: expected " + ", ".join(How))
        return cls(session_id=session_id, slot_id=slot_id, how=How(how), at=at)


def by_session(events: Iterable[Event], now: datetime | None = None) -> dict[str, dict[str, Event]]:
    """For each session, and for each of its slots, the event that counts.

    Something written counts for good; among the others the latest does. Given ``now``, an event
    that seems to lie ahead was noted by a clock that ran wrong: it gives way to any other.
    """
    latest = None if now is None else as_utc(now)
    counts: dict[str, dict[str, Event]] = {}
    for event in sorted(events, key=lambda e: _weight(e, latest)):
        counts.setdefault(event.session_id, {})[event.slot_id] = event
    return counts


def _weight(event: Event, latest: datetime | None) -> tuple[bool, bool, datetime]:
    return event.how.kept_something, latest is None or event.at <= latest, event.at


def answered(
    events: Iterable[Event], session_id: str, now: datetime | None = None
) -> dict[str, Event]:
    """``by_session`` for one session."""
    return by_session(events, now).get(session_id, {})
