"""The figure of the body map: soft and plain, lit like a small dawn where something was marked.

Two equal ways to mark a spot: a tap on the figure, and the same regions by name below it. The names
are the ones a keyboard and a screen reader reach; the figure is a picture that says what is marked.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import partial

import flet as ft
import flet.canvas as cv

from journal_app.domain.body import HEIGHT, WIDTH, Point, Region, View, region_at, regions
from journal_app.ui import sky
from journal_app.ui.parts import texts
from journal_app.ui.parts.chip import chip
from journal_app.ui.shell import Shell
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["Figure", "figure_shapes", "names", "region_names"]

_FINGER = 24.0  # half of a target of 48
_SIDE = 58.0  # room beside the figure for "your left"
_SUNRISE, _GLOW = 6.6, 7.2  # hours of the sky
_SEAM = 2.1

Choose = Callable[[str], None]


def names(ids: Collection[str]) -> str:
    """The names of regions in one line."""
    return ", ".join(say(f"body.at_{region_id}") for region_id in ids)


def _path(region: Region, scale: float) -> list[cv.Path.PathElement]:
    """The outline with cubic curves: the client fills its quadratic ones as straight lines."""

    def at(point: Point) -> Point:
        return round(point[0] * scale, 2), round(point[1] * scale, 2)

    def pulled(end: Point, corner: Point) -> Point:
        return at((end[0] + 2 / 3 * (corner[0] - end[0]), end[1] + 2 / 3 * (corner[1] - end[1])))

    bends = region.bends
    elements: list[cv.Path.PathElement] = [cv.Path.MoveTo(*at(bends[0].start))]
    for bend in bends:
        first, second = pulled(bend.start, bend.corner), pulled(bend.end, bend.corner)
        elements.append(cv.Path.LineTo(*at(bend.start)))
        elements.append(cv.Path.CubicTo(*first, *second, *at(bend.end)))
    return [*elements, cv.Path.Close()]


def figure_shapes(p: Palette, view: View, marked: Collection[str], scale: float) -> list[cv.Shape]:
    """The figure, its seams nearly closed, and a glow in each region that is marked."""
    shapes: list[cv.Shape] = []
    for region in regions(view):
        path = _path(region, scale)
        shapes.append(cv.Path(path, paint=ft.Paint(color=p.tide_soft)))
        seam = ft.Paint(
            color=p.tide_soft,
            style=ft.PaintingStyle.STROKE,
            stroke_width=_SEAM * scale,
            stroke_join=ft.StrokeJoin.ROUND,
        )
        shapes.append(cv.Path(path, paint=seam))
    for region in regions(view):
        if region.id in marked:
            shapes.append(cv.Path(_path(region, scale), paint=_glow(p, region, scale)))
    return shapes


def _glow(p: Palette, region: Region, scale: float) -> ft.Paint:
    x, y = region.middle
    return ft.Paint(
        gradient=ft.PaintRadialGradient(
            (x * scale, y * scale),
            region.reach * 0.62 * scale,
            [p.dawn, sky.sky(_SUNRISE, dark=p.dark), sky.sky(_GLOW, dark=p.dark)],
            [0.0, 0.55, 1.0],
        )
    )


@ft.component
def Figure(
    shell: Shell,
    view: View,
    look: Callable[[View], None],
    marked: Collection[str],
    choose: Choose,
    width: float,
) -> ft.Control:
    """The figure on its card, to be turned round; ``width`` is what there is for the card."""
    p = shell.p
    sides = not shell.large_text
    room = width - 32 - (2 * _SIDE if sides else 0)
    scale = min(max(room / WIDTH, 0.6), 1.0)

    def tapped(event: ft.TapEvent[ft.GestureDetector]) -> None:
        at = event.local_position
        found = at and region_at(view, at.x / scale, at.y / scale, _FINGER / scale)
        if found:
            choose(found)

    here = [region.id for region in regions(view) if region.id in marked]
    said = say("body.marked", names=names(here)) if here else say("body.none_marked")
    drawing = ft.GestureDetector(
        key="figure",
        mouse_cursor=ft.MouseCursor.CLICK,
        on_tap_up=shell.act(tapped),
        content=cv.Canvas(
            figure_shapes(p, view, here, scale), width=WIDTH * scale, height=HEIGHT * scale
        ),
    )
    picture = ft.Semantics(
        label=f"{say(f'body.figure_{view.value}')} {said}",
        image=True,
        container=True,
        exclude_semantics=True,
        content=drawing,
    )
    left, right = ("your_right", "your_left") if view is View.FRONT else ("your_left", "your_right")
    row: list[ft.Control] = [picture]
    if sides:
        row = [_side(p, say(f"body.{left}")), picture, _side(p, say(f"body.{right}"))]
    return ft.Container(
        bgcolor=p.surface,
        border=ft.Border.all(1, p.line),
        border_radius=20,
        padding=ft.Padding.only(left=16, right=16, top=12, bottom=16),
        content=ft.Column(
            [
                _turn(shell, view, look),
                ft.Row(row, spacing=0, alignment=ft.MainAxisAlignment.CENTER),
            ],
            spacing=12,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
    )


def _side(p: Palette, words: str) -> ft.Control:
    """Whose left it is, once more, where it matters."""
    return ft.Container(
        texts.meta(words, p.quiet, text_align=ft.TextAlign.CENTER),
        width=_SIDE,
    )


def _turn(shell: Shell, view: View, look: Callable[[View], None]) -> ft.Control:
    """Front and back, side by side in one pill."""
    halves = [
        chip(
            shell,
            say(f"body.{each.value}"),
            each is view,
            partial(look, each),
            key=f"look-{each.value}",
            edged=True,
            across=22,
        )
        for each in View
    ]
    return ft.Row(halves, spacing=8, alignment=ft.MainAxisAlignment.CENTER, wrap=True)


def region_names(shell: Shell, view: View, marked: Collection[str], choose: Choose) -> ft.Control:
    """Every region of the view by name, from head to foot: the equal way to the figure."""
    chips = [
        chip(
            shell,
            say(f"body.at_{region.id}"),
            region.id in marked,
            partial(choose, region.id),
            key=f"region-{region.id}",
            edged=True,
        )
        for region in regions(view)
    ]
    return ft.Row(chips, spacing=8, run_spacing=0, wrap=True)
