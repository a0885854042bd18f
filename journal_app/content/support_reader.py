"""Support lines: from TOML to a checked ``Support``."""

from collections.abc import Container

from journal_app.content.schema import Table, parse
from journal_app.domain.errors import ContentError
from journal_app.domain.support import Line, LineKind, RedFlags, Region, Support


def read_support(text: str, name: str, *, sources: Container[str]) -> Support:
    """The support lines written in ``text``. Raises ``ContentError``."""
    table = parse(text, name)
    flags = table.table("red_flags")
    red_flags = RedFlags(
        flags.text("title"), flags.text("line"), flags.texts("signs"), flags.text("action")
    )
    flags.done()
    check_note = table.text("check_note")
    regions = tuple(_region(each, sources) for each in table.tables("region"))
    table.done()
    try:
        return Support(regions, red_flags, check_note)
    except ValueError as error:
        raise ContentError(f"{name}: region: {error}") from None


def _region(table: Table, sources: Container[str]) -> Region:
    region = Region(
        table.id("id"),
        table.text("name"),
        tuple(_line(each, sources) for each in table.tables("lines")),
    )
    table.done()
    return region


def _line(table: Table, sources: Container[str]) -> Line:
    line = Line(
        name=table.text("name"),
        kind=table.choice("kind", LineKind),
        number=table.text("number"),
        note=table.text("note", default=""),
        checked_on=table.day("checked_on"),
        source=table.text("source"),
        second_hand=table.flag("second_hand"),
    )
    if line.source not in sources:
        raise table.error("source", "an id that the sources have", line.source)
    dialled = line.kind not in (LineKind.CHAT, LineKind.WEB)
    if dialled and not all(c.isdigit() or c in " -+" for c in line.number):
        raise table.error("number", "digits, spaces and hyphens", line.number)
    table.done()
    return line
