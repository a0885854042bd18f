"""The breathing pacer as a person sees it, in Chromium on a phone-sized page, drawn in software.

The program, its server and its clock are the real ones, in a process of their own and in a zone
where it is day; the practice is the longer exhale. For each sitting, quiet and with every other
core of the machine kept busy:

* the bare page (one container, animated by the client) breathes for a while, then the pacer for the
  minutes asked for, then the bare page again;
* the ideal timeline is 4.5 and 5.5 seconds in turn. It is laid through the median of all changes,
  so what is judged is how evenly they come; how late all of them are is printed beside it;
* a phase counts as said when the accessibility tree has its words, and as seen when the first
  picture with these words is given to the page (see ``pacer_recorder``).

While something moves, words come with a refresh of the screen only. Chromium refreshes every
16.666 ms here, of which ten seconds are 600.024: each breath its message comes 0.4 ms later in a
refresh and waits so much less for the next one, and after seven minutes it waits a whole refresh
again. That is a saw, not a drift, and what it makes of a slope can be worked out: at most 2.5 ms a
minute in five minutes, 0.3 in ten. So a drift is judged from ten minutes on, as it is promised.
(The pacer rests before each turn, and a browser at rest draws at once: little is left of the saw.)

In the quiet sitting the page is then hidden for half a minute, and shown again. A last sitting, of
two minutes at most, is for a browser that asks for less motion: there a bar is filled.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import browser as browsers
from tests.bench import pacer_recorder as recorder
from tests.bench.pacer_cost import browser_ms
from tests.bench.pacer_figures import (
    SMOOTH,
    WHOLE,
    Change,
    Errors,
    anchor,
    back_in_phase,
    errors,
    gaps,
    lay,
    off,
    percentile,
    smooth,
)
from tests.bench.pacer_programs import PASSPHRASE
from tests.bench.pacer_recorder import Recording
from tests.e2e.page import ARGS, PHONE, Visit, new_context

MOST_ERROR_MS = 40.0
MOST_SLOPE = 1.0  # ms a minute
MOST_MESSAGES, MOST_BYTES = 2, 1000
MOST_LATE = 5.0  # pictures in 100
SAME = 1.0  # pictures in 100 that two runs of one page may differ by

SLOPE_MINUTES = 10.0  # in a shorter one the saw of the refreshes has a slope of its own
_STILL = 2.0  # minutes at most with less motion
_LONGEST = 30  # breaths that the practice has by itself
_HIDDEN, _AFTER = 30.0, 25.0  # seconds
_BARE = 20.0  # seconds, twice
_EARLY = 250.0  # ms that a message may come before its phase and still belong to it


@dataclass(frozen=True)
class Sitting:
    """One measured run. Times in ms; ``bare`` and ``pacer`` are the gaps between pictures.

    The costs are processor time of the whole browser for each picture. ``by_minute`` is the median
    from message to seen, and the mean gap between pictures, in each whole minute.
    """

    name: str
    minutes: float
    arrived: Errors
    said: Errors
    seen: Errors
    missing: int
    to_said: list[float]
    to_seen: list[float]
    messages: list[int]
    bytes: list[int]
    pacer: list[float]
    bare: list[float]
    by_minute: list[tuple[float, float]]
    pacer_cost: float | None = None
    bare_cost: float | None = None
    back: float | None = None
    back_errors: tuple[float, ...] = ()

    @property
    def late(self) -> float:
        """Pictures of the pacer, in 100, that came later than ``SMOOTH`` after the one before."""
        return 100 - smooth(self.pacer)

    @property
    def bare_late(self) -> float:
        """The same of the bare page."""
        return 100 - smooth(self.bare)


def measure(minutes: float) -> list[Sitting]:
    """Measure ``minutes`` of breathing in quiet and under load, and print what was found.

    Raises LookupError where there is no browser.
    """
    found = browsers.find()
    if found is None:
        raise LookupError(browsers.MISSING)
    sys.stdout.write(_HEAD)
    sittings: list[Sitting] = []
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=list(ARGS))
        for name, others in (("quiet", 0), ("loaded", max((os.cpu_count() or 2) - 1, 1))):
            with busy(others):
                before, first = bare(chromium)
                sitting = breathe(chromium, name, minutes, hidden=others == 0)
                after, second = bare(chromium)
                costs = [cost for cost in (first, second) if cost is not None]
                sitting = replace(
                    sitting,
                    bare=before + after,
                    bare_cost=statistics.fmean(costs) if costs else None,
                )
            show(sitting)
            sittings.append(sitting)
        still = breathe(chromium, "less motion", min(minutes, _STILL), less_motion=True)
        quiet = sittings[0]
        sittings.append(replace(still, bare=quiet.bare, bare_cost=quiet.bare_cost))
        show(sittings[-1])
        chromium.close()
    return sittings


@contextmanager
def busy(cores: int) -> Iterator[None]:
    """Keep ``cores`` cores of the machine fully busy, each with a process of its own."""
    with ExitStack() as stack:
        for _ in range(cores):
            spinning = subprocess.Popen([sys.executable, "-c", "while True: pass"])
            stack.callback(spinning.wait)
            stack.callback(spinning.kill)
        yield


@contextmanager
def served(*what: str) -> Iterator[str]:
    """Run one of ``pacer_programs`` while the block runs; gives its address."""
    command = [sys.executable, "-m", "tests.bench.pacer_programs", *what]
    project = Path(__file__).resolve().parents[2]
    with subprocess.Popen(
        command, cwd=project, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()  # it ends by itself


@contextmanager
def visit(chromium: Browser, address: str, *, less_motion: bool = False) -> Iterator[Visit]:
    """A phone-sized page on ``address`` that takes notes."""
    with new_context(chromium, PHONE, less_motion=less_motion) as context:
        recorder.record(context)
        yield Visit(context, address.split("/?")[0]).go(address)


def bare(chromium: Browser) -> tuple[list[float], float | None]:
    """The gaps between the pictures of the bare page, and what each picture cost."""
    with served("bare") as address, visit(chromium, address) as tab:
        tab.page.wait_for_timeout(3_000)
        since, used = recorder.clock(tab.page), browser_ms()
        tab.page.wait_for_timeout(_BARE * 1000)
        cost, until = _since(used), recorder.clock(tab.page)
        between = gaps(recorder.read(tab.page).shown, since, until)
        return between, _each(cost, between)


def _since(used: float | None) -> float | None:
    now = browser_ms()
    return None if used is None or now is None else now - used


def _each(cost: float | None, between: list[float]) -> float | None:
    return None if cost is None or not between else cost / len(between)


def breathe(
    chromium: Browser,
    name: str,
    minutes: float,
    *,
    hidden: bool = False,
    less_motion: bool = False,
) -> Sitting:
    """Open the journal, breathe for ``minutes``, and if ``hidden`` hide the page and come back."""
    whole = WHOLE / 60_000
    breaths = round((minutes + (_HIDDEN + _AFTER) / 60) / whole) + 2
    length = (str(breaths),) if breaths > _LONGEST else ()
    with (
        served("journal", *length) as address,
        visit(chromium, address, less_motion=less_motion) as tab,
    ):
        tab.write("Passphrase", PASSPHRASE)
        tab.press("Open")
        tab.press("Practices")
        tab.press(re.compile("^Longer exhale"))
        tab.press(re.compile("^Begin$"))  # a practice of the list begins, too
        tab.page.wait_for_timeout(4_000)  # the lead-in
        since, used = recorder.clock(tab.page), browser_ms()
        tab.page.wait_for_timeout(minutes * 60_000 + 1_000)  # and the last change
        cost, until = _since(used), recorder.clock(tab.page)
        if hidden:
            recorder.hide(tab.page)
            tab.page.wait_for_timeout(_HIDDEN * 1000)
            back = recorder.show(tab.page)
            tab.page.wait_for_timeout(_AFTER * 1000)
        notes = recorder.read(tab.page)
    sitting, start = judged(name, minutes, notes, until)
    sitting = replace(sitting, pacer_cost=_each(cost, gaps(notes.shown, since, until)))
    return came_back(sitting, notes, start, back) if hidden else sitting


def judged(name: str, minutes: float, notes: Recording, until: float) -> tuple[Sitting, float]:
    """What the notes up to ``until`` say, and where the timeline of the announcements begins."""
    said = [each for each in notes.said if each.time < until and notes.seen(each) is not None]
    by_time = {each.time: each for each in said}
    changes, missing = lay([(each.time, each.phase) for each in said])
    spoken = [by_time[change.time] for change in changes]
    arrived = [notes.arrived(each) for each in spoken]
    seen = [notes.seen(each) or 0.0 for each in spoken]
    to_seen = [after - before for after, before in zip(seen, arrived, strict=True)]
    start = anchor(changes)
    edges = [start + change.ideal - _EARLY for change in changes]
    windows = [
        [size for time, size in notes.messages if begins <= time < ends]
        for begins, ends in pairwise(edges)
    ]
    sitting = Sitting(
        name,
        minutes,
        arrived=errors(_at(changes, arrived)),
        said=errors(changes),
        seen=errors(_at(changes, seen)),
        missing=missing,
        to_said=[after.time - before for after, before in zip(spoken, arrived, strict=True)],
        to_seen=to_seen,
        messages=[len(window) for window in windows],
        bytes=[sum(window) for window in windows],
        pacer=gaps(notes.shown, changes[0].time, changes[-1].time),
        bare=[],
        by_minute=_by_minute(minutes, notes.shown, list(zip(arrived, to_seen, strict=True))),
    )
    return sitting, start


def _by_minute(
    minutes: float, shown: list[float], to_seen: list[tuple[float, float]]
) -> list[tuple[float, float]]:
    """How slow the machine was in each minute; ``to_seen`` are times, and what each change took."""
    begins = to_seen[0][0]
    slow = []
    for _ in range(int(minutes)):
        ends = begins + 60_000
        took = [each for time, each in to_seen if begins <= time < ends]
        apart = gaps(shown, begins, ends)
        if took and apart:
            slow.append((statistics.median(took), statistics.fmean(apart)))
        begins = ends
    return slow


def _at(changes: list[Change], times: list[float]) -> list[Change]:
    """The same changes, noticed at other times."""
    return [
        Change(change.phase, time, change.ideal)
        for change, time in zip(changes, times, strict=True)
    ]


def came_back(sitting: Sitting, notes: Recording, start: float, back: float) -> Sitting:
    """Add how soon the announced phase was right after ``back``, and how far the next ones were."""
    said = [(each.time, each.phase) for each in notes.said if each.time >= back]
    late = tuple(off(time - start, phase) for time, phase in said[1:])
    return replace(sitting, back=back_in_phase(said, start, back), back_errors=late)


# -- printing --------------------------------------------------------------------------------------

_HEAD = """
The breathing pacer, in Chromium on a phone-sized page (390 x 844 at 2), drawn in software
  ideal: in 4.5 s, out 5.5 s, laid through the median; said: the words are in the accessibility
  tree; seen: the first picture with them was given to the page; times in ms
"""


def show(sitting: Sitting) -> None:
    """Print the block of one sitting."""
    write = sys.stdout.write
    write(f"\n  {sitting.name}, {sitting.said.count} phases")
    write(f", {sitting.missing} never came\n" if sitting.missing else "\n")
    write(f"  {'':26}{'mean error':>12}{'p95':>8}{'max':>8}{'drift a minute':>18}\n")
    rows = (
        ("message in the browser", sitting.arrived),
        ("said", sitting.said),
        ("seen", sitting.seen),
    )
    for what, got in rows:
        write(
            f"  {what:26}{got.mean:12.1f}{got.p95:8.1f}{got.most:8.1f}"
            f"{got.slope:+10.2f} ± {got.unsure:.2f}\n"
        )
    for what, times in (("said", sitting.to_said), ("seen", sitting.to_seen)):
        write(
            f"  from message to {what:10}{statistics.median(times):12.1f} median"
            f"{percentile(times, 95):8.1f} p95\n"
        )
    if len(sitting.by_minute) > 1:
        took, apart = zip(*sitting.by_minute, strict=True)
        write(f"  minute by minute, from message to seen {_row(took)}\n")
        write(f"  {'':18}pictures apart       {_row(apart)}\n")
    write(
        f"  for each phase {statistics.fmean(sitting.messages):.2f} messages"
        f" (at most {max(sitting.messages)}), {statistics.fmean(sitting.bytes):.0f} bytes"
        f" (at most {max(sitting.bytes)})\n"
    )
    for what, between in (("pacer", sitting.pacer), ("bare page", sitting.bare)):
        write(
            f"  {what:10}{len(between):6} pictures, {statistics.median(between):6.1f} apart"
            f" (median), {percentile(between, 95):6.1f} p95, {smooth(between):6.2f} in 100 within"
            f" {SMOOTH}\n"
        )
    if sitting.pacer_cost is not None and sitting.bare_cost is not None:
        write(
            f"  processor time of the browser for each picture: pacer {sitting.pacer_cost:.1f} ms,"
            f" bare page {sitting.bare_cost:.1f} ms\n"
        )
    if sitting.back_errors or sitting.back is not None:
        after = "never" if sitting.back is None else f"after {sitting.back / 1000:.2f} s"
        late = ", ".join(f"{error:+.0f}" for error in sitting.back_errors)
        write(f"  hidden for {_HIDDEN:.0f} s: in phase {after}; the changes after that: {late}\n")
    sys.stdout.flush()


def _row(values: Sequence[float]) -> str:
    return " ".join(f"{value:4.0f}" for value in values)


def judge(sittings: list[Sitting], say: Callable[[str, float, float], None]) -> None:
    """Say what was promised and what came of it; ``say`` takes (what, got, at most)."""
    for sitting in sittings:
        at = f"pacer, {sitting.name}:"
        say(f"{at} phases that never came", sitting.missing, 0)
        say(f"{at} phase said, p95 error in ms", sitting.said.p95, MOST_ERROR_MS)
        say(f"{at} phase seen, p95 error in ms", sitting.seen.p95, MOST_ERROR_MS)
        if sitting.minutes >= SLOPE_MINUTES:
            say(f"{at} said, drift in ms a minute", abs(sitting.said.slope), MOST_SLOPE)
            say(f"{at} seen, drift in ms a minute", abs(sitting.seen.slope), MOST_SLOPE)
        say(f"{at} messages a phase, at most", max(sitting.messages), MOST_MESSAGES)
        say(f"{at} bytes a phase, at most", max(sitting.bytes), MOST_BYTES)
        if sitting.name != "loaded":  # under load the phases are promised, pictures are only shown
            most = max(MOST_LATE, sitting.bare_late + SAME)
            say(f"{at} pictures in 100 not within 33 ms (or as bare)", sitting.late, most)
        if sitting.name == "quiet":
            back = float("inf") if sitting.back is None else sitting.back
            say(f"{at} back in phase after being hidden, s", back / 1000, WHOLE / 1000)
