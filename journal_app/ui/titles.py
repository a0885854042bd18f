"""What something that was kept is about, by its name: the same wherever an entry is shown."""

from __future__ import annotations

from journal_app import content
from journal_app.domain.own_breath import OWN_BREATH
from journal_app.words import say

__all__ = ["practice_title"]


def practice_title(practice_id: str) -> str | None:
    """What a practice is called, ``None`` where none of that id is known here.

    One's own breath has its name for good, also in entries that outlive the pattern itself.
    """
    if practice_id == OWN_BREATH:
        return say("own.title")
    practice = content.practices().get(practice_id)
    return None if practice is None else practice.title
