"""The practices that are shipped: every row of the two tables, by its numbers, and kind to read."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

import pytest

from journal_app import content
from journal_app.domain.breathing import phases
from journal_app.domain.guiding import moves_on_after
from journal_app.domain.pattern import GENTLE_BREATH, Pattern, Phase, Ramp
from journal_app.domain.plan import Evidence
from journal_app.domain.practice import MOST_SETS, Menu, Part, Practice, Shelf
from journal_app.ui.door.practices import WhileLocked

SETTLE = frozenset({Menu.SETTLE})
EYES = "Eyes open or closed, your choice."


class Breath(NamedTuple):
    """A row of the breathing table: seconds, doses (cycles or minutes, low to high), the rest."""

    in_hold_out_rest: tuple[float, float, float, float]
    cycles: tuple[int, int]
    minutes: tuple[float, float]
    shelf: Shelf
    sources: set[str]
    menus: frozenset[Menu] = frozenset()
    top_up: float = 0.0
    hum: bool = False
    ramp: Ramp | None = None
    instead: str | None = None


BREATHING = {
    "longer-exhale": Breath(
        (4.5, 0, 5.5, 0), (30, 30), (5, 5), Shelf.USUAL, {"S25", "S131", "S132"}, SETTLE
    ),
    "ease-in": Breath(
        (4, 0, 5, 0), (15, 22), (2, 3), Shelf.FIRST, {"S26"}, ramp=Ramp(3.0, 4.0, 120.0)
    ),
    "coherent": Breath(
        (5.5, 0, 5.5, 0), (27, 55), (5, 10), Shelf.USUAL, {"S132", "S133", "S134", "S135"}
    ),
    "equal": Breath((5, 0, 5, 0), (30, 30), (5, 5), Shelf.USUAL, {"S132", "S133", "S135"}),
    "extended-exhale": Breath((4, 0, 6, 0), (18, 30), (3, 5), Shelf.USUAL, {"S25", "S136"}, SETTLE),
    "cyclic-sighing": Breath(
        (2.5, 0, 7, 0),
        (28, 29),
        (5, 5),
        Shelf.MORE,
        {"S112", "S137", "S138", "S141", "S142"},
        top_up=1,
        instead="longer-exhale",
    ),
    "physiological-sigh": Breath(
        (2.5, 0, 7, 0),
        (1, 3),
        (0.5, 0.5),
        Shelf.MORE,
        {"S112", "S137", "S141"},
        top_up=1,
        instead="longer-exhale",
    ),
    "humming": Breath((4, 0, 7, 0), (5, 10), (1, 2), Shelf.USUAL, {"S139"}, hum=True),
    "box": Breath(
        (4, 4, 4, 4),
        (15, 15),
        (4, 4),
        Shelf.MORE,
        {"S112", "S138", "S141", "S142"},
        instead="equal",
    ),
    "four-seven-eight": Breath(
        (4, 7, 8, 0),
        (4, 4),
        (1, 1.5),
        Shelf.MORE,
        {"S112", "S140", "S141"},
        instead="extended-exhale",
    ),
    # Of the prompt schedule: three hummed breaths for the crumbs.
    "hummed-breaths": Breath((4, 0, 6, 0), (3, 3), (0.5, 0.5), Shelf.USUAL, {"S139"}, hum=True),
}


class Ground(NamedTuple):
    """A row of the grounding table: minutes from and to, sources, and what its steps are called."""

    minutes: tuple[float, float]
    sources: set[str]
    steps: list[str]
    part: Part = Part.STEP


GROUNDING = {
    "orienting": Ground(
        (1, 1.5), {"S143", "S144"}, ["Turn slowly", "Where you are", "Three things", "A way out"]
    ),
    "five-senses": Ground(
        (2, 3),
        {"S145"},
        ["Five to see", "Four to hear", "Three to touch", "Two to smell", "One to taste"],
        Part.SENSE,
    ),
    "object": Ground(
        (1, 1), {"S145"}, ["Pick one", "Warm or cool", "Rough or smooth", "Its weight"]
    ),
    "container": Ground(
        (3, 5),
        {"S146"},
        ["Imagine it", "Make it yours", "Set it down", "Close it", "I choose when"],
    ),
    "calm-place": Ground(
        (3, 5),
        {"S27", "S147"},
        ["Let one come", "What is there to see", "Sounds and air", "In your body", "A way back"],
    ),
    "butterfly-hug": Ground(
        (2, 4),
        {"S27"},
        ["Arrive", "First set", "Notice", "Second set", "Notice again", "Last set", "Rest"],
    ),
    "gentle-release": Ground(
        (6, 6),
        {"S64"},
        ["Hands", "Arms", "Shoulders", "Face", "Middle", "Legs", "Feet"],
        Part.AREA,
    ),
    "slow-walk": Ground(
        (2, 5), {"S148"}, ["Begin small", "Walk or sway", "Shake it out", "Come to rest"]
    ),
    "gentle-movement": Ground(
        (2, 5),
        {"S148"},
        ["Shake it out", "Push the wall", "Let go", "Once more", "Come to rest"],
    ),
}
SMALL = {"press-feet", "cool-water", "name-colours", "stretch", "resting-hand"}
"""What the gate and the prompts name beside the tables."""
STIRRING = {"cyclic-sighing", "physiological-sigh", "box", "four-seven-eight"}


def practice(practice_id: str) -> Practice:
    return content.practices()[practice_id]


def breathing() -> Iterator[tuple[str, Pattern]]:
    for each in content.practices().values():
        if each.pattern is not None:
            yield each.id, each.pattern


def said(each: Practice) -> str:
    """All that is read of a practice, but for how sure we are."""
    steps = [text for step in each.steps for text in (step.name, step.text)]
    return " ".join([each.title, each.line, *each.before, *steps, each.closing])


def offered() -> set[str]:
    """Whatever is offered by itself: menus, prompts, while locked, and on the shelves in reach."""
    every = content.practices().values()
    found = {each.id for each in every if each.menus or each.shelf is not Shelf.MORE}
    for prompt in content.plan().prompts:
        found |= {name for name in (prompt.practice, prompt.or_practice) if name is not None}
    return found | {each.id for each in WhileLocked().all()}


def test_every_practice_of_the_tables_is_there_and_no_other() -> None:
    assert set(content.practices()) == set(BREATHING) | set(GROUNDING) | SMALL
    assert {name for name, _ in breathing()} == set(BREATHING)


@pytest.mark.parametrize(("practice_id", "row"), BREATHING.items(), ids=BREATHING)
def test_a_row_of_the_breathing_table(practice_id: str, row: Breath) -> None:
    found = practice(practice_id)
    pattern = found.pattern
    assert pattern is not None
    timing = (pattern.breathe_in, pattern.hold, pattern.breathe_out, pattern.rest)
    assert timing == row.in_hold_out_rest
    assert (pattern.top_up, pattern.hum, pattern.ramp) == (row.top_up, row.hum, row.ramp)
    assert row.cycles[0] <= pattern.cycles <= row.cycles[1]
    assert row.minutes[0] <= found.minutes <= row.minutes[1]
    assert (found.shelf, found.menus, found.instead) == (row.shelf, row.menus, row.instead)
    assert set(found.sources) == row.sources
    assert found.part is Part.STEP


@pytest.mark.parametrize(("practice_id", "row"), GROUNDING.items(), ids=GROUNDING)
def test_a_row_of_the_grounding_table(practice_id: str, row: Ground) -> None:
    found = practice(practice_id)
    assert [step.name for step in found.steps] == row.steps
    assert row.minutes[0] <= found.minutes <= row.minutes[1]
    assert set(found.sources) == row.sources
    assert (found.part, found.shelf) == (row.part, Shelf.USUAL)


def test_the_longer_exhale_comes_first_and_is_the_default_of_the_engine() -> None:
    assert next(iter(content.practices())) == "longer-exhale"
    assert practice("longer-exhale").pattern == Pattern()


def test_easing_in_is_for_the_first_time_and_grows_from_short_breaths() -> None:
    shelves = {each.id for each in content.practices().values() if each.shelf is Shelf.FIRST}
    assert shelves == {"ease-in"}
    pattern = practice("ease-in").pattern
    assert pattern is not None
    lengths = [sum(seconds for _, seconds in breath) for breath in pattern.breaths()]
    assert lengths == sorted(lengths)
    assert (round(60 / lengths[0], 1), round(60 / lengths[-1], 1)) == (8.6, 6.7)


def test_nothing_is_quicker_than_ten_breaths_a_minute_at_any_time() -> None:
    for practice_id, pattern in breathing():
        for breath in pattern.breaths():
            assert sum(seconds for _, seconds in breath) >= GENTLE_BREATH, practice_id


def test_nothing_is_like_cyclic_hyperventilation() -> None:
    unwanted = re.compile(r"hyperventil|awake|fast|quick|rapid|fire|power|bellows", re.I)
    for practice_id, pattern in breathing():
        assert not unwanted.search(f"{practice_id} {practice(practice_id).title}")
        assert pattern.breathe_out >= pattern.breathe_in, practice_id


def test_only_two_have_pauses_and_nothing_that_is_offered_does() -> None:
    paused = {
        name
        for name, pattern in breathing()
        if {step.phase for step in phases(pattern)} & {Phase.HOLD, Phase.REST}
    }
    assert paused == {"box", "four-seven-eight"}
    assert not paused & offered()


def test_what_stirs_is_on_the_shelf_of_more_and_offered_nowhere() -> None:
    assert {name for name, pattern in breathing() if pattern.stirring} == STIRRING
    assert {each.id for each in content.practices().values() if each.stirring} == STIRRING
    more = {each.id for each in content.practices().values() if each.shelf is Shelf.MORE}
    assert more == STIRRING
    assert not STIRRING & offered()
    assert content.for_prompts() == set(content.practices()) - STIRRING


def test_while_locked_there_is_everything_that_never_rests() -> None:
    assert {each.id for each in WhileLocked().all()} == set(content.practices()) - STIRRING


def test_what_is_offered_instead_never_rests_itself() -> None:
    for each in content.practices().values():
        assert (each.instead is not None) == (each.id in STIRRING), each.id
        assert each.instead is None or each.instead in content.for_prompts()


def test_the_menus_settle_and_wake_up() -> None:
    def menu(which: Menu) -> list[str]:
        return [each.id for each in content.practices().values() if which in each.menus]

    assert menu(Menu.SETTLE) == [
        "longer-exhale",
        "extended-exhale",
        "orienting",
        "container",
        "slow-walk",
    ]
    assert menu(Menu.WAKE_UP) == [
        "orienting",
        "five-senses",
        "press-feet",
        "cool-water",
        "name-colours",
        "stretch",
    ]
    # Nothing slow and nothing with closed eyes for somebody far away.
    for each in content.practices().values():
        if Menu.WAKE_UP in each.menus:
            assert each.pattern is None
            assert "closed" not in " ".join(each.before)


def test_a_practice_takes_as_long_as_it_says_to_half_a_minute() -> None:
    for each in content.practices().values():
        if each.pattern is not None:
            seconds = each.pattern.seconds
        else:
            seconds = sum(step.seconds or 0 for step in each.steps)
        assert abs(seconds - each.minutes * 60) <= 15, each.id
        assert each.minutes * 2 == round(each.minutes * 2), each.id


def test_every_step_has_a_length_that_leaves_room_for_its_taps_and_its_letting_go() -> None:
    for each in content.practices().values():
        for step in each.steps:
            assert step.seconds is not None
            assert moves_on_after(step) == step.seconds, f"{each.id}: {step.name}"


def test_the_names_of_the_steps_of_a_practice_differ() -> None:
    for each in content.practices().values():
        names = [step.name for step in each.steps]
        assert len(set(names)) == len(names), each.id


def test_the_butterfly_hug_is_slow_few_and_pleasant() -> None:
    taps = {
        each.id: [step.taps for step in each.steps if step.taps]
        for each in content.practices().values()
        if any(step.taps for step in each.steps)
    }
    assert taps == {"butterfly-hug": [6, 6, 6]}
    assert len(taps["butterfly-hug"]) <= MOST_SETS
    steps = practice("butterfly-hug").steps
    # Each set is followed by a step that is only for noticing.
    for step, after in pairwise(steps):
        assert not (step.taps and after.taps)
    assert not steps[-1].taps
    before = " ".join(practice("butterfly-hug").before)
    assert "pleasant" in before
    assert "If it turns unpleasant, stop" in before


def test_the_gentle_release_is_half_an_effort_in_seven_areas_that_can_all_be_left_out() -> None:
    found = practice("gentle-release")
    assert [(step.tense, step.release) for step in found.steps] == [(5, 10)] * 7
    before = " ".join(found.before)
    assert "Half your strength at most" in before
    assert "Any area can be left out" in before
    for each in content.practices().values():
        assert each.id == found.id or not any(step.tense for step in each.steps)


@pytest.mark.parametrize(
    ("practice_id", "cautions"),
    [
        ("longer-exhale", ["nose or mouth", "If you feel light-headed, let the breath be smaller"]),
        ("ease-in", ["nose or mouth", "If you feel light-headed, let the breath be smaller"]),
        ("extended-exhale", ["If you feel light-headed, let the breath be smaller"]),
        ("equal", ["If you feel light-headed, let the breath be smaller"]),
        ("coherent", ["If you feel light-headed, let the breath be smaller"]),
        ("humming", ["can be heard", "very soft", "ears or sinuses hurt"]),
        ("hummed-breaths", ["softly", "only in your mind", "ears or sinuses hurt"]),
        ("cyclic-sighing", ["too much air", "not a treatment", "rests around a session"]),
        ("physiological-sigh", ["One is plenty", "too much air", "rests in the hours around"]),
        ("box", ["Any pause can be shorter, or left out", "dizzy", "rests in the hours around"]),
        (
            "four-seven-eight",
            ["Shorten it, or leave it out", "pregnant", "dizzy", "rests in the hours around"],
        ),
        ("orienting", ["Eyes open"]),
        ("five-senses", ["Eyes open", "Any sense can be left out or swapped"]),
        ("object", ["Eyes open"]),
        ("container", ["in your mind only", "Stop any time"]),
        ("calm-place", ["If it turns unpleasant, let it go"]),
        ("slow-walk", ["unsteady", "also sitting or lying down"]),
        ("gentle-movement", ["unsteady", "Sitting, lying or standing"]),
    ],
)
def test_what_is_said_before_it_begins(practice_id: str, cautions: list[str]) -> None:
    before = " ".join(practice(practice_id).before)
    for caution in cautions:
        assert caution in before


def test_every_breath_is_small_may_stop_and_leaves_the_eyes_to_the_person() -> None:
    for practice_id, _ in breathing():
        found = practice(practice_id)
        before = " ".join(found.before)
        assert EYES in found.before, practice_id
        assert re.search(r"\b(small|smaller)\b", before), practice_id
        assert re.search(r"\b[Ss]top\b", before), practice_id


def test_the_sentence_about_closed_eyes_stands_alone_wherever_it_stands() -> None:
    for each in content.practices().values():
        for line in each.before:
            if "closed" in line or "your choice" in line:
                assert line == EYES, each.id
        assert "eyes" not in " ".join(step.text for step in each.steps if "clos" in step.text)


def test_the_container_is_built_closed_and_opened_only_in_company() -> None:
    steps = practice("container").steps
    assert "I choose when" in steps[-1].text
    assert "with your therapist" in steps[-1].text


def test_a_place_is_called_calm_and_never_safe() -> None:
    for each in content.practices().values():
        assert not re.search(r"\bsafe", said(each), re.I), each.id
    assert "calm" in practice("calm-place").title


def test_moving_gently_has_a_shake_a_push_and_a_walk() -> None:
    texts = said(practice("gentle-movement")) + said(practice("slow-walk"))
    for part in ("Shake hands", "Push gently", "Walk slowly"):
        assert part in texts


def test_how_sure_we_are_is_said_in_one_or_two_sentences_and_has_its_sources() -> None:
    tested = {each.id for each in content.practices().values() if each.evidence is Evidence.RCT}
    assert tested == {"cyclic-sighing"}
    for each in content.practices().values():
        assert each.evidence_note.endswith("."), each.id
        assert each.evidence_note.count(". ") <= 1, each.id
        assert all(source in content.sources() for source in each.sources), each.id
        assert each.sources or each.evidence is Evidence.OWN, each.id


def test_no_practice_promises_anything() -> None:
    promise = re.compile(
        r"\b(will|always|never fails|works|treats|reduces|relieves|boosts)\b", re.I
    )
    for each in content.practices().values():
        assert not promise.search(f"{each.line} {each.evidence_note} {each.closing}"), each.id
