"""The native window: Flet's desktop client, found or fetched once, and watched until it closes."""

import asyncio
import contextlib
import io
import signal
import socket
from collections.abc import Callable
from types import FrameType

import flet as ft

from journal_app import locations
from journal_app.run import Program

PATIENCE = 5.0
"""Seconds without an answer after which fetching the client is given up."""


def client_at_hand(about_to_fetch: Callable[[], None]) -> bool:
    """Return whether Flet's desktop client is here, or could be fetched just now.

    Fetching is the only request this program ever makes beyond this machine: once, to Flet's own
    release page, with nothing about the person in it. ``about_to_fetch`` is called before it.
    """
    import flet_desktop.version

    if locations.has_window_client(flet_desktop.version.version):
        return True
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(PATIENCE)
    try:
        about_to_fetch()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            flet_desktop.ensure_client_cached()
    except Exception:  # noqa: BLE001 - whatever went wrong with it, the browser is the answer
        return False
    finally:
        socket.setdefaulttimeout(before)
    return True


def show(program: Program, on_exit: Callable[[], None]) -> bool:
    """Show ``program`` in a window until it is closed, or until Ctrl-C or SIGTERM.

    ``on_exit`` is called once the window is gone, or the signal came. Returns ``False`` when the
    client ended without ever showing the program (a library it needs is missing, say).
    """
    shown = False

    async def main(page: ft.Page) -> None:
        nonlocal shown
        shown = True
        _leave_when_told(page, on_exit)
        await program.main(page)

    # Flet starts whatever program lies in ./build/linux of the folder one happens to stand in.
    with contextlib.chdir(locations.assets_dir()):
        # Named although a window needs no host: should Flet ever fall back to its own web
        # server, that would listen on every network there is (flet/app.py).
        ft.run(main, host="127.0.0.1", no_cdn=True, assets_dir=str(locations.assets_dir()))
    return shown


def _leave_when_told(page: ft.Page, on_exit: Callable[[], None]) -> None:
    """Lock and close the window on SIGINT and SIGTERM (Flet itself would leave it open)."""
    loop = asyncio.get_running_loop()
    closing: set[asyncio.Task[None]] = set()

    async def close() -> None:
        # The window is gone before it can answer, which Flet takes for an error.
        with contextlib.suppress(RuntimeError, TimeoutError):
            await page.window.destroy()

    def leave() -> None:
        on_exit()
        closing.add(loop.create_task(close()))

    def told(_signal: int, _frame: FrameType | None) -> None:
        loop.call_soon_threadsafe(leave)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, told)
