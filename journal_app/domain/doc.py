"""Reading a stored document field by field, strictly.

Errors are plain ``ValueError`` that name the kind of document and the field. They never carry a
value, because a value may be somebody's words.
"""

from collections.abc import Mapping
from datetime import datetime

from journal_app.domain.times import parse_utc


class Doc:
    """One document being read: each field is asked for once, and ``done`` refuses the rest."""

    def __init__(self, what: str, doc: object) -> None:
        if not isinstance(doc, Mapping) or not all(isinstance(key, str) for key in doc):
            raise ValueError(f"{what}: expected a document")
        self._what = what
        self._left: dict[str, object] = dict(doc)

    def error(self, field: str, expected: str) -> ValueError:
        """The error for ``field``; the caller raises it."""
        return ValueError(f"{self._what}: {field}: expected {expected}")

    def text(self, field: str, *, longest: int) -> str:
        """A string of at most ``longest`` characters that has to be there."""
        value = self._left.pop(field, None)
        if not isinstance(value, str) or len(value) > longest:
            raise self.error(field, f"text of at most {longest} characters")
        return value

    def maybe_text(self, field: str, *, longest: int) -> str | None:
        """As ``text``, or ``None`` where the field is absent or null."""
        if self._left.get(field) is None:
            self._left.pop(field, None)
            return None
        return self.text(field, longest=longest)

    def instant(self, field: str) -> datetime:
        """An instant in UTC that has to be there."""
        try:
            return parse_utc(self.text(field, longest=40))
        except ValueError:
            raise self.error(field, "an instant in UTC") from None

    def maybe_instant(self, field: str) -> datetime | None:
        """As ``instant``, or ``None`` where the field is absent or null."""
        if self._left.get(field) is None:
            self._left.pop(field, None)
            return None
        return self.instant(field)

    def flag(self, field: str, *, default: bool = False) -> bool:
        """True or false."""
        value = self._left.pop(field, default)
        if not isinstance(value, bool):
            raise self.error(field, "true or false")
        return value

    def whole(self, field: str, *, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``."""
        value = self._left.pop(field, None)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.error(field, f"a whole number from {low} to {high}")
        return value

    def items(self, field: str, *, most: int) -> list[object]:
        """A list of at most ``most`` things; absent means none."""
        value = self._left.pop(field, [])
        if not isinstance(value, list) or len(value) > most:
            raise self.error(field, f"a list of at most {most}")
        return value

    def names(self) -> tuple[str, ...]:
        """The fields that were not asked for yet."""
        return tuple(self._left)

    def inner(self, field: str) -> "Doc":
        """A document inside this one; absent means an empty one."""
        return Doc(f"{self._what}.{field}", self._left.pop(field, {}))

    def version(self, known: int) -> None:
        """Refuse a document whose ``v`` is not the one this program writes."""
        if self._left.pop("v", None) != known:
            raise self.error("v", f"version {known}")

    def done(self) -> None:
        """Refuse fields nobody asked for: dropping them silently could lose something."""
        if self._left:
            raise ValueError(f"{self._what}: {len(self._left)} fields are not known here")
