"""The one door screens go through: the open book, in a person's verbs.

A screen asks the door for what to show and tells it what a person did. Behind it are the vault, the
sharing format, the content files and the clock; nothing of them is seen on this side. What writes
is ``async`` and returns when it is durable; what reads is quick and works on what is in memory.

    JournalDoor                           PracticeDoor
    ├── keys       what opens it, copies  ├── keys      likewise
    ├── found      told on opening it     ├── found     likewise
    ├── entries    kept words             ├── card      the practice's own card and keys
    ├── days       sessions, prompts      ├── clients   who shared what
    ├── practices  comfort, what helped   └── inbox     packets that arrive
    ├── reminders  for the calendar
    ├── drafts     what is being written
    ├── support    plan, people, lines
    ├── measures   answers and results
    └── sharing    cards, packets, receipts

A stored document that is not understood keeps no book closed (``documents``). Breathing and
grounding are also there while nothing is open: ``practices.WhileLocked`` knows no book.
"""

from __future__ import annotations

from journal_app.clock import Clock
from journal_app.ui.door.base import Door
from journal_app.ui.door.client import JournalDoor
from journal_app.ui.door.keys import OUR_KDF
from journal_app.ui.door.therapist import PracticeDoor
from journal_app.ui.shell import Role
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy

__all__ = ["Door", "JournalDoor", "PracticeDoor", "open_door"]


def open_door(
    role: Role, journal: Journal, clock: Clock, kdf: KdfPolicy = OUR_KDF
) -> JournalDoor | PracticeDoor:
    """The door of an unlocked journal or practice."""
    if role is Role.PRACTICE:
        return PracticeDoor(journal, clock, kdf)
    return JournalDoor(journal, clock, kdf)
