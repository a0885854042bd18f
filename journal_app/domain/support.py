"""Support: the lines of a region, and the card of red flags. Numbers come with a check date."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

ELSEWHERE = "elsewhere"
"""The id of the region that points to a directory of lines."""


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
        scheme = "sms:" if self.kind is LineKind.TEXT else "tel:"
        return scheme + "".join(c for c in self.number if c.isdigit() or c == "+")


@dataclass(frozen=True, slots=True)
class Region:
    """A country or two that share their lines."""

    id: str
    name: str
    lines: tuple[Line, ...]


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
