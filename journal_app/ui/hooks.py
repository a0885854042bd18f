"""Flet's hooks with their types said: what a field holds, a choice not made yet, a memo."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import flet as ft

__all__ = ["Typed", "memo", "use_choice", "use_kept", "use_kept_object", "use_typed"]

T = TypeVar("T")


def memo(component: Callable[..., ft.Control]) -> Callable[..., ft.Control]:
    """A component that is drawn again only when its arguments change."""
    made: Callable[..., ft.Control] = cast("Callable[[object], Any]", ft.memo)(component)
    return made


class Typed:
    """What is in a text field. ``keep`` is stable, so the field is not drawn again for it."""

    def __init__(self, value: str = "") -> None:
        self.value = value

    def keep(self, value: str) -> None:
        """Take the field's words after a keystroke."""
        self.value = value


def use_typed(initial: str = "") -> Typed:
    """A holder for one text field; typing into it draws nothing again."""
    return ft.use_memo(lambda: Typed(initial), [])


def use_kept(places: dict[str, Any], name: str, initial: T) -> tuple[T, Callable[[T], None]]:
    """State that outlives a cover: it is in ``places`` until the window goes to another page."""
    value, put = ft.use_state(cast("T", places.get(name, initial)))

    def keep(new: T) -> None:
        places[name] = new
        put(new)

    return value, keep


def use_kept_object(places: dict[str, Any], name: str, make: Callable[[], T]) -> T:
    """An object that outlives a cover, as :func:`use_kept`; changing it draws nothing again."""

    def found() -> T:
        if name not in places:
            places[name] = make()
        return cast("T", places[name])

    return ft.use_memo(found, [])


def use_choice(_kind: type[T]) -> tuple[T | None, Callable[[T | None], None]]:
    """State that is ``None`` until something of ``_kind`` was chosen."""
    value, put = ft.use_state(cast("T | None", None))
    return value, put
