"""A person's own breathing pattern: chosen in half seconds, within what is kind to a body."""

from dataclasses import dataclass
from typing import Self

from journal_app.domain.doc import Doc
from journal_app.domain.pattern import Pattern

OWN_BREATH = "own-breath"
"""The id of a person's own pattern among the practices, and in what was kept after it."""
HALF = 0.5
SHORTEST_IN, LONGEST_IN = 2.0, 8.0
SHORTEST_OUT, LONGEST_OUT = 2.0, 12.0
LONGEST_PAUSE = 8.0
SHORTEST_WHOLE = 5.0
"""Seconds of a whole breath: patterns faster than twelve a minute are not made here."""
FEWEST_MINUTES, MOST_MINUTES = 1, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnBreath:
    """Seconds in halves, and whole minutes. Raises ``ValueError`` for what is out of bounds."""

    breathe_in: float = 4.0
    hold: float = 0.0
    breathe_out: float = 6.0
    rest: float = 0.0
    minutes: int = 5

    def __post_init__(self) -> None:
        bounds = (
            (self.breathe_in, SHORTEST_IN, LONGEST_IN),
            (self.hold, 0.0, LONGEST_PAUSE),
            (self.breathe_out, SHORTEST_OUT, LONGEST_OUT),
            (self.rest, 0.0, LONGEST_PAUSE),
        )
        for seconds, low, high in bounds:
            if not (low <= seconds <= high and seconds / HALF == round(seconds / HALF)):
                raise ValueError(f"own breath: expected half seconds from {low} to {high}")
        if sum(seconds for seconds, _, _ in bounds) < SHORTEST_WHOLE:
            raise ValueError(f"own breath: expected a whole breath of {SHORTEST_WHOLE} seconds")
        if not FEWEST_MINUTES <= self.minutes <= MOST_MINUTES:
            raise ValueError(f"own breath: expected {FEWEST_MINUTES} to {MOST_MINUTES} minutes")

    @property
    def pattern(self) -> Pattern:
        """The pattern, in whole breaths."""
        breath = Pattern(self.breathe_in, self.breathe_out, hold=self.hold, rest=self.rest)
        return breath.lasting(self.minutes)

    def to_doc(self) -> dict[str, object]:
        """As stored (JSON types only), in half seconds."""
        return {
            "v": 1,
            "in": round(self.breathe_in / HALF),
            "hold": round(self.hold / HALF),
            "out": round(self.breathe_out / HALF),
            "rest": round(self.rest / HALF),
            "minutes": self.minutes,
        }

    @classmethod
    def from_doc(cls, doc: object) -> Self:
        """What ``to_doc`` gave. Raises ``ValueError`` naming the field, never its value."""
        fields = Doc("own breath", doc)
        fields.version(1)
        halves = {
            name: fields.whole(name, low=0, high=40) for name in ("in", "hold", "out", "rest")
        }
        minutes = fields.whole("minutes", low=FEWEST_MINUTES, high=MOST_MINUTES)
        fields.done()
        return cls(
            breathe_in=halves["in"] * HALF,
            hold=halves["hold"] * HALF,
            breathe_out=halves["out"] * HALF,
            rest=halves["rest"] * HALF,
            minutes=minutes,
        )
