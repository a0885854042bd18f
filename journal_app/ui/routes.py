"""Which screen stands at which address: the whole map of the program on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import flet as ft

__all__ = ["Route", "match", "path_of"]

Route = tuple[str, Callable[..., ft.Control]]
"""An address such as ``/entries/:id`` and the screen there; ``:name`` parts are its arguments."""


def path_of(route: str) -> str:
    """A route without what it asks for (``?back=…``): the page that stands there."""
    return route.split("?", 1)[0]


def match(route: str, table: Sequence[Route]) -> tuple[Callable[..., ft.Control], dict[str, str]]:
    """The screen at ``route`` with its arguments.

    Raises:
        LookupError: nothing stands there.
    """
    path = path_of(route)
    given = [part for part in path.split("/") if part]
    for pattern, screen in table:
        wanted = [part for part in pattern.split("/") if part]
        if len(wanted) != len(given):
            continue
        found: dict[str, str] = {}
        for want, have in zip(wanted, given, strict=True):
            if want.startswith(":"):
                found[want[1:]] = have
            elif want != have:
                break
        else:
            return screen, found
    raise LookupError(path)
