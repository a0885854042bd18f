"""Blank, lock or nothing: the rule over two clocks, whatever they do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.ui.away import AWAY, IDLE, SLACK, Limits, Moment, Presence, View

START = Moment(1_800_000_000.0, 500.0)
HERE = Presence(START)

# Whole seconds: a float of the wall clock has no room for the last digits of a short time.
seconds = st.integers(0, 4 * int(IDLE)).map(float)
limits = st.builds(Limits, away=st.integers(1, 600).map(float), idle=st.integers(1, 600).map(float))


def later(now: Moment, awake: float, asleep: float = 0.0, put: float = 0.0) -> Moment:
    """After some time awake and some asleep, the wall clock having been moved by ``put``."""
    return Moment(now.wall + awake + asleep + put, now.steady + awake)


@pytest.mark.parametrize(
    ("after", "hidden", "view"),
    [
        (0, False, View.OPEN),
        (IDLE - 1, False, View.OPEN),
        (IDLE, False, View.LOCK),
        (0, True, View.BLANK),
        (AWAY - 1, True, View.BLANK),
        (AWAY, True, View.LOCK),
    ],
)
def test_the_rule(after: float, hidden: bool, view: View) -> None:
    presence = HERE.hide(START) if hidden else HERE
    assert presence.view(later(START, after)) is view


@pytest.mark.parametrize("odd", [None, True, "60", -1, 0, 1e9, float("nan"), [60]])
def test_limits_that_make_no_sense_are_as_for_everybody(odd: object) -> None:
    assert Limits.from_doc({"away": odd, "idle": odd}) == Limits()
    assert Limits.from_doc({}) == Limits()


def test_limits_are_kept_as_they_are() -> None:
    assert Limits.from_doc(Limits(15.0, 900.0).to_doc()) == Limits(15.0, 900.0)


def test_a_file_dialog_is_not_going_away() -> None:
    hidden = HERE.hide(START)
    assert hidden.view(later(START, AWAY + 1), choosing=True) is View.BLANK
    assert hidden.view(later(START, IDLE), choosing=True) is View.LOCK


def test_a_wall_clock_that_went_back_while_hidden_locks() -> None:
    hidden = HERE.hide(START)
    assert hidden.view(later(START, 1, put=-SLACK)) is View.BLANK
    assert hidden.view(later(START, 1, asleep=7200, put=-9000)) is View.LOCK


@given(awake=seconds, asleep=seconds, limits=limits)
def test_sleep_counts(awake: float, asleep: float, limits: Limits) -> None:
    """With honest clocks it is open exactly while less than the limit passed, asleep or awake."""
    presence = replace(HERE, limits=limits)
    now = later(START, awake, asleep)
    passed = now.wall - START.wall
    assert (presence.view(now) is View.LOCK) == (passed >= limits.idle)
    ends = min(limits.away, limits.idle)
    assert (presence.hide(START).view(now) is View.LOCK) == (passed >= ends)


@given(
    awake=seconds, put=st.integers(-(10**9), 10**9).map(float), limits=limits, hidden=st.booleans()
)
def test_no_clock_that_is_set_keeps_it_open(
    awake: float, put: float, limits: Limits, hidden: bool
) -> None:
    presence = replace(HERE, limits=limits)
    presence = presence.hide(START) if hidden else presence
    ends = min(limits.away, limits.idle) if hidden else limits.idle
    now = later(START, awake, put=put)
    if now.steady - START.steady >= ends:
        assert presence.view(now) is View.LOCK


@given(gaps=st.lists(seconds.filter(lambda s: s < IDLE), max_size=30), back=seconds)
def test_touching_keeps_it_open_even_if_the_clock_is_set_back(
    gaps: list[float], back: float
) -> None:
    presence, now = HERE, START
    for gap in gaps:
        now = later(now, gap, put=-back)
        assert presence.view(now) is View.OPEN
        presence = presence.touch(now)


@given(
    steps=st.lists(
        st.tuples(
            st.sampled_from(["touch", "hide", "wait"]), st.integers(0, 100), st.integers(0, 100)
        ),
        max_size=40,
    )
)
def test_any_sequence_is_as_somebody_with_a_stopwatch_would_say(
    steps: list[tuple[str, float, float]],
) -> None:
    presence, now = HERE, START
    touched, hidden = START.wall, None
    for what, awake, asleep in steps:
        now = later(now, awake, asleep)
        over = now.wall - touched >= IDLE or (hidden is not None and now.wall - hidden >= AWAY)
        seen = presence.view(now)
        assert seen is (View.LOCK if over else View.BLANK if hidden is not None else View.OPEN)
        assert (presence.left(now) == 0.0) == over
        if over:
            return
        if what == "touch":
            presence, touched, hidden = presence.touch(now), now.wall, None
        elif what == "hide":
            presence, hidden = presence.hide(now), hidden if hidden is not None else now.wall


@given(left_at=seconds)
def test_after_the_seconds_that_are_left_it_is_over(left_at: float) -> None:
    hidden = HERE.hide(START)
    now = later(START, left_at)
    left = hidden.left(now)
    assert hidden.left(later(now, left + 1e-3)) == 0.0
    if left > 1.0:
        assert hidden.left(later(now, left - 1.0)) > 0.0
