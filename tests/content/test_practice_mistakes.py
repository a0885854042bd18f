"""A mistake in the practices is one error that says where it is and what was expected there."""

from collections.abc import Mapping
from importlib.resources import files

import pytest

from journal_app import content
from journal_app.domain.errors import ContentError
from journal_app.domain.practice import Practice

BREATHING, GROUNDING, MOVEMENT = content.PRACTICE_FILES


def shipped() -> dict[str, str]:
    inside = files("journal_app.content")
    return {name: inside.joinpath(name).read_text("utf-8") for name in content.PRACTICE_FILES}


def read(texts: Mapping[str, str]) -> dict[str, Practice]:
    return content.read_practices(texts, sources=content.sources())


def error_of(texts: Mapping[str, str]) -> str:
    with pytest.raises(ContentError) as found:
        read(texts)
    return str(found.value)


def test_what_is_shipped_is_what_is_read() -> None:
    assert read(shipped()) == content.practices()


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        # The breath and its pauses.
        ("in = 4.5", "in = 0.2", "practice[1].pattern.in: expected a number from 1.0 to 20.0"),
        ("in = 4.5", "in = true", "practice[1].pattern.in: expected a number from 1.0 to 20.0"),
        ("in = 4.5", "in = nan", "practice[1].pattern.in: expected a number from 1.0 to 20.0"),
        ("in = 4.5\n", "", "practice[1].pattern.in: expected a number from 1.0 to 20.0"),
        ("out = 5.5", "out = 20.5", "practice[1].pattern.out: expected a number from 1.0 to 20.0"),
        ("out = 5.5", "out = inf", "practice[1].pattern.out: expected a number from 1.0 to 20.0"),
        ("hold = 4", "hold = -1", "practice[10].pattern.hold: expected a number from 0 to 20.0"),
        ("rest = 4", "rest = 21", "practice[10].pattern.rest: expected a number from 0 to 20.0"),
        ("top_up = 1", 'top_up = "1"', "practice[8].pattern.top_up: expected a number from 0"),
        ("7\nhum = true", "7\nhum = 1", "practice[6].pattern.hum: expected true or false"),
        ("cycles = 30", "cycles = 0", "practice[1].pattern.cycles: expected a whole number from 1"),
        ("cycles = 30", "cycles = 601", "practice[1].pattern.cycles: expected a whole number"),
        ("cycles = 30", "cycles = 30\npause = 1", "practice[1].pattern.pause: not known"),
        # The ramp.
        ("in = 3\n", "in = 0\n", "practice[2].pattern.ramp.in: expected a number from 1.0 to 20.0"),
        ("in = 3\nout = 4\n", "in = 3\n", "practice[2].pattern.ramp.out: expected a number from 1"),
        ("seconds = 120", "seconds = 0", "practice[2].pattern.ramp.seconds: expected a number"),
        ("seconds = 120", "seconds = 601", "practice[2].pattern.ramp.seconds: expected a number"),
        ("seconds = 120", "seconds = 120\nhold = 1", "practice[2].pattern.ramp.hold: not known"),
        (
            "\n[practice.pattern.ramp]",
            "\n[[practice.pattern.ramp]]",
            "pattern.ramp: expected a table",
        ),
        # What it is offered as.
        ('shelf = "first"', 'shelf = "last"', "practice[2].shelf: expected one of first, usual, m"),
        ('menus = ["settle"]', 'menus = ["sleep"]', "practice[1].menus: expected some of settle"),
        ('instead = "equal"', 'instead = "Equal"', "practice[10].instead: expected small letters"),
        ('instead = "equal"', 'instead = "evenly"', "practice[10].instead: expected the id of a p"),
        ('instead = "equal"', 'instead = "box"', "instead: expected the id of a practice that nev"),
        (
            'instead = "equal"\n',
            "",
            "practice[10].instead: expected what is offered instead of a stirring pattern",
        ),
        (
            'instead = "equal"',
            'instead = "equal"\nmenus = ["settle"]',
            "practice[10].menus: expected none for what stirs or is on the shelf of more",
        ),
        (
            'sources = ["S26"]\nshelf = "first"',
            'sources = ["S26"]\nshelf = "more"\nmenus = ["wake_up"]',
            "practice[2].menus: expected none for what stirs or is on the shelf of more",
        ),
        # A gentle one that was given a hold rests from then on, and says what comes instead.
        ("cycles = 30", "cycles = 30\nhold = 1", "practice[1].instead: expected what is offered"),
        ('id = "ease-in"', 'id = "longer-exhale"', "practice[2].id: expected an id that no other"),
        ('evidence = "rct"', 'evidence = "sure"', "practice[8].evidence: expected one of rct"),
        ('sources = ["S26"]', 'sources = ["S0"]', "practice[2].sources: expected ids that the so"),
        ("cycles = 30", "cycles = 30\n[[practice.steps]]", "expected either a pattern or steps"),
    ],
)
def test_a_mistake_in_a_breathing_practice(right: str, wrong: str, said: str) -> None:
    changed(BREATHING, right, wrong, said)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        (
            'id = "orienting"',
            'id = "longer-exhale"',
            "practice[1].id: expected an id that no other",
        ),
        ("seconds = 20", "seconds = 0", "practice[1].steps[1].seconds: expected a whole number"),
        ("seconds = 20", "seconds = 601", "practice[1].steps[1].seconds: expected a whole number"),
        ('before = ["Eyes open. Nothing to get right."]', 'before = "x"', "expected a list"),
        ('part = "sense"', 'part = "scent"', "practice[2].part: expected one of step, sense, area"),
        ('name = "Turn slowly"', 'nam = "x"', "practice[1].steps[1].name: expected text"),
    ],
)
def test_a_mistake_in_a_grounding_practice(right: str, wrong: str, said: str) -> None:
    changed(GROUNDING, right, wrong, said)


NEITHER = "expected taps, or tense and release, or none of them"


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("taps = 6", "taps = 7", "practice[2].steps[2].taps: expected 4 to 6 taps"),
        ("taps = 6", "taps = 3", "practice[2].steps[2].taps: expected 4 to 6 taps"),
        ("taps = 6", "taps = 0", "practice[2].steps[2].taps: expected a whole number from 1"),
        ("taps = 6", "taps = 5.5", "practice[2].steps[2].taps: expected a whole number from 1"),
        ("taps = 6", "taps = 6\ntense = 5\nrelease = 10", f"practice[2].steps[2].taps: {NEITHER}"),
        ("tense = 5", "tense = 31", "practice[3].steps[1].tense: expected a whole number from 1"),
        ("release = 10", "release = 0", "practice[3].steps[1].release: expected a whole number"),
        ("tense = 5\n", "", f"practice[3].steps[1].taps: {NEITHER}"),
        ("release = 10\n", "", f"practice[3].steps[1].taps: {NEITHER}"),
        ("seconds = 25", "seconds = 25\ntaps = 4", "practice[2].steps: expected at most 3 sets of"),
    ],
)
def test_a_mistake_in_a_practice_of_touch_or_movement(right: str, wrong: str, said: str) -> None:
    changed(MOVEMENT, right, wrong, said)


def changed(name: str, right: str, wrong: str, said: str) -> None:
    """One thing written wrongly in the file of that name is one line of error that says so."""
    texts = shipped()
    assert right in texts[name]
    texts[name] = texts[name].replace(right, wrong, 1)
    message = error_of(texts)
    assert message.startswith(f"{name}: practice[")
    assert said in message
    assert "\n" not in message


def test_instead_may_be_written_in_another_file_and_is_looked_for_in_them_all() -> None:
    texts = shipped()
    texts[BREATHING] = texts[BREATHING].replace('instead = "equal"', 'instead = "orienting"')
    assert read(texts)["box"].instead == "orienting"
    del texts[GROUNDING]
    assert error_of(texts) == (
        f"{BREATHING}: practice[10].instead: expected the id of a practice that never stirs,"
        " found 'orienting'"
    )


@pytest.mark.parametrize("text", ["", "x = 1", "practice = 1", "practice = [1]", "practice = ["])
def test_a_file_without_practices_is_a_mistake(text: str) -> None:
    assert error_of({"mine.toml": text}).startswith("mine.toml: ")
