"""Intentions over the sessions: what each was, what became of it, what the next begins with.

Before the next session an intention is shown once more, to be kept, softened or set free (content
section 2.4, prompt 16). What was chosen stands in the session the intention belongs to.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from journal_app.domain.session import Became, Session


@dataclass(frozen=True, slots=True)
class Intention:
    """One step of the arc. ``became`` is ``None`` while nothing was chosen, which is fine too."""

    session_id: str
    starts: datetime
    words: str = field(repr=False)
    became: Became | None


def arc(sessions: Iterable[Session]) -> tuple[Intention, ...]:
    """The intentions of all sessions that have one and were not cancelled, the oldest first."""
    return tuple(
        Intention(session.id, session.starts, session.intention, session.became)
        for session in sorted(sessions, key=lambda s: (s.starts, s.id))
        if session.intention.strip() and not session.cancelled
    )


def carried(words: str, became: Became) -> str:
    """What the next session's intention begins with: a softened one begins as it was."""
    return "" if became is Became.SET_FREE else words
