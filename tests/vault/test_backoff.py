"""Wrong tries wait a little longer each time; nothing is ever wiped, nobody is kept out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.vault.backoff import LONGEST_S, Backoff, pause_s

SECONDS = st.floats(0, 1e9)


def test_the_pauses_are_as_drawn() -> None:
    assert [pause_s(n) for n in range(12)] == [0, 0, 0, 0, 1, 2, 4, 8, 16, 30, 30, 30]


def test_the_first_try_and_the_third_wait_for_nothing() -> None:
    backoff = Backoff()
    for _ in range(3):
        assert backoff.left_s(100.0) == 0
        backoff = backoff.wrong(100.0)
    assert backoff.left_s(100.0) == 0


def test_a_pause_runs_down_and_ends() -> None:
    backoff = Backoff(tries=5, last_s=50.0).wrong(100.0)
    assert [backoff.left_s(100.0 + s) for s in (0, 1, 3.5, 4, 5, 1e6)] == [4, 3, 0.5, 0, 0, 0]


def test_a_new_one_begins_again() -> None:
    """What the right passphrase, or a new start, leaves: nothing."""
    assert Backoff() == Backoff(0, 0.0)
    assert Backoff().left_s(0.0) == 0


@given(tries=st.integers(0, 10**6), now=SECONDS)
def test_it_grows_and_never_beyond_half_a_minute(tries: int, now: float) -> None:
    left = Backoff(tries).wrong(now).left_s(now)
    assert 0 <= left <= LONGEST_S
    assert left >= Backoff(max(0, tries - 1)).wrong(now).left_s(now)


@given(tries=st.integers(0, 20), last=SECONDS, now=SECONDS)
def test_no_clock_keeps_anybody_out_for_longer(tries: int, last: float, now: float) -> None:
    left = Backoff(tries, last).left_s(now)
    assert 0 <= left <= pause_s(tries)
    assert Backoff(tries, last).left_s(max(now, last) + LONGEST_S) == pytest.approx(0, abs=1e-6)
