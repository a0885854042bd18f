"""Processor time of the browser, which says what a picture costs however busy the machine is."""

from __future__ import annotations

import os
from pathlib import Path

_PROC = Path("/proc")


def browser_ms() -> float | None:
    """Milliseconds of processor time that Chromium's processes below this one have used so far.

    ``None`` where the system does not say (Linux does).
    """
    if not _PROC.exists():
        return None
    children: dict[int, list[tuple[int, str, int]]] = {}
    for place in _PROC.glob("[0-9]*/stat"):
        try:
            text = place.read_text()
        except OSError:  # it ended meanwhile
            continue
        name = text[text.index("(") + 1 : text.rindex(")")]
        rest = text[text.rindex(")") + 2 :].split()
        parent, ticks = int(rest[1]), int(rest[11]) + int(rest[12])
        children.setdefault(parent, []).append((int(place.parent.name), name, ticks))
    found, below = 0, [os.getpid()]
    while below:
        for process, name, ticks in children.get(below.pop(), []):
            below.append(process)
            found += ticks if name.startswith("chrom") else 0
    return found * 1000 / os.sysconf("SC_CLK_TCK")
