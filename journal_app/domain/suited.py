"""A pattern as one person breathes it now: their pace, their length, and nothing that stirs."""

from dataclasses import dataclass, replace

from journal_app.domain.comfort import FASTEST, PACE_STEP, SLOWEST, Comfort
from journal_app.domain.pattern import Pattern

LONG = 120.0
"""Seconds from which on a length can be chosen; shorter ones are a few breaths, and stay so."""
FEWEST_MINUTES, MOST_MINUTES = 0.1, 60
"""What a length can be: prompts of a plan may ask for a few breaths, or for an hour."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suited:
    """``written`` as it stands in the content, for ``comfort``.

    ``gentle`` says that a session is near: faster breaths that would stir are then left out.
    ``minutes`` is the length somebody chose, ``None`` for the pattern's own; ``exact`` patterns are
    not made slower or faster, because a person chose their lengths.
    """

    written: Pattern
    comfort: Comfort
    gentle: bool = False
    minutes: float | None = None
    exact: bool = False

    @property
    def pace(self) -> float:
        """Seconds that each breath in and out is longer now (shorter below 0)."""
        pace = 0.0 if self.exact else self.comfort.pace
        while self.gentle and pace < 0 and self._at(pace).stirring:
            pace += PACE_STEP
        return pace

    @property
    def pattern(self) -> Pattern:
        """What is breathed: in whole breaths, as long as the written one or as was chosen."""
        fitted = self._at(self.pace)
        if self.minutes is not None:
            return fitted.lasting(self.minutes)
        return fitted.lasting(self.written.seconds / 60) if self.long else fitted

    @property
    def rests(self) -> bool:
        """Whether it rests now: a session is near, and it stirs whatever its pace."""
        return self.gentle and self._at(self.pace).stirring

    @property
    def long(self) -> bool:
        """Whether it is long enough for a length to be chosen."""
        return self.written.seconds >= LONG

    @property
    def without_holds(self) -> bool:
        """Whether the holds that are written in it are left out."""
        return self.written.holds and not self.comfort.holds

    @property
    def slower(self) -> float | None:
        """The next slower pace, or ``None`` where there is none."""
        return self._next(PACE_STEP)

    @property
    def faster(self) -> float | None:
        """The next faster pace, or ``None`` where there is none now."""
        return None if self.faster_rests else self._next(-PACE_STEP)

    @property
    def faster_rests(self) -> bool:
        """Whether a faster pace is there, and rests because it would stir."""
        pace = self._next(-PACE_STEP)
        return self.gentle and pace is not None and self._at(pace).stirring

    def _next(self, by: float) -> float | None:
        pace = self.pace + by
        if self.exact or not FASTEST <= pace <= SLOWEST:
            return None
        return None if self._at(pace) == self._at(self.pace) else pace

    def _at(self, pace: float) -> Pattern:
        return self.written.fitted(replace(self.comfort, pace=pace))
