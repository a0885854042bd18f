"""What Support shows while the journal is locked: the one file of a journal that is not sealed.

::

    vault/shown-locked    {"v": 1, "region": "gb", "people": [{"name": …, "number": …}, …]}

There is none until somebody chooses a region or ticks a person, and in it is what was chosen for
this and nothing else. It lies in the journal's own folder: a backup does not carry it, a restored
journal begins without it (another device is in other hands), and deleting everything overwrites
it. When somebody is taken out the old file is overwritten first, as far as a disk lets us, and so
are the files of journals that a restore put aside.

Whoever can write to the folder can change what it says, so it is read strictly and within limits,
and shown as text from outside. A file that is damaged shows nobody.
"""

import os
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from journal_app.domain import strict_json
from journal_app.domain.errors import BadJson, CannotWrite, DiskFull
from journal_app.domain.support import MOST_PEOPLE, Person
from journal_app.vault.disk import Disk, open_file, overwrite, read_at, refusal
from journal_app.vault.places import earlier_folders

NAME: Final = "shown-locked"
_MOST_BYTES: Final = 64 * 1024
_LONGEST_REGION: Final = 32


@dataclass(frozen=True, slots=True)
class ShownLocked:
    """A region's id ("" for none) and the people to show, in order."""

    region: str = ""
    people: tuple[Person, ...] = ()


_NOTHING: Final = ShownLocked()


def read_shown(folder: Path) -> ShownLocked:
    """What the file in ``folder`` says; nothing where it is absent, damaged or too large."""
    try:
        fd = open_file(folder / NAME, os.O_RDONLY)
        try:
            data = read_at(fd, _MOST_BYTES + 1, 0)
        finally:
            os.close(fd)
        return _parsed(strict_json.loads(data, max_bytes=_MOST_BYTES, max_depth=3, max_items=100))
    except (OSError, BadJson, ValueError):
        return _NOTHING


def keep_shown(folder: Path, shown: ShownLocked, disk: Disk | None = None) -> None:
    """Show this from now on; durable when it returns. Raises ``CannotWrite`` or ``DiskFull``."""
    disk = disk or Disk()
    path = folder / NAME
    try:
        if set(read_shown(folder).people) - set(shown.people):
            overwrite(path, disk)
        if shown == _NOTHING:
            path.unlink(missing_ok=True)
            disk.sync_directory(folder)
        else:
            disk.write_whole(path, strict_json.dumps(_doc(shown)))
    except OSError as error:
        _forget(path.with_name(f"{NAME}.new"), disk)
        raise refusal(error) from error
    with suppress(CannotWrite, DiskFull):
        for earlier in earlier_folders(folder.parent):
            _forget(earlier / NAME, disk)


def _forget(path: Path, disk: Disk) -> None:
    overwrite(path, disk)
    with suppress(OSError):
        path.unlink(missing_ok=True)


def _doc(shown: ShownLocked) -> dict[str, Any]:
    people = [{"name": person.name, "number": person.number} for person in shown.people]
    return {"v": 1, "region": shown.region, "people": people}


def _parsed(doc: object) -> ShownLocked:
    """Raises ``ValueError`` for anything that ``_doc`` does not write."""
    if not isinstance(doc, dict) or set(doc) != {"v", "region", "people"} or doc["v"] != 1:
        raise ValueError("not a file of what is shown")
    region, people = doc["region"], doc["people"]
    if not isinstance(region, str) or len(region) > _LONGEST_REGION:
        raise ValueError("not a region")
    if not isinstance(people, list) or len(people) > MOST_PEOPLE:
        raise ValueError("not people")
    return ShownLocked(region, tuple(_person(each) for each in people))


def _person(doc: object) -> Person:
    if not isinstance(doc, dict) or set(doc) != {"name", "number"}:
        raise ValueError("not a person")
    if not all(isinstance(value, str) for value in doc.values()):
        raise ValueError("not a person's name and number")
    return Person(doc["name"], doc["number"])
