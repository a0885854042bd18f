"""What stands beside a prompt: the intention and its arc, ways on, and how sure we are."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journal_app import content
from journal_app.clock import SetClock
from journal_app.domain.plan import Evidence
from journal_app.domain.session import Became
from journal_app.words import say
from tests.driver import Driver
from tests.ui.conftest import TUESDAY_2PM, door_of, shell_of, stays

WORDS = "To be less afraid of the quiet."
DAY = timedelta(days=1)


async def write_on(driver: Driver, prompt: str) -> None:
    """Open a prompt's writing sheet."""
    await driver.go(f"/prompts/{prompt}")
    await driver.click("gate-skip")


async def finish(driver: Driver, prompt: str) -> None:
    """Answer nothing and come to its closing."""
    await write_on(driver, prompt)
    await driver.click("done")
    await driver.until(lambda: driver.has("put-away"))


async def test_the_intention_is_shown_back_where_a_prompt_looks_back(in_session: Driver) -> None:
    await write_on(in_session, "what-stands-out")
    assert in_session.sees(say("prompt.intention"))
    assert in_session.sees(WORDS)
    await in_session.go("/")
    await write_on(in_session, "one-small-thread")
    assert not in_session.sees(WORDS)


async def test_at_72_hours_too(in_session: Driver, clock: SetClock) -> None:
    stays(in_session)
    clock.instant = TUESDAY_2PM + 3 * DAY
    shell_of(in_session).changed()
    await write_on(in_session, "gather")
    assert in_session.sees(WORDS)


@pytest.mark.parametrize(
    ("became", "carried"), [("kept", WORDS), ("softened", WORDS), ("set_free", "")]
)
async def test_before_the_next_session_it_is_kept_softened_or_set_free(
    in_session: Driver, clock: SetClock, became: str, carried: str
) -> None:
    stays(in_session)
    door = door_of(in_session)
    following = await door.days.add_session(TUESDAY_2PM + 20 * DAY)
    clock.instant = following.starts - 60 * DAY / 24
    shell_of(in_session).changed()
    await write_on(in_session, "before-the-next-one")
    assert in_session.sees(WORDS)
    await in_session.click(f"arc-{became}")
    await in_session.until(lambda: in_session.sees(say(f"prompt.arc_{became}_said")))
    first, second = door.days.sessions()
    assert first.became is Became(became)
    assert second.intention == carried
    await in_session.go("/sessions")
    assert in_session.sees(say(f"session.became_{became}"))


async def test_an_intention_written_for_the_next_one_is_left_alone(
    in_session: Driver, clock: SetClock
) -> None:
    door = door_of(in_session)
    await door.days.add_session(TUESDAY_2PM + 20 * DAY, intention="Something new.")
    first = door.days.sessions()[0]
    await door.days.settle_intention(first.id, Became.SET_FREE)
    assert door.days.sessions()[1].intention == "Something new."


async def test_a_mind_may_be_changed(in_session: Driver) -> None:
    door = door_of(in_session)
    await door.days.add_session(TUESDAY_2PM + 20 * DAY)
    first = door.days.sessions()[0]
    for became, carried in ((Became.KEPT, WORDS), (Became.SET_FREE, ""), (Became.KEPT, WORDS)):
        await door.days.settle_intention(first.id, became)
        assert door.days.sessions()[1].intention == carried


async def test_how_sure_we_are_is_said_when_somebody_asks(in_session: Driver) -> None:
    await finish(in_session, "what-stands-out")
    prompt = content.plan().prompt("what-stands-out")
    assert prompt is not None
    assert not in_session.sees(prompt.evidence_note)
    await in_session.click("how-sure")
    assert in_session.sees(say(f"prompt.evidence_{prompt.evidence.value}"))
    assert in_session.sees(prompt.evidence_note)
    for source in prompt.sources:
        assert any(content.sources()[source] in text for text in in_session.texts())
    await in_session.click("how-sure")
    assert not in_session.sees(prompt.evidence_note)


def test_every_prompt_says_how_sure_we_are() -> None:
    for prompt in content.plan().prompts:
        assert prompt.evidence in tuple(Evidence)
        assert prompt.evidence_note


@pytest.mark.parametrize(
    ("prompt", "beside", "route"),
    [
        ("weather-report", "support", "/support"),
        ("weather-report", "practices", "/practices"),
        ("gather", "sharing", "/share/new"),
    ],
)
async def test_ways_on_lead_where_they_say(
    in_session: Driver, clock: SetClock, prompt: str, beside: str, route: str
) -> None:
    stays(in_session)
    clock.instant = TUESDAY_2PM + timedelta(hours=70)
    await in_session.go("/settings/rhythm")
    await in_session.click("pace-full")
    await finish(in_session, prompt)
    await in_session.click(f"beside-{beside}")
    assert shell_of(in_session).route == route
