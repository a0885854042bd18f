"""A practice is within reach of every prompt, of the gate and of Support, and leads back there."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app import content
from journal_app.domain.helped import After
from journal_app.domain.plan import Beside, Prompt
from journal_app.domain.practice import Menu
from journal_app.domain.slot import Slot
from journal_app.ui.frame import came_from
from journal_app.ui.screens.practice_ends import length_words
from journal_app.ui.screens.practice_ways import address
from journal_app.words import say
from tests.driver import Driver
from tests.ui.conftest import TUESDAY_2PM, door_of, shell_of

PROMPTS = content.plan().prompts


def slot_of(driver: Driver, prompt: Prompt) -> Slot:
    """A slot of this prompt in the session that is there, open now."""
    days = door_of(driver).days
    now = days.now()
    hour = timedelta(hours=1)
    session = days.sessions()[0]
    return Slot(
        id=prompt.id,
        session=session,
        prompt=prompt,
        opens=now - hour,
        suggested=now,
        closes=now + hour,
        nudge=None,
    )


@pytest.fixture
async def asked(in_session: Driver, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """A journal in which any prompt can be answered, whatever the hour."""
    slots = {prompt.id: slot_of(in_session, prompt) for prompt in PROMPTS}
    by_key = {slot.key: slot for slot in slots.values()}
    monkeypatch.setattr(door_of(in_session).days, "slot", lambda name: by_key.get(name))
    return in_session


def ways(driver: Driver, where: str) -> list[str]:
    """The practices there is a way to, ``practices`` for the list of them."""
    every = driver.keys()
    keys = [key for key in every if key.startswith(f"{where}-")]
    known = {*content.practices(), "practices"}
    return [name for key in keys if (name := key.removeprefix(f"{where}-")) in known]


def named(prompt: Prompt) -> list[str]:
    return [each for each in (prompt.practice, prompt.or_practice) if each] or ["practices"]


# -- prompts ---------------------------------------------------------------------------


def test_there_are_sixteen_and_each_names_a_practice_or_a_choice_of_them() -> None:
    assert len(PROMPTS) == 16
    known = content.practices()
    for prompt in PROMPTS:
        practices = [each for each in (prompt.practice, prompt.or_practice) if each]
        assert all(each in known for each in practices)
        assert practices or Beside.PRACTICES in prompt.beside, prompt.id


async def test_every_stage_of_every_prompt_has_a_practice_within_reach(asked: Driver) -> None:
    for prompt in PROMPTS:
        route = f"/prompts/{slot_of(asked, prompt).key}"
        await asked.go(route)
        assert asked.has("gate-skip"), prompt.id
        assert ways(asked, "beside") == named(prompt), prompt.id
        await asked.click("gate-skip")
        assert asked.has("done"), prompt.id
        assert ways(asked, "beside") == named(prompt), prompt.id
        await asked.change("answer-0", "The lamp stayed on.")
        await asked.click("done")
        await asked.until(lambda: asked.has("put-away"))
        at_the_end = [*ways(asked, "closing"), *ways(asked, "beside")]
        assert at_the_end[: len(named(prompt))] == named(prompt), prompt.id
        assert len(at_the_end) == len(set(at_the_end)), prompt.id
        await asked.go(f"{route}/word")
        assert asked.has("keep-word"), prompt.id
        assert ways(asked, "beside") == named(prompt), prompt.id


async def test_the_second_check_has_one_too(asked: Driver) -> None:
    prompt = next(each for each in PROMPTS if each.id == "what-stands-out")
    await asked.go(f"/prompts/{slot_of(asked, prompt).key}")
    for _ in range(5):
        await asked.click("more-revved")
    await asked.click("gate-continue")
    await asked.until(lambda: asked.has("still-write"))
    assert ways(asked, "offer")
    await asked.click("still-write")
    await asked.change("answer-short", "A lot.")
    await asked.click("done")
    await asked.until(lambda: asked.has("again-skip"))
    assert ways(asked, "beside") == ["longer-exhale"]


async def test_the_length_is_the_prompts_own_and_said_in_words(asked: Driver) -> None:
    for prompt in PROMPTS:
        if prompt.practice is None:
            continue
        slot = slot_of(asked, prompt)
        await asked.go(f"/prompts/{slot.key}")
        practice = content.practices()[prompt.practice]
        minutes = prompt.practice_minutes or practice.minutes
        words = say("prompt.practice", title=practice.title, length=length_words(minutes * 60))
        assert words in asked.texts(), prompt.id
        await asked.click(f"beside-{practice.id}")
        query = parse_qs(shell_of(asked).route.partition("?")[2])
        asks = [f"{prompt.practice_minutes:g}"] if prompt.practice_minutes else None
        assert query.get("minutes") == asks, prompt.id
        assert asked.has("begin")
        assert asked.sees(length_words(minutes * 60)), prompt.id
        await asked.click("back")
        assert shell_of(asked).route == f"/prompts/{slot.key}"
    assert any(prompt.practice_minutes for prompt in PROMPTS)


async def test_what_was_being_written_is_there_after_a_practice(asked: Driver) -> None:
    prompt = PROMPTS[0]
    await asked.go(f"/prompts/{slot_of(asked, prompt).key}")
    await asked.click("gate-skip")
    await asked.change("answer-0", "Half a sente")
    await asked.click(f"beside-{prompt.practice}")
    await asked.click("back")
    await asked.click("gate-skip")
    assert asked.get("answer-0").value == "Half a sente"


async def test_a_practice_that_is_not_there_any_more_leaves_a_choice_of_them(
    asked: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt = replace(PROMPTS[0], practice="of-another-plan", or_practice=None)
    slot = replace(slot_of(asked, PROMPTS[0]), prompt=prompt)
    monkeypatch.setattr(door_of(asked).days, "slot", lambda name: slot)
    await asked.go(f"/prompts/{slot.key}/word")
    assert ways(asked, "beside") == ["practices"]
    await asked.go(f"/prompts/{slot.key}")
    await asked.click("gate-skip")
    await asked.click("done")
    await asked.until(lambda: asked.has("put-away"))
    assert [*ways(asked, "closing"), *ways(asked, "beside")] == ["practices"]


@given(
    st.sampled_from([*content.practices()]),
    st.text(st.characters(codec="utf-8", exclude_characters="/"), max_size=40),
    st.none() | st.floats(0.1, 60),
)
def test_an_address_leads_back_to_any_page_it_was_made_for(
    practice_id: str, page: str, minutes: float | None
) -> None:
    route = address(practice_id, f"/{page}", minutes)
    path, _, query = route.partition("?")
    assert path == f"/practices/{practice_id}"
    assert came_from(route, "/else") == f"/{page}"
    assert ("minutes" in parse_qs(query)) is (minutes is not None)


@pytest.mark.parametrize("back", ["//elsewhere.example", "https://elsewhere.example", "", "here"])
def test_no_address_leads_out_of_the_program(back: str) -> None:
    assert came_from(f"/practices?back={back}", "/practices") == "/practices"


# -- the gate --------------------------------------------------------------------------


async def to_menu(driver: Driver, kind: str) -> list[str]:
    await driver.go("/")
    await driver.go("/prompts/what-stands-out")
    for _ in range(7):
        await driver.click(f"more-{kind}")
    await driver.click("gate-continue")
    await driver.until(lambda: driver.has("still-write"))
    return ways(driver, "offer")


@pytest.mark.parametrize(("kind", "menu"), [("revved", Menu.SETTLE), ("far", Menu.WAKE_UP)])
async def test_what_was_harder_comes_last_in_the_menu(
    in_session: Driver, kind: str, menu: Menu
) -> None:
    room = door_of(in_session).practices
    offered = await to_menu(in_session, kind)
    assert offered == [practice.id for practice in room.menu(menu)]
    await room.say_after(offered[0], After.HARDER)
    assert await to_menu(in_session, kind) == [*offered[1:], offered[0]]


async def test_what_rests_near_a_session_is_not_in_a_menu(
    opened: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = door_of(opened).practices
    first = room.menu(Menu.SETTLE)[0]
    monkeypatch.setattr(room, "rests", lambda practice: practice.id == first.id)
    await door_of(opened).days.add_session(TUESDAY_2PM.replace(hour=11), TUESDAY_2PM)
    assert first.id not in await to_menu(opened, "revved")


async def test_a_menu_says_names_and_lengths_in_words(in_session: Driver) -> None:
    await to_menu(in_session, "revved")
    for practice in door_of(in_session).practices.menu(Menu.SETTLE):
        assert in_session.sees(f"^{practice.title}$")
        label = f"{practice.title}. {length_words(practice.minutes * 60)}"
        assert label in in_session.texts()


# -- Support ---------------------------------------------------------------------------


async def test_support_has_a_breath_and_a_look_around_below_people_and_lines(
    opened: Driver,
) -> None:
    await opened.go("/support")
    await opened.click("region-gb")
    await opened.until(lambda: opened.has("line-0"))
    assert ways(opened, "steady") == ["longer-exhale", "orienting"]
    keys = opened.keys()
    assert keys.index("add-person") < keys.index("line-0") < keys.index("steady-longer-exhale")
    assert keys.index("steady-orienting") < keys.index("all-practices")


async def test_support_begins_with_what_has_helped_this_person(opened: Driver) -> None:
    room = door_of(opened).practices
    await room.say_after("slow-walk", After.EASIER)
    await opened.go("/support")
    assert ways(opened, "steady") == ["slow-walk", "longer-exhale"]
    await room.say_after("name-colours", After.EASIER)
    await room.say_after("name-colours", After.EASIER)
    await room.say_after("container", After.EASIER)
    shell_of(opened).changed()
    await opened.settle()
    assert set(ways(opened, "steady")) == {"slow-walk", "name-colours", "container"}
    assert ways(opened, "steady")[0] == "name-colours"


async def test_what_was_harder_does_not_come_first_on_support(opened: Driver) -> None:
    await door_of(opened).practices.say_after("longer-exhale", After.HARDER)
    await opened.go("/support")
    assert ways(opened, "steady") == ["orienting", "longer-exhale"]


async def test_a_practice_leads_back_to_support(opened: Driver) -> None:
    await opened.go("/support")
    await opened.click("steady-orienting")
    assert opened.has("begin")
    await opened.click("back")
    assert shell_of(opened).route == "/support"
    await opened.click("all-practices")
    assert opened.has("practice-five-senses")
