"""A prompt plan: from TOML to a checked ``Plan``."""

from collections.abc import Container
from datetime import timedelta

from journal_app.content.schema import Table, parse, parse_offset
from journal_app.domain.errors import ContentError
from journal_app.domain.plan import (
    Anchor,
    Closing,
    Evidence,
    Moment,
    Pace,
    Plan,
    Prompt,
    Question,
    Timing,
)


def read_plan(text: str, name: str, *, practices: Container[str], sources: Container[str]) -> Plan:
    """The plan written in ``text``; ``name`` is what errors call the file.

    ``practices`` and ``sources`` hold the ids a prompt may point to. Raises ``ContentError``.
    """
    table = parse(text, name)
    plan_id, title = table.id("id"), table.text("title")
    prompts = [_prompt(each, practices, sources) for each in table.tables("prompt")]
    table.done()
    for key in ("id", "number"):
        seen: set[object] = set()
        for position, prompt in enumerate(prompts, start=1):
            value = getattr(prompt, key)
            if value in seen:
                raise ContentError(f"{name}: prompt[{position}].{key}: expected it once, {value!r}")
            seen.add(value)
    return Plan(plan_id, title, tuple(prompts))


def _prompt(table: Table, practices: Container[str], sources: Container[str]) -> Prompt:
    prompt = Prompt(
        id=table.id("id"),
        number=table.whole("number", low=1, high=999),
        title=table.text("title"),
        line=table.text("line"),
        purpose=table.text("purpose"),
        timing=_timing(table),
        pace=table.choice("pace", Pace),
        questions=tuple(_question(each) for each in table.tables("questions")),
        short=_question(table.table("short")),
        closing=_closing(table.table("closing")),
        minutes=table.whole("minutes", low=1, high=60),
        evidence=table.choice("evidence", Evidence),
        evidence_note=table.text("evidence_note"),
        sources=known(table, "sources", sources),
        practice=_practice(table, practices),
        practice_minutes=(
            table.number("practice_minutes", low=0.1, high=60)
            if table.has("practice_minutes")
            else None
        ),
        at_most=table.whole("at_most", low=0, high=10) if table.has("at_most") else None,
        shows_intention=table.flag("shows_intention"),
    )
    table.done()
    return prompt


def known(table: Table, key: str, ids: Container[str]) -> tuple[str, ...]:
    """The list under ``key``, each of which has to be among ``ids``."""
    values = table.texts(key)
    for value in values:
        if value not in ids:
            raise table.error(key, "ids that the sources have", value)
    return values


def _practice(table: Table, practices: Container[str]) -> str | None:
    if not table.has("practice"):
        return None
    practice = table.id("practice")
    if practice not in practices:
        raise table.error("practice", "the id of a practice", practice)
    return practice


def _timing(table: Table) -> Timing:
    anchor = table.choice("anchor", Anchor)
    opens, closes = table.offset("opens"), table.offset("closes")
    suggested, lead = _suggested(table)
    nudge = table.offset("nudge") if table.has("nudge") else None
    try:
        return Timing(anchor, opens, suggested, closes, lead=lead, nudge=nudge)
    except ValueError:
        raise table.error("opens", "opens, then suggested and nudge, then closes") from None


def _suggested(table: Table) -> tuple[timedelta | Moment, timedelta]:
    """The suggested time and its lead: ``+26h``, or ``45m before-bedtime`` and its like."""
    value = table.text("suggested")
    lead, _, moment = value.rpartition(" ")
    try:
        if not lead and value != Moment.MORNING_AND_EVENING:
            return parse_offset(value), timedelta(0)
        if lead and moment == Moment.MORNING_AND_EVENING:
            raise ValueError
        return Moment(moment), parse_offset("+" + lead) if lead else timedelta(0)
    except ValueError:
        raise table.error(
            "suggested",
            'an offset, or "45m before-bedtime", "30m after-waking", "morning-and-evening"',
            value,
        ) from None


def _question(table: Table) -> Question:
    question = Question(table.text("name"), table.text("text"), table.text("note", default=""))
    table.done()
    return question


def _closing(table: Table) -> Closing:
    closing = Closing(table.text("put_away"), table.text("way_back"))
    table.done()
    return closing
