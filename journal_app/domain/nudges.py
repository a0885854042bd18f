"""Nudges: which of the wanted ones are left, so that all sessions together stay quiet enough.

The caps hold over every session at once: at most two within any 24 hours (one at the pace Light),
and none from the start of any session until 90 minutes after its end.

Nudges are planned from sessions, plan, pace, quiet hours and journeys alone. Meeting a prompt
takes its nudge away and never brings another, so the caps hold however things are answered.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from journal_app.domain.plan import Pace
from journal_app.domain.session import LONGEST_SESSION, Session
from journal_app.domain.slot import Slot

NO_NUDGE_AFTER_SESSION = timedelta(minutes=90)
NUDGE_SPAN = timedelta(hours=24)
NUDGE_CAP = {Pace.LIGHT: 1, Pace.STANDARD: 2, Pace.FULL: 2}
"""Nudges within any 24 elapsed hours."""


def quiet_enough(slots: Iterable[Slot], sessions: Iterable[Session], pace: Pace) -> list[Slot]:
    """The slots in their order, without the nudges that come too soon or too close together.

    Where there is no room for all, the prompts of the lighter pace keep theirs, then what comes
    once before what comes back, then the earlier. ``sessions`` are those that were not cancelled.
    """
    slots = list(slots)
    weight = {each: rank for rank, each in enumerate(Pace)}
    resting = sorted((s.starts, s.anchor + NO_NUDGE_AFTER_SESSION) for s in sessions)
    wanted = [s for s in slots if s.nudge is not None and not _within(resting, s.nudge)]
    wanted.sort(key=lambda s: (s.prompt.timing.repeats, weight[s.prompt.pace], s.nudge, s.key))
    given: list[datetime] = []
    kept = set()
    for slot in wanted:
        if slot.nudge is not None and _has_room(given, slot.nudge, NUDGE_CAP[pace]):
            insort(given, slot.nudge)
            kept.add(slot.key)
    return [s if s.nudge is None or s.key in kept else replace(s, nudge=None) for s in slots]


def _within(spans: Sequence[tuple[datetime, datetime]], instant: datetime) -> bool:
    """True when one of the spans, in the order of their beginnings, holds ``instant``."""
    longest = LONGEST_SESSION + NO_NUDGE_AFTER_SESSION
    first = bisect_left(spans, instant - longest, key=lambda span: span[0])
    last = bisect_right(spans, instant, key=lambda span: span[0])
    return any(instant < ends for _, ends in spans[first:last])


def _has_room(given: list[datetime], nudge: datetime, cap: int) -> bool:
    """True when with ``nudge`` no span of 24 hours holds more than ``cap`` of them."""
    place = bisect_left(given, nudge)
    around = [*given[max(0, place - cap) : place], nudge, *given[place : place + cap]]
    return all(
        late - early >= NUDGE_SPAN for early, late in zip(around, around[cap:], strict=False)
    )
