"""The two pages that are measured, each served by a process of its own.

``python -m tests.bench.pacer_programs journal [breaths]`` is the program itself, with the system's
clock in a zone where it is day, over a new and empty journal in a folder of its own. ``breaths``
makes the longer exhale that many breaths long: nothing else offers ten minutes without a stop.

``python -m tests.bench.pacer_programs bare`` is the least that a Flet page which breathes can be:
one container whose scale is animated by the client, as long and as far as the pacer's sun.

Each prints its address and serves until its standard input ends.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from unittest import mock

import flet as ft

from journal_app import content
from journal_app.clock import SystemClock
from journal_app.run import RunSettings
from journal_app.ui.app import JournalProgram
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy
from journal_app.web.server import Server
from tests.bench.pacer_figures import BREATH

PASSPHRASE = "lamp river stone window"
PRACTICE = "longer-exhale"


class DayClock(SystemClock):
    """The system's clock, in a zone where it is about noon: at night the pacer would be dim."""

    def __init__(self) -> None:
        east = 12 - self.now().hour  # whole hours; the names of these zones turn the sign
        self._zone = f"Etc/GMT{-east:+d}" if east else "UTC"

    def zone(self) -> str:
        """The zone it was noon in when the clock was made."""
        return self._zone


_QUICK = KdfPolicy(memory_kib=19 * 1024, passes=2, lanes=1, target_seconds=0)
_GROWN, _SIZE = 1.18, 292.0


def serve_journal(breaths: int | None) -> None:
    """Serve the program over a fresh journal that opens with :data:`PASSPHRASE`."""
    practices = dict(content.practices())
    practice = practices[PRACTICE]
    assert practice.pattern is not None
    if breaths is not None:
        longer = replace(practice.pattern, cycles=breaths)
        practices[PRACTICE] = replace(practice, pattern=longer)
    with (
        tempfile.TemporaryDirectory(prefix="three-dawns-bench-") as folder,
        mock.patch.object(content, "practices", return_value=practices),
    ):
        Journal.create(Path(folder), PASSPHRASE, policy=_QUICK).lock()
        program = JournalProgram(RunSettings(data=Path(folder)), DayClock(), _QUICK)
        with Server(program.main).running() as address:
            _until_told(address)
        program.close()


async def bare(page: ft.Page) -> None:
    """Show one container that breathes."""
    page.padding = 0
    sun = ft.Container(
        width=_SIZE, height=_SIZE, border_radius=_SIZE / 2, bgcolor="#F6C795", scale=1.0
    )
    page.add(ft.Container(sun, alignment=ft.Alignment.CENTER, expand=True))

    async def breathe() -> None:
        await asyncio.sleep(1)  # a change that comes with the container itself is not animated
        while True:
            for (_, length), size in zip(BREATH, (_GROWN, 1.0), strict=True):
                lasting = ft.Duration(milliseconds=round(length))
                sun.animate_scale = ft.Animation(lasting, ft.AnimationCurve.EASE_IN_OUT)
                sun.scale = size
                page.update()
                await asyncio.sleep(length / 1000)

    page.run_task(breathe)


def serve_bare() -> None:
    """Serve the bare page, by the same server."""
    with Server(bare).running() as address:
        _until_told(address)


def _until_told(address: str) -> None:
    print(address, flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    if sys.argv[1] == "bare":
        serve_bare()
    else:
        serve_journal(int(sys.argv[2]) if len(sys.argv) > 2 else None)
