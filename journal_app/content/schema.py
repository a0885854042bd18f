"""Reading content files strictly: one clear ``ContentError`` for the first mistake found.

Content files are not journal text, so an error names the file, the key and what was expected
there, and may show what was found.
"""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from journal_app.domain.errors import ContentError

Choice = TypeVar("Choice", bound=StrEnum)

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_OFFSET = re.compile(r"([+-])(?:(\d{1,3})d)?(?:(\d{1,4})h)?(?:(\d{1,4})m)?")


def parse_offset(text: str) -> timedelta:
    """An offset such as ``+26h``, ``-1h30m`` or ``+6d``: a sign, then days, hours, minutes.

    Raises ``ValueError`` for anything else, and for a sign with nothing behind it.
    """
    match = _OFFSET.fullmatch(text)
    if match is None or not any(match.groups()[1:]):
        raise ValueError('an offset such as "+26h", "-1h30m" or "+6d"')
    days, hours, minutes = (int(number or 0) for number in match.groups()[1:])
    length = timedelta(days=days, hours=hours, minutes=minutes)
    return length if match.group(1) == "+" else -length


def parse(text: str, name: str) -> "Table":
    """The whole file as a table. ``name`` is what errors call it."""
    try:
        return Table(name, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{name}: not TOML: {error}") from None


class Table:
    """One table of a file: each key is asked for once, and ``done`` refuses the rest."""

    def __init__(self, name: str, path: str, values: Mapping[str, object]) -> None:
        self.name = name
        self.path = path
        self._left = dict(values)

    def error(self, key: str, expected: str, found: object = None) -> ContentError:
        """The error for ``key``; the caller raises it."""
        where = f"{self.path}.{key}" if self.path else key
        seen = "" if found is None else f", found {found!r:.80}"
        return ContentError(f"{self.name}: {where}: expected {expected}{seen}")

    def has(self, key: str) -> bool:
        """True when the key is there and was not read yet."""
        return key in self._left

    def text(self, key: str, *, default: str | None = None) -> str:
        """A string with something in it; ``default`` where the key is absent."""
        if default is not None and key not in self._left:
            return default
        value = self._left.pop(key, None)
        if not isinstance(value, str) or not value.strip() or value != value.strip():
            raise self.error(key, "text, without spaces at its ends", value)
        return value

    def id(self, key: str) -> str:
        """An id: small letters and digits, joined by hyphens."""
        value = self.text(key)
        if not _ID.fullmatch(value):
            raise self.error(key, "small letters, digits and hyphens", value)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; absent means none."""
        values = self._left.pop(key, [])
        if not isinstance(values, list):
            raise self.error(key, "a list of texts", values)
        found = tuple(value for value in values if isinstance(value, str) and value.strip())
        if len(found) != len(values):
            raise self.error(key, "a list of texts", values)
        return found

    def whole(self, key: str, *, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``."""
        value = self._left.pop(key, None)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.error(key, f"a whole number from {low} to {high}", value)
        return value

    def number(self, key: str, *, low: float, high: float, default: float | None = None) -> float:
        """A number from ``low`` to ``high``; ``default`` where the key is absent."""
        if default is not None and key not in self._left:
            return default
        value = self._left.pop(key, None)
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.error(key, f"a number from {low} to {high}", value)
        if not low <= value <= high:
            raise self.error(key, f"a number from {low} to {high}", value)
        return float(value)

    def flag(self, key: str) -> bool:
        """True or false; absent means false."""
        value = self._left.pop(key, False)
        if not isinstance(value, bool):
            raise self.error(key, "true or false", value)
        return value

    def choice(self, key: str, kind: type[Choice]) -> Choice:
        """One of the values of ``kind``."""
        value = self.text(key)
        for each in kind:
            if each.value == value:
                return each
        raise self.error(key, "one of " + ", ".join(each.value for each in kind), value)

    def choices(self, key: str, kind: type[Choice]) -> frozenset[Choice]:
        """Some of the values of ``kind``; absent means none."""
        values = self.texts(key)
        known = {each.value: each for each in kind}
        for value in values:
            if value not in known:
                raise self.error(key, "some of " + ", ".join(known), value)
        return frozenset(known[value] for value in values)

    def offset(self, key: str) -> timedelta:
        """An offset (``parse_offset``)."""
        value = self.text(key)
        try:
            return parse_offset(value)
        except ValueError as error:
            raise self.error(key, str(error), value) from None

    def day(self, key: str) -> date:
        """A date, written bare: 2026-11-21."""
        value = self._left.pop(key, None)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.error(key, "a date such as 2026-11-21", value)
        return value

    def table(self, key: str) -> "Table":
        """A table inside this one."""
        value = self._left.pop(key, None)
        if not isinstance(value, dict):
            raise self.error(key, "a table", value)
        return self._inner(key, value)

    def tables(self, key: str) -> tuple["Table", ...]:
        """A list of tables with at least one in it."""
        values = self._left.pop(key, None)
        if not isinstance(values, list) or not values:
            raise self.error(key, "at least one table", values)
        found = []
        for number, value in enumerate(values, start=1):
            if not isinstance(value, dict):
                raise self.error(key, "tables only", value)
            found.append(self._inner(f"{key}[{number}]", value))
        return tuple(found)

    def names(self) -> tuple[str, ...]:
        """The keys that were not read yet."""
        return tuple(self._left)

    def done(self) -> None:
        """Refuse keys nobody asked for: most of them are slips of the pen."""
        for key in self._left:
            raise ContentError(
                f"{self.name}: {self.path + '.' if self.path else ''}{key}: not known"
            )

    def _inner(self, key: str, values: Mapping[str, object]) -> "Table":
        return Table(self.name, f"{self.path}.{key}" if self.path else key, values)
