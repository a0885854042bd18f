"""The guide itself: prompts, practices, phases, support lines; TOML with sources and check dates.

Each file is read once, checked as a whole and kept. A mistake in a file is one ``ContentError``
that names the file, the key and what was expected there.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from journal_app.content.measure_reader import measures, read_measure
from journal_app.content.phase_reader import read_phases
from journal_app.content.plan_reader import read_plan
from journal_app.content.practice_reader import read_practices
from journal_app.content.schema import parse
from journal_app.content.support_reader import read_support
from journal_app.domain.phase_card import PhaseCards
from journal_app.domain.plan import Plan
from journal_app.domain.practice import Practice
from journal_app.domain.support import Support

__all__ = [
    "measures",
    "phases",
    "plan",
    "practices",
    "read_measure",
    "read_phases",
    "read_plan",
    "read_practices",
    "read_support",
    "sources",
    "support",
]


def _text(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def sources() -> Mapping[str, str]:
    """The sources by their ids, as one line each. Raises ``ContentError``."""
    table = parse(_text("sources.toml"), "sources.toml")
    return MappingProxyType({key: table.text(key) for key in table.names()})


@cache
def practices() -> Mapping[str, Practice]:
    """The practices by their ids, in the order of the file. Raises ``ContentError``."""
    found = read_practices(_text("practices.toml"), "practices.toml", sources=sources())
    return MappingProxyType(found)


@cache
def plan() -> Plan:
    """The default plan of sixteen prompts. Raises ``ContentError``."""
    known = frozenset(practices())
    return read_plan(_text("prompts.toml"), "prompts.toml", practices=known, sources=sources())


@cache
def phases() -> PhaseCards:
    """What is kind now and what can wait, phase by phase. Raises ``ContentError``."""
    return read_phases(_text("phases.toml"), "phases.toml", sources=sources())


def own_plan(text: str, name: str) -> Plan:
    """A therapist's own plan; with ``extends = true`` it is laid over the default one.

    ``name`` is what errors call the file. Raises ``ContentError`` with a line for each mistake.
    """
    known = frozenset(practices())
    return read_plan(text, name, practices=known, sources=sources(), base=_text("prompts.toml"))


@cache
def support() -> Support:
    """The support lines and the red flags. Raises ``ContentError``."""
    return read_support(_text("support.toml"), "support.toml", sources=sources())
