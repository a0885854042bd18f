"""Patterns: what each breath is made of, fitted to a person, and when it rests around a session."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.comfort import FASTEST, SLOWEST, Comfort
from journal_app.domain.pattern import (
    GENTLE_BREATH,
    LONGEST_BREATH,
    MOST_CYCLES,
    SHORTEST_PACED,
    Pattern,
    Phase,
    Ramp,
    gentle_hours,
)
from journal_app.domain.session import Session
from tests.domain.breaths import comforts, patterns

EASE_IN = Pattern(4.0, 5.0, cycles=18, ramp=Ramp(3.0, 4.0, 120.0))
SIGH = Pattern(2.5, 7.0, top_up=1.0, cycles=3)
BOX = Pattern(4.0, 4.0, hold=4.0, rest=4.0, cycles=15)
FOUR_SEVEN_EIGHT = Pattern(4.0, 8.0, hold=7.0, cycles=4)


# What a breath is made of -----------------------------------------------------------------------


def test_a_ramp_grows_from_its_first_breath_to_the_pattern_and_stays() -> None:
    breaths = [dict(breath) for breath in EASE_IN.breaths()]
    assert breaths[0] == {Phase.IN: 3.0, Phase.OUT: 4.0}
    assert breaths[-1] == {Phase.IN: 4.0, Phase.OUT: 5.0}
    lengths = [sum(breath.values()) for breath in breaths]
    assert lengths == sorted(lengths)
    assert 60 / lengths[0] == pytest.approx(8.6, abs=0.05)  # a minute, as content 4.1 has it
    assert 60 / lengths[-1] == pytest.approx(6.7, abs=0.05)


def test_the_ramp_is_climbed_after_its_seconds() -> None:
    begins = 0.0
    for breath in EASE_IN.lasting(5).breaths():
        if begins >= 120.0:
            assert breath == ((Phase.IN, 4.0), (Phase.OUT, 5.0))
        else:
            assert dict(breath)[Phase.OUT] <= 5.0
        begins += sum(seconds for _, seconds in breath)


def test_a_sigh_has_a_second_sip_and_a_hum_is_its_own_out_breath() -> None:
    (first, *_) = SIGH.breaths()
    assert first == ((Phase.IN, 2.5), (Phase.TOP_UP, 1.0), (Phase.OUT, 7.0))
    (first, *_) = Pattern(4.0, 7.0, hum=True).breaths()
    assert first == ((Phase.IN, 4.0), (Phase.HUM, 7.0))


@given(patterns)
def test_no_phase_is_without_length_and_the_seconds_are_their_sum(pattern: Pattern) -> None:
    breaths = list(pattern.breaths())
    assert len(breaths) == pattern.cycles
    assert all(seconds > 0 for breath in breaths for _, seconds in breath)
    total = sum(seconds for breath in breaths for _, seconds in breath)
    assert pattern.seconds == pytest.approx(total)


@given(patterns, st.floats(0.05, 90))
def test_a_wish_for_minutes_is_met_in_whole_breaths(pattern: Pattern, minutes: float) -> None:
    fitted = pattern.lasting(minutes)
    longest = max(sum(s for _, s in breath) for breath in fitted.breaths())
    if 1 < fitted.cycles < MOST_CYCLES:
        assert abs(fitted.seconds - minutes * 60) <= longest / 2 + 1e-6
    assert 1 <= fitted.cycles <= MOST_CYCLES
    assert next(fitted.breaths()) == next(pattern.breaths())


@pytest.mark.parametrize(
    "wrong",
    [
        {"top_up": -0.5},
        {"top_up": float("nan")},
        {"ramp": Ramp(0.5, 4.0, 120.0)},
        {"ramp": Ramp(3.0, 25.0, 120.0)},
        {"ramp": Ramp(3.0, 4.0, float("inf"))},
        {"ramp": Ramp(3.0, 4.0, -1.0)},
    ],
)
def test_a_breath_nobody_could_take_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected"):
        Pattern(**wrong)


# Fitted to a person -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "twin"),
    [(BOX, Pattern(4.0, 4.0, cycles=15)), (FOUR_SEVEN_EIGHT, Pattern(4.0, 8.0, cycles=4))],
)
def test_without_holds_it_is_the_twin_that_holds_nothing(written: Pattern, twin: Pattern) -> None:
    assert written.fitted(Comfort()) == twin
    assert written.fitted(Comfort(holds=True)) == written


@given(patterns, comforts)
def test_fitting_changes_only_what_comfort_names(pattern: Pattern, comfort: Comfort) -> None:
    fitted = pattern.fitted(comfort)
    assert (fitted.cycles, fitted.hum, fitted.top_up) == (
        pattern.cycles,
        pattern.hum,
        pattern.top_up,
    )
    assert fitted.holds is (pattern.holds and comfort.holds)
    for before, after in (
        (pattern.breathe_in, fitted.breathe_in),
        (pattern.breathe_out, fitted.breathe_out),
    ):
        paced = before + comfort.pace
        if SHORTEST_PACED <= paced <= LONGEST_BREATH:
            assert after == paced
        assert min(before, SHORTEST_PACED) <= after <= LONGEST_BREATH
    if comfort.pace == 0 and comfort.holds:
        assert fitted == pattern


def test_half_a_second_slower_is_half_a_second_on_each_breath() -> None:
    slower = Pattern().fitted(Comfort(pace=0.5))
    assert (slower.breathe_in, slower.breathe_out) == (5.0, 6.0)
    faster = Pattern().fitted(Comfort(pace=-0.5))
    assert (faster.breathe_in, faster.breathe_out) == (4.0, 5.0)


def test_the_ramp_is_paced_with_its_pattern() -> None:
    slower = EASE_IN.fitted(Comfort(pace=1.0))
    assert slower.ramp == Ramp(4.0, 5.0, 120.0)


# Around a session -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "stirring"),
    [
        (Pattern(), False),
        (EASE_IN, False),
        (SIGH, True),
        (BOX, True),
        (FOUR_SEVEN_EIGHT, True),
        (Pattern(4.0, 4.0), False),
        (Pattern(3.0, 3.0), False),  # exactly ten a minute
        (Pattern(2.5, 3.0), True),
        (Pattern(4.0, 5.0, ramp=Ramp(2.0, 2.0, 60.0)), True),  # begins faster than that
    ],
)
def test_holds_sighs_and_fast_breaths_are_stirring(pattern: Pattern, stirring: bool) -> None:
    assert pattern.stirring is stirring


@given(patterns)
def test_nothing_calm_is_faster_than_ten_a_minute_at_any_time(pattern: Pattern) -> None:
    shortest = min(sum(seconds for _, seconds in breath) for breath in pattern.breaths())
    if not pattern.stirring:
        assert shortest >= GENTLE_BREATH
        assert {Phase.HOLD, Phase.REST, Phase.TOP_UP}.isdisjoint(
            phase for breath in pattern.breaths() for phase, _ in breath
        )


STARTS = datetime(2026, 3, 3, 11, tzinfo=UTC)
ENDS = datetime(2026, 3, 3, 14, tzinfo=UTC)
SESSION = Session(id="0" * 32, starts=STARTS, ends=ENDS, zone="Europe/London")
HOUR = timedelta(hours=1)
INSTANT = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("now", "rests"),
    [
        (STARTS - 2 * HOUR - INSTANT, False),
        (STARTS - 2 * HOUR, True),
        (STARTS, True),
        (ENDS + 24 * HOUR - INSTANT, True),
        (ENDS + 24 * HOUR, False),
    ],
)
def test_from_two_hours_before_until_a_day_after(now: datetime, rests: bool) -> None:
    assert gentle_hours([SESSION], now) is rests


def test_a_cancelled_session_rests_nothing_and_any_of_several_does() -> None:
    cancelled = Session(id="1" * 32, starts=STARTS, ends=ENDS, zone="UTC", cancelled=True)
    later = Session(id="2" * 32, starts=ENDS + 30 * HOUR, zone="UTC")
    assert not gentle_hours([cancelled], ENDS)
    assert gentle_hours([SESSION, later], ENDS + 29 * HOUR)
    assert not gentle_hours([], ENDS)


def test_an_end_that_is_not_known_counts_from_three_hours_after_the_start() -> None:
    open_end = Session(id="3" * 32, starts=STARTS, zone="UTC")
    assert gentle_hours([open_end], STARTS + 27 * HOUR - INSTANT)
    assert not gentle_hours([open_end], STARTS + 27 * HOUR)


def test_the_pace_has_its_bounds() -> None:
    assert Comfort(pace=FASTEST).pace == FASTEST
    assert Comfort(pace=SLOWEST).pace == SLOWEST
