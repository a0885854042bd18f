"""The breathing engine: total time, whole breaths, a size that never jumps, pauses."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.breathing import LEAD_IN, Run, at, phases
from journal_app.domain.comfort import Comfort
from journal_app.domain.pattern import Pattern, Phase, Ramp
from tests.domain.breaths import comforts, patterns


def test_the_default_is_thirty_breaths_in_five_minutes_without_holds() -> None:
    pattern = Pattern()
    assert (pattern.breathe_in, pattern.breathe_out, pattern.cycles) == (4.5, 5.5, 30)
    assert pattern.seconds == 300
    kinds = {step.phase for step in phases(pattern)}
    assert kinds == {Phase.LEAD_IN, Phase.IN, Phase.OUT, Phase.DONE}


def test_the_default_moment_by_moment() -> None:
    moments = [
        (-1, Phase.LEAD_IN, 3, 0.0, 0),
        (0, Phase.LEAD_IN, 3, 0.0, 0),
        (2.5, Phase.LEAD_IN, 1, 0.0, 0),
        (3, Phase.IN, 5, 0.0, 1),
        (5.25, Phase.IN, 3, 0.5, 1),
        (7.5, Phase.OUT, 6, 1.0, 1),
        (10.25, Phase.OUT, 3, 0.5, 1),
        (13, Phase.IN, 5, 0.0, 2),
        (302.75, Phase.OUT, 1, 0.005089, 30),
        (303, Phase.DONE, 0, 0.0, 30),
        (10_000, Phase.DONE, 0, 0.0, 30),
    ]
    for elapsed, phase, count, size, cycle in moments:
        now = at(Pattern(), elapsed)
        assert (now.phase, now.count, now.cycle) == (phase, count, cycle)
        assert now.size == pytest.approx(size, abs=1e-4)


@given(patterns, comforts)
def test_the_phases_fill_the_whole_time_and_end_after_a_whole_out_breath(
    pattern: Pattern, comfort: Comfort
) -> None:
    steps = list(phases(pattern, comfort))
    fitted = pattern.fitted(comfort)
    assert steps[0].phase is Phase.LEAD_IN
    assert steps[0].seconds == LEAD_IN
    assert steps[-1].phase is Phase.DONE
    assert steps[-1].starts_at == pytest.approx(LEAD_IN + fitted.seconds)
    for step, following in pairwise(steps):
        assert step.starts_at + step.seconds == following.starts_at
        assert step.size_to == following.size_from
    out = Phase.HUM if pattern.hum else Phase.OUT
    assert steps[-2].phase is (Phase.REST if fitted.rest else out)
    assert steps[-2].size_to == 0
    for phase in (Phase.IN, out):
        assert [s.phase for s in steps].count(phase) == pattern.cycles
    assert [s.cycle for s in steps] == sorted(s.cycle for s in steps)


@given(patterns, comforts, st.floats(-5, 30_000))
def test_any_second_agrees_with_the_phases(
    pattern: Pattern, comfort: Comfort, elapsed: float
) -> None:
    now = at(pattern, elapsed, comfort)
    steps = [s for s in phases(pattern, comfort) if s.starts_at <= max(elapsed, 0)]
    assert (now.phase, now.cycle) == (steps[-1].phase, steps[-1].cycle)
    assert 0 <= now.size <= 1
    assert 0 <= now.seconds_left <= steps[-1].seconds
    assert now == at(pattern.fitted(comfort), elapsed)


@given(patterns, comforts, st.floats(0, 30_000), st.floats(0.001, 0.05))
def test_the_size_never_jumps(
    pattern: Pattern, comfort: Comfort, elapsed: float, later: float
) -> None:
    quickest = 1.6 / min(
        step.seconds for step in phases(pattern, comfort) if step.size_from != step.size_to
    )  # pi / 2 of the mean speed
    before, after = at(pattern, elapsed, comfort), at(pattern, elapsed + later, comfort)
    assert abs(after.size - before.size) <= quickest * later + 1e-9


@given(patterns)
def test_the_sun_is_full_after_every_in_breath_and_empty_after_every_out_breath(
    pattern: Pattern,
) -> None:
    full = Phase.TOP_UP if pattern.top_up else Phase.IN
    for step in phases(pattern):
        if step.phase is full:
            assert step.size_to == 1
        elif step.phase in (Phase.OUT, Phase.HUM):
            assert step.size_to == 0
        elif step.phase in (Phase.HOLD, Phase.REST):
            assert step.size_to == step.size_from


def test_a_sigh_moment_by_moment() -> None:
    sigh = Pattern(2.5, 7.0, top_up=1.0, cycles=3)
    moments = [
        (3.0, Phase.IN, 0.0),
        (5.5, Phase.TOP_UP, 0.8),
        (6.5, Phase.OUT, 1.0),
        (13.5, Phase.IN, 0.0),
        (34.5, Phase.DONE, 0.0),
    ]
    for elapsed, phase, size in moments:
        now = at(sigh, elapsed)
        assert (now.phase, now.size) == (phase, pytest.approx(size))


def test_easing_in_breath_by_breath() -> None:
    ease_in = Pattern(4.0, 5.0, cycles=3, ramp=Ramp(3.0, 4.0, 20.0))
    outs = [step for step in phases(ease_in) if step.phase is Phase.OUT]
    assert [step.seconds for step in outs] == [4.0, 4.3, 4.7]


def test_three_minutes_of_the_default_are_eighteen_breaths() -> None:
    assert Pattern().lasting(3).cycles == 18
    assert Pattern().lasting(0.01).cycles == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"breathe_in": 0.5},
        {"breathe_out": 21.0},
        {"breathe_in": float("nan")},
        {"hold": -1.0},
        {"rest": float("inf")},
        {"cycles": 0},
        {"cycles": 601},
    ],
)
def test_a_pattern_nobody_could_breathe_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="expected"):
        Pattern(**wrong)


@given(st.lists(st.tuples(st.sampled_from(["wait", "pause", "resume"]), st.floats(0, 60))))
def test_any_pauses_leave_exactly_the_time_that_was_breathed(
    acts: list[tuple[str, float]],
) -> None:
    now, breathed, paused = 100.0, 0.0, False
    run = Run(now)
    for act, seconds in acts:
        now += seconds
        breathed += 0 if paused else seconds
        if act == "pause":
            run, paused = run.pause(now), True
        elif act == "resume":
            run, paused = run.resume(now), False
        assert run.paused is paused
        assert run.elapsed(now) == pytest.approx(breathed, abs=1e-6)


def test_a_clock_that_steps_back_takes_nothing_below_zero() -> None:
    run = Run(100.0)
    assert run.elapsed(90.0) == 0
    assert run.pause(90.0).elapsed(95.0) == 0
    assert run.pause(110.0).resume(105.0).elapsed(110.0) == 10


@given(patterns, st.floats(0, 600), st.floats(0, 600))
def test_after_a_pause_it_goes_on_exactly_where_it_was(
    pattern: Pattern, breathed: float, waited: float
) -> None:
    paused = Run(0.0).pause(breathed)
    stands = at(pattern, paused.elapsed(breathed + waited))
    assert stands == at(pattern, breathed)
    resumed = paused.resume(breathed + waited)
    assert resumed.elapsed(breathed + waited) == pytest.approx(breathed, abs=1e-9)
