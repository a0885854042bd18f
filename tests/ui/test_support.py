"""Support: my plan, my people, my region's lines; open, locked, and a year later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import flet as ft
import pytest

from journal_app.clock import SetClock
from journal_app.domain.support import Person, PlanPart
from journal_app.ui.door.drafts import PAUSE
from journal_app.ui.screens.support import ROUTES
from journal_app.ui.shell import Role
from journal_app.vault.shown_locked import NAME
from journal_app.words import say
from tests.canary import found_under
from tests.driver import Driver
from tests.ui.conftest import TUESDAY_2PM, create, door_of, shell_of, stays, unlock, window_of

CORIN = Person("Corin Stonechat", "+44 (0)20 7946 0815")
ROBIN = Person("Robin", "1-800-FLOWERS")
HOUR = timedelta(hours=1)


def link(driver: Driver, key: str) -> str:
    """Where a link leads: what the client opens by itself."""
    url = driver.get(key).url
    assert isinstance(url, ft.Url)
    return url.url


def lines_shown(driver: Driver) -> list[str]:
    keys = driver.keys()
    return [link(driver, key) for key in keys if key.startswith("line-")]


async def add(driver: Driver, *people: Person) -> None:
    for person in people:
        await door_of(driver).support.add_person(person)
    shell_of(driver).changed()
    await driver.settle()


async def lock(driver: Driver) -> None:
    """Lock, and look at Support as somebody who holds the device."""
    await driver.click("lock")
    await driver.click("support")


async def until_ticked(driver: Driver, index: int, on: bool = True) -> None:
    support = door_of(driver).support
    person = support.people()[index]
    await driver.until(lambda: support.is_shown_locked(person) is on)


# -- my plan -------------------------------------------------------------------------


async def test_a_plan_is_invited_in_one_sentence_and_written_on_a_page_of_its_own(
    opened: Driver,
) -> None:
    await opened.click("support")
    assert opened.sees("A few lines of your own")
    await opened.click("write-plan")
    assert all(opened.has(f"plan-{part.value}") for part in PlanPart)
    headings = [
        "How I notice it gets heavy",
        "What helps me through an hour",
        "Where I can be",
        "Who I can be with",
        "Who I can call",
        "What makes the next hours safer",
    ]
    named = [control.label for control in opened.all(ft.Semantics)]
    assert [label for label in named if label in headings] == headings
    assert [text for text in opened.all(ft.Text) if text.value in headings]


async def test_the_plan_stands_first_in_my_own_words(opened: Driver) -> None:
    await opened.go("/support/plan")
    await opened.change("plan-hour", "Warm water.\nThe window.")
    await opened.change("plan-noticing", "I stop answering.")
    await opened.click("plan-done")
    await opened.until(lambda: opened.has("change-plan"))
    texts = opened.texts()
    order = ["I stop answering.", "Warm water.\nThe window.", "My people", "Where are you?"]
    assert [t for t in texts if t in order] == order
    assert not opened.has("write-plan")
    assert not opened.sees("Where I can be")


async def test_what_is_typed_is_sealed_as_it_is_typed(opened: Driver) -> None:
    await opened.go("/support/plan")
    await opened.change("plan-places", "The library")
    loop = opened.loop.time() + PAUSE + 1
    await opened.until(
        lambda: (
            door_of(opened).support.plan.text("places") == "The library"
            or opened.loop.time() > loop
        )
    )
    window_of(opened)._lock_now()
    await opened.settle()
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))
    await opened.click("support")
    assert opened.sees("The library")


@pytest.mark.parametrize("way", ["lock", "back"])
async def test_what_was_just_typed_is_kept_on_leaving_and_on_locking(
    opened: Driver, way: str
) -> None:
    await opened.go("/support/plan")
    await opened.change("plan-company", "Ana, on Sundays")
    await opened.click(way)
    if way == "lock":
        await unlock(opened)
        await opened.until(lambda: opened.has("lock"))
        await opened.click("support")
    await opened.until(lambda: opened.sees("Ana, on Sundays"))


async def test_a_part_that_is_emptied_is_gone_and_the_plan_with_its_last_one(
    opened: Driver,
) -> None:
    door_of(opened).support.plan.keep("hour", "Tea")
    await opened.go("/support/plan")
    await opened.change("plan-hour", "  ")
    await opened.click("plan-done")
    await opened.until(lambda: opened.has("write-plan"))
    assert door_of(opened).support.plan.written() == ()


async def test_a_refused_disk_is_said_and_the_words_stay(
    opened: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no room")

    await opened.go("/support/plan")
    monkeypatch.setattr(door_of(opened).support.plan._table, "insert", refuse)
    await opened.change("plan-hour", "Tea")
    await opened.until(lambda: opened.has("notice"))
    assert opened.sees("Your words are still here")
    assert opened.has("plan-hour")


# -- my people ------------------------------------------------------------------------


async def test_somebody_is_added_and_can_be_called_and_texted(opened: Driver) -> None:
    await opened.click("support")
    await opened.click("add-person")
    await opened.change("person-name", "Corin Stonechat")
    await opened.change("person-number", CORIN.number)
    await opened.click("keep-person")
    await opened.until(lambda: opened.has("call-0"))
    assert link(opened, "call-0") == "tel:+442079460815"
    assert link(opened, "text-0") == "sms:+442079460815"
    named = [opened.said_of(key) for key in ("call-0", "text-0")]
    assert named == ["Call Corin Stonechat", "Text Corin Stonechat"]


async def test_a_link_is_the_clients_own_and_takes_no_empty_tab(opened: Driver) -> None:
    await add(opened, ROBIN)
    await door_of(opened).support.choose_region("us")
    await opened.click("support")
    assert link(opened, "call-0") == "tel:18003569377"
    assert opened.get("call-0").url.target is ft.UrlTarget.SELF
    assert opened.get("line-2").url == ft.Url("https://988lifeline.org", ft.UrlTarget.BLANK)


async def test_a_number_that_cannot_be_dialled_has_no_link_and_says_so(opened: Driver) -> None:
    await add(opened, Person("Robin", "ask Kim"))
    await opened.click("support")
    assert not opened.has("call-0")
    assert opened.sees("can't be dialled as it is written")


async def test_a_name_is_asked_for_kindly(opened: Driver) -> None:
    await opened.click("support")
    await opened.click("add-person")
    await opened.change("person-number", "12345")
    await opened.click("keep-person")
    assert opened.sees("A name would help")
    assert door_of(opened).support.people() == ()


# -- while locked -----------------------------------------------------------------------


async def test_nothing_of_mine_is_shown_or_readable_while_locked_without_a_tick(
    opened: Driver, tmp_path: Path
) -> None:
    await add(opened, CORIN)
    door_of(opened).support.plan.keep("hour", "A lamp and a brambling")
    await lock(opened)
    assert not opened.sees("Stonechat|brambling")
    assert opened.sees("here when the journal is open")
    assert not (tmp_path / "vault" / NAME).exists()
    assert found_under(tmp_path, ["Stonechat", "79460815", "7946 0815", "brambling"]) == {}


async def test_one_who_was_ticked_is_shown_while_locked_and_nobody_else(
    opened: Driver, tmp_path: Path
) -> None:
    await add(opened, CORIN, ROBIN)
    await opened.click("support")
    assert opened.sees("Whoever holds this device can read the name and the number")
    await opened.click("show-0")
    await until_ticked(opened, 0)
    await lock(opened)
    assert opened.sees("Corin Stonechat")
    assert not opened.sees("Robin")
    assert link(opened, "call-0") == "tel:+442079460815"
    assert not opened.has("show-0")
    assert not opened.has("remove-0")
    readable = (tmp_path / "vault" / NAME).read_bytes()
    assert b"Stonechat" in readable
    assert b"Robin" not in readable


async def test_a_tick_taken_back_leaves_nothing(opened: Driver, tmp_path: Path) -> None:
    await add(opened, CORIN)
    await opened.click("support")
    await opened.click("show-0")
    await until_ticked(opened, 0)
    await opened.click("show-0")
    await until_ticked(opened, 0, on=False)
    assert not (tmp_path / "vault" / NAME).exists()
    await lock(opened)
    assert not opened.sees("Stonechat")


async def test_a_person_taken_off_the_list_is_shown_no_longer(
    opened: Driver, tmp_path: Path
) -> None:
    await add(opened, CORIN)
    await opened.click("support")
    await opened.click("show-0")
    await until_ticked(opened, 0)
    await opened.click("remove-0")
    await opened.until(lambda: not opened.has("show-0"))
    assert not (tmp_path / "vault" / NAME).exists()
    assert door_of(opened).support.people() == ()


async def test_a_damaged_file_shows_nobody_and_the_page_stands(
    opened: Driver, tmp_path: Path
) -> None:
    await add(opened, CORIN)
    await door_of(opened).support.show_locked(CORIN, True)
    (tmp_path / "vault" / NAME).write_bytes(b"{")
    await lock(opened)
    assert opened.sees("here when the journal is open")
    assert opened.has("region-us")


async def test_what_somebody_wrote_into_the_file_has_no_power_over_the_page(
    opened: Driver, tmp_path: Path
) -> None:
    evil = '{"v":1,"region":"gb","people":[{"name":"Co\u202erin","number":"javascript:1"}]}'
    (tmp_path / "vault" / NAME).write_text(evil, encoding="utf-8")
    await lock(opened)
    assert opened.sees("^Corin$")
    assert not opened.has("call-0")


async def test_a_practice_has_no_people_and_says_nothing_of_them(opened: Driver) -> None:
    await opened.click("lock")
    await opened.inside(lambda: window_of(opened).choose(Role.PRACTICE))
    await create(opened, "practice")
    await opened.click("support")
    assert opened.has("region-gb")
    assert not opened.sees("My people|My support plan|when the journal is open")
    await lock(opened)
    assert not opened.sees("when the journal is open")


# -- where I am -----------------------------------------------------------------------------


async def test_a_region_that_was_chosen_opens_support_locked_and_open(opened: Driver) -> None:
    await opened.click("support")
    await opened.click("region-gb")
    await opened.until(lambda: opened.has("line-0"))
    assert lines_shown(opened) == ["tel:116123", "sms:85258", "tel:999"]
    await opened.click("back")
    await opened.click("support")
    assert lines_shown(opened)[0] == "tel:116123"
    await lock(opened)
    assert lines_shown(opened) == ["tel:116123", "sms:85258", "tel:999"]
    await opened.click("other-region")
    await opened.click("region-ie")
    assert lines_shown(opened) == ["tel:116123", "tel:112"]


async def test_not_now_shows_what_there_is_for_everywhere_and_keeps_nothing(
    opened: Driver,
) -> None:
    await opened.click("support")
    await opened.click("region-not-now")
    assert lines_shown(opened) == ["https://findahelpline.com"]
    assert opened.sees("Call your local emergency number")
    assert door_of(opened).support.region() is None
    await opened.click("back")
    await opened.click("support")
    assert opened.has("region-gb")
    assert link(opened, "now-web") == "https://findahelpline.com"


async def test_the_first_line_and_the_emergency_number_stay_in_reach(opened: Driver) -> None:
    await door_of(opened).support.choose_region("gb")
    await opened.click("support")
    assert link(opened, "now-call") == "tel:116123"
    assert link(opened, "now-emergency") == "tel:999"
    assert opened.sees("^Call 116 123$")
    assert opened.sees("^Emergency 999$")


async def test_today_asks_where_i_am_until_it_is_put_away(opened: Driver) -> None:
    assert opened.has("mention-region")
    await opened.click("another-time")
    await opened.until(lambda: not opened.has("mention-region"))
    await opened.click("lock")
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))
    assert not opened.has("mention-region")


async def test_today_asks_no_more_once_it_is_known(opened: Driver) -> None:
    await opened.click("mention-region")
    await opened.until(lambda: opened.has("region-de"))
    await opened.click("region-de")
    await opened.until(lambda: door_of(opened).support.region() is not None)
    await opened.go("/")
    assert not opened.has("mention-region")


async def test_within_the_three_days_only_support_asks(in_session: Driver) -> None:
    assert not in_session.has("mention-region")
    await in_session.click("support")
    assert in_session.has("region-de")


async def test_a_journal_of_before_shows_its_region_while_locked_after_a_visit(
    opened: Driver, tmp_path: Path
) -> None:
    await door_of(opened).support.choose_region("gb")
    (tmp_path / "vault" / NAME).unlink()
    await opened.click("lock")
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))
    await opened.click("support")
    await opened.until(lambda: door_of(opened).support.is_settled)
    await lock(opened)
    assert opened.has("line-0")


# -- check dates ------------------------------------------------------------------------------


@pytest.mark.parametrize(("days", "old"), [(365, False), (366, True)])
async def test_numbers_checked_more_than_a_year_ago_are_said_to_be(
    opened: Driver, clock: SetClock, days: int, old: bool
) -> None:
    await door_of(opened).support.choose_region("gb")
    clock.instant = datetime(2026, 11, 21, 9, tzinfo=UTC) + timedelta(days=days)
    await lock(opened)
    assert opened.has("old-lines") is old
    assert opened.sees("Last checked more than a year ago, on 21 November 2026") is old
    assert opened.sees("On our list since 21 November 2026") is not old
    if old:
        assert link(opened, "newer-lines") == "https://findahelpline.com"


# -- good to know now ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("hours", "said", "not_said"),
    [
        (1, "Driving waits until tomorrow", "Good to know"),
        (7, "Driving waits until after a restful sleep", "tomorrow"),
        (27, "Finding a meaning by force", "Driving"),
        (50, "One tiny experiment", "Driving"),
    ],
)
async def test_the_card_of_the_phase_is_one_quiet_line_from_today(
    in_session: Driver, clock: SetClock, hours: float, said: str, not_said: str
) -> None:
    stays(in_session)
    clock.instant = TUESDAY_2PM + hours * HOUR
    shell_of(in_session).changed()
    await in_session.settle()
    assert in_session.sees("^Good to know now$")
    await in_session.click("to-now")
    assert in_session.sees(said)
    assert not in_session.sees(not_said)
    assert in_session.sees("Your clinic's instructions come first")
    await in_session.click("to-flags")
    assert in_session.sees(say("support.title"))


async def test_outside_the_three_days_there_is_nothing_to_know(opened: Driver) -> None:
    assert not opened.has("to-now")
    await opened.go("/now")
    assert opened.sees("Nothing in particular just now")


def test_the_pages_are_in_the_table() -> None:
    assert [route for route, _ in ROUTES] == ["/support", "/support/plan"]


@pytest.mark.parametrize("full", [False, True])
async def test_a_first_crumb_is_as_near_as_before(opened: Driver, full: bool) -> None:
    """Where somebody is stands in nobody's way: three taps and a word, asked or not."""
    if full:
        await opened.click("another-time")
    taps = ("had-session", "begin")
    await opened.click(taps[0])
    await opened.change("first-crumb", "blue")
    await opened.click(taps[1])
    await opened.until(lambda: opened.sees("hour 0 of 72"))
    assert door_of(opened).entries.count() == 1
