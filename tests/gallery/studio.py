"""The running program with made-up books and a clock that stands still, for pictures of it.

The server, the guard, the vault and the browser are the real ones; only the clock is set, so that
every picture shows the same moment: Wednesday at five, 27 hours after a session.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flet.controls.context import _context_page
from playwright.sync_api import Browser, BrowserContext

from journal_app.clock import SetClock
from journal_app.run import RunSettings
from journal_app.ui.app import JournalProgram
from journal_app.ui.demo import OPENS_WITH
from journal_app.ui.shell import Role
from journal_app.ui.window import Window
from journal_app.vault.kdf import KdfPolicy
from journal_app.web.server import Server
from tests.e2e.page import Screen, Visit, new_context

WEDNESDAY_5PM = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)
_QUICK = KdfPolicy(memory_kib=19 * 1024, passes=2, lanes=1, target_seconds=0)


class StillClock(SetClock):
    """The wall clock stands still, the seconds of the pacer run."""

    def monotonic(self) -> float:
        """Seconds that pass, for what moves."""
        return time.monotonic()


class Studio:
    """One server and one browser tab on it; pages are reached as their links reach them."""

    def __init__(self, program: JournalProgram, context: BrowserContext, address: str) -> None:
        self.program = program
        self.visit = Visit(context, address.split("/?")[0])
        self.visit.go(address)

    @property
    def window(self) -> Window:
        """The program's side of the tab."""
        return next(iter(self.program._windows))

    def open_book(self, role: Role, passphrase: str = OPENS_WITH) -> None:
        """Unlock a made-up book as a person does."""
        self._call(lambda: self.window.choose(role))
        self.visit.write("Passphrase", passphrase)
        self.visit.press("Open")
        self.visit.button("Lock").first.wait_for()

    def go(self, route: str) -> None:
        """Follow a link to a page of the program."""
        self._call(lambda: self.window.shell.go(route))
        self.visit.page.wait_for_url(self.visit.origin + route)

    def do(self, work: Callable[[], Coroutine[Any, Any, Any]]) -> Any:
        """Let the program do something on its own side, such as receive a second card."""
        return asyncio.run_coroutine_threadsafe(work(), self._loop).result(20)

    def set_calm(self, on: bool) -> None:
        """Ask for less motion, as its setting does."""
        self._call(lambda: setattr(self.window.shell, "calm", on))

    def _call(self, work: Callable[[], object]) -> None:
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
    browser: Browser, screen: Screen, *, dark: bool = False, demo: bool = True
) -> Iterator[Studio]:
    """A studio for one size of screen and one theme; ``demo`` fills both books first."""
    with tempfile.TemporaryDirectory() as folder:
        clock = StillClock(WEDNESDAY_5PM)
        program = JournalProgram(RunSettings(data=Path(folder), demo=demo), clock, _QUICK)
        context = new_context(browser, screen, dark=dark)
        with Server(program.main).running() as address:
            try:
                yield Studio(program, context, address)
            finally:
                context.close()
                program.close()
