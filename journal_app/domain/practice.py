"""A practice: a breathing pattern to follow, or steps to read one at a time."""

from dataclasses import dataclass, field
from enum import StrEnum

from journal_app.domain.breathing import Pattern
from journal_app.domain.plan import Evidence


class Menu(StrEnum):
    """Where the gate offers a practice; a practice may be in both or in none."""

    SETTLE = "settle"
    """For being revved: slower, softer, smaller."""
    WAKE_UP = "wake_up"
    """For being far away: eyes open, senses, movement; no slow breathing."""


@dataclass(frozen=True, slots=True)
class PracticeStep:
    """One step of a guided practice: a short name and what is said.

    ``seconds`` is a gentle length for those who like to be led, ``None`` for their own pace.
    """

    name: str
    text: str
    seconds: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Practice:
    """One practice: ``pattern`` for breathing, ``steps`` for everything else, never both.

    ``line`` is the quiet sentence under the title, ``before`` what is said before it starts,
    ``closing`` what is said after it, whether it was finished or stopped.
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
    menus: frozenset[Menu] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if (self.pattern is None) == (not self.steps):
            raise ValueError("expected either a pattern or steps")
