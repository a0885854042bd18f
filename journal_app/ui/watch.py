"""Who is at the window: blank when it can't be seen, lock when nobody came back.

The rule is in ``ui/away.py``; this asks it whenever something happens, and every few seconds by a
task of its own, because neither a browser nor a phone can be relied on to say that it went away.
A touch after the time was over is not a touch: a device that slept for hours wakes up locked, even
if a finger is quicker than the task.
"""

from __future__ import annotations

from asyncio import Task, create_task, sleep
from collections.abc import Callable
from dataclasses import replace

import flet as ft

from journal_app.clock import Clock
from journal_app.ui.away import Limits, Moment, Presence, View
from journal_app.ui.shell import Cover, Shell

__all__ = ["Watch"]

STEP = 5.0
"""Seconds at most between two looks at the clocks: the sleep of a device stops the task too."""

_State = ft.AppLifecycleState
_UNSEEN = (_State.HIDE, _State.PAUSE, _State.DETACH)
_SEEN = (_State.SHOW, _State.RESUME)


class Watch:
    """Over one window, from opening a book to locking it.

    ``lock`` locks at once and calls :meth:`end`.
    """

    def __init__(self, page: ft.Page, clock: Clock, lock: Callable[[], None]) -> None:
        self._page, self._clock, self._lock = page, clock, lock
        self._presence: Presence | None = None
        self._shell = Shell()
        self._task: Task[None] | None = None

    def begin(self, shell: Shell, limits: Limits) -> None:
        """A book was opened in this window: watch until :meth:`end`."""
        self._shell = shell
        self._presence = Presence(self._now(), limits)
        shell._touched, shell._back = self.touch, self.back
        self._task = create_task(self._look())

    def end(self) -> None:
        """Nothing is open any more: no task is left."""
        self._presence = None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    @property
    def looking(self) -> bool:
        """Whether its task is running."""
        return self._task is not None and not self._task.done()

    def limit(self, limits: Limits) -> None:
        """Go by other limits from now on."""
        if self._presence is not None:
            self._presence = replace(self._presence, limits=limits)

    # -- what happens ---------------------------------------------------------

    def touch(self) -> bool:
        """Somebody did something; ``False`` where the time was over and it is locked now."""
        if not self._in_time():
            return False
        if self._presence is not None and self._presence.hidden is None:
            self._presence = self._presence.touch(self._now())
        return True

    def back(self) -> None:
        """It is seen again: what was covered is shown, or locked when the time is over."""
        if self._in_time() and self._presence is not None:
            self._presence = self._presence.touch(self._now())
            self._shell.cover = Cover.NONE

    def lifecycle(self, event: ft.AppLifecycleStateChangeEvent) -> None:
        """The platform says that the window is seen, or is not."""
        if event.state in _SEEN:
            self.back()
        elif event.state in _UNSEEN:
            self._hide(Cover.OVER if self._shell.choosing_file else Cover.WHOLE)
        elif event.state is _State.INACTIVE and self._switcher():
            self._hide(Cover.OVER)

    def key(self, event: ft.KeyboardEvent) -> None:
        """A key went down: Ctrl or Cmd with Shift and L locks at once."""
        if self._presence is None:
            return
        if event.key.upper() == "L" and event.shift and (event.ctrl or event.meta):
            self._lock()
        else:
            self.back()

    # -- what follows -----------------------------------------------------------

    def _hide(self, cover: Cover) -> None:
        if not self._in_time() or self._presence is None:
            return
        self._presence = self._presence.hide(self._now())
        if self._shell.cover is not Cover.WHOLE:
            self._shell.cover = cover

    def _switcher(self) -> bool:
        """Whether losing the focus may mean the app switcher, which takes a picture of the page.

        On a desktop and in a browser it means that somebody looks at something beside it.
        """
        phone = self._page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)
        return phone and not self._page.web

    def _in_time(self) -> bool:
        """Lock if the time is over; whether what was open is still open (or nothing was)."""
        presence = self._presence
        if presence is None:
            return True
        if presence.view(self._now(), choosing=self._shell.choosing_file) is View.LOCK:
            self._lock()
            return False
        return True

    async def _look(self) -> None:
        """Sleep until the time may be over and look at both clocks; ends with the lock."""
        while (presence := self._presence) is not None:
            left = presence.left(self._now(), choosing=self._shell.choosing_file)
            await sleep(min(max(left, 0.0), STEP))
            if not self._in_time():
                return
            # A guided breath is somebody with closed eyes. Only after the look at the clocks:
            # what a device slept through is no breath.
            if self._shell.accompanied:
                self.touch()

    def _now(self) -> Moment:
        return Moment(self._clock.now().timestamp(), self._clock.monotonic())
