"""A prompt plan: from TOML to a checked ``Plan``.

A plan stands by itself, or says ``extends = true`` and is laid over the shipped one: a prompt of
an id that is there changes only what it names, one of a new id is added, and ``leave_out`` names
prompts that are not offered. Whatever is wrong is told together, a line for each mistake.
"""

import tomllib
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

from journal_app.content.schema import Mistakes, Table, gather, parse, parse_offset
from journal_app.domain.entry import LONGEST_NAME
from journal_app.domain.errors import ContentError
from journal_app.domain.plan import (
    Anchor,
    Beside,
    Closing,
    Evidence,
    Moment,
    Pace,
    Plan,
    Prompt,
    Question,
    Timing,
)

MOST_PROMPTS = 100
MOST_QUESTIONS = 12
LONGEST_ID = 60
"""With a day and its half behind it, it is still the id of a slot (``event.LONGEST_SLOT``)."""
LONGEST_RETURN = timedelta(days=31)
"""For how long a prompt may come back each morning and evening."""


@dataclass(frozen=True)
class _Known:
    """The ids a plan may point to; of practices only those that are kind to anybody at any hour."""

    practices: Container[str]
    sources: Container[str]


class _Both:
    """The sources that are shipped and those of the plan itself."""

    def __init__(self, *each: Container[str]) -> None:
        self._each = each

    def __contains__(self, value: object) -> bool:
        return any(value in sources for sources in self._each)


def read_plan(
    text: str,
    name: str,
    *,
    practices: Container[str],
    sources: Container[str],
    base: str | None = None,
) -> Plan:
    """The plan written in ``text``; ``name`` is what errors call the file.

    ``practices`` and ``sources`` hold the ids a prompt may point to. ``base`` is the text of the
    plan that ``extends = true`` is laid over. Raises ``ContentError`` with a line for each mistake.
    """
    table = parse(text, name)
    below = _below(table, base)
    mistakes = Mistakes()
    own: Mapping[str, str] = {}
    head: Mapping[str, Any] = {}
    prompts: tuple[Prompt, ...] = ()
    with mistakes:
        own = _own_sources(table)
    there = _Known(practices, _Both(sources, own))
    with mistakes:
        head = gather({"id": lambda: table.id("id"), "title": lambda: table.text("title")})
    left_out: tuple[str, ...] = ()
    with mistakes:
        left_out = _left_out(table, below)
    with mistakes:
        all_of_them = _laid_over(table, below, there)
        prompts = tuple(prompt for prompt in all_of_them if prompt.id not in left_out)
        _once(name, prompts)
    with mistakes:
        table.done()
    mistakes.done()
    return Plan(head["id"], head["title"], prompts, own)


def _below(table: Table, base: str | None) -> Mapping[str, Any]:
    """The plan this one is laid over, as it stands in its file; empty where there is none."""
    if not table.flag("extends"):
        return {}
    if base is None:
        raise table.error("extends", "no such key: there is nothing below this plan")
    return tomllib.loads(base)


def _own_sources(table: Table) -> dict[str, str]:
    if not table.has("sources"):
        return {}
    inside = table.table("sources")
    return gather({key: partial(inside.text, key) for key in inside.names()})


def _left_out(table: Table, below: Mapping[str, Any]) -> tuple[str, ...]:
    ids = {prompt["id"] for prompt in below.get("prompt", [])}
    left_out = table.texts("leave_out")
    for prompt_id in left_out:
        if prompt_id not in ids:
            raise table.error("leave_out", "ids of prompts of the plan it extends", prompt_id)
    return left_out


def _laid_over(table: Table, below: Mapping[str, Any], there: _Known) -> tuple[Prompt, ...]:
    """The plan's prompts over those of the plan below."""
    lower: dict[str, Any] = {each["id"]: each for each in below.get("prompt", [])}
    tables = table.tables("prompt") if table.has("prompt") or not lower else ()
    mistakes = Mistakes()
    own: dict[str, Prompt | None] = {}
    for each in tables:
        with mistakes:
            name = each.peek("id") or ""
            if name in own:
                raise each.error("id", "it once", name)
            own[name] = None
            each.fill(lower.get(name, {}))
            own[name] = _prompt(each, there)
    under: list[Prompt] = []
    for name, values in lower.items():
        with mistakes:
            if name not in own:
                under.append(_prompt(Table("the plan it extends", name, values), there))
    mistakes.done()
    return (*under, *(prompt for prompt in own.values() if prompt is not None))


def _once(name: str, prompts: Iterable[Prompt]) -> None:
    """Refuse a number that two prompts have."""
    seen: dict[int, str] = {}
    lines = []
    for prompt in prompts:
        before = seen.setdefault(prompt.number, prompt.id)
        if before != prompt.id:
            lines.append(
                f'{name}: prompt "{prompt.id}": number: expected it once,'
                f' found {prompt.number} at "{before}" too'
            )
    if len(seen) > MOST_PROMPTS:
        lines.append(f"{name}: prompt: expected at most {MOST_PROMPTS}")
    if lines:
        raise ContentError("\n".join(lines))


def _prompt(table: Table, there: _Known) -> Prompt:
    values = gather(
        {
            "id": lambda: table.id("id", longest=LONGEST_ID),
            "number": lambda: table.whole("number", low=1, high=999),
            "title": lambda: table.text("title"),
            "line": lambda: table.text("line"),
            "purpose": lambda: table.text("purpose"),
            "timing": lambda: _timing(table),
            "pace": lambda: table.choice("pace", Pace),
            "questions": lambda: _questions(table),
            "short": lambda: _question(table.table("short")),
            "closing": lambda: _closing(table.table("closing")),
            "minutes": lambda: table.whole("minutes", low=1, high=60),
            "evidence": lambda: table.choice("evidence", Evidence),
            "evidence_note": lambda: table.text("evidence_note"),
            "sources": lambda: known(table, "sources", there.sources),
            "practice": lambda: _practice(table, "practice", there),
            "practice_minutes": lambda: (
                table.number("practice_minutes", low=0.1, high=60)
                if table.has("practice_minutes")
                else None
            ),
            "or_practice": lambda: _practice(table, "or_practice", there),
            "at_most": lambda: (
                table.whole("at_most", low=0, high=10) if table.has("at_most") else None
            ),
            "beside": lambda: table.choices("beside", Beside),
        },
        table.done,
    )
    return Prompt(**values)


def known(table: Table, key: str, ids: Container[str]) -> tuple[str, ...]:
    """The list under ``key``, each of which has to be among ``ids``."""
    values = table.texts(key)
    for value in values:
        if value not in ids:
            raise table.error(key, "ids that the sources have", value)
    return values


def _practice(table: Table, key: str, there: _Known) -> str | None:
    if not table.has(key):
        return None
    practice = table.id(key)
    if practice not in there.practices:
        raise table.error(key, "the id of a practice that is kind near a session", practice)
    return practice


def _timing(table: Table) -> Timing:
    values = gather(
        {
            "anchor": lambda: table.choice("anchor", Anchor),
            "opens": lambda: table.offset("opens"),
            "suggested": lambda: _suggested(table),
            "closes": lambda: table.offset("closes"),
            "nudge": lambda: table.offset("nudge") if table.has("nudge") else None,
        }
    )
    values["suggested"], values["lead"] = values["suggested"]
    try:
        timing = Timing(**values)
    except ValueError:
        raise table.error("opens", "opens, then suggested and nudge, then closes") from None
    if timing.repeats and timing.closes - timing.opens > LONGEST_RETURN:
        raise table.error("closes", f"at most {LONGEST_RETURN.days} days of mornings and evenings")
    return timing


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


def _questions(table: Table) -> tuple[Question, ...]:
    mistakes = Mistakes()
    found = []
    tables = table.tables("questions")
    if len(tables) > MOST_QUESTIONS:
        raise table.error("questions", f"at most {MOST_QUESTIONS} of them")
    for each in tables:
        with mistakes:
            found.append(_question(each))
    mistakes.done()
    return tuple(found)


def _question(table: Table) -> Question:
    values = gather(
        {
            "name": lambda: table.text("name", longest=LONGEST_NAME),
            "text": lambda: table.text("text"),
            "note": lambda: table.text("note", default=""),
        },
        table.done,
    )
    return Question(**values)


def _closing(table: Table) -> Closing:
    values = gather(
        {
            "put_away": lambda: table.text("put_away"),
            "way_back": lambda: table.text("way_back"),
        },
        table.done,
    )
    return Closing(**values)
