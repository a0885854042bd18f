"""What is noted beside measures: what was asked for, and where the support page was left.

asked_for   ids of measures        left     the answer it was left at, by the id of its answers
checked     ids of answers         raised   when such an answer was given (UTC), likewise
no_day_after   never to see the line of the day after
"""

from __future__ import annotations

from collections.abc import Iterable

from journal_app.domain.times import parse_utc
from journal_app.ui.door.documents import Fields

__all__ = ["notes_of", "wishes_of"]

_NOTES: dict[str, tuple[type, tuple[type, ...]]] = {
    "asked_for": (list, (str,)),
    "checked": (list, (str,)),
    "left": (dict, (str, int)),
    "raised": (dict, (str,)),
    "no_day_after": (bool, ()),
}


def notes_of(doc: Fields) -> Fields:
    """The notes as they are stored. Raises ``ValueError`` for what nobody here wrote."""
    if not doc:
        raise ValueError("measure notes: expected some")
    for name, value in doc.items():
        kind, inner = _NOTES.get(name, (None, ()))
        if kind is None or type(value) is not kind:
            raise ValueError("measure notes: expected fields that are known")
        if not all(isinstance(each, inner) for each in _inside(value)):
            raise ValueError(f"measure notes: {name}: expected other values")
    for at in doc.get("raised", {}).values():
        parse_utc(at)
    return doc


def wishes_of(left: Iterable[Fields]) -> Fields:
    """Of notes that are not understood, what somebody asked never to see again."""
    unwanted = any(doc.get("no_day_after") is True for doc in left)
    return {"no_day_after": True} if unwanted else {}


def _inside(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()
