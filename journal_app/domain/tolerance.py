"""The gate: how am I, and what would be kind to offer now.

Two readings from 0 to 10: revved (on edge) and far away (numb). Too much of the first calls for
settling, too much of the second for waking up, and waking up goes first when both are high: slow
breathing and closed eyes are not offered to somebody far away (content section 2.3). Nothing here
locks the journal: "I'd still like to write" is part of every offer, and every threshold below is
a design choice that waits for a clinician's word.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from journal_app.domain.times import as_utc

LOWEST, HIGHEST = 0, 10
SHORT_FIRST_FROM = 4
"""From here to below ``MENU_FROM`` the short form is offered first (design)."""
MENU_FROM = 7
"""From here a menu is offered before the prompt (design)."""
COMPANY_SPAN = timedelta(hours=12)
"""Two readings of ``MENU_FROM`` or more within this bring the company card (design)."""
FIRST_HOURS = timedelta(hours=6)
"""After E this long, feeling floaty can be the medicine: other words, and no number (design)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How somebody is at an instant (UTC): two whole numbers from 0 to 10."""

    revved: int
    far_away: int
    at: datetime

    def __post_init__(self) -> None:
        if not all(LOWEST <= value <= HIGHEST for value in (self.revved, self.far_away)):
            raise ValueError("reading: expected whole numbers from 0 to 10")
        object.__setattr__(self, "at", as_utc(self.at))

    @property
    def high(self) -> bool:
        """True when either is high enough for a menu."""
        return max(self.revved, self.far_away) >= MENU_FROM


class Form(StrEnum):
    """What is offered first; the values are keys of the words."""

    FULL = "full"
    SHORT_FIRST = "short_first"
    SETTLE = "settle"
    WAKE_UP = "wake_up"


@dataclass(frozen=True, slots=True)
class Offer:
    """What the gate answers.

    ``form`` is offered first. ``company``: show "Would company help?". ``first_hours``: use the
    wording of the first six hours and show no number.
    """

    form: Form
    company: bool = False
    first_hours: bool = False

    @property
    def shows_numbers(self) -> bool:
        """False in the first six hours: a number would make a symptom of an effect."""
        return not self.first_hours


def offer(
    reading: Reading | None,
    *,
    since_end: timedelta | None,
    earlier: Iterable[Reading] = (),
    at_most: int | None = None,
) -> Offer:
    """What to offer after ``reading``; ``None`` is the gate skipped, which changes nothing.

    ``since_end`` is the time since E (negative before it, ``None`` without a session), ``earlier``
    the readings before this one, in any order, ``at_most`` the limit a prompt sets itself
    (``Prompt.at_most``): above it a menu comes first, as above the usual threshold.
    """
    first_hours = since_end is not None and timedelta(0) <= since_end < FIRST_HOURS
    if reading is None:
        return Offer(Form.FULL, first_hours=first_hours)
    return Offer(
        _form(reading, MENU_FROM if at_most is None else min(at_most + 1, MENU_FROM)),
        company=_company(reading, earlier),
        first_hours=first_hours,
    )


def _form(reading: Reading, menu_from: int) -> Form:
    if reading.far_away >= menu_from:
        return Form.WAKE_UP
    if reading.revved >= menu_from:
        return Form.SETTLE
    if max(reading.revved, reading.far_away) >= SHORT_FIRST_FROM:
        return Form.SHORT_FIRST
    return Form.FULL


def _company(reading: Reading, earlier: Iterable[Reading]) -> bool:
    if min(reading.revved, reading.far_away) >= MENU_FROM:
        return True
    recent = (r for r in earlier if timedelta(0) <= reading.at - r.at <= COMPANY_SPAN)
    return reading.high and any(r.high for r in recent if r != reading)


def suggests_stopping(before: Reading, after: Reading) -> bool:
    """True when the check afterwards is higher: close with the container, and rest for today."""
    return after.revved > before.revved or after.far_away > before.far_away
