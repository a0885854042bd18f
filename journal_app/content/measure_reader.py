"""Measures: from a FHIR R4 ``Questionnaire`` and the TOML beside it to a checked ``Measure``.

A therapist's own questionnaire is read the same way as ours: it is data, nothing in it runs, and
what this program could not show faithfully is refused rather than changed. So there are choices,
whole numbers and written answers in groups; no condition, no calculation, nothing hidden.
"""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from journal_app.content.measure_items import Reader, address, plain_words, without_asides
from journal_app.content.schema import Table, parse
from journal_app.domain import strict_json
from journal_app.domain.errors import BadJson, ContentError
from journal_app.domain.measure import (
    Band,
    Change,
    ChangeKind,
    GoesOn,
    Item,
    Measure,
    OpensSupport,
    Scoring,
)

SHIPPED = ("phq-9", "phq-2", "gad-7", "pcl-5")
MOST_BYTES = 256 * 1024
MOST_DEPTH = 20
MOST_VALUES = 20_000
MOST_NOTES = 32 * 1024
"""Bytes in the file beside a questionnaire."""

# What FHIR lets a questionnaire carry that changes nothing about how it is asked.
_METADATA = frozenset(
    (
        *("resourceType", "meta", "language", "text", "identifier", "name", "experimental"),
        *("subjectType", "date", "publisher", "contact", "description", "useContext", "purpose"),
        *("jurisdiction", "approvalDate", "lastReviewDate", "effectivePeriod", "derivedFrom"),
    )
)


@cache
def measures() -> Mapping[str, Measure]:
    """The measures that come with the program, by their ids. Raises ``ContentError``."""
    folder = files("journal_app.content") / "measures"
    found = []
    for name in SHIPPED:
        notes = folder.joinpath(f"{name}.toml").read_text(encoding="utf-8")
        found.append(read_measure((folder / f"{name}.json").read_bytes(), f"{name}.json", notes))
    return together(found)


def together(found: Iterable[Measure]) -> Mapping[str, Measure]:
    """Measures side by side, by their ids. Raises ``ContentError`` where they do not fit."""
    by_id: dict[str, Measure] = {}
    for measure in found:
        if measure.id in by_id:
            raise ContentError(f"measures: {measure.id}: expected every id once")
        by_id[measure.id] = measure
    for measure in by_id.values():
        if measure.goes_on is not None and measure.goes_on.measure not in by_id:
            raise ContentError(f"measures: {measure.id}: goes_on: expected a measure that is here")
    return MappingProxyType(by_id)


def read_measure(questionnaire: bytes, name: str, notes: str | None = None) -> Measure:
    """The measure of a questionnaire and its ``notes``: scoring, notice, how often.

    ``questionnaire`` is the JSON as it lies in its file, called ``name`` in errors; ``notes`` is
    the TOML beside it, called the same with ``.toml``. Without notes it keeps answers only, and
    its own ``copyright`` is shown with it. Raises ``ContentError`` for the first mistake.
    """
    table = _questionnaire(questionnaire, name)
    measure_id, version = table.id("id"), address(table, "version", default="")
    canonical = address(table, "url") + (f"|{version}" if version else "")
    title, notice = plain_words(table, "title"), plain_words(table, "copyright", default="")
    if table.text("status") not in ("active", "draft"):
        raise table.error("status", "active or draft")
    reader = Reader()
    reader.extensions(table)
    code, items = reader.code(table), reader.items(table)
    table.done()
    plain = Measure(
        id=measure_id,
        canonical=canonical,
        title=title,
        items=items,
        attribution=notice,
        code=code,
    )
    if notes is None:
        return plain
    return _with_notes(plain, notes, name.removesuffix(".json") + ".toml")


def _questionnaire(data: bytes, name: str) -> Table:
    try:
        value = strict_json.loads(
            data, max_bytes=MOST_BYTES, max_depth=MOST_DEPTH, max_items=MOST_VALUES
        )
    except BadJson as error:
        raise ContentError(f"{name}: expected a JSON file: {error}") from None
    if not isinstance(value, dict) or value.get("resourceType") != "Questionnaire":
        raise ContentError(f"{name}: resourceType: expected Questionnaire")
    kept = {k: v for k, v in value.items() if k not in _METADATA}
    asked = {k: without_asides(v) for k, v in kept.items() if k in ("item", "code")}
    return Table(name, "", kept | asked)


# Notes --------------------------------------------------------------------------------------------


def _with_notes(plain: Measure, text: str, name: str) -> Measure:
    if len(text.encode("utf-8", "replace")) > MOST_NOTES:
        raise ContentError(f"{name}: expected at most {MOST_NOTES} bytes")
    try:
        table = parse(text, name)
    except RecursionError:
        raise ContentError(f"{name}: not TOML: nested too deep") from None
    measure_id = table.id("measure")
    if measure_id != plain.id:
        raise table.error("measure", f"the id of its questionnaire, {plain.id}", measure_id)
    scoring = _scoring(table.table("scoring"), plain) if table.has("scoring") else None
    measure = Measure(
        id=plain.id,
        canonical=plain.canonical,
        title=plain.title,
        items=plain.items,
        attribution=plain_words(table, "attribution", default=plain.attribution),
        recall=plain_words(table, "recall"),
        every=timedelta(days=table.whole("days_between", low=1, high=366)),
        opt_in=table.flag("opt_in"),
        code=plain.code,
        scoring=scoring,
        goes_on=_goes_on(table.table("goes_on"), scoring) if table.has("goes_on") else None,
        opens_support=(
            _opens_support(table.table("opens_support"), plain)
            if table.has("opens_support")
            else None
        ),
    )
    table.done()
    return measure


def _scoring(table: Table, measure: Measure) -> Scoring:
    ids = table.texts("items")
    if not ids or len(set(ids)) != len(ids):
        raise table.error("items", "at least one item, each of them once")
    ranges = [_counts(table, "items", measure, each) for each in ids]
    lowest, highest = (table.whole(key, low=-9999, high=9999) for key in ("lowest", "highest"))
    for key, stated, summed in (
        ("lowest", lowest, sum(low for low, _ in ranges)),
        ("highest", highest, sum(high for _, high in ranges)),
    ):
        if stated != summed:
            raise table.error(key, f"{summed}, which is what the items sum to", stated)
    scoring = Scoring(
        items=ids,
        lowest=lowest,
        highest=highest,
        bands=_bands(table, lowest, highest),
        changes=_changes(table, highest - lowest),
        source=plain_words(table, "source"),
    )
    table.done()
    return scoring


def _counts(table: Table, key: str, measure: Measure, item_id: str) -> tuple[int, int]:
    """The least and the most an item counts; an item that counts nothing is a mistake."""
    item: Item | None = measure.item(item_id)
    if item is None:
        raise table.error(key, "linkIds of the questionnaire", item_id)
    if not item.values:
        raise table.error(key, "items whose every option has an ordinalValue", item_id)
    low, high = item.values
    return low, high


def _bands(table: Table, lowest: int, highest: int) -> tuple[Band, ...]:
    found: list[Band] = []
    for each in table.tables("band") if table.has("band") else ():
        start = each.whole("from", low=lowest, high=highest)
        if start <= found[-1].start if found else start != lowest:
            raise each.error("from", "the lowest total first, then upwards", start)
        found.append(Band(start, plain_words(each, "words")))
        each.done()
    return tuple(found)


def _changes(table: Table, span: int) -> tuple[Change, ...]:
    found: list[Change] = []
    for each in table.tables("change") if table.has("change") else ():
        kind = each.choice("kind", ChangeKind)
        start = each.whole("from", low=1, high=span)
        change = Change(kind, start, each.whole("to", low=start, high=span))
        if found and start <= found[-1].start:
            raise each.error("from", "the smaller change first", start)
        found.append(change)
        each.done()
    return tuple(found)


def _goes_on(table: Table, scoring: Scoring | None) -> GoesOn:
    if scoring is None:
        raise table.error("from", "a measure with scoring")
    start = table.whole("from", low=scoring.lowest, high=scoring.highest)
    goes_on = GoesOn(table.id("measure"), start)
    table.done()
    return goes_on


def _opens_support(table: Table, measure: Measure) -> OpensSupport:
    item_id = table.text("item")
    low, high = _counts(table, "item", measure, item_id)
    start = table.whole("from", low=low, high=high)
    opens = OpensSupport(item_id, start, table.whole("expanded_from", low=start, high=high))
    table.done()
    return opens
