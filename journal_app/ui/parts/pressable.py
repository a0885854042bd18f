"""Something made by hand that can be pressed, also by a screen reader and by the keyboard.

What can be pressed is the outside and what it is called is the inside: so both are one node with a
name, a role and an action. The other way round looks the same and is none: ``ft.Semantics`` has an
``on_tap`` that nothing is behind in Flet 1.0.5, and hides the press of what it contains.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

__all__ = ["pressable"]


def pressable(
    content: ft.Control,
    said: str,
    press: Callable[..., Any] | None,
    *,
    selected: bool | None = None,
    checked: bool | None = None,
    expanded: bool | None = None,
    ink: bool = True,
    **box: Any,
) -> ft.Container:
    """``content`` as a button called ``said``; ``box`` is for the container around it.

    ``checked`` makes it a tick, ``expanded`` says whether what it folds out is open. Without
    ``press`` it is shown as at rest.
    """
    return ft.Container(
        ft.Semantics(
            label=said,
            button=True,
            selected=selected,
            checked=checked,
            expanded=expanded,
            disabled=press is None,
            exclude_semantics=True,
            content=content,
        ),
        ink=ink,
        on_click=press,
        **box,
    )
