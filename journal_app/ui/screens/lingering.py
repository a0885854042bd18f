"""Somebody is busy beside the page, with paper and pencil: it stays open for a while."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import flet as ft

from journal_app.ui.shell import Shell

__all__ = ["LONGEST", "use_lingering"]

LONGEST = 30 * 60.0
"""Seconds a page may stay open like this, in all: one that was forgotten locks after them."""

_STEP = 15.0

sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
"""How this module waits; tests put their own in its place."""


def use_lingering(shell: Shell, name: str, *, on: bool) -> None:
    """While ``on``, somebody is here though they touch nothing, for :data:`LONGEST` in all.

    Counted from the first moment under ``name`` until the window goes to another page: being
    covered in between does not begin it anew, and what is covered locks as ever.
    """
    tasks = ft.use_memo(list[asyncio.Task[None]], [])

    async def linger(until: float) -> None:
        while shell.clock.monotonic() < until:
            await sleep(_STEP)

    def begin() -> None:
        if on:
            began = shell._places.setdefault(f"{name}.since", shell.clock.monotonic())
            tasks.append(shell.accompany(linger(began + LONGEST)))

    def end() -> None:
        while tasks:
            tasks.pop().cancel()

    ft.use_effect(begin, [on], cleanup=end)
