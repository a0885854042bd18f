"""The arithmetic of the pacer's measure: an error that is put in is found, and no other."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench.pacer import SLOPE_MINUTES
from tests.bench.pacer_figures import (
    WHOLE,
    Change,
    anchor,
    back_in_phase,
    errors,
    gaps,
    lay,
    line,
    off,
    percentile,
    phase_at,
    smooth,
)
from tests.bench.pacer_recorder import Recording, Said

BEGAN = 11_301.4


def breaths(count: int, began: float = BEGAN) -> list[tuple[float, str]]:
    """Announcements that are exactly on time."""
    return [
        (began + number * WHOLE + after, phase)
        for number in range(count)
        for after, phase in ((0.0, "in"), (4_500.0, "out"))
    ]


def test_what_is_on_time_has_no_error_and_no_drift() -> None:
    changes, missing = lay(breaths(30))
    got = errors(changes)
    assert (got.count, missing) == (60, 0)
    assert got.most == pytest.approx(0, abs=1e-6)
    assert got.slope == pytest.approx(0, abs=1e-6)


@given(st.floats(-3, 3), st.integers(3, 60))
def test_a_drift_is_found_as_it_was_put_in(per_minute: float, count: int) -> None:
    seen = [(time + (time - BEGAN) / 60_000 * per_minute, phase) for time, phase in breaths(count)]
    got = errors(lay(seen)[0])
    assert got.slope == pytest.approx(per_minute, abs=1e-6)
    assert got.unsure == pytest.approx(0, abs=1e-6)


def slope_of_the_refreshes(minutes: int, start: float, every: float = 16.666) -> float:
    """The slope found where each change is on time, but is seen with the next refresh."""
    seen = [
        (start + math.ceil((time - start) / every) * every, phase)
        for time, phase in breaths(6 * minutes)
    ]
    changes, _ = lay(seen)
    return errors(changes).slope


def test_a_screens_refreshes_are_no_drift_in_the_time_it_is_judged_from() -> None:
    starts = [number / 6 for number in range(100)]
    assert max(abs(slope_of_the_refreshes(5, start)) for start in starts) > 2.4
    judged = round(SLOPE_MINUTES)
    assert max(abs(slope_of_the_refreshes(judged, start)) for start in starts) < 0.35


@given(st.lists(st.floats(-900, 900), min_size=12, max_size=12))
def test_errors_are_measured_from_the_median(late: list[float]) -> None:
    seen = [(time + by, phase) for (time, phase), by in zip(breaths(6), late, strict=True)]
    changes, missing = lay(seen)
    middle = sorted(late)[5] / 2 + sorted(late)[6] / 2
    got = errors(changes)
    assert missing == 0
    assert got.most == pytest.approx(max(abs(each - middle) for each in late), abs=1e-6)
    assert got.mean == pytest.approx(sum(abs(each - middle) for each in late) / 12, abs=1e-6)


def test_a_phase_that_never_came_is_counted_and_moves_none_of_the_others() -> None:
    seen = breaths(6)
    del seen[4:6]
    changes, missing = lay(seen)
    assert missing == 2
    assert errors(changes).most == pytest.approx(0, abs=1e-6)


def test_a_phase_announced_twice_counts_once_from_the_first_time() -> None:
    seen = breaths(3)
    seen.insert(2, (seen[1][0] + 700, "out"))
    changes, missing = lay(seen)
    assert (len(changes), missing) == (6, 0)
    assert changes[1].time == seen[1][0]


@given(st.lists(st.floats(0, 1e4), min_size=1, max_size=200), st.integers(1, 100))
def test_a_percentile_is_a_value_that_so_many_do_not_exceed(
    values: list[float], share: int
) -> None:
    got = percentile(values, share)
    assert got in values
    assert sum(each <= got for each in values) * 100 >= share * len(values)
    assert sum(each < got for each in values) * 100 < share * len(values)


def test_a_line_says_how_sure_it_is() -> None:
    slope, unsure = line([0, 1, 2, 3], [0, 1, 1, 2])
    assert slope == pytest.approx(0.6)
    assert unsure == pytest.approx(math.sqrt(0.2 / 2 / 5))
    assert line([0, 1], [0, 2]) == (2, math.inf)


@pytest.mark.parametrize(
    ("after", "phase"), [(0, "in"), (4_499, "in"), (4_500, "out"), (-1, "out")]
)
def test_the_timeline_has_a_phase_at_every_time(after: float, phase: str) -> None:
    assert phase_at(after) == phase


@given(st.integers(0, 40), st.floats(-4_000, 4_000))
def test_off_is_how_late_the_nearest_of_its_name_is(number: int, late: float) -> None:
    assert off(number * WHOLE + late, "in") == pytest.approx(late, abs=1e-6)
    assert off(number * WHOLE + 4_500 + late, "out") == pytest.approx(late, abs=1e-6)


def test_back_at_once_where_the_first_words_are_the_right_ones() -> None:
    back = BEGAN + 72_000
    seen = [(back + 130, "in"), (BEGAN + 74_500, "out")]
    assert back_in_phase(seen, BEGAN, back) == pytest.approx(130)


def test_words_that_are_wrong_at_first_count_from_when_they_are_right() -> None:
    back = BEGAN + 72_000
    corrected = [(back + 130, "out"), (back + 900, "in")]
    waiting = [(back + 130, "out"), (BEGAN + 80_000, "in")]
    assert back_in_phase(corrected, BEGAN, back) == pytest.approx(900)
    assert back_in_phase(waiting, BEGAN, back) == pytest.approx(2_500)  # the out-breath begins


def test_words_that_are_never_right_are_no_way_back() -> None:
    assert back_in_phase([], BEGAN, BEGAN + 5_000) is None


def test_only_pictures_of_the_breathing_are_looked_at() -> None:
    shown = [0.0, 10.0, 26.0, 60.0, 70.0, 500.0]
    assert gaps(shown, 10.0, 70.0) == [16.0, 34.0, 10.0]
    assert smooth([16.0, 34.0, 10.0]) == pytest.approx(200 / 3)
    assert smooth([]) == 0


def test_the_picture_with_the_new_words_is_one_ordered_after_them() -> None:
    notes = Recording(
        messages=[(100.0, 90), (195.0, 217), (1_200.0, 90)],
        said=[],
        ordered=[120.0, 208.1, 295.0],
        shown=[207.9, 294.6, 380.0],
    )
    said = Said(203.6, "out", 200.8)
    assert notes.arrived(said) == 195.0
    assert notes.seen(said) == 294.6  # the one given at 207.9 was ordered before the words changed
    assert notes.seen(Said(400.0, "in", 399.0)) is None


def test_the_timeline_begins_where_most_say_it_does() -> None:
    changes = [Change("in", 1_010, 0), Change("out", 5_500, 4_500), Change("in", 11_000, 10_000)]
    assert anchor(changes) == 1_000
