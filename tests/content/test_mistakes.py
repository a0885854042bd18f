"""A mistake in a content file is one error that says where it is and what was expected there."""

from importlib.resources import files

import pytest

from journal_app import content
from journal_app.content.schema import parse_offset
from journal_app.domain.errors import ContentError


def shipped(name: str) -> str:
    return files("journal_app.content").joinpath(name).read_text(encoding="utf-8")


def plan_error(text: str) -> str:
    with pytest.raises(ContentError) as found:
        content.read_plan(
            text, "mine.toml", practices=content.for_prompts(), sources=set(content.sources())
        )
    return str(found.value)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('opens = "+22h"', 'opens = "22h"', "prompt[8].opens: expected an offset such as"),
        ('opens = "+22h"', 'opens = "+h"', "prompt[8].opens: expected an offset such as"),
        ('opens = "+22h"', 'opens = "+41h"', "prompt[8].opens: expected opens, then suggested"),
        ('opens = "+22h"', "opens = 22", "prompt[8].opens: expected text"),
        ('nudge = "+1h30m"', 'nudge = "+7h"', "prompt[4].opens: expected opens, then suggested"),
        (
            'suggested = "45m before-bedtime"',
            'suggested = "45m before-supper"',
            "prompt[6].suggested: expected an offset, or",
        ),
        (
            'suggested = "morning-and-evening"',
            'suggested = "5m morning-and-evening"',
            "prompt[10].suggested: expected an offset, or",
        ),
        ('anchor = "next"', 'anchor = "last"', "prompt[16].anchor: expected one of start, end"),
        ('pace = "full"', 'pace = "slow"', "prompt[3].pace: expected one of light"),
        ('evidence = "practice"', 'evidence = "hope"', "prompt[1].evidence: expected one of"),
        ("number = 8", "number = 7", 'prompt "what-stands-out": number: expected it once'),
        ("number = 8", "number = true", "prompt[8].number: expected a whole number"),
        ('id = "gather"', 'id = "first-morning"', "prompt[14].id: expected it once"),
        ('id = "gather"', 'id = "Gather it"', "prompt[14].id: expected small letters"),
        ('title = "Gather"', 'title = " "', "prompt[14].title: expected text"),
        ('title = "Gather"', "", "prompt[14].title: expected text"),
        ('title = "Gather"', 'title = "Gather"\ntitel = "x"', "prompt[14].titel: not known"),
        ("minutes = 10", "minutes = 1000", "prompt[14].minutes: expected a whole number"),
        (
            'beside = ["intention", "arc"]',
            'beside = ["intention", "arch"]',
            "prompt[16].beside: expected some of",
        ),
        ('practice = "stretch"', 'practice = "yoga"', "expected the id of a practice"),
        (
            'practice = "stretch"',
            'practice = "cyclic-sighing"',
            "prompt[7].practice: expected the id of a practice that is kind near a session",
        ),
        (
            'or_practice = "container"',
            'or_practice = "box"',
            "prompt[2].or_practice: expected the id of a practice that is kind near a session",
        ),
        ('sources = ["S10"]', 'sources = ["S999"]', "prompt[12].sources: expected ids that"),
        ('sources = ["S10"]', "sources = [10]", "prompt[12].sources: expected a list of texts"),
        (
            'text = "What caught you by surprise, even slightly?"',
            "",
            "prompt[8].questions[2].text: expected text",
        ),
        ("practice_minutes = 3", "practice_minutes = 300", "expected a number from 0.1 to 60"),
        ('id = "three-dawns"', "id = ", "not TOML"),
    ],
)
def test_a_mistake_in_a_plan(right: str, wrong: str, said: str) -> None:
    text = shipped("prompts.toml")
    assert right in text
    message = plan_error(text.replace(right, wrong, 1))
    assert message.startswith("mine.toml: ")
    assert said in message


def test_all_mistakes_are_told_at_once_a_line_each() -> None:
    text = shipped("prompts.toml")
    for right, wrong in (
        ('id = "three-dawns"', 'id = "Three dawns"'),
        ('opens = "+22h"', 'opens = "22h"'),
        ('closes = "+40h"', 'closes = "40h"'),
        ('name = "What caught me by surprise"\n', ""),
        ('title = "Gather"', 'titel = "Gather"'),
        ("number = 15", "number = 3"),
    ):
        assert right in text
        text = text.replace(right, wrong, 1)
    lines = plan_error(text).splitlines()
    assert [line.partition(": expected")[0] for line in lines] == [
        "mine.toml: id",
        "mine.toml: prompt[8].opens",
        "mine.toml: prompt[8].closes",
        "mine.toml: prompt[8].questions[2].name",
        "mine.toml: prompt[14].title",
        "mine.toml: prompt[14].titel: not known",
    ]


def test_a_number_of_two_prompts_is_told_with_both_of_them() -> None:
    message = plan_error(shipped("prompts.toml").replace("number = 15", "number = 3"))
    assert message == (
        'mine.toml: prompt "seven-days-on": number: expected it once,'
        ' found 3 at "at-the-threshold" too'
    )


@pytest.mark.parametrize(
    "text", ["x = " + "[" * 100_000, "# " + "x" * 1_000_001, "id = 1\n[[prompt]]\n" * 200, "\0"]
)
def test_a_file_made_to_hurt_is_only_a_mistake(text: str) -> None:
    assert plan_error(text).startswith("mine.toml: ")


def test_a_plan_without_prompts() -> None:
    assert "prompt: expected at least one table" in plan_error('id = "x"\ntitle = "x"')
    assert "prompt: expected tables only" in plan_error('id = "x"\ntitle = "x"\nprompt = [1]')


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("checked_on = 2026-11-21", 'checked_on = "today"', "lines[1].checked_on: expected a date"),
        ("checked_on = 2026-11-21", "checked_on = 2026-11-21T10:00:00", "expected a date"),
        ('kind = "call"', 'kind = "fax"', "region[1].lines[1].kind: expected one of call"),
        ('number = "988"', 'number = "988 or so"', "expected digits, spaces and hyphens"),
        ('source = "S149"', 'source = "S1490"', "region[1].lines[1].source: expected an id"),
        ('id = "elsewhere"', 'id = "somewhere"', "region: expected regions with ids"),
        ('id = "ca"', 'id = "us"', "region: expected regions with ids"),
        ('title = "When to call', 'titel = "When to call', "red_flags.title: expected text"),
    ],
)
def test_a_mistake_in_the_support_lines(right: str, wrong: str, said: str) -> None:
    text = shipped("support.toml")
    assert right in text
    with pytest.raises(ContentError) as found:
        content.read_support(
            text.replace(right, wrong, 1), "support.toml", sources=content.sources()
        )
    assert str(found.value).startswith("support.toml: ")
    assert said in str(found.value)


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("+26h", 1560), ("-1h30m", -90), ("+6d", 8640), ("+0h", 0), ("-45m", -45), ("+1d2h3m", 1563)],
)
def test_offsets(text: str, minutes: int) -> None:
    assert parse_offset(text).total_seconds() == minutes * 60


@pytest.mark.parametrize("text", ["", "+", "26h", "+26", "+h", "+1.5h", "+3m2h", "+ 3h", "+3H"])
def test_what_is_not_an_offset(text: str) -> None:
    with pytest.raises(ValueError, match="an offset"):
        parse_offset(text)
