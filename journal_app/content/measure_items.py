"""The items of a FHIR R4 ``Questionnaire``: from JSON to checked ``Item`` objects."""

import re
from collections.abc import Mapping

from journal_app.content.schema import Table
from journal_app.domain.measure import Coding, Group, Item, Kind, Option

MOST_ITEMS = 200
MOST_OPTIONS = 30
MOST_GROUPS = 3
"""Groups inside each other."""
LONGEST = 2_000
"""Characters in one question or answer."""
LONGEST_ID = 64
LONGEST_ADDRESS = 500
"""Characters in a code or in the address of something."""

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"
LOW = "http://hl7.org/fhir/StructureDefinition/minValue"
HIGH = "http://hl7.org/fhir/StructureDefinition/maxValue"

_KINDS = {
    "choice": Kind.CHOICE,
    "integer": Kind.INTEGER,
    "text": Kind.TEXT,
    "string": Kind.TEXT,
}
# What changes nothing about how an item is asked here. Nothing has to be answered anyway.
_READ_PAST = frozenset(
    ("id", "required", "definition", "initialSelected", "version", "userSelected")
)
# Extensions that change what is asked; the others may be left aside, as FHIR has it.
_CHANGES = re.compile(r"(Expression|-hidden|-constraint|-variable|-unitOption)$")
# Marks that turn the direction of what follows, and controls: no question needs them.
_NOT_TEXT = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u206f\ufeff]")


def without_asides(value: object) -> object:
    """Part of a questionnaire without the keys that are read past."""
    if isinstance(value, dict):
        return {k: without_asides(v) for k, v in value.items() if k not in _READ_PAST}
    return [without_asides(each) for each in value] if isinstance(value, list) else value


class Reader:
    """Reads the items of one questionnaire; ids are unique in all of it."""

    def __init__(self) -> None:
        self._ids: set[str] = set()

    def items(self, table: Table) -> tuple[Item, ...]:
        """All questions below ``item``, flat and in order. Raises ``ContentError``."""
        found = self._below(table, ())
        if len(found) > MOST_ITEMS:
            raise table.error("item", f"at most {MOST_ITEMS} questions")
        return tuple(found)

    def code(self, table: Table) -> Coding | None:
        """The first of the codes, ``None`` where there is none."""
        codings = table.tables("code") if table.has("code") else ()
        found = [self._coding(each)[0] for each in codings]
        return found[0] if found else None

    def _below(self, table: Table, within: tuple[Group, ...]) -> list[Item]:
        found: list[Item] = []
        for one in table.tables("item"):
            kind = one.text("type")
            if kind == "group":
                if len(within) == MOST_GROUPS:
                    raise one.error("type", f"at most {MOST_GROUPS} groups inside each other")
                group = Group(self._id(one), plain_words(one, "text"))
                one.text("prefix", default="")
                self.extensions(one)
                self.code(one)
                found += self._below(one, (*within, group))
            else:
                found.append(self._item(one, kind, within))
            one.done()
        return found

    def _item(self, table: Table, kind: str, within: tuple[Group, ...]) -> Item:
        if kind not in _KINDS:
            raise table.error("type", "one of group, " + ", ".join(_KINDS), kind)
        if table.flag("repeats"):
            raise table.error("repeats", "one answer to each question")
        number = plain_words(table, "prefix", default="")
        values = self.extensions(table)
        choice = _KINDS[kind] is Kind.CHOICE
        item = Item(
            id=self._id(table),
            number=number.removesuffix("."),
            text=plain_words(table, "text"),
            kind=_KINDS[kind],
            within=within,
            options=self._options(table) if choice else (),
            low=_bound(table, values, LOW) if _KINDS[kind] is Kind.INTEGER else 0,
            high=_bound(table, values, HIGH) if _KINDS[kind] is Kind.INTEGER else 0,
            code=self.code(table),
        )
        if item.low > item.high:
            raise table.error("extension", "a minValue that is not above the maxValue")
        return item

    def _id(self, table: Table) -> str:
        found = table.text("linkId")
        if len(found) > LONGEST_ID:
            raise table.error("linkId", f"at most {LONGEST_ID} characters")
        if found in self._ids:
            raise table.error("linkId", "an id that no other item has", found)
        self._ids.add(found)
        return found

    def _options(self, table: Table) -> tuple[Option, ...]:
        found: list[Option] = []
        for one in table.tables("answerOption"):
            values = self.extensions(one)
            coding, text = self._coding(one.table("valueCoding"))
            if not text:
                raise one.error("valueCoding.display", "the words of the answer")
            if any(coding.code == other.coding.code or text == other.text for other in found):
                raise one.error("valueCoding.code", "every option once", coding.code)
            value = _whole(one, values[ORDINAL]) if ORDINAL in values else None
            found.append(Option(coding, text, value))
            one.done()
        if not 2 <= len(found) <= MOST_OPTIONS:
            raise table.error("answerOption", f"2 to {MOST_OPTIONS} options")
        return tuple(found)

    def _coding(self, table: Table) -> tuple[Coding, str]:
        """A coding and the words beside it."""
        coding = Coding(address(table, "system", default=""), address(table, "code"))
        display = plain_words(table, "display", default="")
        table.done()
        return coding, display

    def extensions(self, table: Table) -> Mapping[str, object]:
        """The numbers that extensions give, by their address."""
        found: dict[str, object] = {}
        for each in table.tables("extension") if table.has("extension") else ():
            url = each.text("url")
            if _CHANGES.search(url):
                raise each.error("url", "nothing calculated, hidden or conditional", url)
            key = {ORDINAL: "valueDecimal", LOW: "valueInteger", HIGH: "valueInteger"}.get(url)
            if key is not None:
                found[url] = each.number(key, low=-1_000, high=1_000)
        return found


def plain_words(table: Table, key: str, *, default: str | None = None) -> str:
    """Words people read: no marks of control or direction, and not without end."""
    found = table.text(key, default=default)
    if len(found) > LONGEST or _NOT_TEXT.search(found):
        raise table.error(key, f"plain text of at most {LONGEST} characters")
    return found


def address(table: Table, key: str, *, default: str | None = None) -> str:
    """A code, or the address of something: never followed, only compared."""
    found = table.text(key, default=default)
    if len(found) > LONGEST_ADDRESS:
        raise table.error(key, f"at most {LONGEST_ADDRESS} characters")
    return found


def _bound(table: Table, values: Mapping[str, object], url: str) -> int:
    if url not in values:
        raise table.error("extension", f"{url.rpartition('/')[2]} for a whole number")
    return _whole(table, values[url])


def _whole(table: Table, value: object) -> int:
    if not isinstance(value, float) or not value.is_integer():
        raise table.error("extension", "a whole number", value)
    return int(value)
