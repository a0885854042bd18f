"""Links that leave the program: a call, a text, an address. The client opens them by itself.

A link stands on the control (``url``) and is not a handler: browsers open a dialler only within
the tap, and a phone opens it even while this program is slow. So the name stands on the icon
inside, and nothing is laid over the button: what a screen reader taps is the link itself.
"""

from __future__ import annotations

import flet as ft

from journal_app.ui.parts import buttons
from journal_app.ui.shell import Shell

__all__ = ["link_button", "link_icon"]


def _url(target: str) -> ft.Url:
    """An address gets a tab of its own; a dialler takes none, and would leave an empty one."""
    page = target.startswith("https:")
    return ft.Url(target, ft.UrlTarget.BLANK if page else ft.UrlTarget.SELF)


def link_icon(shell: Shell, icon: ft.IconData, words: str, target: str, *, key: str) -> ft.Control:
    """A round 48 x 48 icon that opens ``target``; ``words`` is its name."""
    p = shell.p
    button = ft.IconButton(
        icon=ft.Icon(icon, size=22, color=p.on_tide_soft, semantics_label=words),
        width=48,
        height=48,
        key=key,
        url=_url(target),
        style=ft.ButtonStyle(side={ft.ControlState.FOCUSED: ft.BorderSide(2, p.tide)}),
    )
    return ft.Container(button, bgcolor=p.tide_soft, border_radius=24)


def link_button(shell: Shell, words: str, target: str, *, key: str) -> ft.Control:
    """A soft button of words that opens ``target``."""
    return buttons.tonal(
        shell.p, words, shell.act(lambda: None), big=True, key=key, url=_url(target)
    )
