"""Days and moments in words, short: "3 March", "Wednesday 17:10"."""

from __future__ import annotations

from datetime import datetime, timedelta, tzinfo

from journal_app.domain.times import zone_of
from journal_app.words import say

__all__ = ["clock", "day", "full_day", "moment", "wall"]

_WEEK = timedelta(days=6)


def wall(instant: datetime, zone: str, otherwise: tzinfo) -> datetime:
    """An instant by the wall clock of a zone's name, or of ``otherwise`` where none is known."""
    try:
        return instant.astimezone(zone_of(zone))
    except ValueError:
        return instant.astimezone(otherwise)


def clock(local: datetime) -> str:
    """The time of day: "17:10"."""
    return f"{local.hour}:{local.minute:02}"


def day(local: datetime, today: datetime) -> str:
    """A day, with its year when that is another one. Both are wall clocks."""
    if local.year != today.year:
        return full_day(local)
    return say("share.day", date=local.day, month=say(f"month.{local.month}"))


def full_day(local: datetime) -> str:
    """A day with its year: "3 March 2026"."""
    month = say(f"month.{local.month}")
    return say("share.full_day", date=local.day, month=month, year=local.year)


def moment(local: datetime, today: datetime) -> str:
    """A moment: its weekday while that is clear, else its date; always the time of day."""
    at = clock(local)
    apart = today.date() - local.date()
    if not apart:
        return say("share.moment", day=say("share.today"), clock=at)
    if timedelta(0) < apart <= _WEEK:
        return say("share.moment", day=say(f"weekday.{local.weekday()}"), clock=at)
    return say("share.moment", day=day(local, today), clock=at)
