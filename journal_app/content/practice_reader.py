"""Practices: from TOML to checked ``Practice`` objects."""

from collections.abc import Container

from journal_app.content.plan_reader import known
from journal_app.content.schema import Table, parse
from journal_app.domain.pattern import MOST_CYCLES, Pattern
from journal_app.domain.plan import Evidence
from journal_app.domain.practice import Menu, Practice, PracticeStep


def read_practices(text: str, name: str, *, sources: Container[str]) -> dict[str, Practice]:
    """The practices written in ``text``, by id. Raises ``ContentError``."""
    table = parse(text, name)
    found: dict[str, Practice] = {}
    for each in table.tables("practice"):
        practice = _practice(each, sources)
        if practice.id in found:
            raise each.error("id", "an id that no other practice has", practice.id)
        found[practice.id] = practice
    table.done()
    return found


def _practice(table: Table, sources: Container[str]) -> Practice:
    if table.has("pattern") == table.has("steps"):
        raise table.error("pattern", "either a pattern or steps")
    practice = Practice(
        id=table.id("id"),
        title=table.text("title"),
        line=table.text("line"),
        minutes=table.number("minutes", low=0.1, high=60),
        before=table.texts("before"),
        closing=table.text("closing"),
        evidence=table.choice("evidence", Evidence),
        evidence_note=table.text("evidence_note"),
        sources=known(table, "sources", sources),
        pattern=_pattern(table.table("pattern")) if table.has("pattern") else None,
        steps=tuple(_step(s) for s in table.tables("steps")) if table.has("steps") else (),
        menus=table.choices("menus", Menu),
    )
    table.done()
    return practice


def _pattern(table: Table) -> Pattern:
    breathe_in = table.number("in", low=0, high=60)
    hold = table.number("hold", low=0, high=60, default=0.0)
    breathe_out = table.number("out", low=0, high=60)
    rest = table.number("rest", low=0, high=60, default=0.0)
    cycles = table.whole("cycles", low=1, high=MOST_CYCLES)
    table.done()
    try:
        return Pattern(breathe_in, breathe_out, hold, rest, cycles)
    except ValueError as error:
        raise table.error("in", str(error).removeprefix("expected ")) from None


def _step(table: Table) -> PracticeStep:
    step = PracticeStep(
        name=table.text("name"),
        text=table.text("text"),
        seconds=table.whole("seconds", low=1, high=600) if table.has("seconds") else None,
    )
    table.done()
    return step
