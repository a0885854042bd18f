"""Practices without opening anything: from the lock screen and from Support."""

from __future__ import annotations

from journal_app.ui.shell import Role
from tests.gallery.breathing import begin
from tests.gallery.scene import Scene, Trip, at
from tests.gallery.studio import Studio

__all__ = ["PRACTISING_LOCKED"]


def _lock(s: Studio) -> None:
    s.visit.button("Breathe or look around first").wait_for(state="attached")


def _list(s: Studio) -> None:
    s.go("/practices")
    s.visit.sees("Nothing here is written down.")


def _end(s: Studio) -> None:
    begin(s, "longer-exhale")
    s.turn(40)
    s.press("Stop")
    s.visit.sees("Nothing of this was written down.")


def _known(s: Studio) -> None:
    """Somebody chose a region, and people that are shown while it is locked."""
    s.go("/")
    s.open_book(Role.JOURNAL)

    async def fill() -> None:
        await s.window.door.support.choose_region("gb")  # type: ignore[union-attr]

    s.do(fill)
    s.go("/support")
    s.show("All practices")


def _known_locked(s: Studio) -> None:
    s.lock()
    s.go("/support")
    s.visit.sees("Samaritans")


def _steady_locked(s: Studio) -> None:
    s.show("All practices")


PRACTISING_LOCKED = Trip(
    turned=True,
    scenes=(
        Scene("locked-lock", _lock),
        Scene("locked-practices", _list),
        Scene("locked-before", at("/practices/longer-exhale", "Begin")),
        Scene("locked-end", _end),
        Scene("support-steady", _known),
        Scene("support-locked-full", _known_locked),
        Scene("support-locked-steady", _steady_locked),
    ),
)
