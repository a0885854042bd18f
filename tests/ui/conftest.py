"""A program mounted in the headless driver, with a clock that is set and keys that are quick."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from types import MappingProxyType

import pytest

from journal_app import content
from journal_app.clock import SetClock
from journal_app.run import RunSettings
from journal_app.ui.app import JournalProgram
from journal_app.ui.away import Limits
from journal_app.ui.door import JournalDoor
from journal_app.ui.parts import guiding, pacing, senses
from journal_app.vault.kdf import KdfPolicy
from tests.driver import PHONE, Client, Driver
from tests.ui.breathing_book import Book, Hourglass
from tests.ui.guided_steps import MADE_UP, Walk

QUICK = KdfPolicy(memory_kib=19 * 1024, passes=2, lanes=1, target_seconds=0)
"""The floor the design allows, so that opening a journal in a test takes milliseconds."""

PASSPHRASE = "lamp river stone window"
WEDNESDAY_5PM = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)
TUESDAY_2PM = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)

Start = Callable[..., Awaitable[Driver]]


@pytest.fixture
def clock() -> SetClock:
    """Wednesday 4 March 2026, five in the afternoon, London."""
    return SetClock(WEDNESDAY_5PM)


@pytest.fixture
def program(tmp_path: Path, clock: SetClock) -> JournalProgram:
    """The program over an empty data folder."""
    return JournalProgram(RunSettings(data=tmp_path), clock, QUICK)


@pytest.fixture
async def start(program: JournalProgram) -> AsyncIterator[Start]:
    """Mount the program as a client of some size; every driver is stopped at the end."""
    running: list[Driver] = []

    async def _start(seen_as: Client = PHONE) -> Driver:
        driver = await Driver.start(program.main, seen_as)
        running.append(driver)
        return driver

    yield _start
    program.close()
    for driver in running:
        await driver.stop()


@pytest.fixture
async def opened(start: Start) -> Driver:
    """A new, open journal on a phone."""
    driver = await start()
    await create(driver)
    return driver


@pytest.fixture
async def in_session(opened: Driver) -> Driver:
    """The same, 27 hours after a session that ended on Tuesday at two."""
    await door_of(opened).days.add_session(
        TUESDAY_2PM.replace(hour=11), TUESDAY_2PM, intention="To be less afraid of the quiet."
    )
    shell_of(opened).changed()
    await opened.settle()
    return opened


@pytest.fixture
def glass(clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> Hourglass:
    """The time of a test, in place of this machine's."""
    made = Hourglass(clock)
    monkeypatch.setattr(pacing, "sleep", made.sleep)
    monkeypatch.setattr(senses, "sleep", made.sleep)
    return made


@pytest.fixture
def book(opened: Driver, program: JournalProgram, glass: Hourglass) -> Book:
    """An open journal on a phone."""
    stays(opened)  # the hourglass turns five minutes in one step
    return Book(opened, program, glass)


@pytest.fixture
async def calm_book(book: Book) -> Book:
    """The same with less motion."""
    shell_of(book.driver).choose_calm(True)
    await book.driver.settle()
    return book


@pytest.fixture
def walk(
    opened: Driver, program: JournalProgram, glass: Hourglass, monkeypatch: pytest.MonkeyPatch
) -> Walk:
    """An open journal on a phone, with practices of steps that are made up beside the real ones."""
    monkeypatch.setattr(guiding, "sleep", glass.sleep)
    everything = MappingProxyType({**content.practices(), **MADE_UP})
    monkeypatch.setattr(content, "practices", lambda: everything)
    stays(opened)
    return Walk(opened, program, glass)


@pytest.fixture
async def calm_walk(walk: Walk) -> Walk:
    """The same with less motion."""
    shell_of(walk.driver).calm = True
    await walk.driver.settle()
    return walk


async def create(driver: Driver, role: str = "journal") -> None:
    """Make a journal (or a practice) through the first screens, as a person would."""
    await driver.click(f"make-{role}")
    await driver.change("new-passphrase", PASSPHRASE)
    await driver.change("same-passphrase", PASSPHRASE)
    await driver.click("create")
    await driver.until(lambda: driver.has("lock"))


async def unlock(driver: Driver, passphrase: str = PASSPHRASE) -> None:
    """Type a passphrase on the lock screen and ask to open."""
    await driver.change("passphrase", passphrase)
    await driver.click("open")


def window_of(driver: Driver):  # type: ignore[no-untyped-def]
    """The window behind a driver."""
    return driver.session.store.get("window")


def shell_of(driver: Driver):  # type: ignore[no-untyped-def]
    """What is on the screen of a driver."""
    return window_of(driver).shell


def door_of(driver: Driver) -> JournalDoor:
    """The open journal of a driver."""
    door = window_of(driver).door
    assert isinstance(door, JournalDoor)
    return door


def stays(driver: Driver) -> None:
    """Somebody is there all the time: for tests in which hours pass in one step."""
    window_of(driver).watch.limit(Limits(away=inf, idle=inf))


def letters(count: int, seed: int = 1) -> str:
    """Made-up words, the same each time."""
    chance = random.Random(seed)
    return "".join(chance.choice("aeioulmnrst ") for _ in range(count)).strip() or "a"
