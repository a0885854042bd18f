"""When each prompt of a session is around: opens, suggested, closes, and where its nudge could be.

Offsets count from the session's anchors in elapsed time. What follows a person's own day (bedtime,
waking, mornings and evenings, quiet hours) is read off the wall clock where the person is then.

The ids of a prompt that comes back hold the day and its half as the wall showed them. So a word
said on Wednesday evening stays that of Wednesday evening: when a correction moves the session by
hours, or by a day, the days that are still in reach keep what was said on them, and the other
slots move. A count ("the third kind word") would move the answer to another evening, ask for this
one again and leave a later one out. What a correction puts out of reach is kept as well: ``kept``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from journal_app.domain.event import Event
from journal_app.domain.plan import Anchor, Moment, Plan, Prompt, Timing
from journal_app.domain.rhythm import Rhythm
from journal_app.domain.session import Session
from journal_app.domain.slot import Slot, State
from journal_app.domain.stays import Stays, WallClock

NEXT_NOT_BEFORE = timedelta(hours=24)
"""A prompt about the next session leaves the first day of this one alone, however near that is."""
MORNING_AFTER_WAKING = timedelta(minutes=30)
EVENING_BEFORE_BEDTIME = timedelta(hours=2, minutes=30)
REPEAT_APART = timedelta(hours=4)
"""Slots of a prompt that comes back keep at least this distance."""

_DAY_AND_HALF = re.compile(r"\d{4}-\d\d-\d\d\.(?:morning|evening)")


@dataclass(frozen=True, slots=True)
class Day:
    """A session and the person's own day around it; ``next_start`` is that of the one after."""

    session: Session
    rhythm: Rhythm
    stays: Stays
    next_start: datetime | None

    @property
    def wall(self) -> WallClock:
        """The wall clock the person lives by: at first that of the session."""
        return WallClock(self.session.place, self.stays)

    def anchor(self, timing: Timing) -> datetime | None:
        """The instant a timing counts from; ``None`` while there is no next session."""
        if timing.anchor is Anchor.START:
            return self.session.starts
        return self.session.anchor if timing.anchor is Anchor.END else self.next_start

    def waking(self, earliest: datetime, latest: datetime) -> tuple[datetime, ...]:
        """The usual times of waking in between: where quiet hours end."""
        return self.wall.times(self.rhythm.quiet.end, earliest, latest)

    def sleeping(self, earliest: datetime, latest: datetime) -> tuple[datetime, ...]:
        """The usual bedtimes in between."""
        return self.wall.times(self.rhythm.bedtime, earliest, latest)

    def nudge(self, wanted: datetime, opens: datetime, closes: datetime) -> datetime | None:
        """``wanted``, moved out of quiet hours."""
        return self.rhythm.quiet.nudge_near(wanted, opens, closes, self.wall)


def timed(day: Day, plan: Plan, answered: Mapping[str, Event]) -> list[Slot]:
    """Every slot of the session at the person's pace, all of them still coming up."""
    prompts = plan.at_pace(day.rhythm.pace)
    slots = [slot for prompt in prompts for slot in _slots(prompt, day)]
    return slots + kept(slots, prompts, day.session, answered)


def _slots(prompt: Prompt, day: Day) -> list[Slot]:
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
    nudge = day.nudge(wanted, opens, closes)
    if timing.nudge is None and nudge is not None:
        suggested = nudge
    return [_slot(prompt.id, prompt, day, (opens, suggested, closes), nudge)]


def _slot(
    slot_id: str,
    prompt: Prompt,
    day: Day,
    times: tuple[datetime, datetime, datetime],
    nudge: datetime | None,
) -> Slot:
    opens, suggested, closes = times
    return Slot(
        id=slot_id,
        session=day.session,
        prompt=prompt,
        opens=opens,
        suggested=suggested,
        closes=closes,
        nudge=nudge,
    )


def _suggested(
    timing: Timing, day: Day, anchor: datetime, opens: datetime, closes: datetime
) -> datetime:
    """The suggested instant; a moment of the day that never comes falls back to the opening."""
    if isinstance(timing.suggested, timedelta):
        return min(max(anchor + timing.suggested, opens), closes)
    if timing.suggested is Moment.BEFORE_BEDTIME:
        found = [t - timing.lead for t in day.sleeping(opens + timing.lead, closes)]
    else:
        found = [t + timing.lead for t in day.waking(opens - timing.lead, closes - timing.lead)]
    return found[0] if found else opens


def _repeated(prompt: Prompt, day: Day, opens: datetime, closes: datetime) -> list[Slot]:
    """A slot for each morning and evening; each closes as the next one opens.

    Over the date line a morning may come twice on one date: it is offered once.
    """
    after, before = MORNING_AFTER_WAKING, EVENING_BEFORE_BEDTIME
    marks = [(t + after, "morning") for t in day.waking(opens - after, closes - after)]
    marks += [(t - before, "evening") for t in day.sleeping(opens + before, closes + before)]
    found: list[datetime] = []
    ids: list[str] = []
    for mark, half in sorted(marks):
        slot_id = f"{prompt.id}.{day.wall.reading(mark).date().isoformat()}.{half}"
        apart = not found or mark - found[-1] >= REPEAT_APART
        if opens <= mark < closes and apart and slot_id not in ids:
            found.append(mark)
            ids.append(slot_id)
    ends = [*found[1:], closes][: len(found)]  # none at all where the time is too short for one
    return [
        _slot(slot_id, prompt, day, (mark, mark, end), day.nudge(mark, mark, end))
        for slot_id, mark, end in zip(ids, found, ends, strict=True)
    ]


def kept(
    slots: list[Slot], prompts: tuple[Prompt, ...], session: Session, answered: Mapping[str, Event]
) -> list[Slot]:
    """The slots of prompts that come back which were met and are out of reach since.

    They stand at the instant they were met, rest, and stay answerable. What a prompt that comes
    once was met with needs no such place: it goes with the prompt, which has the same id for ever.
    """
    there = {slot.id for slot in slots}
    coming_back = {prompt.id: prompt for prompt in prompts if prompt.timing.repeats}
    found = []
    for slot_id, event in answered.items():
        prompt_id, _, rest = slot_id.partition(".")
        prompt = coming_back.get(prompt_id)
        if prompt is None or slot_id in there or not _DAY_AND_HALF.fullmatch(rest):
            continue
        found.append(
            Slot(
                id=slot_id,
                session=session,
                prompt=prompt,
                opens=event.at,
                suggested=event.at,
                closes=event.at,
                nudge=None,
                state=State.RESTING,
            )
        )
    return found
