"""Practices around their running: the list, how one likes to be guided, before, and what rests."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

from journal_app.domain.helped import After
from journal_app.ui.shell import Role
from tests.gallery.scene import Scene, Trip, at
from tests.gallery.studio import Studio

__all__ = ["PRACTICES", "hold"]


def _first(s: Studio) -> None:
    s.open_book(Role.JOURNAL)
    s.go("/practices")
    s.visit.sees("A good first one")


def _grounding(s: Studio) -> None:
    s.show("A resting hand. ")


def _more(s: Studio) -> None:
    s.press("If you like to try more")
    s.show("Physiological sigh")


def hold(s: Studio, *, holds: bool) -> None:
    """Let patterns that pause the breath be offered, or not."""

    async def keep() -> None:
        practices = s.window.door.practices  # type: ignore[union-attr]
        await practices.keep_comfort(replace(practices.comfort, holds=holds))

    s.do(keep)


def _helped(s: Studio) -> None:
    async def say() -> None:
        practices = s.window.door.practices  # type: ignore[union-attr]
        for practice in ("orienting", "orienting", "longer-exhale", "humming"):
            await practices.say_after(practice, After.EASIER)

    s.do(say)
    s.go("/")
    s.go("/practices")
    s.visit.sees("What has helped you")


def _comfort_below(s: Studio) -> None:
    s.visit.tick(re.compile("^Never offer breath holds"))
    s.visit.sees("Pauses can bring up panic")


def _comfort_end(s: Studio) -> None:
    s.show(re.compile("^Motion"))


def _twin(s: Studio) -> None:
    hold(s, holds=False)
    s.go("/practices")
    s.go("/practices/box")
    s.visit.sees("Without the pauses")


def _own_kept(s: Studio) -> None:
    s.press("Breathe out: longer")
    s.press("Save")
    s.visit.sees("Saved. It is in your list.")


def _near(s: Studio) -> None:
    """A session is planned an hour from now: what stirs rests."""

    async def plan() -> None:
        days = s.window.door.days  # type: ignore[union-attr]
        soon = days.now() + timedelta(hours=1)
        await days.add_session(soon, soon + timedelta(hours=3))

    s.do(plan)
    s.go("/practices")
    s.visit.sees("Longer exhale")
    if not s.visit.button("Physiological sigh").count():
        s.press("If you like to try more")
    s.show("Physiological sigh")


PRACTICES = Trip(
    (
        Scene("practices-first", _first),
        Scene("practices-grounding", _grounding),
        Scene("practices-more", _more),
        Scene("practices-helped", _helped),
        Scene("comfort", at("/settings/comfort", "Never offer breath holds")),
        Scene("comfort-holds", _comfort_below),
        Scene("comfort-end", _comfort_end),
        Scene("before-exhale", at("/practices/longer-exhale", "For how long?")),
        Scene("before-box", at("/practices/box", "pause 4")),
        Scene("before-twin", _twin),
        Scene("before-steps", at("/practices/butterfly-hug", "Begin")),
        Scene("own-breath", at("/practices/own", "Small and easy is plenty")),
        Scene("own-kept", _own_kept),
        Scene("practices-near", _near),
        Scene("rests", at("/practices/cyclic-sighing", "rests for now")),
    )
)
