"""Backups: what is copied, when one is due, and when that is worth a word.

A backup is due when something would be lost that it would take more than a few minutes to write
again, and some time has passed. It is mentioned once: not again until a backup was made. Nobody is
counted at, and during the 72 hours the screen has better things to say (the caller's choice).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

FIRST_AFTER: Final = 3
"""Entries without any backup after which the first one is due."""

AFTER_DAYS: Final = timedelta(days=30)
"""After this long, one new entry is enough."""

MANY: Final = 15
"""With this many new entries, a week is enough."""

MANY_AFTER: Final = timedelta(days=7)


class TableCopy(NamedTuple):
    """One table of a journal, to be written or as it was read: what vault and export share.

    ``documents`` gives id and document, each once, in the order of the ids; it may be a stream,
    to be taken before the next table is asked for. New documents get ids from ``next_id`` on.
    """

    name: str
    next_id: int
    documents: Iterable[tuple[int, dict[str, Any]]]


@dataclass(frozen=True)
class BackupState:
    """What is known: the last verified backup (None: never), the entries kept since then, and
    when a due backup was last mentioned (None: never). Instants carry their zone.
    """

    last: datetime | None
    entries_since: int
    mentioned: datetime | None = None


def is_due(state: BackupState, now: datetime) -> bool:
    """Whether a backup would be worth making at ``now``."""
    if state.last is None:
        return state.entries_since >= FIRST_AFTER
    # A last backup in the future is a clock that was set back: it counts as just made.
    age = now - state.last
    return (state.entries_since >= 1 and age >= AFTER_DAYS) or (
        state.entries_since >= MANY and age >= MANY_AFTER
    )


def is_mentioned_now(state: BackupState, now: datetime) -> bool:
    """Whether to say, once and quietly, that a backup is due."""
    already = state.mentioned is not None and (state.last is None or state.mentioned > state.last)
    return is_due(state, now) and not already
