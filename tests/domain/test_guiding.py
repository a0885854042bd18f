"""Cues of guided steps: nothing between two of them, nothing before it was read, never too many."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.guiding import (
    LINGER,
    READING,
    TAP,
    CueKind,
    another_set,
    cue_at,
    cues,
    has_cues,
    led_to,
    moves_on_after,
    rests_after,
)
from journal_app.domain.practice import FEWEST_TAPS, MOST_TAPS, PracticeStep

seconds = st.none() | st.integers(1, 600)
plain = st.builds(PracticeStep, name=st.just("A"), text=st.just("b"), seconds=seconds)
taps = st.builds(
    PracticeStep,
    name=st.just("A"),
    text=st.just("b"),
    seconds=seconds,
    taps=st.integers(FEWEST_TAPS, MOST_TAPS),
)
efforts = st.builds(
    PracticeStep,
    name=st.just("A"),
    text=st.just("b"),
    seconds=seconds,
    tense=st.integers(1, 30),
    release=st.integers(1, 60),
)
steps = plain | taps | efforts
instants = st.floats(-10, 700)


@given(steps)
def test_cues_follow_one_another_without_a_gap_and_end_in_rest(step: PracticeStep) -> None:
    every = cues(step)
    assert every[0].starts_at == 0.0
    for one, following in pairwise(every):
        assert one.seconds > 0
        assert following.starts_at == pytest.approx(one.starts_at + one.seconds)
    assert (every[-1].kind, every[-1].seconds) == (CueKind.REST, 0.0)
    assert rests_after(step) == every[-1].starts_at


@given(taps | efforts)
def test_there_is_time_to_read_before_anything_is_asked(step: PracticeStep) -> None:
    assert has_cues(step)
    first, second = cues(step)[:2]
    assert (first.kind, first.seconds, second.starts_at) == (CueKind.READ, READING, READING)


@given(taps)
def test_taps_alternate_slowly_and_begin_on_the_left(step: PracticeStep) -> None:
    shown = cues(step)[1:-1]
    assert len(shown) == step.taps
    assert [cue.kind for cue in shown] == [
        (CueKind.LEFT, CueKind.RIGHT)[n % 2] for n in range(step.taps)
    ]
    assert {cue.seconds for cue in shown} == {TAP}


@given(efforts)
def test_letting_go_follows_an_effort(step: PracticeStep) -> None:
    _, tense, release, _ = cues(step)
    assert (tense.kind, tense.seconds) == (CueKind.TENSE, step.tense)
    assert (release.kind, release.seconds) == (CueKind.RELEASE, step.release)


@given(steps, instants)
def test_the_cue_of_an_instant_is_the_one_it_lies_in(step: PracticeStep, elapsed: float) -> None:
    cue = cue_at(step, elapsed)
    assert cue in cues(step)
    at = max(elapsed, 0.0)
    assert cue.starts_at <= at
    assert cue.kind is CueKind.REST or at < cue.starts_at + cue.seconds


@given(steps)
def test_nobody_is_led_on_before_the_cues_have_ended(step: PracticeStep) -> None:
    after = moves_on_after(step)
    if step.seconds is None:
        assert after is None
        return
    assert after is not None
    assert after >= step.seconds
    assert not has_cues(step) or after >= rests_after(step) + LINGER


@given(st.lists(steps, min_size=1, max_size=8))
def test_who_is_led_comes_to_the_end_through_one_set_of_taps_at_most(
    every: list[PracticeStep],
) -> None:
    seen, index = [], 0
    while True:
        seen.append(index)
        onto = led_to(every, index)
        if onto is None:
            break
        assert onto > index
        index = onto
    sets = [number for number in seen if every[number].taps]
    assert len(sets) <= 1
    assert sets == [n for n, step in enumerate(every) if step.taps][:1]
    if not any(step.taps for step in every):
        assert seen == list(range(len(every)))


def test_another_set_is_one_that_follows_a_set() -> None:
    read = PracticeStep(name="A", text="b")
    tap = PracticeStep(name="A", text="b", taps=6)
    every = [read, tap, read, tap, read]
    assert [another_set(every, index) for index in range(5)] == [False, False, True, False, False]
