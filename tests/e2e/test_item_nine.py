"""Item 9 of PHQ-9 in a real browser: company before any number, and nothing shared unless ticked.

The journal is filled through the doors, up to the eighth question; the rest is done by a person at
the browser. Where they go is typed as an address within the page, as its back button would do it.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from journal_app import content
from journal_app.clock import SystemClock
from journal_app.domain.support import Person, PlanPart
from journal_app.sharing.packet import open_packet
from journal_app.ui.door import JournalDoor
from journal_app.vault.journal import Journal
from tests.e2e.command import PROJECT, Command
from tests.e2e.page import Visit
from tests.ui.conftest import QUICK
from tests.ui.people import DANA, card_file, checked_card

pytestmark = pytest.mark.browser

PASSPHRASE = "lamp river stone window"
CRUMB = "blue, then very blue"
PLAN = "The bench by the canal"
NO_ONE = "No one has been told. This app is not watched."
SNAPSHOT = "One snapshot, not a diagnosis."
PICTURES = PROJECT / "test-results" / "item-nine"
_TO = "to => { history.pushState(null, '', to); dispatchEvent(new PopStateEvent('popstate')); }"

Opener = Callable[..., Visit]


async def fill(data: Path) -> None:
    """A journal with a crumb, a checked card, support of its own, and eight answers given."""
    clock = SystemClock()
    door = JournalDoor(Journal.create(data, PASSPHRASE, policy=QUICK), clock)
    await door.keep_crumb(CRUMB)
    await checked_card(door, card_file(DANA, clock.now()))
    await door.support.choose_region("gb")
    await door.support.add_person(Person("Robin", "+44 20 7946 0000"))
    door.support.plan.keep(PlanPart.HOUR.value, PLAN)
    answers = await door.measures.begin("phq-9")
    assert answers is not None
    for item in content.measures()["phq-9"].items[:8]:
        answers = await door.measures.answer(answers.id, item, item.options[1].coding.code)
    door.close()


@pytest.fixture
def visit(tmp_path: Path, opened: Opener) -> Iterator[Visit]:
    """At item 9, in the real command."""
    home = tmp_path / "home"
    with ThreadPoolExecutor(1) as another:  # the browser's own loop runs in this thread
        another.submit(lambda: asyncio.run(fill(home / "data"))).result()
    with Command(home) as command:
        visit = opened(command.address)
        visit.picture(PICTURES / "locked.png")  # the tree is there before the first frame is
        visit.write("Passphrase", PASSPHRASE)
        visit.press("Open")
        visit.sees("Keep a crumb")
        visit.page.evaluate(_TO, "/measures/phq-9")
        visit.press("Go on")
        visit.sees("9 of 10")
        yield visit
        assert visit.left == []
        assert not any("better off dead" in line for line in (*visit.console, *command.lines))


def test_company_comes_before_any_score_and_nothing_is_shared(visit: Visit, tmp_path: Path) -> None:
    visit.frames.clear()
    visit.tick("More than half the days")
    visit.sees("Thank you for answering that honestly.")
    visit.picture(PICTURES / "support.png")
    shown = visit.shown()
    for words in (PLAN, "Robin", "Samaritans", NO_ONE, "Is there a way to make the next few hours"):
        assert words in shown, words
    assert "Emergency 999" in shown
    # Not on the page, and not on the wire either: no next question and no number came with it.
    for words in (SNAPSHOT, "on a scale from", "10 of 10", "how difficult have these problems"):
        assert words not in shown, words
        assert not visit.wire_has(words), words
    visit.press("Not now")
    visit.sees("10 of 10")
    visit.press("Skip this one")
    visit.press("Finish")
    visit.sees(SNAPSHOT)
    visit.sees("10, on a scale from 0 to 27")
    visit.sees("Nothing was shared")
    visit.picture(PICTURES / "result.png")
    packet = share_all_that_is_offered(visit, tmp_path / "sealed.age")
    body = repr(open_packet(packet.read_bytes(), keys=DANA, pairs={}))
    assert CRUMB in body
    for word in ("PHQ", "phq", "better off dead", "More than half", PLAN, "Robin"):
        assert word not in body, word


def share_all_that_is_offered(visit: Visit, to: Path) -> Path:
    """Tick everything there is to tick, look, and seal it."""
    visit.page.evaluate(_TO, "/share/new")
    visit.sees("What would you like to share?")
    assert "PHQ" not in visit.shown()
    visit.tick(re.compile("blue"))
    visit.press("Look at it first")
    visit.sees("What Dana will see")
    boxes = visit.page.get_by_role("checkbox")
    assert not any(box.get_attribute("aria-checked") == "true" for box in boxes.all())
    assert "PHQ" not in visit.shown()
    for box in boxes.all():
        box.click(force=True)
    visit.sees(CRUMB)
    visit.write("What shall Dana call you?", "Rowan")
    return visit.download(lambda: visit.press("Seal and save"), to)
