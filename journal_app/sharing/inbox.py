"""What a file that arrived is, so that nothing is shown twice as new.

Files are dropped twice, arrive late, and come back when a therapist restores an old backup or
points the program at a folder of everything ever received. Two questions are asked of each packet
that opened, and both are pure functions of what the practice remembers:

* ``classify``: is this *packet* new? By pair, counter and digest.

      digest seen before                               DUPLICATE: nothing is added
      counter seen before, with another digest         REPLAY: set aside, the practice decides
      sender not proven yet                            FIRST: four words are to be compared
      counter lower than the highest seen              OUT_OF_ORDER: added, but not the latest
      otherwise                                        NEW

  A REPLAY that opened was made with the pair key: most often a client's journal restored from an
  older backup counts again from there. Its words are real; only their order is in doubt.

* ``entry_news``: is this *entry* new? By its id and content, within one pair; the same entry
  shared again in a later packet is KNOWN, or CHANGED when its words are not the same.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from journal_app.sharing.body import SharedEntry, entry_bytes
from journal_app.sharing.packet import OpenedPacket, Sender


class Arrival(Enum):
    """What a packet is to this practice."""

    NEW = "new"
    FIRST = "first"
    DUPLICATE = "duplicate"
    REPLAY = "replay"
    OUT_OF_ORDER = "out-of-order"


class EntryNews(Enum):
    """What an entry is to this practice."""

    NEW = "new"
    CHANGED = "changed"
    KNOWN = "known"


@dataclass(frozen=True)
class SeenPacket:
    """What a practice remembers of a packet it kept."""

    pair_id: bytes
    counter: int
    digest: bytes

    @classmethod
    def of(cls, opened: OpenedPacket) -> "SeenPacket":
        """The memory of ``opened``."""
        return cls(opened.pair.id, opened.counter, opened.digest)


def classify(opened: OpenedPacket, seen: Iterable[SeenPacket]) -> Arrival:
    """What ``opened`` is, given every packet kept so far (of any pair)."""
    ours = [packet for packet in seen if packet.pair_id == opened.pair.id]
    if any(packet.digest == opened.digest for packet in ours):
        return Arrival.DUPLICATE
    if any(packet.counter == opened.counter for packet in ours):
        return Arrival.REPLAY
    if opened.sender is Sender.FIRST:
        return Arrival.FIRST
    if any(packet.counter > opened.counter for packet in ours):
        return Arrival.OUT_OF_ORDER
    return Arrival.NEW


def entry_digest(entry: SharedEntry) -> bytes:
    """32 bytes that stand for an entry and all its words."""
    return hashlib.sha256(entry_bytes(entry)).digest()


def entry_news(
    entries: Iterable[SharedEntry], known: Mapping[str, bytes]
) -> list[tuple[SharedEntry, EntryNews]]:
    """Each entry and what it is; ``known`` maps the ids kept *of this pair* to their digests."""

    def news(entry: SharedEntry) -> EntryNews:
        if entry.id not in known:
            return EntryNews.NEW
        same = known[entry.id] == entry_digest(entry)
        return EntryNews.KNOWN if same else EntryNews.CHANGED

    return [(entry, news(entry)) for entry in entries]
