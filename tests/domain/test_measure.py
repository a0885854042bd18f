"""Scoring as published, answers as FHIR, the way on: with the measures as they ship."""

import copy
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_app.content import measures
from journal_app.domain import strict_json
from journal_app.domain.measure import ChangeKind, Item, Kind, Measure
from journal_app.domain.measure_answers import Answers, Given, Status, continued, from_fhir, to_fhir
from journal_app.domain.measure_scoring import Score, difference, score, way_on
from tests.domain.strategies import instants

ID = "0123456789abcdef0123456789abcdef"
AT = datetime(2026, 3, 16, 9, 30, tzinfo=UTC)
LETTER = Measure(
    id="letter",
    canonical="urn:letter|1",
    title="A letter",
    attribution="",
    items=(
        Item(id="a", number="", text="How near?", kind=Kind.INTEGER, low=-5, high=10),
        Item(id="b", number="", text="In words?", kind=Kind.TEXT),
    ),
)
ALL = [*measures().values(), LETTER]


def answered(measure: Measure, **given_by_id: Given) -> Answers:
    return Answers(id=ID, measure=measure, authored=AT, given=given_by_id)


def with_total(measure_id: str, total: int) -> Answers:
    """All summed items answered so that they sum to ``total``, the early ones most."""
    measure = measures()[measure_id]
    given: dict[str, Given] = {}
    for item in measure.items:
        if measure.scoring is None or item.id not in measure.scoring.items:
            continue
        value = min(total, item.values[1])
        total -= value
        given[item.id] = next(o.coding.code for o in item.options if o.value == value)
    assert total == 0
    return Answers(id=ID, measure=measure, authored=AT, given=given)


def scored(answers: Answers) -> Score:
    found = score(answers.measure, answers)
    assert found is not None
    return found


# Totals and bands, with the cut-offs of the papers ------------------------------------------------


@pytest.mark.parametrize(
    ("measure_id", "bands"),
    [
        (
            "phq-9",
            {
                "minimal": (0, 4),
                "mild": (5, 9),
                "moderate": (10, 14),
                "moderately severe": (15, 19),
                "severe": (20, 27),
            },
        ),
        ("phq-2", {"below the usual cut-off": (0, 2), "at or above the usual cut-off": (3, 6)}),
        (
            "gad-7",
            {"minimal": (0, 4), "mild": (5, 9), "moderate": (10, 14), "severe": (15, 21)},
        ),
        (
            "pcl-5",
            {
                "below the preliminary cut-off": (0, 30),
                "around the preliminary cut-off": (31, 33),
                "above the preliminary cut-off": (34, 80),
            },
        ),
    ],
)
def test_every_total_has_the_published_band(
    measure_id: str, bands: Mapping[str, tuple[int, int]]
) -> None:
    expected = {
        total: words for words, (low, high) in bands.items() for total in range(low, high + 1)
    }
    found = {}
    for total in expected:
        one = scored(with_total(measure_id, total))
        assert (one.total, one.open) == (total, ())
        assert one.band is not None
        found[total] = one.band.words
    assert found == expected
    highest = max(expected)
    assert (one.lowest, one.highest) == (0, highest)
    with pytest.raises(AssertionError):
        with_total(measure_id, highest + 1)


@pytest.mark.parametrize("measure_id", list(measures()))
def test_one_skipped_item_means_no_total_and_says_which(measure_id: str) -> None:
    measure = measures()[measure_id]
    assert measure.scoring is not None
    whole = with_total(measure_id, measure.scoring.highest)
    for item_id in measure.scoring.items:
        one = scored(whole.answer(item_id, None, at=AT))
        assert (one.total, one.band) == (None, None)
        assert [item.id for item in one.open] == [item_id]


def test_nothing_answered_is_not_zero() -> None:
    one = scored(answered(measures()["gad-7"]))
    assert one.total is None
    assert [item.number for item in one.open] == list("1234567")


def test_the_question_about_difficulty_counts_nothing() -> None:
    whole = with_total("phq-9", 12)
    for code in ("LA6572-7", "LA6574-3"):
        assert scored(whole.answer("10", code, at=AT)).total == 12


def test_a_questionnaire_without_scoring_keeps_answers_only() -> None:
    answers = answered(LETTER, a=-5, b="near enough")
    assert score(LETTER, answers) is None
    assert way_on(LETTER, answers) is None
    assert difference(LETTER, Score(1, 0, 9), Score(2, 0, 9)) is None


def test_answers_to_another_measure_are_not_scored() -> None:
    with pytest.raises(ValueError, match="answers to this measure"):
        score(measures()["gad-7"], with_total("phq-9", 3))


def levels(measure: Measure) -> st.SearchStrategy[dict[str, Given]]:
    """Any answers to any of its items."""
    one: dict[str, st.SearchStrategy[Any]] = {}
    for item in measure.items:
        if item.kind is Kind.CHOICE:
            one[item.id] = st.sampled_from([option.coding.code for option in item.options])
        elif item.kind is Kind.INTEGER:
            one[item.id] = st.integers(item.low, item.high)
        else:
            one[item.id] = st.text(min_size=1).filter(lambda t: bool(t.strip()))
    return st.fixed_dictionaries({}, optional=one)


anything = st.sampled_from(ALL).flatmap(
    lambda measure: st.builds(
        Answers,
        id=st.just(ID),
        measure=st.just(measure),
        authored=instants,
        status=st.sampled_from(Status),
        given=levels(measure),
    )
)


@given(anything)
def test_a_total_is_the_sum_or_is_not_there(answers: Answers) -> None:
    found = score(answers.measure, answers)
    scoring = answers.measure.scoring
    if scoring is None:
        assert found is None
        return
    assert found is not None
    values = [answers.value(item_id) for item_id in scoring.items]
    left = [item.id for item in answers.open if item.id in scoring.items]
    assert [item.id for item in found.open] == left
    if left:
        assert (found.total, found.band) == (None, None)
    else:
        assert found.total == sum(value for value in values if value is not None)
        assert scoring.lowest <= found.total <= scoring.highest


# Change -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("earlier", "later", "kind"),
    [
        (40, 40, None),
        (40, 36, None),
        (40, 35, ChangeKind.RELIABLE),
        (35, 40, ChangeKind.RELIABLE),
        (40, 31, ChangeKind.RELIABLE),
        (40, 30, ChangeKind.MEANINGFUL),
        (60, 10, ChangeKind.MEANINGFUL),
    ],
)
def test_reliable_and_meaningful_change(earlier: int, later: int, kind: ChangeKind | None) -> None:
    found = difference(
        measures()["pcl-5"],
        scored(with_total("pcl-5", earlier)),
        scored(with_total("pcl-5", later)),
    )
    assert found is not None
    assert found.points == later - earlier
    assert (found.change.kind if found.change else None) is kind


def test_change_is_kept_with_its_published_ranges_and_needs_two_totals() -> None:
    scoring = measures()["pcl-5"].scoring
    assert scoring is not None
    assert [(c.kind.value, c.start, c.end) for c in scoring.changes] == [
        ("reliable", 5, 10),
        ("meaningful", 10, 20),
    ]
    whole = scored(with_total("pcl-5", 20))
    part = scored(with_total("pcl-5", 20).answer("4", None, at=AT))
    assert difference(measures()["pcl-5"], part, whole) is None
    assert difference(measures()["pcl-5"], whole, part) is None


# The way on ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("total", range(7))
def test_phq_2_leads_on_to_phq_9_from_three(total: int) -> None:
    assert way_on(measures()["phq-2"], with_total("phq-2", total)) == (
        "phq-9" if total >= 3 else None
    )


def test_the_way_on_needs_a_total_and_belongs_to_phq_2_alone() -> None:
    part = with_total("phq-2", 6).answer("2", None, at=AT)
    assert way_on(measures()["phq-2"], part) is None
    assert way_on(measures()["phq-9"], with_total("phq-9", 27)) is None


def test_nobody_is_asked_the_same_twice_on_the_way_on() -> None:
    short = with_total("phq-2", 5)
    longer = continued(short, measures()["phq-9"], new_id="f" * 32, at=AT)
    assert dict(longer.given) == dict(short.given) == {"1": "LA6571-9", "2": "LA6570-1"}
    assert [item.number for item in longer.open] == [str(n) for n in range(3, 11)]
    assert (longer.id, longer.status) == ("f" * 32, Status.IN_PROGRESS)


def test_nothing_is_taken_on_between_measures_without_common_codes() -> None:
    for other in ("gad-7", "pcl-5"):
        onto = measures()[other]
        assert continued(with_total("phq-2", 5), onto, new_id=ID, at=AT).given == {}
    taken = continued(answered(LETTER, a=3), measures()["phq-9"], new_id=ID, at=AT)
    assert taken.given == {}


# Answers ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("item_id", "wrong"),
    [("1", "LA6572-7"), ("1", 2), ("1", ""), ("10", "LA6568-5"), ("11", "LA6568-5")],
)
def test_an_answer_the_item_does_not_have(item_id: str, wrong: Given) -> None:
    with pytest.raises(ValueError, match="answers: ") as found:
        answered(measures()["phq-9"], **{item_id: wrong})
    assert "LA6" not in str(found.value)


@pytest.mark.parametrize("wrong", [-6, 11, True, "3", "x" * 20_001])
def test_numbers_and_words_have_their_limits(wrong: Given) -> None:
    with pytest.raises(ValueError, match="item a: expected one of its answers"):
        answered(LETTER, a=wrong)
    if wrong != "3":
        with pytest.raises(ValueError, match="item b"):
            answered(LETTER, b=wrong)
    with pytest.raises(ValueError, match="item b"):
        answered(LETTER, b="  ")


def test_an_answer_can_be_changed_and_taken_back() -> None:
    first = answered(LETTER)
    later = first.answer("a", 4, at=AT + timedelta(minutes=1))
    assert (later.value("a"), later.authored) == (4, AT + timedelta(minutes=1))
    assert later.answer("a", None, at=AT).given == first.given == {}
    assert [item.id for item in later.open] == ["b"]
    assert later.answer("b", "words", at=AT).value("b") is None


# FHIR ---------------------------------------------------------------------------------------------


@given(anything)
def test_answers_come_back_from_fhir_as_they_were(answers: Answers) -> None:
    resource = to_fhir(answers)
    again = from_fhir(answers.measure, strict_json.loads(strict_json.dumps(resource)))
    assert again == answers
    assert to_fhir(again) == resource


def test_the_response_is_as_fhir_has_it() -> None:
    answers = answered(measures()["phq-9"], **{"10": "LA6573-5", "2": "LA6569-3"})
    group = measures()["phq-9"].items[0].within[0]
    assert to_fhir(answers) == {
        "resourceType": "QuestionnaireResponse",
        "id": ID,
        "questionnaire": measures()["phq-9"].canonical,
        "status": "in-progress",
        "authored": "2026-03-16T09:30:00Z",
        "item": [
            {
                "linkId": "problems",
                "text": group.text,
                "item": [
                    {
                        "linkId": "2",
                        "text": "Feeling down, depressed, or hopeless",
                        "answer": [
                            {
                                "valueCoding": {
                                    "system": "http://loinc.org",
                                    "code": "LA6569-3",
                                    "display": "Several days",
                                }
                            }
                        ],
                    }
                ],
            },
            {
                "linkId": "10",
                "text": measures()["phq-9"].items[9].text,
                "answer": [
                    {
                        "valueCoding": {
                            "system": "http://loinc.org",
                            "code": "LA6573-5",
                            "display": "Somewhat difficult",
                        }
                    }
                ],
            },
        ],
    }


def test_only_what_was_answered_is_in_it_and_no_list_is_empty() -> None:
    assert "item" not in to_fhir(answered(measures()["pcl-5"]))
    numbers = to_fhir(answered(LETTER, a=0))
    assert numbers["item"] == [
        {"linkId": "a", "text": "How near?", "answer": [{"valueInteger": 0}]}
    ]


def _question(response: Any) -> Any:
    return response["item"][0]["item"][0]["item"][0]


def _coding(response: Any) -> Any:
    return _question(response)["answer"][0]["valueCoding"]


MISTAKES: dict[str, tuple[Callable[[Any], object], str]] = {
    "kind": (lambda r: r.update(resourceType="Observation"), "resourceType"),
    "measure": (lambda r: r.update(questionnaire="urn:other|1"), "questionnaire"),
    "version": (lambda r: r.update(questionnaire=r["questionnaire"] + "0"), "questionnaire"),
    "status": (lambda r: r.update(status="amended"), "status"),
    "when": (lambda r: r.update(authored="2026-03-16"), "authored"),
    "id": (lambda r: r.update(id="secret"), "id"),
    "more": (lambda r: r.update(subject={"reference": "secret"}), "not known"),
    "items": (lambda r: r.update(item={"a": 1}), "item"),
    "item": (lambda r: r.update(item=["secret"]), "expected a document"),
    "group": (lambda r: r["item"][0].update(text="secret"), "linkId"),
    "place": (lambda r: r["item"].append(_question(r)), "linkId"),
    "twice": (lambda r: r["item"][0]["item"][0]["item"].append(_question(r)), "linkId"),
    "unknown": (lambda r: _question(r).update(linkId="21"), "linkId"),
    "reworded": (lambda r: _question(r).update(text="secret"), "linkId"),
    "no answer": (lambda r: _question(r).update(answer=[]), "answer"),
    "two": (lambda r: _question(r)["answer"].append(_question(r)["answer"][0]), "answer"),
    "another type": (lambda r: _question(r).update(answer=[{"valueInteger": 2}]), "valueCoding"),
    "both": (lambda r: _question(r)["answer"][0].update(valueInteger=2), "not known"),
    "code": (lambda r: _coding(r).update(code="secret"), "valueCoding"),
    "display": (lambda r: _coding(r).update(display="Moderately"), "valueCoding"),
    "system": (lambda r: _coding(r).update(system="http://loinc.org"), "valueCoding"),
}


@pytest.mark.parametrize("name", list(MISTAKES))
def test_a_response_that_does_not_fit_is_refused(name: str) -> None:
    response = copy.deepcopy(to_fhir(with_total("pcl-5", 10)))
    change, said = MISTAKES[name]
    change(response)
    with pytest.raises(ValueError, match="answers") as found:
        from_fhir(measures()["pcl-5"], response)
    assert said in str(found.value)
    assert "secret" not in str(found.value)


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=5), st.lists))
def test_anything_else_is_one_kind_of_error(junk: object) -> None:
    base = to_fhir(with_total("phq-2", 3))
    for resource in (junk, base | {"item": junk}, base | {"item": [junk]}, base | {"id": junk}):
        with pytest.raises(ValueError, match="answers"):
            from_fhir(measures()["phq-2"], resource)
