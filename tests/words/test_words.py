"""The lookup, and that what is asked for and what is written down are the same sentences."""

import ast
import inspect
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from journal_app import words
from journal_app.domain import errors
from journal_app.words import keys, say, sentence

SOURCE = Path(words.__file__).parents[1]
ERRORS = [
    kind
    for _name, kind in inspect.getmembers(errors, inspect.isclass)
    if issubclass(kind, errors.JournalError)
]


@pytest.fixture
def small_words(monkeypatch: pytest.MonkeyPatch) -> None:
    table = {
        "lock": {"title": "Open it"},
        "list": {"entries": {"one": "One entry", "other": "{count} entries"}},
        "errors": {"JournalError": "General.", "VaultError": "Vault."},
    }
    monkeypatch.setattr(words, "_words", lambda: table)


@pytest.mark.usefixtures("small_words")
def test_say_finds_fills_and_counts() -> None:
    assert say("lock.title") == "Open it"
    assert say("list.entries", count=1) == "One entry"
    assert [say("list.entries", count=n) for n in (0, 2)] == ["0 entries", "2 entries"]


@pytest.mark.usefixtures("small_words")
@pytest.mark.parametrize(
    "key", ["lock.nothing", "nothing", "lock", "", "lock.title.more", "list.entries"]
)
def test_an_unknown_key_is_an_error(key: str) -> None:
    with pytest.raises(KeyError):
        say(key)


@pytest.mark.usefixtures("small_words")
def test_a_missing_field_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("list.entries")


@pytest.mark.usefixtures("small_words")
def test_braces_in_a_field_stay_as_they_are() -> None:
    assert say("list.entries", count="{0.__class__}") == "{0.__class__} entries"


@pytest.mark.usefixtures("small_words")
def test_an_error_takes_the_sentence_of_the_nearest_class() -> None:
    assert sentence(errors.WrongPassphrase("x")) == "Vault."
    assert sentence(errors.CardError("x")) == "General."


def test_any_other_error_is_never_quoted() -> None:
    for error in (ValueError("my words"), OSError(13, "my words"), KeyboardInterrupt("my words")):
        assert sentence(error) == errors.JournalError.__doc__


@pytest.mark.parametrize("kind", ERRORS)
def test_the_sentence_of_an_error_is_its_docstring(kind: type[errors.JournalError]) -> None:
    assert sentence(kind("my words")) == inspect.getdoc(kind)


def test_no_sentence_belongs_to_an_error_that_is_not_there() -> None:
    named = {key.removeprefix("errors.") for key in keys() if key.startswith("errors.")}
    assert named == {kind.__name__ for kind in ERRORS}


# Asked for and written down -----------------------------------------------------------------------


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for file in sorted(SOURCE.rglob("*.py")):
        yield str(file.relative_to(SOURCE)), ast.parse(file.read_text(encoding="utf-8"))


def _calls_of_say() -> Iterator[tuple[str, ast.Call]]:
    for name, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _name_of(node.func) == "say" and node.args:
                yield f"{name}:{node.lineno}", node


def _name_of(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _forms(key: str) -> list[str]:
    """The sentence at ``key``, or its forms where a number chooses."""
    found: object = words._words()
    for step in key.split("."):
        assert isinstance(found, dict)
        found = found[step]
    return [str(form) for form in found.values()] if isinstance(found, dict) else [str(found)]


def _fields(key: str) -> set[str]:
    """The names in braces in the sentence at ``key``, in any of its forms."""
    forms = _forms(key)
    named = {name for form in forms for _t, name, _s, _c in string.Formatter().parse(form) if name}
    return named | ({"count"} if len(forms) > 1 else set())


def test_every_sentence_asked_for_is_there_with_the_fields_it_needs() -> None:
    known = set(keys())
    wrong = []
    for where, call in _calls_of_say():
        key = call.args[0]
        if not isinstance(key, ast.Constant) or not isinstance(key.value, str):
            continue
        given = {word.arg for word in call.keywords}
        if key.value not in known:
            wrong.append(f"{where} asks for {key.value}, which is not there")
        elif None not in given and given != _fields(key.value):
            wrong.append(f"{where} {key.value}: gives {given}, wants {_fields(key.value)}")
    assert wrong == []


def test_every_sentence_is_used() -> None:
    """Used means: its key stands in the source, whole or as the fixed beginning of an f-string."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    for _name, tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                start = node.values[0].value
                if isinstance(start, str) and "." in start:
                    beginnings.add(start)
    unused = [
        key
        for key in keys()
        if key not in whole and not any(key.startswith(start) for start in beginnings)
    ]
    assert unused == []


# Tone ---------------------------------------------------------------------------------------------


def test_nothing_shouts_or_blames() -> None:
    """The tone rules that a program can check (content.md, look.md)."""
    hard = ("invalid", "failed", "illegal", "fatal", "oops", "!")
    loud = [key for key in keys() for text in _forms(key) if any(w in text.lower() for w in hard)]
    assert loud == []
