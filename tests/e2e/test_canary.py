"""A whole life of a journal in a browser, and not one word of it left anywhere but in its seal.

The real command in a home of its own, a browser with a profile of its own, and a person who does
all that can be done, while a disk refuses, a battery dies and the program is told to abort. Then
every file they left is searched, what was printed, and what the browser keeps. The words of the
recovery page are searched in pairs: one alone is in any dictionary.
"""

from __future__ import annotations

import json
import os
import re
import resource
import signal
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from journal_app.sharing.practice_keys import PracticeKeys
from tests import browser as browsers
from tests.canary import found_in, found_under
from tests.e2e.command import Command
from tests.e2e.page import Screen, Visit, lasting_profile

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform == "win32", reason="NOT TRIED: signals and limits of Unix"),
]

PASSPHRASE = "wagtail tide lamp seven"
NEXT = "dunnock after the change"
WRONG = "fieldfare opens nothing"
FIRST_CRUMB = "redstart, then very blue"
CRUMB = "nuthatch and a long breath"
ANSWER = 'A "whinchat" stood in für mich, all the way down.'
FREE = "goldcrest: I would tell nobody but this page."
PERSON = "Corin Stonechat"
NUMBER = "+44 20 7946 0815"
THERAPIST = "Dana Pipistrelle"
CALLED = "Rowan Yellowhammer"
UNSAVED = "brambling, which the disk refused"
LATE = "siskin, in the middle of a"
LAST = "linnet, while it was told to abort"
NOT_A_CARD = "chiffchaff is no card"

# One word of each, which is nowhere else: found in every form, whatever stands around it.
SECRETS = (
    *("wagtail", "dunnock", "fieldfare", "redstart", "nuthatch", "whinchat", "goldcrest"),
    *("Stonechat", "7946 0815", "79460815", "Pipistrelle", "Yellowhammer", "brambling", "siskin"),
    *("linnet", "chiffchaff", "für mich"),
)
TALL = Screen("tall", 390, 1600, density=1)  # a page that need not be scrolled takes less time
# Everything Python and the framework can be asked to say.
TALKATIVE = {
    "PYTHONDEVMODE": "1",
    "PYTHONASYNCIODEBUG": "1",
    "PYTHONFAULTHANDLER": "1",
    "FLET_LOG_LEVEL": "DEBUG",
}


class Life:
    """The places of one person's life with the journal, and the program and tab that are open."""

    def __init__(self, root: Path, browser: Browser) -> None:
        self.root, self.browser = root, browser
        self.home, self.given = root / "left" / "home", root / "given"
        self.left = root / "left"
        for place in ("config", "cache", "state", "share", "browser-temp", "saved"):
            (self.left / place).mkdir(parents=True)
        self.given.mkdir()
        self.printed: list[str] = []

    def xdg(self) -> dict[str, str]:
        names = {"CONFIG_HOME": "config", "CACHE_HOME": "cache"}
        names |= {"STATE_HOME": "state", "DATA_HOME": "share"}
        return {f"XDG_{name}": str(self.left / place) for name, place in names.items()}

    @contextmanager
    def program(self) -> Iterator[Command]:
        """The command as it is started without a screen; what it prints is kept."""
        options = ("--browser", "--no-open")
        with Command(self.home, *options, **self.xdg(), **TALKATIVE) as command:
            self.printed = command.lines = [*self.printed, *command.lines]
            yield command

    @contextmanager
    def tab(self) -> Iterator[Visit]:
        """A tab of the person's own browser."""
        program = browsers.find()
        assert program is not None
        own = {"HOME": str(self.home), "TMPDIR": str(self.left / "browser-temp")}
        surroundings = {k: v for k, v in os.environ.items() if not k.startswith("XDG_")}
        surroundings = surroundings | own | self.xdg()
        profile = self.left / "profile"
        with lasting_profile(self.browser, program, profile, TALL, surroundings) as context:
            visit = Visit(context, "")
            yield visit
            self.printed += visit.console

    def enter(self, visit: Visit, command: Command) -> None:
        """Go to the address that was printed."""
        visit.origin = command.origin
        visit.go(command.address)


@pytest.fixture
def life(browser: Browser) -> Iterator[Life]:
    # Not pytest's own folder: Chromium makes a socket there, and its path would be too long.
    with tempfile.TemporaryDirectory(prefix="dawns-") as root:
        yield Life(Path(root), browser)


def test_no_word_is_left_anywhere(life: Life) -> None:
    with life.tab() as v:
        with life.program() as command:
            life.enter(v, command)
            write_everything(v)
            share(v, life)
            words = new_keys(v, life)
            go_wrong(v, life, command)
            lock_and_open(v)
            v.press("Write")
            v.compose(LATE)
            v.page.wait_for_timeout(1_500)  # a pause, and it is sealed
            command.stop(signal.SIGKILL)
        with life.program() as command:
            life.enter(v, command)
            unlock(v, NEXT)
            v.sees("Something you were writing is here")
            v.press("Go on writing")
            v.reads(LATE)
            v.compose(LAST)
            command.stop(signal.SIGABRT)
            assert "Fatal Python error: Aborted" in "\n".join(command.lines)
            look(life, words)  # while the browser shows what it last showed
        left = v.left
    assert left == []
    look(life, words)
    # The search does find what the browser keeps.
    assert found_under(life.left / "profile", [command.origin])


def look(life: Life, words: list[str]) -> None:
    """Search what there is by now."""
    pairs = [f"{a}{sign}{b}" for a, b in pairwise(words[:4]) for sign in (" ", '","')]
    assert found_under(life.left, [*SECRETS, *pairs]) == {}
    assert found_in("\n".join(life.printed).encode(), [*SECRETS, *pairs]) == []


# The life ---------------------------------------------------------------------------------------


def write_everything(v: Visit) -> None:
    v.press("Begin my journal")
    v.write("New passphrase", PASSPHRASE)
    v.write("The same once more", PASSPHRASE)
    v.press("Create it")
    v.press("I had a session")
    for _ in range(2):
        v.press("Time: earlier")
    v.write("One word, a shape, a sound", FIRST_CRUMB)
    v.press("Begin")
    v.sees("hour 1 of 72")
    v.press("Keep a crumb")
    v.write("What is here", CRUMB)
    v.press("Keep it")
    v.sees("This can rest here now")
    v.press("Open")
    v.press("Continue")
    v.compose(ANSWER)
    v.press("Done")
    v.press("Put it away for now")
    v.press("How I am")
    v.press("Revved: more")
    v.press("Keep it")
    v.sees("Thank you for noticing")
    v.press("Journal")
    v.press("Write")
    v.compose(FREE)
    v.press("Done")
    v.sees("goldcrest")
    v.press("Support")
    v.press("Add someone")
    v.write("Name", PERSON)
    v.write("Phone number", NUMBER)
    v.press("Keep")
    v.sees(f"Call {PERSON}")
    v.press("Close")


def share(v: Visit, life: Life) -> None:
    no_card = life.given / "no-card.json"
    no_card.write_text(json.dumps({"v": 1, "name": NOT_A_CARD}))
    now = datetime.now(UTC).replace(microsecond=0)
    card = PracticeKeys.generate().card(THERAPIST, "On Tuesdays.", now, now + timedelta(days=365))
    (life.given / "card.json").write_bytes(card.to_bytes())
    v.press("Share")
    v.give_file(lambda: v.press("Open a card"), no_card)
    v.sees("not a therapist's card")
    v.give_file(lambda: v.press("Open a card"), life.given / "card.json")
    v.numbered_words(8)
    v.press("All eight match")
    v.sees("You can share with Dana")
    v.press("Choose what to share")
    v.tick(re.compile("whinchat"))
    v.press("Look at it first")
    v.sees("What Dana will see")
    v.page.get_by_role("checkbox").first.click(force=True)
    v.sees("whinchat")
    v.write("What shall Dana call you?", CALLED)
    v.download(lambda: v.press("Seal and save"), life.left / "saved" / "sealed.age")
    v.sees("Sealed for Dana")
    v.press("Back to Share")


def new_keys(v: Visit, life: Life) -> list[str]:
    """Another passphrase, recovery words, a backup; the words."""
    v.press("Settings")
    v.press(re.compile("^Change the passphrase"))
    v.write("The passphrase now", PASSPHRASE)
    v.write("New passphrase", NEXT)
    v.write("The same once more", NEXT)
    v.press("Change it")
    said(v, "the new passphrase opens it", "Only what opens them changes")
    v.press(re.compile("^Recovery words"))
    v.press("Show the words")
    words = v.numbered_words(15)
    v.press("I have them on paper")
    v.sees("Three words from your paper")
    for number in re.findall(r"Word (\d+)", v.shown()):
        v.write(f"Word {number}", words[int(number) - 1])
    v.press("Keep these words")
    said(v, "These words open it from now on", "Three words from your paper")
    v.press(re.compile("^Save a backup"))
    v.write("Passphrase or words", NEXT)
    v.download(lambda: v.press("Save a backup"), life.left / "saved" / "backup.age")
    said(v, "The backup was read back whole", "for the day this device is lost")
    v.press("Back")
    return words


def said(v: Visit, words: str, before: str) -> None:
    """Read what is said after leaving the page where ``before`` stood, and put it away: it would
    stand before the next button.
    """
    v.sees(words, timeout=20_000)
    v.sees_not(before)
    v.press("OK")


def go_wrong(v: Visit, life: Life, command: Command) -> None:
    """The disk takes no more, while everything is open."""
    log = next(life.left.rglob("vault/log"))
    limits = resource.prlimit(command.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(command.pid, resource.RLIMIT_FSIZE, (log.stat().st_size, limits[1]))
    v.press("Keep a crumb")
    v.write("What is here", UNSAVED)
    v.press("Keep it")
    v.sees("That didn't save. Your words are still here")
    resource.prlimit(command.pid, resource.RLIMIT_FSIZE, limits)


def lock_and_open(v: Visit) -> None:
    v.press("Lock")
    unlock(v, WRONG)
    v.sees("does not open this journal", timeout=20_000)
    v.page.keyboard.press("ControlOrMeta+A")
    v.page.keyboard.press("Backspace")
    unlock(v, NEXT)
    v.press("Journal")
    v.sees("goldcrest")


def unlock(v: Visit, passphrase: str) -> None:
    v.write("Passphrase", passphrase)
    v.press("Open")
