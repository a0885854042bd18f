"""Support that is there at once: my plan, my people, and my region's lines.

Sealed are the plan, the people and the region. What is shown while locked (``ShownLocked``) is
chosen person by person and kept beside them; the file on the disk is the one truth about it.
"""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

from journal_app import content
from journal_app.clock import Clock
from journal_app.domain.doc import Doc
from journal_app.domain.entry import MOST_TEXT
from journal_app.domain.support import MOST_PEOPLE, Person, PlanPart, Region, Support
from journal_app.ui.door.base import Room
from journal_app.ui.door.documents import Fields
from journal_app.vault.journal import Journal
from journal_app.vault.shown_locked import ShownLocked

__all__ = ["Person", "PlanRoom", "SupportRoom", "lines", "today"]


_LONGEST_NAME = 100  # characters of what a region or a part of the plan is called here


def lines() -> Support:
    """All regions with their lines, from content: there offline, and while locked."""
    return content.support()


def today(clock: Clock) -> date:
    """The date check dates are compared with, locked or open; in UTC, a year is long enough."""
    return clock.now().date()


class PlanRoom(Room):
    """My support plan, part by part, in my own words: what a ``Keeper`` writes to as I type."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        super().__init__(journal, clock)
        self._table = journal.table("support_plan")
        self._one_at_a_time = threading.Lock()
        parts = self._many(self._table, _plan_part).known
        self._texts = dict(parts.values())
        self._doc_ids = {part: doc_id for doc_id, (part, _) in parts.items()}

    def text(self, key: str) -> str:
        """What stands in the part ``key``, or nothing."""
        return self._texts.get(key, "")

    def keep(self, key: str, text: str) -> None:
        """Seal what stands in a part; durable when this returns. Called from any thread."""
        with self._one_at_a_time:
            if text.strip():
                fields = {"part": key, "text": text}
                if key in self._doc_ids:
                    self._table.update(fields, doc_ids=[self._doc_ids[key]])
                else:
                    self._doc_ids[key] = self._table.insert(fields)
                self._texts[key] = text
            elif key in self._texts:
                self._table.remove(doc_ids=[self._doc_ids[key]])
                del self._texts[key], self._doc_ids[key]

    def drop(self, key: str) -> None:
        """Empty a part."""
        self.keep(key, "")

    def written(self) -> tuple[tuple[PlanPart, str], ...]:
        """The parts that have words, in order."""
        return tuple((part, text.strip()) for part in PlanPart if (text := self.text(part.value)))


class SupportRoom(Room):
    """My plan, my people and my region."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        super().__init__(journal, clock)
        self.plan = PlanRoom(journal, clock)
        self._kept = self._one(journal.table("support"), _support)
        self._shown = journal.shown_locked()
        self._doc = self._kept.value or _nobody_yet()
        if self._kept.value is None and self._kept.left:
            self._doc = _as_shown(self._shown)
        self.left_alone += self.plan.left_alone

    # -- where I am ---------------------------------------------------------

    def region(self) -> Region | None:
        """My region, once I chose one."""
        chosen = str(self._doc["region"])
        return lines().region(chosen) if chosen else None

    async def choose_region(self, region_id: str) -> None:
        """Put this region's lines first, while locked too."""
        await self._save({**self._doc, "region": region_id})
        await self._show(self._shown.people)

    @property
    def asks_region(self) -> bool:
        """Whether Today still asks where I am: until it is known, or was put away."""
        return not self._doc["region"] and not self._doc.get("region_put_away", False)

    async def region_put_away(self) -> None:
        """Not asked on Today again; Support goes on asking."""
        await self._save({**self._doc, "region_put_away": True})

    # -- my people ------------------------------------------------------------

    def people(self) -> tuple[Person, ...]:
        """My people, in the order I gave them."""
        return tuple(Person(str(p["name"]), str(p["number"])) for p in self._doc["people"])

    async def add_person(self, person: Person) -> None:
        """Keep one more person; nobody is shown while locked before that is chosen."""
        people = [*self._doc["people"], {"name": person.name, "number": person.number}]
        await self._save({**self._doc, "people": people[:MOST_PEOPLE]})

    async def remove_person(self, index: int) -> None:
        """Take a person off the list, and from what is shown while locked first."""
        left = tuple(p for i, p in enumerate(self.people()) if i != index)
        await self._show(tuple(p for p in self._shown.people if p in left))
        people = [p for i, p in enumerate(self._doc["people"]) if i != index]
        await self._save({**self._doc, "people": people})

    # -- while locked -----------------------------------------------------------

    def is_shown_locked(self, person: Person) -> bool:
        """Whether this person is shown while locked."""
        return person in self._shown.people

    async def show_locked(self, person: Person, on: bool) -> None:
        """Show this person while locked as well, or no longer."""
        others = tuple(p for p in self._shown.people if p != person)
        await self._show((*others, person) if on else others)

    @property
    def is_settled(self) -> bool:
        """Whether what is shown while locked follows what is sealed.

        Not so in a journal that came from another device or was put back from before.
        """
        return self._shown == self._wanted(self._shown.people)

    async def settle(self) -> None:
        """Let what is shown while locked follow: the region, and nobody who is not on my list."""
        await self._show(self._shown.people)

    def _wanted(self, people: tuple[Person, ...]) -> ShownLocked:
        mine = dict.fromkeys(self.people())
        return ShownLocked(str(self._doc["region"]), tuple(p for p in mine if p in people))

    async def _show(self, people: tuple[Person, ...]) -> None:
        wanted = self._wanted(people)
        if wanted != self._shown:
            await self._write(self._journal.show_locked, wanted)
            self._shown = wanted

    async def _save(self, doc: dict[str, Any]) -> None:
        await self._write(self._kept.keep, doc)
        self._doc = doc


def _plan_part(doc: Fields) -> tuple[str, str]:
    fields = Doc("support plan", doc)
    part = fields.text("part", longest=_LONGEST_NAME), fields.text("text", longest=MOST_TEXT)
    fields.done()
    return part


def _support(doc: Fields) -> Fields:
    """Region and people as they are stored. Raises ``ValueError`` naming the field."""
    fields = Doc("support", doc)
    fields.text("region", longest=_LONGEST_NAME)
    fields.flag("region_put_away")
    for item in fields.items("people", most=MOST_PEOPLE):
        person = Doc("support.people", item)
        Person(person.text("name", longest=MOST_TEXT), person.text("number", longest=MOST_TEXT))
        person.done()
    fields.done()
    return {**_nobody_yet(), **doc}


def _nobody_yet() -> Fields:
    return {"region": "", "people": []}


def _as_shown(shown: ShownLocked) -> Fields:
    """What is shown while locked, where what is sealed is not understood: nobody is lost by it."""
    people = [{"name": person.name, "number": person.number} for person in shown.people]
    return {"region": shown.region, "people": people}
