"""The figure: regions that never overlap, left that mirrors right, spots that come back whole."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.domain.body import (
    AXIS,
    HEIGHT,
    IDS,
    WIDTH,
    View,
    inside,
    region_at,
    regions,
    seen_from,
    spots_of,
    spots_text,
)
from journal_app.domain.entry import whole_characters

views = st.sampled_from(View)
across = st.floats(0, WIDTH)
down = st.floats(0, HEIGHT)
# Any text at all, halves of characters included: what a page can hand over.
texts = st.text(st.characters(codec=None, exclude_categories=[]), max_size=60)


def here(view: View, x: float, y: float) -> list[str]:
    return [region.id for region in regions(view) if inside(region, x, y)]


def other_side(region_id: str) -> str:
    side, _, name = region_id.partition("_")
    swapped = {"left": "right", "right": "left"}.get(side)
    return region_id if swapped is None else f"{swapped}_{name}"


@given(views, across, down)
def test_every_point_belongs_to_one_region_at_most(view: View, x: float, y: float) -> None:
    assert len(here(view, x, y)) <= 1


@pytest.mark.parametrize("view", View)
def test_no_region_overlaps_another_anywhere(view: View) -> None:
    step = 2.5
    for row in range(int(HEIGHT / step)):
        for column in range(int(WIDTH / step)):
            assert len(here(view, column * step, row * step)) <= 1


@given(views, across, down)
def test_left_mirrors_right(view: View, x: float, y: float) -> None:
    found = here(view, x, y)
    assert here(view, 2 * AXIS - x, y) == [other_side(each) for each in found]


def test_left_is_the_persons_own() -> None:
    front = {region.id: region for region in regions(View.FRONT)}
    back = {region.id: region for region in regions(View.BACK)}
    assert front["left_hand"].middle[0] > AXIS > front["right_hand"].middle[0]
    assert back["left_hand"].middle[0] < AXIS < back["right_hand"].middle[0]
    assert back["left_shoulder_blade"].middle[0] < AXIS


@pytest.mark.parametrize("view", View)
def test_every_region_can_be_tapped_in_its_middle_and_stands_in_the_box(view: View) -> None:
    for region in regions(view):
        assert region_at(view, *region.middle) == region.id
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in region.polygon)


@pytest.mark.parametrize("view", View)
def test_the_names_go_from_head_to_foot_and_the_left_one_comes_first(view: View) -> None:
    ids = [region.id for region in regions(view)]
    assert len(ids) == len(set(ids))
    for one, two in pairwise(ids):
        if two.startswith("right_"):
            assert one == other_side(two)
    heights = [
        region.middle[1]
        for region in regions(view)
        if not region.id.endswith(("arm", "hand", "shoulder"))
    ]
    assert heights == sorted(heights)


def test_a_narrow_region_is_found_by_a_finger_beside_it_and_nothing_far_away() -> None:
    hand = next(r for r in regions(View.FRONT) if r.id == "left_hand")
    x, y = max(x for x, _ in hand.polygon) + 6, hand.middle[1]
    assert region_at(View.FRONT, x, y) is None
    assert region_at(View.FRONT, x, y, near=24) == "left_hand"
    assert region_at(View.FRONT, 2, 20, near=24) is None


@given(views, across, down, st.floats(0, 40))
def test_what_is_within_a_region_is_never_given_to_another(
    view: View, x: float, y: float, near: float
) -> None:
    found = here(view, x, y)
    if found:
        assert region_at(view, x, y, near) == found[0]


@pytest.mark.parametrize("region_id", sorted(IDS))
def test_a_region_is_seen_from_where_it_says(region_id: str) -> None:
    assert region_id in {region.id for region in regions(seen_from(region_id))}


@given(st.dictionaries(st.sampled_from(sorted(IDS)), texts))
def test_spots_come_back_in_their_order_with_their_words(spots: dict[str, str]) -> None:
    found = spots_of(spots_text(spots))
    assert list(found.items()) == [(n, whole_characters(words)) for n, words in spots.items()]


@given(st.text(max_size=80))
def test_any_other_text_is_no_spots_and_raises_nothing(text: str) -> None:
    assert set(spots_of(text)) <= IDS


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "\ud800", '{"chest": 3}', '{"lamp": "warm"}', '{"chest": "a"} more']
)
def test_a_draft_of_no_sense_stands_in_nobodys_way(text: str) -> None:
    assert spots_of(text) == {}
