"""The door of the window a screen is drawn in, as the kind of door it is."""

from __future__ import annotations

from journal_app.domain.errors import Locked
from journal_app.ui.door import JournalDoor, PracticeDoor
from journal_app.ui.door.found import FoundRoom
from journal_app.ui.door.keys import KeysRoom
from journal_app.ui.door.practices import Practices, WhileLocked
from journal_app.ui.shell import Shell

__all__ = ["client_door", "found_of", "journal_of", "keys_of", "practice_door", "practices_of"]


def client_door(shell: Shell) -> JournalDoor:
    """The open journal. Raises ``Locked`` when it was locked in the meantime."""
    door = shell._door
    if not isinstance(door, JournalDoor):
        raise Locked
    return door


def journal_of(shell: Shell) -> JournalDoor | None:
    """The open journal, ``None`` where the book is locked or a practice."""
    door = shell._door
    return door if isinstance(door, JournalDoor) else None


def practices_of(shell: Shell) -> Practices:
    """The practices of the open journal, or what there is of them while nothing is open."""
    journal = journal_of(shell)
    return WhileLocked() if journal is None else journal.practices


def practice_door(shell: Shell) -> PracticeDoor:
    """The open practice. Raises ``Locked`` when it was locked in the meantime."""
    door = shell._door
    if not isinstance(door, PracticeDoor):
        raise Locked
    return door


def keys_of(shell: Shell) -> KeysRoom:
    """The keys of the open book, whichever it is. Raises ``Locked`` as the doors do."""
    return _either(shell).keys


def found_of(shell: Shell) -> FoundRoom:
    """What was found on opening the book, whichever it is. Raises ``Locked`` as the doors do."""
    return _either(shell).found


def _either(shell: Shell) -> JournalDoor | PracticeDoor:
    door = shell._door
    if not isinstance(door, JournalDoor | PracticeDoor):
        raise Locked
    return door
