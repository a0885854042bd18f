"""Which card is there when: around a session, to the second."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app import content
from journal_app.domain.session import Session

START = datetime(2026, 3, 3, 11, tzinfo=UTC)
END = datetime(2026, 3, 3, 14, tzinfo=UTC)
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
SESSION = Session(id="0" * 32, starts=START, ends=END, zone="Europe/London")


def card_at(now: datetime, session: Session | None = SESSION) -> str | None:
    found = content.phases().at(session, now)
    return None if found is None else found.id


@pytest.mark.parametrize(
    ("now", "card"),
    [
        (START - 24 * HOUR - SECOND, None),
        (START - 24 * HOUR, "before"),
        (START - SECOND, "before"),
        (START, "first-hours"),
        (END - SECOND, "first-hours"),
        (END + 6 * HOUR - SECOND, "first-hours"),
        (END + 6 * HOUR, "first-night"),
        (END + 24 * HOUR - SECOND, "first-night"),
        (END + 24 * HOUR, "second-day"),
        (END + 48 * HOUR, "third-day"),
        (END + 72 * HOUR - SECOND, "third-day"),
        (END + 72 * HOUR, None),
    ],
)
def test_the_card_follows_the_session(now: datetime, card: str | None) -> None:
    assert card_at(now) == card


def test_an_unknown_end_is_three_hours_after_the_start() -> None:
    session = Session(id="0" * 32, starts=START, zone="Europe/London")
    assert card_at(START + 9 * HOUR - SECOND, session) == "first-hours"
    assert card_at(START + 9 * HOUR, session) == "first-night"


def test_there_is_none_without_a_session_or_for_one_that_did_not_happen() -> None:
    assert card_at(END, None) is None
    cancelled = Session(id="0" * 32, starts=START, zone="Europe/London", cancelled=True)
    assert card_at(END, cancelled) is None


@given(st.integers(-400_000, 400_000))
def test_the_cards_come_in_order(seconds: int) -> None:
    order = [None, *(card.id for card in content.phases().cards), None]
    earlier, later = card_at(END + seconds * SECOND), card_at(END + (seconds + 3600) * SECOND)
    if later is not None and earlier is not None:
        assert order.index(earlier) <= order.index(later) <= order.index(earlier) + 1
