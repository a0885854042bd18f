"""A therapist's own questionnaire is read the same way; a mistake is one error that says where."""

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from journal_app import content
from journal_app.content.measure_reader import read_measure, together
from journal_app.domain.errors import ContentError
from journal_app.domain.measure import Measure

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def choice(link: str, *values: int | None) -> dict[str, Any]:
    options = []
    for index, value in enumerate(values):
        counts = [{"url": ORDINAL, "valueDecimal": value}] if value is not None else []
        coding = {"code": f"c{index}", "display": f"Answer {index}"}
        options.append(
            {"extension": counts, "valueCoding": coding} if counts else {"valueCoding": coding}
        )
    return {"linkId": link, "text": f"Question {link}?", "type": "choice", "answerOption": options}


def mine() -> dict[str, Any]:
    """A small questionnaire as a therapist's tool might write it, with what FHIR adds."""
    bounds = [
        {"url": f"http://hl7.org/fhir/StructureDefinition/{name}Value", "valueInteger": value}
        for name, value in (("min", 0), ("max", 10))
    ]
    return {
        "resourceType": "Questionnaire",
        "id": "my-week",
        "meta": {"profile": ["http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire"]},
        "text": {"status": "generated", "div": "<script>alert(1)</script>"},
        "url": "https://practice.example/my-week",
        "version": "2026-03",
        "title": "My week",
        "status": "active",
        "date": "2026-03-01",
        "publisher": "A practice",
        "copyright": "Written by a practice.",
        "item": [
            {
                "linkId": "week",
                "text": "This week",
                "type": "group",
                "required": True,
                "item": [choice("1", 3, 2, 1, 0), {**choice("2", 0, 4), "required": True}],
            },
            {"linkId": "3", "text": "How near?", "type": "integer", "extension": bounds},
            {"linkId": "4", "text": "In your words?", "type": "text"},
        ],
    }


NOTES = """\
measure = "my-week"
recall = "this week"
days_between = 7

[scoring]
items = ["1", "2", "3"]
lowest = 0
highest = 17
source = "A practice"

[[scoring.band]]
from = 0
words = "quiet"

[[scoring.band]]
from = 9
words = "lively"

[[scoring.change]]
kind = "reliable"
from = 4
to = 8

[opens_support]
item = "2"
from = 4
expanded_from = 4
"""


def read(document: object, notes: str | None = NOTES) -> Measure:
    return read_measure(json.dumps(document).encode(), "mine.json", notes)


def test_a_therapists_own_questionnaire_is_read_the_same_way() -> None:
    measure = read(mine())
    assert (measure.id, measure.title) == ("my-week", "My week")
    assert measure.canonical == "https://practice.example/my-week|2026-03"
    assert measure.attribution == "Written by a practice."
    assert [item.kind.value for item in measure.items] == ["choice", "choice", "integer", "text"]
    assert [item.values for item in measure.items] == [(0, 3), (0, 4), (0, 10), ()]
    assert [group.text for group in measure.items[0].within] == ["This week"]
    assert measure.scoring is not None
    assert [band.words for band in measure.scoring.bands] == ["quiet", "lively"]


def test_without_notes_it_keeps_answers_only() -> None:
    measure = read(mine(), None)
    assert measure.scoring is None
    assert measure.opens_support is None
    assert measure.attribution == "Written by a practice."
    assert len(measure.items) == 4


def test_notes_without_scoring_are_allowed() -> None:
    measure = read(mine(), 'measure = "my-week"\nrecall = "this week"\ndays_between = 7\n')
    assert measure.scoring is None
    assert measure.every.days == 7


def test_a_real_published_questionnaire_says_what_it_cannot_carry() -> None:
    """Other tools write the total as an item to fill in; here it is counted, never typed."""
    document = mine()
    document["item"].append({"linkId": "5", "text": "Total score", "type": "decimal"})
    with pytest.raises(ContentError, match=r"mine.json: item\[4\].type: expected one of group"):
        read(document)


def _item(document: Any, index: int = 0) -> Any:
    return document["item"][0]["item"][index]


def _option(document: Any) -> Any:
    return _item(document)["answerOption"][0]


def _nested(document: Any) -> None:
    inner = document["item"][2]
    for depth in range(4):
        inner = {"linkId": f"g{depth}", "text": "Group", "type": "group", "item": [inner]}
    document["item"][2] = inner


def _extended(url: str) -> Callable[[Any], None]:
    return lambda d: _item(d).update(extension=[{"url": url, "valueString": "x"}])


SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
QUESTIONNAIRE_MISTAKES: list[tuple[Callable[[Any], object], str]] = [
    (lambda d: d.update(resourceType="Observation"), "resourceType: expected Questionnaire"),
    (lambda d: d.update(id="My week"), "id: expected small letters, digits and hyphens"),
    (lambda d: d.pop("url"), "url: expected text"),
    (lambda d: d.update(url="x" * 501), "url: expected at most 500 characters"),
    (lambda d: d.update(title=" My week"), "title: expected text, without spaces at its ends"),
    (lambda d: d.update(title="My\u202ekeew"), "title: expected plain text"),
    (lambda d: d.update(status="retired"), "status: expected active or draft"),
    (lambda d: d.update(items=[]), "items: not known"),
    (lambda d: d.update(contained=[{}]), "contained: not known"),
    (lambda d: d.update(modifierExtension=[{}]), "modifierExtension: not known"),
    (lambda d: d.update(item=[]), "item: expected at least one table"),
    (lambda d: d.update(item=["x"]), "item: expected tables only"),
    (
        lambda d: d["item"].extend({**choice(f"x{n}", 0, 1)} for n in range(200)),
        "item: expected at most 200 questions",
    ),
    (_nested, "expected at most 3 groups inside each other"),
    (lambda d: d["item"][0].update(item=[]), "item[1].item: expected at least one table"),
    (lambda d: d["item"][0].update(repeats=True), "item[1].repeats: not known"),
    (lambda d: _item(d).update(type="slider"), "item[1].item[1].type: expected one of group"),
    (lambda d: _item(d).update(type="text"), "item[1].item[1].answerOption: not known"),
    (lambda d: _item(d).update(repeats=True), "repeats: expected one answer to each question"),
    (lambda d: _item(d).update(enableWhen=[{}]), "item[1].item[1].enableWhen: not known"),
    (lambda d: _item(d).update(modifierExtension=[{}]), "modifierExtension: not known"),
    (lambda d: _item(d).update(answerValueSet="#x"), "answerValueSet: not known"),
    (lambda d: _item(d, 1).update(linkId="1"), "item[1].item[2].linkId: expected an id that"),
    (
        lambda d: _item(d).update(linkId="week"),
        "linkId: expected an id that no other item has, found 'week'",
    ),
    (lambda d: _item(d).update(linkId="x" * 65), "linkId: expected at most 64 characters"),
    (lambda d: _item(d).pop("text"), "item[1].item[1].text: expected text"),
    (lambda d: _item(d).update(text="x" * 2_001), "text: expected plain text of at most 2000"),
    (lambda d: _item(d).update(text="a\x1b[31mb"), "text: expected plain text"),
    (lambda d: _item(d).update(answerOption=[_option(d)]), "answerOption: expected 2 to 30"),
    (
        lambda d: _item(d)["answerOption"].append(_option(d)),
        "answerOption[5].valueCoding.code: expected every option once, found 'c0'",
    ),
    (lambda d: _option(d).pop("valueCoding"), "answerOption[1].valueCoding: expected a table"),
    (lambda d: _option(d)["valueCoding"].pop("display"), "display: expected the words"),
    (lambda d: _option(d)["valueCoding"].pop("code"), "valueCoding.code: expected text"),
    (
        lambda d: _option(d)["valueCoding"].update(code="x" * 501),
        "valueCoding.code: expected at most 500 characters",
    ),
    (
        lambda d: _option(d).update(extension=[{"url": ORDINAL, "valueDecimal": 0.5}]),
        "answerOption[1].extension: expected a whole number, found 0.5",
    ),
    (
        lambda d: _option(d).update(extension=[{"url": ORDINAL, "valueDecimal": "3"}]),
        "extension[1].valueDecimal: expected a number",
    ),
    (lambda d: d["item"][1]["extension"].pop(), "expected maxValue for a whole number"),
    (
        lambda d: d["item"][1]["extension"][0].update(valueInteger=11),
        "expected a minValue that is not above the maxValue",
    ),
    (_extended("http://hl7.org/fhir/StructureDefinition/questionnaire-hidden"), "nothing calculat"),
    (_extended(SDC + "calculatedExpression"), "expected nothing calculated, hidden or conditional"),
    (_extended(SDC + "enableWhenExpression"), "expected nothing calculated, hidden or conditional"),
]


@pytest.mark.parametrize(("change", "said"), QUESTIONNAIRE_MISTAKES)
def test_a_mistake_in_a_questionnaire(change: Callable[[Any], object], said: str) -> None:
    document = copy.deepcopy(mine())
    change(document)
    with pytest.raises(ContentError) as found:
        read(document, None)
    assert str(found.value).startswith("mine.json: ")
    assert said in str(found.value)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b"[]",
        b'"Questionnaire"',
        b'{"resourceType": "Questionnaire", "resourceType": "Questionnaire"}',
        b"\xff\xfe",
        b'{"resourceType": "Questionnaire", "item": ' + b"[" * 30 + b"]" * 30 + b"}",
        json.dumps(mine()).encode() + b" " * 300_000,
    ],
)
def test_what_is_not_a_questionnaire_at_all(data: bytes) -> None:
    with pytest.raises(ContentError, match=r"^mine.json: "):
        read_measure(data, "mine.json")


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('measure = "my-week"', 'measure = "other"', "measure: expected the id of its questionnai"),
        ('recall = "this week"', "", "recall: expected text"),
        ('recall = "this week"', 'recall = "\\u202ethis"', "recall: expected plain text"),
        ("days_between = 7", "days_between = 0", "days_between: expected a whole number from 1"),
        ("days_between = 7", "days_betwen = 7", "days_between: expected a whole number from 1"),
        ("days_between = 7", "days_between = 7\nopt-in = true", "opt-in: not known"),
        ("days_between = 7", 'days_between = 7\nopt_in = "yes"', "opt_in: expected true or false"),
        ('items = ["1", "2", "3"]', "items = []", "scoring.items: expected at least one item"),
        ('["1", "2", "3"]', '["1", "1", "3"]', "scoring.items: expected at least one item, each"),
        ('["1", "2", "3"]', '["1", "2", "9"]', "scoring.items: expected linkIds of the question"),
        ('["1", "2", "3"]', '["1", "2", "4"]', "scoring.items: expected items whose every option"),
        ('["1", "2", "3"]', '["1", "2"]', "scoring.highest: expected 7, which is what the items"),
        ("lowest = 0", "lowest = 1", "scoring.lowest: expected 0, which is what the items sum to"),
        ("highest = 17", "highest = 27", "scoring.highest: expected 17, which is what the items"),
        ('source = "A practice"', "", "scoring.source: expected text"),
        ("from = 0\n", "from = 1\n", "scoring.band[1].from: expected the lowest total first"),
        ("from = 9", "from = 0", "scoring.band[2].from: expected the lowest total first, then upw"),
        ("from = 9", "from = 18", "scoring.band[2].from: expected a whole number from 0 to 17"),
        ('words = "quiet"', 'word = "quiet"', "scoring.band[1].words: expected text"),
        ('kind = "reliable"', 'kind = "big"', "change[1].kind: expected one of reliable, meaning"),
        ("to = 8", "to = 3", "scoring.change[1].to: expected a whole number from 4 to 17"),
        ('item = "2"', 'item = "9"', "opens_support.item: expected linkIds of the questionnaire"),
        ('item = "2"', 'item = "4"', "opens_support.item: expected items whose every option"),
        ("expanded_from = 4", "expanded_from = 5", "opens_support.expanded_from: expected a whole"),
        ("[opens_support]", "[goes_on]", "goes_on.measure: expected text"),
        ("[opens_support]", "[opens_suport]", "opens_suport: not known"),
        ("[scoring]", "[scoring", "not TOML"),
    ],
)
def test_a_mistake_in_the_notes(right: str, wrong: str, said: str) -> None:
    assert right in NOTES
    with pytest.raises(ContentError) as found:
        read(mine(), NOTES.replace(right, wrong, 1))
    assert str(found.value).startswith("mine.toml: ")
    assert said in str(found.value)


def test_notes_without_end_or_bottom() -> None:
    for notes in ("#" * 40_000, "a = " + "[" * 30_000):
        with pytest.raises(ContentError, match=r"^mine.toml: "):
            read(mine(), notes)


def test_an_item_that_only_sometimes_counts_is_not_summed() -> None:
    document = mine()
    document["item"][0]["item"][0] = choice("1", 3, 2, None, 0)
    with pytest.raises(ContentError, match="items whose every option has an ordinalValue"):
        read(document)


def test_a_way_on_needs_scoring_and_somewhere_to_lead() -> None:
    way = '\n[goes_on]\nmeasure = "phq-9"\nfrom = 3\n'
    with pytest.raises(ContentError, match=r"goes_on.from: expected a measure with scoring"):
        read(mine(), 'measure = "my-week"\nrecall = "x"\ndays_between = 7\n' + way)
    measure = read(mine(), NOTES + way)
    assert together([measure, content.measures()["phq-9"]])["my-week"] == measure
    with pytest.raises(ContentError, match="goes_on: expected a measure that is here"):
        together([measure])
    with pytest.raises(ContentError, match="my-week: expected every id once"):
        together([read(mine()), read(mine(), None)])
