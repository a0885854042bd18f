"""When an open book blanks and when it locks: a rule over two clocks, and nothing else.

::

             hidden                 away for 60 s
    OPEN ──────────────▶ BLANK ──────────────────▶ LOCK
      ▲                    │                         ▲
      └──── shown, touched ┘                         │
      └───────────── untouched for 5 min ────────────┘

Either clock alone can be wrong: the monotonic one stands still while a device sleeps, the wall
clock can be set back by whoever holds it. So what passed is what the larger of the two says. A wall
clock that went back while nobody was looking tells nothing at all about how long that was: locked.

Design: "Lock" in section 1 of the vault's design.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum

__all__ = ["AWAY", "IDLE", "Limits", "Moment", "Presence", "View"]

AWAY = 60.0
"""Seconds hidden after which a book locks."""
IDLE = 300.0
"""Seconds without a touch or a letter after which it locks."""
SHORTEST, LONGEST = 5.0, 3600.0
"""Seconds between which either may be set."""
SLACK = 5.0
"""Seconds a wall clock may be put right by the network without that meaning anything."""


class View(Enum):
    """What may be shown of an open book."""

    OPEN = "open"
    BLANK = "blank"
    LOCK = "lock"


@dataclass(frozen=True)
class Limits:
    """How long a book stays open: hidden for ``away`` seconds, untouched for ``idle`` seconds."""

    away: float = AWAY
    idle: float = IDLE

    def to_doc(self) -> dict[str, float]:
        """As a document."""
        return {"away": self.away, "idle": self.idle}

    @classmethod
    def from_doc(cls, doc: Mapping[str, object]) -> Limits:
        """From a document; what is missing or makes no sense is as it is for everybody."""

        def seconds(name: str, usual: float) -> float:
            value = doc.get(name)
            fits = isinstance(value, int | float) and SHORTEST <= value <= LONGEST
            return float(value) if isinstance(value, int | float) and fits else usual

        return cls(seconds("away", AWAY), seconds("idle", IDLE))


@dataclass(frozen=True)
class Moment:
    """One reading of both clocks, in seconds: ``wall`` since 1970, ``steady`` since whenever."""

    wall: float
    steady: float

    def since(self, earlier: Moment) -> float:
        """Seconds from ``earlier`` to here, by the clock that says more; never below 0."""
        return max(self.wall - earlier.wall, self.steady - earlier.steady, 0.0)


@dataclass(frozen=True)
class Presence:
    """When somebody last touched the book, and since when it is hidden, if it is."""

    touched: Moment
    limits: Limits = Limits()
    hidden: Moment | None = None

    def touch(self, now: Moment) -> Presence:
        """Somebody is here: whatever is touched is seen, so it is not hidden either."""
        return replace(self, touched=now, hidden=None)

    def hide(self, now: Moment) -> Presence:
        """It can't be seen any more; hiding what is hidden changes nothing."""
        return self if self.hidden else replace(self, hidden=now)

    def left(self, now: Moment, *, choosing: bool = False) -> float:
        """Seconds until it locks, if nothing happens; 0 when that time is over.

        While ``choosing`` a file, the platform's own dialog hides the book: nobody went away.
        """
        left = self.limits.idle - now.since(self.touched)
        if self.hidden is not None:
            if now.wall < self.hidden.wall - SLACK:
                return 0.0
            if not choosing:
                left = min(left, self.limits.away - now.since(self.hidden))
        return max(left, 0.0)

    def view(self, now: Moment, *, choosing: bool = False) -> View:
        """What may be shown at ``now``."""
        if self.left(now, choosing=choosing) <= 0.0:
            return View.LOCK
        return View.BLANK if self.hidden else View.OPEN
