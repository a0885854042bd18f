"""The cards of the phases: what the specification says of each, and clear mistakes."""

from datetime import timedelta
from importlib.resources import files

import pytest

from journal_app import content
from journal_app.domain.errors import ContentError

HOUR = timedelta(hours=1)


def card(card_id: str) -> str:
    """All the words of a card."""
    found = next(c for c in content.phases().cards if c.id == card_id)
    parts = (found.title, found.line, found.driving, found.decisions)
    return " ".join((*parts, *found.kind_now, *found.can_wait)).lower()


def test_there_is_a_card_for_each_phase_of_the_specification() -> None:
    opens = {c.id: None if c.opens is None else c.opens / HOUR for c in content.phases().cards}
    assert opens == {
        "before": None,
        "first-hours": 0,
        "first-night": 6,
        "second-day": 24,
        "third-day": 48,
    }


@pytest.mark.parametrize(
    ("card_id", "said"),
    [
        ("before", ("ride", "near afterwards", "clinic's sheet")),
        ("first-hours", ("rest", "water", "light food", "company", "crumb", "lying down")),
        (
            "first-hours",
            ("driving", "machines", "alcohol and other", "work", "signatures", "decisions"),
        ),
        ("first-hours", ("news", "crowds", "social media")),
        ("first-night", ("sleep", "gentle company", "driving", "restful sleep", "24 hours")),
        ("second-day", ("short prompt", "therapist", "gentle movement", "kind to yourself")),
        ("second-day", ("meaning by force", "at length", "meant to feel")),
        ("third-day", ("tiny experiment", "being with", "share", "too much", "dip")),
    ],
)
def test_each_card_says_what_the_specification_says(card_id: str, said: tuple[str, ...]) -> None:
    for words in said:
        assert words in card(card_id)


def test_driving_and_decisions_are_named_in_the_first_day_and_only_there() -> None:
    for each in content.phases().cards:
        first_day = each.opens is not None and each.opens < 24 * HOUR
        assert bool(each.driving) is first_day, each.id
        assert bool(each.decisions) is first_day, each.id


def test_the_clinic_comes_first_and_nothing_is_said_about_medicine_but_its_sheet() -> None:
    assert "clinic" in content.phases().clinic
    for each in content.phases().cards:
        for line in (*each.kind_now, *each.can_wait):
            if any(word in line.lower() for word in ("medic", "fast", "eating", "pressure")):
                assert "clinic's sheet" in line


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('clinic = "Your', 'clinik = "Your', "clinic: expected text"),
        ('opens = "+6h"', 'opens = "6h"', "phase[3].opens: expected an offset"),
        ('opens = "+6h"', 'opens = "+30h"', "phase: expected one card before, then the others"),
        ('opens = "+6h"', "", "phase: expected one card before, then the others"),
        ('opens = "+0h"', 'opens = "+1h"', "phase: expected the second card at +0h"),
        ('opens = "+48h"', 'opens = "+72h"', "phase: expected the second card at +0h"),
        ('id = "before"', 'id = "before"\nopens = "+0h"', "phase: expected one card before"),
        ('id = "third-day"', 'id = "second-day"', "phase: expected cards with ids of their own"),
        ('title = "The first night"', "", "phase[3].title: expected text"),
        ('can_wait = ["Plans for the rest of that day"]', "", "phase[1].can_wait: expected at"),
        ('can_wait = ["Plans for the rest of that day"]', "can_wait = [7]", "a list of texts"),
        ('sources = ["S1", "S4", "S110"]', "", "phase[4].sources: expected ids"),
        ('sources = ["S1", "S4", "S110"]', 'sources = ["S0"]', "phase[4].sources: expected ids"),
        ('line = "Rest is plenty."', 'line = "x"\nliney = "x"', "liney"),
    ],
)
def test_a_mistake_in_the_cards(right: str, wrong: str, said: str) -> None:
    text = files("journal_app.content").joinpath("phases.toml").read_text(encoding="utf-8")
    assert right in text
    with pytest.raises(ContentError) as found:
        content.read_phases(text.replace(right, wrong, 1), "phases.toml", sources=content.sources())
    assert str(found.value).startswith("phases.toml: ")
    assert said in str(found.value)
