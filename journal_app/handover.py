"""A file on its way from the browser into the program: in memory, once, for whoever waits for it.

Flet hands a picked file over in one message of its websocket, whatever its size, and the connection
ends when that is too large. So the browser view asks for the size first, refuses what is over the
limit without asking for it, and has the rest sent here by a request of its own::

    ui    expect(size) ── address of a one-time place ──▶ the picker, in the browser
    web   PUT to that address ── take(bytes) ... end() ──▶ ui has the file

The server's guard lets the request in (``web/guard.py``). Nothing is written to the disk.
"""

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

PATH = "/handover/"


class Place:
    """Where one file is put.

    Attributes:
        address: its path at this program's own origin; nobody can guess it.
        size: how many bytes are to come, no more and no fewer.
    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.address = PATH + secrets.token_urlsafe(24)
        self._taken = bytearray()
        self._whole: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()

    def take(self, part: bytes) -> bool:
        """Keep the next part; False when that would be more than was announced."""
        if len(self._taken) + len(part) > self.size:
            return False
        self._taken += part
        return True

    def end(self) -> None:
        """Nothing more comes: hand it out, or say that it did not arrive whole."""
        if self._whole.done():
            return
        if len(self._taken) == self.size:
            self._whole.set_result(bytes(self._taken))
        else:
            self._whole.set_exception(OSError("a file did not arrive whole"))
        self._taken.clear()

    async def whole(self) -> bytes:
        """The file, once it is here. Raises ``OSError`` when it did not arrive whole."""
        return await self._whole


_places: dict[str, Place] = {}


@contextmanager
def expect(size: int) -> Iterator[Place]:
    """Give a place for a file of ``size`` bytes, for as long as the block lasts."""
    place = Place(size)
    _places[place.address] = place
    try:
        yield place
    finally:
        _places.pop(place.address, None)


def reach(path: str) -> Place | None:
    """The place at ``path`` if there is one; it can be reached only once."""
    return _places.pop(path, None)
