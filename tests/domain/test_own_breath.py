"""One's own breath: what can be chosen, what is stored, and that it is always breathable."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from journal_app.domain.comfort import Comfort
from journal_app.domain.own_breath import (
    FEWEST_MINUTES,
    HALF,
    LONGEST_IN,
    LONGEST_OUT,
    LONGEST_PAUSE,
    MOST_MINUTES,
    SHORTEST_IN,
    SHORTEST_OUT,
    SHORTEST_WHOLE,
    OwnBreath,
)


def halves(low: float, high: float) -> st.SearchStrategy[float]:
    return st.integers(round(low / HALF), round(high / HALF)).map(lambda count: count * HALF)


LENGTHS = {
    "breathe_in": halves(SHORTEST_IN, LONGEST_IN),
    "hold": halves(0, LONGEST_PAUSE),
    "breathe_out": halves(SHORTEST_OUT, LONGEST_OUT),
    "rest": halves(0, LONGEST_PAUSE),
}


@st.composite
def _own_breaths(draw: st.DrawFn) -> OwnBreath:
    lengths = {name: draw(strategy) for name, strategy in LENGTHS.items()}
    assume(sum(lengths.values()) >= SHORTEST_WHOLE)
    return OwnBreath(minutes=draw(st.integers(FEWEST_MINUTES, MOST_MINUTES)), **lengths)


own_breaths = _own_breaths()


@given(own_breaths)
def test_it_is_read_as_it_was_written(own: OwnBreath) -> None:
    assert OwnBreath.from_doc(own.to_doc()) == own


@given(own_breaths)
def test_it_lasts_about_its_minutes_in_whole_breaths(own: OwnBreath) -> None:
    pattern = own.pattern
    breaths = list(pattern.breaths())
    assert len(breaths) == pattern.cycles >= 1
    assert pattern.seconds == pytest.approx(pattern.cycles * pattern.cycle_seconds)
    assert abs(pattern.seconds - own.minutes * 60) <= pattern.cycle_seconds / 2 + 1e-9


@given(own_breaths, st.booleans())
def test_it_is_breathed_as_it_was_chosen_but_for_pauses_that_are_not_wanted(
    own: OwnBreath, holds: bool
) -> None:
    pattern = own.pattern.fitted(Comfort(holds=holds))
    assert (pattern.breathe_in, pattern.breathe_out) == (own.breathe_in, own.breathe_out)
    assert (pattern.hold, pattern.rest) == ((own.hold, own.rest) if holds else (0, 0))


@pytest.mark.parametrize(
    "lengths",
    [
        {"breathe_in": SHORTEST_IN - HALF},
        {"breathe_in": LONGEST_IN + HALF},
        {"breathe_out": SHORTEST_OUT - HALF},
        {"breathe_out": LONGEST_OUT + HALF},
        {"hold": -HALF},
        {"hold": LONGEST_PAUSE + HALF},
        {"rest": LONGEST_PAUSE + HALF},
        {"breathe_in": 4.25},
        {"breathe_in": 2.0, "breathe_out": 2.5},
        {"minutes": FEWEST_MINUTES - 1},
        {"minutes": MOST_MINUTES + 1},
        {"breathe_in": float("nan")},
        {"breathe_out": float("inf")},
    ],
    ids=str,
)
def test_what_is_out_of_bounds_is_refused(lengths: dict[str, float]) -> None:
    with pytest.raises((ValueError, OverflowError)):
        OwnBreath(**lengths)  # type: ignore[arg-type]  # minutes are whole here, too


@given(st.integers(-100, 100), st.sampled_from(["in", "hold", "out", "rest", "minutes"]))
def test_a_stored_one_is_within_bounds_or_refused(value: int, name: str) -> None:
    doc = {**OwnBreath().to_doc(), name: value}
    bounds = {"in": (4, 16), "hold": (0, 16), "out": (4, 24), "rest": (0, 16), "minutes": (1, 20)}
    low, high = bounds[name]
    if low <= value <= high:  # the others are long enough for a whole breath
        assert OwnBreath.from_doc(doc).to_doc() == doc
    else:
        with pytest.raises(ValueError, match="own breath"):
            OwnBreath.from_doc(doc)


def test_one_of_a_later_version_is_refused() -> None:
    with pytest.raises(ValueError, match="own breath"):
        OwnBreath.from_doc({**OwnBreath().to_doc(), "v": 2})
