"""Guided steps, headless: at one's own pace or led, at every size; and nothing left running."""

from __future__ import annotations

import asyncio
from typing import Any

import flet as ft
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app import content
from journal_app.clock import SetClock
from journal_app.domain.guiding import (
    READING,
    cue_at,
    cues,
    led_to,
    moves_on_after,
)
from journal_app.domain.practice import Practice
from journal_app.ui.parts import guiding
from journal_app.ui.parts.cues import said
from journal_app.ui.parts.guiding import Guiding
from journal_app.words import say
from tests.ui.breathing_book import Hourglass, Quiet
from tests.ui.conftest import WEDNESDAY_5PM, door_of, unlock
from tests.ui.guided_steps import AREAS, READ, SENSES, TAPS, Walk

# At one's own pace ------------------------------------------------------------------------------


async def test_steps_go_forward_back_and_can_be_left_out(walk: Walk) -> None:
    one, two, three = READ.steps
    await walk.begin_steps(READ)
    assert walk.here(one)
    assert walk.driver.get("previous").disabled
    await walk.click("next", "skip-step")
    assert walk.here(three)
    await walk.click("previous")
    assert walk.here(two)
    assert walk.tasks == 0


async def test_own_pace_is_the_default_and_waits_for_ever(walk: Walk) -> None:
    await walk.begin_steps(READ)
    await walk.turn(3600)
    assert walk.here(READ.steps[0])
    assert say("steps.own_pace") in walk.driver.texts()
    assert (walk.tasks, walk.glass.waiting) == (0, 0)
    assert not walk.window.shell.accompanied


@pytest.mark.parametrize(
    ("of", "words"),
    [(READ, "Skip this one"), (SENSES, "Skip this sense"), (AREAS, "Skip this area")],
)
async def test_what_is_skipped_has_its_name(walk: Walk, of: Practice, words: str) -> None:
    await walk.begin_steps(of)
    assert words in walk.driver.texts()


@pytest.mark.parametrize("taps", [["stop"], ["next", "stop"], ["next"] * 3, ["skip-step"] * 3])
async def test_they_end_with_the_same_words_early_or_not(walk: Walk, taps: list[str]) -> None:
    await walk.begin_steps(READ)
    await walk.click(*taps)
    assert walk.over(READ)
    assert walk.driver.has("easier")
    assert (walk.tasks, walk.glass.waiting) == (0, 0)


async def test_where_one_is_is_never_counted(walk: Walk) -> None:
    await walk.begin_steps(TAPS)
    for _ in TAPS.steps:
        assert not walk.driver.sees(r"\d+ of \d+|%")
        await walk.click("next")


async def test_steps_are_where_they_were_after_a_cover(walk: Walk) -> None:
    await walk.begin_steps(READ)
    await walk.click("next")
    shown = walk.driver.texts()
    await walk.seen(ft.AppLifecycleState.PAUSE)
    assert not walk.here(READ.steps[1])
    await walk.turn(60)
    await walk.seen(ft.AppLifecycleState.RESUME)
    assert walk.driver.texts() == shown


# Every practice there is ------------------------------------------------------------------------


def guided() -> list[Practice]:
    return [each for each in content.practices().values() if each.steps]


@pytest.mark.parametrize("key", ["next", "skip-step"])
async def test_every_practice_can_be_walked_to_its_end(walk: Walk, key: str) -> None:
    for each in guided():
        await walk.begin_steps(each)
        for one in each.steps:
            assert walk.here(one)
            await walk.click(key)
        assert walk.over(each), each.id
        assert (walk.tasks, walk.glass.waiting) == (0, 0)


async def test_every_practice_leads_to_its_end_by_itself(walk: Walk) -> None:
    room = door_of(walk.driver).practices
    for each in guided():
        await walk.begin_steps(each)
        if not room.comfort.led:
            await walk.click("lead")
        await walk.driver.until(lambda: room.comfort.led)
        index: int | None = 0
        while index is not None:
            one = each.steps[index]
            assert walk.here(one), (each.id, one.name)
            after = moves_on_after(one)
            if after is None:  # this one waits
                await walk.turn(3600)
                await walk.click("next")
            else:
                await walk.turn(after - 0.1)
                assert walk.here(one), (each.id, one.name)
                await walk.turn(0.1)
            index = led_to(each.steps, index)
        assert walk.over(each), each.id
        assert (walk.tasks, walk.glass.waiting) == (0, 0)


# Being led --------------------------------------------------------------------------------------


async def test_led_it_moves_on_by_itself_and_on_time(walk: Walk) -> None:
    await walk.begin_steps(READ)
    await walk.click("lead")
    assert say("steps.led") in walk.driver.texts()
    assert walk.window.shell.accompanied
    assert walk.tasks >= 1
    await walk.turn(19.9)
    assert walk.here(READ.steps[0])
    await walk.turn(0.1)
    assert walk.here(READ.steps[1])
    await walk.turn(30.0)
    assert walk.here(READ.steps[2])
    assert say("steps.led_waits") in walk.driver.texts()
    assert (walk.tasks, walk.glass.waiting) == (0, 0)


async def test_it_can_be_switched_off_on_the_page_at_once(walk: Walk) -> None:
    await walk.begin_steps(READ)
    await walk.click("lead")
    await walk.turn(19.9)
    await walk.click("lead")
    await walk.turn(600)
    assert walk.here(READ.steps[0])
    assert (walk.tasks, walk.glass.waiting) == (0, 0)
    assert not walk.window.shell.accompanied


async def test_the_time_of_a_step_begins_when_one_is_led_not_before(walk: Walk) -> None:
    await walk.begin_steps(READ)
    await walk.turn(300)
    await walk.click("lead")
    await walk.turn(19.9)
    assert walk.here(READ.steps[0])


@pytest.mark.parametrize("keys", [("next", "previous"), ("previous",), ("skip-step", "previous")])
async def test_going_by_hand_restarts_the_time_of_the_step(
    walk: Walk, keys: tuple[str, ...]
) -> None:
    await walk.begin_steps(READ)
    await walk.click("lead", "next")
    await walk.turn(29)
    await walk.click(*(keys if keys == ("previous",) else ("previous", "next")))
    here = READ.steps[0 if keys == ("previous",) else 1]
    assert here.seconds is not None
    await walk.turn(here.seconds - 0.1)
    assert walk.here(here)
    await walk.turn(0.2)
    assert not walk.here(here)


async def test_the_last_step_leads_to_the_thank_you_in_its_time(walk: Walk) -> None:
    await walk.begin_steps(SENSES)
    await walk.click("lead")
    await walk.turn(17.9)
    assert walk.here(SENSES.steps[1])
    await walk.turn(0.2)
    assert walk.over(SENSES)


async def test_being_led_is_kept_for_the_next_time(walk: Walk) -> None:
    room = door_of(walk.driver).practices
    await walk.begin_steps(READ)
    await walk.click("lead")
    await walk.driver.until(lambda: room.comfort.led)
    await walk.click("stop")
    await walk.begin_steps(SENSES)
    assert say("steps.led") in walk.driver.texts()
    await walk.click("lead")
    await walk.driver.until(lambda: not room.comfort.led)


async def test_while_locked_it_leads_for_this_once(walk: Walk) -> None:
    await walk.click("lock")
    await walk.begin_steps(READ)
    assert say("steps.own_pace") in walk.driver.texts()
    await walk.click("lead")
    await walk.turn(20.1)
    assert walk.here(READ.steps[1])
    await walk.click("stop")
    assert walk.over(READ)
    await walk.begin_steps(SENSES)
    assert say("steps.own_pace") in walk.driver.texts()
    await walk.click("back")
    await walk.driver.go("/")
    await unlock(walk.driver)
    await walk.driver.until(lambda: walk.window.door is not None)
    assert not door_of(walk.driver).practices.comfort.led


async def test_a_step_that_is_due_while_nobody_looked_is_where_the_clock_is(walk: Walk) -> None:
    await walk.begin_steps(READ)
    await walk.click("lead")
    await walk.seen(ft.AppLifecycleState.PAUSE)
    assert walk.glass.waiting == 0
    await walk.turn(25)
    await walk.seen(ft.AppLifecycleState.RESUME)
    assert walk.here(READ.steps[1])
    await walk.turn(24.9)
    assert walk.here(READ.steps[1])
    await walk.turn(0.2)
    assert walk.here(READ.steps[2])


async def test_a_whole_practice_slept_through_ends_with_its_thank_you(walk: Walk) -> None:
    await walk.begin_steps(SENSES)
    await walk.click("lead")
    walk.glass._to(walk.glass.clock.seconds + 100.0)  # nothing woke: the machine was asleep
    await walk.turn(0.0)
    assert walk.over(SENSES)


# Nothing is left running ------------------------------------------------------------------------


@pytest.mark.parametrize("of", [READ, AREAS], ids=["led", "cues"])
@pytest.mark.parametrize("how", ["stop", "back", "lock", "tab", "program"])
async def test_no_task_is_left(walk: Walk, of: Practice, how: str) -> None:
    await walk.begin_steps(of)
    if of is READ:
        await walk.click("lead")
    shell = walk.window.shell
    await walk.turn(1.0)
    assert walk.glass.waiting == 1
    if how == "tab":
        await walk.driver.disconnect()
    elif how == "program":
        walk.program.close()
    else:
        await walk.click(how)
    await walk.driver.settle()
    assert [task for task in shell._tasks if not task.done()] == []
    assert walk.glass.waiting == 0
    assert not shell.accompanied


async def test_each_step_has_one_task_of_its_own(walk: Walk) -> None:
    await walk.begin_steps(AREAS)
    await walk.click("lead")
    for _ in range(5):
        await walk.click("next", "previous", "lead")
        assert walk.glass.waiting == 1


async def test_the_screen_is_kept_awake_while_something_comes_by_itself(walk: Walk) -> None:
    def awake() -> list[str]:
        names = [name for name, _ in walk.driver.conn.calls]
        return [name for name in names if name in ("enable", "disable")]

    await walk.begin_steps(AREAS)
    await walk.turn(1.0)
    assert awake() == ["enable"]
    await walk.turn(READING + 15)
    assert awake() == ["enable", "disable"]
    await walk.click("lead", "next", "stop")
    assert awake() == ["enable", "disable", "enable", "disable"]


# Every size and theme ---------------------------------------------------------------------------

SIZES = ((390, 844), (320, 640), (360, 640), (844, 390), (820, 1180), (1440, 900))


@pytest.mark.parametrize("calm", [False, True], ids=["moving", "calm"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
async def test_the_ways_on_and_out_are_always_there(walk: Walk, scale: float, calm: bool) -> None:
    shell = walk.window.shell
    shell.calm, shell.text_scale = calm, scale
    for of in (TAPS, AREAS):
        await walk.begin_steps(of)
        await walk.click("next")
        await walk.turn(READING + 0.1)
        for size in SIZES:
            await walk.driver.resize(*size)
            for key in ("previous", "next", "skip-step", "stop", "lead", "back", "support", "lock"):
                assert walk.driver.has(key), (key, size)
            assert walk.here(of.steps[1]), size
            assert walk.cue == said(cue_at(of.steps[1], READING + 0.1)), size
    assert walk.pulses() == 2  # another size is no other cue


async def test_a_long_word_in_a_name_stays_whole(walk: Walk) -> None:
    """A name is 26 wherever its longest word fits, and smaller where it would be cut in two."""

    async def size() -> float:
        await walk.begin_steps(AREAS)
        await walk.click("next")
        name = walk.driver.all(ft.Text, value=AREAS.steps[1].name)
        assert len(name) == 1
        return float(name[0].style.size)

    assert await size() == 26
    walk.window.shell.text_scale = 2.0
    await walk.driver.resize(320, 640)
    assert 18 * 0.5 * await size() * 2.0 <= 280 < 18 * 0.5 * 26 * 2.0


# The walk itself --------------------------------------------------------------------------------


class Counted(Quiet):
    """Counts what a walk asks for."""

    def __init__(self) -> None:
        super().__init__()
        self.pulses = 0

    def pulse(self) -> None:
        self.pulses += 1

    @property
    def on(self) -> bool:
        """Whether the screen is kept awake."""
        return bool(self.asked) and self.asked[-1][0] == "begin"


acts = st.lists(
    st.sampled_from(["forward", "backward", "lead", "own"]) | st.floats(0, 40), max_size=25
)


@settings(max_examples=60, deadline=None)
@given(of=st.sampled_from([READ, TAPS, AREAS, SENSES]), doing=acts)
def test_whatever_is_done_the_cue_is_the_clocks_and_there_are_three_sets_at_most(
    of: Practice, doing: list[str | float]
) -> None:
    async def run() -> None:
        glass, ended, touch = Hourglass(SetClock(WEDNESDAY_5PM)), [], Counted()
        before, guiding.sleep = guiding.sleep, glass.sleep
        tasks: set[asyncio.Task[None]] = set()

        def started(work: Any) -> asyncio.Task[None]:
            task = asyncio.create_task(work)
            tasks.add(task)
            return task

        try:
            walk = Guiding(of.steps, glass.clock, led=False)
            walk.begin(started, lambda: ended.append(True), touch)
            for act in doing:
                if ended:
                    break
                if isinstance(act, float):
                    await glass.turn(act)
                elif act in ("lead", "own"):
                    walk.lead(on=act == "lead")
                else:
                    getattr(walk, act)()
                await glass.turn(0.0)
                assert ended == [True] or walk.guide.beat.cue in cues(walk.step)
                assert glass.waiting <= 1
                assert ended or touch.on == (glass.waiting == 1)
            walk.end()
            await glass.turn(0.0)
            assert ended == [True]
            assert all(task.done() for task in tasks)
            assert not touch.on
            if of is TAPS:
                assert touch.pulses <= sum(one.taps for one in of.steps)
        finally:
            guiding.sleep = before

    asyncio.run(run())
