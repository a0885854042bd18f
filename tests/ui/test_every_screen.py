"""Every screen mounts on every width, in both themes and with large text, and none of them fails.

The books are the made-up ones, filled once and copied for each test.
"""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from journal_app.clock import SetClock
from journal_app.run import RunSettings
from journal_app.ui import demo, therapist
from journal_app.ui.app import JournalProgram
from journal_app.ui.demo import OPENS_WITH
from journal_app.ui.screens import pages
from journal_app.ui.shell import Role
from journal_app.ui.window import PRACTICE_FOLDER
from tests.driver import Driver, client
from tests.ui.conftest import QUICK, WEDNESDAY_5PM, shell_of, unlock, window_of

SIZES = {"phone": (390, 844), "small": (320, 640), "tablet": (820, 1180), "desktop": (1440, 900)}
FAILED = "Your words are still here"


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import asyncio

    folder = tmp_path_factory.mktemp("books")
    asyncio.run(
        demo.fill(
            folder, folder / PRACTICE_FOLDER, now=WEDNESDAY_5PM, zone="Europe/London", kdf=QUICK
        )
    )
    return folder


@pytest.fixture(params=SIZES)
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
async def driver(
    books: Path, tmp_path: Path, clock: SetClock, size: str, theme: str
) -> AsyncIterator[Driver]:
    data = tmp_path / "data"
    shutil.copytree(books, data)
    program = JournalProgram(RunSettings(data=data), clock, QUICK)
    width, height = SIZES[size]
    driver = await Driver.start(
        program.main, client(width, height, "android", dark=theme == "dark")
    )
    scale = 2.0 if size == "small" else 1.0
    await driver.inside(lambda: setattr(shell_of(driver), "text_scale", scale))
    yield driver
    program.close()
    await driver.stop()


def arguments(driver: Driver) -> dict[str, str]:
    """Something that is there, for each kind of address."""
    door = window_of(driver).door
    if not hasattr(door, "entries"):
        return {":client_id": door.clients.clients()[0].id, ":came_id": "none"}
    return {
        ":slot_id": "what-stands-out",
        ":entry_id": door.entries.page().entries[-1].id,
        ":practice_id": "longer-exhale",
        ":card_id": door.sharing.cards()[0].id,
        ":receipt_id": door.sharing.receipts()[0].id,
        ":session_id": door.days.sessions()[0].id,
        ":measure_id": "gad-7",
    }


@pytest.mark.parametrize("role", ["journal", "practice"])
async def test_every_screen_mounts(driver: Driver, role: str, theme: str) -> None:
    assert shell_of(driver).dark is (theme == "dark")
    assert driver.has("passphrase")
    await driver.inside(lambda: window_of(driver).choose(Role(role)))
    await unlock(driver, OPENS_WITH)
    await driver.until(lambda: driver.has("lock"))
    if role == "journal":
        await driver.go("/share/new")  # something is chosen before the preview is visited
        window_of(driver).door.sharing.choice.entries = [arguments(driver)[":entry_id"]]
    table = pages.CLIENT if role == "journal" else therapist.ROUTES
    for pattern, _ in table:
        route = "/".join(arguments(driver).get(part, part) for part in pattern.split("/"))
        await driver.go(route)
        await driver.settle(60)
        assert not driver.sees(FAILED), route
        assert driver.has("support") or driver.has("back"), route
        assert len(driver.texts()) > 3, route
    await driver.go("/nowhere/at/all")
    assert driver.sees("Nothing is at this address")
    assert not driver.loop_errors


async def test_every_practice_mounts(driver: Driver) -> None:
    from journal_app import content

    await unlock(driver, OPENS_WITH)
    await driver.until(lambda: driver.has("lock"))
    for practice_id in content.practices():
        await driver.go(f"/practices/{practice_id}")
        assert not driver.sees(FAILED), practice_id
        assert driver.has("back")
