"""The schedule: what is around at this hour of this person's three days.

A pure function of the session, the plan and the time. Each prompt becomes a slot (the kind words,
which come back, become several), and each slot is in one of four states:

        opens           suggested + 3 h            closes
    coming up ───────▶ here ───────▶ still here ───────▶ resting
        │               │ ▲              │ ▲               ▲
        │               │ └── morning ───┼─┴── not today ──┤
        │               │                │                 │
        └───────────────┴────────────────┴─────────────────┘
              answered, a word, skipped, not today

"Not today" rests until a morning; then the clock decides again, unless the slot has closed. A
resting prompt stays answerable, as a late reflection, for ever; nothing is ever missed.

Nudges are planned from the session, the plan, the pace and the quiet hours alone. Meeting a
prompt takes its nudge away and never brings another, so the caps hold however things are answered.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum

from journal_app.domain.event import Event, How
from journal_app.domain.plan import Anchor, Moment, Pace, Plan, Prompt, Timing
from journal_app.domain.quiet import QuietHours
from journal_app.domain.session import Session
from journal_app.domain.times import as_utc, clock_times

USUAL_BEDTIME = time(22, 30)
STILL_HERE_AFTER = timedelta(hours=3)
"""A suggested time is a stretch (design): this long after it a prompt is "still here"."""
NO_NUDGE_AFTER_SESSION = timedelta(minutes=90)
NUDGE_SPAN = timedelta(hours=24)
NUDGE_CAP = {Pace.LIGHT: 1, Pace.STANDARD: 2, Pace.FULL: 2}
"""Nudges within any 24 elapsed hours."""
NEXT_NOT_BEFORE = timedelta(hours=24)
"""A prompt about the next session leaves the first day of this one alone, however near that is."""

RESTS_AT_LEAST = timedelta(hours=6)
"""After "not today" a prompt comes back with the end of quiet hours, but never sooner than this."""

MORNING_AFTER_WAKING = timedelta(minutes=30)
EVENING_BEFORE_BEDTIME = timedelta(hours=2, minutes=30)
REPEAT_APART = timedelta(hours=4)
"""Slots of a prompt that comes back keep at least this distance."""


class State(StrEnum):
    """The four states; the values are keys of the words."""

    COMING_UP = "coming_up"
    HERE = "here"
    STILL_HERE = "still_here"
    RESTING = "resting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One prompt at its time. All instants are UTC; ``opens <= suggested <= closes``.

    ``id`` is the prompt's id, for a prompt that comes back with the day and its half
    (``kind-words.2026-03-04.evening``). ``suggested`` is already out of quiet hours where that can
    be. ``nudge`` lies from ``opens`` to before ``closes``, or is ``None``. ``event`` is what the
    person did with it, if anything.
    """

    id: str
    prompt: Prompt
    opens: datetime
    suggested: datetime
    closes: datetime
    nudge: datetime | None
    state: State
    event: Event | None = None

    @property
    def open(self) -> bool:
        """True in the two states in which it is offered."""
        return self.state in (State.HERE, State.STILL_HERE)


@dataclass(frozen=True, slots=True)
class _Day:
    """What the person's own day looks like: the wall clock, quiet hours, bedtime."""

    session: Session
    quiet: QuietHours
    bedtime: time
    next_start: datetime | None

    def anchor(self, timing: Timing) -> datetime | None:
        if timing.anchor is Anchor.START:
            return self.session.starts
        return self.session.anchor if timing.anchor is Anchor.END else self.next_start

    def waking(self, earliest: datetime, latest: datetime) -> tuple[datetime, ...]:
        return clock_times(self.quiet.end, self.session.place, earliest, latest)

    def sleeping(self, earliest: datetime, latest: datetime) -> tuple[datetime, ...]:
        return clock_times(self.bedtime, self.session.place, earliest, latest)


def schedule(
    session: Session,
    plan: Plan,
    *,
    pace: Pace,
    quiet: QuietHours,
    answered: Mapping[str, Event],
    now: datetime,
    bedtime: time = USUAL_BEDTIME,
    next_session: Session | None = None,
) -> tuple[Slot, ...]:
    """Every slot of the session at ``pace``, in the order in which they open.

    ``answered`` maps slot ids to what was done (``event.answered``); ids it does not know are
    ignored. ``now`` is an aware instant. A cancelled session has no slots. Prompts of the next
    session's anchor are there only where ``next_session`` is. Raises ``ValueError`` only for a
    ``now`` without a zone.
    """
    now = as_utc(now)
    if session.cancelled:
        return ()
    day = _Day(session, quiet, bedtime, next_session.starts if next_session else None)
    slots = [slot for prompt in plan.at_pace(pace) for slot in _slots(prompt, day)]
    slots = _with_nudges(slots, day, NUDGE_CAP[pace])
    slots.sort(key=lambda s: (s.opens, s.prompt.number))
    return tuple(_as_met(slot, answered, quiet, session, now) for slot in slots)


def _slots(prompt: Prompt, day: _Day) -> list[Slot]:
    timing = prompt.timing
    anchor = day.anchor(timing)
    if anchor is None:
        return []
    opens, closes = anchor + timing.opens, anchor + timing.closes
    if timing.anchor is Anchor.NEXT:
        opens = max(opens, day.session.anchor + NEXT_NOT_BEFORE)
        if opens >= closes:
            return []
    if timing.repeats:
        return _repeated(prompt, day, opens, closes)
    suggested = _suggested(timing, day, anchor, opens, closes)
    wanted = suggested if timing.nudge is None else anchor + timing.nudge
    nudge = day.quiet.nudge_near(wanted, opens, closes, day.session.place)
    if timing.nudge is None and nudge is not None:
        suggested = nudge
    return [_slot(prompt.id, prompt, opens, suggested, closes, nudge)]


def _slot(
    slot_id: str,
    prompt: Prompt,
    opens: datetime,
    suggested: datetime,
    closes: datetime,
    nudge: datetime | None,
) -> Slot:
    return Slot(
        id=slot_id,
        prompt=prompt,
        opens=opens,
        suggested=suggested,
        closes=closes,
        nudge=nudge,
        state=State.COMING_UP,
    )


def _suggested(
    timing: Timing, day: _Day, anchor: datetime, opens: datetime, closes: datetime
) -> datetime:
    """The suggested instant; a moment of the day that never comes falls back to the opening."""
    if isinstance(timing.suggested, timedelta):
        return min(max(anchor + timing.suggested, opens), closes)
    if timing.suggested is Moment.BEFORE_BEDTIME:
        found = [t - timing.lead for t in day.sleeping(opens + timing.lead, closes)]
    else:
        found = [t + timing.lead for t in day.waking(opens - timing.lead, closes - timing.lead)]
    return found[0] if found else opens


def _repeated(prompt: Prompt, day: _Day, opens: datetime, closes: datetime) -> list[Slot]:
    """A slot for each morning and evening; each closes as the next one opens."""
    after, before = MORNING_AFTER_WAKING, EVENING_BEFORE_BEDTIME
    marks = [(t + after, "morning") for t in day.waking(opens - after, closes - after)]
    marks += [(t - before, "evening") for t in day.sleeping(opens + before, closes + before)]
    kept: list[tuple[datetime, str]] = []
    for mark, half in sorted(marks):
        if mark < closes and (not kept or mark - kept[-1][0] >= REPEAT_APART):
            kept.append((mark, half))
    slots = []
    zone = day.session.place
    for index, (mark, half) in enumerate(kept):
        ends = kept[index + 1][0] if index + 1 < len(kept) else closes
        date = mark.astimezone(zone).date().isoformat()
        nudge = day.quiet.nudge_near(mark, mark, ends, zone)
        slots.append(_slot(f"{prompt.id}.{date}.{half}", prompt, mark, mark, ends, nudge))
    return slots


def _with_nudges(slots: list[Slot], day: _Day, cap: int) -> list[Slot]:
    """Drop the nudges that come too soon after the session or too close together.

    Where there is no room for all, the prompts of the lighter pace keep theirs, then what comes
    once before what comes back, then the earlier.
    """
    weight = {pace: rank for rank, pace in enumerate(Pace)}
    begins, ends = day.session.starts, day.session.anchor + NO_NUDGE_AFTER_SESSION
    wanted = [s for s in slots if s.nudge is not None and not begins <= s.nudge < ends]
    wanted.sort(key=lambda s: (s.prompt.timing.repeats, weight[s.prompt.pace], s.nudge, s.id))
    given: list[datetime] = []
    kept = set()
    for slot in wanted:
        if slot.nudge is not None and _has_room(given, slot.nudge, cap):
            insort(given, slot.nudge)
            kept.add(slot.id)
    return [slot if slot.id in kept else replace(slot, nudge=None) for slot in slots]


def _has_room(given: list[datetime], nudge: datetime, cap: int) -> bool:
    """True when with ``nudge`` no span of 24 hours holds more than ``cap`` of them."""
    place = bisect_left(given, nudge)
    around = [*given[max(0, place - cap) : place], nudge, *given[place : place + cap]]
    return all(
        late - early >= NUDGE_SPAN for early, late in zip(around, around[cap:], strict=False)
    )


def _as_met(
    slot: Slot, answered: Mapping[str, Event], quiet: QuietHours, session: Session, now: datetime
) -> Slot:
    """The slot with its state at ``now`` and what was done with it."""
    event = answered.get(slot.id)
    rests = [(e.at, back_after(e.at, quiet, session)) for e in _not_today(slot, answered)]
    nudge = slot.nudge
    if nudge is not None:
        met = event is not None and event.at < nudge
        if met or any(since < nudge < until for since, until in rests):
            nudge = None
    if event is not None and event.how is not How.NOT_TODAY:
        state = State.RESTING
    else:
        put_away = any(now < until for _, until in rests)
        state = State.RESTING if put_away else _by_the_clock(slot, now)
    return replace(slot, event=event, nudge=nudge, state=state)


def _by_the_clock(slot: Slot, now: datetime) -> State:
    if now < slot.opens:
        return State.COMING_UP
    if now >= slot.closes:
        return State.RESTING
    return State.HERE if now < slot.suggested + STILL_HERE_AFTER else State.STILL_HERE


def _not_today(slot: Slot, answered: Mapping[str, Event]) -> list[Event]:
    """What puts this slot away for a day; for a prompt that comes back, any of its slots does."""
    events = [answered[slot.id]] if slot.id in answered else []
    if slot.prompt.timing.repeats:
        events = [e for key, e in answered.items() if key.partition(".")[0] == slot.prompt.id]
    return [event for event in events if event.how is How.NOT_TODAY]


def back_after(put_away: datetime, quiet: QuietHours, session: Session) -> datetime:
    """When something put away with "not today" comes back: a morning, in UTC."""
    earliest = put_away + RESTS_AT_LEAST
    mornings = clock_times(quiet.end, session.place, earliest, earliest + 2 * NUDGE_SPAN)
    return mornings[0] if mornings else earliest


def here_now(slots: Iterable[Slot], now: datetime) -> Slot | None:
    """The one prompt Today shows: among the open ones, the latest whose suggested time has come.

    Where none of them has come to its time yet, it is the one whose time comes first. So a prompt
    keeps its place until the next one's own time: opening takes nothing over, and what a person
    saw in the card an hour ago is still there. A prompt that comes back steps behind once its
    stretch is over, because it will come again. ``None`` when nothing is open.
    """
    now = as_utc(now)
    open_slots = [slot for slot in slots if slot.open]
    candidates = [slot for slot in open_slots if not _steps_behind(slot)] or open_slots
    come = [slot for slot in candidates if slot.suggested <= now]
    if come:
        return max(come, key=lambda s: (s.suggested, -s.prompt.number))
    return min(candidates, key=lambda s: (s.suggested, s.prompt.number), default=None)


def _steps_behind(slot: Slot) -> bool:
    return slot.prompt.timing.repeats and slot.state is State.STILL_HERE


def also_here(slots: Iterable[Slot], shown: Slot | None) -> tuple[Slot, ...]:
    """The other open slots, the latest suggested first: reachable, but not in the card."""
    shown_id = None if shown is None else shown.id
    others = [slot for slot in slots if slot.open and slot.id != shown_id]
    return tuple(sorted(others, key=lambda s: s.suggested, reverse=True))


def coming_later(slots: Iterable[Slot], most: int = 2) -> tuple[Slot, ...]:
    """The next few that are coming up, in the order of their suggested times.

    A prompt that comes back is named once, by its next time.
    """
    first: dict[str, Slot] = {}
    for slot in sorted(slots, key=lambda s: s.suggested):
        if slot.state is State.COMING_UP:
            first.setdefault(slot.prompt.id, slot)
    return tuple(first.values())[:most]
