"""One walk through the steps of a practice: where it is, and what happens there by itself.

At one's own pace nothing does but the cues of a step that has some. Where a person likes to be led
a step also moves on by itself, when its time is over. Each step has at most one task, which sleeps
until the next thing is due by the clock; what was slept through is left out, never made up for.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

import flet as ft

from journal_app.clock import Clock
from journal_app.domain.guiding import (
    Cue,
    CueKind,
    another_set,
    cue_at,
    cues,
    led_to,
    moves_on_after,
    rests_after,
)
from journal_app.domain.practice import PracticeStep
from journal_app.ui.parts.senses import Senses

__all__ = ["Beat", "Guide", "Guiding", "Place", "sleep"]

LATE = 0.25  # seconds; a cue entered later than this does not begin now
_SAME = 1e-6  # seconds: two sums of the same seconds may differ by less

sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
"""How this module waits; tests put their own in its place."""


@dataclass(frozen=True)
class Beat:
    """What is shown until the next change; ``within`` seconds of the cue were gone by then."""

    cue: Cue
    within: float

    @property
    def late(self) -> bool:
        """Whether it was begun before it was seen: after a cover, or a sleep of the device."""
        return self.within > LATE


@ft.observable
@dataclass(eq=False)
class Guide:
    """What the cues on the screen are drawn from."""

    beat: Beat


@ft.observable
@dataclass(eq=False)
class Place:
    """Which step is here, and whether it moves on by itself."""

    index: int
    led: bool


class Guiding:
    """A walk through ``steps``: :attr:`place` is what the page is drawn from, :attr:`guide` its
    cues. It outlives a cover; :meth:`begin` goes on where the clock is by then.
    """

    def __init__(self, steps: Sequence[PracticeStep], clock: Clock, *, led: bool) -> None:
        self._steps, self._clock = tuple(steps), clock
        self._cued_from = self._led_from = clock.monotonic()
        self._tapped: set[int] = set()
        self._task: asyncio.Task[None] | None = None
        self._over = False
        self.place = Place(0, led)
        self.guide = Guide(Beat(cue_at(self._steps[0], 0.0), 0.0))

    @property
    def step(self) -> PracticeStep:
        """The step that is here."""
        return self._steps[self.place.index]

    @property
    def last(self) -> bool:
        """Whether no step comes after it."""
        return self.place.index == len(self._steps) - 1

    @property
    def another_set(self) -> bool:
        """Whether going on means another set of taps."""
        return another_set(self._steps, self.place.index)

    def begin(
        self,
        start: Callable[..., asyncio.Task[None]],
        done: Callable[[], None],
        senses: Senses,
    ) -> None:
        """Follow the clock from now on.

        ``start`` keeps a task in the window's registry; ``done`` is called once, at the end.
        """
        self._start, self._done, self._senses = start, done, senses
        self._go_on()

    def forward(self) -> None:
        """To the next step, or to the end."""
        if self.last:
            self.end()
        else:
            self._enter(self.place.index + 1)

    def backward(self) -> None:
        """To the step before; the first one begins anew."""
        self._enter(max(self.place.index - 1, 0))

    def lead(self, *, on: bool) -> None:
        """Move on by itself from now on, or no more; the cues of the step are not touched."""
        self.stop()
        self.place.led = on
        self._led_from = self._clock.monotonic()
        self._go_on()

    def end(self) -> None:
        """It is over: stopped, or at its end."""
        self.stop()
        self._senses.rest()
        if not self._over:
            self._over = True
            self._done()

    def stop(self) -> None:
        """End the task, if one is running. May be called twice."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    # -- by itself ----------------------------------------------------------------

    def _enter(self, index: int) -> None:
        self.stop()
        self._stand_at(index, self._clock.monotonic())
        self._go_on()

    def _stand_at(self, index: int, since: float) -> None:
        """Be at a step since then. A set of taps is shown once: three in all are enough."""
        if index in self._tapped:
            since -= rests_after(self._steps[index])
        self.place.index = index
        self._cued_from = self._led_from = since

    def _go_on(self) -> None:
        now = self._clock.monotonic()
        self._show(now)
        waits = self._due(now) is not None
        if waits:
            self._senses.begin(())  # the screen stays awake; a step has no tones
            self._task = self._start(self._follow())
        else:
            self._senses.rest()

    async def _follow(self) -> None:
        while True:
            now = self._clock.monotonic()
            if not self._move(now):
                self._task = None  # this very task: it ends here
                self.end()
                return
            self._show(now)
            due = self._due(now)
            if due is None:
                self._senses.rest()
                return
            await sleep(max(due - now, 0.0))

    def _move(self, now: float) -> bool:
        """Go to the step where a led person is by now; ``False`` when all of it is behind."""
        while (at := self._moves_on_at()) is not None and at <= now + _SAME:
            onto = led_to(self._steps, self.place.index)
            if onto is None:
                return False
            self._stand_at(onto, at)
        return True

    def _show(self, now: float) -> None:
        elapsed = now - self._cued_from + _SAME
        cue = cue_at(self.step, elapsed)
        if self.step.taps and cue.kind is not CueKind.READ:
            self._tapped.add(self.place.index)
        if cue != self.guide.beat.cue:
            self.guide.beat = Beat(cue, max(elapsed - cue.starts_at - _SAME, 0.0))
            if cue.kind not in (CueKind.READ, CueKind.REST) and not self.guide.beat.late:
                self._senses.pulse()

    def _due(self, now: float) -> float | None:
        """When something happens by itself next: a cue, or moving on."""
        elapsed = now - self._cued_from + _SAME
        coming = (cue.starts_at for cue in cues(self.step) if cue.starts_at > elapsed)
        due = [self._cued_from + starts_at for starts_at in coming][:1]
        moves_on_at = self._moves_on_at()
        return min([*due, *([] if moves_on_at is None else [moves_on_at])], default=None)

    def _moves_on_at(self) -> float | None:
        after = moves_on_after(self.step) if self.place.led else None
        return None if after is None else self._led_from + after
