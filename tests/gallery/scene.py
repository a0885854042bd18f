"""What a picture is taken of: a scene, and the trip it is a part of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tests.gallery.studio import Studio

__all__ = ["Scene", "Trip", "at"]


@dataclass(frozen=True)
class Scene:
    """A name for the file, and how to get there; ``moving`` pictures do not wait for stillness."""

    name: str
    arrange: Callable[[Studio], None]
    moving: bool = False


@dataclass(frozen=True)
class Trip:
    """Scenes in the order they are drawn, for each leads to the next, in a studio of their own.

    ``demo`` fills both books first; without it the folder is empty. ``turned`` has the seconds of
    practices stand until a scene turns them.
    """

    scenes: tuple[Scene, ...]
    demo: bool = True
    turned: bool = False


def at(route: str, words: str) -> Callable[[Studio], None]:
    """Follow a link to ``route`` and wait for ``words``."""

    def arrange(s: Studio) -> None:
        s.go(route)
        s.visit.sees(words)

    return arrange
