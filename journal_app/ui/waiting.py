"""What somebody was writing when the book was locked, and the page it is on."""

from __future__ import annotations

from journal_app.domain.schedule import State
from journal_app.ui.door import JournalDoor

__all__ = ["newest_draft", "route_of"]

_ALONE = {
    "free": "/write",
    "crumb": "/crumb",
    "body": "/body",
    "measure.note": "/measures/note",
    "session.crumb": "/session/had",
    "session.companion": "/session/plan",
    "session.intention": "/session/plan",
}
_HERE = (State.HERE, State.STILL_HERE)


def route_of(key: str) -> str | None:
    """The page where the draft ``key`` goes on, or ``None`` for a key of no page.

    Keys are those above, ``prompt.<slot>.<question>``, ``edit.<entry>.<part>`` and
    ``session-<id>.<field>``; a slot's own name may have dots in it.
    """
    if key in _ALONE:
        return _ALONE[key]
    kind, _, rest = key.partition(".")
    if kind.startswith("session-"):
        return f"/sessions/{kind.removeprefix('session-')}"
    name, _, part = rest.rpartition(".")
    if not name:
        return None
    if kind == "prompt":
        return f"/prompts/{name}/word" if part == "word" else f"/prompts/{name}"
    return f"/entries/{name}/edit" if kind == "edit" else None


def newest_draft(door: JournalDoor) -> str:
    """The key of the newest draft that can be gone on with now, or nothing.

    A prompt that was skipped or put off is not brought up again by what was begun in it.
    """
    for key in door.drafts.newest():
        if route_of(key) is not None and _still_there(door, key):
            return key
    return ""


def _still_there(door: JournalDoor, key: str) -> bool:
    kind, _, rest = key.partition(".")
    name = rest.rpartition(".")[0]
    if kind == "prompt":
        slot = door.days.slot(name)
        return slot is not None and slot.state in _HERE
    if kind.startswith("session-"):
        known = (s.id for s in door.days.sessions() if not s.cancelled)
        return kind.removeprefix("session-") in known
    return kind != "edit" or door.entries.get(name) is not None
