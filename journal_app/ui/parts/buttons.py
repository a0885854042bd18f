"""Buttons: one filled at most on a screen, the rest tonal, outlined or text; all 48 high at least.

Height comes from padding around the words, so that large text makes a button taller and never cuts
its words off.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from journal_app.ui.parts import texts
from journal_app.ui.theme import Palette

__all__ = [
    "deleting",
    "filled",
    "floating",
    "icon_button",
    "outlined",
    "round_button",
    "text_button",
    "tile",
    "tonal",
]

Press = Callable[..., Any]
_State = ft.ControlState


def _style(
    p: Palette,
    colour: str,
    background: str | None = None,
    *,
    big: bool = False,
    across: float = 24,
    radius: float = 28,
    edge: str | None = None,
) -> ft.ButtonStyle:
    size, up = (17.0, 16.1) if big else (15.0, 13.5)  # 17 * 1.4 + 2 * 16.1 = 56; 15: 48
    sides: dict[ft.ControlState, ft.BorderSide] = {
        _State.FOCUSED: ft.BorderSide(2, p.ink if background == p.tide else p.tide)
    }
    if edge is not None:
        sides[_State.DEFAULT] = ft.BorderSide(1, edge)
    colours = {_State.DISABLED: p.quiet, _State.DEFAULT: colour}
    return ft.ButtonStyle(
        color=colours,
        icon_color=colours,
        bgcolor=background and {_State.DISABLED: p.sunk, _State.DEFAULT: background},
        overlay_color=ft.Colors.with_opacity(0.08, colour),
        elevation=0,
        padding=ft.Padding.symmetric(horizontal=across, vertical=up),
        text_style=texts.style(size, 1.4 * size, "", ft.FontWeight.W_500),
        shape=ft.RoundedRectangleBorder(radius=radius),
        side=sides,
        icon_size=20,
    )


def _words(words: str, said: str = "") -> ft.Text:
    return ft.Text(words, text_align=ft.TextAlign.CENTER, semantics_label=said or None)


def filled(p: Palette, words: str, on_click: Press, *, big: bool = False, **kw: Any) -> ft.Control:
    """The one filled button of a screen; ``big`` (56 high) at the bottom of it."""
    style = _style(p, p.on_tide, p.tide, big=big, across=24 if big else 32)
    return ft.FilledButton(_words(words), elevation=0, style=style, on_click=on_click, **kw)


def deleting(p: Palette, words: str, on_click: Press, **kw: Any) -> ft.Control:
    """The filled button of the one page where something is destroyed."""
    style = _style(p, p.on_tide, p.danger, big=True)
    return ft.FilledButton(_words(words), elevation=0, style=style, on_click=on_click, **kw)


def tonal(p: Palette, words: str, on_click: Press, *, big: bool = False, **kw: Any) -> ft.Control:
    """A soft button; two of them side by side weigh the same.

    It is a filled one in other colours: what grows quiet while a page changes stays the same
    button to the client, and a press at that moment is not lost with the one it was made on.
    """
    style = _style(p, p.on_tide_soft, p.tide_soft, big=big)
    return ft.FilledButton(_words(words), elevation=0, style=style, on_click=on_click, **kw)


def outlined(
    p: Palette, words: str, on_click: Press, *, big: bool = False, **kw: Any
) -> ft.Control:
    """A button with an edge and no fill."""
    style = _style(p, p.tide, big=big, edge=p.edge)
    return ft.OutlinedButton(_words(words), style=style, on_click=on_click, **kw)


def text_button(
    p: Palette,
    words: str,
    on_click: Press,
    *,
    colour: str | None = None,
    start: bool = False,
    said: str = "",
    **kw: Any,
) -> ft.Control:
    """A button of words alone; with ``start`` the words stand flush with the text above them.

    ``said`` is its name where the words alone say too little.
    """
    style = _style(p, colour or p.tide, across=0 if start else 12, radius=24 if not start else 8)
    if start:
        style.alignment = ft.Alignment.CENTER_LEFT
    return ft.TextButton(_words(words, said), style=style, on_click=on_click, **kw)


def floating(p: Palette, icon: ft.IconData, words: str, on_click: Press, **kw: Any) -> ft.Control:
    """The filled button that stands over a list: 56 high, radius 18, and no shadow."""
    style = _style(p, p.on_tide, p.tide, across=22, radius=18)
    style.padding = ft.Padding.symmetric(horizontal=22, vertical=17.5)
    return ft.FilledButton(
        _words(words), icon=icon, elevation=0, style=style, on_click=on_click, **kw
    )


def icon_button(
    p: Palette,
    icon: ft.IconData,
    words: str,
    on_click: Press | None,
    *,
    colour: str | None = None,
    **kw: Any,
) -> ft.Control:
    """A 48 x 48 icon with its name for those who do not see it; at rest without ``on_click``.

    The name is the icon's. There is no tooltip: it leaves the button itself without a name, and
    when it closes, the field that was clicked meanwhile loses the focus (accessibility tree on).
    """
    return ft.IconButton(
        icon=ft.Icon(icon, size=24, color=colour or p.quiet, semantics_label=words),
        width=48,
        height=48,
        on_click=on_click,
        disabled=on_click is None,
        style=ft.ButtonStyle(side={_State.FOCUSED: ft.BorderSide(2, p.tide)}),
        **kw,
    )


def round_button(
    p: Palette, icon: ft.IconData, words: str, on_click: Press | None, *, key: str
) -> ft.Control:
    """An icon on a soft disc of 48, such as minus and plus; at rest without ``on_click``."""
    rests = on_click is None
    button = icon_button(
        p, icon, words, on_click, colour=p.edge if rests else p.on_tide_soft, key=key
    )
    return ft.Container(button, bgcolor=p.sunk if rests else p.tide_soft, border_radius=24)


def tile(p: Palette, icon: ft.IconData, words: str, on_click: Press, **kw: Any) -> ft.Control:
    """A 56-high tile with an icon and a few words, such as "Keep a crumb"."""
    style = _style(p, p.tide, across=18, radius=16, edge=p.line)
    style.padding = ft.Padding.symmetric(horizontal=18, vertical=17)
    row = ft.Row([ft.Icon(icon, size=20), ft.Text(words, expand=True)], spacing=12)
    return ft.OutlinedButton(row, style=style, on_click=on_click, **kw)
