"""What a screen is given about sharing: cards, a choice, a sealed packet, receipts. No keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any

from journal_app.domain.times import parse_utc
from journal_app.sharing.card import CardState
from journal_app.sharing.packet import SealedPacket
from journal_app.ui.door.documents import unversioned
from journal_app.ui.door.names import one_line
from journal_app.ui.door.packing import Preview

__all__ = ["CardView", "Choice", "Offered", "Receipt", "Sealed", "receipt_of"]


class Offered(Enum):
    """What opening a card file came to."""

    NEW = "new"
    SAME = "same"
    RENEWED = "renewed"
    OLDER = "older"
    CHANGED = "changed"


@dataclass(frozen=True)
class CardView:
    """A card as a screen may show it. Texts are safe to draw; instants are UTC.

    ``confirmed`` is when its words were compared; ``shared`` whether a packet went to these keys,
    ``proven`` whether the four words of the pair were compared too; ``called`` is the name the
    therapist was given.
    """

    id: str
    name: str
    first_name: str
    response: str
    state: CardState
    made: datetime
    expires: datetime
    confirmed: datetime | None
    expired: bool
    soon: bool
    fingerprint: str
    shared: bool
    proven: bool
    called: str

    @property
    def ready(self) -> bool:
        """Whether something can be sealed for it now."""
        return self.state is CardState.CONFIRMED


@dataclass
class Choice:
    """What a person is choosing to share: in memory only, forgotten at the lock."""

    card_id: str = ""
    entries: list[str] = field(default_factory=list)
    ticked: set[str] = field(default_factory=set)
    called: str = ""


@dataclass(frozen=True)
class Sealed:
    """A packet that was sealed and not saved yet."""

    data: bytes
    file_name: str
    preview: Preview
    packet: SealedPacket = field(repr=False)
    new_pair: bool = field(repr=False)
    counter: int = field(repr=False)


@dataclass(frozen=True)
class Receipt:
    """What went, to whom, when, with which seal. It names parts and never holds their words.

    ``entries`` are (title, written, zone, names of the parts); ``consent`` the four lines that
    were agreed to, as they stood there.
    """

    id: str
    card_id: str
    name: str
    at: datetime
    called: str
    entries: tuple[tuple[str, datetime, str, tuple[str, ...]], ...]
    session: bool
    post_quantum: bool
    fingerprint: str
    file_name: str
    size: int
    consent: tuple[str, ...]

    @property
    def parts(self) -> int:
        """How many parts of entries went."""
        return sum(len(names) for *_, names in self.entries)


def receipt_of(doc: dict[str, Any]) -> Receipt:
    """A receipt as it is kept in the vault. Raises ``ValueError`` for one of a later version."""
    unversioned(doc)
    return Receipt(
        id=str(doc["id"]),
        card_id=str(doc["card"]),
        name=one_line(str(doc["name"])),
        at=parse_utc(str(doc["at"])),
        called=str(doc["called"]),
        entries=tuple(
            (
                str(entry["title"]),
                parse_utc(str(entry["written"])),
                str(entry["zone"]),
                tuple(str(name) for name in entry["parts"]),
            )
            for entry in doc["entries"]
        ),
        session=bool(doc["session"]),
        post_quantum=bool(doc["post_quantum"]),
        fingerprint=str(doc["fingerprint"]),
        file_name=str(doc["file"]),
        size=int(doc["size"]),
        consent=tuple(str(line) for line in doc["consent"]),
    )
