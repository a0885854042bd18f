"""A chip: one of several short choices, 32 high in a target of 48; large text makes both taller."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.ui.parts import texts
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.shell import Shell

__all__ = ["chip"]


def chip(
    shell: Shell,
    words: str,
    selected: bool,
    choose: Callable[[], object],
    *,
    key: str,
    said: str = "",
    edged: bool = False,
    across: float = 13,
) -> ft.Control:
    """``words`` in a pill; ``said`` is its name where the words alone say too little.

    ``edged`` draws an edge to be seen, where chips are the way to do something; ``across`` is the
    space on either side of the words.
    """
    p = shell.p
    chosen_edge, edge = (p.tide, p.edge) if edged else (p.tide_soft, p.line)
    label = texts.label if selected else texts.secondary
    pill = ft.Container(
        label(words, p.on_tide_soft if selected else p.ink),
        bgcolor=p.tide_soft if selected else None,
        border=ft.Border.all(1, chosen_edge if selected else edge),
        border_radius=16,
        padding=ft.Padding.symmetric(horizontal=across, vertical=4),
    )
    return pressable(
        pill,
        said or words,
        shell.act(choose),
        selected=selected,
        key=key,
        padding=ft.Padding.symmetric(vertical=8),
        border_radius=24,
    )
