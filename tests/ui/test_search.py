"""Looking for words in the journal, as a person types them."""

from __future__ import annotations

import pytest

from journal_app.words import say
from tests.driver import DESKTOP, PHONE, SMALL_PHONE, TABLET, Client, Driver
from tests.ui.conftest import Start, create, door_of, shell_of, unlock
from tests.ui.test_loading import Gate, gate

__all__ = ["gate"]  # a fixture of that module


async def kept(driver: Driver, *crumbs: str) -> list[str]:
    """Crumbs, and their ids."""
    return [(await door_of(driver).keep_crumb(crumb)).id for crumb in crumbs]


async def at_the_list(driver: Driver) -> None:
    shell_of(driver).changed()
    await driver.go("/journal")


async def look_for(driver: Driver, words: str, found: str) -> None:
    await driver.change("search-words", words)
    await driver.until(lambda: driver.sees(found))


def listed(driver: Driver) -> set[str]:
    every = driver.keys()
    return {key.removeprefix("entry-") for key in every if key.startswith("entry-")}


async def test_on_a_phone_the_field_takes_the_place_of_the_filters(opened: Driver) -> None:
    rain, sea = await kept(opened, "soft RAIN", "the sea")
    await at_the_list(opened)
    assert not opened.has("search-words")
    await opened.click("search")
    await look_for(opened, "rain ", say("journal.found", count=1))
    assert listed(opened) == {rain}
    await opened.click("search-end")
    assert opened.has("search")
    assert listed(opened) == {rain, sea}


@pytest.mark.parametrize("seen_as", [TABLET, DESKTOP])
async def test_where_there_is_room_the_field_is_always_there(start: Start, seen_as: Client) -> None:
    driver = await start(seen_as)
    await create(driver)
    rain, sea = await kept(driver, "soft rain", "the sea")
    await at_the_list(driver)
    assert not driver.has("search-end")
    await look_for(driver, "SEA", say("journal.found", count=1))
    assert listed(driver) == {sea}
    await driver.click("search-end")
    assert listed(driver) == {rain, sea}
    assert driver.get("search-words").value == ""


async def test_nothing_found_is_said_and_the_words_stay(opened: Driver) -> None:
    await kept(opened, "soft rain")
    await at_the_list(opened)
    await opened.click("search")
    await look_for(opened, "snow", say("journal.found_nothing"))
    assert not listed(opened)
    assert opened.get("search-words").value == "snow"
    await look_for(opened, "rai", say("journal.found", count=1))


async def test_an_entry_read_is_not_a_search_lost(opened: Driver) -> None:
    rain, _ = await kept(opened, "soft rain", "the sea")
    await at_the_list(opened)
    await opened.click("search")
    await look_for(opened, "rain", say("journal.found", count=1))
    await opened.click(f"entry-{rain}")
    await opened.until(lambda: shell_of(opened).route == f"/entries/{rain}")
    await opened.go("/journal")
    await opened.until(lambda: opened.sees(say("journal.found", count=1)))
    assert opened.get("search-words").value == "rain"


async def test_what_is_kept_or_deleted_meanwhile_is_found_or_gone(opened: Driver) -> None:
    (first,) = await kept(opened, "soft rain")
    await at_the_list(opened)
    await opened.click("search")
    await look_for(opened, "rain", say("journal.found", count=1))
    (second,) = await kept(opened, "rain again")
    shell_of(opened).changed()
    await opened.until(lambda: opened.sees(say("journal.found", count=2)))
    await door_of(opened).entries.delete(first)
    shell_of(opened).changed()
    await opened.until(lambda: listed(opened) == {second})


async def test_until_all_is_read_it_says_that_it_looked_through_some(
    opened: Driver, gate: Gate
) -> None:
    gate.open()
    await kept(opened, *[f"crumb number {number}." for number in range(70)])
    await opened.click("lock")
    gate.close()
    await unlock(opened)
    await opened.until(lambda: opened.has("lock") and gate.told > 0)
    await opened.go("/journal")
    await opened.click("search")
    await look_for(opened, "number 3.", say("journal.found_nothing"))
    assert opened.sees(say("journal.search_not_all"))
    gate.open()
    await opened.until(lambda: opened.sees(say("journal.found", count=1)))
    assert not opened.sees(say("journal.search_not_all"))


async def test_words_looked_for_are_gone_after_locking(opened: Driver) -> None:
    await kept(opened, "soft rain")
    await at_the_list(opened)
    await opened.click("search")
    await look_for(opened, "rain", say("journal.found", count=1))
    await opened.click("lock")
    assert b"rain" not in opened.wire()
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))
    await opened.go("/journal")
    assert not opened.has("search-words")


@pytest.mark.parametrize("seen_as", [PHONE, SMALL_PHONE])
async def test_a_large_text_has_the_search_too(start: Start, seen_as: Client) -> None:
    driver = await start(seen_as)
    await create(driver)
    shell_of(driver).text_scale = 2.0
    await kept(driver, "soft rain")
    await at_the_list(driver)
    await driver.click("search")
    await look_for(driver, "soft", say("journal.found", count=1))
