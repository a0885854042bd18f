"""``python -m tests.bench [--full] [--sizes 100,1000,10000] [--inserts 150]``: prints the table.
``--only pacer --pacer-minutes 10`` measures the breathing pacer alone, as long as it is promised.

For each number of entries and each store, in a fresh folder on a real disk:

* insert: one entry, durable on return. Just before each, 2 kB are appended to a plain file beside
  it and synced: the least any durable store can do. "x floor" is the median of the ratios of such
  pairs. The stores take turns in a shuffled order, so that all meet the same moods of the disk, and
  what the one before left of the processor's caches.
* complete load: from a closed store to every entry as a Python object (key derivation left out).
* search: a word that stands in one entry of fifty, in any case, matches parsed; the median of five.
* written: bytes the process gave to the disk for each byte of JSON (Linux counts them).
* memory: what a process of its own keeps once every entry was read (at the size of 10,000).

Then, in turns: from the passphrase being accepted to Today, at each size and at 100 entries; and
searching for several words among 10,000 entries, beside SQLCipher's LIKE.
``--full`` adds 100,000 entries (minutes). TinyDB's own storage is left out there.

At last the breathing pacer in Chromium (see ``pacer``): a minute each in quiet, under load and with
less motion, which is seven minutes with all that stands beside them.
"""

import argparse
import json
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench import memory, pacer, search, today
from tests.bench.entries import NEEDLE, entries
from tests.bench.stores import STORES, Compacted, PlainTinyDB, SealedLog, SQLCipherWAL, Store

MOST_X_FLOOR = 1.6
MOST_WRITTEN = 4.0
MOST_TODAY = 1.3
MOST_SEARCH = 0.35
LOAD_SIZE = 10_000  # where complete load, search and memory are judged

_FLOOR_BYTES = 2000
_SLOW_STORE_INSERTS = 20  # TinyDB rewrites everything; twenty times say enough
_SLOW_STORE_ENTRIES = 10_000
_REPEATS = 5


@dataclass
class Figures:
    """What was measured of one store at one size; seconds and bytes."""

    inserts: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    load: float = 0.0
    search: float = 0.0
    written: float | None = None
    memory: int | None = None

    @property
    def x_floor(self) -> float:
        """Median of insert over floor."""
        return statistics.median(self.ratios)


class Floor:
    """A plain file that 2 kB are appended to and synced."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / "floor").open("ab", buffering=0)

    def append(self) -> None:
        self._file.write(os.urandom(_FLOOR_BYTES))
        os.fsync(self._file.fileno())

    def close(self) -> None:
        self._file.close()


def seconds(call: Callable[[], object]) -> float:
    """How long ``call`` takes."""
    before = time.perf_counter()
    call()
    return time.perf_counter() - before


def measure(size: int, inserts: int, folder: Path) -> dict[str, Figures]:
    """All stores at ``size`` entries, ``inserts`` paired inserts each."""
    stores: list[Store] = []
    for kind in STORES:
        if kind is PlainTinyDB and size > _SLOW_STORE_ENTRIES:
            continue
        home = folder / f"{size}-{kind.__name__}"
        home.mkdir()
        store = kind(home)
        store.fill(entries(size))
        stores.append(store)
    figures = {store.name: Figures() for store in stores}
    reading_times(stores, figures, size)
    paired_inserts(stores, figures, size, inserts, folder)
    for store in stores:
        figures[store.name].written = bytes_written(store, size + inserts)
        store.close()
        if size == LOAD_SIZE:
            figures[store.name].memory = memory.held(store)
    return figures


def reading_times(stores: list[Store], figures: dict[str, Figures], size: int) -> None:
    """Complete load, and search, as medians, in turns; checks that the answers are right."""
    hits = sum(number % 50 == 7 for number in range(size))
    loads: dict[str, list[float]] = {store.name: [] for store in stores}
    searches: dict[str, list[float]] = {store.name: [] for store in stores}
    for _ in range(_REPEATS):
        for store in stores:
            took = seconds(lambda s=store: (s.reopen(), expect(s.load(), size)))
            loads[store.name].append(took)
            took = seconds(lambda s=store: expect(s.search(NEEDLE), hits))
            searches[store.name].append(took)
    for store in stores:
        figures[store.name].load = statistics.median(loads[store.name])
        figures[store.name].search = statistics.median(searches[store.name])


def expect(found: int, wanted: int) -> None:
    """A store that answers wrongly is not measured."""
    if found != wanted:
        raise AssertionError(f"{found} entries where {wanted} were expected")


def paired_inserts(
    stores: list[Store], figures: dict[str, Figures], size: int, inserts: int, folder: Path
) -> None:
    """Insert in turns, each insert right after its own append to the floor."""
    floor = Floor(folder)
    chance = random.Random(size)
    for number, entry in enumerate(entries(inserts, start=size)):
        for store in chance.sample(stores, len(stores)):
            if isinstance(store, PlainTinyDB) and number >= _SLOW_STORE_INSERTS:
                continue
            least = seconds(floor.append)
            took = seconds(lambda s=store, e=entry: s.insert(e))
            figures[store.name].inserts.append(took)
            figures[store.name].ratios.append(took / least)
    floor.close()


def bytes_written(store: Store, start: int) -> float | None:
    """Bytes given to the disk for each byte of JSON, over some inserts; None where unknown."""
    counters = Path("/proc/self/io")
    if not counters.exists():
        return None

    def given() -> int:
        return int(counters.read_text().split("\nwrite_bytes:")[1].split()[0])

    new = list(entries(_SLOW_STORE_INSERTS, start))
    before = given()
    for entry in new:
        store.insert(entry)
    return (given() - before) / sum(len(json.dumps(entry)) for entry in new)


def print_table(size: int, figures: dict[str, Figures]) -> None:
    """One block of the table; times in ms, and beside them the ratio to our own."""
    ours = figures[SealedLog.name]
    write = sys.stdout.write
    write(f"\n{size:,} entries of about 1.9 kB\n")
    write(f"  {'':34}{'insert ms':>10}{'x floor':>9}{'p90':>7}{'complete load':>16}{'':9}")
    write(f"{'search':>10}{'':9}{'written':>9}{'memory':>11}\n")
    for name, got in figures.items():
        ninth = statistics.quantiles(got.ratios, n=10)[-1]
        written = "-" if got.written is None else f"{got.written:,.1f}"
        kept = "-" if got.memory is None else f"{got.memory / 1e6:.1f} MB"
        write(
            f"  {name:34}{statistics.median(got.inserts) * 1e3:10.3f}"
            f"{got.x_floor:9.2f}{ninth:7.1f}"
            f"{got.load * 1e3:13.1f} ms{f'({got.load / ours.load:.2f} x)':>9}"
            f"{got.search * 1e3:7.1f} ms{f'({got.search / ours.search:.2f} x)':>9}"
            f"{written:>9}{kept:>11}\n"
        )
    sys.stdout.flush()


class Verdicts:
    """What was promised, and whether this run kept it."""

    def __init__(self) -> None:
        self.missed = False

    def say(self, what: str, got: float, most: float) -> None:
        """Print one line: ``got`` must be at most ``most``."""
        kept = got <= most
        self.missed = self.missed or not kept
        word = "reached" if kept else "MISSED"
        sys.stdout.write(f"  {what:66}{got:8.2f}  <= {most:.2f}  {word}\n")

    def judge(self, size: int, figures: dict[str, Figures]) -> None:
        """The promises about one size."""
        ours, wal = figures[SealedLog.name], figures[SQLCipherWAL.name]
        at = f"at {size:,} entries"
        self.say(f"insert, x floor, {at}", ours.x_floor, MOST_X_FLOOR)
        self.say(f"insert, x floor over that of SQLCipher WAL, {at}", ours.x_floor / wal.x_floor, 1)
        if ours.written is not None:
            self.say(f"bytes written per byte, {at}", ours.written, MOST_WRITTEN)
        if size == LOAD_SIZE:
            compacted = figures[Compacted.name]
            self.say("complete load over SQLCipher's, compacted", compacted.load / wal.load, 1)
            self.say("complete load over SQLCipher's, never compacted", ours.load / wal.load, 1)


def measure_stores(chosen: argparse.Namespace, verdicts: Verdicts) -> None:
    """The stores, Today and search: print, and judge."""
    sizes = [int(text) for text in chosen.sizes.split(",")] + [100_000] * chosen.full
    measured: dict[int, dict[str, Figures]] = {}
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="three-dawns-bench-") as folder:
            measured[size] = measure(size, chosen.inserts, Path(folder))
            print_table(size, measured[size])
    sys.stdout.write("\nFrom the passphrase being accepted to Today\n")
    opened: dict[int, float] = {}
    for size in sizes:
        if size > today.SMALL:
            with tempfile.TemporaryDirectory(prefix="three-dawns-bench-") as folder:
                small, large = today.compare(Path(folder), size)
            opened[size] = large / small
            sys.stdout.write(
                f"  {today.SMALL} entries {small * 1e3:.2f} ms, {size:,} entries "
                f"{large * 1e3:.2f} ms: {large / small:.2f} x\n"
            )
    searched = search.compare(LOAD_SIZE) if LOAD_SIZE in sizes else {}
    for words, ratio in searched.items():
        sys.stdout.write(f"  search for {words}: {ratio:.2f} x SQLCipher's LIKE\n")
    sys.stdout.write("\nPromised\n")
    for size, figures in measured.items():
        if size >= 1000:
            verdicts.judge(size, figures)
    for size, ratio in opened.items():
        verdicts.say(f"to Today at {size:,} entries over {today.SMALL}", ratio, MOST_TODAY)
    if searched:
        verdicts.say("search over SQLCipher's LIKE", searched[NEEDLE], MOST_SEARCH)


def measure_pacer(minutes: float, verdicts: Verdicts) -> None:
    """The breathing pacer: print, and judge."""
    sittings = pacer.measure(minutes)
    sys.stdout.write("\nPromised\n")
    pacer.judge(sittings, verdicts.say)


def main() -> int:
    """Run, print, and say whether the promises were kept (exit code 1 when not)."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--sizes", default="100,1000,10000")
    parser.add_argument("--inserts", type=int, default=150)
    parser.add_argument("--full", action="store_true", help="also 100,000 entries")
    parser.add_argument("--only", choices=("stores", "pacer"))
    parser.add_argument(
        "--pacer-minutes", type=float, default=1.0, help="of breathing in a sitting"
    )
    chosen = parser.parse_args()
    verdicts = Verdicts()
    if chosen.only != "pacer":
        measure_stores(chosen, verdicts)
    if chosen.only != "stores":
        measure_pacer(chosen.pacer_minutes, verdicts)
    return 1 if verdicts.missed else 0


if __name__ == "__main__":
    sys.exit(main())
