"""The person's own rhythm and the reminders that follow from it, as they meet them in Settings."""

from __future__ import annotations

from datetime import time, timedelta
from typing import Any

import icalendar
import pytest

from journal_app.clock import SetClock
from journal_app.domain.plan import Pace
from journal_app.domain.rhythm import Rhythm
from journal_app.words import say
from tests.driver import Driver
from tests.ui.conftest import door_of, shell_of, stays, unlock


async def again(driver: Driver) -> None:
    """Lock and open it again."""
    await driver.click("lock")
    await unlock(driver)
    await driver.until(lambda: driver.has("lock"))


async def test_a_pace_is_kept_and_changes_what_is_offered(in_session: Driver) -> None:
    await in_session.go("/settings")
    await in_session.click("to-rhythm")
    await in_session.click("pace-light")
    await in_session.until(lambda: door_of(in_session).days.rhythm.pace is Pace.LIGHT)
    await again(in_session)
    assert door_of(in_session).days.rhythm.pace is Pace.LIGHT
    prompts = {slot.prompt.id for slot in door_of(in_session).days.slots()}
    assert "near-others" not in prompts


async def test_a_pause_rests_everything_and_a_pace_goes_on(in_session: Driver) -> None:
    assert in_session.has("open-prompt")
    await in_session.go("/settings/rhythm")
    await in_session.click("pace-paused")
    await in_session.go("/")
    assert not in_session.has("open-prompt")
    await in_session.go("/settings")
    assert in_session.sees(f"^{say('rhythm.paused')}$")
    await in_session.click("to-rhythm")
    await in_session.click("pace-standard")
    await in_session.go("/")
    assert in_session.has("open-prompt")


async def test_quiet_hours_and_bedtime_move_by_half_an_hour_round_the_clock(
    opened: Driver,
) -> None:
    await opened.go("/settings/rhythm")
    for _ in range(4):
        await opened.click("quiet-start-more")
    await opened.click("quiet-end-less")
    await opened.click("bedtime-more")
    rhythm = door_of(opened).days.rhythm
    assert (rhythm.quiet.start, rhythm.quiet.end) == (time(0, 0), time(7, 30))
    assert rhythm.bedtime == time(23, 0)
    await again(opened)
    assert door_of(opened).days.rhythm == rhythm


@pytest.fixture
def saved(in_session: Driver) -> list[bytes]:
    """What was saved, as files, in order."""
    files: list[bytes] = []

    def save(asked: dict[str, Any]) -> str:
        files.append(bytes(asked["src_bytes"]))
        return "/somewhere/quiet-moments.ics"

    in_session.conn.answers["save_file"] = save
    return files


def events(file: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(file).walk("VEVENT"))


async def save_the_file(driver: Driver, saved: list[bytes]) -> list[Any]:
    before = len(saved)
    await driver.go("/settings/reminders")
    await driver.click("save-calendar")
    await driver.until(lambda: len(saved) > before)
    return events(saved[-1])


async def test_the_calendar_file_has_what_is_to_come_and_says_nothing_of_it(
    in_session: Driver, saved: list[bytes], clock: SetClock
) -> None:
    found = await save_the_file(in_session, saved)
    nudges = [s.nudge for s in door_of(in_session).days.slots() if s.nudge]
    to_come = sorted(nudge for nudge in nudges if nudge > clock.now())
    assert sorted(event.decoded("dtstart") for event in found) == to_come
    assert len(to_come) >= 3
    file = saved[-1].decode()
    for slot in door_of(in_session).days.slots():
        assert slot.prompt.title not in file
        assert slot.prompt.id not in file
    assert "quiet of" not in file


async def test_times_put_right_are_said_and_the_next_file_moves_the_same_events(
    in_session: Driver, saved: list[bytes]
) -> None:
    stays(in_session)
    first = await save_the_file(in_session, saved)
    assert not in_session.sees(say("reminders.outdated"))
    await again(in_session)
    session = door_of(in_session).days.sessions()[0]
    assert session.ends is not None
    await door_of(in_session).days.change_session(
        session.id, ends=session.ends + timedelta(minutes=30)
    )
    shell_of(in_session).changed()
    await in_session.go("/settings")
    assert in_session.sees(say("reminders.outdated"))
    second = await save_the_file(in_session, saved)
    before = {str(e["UID"]): int(e["SEQUENCE"]) for e in first}
    moved = {str(e["UID"]): int(e["SEQUENCE"]) for e in second}
    assert set(moved) == set(before), "the same events, none of them twice"
    assert any(moved[uid] > before[uid] for uid in moved)
    assert not in_session.sees(say("reminders.outdated"))


async def test_a_pause_cancels_what_was_handed_out(in_session: Driver, saved: list[bytes]) -> None:
    await save_the_file(in_session, saved)
    await door_of(in_session).days.keep_rhythm(Rhythm(paused=True))
    found = await save_the_file(in_session, saved)
    assert found
    assert {str(event["STATUS"]) for event in found} == {"CANCELLED"}


async def test_without_anything_to_come_there_is_no_file(opened: Driver) -> None:
    await opened.go("/settings/reminders")
    await opened.click("save-calendar")
    await opened.until(lambda: opened.sees(say("reminders.none")))
