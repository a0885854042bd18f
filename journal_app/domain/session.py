"""A session, and the 72 hours that follow it.

The two anchors of everything that is timed are the session's start and its end, E. Where the end
is not known, E is three hours after the start, about as long as a visit lasts (design, content
section 2.3). The window is 72 elapsed hours from E, whatever the clocks on the wall do meanwhile.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Self
from zoneinfo import ZoneInfo

from journal_app.domain.doc import Doc
from journal_app.domain.times import as_utc, is_zone, utc_text, zone_of

WINDOW = timedelta(hours=72)
UNKNOWN_LENGTH = timedelta(hours=3)
LONGEST_SESSION = timedelta(hours=24)
PREPARATION = timedelta(hours=36)
"""How long before its start a session begins to be the one Today is about (prompts 1 and 2)."""

LONGEST_WORDS = 20_000
"""Characters in an intention or in the line about who is there."""

_EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)

ID = re.compile(r"[0-9a-f]{32}")
"""The shape of an id: a random UUID as 32 hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Window:
    """The 72 hours: ``opens`` and ``closes`` are instants in UTC."""

    opens: datetime
    closes: datetime

    def holds(self, instant: datetime) -> bool:
        """True from the opening on, and no longer at the closing."""
        return self.opens <= instant < self.closes


class Became(StrEnum):
    """What became of an intention before the next session; the values are keys of the words."""

    KEPT = "kept"
    SOFTENED = "softened"
    SET_FREE = "set_free"


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One session, planned or past.

    ``starts`` and ``ends`` are instants in UTC (``ends`` is ``None`` while it is not known);
    ``zone`` is the IANA name of the wall clock there, and stays that, wherever the person goes.
    ``became`` is what was done with this session's intention before the next one. Raises
    ``ValueError`` for an end before the start or a day after it, for an unknown zone, and for a
    time outside 1990 to 2199.
    """

    id: str
    starts: datetime
    ends: datetime | None = None
    zone: str
    intention: str = ""
    companion: str = ""
    cancelled: bool = False
    became: Became | None = None

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise ValueError("session: id: expected 32 hexadecimal digits")
        if not is_zone(self.zone):
            raise ValueError("session: zone: expected the name of a time zone")
        object.__setattr__(self, "starts", as_utc(self.starts))
        if not _EARLIEST <= self.starts < _LATEST:
            raise ValueError("session: starts: expected a year from 1990 to 2199")
        if self.ends is not None:
            object.__setattr__(self, "ends", as_utc(self.ends))
            if not self.starts <= self.ends <= self.starts + LONGEST_SESSION:
                raise ValueError("session: ends: expected within 24 hours after the start")
        if max(len(self.intention), len(self.companion)) > LONGEST_WORDS:
            raise ValueError(f"session: expected at most {LONGEST_WORDS} characters in a field")

    @property
    def anchor(self) -> datetime:
        """E, the end of the session: known, or three hours after the start."""
        return self.ends if self.ends is not None else self.starts + UNKNOWN_LENGTH

    @property
    def window(self) -> Window:
        """E to E + 72 hours, elapsed."""
        return Window(self.anchor, self.anchor + WINDOW)

    @property
    def place(self) -> ZoneInfo:
        """The zone, ready to read a wall clock with."""
        return zone_of(self.zone)

    def to_doc(self) -> dict[str, object]:
        """The session as it is stored (JSON types only)."""
        return {
            "v": 1,
            "id": self.id,
            "starts": utc_text(self.starts),
            "ends": None if self.ends is None else utc_text(self.ends),
            "zone": self.zone,
            "intention": self.intention,
            "companion": self.companion,
            "cancelled": self.cancelled,
            "became": None if self.became is None else self.became.value,
        }

    @classmethod
    def from_doc(cls, doc: object) -> Self:
        """The session of ``to_doc``. Raises ``ValueError`` naming the field, never its value."""
        fields = Doc("session", doc)
        fields.version(1)
        became = fields.maybe_text("became", longest=20)
        if became is not None and became not in tuple(Became):
            raise fields.error("became", ", ".join(Became))
        session = cls(
            id=fields.text("id", longest=32),
            starts=fields.instant("starts"),
            ends=fields.maybe_instant("ends"),
            zone=fields.text("zone", longest=100),
            intention=fields.text("intention", longest=LONGEST_WORDS),
            companion=fields.text("companion", longest=LONGEST_WORDS),
            cancelled=fields.flag("cancelled"),
            became=None if became is None else Became(became),
        )
        fields.done()
        return session


def current_session(sessions: Iterable[Session], now: datetime) -> Session | None:
    """The session Today is about, or ``None`` when there is none.

    A window that is open comes first, the newest of them, so that preparing for the next session
    never takes its place; then the latest session whose preparation has begun; then the nearest
    one planned.
    """
    kept = sorted((s for s in sessions if not s.cancelled), key=lambda s: (s.starts, s.id))
    inside = [s for s in kept if s.starts <= now < s.window.closes]
    if inside:
        return inside[-1]
    near = [s for s in kept if s.starts - PREPARATION <= now]
    if near:
        return near[-1]
    return kept[0] if kept else None


def next_session(sessions: Iterable[Session], session: Session) -> Session | None:
    """The first session, not cancelled, that starts after ``session`` did."""
    later = [s for s in sessions if not s.cancelled and s.starts > session.starts]
    return min(later, key=lambda s: s.starts, default=None)
