"""The high-water mark: was this journal newer when it was last open here?

Somebody who copies an old vault over a new one (a backup tool, a sync service, a person at the
machine) brings back words that were let go, or takes words away. The files themselves cannot tell:
an old journal is as authentic as a new one. Where the platform has a secure store, the state of the
log is noted there after each write is durable, never before, so that a mark is never ahead of what
was acknowledged. An older log is reported, never refused: a backup may be all somebody has.
"""

import hashlib
import struct
from contextlib import suppress
from typing import Final, NamedTuple, Protocol

from journal_app.vault.format import ID_SIZE, TAG_SIZE, LogV1
from journal_app.vault.history import Place

_MARK: Final = struct.Struct(f">{ID_SIZE}sQQ{TAG_SIZE}s")
_CHECK_SIZE: Final = 8


class SecureStore(Protocol):
    """A keychain, credential store or keystore: small values by name, kept away from the files.

    Every method raises ``OSError`` when the store does not answer. ``secure_store`` has the
    platform's.
    """

    def expect(self, name: str) -> None:
        """``get`` is going to ask for ``name``: a store that is slow may begin to look."""

    def get(self, name: str) -> bytes | None:
        """The value called ``name``, or None."""

    def set(self, name: str, value: bytes) -> None:
        """Keep ``value`` in place of the one before, now or soon."""

    def delete(self, name: str) -> None:
        """Let the value called ``name`` go, if there is one."""


class MemoryStore:
    """A store that lasts as long as the process: for tests, and for journals meant to vanish."""

    def __init__(self) -> None:
        self.values: dict[str, bytes] = {}

    def expect(self, name: str) -> None:
        """Nothing to do: it answers at once."""

    def get(self, name: str) -> bytes | None:
        """The value called ``name``, or None."""
        return self.values.get(name)

    def set(self, name: str, value: bytes) -> None:
        """Keep ``value`` in place of the one before."""
        self.values[name] = value

    def delete(self, name: str) -> None:
        """Let the value called ``name`` go, if there is one."""
        self.values.pop(name, None)


class Mark(NamedTuple):
    """A state of a journal: its log, how often it was compacted, records, the last one's tag."""

    log_id: bytes
    generation: int
    sequence: int
    tag: bytes

    @classmethod
    def of(cls, form: LogV1, place: Place) -> "Mark":
        """The state of the log ``form`` at ``place``."""
        return cls(form.log_id, form.generation, place.sequence, place.tag)

    def dump(self) -> bytes:
        """Bytes for a secure store."""
        packed = _MARK.pack(*self)
        return packed + _check(packed)

    @classmethod
    def parse(cls, raw: bytes | None) -> "Mark | None":
        """The reverse of ``dump``; None for anything else."""
        if raw is None or len(raw) != _MARK.size + _CHECK_SIZE:
            return None
        packed = raw[: _MARK.size]
        return cls(*_MARK.unpack(packed)) if raw[_MARK.size :] == _check(packed) else None


class HighWater:
    """The mark of one journal in a store; without a store it says and keeps nothing.

    A store that does not answer never keeps anybody from writing or opening. Made as early as the
    journal's id is known, so that the store can look while a key is derived. Its name is what a
    person sees who looks into their keychain.
    """

    def __init__(self, store: SecureStore | None, vault_id: str) -> None:
        self._store = store
        self._name = f"Three Dawns {vault_id}"
        if store is not None:
            with suppress(OSError):
                store.expect(self._name)

    def read(self) -> Mark | None:
        """The newest state that was acknowledged here, if it is known."""
        if self._store is not None:
            with suppress(OSError):
                return Mark.parse(self._store.get(self._name))
        return None

    def keep(self, form: LogV1, place: Place) -> None:
        """Note a state; only to be called once it is durable."""
        if self._store is not None:
            with suppress(OSError):
                self._store.set(self._name, Mark.of(form, place).dump())

    def forget(self) -> None:
        """Let the mark go: the journal was erased. As far as the store answers."""
        if self._store is not None:
            with suppress(OSError):
                self._store.delete(self._name)


class Watch:
    """Compares a log, as it is read, with a mark.

    Every place passes ``see`` once, in any order; ``ended`` is told where the log ends.
    """

    def __init__(self, mark: Mark | None, form: LogV1) -> None:
        self._mark = mark if mark is not None and mark.log_id == form.log_id else None
        # A compacted log replaces all of lower generations; of two with one generation, the other
        # one was the last that was open here.
        self.older = (
            mark is not None and mark.log_id != form.log_id and mark.generation >= form.generation
        )

    @property
    def expects_more(self) -> bool:
        """Whether the mark is of this log, so that there is something to look for in it."""
        return self._mark is not None

    def see(self, place: Place) -> None:
        """Take note of a place of the log."""
        mark = self._mark
        if mark is not None and place.sequence == mark.sequence and place.tag != mark.tag:
            self.older = True

    def ended(self, place: Place) -> None:
        """Take note of the log's last place."""
        self.see(place)
        if self._mark is not None and place.sequence < self._mark.sequence:
            self.older = True


def _check(packed: bytes) -> bytes:
    return hashlib.sha256(packed).digest()[:_CHECK_SIZE]
