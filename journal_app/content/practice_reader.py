"""Practices: from TOML to checked ``Practice`` objects."""

from collections.abc import Callable, Container, Mapping
from typing import TypeVar

from journal_app.content.plan_reader import known
from journal_app.content.schema import Table, parse
from journal_app.domain.pattern import (
    LONGEST_BREATH,
    LONGEST_HOLD,
    MOST_CYCLES,
    SHORTEST_BREATH,
    Pattern,
    Ramp,
)
from journal_app.domain.plan import Evidence
from journal_app.domain.practice import Menu, Part, Practice, PracticeStep, Shelf

LONGEST_RAMP = 600
LONGEST_STEP = 600
LONGEST_EFFORT = 30
"""Seconds: of a ramp, of one step, of a gentle effort or of letting go."""

Made = TypeVar("Made")


def read_practices(texts: Mapping[str, str], *, sources: Container[str]) -> dict[str, Practice]:
    """The practices by id, in the order of the files and of what is written there.

    ``texts`` are the files by the names that errors call them. Raises ``ContentError``.
    """
    found: dict[str, Practice] = {}
    written: dict[str, Table] = {}
    for name, text in texts.items():
        table = parse(text, name)
        for each in table.tables("practice"):
            practice = _practice(each, sources)
            if practice.id in found:
                raise each.error("id", "an id that no other practice has", practice.id)
            found[practice.id], written[practice.id] = practice, each
        table.done()
    for practice in found.values():
        _for_anybody(written[practice.id], practice, found)
    return found


def may_be_offered(practice: Practice) -> bool:
    """Whether a menu or a prompt may have it: not for more, and never stirring."""
    return practice.shelf is not Shelf.MORE and not practice.stirring


def _for_anybody(table: Table, practice: Practice, all_of_them: Mapping[str, Practice]) -> None:
    """Refuse a menu or an ``instead`` that would offer what is not for everybody, at any hour."""
    if practice.menus and not may_be_offered(practice):
        raise table.error("menus", "none for what stirs or is on the shelf of more")
    if practice.instead is None:
        return
    gentler = all_of_them.get(practice.instead)
    if gentler is None or not may_be_offered(gentler):
        raise table.error("instead", "the id of a practice that never stirs", practice.instead)


def _practice(table: Table, sources: Container[str]) -> Practice:
    if table.has("pattern") == table.has("steps"):
        raise table.error("pattern", "either a pattern or steps")
    breathing = table.has("pattern")
    pattern = _pattern(table.table("pattern")) if breathing else None
    steps = () if breathing else tuple(_step(each) for each in table.tables("steps"))
    practice = _made(
        table,
        "instead" if breathing else "steps",
        lambda: Practice(
            id=table.id("id"),
            title=table.text("title"),
            line=table.text("line"),
            minutes=table.number("minutes", low=0.1, high=60),
            before=table.texts("before"),
            closing=table.text("closing"),
            evidence=table.choice("evidence", Evidence),
            evidence_note=table.text("evidence_note"),
            sources=known(table, "sources", sources),
            pattern=pattern,
            steps=steps,
            part=table.choice("part", Part) if table.has("part") else Part.STEP,
            shelf=table.choice("shelf", Shelf) if table.has("shelf") else Shelf.USUAL,
            instead=table.id("instead") if table.has("instead") else None,
            menus=table.choices("menus", Menu),
        ),
    )
    table.done()
    return practice


def _pattern(table: Table) -> Pattern:
    pattern = Pattern(
        breathe_in=_breath(table, "in"),
        breathe_out=_breath(table, "out"),
        hold=_pause(table, "hold"),
        rest=_pause(table, "rest"),
        cycles=table.whole("cycles", low=1, high=MOST_CYCLES),
        top_up=_pause(table, "top_up"),
        hum=table.flag("hum"),
        ramp=_ramp(table.table("ramp")) if table.has("ramp") else None,
    )
    table.done()
    return pattern


def _ramp(table: Table) -> Ramp:
    ramp = Ramp(
        _breath(table, "in"),
        _breath(table, "out"),
        table.number("seconds", low=1, high=LONGEST_RAMP),
    )
    table.done()
    return ramp


def _breath(table: Table, key: str) -> float:
    return table.number(key, low=SHORTEST_BREATH, high=LONGEST_BREATH)


def _pause(table: Table, key: str) -> float:
    return table.number(key, low=0, high=LONGEST_HOLD, default=0.0)


def _step(table: Table) -> PracticeStep:
    step = _made(
        table,
        "taps",
        lambda: PracticeStep(
            name=table.text("name"),
            text=table.text("text"),
            seconds=_whole(table, "seconds", LONGEST_STEP),
            taps=_whole(table, "taps", LONGEST_STEP) or 0,
            tense=_whole(table, "tense", LONGEST_EFFORT) or 0,
            release=_whole(table, "release", LONGEST_EFFORT) or 0,
        ),
    )
    table.done()
    return step


def _whole(table: Table, key: str, high: int) -> int | None:
    return table.whole(key, low=1, high=high) if table.has(key) else None


def _made(table: Table, key: str, make: Callable[[], Made]) -> Made:
    """What ``make`` makes; what the domain refuses is a mistake under ``key``."""
    try:
        return make()
    except ValueError as error:
        raise table.error(key, str(error).removeprefix("expected ")) from None
