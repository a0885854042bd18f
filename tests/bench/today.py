"""From the passphrase being accepted to the words of Today, at two sizes of journal, in turns.

The journals hold real entries, written as the program writes them; what is timed is what the
program does between the key and the first screen: opening the log, the rooms behind the door,
Today's state and the first page of the timeline.
"""

import random
import statistics
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from journal_app.clock import SetClock
from journal_app.domain.entry import Entry, Kind, Part
from journal_app.ui.door.client import JournalDoor
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy
from journal_app.vault.keys import KeyFile
from tests.bench.entries import entries

SMALL = 100
_NO_WAIT = KdfPolicy(memory_kib=8, passes=1, lanes=1, target_seconds=0)
_ROUNDS = 60
_BATCH = 1000
_BEGAN = datetime(2026, 1, 1, 9, tzinfo=UTC)


def real_entries(count: int) -> Iterator[dict[str, Any]]:
    """Documents as the program keeps them."""
    for number, made_up in enumerate(entries(count)):
        yield Entry(
            id=f"{random.Random(number).getrandbits(128):032x}",
            kind=Kind.FREE,
            written=_BEGAN + timedelta(minutes=number),
            zone="Europe/London",
            parts=(Part("", str(made_up["text"])),),
        ).to_doc()


def make(folder: Path, count: int) -> Path:
    """A locked journal with ``count`` entries and a few small things."""
    with Journal.create(folder, "bench", policy=_NO_WAIT) as journal:
        batch: list[dict[str, Any]] = []
        for number, doc in enumerate(real_entries(count), start=1):
            if number > count - 50:  # the newest one by one, as they are written
                journal.table("entries").insert(doc)
                continue
            batch.append(doc)
            if len(batch) == _BATCH:
                journal.table("entries").insert_multiple(batch)
                batch = []
        journal.table("entries").insert_multiple(batch)
        journal.keep_draft("free", {"text": "a thread of gold"})
    return folder


def seconds_to_today(folder: Path) -> float:
    """One opening: seconds from the moment the data key is there."""
    accepted = 0.0
    real = KeyFile.open_with_passphrase

    def stamped(self: KeyFile, passphrase: str) -> bytearray:
        nonlocal accepted
        key = real(self, passphrase)
        accepted = time.perf_counter()
        return key

    KeyFile.open_with_passphrase = stamped  # type: ignore[method-assign]  # to know the moment
    try:
        journal = Journal.unlock(folder, "bench")
    finally:
        KeyFile.open_with_passphrase = real  # type: ignore[method-assign]
    door = JournalDoor(journal, SetClock(_BEGAN))
    door.days.today()
    shown = len(door.entries.page().entries)
    took = time.perf_counter() - accepted
    if shown != 30:
        raise AssertionError(f"{shown} entries on the first page")
    door.close()
    return took


def compare(folder: Path, size: int) -> tuple[float, float]:
    """Median seconds with ``SMALL`` entries and with ``size``, measured in turns."""
    small, large = make(folder / "small", SMALL), make(folder / "large", size)
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(_ROUNDS):
        for place, took in zip((small, large), times, strict=True):
            took.append(seconds_to_today(place))
    return statistics.median(times[0]), statistics.median(times[1])
