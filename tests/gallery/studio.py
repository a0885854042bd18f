"""The running program with made-up books and a clock that stands still, for pictures of it.

The server, the guard, the vault and the browser are the real ones; only the clock is set, so that
every picture shows the same moment: Wednesday at five, 27 hours after a session.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal
from unittest import mock

from flet.controls.context import _context_page
from playwright.sync_api import Browser, BrowserContext, FloatRect

from journal_app.clock import Clock, SetClock
from journal_app.run import RunSettings
from journal_app.ui.app import JournalProgram
from journal_app.ui.demo import OPENS_WITH
from journal_app.ui.parts import guiding, pacing
from journal_app.ui.shell import Role
from journal_app.ui.window import Window
from journal_app.vault.kdf import KdfPolicy
from journal_app.web.server import Server
from tests.e2e.page import Screen, Visit, new_context
from tests.ui.breathing_book import Hourglass

WEDNESDAY_5PM = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)
_QUICK = KdfPolicy(memory_kib=19 * 1024, passes=2, lanes=1, target_seconds=0)


class StillClock(SetClock):
    """The wall clock stands still, the seconds of the pacer run."""

    def monotonic(self) -> float:
        """Seconds that pass, for what moves."""
        return time.monotonic()


class Studio:
    """One server and one browser tab on it; pages are reached as their links reach them."""

    def __init__(
        self,
        program: JournalProgram,
        context: BrowserContext,
        address: str,
        folder: Path,
        glass: Hourglass | None = None,
    ) -> None:
        self.program, self.folder, self.glass = program, folder, glass
        self.visit = Visit(context, address.split("/?")[0])
        self.visit.go(address)
        self.visit.button("Support").first.wait_for()  # the first screen, and a window behind it

    @property
    def window(self) -> Window:
        """The program's side of the tab."""
        return next(iter(self.program._windows))

    def open_book(self, role: Role, passphrase: str = OPENS_WITH) -> None:
        """Unlock a made-up book as a person does."""
        self.call(lambda: self.window.choose(role))
        self.show("Passphrase", "textbox")
        self.visit.write("Passphrase", passphrase)
        self.visit.press(re.compile("^Open$"))  # nothing else that opens something
        self.visit.button("Lock").first.wait_for()

    def lock(self) -> None:
        """Go to the first page and lock the book there, once the button has found its place."""
        self.go("/")
        button, before = self.visit.button("Lock").first, None
        for _ in range(80):
            now = button.bounding_box() if button.count() else None
            if now is not None and now == before:
                break
            before = now
            self.visit.page.wait_for_timeout(120)
        self.visit.press("Lock")
        self.show("Passphrase", "textbox")

    def go(self, route: str) -> None:
        """Follow a link to a page of the program."""
        self.call(lambda: self.window.shell.go(route))
        self.visit.page.wait_for_url(self.visit.origin + route)
        for _ in range(80):  # the program is told of it a moment later
            if self.window.shell.route == route:
                return
            self.visit.page.wait_for_timeout(50)
        raise LookupError(f"the program is not at {route}")

    def do(self, work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        """Let the program do something on its own side, such as receive a second card."""

        async def run() -> Any:
            _context_page.set(self.window.page)  # as in one of the program's own handlers
            return await work()

        return asyncio.run_coroutine_threadsafe(run(), self._loop).result(20)

    def show(
        self, name: str | re.Pattern[str], role: Literal["button", "checkbox", "textbox"] = "button"
    ) -> None:
        """Scroll until this control is well in view; nothing is pressed."""
        page, target = self.visit.page, self.visit.page.get_by_role(role, name=name).last
        size = page.viewport_size
        assert size is not None
        before = None
        for turn in range(80):
            box = target.bounding_box() if target.count() else None
            if box is not None and 64 < box["y"] + box["height"] <= size["height"] - 12:
                if box == before:  # the page glides, and the tree follows what is painted
                    return
            else:
                x = size["width"] / 4 if box is None else box["x"] + box["width"] / 2
                # Beside any field of several lines; below a low sky that itself does not scroll.
                page.mouse.move(x, 100 if turn % 2 else size["height"] / 2)
                page.mouse.wheel(0, _pages_to(box, size["height"]) * size["height"])
            before = box
            page.wait_for_timeout(120)
        raise LookupError(f"not on this page: {name}")

    def press(self, name: str) -> None:
        """Press the button of this name, once it is in view and nothing glides any more."""
        self.press_last(name)

    def press_last(self, name: str) -> None:
        """Press the last button of this name: on a wide page the list beside it has one, too."""
        self.show(name)
        self.visit.button(name).last.click(force=True)

    def clear(self, field: str) -> None:
        """Empty a text field as a person does."""
        self.visit.field(field).click(force=True)
        self.visit.page.wait_for_timeout(150)  # as in ``Visit.write``
        self.visit.page.keyboard.press("Control+A")
        self.visit.page.keyboard.press("Delete")
        self.visit.page.wait_for_timeout(150)

    def turn(self, seconds: float) -> None:
        """Let so many seconds pass for what is practised, where time is turned by hand."""
        assert self.glass is not None
        glass = self.glass
        self.do(lambda: glass.turn(seconds))
        self.visit.page.wait_for_timeout(300)  # the page follows

    def turn_to_next(self) -> None:
        """Let the time of the next change come."""
        assert self.glass is not None
        for _ in range(80):  # what was begun last may not wait yet
            if self.glass.waiting:
                break
            self.visit.page.wait_for_timeout(100)
        self.turn(self.glass.next_due() - self.glass.clock.seconds)

    def set_calm(self, on: bool) -> None:
        """Ask for less motion, as its setting does."""
        self.call(lambda: setattr(self.window.shell, "calm", on))

    def call(self, work: Callable[[], object]) -> None:
        """Do something as one of the program's own handlers would."""

        async def run() -> None:
            _context_page.set(self.window.page)  # as in one of the program's own handlers
            work()

        asyncio.run_coroutine_threadsafe(run(), self._loop).result(20)

    @property
    def _loop(self) -> asyncio.AbstractEventLoop:
        loop: asyncio.AbstractEventLoop = self.window.page.session.connection.loop
        return loop


@contextmanager
def studio(
    browser: Browser,
    screen: Screen,
    *,
    dark: bool = False,
    less_motion: bool = False,
    demo: bool = True,
    clock: Clock | None = None,
    turned: bool = False,
) -> Iterator[Studio]:
    """A studio for one size of screen and one theme; ``demo`` fills both books first.

    ``turned`` has the seconds of practices pass by :meth:`Studio.turn` alone.
    """
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        glass = _hourglass(stack) if turned else None
        told = clock or (glass.clock if glass else StillClock(WEDNESDAY_5PM))
        program = JournalProgram(RunSettings(data=Path(folder), demo=demo), told, _QUICK)
        context = new_context(browser, screen, dark=dark, less_motion=less_motion)
        with Server(program.main).running() as address:
            try:
                yield Studio(program, context, address, Path(folder), glass)
            finally:
                context.close()
                program.close()


def _hourglass(stack: ExitStack) -> Hourglass:
    """A clock for all that is practised, which stands until it is turned."""
    glass = Hourglass(SetClock(WEDNESDAY_5PM))
    for module in (pacing, guiding):
        stack.enter_context(mock.patch.object(module, "sleep", glass.sleep))
    return glass


def _pages_to(box: FloatRect | None, height: float) -> float:
    """How many pages of ``height`` to turn the wheel by, up where less than nothing.

    A dense screen goes a quarter of the way only; what is not in the tree yet may come any moment.
    """
    if box is None:
        return 1 / 2
    up = box["y"] + box["height"] <= 64
    near = -2 * height < box["y"] < 2 * height
    return (-1 if up else 1) * (1 / 6 if near else 2)
