"""A window that is hidden, left alone or asleep: blank at once, locked in time, and no later."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import flet as ft
import pytest

from journal_app.clock import SetClock
from journal_app.ui import watch
from journal_app.ui.away import AWAY, IDLE
from journal_app.ui.waiting import route_of
from tests.driver import DESKTOP, Driver
from tests.ui.conftest import Start, create, door_of, shell_of, unlock, window_of

CANARY = "the-lamp-stayed-on-canary"
_State = ft.AppLifecycleState


class Alarm:
    """Stands where the watch sleeps: time passes only when a test says so."""

    def __init__(self, clock: SetClock) -> None:
        self._clock = clock
        self._sleeping: list[tuple[float, asyncio.Future[None]]] = []

    async def sleep(self, seconds: float) -> None:
        future = asyncio.get_running_loop().create_future()
        self._sleeping.append((seconds, future))
        await future

    def ring(self) -> None:
        sleeping, self._sleeping = self._sleeping, []
        for _, future in sleeping:
            if not future.done():
                future.set_result(None)

    async def passes(self, driver: Driver, seconds: float) -> None:
        """Let time pass with nobody touching anything, the task waking when it asked to."""
        left = seconds
        while left > 0 and self._sleeping:
            step = min(left, max(self._sleeping[0][0], 0.1))
            self._clock.move(timedelta(seconds=step))
            left -= step
            self.ring()
            await driver.settle()
        self._clock.move(timedelta(seconds=left))
        await driver.settle()


@pytest.fixture(autouse=True)
def alarm(clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> Alarm:
    made = Alarm(clock)
    monkeypatch.setattr(watch, "sleep", made.sleep)
    return made


@pytest.fixture
async def reading(opened: Driver) -> Driver:
    """A page with words of the journal on it."""
    entry = await door_of(opened).keep_crumb(CANARY)
    shell_of(opened).changed()
    await opened.go(f"/entries/{entry.id}")
    assert CANARY.encode() in opened.wire()
    return opened


async def seen(driver: Driver, state: ft.AppLifecycleState) -> None:
    """What the platform says of the window."""
    event: Any = SimpleNamespace(state=state)
    await driver.inside(lambda: window_of(driver).watch.lifecycle(event))


async def press(driver: Driver, key: str, **held: bool) -> None:
    event: Any = SimpleNamespace(
        key=key, **{"shift": False, "ctrl": False, "meta": False, "alt": False, **held}
    )
    await driver.inside(lambda: window_of(driver).watch.key(event))


def locked(driver: Driver) -> bool:
    return driver.has("passphrase") and window_of(driver).door is None


# -- hidden ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [_State.HIDE, _State.PAUSE])
async def test_hidden_it_is_blank_at_once(reading: Driver, state: ft.AppLifecycleState) -> None:
    await seen(reading, state)
    assert CANARY.encode() not in reading.wire()
    assert reading.has("cover")
    assert reading.sees("^Three Dawns$")
    assert not reading.has("lock")


async def test_the_platform_says_so_through_the_page(reading: Driver) -> None:
    page = reading.page
    await reading.session.dispatch_event(
        page._i, "app_lifecycle_state_change", {"state": _State.HIDE.value}
    )
    await reading.settle()
    assert reading.has("cover")
    keys = {"key": "L", "shift": True, "ctrl": True, "alt": False, "meta": False}
    await reading.session.dispatch_event(page._i, "keyboard_event", keys)
    await reading.settle()
    assert locked(reading)


@pytest.mark.parametrize("back", [_State.RESUME, _State.SHOW])
async def test_within_a_minute_it_is_shown_again(
    reading: Driver, alarm: Alarm, back: ft.AppLifecycleState
) -> None:
    await seen(reading, _State.HIDE)
    await alarm.passes(reading, AWAY - 1)
    assert reading.has("cover")
    await seen(reading, back)
    assert reading.sees(CANARY)
    assert not reading.has("cover")


async def test_after_a_minute_it_is_locked(reading: Driver, alarm: Alarm) -> None:
    await seen(reading, _State.HIDE)
    await alarm.passes(reading, AWAY)
    assert locked(reading)
    assert CANARY.encode() not in reading.wire()
    await seen(reading, _State.RESUME)
    assert locked(reading)


@pytest.mark.parametrize("awake", [True, False])
async def test_a_device_that_slept_wakes_up_locked(
    reading: Driver, clock: SetClock, awake: bool
) -> None:
    """No task ran meanwhile; and the monotonic clock may have stood still."""
    await seen(reading, _State.PAUSE)
    if awake:
        clock.move(timedelta(seconds=AWAY))
    else:
        clock.instant += timedelta(seconds=AWAY)
    await seen(reading, _State.RESUME)
    assert locked(reading)


async def test_a_touch_after_the_time_is_over_is_no_touch(reading: Driver, clock: SetClock) -> None:
    clock.instant += timedelta(hours=8)  # a lid was closed: nobody said that it is hidden
    await reading.click("back")
    assert locked(reading)


async def test_a_clock_set_back_does_not_keep_it_open(
    reading: Driver, alarm: Alarm, clock: SetClock
) -> None:
    clock.instant -= timedelta(days=1)
    await alarm.passes(reading, IDLE)
    assert locked(reading)


async def test_a_clock_set_back_while_hidden_locks(reading: Driver, clock: SetClock) -> None:
    await seen(reading, _State.HIDE)
    clock.instant -= timedelta(hours=1)
    await seen(reading, _State.SHOW)
    assert locked(reading)


async def test_a_glance_elsewhere_covers_a_phone_and_loses_nothing(reading: Driver) -> None:
    await seen(reading, _State.INACTIVE)
    assert reading.has("cover")
    await seen(reading, _State.RESUME)
    assert not reading.has("cover")
    assert reading.sees(CANARY)


async def test_a_touch_of_the_cover_shows_the_page(reading: Driver) -> None:
    await seen(reading, _State.HIDE)
    await reading.click("cover")
    assert reading.sees(CANARY)


async def test_on_a_desktop_looking_beside_it_is_not_going_away(start: Start) -> None:
    driver = await start(DESKTOP)
    await create(driver)
    await seen(driver, _State.INACTIVE)
    assert not driver.has("cover")


async def test_the_lock_screen_needs_no_cover(opened: Driver) -> None:
    await opened.click("lock")
    await seen(opened, _State.HIDE)
    assert opened.has("passphrase")


# -- a file dialog --------------------------------------------------------------------------------


async def test_a_file_dialog_covers_the_page_and_does_not_lock_it(
    reading: Driver, alarm: Alarm
) -> None:
    with shell_of(reading).choosing():
        await seen(reading, _State.PAUSE)
        assert reading.has("cover")
        await alarm.passes(reading, AWAY + 30)
        await seen(reading, _State.RESUME)
        assert reading.sees(CANARY)
        await seen(reading, _State.PAUSE)
        await alarm.passes(reading, IDLE)
    assert locked(reading)


async def test_a_browser_that_let_go_over_a_file_says_why(reading: Driver) -> None:
    with shell_of(reading).choosing():
        await reading.disconnect()
    assert locked(reading)
    await reading.session.connect(reading.conn)
    await reading.settle()
    assert "while a file was being handed over" in shell_of(reading).notice
    await unlock(reading)
    await reading.until(lambda: reading.has("lock"))
    assert shell_of(reading).notice == ""


# -- left alone -----------------------------------------------------------------------------------


async def test_after_five_minutes_alone_it_is_locked(reading: Driver, alarm: Alarm) -> None:
    await alarm.passes(reading, IDLE - 1)
    assert not locked(reading)
    await alarm.passes(reading, 1)
    assert locked(reading)


async def test_typing_keeps_it_open(alarm: Alarm, opened: Driver) -> None:
    await opened.go("/write")
    words = ""
    for _ in range(4):
        words += "and then "
        await opened.change("free-words", words)
        await alarm.passes(opened, IDLE - 30)
        assert not locked(opened)
    await alarm.passes(opened, 30)
    assert locked(opened)


@pytest.mark.parametrize("how", ["tap", "key", "page"])
async def test_whatever_is_done_keeps_it_open(opened: Driver, alarm: Alarm, how: str) -> None:
    for number in range(3):
        await alarm.passes(opened, IDLE - 10)
        if how == "tap":
            await opened.click("tab-/journal")
        elif how == "key":
            await press(opened, "Tab")
        else:
            await opened.go(("/how", "/crumb", "/journal")[number])
    assert not locked(opened)


async def test_a_breath_with_closed_eyes_keeps_it_open(opened: Driver, alarm: Alarm) -> None:
    shell = shell_of(opened)
    breath = shell.accompany(asyncio.sleep(3600))
    await alarm.passes(opened, 2 * IDLE)
    assert not locked(opened)
    breath.cancel()
    await opened.settle()
    await alarm.passes(opened, IDLE)
    assert locked(opened)


async def test_a_lid_closed_in_the_middle_of_a_breath_locks(
    opened: Driver, alarm: Alarm, clock: SetClock
) -> None:
    shell_of(opened).accompany(asyncio.sleep(3600))
    clock.instant += timedelta(hours=8)
    alarm.ring()
    await opened.settle()
    assert locked(opened)


async def test_how_long_it_stays_open_can_be_chosen(
    opened: Driver, alarm: Alarm, clock: SetClock
) -> None:
    await opened.go("/settings")
    await opened.click("idle-900")
    await opened.until(lambda: door_of(opened).limits().idle == 900)
    await alarm.passes(opened, IDLE + 60)
    assert not locked(opened)
    await opened.click("away-15")
    await opened.until(lambda: door_of(opened).limits().away == 15)
    await opened.click("lock")
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))
    await seen(opened, _State.HIDE)
    clock.move(timedelta(seconds=15))
    await seen(opened, _State.SHOW)
    assert locked(opened)


# -- at once --------------------------------------------------------------------------------------


@pytest.mark.parametrize("held", ["ctrl", "meta"])
async def test_a_chord_locks_at_once(reading: Driver, held: str) -> None:
    await press(reading, "L", shift=True)
    assert not locked(reading)
    await press(reading, "L", **{"shift": True, held: True})
    assert locked(reading)


async def test_no_task_is_left_after_locking(alarm: Alarm, opened: Driver) -> None:
    before = asyncio.all_tasks()
    shell, guard = shell_of(opened), window_of(opened).watch
    assert guard.looking
    await alarm.passes(opened, IDLE)
    assert locked(opened)
    assert not guard.looking
    assert not shell._tasks
    assert not [t for t in asyncio.all_tasks() - before if "watch" in repr(t.get_coro())]
    assert not opened.loop_errors


async def test_the_watch_goes_on_from_page_to_page(opened: Driver, alarm: Alarm) -> None:
    for route in ("/journal", "/practices", "/settings", "/"):
        await opened.go(route)
        assert window_of(opened).watch.looking
    await alarm.passes(opened, IDLE)
    assert locked(opened)


# -- what was being written -----------------------------------------------------------------------


async def test_what_was_being_written_is_offered_again(opened: Driver, alarm: Alarm) -> None:
    await opened.go("/write")
    await opened.change("free-words", "soft rain")
    await seen(opened, _State.HIDE)
    assert door_of(opened).drafts.text("free") == "soft rain"
    await alarm.passes(opened, AWAY)
    assert locked(opened)
    await unlock(opened)
    await opened.until(lambda: opened.has("go-on-writing"))
    assert opened.sees("Something you were writing is here")
    assert not opened.sees("soft rain")
    await opened.click("go-on-writing")
    assert opened.get("free-words").value == "soft rain"
    await opened.go("/")
    assert not opened.has("go-on-writing")


async def test_only_the_newest_is_offered(opened: Driver, clock: SetClock) -> None:
    drafts = door_of(opened).drafts
    drafts.keep("free", "one")
    drafts.keep("crumb", "two")
    clock.move(timedelta(seconds=1))
    drafts.keep("free", "one, longer")
    assert drafts.newest() == ("free", "crumb")
    await opened.click("lock")
    await unlock(opened)
    await opened.until(lambda: opened.has("go-on-writing"))
    await opened.click("go-on-writing")
    assert opened.has("free-words")


async def test_a_prompt_goes_on_at_the_question_it_was_left_at(in_session: Driver) -> None:
    await in_session.click("open-prompt")
    await in_session.click("gate-skip")
    await in_session.click("another")
    await in_session.change("answer-1", "The lamp.")
    await seen(in_session, _State.HIDE)
    await seen(in_session, _State.SHOW)
    assert in_session.get("answer-1").value == "The lamp."
    await in_session.click("lock")
    await unlock(in_session)
    await in_session.until(lambda: in_session.has("go-on-writing"))
    await in_session.click("go-on-writing")
    await in_session.click("gate-skip")
    assert in_session.get("answer-1").value == "The lamp."


async def test_an_intention_half_written_is_there_after_a_cover_and_after_a_lock(
    opened: Driver, alarm: Alarm
) -> None:
    await opened.click("plan-session")
    await opened.change("intention", "To be less afraid")
    await seen(opened, _State.HIDE)
    await seen(opened, _State.SHOW)
    assert opened.get("intention").value == "To be less afraid"
    await alarm.passes(opened, IDLE)
    await unlock(opened)
    await opened.until(lambda: opened.has("go-on-writing"))
    await opened.click("go-on-writing")
    assert opened.get("intention").value == "To be less afraid"
    await opened.click("keep-plan")
    await opened.until(lambda: not door_of(opened).drafts.keys())


async def test_recovery_words_stay_the_same_while_a_phone_goes_dark(opened: Driver) -> None:
    await opened.go("/settings/recovery")
    await opened.click("show-words")
    words = [key for key in opened.texts() if key.isalpha() and key.islower()]
    assert len(words) >= 15
    await seen(opened, _State.PAUSE)
    assert not opened.sees(f"^{words[0]}$")
    await seen(opened, _State.RESUME)
    assert [key for key in opened.texts() if key.isalpha() and key.islower()] == words


async def test_a_prompt_that_was_skipped_is_not_brought_up_again(in_session: Driver) -> None:
    await in_session.click("open-prompt")
    await in_session.click("gate-skip")
    await in_session.change("answer-0", "It was")
    await in_session.click("skip")
    await in_session.click("lock")
    await unlock(in_session)
    await in_session.until(lambda: in_session.has("lock"))
    assert not in_session.has("go-on-writing")


@pytest.mark.parametrize(
    ("key", "route"),
    [
        ("free", "/write"),
        ("crumb", "/crumb"),
        ("body", "/body"),
        ("session.crumb", "/session/had"),
        ("session.intention", "/session/plan"),
        ("prompt.what-stands-out.1", "/prompts/what-stands-out"),
        ("prompt.kind-words.2026-03-04.evening.0", "/prompts/kind-words.2026-03-04.evening"),
        ("prompt.what-stands-out.word", "/prompts/what-stands-out/word"),
        ("edit.0a1b.0", "/entries/0a1b/edit"),
        ("edit.", None),
        ("", None),
        ("another", None),
        ("another.a.b", None),
    ],
)
def test_every_draft_has_its_page(key: str, route: str | None) -> None:
    assert route_of(key) == route
