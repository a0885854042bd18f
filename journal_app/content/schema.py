"""Reading content files strictly: every mistake is a line that says where, and what was expected.

Content files are not journal text, so an error names the file, the key and what was expected
there, and may show what was found. Most readers stop at the first mistake; with ``Mistakes`` and
``gather`` one goes on and tells them all.
"""

import re
import tomllib
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import TracebackType
from typing import Any, TypeVar

from journal_app.domain.errors import ContentError

Choice = TypeVar("Choice", bound=StrEnum)

MOST_TEXT = 1_000_000
"""Characters in a file: far more than any plan has."""
LONGEST_TEXT = 2_000
"""Characters in one text of a file: what an entry keeps of a question (``domain.entry``)."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Would break a line, move a terminal's cursor or turn the reading order round."""
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
    if len(text) > MOST_TEXT:
        raise ContentError(f"{name}: expected at most {MOST_TEXT} characters")
    try:
        return Table(name, "", tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ContentError(f"{name}: not TOML: {error}") from None
    except RecursionError:
        raise ContentError(
            f"{name}: not TOML we can read: too many brackets inside brackets"
        ) from None


class Mistakes:
    """Mistakes collected on the way: ``with mistakes:`` around each thing that may have one."""

    def __init__(self) -> None:
        self._found: list[str] = []

    def __enter__(self) -> None:
        """Nothing to prepare: leaving the block is what counts."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> bool:
        if not isinstance(error, ContentError):
            return False
        self._found += str(error).splitlines()
        return True

    def done(self) -> None:
        """Raise one ``ContentError`` with a line for each mistake, where there was any."""
        if self._found:
            raise ContentError("\n".join(self._found))


def gather(
    readers: Mapping[str, Callable[[], object]], at_last: Callable[[], None] | None = None
) -> dict[str, Any]:
    """What each reader reads, by its name; ``at_last`` comes after them all.

    Raises one ``ContentError`` with all their mistakes.
    """
    mistakes = Mistakes()
    values: dict[str, Any] = {}
    for name, read in readers.items():
        with mistakes:
            values[name] = read()
    if at_last is not None:
        with mistakes:
            at_last()
    mistakes.done()
    return values


class Table:
    """One table of a file: each key is asked for once, and ``done`` refuses the rest."""

    def __init__(self, name: str, path: str, values: Mapping[str, object]) -> None:
        self.name = name
        self.path = path
        self._left = dict(values)

    def error(self, key: str, expected: str, found: object = None) -> ContentError:
        """The error for ``key``; the caller raises it."""
        where = f"{self.path}.{key}" if self.path else key
        seen = "" if found is None else f", found {found!r:.80}"  # repr: no control characters
        return ContentError(f"{self.name}: {where}: expected {expected}{seen}")

    def has(self, key: str) -> bool:
        """True when the key is there and was not read yet."""
        return key in self._left

    def peek(self, key: str) -> str | None:
        """The text under ``key`` without taking it; ``None`` where there is none."""
        value = self._left.get(key)
        return value if isinstance(value, str) else None

    def text(self, key: str, *, default: str | None = None, longest: int = LONGEST_TEXT) -> str:
        """One line with something in it; ``default`` where the key is absent."""
        if default is not None and key not in self._left:
            return default
        value = self._left.pop(key, None)
        if not isinstance(value, str) or not value.strip() or value != value.strip():
            raise self.error(key, "text, without spaces at its ends", value)
        return self._readable(key, value, longest)

    def _readable(self, key: str, value: str, longest: int = LONGEST_TEXT) -> str:
        if len(value) > longest or _CONTROL.search(value):
            raise self.error(key, f"plain text of at most {longest} characters", value)
        return value

    def id(self, key: str, *, longest: int = LONGEST_TEXT) -> str:
        """An id: small letters and digits, joined by hyphens."""
        value = self.text(key, longest=longest)
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
        return tuple(self._readable(key, value) for value in found)

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
        return self._list(key, values)

    def tables_or_none(self, key: str) -> tuple["Table", ...]:
        """As ``tables``, or an empty list where the key is absent."""
        return self.tables(key) if self.has(key) else ()

    def _list(self, key: str, values: list[object]) -> tuple["Table", ...]:
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
        inside = f"{self.path}." if self.path else ""
        shown = (key if key.isprintable() else repr(key) for key in self._left)
        lines = [f"{self.name}: {inside}{key:.80}: not known" for key in shown]
        if lines:
            raise ContentError("\n".join(lines))

    def fill(self, values: Mapping[str, object]) -> None:
        """Take from ``values`` what is absent here, and likewise in the tables inside."""
        self._left = _filled(self._left, values)

    def _inner(self, key: str, values: Mapping[str, object]) -> "Table":
        return Table(self.name, f"{self.path}.{key}" if self.path else key, values)


def _filled(values: Mapping[str, object], below: Mapping[str, object]) -> dict[str, object]:
    filled = {**below, **values}
    for key, value in values.items():
        under = below.get(key)
        if isinstance(value, dict) and isinstance(under, dict):
            filled[key] = _filled(value, under)
    return filled
