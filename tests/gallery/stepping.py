"""Guided steps: at one's own pace, led, with taps and with an effort, and without motion."""

from __future__ import annotations

from journal_app.ui.shell import Role
from tests.gallery.breathing import begin
from tests.gallery.scene import Scene, Trip
from tests.gallery.studio import Studio

__all__ = ["STEPPING"]


def _orienting(s: Studio) -> None:
    s.open_book(Role.JOURNAL)
    begin(s, "orienting")
    s.visit.sees("Turn slowly")


def _led(s: Studio) -> None:
    s.press("Lead me through")
    s.visit.sees("It moves on by itself")


def _senses(s: Studio) -> None:
    s.press("At my own pace")
    s.visit.sees("At your own pace.")
    begin(s, "five-senses")
    s.press("Next")
    s.visit.sees("Four to hear")


def _taps(s: Studio) -> None:
    """A wing that is warm: the second tap of the first set."""
    begin(s, "butterfly-hug")
    s.press("Next")
    s.visit.sees("First set")
    for _ in range(2):
        s.turn_to_next()
    s.visit.page.wait_for_timeout(1200)  # a wing warms slowly


def _arrive(s: Studio) -> None:
    begin(s, "butterfly-hug")
    s.visit.sees("Arrive")


def _taps_calm(s: Studio) -> None:
    s.set_calm(True)
    _taps(s)


def _tense(s: Studio) -> None:
    s.set_calm(False)
    begin(s, "gentle-release")
    s.turn_to_next()
    s.visit.page.wait_for_timeout(1800)  # some of the bar is filled


def _release(s: Studio) -> None:
    s.turn_to_next()
    s.visit.page.wait_for_timeout(2500)


def _dim(s: Studio) -> None:
    s.press("Dim the light")
    s.visit.sees("Bring the light back")
    s.visit.page.wait_for_timeout(1200)  # the painted page follows the tree's


STEPPING = Trip(
    turned=True,
    scenes=(
        Scene("steps-orienting", _orienting),
        Scene("steps-led", _led),
        Scene("steps-senses", _senses),
        Scene("steps-arrive", _arrive),
        Scene("steps-butterfly", _taps),
        Scene("steps-butterfly-calm", _taps_calm),
        Scene("steps-tense", _tense, moving=True),
        Scene("steps-release", _release, moving=True),
        Scene("steps-dim", _dim, moving=True),
    ),
)
