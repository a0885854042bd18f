"""One's own breath: chosen by tapping, saved, let go; every button has a name, and none can err."""

from __future__ import annotations

import random
from dataclasses import replace

import flet as ft
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.comfort import Comfort
from journal_app.domain.own_breath import OWN_BREATH, OwnBreath
from journal_app.ui.screens.own_breath import stepped
from journal_app.words import say
from tests.driver import DESKTOP, PHONE, SMALL_PHONE, TABLET, Client, Driver
from tests.ui.conftest import Start, create, door_of, shell_of, unlock

NAMES = ("breathe_in", "hold", "breathe_out", "rest")


async def at_own(driver: Driver, *, holds: bool = False) -> None:
    await door_of(driver).practices.keep_comfort(Comfort(holds=holds))
    shell_of(driver).changed()
    await driver.go("/practices/own")


def enabled(driver: Driver) -> list[str]:
    """The keys of the steppers' buttons that can be tapped now."""
    keys = [str(each.key) for each in driver.all(ft.IconButton) if not each.disabled]
    return [key for key in keys if key.endswith(("-less", "-more"))]


async def test_the_list_invites_and_then_has_it(opened: Driver) -> None:
    await opened.go("/practices")
    assert not opened.has(f"practice-{OWN_BREATH}")
    await opened.click("make-own")
    await opened.click("breathe_out-more")
    await opened.click("save-own")
    await opened.until(lambda: shell_of(opened).route == f"/practices/{OWN_BREATH}")
    assert opened.sees("In 4, out 6.5. About five minutes.")
    assert opened.has("begin")
    await opened.go("/practices")
    assert not opened.has("make-own")
    await opened.click(f"practice-{OWN_BREATH}")
    await opened.click("change-own")
    assert shell_of(opened).route == "/practices/own"


async def test_it_is_there_again_after_the_journal_was_closed(opened: Driver) -> None:
    await at_own(opened)
    await opened.click("minutes-more")
    await opened.click("save-own")
    await opened.until(lambda: opened.has("begin"))
    await opened.click("lock")
    await unlock(opened)
    await opened.until(lambda: opened.has("settings"))
    assert door_of(opened).practices.own == OwnBreath(minutes=6)


async def test_what_was_kept_after_it_has_its_name_also_when_it_was_let_go(opened: Driver) -> None:
    door = door_of(opened)
    await door.practices.keep_own(OwnBreath())
    entry = await door.keep_practice(OWN_BREATH, "Five minutes. Easier now.")
    await door.practices.let_own_go()
    await opened.go("/journal")
    assert any("My own breath" in text for text in opened.texts())
    await opened.go(f"/entries/{entry.id}")
    assert opened.sees("^My own breath$")
    assert door.sharing.title(entry) == "My own breath"  # in the preview, and in the packet
    assert door.entries.get(entry.id) == replace(entry, practice_id="own-breath")


async def test_its_lengths_stay_whatever_the_pace_of_others(opened: Driver) -> None:
    await door_of(opened).practices.keep_own(OwnBreath())
    await door_of(opened).practices.keep_comfort(Comfort(pace=2.0))
    await opened.go(f"/practices/{OWN_BREATH}")
    assert opened.sees("In 4, out 6. About five minutes.")
    assert not opened.has("slower")


async def test_let_go_is_undone_by_saving_again(opened: Driver) -> None:
    await at_own(opened)
    assert not opened.has("let-own-go")
    await opened.click("breathe_in-more")
    await opened.click("save-own")
    await opened.until(lambda: opened.has("begin"))
    await opened.go("/practices/own")
    await opened.click("let-own-go")
    await opened.until(lambda: opened.sees(say("own.let_gone")))
    assert door_of(opened).practices.own is None
    assert not opened.has("let-own-go")
    await opened.click("save-own")
    await opened.until(lambda: opened.has("begin"))
    assert door_of(opened).practices.own == OwnBreath(breathe_in=4.5)


async def test_pauses_are_there_only_where_they_are_wanted(opened: Driver) -> None:
    await at_own(opened)
    assert not opened.has("hold-more")
    assert not opened.has("rest-more")
    await at_own(opened, holds=True)
    assert not opened.sees(say("own.stirs"))
    await opened.click("hold-more")
    assert opened.sees(say("own.stirs"))
    await opened.click("save-own")
    await opened.until(lambda: opened.sees("In 4, pause 0.5, out 6. About five minutes."))


async def test_the_still_bar_shows_the_proportions(opened: Driver) -> None:
    await at_own(opened, holds=True)

    def parts() -> list[int]:
        return [piece.expand for piece in opened.get("preview").controls]

    assert parts() == [8, 12]
    await opened.click("rest-more")
    assert parts() == [8, 12, 1]
    assert opened.sees("10.5 seconds for a whole breath")


async def test_every_button_says_what_it_makes_longer_or_shorter(opened: Driver) -> None:
    await at_own(opened, holds=True)
    names = set(opened.texts())
    for length in ("in", "hold", "out", "rest", "minutes"):
        name = say(f"own.{length}")
        assert {say("own.longer", name=name), say("own.shorter", name=name)} <= names
    values = {str(c.label) for c in opened.all(ft.Semantics, live_region=True)}
    assert "Breathe in, 4 seconds" in values
    await opened.click("breathe_in-more")
    values = {str(c.label) for c in opened.all(ft.Semantics, live_region=True)}
    assert "Breathe in, 4.5 seconds" in values


async def test_whatever_is_tapped_it_can_be_breathed(opened: Driver) -> None:
    await at_own(opened, holds=True)
    chance = random.Random(1)
    for _ in range(20):
        await opened.click(chance.choice(enabled(opened)))
    await opened.click("save-own")
    await opened.until(lambda: opened.has("begin"))
    own = door_of(opened).practices.own
    assert own is not None
    assert own != OwnBreath()
    assert own.pattern.cycles >= 1
    assert not opened.loop_errors


async def test_buttons_rest_at_the_ends(opened: Driver) -> None:
    await at_own(opened)
    while "breathe_out-less" in enabled(opened):
        await opened.click("breathe_out-less")
    assert opened.sees("2 seconds")
    while "breathe_in-less" in enabled(opened):
        await opened.click("breathe_in-less")
    assert opened.sees("5 seconds for a whole breath")  # no shorter, though 2 and 2 would be there
    while "minutes-less" in enabled(opened):
        await opened.click("minutes-less")
    assert opened.sees("About a minute")
    assert enabled(opened) == ["breathe_in-more", "breathe_out-more", "minutes-more"]


async def test_leaving_the_page_keeps_what_was_saved(opened: Driver) -> None:
    await at_own(opened)
    await opened.click("breathe_in-more")
    await opened.click("back")
    assert door_of(opened).practices.own is None


@pytest.mark.parametrize("seen_as", [PHONE, SMALL_PHONE, TABLET, DESKTOP], ids=str)
async def test_everything_is_there_on_every_size(start: Start, seen_as: Client) -> None:
    driver = await start(seen_as)
    await create(driver)
    await at_own(driver, holds=True)
    for scale in (1.0, 2.0):
        shell_of(driver).text_scale = scale
        await driver.settle()
        assert len(enabled(driver)) == 8  # two pauses cannot be shorter than none
        for key in ("preview", "save-own", "back", "support"):
            assert driver.has(key), key
    assert not driver.loop_errors


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from([-0.5, 0.5])), max_size=60))
def test_any_taps_end_at_something_to_breathe(taps: list[tuple[str, float]]) -> None:
    own = OwnBreath()
    for name, by in taps:
        own = stepped(own, name, by) or own
    assert OwnBreath.from_doc(own.to_doc()) == own
    assert own.pattern.cycles >= 1


def test_a_step_ends_where_the_lengths_end() -> None:
    own = OwnBreath()
    assert stepped(own, "breathe_in", 0.5) == OwnBreath(breathe_in=4.5)
    assert stepped(own, "hold", -0.5) is None
    assert stepped(OwnBreath(breathe_in=8.0), "breathe_in", 0.5) is None
    assert stepped(OwnBreath(breathe_in=2.0, breathe_out=3.0), "breathe_out", -0.5) is None
