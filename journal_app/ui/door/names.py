"""Names that came from outside, as they may be drawn in one line."""

from __future__ import annotations

from journal_app.sharing.safe_text import shown
from journal_app.words import say

__all__ = ["first_name", "initials", "one_line"]

_TITLES = {"dr", "prof", "professor", "mr", "mrs", "ms", "mx", "sister", "brother", "father", "rev"}


def one_line(text: str) -> str:
    """``text`` safe to draw, with every run of spaces and line ends as one space."""
    return " ".join(shown(text).split())


def first_name(name: str) -> str:
    """What to call someone in a sentence: the first word, or all of it after a title ("Dr Okafor").

    A name of nothing that can be seen is "your therapist".
    """
    words = one_line(name).split(" ")
    if not any(c.isalnum() for c in words[0]):
        return one_line(name) if any(c.isalnum() for c in name) else say("share.nameless")
    if words[0].rstrip(".").casefold() in _TITLES:
        return " ".join(words)
    return words[0]


def initials(name: str, *, longer: bool = False) -> str:
    """The first letters of the first and last word; ``longer`` adds the last letter of the name."""
    words = [word for word in one_line(name).split(" ") if any(c.isalnum() for c in word)]
    letters = [next(c for c in word if c.isalnum()) for word in words]
    if not letters:
        return "·"
    short = "".join([letters[0], *letters[1:][-1:]])
    tail = [c for c in words[-1] if c.isalnum()][-1]
    return short.upper() + (tail.lower() if longer else "")
