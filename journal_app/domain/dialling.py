"""From a number as somebody wrote it to what a telephone dials.

People write numbers for people: "+44 (0)20 7946 0815", "1-800-FLOWERS", "020 7946 0815 (home)".
A link that dials something else than what is meant is worse than none, so where it cannot be told
what is meant there is none, and the number stands as it was written.
"""

import re
import unicodedata

LONGEST = 15
"""Digits in a full number (ITU-T E.164)."""

_KEYPAD = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999", strict=True))
"""Letters on the keys of a telephone (ITU-T E.161)."""
_SPELLED = re.compile(r"[+\d\s().-]*\d[\s-]?[A-Z]{2,}(?:[\s-]?[A-Z0-9]+)*")
_PREFIX = range(4, 7)  # digits before letters that are part of a number, as in 1-800 or 0800
_EXTENSION = re.compile(r"\b(?:ext|extension|x)\b|\bx\d|[,;#*]", re.IGNORECASE)


def dialled(written: str) -> str:
    """The digits of ``written``, with a plus before them where it was: "+442079460815".

    Letters that spell a number on the keys are digits too; other words are left out, as are an
    extension and a zero in brackets after a country. Nothing where fewer than three digits or
    more than fifteen are left.
    """
    text = unicodedata.normalize("NFKC", written).strip()
    if _spells(text):
        text = "".join(_KEYPAD.get(letter, letter) for letter in text)
    if extension := _EXTENSION.search(text):
        text = text[: extension.start()]
    abroad = re.match(r"\D*\+", text) is not None
    if abroad:
        text = re.sub(r"\(\s*0\s*\)", "", text)
    digits = "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())
    if not 3 <= len(digits) <= LONGEST:
        return ""
    return "+" + digits if abroad else digits


def _spells(text: str) -> bool:
    """Whether the letters belong to the number, as in 1-800-FLOWERS."""
    if _SPELLED.fullmatch(text) is None:
        return False
    before = re.split(r"[A-Z]", text, maxsplit=1)[0]
    return sum(c.isdecimal() for c in before) in _PREFIX
