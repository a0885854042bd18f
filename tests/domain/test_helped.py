"""What helped and what was harder: the order of a list, by examples and by properties."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.helped import (
    MOST_HELPED,
    After,
    Practised,
    harder_ones,
    helped,
    ordered,
)
from journal_app.domain.pattern import Pattern
from journal_app.domain.plan import Evidence
from journal_app.domain.practice import Practice, Shelf

BEGAN = datetime(2026, 3, 4, 17, tzinfo=UTC)
NAMES = ("longer-exhale", "ease-in", "orienting", "object", "humming", "equal")


def practice(name: str) -> Practice:
    return Practice(
        id=name,
        title=name,
        line="",
        minutes=5,
        before=(),
        closing="",
        evidence=Evidence.OWN,
        evidence_note="",
        pattern=Pattern(),
        shelf=Shelf.FIRST if name == "ease-in" else Shelf.USUAL,
    )


EVERY = tuple(practice(name) for name in NAMES)
said_once = st.builds(
    Practised,
    st.sampled_from((*NAMES, "gone-since")),
    st.integers(0, 10_000).map(lambda minutes: BEGAN + timedelta(minutes=minutes)),
    st.sampled_from(After),
)
said_lists = st.lists(said_once, max_size=30)


def said(*answers: tuple[str, After]) -> list[Practised]:
    """Answers in order of time, a minute apart."""
    return [
        Practised(name, BEGAN + timedelta(minutes=number), after)
        for number, (name, after) in enumerate(answers)
    ]


def ids(practices: tuple[Practice, ...]) -> list[str]:
    return [each.id for each in practices]


def test_before_anything_was_practised_the_first_one_stands_first() -> None:
    others = [name for name in NAMES if name != "ease-in"]
    assert ids(ordered(EVERY, [])) == ["ease-in", *others]


def test_after_that_it_stands_where_the_content_has_it() -> None:
    assert ids(ordered(EVERY, said(("object", After.SAME)))) == list(NAMES)


def test_what_was_harder_comes_last_until_it_was_easier_again() -> None:
    harder = said(("longer-exhale", After.HARDER), ("longer-exhale", After.SAME))
    assert ids(ordered(EVERY, harder))[-1] == "longer-exhale"
    again = [*harder, Practised("longer-exhale", BEGAN + timedelta(hours=1), After.EASIER)]
    assert ids(ordered(EVERY, again)) == list(NAMES)


def test_what_was_easier_most_often_has_helped_most() -> None:
    answers = said(
        ("orienting", After.EASIER),
        ("humming", After.EASIER),
        ("orienting", After.EASIER),
        ("object", After.EASIER),
        ("equal", After.EASIER),
        ("ease-in", After.SAME),
    )
    assert helped(answers) == ("orienting", "equal", "object")


def test_once_easier_and_once_harder_did_not_help() -> None:
    assert helped(said(("object", After.EASIER), ("object", After.HARDER))) == ()


def test_what_was_harder_last_did_not_help_however_often_it_did_before() -> None:
    answers = said(("object", After.EASIER), ("object", After.EASIER), ("object", After.HARDER))
    assert helped(answers) == ()


@given(said_lists)
def test_nothing_is_lost_and_what_was_harder_is_last(answers: list[Practised]) -> None:
    order = ids(ordered(EVERY, answers))
    assert sorted(order) == sorted(NAMES)
    late = harder_ones(answers)
    places = [name in late for name in order]
    assert places == sorted(places)


@given(said_lists)
def test_the_order_of_the_content_is_kept_within_each_part(answers: list[Practised]) -> None:
    order, late = ids(ordered(EVERY, answers)), harder_ones(answers)
    first = ["ease-in"] if not answers else []
    for part in (True, False):
        there = [name for name in order if (name in late) is part and name not in first]
        assert there == [name for name in NAMES if name in there]


@given(said_lists, st.randoms(use_true_random=False))
def test_the_order_something_is_stored_in_does_not_matter(
    answers: list[Practised], chance: object
) -> None:
    unique = {each.at: each for each in answers}  # two at one instant have no order of their own
    mixed = list(unique.values())
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis hands over a Random
    stored = sorted(unique.values(), key=lambda each: each.at)
    assert ordered(EVERY, mixed) == ordered(EVERY, stored)
    assert helped(mixed) == helped(stored)


@given(said_lists)
def test_at_most_three_helped_and_none_that_was_harder_last(answers: list[Practised]) -> None:
    found = helped(answers)
    assert len(found) <= MOST_HELPED
    assert len(set(found)) == len(found)
    assert not harder_ones(answers) & set(found)
    for name in found:
        of_it = [each.after for each in answers if each.practice_id == name]
        assert of_it.count(After.EASIER) > of_it.count(After.HARDER)


@given(said_once)
def test_what_was_said_is_read_as_it_was_written(answer: Practised) -> None:
    assert Practised.from_doc(answer.to_doc()) == answer


@pytest.mark.parametrize(
    "change", [{"after": "better"}, {"at": "yesterday"}, {"v": 2}, {"practice_id": "x" * 65}]
)
def test_what_is_not_understood_is_refused_without_its_value(change: dict[str, object]) -> None:
    doc = {**Practised("object", BEGAN, After.SAME).to_doc(), **change}
    with pytest.raises(ValueError, match="practised") as refused:
        Practised.from_doc(doc)
    assert not any(
        isinstance(value, str) and value in str(refused.value) for value in change.values()
    )
