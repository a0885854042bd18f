"""The arc of the intentions over the sessions."""

from dataclasses import replace
from datetime import timedelta

from journal_app.domain.intention import arc, carried
from journal_app.domain.session import Became
from tests.domain.strategies import tuesday


def test_the_arc_tells_what_became_of_each_intention() -> None:
    first = replace(tuesday(), became=Became.SOFTENED)
    second = replace(
        first, id="e" * 32, starts=first.starts + timedelta(days=14), ends=None, became=None
    )
    silent = replace(second, id="d" * 32, intention=" ")
    cancelled = replace(second, id="c" * 32, cancelled=True)
    found = arc([second, silent, cancelled, first])
    assert [(i.session_id, i.words, i.became) for i in found] == [
        (first.id, "a lamp in the hall", Became.SOFTENED),
        (second.id, "a lamp in the hall", None),
    ]
    assert "lamp" not in repr(found)


def test_what_is_carried_into_the_next_session() -> None:
    words = "a lamp in the hall"
    assert [carried(words, b) for b in Became] == [words, words, ""]
