"""Cues of guided steps, headless: taps left and right, an effort and letting go."""

from __future__ import annotations

from typing import Any

import flet as ft
import msgpack
import pytest

from journal_app.domain.guiding import (
    LINGER,
    READING,
    TAP,
    CueKind,
    cues,
)
from journal_app.domain.practice import Practice
from journal_app.ui.parts.cues import cue_word, said
from journal_app.ui.parts.pacer_sky import _SCENES
from journal_app.ui.parts.taps import COLOURS
from journal_app.ui.sky import blend
from journal_app.words import say
from tests.ui.conftest import door_of, shell_of
from tests.ui.guided_steps import AREAS, TAPS, Walk
from tests.ui.test_dimming import contrast

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


@pytest.mark.parametrize("room", sorted(COLOURS))
def test_a_warm_wing_stands_out_and_its_word_can_be_read(room: str) -> None:
    wing = COLOURS[room]
    colour, much = wing.rest
    for warm in wing.warm:
        assert contrast(wing.word, warm) >= 3.0  # large text
    for sky, _ in _SCENES[room].sky[:3]:  # as far down as the large wings reach
        assert max(contrast(warm, blend(sky, colour, much)) for warm in wing.warm) >= 3.0
