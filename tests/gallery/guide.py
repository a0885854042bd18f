"""The guide beside the prompts: sessions, a rhythm, check-ins, support, notes for later."""

from __future__ import annotations

from journal_app.ui.shell import Role
from tests.gallery.scene import Scene, Trip, at
from tests.gallery.studio import Studio

__all__ = ["GUIDE"]


def _open(s: Studio) -> None:
    s.open_book(Role.JOURNAL)
    s.go("/sessions")
    s.visit.sees("Its three days are open")


def _change(s: Studio) -> None:
    session = s.window.door.days.session()  # type: ignore[union-attr]
    s.go(f"/sessions/{session.id}")
    s.visit.sees("It began")


def _let_go(s: Studio) -> None:
    s.press("It did not happen")
    s.visit.sees("Let this session go?")


def _rhythm(s: Studio) -> None:
    s.visit.press("Keep it")
    s.visit.page.wait_for_timeout(600)  # the question folds away
    s.go("/settings/rhythm")
    s.visit.sees("Your own rhythm")


def _search(s: Studio) -> None:
    s.go("/journal")
    s.visit.button("Write").first.wait_for()
    if s.visit.button("Search your words").count():
        s.visit.press("Search your words")
    field = s.visit.page.get_by_role("textbox").first
    field.wait_for(state="attached")
    field.click(force=True)
    s.visit.page.wait_for_timeout(150)
    s.visit.page.keyboard.type("blue", delay=20)
    s.visit.sees("with these words")


def _how_more(s: Studio) -> None:
    s.press("More, if you like")
    s.press("Mood: more")


def _body(s: Studio) -> None:
    """The same spots by name, scrolled out from behind the foot."""
    s.go("/body")
    s.show("Chest")
    page = s.visit.page
    size = page.viewport_size
    assert size is not None
    page.mouse.move(size["width"] - 60, 200)
    page.mouse.wheel(0, size["height"] / 3)
    page.wait_for_timeout(900)  # the page glides
    for spot in ("Chest", "Belly"):
        s.visit.button(spot).last.click(force=True)
        page.wait_for_timeout(400)
    s.visit.sees("Marked:")


def _body_back(s: Studio) -> None:
    s.press("Back")
    s.visit.sees("Back of the neck")


def _resting(s: Studio) -> None:
    async def put_away() -> str:
        entry = await s.window.door.keep_free("Dear later me, the water was warm.")  # type: ignore[union-attr]
        await s.window.door.entries.rest(entry.id)  # type: ignore[union-attr]
        return str(entry.id)

    s.go(f"/entries/{s.do(put_away)}")
    s.visit.sees("until your next session")


def _wake(s: Studio) -> None:
    s.press("Open it now")
    s.visit.sees("You put this away for later")


def _evidence(s: Studio) -> None:
    s.go("/prompts/what-stands-out")
    s.press("Skip")
    s.visit.page.get_by_role("textbox").first.wait_for(state="attached")
    s.press("Done")
    s.press("How sure are we?")
    s.visit.sees("not tested in this form")


def _support_full(s: Studio) -> None:
    async def fill() -> None:
        support = s.window.door.support  # type: ignore[union-attr]
        await support.choose_region("gb")

    s.do(fill)
    s.go("/support")
    s.visit.sees("Samaritans")


GUIDE = Trip(
    scenes=(
        Scene("sessions", _open),
        Scene("session-change", _change),
        Scene("session-let-go", _let_go),
        Scene("rhythm", _rhythm),
        Scene("reminders", at("/settings/reminders", "Reminders in your calendar")),
        Scene("search", _search),
        Scene("how-empty", at("/how", "How am I")),
        Scene("how-more", _how_more),
        Scene("body", _body),
        Scene("body-back", _body_back),
        Scene("resting", _resting),
        Scene("resting-early", _wake),
        Scene("evidence", _evidence),
        Scene("now", at("/now", "Kind now")),
        Scene("support-plan", at("/support/plan", "My support plan")),
        Scene("support-full", _support_full),
        Scene("measures", at("/measures", "Questionnaires")),
    ),
)
