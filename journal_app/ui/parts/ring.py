"""The ring of 72 hours: a sky three times round, where I am in it, and the place in words.

Drawn on one canvas from the sky function alone. The ring carries no meaning that the words in the
disk do not, so to a screen reader it is one picture with those words as its name.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft
import flet.canvas as cv

from journal_app.ui import sky
from journal_app.ui.parts import texts
from journal_app.ui.theme import Palette

__all__ = ["DESKTOP", "PHONE", "SMALL", "RingSize", "ring"]

HOURS = 72
_GAP = 5.0  # degrees left open on each side of the top
_PER_HOUR = (360.0 - 2 * _GAP) / HOURS
_STARS = ((20.9, 4), (21.8, -5), (22.9, 3), (0.2, -3), (1.4, 5), (2.7, -4), (3.9, 3))
_MOON_FROM, _MOON_TO = 20.4, 5.3
_MARGIN = 14.0
_ONE_LINE = 12  # letters of the place that fit one line of the disk


@dataclass(frozen=True)
class RingSize:
    """Box and radius in logical pixels; stroke and marker stay the same at every size.

    The canvas is a little larger than the box, for the number beside a dawn at three o'clock.
    """

    box: float
    radius: float
    stroke: float = 22.0

    @property
    def canvas(self) -> float:
        """Width and height of what is drawn."""
        return self.box + 2 * _MARGIN

    @property
    def disk(self) -> float:
        """Radius of the disk inside the ring."""
        return self.radius - self.stroke / 2 - 6


PHONE = RingSize(306, 120)
SMALL = RingSize(264, 100)
DESKTOP = RingSize(372, 148)


def _angle(hour: float) -> float:
    """Where an hour of the window stands, in radians, zero at three o'clock, clockwise."""
    return math.radians(-90.0 + _GAP + hour * _PER_HOUR)


class _Drawing:
    """The ring's shapes, collected in the order they are painted."""

    def __init__(self, p: Palette, size: RingSize, first_hour: float, now: float) -> None:
        self.p, self.size, self.first_hour, self.now = p, size, first_hour, now
        self.c = size.canvas / 2
        self.shapes: list[cv.Shape] = []

    def local(self, hour: float) -> float:
        """The local hour of day at an hour of the window."""
        return (self.first_hour + hour) % 24.0

    def at(self, angle: float, radius: float) -> tuple[float, float]:
        return self.c + radius * math.cos(angle), self.c + radius * math.sin(angle)

    def sweep(self, *, pale: bool) -> ft.PaintSweepGradient:
        """The sky all round as one sweep gradient, starting at the top by rotation-free stops."""
        steps = 180
        colours = []
        for step in range(steps + 1):
            degrees = (step * 360.0 / steps + 90.0) % 360.0  # from the top, clockwise
            hour = min(max((degrees - _GAP) / _PER_HOUR, 0.0), float(HOURS))
            pick = sky.ahead if pale else sky.sky
            colours.append(pick(self.local(hour), dark=self.p.dark))
        stops = [step / steps for step in range(steps + 1)]
        return ft.PaintSweepGradient((self.c, self.c), colours, color_stops=stops)

    def arc(self, start: float, end: float, gradient: ft.PaintSweepGradient) -> None:
        r = self.size.radius
        self.shapes.append(
            cv.Arc(
                self.c - r,
                self.c - r,
                2 * r,
                2 * r,
                start_angle=_angle(start),
                sweep_angle=_angle(end) - _angle(start),
                paint=ft.Paint(
                    style=ft.PaintingStyle.STROKE,
                    stroke_width=self.size.stroke,
                    gradient=gradient,
                ),
            )
        )

    def end(self, hour: float, colour: str) -> None:
        """A round end at hour 0 or 72."""
        x, y = self.at(_angle(hour), self.size.radius)
        self.shapes.append(cv.Circle(x, y, self.size.stroke / 2, paint=ft.Paint(color=colour)))

    def ring(self) -> None:
        now = min(max(self.now, 0.0), float(HOURS))
        first = sky.sky if now > 0 else sky.ahead
        last = sky.sky if now >= HOURS else sky.ahead
        self.end(0, first(self.local(0), dark=self.p.dark))
        self.end(HOURS, last(self.local(HOURS), dark=self.p.dark))
        if now < HOURS:
            self.arc(now, HOURS, self.sweep(pale=True))
        if now > 0:
            self.arc(0, now, self.sweep(pale=False))

    def stars(self) -> None:
        paint = ft.Paint(color="#F4F1FF")
        for night in range(4):
            for index, (clock, offset) in enumerate(_STARS):
                hour = (clock - self.first_hour) % 24.0 + 24.0 * night
                if 0.6 < hour < HOURS - 0.6:
                    x, y = self.at(_angle(hour), self.size.radius + offset)
                    self.shapes.append(cv.Circle(x, y, (0.8, 1.2, 1.0)[index % 3], paint=paint))

    def dawns(self, dawns: Sequence[float]) -> None:
        outer = self.size.radius + self.size.stroke / 2 + 4.5
        for number, hour in enumerate(dawns, start=1):
            passed = hour <= self.now
            colour = self.p.dawn if passed else ft.Colors.with_opacity(0.55, self.p.dawn)
            for spread, length in ((-4.2, 5.0), (0.0, 7.0), (4.2, 5.0)):
                angle = _angle(hour) + math.radians(spread)
                x1, y1 = self.at(angle, outer)
                x2, y2 = self.at(angle, outer + length)
                paint = ft.Paint(color=colour, stroke_width=2, stroke_cap=ft.StrokeCap.ROUND)
                self.shapes.append(cv.Line(x1, y1, x2, y2, paint=paint))
            x, y = self.at(_angle(hour), outer + 19)
            style = texts.style(
                13,
                18,
                self.p.ink if passed else self.p.quiet,
                ft.FontWeight.W_500 if passed else ft.FontWeight.W_400,
            )
            self.shapes.append(
                cv.Text(x, y, str(number), style=style, alignment=ft.Alignment.CENTER)
            )

    def marker(self) -> None:
        hour = min(max(self.now, 0.0), float(HOURS))
        x, y = self.at(_angle(hour), self.size.radius)
        self.shapes.append(cv.Circle(x, y, 18.5, paint=ft.Paint(color=self.p.paper)))
        self.shapes.append(cv.Circle(x, y, 15.5, paint=ft.Paint(color=self.p.surface)))
        clock = self.local(hour)
        if clock >= _MOON_FROM or clock < _MOON_TO:
            self.shapes.append(cv.Circle(x, y, 7.2, paint=ft.Paint(color=self.p.moon)))
            self.shapes.append(
                cv.Circle(x + 3.4, y - 2.8, 6.0, paint=ft.Paint(color=self.p.surface))
            )
            return
        self.shapes.append(cv.Circle(x, y, 5.2, paint=ft.Paint(color=self.p.dawn)))
        for ray in range(8):
            angle = math.radians(45.0 * ray)
            self.shapes.append(
                cv.Line(
                    x + 7.6 * math.cos(angle),
                    y + 7.6 * math.sin(angle),
                    x + 10.0 * math.cos(angle),
                    y + 10.0 * math.sin(angle),
                    paint=ft.Paint(
                        color=self.p.dawn, stroke_width=1.8, stroke_cap=ft.StrokeCap.ROUND
                    ),
                )
            )

    def disk(self) -> None:
        r = self.size.disk
        colours = sky.phase_colours(self.local(self.now), dark=self.p.dark)
        top = sky.blend(colours.disk_middle, self.p.surface, 0.5 if self.p.dark else 0.95)
        gradient = ft.PaintLinearGradient(
            (0, self.c - r),
            (0, self.c + r),
            [top, colours.disk_middle, colours.disk_foot],
            color_stops=[0.0, 0.45, 1.0],
        )
        self.shapes.append(cv.Circle(self.c, self.c, r, paint=ft.Paint(gradient=gradient)))
        self.hills(colours.disk_foot)

    def hills(self, foot: str) -> None:
        """Three hills in the lowest fifth, cut by the disk's own circle."""
        front = "#27403F" if self.p.dark else "#BFCDBE"
        middle, back = sky.blend(foot, front, 0.72), sky.blend(foot, front, 0.40)
        # crest height as a share of the radius below the centre, at left, middle and right
        for colour, left, mid, right in (
            (back, 0.62, 0.63, 0.50),
            (middle, 0.71, 0.62, 0.80),
            (front, 0.70, 0.80, 0.93),
        ):
            self.shapes.append(self._hill(colour, left, mid, right))

    def _hill(self, colour: str, left: float, mid: float, right: float) -> cv.Path:
        r = self.size.disk
        crest: list[tuple[float, float]] = []
        steps = 40
        for step in range(steps + 1):
            t = step / steps
            # a quadratic through the three heights, then cut where it leaves the disk
            height = (
                2 * (t - 0.5) * (t - 1) * left - 4 * t * (t - 1) * mid + 2 * t * (t - 0.5) * right
            )
            x = (2 * t - 1) * r
            if x * x + (height * r) ** 2 <= r * r:
                crest.append((x, height * r))
        (x0, y0), (x1, y1) = crest[0], crest[-1]
        x0, x1 = -math.sqrt(r * r - y0 * y0), math.sqrt(r * r - y1 * y1)
        start, stop = math.atan2(y1, x1), math.atan2(y0, x0)
        edge = [
            (r * math.cos(a), r * math.sin(a))
            for a in (start + (stop - start) * step / steps for step in range(steps + 1))
        ]
        outline = [*crest, *edge]
        elements: list[cv.Path.PathElement] = [
            cv.Path.MoveTo(self.c + outline[0][0], self.c + outline[0][1])
        ]
        elements += [cv.Path.LineTo(self.c + x, self.c + y) for x, y in outline[1:]]
        elements.append(cv.Path.Close())
        return cv.Path(elements, paint=ft.Paint(color=colour))


def balanced(words: str) -> str:
    """Words for the disk: more than fits one line is broken where the two lines are most alike."""
    spaces = [at for at, letter in enumerate(words) if letter == " "]
    if len(words) <= _ONE_LINE or not spaces:
        return words
    at = min(spaces, key=lambda space: abs(2 * space + 1 - len(words)))
    return f"{words[:at]}\n{words[at + 1 :]}"


def ring(
    p: Palette,
    size: RingSize,
    *,
    first_hour: float,
    now: float,
    dawns: Sequence[float],
    day: str,
    place: str,
    hour_words: str,
    words_inside: bool = True,
    marked: bool = True,
) -> ft.Control:
    """Draw the ring.

    ``first_hour`` is the local hour of day at hour 0, ``now`` the hour of the window (0 to 72),
    ``dawns`` the hours at which the sun comes up. ``day``, ``place`` and ``hour_words`` are what
    the disk says; with ``words_inside`` false (large text) the caller puts them below. Without a
    session nothing is ``marked``: the whole ring is still ahead.
    """
    drawing = _Drawing(p, size, first_hour, now)
    drawing.disk()
    drawing.ring()
    drawing.stars()
    drawing.dawns(dawns)
    if marked:
        drawing.marker()
    canvas = cv.Canvas(
        drawing.shapes, width=size.canvas, height=size.canvas, left=-_MARGIN, top=-_MARGIN
    )
    inside: list[ft.Control] = [canvas]
    if words_inside:
        inside.append(_words(p, size, day, place, hour_words))
    return ft.Semantics(
        image=True,
        label=f"{day}. {place}. {hour_words}",
        exclude_semantics=True,
        container=True,
        content=ft.Stack(
            inside, width=size.box, height=size.box, clip_behavior=ft.ClipBehavior.NONE
        ),
    )


def _words(p: Palette, size: RingSize, day: str, place: str, hour_words: str) -> ft.Control:
    """What the disk says, a little above its middle: the hills are below."""
    middle = ft.Text(
        balanced(place), text_align=ft.TextAlign.CENTER, style=texts.style(26, 32, p.ink)
    )
    return ft.Container(
        width=size.box,
        height=size.box,
        alignment=ft.Alignment(0, -0.12),
        content=ft.Column(
            [
                texts.secondary(day, p.quiet, text_align=ft.TextAlign.CENTER),
                ft.Container(width=size.disk * 1.7, content=middle),
                texts.meta(hour_words, p.quiet, text_align=ft.TextAlign.CENTER),
            ],
            tight=True,
            spacing=4,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
    )
