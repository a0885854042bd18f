"""The pacer's landscape: nothing is painted twice for nothing, and nothing is left out."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import Any, cast

import flet as ft
import flet.canvas as cv
import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.ui.parts.landscape import hills, open_sky
from journal_app.ui.parts.pacer_sky import (
    _CORE,
    _HALOS,
    _SCENES,
    Place,
    bands,
    place_of,
    sky_shapes,
    sun_shapes,
)
from journal_app.ui.theme import DARK, DIM, LIGHT, Palette

PALETTES = {"light": LIGHT, "dark": DARK, "dim": DIM}
places = st.builds(
    place_of,
    st.floats(min_value=240, max_value=2600),
    st.floats(min_value=90, max_value=1600),
)
palettes = st.sampled_from(list(PALETTES.values()))
shares = st.floats(min_value=0, max_value=1)


def curves(path: cv.Path) -> list[list[tuple[float, float]]]:
    """The cubics of a path in order, each as its four points."""
    at, found = (0.0, 0.0), []
    for element in path.elements:
        match element:
            case cv.Path.MoveTo(x=x, y=y) | cv.Path.LineTo(x=x, y=y):
                at = (float(x), float(y))
            case cv.Path.CubicTo(cp1x=a, cp1y=b, cp2x=c, cp2y=d, x=x, y=y):
                found.append([at, (float(a), float(b)), (float(c), float(d)), (float(x), float(y))])
                at = (float(x), float(y))
    return found


def height_at(cubics: list[list[tuple[float, float]]], x: float) -> float:
    """The y of the curve above ``x``; along each cubic x moves evenly, whichever way it goes."""
    for points in cubics:
        begins, ends = points[0][0], points[3][0]
        if min(begins, ends) <= x <= max(begins, ends):
            t = (x - begins) / (ends - begins)
            a, b, c, d = (y for _, y in points)
            return a * (1 - t) ** 3 + 3 * b * t * (1 - t) ** 2 + 3 * c * t * t * (1 - t) + d * t**3
    raise AssertionError(x)


def lands(p: Palette, place: Place) -> list[cv.Path]:
    return [cast("cv.Path", hill) for hill in hills(p, place.width, place.height, smooth=False)]


@given(palettes, places, shares, shares)
def test_every_place_in_view_has_the_colour_of_its_height(
    p: Palette, place: Place, across: float, down: float
) -> None:
    x, y = across * place.width, down * open_sky(place.width, place.height)
    if y >= height_at(curves(lands(p, place)[0]), x):
        return  # behind the hills
    if (x - place.x) ** 2 + (y - place.y) ** 2 < (_CORE * place.unit) ** 2:
        return  # behind the sun at its smallest
    sky = bands(_SCENES[_name(p)].sky, place.height)
    wanted = sky[bisect_right([top for _, top, _ in sky], y) - 1][0]
    painted = [
        rect.paint.color
        for rect in sky_shapes(p, place, sun=True)
        if rect.x <= x <= rect.x + rect.width and rect.y <= y < rect.y + rect.height
    ]
    assert painted == [wanted]


@given(palettes, places)
def test_without_a_sun_the_sky_is_whole(p: Palette, place: Place) -> None:
    rects = sky_shapes(p, place, sun=False)
    assert all(rect.x == 0 and rect.width == place.width for rect in rects)
    assert rects[0].y == 0
    assert all(one.y + one.height == other.y for one, other in pairwise(rects))
    foot = rects[-1].y + rects[-1].height
    assert open_sky(place.width, place.height) <= foot <= place.height


@given(places, shares)
def test_nothing_shines_through_between_the_hills(place: Place, across: float) -> None:
    x = across * place.width
    paths = lands(LIGHT, place)
    for hill, beside in pairwise(paths):
        there_and_back = curves(hill)
        crest, foot = there_and_back[:4], there_and_back[4:]
        covered = height_at(curves(beside)[:4], x)
        assert height_at(foot, x) > covered + 1
        assert height_at(crest, x) < height_at(foot, x)
    last = paths[-1].elements[-3:]
    assert [type(each) for each in last] == [cv.Path.LineTo, cv.Path.LineTo, cv.Path.Close]
    assert all(cast("Any", each).y >= place.height for each in last[:2])


@given(places, shares)
def test_the_sky_reaches_down_to_the_first_hill(place: Place, across: float) -> None:
    crest = curves(lands(LIGHT, place)[0])[:4]
    assert height_at(crest, across * place.width) <= open_sky(place.width, place.height) + 1e-6


@pytest.mark.parametrize("name", PALETTES)
@pytest.mark.parametrize("unit", [0.2, 1.0, 1.4])
def test_the_rings_of_the_sun_lie_side_by_side_without_a_gap(name: str, unit: float) -> None:
    shapes = sun_shapes(PALETTES[name], unit)
    box = 2 * _HALOS[0][0] * unit
    assert {(shape.x, shape.y) for shape in shapes} == {(box / 2, box / 2)}
    edges = [_edges(shape) for shape in shapes]
    (faint_in, faint_out), (more_in, more_out), (rim_in, rim_out), (light_in, light_out) = edges
    assert faint_out == pytest.approx(box / 2)
    assert more_out == pytest.approx(faint_in)  # beside each other: neither shows through the other
    assert more_in < rim_out  # the core is in front, and hides where the halos end
    assert rim_in < light_out
    assert light_in == 0
    assert rim_out == pytest.approx(_CORE * unit)


def _edges(circle: cv.Circle) -> tuple[float, float]:
    """From where to where a circle is painted, from its middle."""
    radius = float(circle.radius)
    if circle.paint.style != ft.PaintingStyle.STROKE:
        return 0.0, radius
    half = float(cast("float", circle.paint.stroke_width)) / 2
    return radius - half, radius + half


def _name(p: Palette) -> str:
    return next(name for name, palette in PALETTES.items() if palette is p)
