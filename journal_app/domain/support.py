"""Support: my people, the lines of a region with their check dates, and the card of red flags."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from journal_app.domain.dialling import dialled

ELSEWHERE = "elsewhere"
"""The id of the region that points to a directory of lines."""

FRESH_FOR = timedelta(days=365)
"""How long a check date stands without a note beside it."""

LONGEST_NAME, LONGEST_NUMBER = 120, 60  # characters
MOST_PEOPLE = 20


@dataclass(frozen=True, slots=True)
class Person:
    """Someone I could reach: a name, and a number as it was written.

    Raises ``ValueError``, without either, for one that is longer than a name or a number is.
    """

    name: str
    number: str

    def __post_init__(self) -> None:
        if len(self.name) > LONGEST_NAME or len(self.number) > LONGEST_NUMBER:
            raise ValueError("person: expected a name and a number")

    @property
    def call(self) -> str:
        """What a tap on "Call" opens (RFC 3966); nothing where the number cannot be dialled."""
        return f"tel:{digits}" if (digits := dialled(self.number)) else ""

    @property
    def message(self) -> str:
        """What a tap on "Text" opens (RFC 5724); nothing as for ``call``."""
        return f"sms:{digits}" if (digits := dialled(self.number)) else ""


class PlanPart(StrEnum):
    """The parts of "My support plan", in order; the values are keys of the words.

    Headings of our own: no template of somebody else's is copied (content section 3.1).
    """

    NOTICING = "noticing"
    HOUR = "hour"
    PLACES = "places"
    COMPANY = "company"
    CALLING = "calling"
    SAFER = "safer"


class LineKind(StrEnum):
    """How a line is reached; the values are keys of the words."""

    CALL = "call"
    TEXT = "text"
    CHAT = "chat"
    WEB = "web"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line. ``number`` is shown as written; a web or chat address is without ``https://``.

    ``checked_on`` is the day of the check that ``source`` records. ``second_hand``: taken from a
    list that says it was checked, not from the line's own word.
    """

    name: str
    kind: LineKind
    number: str
    note: str = ""
    checked_on: date
    source: str
    second_hand: bool = False

    @property
    def link(self) -> str:
        """What a tap opens: ``tel:``, ``sms:`` or ``https:``."""
        if self.kind in (LineKind.CHAT, LineKind.WEB):
            return "https://" + self.number
        return ("sms:" if self.kind is LineKind.TEXT else "tel:") + dialled(self.number)

    def is_old(self, today: date) -> bool:
        """Whether the check is more than 365 days ago: then the number may have changed."""
        return today - self.checked_on > FRESH_FOR


@dataclass(frozen=True, slots=True)
class Region:
    """A country or two that share their lines."""

    id: str
    name: str
    lines: tuple[Line, ...]

    def is_old(self, today: date) -> bool:
        """Whether any of its lines was checked more than 365 days ago."""
        return any(line.is_old(today) for line in self.lines)

    def first(self, kinds: Iterable[LineKind]) -> Line | None:
        """The first line of one of ``kinds``: of the first of them, if it has one."""
        return next((line for k in kinds for line in self.lines if line.kind is k), None)


@dataclass(frozen=True, slots=True)
class RedFlags:
    """The card of signs that call for help at once."""

    title: str
    line: str
    signs: tuple[str, ...]
    action: str


@dataclass(frozen=True, slots=True)
class Support:
    """All regions in the order they are offered, the red flags, and how the lines were checked."""

    regions: tuple[Region, ...]
    red_flags: RedFlags
    check_note: str
    _by_id: Mapping[str, Region] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        by_id = {region.id: region for region in self.regions}
        if len(by_id) != len(self.regions) or ELSEWHERE not in by_id:
            raise ValueError("expected regions with ids of their own, one of them elsewhere")
        object.__setattr__(self, "_by_id", by_id)

    def region(self, region_id: str) -> Region:
        """The region of that id; what is not known is elsewhere, never an error."""
        return self._by_id.get(region_id, self._by_id[ELSEWHERE])
