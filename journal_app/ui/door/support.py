"""Support that is there at once: my people (when open) and my region's lines (always)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from journal_app import content
from journal_app.clock import Clock
from journal_app.domain.support import Region, Support
from journal_app.ui.door.base import Room
from journal_app.vault.journal import Journal

__all__ = ["Person", "SupportRoom", "lines"]

MOST_PEOPLE = 20


@dataclass(frozen=True)
class Person:
    """Someone I could reach: a name, and a number as it was written."""

    name: str
    number: str

    @property
    def digits(self) -> str:
        """What a call or text link needs."""
        return "".join(c for c in self.number if c.isdigit() or c == "+")


def lines() -> Support:
    """All regions with their lines, from content: there offline, and while locked."""
    return content.support()


class SupportRoom(Room):
    """My own people and my region, sealed like everything else."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        super().__init__(journal, clock)
        self._table = journal.table("support")
        docs: list[dict[str, Any]] = [dict(doc) for doc in self._table.all()]
        self._doc: dict[str, Any] = docs[0] if docs else {"region": "", "people": []}

    def people(self) -> tuple[Person, ...]:
        """My people, in the order I gave them."""
        return tuple(Person(str(p["name"]), str(p["number"])) for p in self._doc["people"])

    def region(self) -> Region | None:
        """My region, once I chose one."""
        chosen = str(self._doc["region"])
        return lines().region(chosen) if chosen else None

    async def choose_region(self, region_id: str) -> None:
        """Put this region's lines first."""
        await self._save({**self._doc, "region": region_id})

    async def add_person(self, person: Person) -> None:
        """Keep one more person."""
        people = [*self._doc["people"], {"name": person.name, "number": person.number}]
        await self._save({**self._doc, "people": people[:MOST_PEOPLE]})

    async def remove_person(self, index: int) -> None:
        """Take a person off the list."""
        people = [p for i, p in enumerate(self._doc["people"]) if i != index]
        await self._save({**self._doc, "people": people})

    async def _save(self, doc: dict[str, Any]) -> None:
        def work() -> None:
            if self._table.all():
                self._table.update(doc)
            else:
                self._table.insert(doc)

        await self._write(work)
        self._doc = doc
