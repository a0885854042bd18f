"""Answers to a measure, kept as a FHIR R4 ``QuestionnaireResponse``.

Only what was answered is in it. The words of each question and answer are written beside the
codes, so that a response can be read where the measure is not known; on reading they have to be
the measure's own, because a code that says one thing under words that say another helps nobody.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from types import MappingProxyType
from typing import Self

from journal_app.domain.doc import Doc
from journal_app.domain.entry import whole_characters
from journal_app.domain.measure import Group, Item, Kind, Measure
from journal_app.domain.times import as_utc, utc_text

LONGEST_TEXT = 20_000
"""Characters in one written answer."""

_ID = re.compile(r"[0-9a-f]{32}")
_MOST_ITEMS = 500
_LONGEST_ID = 500
_LONGEST = 4_000

Given = str | int
"""An answer: the code of an option, a whole number, or written words."""


class Status(StrEnum):
    """How far the person got; the values are FHIR's. "Completed" may leave items open."""

    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What somebody answered. ``given`` maps item ids to answers; a skipped item is not in it.

    ``authored`` is the instant (UTC) of the last answer. Raises ``ValueError``, naming the item
    and never the answer, for an answer the measure does not have.
    """

    id: str
    measure: Measure = field(repr=False)
    authored: datetime
    status: Status = Status.IN_PROGRESS
    given: Mapping[str, Given] = field(default_factory=dict, hash=False, repr=False)

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError("answers: id: expected 32 hexadecimal digits")
        object.__setattr__(self, "authored", as_utc(self.authored))
        known = {}
        for item_id, given in self.given.items():
            item = self.measure.item(item_id)
            if item is None:
                raise ValueError("answers: expected items of the measure")
            known[item_id] = _checked(item, given)
        ordered = {item.id: known[item.id] for item in self.measure.items if item.id in known}
        object.__setattr__(self, "given", MappingProxyType(ordered))

    def answer(self, item_id: str, given: Given | None, *, at: datetime) -> Self:
        """The answers with this one in it, or without it for ``None`` (skipped)."""
        kept = {key: value for key, value in self.given.items() if key != item_id}
        if given is not None:
            kept[item_id] = given
        return replace(self, given=kept, authored=at)

    def value(self, item_id: str) -> int | None:
        """What the answer to an item counts; ``None`` where it is open or counts nothing."""
        item, given = self.measure.item(item_id), self.given.get(item_id)
        if item is None or given is None or item.kind is Kind.TEXT:
            return None
        if isinstance(given, int):
            return given
        option = item.option(given)
        return None if option is None else option.value

    @property
    def open(self) -> tuple[Item, ...]:
        """The items without an answer, in their order."""
        return tuple(item for item in self.measure.items if item.id not in self.given)


def _checked(item: Item, given: Given) -> Given:
    if item.kind is Kind.INTEGER:
        if type(given) is int and item.low <= given <= item.high:
            return given
    elif isinstance(given, str):
        if item.kind is Kind.TEXT and given.strip() and len(given) <= LONGEST_TEXT:
            return whole_characters(given)
        if item.kind is Kind.CHOICE and item.option(given) is not None:
            return given
    raise ValueError(f"answers: item {item.id}: expected one of its answers")


def continued(answers: Answers, onto: Measure, *, new_id: str, at: datetime) -> Answers:
    """The answers taken on into a longer measure: items of the same code, answered alike.

    For the way on from PHQ-2 to PHQ-9, so that nobody is asked the same thing twice.
    """
    by_code = {item.code: item for item in onto.items if item.code is not None}
    taken = {}
    for item_id, given in answers.given.items():
        item = answers.measure.item(item_id)
        target = by_code.get(item.code) if item is not None and item.code is not None else None
        if item is not None and target is not None and target.options == item.options:
            taken[target.id] = given
    return Answers(id=new_id, measure=onto, authored=at, given=taken)


# FHIR ---------------------------------------------------------------------------------------------


def to_fhir(answers: Answers) -> dict[str, object]:
    """The answers as a ``QuestionnaireResponse`` (JSON types only), as they are stored.

    Questions stand in the groups of the questionnaire, as FHIR asks; there is no empty list.
    """
    given = [item for item in answers.measure.items if item.id in answers.given]
    response: dict[str, object] = {
        "resourceType": "QuestionnaireResponse",
        "id": answers.id,
        "questionnaire": answers.measure.canonical,
        "status": answers.status.value,
        "authored": utc_text(answers.authored),
    }
    if given:
        response["item"] = _tree(given, answers.given, 0)
    return response


def _tree(items: Sequence[Item], given: Mapping[str, Given], depth: int) -> list[object]:
    """The items below ``depth`` groups; items of one group stand together."""
    found: list[object] = []
    for group, members in groupby(items, key=lambda i: i.within[depth : depth + 1]):
        if group:
            inner = _tree(list(members), given, depth + 1)
            found.append({"linkId": group[0].id, "text": group[0].text, "item": inner})
        else:
            found += [
                {"linkId": i.id, "text": i.text, "answer": [_written(i, given[i.id])]}
                for i in members
            ]
    return found


def _written(item: Item, given: Given) -> dict[str, object]:
    if isinstance(given, int):
        return {"valueInteger": given}
    option = item.option(given)
    if option is None:
        return {"valueString": given}
    system = {"system": option.coding.system} if option.coding.system else {}
    return {"valueCoding": {**system, "code": option.coding.code, "display": option.text}}


def from_fhir(measure: Measure, resource: object) -> Answers:
    """The answers of ``to_fhir``. Raises ``ValueError`` naming the field, never an answer."""
    fields = Doc("answers", resource)
    if fields.text("resourceType", longest=40) != "QuestionnaireResponse":
        raise fields.error("resourceType", "a QuestionnaireResponse")
    if fields.text("questionnaire", longest=_LONGEST) != measure.canonical:
        raise fields.error("questionnaire", "the measure and its version")
    status = fields.text("status", longest=20)
    if status not in tuple(Status):
        raise fields.error("status", " or ".join(Status))
    answers = Answers(
        id=fields.text("id", longest=32),
        measure=measure,
        authored=fields.instant("authored"),
        status=Status(status),
        given=_given(measure, fields),
    )
    fields.done()
    return answers


def _given(measure: Measure, fields: Doc) -> dict[str, Given]:
    groups = {
        item.within[: depth + 1] for item in measure.items for depth in range(len(item.within))
    }
    waiting: list[tuple[tuple[Group, ...], object]] = [((), each) for each in _inside(fields)]
    given: dict[str, Given] = {}
    for within, raw in waiting:
        one = Doc("answers.item", raw)
        link, text = one.text("linkId", longest=_LONGEST_ID), one.text("text", longest=_LONGEST)
        deeper = (*within, Group(link, text))
        item = measure.item(link)
        if deeper in groups:
            waiting += [(deeper, each) for each in _inside(one)]
        elif item is None or (item.within, item.text) != (within, text) or link in given:
            raise one.error("linkId", "a question of the measure, once, in its own words")
        else:
            given[link] = _read(item, one)
        one.done()
    return given


def _inside(fields: Doc) -> list[object]:
    """What stands under ``item``: absent where nothing does, because FHIR has no empty lists."""
    named = "item" in fields.names()
    found = fields.items("item", most=_MOST_ITEMS)
    if named and not found:
        raise fields.error("item", "no empty list")
    return found


def _read(item: Item, one: Doc) -> Given:
    values = one.items("answer", most=1)
    if not values:
        raise one.error("answer", "one answer")
    value = Doc("answers.item.answer", values[0])
    if item.kind is Kind.INTEGER:
        given: Given = value.whole("valueInteger", low=item.low, high=item.high)
    elif item.kind is Kind.TEXT:
        given = value.text("valueString", longest=LONGEST_TEXT)
    else:
        given = _chosen(item, value)
    value.done()
    return given


def _chosen(item: Item, value: Doc) -> str:
    coding = value.inner("valueCoding")
    option = item.option(coding.text("code", longest=_LONGEST_ID))
    system = coding.maybe_text("system", longest=_LONGEST) or ""
    display = coding.text("display", longest=_LONGEST)
    if option is None or (option.coding.system, option.text) != (system, display):
        raise value.error("valueCoding", "an option of the question, in its own words")
    coding.done()
    return option.coding.code
