"""Walking through practices in a browser as a screen reader does: by names, roles and what is said.

Nothing is pressed by its place on the page and nothing is read from a picture. Time is turned by
hand, so that no breath has to be waited for and nothing is ever late.
"""

import asyncio
import re
from dataclasses import dataclass

from playwright.sync_api import Locator

from journal_app.domain.breathing import phases
from journal_app.domain.comfort import Comfort
from journal_app.domain.guiding import CueKind, another_set, cues
from journal_app.domain.pattern import Phase
from journal_app.domain.practice import Practice, PracticeStep, Shelf
from journal_app.ui.shell import Role
from journal_app.words import say
from tests.e2e.page import DESKTOP, PHONE, Screen
from tests.gallery.studio import Studio
from tests.ui.breathing_book import Hourglass

__all__ = ["LOOKS", "Look", "Walk"]

_SOON = 8_000  # milliseconds
_WAITS = 500  # hundredths of a second for the program to begin to wait
_HEARD = """
() => {
    window.heard = [];
    const live = node => node.parentElement?.closest('[aria-live]');
    new MutationObserver(changes => {
        for (const change of changes)
            for (const node of change.addedNodes)
                if (live(node) || change.target.closest?.('[aria-live]'))
                    window.heard.push(node.textContent.replaceAll('\\u00a0', '').trim());
    }).observe(document.documentElement, {childList: true, subtree: true});
}
"""


@dataclass(frozen=True)
class Look:
    """One way the program is seen; ``name`` is how the tests call it."""

    name: str
    screen: Screen
    dark: bool = False
    less_motion: bool = False


LOOKS = tuple(
    Look(f"{screen.name}-{name}", screen, dark, less_motion)
    for screen in (PHONE, DESKTOP)
    for name, dark, less_motion in (
        ("light", False, False),
        ("dark", True, False),
        ("less-motion", False, True),
    )
)


@dataclass(frozen=True)
class Told:
    """What is said, and how many seconds after the beginning."""

    at: float
    words: str


def first_breath(practice: Practice) -> list[Told]:
    """What is said of a breathing practice from its lead-in to the end of its first breath."""
    assert practice.pattern is not None
    told = [Told(3.0 - count, say("pacer.lead_in_said", count=count)) for count in (3, 2, 1)]
    for step in phases(practice.pattern.fitted(Comfort(holds=True))):
        if step.cycle == 1 and step.phase is not Phase.DONE:
            phase = say(f"pacer.phase_{step.phase.value}")
            words = say("pacer.said", phase=phase, seconds=f"{step.seconds:g}")
            told.append(Told(step.starts_at, words))
    return told


def cues_of(step: PracticeStep) -> list[Told]:
    """The taps or the effort of a step; nothing for one without."""
    told = []
    for cue in cues(step):
        word = say(f"steps.cue_{cue.kind.value}")
        if cue.kind in (CueKind.LEFT, CueKind.RIGHT):
            told.append(Told(cue.starts_at, word))
        elif cue.kind in (CueKind.TENSE, CueKind.RELEASE):
            said = say("steps.said", cue=word, seconds=f"{cue.seconds:g}")
            told.append(Told(cue.starts_at, said))
    return told


class Walk:
    """One person with a screen reader, in a new journal."""

    def __init__(self, studio: Studio, glass: Hourglass) -> None:
        self.studio, self.glass = studio, glass
        self.page = studio.visit.page
        self.page.evaluate(_HEARD)
        studio.do(lambda: studio.window.create(Role.JOURNAL, "lamp river stone window"))
        self.button(say("nav.lock"))

    # Hearing ---------------------------------------------------------------------------------

    def hears(self, words: str) -> None:
        """Wait until ``words`` were announced since the last time this was asked."""
        self.page.wait_for_function(
            "words => { const at = window.heard.indexOf(words);"
            " if (at < 0) return false; window.heard.splice(0, at + 1); return true; }",
            arg=words,
            timeout=_SOON,
        )

    def hears_all(self, told: list[Told]) -> None:
        """Turn the time to each of them and hear it, in order."""
        began = self.glass.clock.seconds
        for each in told:
            self._turn(began + each.at - self.glass.clock.seconds)
            self.hears(each.words)

    def _turn(self, seconds: float) -> None:
        """Let time pass, once somebody waits for it."""

        async def turn() -> None:
            for _ in range(_WAITS):
                if self.glass.waiting:
                    break
                await asyncio.sleep(0.01)
            await self.glass.turn(seconds)

        self.studio.do(turn)

    # Finding and pressing --------------------------------------------------------------------

    def button(self, name: str | re.Pattern[str]) -> Locator:
        """The button of that name (the whole name, where it is words)."""
        exact = isinstance(name, str)
        found = self.page.get_by_role("button", name=name, exact=exact).last
        found.wait_for(state="attached", timeout=_SOON)
        return found

    def press(self, name: str | re.Pattern[str]) -> None:
        """Press a button as a screen reader does, wherever on the page it is."""
        self.button(name).evaluate("button => button.click()")

    def tick(self, name: str) -> None:
        """Press the tick of that name."""
        found = self.page.get_by_role("checkbox", name=name)
        found.wait_for(state="attached", timeout=_SOON)
        found.evaluate("each => each.click()")

    def reads(self, words: str) -> None:
        """Wait until ``words`` stand in the tree."""
        self.studio.visit.sees(words)

    # Walking ---------------------------------------------------------------------------------

    def open(self, practice: Practice) -> None:
        """From the list to what is said before, read it, and begin."""
        self.studio.go("/practices")
        if practice.shelf is Shelf.MORE:
            more = self.button(say("practices.more"))
            if more.get_attribute("aria-expanded") != "true":
                self.press(say("practices.more"))
        self.press(re.compile(rf"^{re.escape(practice.title)}\. "))
        for line in practice.before:
            self.reads(line)
        self.press(say("before.begin"))

    def breathe(self, practice: Practice) -> None:
        """One whole breath by ear; then pause, go on, and stop."""
        self.hears_all(first_breath(practice))
        self.button(say("before.other"))
        self.press(say("pacer.pause"))
        self.button(say("pacer.go_on"))
        self.press(say("pacer.go_on"))
        self.press(say("pacer.stop"))

    def follow(self, practice: Practice) -> None:
        """Every step by its name and words; every second one is left out, the cues are heard."""
        for index, step in enumerate(practice.steps):
            self.reads(step.name)
            self.reads(step.text)
            self.hears_all(cues_of(step))
            self.button(say("steps.stop"))
            skips = index % 2 == 1
            skip = say(f"steps.skip_{practice.part.value}")
            self.button(skip)
            self.press(skip if skips else self.onward(practice, index))

    def onward(self, practice: Practice, index: int) -> str:
        """What the button that leads on is called at this step."""
        if index == len(practice.steps) - 1:
            return say("steps.finish")
        return say("steps.another_set" if another_set(practice.steps, index) else "steps.next")

    def answer(self, practice: Practice, which: str) -> None:
        """The same thanks however it ended, one answer, and Done."""
        self.reads(practice.closing)
        for each in ("easier", "same", "harder"):
            self.button(say(f"after.{each}"))
        self.press(say(f"after.{which}"))
        self.reads(say("after.harder_title" if which == "harder" else "after.kept_title"))
        self.press(say("after.done"))
        self.page.wait_for_url(self.studio.visit.origin + "/practices")
