"""How I am: only what was said is kept, and what is half said survives a look elsewhere."""

from __future__ import annotations

from datetime import timedelta

import flet as ft
import pytest

from journal_app.clock import SetClock
from journal_app.domain.entry import READINGS, Entry, Kind
from journal_app.domain.tolerance import Form
from journal_app.ui.door.packing import parts_of
from journal_app.ui.parts import kept
from journal_app.ui.parts.rating import HIGHEST, amount
from journal_app.words import say
from tests.driver import SMALL_PHONE, Driver
from tests.ui.conftest import Start, create, door_of, shell_of

MORE = ("mood", "calm", "energy", "connection", "sleep")


def last(driver: Driver) -> Entry:
    return door_of(driver).entries.page().entries[-1]


async def how(driver: Driver) -> None:
    await driver.go("/how")


async def keep(driver: Driver) -> None:
    await driver.click("keep-how")
    await driver.until(lambda: driver.sees("Thank you for noticing"))


async def test_nothing_is_said_at_the_beginning_and_nothing_is_kept(opened: Driver) -> None:
    await how(opened)
    assert opened.sees("not said")
    assert not opened.has("unsay-revved")
    await opened.click("keep-how")
    assert opened.sees("Nothing is marked yet, and that is fine too")
    assert door_of(opened).entries.count() == 0


async def test_what_was_not_touched_is_not_kept(opened: Driver) -> None:
    await how(opened)
    await opened.click("more-far")
    await keep(opened)
    assert last(opened).readings == {"far_away": 3}
    assert last(opened).kind is Kind.CHECK_IN


async def test_zero_is_an_answer(opened: Driver) -> None:
    await how(opened)
    await opened.change("slide-revved", 0)
    assert opened.sees("^not at all$")
    await keep(opened)
    assert last(opened).readings == {"revved": 0}


async def test_a_tap_where_the_thumb_rests_is_an_answer(opened: Driver) -> None:
    await how(opened)
    assert opened.get("slide-revved").value == 3
    await opened.fire("slide-revved", "change_end", 3)
    assert opened.has("unsay-revved")
    await keep(opened)
    assert last(opened).readings == {"revved": 3}


async def test_more_is_folded_away_and_holds_five(opened: Driver) -> None:
    await how(opened)
    assert not opened.has("more-mood")
    await opened.click("fold-more")
    for name in MORE:
        assert opened.has(f"slide-{name}")
    await opened.click("more-mood")
    await opened.click("less-sleep")
    assert opened.sees("Mood, Sleep")
    await opened.click("fold-more")
    assert not opened.has("more-mood")
    assert opened.sees("Mood, Sleep")  # folded away, and still told
    await keep(opened)
    assert last(opened).readings == {"mood": 6, "sleep": 4}


async def test_what_was_said_can_be_taken_back(opened: Driver) -> None:
    await how(opened)
    await opened.click("fold-more")
    for name in ("revved", "mood", "calm"):
        await opened.click(f"more-{name}")
    await opened.click("unsay-mood")
    await opened.click("unsay-revved")
    assert not opened.has("unsay-mood")
    await keep(opened)
    assert last(opened).readings == {"calm": 6}


@pytest.mark.parametrize("kind", ["revved", "far", "mood"])
async def test_every_control_stops_at_its_ends(opened: Driver, kind: str) -> None:
    await how(opened)
    await opened.click("fold-more")
    for which, end in (("more", HIGHEST), ("less", 0)):
        for _ in range(HIGHEST + 2):
            await opened.click(f"{which}-{kind}")
        assert opened.get(f"slide-{kind}").value == end


async def test_half_said_survives_the_cover(opened: Driver) -> None:
    await how(opened)
    await opened.click("more-revved")
    await opened.click("fold-more")
    await opened.click("more-energy")
    for state in (ft.AppLifecycleState.HIDE, ft.AppLifecycleState.SHOW):
        await opened.session.dispatch_event(
            opened.page._i, "app_lifecycle_state_change", {"state": state.value}
        )
        await opened.settle()
        assert opened.has("cover") is (state is ft.AppLifecycleState.HIDE)
    assert opened.get("slide-revved").value == 4
    assert opened.has("unsay-energy")
    assert not opened.has("unsay-far")
    await keep(opened)
    assert last(opened).readings == {"revved": 4, "energy": 6}


async def test_a_check_of_long_ago_says_nothing_of_now(opened: Driver) -> None:
    await how(opened)
    await opened.click("more-revved")
    await opened.click("back")
    await how(opened)
    assert not opened.has("unsay-revved")


async def test_the_slider_says_its_name_and_that_nothing_was_said(opened: Driver) -> None:
    await how(opened)
    slider = opened.all(ft.Semantics, slider=True, label="Revved")[0]
    assert slider.value == "not said"
    await opened.fire(slider, "increase")
    slider = opened.all(ft.Semantics, slider=True, label="Revved")[0]
    assert slider.value == "4, some"
    assert "Revved: leave it unsaid" in opened.texts()


async def test_in_the_first_hours_no_number_is_shown(in_session: Driver, clock: SetClock) -> None:
    session = door_of(in_session).days.session()
    assert session is not None
    assert session.ends is not None
    clock.instant = session.ends + timedelta(hours=2)
    await how(in_session)
    await in_session.click("more-revved")
    assert not in_session.sees("^4$")
    assert in_session.sees("^some$")


async def test_one_high_number_counts_for_what_is_offered_next(opened: Driver) -> None:
    door = door_of(opened)
    await door.keep_check_in(revved=8)
    reading = await door.days.read(7, 0)
    offer = door.days.offer(reading)
    assert offer.form is Form.SETTLE
    assert offer.company


async def test_what_says_nothing_of_the_two_is_no_reading_of_the_gate(opened: Driver) -> None:
    door = door_of(opened)
    await door.keep_check_in(revved=8)
    entry = await door.keep_check_in(more={"mood": 2, "sleep": 0})
    assert entry.readings == {"mood": 2, "sleep": 0}
    assert len(door.days._readings) == 1


# -- where it is seen ----------------------------------------------------------------


async def test_every_reading_is_shown_by_name_and_amount(opened: Driver) -> None:
    more = dict(zip(MORE, (9, 0, 5, 7, 2), strict=True))
    entry = await door_of(opened).keep_check_in(2, 8, more=more)
    assert tuple(entry.readings) == READINGS
    await opened.go("/journal")
    words = (
        "Revved: a little · Far away: a lot · Mood: very bright · Calm: not at all · Energy: some"
        " · Connection: a lot · Sleep: a little"
    )
    assert opened.sees(words)
    await opened.click(f"entry-{entry.id}")
    for line in words.split(" · "):
        assert opened.sees(f"^{line}$")
    [part] = parts_of(entry)
    assert part.name == "How I was"
    assert part.text == ("Revved 2, far away 8, mood 9, calm 0, energy 5, connection 7, sleep 2")


def test_every_reading_and_amount_has_its_words() -> None:
    for name in READINGS:
        assert say(f"entry.reading_{name}")
        assert say(f"share.reading_{name}", value=3)
        assert all(amount(value, name) for value in range(HIGHEST + 1))
    assert amount(9, "mood") != amount(9, "calm")


def test_a_check_in_from_before_reads_as_it_did() -> None:
    doc = {
        "v": 1,
        "id": "0" * 32,
        "kind": "check_in",
        "written": "2026-03-04T17:00:00Z",
        "zone": "Europe/London",
        "parts": [],
        "readings": {"revved": 5, "far_away": 2},
        "shared": [],
    }
    entry = Entry.from_doc(doc)
    assert kept.check_in_words(entry) == "Revved: some · Far away: a little"


async def test_it_works_on_a_small_phone_with_large_text(start: Start) -> None:
    driver = await start(SMALL_PHONE)
    await create(driver)
    await driver.inside(lambda: setattr(shell_of(driver), "text_scale", 2.0))
    await how(driver)
    await driver.click("fold-more")
    await driver.click("fold-body")
    await driver.click("more-mood")
    await driver.click("region-chest")
    await keep(driver)
    assert last(driver).readings == {"mood": 6}
    assert [part.name for part in last(driver).parts] == ["Chest"]
