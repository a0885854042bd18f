"""One run of a breathing pattern: a task that follows the clock and says what to show.

It sleeps until each next change's due time from the start of the run, never for a length after the
one before, so lateness is not added up. The screen draws the frames between two changes itself: one
change a phase, whatever moves and whatever is counted in it.
"""

from __future__ import annotations

import asyncio
from bisect import bisect_right
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from math import ceil, floor

import flet as ft

from journal_app.clock import Clock
from journal_app.domain.breathing import LEAD_IN, Now, Run, Step, phases, repaced, within
from journal_app.domain.pattern import Pattern, Phase
from journal_app.ui.parts.reel import Count
from journal_app.ui.parts.senses import Senses

__all__ = ["Breath", "Moment", "Pacing", "sleep"]

LATE = 0.25  # seconds; later than this, what was missed is left out
SETTLING = 0.3  # seconds for the sun to come to rest where it was paused
RESTING = 0.15  # seconds before each turn of the breath in which nothing moves; see Moment
LOOKING = 0.1  # seconds for a page that came back to be drawn once, before anything on it moves
_FIRST = 0.02  # how far a count begins below its first number, so that no higher one fits

sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
"""How this module waits; tests put their own in its place."""


@dataclass(frozen=True)
class Moment:
    """What is shown until the next change.

    ``seconds`` is the length of the phase, and ``behind`` how many of them are over. ``size`` (0 to
    1) is where the sun is going, and ``lasting`` the seconds it takes. ``count`` is what is counted
    meanwhile. ``breath`` are the phases of the whole breath and their seconds. ``notes`` stand
    under "Paused".

    What moves is there :data:`RESTING` before the phase ends. A client that takes longer for a
    picture than the screen does always has some of them waiting, and the next words would have to
    wait behind them; in a rest too short to be noticed it has drawn them all.
    """

    phase: Phase
    seconds: float
    behind: float
    size: float
    lasting: float
    count: Count
    breath: tuple[tuple[Phase, float], ...]
    paused: bool = False
    notes: tuple[str, ...] = ()

    @property
    def number(self) -> int:
        """The number that is shown first."""
        return max(ceil(self.count.at), 1)

    @property
    def whole(self) -> int:
        """The length of the phase in whole seconds, as it is counted: 5.5 is "about 5"."""
        return max(floor(self.seconds), 1)

    @property
    def goes(self) -> bool:
        """Whether anything is counted and filled until the next change, or all stands."""
        return self.count.lasting > 0


@ft.observable
@dataclass(eq=False)
class Breath:
    """What the pacer on the screen is drawn from: one message to the client for each new moment."""

    moment: Moment


class Pacing:
    """Begin, pause, resume, pace anew and stop one run; :attr:`breath` is what to show.

    It changes once a phase; in the lead-in every second, for those who hear it.
    """

    def __init__(self, pattern: Pattern, clock: Clock) -> None:
        self._clock = clock
        self._take(tuple(phases(pattern)))
        self._turn = False
        self._run = Run(clock.monotonic())
        self._begun = False
        self._task: asyncio.Task[None] | None = None
        self.breath = Breath(self._moment(0, 0.0))

    @property
    def most(self) -> int:
        """The highest number that is counted from."""
        return max(floor(step.seconds) for step in self._steps)

    @property
    def breathed(self) -> float:
        """Seconds of breathing so far, without the lead-in and without pauses."""
        return max(min(self._elapsed(), self._starts[-1]) - LEAD_IN, 0.0)

    def begin(
        self,
        start: Callable[..., asyncio.Task[None]],
        done: Callable[[], None],
        senses: Senses,
    ) -> None:
        """Start from the lead-in, or go on where the clock is by now: a page that was covered.

        ``start`` keeps the task in the window's registry; ``done`` is called at the end of the
        last out-breath. A page that came back is drawn standing still first, because the client
        moves things only from where it has drawn them.
        """
        self._start, self._done, self._senses = start, done, senses
        came_back = self._begun
        if not came_back:
            self._run = Run(self._clock.monotonic())
            self._begun = True
        if not self._run.paused:
            self._senses.begin(self._coming())
            self._task = start(self._follow(came_back=came_back))

    def pause(self, notes: tuple[str, ...] = ()) -> None:
        """Stand still where it is; no task is left while paused."""
        if self._run.paused or self._task is None:
            return
        self.stop()
        self._senses.rest()
        self._run = self._run.pause(self._clock.monotonic())
        self._stand(SETTLING, paused=True, notes=notes)

    def repace(self, pattern: Pattern, notes: tuple[str, ...] = ()) -> None:
        """While paused: breathe as ``pattern`` does from the next in-breath on."""
        self._take(repaced(self._steps, self._elapsed(), pattern))
        self.breath.moment = replace(self.breath.moment, notes=notes)

    def resume(self) -> None:
        """Go on from where it was."""
        if not self._run.paused:
            return
        self._run = self._run.resume(self._clock.monotonic())
        self._senses.begin(self._coming())
        self._task = self._start(self._follow())

    def stop(self) -> None:
        """End the task, if one is running. May be called twice."""
        if self._task is not None:
            self._task.cancel()

    @property
    def paused(self) -> bool:
        """Whether it stands still."""
        return self._run.paused

    async def _follow(self, *, came_back: bool = False) -> None:
        due, entered, late = self._elapsed(), -1, came_back
        while True:
            if late:
                self._stand()
                await sleep(LOOKING)
                due = self._elapsed()
            index = bisect_right(self._starts, due) - 1
            step = self._steps[index]
            if step.phase is Phase.DONE:
                self._done()
                return
            self.breath.moment = self._moment(index, due)
            if index != entered:
                self._senses.phase(step.phase, self._starts[index + 1] - due)
                entered = index
            due = self._next(index, due)
            await sleep(max(due - self._elapsed(), 0.0))
            late = self._elapsed() > due + LATE

    def _stand(
        self, lasting: float = 0.0, *, paused: bool = False, notes: tuple[str, ...] = ()
    ) -> None:
        """Show where it is by now, with nothing moving from there."""
        elapsed = self._elapsed()
        index = bisect_right(self._starts, elapsed) - 1
        if self._steps[index].phase is Phase.DONE:
            return
        moment = self._moment(index, elapsed)
        self.breath.moment = replace(
            moment,
            size=self._now().size,
            lasting=lasting,
            count=replace(moment.count, lasting=0.0, then=moment.count.at),
            paused=paused,
            notes=notes,
        )

    def _next(self, index: int, due: float) -> float:
        """When something changes next: a number to hear, or the phase."""
        step, ends = self._steps[index], self._starts[index + 1]
        if step.phase is Phase.LEAD_IN:
            return ends - (ceil(ends - due - 1e-6) - 1)
        return ends

    def _moment(self, index: int, due: float) -> Moment:
        step, left = self._steps[index], self._starts[index + 1] - due
        return Moment(
            phase=step.phase,
            seconds=step.seconds,
            behind=max(step.seconds - left, 0.0),
            size=step.size_to,
            lasting=_moving(left),
            count=self._count(index, left),
            breath=self._breaths[max(step.cycle, 1)],
        )

    def _count(self, index: int, left: float) -> Count:
        """Where the count is and goes. In the lead-in it stands: each number is told and heard."""
        step, turn = self._steps[index], not self._turn
        self._turn = turn
        if step.phase is not Phase.LEAD_IN:
            return _counted(_number(step, left), left, self._first(index + 1), turn)
        at = ceil(left - 1e-6) - 0.5
        return Count(at, 0.0, at - 1 if at > 1 else self._first(index + 1), turn)

    def _first(self, index: int) -> float:
        """Where the count of a phase begins."""
        step = self._steps[index]
        return _number(step, step.seconds) if step.seconds else 0.0

    def _take(self, steps: tuple[Step, ...]) -> None:
        self._steps = steps
        self._starts = tuple(step.starts_at for step in steps)
        self._breaths: dict[int, tuple[tuple[Phase, float], ...]] = {}
        for step in steps[1:-1]:
            before = self._breaths.get(step.cycle, ())
            self._breaths[step.cycle] = (*before, (step.phase, step.seconds))

    def _elapsed(self) -> float:
        return self._run.elapsed(self._clock.monotonic())

    def _now(self) -> Now:
        return within(self._steps, self._elapsed())

    def _coming(self) -> list[tuple[Phase, float]]:
        """The phases that are still to come."""
        elapsed = self._elapsed()
        return [
            (step.phase, step.seconds)
            for step in self._steps
            if step.starts_at + step.seconds > elapsed and step.seconds
        ]


def _moving(left: float) -> float:
    """How many of the seconds that are left something moves."""
    return max(left - RESTING, 0.0)


def _counted(at: float, left: float, then: float, turn: bool) -> Count:
    """A count from ``at`` that would be at 0 when ``left`` seconds are over, and rests before."""
    moving = _moving(left)
    return Count(at, moving, then, turn, to=at * (1 - moving / left))


def _number(step: Step, left: float) -> float:
    """Where a count is: evenly from the phase's whole seconds down to 0, so that 5.5 s count 5."""
    whole = max(floor(step.seconds), 1)
    return min(max(whole * left / step.seconds, 0.0), whole - _FIRST)
