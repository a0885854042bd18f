"""How long what moves is told to take."""

from __future__ import annotations

import flet as ft

__all__ = ["even"]


def even(seconds: float, stretch: float) -> ft.Animation:
    """An even movement that takes ``seconds``; ``stretch`` is that of the shell."""
    return ft.Animation(ft.Duration(milliseconds=round(seconds * stretch * 1000)))
