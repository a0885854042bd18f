"""The pacer with less motion, headless: a bar that fills by half seconds, and words."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import flet as ft
import pytest

from journal_app import content
from journal_app.domain.breathing import LEAD_IN, phases
from journal_app.domain.comfort import Comfort
from journal_app.domain.pattern import Phase
from journal_app.ui.app import JournalProgram
from journal_app.words import say
from tests.driver import Driver, client
from tests.ui.breathing_book import Book, Hourglass
from tests.ui.conftest import Start, create, shell_of, stays

BREATHING = [practice for practice in content.practices().values() if practice.pattern]


def filled(book: Book) -> list[float]:
    """How much of each part of the bar is filled, 0 to 1, from left to right."""
    return [max(1 + pill.offset.x, 0.0) for pill in book.driver.all(key="fill")]


async def test_it_is_a_bar_and_words_and_nothing_moves(calm_book: Book) -> None:
    book = calm_book
    await book.begin()
    await book.turn(LEAD_IN + 4.5 + 3.5)
    assert book.announced == "Breathe out, 5.5 seconds"
    assert "4 of about 5 seconds" in book.driver.texts()
    assert not book.driver.has("sun")
    moving = [
        control
        for control in book.driver.all(ft.Container)
        for name in ("animate", "animate_scale", "animate_offset", "animate_position")
        if getattr(control, name)
    ]
    assert moving == []
    assert filled(book) == [1.0, pytest.approx(7 / 11)]


async def test_it_begins_with_counting_too(calm_book: Book) -> None:
    await calm_book.begin()
    heard = []
    for _ in range(4):
        heard.append(calm_book.announced)
        await calm_book.turn(1.0)
    assert heard == ["Begins in 3", "Begins in 2", "Begins in 1", "Breathe in, 4.5 seconds"]


async def test_it_fills_in_steps_of_half_seconds_and_empties_with_the_next_breath(
    calm_book: Book,
) -> None:
    book = calm_book
    await book.begin()
    assert filled(book) == [0.0, 0.0]
    await book.turn(LEAD_IN + 0.49)
    assert filled(book) == [0.0, 0.0]
    await book.turn(0.02)
    assert filled(book) == [pytest.approx(1 / 9), 0.0]
    await book.turn(9.0)
    assert filled(book) == [1.0, pytest.approx(10 / 11)]
    await book.turn(0.5)
    assert filled(book) == [0.0, 0.0]


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
        for step in steps:
            word = say(f"pacer.phase_{step.phase.value}")
            assert book.announced == f"{word}, {step.seconds:g} seconds", practice.id
            passed = [pytest.approx(1.0)] * steps.index(step)
            assert filled(book) == [*passed, *[0.0] * (len(steps) - len(passed))]
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
    before = filled(book)
    await book.turn(60.0)
    assert filled(book) == before == [pytest.approx(4 / 9), 0.0]
    await book.driver.click("pause")
    await book.turn(0.5)
    assert filled(book) == [pytest.approx(5 / 9), 0.0]


async def test_without_numbers_nothing_is_counted(calm_book: Book) -> None:
    book = calm_book
    await book.window.door.practices.keep_comfort(Comfort(numbers=False))
    await book.begin()
    assert say("pacer.lead_in_soon") in book.driver.texts()
    await book.turn(LEAD_IN + 1.0)
    assert not book.driver.sees("of about")


async def test_a_half_second_costs_a_few_bytes(
    start: Start, program: JournalProgram, glass: Hourglass
) -> None:
    """What is drawn again is the pill and the line, and once a phase the words."""
    driver = await start({**client(390, 844, "linux"), "web": True})
    await create(driver)
    stays(driver)
    shell_of(driver).choose_calm(True)
    book = Book(driver, program, glass)
    await book.begin()
    await book.turn(LEAD_IN + 10.0 + 0.1)
    costs = []
    for _ in range(8):
        messages, size = len(driver.conn.sent), driver.bytes_sent
        await book.turn(0.5)
        costs.append((len(driver.conn.sent) - messages, driver.bytes_sent - size))
    assert max(messages for messages, _ in costs) <= 2
    assert max(size for _, size in costs) <= 120
    before = driver.bytes_sent
    await book.turn(10.0)  # two phases
    assert driver.bytes_sent - before <= 2300


# What the platform asks for ---------------------------------------------------------------------


async def asks(driver: Driver, *, still: bool) -> None:
    """The platform is asked for less motion, or not any more; the window is looked at again."""
    answers = driver.conn.answers["get_accessibility_features"]
    answers["disable_animations"] = still
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
    await book.turn(1.0)
    assert filled(book)[0] == pytest.approx(4 / 9, abs=0.12)
    await asks(book.driver, still=False)
    assert book.driver.has("sun")
    assert len([task for task in book.window.shell._accompanied if not task.done()]) == 1


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
