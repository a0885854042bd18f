"""When a measure may be offered. Everything here is a ceiling; nothing is ever due.

    not before it was asked for          (those that are opt-in)
    not from a session's start until 72 hours after its end: a measure asks about weeks
    one a day at most, by the person's own calendar
    one at most in the first 24 hours of a journal
    not sooner than its own interval, counted in the person's own days

A measure reached by its way on (PHQ-2 to PHQ-9, the same day) is the same sitting going further,
so that it counts as one with the first; the window and its own interval hold for it too.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from journal_app.domain.measure import Measure
from journal_app.domain.session import Session
from journal_app.domain.times import as_utc

FIRST_DAY = timedelta(hours=24)
"""After the journal's creation this long, there is one measure at most."""
CLOCK_SLACK = timedelta(days=2)
"""What was taken later than this from now came from a wrong clock, and holds nothing back."""


class WhyNot(StrEnum):
    """Why a measure is not offered just now; the values are keys of the words."""

    NOT_ASKED_FOR = "not_asked_for"
    IN_SESSION = "in_session"
    IN_WINDOW = "in_window"
    ONE_TODAY = "one_today"
    FIRST_DAY = "first_day"
    NOT_YET_AGAIN = "not_yet_again"
    UNSURE = "unsure"
    """A stored session could not be read, so that its days may be now."""


@dataclass(frozen=True, slots=True)
class Taken:
    """One measure that was finished: its id and when (UTC)."""

    measure: str
    at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", as_utc(self.at))


def why_not(
    measure: Measure,
    *,
    now: datetime,
    zone: ZoneInfo,
    sessions: Iterable[Session] = (),
    taken: Iterable[Taken] = (),
    created: datetime,
    opted_in: bool = False,
    going_on_from: Measure | None = None,
) -> WhyNot | None:
    """Why ``measure`` is not to be offered at ``now``; ``None`` when it may be.

    ``zone`` is the wall clock of the person now, ``created`` when the journal began, ``taken``
    what was finished before, in any order. ``going_on_from`` is the measure whose total just led
    here (``measure_scoring.way_on``).
    """
    now = as_utc(now)
    if measure.opt_in and not opted_in:
        return WhyNot.NOT_ASKED_FOR
    for session in sessions:
        if not session.cancelled and session.starts <= now < session.window.closes:
            return WhyNot.IN_SESSION if now < session.anchor else WhyNot.IN_WINDOW
    before = [each for each in taken if each.at <= now + CLOCK_SLACK]
    others = [each for each in before if not _same_sitting(each, measure, going_on_from, now, zone)]
    if any(_days(each.at, now, zone) == 0 for each in others):
        return WhyNot.ONE_TODAY
    begun = as_utc(created)
    if begun <= now < begun + FIRST_DAY and any(begun <= each.at for each in others):
        return WhyNot.FIRST_DAY
    own = [each for each in before if each.measure == measure.id]
    if any(_days(each.at, now, zone) < measure.every.days for each in own):
        return WhyNot.NOT_YET_AGAIN
    return None


def _days(then: datetime, now: datetime, zone: ZoneInfo) -> int:
    """Midnights between two instants on the wall clock in ``zone``."""
    return (now.astimezone(zone).date() - then.astimezone(zone).date()).days


def _same_sitting(
    each: Taken, measure: Measure, first: Measure | None, now: datetime, zone: ZoneInfo
) -> bool:
    """True for the measure that just led on to this one."""
    if first is None or first.goes_on is None or first.goes_on.measure != measure.id:
        return False
    return each.measure == first.id and _days(each.at, now, zone) == 0
