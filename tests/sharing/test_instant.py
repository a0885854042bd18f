"""Instants in files: one form, UTC, exact to the microsecond."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.sharing.instant import from_text, to_text


@given(st.datetimes(), st.integers(-14 * 60, 14 * 60))
def test_any_instant_goes_both_ways(local: datetime, minutes: int) -> None:
    instant = local.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    try:
        text = to_text(instant)
    except OverflowError:  # the first or last hours there are, in another zone
        return
    assert from_text(text) == instant
    assert from_text(text).tzinfo is UTC


def test_the_form() -> None:
    assert to_text(datetime(2026, 3, 17, 9, 50, tzinfo=UTC)) == "2026-03-17T09:50:00Z"
    assert from_text("2026-03-17T09:50:00.5+00:00").microsecond == 500_000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2026-03-17",
        "2026-03-17T09:50Z",
        "2026-03-17T09:50:00",
        "2026-03-17T09:50:00+01:00",
        "2026-03-17 09:50:00Z",
        "20260317T095000Z",
        "2026-W12-2T09:50:00Z",
        "2026-02-30T09:50:00Z",
        "0000-01-01T00:00:00Z",
        "2026-03-17T25:50:00Z",
        "2026-03-17T09:50:00Z\n",
        "２０２６-03-17T09:50:00Z",
    ],
)
def test_any_other_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"not an|month|day|hour|year"):
        from_text(text)


def test_a_time_without_a_zone_is_not_an_instant() -> None:
    with pytest.raises(ValueError, match="zone"):
        to_text(datetime(2026, 3, 17, 9, 50))  # noqa: DTZ001  # the mistake that is tested
