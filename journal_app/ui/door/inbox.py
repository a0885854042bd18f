"""Files that arrive: what each one is, said once and kindly, and nothing counted twice.

What opened is kept in the vault by ``clients``. What did not open, and what was here already, is
remembered until the practice is locked, to be read about; the files themselves stay where they
were, for nothing of a file that cannot be opened is worth keeping.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from functools import partial

from journal_app.clock import Clock
from journal_app.domain.errors import (
    NotAPacket,
    PacketDamaged,
    PacketError,
    PacketNotForUs,
    PacketTooLarge,
    SenderNotProven,
)
from journal_app.sharing import packet
from journal_app.sharing.inbox import Arrival, classify
from journal_app.sharing.packet import OpenedPacket
from journal_app.ui.door.base import Room, new_id
from journal_app.ui.door.clients import ClientsRoom
from journal_app.ui.door.names import one_line
from journal_app.ui.door.practice_card import CardRoom
from journal_app.vault.journal import Journal

__all__ = ["Came", "InboxRoom", "Outcome"]


class Outcome(Enum):
    """What one file turned out to be; the values are keys of the words."""

    READ = "read"  # from a proven sender: it is in Clients now
    FIRST = "first"  # four words are to be compared
    DUPLICATE = "duplicate"
    REPLAY = "replay"  # its number was used before: the practice decides
    DAMAGED = "damaged"
    NOT_OURS = "not_ours"
    NOT_A_PACKET = "not_a_packet"
    UNPROVEN = "unproven"
    TOO_LARGE = "too_large"
    NEWER = "newer"


_TROUBLE: tuple[tuple[type[PacketError], Outcome], ...] = (
    (PacketDamaged, Outcome.DAMAGED),
    (PacketNotForUs, Outcome.NOT_OURS),
    (NotAPacket, Outcome.NOT_A_PACKET),
    (SenderNotProven, Outcome.UNPROVEN),
    (PacketTooLarge, Outcome.TOO_LARGE),
    (PacketError, Outcome.NEWER),
)


@dataclass(frozen=True)
class Came:
    """One file that was opened: what it is, when, and how large (bytes).

    ``name`` and ``client_id`` are empty where the seal did not open: it names nobody.
    ``same_as`` is when the packet it equals came.
    """

    id: str
    outcome: Outcome
    at: datetime
    size: int
    name: str = ""
    client_id: str = ""
    same_as: datetime | None = None
    opened: OpenedPacket | None = field(default=None, repr=False)


class InboxRoom(Room):
    """Open packets, and tell what each of them is."""

    def __init__(
        self, journal: Journal, clock: Clock, card: CardRoom, clients: ClientsRoom
    ) -> None:
        super().__init__(journal, clock)
        self._card, self._clients = card, clients
        self._came: list[Came] = []
        self._turn = asyncio.Lock()

    def already(self) -> tuple[Came, ...]:
        """Packets that were here already, the latest first."""
        return tuple(c for c in reversed(self._came) if c.outcome is Outcome.DUPLICATE)

    def aside(self) -> tuple[Came, ...]:
        """Files that were set aside, the latest first."""
        return tuple(c for c in reversed(self._came) if c.outcome is not Outcome.DUPLICATE)

    def came(self, came_id: str) -> Came | None:
        """One file that was set aside or here already, or ``None``."""
        return next((c for c in self._came if c.id == came_id), None)

    async def open(self, data: bytes | None, size: int) -> Came:
        """Open one file (``None``: it was too large to be looked at; ``size`` in bytes).

        A packet that opened is durable when this returns.
        """
        async with self._turn:
            came = await self._look(data, size)
            if came.outcome not in (Outcome.READ, Outcome.FIRST):
                self._came.append(came)
            return came

    async def _look(self, data: bytes | None, size: int) -> Came:
        now, keys, pairs = self._clock.now(), self._card.keys(), self._clients.pairs()
        try:
            if data is None:
                raise PacketTooLarge("not read at all")
            opened = await self._write(partial(packet.open_packet, data, keys=keys, pairs=pairs))
        except PacketError as error:
            outcome = next(found for kind, found in _TROUBLE if isinstance(error, kind))
            return Came(new_id(), outcome, now, size)
        arrival = classify(opened, self._clients.seen())
        name, client_id = one_line(opened.body.sender), opened.pair.id.hex()
        if arrival is Arrival.DUPLICATE:
            same = self._clients.arrived(opened.digest)
            return Came(new_id(), Outcome.DUPLICATE, now, size, name, client_id, same)
        if arrival is Arrival.REPLAY:
            return Came(new_id(), Outcome.REPLAY, now, size, name, client_id, opened=opened)
        await self._clients.add(opened)
        outcome = Outcome.FIRST if arrival is Arrival.FIRST else Outcome.READ
        return Came(new_id(), outcome, now, size, name, client_id)

    async def take_in(self, came_id: str) -> str:
        """Keep a packet whose number was used before; returns its client's id."""
        async with self._turn:
            came = self.came(came_id)
            if came is None or came.opened is None:
                return ""
            client_id = await self._clients.add(came.opened)
            self._came.remove(came)
            return client_id

    def let_go(self, came_id: str) -> None:
        """Take one file off the list; the file itself stays where it is."""
        self._came = [c for c in self._came if c.id != came_id]
