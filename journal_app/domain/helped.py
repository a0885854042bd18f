"""What a person said after practices, and what follows: what helped, and what comes later."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Self

from journal_app.domain.doc import Doc
from journal_app.domain.practice import Practice, Shelf
from journal_app.domain.times import as_utc, utc_text

MOST_HELPED = 3
_LONGEST_ID = 64


class After(StrEnum):
    """How it is compared with before; the values are keys of the words."""

    EASIER = "easier"
    SAME = "same"
    HARDER = "harder"


@dataclass(frozen=True, slots=True)
class Practised:
    """What was said after a practice, at an instant in UTC."""

    practice_id: str
    at: datetime
    after: After

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", as_utc(self.at))

    def to_doc(self) -> dict[str, object]:
        """As stored (JSON types only)."""
        return {
            "v": 1,
            "practice_id": self.practice_id,
            "at": utc_text(self.at),
            "after": self.after.value,
        }

    @classmethod
    def from_doc(cls, doc: object) -> Self:
        """What ``to_doc`` gave. Raises ``ValueError`` naming the field, never its value."""
        fields = Doc("practised", doc)
        fields.version(1)
        after = fields.text("after", longest=20)
        if after not in tuple(After):
            raise fields.error("after", ", ".join(After))
        practised = cls(
            fields.text("practice_id", longest=_LONGEST_ID), fields.instant("at"), After(after)
        )
        fields.done()
        return practised


def harder_ones(said: Iterable[Practised]) -> frozenset[str]:
    """Ids of the practices that were harder, and not easier again since."""
    last = {
        each.practice_id: each.after
        for each in sorted(said, key=lambda each: each.at)
        if each.after is not After.SAME
    }
    return frozenset(name for name, after in last.items() if after is After.HARDER)


def ordered(practices: Sequence[Practice], said: Sequence[Practised]) -> tuple[Practice, ...]:
    """The practices as a person's own list has them.

    What was harder comes last. What is for a first time stands first until anything was practised.
    """
    harder = harder_ones(said)

    def place(practice: Practice) -> tuple[bool, bool]:
        first = practice.shelf is Shelf.FIRST and not said
        return practice.id in harder, not first

    return tuple(sorted(practices, key=place))


def helped(said: Sequence[Practised]) -> tuple[str, ...]:
    """Ids of what has helped most: easier more often than harder, the most often first."""
    easier = Counter(each.practice_id for each in said if each.after is After.EASIER)
    harder = Counter(each.practice_id for each in said if each.after is After.HARDER)
    newest = {each.practice_id: each.at for each in sorted(said, key=lambda each: each.at)}
    late = harder_ones(said)
    counted = [
        (easier[name] - harder[name], newest[name], name)
        for name in easier
        if easier[name] > harder[name] and name not in late
    ]
    return tuple(name for _, _, name in sorted(counted, reverse=True)[:MOST_HELPED])
