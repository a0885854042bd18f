"""Closed, covered, and opened again: what is seen of a book that is not in somebody's hands."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from unittest import mock

import flet as ft

from journal_app.ui.demo import OPENS_WITH
from journal_app.ui.shell import Role
from journal_app.vault import rest
from journal_app.vault.journal import Journal
from tests.gallery.scene import Scene, Trip
from tests.gallery.studio import Studio

__all__ = ["LOCKED"]

MANY = 90
"""Entries that the first screen does not need all of."""


def _covered(s: Studio) -> None:
    s.open_book(Role.JOURNAL)
    seen(s, ft.AppLifecycleState.HIDE)
    s.visit.sees("covered while you are away")


def seen(s: Studio, state: ft.AppLifecycleState) -> None:
    """What the platform says of the window: a headless browser never hides one."""
    event: Any = SimpleNamespace(state=state)
    s.call(lambda: s.window.watch.lifecycle(event))


def _offered_again(s: Studio) -> None:
    seen(s, ft.AppLifecycleState.SHOW)
    s.go("/crumb")
    s.visit.write("What is here", "the colour of the")
    s.visit.page.wait_for_timeout(1500)  # a pause in writing is when it is sealed
    s.visit.press("Lock")
    s.open_book(Role.JOURNAL)
    s.show("Go on writing")


# -- while nothing is open ----------------------------------------------------------


def _with_words(s: Studio) -> None:
    """Recovery words were made: they are another way in."""

    async def make() -> None:
        keys = s.window.door.keys  # type: ignore[union-attr]
        await keys.keep_words(keys.fresh_words())

    s.do(make)
    s.lock()
    s.show("I have a backup")


def _words_in(s: Studio) -> None:
    s.visit.press("Use recovery words")
    s.visit.sees("Your recovery words")


def _words_wrong(s: Studio) -> None:
    s.visit.write("Fifteen words", "lamp river stone")
    s.visit.press("Open")
    s.visit.sees("One of these words")


def _pause(s: Studio) -> None:
    s.visit.press("Back")
    for _ in range(7):  # as by somebody who tries names in another tab
        s.program.tries.wrong()
    s.visit.write("Passphrase", OPENS_WITH)
    s.visit.press("Open")
    s.visit.sees("Try again in")


def _restoring(s: Studio) -> None:
    s.visit.press("I have a backup")
    s.visit.sees("Bring a backup back")


# -- opened, while older pages are read -------------------------------------------


def _reading(s: Studio) -> None:
    """The same reading as ever, on a disk that takes its time."""
    s.program.tries.right()
    s.visit.press("Back")
    s.open_book(Role.JOURNAL)

    async def keep() -> None:
        for number in range(MANY):
            s.program.clock.move(timedelta(seconds=2))  # type: ignore[attr-defined]
            await s.window.door.keep_crumb(f"one more small thing, {number}")  # type: ignore[union-attr]

    s.do(keep)
    s.lock()
    with slow_disk() as go_on:
        s.open_book(Role.JOURNAL)
        s.go("/journal")
        s.visit.page.wait_for_timeout(1200)  # nothing is said in the first second
        go_on(3)
        s.visit.sees("older pages are still being read")


@contextmanager
def slow_disk() -> Iterator[Callable[[int], None]]:
    """Each step of reading older entries waits until it is let go on (8 seconds at most)."""
    steps, real = threading.Semaphore(0), Journal.load_rest

    def slowly(journal: Journal, told: Callable[[float], None] | None = None) -> None:
        def waited(progress: float) -> None:
            if told:
                told(progress)
            steps.acquire(timeout=8)

        real(journal, waited)

    with mock.patch.object(rest, "_STEP", 3000), mock.patch.object(Journal, "load_rest", slowly):
        yield steps.release


LOCKED = Trip(
    (
        Scene("covered", _covered),
        Scene("today-go-on", _offered_again),
        Scene("lock-words", _with_words),
        Scene("lock-words-in", _words_in),
        Scene("lock-words-wrong", _words_wrong),
        Scene("lock-pause", _pause),
        Scene("lock-restore", _restoring),
        Scene("journal-reading", _reading),
    )
)
