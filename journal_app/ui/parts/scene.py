"""How a practice's landscape, its words and its buttons share a page.

On an ordinary page the sky fills all but the foot and the words stand in the sun. With less motion,
with large text or on a low page the sky is short and the words stand below it on plain paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from journal_app.ui.frame import COLUMN
from journal_app.ui.parts.pacer_sky import Place, place_of
from journal_app.ui.shell import Shell, Stage

__all__ = ["Scene", "below_sky", "scene_foot", "scene_of", "short_scene"]

_BAR = 64.0
_FOOT, _FOOT_GROWS = 204.0, 110.0  # pixels at ordinary text, and for each 100 % more
_SHORT, _SHORTER, _SHORTEST, _LOWEST = 240.0, 150.0, 110.0, 420.0
_RAIL, _WIDE_RAIL, _PANE = 80.0, 96.0, 465.0
_BUTTONS = 480.0  # the buttons never grow wider than a hand


@dataclass(frozen=True)
class Scene:
    """Where things stand; ``full`` says that the words stand in the sun."""

    place: Place
    full: bool


def scene_of(shell: Shell) -> Scene:
    """The scene of a running practice on this page."""
    sky = shell.height - _FOOT - _FOOT_GROWS * (shell.text_scale - 1.0)
    if shell.large_text:
        return short_scene(shell, _SHORTEST if shell.calm else _SHORTER)
    if shell.calm or sky < _LOWEST:
        return short_scene(shell)
    return Scene(place_of(_width(shell), sky), full=True)


def short_scene(shell: Shell, sky: float = _SHORT) -> Scene:
    """A short sky with a small sun: before, after, less motion, large text, low pages."""
    height = min(sky, max(shell.height * 0.30, 120.0))
    return Scene(place_of(_width(shell), height), full=False)


def _width(shell: Shell) -> float:
    """How wide the page is beside the rail and the list, where there are any."""
    if shell.phone or shell.stage is not Stage.OPEN:
        return shell.width
    return shell.width - (_WIDE_RAIL + _PANE if shell.wide else _RAIL)


def below_sky(
    shell: Shell,
    scene: Scene,
    lines: Sequence[ft.Control],
    *,
    spacing: float = 12,
    above: ft.Control | None = None,
    key: str | None = None,
) -> ft.Control:
    """Words on plain paper below a short sky; they scroll when there are many.

    What stands ``above`` them stays in view. Another ``key`` is another page: it begins at its top.
    """
    column = ft.Column(
        list(lines), spacing=spacing, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )
    words = ft.Container(
        ft.Container(column, width=None if shell.phone else COLUMN),
        padding=ft.Padding.only(left=20, right=20, top=28 if shell.height > 700 else 12, bottom=12),
        alignment=ft.Alignment.TOP_CENTER,
    )
    stays: list[ft.Control] = []
    if above is not None:
        kept = ft.Container(above, width=None if shell.phone else COLUMN)
        stays.append(
            ft.Container(
                kept,
                padding=ft.Padding.only(left=20, right=20, top=8),
                alignment=ft.Alignment.TOP_CENTER,
            )
        )
    return ft.Column(
        [
            ft.Container(height=scene.place.height - _BAR),
            *stays,
            ft.Column(
                [words],
                key=key,
                scroll=ft.ScrollMode.AUTO,
                expand=True,
                horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
            ),
        ],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def scene_foot(
    shell: Shell,
    pair: Sequence[ft.Control],
    *,
    above: Sequence[ft.Control] = (),
    below: Sequence[ft.Control] = (),
) -> ft.Control:
    """Buttons that weigh the same on plain paper, always in view; large text stacks them."""
    row: ft.Control
    if shell.large_text:
        row = ft.Column(
            list(pair), spacing=8, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, tight=True
        )
    else:
        row = ft.Row([ft.Container(button, expand=True) for button in pair], spacing=12)
    column = ft.Column(
        [*above, row, *below],
        spacing=8,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        tight=True,
    )
    return ft.Container(
        padding=ft.Padding.only(left=20, right=20, top=12, bottom=20),
        alignment=ft.Alignment.CENTER,
        content=ft.SafeArea(
            ft.Container(column, width=None if shell.phone else _BUTTONS),
            avoid_intrusions_top=False,
        ),
    )
