"""What a guided step shows second by second: taps left and right, or an effort and letting go.

A pure function of the step and of the elapsed seconds, as the breathing engine is of a pattern.

    time to read ─▶ left ─▶ right ─▶ left ...   ─▶ rest
    time to read ─▶ tense ─▶ release            ─▶ rest
"""

from bisect import bisect_right
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
    """One cue: from ``starts_at`` for ``seconds`` (0 for the last); ``nth`` of ``of`` taps."""

    kind: CueKind
    starts_at: float
    seconds: float
    nth: int = 0
    of: int = 0


def cues(step: PracticeStep) -> tuple[Cue, ...]:
    """Every cue of a step in order, ending with ``REST``; just that for a step without cues."""
    if not step.taps and not step.tense:
        return (Cue(CueKind.REST, 0.0, 0.0),)
    shown = [Cue(CueKind.READ, 0.0, READING)]
    for number in range(step.taps):
        side = CueKind.RIGHT if number % 2 else CueKind.LEFT
        shown.append(Cue(side, READING + number * TAP, TAP, number + 1, step.taps))
    if step.tense:
        shown.append(Cue(CueKind.TENSE, READING, float(step.tense)))
        shown.append(Cue(CueKind.RELEASE, READING + step.tense, float(step.release)))
    ends = shown[-1].starts_at + shown[-1].seconds
    return (*shown, Cue(CueKind.REST, ends, 0.0))


def cue_at(step: PracticeStep, elapsed: float) -> Cue:
    """The cue ``elapsed`` seconds after the step was shown."""
    every = cues(step)
    return every[bisect_right(every, max(elapsed, 0.0), key=lambda cue: cue.starts_at) - 1]


def moves_on_after(step: PracticeStep) -> float | None:
    """Seconds after which a led person is taken to the next step; ``None`` where nobody is."""
    if step.seconds is None:
        return None
    rests = cues(step)[-1].starts_at
    return max(float(step.seconds), rests + LINGER if rests else 0.0)
