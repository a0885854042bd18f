"""A pattern as it is breathed now: pace and length as chosen, and nothing that stirs too soon."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.comfort import FASTEST, PACE_STEP, SLOWEST, Comfort
from journal_app.domain.pattern import Pattern, Ramp
from journal_app.domain.suited import Suited

LONGER = Pattern(4.5, 5.5)
EASE_IN = Pattern(4, 5, cycles=19, ramp=Ramp(3, 4, 120))
BOX = Pattern(4, 4, hold=4, rest=4, cycles=15)
SIGH = Pattern(2.5, 7, top_up=1, cycles=29)
THREE = Pattern(4, 6, cycles=3, hum=True)

paces = st.integers(round(FASTEST / PACE_STEP), round(SLOWEST / PACE_STEP)).map(
    lambda count: count * PACE_STEP
)
comforts = st.builds(Comfort, pace=paces, holds=st.booleans())
written = st.sampled_from([LONGER, EASE_IN, BOX, SIGH, THREE])
suiteds = st.builds(
    Suited,
    written=written,
    comfort=comforts,
    gentle=st.booleans(),
    minutes=st.none() | st.integers(1, 20),
    exact=st.booleans(),
)


def suited(pattern: Pattern, pace: float = 0.0, **more: object) -> Suited:
    return Suited(written=pattern, comfort=Comfort(pace=pace), **more)  # type: ignore[arg-type]


def test_left_alone_it_is_as_written() -> None:
    for pattern in (LONGER, SIGH, THREE):
        assert suited(pattern).pattern == pattern


def test_slower_breaths_last_as_long_in_all() -> None:
    assert suited(LONGER, 1.0).pattern == replace(
        LONGER, breathe_in=5.5, breathe_out=6.5, cycles=25
    )


def test_the_twin_without_pauses_lasts_as_long_too() -> None:
    twin = suited(BOX)
    assert twin.without_holds
    assert twin.pattern == Pattern(4, 4, cycles=30)


def test_a_few_breaths_stay_a_few_breaths() -> None:
    few = suited(THREE, 1.0)
    assert not few.long
    assert few.pattern.cycles == 3


def test_a_length_that_was_chosen_counts() -> None:
    assert suited(LONGER, minutes=2).pattern.seconds == 120
    assert suited(THREE, minutes=2).pattern.cycles == 12


def test_faster_breaths_that_would_stir_wait_until_after_a_session() -> None:
    assert suited(EASE_IN, FASTEST).pattern.stirring
    gentle = suited(EASE_IN, FASTEST, gentle=True)
    assert (gentle.pace, gentle.pattern.stirring, gentle.rests) == (-0.5, False, False)
    assert gentle.faster_rests
    assert gentle.faster is None
    assert gentle.slower == 0.0


def test_what_stirs_at_any_pace_rests() -> None:
    assert suited(SIGH, gentle=True).rests
    assert not suited(SIGH).rests
    assert not suited(BOX, gentle=True).rests  # its twin goes on
    assert Suited(written=BOX, comfort=Comfort(holds=True), gentle=True).rests


def test_exact_lengths_are_left_as_they_were_chosen() -> None:
    own = suited(LONGER, 2.0, exact=True)
    assert (own.pattern.breathe_in, own.slower, own.faster) == (4.5, None, None)


@pytest.mark.parametrize("pace", [FASTEST, SLOWEST])
def test_pace_ends_where_comfort_ends(pace: float) -> None:
    found = suited(LONGER, pace)
    assert (found.faster if pace == FASTEST else found.slower) is None


@given(suiteds)
def test_it_is_whole_breaths_of_about_the_length_asked_for(found: Suited) -> None:
    pattern = found.pattern
    assert len(list(pattern.breaths())) == pattern.cycles
    if found.minutes is not None or found.long:
        wanted = 60 * (found.minutes or found.written.seconds / 60)
        assert abs(pattern.seconds - wanted) <= pattern.cycle_seconds / 2 + 1e-6


@given(suiteds)
def test_near_a_session_nothing_that_stirs_is_breathed(found: Suited) -> None:
    if found.gentle and not found.rests:
        assert not found.pattern.stirring
    if not found.gentle:
        assert not found.rests


@given(suiteds, st.lists(st.sampled_from(["slower", "faster"]), max_size=12))
def test_every_step_is_a_half_second_and_can_be_taken_back(found: Suited, steps: list[str]) -> None:
    for step in steps:
        pace = getattr(found, step)
        if pace is None:
            continue
        assert abs(pace - found.pace) == PACE_STEP
        moved = replace(found, comfort=replace(found.comfort, pace=pace))
        assert moved.pace == pace
        back = moved.faster if step == "slower" else moved.slower
        assert back is None or back == found.pace
        found = moved
