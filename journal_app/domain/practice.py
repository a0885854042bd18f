"""A practice: a breathing pattern to follow, or steps to read one at a time."""

from dataclasses import dataclass, field
from enum import StrEnum

from journal_app.domain.pattern import Pattern
from journal_app.domain.plan import Evidence

MOST_SETS = 3
"""Sets of taps in one practice: long or many sets may stir things up (S27)."""
FEWEST_TAPS, MOST_TAPS = 4, 6


class Menu(StrEnum):
    """Where the gate offers a practice; a practice may be in both or in none."""

    SETTLE = "settle"
    """For being revved: slower, softer, smaller."""
    WAKE_UP = "wake_up"
    """For being far away: eyes open, senses, movement; no slow breathing."""


class Shelf(StrEnum):
    """Where the list has a practice; the values are keys of the words."""

    FIRST = "first"
    """For whoever never practised here: it stands at the very front then."""
    USUAL = "usual"
    MORE = "more"
    """For those who like to try more; never offered anywhere else."""


class Part(StrEnum):
    """What one step is a part of, for the button that leaves it out; keys of the words."""

    STEP = "step"
    SENSE = "sense"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeStep:
    """One step of a guided practice: a short name and what is said.

    ``seconds`` is a gentle length for those who like to be led, ``None`` for their own pace.
    ``taps`` is how many slow taps, left and right in turn, are shown; ``tense`` and ``release`` are
    the seconds of a gentle effort and of letting go. A step has one of them, or neither.
    """

    name: str
    text: str
    seconds: int | None = None
    taps: int = 0
    tense: int = 0
    release: int = 0

    def __post_init__(self) -> None:
        if self.taps and not FEWEST_TAPS <= self.taps <= MOST_TAPS:
            raise ValueError(f"expected {FEWEST_TAPS} to {MOST_TAPS} taps")
        if (self.tense > 0) != (self.release > 0) or (self.taps and self.tense):
            raise ValueError("expected taps, or tense and release, or none of them")


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One practice: ``pattern`` for breathing, ``steps`` for everything else, never both.

    ``line`` is the quiet sentence under the title, ``before`` what is said before it starts,
    ``closing`` what is said after it, whether it was finished or stopped. ``instead`` is the id of
    what is offered while a stirring pattern rests. Raises ``ValueError`` for a stirring pattern
    without one, and for more than three sets of taps.
    """

    id: str
    title: str
    line: str
    minutes: float
    before: tuple[str, ...]
    closing: str
    evidence: Evidence
    evidence_note: str
    sources: tuple[str, ...] = ()
    pattern: Pattern | None = None
    steps: tuple[PracticeStep, ...] = ()
    part: Part = Part.STEP
    shelf: Shelf = Shelf.USUAL
    instead: str | None = None
    menus: frozenset[Menu] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if (self.pattern is None) == (not self.steps):
            raise ValueError("expected either a pattern or steps")
        if self.stirring and self.instead is None:
            raise ValueError("expected what is offered instead of a stirring pattern")
        if sum(step.taps > 0 for step in self.steps) > MOST_SETS:
            raise ValueError(f"expected at most {MOST_SETS} sets of taps")

    @property
    def stirring(self) -> bool:
        """Whether it can be too much near a session (``Pattern.stirring``); steps never are."""
        return self.pattern is not None and self.pattern.stirring

    @property
    def holds(self) -> bool:
        """Whether it holds the breath as it is written."""
        return self.pattern is not None and self.pattern.holds
