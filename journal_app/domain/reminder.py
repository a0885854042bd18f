"""Reminders: when a quiet sentence comes, and what of that was handed out before.

A reminder leaves the journal, for a calendar or for a phone's own notices. So it tells nothing.
Its id is an HMAC (RFC 2104) of session and slot under a secret of this journal: always the same
for the same slot, and for everybody else as good as random. Which sentence comes follows from the
id alone. A prompt, a session or a word somebody wrote never reaches it.

What was handed out stays where it went. ``Handed`` remembers it, so that a later file changes what
an earlier one brought and nothing stands there twice:

      wanted: sequence 0       not wanted any more: sequence + 1
              │            ┌───────────────────────────────────────┐
              ▼            │                                       ▼
          to come ─────────┘                                   cancelled
          │     ▲ ▲                                                │
          └─────┘ └────────────────────────────────────────────────┘
    at another time: + 1            wanted again: + 1

A file carries all that is to come, and every cancellation that could still be of use to somebody.
So the newest leads to the same days to come, whichever of the files before it were taken in. What
is past is left alone: it can ring no more, and a new file is no list of earlier sessions.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Protocol, Self

from journal_app.domain.doc import Doc
from journal_app.domain.schedule import Slot
from journal_app.domain.session import ID
from journal_app.domain.times import as_utc, utc_text

SECRET_SIZE = 32
"""Bytes of the secret that ids are made with."""

SENTENCES = ("moment", "minute", "pause")
"""Which sentences there are; the values are keys of the words."""

REMEMBERED = 1_000
"""Notices the ledger keeps at least, some forty sessions; what is still of use is always kept.

Counted and not timed: a clock that is wrong for a day makes nothing forgotten.
"""
MOST_NOTICES = 100_000
_MOST_CHANGES = 2**31 - 1  # what calendar programs read a SEQUENCE into
_SECRET = re.compile(rf"[0-9a-f]{{{2 * SECRET_SIZE}}}")


@dataclass(frozen=True, slots=True)
class Reminder:
    """One reminder that is wanted: its id, and its instant in UTC, in whole seconds."""

    id: str
    at: datetime

    def __post_init__(self) -> None:
        # Calendars know no parts of a second. Quiet hours are whole minutes, so that none is
        # cut back into them.
        object.__setattr__(self, "at", as_utc(self.at).replace(microsecond=0))


def reminders(slots: Iterable[Slot], session_id: str, secret: bytes) -> tuple[Reminder, ...]:
    """The reminders for the nudges of that session's slots, in the order of their instants.

    ``secret`` is ``Handed.secret``. Raises ``ValueError`` for an id that is none of a session.
    """
    if not ID.fullmatch(session_id):
        raise ValueError("reminder: expected the id of a session")
    found = [
        Reminder(_id(session_id, slot.id, secret), slot.nudge)
        for slot in slots
        if slot.nudge is not None
    ]
    return tuple(sorted(found, key=lambda each: (each.at, each.id)))


def _id(session_id: str, slot_id: str, secret: bytes) -> str:
    """128 bits in hexadecimal; ids of sessions have one length, so no two pairs read alike."""
    return hmac.new(secret, f"{session_id} {slot_id}".encode(), hashlib.sha256).hexdigest()[:32]


class Reminders(Protocol):
    """Where reminders go. A calendar file is what is shipped (``export.calendar``).

    Today shows what is here in any case. A phone's own notices can take this place one day, for
    instance behind a plug-in of its own; there is none yet.
    """

    async def put(self, wanted: Sequence[Reminder]) -> None:
        """From now on these, and only these, of all sessions together, are to come."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What was last handed out under one id.

    ``at`` is its instant; ``latest`` the latest instant any file so far gave it (both UTC): until
    then an old copy of it could still ring. ``sequence`` counts its changes (RFC 5545, 3.8.7.4).
    """

    id: str
    at: datetime
    latest: datetime
    sequence: int = 0
    cancelled: bool = False

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise ValueError("notice: id: expected 32 hexadecimal digits")
        object.__setattr__(self, "at", as_utc(self.at))
        object.__setattr__(self, "latest", as_utc(self.latest))
        if self.latest < self.at:
            raise ValueError("notice: latest: expected no instant before its own")

    @property
    def sentence(self) -> str:
        """Which of ``SENTENCES`` it says: always the same, and no sign of what it is for."""
        return SENTENCES[int(self.id, 16) % len(SENTENCES)]

    def to_doc(self) -> dict[str, object]:
        """The notice as it is stored (JSON types only)."""
        return {
            "id": self.id,
            "at": utc_text(self.at),
            "latest": utc_text(self.latest),
            "sequence": self.sequence,
            "cancelled": self.cancelled,
        }

    @classmethod
    def from_doc(cls, doc: object) -> Self:
        """The notice of ``to_doc``. Raises ``ValueError`` naming the field, never its value."""
        fields = Doc("notice", doc)
        notice = cls(
            id=fields.text("id", longest=32),
            at=fields.instant("at"),
            latest=fields.instant("latest"),
            sequence=fields.whole("sequence", low=0, high=_MOST_CHANGES),
            cancelled=fields.flag("cancelled"),
        )
        fields.done()
        return notice


class Change(StrEnum):
    """How a notice differs from what was handed out before."""

    NEW = "new"
    MOVED = "moved"
    """To another time, or back after it was cancelled."""
    CANCELLED = "cancelled"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Handed:
    """The ledger of a journal: its secret (32 random bytes), and what was handed out so far.

    A journal has one and keeps it: under another secret everything would come a second time.
    """

    secret: bytes = field(repr=False)
    notices: tuple[Notice, ...] = ()

    def __post_init__(self) -> None:
        if len(self.secret) != SECRET_SIZE:
            raise ValueError(f"handed: secret: expected {SECRET_SIZE} bytes")
        if len(self.notices) > MOST_NOTICES:
            raise ValueError(f"handed: notices: expected at most {MOST_NOTICES}")
        if len({notice.id for notice in self.notices}) != len(self.notices):
            raise ValueError("handed: notices: expected each id once")

    def update(self, wanted: Iterable[Reminder], now: datetime) -> "Update":
        """What the next file says, so that ``wanted`` is all that is still to come after ``now``.

        ``wanted`` is of all sessions together: what was handed out and is not in it is cancelled.
        Raises ``ValueError`` for a ``now`` without a zone.
        """
        now = as_utc(now)
        coming = {each.id: each.at for each in wanted if each.at > now}
        before = {notice.id: notice for notice in self.notices}
        changes = [_wanted(before.get(each), each, at) for each, at in coming.items()]
        changes += [
            _not_wanted(notice)
            for notice in self.notices
            if notice.id not in coming and notice.latest > now
        ]
        changes.sort(key=lambda change: (change[1].at, change[1].id))
        said = {notice.id: notice for _, notice in changes}
        past = sorted((n for n in self.notices if n.id not in said), key=lambda n: n.latest)
        room = max(0, REMEMBERED - len(said))
        kept = (*past[max(0, len(past) - room) :], *said.values())
        return Update(tuple(changes), replace(self, notices=kept))

    def to_doc(self) -> dict[str, object]:
        """The ledger as it is stored (JSON types only)."""
        return {
            "v": 1,
            "secret": self.secret.hex(),
            "notices": [notice.to_doc() for notice in self.notices],
        }

    @classmethod
    def from_doc(cls, doc: object) -> Self:
        """The ledger of ``to_doc``. Raises ``ValueError`` naming the field, never its value."""
        fields = Doc("handed", doc)
        fields.version(1)
        secret = fields.text("secret", longest=2 * SECRET_SIZE)
        if not _SECRET.fullmatch(secret):
            raise fields.error("secret", f"{SECRET_SIZE} bytes in hexadecimal")
        items = fields.items("notices", most=MOST_NOTICES)
        fields.done()
        return cls(bytes.fromhex(secret), tuple(Notice.from_doc(item) for item in items))


@dataclass(frozen=True, slots=True)
class Update:
    """The next file, in the order of its instants, and the ledger once that file is out.

    The ledger is kept first and the file handed over after: a file nobody took in does no harm,
    and one nobody remembers could not be changed.
    """

    changes: tuple[tuple[Change, Notice], ...]
    handed: Handed

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What the file carries."""
        return tuple(notice for _, notice in self.changes)

    @property
    def news(self) -> bool:
        """True when the file before this one no longer says what is to come."""
        return any(change is not Change.UNCHANGED for change, _ in self.changes)


def _wanted(before: Notice | None, wanted_id: str, at: datetime) -> tuple[Change, Notice]:
    if before is None:
        return Change.NEW, Notice(id=wanted_id, at=at, latest=at)
    if before.at == at and not before.cancelled:
        return Change.UNCHANGED, before
    latest = max(before.latest, at)
    changed = replace(before, at=at, latest=latest, sequence=before.sequence + 1, cancelled=False)
    return Change.MOVED, changed


def _not_wanted(before: Notice) -> tuple[Change, Notice]:
    if before.cancelled:
        return Change.UNCHANGED, before
    return Change.CANCELLED, replace(before, sequence=before.sequence + 1, cancelled=True)
