"""A person's rhythm: what a new journal begins with, and how it is stored."""

from datetime import UTC, time

import pytest
from hypothesis import given

from journal_app.domain.plan import Pace
from journal_app.domain.quiet import QuietHours
from journal_app.domain.rhythm import Rhythm
from tests.domain.strategies import rhythms


def test_the_default_is_that_of_the_design() -> None:
    assert Rhythm() == Rhythm(
        Pace.STANDARD, QuietHours(time(22), time(8)), time(22, 30), paused=False
    )


@given(rhythms)
def test_a_rhythm_comes_back_as_stored(rhythm: Rhythm) -> None:
    assert Rhythm.from_doc(rhythm.to_doc()) == rhythm


@pytest.mark.parametrize(
    "change",
    [
        {"v": 2},
        {"pace": "hurried"},
        {"pace": None},
        {"quiet": {"start": "22:00"}},
        {"quiet": {"start": "22:00", "end": "24:00"}},
        {"quiet": {"start": "22:00", "end": "08:00", "middle": "01:00"}},
        {"bedtime": "half past ten"},
        {"bedtime": "2230"},
        {"paused": "no"},
        {"more": 1},
    ],
)
def test_a_rhythm_that_does_not_fit_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="rhythm"):
        Rhythm.from_doc(Rhythm().to_doc() | change)


def test_a_bedtime_of_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="wall clock"):
        Rhythm(bedtime=time(22, tzinfo=UTC))
