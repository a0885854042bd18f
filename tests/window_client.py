"""A stand-in for Flet's desktop client, for machines without a screen: it speaks the same protocol.

Started as the client is (page address, pid file, assets directory), it registers as a page, writes
into ``$WINDOW_LOG`` which assets it was given, then does as ``$WINDOW_DOES`` says: ``stay`` until
asked to close, ``close-soon``, or ``break`` (end before anything was shown).
"""

import os
import socket
import sys
from pathlib import Path

import msgpack

REGISTER = [1, {"session_id": "", "page_name": "", "page": {"width": 800, "height": 600}}]


def main() -> None:
    """Be the window."""
    does = os.environ["WINDOW_DOES"]
    if does == "break":
        sys.exit(1)
    with socket.socket(socket.AF_UNIX) as wire:
        wire.connect(sys.argv[1])
        packet = b"\x00" + msgpack.packb(REGISTER)
        wire.sendall(len(packet).to_bytes(4, "little") + packet)
        received = b""
        while b"shown-to-the-window" not in received:
            received += _more(wire)
        Path(os.environ["WINDOW_LOG"]).write_text(sys.argv[3])
        while does == "stay" and b"destroy" not in received:
            received += _more(wire)


def _more(wire: socket.socket) -> bytes:
    got = wire.recv(65536)
    if not got:
        sys.exit("the program left first")
    return got


main()
