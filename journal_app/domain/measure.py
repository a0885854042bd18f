"""A measure: a questionnaire whose words are not ours, as data.

A validated instrument may not be reworded, so its items stand here as they were published. It is
written as a FHIR R4 ``Questionnaire`` with its scoring and notice beside it, and read and checked
by ``journal_app.content.measure_reader``; a therapist's own questionnaire comes the same way.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Coding:
    """A code and where it comes from; ``system`` is empty where the code is the file's own."""

    system: str
    code: str


class Kind(StrEnum):
    """How an item is answered; the values are FHIR's."""

    CHOICE = "choice"
    INTEGER = "integer"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. ``value`` is what it counts, ``None`` where it is never summed."""

    coding: Coding
    text: str
    value: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What stands above some items, such as "Over the last 2 weeks, how often …"."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question, in the words it was published with.

    ``number`` is the one printed beside it, empty where there is none. ``within`` is what stands
    above it, outermost first. ``options`` belong to a choice, ``low`` and ``high`` to an integer.
    ``code`` is what the question is called elsewhere (LOINC), ``None`` where that is not known.
    """

    id: str
    number: str
    text: str
    kind: Kind
    within: tuple[Group, ...] = ()
    options: tuple[Option, ...] = ()
    low: int = 0
    high: int = 0
    code: Coding | None = None

    def option(self, code: str) -> Option | None:
        """The option of that code, or ``None``."""
        return next((each for each in self.options if each.coding.code == code), None)

    @property
    def values(self) -> tuple[int, ...]:
        """The least and the most it can count; empty where it counts nothing."""
        if self.kind is Kind.INTEGER:
            return (self.low, self.high)
        values = [option.value for option in self.options if option.value is not None]
        if not values or len(values) != len(self.options):
            return ()
        return (min(values), max(values))


@dataclass(frozen=True, slots=True)
class Band:
    """A range of totals: from ``start`` up to before the next band. ``words`` is its range word."""

    start: int
    words: str


class ChangeKind(StrEnum):
    """How much a change between two totals says; the values are keys of the words."""

    RELIABLE = "reliable"
    """More than chance between one time and the next."""
    MEANINGFUL = "meaningful"
    """Enough to be noticed in a life."""


@dataclass(frozen=True, slots=True)
class Change:
    """Points between two totals, in either direction: the published range for that kind."""

    kind: ChangeKind
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """Which items are summed, between which totals, and what the totals are called.

    ``bands`` go upwards and the first begins at ``lowest``. ``source`` says who published this.
    """

    items: tuple[str, ...]
    lowest: int
    highest: int
    bands: tuple[Band, ...] = ()
    changes: tuple[Change, ...] = ()
    source: str = ""

    def band(self, total: int) -> Band | None:
        """The band a total lies in; ``None`` where the measure has no bands."""
        return next((band for band in reversed(self.bands) if total >= band.start), None)


@dataclass(frozen=True, slots=True)
class GoesOn:
    """From a total of ``start`` on, another measure is the way on (PHQ-2 to PHQ-9)."""

    measure: str
    start: int


@dataclass(frozen=True, slots=True)
class OpensSupport:
    """An item that opens the support page from the value ``start`` on, at once.

    From ``expanded`` on the support plan is opened there (more than half the days).
    """

    item: str
    start: int
    expanded: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure. ``canonical`` is its FHIR address with its version: what answers refer to.

    ``recall`` is the stretch it asks about, in words. ``every`` is the least time between two.
    ``opt_in``: never offered before the person asked for it. ``attribution`` is shown with it.
    ``scoring`` is ``None`` for a questionnaire that only keeps answers.
    """

    id: str
    canonical: str
    title: str
    items: tuple[Item, ...]
    attribution: str
    recall: str = ""
    every: timedelta = timedelta(0)
    opt_in: bool = False
    code: Coding | None = None
    scoring: Scoring | None = None
    goes_on: GoesOn | None = None
    opens_support: OpensSupport | None = None
    _by_id: Mapping[str, Item] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {item.id: item for item in self.items})

    def item(self, item_id: str) -> Item | None:
        """The item of that id, or ``None``."""
        return self._by_id.get(item_id)
