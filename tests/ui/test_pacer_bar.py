"""The pacer with less motion, headless: a bar that fills with the breath, and words."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import flet as ft
import pytest

from journal_app import content
from journal_app.domain.breathing import LEAD_IN, phases
from journal_app.domain.comfort import Comfort
from journal_app.domain.pattern import Phase
from journal_app.ui.app import JournalProgram
from journal_app.ui.parts.pacing import LOOKING, RESTING, SETTLING
from journal_app.words import say
from tests.driver import Driver, client
from tests.ui.breathing_book import Book, Hourglass
from tests.ui.conftest import Start, create, shell_of, stays

BREATHING = [practice for practice in content.practices().values() if practice.pattern]


@dataclass(frozen=True)
class Filled:
    """One part of the bar: full, or on its way to ``share`` (0 to 1) in ``seconds``."""

    full: bool
    share: float
    seconds: float


FULL, EMPTY = Filled(True, 0.0, 0.0), Filled(False, 0.0, 0.0)


def bar(book: Book) -> list[Filled]:
    """The parts of the bar from left to right, as the client is told of them."""
    p, parts = shell_of(book.driver).p, []
    for pill in book.driver.all(key="fill"):
        full = pill.parent.bgcolor == p.tide
        seconds = pill.animate_offset.duration.milliseconds / 1000
        parts.append(Filled(full, 1 + pill.offset.x, seconds))
    return parts


def going(seconds: float, stretch: float = 1) -> Filled:
    """A part that is filled to its end just before its ``seconds`` are over."""
    told = (seconds - RESTING) * stretch
    return Filled(False, pytest.approx(1.0), pytest.approx(told, abs=0.002))


def standing(share: float, seconds: float = 0.0) -> Filled:
    """A part that stands at ``share``, after coming to rest in ``seconds``."""
    return Filled(False, pytest.approx(share, abs=0.001), pytest.approx(seconds))


def stands_there(book: Book, number: str) -> bool:
    """Whether a number is a line of its own, beside the two pages of the reel that all have it."""
    return book.driver.texts().count(number) == 3


async def test_it_is_a_bar_and_words_and_nothing_else_moves(calm_book: Book) -> None:
    book = calm_book
    await book.begin()
    await book.turn(LEAD_IN + 4.5 + 3.5)
    assert book.announced == "Breathe out, 5.5 seconds"
    assert " of about 5 seconds" in book.driver.texts()
    assert not book.driver.has("sun")
    moving = [
        control
        for control in book.driver.all(ft.Container)
        for name in ("animate", "animate_scale", "animate_offset")
        if getattr(control, name)
    ]
    assert moving == book.driver.all(key="fill")
    assert bar(book) == [FULL, going(5.5)]


async def test_it_begins_with_counting_too(calm_book: Book) -> None:
    await calm_book.begin()
    heard = []
    for number in ("3", "2", "1"):
        heard.append(calm_book.announced)
        assert stands_there(calm_book, number)
        assert not calm_book.driver.sees("of about")
        await calm_book.turn(1.0)
    heard.append(calm_book.announced)
    assert heard == ["Begins in 3", "Begins in 2", "Begins in 1", "Breathe in, 4.5 seconds"]


async def test_it_fills_part_after_part_and_empties_with_the_next_breath(calm_book: Book) -> None:
    book = calm_book
    await book.begin()
    assert bar(book) == [EMPTY, EMPTY]
    await book.turn(LEAD_IN)
    assert bar(book) == [going(4.5), EMPTY]
    await book.turn(4.5)
    assert bar(book) == [FULL, going(5.5)]
    await book.turn(5.5)
    assert bar(book) == [going(4.5), EMPTY]


async def test_its_seconds_are_counted_upwards_by_the_client(calm_book: Book) -> None:
    """A page of words that grows: 1 is the last on its first line, then 2, up to 5."""
    book = calm_book
    await book.begin()
    await book.turn(LEAD_IN + 4.5)
    pages = [c for c in book.driver.all(ft.Container) if c.animate_position]
    cell = pages[0].height and book.driver.all(ft.Stack, height=pages[0].height)[0].width
    ways = {
        (round(-page.left / cell, 2), page.animate_position.duration.milliseconds) for page in pages
    }
    assert ways == {(4.86, 5350), (0.02, 0)}  # 5 at the end; the other waits at 1


async def test_a_breath_of_more_parts_has_more_parts_on_the_bar(calm_book: Book) -> None:
    book = calm_book
    await book.window.door.practices.keep_comfort(Comfort(holds=True))
    for practice in BREATHING:
        await book.begin(f"/practices/{practice.id}")
        await book.turn(LEAD_IN)
        assert practice.pattern is not None
        steps = [step for step in phases(practice.pattern) if step.cycle == 1]
        steps = [step for step in steps if step.phase is not Phase.DONE]
        tracks = [c.expand for c in book.driver.all(ft.Container, height=32) if c.expand]
        assert tracks == [round(10 * step.seconds) for step in steps], practice.id
        for place, step in enumerate(steps):
            word = say(f"pacer.phase_{step.phase.value}")
            assert book.announced == f"{word}, {step.seconds:g} seconds", practice.id
            to_come = [EMPTY] * (len(steps) - place - 1)
            assert bar(book) == [*[FULL] * place, going(step.seconds), *to_come], practice.id
            if step is not steps[-1]:
                await book.turn(step.seconds)
        await book.driver.click("back")


async def test_paused_says_the_lengths_and_counts_nothing(calm_book: Book) -> None:
    book = calm_book
    await book.begin()
    await book.turn(LEAD_IN + 2.0)
    await book.driver.click("pause")
    assert book.announced == "Paused. In 4.5, out 5.5"
    assert not book.driver.sees("of about")
    assert bar(book) == [standing(4 / 9, SETTLING), EMPTY]
    await book.turn(60.0)
    assert bar(book) == [standing(4 / 9, SETTLING), EMPTY]
    await book.driver.click("pause")
    assert bar(book) == [going(2.5), EMPTY]


async def test_paused_before_it_began_counts_nothing_either(calm_book: Book) -> None:
    book = calm_book
    await book.begin()
    assert stands_there(book, "3")
    await book.driver.click("pause")
    assert not stands_there(book, "3")
    await book.driver.click("pause")
    await book.turn(0.0)
    assert stands_there(book, "3")


async def test_without_numbers_nothing_is_counted(calm_book: Book) -> None:
    book = calm_book
    await book.window.door.practices.keep_comfort(Comfort(numbers=False))
    await book.begin()
    assert say("pacer.lead_in_soon") in book.driver.texts()
    await book.turn(LEAD_IN + 1.0)
    assert not book.driver.sees("of about")


async def test_a_phase_is_one_message_and_less_than_a_kilobyte(
    start: Start, program: JournalProgram, glass: Hourglass
) -> None:
    driver = await start({**client(390, 844, "linux"), "web": True})
    await create(driver)
    stays(driver)
    shell_of(driver).choose_calm(True)
    book = Book(driver, program, glass)
    await book.window.door.practices.keep_comfort(Comfort(holds=True))
    for practice in BREATHING:
        assert practice.pattern is not None
        await book.begin(f"/practices/{practice.id}")
        steps = [step for step in phases(practice.pattern) if 1 <= step.cycle <= 2]
        await book.turn(LEAD_IN - 0.1)
        for step in steps:
            messages, size = len(driver.conn.sent), driver.bytes_sent
            await book.turn(step.seconds)
            assert len(driver.conn.sent) - messages == 1, practice.id
            assert driver.bytes_sent - size < 1000, practice.id
        await driver.click("back")


# What the platform asks for ---------------------------------------------------------------------


async def asks(driver: Driver, *, still: bool, flash: bool = True) -> None:
    """The platform is asked for less motion, or not any more; the window is looked at again.

    With ``flash`` it plays animations in a twentieth of their time then.
    """
    answers = driver.conn.answers["get_accessibility_features"]
    answers["disable_animations"], answers["reduce_motion"] = still and flash, still
    event: Any = SimpleNamespace(state=ft.AppLifecycleState.RESUME)
    await driver.page.on_app_lifecycle_state_change(event)
    await driver.settle()


async def test_less_motion_is_asked_for_while_it_breathes(book: Book) -> None:
    await book.begin()
    await book.turn(LEAD_IN + 1.0)
    assert book.driver.has("sun")
    await asks(book.driver, still=True)
    assert not book.driver.has("sun")
    assert book.announced == "Breathe in, 4.5 seconds"
    assert bar(book) == [standing(1 / 4.5), EMPTY]  # before it moves, it is drawn
    await book.turn(LOOKING)
    assert bar(book) == [going(3.5 - LOOKING, stretch=20), EMPTY]  # as long as it is told to take
    await asks(book.driver, still=False)
    assert book.driver.has("sun")
    assert len([task for task in book.window.shell._accompanied if not task.done()]) == 1


async def test_it_keeps_its_time_where_the_platform_only_prefers_less_motion(book: Book) -> None:
    await asks(book.driver, still=True, flash=False)
    await book.begin()
    await book.turn(LEAD_IN)
    assert bar(book) == [going(4.5), EMPTY]


async def test_moving_may_be_chosen_but_not_where_it_would_jump(book: Book) -> None:
    driver = book.driver
    await asks(driver, still=True)
    await driver.go("/settings")
    assert say("settings.motion_asked") in driver.texts()
    await driver.click("motion")
    assert shell_of(driver).calm
    await book.begin()
    assert not driver.has("sun")
    await asks(driver, still=False)
    assert driver.has("sun")
    await driver.go("/settings")
    assert say("settings.motion_asked") not in driver.texts()


async def test_what_somebody_chose_outlives_what_the_platform_asks(book: Book) -> None:
    driver = book.driver
    await driver.go("/settings")
    await driver.click("calm")
    await asks(driver, still=True)
    await asks(driver, still=False)
    assert shell_of(driver).calm
    await driver.click("lock")
    assert shell_of(driver).calm


async def test_a_platform_that_does_not_answer_leaves_it_as_it_was(book: Book) -> None:
    driver = book.driver
    await asks(driver, still=True)
    driver.conn.answers["get_accessibility_features"] = RuntimeError("gone")
    await driver.page.on_app_lifecycle_state_change(
        SimpleNamespace(state=ft.AppLifecycleState.RESUME)
    )
    await driver.settle()
    assert shell_of(driver).still
    assert shell_of(driver).notice == ""
