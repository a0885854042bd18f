"""The shipped content: complete, as specified, and pointing only at what is there."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from journal_app import content
from journal_app.domain.errors import ContentError
from journal_app.domain.plan import Anchor, Beside, Evidence, Moment, Pace
from journal_app.domain.support import LineKind


def offsets(number: int) -> tuple[Anchor, float, float | Moment, float]:
    """Anchor, and opens, suggested and closes in hours."""
    timing = next(p.timing for p in content.plan().prompts if p.number == number)

    def hours(length: timedelta) -> float:
        return length / timedelta(hours=1)

    suggested = timing.suggested
    return (
        timing.anchor,
        hours(timing.opens),
        hours(suggested) if isinstance(suggested, timedelta) else suggested,
        hours(timing.closes),
    )


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, (Anchor.START, -36, -24, -2)),
        (2, (Anchor.START, -36, -16, 0)),
        (3, (Anchor.START, -4, -1.5, 0)),
        (4, (Anchor.END, 0.5, 0.5, 6)),
        (5, (Anchor.END, 3, 4, 10)),
        (6, (Anchor.END, 6, Moment.BEFORE_BEDTIME, 16)),
        (7, (Anchor.END, 10, Moment.AFTER_WAKING, 30)),
        (8, (Anchor.END, 22, 26, 40)),
        (9, (Anchor.END, 28, 32, 46)),
        (10, (Anchor.END, 24, Moment.MORNING_AND_EVENING, 120)),
        (11, (Anchor.END, 44, 48, 62)),
        (12, (Anchor.END, 50, 54, 68)),
        (13, (Anchor.END, 56, 60, 74)),
        (14, (Anchor.END, 66, 72, 100)),
        (15, (Anchor.END, 144, 168, 288)),
        (16, (Anchor.NEXT, -96, -60, -24)),
    ],
)
def test_the_times_are_those_of_the_specification(
    number: int, expected: tuple[Anchor, float, float | Moment, float]
) -> None:
    assert offsets(number) == expected


def test_the_leads_and_the_one_nudge_of_its_own() -> None:
    by_number = {p.number: p.timing for p in content.plan().prompts}
    assert by_number[6].lead == timedelta(minutes=45)
    assert by_number[7].lead == timedelta(minutes=30)
    assert {n: t.nudge for n, t in by_number.items() if t.nudge} == {4: timedelta(minutes=90)}


def test_the_paces_are_those_of_the_specification() -> None:
    def numbers(pace: Pace) -> list[int]:
        return [prompt.number for prompt in content.plan().at_pace(pace)]

    assert numbers(Pace.LIGHT) == [1, 4, 8, 11, 14]
    assert numbers(Pace.STANDARD) == [1, 2, 4, 6, 7, 8, 9, 11, 12, 14, 15, 16]
    assert numbers(Pace.FULL) == list(range(1, 17))


def test_every_prompt_is_whole() -> None:
    for prompt in content.plan().prompts:
        names = [question.name for question in prompt.questions]
        assert 1 <= len(names) <= 3
        assert len(set(names)) == len(names)
        assert prompt.closing.put_away
        assert prompt.closing.way_back
        if prompt.evidence is not Evidence.OWN:
            assert prompt.sources, prompt.id


def test_only_the_ones_around_the_table_set_a_limit_of_their_own() -> None:
    assert {p.number: p.at_most for p in content.plan().prompts if p.at_most is not None} == {9: 5}


def test_the_intention_is_shown_back_at_26_and_72_hours_and_before_the_next() -> None:
    assert [p.number for p in content.plan().prompts if p.shows_intention] == [8, 14, 16]


@pytest.mark.parametrize(
    ("number", "practices", "minutes", "beside"),
    [
        (1, ["longer-exhale"], 5, set()),
        (2, ["calm-place", "container"], 7, set()),
        (3, ["orienting"], 2, {Beside.BODY}),
        (4, ["hummed-breaths"], 2, set()),
        (5, ["extended-exhale"], 1, {Beside.CARE}),
        (6, ["butterfly-hug", "longer-exhale"], 4, set()),
        (7, ["stretch"], 4, set()),
        (8, ["longer-exhale"], 8, {Beside.INTENTION}),
        (9, ["resting-hand"], 7, set()),
        (10, ["longer-exhale"], 2, set()),
        (11, ["slow-walk"], 7, set()),
        (12, ["five-senses"], 4, set()),
        (13, [], 3, {Beside.SUPPORT, Beside.PRACTICES}),
        (14, ["longer-exhale"], 10, {Beside.INTENTION, Beside.SHARING}),
        (15, [], 7, {Beside.PRACTICES}),
        (16, ["container"], 5, {Beside.INTENTION, Beside.ARC}),
    ],
)
def test_what_goes_with_a_prompt_is_that_of_the_specification(
    number: int, practices: list[str], minutes: int, beside: set[Beside]
) -> None:
    prompt = next(p for p in content.plan().prompts if p.number == number)
    assert [p for p in (prompt.practice, prompt.or_practice) if p] == practices
    assert (prompt.minutes, set(prompt.beside)) == (minutes, beside)


def test_every_prompt_says_how_sure_we_are_in_one_or_two_plain_sentences() -> None:
    for prompt in content.plan().prompts:
        assert prompt.evidence_note.endswith(".")
        assert prompt.evidence_note.count(". ") <= 1
        assert all(source in content.sources() for source in prompt.sources)
        assert prompt.short.text != ""


LESS = """
id = "mine"
title = "Mine"
extends = true
leave_out = ["near-others", "kind-words"]

[sources]
mine-1 = "What I have seen in my practice"

[[prompt]]
id = "gather"
title = "Gather in"
suggested = "+70h"
sources = ["mine-1", "S6"]

[prompt.closing]
put_away = "It is all here."

[[prompt]]
id = "a-walk"
number = 50
title = "A walk"
line = "Just a walk."
purpose = "Moving."
anchor = "end"
opens = "+30h"
suggested = "+33h"
closes = "+40h"
pace = "light"
minutes = 10
evidence = "own"
evidence_note = "My own idea."
questions = [{ name = "The walk", text = "What did you see?" }]
short = { name = "The walk", text = "One thing you saw?" }
closing = { put_away = "It can rest.", way_back = "Look around." }
"""


def test_a_plan_of_ones_own_is_laid_over_the_default() -> None:
    ours, mine = content.plan(), content.own_plan(LESS, "mine.toml")
    assert (mine.id, mine.title) == ("mine", "Mine")
    changed = {"gather", "a-walk", "near-others", "kind-words"}
    assert {p.id for p in mine.prompts} ^ {p.id for p in ours.prompts} == changed - {"gather"}
    assert [p for p in mine.prompts if p.id not in changed] == [
        p for p in ours.prompts if p.id not in changed
    ]
    was, now = ours.prompt("gather"), mine.prompt("gather")
    assert was is not None
    assert now is not None
    assert now == replace(
        was,
        title="Gather in",
        timing=replace(was.timing, suggested=timedelta(hours=70)),
        closing=replace(was.closing, put_away="It is all here."),
        sources=("mine-1", "S6"),
    )
    assert mine.sources == {"mine-1": "What I have seen in my practice"}
    assert mine.prompts[-1].id == "a-walk"


def test_a_plan_of_ones_own_may_stand_by_itself() -> None:
    walk = LESS[LESS.index('[[prompt]]\nid = "a-walk"') :]
    mine = content.own_plan(f'id = "mine"\ntitle = "Mine"\n{walk}', "mine.toml")
    assert [p.id for p in mine.prompts] == ["a-walk"]
    copy = content.own_plan('id = "x"\ntitle = "X"\nextends = true', "mine.toml")
    assert copy.prompts == content.plan().prompts


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('"near-others"', '"near-other"', "leave_out: expected ids of prompts of the plan"),
        ("extends = true", "", "leave_out: expected ids of prompts of the plan it extends"),
        ("extends = true", "extends = 1", "extends: expected true or false"),
        ('suggested = "+70h"', 'suggested = "+60h"', "prompt[1].opens: expected opens, then"),
        ('"mine-1", "S6"', '"mine-2"', "prompt[1].sources: expected ids that the sources have"),
        (
            "number = 50",
            "number = 8",
            'prompt "a-walk": number: expected it once, found 8 at "what',
        ),
        ('id = "a-walk"', 'id = "gather"', "prompt[2].id: expected it once, found 'gather'"),
        ('title = "A walk"', "", "mine.toml: prompt[2].title: expected text"),
    ],
)
def test_a_mistake_in_a_plan_of_ones_own(right: str, wrong: str, said: str) -> None:
    assert right in LESS
    with pytest.raises(ContentError) as found:
        content.own_plan(LESS.replace(right, wrong, 1), "mine.toml")
    assert said in str(found.value)


def test_no_prompt_claims_a_trial_it_does_not_have() -> None:
    assert all(p.evidence is not Evidence.RCT for p in content.plan().prompts)


def test_a_prompt_that_is_not_there_is_none() -> None:
    assert content.plan().prompt("what-stands-out") is not None
    assert content.plan().prompt("an-older-one") is None


@pytest.mark.parametrize(
    ("region", "links"),
    [
        (
            "us",
            [
                "tel:988",
                "sms:988",
                "https://988lifeline.org",
                "sms:741741",
                "tel:911",
                "tel:6234737433",
            ],
        ),
        ("ca", ["tel:988", "sms:988", "tel:911"]),
        ("gb", ["tel:116123", "sms:85258", "tel:999"]),
        ("ie", ["tel:116123", "tel:112"]),
        ("au", ["tel:131114", "sms:0477131114", "tel:000"]),
        ("nz", ["tel:1737", "sms:1737"]),
        ("de", ["tel:08001110111"]),
        ("at", ["tel:142"]),
        ("ch", ["tel:143"]),
        ("fr", ["tel:3114"]),
        ("es", ["tel:024"]),
        ("it", ["tel:0223272327"]),
        ("mx", ["tel:8009112000"]),
        ("br", ["tel:188"]),
        ("jp", ["tel:0120279338"]),
        ("kr", ["tel:109"]),
        ("tw", ["tel:1925"]),
        ("elsewhere", ["https://findahelpline.com"]),
    ],
)
def test_the_lines_are_those_of_the_specification(region: str, links: list[str]) -> None:
    assert [line.link for line in content.support().region(region).lines] == links


def test_every_line_has_a_check_date_and_second_hand_ones_say_so() -> None:
    second_hand = set()
    for region in content.support().regions:
        for line in region.lines:
            assert line.checked_on >= date(2026, 1, 1)
            if line.second_hand:
                second_hand.add(region.id)
    first_hand = {"us", "ca", "ie", "au", "elsewhere"}
    assert second_hand == {r.id for r in content.support().regions} - first_hand
    shout = [x for x in content.support().region("gb").lines if x.kind is LineKind.TEXT]
    assert [line.second_hand for line in shout] == [True]
    assert "Not dial-tested" in content.support().check_note


def test_an_unknown_region_is_elsewhere() -> None:
    support = content.support()
    assert support.region("atlantis") is support.region("elsewhere")
    assert support.regions[-1].id == "elsewhere"


def test_the_red_flags_are_all_there() -> None:
    signs = " ".join(content.support().red_flags.signs).lower()
    for sign in ("breathing", "chest", "fainting", "woken", "confusion", "ending your life"):
        assert sign in signs


def test_content_is_read_once() -> None:
    assert content.plan() is content.plan()
    assert content.practices() is content.practices()
    assert content.support() is content.support()
    assert content.phases() is content.phases()


def test_every_source_is_used() -> None:
    used = {s for p in content.plan().prompts for s in p.sources}
    used |= {s for p in content.practices().values() for s in p.sources}
    used |= {s for card in content.phases().cards for s in card.sources}
    used |= {line.source for r in content.support().regions for line in r.lines}
    assert used == set(content.sources())
