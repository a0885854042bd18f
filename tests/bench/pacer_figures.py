"""The arithmetic of the pacer's measure: a timeline laid over what was seen, and what is left over.

All times are milliseconds of one steady clock. Nothing here runs or asks a clock.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median

BREATH = (("in", 4_500.0), ("out", 5_500.0))
"""The longer exhale: each phase and its length."""
WHOLE = sum(length for _, length in BREATH)
SMOOTH = 33.4
"""Milliseconds between two pictures that still look like motion: two refreshes of 60 a second."""


@dataclass(frozen=True)
class Change:
    """A phase that began at ``time``, when ideally it had begun ``ideal`` after the first one."""

    phase: str
    time: float
    ideal: float


@dataclass(frozen=True)
class Errors:
    """How far changes were from their timeline: the mean and what 95 in 100 kept, in ms.

    ``slope`` is the drift in ms a minute by least squares, and ``unsure`` its standard error.
    """

    count: int
    mean: float
    p95: float
    most: float
    slope: float
    unsure: float


def lay(seen: Sequence[tuple[float, str]]) -> tuple[list[Change], int]:
    """Lay the ideal timeline over ``seen``, which begins with an in-breath at its right moment.

    Returns the changes with their ideal times, and how many phases in between never came. A phase
    that was announced twice counts once, the first time.
    """
    laid: dict[int, Change] = {}
    for time, phase in seen:
        number = _nearest(time - seen[0][0], phase)
        ideal = (number // 2) * WHOLE + _first(phase)
        laid.setdefault(number, Change(phase, time, ideal))
    missing = max(laid, default=-1) + 1 - len(laid)
    return [laid[number] for number in sorted(laid)], missing


def _nearest(after: float, phase: str) -> int:
    """The number of the phase of this name that begins nearest to ``after``; even ones are in."""
    return 2 * max(round((after - _first(phase)) / WHOLE), 0) + (phase == BREATH[1][0])


def _first(phase: str) -> float:
    """When a phase of this name begins for the first time, after the beginning of the timeline."""
    return 0.0 if phase == BREATH[0][0] else BREATH[0][1]


def off(after: float, phase: str) -> float:
    """How much later than the nearest phase of this name ``after`` the beginning is; signed."""
    return (after - _first(phase) + WHOLE / 2) % WHOLE - WHOLE / 2


def anchor(changes: Sequence[Change]) -> float:
    """Where the ideal timeline begins: the median of what each change says about that."""
    return median(change.time - change.ideal for change in changes)


def errors(changes: Sequence[Change]) -> Errors:
    """How far ``changes`` (two at least) are from the ideal timeline laid through their median."""
    start = anchor(changes)
    late = [change.time - change.ideal - start for change in changes]
    slope, unsure = line([change.ideal / 60_000 for change in changes], late)
    far = [abs(error) for error in late]
    return Errors(len(late), fmean(far), percentile(far, 95), max(far), slope, unsure)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` in 100 of ``values`` do not exceed."""
    ranked = sorted(values)
    return ranked[max(math.ceil(len(ranked) * share / 100), 1) - 1]


def line(xs: Sequence[float], ys: Sequence[float]) -> tuple[float, float]:
    """Slope of the least-squares line and its standard error (infinite for two points)."""
    middle, level = fmean(xs), fmean(ys)
    spread = sum((x - middle) ** 2 for x in xs)
    slope = sum((x - middle) * (y - level) for x, y in zip(xs, ys, strict=True)) / spread
    if len(xs) < 3:
        return slope, math.inf
    left = sum((y - level - slope * (x - middle)) ** 2 for x, y in zip(xs, ys, strict=True))
    return slope, math.sqrt(left / (len(xs) - 2) / spread)


def phase_at(after: float) -> str:
    """The phase the ideal timeline has ``after`` its beginning."""
    return BREATH[0][0] if after % WHOLE < BREATH[0][1] else BREATH[1][0]


def back_in_phase(seen: Sequence[tuple[float, str]], start: float, back: float) -> float | None:
    """Milliseconds from ``back`` until the phase last announced is the one of the timeline.

    ``seen`` are announcements (time, phase) from ``back`` on: what was announced before was taken
    off the page. ``start`` is the anchor of the timeline. ``None`` when it never is.
    """
    for index, (time, phase) in enumerate(seen):
        until = seen[index + 1][0] if index + 1 < len(seen) else math.inf
        if phase_at(time - start) == phase:
            return time - back
        right = _next_start(time - start, phase) + start
        if right < until:
            return right - back
    return None


def _next_start(after: float, phase: str) -> float:
    """When a phase of this name begins next, ``after`` the beginning of the timeline."""
    start = _first(phase)
    return start + math.ceil((after - start) / WHOLE) * WHOLE


def gaps(shown: Sequence[float], since: float, until: float) -> list[float]:
    """Milliseconds between one picture and the next, for pictures from ``since`` to ``until``."""
    within = shown[bisect_left(shown, since) : bisect_right(shown, until)]
    return [after - before for before, after in pairwise(within)]


def smooth(between: Sequence[float]) -> float:
    """How many in 100 came at most ``SMOOTH`` after the one before; 0 where there are none."""
    return 100 * sum(gap <= SMOOTH for gap in between) / len(between) if between else 0.0
