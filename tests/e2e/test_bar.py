"""The bar of a breath in a browser that is asked for less motion: it fills in time, not at once."""

from __future__ import annotations

import asyncio
import io

import flet as ft
import pytest
from PIL import Image, ImageColor
from playwright.sync_api import Browser

from journal_app.clock import SystemClock
from journal_app.domain.pattern import Pattern
from journal_app.ui.parts.breath_bar import BarForm, BreathBar
from journal_app.ui.parts.pacing import Pacing
from journal_app.ui.shell import Shell
from journal_app.ui.theme import LIGHT
from journal_app.web.server import Server
from tests.e2e.page import PHONE, Visit, new_context
from tests.ui.breathing_book import Quiet

pytestmark = pytest.mark.browser

_PART = PHONE.density * (PHONE.width - 6) / 2  # pixels: half of the bar, without the gap


async def main(page: ft.Page) -> None:
    """A breath of six and six seconds, drawn as on a platform with these wishes."""
    shell = Shell()
    page.padding = 0
    features = await ft.SemanticsService().get_accessibility_features()
    shell.asked_still(True, flash=features.disable_animations)
    pacing = Pacing(Pattern(6.0, 6.0), SystemClock())
    form = BarForm(most=0, scale=1.0, stretch=shell.stretch, large_text=False)
    page.render(lambda: BreathBar(LIGHT, pacing.breath, form))
    page.session.store.set("pacing", pacing)
    pacing.begin(asyncio.create_task, lambda: None, Quiet())


def filled(visit: Visit) -> float:
    """The share of the first part that has the colour of what is filled."""
    with Image.open(io.BytesIO(visit.page.screenshot())) as picture:
        colours = picture.convert("RGB")
    tide = ImageColor.getrgb(LIGHT.tide)
    rows = range(0, colours.height, 8)
    return max(
        sum(colours.getpixel((x, y)) == tide for x in range(colours.width)) / _PART for y in rows
    )


def test_it_fills_while_the_breath_lasts(browser: Browser) -> None:
    with (
        Server(main).running() as address,
        new_context(browser, PHONE, less_motion=True) as context,
    ):
        visit = Visit(context, address.split("/?")[0]).go(address)
        visit.sees("Breathe in", timeout=20_000)
        shares = []
        while "Breathe in" in visit.shown():
            shares.append(filled(visit))
        shares = shares[:-1]  # the last one may belong to the next phase already
        assert shares == sorted(shares)
        assert any(0.1 < share < 0.9 for share in shares), shares
