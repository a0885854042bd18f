"""What a guided step shows second by second: taps left and right, or an effort and letting go.

A pure function of the step and of the elapsed seconds, as the breathing engine is of a pattern.

    time to read ─▶ left ─▶ right ─▶ left ...   ─▶ rest
    time to read ─▶ tense ─▶ release            ─▶ rest

And where a person who likes to be led is taken from a step: to the next one, but never into
another set of taps, which is theirs to choose (S27).
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from journal_app.domain.practice import PracticeStep

READING = 4.0
"""Seconds to read a step before its first cue."""
TAP = 1.5
"""Seconds from one tap to the next: slow on purpose (S27)."""
LINGER = 5.0
"""Seconds a step stays after its last cue when somebody likes to be led."""


class CueKind(StrEnum):
    """What is shown; the values are keys of the words."""

    READ = "read"
    LEFT = "left"
    RIGHT = "right"
    TENSE = "tense"
    RELEASE = "release"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue: from ``starts_at`` for ``seconds``; 0 for the last, which stays."""

    kind: CueKind
    starts_at: float
    seconds: float


def cues(step: PracticeStep) -> tuple[Cue, ...]:
    """Every cue of a step in order, ending with ``REST``; just that for a step without cues."""
    if not has_cues(step):
        return (Cue(CueKind.REST, 0.0, 0.0),)
    shown = [Cue(CueKind.READ, 0.0, READING)]
    for number in range(step.taps):
        side = CueKind.RIGHT if number % 2 else CueKind.LEFT
        shown.append(Cue(side, READING + number * TAP, TAP))
    if step.tense:
        shown.append(Cue(CueKind.TENSE, READING, float(step.tense)))
        shown.append(Cue(CueKind.RELEASE, READING + step.tense, float(step.release)))
    ends = shown[-1].starts_at + shown[-1].seconds
    return (*shown, Cue(CueKind.REST, ends, 0.0))


def has_cues(step: PracticeStep) -> bool:
    """Whether a step shows anything but its words."""
    return step.taps > 0 or step.tense > 0


def cue_at(step: PracticeStep, elapsed: float) -> Cue:
    """The cue ``elapsed`` seconds after the step was shown."""
    every = cues(step)
    return every[bisect_right(every, max(elapsed, 0.0), key=lambda cue: cue.starts_at) - 1]


def rests_after(step: PracticeStep) -> float:
    """Seconds until a step has shown all its cues."""
    return cues(step)[-1].starts_at


def moves_on_after(step: PracticeStep) -> float | None:
    """Seconds after which a led person is taken to the next step; ``None`` where nobody is."""
    if step.seconds is None:
        return None
    rests = rests_after(step)
    return max(float(step.seconds), rests + LINGER if rests else 0.0)


def another_set(steps: Sequence[PracticeStep], index: int) -> bool:
    """Whether the step after ``index`` is a set of taps that is not the first one."""
    before, after = steps[: index + 1], steps[index + 1 : index + 2]
    return any(step.taps for step in before) and any(step.taps for step in after)


def led_to(steps: Sequence[PracticeStep], index: int) -> int | None:
    """Which step a led person is taken to after ``index``; ``None`` where it comes to its end.

    One set of taps is enough for somebody who says nothing, so the others are left out.
    """
    onto = index + 1
    if another_set(steps, index):
        onto = max(number for number, step in enumerate(steps) if step.taps) + 1
    return onto if onto < len(steps) else None
