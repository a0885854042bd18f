"""After a practice: one tap or none, a word that is never lost, and nothing kept while locked."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

import flet as ft
import pytest

from journal_app.clock import SetClock
from journal_app.domain.comfort import Comfort
from journal_app.domain.entry import Kind
from journal_app.domain.helped import After
from journal_app.domain.own_breath import OWN_BREATH, OwnBreath
from journal_app.domain.practice import Shelf
from journal_app.words import say
from tests.driver import Driver
from tests.ui.conftest import door_of, shell_of, unlock, window_of
from tests.ui.practices_book import (
    EVERY,
    kept,
    liked,
    practised,
    said,
    tiles,
)


async def answered(driver: Driver, after: str, route: str = "/practices/orienting") -> None:
    """The same, and one tap after it."""
    await practised(driver, route)
    before = len(kept(driver))
    await driver.click(after)
    await driver.until(lambda: len(kept(driver)) == before + 1 and driver.has("done"))


# After ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("after", ["easier", "same"])
async def test_one_tap_is_kept_and_a_word_is_welcome(opened: Driver, after: str) -> None:
    await answered(opened, after, "/practices/orienting?back=/journal")
    entry = kept(opened)[0]
    assert (entry.kind, entry.practice_id) == (Kind.PRACTICE, "orienting")
    assert entry.text == say(f"after.kept_{after}")
    assert opened.sees(say("after.kept_title"))
    await opened.click("done")
    assert shell_of(opened).route == "/journal"
    assert kept(opened)[0].text == entry.text


async def test_a_word_stands_below_what_was_kept(opened: Driver) -> None:
    await answered(opened, "easier")
    await opened.change("practice-word", "  warm hands ")
    await opened.click("done")
    await opened.until(lambda: shell_of(opened).route == "/practices")
    entry = kept(opened)[0]
    assert entry.text == f"{say('after.kept_easier')}\n\nwarm hands"
    assert len(kept(opened)) == 1
    assert opened.sees(say("after.kept_with_words"))
    assert door_of(opened).drafts.keys() == ()


async def test_a_word_of_the_same_sitting_is_no_change(opened: Driver, clock: SetClock) -> None:
    await answered(opened, "easier")
    await opened.change("practice-word", "warm hands")
    clock.move(timedelta(minutes=2))
    await opened.click("done")
    await opened.until(lambda: shell_of(opened).route == "/practices")
    entry = kept(opened)[0]
    await opened.go(f"/entries/{entry.id}")
    assert opened.sees("warm hands")
    assert not opened.sees("Changed on")
    await door_of(opened).entries.change(entry.id, entry.parts)
    shell_of(opened).changed()
    await opened.settle()
    assert opened.sees("Changed on")  # which a word that comes later is


async def test_a_cover_loses_no_letter_of_it(opened: Driver) -> None:
    await answered(opened, "easier")
    await opened.change("practice-word", "warm hands")
    for state in (ft.AppLifecycleState.PAUSE, ft.AppLifecycleState.RESUME):
        event: Any = type("Event", (), {"state": state})()
        await opened.inside(partial(window_of(opened).watch.lifecycle, event))
    assert opened.get("practice-word").value == "warm hands"
    await opened.click("done")
    await opened.until(lambda: "warm hands" in kept(opened)[0].text)


async def test_a_lock_loses_no_letter_of_it(opened: Driver) -> None:
    await answered(opened, "easier")
    await opened.change("practice-word", "warm hands")
    await opened.click("lock")
    await unlock(opened)
    await opened.until(lambda: opened.has("support") and opened.has("settings"))
    entry = kept(opened)[0]
    assert entry.text == say("after.kept_easier")
    assert shell_of(opened).waiting == f"edit.{entry.id}.0"
    await opened.go(f"/entries/{entry.id}/edit")
    await opened.click("save")
    await opened.until(lambda: "warm hands" in kept(opened)[0].text)
    assert kept(opened)[0].text.startswith(say("after.kept_easier"))


async def test_harder_is_thanked_and_offered_to_look_around_first(opened: Driver) -> None:
    await answered(opened, "harder", "/practices/object?back=/journal")
    assert opened.sees(say("after.harder_title"))
    keys = opened.keys()
    assert keys.index("orienting") < keys.index("company") < keys.index("practice-word")
    await opened.change("practice-word", "too much")
    await opened.click("orienting")
    await opened.until(lambda: shell_of(opened).route == "/practices/orienting?back=/journal")
    assert kept(opened)[0].text == f"{say('after.kept_harder')}\n\ntoo much"


async def test_where_looking_around_was_harder_it_is_not_offered(opened: Driver) -> None:
    await answered(opened, "harder", "/practices/orienting")
    assert not opened.has("orienting")
    await opened.click("company")
    await opened.until(lambda: shell_of(opened).route == "/support")


async def test_what_was_said_orders_the_list_from_then_on(opened: Driver) -> None:
    await answered(opened, "harder", "/practices/orienting")
    await opened.click("done")
    assert tiles(opened)[-1] == "orienting"
    await answered(opened, "easier", "/practices/object")
    await opened.click("done")
    assert opened.has("helped-object")


async def test_saying_nothing_keeps_nothing(opened: Driver) -> None:
    await practised(opened)
    await opened.click("leave")
    assert kept(opened) == []
    assert not door_of(opened).practices.practised_before
    assert shell_of(opened).route == "/practices"


async def test_two_quick_taps_are_one_answer(opened: Driver) -> None:
    await practised(opened)
    button = opened.get("easier")
    for _ in range(2):
        await opened.session.dispatch_event(button._i, "click", None)
    await opened.until(lambda: opened.has("done"))
    assert len(kept(opened)) == 1


# While nothing is open --------------------------------------------------------------------------


@pytest.fixture
async def locked(opened: Driver) -> Driver:
    """The lock screen of a journal that knows what it knows."""
    await said(opened, ("orienting", After.HARDER), ("object", After.EASIER))
    await liked(opened, holds=True, pace=1.0)
    await opened.click("lock")
    assert opened.has("passphrase")
    return opened


async def test_the_list_of_a_locked_book_knows_nobody(locked: Driver) -> None:
    await locked.go("/practices")
    shown = tiles(locked)
    assert shown
    for name in shown:
        pattern = EVERY[name].pattern
        assert pattern is None or not pattern.stirring
        assert EVERY[name].shelf is not Shelf.MORE
    for key in ("helped-object", "make-own", "to-comfort", "more", "settings", "lock"):
        assert not locked.has(key), key
    grounding = [name for name in shown if EVERY[name].pattern is None]
    assert grounding[0] == "orienting"  # nothing of what was said is known here


async def test_a_pace_is_chosen_for_this_once_and_kept_nowhere(locked: Driver) -> None:
    await locked.go("/practices/longer-exhale")
    assert locked.sees("In 4.5, out 5.5")
    await locked.click("slower")
    assert locked.sees("In 5, out 6. About five minutes.")
    await locked.go("/practices/equal")
    assert locked.sees("In 5, out 5. ")


async def test_after_it_nothing_was_written_down_and_nothing_is_asked(locked: Driver) -> None:
    await practised(locked, "/practices/object")
    assert locked.sees(EVERY["object"].closing)
    assert locked.sees(say("after.not_written"))
    for key in ("easier", "harder", "leave", "practice-word"):
        assert not locked.has(key), key
    await locked.click("orienting")
    await locked.click("begin")
    await locked.click("stop")
    await locked.click("to-lock")
    assert locked.has("passphrase")
    await unlock(locked)
    await locked.until(lambda: locked.has("settings"))
    assert kept(locked) == []


@pytest.mark.parametrize("name", ["cyclic-sighing", "box", OWN_BREATH, "own"])
async def test_what_is_not_for_anybody_is_not_there(locked: Driver, name: str) -> None:
    await locked.go(f"/practices/{name}")
    assert locked.sees(say("nav.away"))
    assert not locked.has("begin")


# What cannot be understood keeps nothing closed ---------------------------------------------------


async def test_documents_of_a_later_version_keep_no_journal_closed(opened: Driver) -> None:
    room = door_of(opened).practices
    await room.keep_comfort(Comfort(pace=1.0))
    await room.keep_own(OwnBreath())
    await room.say_after("object", After.EASIER)
    journal = door_of(opened)._journal
    for table in ("comfort", "own_breath", "practised"):
        journal.table(table).update({"v": 99})
    await room.say_after("orienting", After.EASIER)
    await opened.click("lock")
    await unlock(opened)
    await opened.until(lambda: opened.has("settings"))
    again = door_of(opened).practices
    assert again.comfort == Comfort()
    assert again.own is None
    assert [each.id for each in again.helped()] == ["orienting"]
    assert len(again._said_table.all()) == 2  # what was not understood stays where it is
