"""The breathing page, headless: what is shown and announced when, what it costs, what is left."""

from __future__ import annotations

from itertools import product
from typing import Any

import flet as ft
import flet.canvas as cv
import pytest

from journal_app import content
from journal_app.domain.breathing import LEAD_IN, Step, at, phases
from journal_app.domain.comfort import SLOWEST, Comfort
from journal_app.domain.own_breath import OwnBreath
from journal_app.domain.pattern import Pattern
from journal_app.domain.practice import Practice
from journal_app.ui.app import JournalProgram
from journal_app.ui.parts.pacing import LOOKING, RESTING
from journal_app.ui.screens import pacer
from journal_app.words import say
from tests.driver import DESKTOP, PHONE, SMALL_PHONE, TABLET, Client, client
from tests.ui.breathing_book import Book, Hourglass
from tests.ui.conftest import Start, create, shell_of, stays

BREATHING = [practice for practice in content.practices().values() if practice.pattern]


def pattern_of(practice_id: str) -> Pattern:
    """How a practice is breathed as it is written."""
    pattern = content.practices()[practice_id].pattern
    assert pattern is not None
    return pattern


def breathed(practice: Practice, most: int) -> list[Step]:
    """The first phases of a practice after its lead-in, without those of its last breath."""
    steps = list(phases(pattern_of(practice.id)))
    return [step for step in steps[1 : most + 1] if step.cycle < steps[-1].cycle] or steps[1:2]


PATTERN = pattern_of("longer-exhale")


async def like(book: Book, **comfort: Any) -> None:
    """Be guided like this from now on."""
    await book.window.door.practices.keep_comfort(Comfort(**comfort))


def sun_of(book: Book) -> Any:
    return book.driver.get("sun")


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
    assert sun_of(book).scale == pytest.approx(1.18)
    assert sun_of(book).animate_scale.duration.milliseconds == 4350
    await book.turn(4.5)
    assert sun_of(book).scale == pytest.approx(1.0)
    assert sun_of(book).animate_scale.duration.milliseconds == 5350


async def test_each_phase_of_each_practice_is_announced_once(book: Book) -> None:
    await like(book, holds=True)
    for practice in BREATHING:
        await book.begin(f"/practices/{practice.id}")
        await book.turn(LEAD_IN)
        for step in breathed(practice, 6):
            word = say(f"pacer.phase_{step.phase.value}")
            assert book.announced == f"{word}, {step.seconds:g} seconds", practice.id
            assert word in book.driver.texts()
            assert sun_of(book).scale == pytest.approx(1 + 0.18 * step.size_to), practice.id
            await book.turn(step.seconds)
        await book.driver.click("back")


async def test_numbers_are_for_the_eyes_only(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN)
    region = book.driver.all(ft.Semantics, live_region=True)[0]
    assert region.exclude_semantics
    assert {"1", "2", "3", "4", "5"} <= set(book.driver.texts())


async def test_without_numbers_there_are_words_only(book: Book) -> None:
    await like(book, numbers=False)
    await book.begin()
    assert say("pacer.lead_in_soon") in book.driver.texts()
    assert book.announced == "Begins in 3"
    await book.turn(LEAD_IN)
    assert not [text for text in book.driver.texts() if text.isdigit()]
    assert say("pacer.phase_in") in book.driver.texts()


async def test_eyes_are_only_spoken_of_where_somebody_likes_it(book: Book) -> None:
    await book.begin()
    assert say("pacer.eyes") in book.driver.texts()
    await book.driver.click("back")
    await like(book, eyes_open=False)
    await book.begin()
    assert say("pacer.eyes") not in book.driver.texts()


# What a phase costs -----------------------------------------------------------------------------


@pytest.fixture
async def desk_book(start: Start, program: JournalProgram, glass: Hourglass) -> Book:
    """A phone's page in a browser, where there are no pulses: they are messages of their own."""
    driver = await start({**client(390, 844, "linux"), "web": True})
    await create(driver)
    stays(driver)
    return Book(driver, program, glass)


@pytest.mark.parametrize("scale", [1.0, 2.0], ids=["in the sun", "below it"])
async def test_a_phase_costs_two_messages_and_a_kilobyte_at_most(
    desk_book: Book, scale: float
) -> None:
    """With the numbers on. In the sun it is one message for each phase."""
    book = desk_book
    await like(book, holds=True)
    book.window.shell.text_scale = scale
    sent = book.driver.conn.sent
    for practice in BREATHING:
        await book.begin(f"/practices/{practice.id}")
        await book.turn(LEAD_IN - 0.01)
        for step in breathed(practice, 8):
            messages, size = len(sent), book.driver.bytes_sent
            await book.turn(step.seconds)
            assert len(sent) - messages <= (1 if scale == 1.0 else 2), practice.id
            assert book.driver.bytes_sent - size <= 500, practice.id
        await book.turn(0.02)
        await book.driver.click("back")


async def test_the_longest_breaths_cost_no_more(desk_book: Book) -> None:
    book = desk_book
    await book.window.door.practices.keep_own(OwnBreath(breathe_in=8.0, breathe_out=12.0))
    await book.begin("/practices/own-breath")
    await book.turn(LEAD_IN + 20.0 - 0.01)
    messages, size = len(book.driver.conn.sent), book.driver.bytes_sent
    await book.turn(8.0 + 12.0)
    assert len(book.driver.conn.sent) - messages == 2
    assert book.driver.bytes_sent - size <= 1000


async def test_the_page_itself_is_not_drawn_again_at_a_phase(
    desk_book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    book, drawn = desk_book, []
    before = pacer.task_page
    monkeypatch.setattr(pacer, "task_page", lambda *a, **kw: drawn.append(1) or before(*a, **kw))
    await book.begin()
    drawn.clear()
    await book.turn(LEAD_IN + 60.0)
    assert drawn == []


# Pausing ----------------------------------------------------------------------------------------


async def test_a_machine_that_slept_is_back_in_phase(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN + 1.0)
    book.glass._to(book.glass.clock.seconds + 31.0)  # nothing woke: the machine was asleep
    await book.turn(0.0)
    now = at(PATTERN, book.glass.clock.seconds)
    assert book.announced.startswith(say(f"pacer.phase_{now.phase.value}"))


async def test_pausing_stands_still_and_going_on_goes_on_from_there(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN + 2.0)
    await book.driver.click("pause")
    assert book.announced == "Paused. In 4.5, out 5.5"
    assert (book.tasks, book.glass.waiting) == (0, 0)
    size = at(PATTERN, LEAD_IN + 2.0).size
    assert sun_of(book).scale == pytest.approx(1 + 0.18 * size)
    await book.turn(60.0)
    await book.driver.click("pause")
    assert book.announced == "Breathe in, 4.5 seconds"
    assert sun_of(book).animate_scale.duration.milliseconds == 2350
    await book.turn(2.4)
    assert book.announced == "Breathe in, 4.5 seconds"
    await book.turn(0.2)
    assert book.announced == "Breathe out, 5.5 seconds"


async def test_a_little_slower_is_kept_and_begins_with_the_next_breath(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN + 2.0)
    assert not book.driver.has("slower")
    await book.driver.click("pause")
    await book.driver.click("slower")
    await book.driver.until(lambda: book.window.door.practices.comfort.pace == 0.5)
    assert book.announced == "Paused. In 5, out 6"
    assert "In 5, out 6" in book.driver.texts()
    await book.driver.click("slower")
    await book.driver.until(lambda: book.window.door.practices.comfort.pace == 1.0)
    await book.driver.click("faster")
    await book.driver.until(lambda: book.window.door.practices.comfort.pace == 0.5)
    await book.driver.click("pause")
    assert not book.driver.has("slower")
    await book.turn(2.5)
    assert book.announced == "Breathe out, 5.5 seconds"
    await book.turn(5.5)
    assert book.announced == "Breathe in, 5 seconds"
    await book.turn(5.0)
    assert book.announced == "Breathe out, 6 seconds"


async def test_the_slowest_has_nothing_slower(book: Book) -> None:
    await like(book, pace=SLOWEST)
    await book.begin()
    await book.driver.click("pause")
    assert book.driver.get("slower").disabled
    assert not book.driver.get("faster").disabled


async def test_near_a_session_nothing_becomes_stirring_by_its_pace(
    book: Book,
) -> None:
    days = book.window.door.days
    now = days.now()
    await days.add_session(now.replace(hour=now.hour + 1), now.replace(hour=now.hour + 3))
    await like(book, pace=-0.5)
    await book.begin("/practices/ease-in")
    await book.driver.click("pause")
    assert book.driver.get("faster").disabled
    assert say("before.faster_rests") in book.driver.texts()


async def test_ones_own_lengths_have_no_other_pace(book: Book) -> None:
    await book.window.door.practices.keep_own(OwnBreath())
    await book.begin("/practices/own-breath")
    await book.driver.click("pause")
    assert not book.driver.has("slower")


# The end ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("seconds", [0.0, LEAD_IN + 20.0, LEAD_IN + 300.0])
async def test_stopping_early_gets_the_same_thanks_as_finishing(book: Book, seconds: float) -> None:
    await book.begin()
    await book.turn(seconds)
    if book.driver.has("stop"):
        await book.driver.click("stop")
    assert content.practices()["longer-exhale"].closing in book.driver.texts()
    await nothing_is_left(book)


async def test_it_ends_by_itself_after_the_last_out_breath(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN + PATTERN.seconds - 0.1)
    assert book.announced == "Breathe out, 5.5 seconds"
    await book.turn(0.2)
    assert book.driver.has("easier")


# Nothing is left running ------------------------------------------------------------------------


async def nothing_is_left(book: Book, shell: Any = None) -> None:
    """No task in the window's registry, and nobody that sleeps."""
    shell = shell or book.window.shell
    await book.driver.until(lambda: not [task for task in shell._tasks if not task.done()])
    assert book.glass.waiting == 0


async def test_leaving_the_page_ends_the_task(book: Book) -> None:
    await book.begin()
    assert book.tasks >= 1
    await book.driver.click("back")
    await nothing_is_left(book)
    assert book.window.shell.route == "/practices"


async def test_something_other_than_breath_ends_the_task(book: Book) -> None:
    await book.begin()
    await book.driver.click("other")
    await nothing_is_left(book)


@pytest.mark.parametrize("seconds", [0.0, LEAD_IN, LEAD_IN + 4.6], ids=["lead-in", "in", "pulses"])
@pytest.mark.parametrize("way", ["stop", "lock", "tab", "session"])
async def test_no_task_is_left_whichever_way_it_ends(book: Book, way: str, seconds: float) -> None:
    await book.begin()
    await book.turn(seconds)
    shell = book.window.shell
    if way == "tab":
        await book.driver.disconnect()
    elif way == "session":
        book.program.close()
        await book.driver.settle()
    else:
        await book.driver.click(way)
    await nothing_is_left(book, shell)
    await nothing_is_left(book)


# Covered for a moment ---------------------------------------------------------------------------


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
    assert sun_of(book).scale == pytest.approx(1 + 0.18 * now.size)
    await book.turn(LOOKING)
    left = now.seconds_left - LOOKING - RESTING
    assert sun_of(book).animate_scale.duration.milliseconds == round(1000 * left)
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


# Every size and theme ---------------------------------------------------------------------------

LANDSCAPE = client(844, 390, "android")
DARK_PHONE = client(390, 844, "ios", dark=True)


@pytest.mark.parametrize(
    "seen_as", [PHONE, SMALL_PHONE, TABLET, DESKTOP, LANDSCAPE, DARK_PHONE], ids=str
)
async def test_pause_and_stop_are_always_there(
    start: Start,
    program: JournalProgram,
    glass: Hourglass,
    seen_as: Client,
) -> None:
    driver = await start(seen_as)
    await create(driver)
    book = Book(driver, program, glass)
    for scale, calm in product((1.0, 2.0), (False, True)):
        shell_of(driver).choose_calm(calm)
        shell_of(driver).text_scale = scale
        await book.begin()
        await book.turn(LEAD_IN + 5.0)
        for key in ("pause", "stop", "other", "dim", "back", "support", "lock"):
            assert driver.has(key), (key, scale, calm)
        assert book.announced == "Breathe out, 5.5 seconds"
        await driver.click("pause")
        for key in ("slower", "faster", "pause", "stop", "other"):
            assert driver.has(key), (key, scale, calm)
        await driver.click("back")


# The landscape ----------------------------------------------------------------------------------


def smooth_hills(book: Book) -> set[bool]:
    """Whether the crests on the page are smooth; more than one answer would be a fault."""
    paths = [
        shape
        for canvas in book.driver.all(cv.Canvas)
        for shape in canvas.shapes
        if isinstance(shape, cv.Path)
    ]
    return {bool(path.paint.anti_alias) for path in paths}


async def test_crests_are_smooth_where_they_can_be_told_from_rough_ones(book: Book) -> None:
    await book.driver.go("/practices/longer-exhale")
    assert smooth_hills(book) == {True}  # nothing moves here
    await book.driver.click("begin")
    assert smooth_hills(book) == {False}
    await book.driver.move_to_screen(1.0)
    assert smooth_hills(book) == {True}
    await book.driver.move_to_screen(2.625)
    assert smooth_hills(book) == {False}
