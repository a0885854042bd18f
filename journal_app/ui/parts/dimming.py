"""A practice in a dark room: drawn much darker at night, always, or when somebody asks for it."""

from __future__ import annotations

import flet as ft

from journal_app.domain.comfort import Comfort, Dim
from journal_app.ui.parts import buttons
from journal_app.ui.shell import Cover, Shell
from journal_app.words import say

__all__ = ["dim_button", "is_night", "use_dimming"]

DIM = "practice.dim"
"""Where the window keeps whether this practice is dim."""
_NIGHT_FROM, _NIGHT_TO = 21.6, 5.3  # local hours, as the sky has them


def is_night(hour: float) -> bool:
    """Whether a local hour (0 to 24) is one of the night's."""
    return hour >= _NIGHT_FROM or hour < _NIGHT_TO


def use_dimming(shell: Shell, comfort: Comfort) -> None:
    """Dim the window for as long as a practice is on it, where this person likes it so."""

    def begin() -> None:
        wanted = comfort.dim is Dim.ALWAYS or (
            comfort.dim is Dim.AT_NIGHT and is_night(shell.hour())
        )
        shell.dim = bool(shell._places.setdefault(DIM, wanted))

    def end() -> None:
        # Covered, it is the same practice: nothing bright may shine up when somebody comes back.
        if shell.cover is not Cover.WHOLE:
            shell.dim = False

    ft.use_effect(begin, [], cleanup=end)


def dim_button(shell: Shell, *, worded: bool) -> ft.Control:
    """Dim the light, or bring it back, for this practice alone."""
    words = say("pacer.bright" if shell.dim else "pacer.dim")
    icon = ft.Icons.LIGHT_MODE_OUTLINED if shell.dim else ft.Icons.DARK_MODE_OUTLINED

    def turn() -> None:
        shell._places[DIM] = shell.dim = not shell.dim

    if worded:
        return buttons.text_button(
            shell.p, words, shell.act(turn), icon=icon, start=True, key="dim"
        )
    return buttons.icon_button(shell.p, icon, words, shell.act(turn), key="dim")
