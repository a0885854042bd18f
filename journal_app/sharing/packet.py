"""A packet: one sealed file from a client to a therapist, and the proof of who sealed it.

Inside the age plaintext (all numbers big-endian):

    magic (16) | pair id (16) | counter (8) | proof (32) | length (4) | body | zeros to 4 KiB steps

    proof = HMAC-SHA256(pair key,
                        magic || recipient fingerprint || pair id || counter || SHA-256(body))

The proof covers the fingerprint of the card it was sealed for: a therapist who seals the same
plaintext again for a colleague makes a packet that the colleague's program refuses. It convinces
the therapist and nobody else, for the therapist could have made it: no transferable proof of a
client's words exists.

How the pair key gets there: in the body of *every* packet until the client's journal knows that
the four words were compared, then in none. Not in the first one only: files travel by mail and
memory stick, any of them can be lost or opened late, and then all the others could never be
proven. A copy more gives nothing away, as it lies inside the same seal as the words it protects.
What it proves is only that one sender made all of them; *who* that is, the four words tell. So:

    pair unknown, key in the body, proof fits it   FIRST: to be filed, not proven
    pair kept, words not compared, proof fits      FIRST
    pair kept, words compared, proof fits          PROVEN
    no key, another key, or the proof does not fit refused (``SenderNotProven``)

The magic carries the version; packets of older versions open for ever.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum

from journal_app.domain.errors import (
    AgeError,
    BadJson,
    CardChanged,
    NoMatchError,
    NotAPacket,
    PacketDamaged,
    PacketError,
    PacketNotForUs,
    PacketTooLarge,
    SenderNotProven,
    SharingError,
)
from journal_app.sharing import age
from journal_app.sharing import body as body_
from journal_app.sharing.age import hybrid
from journal_app.sharing.body import Body
from journal_app.sharing.card import KeptCard
from journal_app.sharing.pair import Pair
from journal_app.sharing.practice_keys import PracticeKeys

MAX_PACKET_BYTES = body_.MAX_BODY_BYTES + 64 * 1024  # the file; checked before it is opened
MAX_COUNTER = 2**64 - 1

_MAGIC = b"three-dawns/pkt1"
_STEP = 4096
_HEAD_BYTES = 16 + 16 + 8 + 32 + 4
_AGE_STARTS = (b"age-encryption.org/", b"-----BEGIN AGE")


class Sender(Enum):
    """What is known about who sealed a packet."""

    PROVEN = "proven"
    FIRST = "first"


@dataclass(frozen=True)
class SealedPacket:
    """A packet to save. ``post_quantum`` is for the receipt: false where ML-KEM was missing.

    ``digest`` (32 bytes) names this packet on both sides.
    """

    data: bytes
    post_quantum: bool
    digest: bytes


@dataclass(frozen=True)
class OpenedPacket:
    """A packet as the practice opened it. ``pair`` is to be kept (and its words compared)."""

    sender: Sender
    pair: Pair
    counter: int
    digest: bytes
    body: Body


def seal(body: Body, *, card: KeptCard, pair: Pair, counter: int) -> SealedPacket:
    """Seal ``body`` for a confirmed card. ``counter`` rises by one with each packet of a pair.

    Raises ``CardNotConfirmed`` or ``CardChanged`` for a card not checked or a pair of another
    card, ``PacketTooLarge``, and ``SharingError`` for texts a packet cannot carry.
    """
    checked = card.for_sealing()
    if pair.recipient != checked.fingerprint:
        raise CardChanged("this pair belongs to another card")
    if not 0 <= counter <= MAX_COUNTER:
        raise ValueError("a counter has 64 bits")
    try:
        content = body_.write(body, None if pair.compared else pair.key)
    except (BadJson, ValueError):
        raise SharingError("a packet cannot carry this") from None
    plaintext = _pack(content, pair, counter)
    post_quantum = checked.pq is not None and hybrid.available()
    recipient = checked.pq if checked.pq is not None and post_quantum else checked.x25519
    return SealedPacket(
        data=age.encrypt(plaintext, recipients=[recipient]),
        post_quantum=post_quantum,
        digest=hashlib.sha256(plaintext).digest(),
    )


def open_packet(data: bytes, *, keys: PracticeKeys, pairs: Mapping[bytes, Pair]) -> OpenedPacket:
    """Open a file as the practice with ``keys``; ``pairs`` are all it keeps, by their id.

    Raises ``PacketTooLarge``, ``NotAPacket``, ``PacketNotForUs``, ``PacketDamaged``,
    ``SenderNotProven``, or ``PacketError`` for what this version or platform cannot read.
    """
    plaintext = _open_seal(data, keys)
    pair_id, counter, proof, content = _unpack(plaintext)
    kept = pairs.get(pair_id)
    carried = None
    if kept is None:
        _, carried = _read_body(content)
        if carried is None:
            raise SenderNotProven("an unknown pair")
        kept = Pair(pair_id, carried, keys.fingerprint)
    if not hmac.compare_digest(
        _proof(kept.key, keys.fingerprint, pair_id, counter, content), proof
    ):
        raise SenderNotProven("the proof does not fit")
    body, carried = _read_body(content)
    if carried is not None and not hmac.compare_digest(carried, kept.key):
        raise SenderNotProven("another key for a known pair")
    return OpenedPacket(
        sender=Sender.PROVEN if kept.compared else Sender.FIRST,
        pair=kept,
        counter=counter,
        digest=hashlib.sha256(plaintext).digest(),
        body=body,
    )


def _pack(content: bytes, pair: Pair, counter: int) -> bytes:
    plaintext = b"".join(
        (
            _MAGIC,
            pair.id,
            counter.to_bytes(8, "big"),
            _proof(pair.key, pair.recipient, pair.id, counter, content),
            len(content).to_bytes(4, "big"),
            content,
        )
    )
    return plaintext + bytes(-len(plaintext) % _STEP)


def _unpack(plaintext: bytes) -> tuple[bytes, int, bytes, bytes]:
    if not plaintext.startswith(_MAGIC):
        raise NotAPacket("sealed, but something else")
    length = int.from_bytes(plaintext[72:_HEAD_BYTES], "big")
    end = _HEAD_BYTES + length
    if len(plaintext) != end + -end % _STEP or any(plaintext[end:]):
        raise PacketDamaged("the size is not what it says")
    counter = int.from_bytes(plaintext[32:40], "big")
    return plaintext[16:32], counter, plaintext[40:72], plaintext[_HEAD_BYTES:end]


def _proof(key: bytes, recipient: bytes, pair_id: bytes, counter: int, content: bytes) -> bytes:
    covered = _MAGIC + recipient + pair_id + counter.to_bytes(8, "big")
    return hmac.digest(key, covered + hashlib.sha256(content).digest(), "sha256")


def _open_seal(data: bytes, keys: PracticeKeys) -> bytes:
    if len(data) > MAX_PACKET_BYTES:
        raise PacketTooLarge("larger than a packet can be")
    try:
        return age.decrypt(data, identities=keys.identities())
    except NoMatchError:
        if keys.pq is not None and not hybrid.available():
            raise PacketError("it may need ML-KEM, which this platform lacks") from None
        raise PacketNotForUs("sealed for somebody else") from None
    except AgeError:
        if _looks_sealed(data):
            raise PacketDamaged("the seal does not hold") from None
        raise NotAPacket("not an age file") from None


def _looks_sealed(data: bytes) -> bool:
    start = data[:1024].lstrip()
    return any(start.startswith(mark) or (start and mark.startswith(start)) for mark in _AGE_STARTS)


def _read_body(content: bytes) -> tuple[Body, bytes | None]:
    try:
        return body_.read(content)
    except (BadJson, ValueError):
        raise NotAPacket("sealed, but not a body we know") from None
