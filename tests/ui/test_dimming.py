"""A practice in a dark room, headless: when it is dim, how it is switched, and what can be read."""

from __future__ import annotations

from datetime import UTC, datetime

import flet as ft
import pytest

from journal_app.clock import SetClock
from journal_app.domain.comfort import Comfort, Dim
from journal_app.ui import theme
from journal_app.ui.app import JournalProgram
from journal_app.ui.parts import pacer_sky
from journal_app.ui.parts.dimming import is_night
from journal_app.ui.sky import blend
from tests.driver import DESKTOP, Driver
from tests.ui.breathing_book import Book
from tests.ui.conftest import Start, create, shell_of, stays


async def like(book: Book, dim: Dim) -> None:
    """Have it dim then from now on."""
    await book.window.door.practices.keep_comfort(Comfort(dim=dim))


def night(clock: SetClock, zone: str = "Europe/London") -> None:
    """Make it three in the morning in London, and the device one of that zone."""
    clock.instant, clock.zone_name = datetime(2026, 3, 5, 3, 0, tzinfo=UTC), zone


@pytest.mark.parametrize(
    ("hour", "dark"), [(0, True), (5.29, True), (5.3, False), (21.59, False), (21.6, True)]
)
def test_the_nights_hours_are_those_of_the_sky(hour: float, dark: bool) -> None:
    assert is_night(hour) is dark


async def test_at_night_a_practice_is_dim_and_nothing_else_is(book: Book, clock: SetClock) -> None:
    night(clock)
    shell = shell_of(book.driver)
    await book.driver.go("/practices/longer-exhale")
    assert shell.p is theme.DIM
    await book.driver.click("begin")
    assert book.driver.get("dim")
    assert shell.p is theme.DIM
    await book.driver.click("stop")
    assert shell.p is theme.DIM  # nothing bright comes after it either
    await book.driver.click("leave")
    assert shell.p is theme.LIGHT


async def test_it_goes_by_the_hour_where_one_is(book: Book, clock: SetClock) -> None:
    night(clock, "Asia/Tokyo")  # noon there
    await book.begin()
    assert not shell_of(book.driver).dim


async def test_by_day_it_is_dim_only_where_somebody_likes_it_always(book: Book) -> None:
    await book.begin()
    assert not shell_of(book.driver).dim
    await book.driver.click("back")
    await like(book, Dim.ALWAYS)
    await book.begin()
    assert shell_of(book.driver).dim


async def test_never_is_never(book: Book, clock: SetClock) -> None:
    night(clock)
    await like(book, Dim.NEVER)
    await book.begin()
    assert not shell_of(book.driver).dim


async def test_one_tap_dims_it_or_brings_it_back_for_this_time(book: Book, clock: SetClock) -> None:
    shell = shell_of(book.driver)
    await book.begin()
    assert book.driver.get("dim").icon.semantics_label == "Dim the light"
    await book.driver.click("dim")
    assert shell.dim
    assert book.driver.get("dim").icon.semantics_label == "Bring the light back"
    await book.turn(4.0)
    assert shell.dim
    await book.driver.click("dim")
    assert not shell.dim
    await book.driver.click("dim")
    await book.driver.click("back")
    await book.begin()
    assert not shell.dim


async def test_a_cover_takes_nothing_of_the_dark(book: Book, clock: SetClock) -> None:
    night(clock)
    shell = shell_of(book.driver)
    await book.begin()
    await book.seen(ft.AppLifecycleState.PAUSE)
    assert shell.dim
    await book.seen(ft.AppLifecycleState.RESUME)
    assert shell.dim
    await book.driver.click("dim")
    await book.seen(ft.AppLifecycleState.PAUSE)
    await book.seen(ft.AppLifecycleState.RESUME)
    assert not shell.dim


async def test_locking_brings_the_light_back(book: Book, clock: SetClock) -> None:
    night(clock)
    await book.begin()
    await book.driver.click("lock")
    assert not shell_of(book.driver).dim


async def test_while_locked_it_is_dim_at_night_too(opened: Driver, clock: SetClock) -> None:
    night(clock)
    await opened.click("lock")
    await opened.go("/practices/longer-exhale")
    await opened.click("begin")
    assert shell_of(opened).dim


# What can be read -------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """Relative luminance of ``#RRGGBB`` (WCAG 2.2)."""
    values = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in values]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The ratio of two colours, 1 to 21."""
    dark, bright = sorted((luminance(one), luminance(other)))
    return (bright + 0.05) / (dark + 0.05)


THEMES = {"light": theme.LIGHT, "dark": theme.DARK, "dim": theme.DIM}


@pytest.mark.parametrize("name", THEMES)
def test_words_in_the_sky_and_on_the_sun_can_be_read(name: str) -> None:
    p, scene = THEMES[name], pacer_sky._SCENES[name]
    for colour, stop in scene.sky:
        if stop <= 0.42:  # where a title, what is said above the sun and its buttons stand
            for words in (p.ink, p.quiet, p.tide):
                assert contrast(words, colour) >= 4.5, (words, colour)
    middle, rim = scene.core
    assert contrast(p.ink, middle) >= 3.0  # the word and the number are large
    for share in (0.15, 0.5, 1.0):  # small words stand a little below the middle
        assert contrast(p.ink, blend(middle, rim, share)) >= 4.5, share


@pytest.mark.parametrize("name", THEMES)
def test_words_and_buttons_on_paper_can_be_read(name: str) -> None:
    p = THEMES[name]
    pairs = [
        *((words, p.paper) for words in (p.ink, p.quiet, p.tide, p.dawn_ink, p.moon, p.danger)),
        *((words, p.surface) for words in (p.ink, p.quiet, p.tide)),
        (p.on_tide_soft, p.tide_soft),
        (p.on_tide, p.tide),
        (p.quiet, p.sunk),
    ]
    for words, behind in pairs:
        assert contrast(words, behind) >= 4.5, (words, behind)
    assert contrast(p.edge, p.paper) >= 3.0


def test_dim_is_much_darker_than_dark() -> None:
    dark, dim = pacer_sky._SCENES["dark"], pacer_sky._SCENES["dim"]
    for (one, _), (other, _) in zip(dark.sky, dim.sky, strict=True):
        assert luminance(other) < luminance(one) / 2
    assert max(map(luminance, dim.core)) < max(map(luminance, dark.core)) / 6
    assert luminance(theme.DIM.ink) < luminance(theme.DARK.ink) / 1.9
    assert luminance(theme.DIM.tide_soft) < luminance(theme.DARK.tide_soft) / 2


async def test_beside_a_dim_practice_nothing_shines(
    start: Start, program: JournalProgram, clock: SetClock
) -> None:
    """On a wide page the list stands beside it, with a sky at its head by day."""
    driver = await start(DESKTOP)
    await create(driver)
    stays(driver)
    night(clock)
    await driver.go("/practices/longer-exhale")
    head_skies = {
        colour
        for control in driver.all(ft.Container)
        if control.gradient is not None and not isinstance(control.gradient, ft.RadialGradient)
        for colour in control.gradient.colors
    }
    assert head_skies == set()  # the sky at the head of the list is left out
