"""What the tests of the list of practices and of what follows one have in common."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from journal_app import content
from journal_app.domain.comfort import Comfort
from journal_app.domain.helped import After
from journal_app.domain.practice import Shelf
from tests.driver import Driver
from tests.ui.conftest import WEDNESDAY_5PM, door_of, shell_of

EVERY = content.practices()
USUAL = [each.id for each in EVERY.values() if each.shelf is not Shelf.MORE]


def keyed(driver: Driver, start: str) -> list[str]:
    """What follows ``start`` in the keys that begin with it, from top to bottom."""
    every = driver.keys()
    return [key.removeprefix(start) for key in every if key.startswith(start)]


def tiles(driver: Driver) -> list[str]:
    """The practices in the list; what helped not counted."""
    return keyed(driver, "practice-")


async def said(driver: Driver, *answers: tuple[str, After]) -> None:
    for practice_id, after in answers:
        await door_of(driver).practices.say_after(practice_id, after)
    await shown(driver)


async def liked(driver: Driver, **comfort: Any) -> None:
    await door_of(driver).practices.keep_comfort(Comfort(**comfort))
    await shown(driver)


async def shown(driver: Driver) -> None:
    """Draw again what was changed behind the door."""
    shell_of(driver).changed()
    await driver.settle()


async def near_a_session(driver: Driver) -> None:
    """Three hours after a session."""
    ended = WEDNESDAY_5PM - timedelta(hours=3)
    await door_of(driver).days.add_session(ended - timedelta(hours=2), ended)
    await shown(driver)


def kept(driver: Driver) -> list[Any]:
    return list(door_of(driver).entries.page().entries)


async def practised(driver: Driver, route: str = "/practices/orienting") -> None:
    """Begin guided steps and stop at once."""
    await driver.go(route)
    await driver.click("begin")
    await driver.click("stop")
