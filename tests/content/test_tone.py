"""The tone rules a program can hold, over every sentence of the content and of the words.

The rules are those of the copy page. Reading aloud at 3 a.m. is still for people.
"""

import re
import tomllib
from collections.abc import Iterator
from importlib.resources import files

import pytest

from journal_app import content

LONGEST_SENTENCE = 15

# Keys whose values are not read by people as sentences.
NOT_WORDS = {
    "id",
    "anchor",
    "opens",
    "suggested",
    "closes",
    "nudge",
    "pace",
    "evidence",
    "beside",
    "or_practice",
    "sources",
    "source",
    "menus",
    "part",
    "shelf",
    "instead",
    "kind",
    "number",
}

ORDERS = r"must|should|need to|needs to|ought|try harder|make sure|don't forget"
PRESSURE = r"overdue|missed|incomplete|late|hurry|streak|well done|great job|congratulations|%"
CLAIMS = (
    r"rewir\w*|critical window|heal\w*|cure\w*|guarantee\w*|you will feel better"
    r"|(?<!sender )proven"  # "Sender proven" is about a seal
)
PEOPLE = r"patients?|users?|he|she|his|her|himself|herself"
NAMES = r"safe place|symptoms?|disorder|suicidal"
BREATH = r"deep|deeply|hold|holding|retain"

ANYWHERE = (ORDERS, CLAIMS, PEOPLE, NAMES)
IN_CONTENT = (*ANYWHERE, PRESSURE, BREATH)


def sentences_of(text: str) -> list[str]:
    """A text cut at the ends of its sentences."""
    return [part for part in re.split(r"(?<=[.?])\s+", text) if part]


def words_of(sentence: str) -> list[str]:
    return re.findall(r"[\w'’-]+", sentence)


def texts(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text people read, with the keys that lead to it."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for number, each in enumerate(value, start=1):
            yield from texts(each, f"{path}[{number}]")
    elif isinstance(value, dict):
        for key, each in value.items():
            id_of_a_practice = key == "practice" and isinstance(each, str)
            if key not in NOT_WORDS and not id_of_a_practice:
                yield from texts(each, f"{path}.{key}")


def read(package: str, name: str) -> list[tuple[str, str]]:
    document = tomllib.loads(files(package).joinpath(name).read_text(encoding="utf-8"))
    return list(texts(document, name))


CONTENT = [
    found
    for name in ("prompts.toml", *content.PRACTICE_FILES, "support.toml", "phases.toml")
    for found in read("journal_app.content", name)
]
WORDS = read("journal_app.words", "en.toml")


def found_in(sentence: str, rules: tuple[str, ...]) -> list[str]:
    return [
        m.group() for rule in rules for m in re.finditer(rf"\b(?:{rule})(?!\w)", sentence, re.I)
    ]


def test_the_rules_find_what_they_look_for() -> None:
    wrong = "You must take a deep breath, hold it, and heal. She missed the safe place"
    found = ["must", "heal", "She", "safe place", "missed", "deep", "hold"]
    assert found_in(wrong, IN_CONTENT) == found
    assert found_in("A threshold, a holdall, the shed, a later date", IN_CONTENT) == []
    assert sentences_of("One thing. And another? Yes: three.") == [
        "One thing.",
        "And another?",
        "Yes: three.",
    ]


def test_there_is_enough_to_hold_the_rules_over() -> None:
    paths = {path for path, _ in CONTENT}
    assert len(CONTENT) > 300
    for expected in (
        "prompts.toml.prompt[8].questions[1].note",
        "prompts.toml.prompt[16].closing.way_back",
        "practices_breathing.toml.practice[1].before[3]",
        "support.toml.red_flags.signs[6]",
        "support.toml.region[1].lines[1].note",
    ):
        assert expected in paths
    assert len(WORDS) > 20


@pytest.mark.parametrize(("path", "text"), CONTENT, ids=[path for path, _ in CONTENT])
def test_content_keeps_the_tone(path: str, text: str) -> None:
    assert "!" not in text
    assert found_in(text, IN_CONTENT) == []
    for sentence in sentences_of(text):
        assert len(words_of(sentence)) <= LONGEST_SENTENCE, sentence


def test_content_has_no_emoji() -> None:
    assert not [path for path, text in CONTENT if re.search(r"[\U0001F000-\U0001FAFF☀-➿]", text)]


def test_the_words_of_the_program_keep_the_tone() -> None:
    found = {path: found_in(text, ANYWHERE) for path, text in WORDS}
    assert {path: rules for path, rules in found.items() if rules} == {}
    assert [path for path, text in WORDS if "!" in text] == []


def test_every_question_is_asked_and_every_way_back_is_short() -> None:
    for path, text in CONTENT:
        if ".questions[" in path and path.endswith(".text"):
            assert text.endswith(("?", "…")), path
        if path.endswith((".put_away", ".way_back")):
            assert len(sentences_of(text)) <= 2, path
