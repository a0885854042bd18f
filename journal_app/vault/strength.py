"""How hard a passphrase would be to guess, said without blame.

The estimate is zxcvbn's (Wheeler, USENIX Security 2016): how many guesses somebody needs who tries
common passwords, words, names, dates and keyboard patterns first. Its English advice is not shown;
``advice`` names one of our own sentences instead.

Two things are ours. zxcvbn knows no spaces, so it takes "river stone" for eleven random characters:
a passphrase is scored as typed and with its spaces, dots and dashes left out, and the smaller
number counts. And only the beginning is scored, because the time it takes grows with the square
of the length; all of it is used for the key.

The floor is 10^8 guesses. A guess costs half a second here and perhaps a millisecond on a rented
machine (``kdf``), so 10^8 is a day there and 10^6 a quarter of an hour. Three ordinary words
reach it; two do not.
"""

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Any, Final

FLOOR_LOG10: Final = 8.0
MOST_SCORED: Final = 64  # characters

_SEPARATORS: Final = re.compile(r"[\s._\-,;:]+")

# What somebody who knows whose journal it is would try first.
_NEAR_AT_HAND: Final = ("three dawns", "threedawns", "dawns", "journal", "ketamine", "therapy")

_GOOD: Final = "strength.good"
_EMPTY: Final = "strength.empty"
_MORE_WORDS: Final = "strength.more_words"

# The kind of match that carries most of a weak passphrase, and the sentence about it.
_ABOUT: Final = {
    "date": "strength.date",
    "regex": "strength.date",  # zxcvbn's one regex is a recent year
    "spatial": "strength.keyboard",
    "repeat": "strength.repeat",
    "sequence": "strength.sequence",
}
_ABOUT_WORD: Final = {
    "passwords": "strength.common",
    "user_inputs": "strength.near",
}
_ONE_WORD: Final = "strength.one_word"


@dataclass(frozen=True)
class Strength:
    """What is known of a passphrase; the passphrase itself is not kept.

    ``score`` goes from 0 to 4, ``guesses_log10`` is the estimate as a power of ten, ``advice`` is
    the key of a sentence in ``words``.
    """

    score: int
    guesses_log10: float
    advice: str

    @property
    def enough(self) -> bool:
        """Whether it is above the floor: hard enough to guess for a new journal."""
        return self.guesses_log10 >= FLOOR_LOG10

    @property
    def label(self) -> str:
        """The key of the few words that stand beside the meter, one for each score."""
        return f"strength.label_{self.score}"


def strength(passphrase: str) -> Strength:
    """Estimate ``passphrase``: a few milliseconds, whatever its length."""
    scored = unicodedata.normalize("NFKC", passphrase[:MOST_SCORED])[:MOST_SCORED]
    if not scored.strip():
        return Strength(0, 0.0, _EMPTY)
    joined = _SEPARATORS.sub("", scored) or scored
    found = min((_guesses(text) for text in {scored, joined}), key=lambda each: each[0])
    guesses_log10, sequence = found
    return Strength(_score(guesses_log10), guesses_log10, _advice(guesses_log10, sequence))


def _guesses(text: str) -> tuple[float, list[dict[str, Any]]]:
    """The estimate (log 10) and the matches it is made of."""
    import zxcvbn  # here, for its word lists take time and memory, and most starts need none

    result = zxcvbn.zxcvbn(text, user_inputs=list(_NEAR_AT_HAND), max_length=MOST_SCORED)
    return max(0.0, math.log10(float(result["guesses"]))), result["sequence"]


def _score(guesses_log10: float) -> int:
    """0 to 4 by zxcvbn's own bounds: 10^3, 10^6, 10^8 and 10^10 guesses."""
    return sum(guesses_log10 >= bound for bound in (3, 6, FLOOR_LOG10, 10))


def _advice(guesses_log10: float, sequence: list[dict[str, Any]]) -> str:
    """The key of the sentence that helps most."""
    if guesses_log10 >= FLOOR_LOG10:
        return _GOOD
    longest = max(sequence, key=lambda match: len(match["token"]))
    if longest["pattern"] in _ABOUT:
        return _ABOUT[longest["pattern"]]
    if longest["pattern"] != "dictionary" or len(sequence) > 1:
        return _MORE_WORDS
    return _ABOUT_WORD.get(longest["dictionary_name"], _ONE_WORD)
