"""The body map: a tap or a name marks a spot, a word stands beside it, and nothing gets lost."""

from __future__ import annotations

import flet as ft
import flet.canvas as cv
import pytest

from journal_app.domain.body import IDS, LONGEST_WORDS, View, regions
from journal_app.domain.entry import Entry, Kind
from journal_app.ui.door.packing import parts_of
from journal_app.ui.parts.body_map import figure_shapes
from journal_app.ui.theme import DARK, LIGHT, Palette
from journal_app.words import say
from tests.driver import DESKTOP, Driver
from tests.ui.conftest import Start, create, door_of, shell_of, unlock


def last(driver: Driver) -> Entry:
    return door_of(driver).entries.page().entries[-1]


async def tap(driver: Driver, view: View, region_id: str, aside: float = 0.0) -> None:
    """Touch the figure in the middle of a region, or that far to the right of it."""
    canvas = driver.get("figure").content
    scale = canvas.width / 200
    region = next(r for r in regions(view) if r.id == region_id)
    x, y = region.middle
    await driver.fire("figure", "tap_up", {"l": {"x": (x + aside) * scale, "y": y * scale}})


async def test_a_tap_marks_a_spot_and_a_word_stands_beside_it(opened: Driver) -> None:
    await opened.go("/body")
    assert opened.sees("Nothing is marked yet")
    await tap(opened, View.FRONT, "chest")
    await opened.change("spot-chest", "warm, a little tight")
    await tap(opened, View.FRONT, "left_hand")
    assert opened.sees("Marked: Chest, Left hand")
    await opened.click("keep-body")
    await opened.until(lambda: opened.sees("This can rest here now"))
    entry = last(opened)
    assert entry.kind is Kind.CHECK_IN
    assert entry.readings == {}
    assert [(p.name, p.text) for p in entry.parts] == [
        ("Chest", "warm, a little tight"),
        ("Left hand", "felt here"),
    ]
    assert door_of(opened).drafts.keys() == ()
    assert shell_of(opened).route == "/"


async def test_a_finger_beside_the_hand_still_means_the_hand(opened: Driver) -> None:
    await opened.go("/body")
    await tap(opened, View.FRONT, "left_hand", aside=20)
    assert opened.has("spot-left_hand")
    await opened.fire("figure", "tap_up", {"l": {"x": 1.0, "y": 1.0}})
    assert opened.sees("^Marked: Left hand.$")


async def test_the_figure_turns_round_and_some_spots_are_seen_from_both_sides(
    opened: Driver,
) -> None:
    await opened.go("/body")
    await opened.click("region-left_hand")
    await opened.click("look-back")
    assert not opened.has("region-chest")
    await tap(opened, View.BACK, "lower_back")
    figure = opened.all(ft.Semantics, image=True)[-1]
    assert figure.label == "A figure seen from behind. Marked: Lower back, Left hand."
    await tap(opened, View.BACK, "left_hand")  # once more lets it go: there are no words
    assert opened.sees("^Marked: Lower back.$")


@pytest.mark.parametrize("view", View)
async def test_every_region_is_a_named_button_with_its_state(opened: Driver, view: View) -> None:
    await opened.go("/body")
    await opened.click(f"look-{view.value}")
    expected = [say(f"body.at_{region.id}") for region in regions(view)]
    buttons = [s for s in opened.all(ft.Semantics, button=True) if s.label in expected]
    assert [s.label for s in buttons] == expected
    assert not any(s.selected for s in buttons)
    first = regions(view)[0].id
    await opened.click(f"region-{first}")
    chosen = opened.all(ft.Semantics, button=True, label=say(f"body.at_{first}"))[0]
    assert chosen.selected
    assert opened.get(f"region-{first}").on_click is not None  # what a keyboard presses


def test_every_region_has_a_name_of_its_own() -> None:
    names = [say(f"body.at_{region_id}") for region_id in IDS]
    assert len(set(names)) == len(names)


async def test_words_are_not_let_go_by_a_second_tap(opened: Driver) -> None:
    await opened.go("/body")
    await tap(opened, View.FRONT, "belly")
    await opened.change("spot-belly", "a knot")
    await tap(opened, View.FRONT, "belly")
    assert opened.sees("There are words at this spot")
    await opened.click("region-belly")
    assert opened.get("spot-belly").value == "a knot"
    await opened.click("remove-belly")
    assert not opened.has("spot-belly")
    await opened.click("keep-body")
    assert opened.sees("No spot is marked yet")
    assert door_of(opened).entries.count() == 0


async def test_a_long_word_is_held_at_the_field(opened: Driver) -> None:
    await opened.go("/body")
    await opened.click("region-head")
    assert opened.get("spot-head").max_length == LONGEST_WORDS


async def test_marks_and_words_survive_leaving_and_locking(opened: Driver) -> None:
    await opened.go("/body")
    await opened.click("region-throat")
    await opened.click("region-hips")
    await opened.change("spot-throat", "full")
    await opened.click("back")
    await opened.go("/body")
    assert opened.get("spot-throat").value == "full"
    assert opened.has("spot-hips")
    await opened.change("spot-throat", "full, and softer now")
    await opened.click("lock")
    await unlock(opened)
    await opened.until(lambda: opened.has("go-on-writing"))
    await opened.click("go-on-writing")
    assert shell_of(opened).route == "/body"
    assert opened.get("spot-throat").value == "full, and softer now"
    assert opened.has("spot-hips")


async def test_a_mark_from_behind_is_seen_when_one_comes_back(opened: Driver) -> None:
    await opened.go("/body")
    await opened.click("look-back")
    await opened.click("region-back_of_neck")
    await opened.click("back")
    await opened.go("/body")
    assert opened.has("region-back_of_neck")


async def test_how_i_am_keeps_spots_and_numbers_as_one(opened: Driver) -> None:
    await opened.go("/how")
    assert not opened.has("figure")
    await opened.click("more-revved")
    await opened.click("fold-body")
    await tap(opened, View.FRONT, "chest")
    await opened.change("spot-chest", "warm")
    await opened.click("keep-how")
    await opened.until(lambda: opened.sees("Thank you for noticing"))
    assert door_of(opened).entries.count() == 1
    entry = last(opened)
    assert entry.readings == {"revved": 4}
    assert [(p.name, p.text) for p in entry.parts] == [("Chest", "warm")]
    await opened.go("/how")
    assert not opened.has("spot-chest")


async def test_spots_that_wait_are_not_hidden_in_a_fold(opened: Driver) -> None:
    await opened.go("/body")
    await opened.click("region-face")
    await opened.click("back")
    await opened.go("/how")
    assert opened.has("spot-face")
    await opened.click("fold-body")
    assert not opened.has("spot-face")
    assert opened.sees("^Face$")


async def test_it_leads_back_where_it_was_opened_from(opened: Driver) -> None:
    await opened.go("/body?back=/how")
    await opened.click("region-face")
    await opened.click("keep-body")
    await opened.until(lambda: shell_of(opened).route == "/how")
    await opened.go("/body?back=//elsewhere.example/")
    await opened.click("back")
    assert shell_of(opened).route == "/"


async def test_it_is_shown_in_the_journal_and_shared_spot_by_spot(opened: Driver) -> None:
    await opened.go("/body")
    await opened.click("region-chest")
    await opened.change("spot-chest", "warm")
    await opened.click("region-belly")
    await opened.click("keep-body")
    await opened.until(lambda: opened.sees("This can rest here now"))
    entry = last(opened)
    assert [(p.name, p.text) for p in parts_of(entry)] == [
        ("Chest", "warm"),
        ("Belly", "felt here"),
    ]
    await opened.go("/journal")
    assert opened.sees("^Chest: warm · Belly: felt here$")
    await opened.click(f"entry-{entry.id}")
    for words in ("^Chest$", "^warm$", "^Belly$", "^felt here$"):
        assert opened.sees(words)
    assert Entry.from_doc(entry.to_doc()) == entry


async def test_beside_each_other_where_there_is_room(start: Start) -> None:
    driver = await start(DESKTOP)
    await create(driver)
    await driver.go("/body")
    await driver.click("region-chest")
    assert driver.has("spot-chest")
    assert driver.has("figure")


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("p", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_marked_is_lit_and_nothing_else(view: View, p: Palette) -> None:
    marked = regions(view)[2].id
    plain, lit = (figure_shapes(p, view, ids, 1.0) for ids in ((), (marked,)))
    assert len(lit) == len(plain) + 1
    glow = lit[-1]
    assert isinstance(glow, cv.Path)
    assert glow.paint is not None
    assert glow.paint.gradient is not None
    assert figure_shapes(p, view, ("nowhere",), 1.0) == plain
