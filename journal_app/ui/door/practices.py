"""Practices as one person's own: their comfort, what helped, what rests around a session.

Two of a kind: the room of an open journal, and what there is while it is locked, which knows
nobody and therefore offers only what is kind to anybody, and keeps nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Protocol

from journal_app import content
from journal_app.clock import Clock
from journal_app.domain.comfort import Comfort
from journal_app.domain.helped import After, Practised, helped, ordered
from journal_app.domain.own_breath import OWN_BREATH, OwnBreath
from journal_app.domain.pattern import gentle_hours
from journal_app.domain.plan import Evidence
from journal_app.domain.practice import Menu, Practice, Shelf
from journal_app.domain.suited import Suited
from journal_app.ui.door.base import Room
from journal_app.ui.door.days import DaysRoom
from journal_app.vault.journal import Journal
from journal_app.words import say

__all__ = ["Practices", "PracticesRoom", "WhileLocked"]

_INSTEAD = "longer-exhale"


class Practices(Protocol):
    """What screens ask about practices, whether the journal is open or locked."""

    @property
    def comfort(self) -> Comfort:
        """How this person likes to be guided."""

    @property
    def practised_before(self) -> bool:
        """Whether anything was said after a practice before."""

    def all(self) -> tuple[Practice, ...]:
        """Every practice there is for this person, in their order."""

    def find(self, practice_id: str) -> Practice | None:
        """The practice of that id, also one that is not listed; ``None`` where there is none."""

    def menu(self, menu: Menu) -> tuple[Practice, ...]:
        """What the gate offers from a menu now, in this person's order."""

    def rests(self, practice: Practice) -> bool:
        """Whether a practice rests now, because a session is near."""

    def suited(
        self, practice: Practice, *, pace: float | None = None, minutes: float | None = None
    ) -> Suited | None:
        """Its pattern as this person breathes it now, ``None`` for steps.

        ``pace`` is another one than their own, ``minutes`` another length than the pattern's.
        """

    def helped(self) -> tuple[Practice, ...]:
        """What has helped this person most, the most often first; at most three."""


class PracticesRoom(Room):
    """The practices of an open journal."""

    def __init__(self, journal: Journal, clock: Clock, days: DaysRoom) -> None:
        super().__init__(journal, clock)
        self._days = days
        self._comfort_kept = self._one(journal.table("comfort"), Comfort.from_doc)
        self._own_kept = self._one(journal.table("own_breath"), OwnBreath.from_doc)
        self._said_table = journal.table("practised")
        self.comfort = self._comfort_kept.value or Comfort()
        self.own = self._own_kept.value
        self._said = list(self._many(self._said_table, Practised.from_doc).known.values())

    @property
    def practised_before(self) -> bool:
        """As ``Practices.practised_before``."""
        return bool(self._said)

    def all(self) -> tuple[Practice, ...]:
        """As ``Practices.all``; patterns with holds only where holds are allowed, or one's own."""
        own = () if self.own is None else (_own_practice(self.own),)
        known = [each for each in content.practices().values() if self._may(each)]
        return ordered([*known, *own], self._said)

    def find(self, practice_id: str) -> Practice | None:
        """As ``Practices.find``."""
        if practice_id == OWN_BREATH:
            return None if self.own is None else _own_practice(self.own)
        return content.practices().get(practice_id)

    def menu(self, menu: Menu) -> tuple[Practice, ...]:
        """As ``Practices.menu``; what rests now is left out."""
        return tuple(p for p in self.all() if menu in p.menus and not self.rests(p))

    def rests(self, practice: Practice) -> bool:
        """As ``Practices.rests``; a twin without its holds may go on."""
        suited = self.suited(practice)
        return suited is not None and suited.rests

    def suited(
        self, practice: Practice, *, pace: float | None = None, minutes: float | None = None
    ) -> Suited | None:
        """As ``Practices.suited``; a session that could not be read may be near."""
        gentle = self._days.unsure or gentle_hours(self._days.sessions(), self._days.now())
        return _suited(practice, self.comfort, pace, minutes, gentle=gentle)

    def helped(self) -> tuple[Practice, ...]:
        """As ``Practices.helped``."""
        found = (self.find(practice_id) for practice_id in helped(self._said))
        return tuple(each for each in found if each is not None and self._may(each))

    def _may(self, practice: Practice) -> bool:
        return self.comfort.holds or not practice.holds or practice.id == OWN_BREATH

    async def keep_comfort(self, comfort: Comfort) -> None:
        """Guide this way from now on."""
        await self._write(self._comfort_kept.keep, comfort.to_doc())
        self.comfort = comfort

    async def keep_own(self, own: OwnBreath) -> None:
        """Have this pattern in the list, in place of the one before."""
        await self._write(self._own_kept.keep, own.to_doc())
        self.own = own

    async def let_own_go(self) -> None:
        """Take one's own pattern out of the list."""
        await self._write(self._own_kept.let_go)
        self.own = None

    async def say_after(self, practice_id: str, after: After) -> None:
        """Note what was said after a practice."""
        said = Practised(practice_id, self._clock.now(), after)
        await self._write(self._said_table.insert, said.to_doc())
        self._said.append(said)


class WhileLocked:
    """The practices while nothing is open: the defaults, and nothing that could be too much."""

    comfort = Comfort()
    practised_before = True

    def all(self) -> tuple[Practice, ...]:
        """As ``Practices.all``: none that ever rests, because a session could be near."""
        return tuple(
            each
            for each in content.practices().values()
            if each.shelf is not Shelf.MORE and not each.stirring
        )

    def find(self, practice_id: str) -> Practice | None:
        """As ``Practices.find``."""
        return next((each for each in self.all() if each.id == practice_id), None)

    def menu(self, menu: Menu) -> tuple[Practice, ...]:
        """As ``Practices.menu``."""
        return tuple(each for each in self.all() if menu in each.menus)

    def rests(self, practice: Practice) -> bool:
        """As ``Practices.rests``."""
        return False

    def suited(
        self, practice: Practice, *, pace: float | None = None, minutes: float | None = None
    ) -> Suited | None:
        """As ``Practices.suited``; never faster than is gentle near a session."""
        return _suited(practice, self.comfort, pace, minutes, gentle=True)

    def helped(self) -> tuple[Practice, ...]:
        """Nobody is known here."""
        return ()


def _suited(
    practice: Practice,
    comfort: Comfort,
    pace: float | None,
    minutes: float | None,
    *,
    gentle: bool,
) -> Suited | None:
    if practice.pattern is None:
        return None
    return Suited(
        written=practice.pattern,
        comfort=comfort if pace is None else replace(comfort, pace=pace),
        gentle=gentle,
        minutes=minutes,
        exact=practice.id == OWN_BREATH,
    )


def _own_practice(own: OwnBreath) -> Practice:
    pattern = own.pattern
    return Practice(
        id=OWN_BREATH,
        title=say("own.title"),
        line=say("own.line", seconds_in=f"{own.breathe_in:g}", out=f"{own.breathe_out:g}"),
        minutes=own.minutes,
        before=(say("own.before_small"), say("own.before_stop")),
        closing=say("own.closing"),
        evidence=Evidence.OWN,
        evidence_note=say("own.evidence"),
        pattern=pattern,
        instead=_INSTEAD,
    )
