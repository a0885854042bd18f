"""Days and moments in words, short: "3 March", "Wednesday 17:10"."""

from __future__ import annotations

from datetime import datetime, timedelta

from journal_app.words import say

__all__ = ["day", "full_day", "moment"]

_WEEK = timedelta(days=6)


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
    clock = f"{local.hour}:{local.minute:02}"
    apart = today.date() - local.date()
    if not apart:
        return say("share.moment", day=say("share.today"), clock=clock)
    if timedelta(0) < apart <= _WEEK:
        return say("share.moment", day=say(f"weekday.{local.weekday()}"), clock=clock)
    return say("share.moment", day=day(local, today), clock=clock)
