"""The type scale: every text on a screen comes from here.

Each style is size / line height, as in the design notes. What came from outside goes through
:func:`journal_app.sharing.safe_text.shown` first; our own words and the person's own need not.
"""

from __future__ import annotations

from typing import Any

import flet as ft

from journal_app.ui.theme import LIGHT_FACE, MEDIUM_FACE

__all__ = [
    "body",
    "card_title",
    "crumb",
    "display",
    "label",
    "meta",
    "question",
    "secondary",
    "section",
    "style",
    "text",
    "writing",
]

W4, W5 = ft.FontWeight.W_400, ft.FontWeight.W_500


def style(
    size: float, line: float, colour: str, weight: ft.FontWeight = ft.FontWeight.W_400
) -> ft.TextStyle:
    """A text style of ``size`` / ``line`` pixels; medium and light have a face of their own."""
    face = {ft.FontWeight.W_500: MEDIUM_FACE, ft.FontWeight.W_300: LIGHT_FACE}.get(weight)
    return ft.TextStyle(
        size=size,
        height=line / size,
        weight=weight,
        color=colour,
        font_family=face,
        letter_spacing=0,
    )


def text(
    value: str,
    size: float,
    line: float,
    colour: str,
    *,
    weight: ft.FontWeight = W4,
    heading: int | None = None,
    **kw: Any,
) -> ft.Control:
    """Text of a size that has no name of its own; a ``heading`` level makes it one."""
    made = ft.Text(value, style=style(size, line, colour, weight), **kw)
    if heading is None:
        return made
    return ft.Semantics(header=True, heading_level=heading, content=made)


def display(value: str, colour: str, **kw: Any) -> ft.Control:
    """The product's name on the lock screen, a therapist's on the card: 30/38."""
    return text(value, 30, 38, colour, **kw)


def question(value: str, colour: str, **kw: Any) -> ft.Control:
    """A question or a page's title, 26/32; longer than 60 characters it steps down to 23/31."""
    size, line = (26, 32) if len(value) <= 60 else (23, 31)
    return text(value, size, line, colour, heading=1, **kw)


def card_title(value: str, colour: str, **kw: Any) -> ft.Control:
    """The title inside a card: 24/30."""
    return text(value, 24, 30, colour, heading=2, **kw)


def section(value: str, colour: str, **kw: Any) -> ft.Control:
    """A heading inside a page: 20/26."""
    return text(value, 20, 26, colour, heading=2, **kw)


def crumb(value: str, colour: str, **kw: Any) -> ft.Control:
    """A crumb's own words: 21/28."""
    return text(value, 21, 28, colour, **kw)


def writing(value: str, colour: str, **kw: Any) -> ft.Control:
    """A person's own longer words: 18/30."""
    return text(value, 18, 30, colour, **kw)


def body(value: str, colour: str, **kw: Any) -> ft.Control:
    """Ordinary text: 17/26."""
    return text(value, 17, 26, colour, **kw)


def secondary(value: str, colour: str, **kw: Any) -> ft.Control:
    """A quieter line: 15/22."""
    return text(value, 15, 22, colour, **kw)


def label(value: str, colour: str, **kw: Any) -> ft.Control:
    """A small heading or a name in a list: 15/22, medium."""
    return text(value, 15, 22, colour, weight=W5, **kw)


def meta(value: str, colour: str, **kw: Any) -> ft.Control:
    """When and what, beside an entry: 13/18."""
    return text(value, 13, 18, colour, **kw)
