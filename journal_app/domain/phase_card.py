"""What is kind now and what can wait: one card for each phase of a session (content section 2.2).

::

    S - 24 h      S (start)       E (end)     E + 6 h   E + 24 h   E + 48 h   E + 72 h
    | before      | first hours ------------- | night   | second   | third    |
                  '-- from the start on: nobody drives from a session either

A clinic's own instructions always win, and each card says so.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from journal_app.domain.session import WINDOW, Session
from journal_app.domain.times import as_utc

BEFORE = timedelta(hours=24)
"""How long before a session's start the first card is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseCard:
    """One card. ``opens``: from which time after E it is there; ``None`` for the day before S.

    ``driving`` and ``decisions`` are named on their own while they matter most.
    """

    id: str
    title: str
    line: str
    kind_now: tuple[str, ...]
    can_wait: tuple[str, ...]
    evidence_note: str
    sources: tuple[str, ...]
    opens: timedelta | None = None
    driving: str = ""
    decisions: str = ""


@dataclass(frozen=True, slots=True)
class PhaseCards:
    """All cards in order of time, and the line about the clinic that stands on each.

    Raises ``ValueError`` where they do not cover the day before and the 72 hours, in order.
    """

    clinic: str
    cards: tuple[PhaseCard, ...]

    def __post_init__(self) -> None:
        opens = [card.opens for card in self.cards]
        after = [at for at in opens[1:] if at is not None]
        in_order = after == sorted(set(after)) and len(after) == len(opens) - 1
        if len(opens) < 2 or opens[0] is not None or not in_order:
            raise ValueError("expected one card before, then the others in order of time")
        if after[0] != timedelta(0) or after[-1] >= WINDOW:
            raise ValueError("expected the second card at +0h, and all within 72 hours")
        if len({card.id for card in self.cards}) != len(self.cards):
            raise ValueError("expected cards with ids of their own")

    def at(self, session: Session | None, now: datetime) -> PhaseCard | None:
        """The card for ``now`` (aware): ``None`` without a session, long before and after it."""
        if session is None or session.cancelled:
            return None
        now = as_utc(now)
        if now < session.starts:
            return self.cards[0] if session.starts - now <= BEFORE else None
        if now >= session.window.closes:
            return None
        since = max(now - session.anchor, timedelta(0))
        return [card for card in self.cards if card.opens is not None and card.opens <= since][-1]
