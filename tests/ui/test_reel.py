"""Numbers that the client counts down itself: what a page that grows narrower shows, and when."""

from __future__ import annotations

from math import ceil
from typing import Any

import flet as ft
from hypothesis import given
from hypothesis import strategies as st

from journal_app.ui.parts.reel import Count, Face, reel

FACE = Face(12, ft.TextStyle(size=52), width=68, height=58, align=ft.TextAlign.CENTER)


def pages(count: Count) -> tuple[Any, Any]:
    """The page that is seen, and the one that waits."""
    window: Any = reel(count, FACE)
    first, second = both(count)
    return (second, first) if window.controls[0].top == -FACE.height else (first, second)


def both(count: Count) -> list[Any]:
    """The two pages, by their places."""
    window: Any = reel(count, FACE)
    return [page.controls[0] for page in window.controls[0].content.controls]


def first_line(page: Any, left: float) -> list[str]:
    """The words on the first line of a page whose left edge is there, as a wrap breaks them."""
    room, line = FACE.width - left, []
    for word in page.content.controls:
        if line and word.width > room + 1e-10:
            break
        line.append(word.value)
        room -= word.width
    return line


def seen_after(count: Count, share: float) -> int:
    """The number that is seen when ``share`` of the time is over: the last of the first line."""
    page, _ = pages(count)
    begins = -round(count.at * FACE.width, 2)  # where the one that waited was put
    return int(first_line(page, begins + (page.left - begins) * share)[-1])


@given(st.floats(0.05, 11.98), st.floats(0, 1), st.booleans())
def test_it_shows_the_number_it_is_in(at: float, share: float, turn: bool) -> None:
    count = Count(at, 5.5, 0.0, turn)
    exact = at * (1 - share)
    if abs(exact - round(exact)) > 0.01:  # at the very edge either is right
        assert seen_after(count, share) == max(ceil(exact), 1)


@given(st.integers(1, 12), st.floats(0, 11.9), st.floats(0, 1), st.booleans())
def test_it_counts_upwards_too(whole: int, at: float, share: float, turn: bool) -> None:
    begins = min(at, whole - 0.1)
    count = Count(begins, 5.5, 0.0, turn, to=whole - 0.02)
    exact = begins + (count.to - begins) * share
    if abs(exact - round(exact)) > 0.01:
        assert seen_after(count, share) == max(ceil(exact), 1)


def test_it_goes_evenly_for_its_seconds_and_the_other_is_put_in_place_at_once() -> None:
    page, waits = pages(Count(4.98, 5.5, 3.98))
    assert page.left == 0
    assert page.animate_position.duration.milliseconds == 5500
    assert page.animate_position.curve is ft.AnimationCurve.LINEAR
    assert waits.left == -round(3.98 * FACE.width, 2)
    assert waits.animate_position.duration.milliseconds == 0


def test_the_page_that_waited_is_the_one_that_goes_next() -> None:
    """The same one of the two, by its place: that is how the client knows it again."""
    before, after = both(Count(4.98, 5.5, 3.98, False)), both(Count(3.98, 4.5, 4.98, True))
    waited = next(i for i, page in enumerate(before) if page.left)
    goes = next(i for i, page in enumerate(after) if not page.left)
    assert waited == goes


def test_what_does_not_run_stands_at_its_number() -> None:
    page, waits = pages(Count(2.5, 0.0, 1.5))
    assert page.animate_position.duration.milliseconds == 0
    assert first_line(page, page.left)[-1] == "3"
    assert first_line(waits, waits.left)[-1] == "2"
