"""One run of a breathing pattern: a task that follows the clock and says what to show.

It sleeps until each next change's due time from the start of the run, never for a length after the
one before, so lateness is not added up. The screen draws the frames between two changes itself.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import ceil, floor

import flet as ft

from journal_app.clock import Clock
from journal_app.domain.breathing import LEAD_IN, Run, Step, at, phases
from journal_app.domain.pattern import Pattern, Phase

__all__ = ["Breath", "Moment", "Pacing", "sleep"]

HALF = 0.5  # seconds between two steps of the filling bar
LATE = 0.25  # seconds; later than this, what was missed is left out
SETTLING = 0.3  # seconds for the sun to come to rest where it was paused

sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
"""How this module waits; tests put their own in its place."""


@dataclass(frozen=True)
class Moment:
    """What is shown until the next change.

    ``seconds`` is the length of the phase and ``within`` how much of it is behind; ``size`` (0 to
    1) is where the sun is going and ``lasting`` the seconds it takes; ``count`` is the number.
    """

    phase: Phase
    seconds: float
    within: float
    size: float
    lasting: float
    count: int

    @property
    def whole(self) -> int:
        """The length of the phase in whole seconds, as it is counted: 5.5 is "about 5"."""
        return max(floor(self.seconds), 1)

    @property
    def nth(self) -> int:
        """Which whole second it is, counting up from 1."""
        return min(floor(self.within) + 1, self.whole)


@ft.observable
@dataclass(eq=False)
class Breath:
    """What the pacer on the screen is drawn from."""

    moment: Moment
    paused: bool = False


class Pacing:
    """Begin, pause, resume and stop one run of ``pattern``; :attr:`breath` is what to show.

    ``calm`` tells whether the filling bar is shown, which changes every half second; the sun
    changes once a phase and its number once a second.
    """

    def __init__(self, pattern: Pattern, clock: Clock, *, calm: Callable[[], bool]) -> None:
        self._steps = tuple(phases(pattern))
        self._starts = tuple(step.starts_at for step in self._steps)
        self._pattern, self._clock = pattern, clock
        self._calm = calm
        self._run = Run(clock.monotonic())
        self._begun = False
        self._task: asyncio.Task[None] | None = None
        self.breath = Breath(_moment(self._steps[0], 0.0, self._starts[1]))

    @property
    def breathed(self) -> float:
        """Seconds of breathing so far, without the lead-in and without pauses."""
        elapsed = self._run.elapsed(self._clock.monotonic())
        return max(min(elapsed, self._starts[-1]) - LEAD_IN, 0.0)

    def begin(self, start: Callable[..., asyncio.Task[None]], done: Callable[[], None]) -> None:
        """Start from the lead-in, or, after a cover, go on where the clock is by now.

        ``start`` keeps the task in the window's registry; ``done`` is called at the end of the
        last out-breath.
        """
        self._start, self._done = start, done
        if not self._begun:
            self._run = Run(self._clock.monotonic())
            self._begun = True
        if not self._run.paused:
            self._task = start(self._follow())

    def pause(self) -> None:
        """Stand still where it is; no task is left while paused."""
        if self._run.paused or self._task is None:
            return
        self.stop()
        self._run = self._run.pause(self._clock.monotonic())
        now = at(self._pattern, self._run.elapsed(self._clock.monotonic()))
        shown = self.breath.moment
        self.breath.moment = Moment(
            shown.phase, shown.seconds, shown.within, now.size, SETTLING, shown.count
        )
        self.breath.paused = True

    def resume(self) -> None:
        """Go on from where it was."""
        if not self._run.paused:
            return
        self._run = self._run.resume(self._clock.monotonic())
        self.breath.paused = False
        self._task = self._start(self._follow())

    def stop(self) -> None:
        """End the task, if one is running. May be called twice."""
        if self._task is not None:
            self._task.cancel()

    async def _follow(self) -> None:
        due = self._run.elapsed(self._clock.monotonic())
        entered = -1
        while True:
            index = bisect_right(self._starts, due) - 1
            step = self._steps[index]
            if step.phase is Phase.DONE:
                self._done()
                return
            ends = self._starts[index + 1]
            moment = _moment(step, due, ends)
            if index == entered:  # the sun is on its way: nothing about it may change
                before = self.breath.moment
                moment = Moment(
                    step.phase,
                    step.seconds,
                    moment.within,
                    before.size,
                    before.lasting,
                    moment.count,
                )
            entered = index
            self.breath.moment = moment
            due = self._next(step, due, ends)
            await sleep(max(due - self._run.elapsed(self._clock.monotonic()), 0.0))
            elapsed = self._run.elapsed(self._clock.monotonic())
            if elapsed > due + LATE:
                due = elapsed

    def _next(self, step: Step, due: float, ends: float) -> float:
        """When something changes next: the bar's half seconds, the number, or the phase."""
        if self._calm() and step.phase is not Phase.LEAD_IN:
            steps = floor((due - step.starts_at) / HALF + 1e-6) + 1
            return min(step.starts_at + steps * HALF, ends)
        count = _count(step, ends - due)
        return ends - (count - 1) if count > 1 else ends


def _moment(step: Step, due: float, ends: float) -> Moment:
    left = ends - due
    within = max(due - step.starts_at, 0.0)
    return Moment(step.phase, step.seconds, within, step.size_to, left, _count(step, left))


def _count(step: Step, left: float) -> int:
    """The number to show: whole seconds counting down to 1; the half second goes to the first."""
    return max(min(ceil(left - 1e-6), floor(step.seconds)), 1)
