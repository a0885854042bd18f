"""Every sentence a person reads, and the one place that looks it up.

The sentences stand in one TOML file per language (``en.toml``), a table per area of the program.
A value is a sentence, or a small table ``{ one = "…", other = "…" }`` where a number decides::

    say("lock.title")                     -> "Open your journal"
    say("journal.entries", count=3)       -> "3 entries"
    sentence(WrongPassphrase())           -> the sentence of that error, or a general kind one

The files are package data, read once through ``importlib.resources`` (on Android the package is
inside an archive). Tests hold that every key asked for exists and that every sentence is used.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from journal_app.domain.errors import JournalError

LANGUAGE = "en"

Table = dict[str, object]


@cache
def _words() -> Table:
    """The language file as nested tables, read once."""
    text = files(__package__).joinpath(f"{LANGUAGE}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def say(key: str, /, **fields: object) -> str:
    """Return the sentence at ``key`` ("section.name") with its ``{fields}`` filled in.

    Where the entry has the forms ``one`` and ``other``, the field ``count`` chooses: exactly 1 is
    ``one``, everything else (0 too) is ``other``, as English does.

    Raises:
        KeyError: there is no such entry, or one of its fields was not given.
    """
    found: object = _words()
    for step in key.split("."):
        if not isinstance(found, dict) or step not in found:
            raise KeyError(key)
        found = found[step]
    if isinstance(found, dict) and "count" in fields:
        found = found.get("one" if fields["count"] == 1 else "other")
    if not isinstance(found, str):
        raise KeyError(key)
    return found.format_map(fields)


def sentence(error: BaseException) -> str:
    """Return the one kind sentence for ``error``.

    A :class:`~journal_app.domain.errors.JournalError` has its own, or that of the nearest class
    above it. Anything else gets the general one: ``str(error)`` is never shown, because it may
    quote what a person wrote, or a path, or a stack of jargon.
    """
    for kind in type(error).__mro__:
        if issubclass(kind, JournalError):
            try:
                return say(f"errors.{kind.__name__}")
            except KeyError:
                continue
    return say("errors.JournalError")


def keys() -> list[str]:
    """Return every key that :func:`say` knows, in the order of the file."""
    return list(_keys(_words(), ""))


def _keys(table: Table, above: str) -> Iterator[str]:
    for name, value in table.items():
        if isinstance(value, dict) and not ("other" in value and "one" in value):
            yield from _keys(value, f"{above}{name}.")
        else:
            yield above + name
