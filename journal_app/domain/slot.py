"""A slot: one prompt at its time, and how it is offered.

``schedule`` makes them; ``State`` is drawn there.
"""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from journal_app.domain.event import Event
from journal_app.domain.plan import Prompt
from journal_app.domain.session import Session


class State(StrEnum):
    """The four states; the values are keys of the words."""

    COMING_UP = "coming_up"
    HERE = "here"
    STILL_HERE = "still_here"
    RESTING = "resting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One prompt at its time. All instants are UTC; ``opens <= suggested <= closes``.

    ``id`` is the prompt's id, for a prompt that comes back with the day and its half
    (``kind-words.2026-03-04.evening``). It is unique within ``session``; ``key`` is so everywhere.
    ``suggested`` is already out of quiet hours where that can be. ``nudge`` lies from ``opens`` to
    before ``closes``, or is ``None``. ``event`` is what the person did with it, if anything.
    """

    id: str
    session: Session = field(repr=False)
    prompt: Prompt = field(repr=False)
    opens: datetime
    suggested: datetime
    closes: datetime
    nudge: datetime | None
    state: State = State.COMING_UP
    event: Event | None = None

    @property
    def key(self) -> str:
        """The id with its session before it: where slots of several sessions stand together."""
        return f"{self.session.id}.{self.id}"

    @property
    def open(self) -> bool:
        """True in the two states in which it is offered."""
        return self.state in (State.HERE, State.STILL_HERE)

    def around(self, instant: datetime) -> bool:
        """True when its time holds ``instant``, whatever was done with it."""
        return self.opens <= instant < self.closes
