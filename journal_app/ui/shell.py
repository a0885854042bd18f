"""What is on the screen, for one window: its size and theme, where it is, and the open door.

One observable object is given to the whole tree through a context; a screen that reads it is drawn
again when any public field changes. Names that begin with an underscore never notify.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, Protocol
from zoneinfo import ZoneInfo

import flet as ft

from journal_app.clock import Clock, SystemClock
from journal_app.domain.times import hour_of_day, zone_of
from journal_app.ui.away import Limits
from journal_app.ui.guard import kindly
from journal_app.ui.reading import Reading
from journal_app.ui.theme import Palette, palette
from journal_app.vault.shown_locked import ShownLocked

if TYPE_CHECKING:  # the doors know of the shell: one way round is enough at run time
    from journal_app.ui.door.backup import BackupInside

__all__ = ["Cover", "Role", "Shell", "ShellContext", "Stage", "TouchContext", "use_shell"]

PHONE_BELOW = 600.0  # a bar at the bottom
WIDE_FROM = 1024.0  # a rail and two panes
_FLASH = 20.0  # times too quick: see ``Shell.stretch``
LARGE_TEXT = 1.35  # from here on, things that stand side by side stack
FINE_FROM = 1.5  # pixels of the screen for each of the page; from here on no single one is seen


class Stage(Enum):
    """What this window can show at all."""

    WELCOME = "welcome"
    LOCKED = "locked"
    OPEN = "open"


class Cover(Enum):
    """What stands before an open book while it can't be seen."""

    NONE = "none"
    OVER = "over"
    """Over the page: a glance elsewhere, or the platform's own file dialog, loses nothing."""
    WHOLE = "whole"
    """In place of the page: nothing of the book is in the tree."""


class Role(Enum):
    """Whose book is open: a client's journal or a therapist's practice."""

    JOURNAL = "journal"
    PRACTICE = "practice"


class Book(Protocol):
    """What a window can do with the book behind it; ``ui/app.py`` is the only one that does."""

    async def create(self, role: Role, passphrase: str) -> None:
        """Make a new, empty book and open it."""

    async def unlock(self, passphrase: str) -> None:
        """Open the book of the role that is shown."""

    async def unlock_with_words(self, typed: str) -> None:
        """Open it with recovery words, and go where a new passphrase is chosen."""

    def offers_words(self) -> bool:
        """Whether recovery words were made for the book that is shown."""

    def pause_s(self) -> float:
        """Seconds until the next try is taken, after some that did not fit."""

    async def lock(self) -> None:
        """Seal what is being written, forget the keys, show the lock screen."""

    def shown_locked(self) -> ShownLocked:
        """What Support shows of the book while it is locked."""

    def limits(self) -> Limits:
        """How long the open book stays open when nobody is there."""

    async def keep_limits(self, limits: Limits) -> None:
        """Let it stay open for longer, or for less, from now on."""

    def choose(self, role: Role) -> None:
        """Show the lock screen (or the beginning) of the other book."""

    def held(self) -> frozenset[Role]:
        """Which books there are in this data folder."""

    async def look_into(self, data: bytes, secret: str) -> BackupInside:
        """Read a backup to its end, with its passphrase or words, and say what is in it."""

    async def restore(
        self, data: bytes, secret: str, inside: BackupInside, passphrase: str
    ) -> None:
        """Put what a backup holds in place, opened by ``passphrase``, and open it."""

    def has_earlier(self) -> bool:
        """Whether the book that a restore replaced is still kept aside."""

    async def bring_back(self) -> None:
        """Exchange the book that is shown with the one that was put aside; locks."""

    async def forget_earlier(self) -> None:
        """Erase what was put aside."""

    async def delete(self, passphrase: str) -> None:
        """Delete the open book, once ``passphrase`` was seen to be its own."""


@ft.observable
@dataclass(eq=False)
class Shell:
    """The state of one window."""

    width: float = 390.0
    height: float = 844.0
    dark: bool = False
    calm: bool = False  # less motion, because somebody chose it or the platform asks for it
    still: bool = False  # the platform asks for less motion
    flash: bool = False  # and is told to play animations in a flash: see ``stretch``
    dim: bool = False  # drawn for a dark room
    text_scale: float = 1.0
    density: float = 2.0  # pixels of the screen for each pixel of the page, across
    route: str = "/"
    stage: Stage = Stage.LOCKED
    role: Role = Role.JOURNAL
    notice: str = ""
    demo: bool = False  # made-up entries in a throw-away folder
    revision: int = 0  # grows when anything in the open book changed
    cover: Cover = Cover.NONE
    waiting: str = ""  # the key of a draft that was begun before the book was locked

    _chose_calm: bool = False
    _clock: Clock = field(default_factory=SystemClock)
    _door: Any = None
    _book: Book | None = None
    _navigate: Callable[[str], None] = field(default=lambda route: None)
    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    _accompanied: set[asyncio.Task[Any]] = field(default_factory=set)
    _choosing: int = 0
    _reading: Reading = field(default_factory=Reading)
    _places: dict[str, Any] = field(default_factory=dict)  # see ``hooks.use_kept``
    _touched: Callable[[], bool] = field(default=lambda: True)
    _back: Callable[[], None] = field(default=lambda: None)

    @property
    def p(self) -> Palette:
        """The colours of the theme that is on."""
        return palette(dark=self.dark, dim=self.dim)

    @property
    def phone(self) -> bool:
        """Whether the page is as narrow as a phone."""
        return self.width < PHONE_BELOW

    @property
    def wide(self) -> bool:
        """Whether there is room for two panes."""
        return self.width >= WIDE_FROM

    @property
    def large_text(self) -> bool:
        """Whether text is so large that things side by side had better stack."""
        return self.text_scale >= LARGE_TEXT

    @property
    def coarse(self) -> bool:
        """Whether single pixels can be seen, so that an edge had better be smooth."""
        return self.density < FINE_FROM

    def choose_calm(self, chosen: bool) -> None:
        """Move or be still from now on; where the platform asks for less motion it stays still."""
        self._chose_calm = chosen
        self.calm = chosen or self.still

    def asked_still(self, still: bool, *, flash: bool = False) -> None:
        """What the platform asks for; what was chosen here is kept beside it."""
        self.still, self.flash = still, flash
        self.calm = self._chose_calm or still

    @property
    def stretch(self) -> float:
        """How many times longer than it is to take an animation has to be told to last.

        Where animations are disabled, Flutter plays them in a twentieth of their time (its
        ``AnimationController``, "5% of the normal duration"). What fills in time with a breath has
        to keep its time there too.
        """
        return _FLASH if self.flash else 1.0

    def hour(self) -> float:
        """The local hour of this device, 0 to 24, whether anything is open or not."""
        try:
            zone = zone_of(self._clock.zone())
        except ValueError:  # not known here
            zone = ZoneInfo("UTC")
        return hour_of_day(self._clock.now(), zone)

    def go(self, route: str) -> None:
        """Show another page of this window; a notice that was read goes with the page."""
        self.notice = ""
        self._navigate(route)

    def tell(self, words: str) -> None:
        """Show one sentence until it is closed or another page is opened."""
        self.notice = words

    def changed(self) -> None:
        """Say that something in the open book changed, so that what shows it is drawn again."""
        self.revision += 1

    @property
    def book(self) -> Book:
        """The book behind this window."""
        assert self._book is not None  # noqa: S101  set before anything is drawn
        return self._book

    @property
    def clock(self) -> Clock:
        """The time as this window is told it."""
        return self._clock

    async def lock(self) -> None:
        """Seal what is being written, forget the keys and show the lock screen."""
        await self.book.lock()

    def act(self, handler: Callable[..., Any]) -> Callable[[Any], Awaitable[None]]:
        """Wrap a handler so that what it raises becomes one kind sentence on this window.

        Nothing is done for a tap that came after the time was over: it locked instead.
        """
        handled = kindly(handler, self.tell)

        async def acted(event: Any = None) -> None:
            if self.touch():
                await handled(event)

        return acted

    def touch(self) -> bool:
        """Somebody is here; whether what was open still is."""
        return self._touched()

    def back(self) -> None:
        """Somebody touched the cover: show the page again."""
        self._back()

    @property
    def reading(self) -> Reading:
        """How far the older pages are read."""
        return self._reading

    @property
    def choosing_file(self) -> bool:
        """Whether the platform's own file dialog stands before this window."""
        return self._choosing > 0

    @contextmanager
    def choosing(self) -> Iterator[None]:
        """While the platform's own file dialog hides this window, nobody went away."""
        self._choosing += 1
        try:
            yield
        finally:
            self._choosing -= 1
            self.touch()

    @property
    def accompanied(self) -> bool:
        """Whether somebody is led through something with closed eyes."""
        return bool(self._accompanied)

    def accompany(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """As :meth:`start`; while it runs the person is here, though they touch nothing."""
        task = self.start(work)
        self._accompanied.add(task)
        task.add_done_callback(self._accompanied.discard)
        return task

    def start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run a task that ends with this window: it is kept in the registry until it is done."""
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    def stop_tasks(self) -> None:
        """Cancel every task of this window (leaving, locking, closing)."""
        for task in list(self._tasks):
            task.cancel()


ShellContext = ft.create_context(Shell())


def _nobody() -> bool:
    return True


TouchContext = ft.create_context(_nobody)
"""``Shell.touch`` alone, for a field that must not be drawn again when the shell changes."""


def use_shell() -> Shell:
    """The shell of the window a component is drawn in."""
    return ft.use_context(ShellContext)
