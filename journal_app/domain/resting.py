"""Entries that rest: closed by the person until a day, or until their next session begins."""

from collections.abc import Iterable
from datetime import datetime

from journal_app.domain.entry import NEXT_SESSION, Entry
from journal_app.domain.session import Session


def still_resting(entry: Entry, sessions: Iterable[Session], now: datetime) -> bool:
    """Whether ``entry`` is closed until a time that has not come yet at ``now`` (an instant).

    "My next session" is the first one, not cancelled, that starts after it was written.
    """
    if entry.sealed_until is None:
        return False
    if entry.sealed_until == NEXT_SESSION:
        after = (s.starts for s in sessions if not s.cancelled and s.starts > entry.written)
        return not any(starts <= now for starts in after)
    return now < entry.sealed_until
