"""Reading a run of byte blocks by line and by size, without holding all of it."""

from collections.abc import Iterable


class Source:
    """Bytes that come in blocks of any size. Errors of the blocks' origin pass through."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._held = bytearray()

    def peek(self, size: int) -> bytes:
        """Up to ``size`` bytes without taking them; fewer only at the end."""
        while len(self._held) < size:
            block = next(self._blocks, None)
            if block is None:
                break
            self._held += block
        return bytes(self._held[:size])

    def read(self, size: int) -> bytes:
        """Take up to ``size`` bytes; fewer only at the end."""
        taken = self.peek(size)
        del self._held[: len(taken)]
        return taken

    def line(self, limit: int) -> bytes:
        """Take one line with its newline.

        Without a newline it is the end of the file, or a line longer than ``limit`` bytes.
        """
        end = self._held.find(b"\n", 0, limit)
        if end < 0:
            end = self.peek(limit).find(b"\n")
        return self.read(end + 1 if end >= 0 else limit)

    def at_end(self) -> bool:
        """Whether nothing is left."""
        return not self.peek(1)
