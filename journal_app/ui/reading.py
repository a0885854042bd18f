"""How far the older pages of a book are read: said in one line, when it takes a while."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import floor

import flet as ft

from journal_app.ui.parts import texts
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["LONGER_THAN", "Reading", "ReadingLine"]

LONGER_THAN = 1.0
"""Seconds that reading may take before anything is said about it."""


@ft.observable
@dataclass(eq=False)
class Reading:
    """What there is to say: ``percent`` read (in tens), or ``None`` where there is nothing."""

    percent: int | None = None

    def began(self, monotonic: Callable[[], float]) -> Callable[[float], None]:
        """Reading began; the result is to be told how far it is, 0 to 1."""
        start = monotonic()

        def went_on(progress: float) -> None:
            if monotonic() - start >= LONGER_THAN:
                percent = 10 * floor(progress * 10)
                if percent != self.percent:  # the line is drawn ten times at most
                    self.percent = percent

        return went_on

    def ended(self) -> None:
        """All was read, or all that can be."""
        if self.percent is not None:
            self.percent = None


@ft.component
def ReadingLine(p: Palette, reading: Reading) -> ft.Control:
    """ "The older pages are still being read." with how far it is, or nothing."""
    if reading.percent is None:
        return ft.Container()
    line = texts.secondary(say("away.reading", percent=reading.percent), p.quiet)
    return ft.Container(
        ft.Semantics(live_region=True, container=True, content=line),
        key="reading",
        padding=ft.Padding.symmetric(horizontal=20, vertical=8),
    )
