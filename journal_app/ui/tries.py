"""The pause after wrong tries, shared by every window of the program (``vault.backoff``)."""

from __future__ import annotations

from journal_app.clock import Clock
from journal_app.vault.backoff import Backoff

__all__ = ["Tries"]


class Tries:
    """Counts wrong passphrases and words while the program runs; a right one begins anew.

    Every tab has a window of its own. One count for all of them, or a new tab would be a way
    around the pause.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._backoff = Backoff()

    def left_s(self) -> float:
        """Seconds until the next try is taken."""
        return self._backoff.left_s(self._clock.monotonic())

    def wrong(self) -> None:
        """What was tried did not fit."""
        self._backoff = self._backoff.wrong(self._clock.monotonic())

    def right(self) -> None:
        """It did."""
        self._backoff = Backoff()
