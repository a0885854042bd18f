"""A plan: the prompts of a session and when each of them is around, as data.

Times are offsets from one of the session's own anchors, never times of the clock, so a plan fits
any session. Plans are written as TOML (``journal_app.content``) and checked there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


class Anchor(StrEnum):
    """What an offset counts from."""

    START = "start"
    """The session's start, S."""
    END = "end"
    """The session's end, E (S + 3 hours while it is not known)."""
    NEXT = "next"
    """The start of the session after this one."""


class Pace(StrEnum):
    """How much the three days offer. A lighter pace is not a lesser one."""

    LIGHT = "light"
    STANDARD = "standard"
    FULL = "full"

    def includes(self, other: "Pace") -> bool:
        """True when a prompt marked ``other`` belongs to this pace."""
        order = tuple(Pace)
        return order.index(other) <= order.index(self)


class Moment(StrEnum):
    """A suggested time that follows the person's own day instead of counting hours."""

    BEFORE_BEDTIME = "before-bedtime"
    AFTER_WAKING = "after-waking"
    MORNING_AND_EVENING = "morning-and-evening"
    """Around twice a day: one slot for each morning and evening between opening and closing."""


class Evidence(StrEnum):
    """How sure are we? Shown with each prompt and practice."""

    RCT = "rct"
    """A randomised trial with people."""
    PRACTICE = "practice"
    """What clinicians do; not tested in this form."""
    OWN = "own"
    """Our own idea."""


class Beside(StrEnum):
    """What a prompt shows or offers beside its questions."""

    INTENTION = "intention"
    """The session's intention, above the questions."""
    ARC = "arc"
    """Keep it, soften it, or set it free: what becomes of that intention (``Became``)."""
    CARE = "care"
    """The phase card of these hours: what is kind now, and what can wait."""
    BODY = "body"
    """The body map, to tap a spot."""
    SUPPORT = "support"
    """A quiet door to the support plan."""
    SHARING = "sharing"
    """A door to choosing what is shared."""
    PRACTICES = "practices"
    """A free choice among the practices."""


@dataclass(frozen=True, slots=True)
class Timing:
    """When a prompt is around: offsets from ``anchor`` (negative is before it).

    ``suggested`` is an offset, or a moment of the person's day with ``lead`` as its distance (45
    minutes before bedtime, 30 minutes after waking). ``nudge`` is where the one quiet reminder
    falls when that is not the suggested time. Raises ``ValueError`` where they are out of order.
    """

    anchor: Anchor
    opens: timedelta
    suggested: timedelta | Moment
    closes: timedelta
    lead: timedelta = timedelta(0)
    nudge: timedelta | None = None

    def __post_init__(self) -> None:
        middle = [self.suggested] if isinstance(self.suggested, timedelta) else []
        middle += [] if self.nudge is None else [self.nudge]
        if self.opens >= self.closes or any(not self.opens <= m <= self.closes for m in middle):
            raise ValueError("expected opens, then suggested and nudge, then closes")

    @property
    def repeats(self) -> bool:
        """True for a prompt that comes back, each time in a slot of its own."""
        return self.suggested is Moment.MORNING_AND_EVENING


@dataclass(frozen=True, slots=True)
class Question:
    """One question of a prompt; any of them may be answered, or none.

    ``name`` is what the answer is called where it is shared ("The outline"); ``note`` is one quiet
    line under the question.
    """

    name: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Closing:
    """How a prompt ends: a line that puts it away, and a way back to the room."""

    put_away: str
    way_back: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prompt:
    """One prompt of the plan.

    ``line`` is the quiet sentence under the title. ``pace`` is the lightest pace it belongs to.
    ``short`` is the short form the gate may offer first. ``at_most``: with a reading above it the
    gate offers something else first (``None``: no such limit). ``practice`` is the id of a
    practice, for ``practice_minutes`` where that differs from its usual length; ``or_practice``
    is another one to choose instead, at its usual length.
    """

    id: str
    number: int
    title: str
    line: str
    purpose: str
    timing: Timing
    pace: Pace
    questions: tuple[Question, ...]
    short: Question
    closing: Closing
    minutes: int
    evidence: Evidence
    evidence_note: str
    sources: tuple[str, ...] = ()
    practice: str | None = None
    practice_minutes: float | None = None
    or_practice: str | None = None
    at_most: int | None = None
    beside: frozenset[Beside] = frozenset()

    @property
    def shows_intention(self) -> bool:
        """True where the intention is shown above the questions."""
        return Beside.INTENTION in self.beside


@dataclass(frozen=True, slots=True)
class Plan:
    """Prompts in the order of their numbers.

    ``sources`` are those the plan brings itself, by their ids; shipped ones are not among them.
    Raises ``ValueError`` where an id stands twice.
    """

    id: str
    title: str
    prompts: tuple[Prompt, ...]
    sources: Mapping[str, str] = field(default_factory=dict)
    _by_id: Mapping[str, Prompt] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {prompt.id: prompt for prompt in self.prompts}
        if len(by_id) != len(self.prompts):
            raise ValueError("expected every prompt to have an id of its own")
        object.__setattr__(self, "prompts", tuple(sorted(self.prompts, key=lambda p: p.number)))
        object.__setattr__(self, "_by_id", by_id)

    def prompt(self, prompt_id: str) -> Prompt | None:
        """The prompt of that id; ``None`` where the plan has none (an older plan may have had)."""
        return self._by_id.get(prompt_id)

    def at_pace(self, pace: Pace) -> tuple[Prompt, ...]:
        """The prompts that belong to ``pace``."""
        return tuple(prompt for prompt in self.prompts if pace.includes(prompt.pace))
