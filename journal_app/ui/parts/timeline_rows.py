"""The rows of the journal's list: the line with its dots, and an entry or a day beside it.

Each row is a memoised component over plain values, so that one entry that changes draws one row.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import flet as ft

from journal_app.ui.parts import kept, texts
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.parts.timeline import Heading, Look, Row
from journal_app.ui.theme import Palette

__all__ = ["HALO", "RAIL", "HeadingRow", "Space", "TimelineRow"]

RAIL = 52.0  # where the words begin
_CENTRE = 27.0
_LINE, _DOT, _RING = 4.0, 12.0, 3.0
_META = 18.0  # height of the meta row's first line; the dot stands in its middle
HALO = 8.0  # how far a row that is pressed shines beyond its words


@dataclass(frozen=True)
class Space:
    """How much room a row has: the column's width (``None``: all there is), the margin to its
    right, how large the platform draws text, and how many small letters fit on a line."""

    width: float | None
    edge: float
    scale: float
    letters: int


def _piece(colours: tuple[str, ...], **place: Any) -> ft.Control:
    """A piece of the line."""
    return ft.Container(
        left=_CENTRE - _LINE / 2,
        width=_LINE,
        bgcolor=colours[0] if len(colours) == 1 else None,
        gradient=None
        if len(colours) == 1
        else ft.LinearGradient(
            list(colours), begin=ft.Alignment.TOP_CENTER, end=ft.Alignment.BOTTOM_CENTER
        ),
        **place,
    )


def _in_column(space: Space, layers: list[ft.Control]) -> ft.Control:
    if space.width is None:
        return ft.Container(ft.Stack(layers))
    return ft.Container(  # the margin at the right hangs out of the column; so one at the left
        ft.Container(ft.Stack(layers), width=space.width + space.edge),
        padding=ft.Padding.only(left=space.edge),
        alignment=ft.Alignment.TOP_CENTER,
    )


@ft.component
def _heading_row(p: Palette, heading: Heading, space: Space) -> ft.Control:
    day = heading.day
    top = 14.0 if heading.above else 4.0
    icon_foot = top + 26 * space.scale + 4
    layers: list[ft.Control] = []
    if heading.above:
        layers.append(_piece((heading.above,), top=0, height=top - 2))
    marked = day.dawn or day.session
    layers.append(
        _piece(heading.below, top=icon_foot if marked or not heading.above else 0, bottom=0)
    )
    if marked:
        layers.append(
            ft.Container(
                ft.Icon(
                    ft.Icons.WB_TWILIGHT if day.dawn else ft.Icons.LIGHT_MODE_OUTLINED,
                    size=24,
                    color=p.dawn if day.dawn else p.quiet,
                ),
                left=_CENTRE - 12,
                top=top + (26 * space.scale - 24) / 2,
            )
        )
    words = ft.Row(
        [texts.section(day.title, p.ink), texts.secondary(day.quiet, p.quiet)],
        spacing=8,
        run_spacing=0,
        wrap=True,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    layers.append(
        ft.Semantics(
            header=True,
            heading_level=2,
            container=True,
            label=f"{day.title}, {day.quiet}",
            exclude_semantics=True,
            content=ft.Container(
                words, padding=ft.Padding.only(left=RAIL, right=space.edge, top=top, bottom=12)
            ),
        )
    )
    return _in_column(space, layers)


HeadingRow = ft.memo(_heading_row)
"""A day's heading on the line; drawn again only when it changes."""


@ft.component
def _timeline_row(
    p: Palette, row: Row, space: Space, last: bool, opened: Callable[..., Any]
) -> ft.Control:
    middle = _META * space.scale / 2
    inner = ft.Column(
        [_meta_row(p, row, space), *_content(p, row)],
        spacing=8 if row.look in (Look.CARD, Look.RESTING) else 4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    pressed = pressable(
        inner,
        row.spoken,
        opened,
        key=f"entry-{row.entry_id}",
        data=row.entry_id,
        border_radius=12,
        padding=ft.Padding.symmetric(horizontal=HALO),
    )
    return _in_column(
        space,
        [
            _piece(
                row.below,
                top=middle + _DOT / 2 + _RING,
                bottom=6 if last else 0,
                border_radius=_LINE / 2 if last else None,
            ),
            ft.Container(
                left=_CENTRE - _DOT / 2,
                top=middle - _DOT / 2,
                width=_DOT,
                height=_DOT,
                border_radius=_DOT / 2,
                bgcolor=row.dot,
            ),
            ft.Container(
                pressed,
                padding=ft.Padding.only(left=RAIL - HALO, right=space.edge - HALO, bottom=16),
            ),
        ],
    )


TimelineRow = ft.memo(_timeline_row)
"""One entry on the line; drawn again only when what it says changes."""


def _meta_row(p: Palette, row: Row, space: Space) -> ft.Control:
    icon = ft.Icon(row.icon, size=16, color=p.quiet)
    meta = texts.meta(row.meta, p.quiet, expand=True)
    if not row.who:
        return ft.Row([icon, meta], spacing=6)
    seen = ft.Icons.IOS_SHARE if row.shared else ft.Icons.LOCK_OUTLINE
    who_icon = ft.Icon(seen, size=16, color=p.quiet)
    if len(row.meta) + len(row.who) <= space.letters:
        return ft.Row([icon, meta, who_icon, texts.meta(row.who, p.quiet)], spacing=6)
    who = texts.meta(row.who, p.quiet, expand=True)
    return ft.Column(
        [ft.Row([icon, meta], spacing=6), ft.Row([who_icon, who], spacing=6)],
        spacing=2,
        tight=True,
    )


def _content(p: Palette, row: Row) -> list[ft.Control]:
    """The entry's own words, each kind in its own look."""
    if row.look is Look.BARE:
        return [texts.crumb(row.words, p.ink, **_whole_lines(row.words))]
    if row.look is Look.CARD:
        return [
            ft.Container(
                texts.body(row.words, p.ink, **_whole_lines(row.words)),
                bgcolor=p.surface,
                border=ft.Border.all(1, p.line),
                border_radius=16,
                padding=ft.Padding.symmetric(horizontal=16, vertical=12),
            )
        ]
    if row.look is Look.RESTING:
        return [_resting_card(p, row)]
    both = [texts.body(row.words, p.ink, **_whole_lines(row.words))] if row.words else []
    if row.after:
        both.append(texts.body(row.after, p.quiet, **_whole_lines(row.after)))
    return [ft.Column(both, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)]


def _whole_lines(words: str) -> dict[str, Any]:
    """Four lines at most, ended by an ellipsis, in the direction the words run."""
    return {
        "max_lines": 4,
        "overflow": ft.TextOverflow.ELLIPSIS,
        "rtl": kept.right_to_left(words),
    }


def _resting_card(p: Palette, row: Row) -> ft.Control:
    words = ft.Column(
        [texts.body(row.words, p.ink), texts.secondary(row.after, p.quiet)],
        spacing=0,
        expand=True,
    )
    return ft.Container(
        ft.Row([ft.Icon(ft.Icons.NIGHTLIGHT_OUTLINED, size=22, color=p.quiet), words], spacing=16),
        bgcolor=p.sunk,
        border_radius=16,
        padding=ft.Padding.symmetric(horizontal=16, vertical=14),
    )
