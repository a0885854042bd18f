"""What opens the book, and its copies: every page below Settings."""

from __future__ import annotations

import re

from journal_app.ui.demo import OPENS_WITH
from journal_app.ui.shell import Role
from tests.gallery.scene import Scene, Trip, at
from tests.gallery.studio import Studio

__all__ = ["KEYS"]

OTHER = "velvet harbour onion ladder"


def _settings(s: Studio) -> None:
    s.open_book(Role.JOURNAL)
    s.go("/settings")
    s.visit.sees("Light and dark")


def _limits(s: Studio) -> None:
    s.show("15 minutes", "checkbox")


def _rows(s: Studio) -> None:
    s.show(re.compile("Delete everything"))


# -- another passphrase ----------------------------------------------------------


def _weak(s: Studio) -> None:
    s.visit.write("The passphrase now", OPENS_WITH)
    s.visit.write("New passphrase", "abcdefgh")
    s.visit.press("Change it")
    s.visit.sees("Very easy to guess")


def _anew(s: Studio) -> None:
    s.go("/settings")
    s.visit.sees_not("Very easy to guess")
    s.go("/settings/passphrase")
    s.visit.sees("Three or four words")
    s.visit.write("The passphrase now", OPENS_WITH)
    s.visit.write("New passphrase", OTHER)
    s.visit.write("The same once more", OTHER)
    s.show("Somebody else may know the old one", "checkbox")
    tick = s.visit.page.get_by_role("checkbox", name="Somebody else may know the old one")
    tick.first.click(force=True)


# -- recovery words ----------------------------------------------------------------


def _shown(s: Studio) -> None:
    s.visit.press("Show the words")
    s.visit.sees("Your fifteen words")


def _before_page(s: Studio) -> None:
    s.visit.press("Save as a page")
    s.show("Save it")


def _typed_back(s: Studio) -> None:
    s.visit.press("I have them on paper")
    s.visit.sees("Three words from your paper")


def _wrong_word(s: Studio) -> None:
    label = s.visit.page.get_by_role("textbox").first.get_attribute("aria-label")
    assert label is not None
    s.visit.write(label, "zebra")
    s.visit.press("Keep these words")
    s.visit.sees("reads a little differently")


def _kept(s: Studio) -> None:
    """What the paper says is typed back, and Settings says how things stand."""
    words = s.window.shell._places["recovery.words"]
    for number in range(3):
        field = s.visit.page.get_by_role("textbox").nth(number)
        label = field.get_attribute("aria-label")
        assert label is not None
        s.clear(label)
        s.visit.write(label, words[int(label.rsplit(" ", 1)[-1]) - 1])
    s.visit.press("Keep these words")
    s.visit.sees("The paper can go to its place")
    s.show(re.compile("Recovery words"))


def _replaced(s: Studio) -> None:
    s.go("/settings/recovery")
    s.visit.sees("You have words already")


# -- copies -----------------------------------------------------------------------


def _backup_wrong(s: Studio) -> None:
    s.visit.write("Passphrase or words", "not this one at all")
    s.press_last("Save a backup")
    s.visit.sees("open this journal")


def _backup_saved(s: Studio) -> None:
    s.clear("Passphrase or words")
    s.visit.write("Passphrase or words", OPENS_WITH)
    s.visit.download(lambda: s.press_last("Save a backup"), s.folder / "copy.age")
    s.visit.sees("The backup was read back whole")
    s.show(re.compile("Save a backup"))


def _opens(s: Studio) -> None:
    s.visit.give_file(lambda: s.visit.press("Choose the file"), s.folder / "copy.age")
    s.visit.sees("What opens this backup?")


def _stays_closed(s: Studio) -> None:
    s.visit.write("Passphrase or words", "not this one at all")
    s.visit.press("Look inside")
    s.visit.sees("That does not open this backup")


def _inside(s: Studio) -> None:
    s.clear("Passphrase or words")
    s.visit.write("Passphrase or words", OPENS_WITH)
    s.visit.press("Look inside")
    s.visit.sees("Is this the one?")


def _earlier(s: Studio) -> None:
    s.visit.press("Put it in place")
    s.visit.button("Settings").first.wait_for()
    s.visit.page.wait_for_timeout(800)  # the restored book opens on Today
    s.go("/settings/restore")
    s.show("Let it go for good")


def _let_go(s: Studio) -> None:
    s.visit.press("Let it go for good")
    s.show("Delete it")


def _aside(s: Studio) -> None:
    s.go("/")
    s.show("Look at it")


def _last_step(s: Studio) -> None:
    s.visit.write("Passphrase", "not this one")
    s.show("Rather not")


KEYS = Trip(
    (
        Scene("settings", _settings),
        Scene("settings-limits", _limits),
        Scene("settings-keys", _rows),
        Scene("passphrase", at("/settings/passphrase", "A new passphrase")),
        Scene("passphrase-weak", _weak),
        Scene("passphrase-anew", _anew),
        Scene("recovery", at("/settings/recovery", "Fifteen plain words")),
        Scene("recovery-shown", _shown),
        Scene("recovery-page", _before_page),
        Scene("recovery-back", _typed_back),
        Scene("recovery-wrong", _wrong_word),
        Scene("recovery-kept", _kept),
        Scene("recovery-again", _replaced),
        Scene("backup", at("/settings/backup", "A copy of everything")),
        Scene("backup-wrong", _backup_wrong),
        Scene("backup-saved", _backup_saved),
        Scene("restore", at("/settings/restore", "Choose the file")),
        Scene("restore-opens", _opens),
        Scene("restore-closed", _stays_closed),
        Scene("restore-inside", _inside),
        Scene("restore-earlier", _earlier),
        Scene("restore-let-go", _let_go),
        Scene("today-aside", _aside),
        Scene("delete", at("/settings/delete", "Delete everything")),
        Scene("delete-last", _last_step),
    )
)
