"""One control of a check: a number from 0 to 10, or nothing said.

Minus, slider and plus do the same thing, so nobody has to drag. The two of the tolerance check have
a line that shows the state without judging it: revved ripples more; far away comes apart into
smaller, drifting grains from the right. Where nothing was said yet the thumb is hollow and rests
somewhere: that is no answer, and 0 is one.
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

__all__ = ["Rating", "amount", "drift", "ripple"]

HIGHEST = 10
_LONGEST, _LINE_HEIGHT = 420.0, 44.0
_DOTS = 64
_RESTS_AT = {"revved": 3, "far": 2}
_MIDDLE = 5


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


def _slider_shapes(
    p: Palette, value: int, track: float, *, focused: bool, said: bool
) -> list[cv.Shape]:
    """Track 14 high, thumb 26 with a ring of 3, eleven dots; hollow where nothing was said."""
    middle, inset = 24.0, 13.0
    span = track - 2 * inset
    x = inset + span * value / HIGHEST
    shapes: list[cv.Shape] = [
        cv.Rect(0, middle - 7, track, 14, border_radius=7, paint=ft.Paint(color=p.tide_soft))
    ]
    if said:
        shapes.append(cv.Rect(0, middle - 7, x, 14, border_radius=7, paint=ft.Paint(color=p.tide)))
    for dot in range(HIGHEST + 1):
        colour = p.on_tide if said and dot < value else p.edge
        at = inset - 5.5 + (span + 11) * dot / HIGHEST
        shapes.append(cv.Circle(at, middle, 1.7, paint=ft.Paint(color=colour)))
    if focused:
        shapes.append(cv.Circle(x, middle, 19, paint=ft.Paint(color=p.tide_soft_2)))
    shapes.append(cv.Circle(x, middle, 16, paint=ft.Paint(color=p.surface)))
    if said:
        shapes.append(cv.Circle(x, middle, 13, paint=ft.Paint(color=p.tide)))
    else:
        ring = ft.Paint(color=p.edge, style=ft.PaintingStyle.STROKE, stroke_width=2)
        shapes.append(cv.Circle(x, middle, 12, paint=ring))
    return shapes


_STEPS = (
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


def amount(value: int, name: str = "") -> str:
    """The number in plain words; of a mood there is no "a lot", so it has words of its own."""
    return say(f"how.mood_{_STEPS[value]}" if name == "mood" else f"gate.amount_{_STEPS[value]}")


@ft.component
def Rating(
    shell: Shell,
    name: str,
    kind: str,
    hint: str,
    value: int | None,
    change: Callable[[int], None],
    show_number: bool = True,
    unsay: Callable[[], None] | None = None,
) -> ft.Control:
    """The control as a card, with its line where ``kind`` is "revved" or "far".

    ``value`` is ``None`` where nothing was said; ``change`` is told each number, and ``unsay`` that
    it is taken back, where that is offered.
    """
    p = shell.p
    room, set_room = ft.use_state(316.0)
    said = value is not None
    shown = _RESTS_AT.get(kind, _MIDDLE) if value is None else value
    words = say("how.unsaid") if value is None else amount(value, kind)

    def put(number: int) -> None:
        number = min(max(number, 0), HIGHEST)
        if number != value:
            change(number)

    content: list[ft.Control] = [
        _head(shell, name, kind, value, show_number, unsay),
        _plain(shell, hint, words),
    ]
    if kind in _RESTS_AT:
        line = ripple(p, shown, room) if kind == "revved" else drift(p, shown, room)
        content.append(
            ft.Container(
                cv.Canvas(line, height=_LINE_HEIGHT, width=room),
                margin=ft.Margin.symmetric(vertical=6),
                opacity=1.0 if said else 0.4,
            )
        )
    else:
        content.append(ft.Container(height=4))
    content.append(_row(shell, name, kind, value, shown, words, put, room))
    return ft.Container(
        bgcolor=p.surface,
        border=ft.Border.all(1, p.line),
        border_radius=20,
        padding=ft.Padding.only(left=20, right=20, top=14, bottom=14),
        content=ft.Container(
            ft.Column(
                content, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH, tight=True
            ),
            on_size_change=lambda e: set_room(round(e.width)),
        ),
    )


def _row(
    shell: Shell,
    name: str,
    kind: str,
    value: int | None,
    shown: int,
    words: str,
    put: Callable[[int], None],
    room: float,
) -> ft.Control:
    """Minus, slider, plus."""
    p = shell.p
    less, more = say("gate.less", name=name), say("gate.more", name=name)
    return ft.Row(
        [
            _round(p, ft.Icons.REMOVE, less, f"less-{kind}", shell, lambda: put(shown - 1)),
            _Slider(shell, name, kind, value, shown, words, put, room),
            _round(p, ft.Icons.ADD, more, f"more-{kind}", shell, lambda: put(shown + 1)),
        ],
        alignment=ft.MainAxisAlignment.SPACE_BETWEEN,
        spacing=4,
    )


def _head(
    shell: Shell,
    name: str,
    kind: str,
    value: int | None,
    show_number: bool,
    unsay: Callable[[], None] | None,
) -> ft.Control:
    """The name, the number where there is one to show, and the way to take it back."""
    p = shell.p
    gate = kind in _RESTS_AT
    row: list[ft.Control] = [
        ft.Container((texts.section if gate else texts.body)(name, p.ink), expand=True)
    ]
    if unsay is not None and value is not None:
        words = say("how.unsay", name=name)
        row.append(
            buttons.icon_button(p, ft.Icons.UNDO, words, shell.act(unsay), key=f"unsay-{kind}")
        )
    elif unsay is not None:
        row.append(ft.Container(width=48, height=48))  # nothing jumps under the finger
    if value is not None and show_number:
        size, line = (28, 32) if gate else (20, 26)
        row.append(texts.text(str(value), size, line, p.tide))
    centre = ft.CrossAxisAlignment.CENTER
    return ft.Row(row, vertical_alignment=ft.CrossAxisAlignment.END if unsay is None else centre)


def _plain(shell: Shell, hint: str, words: str) -> ft.Control:
    """What it is about, and how much of it in words; large text stacks them."""
    quiet = shell.p.quiet
    if shell.large_text:
        return ft.Column(
            [texts.secondary(hint, quiet), texts.secondary(words, shell.p.ink)],
            spacing=0,
            tight=True,
        )
    return ft.Row(
        [ft.Container(texts.secondary(hint, quiet), expand=True), texts.secondary(words, quiet)],
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


@ft.component
def _Slider(
    shell: Shell,
    name: str,
    kind: str,
    value: int | None,
    shown: int,
    words: str,
    put: Callable[[int], None],
    room: float,
) -> ft.Control:
    focused, set_focused = ft.use_state(False)
    track = min(max(room - 2 * 48 - 30, 96.0), _LONGEST)  # 190 on a phone of 390
    shapes = _slider_shapes(shell.p, shown, track, focused=focused, said=value is not None)

    def moved(event: ft.Event[ft.Slider]) -> None:
        put(int(float(event.data or 0)))

    slider = ft.Slider(
        key=f"slide-{kind}",
        min=0,
        max=HIGHEST,
        divisions=HIGHEST,
        value=shown,
        width=track,
        height=48,
        padding=ft.Padding.symmetric(horizontal=0),
        opacity=0.01,
        on_change=shell.act(moved),
        on_change_end=shell.act(
            moved
        ),  # a tap where the thumb rests changes nothing, and is an answer
        on_focus=lambda: set_focused(True),
        on_blur=lambda: set_focused(False),
    )
    return ft.Semantics(
        label=name,
        slider=True,
        value=words if value is None else f"{value}, {words}",
        increased_value=str(min(shown + 1, HIGHEST)),
        decreased_value=str(max(shown - 1, 0)),
        container=True,
        exclude_semantics=True,
        on_increase=shell.act(lambda: put(shown + 1)),
        on_decrease=shell.act(lambda: put(shown - 1)),
        content=ft.Stack(
            [cv.Canvas(shapes, width=track, height=48), slider], width=track, height=48
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
