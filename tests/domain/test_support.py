"""Lines and their check dates; people and their links."""

from datetime import UTC, date, datetime, timedelta

import pytest

from journal_app.clock import SetClock
from journal_app.domain.support import LONGEST_NAME, Line, LineKind, Person, Region
from journal_app.ui.door.support import today

CHECKED = date(2026, 11, 21)


def line(number: str = "988", kind: LineKind = LineKind.CALL, checked: date = CHECKED) -> Line:
    return Line(name="A line", kind=kind, number=number, checked_on=checked, source="S149")


@pytest.mark.parametrize(("days", "old"), [(0, False), (365, False), (366, True), (-1, False)])
def test_a_check_is_old_after_365_days(days: int, old: bool) -> None:
    assert line().is_old(CHECKED + timedelta(days=days)) is old


def test_a_leap_year_makes_no_difference() -> None:
    checked = line(checked=date(2027, 3, 1))
    assert not checked.is_old(date(2028, 2, 29))
    assert checked.is_old(date(2028, 3, 1))


def test_a_region_is_old_as_soon_as_one_of_its_lines_is() -> None:
    fresh = line(checked=CHECKED + timedelta(days=300))
    region = Region("gb", "Here", (fresh, line()))
    assert not region.is_old(CHECKED + timedelta(days=365))
    assert region.is_old(CHECKED + timedelta(days=366))


def test_the_first_line_of_a_kind() -> None:
    call, text = line("116 123"), line("85258", LineKind.TEXT)
    region = Region("gb", "Here", (text, call))
    assert region.first([LineKind.CALL, LineKind.TEXT]) is call
    assert region.first([LineKind.EMERGENCY, LineKind.TEXT]) is text
    assert region.first([LineKind.EMERGENCY]) is None


@pytest.mark.parametrize(
    ("number", "digits"),
    [
        ("020 7946 0815", "02079460815"),
        ("+44 (0)20 7946 0815", "+442079460815"),
        ("1-800-FLOWERS", "18003569377"),
    ],
)
def test_a_person_is_called_and_texted(number: str, digits: str) -> None:
    person = Person("Robin", number)
    assert (person.call, person.message) == (f"tel:{digits}", f"sms:{digits}")


@pytest.mark.parametrize("number", ["", "ask Kim", "12"])
def test_what_is_no_number_makes_no_link(number: str) -> None:
    person = Person("Robin", number)
    assert (person.call, person.message) == ("", "")


def test_a_name_has_an_end() -> None:
    Person("a" * LONGEST_NAME, "")
    with pytest.raises(ValueError, match=r"^person: expected a name and a number$"):
        Person("a" * (LONGEST_NAME + 1), "")


def test_today_is_told_by_the_clock() -> None:
    assert today(SetClock(datetime(2027, 11, 22, 3, tzinfo=UTC))) == date(2027, 11, 22)
