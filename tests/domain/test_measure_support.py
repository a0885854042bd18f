"""Item 9 of PHQ-9: what opens, when, in which order, and the one line of the day after."""

import inspect
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.content import measures
from journal_app.domain import measure_support
from journal_app.domain.measure_answers import Answers
from journal_app.domain.measure_support import (
    Barrier,
    Piece,
    Raised,
    SupportPage,
    Way,
    after_answer,
    check_due,
    raised,
)
from tests.domain.strategies import instants, local, zones

PHQ9 = measures()["phq-9"]
LONDON = ZoneInfo("Europe/London")
NOT_AT_ALL, SEVERAL, HALF, NEARLY = (o.coding.code for o in PHQ9.items[8].options)
ID = "0123456789abcdef0123456789abcdef"


def test_item_9_opens_the_page_from_several_days_on() -> None:
    assert after_answer(PHQ9, "9", NOT_AT_ALL) is None
    assert after_answer(PHQ9, "9", None) is None
    page = after_answer(PHQ9, "9", SEVERAL)
    assert page == SupportPage(expanded=False)
    assert [piece.value for piece in page.pieces] == [
        "thanks",
        "ways",
        "barriers",
        "no_one_told",
        "note",
        "not_now",
    ]


@pytest.mark.parametrize("given", [HALF, NEARLY])
def test_from_more_than_half_the_days_the_plan_is_open_and_the_next_hours_are_asked_about(
    given: str,
) -> None:
    page = after_answer(PHQ9, "9", given)
    assert page == SupportPage(expanded=True)
    assert page.pieces == tuple(Piece)
    assert page.pieces.index(Piece.NEXT_HOURS) == page.pieces.index(Piece.WAYS) + 1


def test_people_come_before_numbers_and_every_barrier_has_its_line() -> None:
    page = after_answer(PHQ9, "9", NEARLY)
    assert page is not None
    assert page.ways == (Way.PLAN, Way.PERSON, Way.CRISIS_LINE, Way.EMERGENCY)
    assert page.barriers == (Barrier.WONT_HELP, Barrier.ALONE, Barrier.EFFORT)


def test_no_other_item_and_no_other_measure_opens_it() -> None:
    for measure in measures().values():
        for item in measure.items:
            if (measure.id, item.id) != ("phq-9", "9"):
                for option in item.options:
                    assert after_answer(measure, item.id, option.coding.code) is None


def test_it_comes_before_any_score_from_that_one_answer() -> None:
    """There is nothing to hand it a score by, and nothing of scoring is used there."""
    assert set(inspect.signature(after_answer).parameters) == {
        "measure",
        "item_id",
        "given",
        "before",
    }
    assert "measure_scoring" not in inspect.getsource(measure_support)


@pytest.mark.parametrize(
    ("before", "given", "opens"),
    [
        (None, SEVERAL, True),
        (NOT_AT_ALL, SEVERAL, True),
        (SEVERAL, SEVERAL, False),
        (SEVERAL, HALF, True),
        (NEARLY, SEVERAL, False),
        (NEARLY, NOT_AT_ALL, False),
        (NEARLY, None, False),
    ],
)
def test_going_back_opens_it_again_only_for_more(
    before: str | None, given: str | None, opens: bool
) -> None:
    assert (after_answer(PHQ9, "9", given, before=before) is not None) is opens


def test_an_answer_the_item_does_not_have() -> None:
    with pytest.raises(ValueError, match="one of the item's answers"):
        after_answer(PHQ9, "9", "LA6572-7")


# What is noted, and the day after -----------------------------------------------------------------


def at_night(hour: int, minute: int = 0) -> datetime:
    return local("Europe/London", 2026, 3, 16, hour, minute)


def test_what_is_noted_of_answers_finished_or_not() -> None:
    now = datetime(2026, 3, 16, 12, tzinfo=UTC)
    answers = Answers(id=ID, measure=PHQ9, authored=now)
    assert raised(answers) is None
    assert raised(answers.answer("9", NOT_AT_ALL, at=now)) is None
    assert raised(answers.answer("9", SEVERAL, at=now)) == Raised(ID, now)
    assert raised(Answers(id=ID, measure=measures()["gad-7"], authored=now)) is None


@pytest.mark.parametrize(
    ("now", "due"),
    [
        (at_night(23, 55), False),
        (at_night(23) + timedelta(hours=2), False),  # just past midnight is no day after
        (at_night(23) + timedelta(hours=6), True),
        (at_night(9) + timedelta(days=1), True),
        (at_night(9) + timedelta(days=3), True),
        (at_night(9) + timedelta(days=4), False),
        (at_night(9), False),  # the clock was set back
    ],
)
def test_one_line_the_day_after(now: datetime, due: bool) -> None:
    noted = [Raised(ID, at_night(23))]
    found = check_due(noted, now=now, zone=LONDON)
    assert found == (noted[0] if due else None)


def test_the_line_comes_once_and_can_be_turned_off() -> None:
    noted = [Raised(ID, at_night(10))]
    tomorrow = at_night(10) + timedelta(days=1)
    assert check_due(noted, now=tomorrow, zone=LONDON) == noted[0]
    assert check_due(noted, now=tomorrow, zone=LONDON, checked=[ID]) is None
    assert check_due(noted, now=tomorrow, zone=LONDON, opted_out=True) is None
    assert check_due([], now=tomorrow, zone=LONDON) is None


def test_only_the_latest_is_asked_about() -> None:
    early, late = Raised("a" * 32, at_night(8)), Raised("b" * 32, at_night(20))
    tomorrow = at_night(10) + timedelta(days=1)
    assert check_due([late, early], now=tomorrow, zone=LONDON) == late
    assert check_due([late, early], now=tomorrow, zone=LONDON, checked=[late.answers]) is None


@given(
    instants,
    st.lists(st.integers(-10 * 24 * 60, 10 * 24 * 60), max_size=5),
    zones,
)
def test_it_is_never_the_same_day_and_never_long_after(
    now: datetime, minutes: list[int], zone_name: str
) -> None:
    zone = ZoneInfo(zone_name)
    noted = [
        Raised(f"{index:032x}", now - timedelta(minutes=offset))
        for index, offset in enumerate(minutes)
    ]
    found = check_due(noted, now=now, zone=zone)
    if found is not None:
        days = (now.astimezone(zone).date() - found.at.astimezone(zone).date()).days
        assert 1 <= days <= 3
        assert now - found.at >= timedelta(hours=6)
        assert check_due(noted, now=now, zone=zone, checked=[found.answers]) is None
