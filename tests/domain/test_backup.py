"""A backup that is due is mentioned once, quietly, and only when there is something to lose."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.backup import BackupState, is_due, is_mentioned_now

NOW = datetime(2026, 3, 17, 9, 0, tzinfo=UTC)


def days(number: float) -> datetime:
    """That many days ago."""
    return NOW - timedelta(days=number)


@pytest.mark.parametrize(
    ("last", "entries", "due"),
    [
        (None, 0, False),
        (None, 2, False),
        (None, 3, True),
        (days(0), 500, False),
        (days(6.9), 500, False),
        (days(7), 14, False),
        (days(7), 15, True),
        (days(29.9), 14, False),
        (days(30), 0, False),
        (days(30), 1, True),
        (days(4000), 0, False),  # nothing new: nothing to say, however long ago
        (days(-400), 500, False),  # the clock was set back
    ],
)
def test_due(last: datetime | None, entries: int, due: bool) -> None:
    assert is_due(BackupState(last, entries), NOW) == due


def test_mentioned_once_and_again_only_after_the_next_backup() -> None:
    never = BackupState(None, 9)
    assert is_mentioned_now(never, NOW)
    told = BackupState(None, 9, mentioned=NOW)
    assert not is_mentioned_now(told, NOW + timedelta(days=900))
    made = BackupState(NOW + timedelta(days=1), 0, mentioned=NOW)
    assert not is_mentioned_now(made, NOW + timedelta(days=40))
    later = BackupState(NOW + timedelta(days=1), 2, mentioned=NOW)
    assert is_mentioned_now(later, NOW + timedelta(days=40))


@given(
    last=st.none() | st.floats(-1000, 1000).map(days),
    mentioned=st.none() | st.floats(-1000, 1000).map(days),
    entries=st.integers(0, 100),
)
def test_nothing_is_mentioned_that_is_not_due_and_nothing_twice(
    last: datetime | None, mentioned: datetime | None, entries: int
) -> None:
    state = BackupState(last, entries, mentioned)
    if is_mentioned_now(state, NOW):
        assert is_due(state, NOW)
        assert not is_mentioned_now(BackupState(last, entries, max(NOW, last or NOW)), NOW) or (
            last is not None and last >= NOW
        )
    if not entries:
        assert not is_due(state, NOW)
