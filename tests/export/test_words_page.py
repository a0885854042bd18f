"""The page of recovery words: it prints, it loads nothing, and a stranger learns nothing."""

import re
from html.parser import HTMLParser

from journal_app.export.words_page import NAME, words_page
from journal_app.vault import recovery

WORDS = recovery.words_of(bytes(range(20)))
ABOUT_US = ("ketamine", "therap", "session", "journal", "diary", "trauma", "medicine")


class Outline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [name for name, _ in attrs if name in ("src", "href", "action", "data")]


def outline() -> Outline:
    found = Outline()
    found.feed(words_page(WORDS).decode("utf-8"))
    return found


def test_the_fifteen_words_are_there_in_order_and_can_be_typed_from_it() -> None:
    page = words_page(WORDS).decode("utf-8")
    found = re.findall(r"<li>(\w+)</li>", page)
    assert tuple(found) == WORDS
    assert outline().tags.count("ol") == 1, "numbered"


def test_it_loads_nothing_and_runs_nothing() -> None:
    found = outline()
    assert not found.links
    assert not {"script", "img", "link", "iframe", "form", "object"} & set(found.tags)
    page = words_page(WORDS).decode("utf-8")
    assert "default-src 'none'" in page
    assert "url(" not in page
    assert "@import" not in page


def test_a_stranger_who_finds_the_sheet_learns_nothing() -> None:
    page = (NAME + words_page(WORDS).decode("utf-8")).lower()
    assert not [word for word in ABOUT_US if word in page]


def test_it_says_on_the_screen_only_that_the_file_is_to_go() -> None:
    page = words_page(WORDS).decode("utf-8")
    assert "@media print { .screen { display: none }" in page
    assert page.count('class="screen"') == 1


def test_what_looks_like_markup_stays_text() -> None:
    assert b"<b>" not in words_page(["<b>"] * 15)
