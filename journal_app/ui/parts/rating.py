"""One control of the tolerance check: a number from 0 to 10 with a line that shows it.

Minus, slider and plus do the same thing, so nobody has to drag. The line shows the state without
judging it: revved ripples more; far away comes apart into smaller, drifting grains from the right.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import flet as ft
import flet.canvas as cv

from journal_app.ui.parts import buttons, texts
from journal_app.ui.shell import Shell
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["Rating", "drift", "ripple"]

HIGHEST = 10
_LONGEST, _LINE_HEIGHT = 420.0, 44.0
_DOTS = 64


def ripple(p: Palette, value: int, width: float) -> list[cv.Shape]:
    """The line of "revved": amplitude 1.2 + 1.35 v, waves 5 + 1.1 v, calm at both ends."""
    middle, amplitude, waves = _LINE_HEIGHT / 2, 1.2 + 1.35 * value, 5 + 1.1 * value
    points = []
    for step in range(int(width) // 2 + 1):
        t = min(step * 2 / width, 1.0)
        envelope = 0.25 + 0.75 * math.sin(math.pi * t) ** 1.5
        points.append(
            (t * width, middle - amplitude * envelope * math.sin(2 * math.pi * waves * t))
        )
    elements: list[cv.Path.PathElement] = [cv.Path.MoveTo(*points[0])]
    elements += [cv.Path.LineTo(x, y) for x, y in points[1:]]
    paint = ft.Paint(
        style=ft.PaintingStyle.STROKE,
        stroke_width=2.4,
        color=p.dawn,
        stroke_join=ft.StrokeJoin.ROUND,
        stroke_cap=ft.StrokeCap.ROUND,
    )
    return [cv.Path(elements, paint=paint)]


def drift(p: Palette, value: int, width: float) -> list[cv.Shape]:
    """The line of "far away": 64 grains; the further, the more of them come loose."""
    middle = _LINE_HEIGHT / 2
    shapes: list[cv.Shape] = []
    whole = 1.0 - value * 0.095  # the share of the line that still holds together
    for dot in range(_DOTS):
        t = dot / (_DOTS - 1)
        loose = max(0.0, (t - whole) / max(1.0 - whole, 1e-9)) if value else 0.0
        wander = loose * value
        x = 2.8 + t * (width - 5.6)
        y = (
            middle
            + wander * 1.5 * math.sin(dot * 2.4) * min(1.0, value / 4)
            + wander * math.sin(dot * 0.55 + 1.2)
        )
        radius = max(0.9, 2.8 - loose * (0.7 + 0.12 * value))
        colour = ft.Colors.with_opacity(1.0 - 0.45 * loose, p.night_line)
        shapes.append(cv.Circle(x, y, radius, paint=ft.Paint(color=colour)))
    return shapes


def _slider_shapes(p: Palette, value: int, track: float, *, focused: bool) -> list[cv.Shape]:
    """Track 14 high, thumb 26 with a ring of 3, eleven dots."""
    middle, inset = 24.0, 13.0
    span = track - 2 * inset
    x = inset + span * value / HIGHEST
    shapes: list[cv.Shape] = [
        cv.Rect(0, middle - 7, track, 14, border_radius=7, paint=ft.Paint(color=p.tide_soft)),
        cv.Rect(0, middle - 7, x, 14, border_radius=7, paint=ft.Paint(color=p.tide)),
    ]
    for dot in range(HIGHEST + 1):
        colour = p.on_tide if dot < value else p.edge
        at = inset - 5.5 + (span + 11) * dot / HIGHEST
        shapes.append(cv.Circle(at, middle, 1.7, paint=ft.Paint(color=colour)))
    if focused:
        shapes.append(cv.Circle(x, middle, 19, paint=ft.Paint(color=p.tide_soft_2)))
    shapes.append(cv.Circle(x, middle, 16, paint=ft.Paint(color=p.surface)))
    shapes.append(cv.Circle(x, middle, 13, paint=ft.Paint(color=p.tide)))
    return shapes


def amount(value: int) -> str:
    """The number in plain words."""
    step = (
        "none",
        "little",
        "little",
        "little",
        "some",
        "some",
        "some",
        "much",
        "much",
        "very",
        "very",
    )
    return say(f"gate.amount_{step[value]}")


@ft.component
def Rating(
    shell: Shell,
    name: str,
    kind: str,
    hint: str,
    value: int,
    change: Callable[[int], None],
    show_number: bool = True,
) -> ft.Control:
    """The control as a card. ``kind`` is "revved" or "far"; ``change`` is told each new number."""
    p = shell.p
    focused, set_focused = ft.use_state(False)
    room, set_room = ft.use_state(316.0)
    draw = ripple if kind == "revved" else drift
    track = min(max(room - 2 * 48 - 30, 96.0), _LONGEST)  # 190 on a phone of 390

    def put(number: int) -> None:
        number = min(max(number, 0), HIGHEST)
        if number != value:
            change(number)

    number = texts.text(str(value), 28, 32, p.tide) if show_number else ft.Container()
    head = ft.Row(
        [ft.Container(texts.section(name, p.ink), expand=True), number],
        vertical_alignment=ft.CrossAxisAlignment.END,
    )
    plain = ft.Row(
        [
            ft.Container(texts.secondary(hint, p.quiet), expand=True),
            texts.secondary(amount(value), p.quiet),
        ]
    )
    slider = ft.Semantics(
        label=name,
        slider=True,
        value=f"{value}, {amount(value)}",
        increased_value=str(min(value + 1, HIGHEST)),
        decreased_value=str(max(value - 1, 0)),
        container=True,
        exclude_semantics=True,
        on_increase=shell.act(lambda: put(value + 1)),
        on_decrease=shell.act(lambda: put(value - 1)),
        content=ft.Stack(
            [
                cv.Canvas(_slider_shapes(p, value, track, focused=focused), width=track, height=48),
                ft.Slider(
                    key=f"slide-{kind}",
                    min=0,
                    max=HIGHEST,
                    divisions=HIGHEST,
                    value=value,
                    width=track,
                    height=48,
                    padding=ft.Padding.symmetric(horizontal=0),
                    opacity=0.01,
                    on_change=lambda e: put(int(float(e.data or 0))),
                    on_focus=lambda: set_focused(True),
                    on_blur=lambda: set_focused(False),
                ),
            ],
            width=track,
            height=48,
        ),
    )
    return ft.Container(
        bgcolor=p.surface,
        border=ft.Border.all(1, p.line),
        border_radius=20,
        padding=ft.Padding.only(left=20, right=20, top=14, bottom=14),
        content=ft.Column(
            [
                head,
                plain,
                ft.Container(
                    cv.Canvas(draw(p, value, room), height=_LINE_HEIGHT, width=room),
                    on_size_change=lambda e: set_room(round(e.width)),
                    margin=ft.Margin.symmetric(vertical=6),
                ),
                ft.Row(
                    [
                        _round(
                            p,
                            ft.Icons.REMOVE,
                            say("gate.less", name=name),
                            f"less-{kind}",
                            shell,
                            lambda: put(value - 1),
                        ),
                        slider,
                        _round(
                            p,
                            ft.Icons.ADD,
                            say("gate.more", name=name),
                            f"more-{kind}",
                            shell,
                            lambda: put(value + 1),
                        ),
                    ],
                    alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
                    spacing=4,
                ),
            ],
            spacing=0,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )


def _round(
    p: Palette, icon: ft.IconData, words: str, key: str, shell: Shell, press: Callable[[], None]
) -> ft.Control:
    return ft.Container(
        buttons.icon_button(p, icon, words, shell.act(press), colour=p.on_tide_soft, key=key),
        bgcolor=p.tide_soft,
        border_radius=24,
    )
