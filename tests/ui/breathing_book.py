"""A practice in a test: an open journal, and a clock and sleeps that a test turns by hand."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Iterable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import flet as ft

from journal_app.clock import SetClock
from journal_app.domain.pattern import Phase
from journal_app.ui.app import JournalProgram
from tests.driver import Driver


class Quiet:
    """Senses that keep what they were asked for, and do nothing."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []

    def begin(self, coming: Iterable[tuple[Phase, float]]) -> None:
        """Note the phases that are to come."""
        self.asked.append(("begin", tuple(coming)))

    def phase(self, phase: Phase, seconds: float) -> None:
        """Note a phase."""
        self.asked.append((phase.value, round(seconds, 6)))

    def pulse(self) -> None:
        """Note a pulse by itself."""
        self.asked.append(("pulse",))

    def rest(self) -> None:
        """Note a pause."""
        self.asked.append(("rest",))

    def end(self) -> None:
        """Note the end."""
        self.asked.append(("end",))


class Hourglass:
    """A clock and a way to wait that move only when a test turns them."""

    def __init__(self, clock: SetClock) -> None:
        self.clock = clock
        self._waiting: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = 0

    async def sleep(self, seconds: float) -> None:
        """Wait until the clock was moved that far."""
        self._count += 1
        future = asyncio.get_running_loop().create_future()
        heapq.heappush(self._waiting, (self.clock.seconds + seconds, self._count, future))
        await future

    @property
    def waiting(self) -> int:
        """How many tasks are waiting now."""
        return sum(not future.done() for _, _, future in self._waiting)

    def next_due(self) -> float:
        """When the next waiting task wants to be woken, by the clock."""
        return min(due for due, _, future in self._waiting if not future.done())

    async def turn(self, seconds: float) -> None:
        """Let time pass: everything that is due on the way happens in order and on time."""
        until = self.clock.seconds + seconds
        while self._waiting and self._waiting[0][0] <= until + 1e-9:
            due, _, future = heapq.heappop(self._waiting)
            if future.done():
                continue
            self._to(max(due, self.clock.seconds))
            future.set_result(None)
            for _ in range(3):
                await asyncio.sleep(0)
        self._to(until)
        for _ in range(10):
            await asyncio.sleep(0)

    def _to(self, seconds: float) -> None:
        self.clock.move(timedelta(seconds=seconds - self.clock.seconds))
        self.clock.seconds = seconds  # exactly, whatever microseconds the wall clock rounds to


class Book:
    """An open journal on a page, and the hourglass it is told the time by."""

    def __init__(self, driver: Driver, program: JournalProgram, glass: Hourglass) -> None:
        self.driver, self.program, self.glass = driver, program, glass

    @property
    def window(self) -> Any:
        """The window behind the driver."""
        return self.driver.session.store.get("window")

    @property
    def tasks(self) -> int:
        """Tasks of this window that are still running."""
        return len([task for task in self.window.shell._tasks if not task.done()])

    def kept(self) -> list[Any]:
        """The entries of the open journal."""
        return list(self.window.door.entries.page().entries)

    async def begin(self, route: str = "/practices/longer-exhale") -> None:
        """Open a practice and begin it."""
        await self.driver.go(route)
        await self.driver.click("begin")

    async def turn(self, seconds: float) -> None:
        """Let time pass, and the page settle."""
        await self.glass.turn(seconds)
        await self.driver.settle()

    @property
    def announced(self) -> str:
        """What the live region of the pacer says."""
        regions = [c.label for c in self.driver.all(ft.Semantics, live_region=True) if c.label]
        assert len(regions) == 1, regions
        return str(regions[0])

    async def seen(self, state: ft.AppLifecycleState) -> None:
        """What the platform says of the window."""
        event: Any = SimpleNamespace(state=state)
        await self.driver.inside(lambda: self.window.watch.lifecycle(event))
