"""One Chromium for all browser tests, and the real command for each that wants it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests import browser as browsers
from tests.e2e.command import Command
from tests.e2e.page import ARGS, PHONE, Screen, Visit, new_context


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = browsers.find()
    if found is None:
        pytest.fail(browsers.MISSING)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(ARGS))
        yield chromium
        chromium.close()


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[Command]:
    """The real command, with an empty home."""
    with Command(tmp_path / "home") as command:
        yield command


Opener = Callable[..., Visit]


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    """Open an address in a fresh profile: ``opened(address, screen=…, dark=…, less_motion=…)``."""
    contexts: list[BrowserContext] = []

    def open_it(
        address: str, screen: Screen = PHONE, *, dark: bool = False, less_motion: bool = False
    ) -> Visit:
        context = new_context(browser, screen, dark=dark, less_motion=less_motion)
        contexts.append(context)
        return Visit(context, address.split("/?")[0]).go(address)

    yield open_it
    for context in contexts:
        context.close()
