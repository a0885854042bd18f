"""Who shared what with this practice: clients by their pair, packets, and what is in them.

    tables    clients  {id, pair, name, first, compared}       id: the pair's, 32 hex digits
              packets  {id, pair, counter, digest, arrived, made, kinds, entries, fresh, read, body}
              bodies   {body}                                  what a packet says, read when opened

A sender is a client from the moment four words were compared; until then what came waits in the
inbox. What was shared is kept as it was shared: nothing is merged, nothing is cut.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from tinydb.table import Document

from journal_app.clock import Clock
from journal_app.domain import strict_json
from journal_app.domain.times import hour_of_day, parse_utc, utc_text, zone_of
from journal_app.sharing import body as packet_body
from journal_app.sharing.body import Body, SharedEntry, SharedSession
from journal_app.sharing.inbox import EntryNews, SeenPacket, entry_digest, entry_news
from journal_app.sharing.packet import OpenedPacket
from journal_app.sharing.pair import Pair
from journal_app.ui.door.base import Room, new_id
from journal_app.ui.door.client_docs import client_of, packet_of
from journal_app.ui.door.documents import Fields, Many
from journal_app.ui.door.names import first_name, initials, one_line
from journal_app.vault.journal import Journal

__all__ = ["ClientView", "ClientsRoom", "PacketView", "Review", "ReviewEntry"]


@dataclass(frozen=True)
class ClientView:
    """One client in a list. ``alike`` is another client whose name is easily taken for this one.

    ``unread`` counts entries not reviewed yet, ``kinds`` what they are (or what came last, when
    all is reviewed); ``hills`` are two numbers 0 to 1 from the pair, for the mark.
    """

    id: str
    name: str
    first_name: str
    initials: str
    hills: tuple[float, float]
    compared: datetime | None
    last: datetime
    unread: int
    kinds: Mapping[str, int]
    alike: str


@dataclass(frozen=True)
class PacketView:
    """One packet in the inbox: whose, when it came, and what it holds in kinds and numbers."""

    id: str
    client_id: str
    name: str
    arrived: datetime
    kinds: Mapping[str, int]


@dataclass(frozen=True)
class ReviewEntry:
    """One entry as it was shared; ``again`` when its words changed since it was shared before."""

    entry: SharedEntry
    local: datetime
    again: bool
    unread: bool

    @property
    def hour(self) -> float:
        """The hour of day it was written at: the colour of its dot."""
        return self.local.hour + self.local.minute / 60


@dataclass(frozen=True)
class Review:
    """Everything one client shared. ``understand`` is the newest "understand first", if any.

    ``whole`` is False while packets of earlier are still being read (or cannot be).
    """

    client: ClientView
    entries: tuple[ReviewEntry, ...]
    understand: str | None
    session: SharedSession | None
    whole: bool


class ClientsRoom(Room):
    """Clients, their packets, and what is in them."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        super().__init__(journal, clock)
        self._clients_table = journal.table("clients")
        self._packets_table = journal.table("packets")
        self._bodies_table = journal.table("bodies")
        clients = self._many(self._clients_table, client_of).known
        self._clients = {doc["id"]: Document(doc, doc_id) for doc_id, doc in clients.items()}
        packets = self._many(self._packets_table, packet_of).known
        self._packets = [Document(doc, doc_id) for doc_id, doc in packets.items()]

    # -- the clock on this wall -------------------------------------------

    def zone(self) -> ZoneInfo:
        """The practice's zone, or UTC where it is not known here."""
        try:
            return zone_of(self._clock.zone())
        except ValueError:
            return ZoneInfo("UTC")

    def local(self, instant: datetime) -> datetime:
        """An instant by the practice's wall clock."""
        return instant.astimezone(self.zone())

    def today(self) -> datetime:
        """Now, by the practice's wall clock."""
        return self.local(self._clock.now())

    def hour(self) -> float:
        """The local hour of day now: what the sky is asked with."""
        return hour_of_day(self._clock.now(), self.zone())

    # -- reading ------------------------------------------------------------

    def clients(self) -> tuple[ClientView, ...]:
        """Everyone whose words were compared: what is unread first, then the latest first."""
        views = [self._view(i) for i, doc in self._clients.items() if doc["compared"]]
        return tuple(sorted(views, key=lambda v: (v.unread == 0, -v.last.timestamp(), v.name)))

    def client(self, client_id: str) -> ClientView | None:
        """One client, or ``None`` where there is none of that id (or not compared yet)."""
        doc = self._clients.get(client_id)
        return self._view(client_id) if doc is not None and doc["compared"] else None

    def waiting(self) -> tuple[ClientView, ...]:
        """Senders whose four words were not compared yet, the latest first."""
        views = [self._view(i) for i, doc in self._clients.items() if not doc["compared"]]
        return tuple(sorted(views, key=lambda v: -v.last.timestamp()))

    def sender(self, client_id: str) -> ClientView | None:
        """One sender, compared or not."""
        return self._view(client_id) if client_id in self._clients else None

    def unread(self) -> tuple[PacketView, ...]:
        """Packets of proven senders that were not reviewed yet, the latest first."""
        found = [p for p in self._packets if not p["read"] and self._compared(p["pair"])]
        views = [
            PacketView(
                id=str(p["id"]),
                client_id=str(p["pair"]),
                name=one_line(str(self._clients[p["pair"]]["name"])),
                arrived=parse_utc(str(p["arrived"])),
                kinds=dict(p["kinds"]),
            )
            for p in found
        ]
        return tuple(sorted(views, key=lambda v: -v.arrived.timestamp()))

    def _compared(self, client_id: str) -> bool:
        return client_id in self._clients and bool(self._clients[client_id]["compared"])

    def _of(self, client_id: str) -> list[Document]:
        """A client's packets in the order they were sealed."""
        return sorted(
            (p for p in self._packets if p["pair"] == client_id), key=lambda p: int(p["counter"])
        )

    def _view(self, client_id: str) -> ClientView:
        doc, packets = self._clients[client_id], self._of(client_id)
        fresh = [p for p in packets if not p["read"]]
        kinds: Counter[str] = Counter()
        for each in fresh or packets[-1:]:
            kinds.update(each["kinds"])
        pair = bytes.fromhex(client_id)
        name = one_line(str(doc["name"]))
        short = initials(name)
        others = [o for o in self._others(client_id) if initials(str(o["name"])) == short]
        compared = doc["compared"]
        arrived = [parse_utc(str(p["arrived"])) for p in packets]
        return ClientView(
            id=client_id,
            name=name if any(c.isalnum() for c in name) else first_name(name),
            first_name=first_name(name),
            initials=initials(name, longer=bool(others)),
            hills=(pair[0] / 255, pair[1] / 255),
            compared=parse_utc(str(compared)) if compared else None,
            last=max(arrived, default=parse_utc(str(doc["first"]))),
            unread=sum(int(p["fresh"]) for p in fresh),
            kinds=dict(kinds),
            alike=self._alike(client_id),
        )

    def _others(self, client_id: str) -> Iterator[dict[str, Any]]:
        return (doc for i, doc in self._clients.items() if i != client_id and doc["compared"])

    def _alike(self, client_id: str) -> str:
        """The name of another client with the same first name, or nothing."""
        mine = first_name(str(self._clients[client_id]["name"])).casefold()
        for doc in self._others(client_id):
            if first_name(str(doc["name"])).casefold() == mine:
                return one_line(str(doc["name"]))
        return ""

    def review(self, client_id: str) -> Review | None:
        """Everything a client shared, in order of when it was written; ``None`` for no client."""
        client = self.client(client_id)
        if client is None:
            return None
        seen: dict[str, set[bytes]] = {}
        entries: list[ReviewEntry] = []
        understand, session, whole = None, None, True
        for packet in self._of(client_id):
            body = self._body(packet)
            if body is None:
                whole = False
                continue
            understand = body.understand_first or understand
            session = body.session or session
            for entry in body.entries:
                versions, digest = seen.setdefault(entry.id, set()), entry_digest(entry)
                if digest not in versions:
                    again = bool(versions)
                    entries.append(
                        ReviewEntry(entry, self._written(entry), again, not packet["read"])
                    )
                    versions.add(digest)
        entries.sort(key=lambda e: e.entry.written)
        return Review(client, tuple(entries), understand, session, whole)

    def _written(self, entry: SharedEntry) -> datetime:
        """When it was written, by the writer's own wall clock where that zone is known here."""
        try:
            return entry.written.astimezone(zone_of(entry.zone))
        except ValueError:
            return self.local(entry.written)

    def _body(self, packet: dict[str, Any]) -> Body | None:
        """What a packet says; written before it, but perhaps not read yet, or not understood."""
        found = self._bodies_table.get(doc_id=int(packet["body"]))
        docs = [found] if isinstance(found, Document) else []
        return next(iter(Many(docs, _said).known.values()), None)

    # -- what the inbox asks ------------------------------------------------------

    def pairs(self) -> dict[bytes, Pair]:
        """Every pair kept, by its id: behind the door only."""
        kept = [Pair.from_document(doc["pair"]) for doc in self._clients.values()]
        return {pair.id: pair for pair in kept}

    def seen(self) -> list[SeenPacket]:
        """Every packet kept so far."""
        return [
            SeenPacket(bytes.fromhex(p["pair"]), int(p["counter"]), bytes.fromhex(p["digest"]))
            for p in self._packets
        ]

    def arrived(self, digest: bytes) -> datetime | None:
        """When the packet with this digest came, or ``None``."""
        found = [p["arrived"] for p in self._packets if p["digest"] == digest.hex()]
        return parse_utc(str(found[0])) if found else None

    # -- writing ---------------------------------------------------------------------

    async def add(self, opened: OpenedPacket) -> str:
        """Keep an opened packet (and its sender, when new); returns the client's id."""
        client_id = opened.pair.id.hex()
        known = {i: bytes.fromhex(d) for p in self._of(client_id) for i, d in p["entries"].items()}
        news = entry_news(opened.body.entries, known)
        now = utc_text(self._clock.now())
        client = None
        if client_id not in self._clients:
            client = {
                "id": client_id,
                "pair": opened.pair.to_document(),
                "name": opened.body.sender,
                "first": now,
                "compared": None,
            }
        packet: dict[str, Any] = {
            "id": new_id(),
            "pair": client_id,
            "counter": str(opened.counter),
            "digest": opened.digest.hex(),
            "arrived": now,
            "made": utc_text(opened.body.made),
            "kinds": dict(Counter(entry.kind for entry in opened.body.entries)),
            "entries": {entry.id: entry_digest(entry).hex() for entry in opened.body.entries},
            "fresh": sum(what is not EntryNews.KNOWN for _, what in news),
            "read": None,
        }

        def work() -> tuple[Document | None, Document]:
            # The words first: a packet that is listed can always be opened.
            content = json.loads(packet_body.write(opened.body))
            packet["body"] = self._bodies_table.insert({"body": content})
            found = None
            if client is not None:
                found = Document(client, self._clients_table.insert(client))
            return found, Document(packet, self._packets_table.insert(packet))

        new_client, new_packet = await self._write(work)
        if new_client is not None:
            self._clients[client_id] = new_client
        self._packets.append(new_packet)
        return client_id

    async def pair_words(self, client_id: str) -> tuple[str, ...]:
        """The four words to compare with a sender (slow on purpose)."""
        return await self._write(Pair.from_document(self._clients[client_id]["pair"]).words)

    async def words_match(self, client_id: str) -> None:
        """The four words were the same: from now on this is a client, and packets are proven."""
        pair = Pair.from_document(self._clients[client_id]["pair"]).words_match()
        changes = {"pair": pair.to_document(), "compared": utc_text(self._clock.now())}
        client = self._clients[client_id]
        await self._write(self._clients_table.update, changes, None, [client.doc_id])
        client.update(changes)

    async def words_differ(self, client_id: str) -> None:
        """They were not: what came under that key is taken out again."""
        client, packets = self._clients[client_id], self._of(client_id)

        def work() -> None:
            self._clients_table.remove(doc_ids=[client.doc_id])
            self._packets_table.remove(doc_ids=[each.doc_id for each in packets])
            self._bodies_table.remove(doc_ids=[int(each["body"]) for each in packets])

        await self._write(work)
        del self._clients[client_id]
        self._packets = [p for p in self._packets if p["pair"] != client_id]

    async def mark_reviewed(self, client_id: str) -> None:
        """Everything this client shared so far was read."""
        now = utc_text(self._clock.now())
        fresh = [packet for packet in self._of(client_id) if packet["read"] is None]
        doc_ids = [packet.doc_id for packet in fresh]
        await self._write(self._packets_table.update, {"read": now}, None, doc_ids)
        for packet in fresh:
            packet["read"] = now


def _said(doc: Fields) -> Body:
    return packet_body.read(strict_json.dumps(doc["body"]))[0]
