"""What is being written: sealed at each pause, so that a dead battery costs two seconds at most."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from typing import Any, Protocol

from journal_app.domain.times import utc_text
from journal_app.ui.door.base import Room, new_id

__all__ = ["PAUSE", "SOONEST", "DraftsRoom", "Keeper", "Keeping"]

PAUSE = 0.6
"""Seconds without a letter after which a draft is sealed."""
SOONEST = 1.5
"""Seconds after which it is sealed even while somebody types on."""
_ASIDE = ".aside."


class Keeping(Protocol):
    """Where the words of a field are sealed, each under a key."""

    def text(self, key: str) -> str:
        """What is there, or nothing."""

    def keep(self, key: str, text: str) -> None:
        """Seal it; durable when this returns."""

    def drop(self, key: str) -> None:
        """Forget it."""


class DraftsRoom(Room):
    """Drafts by key, such as ``free`` or ``prompt.what-stands-out``."""

    def text(self, key: str) -> str:
        """The words of a draft, or nothing."""
        return self._understood().get(key, {}).get("text", "")

    def keys(self) -> tuple[str, ...]:
        """Every draft that was not finished."""
        return tuple(self._understood())

    def newest(self) -> tuple[str, ...]:
        """As :meth:`keys`, the one that was written in last first."""
        drafts = self._understood()
        return tuple(sorted(drafts, key=lambda key: drafts[key].get("at", ""), reverse=True))

    def keep(self, key: str, text: str) -> None:
        """Seal a draft (an empty one is dropped); durable when this returns."""
        if text.strip():
            self._set_aside(key)
            self._journal.keep_draft(key, {"text": text, "at": utc_text(self._clock.now())})
        else:
            self.drop(key)

    def drop(self, key: str) -> None:
        """Forget a draft: it became an entry, or was put away."""
        if key in self._understood():
            self._journal.drop_draft(key)

    def _understood(self) -> dict[str, dict[str, str]]:
        """Drafts by key, but for those of a later version and what is damaged: they stay sealed."""
        return {key: doc for key, doc in self._journal.drafts().items() if _is_draft(doc)}

    def _set_aside(self, key: str) -> None:
        """Move what is under this key and not understood out of the way: it may be words."""
        there = self._journal.drafts().get(key)
        if there is not None and not _is_draft(there):
            self._journal.keep_draft(f"{key}{_ASIDE}{new_id()}", there)


def _is_draft(doc: dict[str, Any]) -> bool:
    return set(doc) <= {"text", "at"} and all(isinstance(value, str) for value in doc.values())


class Keeper:
    """Watches one field: every change is told to it, and it seals the draft at each pause.

    ``start`` runs a coroutine as a task of the window; ``failed`` is told what went wrong when the
    disk refuses, so that the person knows before the words are gone. Writes happen in threads, so
    each carries a number: an older text that comes late never lands over a newer one. Where there
    is no draft the words begin as ``initial``, which is not sealed until it is changed.
    """

    def __init__(
        self,
        room: Keeping,
        key: str,
        start: Callable[[Any], Any],
        failed: Callable[[Exception], None],
        initial: str = "",
    ) -> None:
        self.text = room.text(key) or initial
        self._room, self._key = room, key
        self._start, self._failed = start, failed
        self._writing = threading.Lock()
        self._number = self._written = 0
        self._finished = False
        self._first_unsealed: float | None = None
        self._waiting: asyncio.Task[None] | None = None

    def changed(self, text: str) -> None:
        """Take the field's words after a keystroke."""
        self.text = text
        self._number += 1
        now = asyncio.get_running_loop().time()
        if self._first_unsealed is None:
            self._first_unsealed = now
        self._stop_waiting()
        wait = min(PAUSE, max(0.0, self._first_unsealed + SOONEST - now))
        self._waiting = self._start(self._seal_after(wait))

    async def _seal_after(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        self._waiting = None  # from here on the next keystroke must not cancel the write
        self._first_unsealed = None
        try:
            await asyncio.to_thread(self._seal, self.text, self._number)
        except Exception as error:  # noqa: BLE001  a task's error would be lost: it is told instead
            self._failed(error)

    def _seal(self, text: str, number: int) -> None:
        with self._writing:
            if number > self._written and not self._finished:
                self._room.keep(self._key, text)
                self._written = number

    def seal_now(self) -> None:
        """Seal at once what was not sealed yet: before locking, leaving, closing."""
        self._stop_waiting()
        self._seal(self.text, self._number)

    async def done(self) -> None:
        """The words became an entry: forget the draft."""
        self._stop_waiting()
        await asyncio.to_thread(self._finish)

    def _finish(self) -> None:
        with self._writing:
            self._finished = True
            self._room.drop(self._key)

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None
