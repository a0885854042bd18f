"""``python -m tests.bench [--sizes 100,1000,10000] [--inserts 150]``: prints the table.

For each number of entries and each store, in a fresh folder on a real disk:

* insert: one entry, durable on return. Just before each, 2 kB are appended to a plain file beside
  it and synced: the least any durable store can do. "x floor" is the median of the ratios of such
  pairs. The stores take turns within one round, so that all meet the same moods of the disk.
* open + load: from a closed store to every entry as a Python object (key derivation left out).
* search: a word that stands in one entry of fifty, matches parsed; the median of five.
* written: bytes the process gave to the disk for each byte of JSON (Linux counts them).
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.entries import NEEDLE, entries
from tests.bench.stores import STORES, PlainTinyDB, SealedLog, Store

TARGET_X_FLOOR = 2.0

_FLOOR_BYTES = 2000
_SLOW_STORE_INSERTS = 20  # TinyDB rewrites everything; twenty times say enough
_REPEATS = 5


@dataclass
class Figures:
    """What was measured of one store at one size; seconds."""

    inserts: list[float] = field(default_factory=list)
    ratios: list[float] = field(default_factory=list)
    load: float = 0.0
    search: float = 0.0
    written: float | None = None


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
        home = folder / f"{size}-{kind.__name__}"
        home.mkdir()
        store = kind(home)
        store.fill(entries(size))
        stores.append(store)
    figures = {store.name: Figures() for store in stores}
    for store in stores:
        figures[store.name].load, figures[store.name].search = reading_times(store, size)
    paired_inserts(stores, figures, size, inserts, folder)
    for store in stores:
        figures[store.name].written = bytes_written(store, size + inserts)
    return figures


def reading_times(store: Store, size: int) -> tuple[float, float]:
    """Open + load, and search, as medians; checks that the answers are right."""
    loads, searches = [], []
    for _ in range(_REPEATS):
        loads.append(seconds(lambda: (store.reopen(), expect(store.load(), size))))
        hits = sum(number % 50 == 7 for number in range(size))
        searches.append(seconds(lambda hits=hits: expect(store.search(NEEDLE), hits)))
    return statistics.median(loads), statistics.median(searches)


def expect(found: int, wanted: int) -> None:
    """A store that answers wrongly is not measured."""
    if found != wanted:
        raise AssertionError(f"{found} entries where {wanted} were expected")


def paired_inserts(
    stores: list[Store], figures: dict[str, Figures], size: int, inserts: int, folder: Path
) -> None:
    """Insert in turns, each insert right after its own append to the floor."""
    floor = Floor(folder)
    for number, entry in enumerate(entries(inserts, start=size)):
        for store in stores:
            if isinstance(store, PlainTinyDB) and number >= _SLOW_STORE_INSERTS:
                continue
            least = seconds(floor.append)
            took = seconds(lambda store=store, entry=entry: store.insert(entry))
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
    """One block of the table; times of our store in ms, all others beside it as ratios."""
    ours = figures[SealedLog.name]
    write = sys.stdout.write
    write(f"\n{size:,} entries of about 1.9 kB\n")
    write(f"  {'':34}{'insert ms':>10}{'x floor':>9}{'p90':>7}{'open+load':>12}{'':9}")
    write(f"{'search':>10}{'':9}{'written':>9}\n")
    for name, got in figures.items():
        ninth = statistics.quantiles(got.ratios, n=10)[-1]
        written = "-" if got.written is None else f"{got.written:,.1f}"
        write(
            f"  {name:34}{statistics.median(got.inserts) * 1e3:10.3f}"
            f"{statistics.median(got.ratios):9.2f}{ninth:7.1f}"
            f"{got.load * 1e3:9.1f} ms{f'({got.load / ours.load:.2f} x)':>9}"
            f"{got.search * 1e3:7.1f} ms{f'({got.search / ours.search:.2f} x)':>9}{written:>9}\n"
        )
    sys.stdout.flush()


def main() -> int:
    """Run, print, and say whether the target was reached (exit code 1 when not)."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--sizes", default="100,1000,10000")
    parser.add_argument("--inserts", type=int, default=150)
    chosen = parser.parse_args()
    reached = True
    with tempfile.TemporaryDirectory(prefix="three-dawns-bench-") as folder:
        for size in (int(text) for text in chosen.sizes.split(",")):
            figures = measure(size, chosen.inserts, Path(folder))
            print_table(size, figures)
            ratio = statistics.median(figures[SealedLog.name].ratios)
            reached = reached and ratio <= TARGET_X_FLOOR
    words = "reached" if reached else "MISSED"
    sys.stdout.write(f"\nInsert <= {TARGET_X_FLOOR} x floor at every size: {words}\n")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
