"""What a store keeps in memory once every entry was read: each asked in a process of its own.

``python -m tests.bench.memory <class> <what hold needs> ...`` prints bytes of resident memory that
opening and reading added.
"""

import gc
import os
import subprocess
import sys
from pathlib import Path

from tests.bench import stores


def resident() -> int:
    """Bytes of memory this process has now (Linux)."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def held(store: stores.Store) -> int | None:
    """Bytes for ``store``, which must be closed; None where the system does not say."""
    if not Path("/proc/self/statm").exists():
        return None
    command = [sys.executable, "-m", "tests.bench.memory", type(store).__name__, *store.again()]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return int(done.stdout)


if __name__ == "__main__":
    kind = getattr(stores, sys.argv[1])
    gc.collect()
    before = resident()
    kept = kind.hold(*sys.argv[2:])
    gc.collect()
    print(resident() - before)
