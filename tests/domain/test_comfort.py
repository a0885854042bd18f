"""How a person likes to be guided: kept as it was chosen, and refused without quoting anything."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.comfort import FASTEST, PACE_STEP, SLOWEST, Comfort, Dim
from tests.domain.breaths import comforts

SECRET = "the quiet house"
FIELDS = tuple(Comfort().to_doc())
FLAGS = ("holds", "eyes_open", "numbers", "tones", "pulses", "led")


def test_nobody_is_known_at_first_and_that_is_the_kindest() -> None:
    plain = Comfort()
    assert not plain.holds
    assert plain.eyes_open
    assert plain.numbers
    assert not plain.tones
    assert plain.pulses
    assert plain.dim is Dim.AT_NIGHT
    assert plain.pace == 0
    assert not plain.led


@given(comforts)
def test_it_is_read_as_it_was_kept(comfort: Comfort) -> None:
    assert Comfort.from_doc(json.loads(json.dumps(comfort.to_doc()))) == comfort


@given(comforts, comforts)
def test_two_that_differ_are_kept_differently(one: Comfort, other: Comfort) -> None:
    assert (one.to_doc() == other.to_doc()) is (one == other)


@given(st.floats(allow_nan=False))
def test_a_pace_is_halves_within_bounds_or_none_at_all(pace: float) -> None:
    allowed = [FASTEST + PACE_STEP * n for n in range(round((SLOWEST - FASTEST) / PACE_STEP) + 1)]
    if pace in allowed:
        assert Comfort(pace=pace).pace == pace
    else:
        with pytest.raises(ValueError, match="pace"):
            Comfort(pace=pace)


def test_not_a_number_is_no_pace() -> None:
    with pytest.raises(ValueError, match="pace"):
        Comfort(pace=float("nan"))


wrong_values = {
    "v": st.sampled_from([0, 2, "1", None, SECRET]),
    "dim": st.one_of(st.none(), st.integers(), st.text().filter(lambda t: t not in tuple(Dim))),
    "pace": st.one_of(
        st.none(),
        st.booleans(),
        st.text(),
        st.floats(),
        st.integers(max_value=-4),
        st.integers(min_value=7),
    ),
    **dict.fromkeys(FLAGS, st.one_of(st.none(), st.integers(), st.text(), st.just([]))),
}


@given(comforts, st.sampled_from(FIELDS), st.data())
def test_a_refusal_names_the_field_and_quotes_nothing(
    comfort: Comfort, field: str, data: st.DataObject
) -> None:
    value = data.draw(st.one_of(st.just(SECRET), wrong_values[field]))
    with pytest.raises(ValueError, match=rf"comfort: {field}") as refused:
        Comfort.from_doc({**comfort.to_doc(), field: value})
    assert SECRET not in str(refused.value)


def test_what_it_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError, match="comfort") as refused:
        Comfort.from_doc({**Comfort().to_doc(), "more": SECRET})
    assert SECRET not in str(refused.value)


@pytest.mark.parametrize("doc", [None, 1, "text", [], {1: 2}])
def test_what_is_no_document_is_refused(doc: object) -> None:
    with pytest.raises(ValueError, match="expected a document"):
        Comfort.from_doc(doc)
