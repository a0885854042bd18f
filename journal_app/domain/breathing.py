"""The breathing engine: what a pattern asks for at any second of it.

Time is cut into phases: a lead-in that counts 3, 2, 1, then in and out in turn, and it ends after
a whole out-breath. All of it is a pure function of the pattern, the person's comfort and the
elapsed seconds; the pacer on the screen gets one message for each phase and draws the frames
itself.

    lead-in ─▶ in ─▶ (top-up) ─▶ (hold) ─▶ out or hum ─▶ (rest) ─┐
                ▲                                                 │ for as many cycles
                └─────────────────────────────────────────────────┘─▶ done

Phases of no length are left out; by default there are no holds.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil, cos, pi

from journal_app.domain.comfort import Comfort
from journal_app.domain.pattern import Pattern, Phase

LEAD_IN = 3.0
"""Seconds of counting before the first in-breath."""
_SIPPED = 0.8  # how full the first sip of a sigh is


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


def phases(pattern: Pattern, comfort: Comfort | None = None) -> Iterator[Step]:
    """Every phase in order, with ``DONE`` (0 seconds long) at the end.

    Without ``comfort`` the pattern is taken as it is written.
    """
    yield from _steps(pattern if comfort is None else pattern.fitted(comfort))


@lru_cache(maxsize=32)
def _steps(pattern: Pattern) -> tuple[Step, ...]:
    steps = [Step(Phase.LEAD_IN, 0.0, LEAD_IN, 0, 0.0, 0.0)]
    starts_at, size = LEAD_IN, 0.0
    for cycle, breath in enumerate(pattern.breaths(), start=1):
        for phase, seconds in breath:
            goes_to = _goes_to(phase, size, sipped=pattern.top_up > 0)
            steps.append(Step(phase, starts_at, seconds, cycle, size, goes_to))
            starts_at, size = starts_at + seconds, goes_to
    steps.append(Step(Phase.DONE, starts_at, 0.0, pattern.cycles, 0.0, 0.0))
    return tuple(steps)


def _goes_to(phase: Phase, size: float, *, sipped: bool) -> float:
    """The size at the end of a phase that begins at ``size``."""
    if phase is Phase.IN:
        return _SIPPED if sipped else 1.0
    if phase is Phase.TOP_UP:
        return 1.0
    return 0.0 if phase in (Phase.OUT, Phase.HUM) else size


def at(pattern: Pattern, elapsed: float, comfort: Comfort | None = None) -> Now:
    """Where a run of ``pattern`` is, ``elapsed`` seconds (pauses left out) after it began.

    ``comfort`` as in :func:`phases`. The words of a phase are found by its value.
    """
    return within(_steps(pattern if comfort is None else pattern.fitted(comfort)), elapsed)


def within(steps: Sequence[Step], elapsed: float) -> Now:
    """As :func:`at`, for steps that are there already, such as those of :func:`repaced`."""
    index = bisect_right(steps, max(elapsed, 0.0), key=lambda step: step.starts_at) - 1
    step = steps[index]
    if step.phase is Phase.DONE:
        return Now(Phase.DONE, 0.0, 0.0, step.cycle)
    ends = steps[index + 1].starts_at
    left = min(ends - max(elapsed, 0.0), step.seconds)
    size = step.size_from + (step.size_to - step.size_from) * _eased(1 - left / step.seconds)
    return Now(step.phase, left, size, step.cycle)


def repaced(steps: Sequence[Step], elapsed: float, pattern: Pattern) -> tuple[Step, ...]:
    """The same run, breathing as ``pattern`` does from its next in-breath on.

    The breath that one is in keeps its lengths, and there are as many breaths as there were.
    """
    cycle, last = within(steps, elapsed).cycle, steps[-1].cycle
    kept = [step for step in steps if step.cycle <= cycle and step.phase is not Phase.DONE]
    coming = [
        step
        for step in _steps(replace(pattern, cycles=last))
        if step.cycle > cycle or step.phase is Phase.DONE
    ]
    later = kept[-1].starts_at + kept[-1].seconds - coming[0].starts_at
    return (*kept, *(replace(step, starts_at=step.starts_at + later) for step in coming))


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
