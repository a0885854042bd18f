"""Every practice, walked through in Chromium by names, roles and announcements alone.

Each is walked in one of six looks here, in turn: phone and desktop, light, dark and less motion.
``make walk`` walks each of them in all six (about ten minutes).
"""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from journal_app import content
from journal_app.clock import SetClock
from journal_app.domain.practice import Practice
from journal_app.ui.parts import guiding, pacing
from journal_app.words import say
from tests.e2e.walk import LOOKS, Look, Walk
from tests.gallery.studio import WEDNESDAY_5PM, studio
from tests.ui.breathing_book import Hourglass

pytestmark = pytest.mark.browser

ALL = os.environ.get("WALK") == "all"
ANSWERS = ("easier", "same", "harder")


def practices_in(look: Look) -> list[Practice]:
    """The practices that are walked in a look."""
    every = list(content.practices().values())
    return every if ALL else every[LOOKS.index(look) :: len(LOOKS)]


def test_each_practice_is_walked_somewhere() -> None:
    walked = {practice.id for look in LOOKS for practice in practices_in(look)}
    assert walked == set(content.practices())


@pytest.fixture
def glass(monkeypatch: pytest.MonkeyPatch) -> Hourglass:
    """The time of a walk: it stands until it is turned."""
    made = Hourglass(SetClock(WEDNESDAY_5PM))
    monkeypatch.setattr(pacing, "sleep", made.sleep)
    monkeypatch.setattr(guiding, "sleep", made.sleep)
    return made


@pytest.fixture
def walk(request: pytest.FixtureRequest, browser: Browser, glass: Hourglass) -> Iterator[Walk]:
    """A screen reader in the look that the test names."""
    look: Look = request.param
    with studio(
        browser,
        look.screen,
        dark=look.dark,
        less_motion=look.less_motion,
        demo=False,
        clock=glass.clock,
    ) as made:
        yield Walk(made, glass)


@pytest.mark.parametrize(
    ("walk", "look"),
    [pytest.param(look, look, id=look.name) for look in LOOKS],
    indirect=["walk"],
)
def test_every_practice_by_ear_and_by_name(walk: Walk, look: Look) -> None:
    walked = practices_in(look)
    if any(practice.holds for practice in walked):
        walk.studio.go("/settings/comfort")
        walk.tick(say("comfort.no_holds"))
        walk.reads(say("comfort.holds_said"))
    for number, practice in enumerate(walked):
        walk.open(practice)
        if practice.pattern is not None:
            walk.breathe(practice)
        else:
            walk.follow(practice)
        walk.answer(practice, ANSWERS[number % len(ANSWERS)])
    assert not walk.studio.window.shell._tasks
