"""Whatever can be pressed can be pressed by a screen reader, and has a name: on every page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from journal_app.ui import therapist
from journal_app.ui.screens.pages import CLIENT
from journal_app.ui.shell import Role
from tests.e2e.page import DESKTOP, PHONE, SMALL, Screen
from tests.gallery.studio import Studio, studio

pytestmark = pytest.mark.browser

# An action for a click that no pointer made, and a name: what a screen reader needs.
_MUTE = """
() => [...document.querySelectorAll(
        '[role=button], [role=checkbox], [role=radio], [role=tab], [role=switch]')]
    .filter(each => each.getAttribute('aria-disabled') !== 'true')
    .map(each => [(each.getAttribute('aria-label') || each.innerText || '').trim(),
                  each.hasAttribute('flt-tappable')])
    .filter(([name, tappable]) => !name || !tappable)
    .map(([name, tappable]) => `${name || 'nameless'}: ${tappable ? '' : 'cannot be pressed'}`)
"""
_COUNT = "() => document.querySelectorAll('[role=button]').length"


def pages(table: tuple[tuple[str, object], ...]) -> list[str]:
    """The addresses of a book that need nothing chosen first."""
    return [route for route, _ in table if ":" not in route]


@pytest.fixture(params=[PHONE, SMALL, DESKTOP], ids=lambda screen: screen.name)
def made(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Studio]:
    screen: Screen = request.param
    with studio(browser, screen) as opened:
        yield opened


def mute_on(made: Studio, route: str) -> list[str]:
    """What on the page at ``route`` a screen reader cannot press or name, once it stands still."""
    made.go(route)
    page, before = made.visit.page, -1
    for _ in range(40):
        now = int(page.evaluate(_COUNT))
        if now and now == before:
            break
        before = now
        page.wait_for_timeout(80)  # the tree follows the picture by a frame or two
    for _ in range(20):  # a button may be there a moment before what it does
        mute = page.evaluate(_MUTE)
        if not mute:
            break
        page.wait_for_timeout(100)
    return [f"{route}: {line}" for line in mute]


def test_everything_has_a_name_and_can_be_pressed_without_a_pointer(made: Studio) -> None:
    mute = mute_on(made, "/support")
    mute += mute_on(made, "/practices")  # both while locked
    for role, table in ((Role.JOURNAL, CLIENT), (Role.PRACTICE, therapist.ROUTES)):
        made.go("/")
        made.open_book(role)
        for route in pages(table):
            mute += mute_on(made, route)
    assert not mute, "\n".join(mute)
