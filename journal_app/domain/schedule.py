"""The schedule: what is around at this hour, over all of a person's sessions.

A pure function of the sessions, the plan, the person's rhythm and the time. Each prompt becomes a
slot (the kind words, which come back, become several), and each slot is in one of four states:

        opens           suggested + 3 h            closes
    coming up ───────▶ here ───────▶ still here ───────▶ resting
        │ ▲             │ ▲              │ ▲               ▲ │
        └─┼─────────────┴─┼──────────────┴─┼───────────────┘ │
          │   answered, a word, skipped, not today, pause    │
          │               │                │                 │
          └───────────────┴────────────────┴─────────────────┘
          a morning after "not today", the end of a pause: by the clock

"Not today" rests until a morning; then the clock decides again, unless the slot has closed. A
pause rests everything, nudges nothing and loses nothing; when it is taken back the clock decides
again, but for what was met. While a newer session has a prompt around, the same prompt of an
earlier one rests. A resting prompt stays answerable, as a late reflection, for ever; nothing is
ever missed.

What was met belongs to its prompt and session, not to a time. So when a session is moved or its
times are corrected, what was answered or skipped stays so, and only the rest moves with the
session (``timing`` says how the kind words keep theirs). A cancelled session has no slots; where
it is taken back, all of it is as it was.

Instants are UTC and everything is counted from a session's anchors in elapsed time. Only what
follows a person's own day is read off a wall clock: that of where the person is (``stays``).
Clocks may run wrong: what seems to have been met later than now was met, and a "not today" that
lies ahead by more than a day puts nothing away.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from journal_app.domain.event import Event, How, by_session
from journal_app.domain.nudges import NUDGE_SPAN, quiet_enough
from journal_app.domain.plan import Pace, Plan
from journal_app.domain.quiet import QuietHours
from journal_app.domain.rhythm import USUAL_BEDTIME, Rhythm
from journal_app.domain.session import Session, next_session
from journal_app.domain.slot import Slot, State
from journal_app.domain.stays import Stays
from journal_app.domain.times import as_utc
from journal_app.domain.timing import Day, timed

__all__ = [
    "Slot",
    "State",
    "across",
    "also_here",
    "back_after",
    "coming_later",
    "here_now",
    "schedule",
]

STILL_HERE_AFTER = timedelta(hours=3)
"""A suggested time is a stretch (design): this long after it a prompt is "still here"."""
RESTS_AT_LEAST = timedelta(hours=6)
"""After "not today" a prompt comes back with the end of quiet hours, but never sooner than this."""
RESTS_AT_MOST = RESTS_AT_LEAST + 2 * NUDGE_SPAN
WRONG_BY = timedelta(days=1)
"""A "not today" that lies ahead by more than this puts nothing away: a clock ran wrong."""


def across(
    sessions: Iterable[Session],
    plan: Plan,
    *,
    rhythm: Rhythm,
    events: Iterable[Event],
    now: datetime,
    stays: Stays | None = None,
) -> tuple[Slot, ...]:
    """Every slot of every session, in the order in which they open.

    ``events`` are those of all sessions, in any order; slots and sessions they name that are not
    there are passed over. ``now`` is an aware instant. ``stays`` says where the person travelled,
    ``None`` that they are where each session was. Caps hold over all sessions together, and what
    two sessions would offer at once is offered by the newer one. Raises ``ValueError`` only for a
    ``now`` without a zone.
    """
    now = as_utc(now)
    live = sorted((s for s in sessions if not s.cancelled), key=lambda s: (s.starts, s.id))
    met = by_session(events, now)
    days = []
    for session in live:
        following = next_session(live, session)
        start = None if following is None else following.starts
        days.append(Day(session, rhythm, stays or Stays(), start))
    return _arranged(days, plan, met, now)


def schedule(
    session: Session,
    plan: Plan,
    *,
    pace: Pace,
    quiet: QuietHours,
    answered: Mapping[str, Event],
    now: datetime,
    bedtime: time = USUAL_BEDTIME,
    paused: bool = False,
    stays: Stays | None = None,
    next_session: Session | None = None,
) -> tuple[Slot, ...]:
    """As ``across``, for one session by itself.

    ``answered`` maps slot ids to what was done (``event.answered``). Prompts of the next session's
    anchor are there only where ``next_session`` is.
    """
    now = as_utc(now)
    if session.cancelled:
        return ()
    rhythm = Rhythm(pace, quiet, bedtime, paused)
    day = Day(session, rhythm, stays or Stays(), next_session.starts if next_session else None)
    return _arranged([day], plan, {session.id: answered}, now)


def _arranged(
    days: Sequence[Day], plan: Plan, met: Mapping[str, Mapping[str, Event]], now: datetime
) -> tuple[Slot, ...]:
    """The slots of these days, given in the order of their sessions, as they are at ``now``."""
    if not days:
        return ()
    nothing: Mapping[str, Event] = {}
    found = [timed(day, plan, met.get(day.session.id, nothing)) for day in days]
    slots, giving_way = _one_at_a_time(found, now)
    slots = quiet_enough(slots, (day.session for day in days), days[0].rhythm.pace)
    day_of = {day.session.id: day for day in days}
    arranged = []
    for slot in slots:
        day = day_of[slot.session.id]
        slot = _as_met(slot, met.get(slot.session.id, nothing), day, now)
        if day.rhythm.paused:
            slot = replace(slot, state=State.RESTING, nudge=None)
        elif slot.open and slot.key in giving_way:
            slot = replace(slot, state=State.RESTING)
        arranged.append(slot)
    return tuple(sorted(arranged, key=lambda s: (s.opens, s.prompt.number, s.key)))


def _one_at_a_time(found: Sequence[list[Slot]], now: datetime) -> tuple[list[Slot], set[str]]:
    """All slots, and the keys of those that give way at ``now``.

    A slot gives way, and its nudge goes, while a newer session has the same prompt around.
    """
    slots: list[Slot] = []
    giving_way: set[str] = set()
    newer: dict[str, list[Slot]] = {}
    opening: dict[str, datetime] = {}
    for own in reversed(found):
        for slot in own:
            first = opening.get(slot.prompt.id)
            others = [] if first is None or slot.closes <= first else newer[slot.prompt.id]
            if slot.around(now) and any(other.around(now) for other in others):
                giving_way.add(slot.key)
            nudge = slot.nudge
            if nudge is not None and any(other.around(nudge) for other in others):
                slot = replace(slot, nudge=None)
            slots.append(slot)
        for slot in own:
            newer.setdefault(slot.prompt.id, []).append(slot)
            opening[slot.prompt.id] = min(slot.opens, opening.get(slot.prompt.id, slot.opens))
    return slots, giving_way


def _as_met(slot: Slot, answered: Mapping[str, Event], day: Day, now: datetime) -> Slot:
    """The slot with its state at ``now`` and what was done with it."""
    event = answered.get(slot.id)
    rests = [
        (e.at, back_after(e.at, day))
        for e in _not_today(slot, answered)
        if -RESTS_AT_MOST <= e.at - now <= WRONG_BY
    ]
    nudge = slot.nudge
    if nudge is not None:
        met = event is not None and (event.at < nudge or now < nudge)
        if met or any(since < nudge < until for since, until in rests):
            nudge = None
    if slot.state is State.RESTING or (event is not None and event.how is not How.NOT_TODAY):
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


def back_after(put_away: datetime, day: Day) -> datetime:
    """When something put away with "not today" comes back: a morning, in UTC."""
    earliest = put_away + RESTS_AT_LEAST
    mornings = day.waking(earliest, put_away + RESTS_AT_MOST)
    return mornings[0] if mornings else earliest


def here_now(slots: Iterable[Slot], now: datetime) -> Slot | None:
    """The one prompt Today shows: among the open ones, the latest whose suggested time has come.

    Inside the 72 hours of a session its own prompts come first, and of two such sessions the newer
    one's; a follow-up of an earlier session waits, reachable beside the card. Where none has come
    to its time yet, it is the one whose time comes first. So a prompt keeps its place until the
    next one's own time: opening takes nothing over, and what a person saw in the card an hour ago
    is still there. A prompt that comes back steps behind once its stretch is over, because it will
    come again. ``None`` when nothing is open.
    """
    now = as_utc(now)
    open_slots = [slot for slot in slots if slot.open]
    candidates = [slot for slot in open_slots if not _steps_behind(slot)] or open_slots
    candidates = _of_the_newest_window(candidates, now) or candidates
    come = [slot for slot in candidates if slot.suggested <= now]
    if come:
        return max(come, key=lambda s: (s.suggested, -s.prompt.number))
    return min(candidates, key=lambda s: (s.suggested, s.prompt.number), default=None)


def _of_the_newest_window(slots: Sequence[Slot], now: datetime) -> list[Slot]:
    inside = [s for s in slots if s.session.starts <= now < s.session.window.closes]
    newest = max(((s.session.starts, s.session.id) for s in inside), default=None)
    return [s for s in inside if (s.session.starts, s.session.id) == newest]


def _steps_behind(slot: Slot) -> bool:
    return slot.prompt.timing.repeats and slot.state is State.STILL_HERE


def also_here(slots: Iterable[Slot], shown: Slot | None) -> tuple[Slot, ...]:
    """The other open slots, the latest suggested first: reachable, but not in the card."""
    shown_key = None if shown is None else shown.key
    others = [slot for slot in slots if slot.open and slot.key != shown_key]
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
