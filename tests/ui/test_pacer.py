"""The pacer and the guided steps, headless: what is shown when, what is kept, what is left."""

from __future__ import annotations

import asyncio

import flet as ft
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app import content
from journal_app.clock import SetClock
from journal_app.domain.breathing import LEAD_IN, at, phases
from journal_app.domain.pattern import Pattern, Phase
from journal_app.ui.app import JournalProgram
from journal_app.ui.parts import pacing
from journal_app.ui.parts.pacing import Pacing
from journal_app.words import say
from tests.driver import DESKTOP, PHONE, SMALL_PHONE, TABLET, Client, client
from tests.ui.breathing_book import Book, Hourglass
from tests.ui.conftest import WEDNESDAY_5PM, Start, create

PATTERN = content.practices()["longer-exhale"].pattern
assert PATTERN is not None


# Breathing --------------------------------------------------------------------------------------


async def test_it_counts_in_and_then_follows_the_breath(book: Book) -> None:
    await book.begin()
    heard = []
    for _ in range(14):
        heard.append(book.announced)
        await book.turn(1.0)
    assert heard == [
        "Begins in 3",
        "Begins in 2",
        "Begins in 1",
        *["Breathe in, 4.5 seconds"] * 5,  # seconds 3, 4, 5, 6, 7
        *["Breathe out, 5.5 seconds"] * 5,  # seconds 8 to 12
        "Breathe in, 4.5 seconds",
    ]


async def test_the_sun_is_told_once_a_phase_where_to_go_and_how_long_it_has(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN)
    sun = book.driver.get("sun")
    assert sun.scale == pytest.approx(1.18)
    assert sun.animate_scale.duration.milliseconds == 4500
    await book.turn(4.5)
    sun = book.driver.get("sun")
    assert sun.scale == pytest.approx(1.0)
    assert sun.animate_scale.duration.milliseconds == 5500


async def test_a_phase_costs_less_than_a_kilobyte(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN + 10.0 - 0.01)
    messages, size = len(book.driver.conn.sent), book.driver.bytes_sent
    await book.turn(4.5)
    assert book.driver.bytes_sent - size <= 1000
    assert len(book.driver.conn.sent) - messages <= 5


async def test_late_waking_does_not_add_up(book: Book) -> None:
    """Every sleep ends 20 ms late; the phases are still due where the pattern has them."""
    began = book.glass.clock.seconds
    await book.begin()
    due: list[float] = []
    while book.driver.has("stop"):
        due.append(book.glass.next_due() - began)
        await book.turn(book.glass.next_due() - book.glass.clock.seconds + 0.02)
    ideal = [step.starts_at for step in phases(PATTERN)][1:]
    kept = [min(due, key=lambda at_: abs(at_ - start)) for start in ideal]
    assert kept == pytest.approx(ideal, abs=1e-6)


async def test_after_a_long_sleep_of_the_machine_it_is_back_in_phase(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN + 1.0)
    book.glass.to(book.glass.clock.seconds + 31.0)  # nothing woke: the machine was asleep
    await book.turn(0.0)
    now = at(PATTERN, book.glass.clock.seconds)
    words = {Phase.IN: "Breathe in", Phase.OUT: "Breathe out"}[now.phase]
    assert book.announced.startswith(words)


async def test_pausing_stands_still_and_going_on_goes_on_from_there(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN + 2.0)
    await book.driver.click("pause")
    assert book.announced == "Paused"
    assert book.tasks == 0
    size = at(PATTERN, LEAD_IN + 2.0).size
    assert book.driver.get("sun").scale == pytest.approx(1 + 0.18 * size)
    await book.turn(60.0)
    await book.driver.click("pause")
    assert book.announced == "Breathe in, 4.5 seconds"
    assert book.driver.get("sun").animate_scale.duration.milliseconds == 2500
    await book.turn(2.4)
    assert book.announced == "Breathe in, 4.5 seconds"
    await book.turn(0.2)
    assert book.announced == "Breathe out, 5.5 seconds"


@pytest.mark.parametrize("seconds", [0.0, LEAD_IN + 20.0, LEAD_IN + 300.0])
async def test_stopping_early_gets_the_same_thanks_as_finishing(book: Book, seconds: float) -> None:
    await book.begin()
    await book.turn(seconds)
    if book.driver.has("stop"):
        await book.driver.click("stop")
    assert content.practices()["longer-exhale"].closing in book.driver.texts()
    assert book.tasks == 0
    assert book.glass.waiting == 0


async def test_it_ends_by_itself_after_the_last_out_breath(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN + PATTERN.seconds - 0.1)
    assert book.announced == "Breathe out, 5.5 seconds"
    await book.turn(0.2)
    assert book.driver.has("easier")


# Less motion ------------------------------------------------------------------------------------


async def test_less_motion_is_a_bar_and_words_and_nothing_moves(calm_book: Book) -> None:
    book = calm_book
    await book.begin()
    await book.turn(LEAD_IN + 4.5 + 3.5)
    assert book.announced == "Breathe out, 5.5 seconds"
    assert "4 of about 5 seconds" in book.driver.texts()
    assert not book.driver.has("sun")
    moving = [c for c in book.driver.all(ft.Container) if c.animate_scale or c.animate]
    assert moving == []
    shares = [c.expand for c in book.driver.all(ft.Container, height=32) if c.expand]
    assert shares == [9, 7, 4]  # all of the in-breath, 7 of 11 half seconds of the out-breath


async def test_less_motion_begins_with_counting_too(calm_book: Book) -> None:
    await calm_book.begin()
    heard = []
    for _ in range(4):
        heard.append(calm_book.announced)
        await calm_book.turn(1.0)
    assert heard == ["Begins in 3", "Begins in 2", "Begins in 1", "Breathe in, 4.5 seconds"]


# Nothing is left running ------------------------------------------------------------------------


async def test_leaving_the_page_ends_the_task(book: Book) -> None:
    await book.begin()
    assert book.tasks == 1
    await book.driver.click("back")
    assert (book.tasks, book.glass.waiting) == (0, 0)
    assert book.window.shell.route == "/practices"


async def test_something_other_than_breath_ends_the_task(book: Book) -> None:
    await book.begin()
    await book.driver.click("other")
    assert (book.tasks, book.glass.waiting) == (0, 0)


async def test_locking_ends_the_task(book: Book) -> None:
    await book.begin()
    shell = book.window.shell
    await book.driver.click("lock")
    assert not [task for task in shell._tasks if not task.done()]
    assert (book.tasks, book.glass.waiting) == (0, 0)


async def test_closing_the_tab_ends_the_task(book: Book) -> None:
    await book.begin()
    shell = book.window.shell
    await book.driver.disconnect()
    assert not [task for task in shell._tasks if not task.done()]
    assert book.glass.waiting == 0


async def test_closing_the_program_ends_the_task(book: Book) -> None:
    await book.begin()
    book.program.close()
    await book.driver.settle()
    assert (book.tasks, book.glass.waiting) == (0, 0)


# Guided steps -----------------------------------------------------------------------------------


# Covered for a moment --------------------------------------------------------------------------


async def test_a_breath_goes_on_where_the_clock_is_after_a_cover(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN + 1)
    await book.seen(ft.AppLifecycleState.PAUSE)
    assert not book.driver.has("stop")
    before = at(PATTERN, LEAD_IN + 1)
    await book.turn(5)
    await book.seen(ft.AppLifecycleState.RESUME)
    now = at(PATTERN, LEAD_IN + 6)
    assert now.phase is not before.phase
    assert book.driver.sees(say(f"pacer.phase_{now.phase.value}"))
    await book.turn(PATTERN.seconds)
    assert book.driver.sees(say("after.how_now"))
    await book.seen(ft.AppLifecycleState.PAUSE)
    await book.seen(ft.AppLifecycleState.RESUME)
    assert book.driver.sees(say("after.how_now"))


async def test_a_breath_that_was_paused_is_still_paused_after_a_cover(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN + 1)
    await book.driver.click("pause")
    await book.seen(ft.AppLifecycleState.PAUSE)
    await book.turn(30)
    await book.seen(ft.AppLifecycleState.RESUME)
    assert book.driver.sees(say("pacer.paused"))
    assert book.tasks == 0
    await book.driver.click("pause")
    await book.turn(0.1)
    assert book.driver.sees(say(f"pacer.phase_{at(PATTERN, LEAD_IN + 1.1).phase.value}"))


async def test_steps_are_where_they_were_after_a_cover(book: Book) -> None:
    await book.begin("/practices/orienting")
    await book.driver.click("next")
    shown = book.driver.texts()
    await book.seen(ft.AppLifecycleState.PAUSE)
    await book.seen(ft.AppLifecycleState.RESUME)
    assert book.driver.texts() == shown


async def test_steps_go_forward_back_and_can_be_left_out(book: Book) -> None:
    steps = content.practices()["orienting"].steps
    await book.begin("/practices/orienting")
    assert steps[0].text in book.driver.texts()
    assert book.driver.get("previous").disabled
    await book.driver.click("next")
    await book.driver.click("skip-step")
    assert steps[2].text in book.driver.texts()
    await book.driver.click("previous")
    assert steps[1].text in book.driver.texts()
    assert book.tasks == 0


@pytest.mark.parametrize("taps", [["stop"], ["next"] * 4])
async def test_steps_end_with_the_same_words_early_or_not(book: Book, taps: list[str]) -> None:
    await book.begin("/practices/orienting")
    for tap in taps:
        await book.driver.click(tap)
    assert content.practices()["orienting"].closing in book.driver.texts()


# Every size and theme ---------------------------------------------------------------------------

LANDSCAPE = client(844, 390, "android")
DARK_PHONE = client(390, 844, "ios", dark=True)


@pytest.mark.parametrize("calm", [False, True], ids=["moving", "calm"])
@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(
    "seen_as", [PHONE, SMALL_PHONE, TABLET, DESKTOP, LANDSCAPE, DARK_PHONE], ids=str
)
async def test_pause_and_stop_are_always_there(
    start: Start,
    program: JournalProgram,
    glass: Hourglass,
    seen_as: Client,
    scale: float,
    calm: bool,
) -> None:
    driver = await start(seen_as)
    await create(driver)
    book = Book(driver, program, glass)
    book.window.shell.calm, book.window.shell.text_scale = calm, scale
    await book.begin()
    await book.turn(LEAD_IN + 5.0)
    for key in ("pause", "stop", "other", "back", "support", "lock"):
        assert driver.has(key), key
    assert book.announced == "Breathe out, 5.5 seconds"


# Units ------------------------------------------------------------------------------------------


@settings(max_examples=25, deadline=None)
@given(
    pattern=st.builds(
        Pattern,
        breathe_in=st.sampled_from([1.0, 2.5, 4.0, 4.5, 5.5]),
        breathe_out=st.sampled_from([1.0, 3.3, 5.5, 7.0]),
        hold=st.sampled_from([0.0, 1.0, 7.0]),
        cycles=st.integers(1, 4),
    ),
    calm=st.booleans(),
    pauses=st.lists(st.floats(0.01, 20), max_size=4),
)
def test_whatever_the_pauses_it_breathes_its_whole_pattern(
    pattern: Pattern, calm: bool, pauses: list[float]
) -> None:
    """Pauses add only themselves; the numbers stay between 1 and the phase's whole seconds."""

    async def run() -> None:
        glass, over = Hourglass(SetClock(WEDNESDAY_5PM)), []
        before, pacing.sleep = pacing.sleep, glass.sleep
        try:
            made = Pacing(pattern, glass.clock, calm=lambda: calm)
            made.begin(asyncio.create_task, lambda: over.append(True), Quiet())
            await glass.turn(0.0)
            gone = 0.0
            for pause in pauses:
                step = min(pause, (LEAD_IN + pattern.seconds) - gone - 0.001)
                await glass.turn(step)
                gone += step
                made.pause()
                await glass.turn(pause * 3)
                made.resume()
                await glass.turn(0.0)
                moment = made.breath.moment
                # At the very edge of a phase the sums of seconds may fall on either side of it.
                edge = {at(pattern, max(gone + late, 0.0)).phase for late in (-1e-6, 1e-6)}
                assert moment.phase in edge
                assert 1 <= moment.count <= max(moment.whole, 1)
            assert over == []
            await glass.turn((LEAD_IN + pattern.seconds) - gone + 0.002)
            assert over == [True]
            assert made.breathed == pytest.approx(pattern.seconds, abs=0.01)
        finally:
            pacing.sleep = before

    asyncio.run(run())
