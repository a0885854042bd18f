"""The measures as they ship: word for word, with their answers, codes, notices and intervals."""

import json
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

from journal_app import content
from journal_app.content.measure_reader import SHIPPED
from journal_app.domain.measure import Coding, Kind, Measure
from tests.content.test_tone import IN_CONTENT, found_in, sentences_of, words_of

FOLDER = files("journal_app.content") / "measures"
ROOT = Path(__file__).resolve().parents[2]
OPENING = "Over the last 2 weeks, how often have you been bothered by"


def shipped(name: str) -> Measure:
    return content.measures()[name]


def file(name: str) -> str:
    return FOLDER.joinpath(name).read_text(encoding="utf-8")


# As published -------------------------------------------------------------------------------------

PHQ_9 = """\
Little interest or pleasure in doing things
Feeling down, depressed, or hopeless
Trouble falling or staying asleep, or sleeping too much
Feeling tired or having little energy
Poor appetite or overeating
Feeling bad about yourself — or that you are a failure or have let yourself or your family down
Trouble concentrating on things, such as reading the newspaper or watching television
Moving or speaking so slowly that other people could have noticed? Or the opposite — being so \
fidgety or restless that you have been moving around a lot more than usual
Thoughts that you would be better off dead or of hurting yourself in some way
If you checked off any problems, how difficult have these problems made it for you to do your \
work, take care of things at home, or get along with other people?"""
GAD_7 = """\
Feeling nervous, anxious or on edge
Not being able to stop or control worrying
Worrying too much about different things
Trouble relaxing
Being so restless that it is hard to sit still
Becoming easily annoyed or irritable
Feeling afraid as if something awful might happen"""
PCL_5 = """\
Repeated, disturbing, and unwanted memories of the stressful experience?
Repeated, disturbing dreams of the stressful experience?
Suddenly feeling or acting as if the stressful experience were actually happening again (as if \
you were actually back there reliving it)?
Feeling very upset when something reminded you of the stressful experience?
Having strong physical reactions when something reminded you of the stressful experience (for \
example, heart pounding, trouble breathing, sweating)?
Avoiding memories, thoughts, or feelings related to the stressful experience?
Avoiding external reminders of the stressful experience (for example, people, places, \
conversations, activities, objects, or situations)?
Trouble remembering important parts of the stressful experience?
Having strong negative beliefs about yourself, other people, or the world (for example, having \
thoughts such as: I am bad, there is something seriously wrong with me, no one can be trusted, \
the world is completely dangerous)?
Blaming yourself or someone else for the stressful experience or what happened after it?
Having strong negative feelings such as fear, horror, anger, guilt, or shame?
Loss of interest in activities that you used to enjoy?
Feeling distant or cut off from other people?
Trouble experiencing positive feelings (for example, being unable to feel happiness or have \
loving feelings for people close to you)?
Irritable behavior, angry outbursts, or acting aggressively?
Taking too many risks or doing things that could cause you harm?
Being "superalert" or watchful or on guard?
Feeling jumpy or easily startled?
Having difficulty concentrating?
Trouble falling or staying asleep?"""
PHQ_ANSWERS = {
    "LA6568-5": ("Not at all", 0),
    "LA6569-3": ("Several days", 1),
    "LA6570-1": ("More than half the days", 2),
    "LA6571-9": ("Nearly every day", 3),
}
DIFFICULTY = {
    "LA6572-7": ("Not difficult at all", None),
    "LA6573-5": ("Somewhat difficult", None),
    "LA6575-0": ("Very difficult", None),
    "LA6574-3": ("Extremely difficult", None),
}
PCL_ANSWERS = {
    "not-at-all": ("Not at all", 0),
    "a-little-bit": ("A little bit", 1),
    "moderately": ("Moderately", 2),
    "quite-a-bit": ("Quite a bit", 3),
    "extremely": ("Extremely", 4),
}


@pytest.mark.parametrize(
    ("name", "items"),
    [
        ("phq-9", PHQ_9.splitlines()),
        ("phq-2", PHQ_9.splitlines()[:2]),
        ("gad-7", GAD_7.splitlines()),
        ("pcl-5", PCL_5.splitlines()),
    ],
)
def test_the_items_are_as_many_and_numbered_and_worded_as_published(
    name: str, items: list[str]
) -> None:
    measure = shipped(name)
    assert [item.text for item in measure.items] == items
    assert [item.number for item in measure.items] == [str(n + 1) for n in range(len(items))]
    assert [item.id for item in measure.items] == [item.number for item in measure.items]
    assert {item.kind for item in measure.items} == {Kind.CHOICE}


def test_every_item_has_the_published_answers_with_their_values() -> None:
    for measure in content.measures().values():
        for item in measure.items:
            answers = PCL_ANSWERS if measure.id == "pcl-5" else PHQ_ANSWERS
            if (measure.id, item.id) == ("phq-9", "10"):
                answers = DIFFICULTY
            assert {o.coding.code: (o.text, o.value) for o in item.options} == answers
            system = "" if measure.id == "pcl-5" else "http://loinc.org"
            assert {o.coding.system for o in item.options} == {system}


def test_what_stands_above_the_items() -> None:
    above = {
        name: {tuple(group.text for group in item.within) for item in measure.items}
        for name, measure in content.measures().items()
    }
    assert above["phq-9"] == {(f"{OPENING} any of the following problems?",), ()}
    assert above["phq-2"] == above["gad-7"] == {(f"{OPENING} the following problems?",)}
    ((instructions, question),) = above["pcl-5"]
    assert instructions.startswith("Below is a list of problems that people sometimes have")
    assert instructions.endswith("bothered by that problem in the past month.")
    assert question == "In the past month, how much were you bothered by:"


def test_the_codes_are_those_of_the_panels_and_none_where_we_are_not_sure() -> None:
    codes = {
        name: [item.code.code if item.code else None for item in measure.items]
        for name, measure in content.measures().items()
    }
    nine = [
        "44250-9",
        "44255-8",
        "44259-0",
        "44254-1",
        "44251-7",
        "44258-2",
        "44252-5",
        "44253-3",
        "44260-8",
        "69722-7",
    ]
    assert codes["phq-9"] == nine
    assert codes["phq-2"] == nine[:2]
    assert codes["gad-7"] == [
        "69725-0",
        "68509-9",
        "69733-4",
        "69734-2",
        "69735-9",
        "69689-8",
        "69736-7",
    ]
    assert codes["pcl-5"] == [None] * 20
    panels = [shipped(name).code for name in SHIPPED]
    loinc = [Coding("http://loinc.org", code) for code in ("44249-1", "55757-9", "69737-5")]
    assert panels == [*loinc, None]


def test_the_notices_are_shown_as_they_ask() -> None:
    notice = (
        "Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues,"
        " with an educational grant from Pfizer Inc. No permission required to reproduce,"
        " translate, display or distribute."
    )
    for name in ("phq-9", "phq-2", "gad-7"):
        assert shipped(name).attribution == notice
        written = json.loads(file(f"{name}.json"))["copyright"]
        assert notice in written
        assert "LOINC is copyright © 1995-2020, Regenstrief Institute, Inc." in written
    assert "US Department of Veterans Affairs" in shipped("pcl-5").attribution
    assert "public domain" in shipped("pcl-5").attribution


def test_how_often_and_about_which_time() -> None:
    found = {m.id: (m.recall, m.every.days, m.opt_in) for m in content.measures().values()}
    assert found == {
        "phq-9": ("the last 2 weeks", 14, False),
        "phq-2": ("the last 2 weeks", 14, False),
        "gad-7": ("the last 2 weeks", 14, False),
        "pcl-5": ("the past month", 30, True),
    }


def test_every_scoring_says_who_published_it_and_only_item_9_opens_the_support_page() -> None:
    for measure in content.measures().values():
        assert measure.scoring is not None
        assert len(measure.scoring.source) > 20
    opens = {m.id: m.opens_support for m in content.measures().values() if m.opens_support}
    assert list(opens) == ["phq-9"]
    assert (opens["phq-9"].item, opens["phq-9"].start, opens["phq-9"].expanded) == ("9", 1, 2)


def test_every_address_is_its_own() -> None:
    addresses = [measure.canonical for measure in content.measures().values()]
    assert len(set(addresses)) == len(SHIPPED)
    assert all(address.startswith("urn:uuid:") for address in addresses)
    assert all(address.endswith("|1") for address in addresses)


def test_the_files_are_exactly_these_and_a_wheel_carries_them() -> None:
    names = {each.name for each in FOLDER.iterdir()}
    assert names == {f"{name}.{kind}" for name in SHIPPED for kind in ("json", "toml")}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    patterns = project["tool"]["setuptools"]["package-data"]["journal_app"]
    carried = {p.name for g in patterns for p in (ROOT / "journal_app").glob(g)}
    assert names <= carried


def test_our_own_words_beside_them_keep_the_tone() -> None:
    """Items are not ours to reword; what we say beside them is."""
    ours = [
        words
        for measure in content.measures().values()
        if measure.scoring is not None
        for words in (measure.recall, *(band.words for band in measure.scoring.bands))
    ]
    assert len(ours) == 4 + 5 + 2 + 4 + 3
    for words in ours:
        assert found_in(words, IN_CONTENT) == []
        assert "!" not in words
        assert all(len(words_of(sentence)) <= 15 for sentence in sentences_of(words))
