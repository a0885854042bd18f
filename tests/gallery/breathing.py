"""The pacer at exact moments of a breath, and what comes after it."""

from __future__ import annotations

import re
from collections.abc import Callable

from journal_app.domain.breathing import LEAD_IN
from journal_app.ui.shell import Role
from tests.gallery.practices import hold
from tests.gallery.scene import Scene, Trip
from tests.gallery.studio import Studio

__all__ = ["BREATHING", "begin"]

_BEFORE = 0.1  # seconds
_SWELLS = 1800  # milliseconds: some of the way to where the sun is going


def begin(s: Studio, practice: str) -> None:
    """Open a practice and press its Begin."""
    s.go("/practices")
    s.go(f"/practices/{practice}")
    s.show("Begin")
    s.visit.button(re.compile("^Begin$")).last.click(force=True)
    s.visit.page.mouse.move(1, 1)  # what comes to stand there is not hovered
    s.visit.button(re.compile("^Stop( here)?$")).last.wait_for(state="attached")


def _moment(practice: str, seconds: float, words: str) -> Callable[[Studio], None]:
    """The phase that runs so many seconds after the lead-in."""

    def arrange(s: Studio) -> None:
        begin(s, practice)
        s.turn(LEAD_IN + seconds - _BEFORE)  # a count goes on from where the client has drawn it
        s.turn(_BEFORE + 0.01)
        s.visit.sees(words)
        s.visit.page.wait_for_timeout(_SWELLS)

    return arrange


def _lead_in(s: Studio) -> None:
    s.open_book(Role.JOURNAL)
    hold(s, holds=True)
    begin(s, "longer-exhale")
    s.visit.sees("Begins in")
    s.visit.page.wait_for_timeout(_SWELLS)  # the painted page follows the tree's


def _paused(s: Studio) -> None:
    _moment("longer-exhale", 4.5, "Breathe out")(s)
    s.press("Pause")
    s.visit.sees("Paused")


def _dim(s: Studio) -> None:
    _moment("longer-exhale", 4.5, "Breathe out")(s)
    s.press("Dim the light")
    s.visit.sees("Bring the light back")
    s.visit.page.wait_for_timeout(_SWELLS)


def _calm(s: Studio) -> None:
    s.press("Bring the light back")
    s.set_calm(True)
    _moment("longer-exhale", 6.5, "Breathe out")(s)


def _calm_box(s: Studio) -> None:
    _moment("box", 5.5, "Rest here")(s)


def _after(s: Studio) -> None:
    s.set_calm(False)
    begin(s, "longer-exhale")
    s.turn(150)
    s.press("Stop")
    s.visit.sees("how is it now")


def _kept(s: Studio) -> None:
    s.press("Easier")
    s.visit.sees("Kept in your journal.")


def _word(s: Studio) -> None:
    s.visit.write("A word about it, if you like", "softer around the eyes")


def _harder(s: Studio) -> None:
    s.press("Done")
    s.visit.sees("Your words are kept with it.")
    begin(s, "longer-exhale")
    s.turn(40)
    s.press("Stop")
    s.press("Harder")
    s.visit.sees("Thank you for noticing.")


BREATHING = Trip(
    turned=True,
    scenes=(
        Scene("pacer-lead-in", _lead_in, moving=True),
        Scene("pacer-in", _moment("longer-exhale", 0.0, "Breathe in"), moving=True),
        Scene("pacer-out", _moment("longer-exhale", 4.5, "Breathe out"), moving=True),
        Scene("pacer-hold", _moment("box", 4.0, "Rest here"), moving=True),
        Scene("pacer-top-up", _moment("cyclic-sighing", 2.5, "A little more"), moving=True),
        Scene("pacer-hum", _moment("humming", 4.0, "Hum out"), moving=True),
        Scene("pacer-paused", _paused),
        Scene("pacer-dim", _dim, moving=True),
        Scene("pacer-calm", _calm, moving=True),
        Scene("pacer-calm-hold", _calm_box, moving=True),
        Scene("after", _after),
        Scene("after-kept", _kept),
        Scene("after-word", _word),
        Scene("after-harder", _harder),
    ),
)
