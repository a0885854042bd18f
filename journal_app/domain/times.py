"""Instants and the clocks on walls: every instant is UTC, every wall clock has an IANA zone.

Python compares two datetimes of the same zone by their wall clocks, which lies twice a year. So
this package keeps instants in UTC, adds and compares only there, and asks for a wall clock only
to read it.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

ZONE_NAME = re.compile(r"[A-Za-z0-9_+\-]{1,32}(/[A-Za-z0-9_+\-]{1,32}){0,2}")
"""The shape of an IANA zone name, such as ``Europe/London`` or ``America/Indiana/Knox``."""

_FIRST_YEAR, _LAST_YEAR = 2, 9998

_WALL_TEXT = re.compile(r"[0-2]\d:[0-5]\d")
_UTC_TEXT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z")


def as_utc(instant: datetime) -> datetime:
    """The same instant in UTC. Raises ``ValueError`` for a datetime without a zone."""
    if instant.utcoffset() is None:
        raise ValueError("an instant has to carry its zone")
    return instant.astimezone(UTC)


def utc_text(instant: datetime) -> str:
    """An instant as stored: RFC 3339 in UTC, ``2026-03-03T14:05:00.250000Z``."""
    return as_utc(instant).isoformat().removesuffix("+00:00") + "Z"


def parse_utc(text: str) -> datetime:
    """The instant of ``utc_text``. Raises ``ValueError``, without the text, for anything else."""
    if not _UTC_TEXT.fullmatch(text):
        raise ValueError("expected an instant in UTC")
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise ValueError("expected an instant in UTC") from None


def wall_text(clock: time) -> str:
    """A time of the wall clock as stored, ``22:30``; parts of a minute are left out."""
    return clock.strftime("%H:%M")


def parse_wall(text: str) -> time:
    """The time of ``wall_text``. Raises ``ValueError`` for anything else."""
    if _WALL_TEXT.fullmatch(text) and text < "24":
        return time.fromisoformat(text)
    raise ValueError("expected times such as 22:00")


def zone_of(name: str) -> ZoneInfo:
    """The zone of an IANA name. Raises ``ValueError`` when there is no such zone here."""
    if ZONE_NAME.fullmatch(name):
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass  # OSError: a folder of the zone database, such as "Europe", is no zone
    raise ValueError("expected the name of a time zone")


def is_zone(name: str) -> bool:
    """True when there is a zone of that IANA name here."""
    try:
        zone_of(name)
    except ValueError:
        return False
    return True


def at_local(day: date, clock: time, zone: ZoneInfo) -> datetime | None:
    """The instant (UTC) at which the wall clock in ``zone`` shows ``clock`` on ``day``.

    A time the clocks jump over gives the instant as if they had not jumped yet; a time they show
    twice gives the first. ``None`` when the whole day was left out (Apia, 30 December 2011).
    """
    instant = datetime.combine(day, clock, tzinfo=zone).astimezone(UTC)
    return instant if instant.astimezone(zone).date() == day else None


def clock_times(
    clock: time, zone: ZoneInfo, earliest: datetime, latest: datetime
) -> tuple[datetime, ...]:
    """Every instant (UTC, in order), both ends included, at which the wall shows ``clock``.

    None in the first and the last years a date can name: the days around them are not there.
    """
    if earliest.year < _FIRST_YEAR or latest.year > _LAST_YEAR:
        return ()
    day = earliest.astimezone(zone).date() - timedelta(days=1)
    last = latest.astimezone(zone).date() + timedelta(days=1)
    found = []
    while day <= last:
        instant = at_local(day, clock, zone)
        if instant is not None and earliest <= instant <= latest:
            found.append(instant)
        day += timedelta(days=1)
    return tuple(found)


def hour_of_day(instant: datetime, zone: ZoneInfo) -> float:
    """The wall clock as hours, 0 <= hour < 24: what the sky's colour is asked with."""
    wall = instant.astimezone(zone)
    return wall.hour + wall.minute / 60 + wall.second / 3600
