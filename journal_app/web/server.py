"""Serves the user interface to this machine's browser, behind the guard, on loopback only."""

import asyncio
import contextlib
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType

import flet as ft
import flet_web.fastapi as flet_fastapi
import uvicorn
from flet.app import AppCallable

from journal_app import locations
from journal_app.web.fonts import FallbackFonts
from journal_app.web.guard import Guard

LOOPBACK = "127.0.0.1"
LARGEST_MESSAGE = 40 * 1024 * 1024
"""Bytes in one websocket message: far more than anybody types (files come another way, see
``handover``).
"""
FORGET_AFTER = 300
"""Seconds that a tab which went away may come back to its (locked) session."""
LEAVING = 2
"""Seconds that open connections get to end when the server does."""


class PortTaken(Exception):
    """Another program listens on the port that was asked for."""


class Server:
    """One loopback server for the Flet program ``main``.

    The port is bound when the server is made, so that it cannot be taken in between.

    Attributes:
        address: where the person's browser goes, with the token that works once.
        origin: the same without path and token.

    Raises:
        PortTaken: ``port`` is in use (0 takes a free one).
    """

    def __init__(
        self,
        main: AppCallable,
        *,
        port: int = 0,
        renderer: ft.WebRenderer = ft.WebRenderer.AUTO,
        forget_after: int = FORGET_AFTER,
    ) -> None:
        self._socket = _bound(port)
        assets = locations.assets_dir()
        app = flet_fastapi.app(
            main,
            assets_dir=str(assets),
            app_name="Three Dawns",
            app_short_name="Three Dawns",
            app_description="A private journal.",
            web_renderer=renderer,
            no_cdn=True,
            session_timeout_seconds=forget_after,
        )
        guard = Guard(FallbackFonts(app, assets / "fonts"), self._socket.getsockname()[1])
        self.address, self.origin = guard.address, guard.origin
        config = uvicorn.Config(
            guard,
            ws="websockets-sansio",
            ws_max_size=LARGEST_MESSAGE,
            ws_per_message_deflate=False,  # loopback: nothing to save, and lengths tell less
            lifespan="on",  # starts the part of Flet that forgets sessions of closed tabs
            access_log=False,
            log_config=None,
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=LEAVING,
        )
        self._uvicorn = _Quiet(config)

    def run(self, *, on_ready: Callable[[], None], on_exit: Callable[[], None]) -> None:
        """Serve until Ctrl-C or SIGTERM; then call ``on_exit`` first, and end the connections.

        For the main thread. ``on_ready`` is called when the address begins to answer. A second
        Ctrl-C does not wait for connections. ``on_exit`` is called exactly once, however serving
        ends.
        """
        self._uvicorn.on_ready = on_ready
        with self._socket, _once(on_exit) as leave:
            asyncio.run(self._serve(leave))

    async def _serve(self, leave: Callable[[], None]) -> None:
        loop = asyncio.get_running_loop()

        def told(_signal: int, _frame: FrameType | None) -> None:
            loop.call_soon_threadsafe(stop)

        def stop() -> None:
            self._uvicorn.force_exit = self._uvicorn.should_exit
            self._uvicorn.should_exit = True
            leave()

        with _handling(told):
            await self._uvicorn.serve(sockets=[self._socket])

    @contextlib.contextmanager
    def running(self) -> Iterator[str]:
        """Serve from a thread of its own while the block runs; gives the address. For tests."""
        thread = threading.Thread(
            target=lambda: asyncio.run(self._uvicorn.serve(sockets=[self._socket])), daemon=True
        )
        thread.start()
        while thread.is_alive() and not self._uvicorn.started:
            thread.join(0.01)
        try:
            yield self.address
        finally:
            self._uvicorn.should_exit = True
            thread.join(LEAVING + 5)
            self._socket.close()


class _Quiet(uvicorn.Server):
    """A uvicorn that leaves signals to us (it would raise them again once it has ended), and says
    when it answers.
    """

    on_ready: Callable[[], None] | None = None

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started and self.on_ready:
            self.on_ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def _bound(port: int) -> socket.socket:
    """Return a socket bound to loopback only, on ``port`` or a free one for 0."""
    # With the protocol named, asyncio turns Nagle's algorithm off; without, each answer and each
    # keystroke on the websocket can wait 40 ms for an acknowledgement.
    made = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if sys.platform == "win32":
            # There SO_REUSEADDR would let another program take over the port.
            made.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((LOOPBACK, port))
    except OSError:
        made.close()
        raise PortTaken from None
    return made


@contextlib.contextmanager
def _once(call: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """Give a function that makes ``call`` the first time only; made at the end in any case."""
    called = False

    def make() -> None:
        nonlocal called
        if not called:
            called = True
            call()

    try:
        yield make
    finally:
        make()


@contextlib.contextmanager
def _handling(told: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    """Hand SIGINT and SIGTERM to ``told`` while the block runs."""
    before = {number: signal.signal(number, told) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
