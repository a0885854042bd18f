"""The breathing engine: what a pattern asks for at any second of it.

Time is cut into phases: a lead-in that counts 3, 2, 1, then in and out in turn, and it ends after
a whole out-breath. All of it is a pure function of the pattern and of the elapsed seconds; the
pacer on the screen gets one message for each phase and draws the frames itself.

    lead-in ─▶ in ─▶ (hold) ─▶ out ─▶ (rest) ─┐
                ▲                             │ for as many cycles as the pattern has
                └─────────────────────────────┘─▶ done

Phases of no length are left out; by default there are no holds.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from math import ceil, cos, isfinite, pi

LEAD_IN = 3.0
"""Seconds of counting before the first in-breath."""
SHORTEST_BREATH, LONGEST_BREATH = 1.0, 20.0
LONGEST_HOLD = 20.0
MOST_CYCLES = 600


class Phase(StrEnum):
    """What the breath is doing; the values are keys of the words."""

    LEAD_IN = "lead_in"
    IN = "in"
    HOLD = "hold"
    OUT = "out"
    REST = "rest"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Seconds of each phase, and how many cycles.

    The default is the longer exhale: 4.5 in, 5.5 out, no holds, 30 cycles in five minutes
    (content section 4.1). Raises ``ValueError`` for lengths nobody could breathe.
    """

    breathe_in: float = 4.5
    breathe_out: float = 5.5
    hold: float = 0.0
    rest: float = 0.0
    cycles: int = 30

    def __post_init__(self) -> None:
        breaths, holds = (self.breathe_in, self.breathe_out), (self.hold, self.rest)
        if not all(isfinite(s) and SHORTEST_BREATH <= s <= LONGEST_BREATH for s in breaths):
            raise ValueError(f"expected breaths of {SHORTEST_BREATH} to {LONGEST_BREATH} seconds")
        if not all(isfinite(s) and 0 <= s <= LONGEST_HOLD for s in holds):
            raise ValueError(f"expected pauses of 0 to {LONGEST_HOLD} seconds")
        if not 1 <= self.cycles <= MOST_CYCLES:
            raise ValueError(f"expected 1 to {MOST_CYCLES} cycles")

    @property
    def cycle_seconds(self) -> float:
        """The length of one whole breath."""
        return self.breathe_in + self.hold + self.breathe_out + self.rest

    @property
    def seconds(self) -> float:
        """The length of the breathing, without the lead-in."""
        return self.cycles * self.cycle_seconds

    @property
    def total_seconds(self) -> float:
        """The length with the lead-in."""
        return LEAD_IN + self.seconds

    def lasting(self, minutes: float) -> "Pattern":
        """The same breath for about ``minutes``, in whole breaths (at least one)."""
        cycles = round(minutes * 60 / self.cycle_seconds)
        return replace(self, cycles=min(max(cycles, 1), MOST_CYCLES))


@dataclass(frozen=True, slots=True)
class Step:
    """One phase of a run: from ``starts_at`` for ``seconds``, the size going from one to the other.

    Sizes are 0 (empty) to 1 (full). ``cycle`` counts from 1; it is 0 in the lead-in.
    """

    phase: Phase
    starts_at: float
    seconds: float
    cycle: int
    size_from: float
    size_to: float


@dataclass(frozen=True, slots=True)
class Now:
    """Where a run is: the phase, the seconds left in it, the size 0 to 1, the cycle from 1."""

    phase: Phase
    seconds_left: float
    size: float
    cycle: int

    @property
    def count(self) -> int:
        """The number to show: whole seconds left, counting down to 1; 0 when done."""
        return ceil(self.seconds_left)


def phases(pattern: Pattern) -> Iterator[Step]:
    """Every phase in order, with ``DONE`` (0 seconds long) at the end.

    Starts are multiplied out, not summed up, so that they do not drift.
    """
    yield from _steps(pattern)


@lru_cache(maxsize=32)
def _steps(pattern: Pattern) -> tuple[Step, ...]:
    one_breath = (
        (Phase.IN, pattern.breathe_in, 0.0, 1.0),
        (Phase.HOLD, pattern.hold, 1.0, 1.0),
        (Phase.OUT, pattern.breathe_out, 1.0, 0.0),
        (Phase.REST, pattern.rest, 0.0, 0.0),
    )
    steps = [Step(Phase.LEAD_IN, 0.0, LEAD_IN, 0, 0.0, 0.0)]
    for cycle in range(1, pattern.cycles + 1):
        within = 0.0
        for phase, seconds, size_from, size_to in one_breath:
            if seconds > 0:
                starts_at = LEAD_IN + (cycle - 1) * pattern.cycle_seconds + within
                steps.append(Step(phase, starts_at, seconds, cycle, size_from, size_to))
            within += seconds
    steps.append(Step(Phase.DONE, pattern.total_seconds, 0.0, pattern.cycles, 0.0, 0.0))
    return tuple(steps)


def at(pattern: Pattern, elapsed: float) -> Now:
    """Where a run of ``pattern`` is, ``elapsed`` seconds (pauses left out) after it began."""
    steps = _steps(pattern)
    index = bisect_right(steps, max(elapsed, 0.0), key=lambda step: step.starts_at) - 1
    step = steps[index]
    if step.phase is Phase.DONE:
        return Now(Phase.DONE, 0.0, 0.0, step.cycle)
    ends = steps[index + 1].starts_at
    left = min(ends - max(elapsed, 0.0), step.seconds)
    size = step.size_from + (step.size_to - step.size_from) * _eased(1 - left / step.seconds)
    return Now(step.phase, left, size, step.cycle)


def _eased(part: float) -> float:
    """Slow at both ends and quicker in between, as a breath is."""
    return (1 - cos(pi * min(max(part, 0.0), 1.0))) / 2


@dataclass(frozen=True, slots=True)
class Run:
    """The clock of one practice: began, perhaps paused. All times are seconds of one steady clock.

    The clock itself is the caller's; here are only its readings. Nothing is ever changed in
    place: ``pause`` and ``resume`` give the next run.
    """

    began: float
    paused_at: float | None = None
    paused_for: float = 0.0

    def elapsed(self, now: float) -> float:
        """Seconds of practice, pauses left out; never negative."""
        until = now if self.paused_at is None else self.paused_at
        return max(until - self.began - self.paused_for, 0.0)

    @property
    def paused(self) -> bool:
        """True between ``pause`` and ``resume``."""
        return self.paused_at is not None

    def pause(self, now: float) -> "Run":
        """Paused from ``now`` on; a run that is paused already stays as it is."""
        return self if self.paused else replace(self, paused_at=max(now, self.began))

    def resume(self, now: float) -> "Run":
        """Going on from where it was; a run that is not paused stays as it is."""
        if self.paused_at is None:
            return self
        waited = max(now - self.paused_at, 0.0)
        return replace(self, paused_at=None, paused_for=self.paused_for + waited)
