"""The practice's door: one therapist's card, what arrived, and who shared it."""

from __future__ import annotations

from journal_app.clock import Clock
from journal_app.ui.door.base import Door
from journal_app.ui.door.clients import ClientsRoom
from journal_app.ui.door.found import FoundRoom
from journal_app.ui.door.inbox import InboxRoom
from journal_app.ui.door.keys import OUR_KDF, KeysRoom
from journal_app.ui.door.practice_card import CardRoom
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy

__all__ = ["PracticeDoor"]


class PracticeDoor(Door):
    """Everything a practice does, and nothing else."""

    def __init__(self, journal: Journal, clock: Clock, kdf: KdfPolicy = OUR_KDF) -> None:
        super().__init__(journal, clock)
        self.keys = KeysRoom(journal, clock, kdf)
        self.found = FoundRoom(journal, clock, self._left_alone)
        self.card = CardRoom(journal, clock)
        self.clients = ClientsRoom(journal, clock)
        self.inbox = InboxRoom(journal, clock, self.card, self.clients)
