"""Something that takes a second and may be refused: one at a time, and one kind sentence."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import flet as ft

from journal_app.domain.errors import JournalError
from journal_app.ui.guard import note
from journal_app.words import sentence

__all__ = ["Attempt", "use_attempt"]


@dataclass(frozen=True)
class Attempt:
    """Whether one is under way, and what the last one was answered with."""

    busy: bool
    error: str
    set_busy: Callable[[bool], None]
    tell: Callable[[str], None]

    async def run(self, work: Callable[[], Awaitable[None]]) -> None:
        """Do it unless one is under way; what is refused is said beside the field."""
        if self.busy:
            return
        self.set_busy(True)
        try:
            await work()
        except JournalError as problem:
            note(problem)
            self.tell(sentence(problem))
        finally:
            self.set_busy(False)


def use_attempt() -> Attempt:
    """The state of one attempt, for as long as a page is shown."""
    busy, set_busy = ft.use_state(False)
    error, tell = ft.use_state("")
    return Attempt(busy, error, set_busy, tell)
