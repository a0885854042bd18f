"""What a practice has stored about who shared what: each document read once, and strictly."""

from __future__ import annotations

from journal_app.domain.times import parse_utc
from journal_app.sharing.pair import Pair
from journal_app.ui.door.documents import Fields

__all__ = ["client_of", "packet_of"]

_CLIENT = {"id", "pair", "name", "first", "compared"}
_PACKET = {
    "id",
    "pair",
    "counter",
    "digest",
    "arrived",
    "made",
    "kinds",
    "entries",
    "fresh",
    "read",
    "body",
}


def client_of(doc: Fields) -> Fields:
    """A sender as stored. Raises for whatever else it is."""
    if set(doc) != _CLIENT or not isinstance(doc["name"], str):
        raise ValueError("client: expected fields that are known")
    if Pair.from_document(doc["pair"]).id.hex() != doc["id"]:
        raise ValueError("client: id: expected that of its pair")
    parse_utc(doc["first"])
    if doc["compared"] is not None:
        parse_utc(doc["compared"])
    return doc


def packet_of(doc: Fields) -> Fields:
    """A packet as stored, without its words. Raises for whatever else it is."""
    if set(doc) != _PACKET or not isinstance(doc["kinds"], dict):
        raise ValueError("packet: expected fields that are known")
    if not all(isinstance(doc[name], str) for name in ("id", "pair")):
        raise ValueError("packet: expected ids")
    for digest in (doc["pair"], doc["digest"], *doc["entries"].values()):
        bytes.fromhex(digest)
    for number in (doc["counter"], doc["fresh"], doc["body"], *doc["kinds"].values()):
        int(number)
    for instant in (doc["arrived"], doc["made"], doc["read"] or doc["made"]):
        parse_utc(instant)
    return doc
