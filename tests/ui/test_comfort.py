"""Comfort: each choice counts at once, outlives a lock, and changes how practices guide."""

from __future__ import annotations

from dataclasses import replace

import flet as ft
import pytest
from hypothesis import given

from journal_app.domain.comfort import FASTEST, SLOWEST, Comfort, Dim
from journal_app.ui.door import JournalDoor
from journal_app.ui.screens.settings_comfort import ROUTE, comfort_words
from journal_app.words import say, sentence
from tests.domain.breaths import comforts
from tests.driver import DESKTOP, PHONE, Driver
from tests.ui.breathing_book import Book
from tests.ui.conftest import Start, create, door_of, shell_of, unlock

SWITCHES = {
    "no_holds": Comfort(holds=True),
    "numbers": Comfort(numbers=False),
    "eyes": Comfort(eyes_open=False),
    "tones": Comfort(tones=True),
    "pulses": Comfort(pulses=False),
    "led": Comfort(led=True),
}


def comfort_of(driver: Driver) -> Comfort:
    return door_of(driver).practices.comfort


async def switch(driver: Driver, name: str) -> None:
    """Tap one of the switches, and wait until it is kept."""
    before = comfort_of(driver)
    await driver.click(f"comfort-{name}")
    await driver.until(lambda: comfort_of(driver) != before)


async def move(driver: Driver, way: str, times: int) -> None:
    """Tap slower or faster."""
    for _ in range(times):
        await driver.click(f"pace-{way}")
    await driver.settle(60)


async def again(driver: Driver) -> None:
    """Lock and open it again."""
    await driver.click("lock")
    await unlock(driver)
    await driver.until(lambda: driver.has("lock"))


def ticked(driver: Driver, words: str) -> bool:
    """Whether a screen reader says that the switch of these words is on."""
    found = [c.checked for c in driver.all(ft.Semantics) if (c.label or "").startswith(words)]
    assert len(found) == 1, words
    return bool(found[0])


# -- keeping ---------------------------------------------------------------------------


async def test_a_switch_counts_at_once_is_kept_and_can_be_changed_back(opened: Driver) -> None:
    for name, comfort in SWITCHES.items():
        await opened.go(ROUTE)
        was = ticked(opened, say(f"comfort.{name}"))
        await switch(opened, name)
        assert comfort_of(opened) == comfort
        assert ticked(opened, say(f"comfort.{name}")) is not was, name
        await again(opened)
        assert comfort_of(opened) == comfort
        await opened.go(ROUTE)
        await switch(opened, name)
        assert comfort_of(opened) == Comfort(), name


async def test_everything_at_once_outlives_a_lock(opened: Driver) -> None:
    await opened.go(ROUTE)
    for name in SWITCHES:
        await switch(opened, name)
    await opened.click(f"dim-{Dim.ALWAYS.value}")
    await opened.until(lambda: comfort_of(opened).dim is Dim.ALWAYS)
    await move(opened, "more", 2)
    await opened.until(lambda: comfort_of(opened).pace == 1.0)
    await again(opened)
    assert comfort_of(opened) == Comfort(
        holds=True,
        eyes_open=False,
        numbers=False,
        tones=True,
        pulses=False,
        dim=Dim.ALWAYS,
        pace=1.0,
        led=True,
    )


async def test_what_the_disk_refused_is_said_and_not_shown_as_chosen(
    opened: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no room")

    await opened.go(ROUTE)
    monkeypatch.setattr(door_of(opened).practices._comfort_kept, "keep", refuse)
    await opened.click("comfort-tones")
    await opened.until(lambda: opened.has("notice"))
    assert sentence(OSError("no room")) in opened.texts()
    assert comfort_of(opened) == Comfort()
    assert not ticked(opened, say("comfort.tones"))


# -- what each choice is for -----------------------------------------------------------


async def test_breath_holds_are_offered_only_where_they_were_asked_for(opened: Driver) -> None:
    def listed(door: JournalDoor) -> set[str]:
        return {practice.id for practice in door.practices.all() if practice.holds}

    assert listed(door_of(opened)) == set()
    await opened.go(ROUTE)
    assert not opened.has("comfort-said")
    await switch(opened, "no_holds")
    assert opened.has("comfort-said")
    assert opened.sees("Pauses can bring up panic for some")
    assert listed(door_of(opened)) == {"box", "four-seven-eight"}
    await switch(opened, "no_holds")
    assert not opened.has("comfort-said")
    assert listed(door_of(opened)) == set()


async def test_slower_and_faster_say_the_breath_that_comes_of_it(opened: Driver) -> None:
    await opened.go(ROUTE)
    assert opened.sees("^In 4.5, out 5.5 seconds$")
    await move(opened, "more", 1)
    assert opened.sees("^In 5, out 6 seconds$")
    await move(opened, "less", 2)
    assert opened.sees("^In 4, out 5 seconds$")
    names = set(opened.texts())
    assert {say("comfort.slower"), say("comfort.faster")} <= names


@pytest.mark.parametrize(
    ("way", "end", "words"),
    [("more", SLOWEST, "In 7.5, out 8.5 seconds, the slowest"), ("less", FASTEST, "fastest")],
)
async def test_the_pace_stops_where_it_is_still_kind(
    opened: Driver, way: str, end: float, words: str
) -> None:
    await opened.go(ROUTE)
    await move(opened, way, 9)
    await opened.until(lambda: comfort_of(opened).pace == end)
    assert opened.sees(words)
    assert not opened.has("notice")


async def test_a_slower_pace_is_breathed(book: Book) -> None:
    await book.driver.go(ROUTE)
    await move(book.driver, "more", 1)
    await book.driver.until(lambda: comfort_of(book.driver).pace == 0.5)
    await book.begin()
    await book.turn(3.0)
    assert book.announced == "Breathe in, 5 seconds"
    await book.turn(5.0)
    assert book.announced == "Breathe out, 6 seconds"


async def test_only_a_device_that_can_is_asked_about_pulses_and_tones(start: Start) -> None:
    phone = await start(PHONE)
    await create(phone)
    await phone.go(ROUTE)
    assert phone.has("comfort-pulses")
    assert phone.has("comfort-tones")


async def test_a_window_on_linux_has_neither_and_says_where_tones_are(start: Start) -> None:
    desktop = await start(DESKTOP)
    await create(desktop)
    await desktop.go(ROUTE)
    assert not desktop.has("comfort-pulses")
    assert not desktop.has("comfort-tones")
    assert desktop.sees(say("comfort.tones_none"))


# -- the ways there --------------------------------------------------------------------


async def test_settings_say_what_was_chosen_and_lead_there_and_back(opened: Driver) -> None:
    await opened.go("/settings")
    assert opened.sees(f"^{say('comfort.is_plain')}$")
    await opened.click("to-comfort")
    await switch(opened, "tones")
    await switch(opened, "led")
    await opened.click("back")
    assert shell_of(opened).route == "/settings"
    assert opened.sees("^Tones, led through steps$")


async def test_it_leads_back_to_the_list_it_was_opened_from(opened: Driver) -> None:
    await opened.go(f"{ROUTE}?back=/practices")
    await opened.click("back")
    assert shell_of(opened).route == "/practices"


async def test_motion_is_named_with_the_way_to_it(opened: Driver) -> None:
    await opened.go(ROUTE)
    assert opened.sees(say("settings.motion_full"))
    await opened.click("to-motion")
    await opened.click("calm")
    await opened.go(ROUTE)
    assert opened.sees(say("settings.motion_less"))


async def test_a_practice_has_no_such_page(start: Start) -> None:
    driver = await start()
    await create(driver, "practice")
    await driver.go("/settings")
    assert not driver.has("to-comfort")
    await driver.go(ROUTE)
    assert driver.sees("Nothing is at this address")


def test_what_was_chosen_is_said_choice_by_choice() -> None:
    plain = Comfort()
    one_each = [
        *SWITCHES.values(),
        replace(plain, dim=Dim.ALWAYS),
        replace(plain, dim=Dim.NEVER),
        replace(plain, pace=0.5),
        replace(plain, pace=-0.5),
    ]
    said = [comfort_words(comfort) for comfort in one_each]
    assert len(set(said)) == len(said)
    assert say("comfort.is_plain") not in said
    assert comfort_words(plain) == say("comfort.is_plain")


@given(comforts)
def test_a_line_is_there_for_any_comfort_and_begins_as_a_sentence(comfort: Comfort) -> None:
    words = comfort_words(comfort)
    assert words[0].isupper()
    assert (words == say("comfort.is_plain")) is (comfort == Comfort())
