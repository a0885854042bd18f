"""The gate: its thresholds, the first hours, company, and that it never refuses anybody."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.tolerance import Form, Offer, Reading, offer, suggests_stopping

NOW = datetime(2026, 3, 4, 17, tzinfo=UTC)
DAY_TWO = timedelta(hours=27)
levels = st.integers(0, 10)


def reading(revved: int, far_away: int, hours_ago: float = 0) -> Reading:
    return Reading(revved, far_away, NOW - timedelta(hours=hours_ago))


@pytest.mark.parametrize(
    ("revved", "far_away", "form"),
    [
        (0, 0, Form.FULL),
        (3, 3, Form.FULL),
        (4, 0, Form.SHORT_FIRST),
        (0, 4, Form.SHORT_FIRST),
        (6, 6, Form.SHORT_FIRST),
        (7, 0, Form.SETTLE),
        (10, 6, Form.SETTLE),
        (0, 7, Form.WAKE_UP),
        (6, 10, Form.WAKE_UP),
        (7, 7, Form.WAKE_UP),  # no slow breathing for somebody far away, however revved
        (10, 7, Form.WAKE_UP),
    ],
)
def test_what_is_offered_first(revved: int, far_away: int, form: Form) -> None:
    assert offer(reading(revved, far_away), since_end=DAY_TWO).form is form


@pytest.mark.parametrize(
    ("revved", "far_away", "form"),
    [(5, 5, Form.SHORT_FIRST), (6, 0, Form.SETTLE), (0, 6, Form.WAKE_UP), (3, 0, Form.FULL)],
)
def test_a_prompt_may_set_a_lower_limit(revved: int, far_away: int, form: Form) -> None:
    assert offer(reading(revved, far_away), since_end=DAY_TWO, at_most=5).form is form


def test_a_limit_above_the_usual_one_changes_nothing() -> None:
    assert offer(reading(7, 0), since_end=DAY_TWO, at_most=10).form is Form.SETTLE


@pytest.mark.parametrize(
    ("hours", "first"), [(-0.1, False), (0, True), (5.99, True), (6, False), (None, False)]
)
def test_the_first_six_hours_have_their_own_words_and_no_number(
    hours: float | None, first: bool
) -> None:
    since = None if hours is None else timedelta(hours=hours)
    for given_reading in (None, reading(2, 8)):
        answer = offer(given_reading, since_end=since)
        assert answer.first_hours is first
        assert answer.shows_numbers is not first


def test_skipping_the_gate_changes_nothing() -> None:
    earlier = [reading(9, 9, 1)]
    assert offer(None, since_end=DAY_TWO, earlier=earlier) == Offer(Form.FULL)


def test_company_is_offered_when_both_are_high() -> None:
    assert offer(reading(7, 7), since_end=DAY_TWO).company
    assert not offer(reading(10, 6), since_end=DAY_TWO).company


@pytest.mark.parametrize(
    ("hours_ago", "company"), [(0.01, True), (12, True), (12.01, False), (-1, False)]
)
def test_company_is_offered_for_two_high_readings_within_twelve_hours(
    hours_ago: float, company: bool
) -> None:
    earlier = [reading(0, 8, hours_ago), reading(3, 3, 2)]
    assert offer(reading(7, 0), since_end=DAY_TWO, earlier=earlier).company is company
    assert not offer(reading(6, 0), since_end=DAY_TWO, earlier=earlier).company


def test_the_same_reading_among_the_earlier_ones_is_not_a_second_one() -> None:
    now = reading(8, 0)
    assert not offer(now, since_end=DAY_TWO, earlier=[now]).company


@given(
    levels,
    levels,
    st.none() | st.integers(-400, 400).map(lambda h: timedelta(hours=h)),
    st.lists(st.builds(reading, levels, levels, st.floats(-50, 50))),
    st.none() | levels,
)
def test_there_is_always_an_offer(
    revved: int,
    far_away: int,
    since: timedelta | None,
    earlier: list[Reading],
    at_most: int | None,
) -> None:
    answer = offer(reading(revved, far_away), since_end=since, earlier=earlier, at_most=at_most)
    assert answer.form in Form
    if far_away >= 7:
        assert answer.form is Form.WAKE_UP


@pytest.mark.parametrize("levels_given", [(-1, 0), (0, 11)])
def test_readings_go_from_0_to_10(levels_given: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="0 to 10"):
        reading(*levels_given)


def test_a_higher_check_afterwards_suggests_stopping() -> None:
    before = reading(5, 5, 1)
    assert suggests_stopping(before, reading(6, 0))
    assert suggests_stopping(before, reading(0, 6))
    assert not suggests_stopping(before, reading(5, 5))
    assert not suggests_stopping(before, reading(2, 1))
