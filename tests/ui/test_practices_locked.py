"""Breathing while the journal is locked: from the lock screen and back, and nothing of it is told.

Nothing is read of the book for it, nothing is written into it, and no word of it is on the wire.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import flet as ft
import pytest

from journal_app import content
from journal_app.domain.breathing import LEAD_IN
from journal_app.domain.comfort import Comfort
from journal_app.domain.helped import After
from journal_app.domain.own_breath import OwnBreath
from journal_app.domain.support import Person
from journal_app.ui.app import JournalProgram
from journal_app.ui.door.practices import WhileLocked
from journal_app.ui.screens.pages import CLIENT, CLOSED
from journal_app.ui.shell import Role, Stage
from journal_app.words import say
from tests.canary import found_in
from tests.driver import DESKTOP, PHONE, SMALL_PHONE, TABLET, Driver, client
from tests.ui.breathing_book import Book, Hourglass
from tests.ui.conftest import PASSPHRASE, Start, create, door_of, shell_of, unlock, window_of

CRUMB, PERSON, PLAN = "the heron on the weir", "Corin Stonechat", "the warm stairwell"
SECRETS = (CRUMB, PERSON, PLAN)
FAILED = "Your words are still here"


def contents(folder: Path) -> dict[str, str]:
    """Every file below a folder and what is in it, as a hash."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


async def fill(driver: Driver) -> None:
    """Words that nobody may find, and choices of which a locked page must know nothing."""
    door = door_of(driver)
    await door.keep_crumb(CRUMB)
    await door.support.add_person(Person(PERSON, "020 7946 0815"))
    door.support.plan.keep("hour", PLAN)
    await door.practices.keep_comfort(Comfort(holds=True, pace=2.0, numbers=False))
    await door.practices.keep_own(OwnBreath(breathe_in=3.0, breathe_out=5.0))
    await door.practices.say_after("slow-walk", After.EASIER)
    await door.practices.say_after("longer-exhale", After.HARDER)


@pytest.fixture
async def locked(book: Book) -> Book:
    """A journal with all of that, locked again; what was sent before is forgotten."""
    await fill(book.driver)
    await book.driver.click("lock")
    assert book.driver.has("passphrase")
    book.driver.conn.sent.clear()
    return book


def on_the_wire(driver: Driver) -> list[str]:
    """Which of the secrets were sent to the client since it was locked, or would be now."""
    data = b"".join(packed for _, packed in driver.conn.sent) + driver.wire()
    return found_in(data, SECRETS)


def listed(driver: Driver) -> set[str]:
    every = driver.keys()
    return {k.removeprefix("practice-") for k in every if k.startswith("practice-")}


# -- from the lock screen and back -----------------------------------------------------


@pytest.mark.parametrize("route", ["/practices/longer-exhale", "/practices/orienting"])
async def test_from_the_lock_screen_to_a_practice_and_back_with_nothing_told(
    locked: Book, tmp_path: Path, route: str
) -> None:
    driver = locked.driver
    before = contents(tmp_path)
    assert before
    await driver.click("practices")
    await driver.click(f"practice-{route.rsplit('/', 1)[1]}")
    assert shell_of(driver).route == route
    await driver.click("begin")
    await locked.turn(LEAD_IN + 7.0)
    await driver.click("stop")
    assert driver.sees(content.practices()[route.rsplit("/", 1)[1]].closing)
    assert not driver.has("easier")
    await driver.click("back")
    assert driver.has("passphrase")
    assert shell_of(driver).stage is Stage.LOCKED
    assert window_of(driver).door is None
    assert contents(tmp_path) == before
    assert on_the_wire(driver) == []
    assert locked.tasks == 0
    assert locked.glass.waiting == 0
    assert not driver.loop_errors


async def test_what_it_looks_for_on_the_wire_would_be_found(book: Book) -> None:
    await fill(book.driver)
    shell_of(book.driver).changed()
    await book.driver.go("/journal")
    await book.driver.go("/support")
    assert on_the_wire(book.driver) == list(SECRETS)


async def test_the_breath_runs_as_it_is_for_anybody(locked: Book) -> None:
    await locked.begin()
    await locked.turn(LEAD_IN + 0.1)
    assert locked.announced == "Breathe in, 4.5 seconds"
    await locked.turn(4.5)
    assert locked.announced == "Breathe out, 5.5 seconds"
    assert locked.tasks > 0
    await locked.driver.click("pause")
    assert locked.announced.startswith("Paused")
    await locked.driver.click("back")
    assert locked.tasks == 0
    assert locked.driver.has("practice-longer-exhale")
    await locked.driver.click("back")
    assert locked.driver.has("passphrase")


async def test_the_list_is_what_is_kind_to_anybody(locked: Book) -> None:
    driver = locked.driver
    await driver.click("practices")
    assert listed(driver) == {practice.id for practice in WhileLocked().all()}
    assert {"longer-exhale", "orienting", "five-senses"} <= listed(driver)
    assert not {"box", "four-seven-eight", "cyclic-sighing", "own-breath"} & listed(driver)
    for absent in ("to-comfort", "make-own", "helped-slow-walk", "more", "lock", "settings"):
        assert not driver.has(absent), absent
    assert not any(key.startswith("tab-") for key in driver.keys())  # noqa: SIM118  no mapping
    assert driver.has("support")
    assert driver.sees(say("lock.nothing_written"))


async def test_what_could_be_too_much_is_not_there_by_its_address_either(locked: Book) -> None:
    for unkind in ("box", "cyclic-sighing", "own-breath", "own", "nowhere"):
        await locked.driver.go(f"/practices/{unkind}")
        assert not locked.driver.has("begin"), unkind
        assert locked.driver.sees("Nothing is at this address"), unkind
        await locked.driver.click("back")
        assert shell_of(locked.driver).route == "/practices"


async def test_no_other_page_is_there_while_it_is_locked(locked: Book) -> None:
    closed = {pattern for pattern, _ in CLOSED}
    for pattern, _ in CLIENT:
        if pattern not in closed:
            route = pattern.replace(":practice_id", "longer-exhale").replace(":", "")
            if route == "/practices/own":
                continue  # a practice's address; the test before has it
            await locked.driver.go(route)
            assert locked.driver.has("passphrase"), route
    assert on_the_wire(locked.driver) == []


# -- what happens meanwhile --------------------------------------------------------------


async def test_opening_it_during_a_breath_begins_at_today_and_leaves_no_task(locked: Book) -> None:
    driver = locked.driver
    await locked.begin()
    await locked.turn(LEAD_IN + 1.0)
    await window_of(driver).unlock(PASSPHRASE)
    await driver.settle(60)
    assert shell_of(driver).route == "/"
    assert driver.has("lock")
    assert not driver.has("stop")
    await driver.until(lambda: locked.tasks == 0)
    assert locked.glass.waiting == 0


async def test_a_lost_connection_ends_a_breath_and_leaves_the_lock_screen(locked: Book) -> None:
    await locked.begin()
    await locked.turn(LEAD_IN + 1.0)
    await locked.driver.disconnect()
    assert locked.driver.has("passphrase")
    assert locked.tasks == 0
    assert locked.glass.waiting == 0


@pytest.mark.parametrize("key", ["practices", "support"])
async def test_a_page_that_began_again_leads_to_where_its_address_is_already(
    locked: Book, key: str
) -> None:
    """A browser that comes back is at the address it left, and says nothing when asked for it."""
    await locked.driver.click(key)
    await locked.driver.disconnect()
    assert locked.driver.has("passphrase")
    assert locked.driver.page.route == f"/{key}"
    await locked.driver.click(key)
    assert shell_of(locked.driver).route == f"/{key}"


async def test_hours_may_pass_while_nothing_is_open(locked: Book) -> None:
    """There is no watch: nobody's words are open, and a breath is not interrupted."""
    await locked.begin()
    await locked.turn(LEAD_IN + 200.0)
    assert locked.driver.has("stop")
    assert not window_of(locked.driver).watch.looking
    await locked.turn(4000.0)
    assert locked.driver.sees(content.practices()["longer-exhale"].closing)


async def test_another_window_opens_its_journal_while_this_one_breathes(
    locked: Book, start: Start
) -> None:
    await locked.begin()
    await locked.turn(LEAD_IN + 1.0)
    other = await start()
    await unlock(other)
    await other.until(lambda: other.has("lock"))
    assert locked.driver.has("stop")
    assert window_of(locked.driver).door is None
    assert on_the_wire(locked.driver) == []


# -- Support, the beginning, and the other role ----------------------------------------


async def test_support_has_two_while_it_is_locked_and_they_lead_back_to_it(locked: Book) -> None:
    driver = locked.driver
    await driver.click("support")
    steady = [key for key in driver.keys() if key.startswith("steady-")]  # noqa: SIM118  no mapping
    assert steady == ["steady-longer-exhale", "steady-orienting"]
    await driver.click("steady-longer-exhale")
    assert driver.has("begin")
    await driver.click("back")
    assert shell_of(driver).route == "/support"
    await driver.click("all-practices")
    assert listed(driver)
    await driver.click("back")
    assert shell_of(driver).route == "/support"
    assert on_the_wire(driver) == []


async def test_after_a_practice_support_is_there_again(locked: Book) -> None:
    driver = locked.driver
    await driver.click("support")
    await driver.click("steady-longer-exhale")
    await driver.click("begin")
    await locked.turn(LEAD_IN + 1.0)
    await driver.click("stop")
    await driver.click("orienting")
    assert driver.has("begin")
    await driver.click("back")
    assert shell_of(driver).route == "/support"
    assert locked.tasks == 0


async def test_before_there_is_a_journal_the_way_is_on_support(start: Start) -> None:
    driver = await start()
    assert driver.has("make-journal")
    await driver.click("support")
    await driver.click("steady-orienting")
    assert driver.has("begin")
    await driver.go("/practices")
    assert listed(driver)
    await driver.click("back")
    assert driver.has("make-journal")


async def test_a_practice_is_locked_without_them_and_its_journal_has_them(start: Start) -> None:
    driver = await start()
    await create(driver)
    await driver.inside(lambda: window_of(driver).choose(Role.PRACTICE))
    await create(driver, "practice")
    await driver.click("lock")
    assert driver.has("passphrase")
    assert not driver.has("practices")
    await driver.click("support")
    assert not driver.has("all-practices")
    await driver.go("/")
    await driver.click("other-book")
    assert driver.has("practices")


# -- on every page -----------------------------------------------------------------------

PAGES = {
    "phone": (PHONE, 1.0),
    "small": (SMALL_PHONE, 2.0),
    "tablet": (TABLET, 1.0),
    "desktop": (DESKTOP, 1.0),
    "dark": (client(390, 844, "ios", dark=True), 2.0),
}


@pytest.mark.parametrize("page", PAGES)
async def test_it_is_one_tap_away_on_every_page(start: Start, glass: Hourglass, page: str) -> None:
    seen_as, scale = PAGES[page]
    driver = await start(seen_as)
    await create(driver)
    await driver.click("lock")
    await driver.inside(lambda: setattr(shell_of(driver), "text_scale", scale))
    labels = [*driver.texts(), *(c.label for c in driver.all(ft.Semantics))]
    assert say("lock.practices") in labels
    await driver.click("practices")
    for practice in WhileLocked().all():
        await driver.go(f"/practices/{practice.id}")
        assert driver.has("begin"), practice.id
        assert not driver.sees(FAILED), practice.id
    await driver.click("begin")
    assert driver.has("stop") or driver.has("next")
    await driver.go("/")
    assert driver.has("passphrase")
    assert not driver.loop_errors
    assert glass.waiting == 0


async def test_the_program_that_closes_leaves_no_breath(
    locked: Book, program: JournalProgram
) -> None:
    await locked.begin()
    await locked.turn(LEAD_IN + 1.0)
    program.close()
    await locked.driver.settle()
    assert locked.tasks == 0
    assert locked.glass.waiting == 0
