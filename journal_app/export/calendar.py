"""The calendar file: one event for each reminder, for the calendar a person already has.

iCalendar (RFC 5545), written here: it is a few lines, and a library for it would be weight on a
phone. All times are UTC, so that every calendar shows them by the wall clock of where it is, over
changes of the clock and journeys too.

A calendar is often in a cloud, on a wall or shared. So the file has neutral words and nothing of
the journal, not even the name of this program, which anybody can look up. ``METHOD:PUBLISH`` asks
for an ``ORGANIZER`` (RFC 5546, 3.2.1); that would be a person and their address, so there is none.
"""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from journal_app.domain.reminder import Handed, Notice, Reminder
from journal_app.domain.times import as_utc
from journal_app.words import say

NAME = "quiet-moments.ics"
"""What the file is called where a name is asked for."""

LASTS = timedelta(minutes=10)
"""How long an event is: enough to be seen, and to be tapped."""

LONGEST_LINE = 75
"""Bytes of UTF-8 in a line, its end not counted (RFC 5545, 3.1)."""

_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})


def calendar_file(notices: Iterable[Notice], made: datetime) -> bytes:
    """The file for ``notices``, made at that instant: UTF-8, lines ending in CRLF.

    A later file from the same ledger changes what an earlier one brought. Raises ``ValueError``
    where there is no notice, because a calendar without an event is none.
    """
    events = [line for notice in notices for line in _event(notice, made)]
    if not events:
        raise ValueError("calendar: expected a notice")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//{_text(say('reminder.moment.title'))}//1//EN",
        "METHOD:PUBLISH",
        *events,
        "END:VCALENDAR",
    ]
    return b"".join(_folded(line) for line in lines)


def _event(notice: Notice, made: datetime) -> Iterator[str]:
    which = "cancelled" if notice.cancelled else notice.sentence
    title = _text(say(f"reminder.{which}.title"))
    yield "BEGIN:VEVENT"
    yield f"UID:{notice.id}"
    yield f"DTSTAMP:{_instant(made)}"
    yield f"DTSTART:{_instant(notice.at)}"
    yield f"DTEND:{_instant(notice.at + LASTS)}"
    yield f"SEQUENCE:{notice.sequence}"
    yield f"STATUS:{'CANCELLED' if notice.cancelled else 'CONFIRMED'}"
    yield f"SUMMARY:{title}"
    yield f"DESCRIPTION:{_text(say(f'reminder.{which}.text'))}"
    yield "CLASS:PRIVATE"
    yield "TRANSP:TRANSPARENT"
    if not notice.cancelled:  # some calendars go on showing it; at least it does not ring
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", "TRIGGER:PT0S")
        yield f"DESCRIPTION:{title}"
        yield "END:VALARM"
    yield "END:VEVENT"


def _instant(instant: datetime) -> str:
    return as_utc(instant).strftime("%Y%m%dT%H%M%SZ")


def _text(text: str) -> str:
    return text.translate(_ESCAPED)


def _folded(line: str) -> bytes:
    """The line with its end, cut between characters; what is cut goes on after a space."""
    pieces, piece = [], b""
    for character in line:
        more = character.encode()
        if len(piece) + len(more) > LONGEST_LINE:
            pieces.append(piece)
            piece = b" "
        piece += more
    return b"\r\n".join([*pieces, piece]) + b"\r\n"


class CalendarReminders:
    """``Reminders`` as a calendar file, which the person takes into their own calendar.

    ``handed`` gives the ledger as it is now, ``keep`` stores it durably, ``hand_over`` gives the
    file with a name to the person, ``now`` tells the time.
    """

    def __init__(
        self,
        handed: Callable[[], Handed],
        keep: Callable[[Handed], Awaitable[object]],
        hand_over: Callable[[bytes, str], Awaitable[object]],
        now: Callable[[], datetime],
    ) -> None:
        self._handed = handed
        self._keep = keep
        self._hand_over = hand_over
        self._now = now

    async def put(self, wanted: Sequence[Reminder]) -> None:
        """Hand over a file that leads to ``wanted``; none where there is nothing to say.

        Raises what ``keep`` and ``hand_over`` raise. Where the ledger was not kept, nothing was
        handed over.
        """
        now = self._now()
        update = self._handed().update(wanted, now)
        if update.notices:
            await self._keep(update.handed)
            await self._hand_over(calendar_file(update.notices, now), NAME)
