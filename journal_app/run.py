"""What the command and the user interface agree on: nothing else passes between them."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import flet as ft


@dataclass(frozen=True)
class RunSettings:
    """How this run of the program was asked for.

    Attributes:
        data: the directory that holds (or will hold) the journal; it exists and can be written.
        demo: whether to fill a throw-away journal with made-up entries. ``data`` is then a
            temporary directory that is removed when the program ends.
        keychain: whether the platform's keychain may note how far the journal has come, so that an
            older copy put in its place is noticed.
    """

    data: Path
    demo: bool = False
    keychain: bool = False


class Program(Protocol):
    """The user interface as the command sees it: something to show, and something to end."""

    async def main(self, page: "ft.Page") -> None:
        """Show the program on ``page``; called once for each window or browser tab."""

    def close(self) -> None:
        """Seal what is being written and lock every open journal. May be called twice."""
