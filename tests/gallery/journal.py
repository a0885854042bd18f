"""A client's journal, 27 hours after a session."""

from __future__ import annotations

import re
from collections.abc import Callable

from journal_app.domain.entry import Kind
from journal_app.sharing.practice_keys import PracticeKeys
from journal_app.ui.shell import Role
from tests.gallery.scene import Scene, Trip, at
from tests.gallery.studio import WEDNESDAY_5PM, Studio

__all__ = ["JOURNAL"]

PROMPT = "/prompts/what-stands-out"
OUTLINE = "I was under water, but it was not frightening. Someone had left a lamp on."


def _lock(s: Studio) -> None:
    s.visit.sees("Everything here is made up")


def _wrong(s: Studio) -> None:
    s.visit.write("Passphrase", "not this one")
    s.visit.press("Open")
    s.visit.sees("does not open this journal")


def _support_locked(s: Studio) -> None:
    s.go("/support")
    s.visit.sees("Where are you?")


def _today(s: Studio) -> None:
    s.go("/")
    s.open_book(Role.JOURNAL)
    s.visit.sees("What stands out")


def _gate(s: Studio) -> None:
    s.go(PROMPT)
    s.press("Revved: more")
    s.press("Revved: more")
    s.visit.sees("How are you arriving?")


def _menu(s: Studio) -> None:
    for _ in range(4):
        s.press("Revved: more")
    s.press("Continue")
    s.visit.sees("Something to settle")


def _write(s: Studio) -> None:
    s.go("/")
    s.go(PROMPT)
    s.press("Skip")
    s.show(re.compile(""), "textbox")
    s.visit.page.get_by_role("textbox").first.click(force=True)
    s.visit.page.wait_for_timeout(150)
    s.visit.page.keyboard.type(OUTLINE, delay=5)
    s.show("Done")


def _closing(s: Studio) -> None:
    s.press("Done")
    s.show("Put it away for now")


def _entry_of(kind: Kind) -> Callable[[Studio], str]:
    def find(s: Studio) -> str:
        door = s.window.door
        entries = door.entries.page().entries  # type: ignore[union-attr]
        return next(e.id for e in reversed(entries) if e.kind is kind)

    return find


def _entry(s: Studio) -> None:
    s.go(f"/entries/{_entry_of(Kind.PROMPT)(s)}")
    s.visit.button("Support").first.wait_for()


def _delete(s: Studio) -> None:
    s.visit.press("Delete this entry")
    s.visit.button("Keep it").first.wait_for()


def _edit(s: Studio) -> None:
    s.visit.press("Keep it")
    s.visit.page.wait_for_timeout(600)  # the question folds away
    s.go(f"/entries/{_entry_of(Kind.PROMPT)(s)}/edit")
    s.visit.page.get_by_role("textbox").first.wait_for()


def _breath(s: Studio) -> None:
    s.go("/practices/longer-exhale")
    s.press("Begin")
    s.visit.sees("Breathe out", timeout=20_000)


def _breath_calm(s: Studio) -> None:
    s.visit.press("Stop")
    s.set_calm(True)
    s.go("/practices")
    _breath(s)


def _after(s: Studio) -> None:
    s.visit.press("Stop")
    s.set_calm(False)
    s.visit.button("Support").first.wait_for()


def _steps(s: Studio) -> None:
    s.go("/practices/orienting")
    s.press("Begin")
    s.visit.sees("Turn slowly")


def _compare(s: Studio) -> None:
    """A second, made-up therapist's card arrives, and its words are to be compared."""

    async def offer() -> str:
        keys = PracticeKeys.generate()
        card = keys.card(
            "Ines Maple", "I read on Fridays.", WEDNESDAY_5PM, WEDNESDAY_5PM.replace(year=2027)
        )
        view, _ = await s.window.door.sharing.open_card(card.to_bytes())  # type: ignore[union-attr]
        return str(view.id)

    s.go(f"/share/compare/{s.do(offer)}")
    s.visit.sees("All eight match")


def _choose(s: Studio) -> None:
    s.go("/share")
    s.go(f"/share/new?entry={_entry_of(Kind.PROMPT)(s)}")
    s.visit.sees("Look at it first")


def _preview(s: Studio) -> None:
    choice = s.window.door.sharing.choice  # type: ignore[union-attr]
    door = s.window.door
    entries = [e.id for e in door.entries.page().entries if e.kind is Kind.PROMPT]  # type: ignore[union-attr]
    choice.entries = entries
    ready = [card for card in door.sharing.cards() if card.ready]  # type: ignore[union-attr]
    choice.card_id = ready[0].id
    parts = door.sharing.preview().entries[0].parts  # type: ignore[union-attr]
    choice.ticked = {parts[0].key}
    s.go("/share/preview")
    s.visit.sees("Seal and save")


def _receipt(s: Studio) -> None:
    receipts = s.window.door.sharing.receipts()  # type: ignore[union-attr]
    s.go(f"/share/receipts/{receipts[0].id}")
    s.visit.sees("Dana")


JOURNAL = Trip(
    (
        Scene("lock", _lock),
        Scene("lock-wrong", _wrong),
        Scene("support-locked", _support_locked),
        Scene("today", _today),
        Scene("crumb", at("/crumb", "Keep a crumb")),
        Scene("how", at("/how", "How am I")),
        Scene("gate", _gate),
        Scene("menu", _menu),
        Scene("word", at(f"{PROMPT}/word", "Just a word")),
        Scene("write", _write),
        Scene("closing", _closing),
        Scene("write-free", at("/write", "What would like to be written")),
        Scene("journal", at("/journal", "Journal")),
        Scene("entry", _entry),
        Scene("entry-delete", _delete),
        Scene("entry-edit", _edit),
        Scene("practices", at("/practices", "Longer exhale")),
        Scene("practice-before", at("/practices/longer-exhale", "Begin")),
        Scene("pacer", _breath, moving=True),
        Scene("pacer-less-motion", _breath_calm, moving=True),
        Scene("practice-after", _after),
        Scene("steps", _steps),
        Scene("share", at("/share", "Dana")),
        Scene("compare", _compare),
        Scene("share-choose", _choose),
        Scene("share-preview", _preview),
        Scene("share-receipt", _receipt),
        Scene("support", at("/support", "My people")),
        Scene("settings", at("/settings", "Settings")),
        Scene("away", at("/nowhere", "Nothing is at this address")),
    )
)
