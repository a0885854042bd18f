"""Sessions put right: times corrected, moved, an end that became known, one that did not happen."""

from __future__ import annotations

from datetime import timedelta

from journal_app.clock import SetClock
from journal_app.words import say
from tests.driver import Driver
from tests.ui.conftest import TUESDAY_2PM, door_of, shell_of, stays, unlock

HOUR = timedelta(hours=1)


async def to_the_session(driver: Driver) -> str:
    """From Today to the one session there is; its id."""
    await driver.go("/sessions")
    session = door_of(driver).days.sessions()[0]
    await driver.click(f"session-{session.id}")
    return session.id


async def test_from_today_to_times_put_right(in_session: Driver) -> None:
    door = door_of(in_session)
    await in_session.click("to-sessions")
    assert in_session.sees(say("session.state_open"))
    await to_the_session(in_session)
    for _ in range(2):
        await in_session.click("end-time-more")
    await in_session.click("keep-session")
    await in_session.until(lambda: in_session.sees(say("session.changed")))
    session = door.days.session()
    assert session is not None
    assert session.ends == TUESDAY_2PM + HOUR
    assert session.starts == TUESDAY_2PM - 3 * HOUR
    assert session.intention == "To be less afraid of the quiet."
    await in_session.go("/")
    assert in_session.sees("hour 26 of 72")


async def test_moving_the_start_moves_the_end_along(in_session: Driver) -> None:
    await to_the_session(in_session)
    await in_session.click("start-day-less")
    await in_session.click("keep-session")
    await in_session.until(lambda: in_session.sees(say("session.changed")))
    session = door_of(in_session).days.sessions()[0]
    assert session.ends == TUESDAY_2PM - timedelta(days=1)


async def test_an_end_is_never_before_the_start_nor_a_day_after_it(in_session: Driver) -> None:
    await to_the_session(in_session)
    await in_session.click("end-day-less")
    await in_session.click("end-day-less")
    await in_session.click("keep-session")
    await in_session.until(lambda: in_session.sees(say("session.changed")))
    session = door_of(in_session).days.sessions()[0]
    assert session.ends == session.starts
    await to_the_session(in_session)
    for _ in range(3):
        await in_session.click("end-day-more")
    await in_session.click("keep-session")
    await in_session.until(lambda: in_session.has(f"session-{session.id}"))
    session = door_of(in_session).days.sessions()[0]
    assert session.ends == session.starts + timedelta(hours=24)


async def test_a_planned_session_gets_its_end_when_it_is_over(
    opened: Driver, clock: SetClock
) -> None:
    stays(opened)
    door = door_of(opened)
    session = await door.days.add_session(clock.now() + HOUR)
    await opened.go("/sessions")
    assert opened.sees(say("session.state_planned"))
    await to_the_session(opened)
    assert not opened.has("say-end"), "it has not begun"
    clock.instant += 3 * HOUR
    shell_of(opened).changed()
    await opened.settle()
    await opened.click("say-end")
    await opened.click("keep-session")
    await opened.until(lambda: opened.sees(say("session.changed")))
    (kept,) = door.days.sessions()
    assert kept.id == session.id
    assert kept.ends == clock.now()


async def test_what_did_not_happen_goes_quietly_and_the_words_stay(in_session: Driver) -> None:
    door = door_of(in_session)
    entry = await door.keep_crumb("soft rain")
    await to_the_session(in_session)
    await in_session.click("did-not-happen")
    assert not door.days.sessions()[0].cancelled, "it is asked first"
    await in_session.click("let-it-go")
    await in_session.until(lambda: in_session.sees(say("session.let_go_done")))
    assert in_session.sees(say("session.none"))
    assert door.days.session() is None
    assert door.entries.get(entry.id) == entry
    await in_session.go("/")
    assert in_session.has("had-session")


async def test_words_half_written_are_offered_again(in_session: Driver) -> None:
    session_id = await to_the_session(in_session)
    await in_session.change("intention", "To be less afraid of the night.")
    await in_session.click("lock")
    await unlock(in_session)
    await in_session.until(lambda: in_session.has("go-on-writing"))
    await in_session.click("go-on-writing")
    assert shell_of(in_session).route == f"/sessions/{session_id}"
    assert in_session.get("intention").value == "To be less afraid of the night."


async def test_an_address_of_no_session_is_kind(in_session: Driver) -> None:
    await in_session.go("/sessions/none")
    assert in_session.sees(say("session.gone"))


async def test_from_i_had_a_session_to_the_first_crumb_in_two_taps_and_a_word(
    opened: Driver,
) -> None:
    """Three taps are the most the guide allows."""
    taps = []

    async def tap(key: str) -> None:
        taps.append(key)
        await opened.click(key)

    await tap("had-session")
    await opened.change("first-crumb", "lamplight")
    await tap("begin")
    await opened.until(lambda: len(door_of(opened).entries.page().entries) == 1)
    assert door_of(opened).entries.page().entries[0].text == "lamplight"
    assert door_of(opened).days.session() is not None
    assert len(taps) <= 3
