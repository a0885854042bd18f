"""A figure of the body to tap where something is felt: its regions, from the front and the back.

The figure is drawn in a box of ``WIDTH`` x ``HEIGHT`` units, standing on the axis in its middle. A
region is an outline of few corners, each rounded; no two overlap, and a thin seam stays between
them. Left and right are the person's own: from the front the figure faces whoever looks at it.

Arms, shoulders, hands and feet are the same from both sides, so they are one region seen twice.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from math import hypot, inf

from journal_app.domain.entry import whole_characters
from journal_app.domain.errors import BadJson
from journal_app.domain.strict_json import loads

WIDTH, HEIGHT = 200.0, 432.0
AXIS = WIDTH / 2
LONGEST_WORDS = 2_000
"""Characters that stand beside one spot."""

Point = tuple[float, float]
Corner = tuple[float, float, float]
"""x, y and how far from the corner its rounding begins, at most half of the way to the next."""

_SOFT = 99.0
_STEPS = 6  # points of a rounded corner where it is asked what is inside


class View(StrEnum):
    """From where the figure is seen; the values are keys of the words."""

    FRONT = "front"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Bend:
    """A corner as it is drawn: straight to ``start``, then bent round ``corner`` to ``end``."""

    start: Point
    corner: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Region:
    """One region in one view. ``id`` is a key of the words; a pair's begins with its side."""

    id: str
    corners: tuple[Corner, ...]

    @property
    def bends(self) -> tuple[Bend, ...]:
        """The outline, corner by corner; it closes on itself."""
        found = []
        for index, (x, y, rounding) in enumerate(self.corners):
            before = self.corners[index - 1]
            after = self.corners[(index + 1) % len(self.corners)]
            found.append(
                Bend(
                    _towards((x, y), before[:2], rounding),
                    (x, y),
                    _towards((x, y), after[:2], rounding),
                )
            )
        return tuple(found)

    @property
    def polygon(self) -> tuple[Point, ...]:
        """The outline as points close enough for asking what is inside."""
        return _polygon(self)

    @property
    def middle(self) -> Point:
        """The middle of its box."""
        left, top, right, bottom = _box(self)
        return (left + right) / 2, (top + bottom) / 2

    @property
    def reach(self) -> float:
        """The longer side of its box."""
        left, top, right, bottom = _box(self)
        return max(right - left, bottom - top)


@cache
def _polygon(region: Region) -> tuple[Point, ...]:
    steps = [step / _STEPS for step in range(_STEPS + 1)]
    return tuple(_on(bend, t) for bend in region.bends for t in steps)


@cache
def _box(region: Region) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in region.polygon], [y for _, y in region.polygon]
    return min(xs), min(ys), max(xs), max(ys)


def _towards(one: Point, two: Point, rounding: float) -> Point:
    length = hypot(two[0] - one[0], two[1] - one[1])
    share = min(rounding / length, 0.5) if length else 0.0
    return one[0] + (two[0] - one[0]) * share, one[1] + (two[1] - one[1]) * share


def _on(bend: Bend, t: float) -> Point:
    """A point of the quadratic curve of a bend (t from 0 to 1)."""
    (ax, ay), (bx, by), (cx, cy) = bend.start, bend.corner, bend.end
    p, q, r = (1 - t) ** 2, 2 * t * (1 - t), t * t
    return p * ax + q * bx + r * cx, p * ay + q * by + r * cy


# -- the figure --------------------------------------------------------------------
# Corners are given by their distance from the axis; those on it stand once, others on both sides.

_FINE = 1.4
_Half = tuple[tuple[float, float] | Corner, ...]

_HEAD: _Half = ((0, 3), (12, 3), (23, 9), (27.5, 22), (27, 35.5, _FINE), (14, 31), (0, 30.5))
_FACE: _Half = ((0, 33.3), (13, 33.7), (26.7, 38.2, _FINE), (26, 50), (20, 62), (11, 72))
_FACE += ((0, 72),)
_BACK_HEAD: _Half = ((0, 3), (12, 3), (23, 9), (28, 24), (26.5, 46), (20, 62), (11, 72), (0, 72))
_NECK: _Half = ((0, 74.8), (11.5, 71.5, _FINE), (12, 84), (20, 91.5, _FINE), (8, 97), (0, 97.5))
_COLLAR: _Half = ((9, 100), (21.5, 94.2, _FINE), (36.5, 98, _FINE), (41, 113))
_CHEST: _Half = ((0, 100.3), *_COLLAR, (46.6, 130), (42.5, 160, _FINE), (20, 164), (0, 164))
_BELLY: _Half = ((0, 166.8), (20, 166.8), (42.2, 162.8, _FINE), (39.5, 186), (43, 208, _FINE))
_BELLY += ((20, 212), (0, 212))
_HIPS: _Half = ((0, 214.8), (20, 214.8), (43.6, 210.8, _FINE), (49, 226), (50, 243, _FINE))
_HIPS += ((26, 254), (0, 256))
_MIDDLE: _Half = ((0, 152.8), (20, 152.8), (43.4, 148.8, _FINE), (41.6, 162), (40.4, 180, _FINE))
_MIDDLE += ((20, 184), (0, 184))
_LOWER: _Half = ((0, 186.8), (20, 186.8), (40.4, 182.8, _FINE), (41, 195), (43, 208, _FINE))
_LOWER += ((20, 212), (0, 212))

_SHOULDER: _Half = ((39.3, 98.8, _FINE), (52, 101), (65, 106), (66.5, 131.5, _FINE))
_SHOULDER += ((49.6, 130.5, _FINE), (44, 113))
_BLADE: _Half = ((1.4, 100.3, _FINE), *_COLLAR, (46.6, 130), (43.6, 146, _FINE), (20, 150))
_BLADE += ((1.4, 150, _FINE),)
_ARM: _Half = ((66.8, 134.3, _FINE), (70, 160), (79, 192), (84, 226, _FINE), (68, 229.2, _FINE))
_ARM += ((63, 198), (54, 166), (50, 133.4, _FINE))
_HAND: _Half = ((84.6, 228.8, _FINE), (91, 240), (91, 262), (80, 272), (68, 258))
_HAND += ((68.6, 231.8, _FINE),)
_LEG: _Half = ((50.6, 245.8, _FINE), (51, 284), (44, 326), (41, 360), (34, 394, _FINE))
_LEG += ((17, 394, _FINE), (13, 360), (13, 325), (4, 285), (1.6, 258.6, 6), (26, 256.8))
_FOOT: _Half = ((34.4, 396.8, _FINE), (36, 410), (47, 420), (42, 429), (15, 429), (13, 412))
_FOOT += ((16.6, 396.8, _FINE),)


def _corner(corner: tuple[float, float] | Corner) -> Corner:
    x, y, rounding = corner if len(corner) == 3 else (*corner, _SOFT)
    return x, y, rounding


def _on_axis(name: str, half: _Half) -> Region:
    right = [_corner(corner) for corner in half]
    left = [corner for corner in reversed(right) if corner[0] > 0]
    return Region(
        name,
        tuple((AXIS + x, y, r) for x, y, r in right) + tuple((AXIS - x, y, r) for x, y, r in left),
    )


def _pair(name: str, half: _Half, view: View) -> tuple[Region, Region]:
    """The left and the right one, by the person's own sides."""
    corners = [_corner(corner) for corner in half]
    there = Region("", tuple((AXIS + x, y, r) for x, y, r in corners)).corners
    here = tuple((AXIS - x, y, r) for x, y, r in reversed(corners))
    left, right = (there, here) if view is View.FRONT else (here, there)
    return Region(f"left_{name}", left), Region(f"right_{name}", right)


@cache
def regions(view: View) -> tuple[Region, ...]:
    """The regions of one view, from head to foot, the left one of a pair first."""
    if view is View.FRONT:
        return (
            _on_axis("head", _HEAD),
            _on_axis("face", _FACE),
            _on_axis("throat", _NECK),
            *_pair("shoulder", _SHOULDER, view),
            _on_axis("chest", _CHEST),
            _on_axis("belly", _BELLY),
            _on_axis("hips", _HIPS),
            *_limbs("leg", view),
        )
    return (
        _on_axis("back_of_head", _BACK_HEAD),
        _on_axis("back_of_neck", _NECK),
        *_pair("shoulder", _SHOULDER, view),
        *_pair("shoulder_blade", _BLADE, view),
        _on_axis("middle_back", _MIDDLE),
        _on_axis("lower_back", _LOWER),
        _on_axis("seat", _HIPS),
        *_limbs("leg_behind", view),
    )


def _limbs(leg: str, view: View) -> tuple[Region, ...]:
    return (
        *_pair("arm", _ARM, view),
        *_pair("hand", _HAND, view),
        *_pair(leg, _LEG, view),
        *_pair("foot", _FOOT, view),
    )


IDS: frozenset[str] = frozenset(region.id for view in View for region in regions(view))
"""What a region may be called."""


def seen_from(region_id: str) -> View:
    """The view a region is seen from: the front, where it is seen from both."""
    front = (region.id for region in regions(View.FRONT))
    return View.FRONT if region_id in front else View.BACK


def region_at(view: View, x: float, y: float, near: float = 0.0) -> str | None:
    """The region at a point of the figure's box, or the nearest one within ``near`` units.

    ``near`` makes targets of narrow regions as large as a finger where nothing else is in the way.
    """
    found, best = None, inf
    for region in regions(view):
        if inside(region, x, y):
            return region.id
        away = min(_distance((x, y), one, two) for one, two in _edges(region.polygon))
        if away <= near and away < best:
            found, best = region.id, away
    return found


def inside(region: Region, x: float, y: float) -> bool:
    """Whether a point is within a region: a ray from it crosses the outline an odd time."""
    left, top, right, bottom = _box(region)
    if not (left <= x <= right and top <= y <= bottom):
        return False
    crossings = 0
    for (ax, ay), (bx, by) in _edges(region.polygon):
        if (ay > y) != (by > y) and x < ax + (y - ay) * (bx - ax) / (by - ay):
            crossings += 1
    return crossings % 2 == 1


def _edges(points: tuple[Point, ...]) -> list[tuple[Point, Point]]:
    return [(points[index - 1], point) for index, point in enumerate(points)]


def _distance(point: Point, one: Point, two: Point) -> float:
    """From a point to the nearest point of the line from ``one`` to ``two``."""
    (x, y), (ax, ay), (bx, by) = point, one, two
    square = (bx - ax) ** 2 + (by - ay) ** 2
    t = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / square if square else 0.0
    t = min(max(t, 0.0), 1.0)
    return hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay))


# -- what is felt there ------------------------------------------------------------


def spots_text(spots: Mapping[str, str]) -> str:
    """Words by region as one text, for a draft; nothing for no spot."""
    whole = {name: whole_characters(words) for name, words in spots.items()}
    return json.dumps(whole, ensure_ascii=False) if whole else ""


def spots_of(text: str) -> dict[str, str]:
    """The spots of :func:`spots_text`, in the order they were chosen.

    What is not such a text is no spots: a draft that can't be understood stands in nobody's way.
    """
    if not text:
        return {}
    try:
        found = loads(whole_characters(text).encode())
    except BadJson:
        return {}
    if not isinstance(found, dict):
        return {}
    return {name: words for name, words in found.items() if name in IDS and isinstance(words, str)}
