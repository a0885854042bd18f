"""The main job, end to end: two real commands, two real homes, one real browser.

A practice makes its card. A client on another computer makes a journal, says "I had a session",
keeps a crumb, answers the prompt that is here, breathes, opens the card, compares the words, and
seals one entry. The practice opens that file, compares four words, and reads it. All of it goes
through the accessibility tree; pictures of the way are left in ``test-results/journeys``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.command import PROJECT, Command
from tests.e2e.page import DESKTOP, PHONE, Screen, Visit, new_context

pytestmark = pytest.mark.browser

PASSPHRASE = "lamp river stone window"
CRUMB = "blue, then very blue"
ANSWER = "A lamp stayed lit, all the way down."
PICTURES = PROJECT / "test-results" / "journeys"


@pytest.fixture(params=[PHONE, DESKTOP], ids=lambda screen: screen.name)
def screen(request: pytest.FixtureRequest) -> Screen:
    assert isinstance(request.param, Screen)
    return request.param


class Book:
    """One person's program and their browser tab on it."""

    def __init__(self, browser: Browser, home: Path, screen: Screen) -> None:
        self.command = Command(home)
        self.context = new_context(browser, screen)
        self.name = f"{home.name}-{screen.name}"
        self.visit = Visit(self.context, self.command.origin).go(self.command.address)
        self.pictures = 0

    def close(self) -> None:
        self.context.close()
        self.command.kill()

    def picture(self, name: str) -> None:
        """As it is at this moment; the gallery waits for pages to rest."""
        self.pictures += 1
        to = PICTURES / self.name / f"{self.pictures:02d}-{name}.png"
        self.visit.page.screenshot(path=to)

    def create(self, role: str) -> None:
        v = self.visit
        v.press(role)
        v.write("New passphrase", PASSPHRASE)
        v.write("The same once more", PASSPHRASE)
        v.press("Create it")


@pytest.fixture
def client(browser: Browser, tmp_path: Path, screen: Screen) -> Iterator[Book]:
    book = Book(browser, tmp_path / "client", screen)
    yield book
    book.close()


@pytest.fixture
def therapist(browser: Browser, tmp_path: Path, screen: Screen) -> Iterator[Book]:
    book = Book(browser, tmp_path / "therapist", screen)
    yield book
    book.close()


def shown(visit: Visit) -> str:
    """Everything the accessibility tree says, as one text."""
    return str(
        visit.page.evaluate(
            """() => {
                const host = document.querySelector('flt-semantics-host');
                const names = [...host.querySelectorAll('[aria-label]')]
                    .map(e => e.getAttribute('aria-label'));
                return host.innerText + '\\n' + names.join('\\n');
            }"""
        )
    )


def numbered_words(visit: Visit, count: int) -> list[str]:
    """The words to compare, in order, as a screen reader says them: "1: harvest"."""
    visit.page.wait_for_function(
        "n => [...document.querySelectorAll('flt-semantics-host *')].some(e =>"
        " new RegExp('(^|\\\\s)' + n + ': [a-z]').test((e.getAttribute('aria-label') || '')"
        " + ' ' + e.innerText))",
        arg=count,
        timeout=20_000,
    )
    found = dict(re.findall(r"\b(\d): ([a-z]+)", shown(visit)))
    return [found[str(number)] for number in range(1, count + 1)]


def test_from_a_session_to_the_therapist(client: Book, therapist: Book, tmp_path: Path) -> None:
    card = make_practice(therapist, tmp_path / "card.json")
    begin(client)
    keep_a_crumb(client)
    answer_the_prompt(client)
    breathe(client)
    eight = open_card(client, therapist, card)
    assert len(set(eight)) > 4
    packet = seal(client, tmp_path / "sealed.age")
    assert packet.read_bytes().startswith(b"age-encryption.org/v1\n")
    assert ANSWER.encode() not in packet.read_bytes()
    read(therapist, client, packet)
    for book in (client, therapist):
        assert book.visit.left == []
        assert not any(ANSWER in line or CRUMB in line for line in book.visit.console)
        assert not any(ANSWER in line or CRUMB in line for line in book.command.lines)
        assert book.command.stop() == 0


def make_practice(book: Book, to: Path) -> Path:
    v = book.visit
    book.create("I am a therapist: make a practice")
    v.write("Your name, as clients know it", "Dana Okafor")
    v.write("When you read, in one line", "I read on Tuesdays and Thursdays.")
    v.press("Make my card")
    v.sees("Read these aloud", timeout=20_000)
    book.picture("card")
    return v.download(lambda: v.press("Save the card"), to)


def begin(book: Book) -> None:
    v = book.visit
    book.create("Begin my journal")
    v.press("I had a session")
    v.sees("When did it end")
    for _ in range(2):
        v.press("Time: earlier")
    book.picture("session")
    v.press("Begin")
    v.sees("hour 1 of 72")
    book.picture("today")


def keep_a_crumb(book: Book) -> None:
    v = book.visit
    v.press("Keep a crumb")
    v.write("What is here", CRUMB)
    book.picture("crumb")
    v.press("Keep it")
    v.sees("This can rest here now")


def answer_the_prompt(book: Book) -> None:
    v = book.visit
    v.press("Open")
    v.sees("How are you arriving?")
    book.picture("gate")
    v.press("Continue")
    field = v.page.get_by_role("textbox").first
    field.wait_for()
    field.click(force=True)
    v.page.wait_for_timeout(150)
    v.page.keyboard.type(ANSWER, delay=20)
    v.page.wait_for_function(
        "t => [...document.querySelectorAll('textarea')].some(e => e.value === t)", arg=ANSWER
    )
    book.picture("write")
    v.press("Done")
    v.sees("Put it away for now")
    v.press("Put it away for now")


def breathe(book: Book) -> None:
    v = book.visit
    v.press("Practices")
    v.press(re.compile("Longer exhale"))
    v.press(re.compile("^Begin$"))  # the list beside it has a practice that begins small
    for words in ("Breathe in", "Breathe out"):
        v.sees(words, timeout=15_000)
    book.picture("breathing")
    v.press("Stop")
    v.sees("Easier")
    v.press("Easier")
    v.sees("A word about it")
    v.press("Done")


def open_card(book: Book, therapist: Book, card: Path) -> list[str]:
    v = book.visit
    v.press("Share")
    v.give_file(lambda: v.press("Open a card"), card)
    v.sees("Do you hear the same eight words?")
    here, there = numbered_words(v, 8), numbered_words(therapist.visit, 8)
    assert here == there
    book.picture("compare")
    v.press("All eight match")
    v.sees("You can share with Dana")
    return here


def seal(book: Book, to: Path) -> Path:
    v = book.visit
    v.press("Choose what to share")
    v.sees("What would you like to share?")
    v.page.get_by_role("checkbox", name=re.compile("A few crumbs|lamp stayed")).first.click(
        force=True
    )
    v.press("Look at it first")
    v.sees("What Dana will see")
    assert ANSWER not in shown(v)  # nothing is ticked beforehand
    v.page.get_by_role("checkbox").first.click(force=True)
    v.sees(ANSWER)
    v.write("What shall Dana call you?", "Rowan Ellery")
    v.sees(ANSWER)
    v.sees("Changing your mind")
    book.picture("preview")
    saved = v.download(lambda: v.press("Seal and save"), to)
    v.sees("Sealed for Dana")
    book.picture("receipt")
    return saved


def read(book: Book, client: Book, packet: Path) -> None:
    v = book.visit
    v.press("Inbox")
    v.give_file(lambda: v.press("Open packets"), packet)
    v.sees("Is this Rowan Ellery?")
    book.picture("arrived")
    assert ANSWER not in shown(v)
    client.visit.press(re.compile("Four words"))
    assert numbered_words(v, 4) == numbered_words(client.visit, 4)
    v.press("All four match")
    v.sees("Clients now")
    v.sees(ANSWER)
    v.sees("Sender proven")
    book.picture("review")
    assert CRUMB not in shown(v)
