"""Guided steps, headless: at one's own pace, led, tapped, let go of; and nothing left running."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import flet as ft
import msgpack
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app import content
from journal_app.clock import SetClock
from journal_app.domain.guiding import (
    LINGER,
    READING,
    TAP,
    CueKind,
    cue_at,
    cues,
    led_to,
    moves_on_after,
)
from journal_app.domain.plan import Evidence
from journal_app.domain.practice import Part, Practice, PracticeStep
from journal_app.ui.app import JournalProgram
from journal_app.ui.parts import guiding
from journal_app.ui.parts.cues import cue_word, said
from journal_app.ui.parts.guiding import Guiding
from journal_app.ui.parts.pacer_sky import _SCENES
from journal_app.ui.parts.taps import COLOURS
from journal_app.ui.sky import blend
from journal_app.words import say
from tests.driver import Driver
from tests.ui.breathing_book import Book, Hourglass
from tests.ui.conftest import WEDNESDAY_5PM, door_of, shell_of, stays, unlock
from tests.ui.test_dimming import contrast


def step(name: str, **more: Any) -> PracticeStep:
    return PracticeStep(name=name, text=f"{name}, in a few words.", **more)


def practice(name: str, *steps: PracticeStep, part: Part = Part.STEP) -> Practice:
    return Practice(
        id=name,
        title=name.title(),
        line="A line.",
        minutes=1,
        before=("Stop any time.",),
        closing=f"Thank you for {name}.",
        evidence=Evidence.OWN,
        evidence_note="Made up.",
        steps=steps,
        part=part,
    )


READ = practice("reading", step("One", seconds=20), step("Two", seconds=30), step("Three"))
TAPS = practice(
    "tapping",
    step("Arrive", seconds=10),
    step("First set", seconds=10, taps=6),
    step("Notice", seconds=20),
    step("Second set", seconds=10, taps=4),
    step("Notice again", seconds=20),
    step("Last set", seconds=10, taps=4),
    step("Come back", seconds=15),
)
AREAS = practice(
    "letting-go",
    step("Hände und Unterarme", seconds=30, tense=5, release=10),
    step("Gesichtsmuskulatur", seconds=5, tense=5, release=10),
    part=Part.AREA,
)
SENSES = practice("senses", step("See", seconds=9), step("Hear", seconds=9), part=Part.SENSE)
MADE_UP = {each.id: each for each in (READ, TAPS, AREAS, SENSES)}


@pytest.fixture
def glass(clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> Hourglass:
    """The time of a test, in place of this machine's; and practices that are made up for it."""
    made = Hourglass(clock)
    monkeypatch.setattr(guiding, "sleep", made.sleep)
    real = content.practices()
    everything: Mapping[str, Practice] = MappingProxyType({**real, **MADE_UP})
    monkeypatch.setattr(content, "practices", lambda: everything)
    return made


class Walk(Book):
    """A practice of steps in a test."""

    async def begin_steps(self, of: Practice) -> None:
        await self.driver.go("/practices/nothing")  # the same address is no other page
        await self.begin(f"/practices/{of.id}")

    async def click(self, *keys: str) -> None:
        for key in keys:
            await self.driver.click(key)

    def here(self, expected: PracticeStep) -> bool:
        """Whether this step is what is shown."""
        return expected.text in self.driver.texts()

    def over(self, of: Practice) -> bool:
        """Whether the thank-you is what is shown."""
        return of.closing in self.driver.texts()

    @property
    def cue(self) -> str:
        """What is announced beside the words of the step."""
        return self.announced

    def pulses(self) -> int:
        return sum(name == "heavy_impact" for name, _ in self.driver.conn.calls)

    def warm(self) -> set[str]:
        """Which wings are warm."""
        return {s for s in ("left", "right") if self.driver.get(f"wing-{s}").opacity == 1.0}


@pytest.fixture
def walk(opened: Driver, program: JournalProgram, glass: Hourglass) -> Walk:
    """An open journal on a phone."""
    stays(opened)
    return Walk(opened, program, glass)


@pytest.fixture
async def calm_walk(walk: Walk) -> Walk:
    """The same with less motion."""
    shell_of(walk.driver).calm = True
    await walk.driver.settle()
    return walk


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


# Taps -------------------------------------------------------------------------------------------


async def test_taps_are_shown_in_turn_and_announced_once_each(walk: Walk) -> None:
    await walk.begin_steps(TAPS)
    await walk.click("next")
    assert say("steps.line_read") in walk.cue
    assert walk.warm() == set()
    await walk.turn(READING - 0.01)
    heard, lit = [], []
    for _ in range(7):
        await walk.turn(0.02)
        heard.append(walk.cue)
        lit.append(walk.warm())
        await walk.turn(TAP - 0.02)
    assert heard[:6] == ["Left", "Right"] * 3
    assert lit == [{"left"}, {"right"}] * 3 + [set()]
    assert say("steps.line_rest") in heard[6]
    assert walk.pulses() == 6
    assert walk.here(TAPS.steps[1])
    assert (walk.tasks, walk.glass.waiting) == (0, 0)


def labels(sent: list[tuple[Any, bytes]]) -> list[str]:
    """Every label that these messages put on something."""
    found: list[str] = []

    def look(value: Any) -> None:
        if isinstance(value, dict):
            for name, inner in value.items():
                if name == "label" and isinstance(inner, str):
                    found.append(inner)
                look(inner)
        elif isinstance(value, list | tuple):
            if len(value) == 4 and value[2] == "label" and isinstance(value[3], str):
                found.append(value[3])  # one property of one control: what, whose, which, its value
            for inner in value:
                look(inner)

    for _, packed in sent:
        look(msgpack.unpackb(packed, strict_map_key=False))
    return found


@pytest.mark.parametrize("calm", [False, True], ids=["moving", "calm"])
@pytest.mark.parametrize("of", [TAPS, AREAS], ids=["taps", "areas"])
async def test_a_cue_costs_two_small_messages_and_is_announced_once(
    walk: Walk, of: Practice, calm: bool
) -> None:
    shell_of(walk.driver).calm = calm
    await walk.driver.settle()
    await walk.begin_steps(of)
    if of is TAPS:
        await walk.click("next")
    shown = TAPS.steps[1] if of is TAPS else AREAS.steps[0]
    sent = walk.driver.conn.sent
    await walk.turn(READING - 0.01)
    for cue in cues(shown)[1:]:
        before = len(sent)
        await walk.turn(0.02)
        new = sent[before:]
        assert 1 <= len(new) <= 2, cue
        assert sum(len(packed) for _, packed in new) <= 1000
        assert labels(new) == [said(cue)]
        await walk.turn(cue.seconds - 0.02)
        assert len(sent) == before + len(new)  # and nothing until the next


async def test_after_a_set_going_on_is_called_another_set(walk: Walk) -> None:
    await walk.begin_steps(TAPS)
    for one in TAPS.steps:
        assert walk.here(one)
        wanted = one.name.startswith("Notice")
        assert (say("steps.another_set") in walk.driver.texts()) == wanted, one.name
        assert walk.driver.has("stop")
        await walk.click("next")
    assert walk.over(TAPS)


async def test_a_set_is_shown_once_so_that_there_are_never_more_than_three(walk: Walk) -> None:
    await walk.begin_steps(TAPS)
    for _ in range(3):
        await walk.click("next")
        await walk.turn(60)
        await walk.click("previous")
    assert walk.pulses() == 6
    await walk.click("next")
    assert say("steps.line_rest") in walk.cue


async def test_reading_again_is_possible_before_a_set_began(walk: Walk) -> None:
    await walk.begin_steps(TAPS)
    await walk.click("next")
    await walk.turn(READING - 1)
    await walk.click("previous", "next")
    assert say("steps.line_read") in walk.cue
    await walk.turn(READING + 0.1)
    assert walk.cue == "Left"


async def test_who_is_led_is_not_led_into_another_set(walk: Walk) -> None:
    await walk.begin_steps(TAPS)
    await walk.click("lead")
    await walk.turn(10 + READING + 6 * TAP + LINGER + 0.1)
    assert walk.here(TAPS.steps[2])
    assert say("steps.led_ends") in walk.driver.texts()
    await walk.turn(20)
    assert walk.here(TAPS.steps[6])
    await walk.turn(15)
    assert walk.over(TAPS)
    assert walk.pulses() == 6


async def test_between_sets_nothing_is_announced_but_the_step(walk: Walk) -> None:
    await walk.begin_steps(TAPS)
    assert [c.label for c in walk.driver.all(ft.Semantics, live_region=True) if c.label] == []
    assert walk.warm() == set()


async def test_a_set_is_where_the_clock_is_after_a_cover(walk: Walk) -> None:
    await walk.begin_steps(TAPS)
    await walk.click("next")
    await walk.turn(READING + 0.1)
    await walk.seen(ft.AppLifecycleState.PAUSE)
    assert (walk.tasks, walk.glass.waiting) == (0, 0)
    await walk.turn(3 * TAP + 0.5)
    await walk.seen(ft.AppLifecycleState.RESUME)
    assert walk.cue == "Right"
    assert walk.pulses() == 1  # the one that was felt; those behind the cover are left out
    await walk.turn(TAP - 0.5)
    assert walk.cue == "Left"
    assert walk.pulses() == 2


async def test_taps_that_were_slept_through_are_left_out(walk: Walk) -> None:
    await walk.begin_steps(TAPS)
    await walk.click("next")
    walk.glass._to(walk.glass.clock.seconds + READING + 2.5 * TAP)
    await walk.turn(0.0)
    assert walk.cue == "Left"
    assert walk.pulses() == 0


async def test_with_less_motion_the_side_is_filled_and_named_and_nothing_moves(
    calm_walk: Walk,
) -> None:
    walk = calm_walk
    await walk.begin_steps(TAPS)
    await walk.click("next")
    await walk.turn(READING + TAP + 0.1)
    assert walk.cue == "Right"
    assert not walk.driver.has("wing-left")
    left, right = walk.driver.get("side-left"), walk.driver.get("side-right")
    assert right.bgcolor == walk.window.shell.p.dawn
    assert left.bgcolor == walk.window.shell.p.tide_soft
    assert [c for c in walk.driver.all(ft.Container) if c.animate or c.animate_opacity] == []
    large = [c for c in walk.driver.all(ft.Text, value="Right") if c.style.size >= 26]
    assert len(large) == 1


# An effort, and letting go ----------------------------------------------------------------------


async def test_an_effort_begins_by_itself_after_reading_and_says_so(walk: Walk) -> None:
    await walk.begin_steps(AREAS)
    assert say("steps.line_read") in walk.driver.texts()
    await walk.turn(READING + 0.01)
    assert walk.cue == "Gently firm, 5 seconds"
    assert say("steps.line_tense") in walk.driver.texts()
    fill = walk.driver.get("fill-tense")
    assert (fill.offset.x, fill.animate_offset.duration.milliseconds) == (0.0, 5000)
    assert walk.driver.get("fill-release").offset.x == -1.0
    await walk.turn(5)
    assert walk.cue == "Let go, 10 seconds"
    fill = walk.driver.get("fill-release")
    assert (fill.offset.x, fill.animate_offset.duration.milliseconds) == (0.0, 10000)
    await walk.turn(10)
    assert say("steps.line_rest") in walk.cue
    assert (walk.tasks, walk.glass.waiting) == (0, 0)
    await walk.click("next")
    assert walk.driver.get("fill-tense").offset.x == -1.0


@pytest.mark.parametrize("height", [844, 640, 390])
async def test_a_bar_is_there_before_it_fills(walk: Walk, height: int) -> None:
    """Flet animates from what was drawn before; a bar that comes full is just full."""
    await walk.driver.resize(390, height)
    await walk.begin_steps(AREAS)
    for name in ("fill-tense", "fill-release"):
        fill = walk.driver.get(name)
        assert (fill.offset.x, fill.animate_offset is None) == (-1.0, False)


async def test_an_effort_entered_in_its_middle_stands_where_it_is(walk: Walk) -> None:
    await walk.begin_steps(AREAS)
    await walk.seen(ft.AppLifecycleState.PAUSE)
    await walk.turn(READING + 4)
    await walk.seen(ft.AppLifecycleState.RESUME)
    fill = walk.driver.get("fill-tense")
    assert fill.offset.x == pytest.approx(4 / 5 - 1)
    assert fill.animate_offset is None
    assert walk.driver.get("fill-release").animate_offset is not None


async def test_with_less_motion_the_bar_is_filled_at_once(calm_walk: Walk) -> None:
    walk = calm_walk
    await walk.begin_steps(AREAS)
    await walk.turn(READING + 0.1)
    assert walk.driver.get("fill-tense").offset.x == 0.0
    assert [c for c in walk.driver.all(ft.Container) if c.animate_offset] == []


async def test_an_area_can_be_left_out_at_any_second(walk: Walk) -> None:
    await walk.begin_steps(AREAS)
    for second in (0.0, READING + 1, READING + 7):
        await walk.turn(second)
        await walk.click("skip-step")
        assert walk.here(AREAS.steps[1])
        assert say("steps.line_read") in walk.driver.texts()
        await walk.click("previous")


async def test_nobody_is_led_on_before_an_area_has_let_go(walk: Walk) -> None:
    await walk.begin_steps(AREAS)
    await walk.click("next", "lead")
    await walk.turn(READING + 15 + LINGER - 0.1)
    assert walk.here(AREAS.steps[1])
    await walk.turn(0.2)
    assert walk.over(AREAS)


async def test_being_led_from_now_on_does_not_disturb_an_effort(walk: Walk) -> None:
    await walk.begin_steps(AREAS)
    await walk.turn(READING + 2)
    await walk.click("lead")
    assert walk.cue == "Gently firm, 5 seconds"
    await walk.turn(3.1)
    assert walk.cue == "Let go, 10 seconds"
    assert walk.pulses() == 2


async def test_without_numbers_no_seconds_are_shown(walk: Walk) -> None:
    room = door_of(walk.driver).practices
    await walk.begin_steps(AREAS)
    assert say("steps.bar", cue=cue_word(CueKind.TENSE), seconds=5) in walk.driver.texts()
    await walk.click("stop")
    await room.keep_comfort(type(room.comfort)(numbers=False, pulses=False))
    await walk.begin_steps(AREAS)
    await walk.turn(READING + 0.1)
    assert not any(text.endswith(" s") for text in walk.driver.texts())
    assert walk.pulses() == 0


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


@pytest.mark.parametrize("room", sorted(COLOURS))
def test_a_warm_wing_stands_out_and_its_word_can_be_read(room: str) -> None:
    wing = COLOURS[room]
    colour, much = wing.rest
    for warm in wing.warm:
        assert contrast(wing.word, warm) >= 3.0  # large text
    for sky, _ in _SCENES[room].sky[:3]:  # as far down as the large wings reach
        assert max(contrast(warm, blend(sky, colour, much)) for warm in wing.warm) >= 3.0


# The walk itself --------------------------------------------------------------------------------


class Counted:
    """Counts what a walk asks for."""

    def __init__(self) -> None:
        self.pulses = 0
        self.on = False

    def awake(self, *, on: bool) -> None:
        self.on = on

    def pulse(self) -> None:
        self.pulses += 1


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
