"""Searching, in turns with SQLCipher's LIKE: a word of some entries, a phrase, one of none, and one
beyond ASCII; and the first again among entries that have an apostrophe as a phone writes it.
"""

import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.bench.entries import NEEDLE, Entry, entries
from tests.bench.stores import SealedLog, SQLCipherWAL, Store

WORDS = (NEEDLE, "gold left open", "standstill", "länger")
TYPOGRAPHIC = f"{NEEDLE}, entries with ’"
_ROUNDS = 11


def _typographic(plain: Iterable[Entry]) -> Iterator[Entry]:
    for entry in plain:
        yield {**entry, "text": f"{entry['text']} it’s"}


def _seconds(store: Store, words: str) -> tuple[int, float]:
    before = time.perf_counter()
    found = store.search(words)
    return found, time.perf_counter() - before


def _ratio(ours: Store, theirs: Store, words: str) -> float:
    """Median of our time over theirs, each pair a moment apart."""
    ratios = []
    for _ in range(_ROUNDS):
        (found, took), (wanted, least) = _seconds(ours, words), _seconds(theirs, words)
        if found != wanted:
            raise AssertionError(f"{found} entries where {wanted} were expected")
        ratios.append(took / least)
    return statistics.median(ratios)


def _pair(folder: Path, kept: Iterable[Entry]) -> tuple[Store, Store]:
    stores = SealedLog(folder / "ours"), SQLCipherWAL(folder)
    kept = list(kept)
    for store in stores:
        store.fill(kept)
        store.reopen()
        store.load()
    return stores


def compare(size: int) -> dict[str, float]:
    """By what was searched for: our time over SQLCipher's with ``size`` entries."""
    ratios: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="three-dawns-bench-") as folder:
        ours, theirs = _pair(Path(folder), entries(size))
        for words in WORDS:
            ratios[words] = _ratio(ours, theirs, words)
        ours.close()
        theirs.close()
    with tempfile.TemporaryDirectory(prefix="three-dawns-bench-") as folder:
        ours, theirs = _pair(Path(folder), _typographic(entries(size)))
        ratios[TYPOGRAPHIC] = _ratio(ours, theirs, NEEDLE)
        ours.close()
        theirs.close()
    return ratios
