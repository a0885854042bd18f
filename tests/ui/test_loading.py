"""The first screen does not wait for the whole history; what is still being read is said."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from journal_app.clock import SetClock
from journal_app.ui.reading import LONGER_THAN, Reading
from journal_app.vault import rest
from journal_app.vault.journal import Journal
from journal_app.words import say
from tests.driver import Driver
from tests.ui.conftest import Start, door_of, shell_of, unlock, window_of
from tests.ui.people import client_door, share
from tests.ui.test_practice import begun, client_of, packet_from
from tests.ui.test_practice import door_of as practice_of

COUNT = 70
LINE = "older pages are still being read"


class Gate:
    """Lets the reading thread go on one step at a time."""

    def __init__(self) -> None:
        self._steps = threading.Semaphore(0)
        self.told = 0

    def wait(self) -> None:
        self.told += 1
        self._steps.acquire(timeout=20)

    def open(self, steps: int = 10_000) -> None:
        self._steps.release(steps)

    def close(self) -> None:
        self._steps, self.told = threading.Semaphore(0), 0


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made, real = Gate(), Journal.load_rest

    def slowly(self: Journal, on_progress: Callable[[float], None] | None = None) -> None:
        def told(progress: float) -> None:
            if on_progress:
                on_progress(progress)
            made.wait()

        real(self, told)

    monkeypatch.setattr(rest, "_STEP", 3000)
    monkeypatch.setattr(Journal, "load_rest", slowly)
    yield made
    made.open()


@pytest.fixture
async def long_kept(opened: Driver) -> Driver:
    """A locked journal with more entries than the first screen needs."""
    for number in range(COUNT):
        await door_of(opened).keep_crumb(f"crumb number {number}")
    await opened.click("lock")
    return opened


async def test_today_is_there_before_the_rest_is_read(long_kept: Driver, gate: Gate) -> None:
    await unlock(long_kept)
    await long_kept.until(lambda: long_kept.has("crumb") and gate.told > 0)
    door = door_of(long_kept)
    assert not door.loaded
    assert 30 <= door.entries.count() < COUNT
    gate.open()
    await long_kept.until(lambda: door.loaded and door.entries.count() == COUNT)


async def test_nothing_is_said_about_what_takes_less_than_a_second(
    long_kept: Driver, gate: Gate
) -> None:
    await unlock(long_kept)
    await long_kept.until(lambda: long_kept.has("crumb"))
    await long_kept.go("/journal")
    gate.open(3)
    await long_kept.until(lambda: gate.told > 3)
    assert not long_kept.sees(LINE)


async def test_longer_reading_is_said_on_the_journal_with_how_far_it_is(
    long_kept: Driver, gate: Gate, clock: SetClock
) -> None:
    await unlock(long_kept)
    await long_kept.until(lambda: long_kept.has("crumb") and gate.told > 0)
    await long_kept.go("/journal")
    clock.move(timedelta(seconds=LONGER_THAN))
    gate.open(3)
    await long_kept.until(lambda: long_kept.sees(LINE))
    assert long_kept.sees(r"\d %")
    assert long_kept.sees("crumb number 69")
    gate.open()
    await long_kept.until(lambda: not long_kept.sees(LINE))
    assert door_of(long_kept).loaded
    await long_kept.until(lambda: shell_of(long_kept).reading.percent is None)


async def test_locking_in_the_middle_of_reading_leaves_nothing_behind(
    long_kept: Driver, gate: Gate
) -> None:
    await unlock(long_kept)
    await long_kept.until(lambda: long_kept.has("crumb") and gate.told > 0)
    shell = shell_of(long_kept)
    gate.open()
    await long_kept.click("lock")
    assert not shell._tasks
    assert not window_of(long_kept).watch.looking
    assert not long_kept.loop_errors
    await unlock(long_kept)
    await long_kept.until(lambda: window_of(long_kept).door is not None)
    await long_kept.until(lambda: door_of(long_kept).entries.count() == COUNT)


async def test_an_older_page_that_is_damaged_is_told_kindly_and_the_rest_is_there(
    long_kept: Driver, tmp_path: Path, clock: SetClock
) -> None:
    log = tmp_path / "vault" / "log"
    whole = bytearray(log.read_bytes())
    whole[len(whole) // 4] ^= 1
    log.write_bytes(whole)
    await unlock(long_kept)
    await long_kept.until(lambda: long_kept.sees("An older part of this journal"))
    door = door_of(long_kept)
    assert not door.loaded
    assert door.entries.count() >= 30
    clock.move(timedelta(seconds=1))
    await door.keep_crumb("still kept")
    await long_kept.go("/journal")
    assert long_kept.sees("still kept")
    assert not long_kept.sees(LINE)


def test_the_line_changes_ten_times_at_most() -> None:
    now = [0.0]
    reading = Reading()
    drawn: list[int | None] = []
    went_on = reading.began(lambda: now[0])
    for step in range(1000):
        now[0] = step / 100
        went_on(step / 1000)
        if not drawn or drawn[-1] != reading.percent:
            drawn.append(reading.percent)
    reading.ended()
    assert drawn == [None, *range(10, 100, 10)]
    assert reading.percent is None


async def test_a_review_says_what_is_not_here_yet_and_is_not_marked_before(
    start: Start, tmp_path: Path, clock: SetClock, gate: Gate
) -> None:
    """Packets arrive from one client; the practice is opened again, and the first is read last."""
    gate.open()
    practice = await begun(start)
    client = client_door(tmp_path / "of-the-client", clock)
    client_id = await client_of(practice, await packet_from(client, practice, "the first words"))
    cards = client.sharing.cards()
    for number in range(12):
        data = await share(client, cards[0].id, f"words number {number}")
        await practice_of(practice).inbox.open(data, len(data))
    client.close()
    await practice.click("lock")
    gate.close()
    await unlock(practice)
    await practice.until(lambda: practice.has("lock") and gate.told > 0)
    await practice.go(f"/clients/{client_id}")
    assert practice.sees("words number 11")
    assert not practice.sees("the first words")
    assert practice.sees(say("review.not_whole"))
    assert not practice.has("mark")
    gate.open()
    await practice.until(lambda: practice.sees("the first words") and practice.has("mark"))
    assert not practice.sees(say("review.not_whole"))
