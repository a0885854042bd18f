"""A breathing pattern: how long each part of a breath is, and what makes it stirring.

Patterns with holds, with a second sip of air, or faster than ten breaths a minute are stirring:
they rest from two hours before a session until a day after it (design, content section 4.1; the
medicine raises blood pressure and dissociation for a while, S112, S141).
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice
from math import isfinite

from journal_app.domain.comfort import Comfort
from journal_app.domain.session import Session

SHORTEST_BREATH, LONGEST_BREATH = 1.0, 20.0
SHORTEST_PACED = 2.0
"""Seconds; "faster" goes no further, unless the pattern itself is there already."""
LONGEST_HOLD = 20.0
MOST_CYCLES = 600
GENTLE_BREATH = 6.0
"""Seconds of a whole breath at ten a minute: shorter ones are stirring."""
RESTS_BEFORE, RESTS_AFTER = timedelta(hours=2), timedelta(hours=24)


class Phase(StrEnum):
    """What the breath is doing; the values are keys of the words."""

    LEAD_IN = "lead_in"
    IN = "in"
    TOP_UP = "top_up"
    """The second, small sip of a sigh."""
    HOLD = "hold"
    OUT = "out"
    HUM = "hum"
    """A breath out with a hum."""
    REST = "rest"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Ramp:
    """Shorter breaths to begin with, growing into the pattern's own over ``seconds``."""

    breathe_in: float
    breathe_out: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Pattern:
    """Seconds of each phase, and how many cycles.

    The default is the longer exhale: 4.5 in, 5.5 out, no holds, 30 cycles in five minutes
    (content section 4.1). Raises ``ValueError`` for lengths nobody could breathe.
    """

    breathe_in: float = 4.5
    breathe_out: float = 5.5
    hold: float = 0.0
    rest: float = 0.0
    cycles: int = 30
    top_up: float = 0.0
    hum: bool = False
    ramp: Ramp | None = None

    def __post_init__(self) -> None:
        breaths = [self.breathe_in, self.breathe_out]
        pauses = [self.hold, self.rest, self.top_up]
        if self.ramp is not None:
            breaths += [self.ramp.breathe_in, self.ramp.breathe_out]
            pauses.append(self.ramp.seconds / MOST_CYCLES)
        if not all(isfinite(s) and SHORTEST_BREATH <= s <= LONGEST_BREATH for s in breaths):
            raise ValueError(f"expected breaths of {SHORTEST_BREATH} to {LONGEST_BREATH} seconds")
        if not all(isfinite(s) and 0 <= s <= LONGEST_HOLD for s in pauses):
            raise ValueError(f"expected pauses of 0 to {LONGEST_HOLD} seconds")
        if not 1 <= self.cycles <= MOST_CYCLES:
            raise ValueError(f"expected 1 to {MOST_CYCLES} cycles")

    @property
    def cycle_seconds(self) -> float:
        """The length of one whole breath, once it has grown to its full length."""
        return self.breathe_in + self.top_up + self.hold + self.breathe_out + self.rest

    @property
    def seconds(self) -> float:
        """The length of the breathing, without the lead-in."""
        return sum(length for cycle in self.breaths() for _, length in cycle)

    @property
    def holds(self) -> bool:
        """Whether the breath is held anywhere."""
        return self.hold > 0 or self.rest > 0

    @property
    def stirring(self) -> bool:
        """Whether it rests around a session: holds, a second sip, or more than ten a minute."""
        first = next(self.breaths())
        shortest = min(sum(length for _, length in first), self.cycle_seconds)
        return self.holds or self.top_up > 0 or shortest < GENTLE_BREATH

    def breaths(self) -> Iterator[tuple[tuple[Phase, float], ...]]:
        """The phases of each breath, first to last, and their seconds; none of no length."""
        return islice(self._breaths(), self.cycles)

    def _breaths(self) -> Iterator[tuple[tuple[Phase, float], ...]]:
        """As ``breaths``, without end."""
        begins = 0.0
        while True:
            breathe_in, breathe_out = self._lengths(begins)
            breath = (
                (Phase.IN, breathe_in),
                (Phase.TOP_UP, self.top_up),
                (Phase.HOLD, self.hold),
                (Phase.HUM if self.hum else Phase.OUT, breathe_out),
                (Phase.REST, self.rest),
            )
            yield tuple(part for part in breath if part[1] > 0)
            begins += sum(length for _, length in breath)

    def _lengths(self, begins: float) -> tuple[float, float]:
        """In and out for a breath that begins after that many seconds, to a tenth on the ramp."""
        ramp = self.ramp
        if ramp is None or begins >= ramp.seconds:
            return self.breathe_in, self.breathe_out
        share = begins / ramp.seconds
        return (
            round(ramp.breathe_in + (self.breathe_in - ramp.breathe_in) * share, 1),
            round(ramp.breathe_out + (self.breathe_out - ramp.breathe_out) * share, 1),
        )

    def lasting(self, minutes: float) -> "Pattern":
        """The same breath for about ``minutes``, in whole breaths (at least one)."""
        cycles, spent = 0, 0.0
        for breath in islice(self._breaths(), MOST_CYCLES):
            length = sum(seconds for _, seconds in breath)
            if cycles and spent + length / 2 > minutes * 60:
                break
            cycles, spent = cycles + 1, spent + length
        return replace(self, cycles=cycles)

    def fitted(self, comfort: Comfort) -> "Pattern":
        """As this person likes it: without holds unless they are allowed, slower or faster."""
        holds = (self.hold, self.rest) if comfort.holds else (0.0, 0.0)

        def paced(seconds: float) -> float:
            at_least = min(seconds, SHORTEST_PACED)
            return min(max(seconds + comfort.pace, at_least), LONGEST_BREATH)

        ramp = self.ramp
        if ramp is not None:
            ramp = Ramp(paced(ramp.breathe_in), paced(ramp.breathe_out), ramp.seconds)
        return replace(
            self,
            breathe_in=paced(self.breathe_in),
            breathe_out=paced(self.breathe_out),
            hold=holds[0],
            rest=holds[1],
            ramp=ramp,
        )


def gentle_hours(sessions: Iterable[Session], now: datetime) -> bool:
    """Whether ``now`` (UTC) is so near a session that stirring patterns rest."""
    return any(
        session.starts - RESTS_BEFORE <= now < session.anchor + RESTS_AFTER
        for session in sessions
        if not session.cancelled
    )
