"""Today, sessions, crumbs, check-ins: the first screen and what is one tap from it."""

from __future__ import annotations

from datetime import timedelta

from journal_app.clock import SetClock
from journal_app.domain.entry import Kind
from tests.driver import Driver
from tests.ui.conftest import door_of, shell_of


async def test_a_new_journal_invites_in_one_sentence(opened: Driver) -> None:
    assert opened.has("had-session")
    assert opened.has("plan-session")
    assert not opened.has("open-prompt")


async def test_i_had_a_session_and_a_first_crumb_take_three_taps_and_a_word(
    opened: Driver,
) -> None:
    await opened.click("had-session")
    await opened.change("first-crumb", "blue")
    await opened.click("begin")
    await opened.until(lambda: opened.sees("hour 0 of 72"))
    entry = door_of(opened).entries.page().entries[0]
    assert (entry.kind, entry.text) == (Kind.CRUMB, "blue")
    assert entry.session_id is not None


async def test_the_time_is_corrected_with_taps_and_never_lies_ahead(opened: Driver) -> None:
    await opened.click("had-session")
    await opened.click("day-more")
    assert opened.sees("Time: Just now")
    await opened.click("day-less")
    await opened.click("time-less")
    assert opened.sees("Day: Yesterday, Tuesday")
    await opened.click("begin")
    await opened.until(lambda: opened.sees("hour 24 of 72"))


async def test_a_planned_session_shows_what_comes_before_it(
    opened: Driver, clock: SetClock
) -> None:
    await opened.click("plan-session")
    await opened.change("companion", "Someone kind")
    await opened.change("intention", "A little less fear")
    await opened.click("keep-plan")
    await opened.until(lambda: opened.sees("Before the session"))
    session = door_of(opened).days.session()
    assert session is not None
    assert (session.companion, session.intention) == ("Someone kind", "A little less fear")
    assert session.starts > clock.now()


async def test_hour_27_is_the_picture(in_session: Driver) -> None:
    assert in_session.sees("Wednesday")
    assert in_session.sees("After the first dawn")
    assert in_session.sees("hour 27 of 72")
    assert in_session.sees("Here when you like")
    assert in_session.sees("What stands out")
    assert in_session.sees("The ones around the table")


async def test_the_hour_follows_the_clock(in_session: Driver, clock: SetClock) -> None:
    clock.move(timedelta(hours=10))
    shell_of(in_session).changed()
    await in_session.settle()
    assert in_session.sees("The second night")
    assert in_session.sees("Thursday, 3 a.m.")


async def test_not_today_rests_and_is_thanked(in_session: Driver) -> None:
    await in_session.click("not-today")
    assert in_session.sees("rests until a morning")
    assert not in_session.sees("What stands out")


async def test_a_crumb_is_kept_and_its_draft_forgotten(in_session: Driver) -> None:
    await in_session.click("crumb")
    await in_session.change("crumb-words", "lamplight, all the way down")
    await in_session.click("keep-crumb")
    await in_session.until(lambda: in_session.sees("This can rest here now"))
    door = door_of(in_session)
    assert door.entries.page().entries[-1].text == "lamplight, all the way down"
    assert door.drafts.keys() == ()


async def test_an_empty_crumb_is_asked_for_kindly(in_session: Driver) -> None:
    await in_session.click("crumb")
    await in_session.click("keep-crumb")
    assert in_session.sees("One letter is enough")
    assert door_of(in_session).entries.count() == 0


async def test_how_i_am_is_kept_with_its_numbers(in_session: Driver) -> None:
    await in_session.click("how")
    await in_session.click("more-revved")
    await in_session.click("less-far")
    await in_session.click("keep-how")
    await in_session.until(lambda: in_session.sees("Thank you for noticing"))
    entry = door_of(in_session).entries.page().entries[-1]
    assert entry.kind is Kind.CHECK_IN
    assert entry.readings == {"revved": 4, "far_away": 1}
