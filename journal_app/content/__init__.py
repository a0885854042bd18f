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
from journal_app.content.practice_reader import may_be_offered, read_practices
from journal_app.content.schema import parse
from journal_app.content.support_reader import read_support
from journal_app.domain.phase_card import PhaseCards
from journal_app.domain.plan import Plan
from journal_app.domain.practice import Practice
from journal_app.domain.support import Support

__all__ = [
    "PRACTICE_FILES",
    "for_prompts",
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

PRACTICE_FILES = (
    "practices_breathing.toml",
    "practices_grounding.toml",
    "practices_movement.toml",
)
"""In the order of the list: the first practice of the first file is the default."""


def _text(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


@cache
def sources() -> Mapping[str, str]:
    """The sources by their ids, as one line each. Raises ``ContentError``."""
    table = parse(_text("sources.toml"), "sources.toml")
    return MappingProxyType({key: table.text(key) for key in table.names()})


@cache
def practices() -> Mapping[str, Practice]:
    """The practices by their ids, in the order of the files. Raises ``ContentError``."""
    texts = {name: _text(name) for name in PRACTICE_FILES}
    return MappingProxyType(read_practices(texts, sources=sources()))


def for_prompts() -> frozenset[str]:
    """Ids of the practices that a prompt may name: prompts come near a session, to everybody."""
    return frozenset(name for name, each in practices().items() if may_be_offered(each))


@cache
def plan() -> Plan:
    """The default plan of sixteen prompts. Raises ``ContentError``."""
    offered, text = for_prompts(), _text("prompts.toml")
    return read_plan(text, "prompts.toml", practices=offered, sources=sources())


@cache
def phases() -> PhaseCards:
    """What is kind now and what can wait, phase by phase. Raises ``ContentError``."""
    return read_phases(_text("phases.toml"), "phases.toml", sources=sources())


def own_plan(text: str, name: str) -> Plan:
    """A therapist's own plan; with ``extends = true`` it is laid over the default one.

    ``name`` is what errors call the file. Raises ``ContentError`` with a line for each mistake.
    """
    offered, base = for_prompts(), _text("prompts.toml")
    return read_plan(text, name, practices=offered, sources=sources(), base=base)


@cache
def support() -> Support:
    """The support lines and the red flags. Raises ``ContentError``."""
    return read_support(_text("support.toml"), "support.toml", sources=sources())
