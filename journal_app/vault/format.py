"""The vault's files, drawn. Whatever was written in a released version stays readable for ever.

::

    <data directory>/vault/          0700, files 0600
      key     how to come by the data key (below)
      log     every record since the last compaction (below)
      start   what the first screen shows, so that opening need not read the whole log (below)
      lock    empty; an operating-system lock is held on it while the journal is open
      log.torn-*   what an interrupted write left behind, still sealed (``log`` module)
      *.new   a file on its way to its place; what a crash left of it is written over
      log.next   a whole log under a new data key that waits for its key file (``ledger`` module)
    <data directory>/vault.new/, vault.earlier-1/, ...
      a restored journal on its way, and what was in place before it (``restore`` module)

All numbers are big-endian. ``data key`` is 32 random bytes, the same for the life of a journal
unless a compromise is suspected; it exists on disk only inside the slots of the key file.

log
===
::

    header   magic "three-dawns log" (15)  version (1)  log id (16)  generation (8)  tag (16)
    record   length (4)  length-mac (8)  nonce (12)  sealed box (length)
    record   ...

    generation   how many times this journal was compacted
    header tag   BLAKE2b-128 keyed with length key, over the 40 bytes before it
    length       bytes of the sealed box: a multiple of 1,024, plus 16 for its tag
    length-mac   BLAKE2b-64 keyed with length key, over position (8) || length (4) || nonce (12)
                 position = offset of the record in the file
    nonce        random 96 bits (a counter would repeat after a torn tail was dropped)
    sealed box   AES-256-GCM under record key; its last 16 bytes are the record's tag
                 AAD = log id (16) || sequence (8) || tag of the previous record (16)
                 sequence counts from 0; the "previous tag" of record 0 is the header's tag

    record key = HKDF-SHA256(data key, salt = log id, info = "three-dawns log v1 records")
    length key = HKDF-SHA256(data key, salt = log id, info = "three-dawns log v1 lengths")

The AAD chains the records: none can be left out, repeated, reordered or brought from another log.
The length needs a seal of its own. Without it a flipped bit in a length looks like a write that
was cut short, and everything after it would be dropped as if it had never been acknowledged. With
it, "an authentic record starts at this position" can be decided for any offset without reading
what comes before. This is also what lets the log be read backwards (``history`` module).

AES-256-GCM or ChaCha20-Poly1305: measured side by side (cryptography 50, 2 and 3 KiB boxes), GCM
opens a box in 0.8 to 1.1 us and ChaCha in 1.2 to 1.8 us where the processor has AES instructions,
as every desktop and 64-bit phone of the last decade has; loading is where a journal spends its
time. Random nonces are safe for 2^32 records of one log, and each compaction begins a new log key.

What a record says (plaintext, padded with zeros to a multiple of 1,024 bytes): one or more
changes that happen together or not at all, ended by a zero byte or the end of the plaintext. ::

    change   type (1)  length of what follows (4)  document id (8)  name length (1)  table  payload

    0x01 put      payload = the document, JSON in UTF-8; table and id stand before it so that a
                  reader can file the bytes and parse them when they are first asked for
    0x02 remove   that document is gone
    0x03 clear    every document of that table is gone (id is 0)
    0x04 next     ids of that table go on at ``document id``: compaction writes this where the
                  documents that carried the highest ids no longer exist. Ids are never given twice.

    0x05-0x7f     later meanings that a reader has to understand: met in a log, the journal was
                  made by a newer version (``NewerFormat``)
    0x80-0xff     later hints that a reader may skip, because all they say is also said elsewhere

Drafts are documents of the table ``drafts``; nothing unsealed ever touches the disk.

A compacted log is a log like any other: a fresh log id, generation + 1, the living documents as
puts (many to a record, which also loads faster) and a ``next`` where a table needs one.

start
=====
::

    magic "three-dawns start" (17)  version (1)  nonce (12)  sealed box (AES-256-GCM)

    start key = HKDF-SHA256(data key, salt = log id, info = "three-dawns log v1 start")
    AAD       = magic || version || log id
    plaintext, padded with zeros to 4 KiB steps:
      position (8)  sequence (8)  tag (16)   the place in the log that all of this is true of:
                                             offset after a record, number of records before it,
                                             tag of that record
      length (4)  floors                     JSON: for each table that is not here whole, the id
                                             from which on it is
      changes                                every table whole (``next`` and puts), except that of
                                             a growing table (``entries``) only the newest are here

All it says is also in the log, so it is a convenience and never the truth: an older reader does
not know it, and one that is missing, damaged, of another log, or of a place the log does not have,
is passed over and the log is read from its first byte. It is a file and not a record because it is
written again at every lock: as records these would outgrow the words within weeks.

What is verified when, with a start file:

* On unlocking: that the log has the named place with the named tag, and every record after it.
* Behind the first screen (``rest`` module): every record before the place, back to the header.
  The tag joins the two: the last record of the older part must carry it, and each record
  authenticates the tag before it. What the older part says must also equal what the start file
  said; if not, the start file is removed and the log is right.
* Damage in the older part is reported when it is met. Until then, and after it, nothing is written
  that could hide it: appends go to the end of the log and change nothing before it, and compaction
  (the only thing that ever drops old bytes) waits until all was verified. New words can be kept
  meanwhile; a change that needs a document which cannot be read is refused.

High-water mark: (log id, generation, sequence, tag) names a state of the journal (``highwater``).

key
===
At most 16 KiB of canonical JSON (names sorted, no spaces), replaced whole by an atomic rename::

    {"check": SHA-256 (hex) of the rest of the object in canonical form,
     "id": 16 random bytes (hex), for the life of the journal,
     "slots": [slot, ...] at most 8, at most one of kind "passphrase",
     "v": 1}

    slot = {"kind": "passphrase", "kdf": {"name": "argon2id", "memory_kib": n, "passes": n,
              "lanes": n, "salt": b64(16)}, "nonce": b64(12), "box": b64(48)}
           kdf may be {"name": "scrypt", "log2_n": n, "r": 8, "p": 1, "salt": b64(16)}
           {"kind": "recovery", "kdf": {"name": "hkdf-sha256", "salt": b64(16)}, ... the same}
           any other kind: kept exactly as it is, and not used (a later version's, a phone's)

    The secret of a recovery slot is 20 random bytes, shown as fifteen words (``recovery`` module).

    box = AES-256-GCM(slot key, nonce, data key), AAD = canonical JSON of {v, id, kind, kdf}

``check`` is no protection against anybody; it tells "this file is damaged" from "that is not the
passphrase", two very different messages to somebody at two in the morning. Every later version
keeps ``check`` and ``v`` where they are, so that a newer file is never taken for a damaged one.
"""

import os
import struct
from hashlib import blake2b
from hmac import compare_digest
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from journal_app.domain.errors import DamagedVault, NewerFormat

KEY_SIZE: Final = 32
ID_SIZE: Final = 16
NONCE_SIZE: Final = 12
TAG_SIZE: Final = 16
PADDING_STEP: Final = 1024
MAX_PLAINTEXT: Final = 64 * 1024 * 1024

_MAGIC: Final = b"three-dawns log"
_START_MAGIC: Final = b"three-dawns start\x01"
_START_STEP: Final = 4096
_MAC_SIZE: Final = 8
_LENGTH: Final = struct.Struct(">I")
_POSITION_LENGTH: Final = struct.Struct(">QI")


class LogV1:
    """Version 1 of the log: seals and opens its header and its records, one at a time.

    It knows no file: positions and sequences come from the ``log`` module.
    """

    VERSION: Final = 1
    HEADER_SIZE: Final = 56
    RECORD_HEADER_SIZE: Final = 24

    def __init__(self, data_key: bytearray, log_id: bytes, generation: int) -> None:
        """Derive the keys of the log ``log_id`` (16 bytes) from ``data_key`` (32 bytes)."""
        self.log_id = log_id
        self.generation = generation
        record_key = _derive(data_key, log_id, b"three-dawns log v1 records")
        length_key = _derive(data_key, log_id, b"three-dawns log v1 lengths")
        start_key = _derive(data_key, log_id, b"three-dawns log v1 start")
        self._box = AESGCM(record_key)
        self._tags = blake2b(key=length_key, digest_size=TAG_SIZE)
        self._macs = blake2b(key=length_key, digest_size=_MAC_SIZE)
        wipe(record_key)
        self._start_box = AESGCM(start_key)
        wipe(length_key)
        wipe(start_key)

    def forget(self) -> None:
        """Let go of the keys, whoever still holds this object. Harmless twice; no use after it."""
        for name in ("_box", "_tags", "_macs", "_start_box"):
            vars(self).pop(name, None)

    @classmethod
    def fresh(cls, data_key: bytearray, generation: int = 0) -> "LogV1":
        """A log nobody has written yet, with a random id."""
        return cls(data_key, os.urandom(ID_SIZE), generation)

    @classmethod
    def from_header(cls, data_key: bytearray, header: bytes) -> "LogV1":
        """The log that begins with ``header`` (56 bytes, as far as the file has them).

        Raises ``NewerFormat`` for a later version, ``DamagedVault`` when the header is cut,
        changed, or belongs to another data key.
        """
        if len(header) < cls.HEADER_SIZE or header[:15] != _MAGIC:
            raise DamagedVault("the log does not begin as a log does")
        if header[15] > cls.VERSION:
            raise NewerFormat(f"log version {header[15]}")
        log = cls(data_key, bytes(header[16:32]), int.from_bytes(header[32:40], "big"))
        if not compare_digest(header, log.header()):
            raise DamagedVault("the log's header does not fit this key")
        return log

    def header(self) -> bytes:
        """The 56 bytes at the beginning of the file."""
        body = _MAGIC + bytes([self.VERSION]) + self.log_id + self.generation.to_bytes(8, "big")
        tag = self._tags.copy()
        tag.update(body)
        return body + tag.digest()

    def seal(self, position: int, sequence: int, previous_tag: bytes, plaintext: bytes) -> bytes:
        """One whole record: ``plaintext`` padded, sealed, and bound to its place in the log.

        Raises ``ValueError`` above 64 MiB.
        """
        if len(plaintext) > MAX_PLAINTEXT:
            raise ValueError("more than one record can hold")
        padded = plaintext + bytes(-len(plaintext) % PADDING_STEP)
        nonce = os.urandom(NONCE_SIZE)
        length = len(padded) + TAG_SIZE
        box = self._box.encrypt(nonce, padded, self._aad(sequence, previous_tag))
        mac = self._length_mac(position, length, nonce)
        return b"".join((_LENGTH.pack(length), mac, nonce, box))

    def sealed_length(self, position: int, header: bytes) -> int | None:
        """Length of the box whose record header (24 bytes) stands at ``position``.

        None when no authentic record of this log starts there.
        """
        if len(header) != self.RECORD_HEADER_SIZE:
            return None
        (length,) = _LENGTH.unpack_from(header)
        if self._length_mac(position, length, header[12:]) != header[4:12]:
            return None
        return int(length)

    def unseal(
        self, sequence: int, previous_tag: bytes, nonce: bytes, box: bytes | memoryview
    ) -> bytes | None:
        """The padded plaintext of a sealed box; None when it is not authentic in this place."""
        try:
            return self._box.decrypt(nonce, box, self._aad(sequence, previous_tag))
        except InvalidTag:
            return None

    def seal_start(self, plaintext: bytes) -> bytes:
        """The start file of this log that says ``plaintext``."""
        nonce = os.urandom(NONCE_SIZE)
        padded = plaintext + bytes(-len(plaintext) % _START_STEP)
        box = self._start_box.encrypt(nonce, padded, _START_MAGIC + self.log_id)
        return b"".join((_START_MAGIC, nonce, box))

    def open_start(self, sealed: bytes) -> bytes | None:
        """What a start file says, padded; None when it is not an authentic one of this log."""
        head = len(_START_MAGIC) + NONCE_SIZE
        if len(sealed) < head + TAG_SIZE or not sealed.startswith(_START_MAGIC):
            return None
        nonce = sealed[len(_START_MAGIC) : head]
        try:
            return self._start_box.decrypt(nonce, sealed[head:], _START_MAGIC + self.log_id)
        except InvalidTag:
            return None

    def _aad(self, sequence: int, previous_tag: bytes) -> bytes:
        return self.log_id + sequence.to_bytes(8, "big") + previous_tag

    def _length_mac(self, position: int, length: int, nonce: bytes) -> bytes:
        mac = self._macs.copy()
        mac.update(_POSITION_LENGTH.pack(position, length) + nonce)
        return mac.digest()


def wipe(secret: bytearray) -> None:
    """Overwrite ``secret`` with zeros, in place."""
    secret[:] = bytes(len(secret))


def _derive(data_key: bytearray, salt: bytes, info: bytes) -> bytearray:
    derived = bytearray(KEY_SIZE)
    HKDF(SHA256(), KEY_SIZE, salt, info).derive_into(data_key, derived)
    return derived
