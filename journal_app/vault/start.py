"""The start file: what the first screen shows, so that opening takes as long after ten years as
on the first day (layout: ``format``).

It holds every table whole, except that of a growing table only the newest documents are in it.
A journal whose other tables outgrow ``_MOST`` gets none, and is read whole at opening.

It also says which key file the journal was last closed with. A key file of before a change of
passphrase fits the log as well as the newest does; with this it is known for what it is.

Only a convenience: nothing depends on it being there, being current, or having been synced.
"""

import json
import os
import struct
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple

from journal_app.domain.errors import DamagedVault, NewerFormat
from journal_app.vault.changes import Change, Kind, pack, unpack
from journal_app.vault.disk import Disk, open_file, read_at
from journal_app.vault.format import TAG_SIZE, LogV1
from journal_app.vault.history import Place
from journal_app.vault.shelf import Shelf

NEWEST: Final = {"entries": 30, "bodies": 10}
"""The tables that grow for life, and how many of their documents are there at once."""

_MOST: Final = 4 * 1024 * 1024  # bytes; sealing and writing this much takes about 10 ms
_MOST_OF_ONE: Final = 512 * 1024  # bytes of one growing table: a person may write very long entries
_PLACE: Final = struct.Struct(f">QQ{TAG_SIZE}s")
_LENGTH: Final = struct.Struct(">I")


class Start(NamedTuple):
    """What a start file says: the tables as they were at a place of the log.

    ``key_files`` are those that may stand beside it, by ``KeyFile.check``: one, or two where a
    change was under way.
    """

    place: Place
    shelves: dict[str, Shelf]
    key_files: tuple[str, ...]


def pack_start(
    place: Place, shelves: Mapping[str, Shelf], key_files: tuple[str, ...]
) -> bytes | None:
    """The plaintext of a start file; None where it would be larger than it is worth."""
    floors: dict[str, int] = {}
    changes: list[Change] = []
    size = 0
    for name, shelf in shelves.items():
        floor, ids = _chosen(name, shelf)
        if floor:
            floors[name] = floor
        changes.append(Change(Kind.NEXT, name, shelf.next_id))
        for doc_id in ids:
            raw = shelf.raw(doc_id)
            size += len(raw)
            if size > _MOST:
                return None
            changes.append(Change(Kind.PUT, name, doc_id, raw))
    told = json.dumps({"floors": floors, "key files": key_files}).encode()
    return b"".join((_PLACE.pack(*place), _LENGTH.pack(len(told)), told, pack(changes)))


def _chosen(name: str, shelf: Shelf) -> tuple[int, list[int]]:
    """The ids that go in, and from which id on that is all (0: it is all there ever was)."""
    ids = [doc_id for doc_id in shelf.ids() if doc_id >= shelf.floor]
    most = NEWEST.get(name)
    if most is None:
        return shelf.floor, ids
    chosen: list[int] = []
    size = 0
    for doc_id in reversed(ids[-most:]):
        size += len(shelf.raw(doc_id))
        if size > _MOST_OF_ONE:
            break
        chosen.append(doc_id)
    if len(chosen) == len(ids):
        return shelf.floor, ids
    return (chosen[-1] if chosen else shelf.next_id), chosen[::-1]


def unpack_start(plaintext: bytes) -> Start | None:
    """What ``pack_start`` packed; None for anything that is not understood."""
    try:
        place = Place(*_PLACE.unpack_from(plaintext))
        (length,) = _LENGTH.unpack_from(plaintext, _PLACE.size)
        begin = _PLACE.size + _LENGTH.size
        told = json.loads(plaintext[begin : begin + length])
        floors, key_files = told["floors"], tuple(map(str, told["key files"]))
        shelves: dict[str, Shelf] = {}
        for change in unpack(plaintext[begin + length :]):
            shelf = shelves.get(change.table)
            if shelf is None:
                shelf = shelves[change.table] = Shelf()
                shelf.floor = int(floors.get(change.table, 0))
            shelf.apply(change)
    except (
        struct.error,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        DamagedVault,
        NewerFormat,
    ):
        return None
    return Start(place, shelves, key_files)


def read_start(path: Path, form: LogV1) -> Start | None:
    """The start file at ``path``; None when there is none that can be used."""
    try:
        fd = open_file(path, os.O_RDONLY)
        try:
            sealed = read_at(fd, 2 * _MOST, 0)
        finally:
            os.close(fd)
    except OSError:
        return None
    plaintext = form.open_start(sealed)
    return None if plaintext is None else unpack_start(plaintext)


def write_start(path: Path, form: LogV1, plaintext: bytes | None, disk: Disk) -> bool:
    """Put a start file in place; whether that went well. Without a plaintext there is none."""
    try:
        if plaintext is None:
            path.unlink(missing_ok=True)
        else:
            disk.write_whole(path, form.seal_start(plaintext))
    except OSError:
        with suppress(OSError):
            path.with_name(path.name + ".new").unlink(missing_ok=True)
        return False
    return True
