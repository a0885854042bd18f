"""Finding words in documents without parsing them all.

Letters are compared without their case, as ``str.casefold`` has it. For words in ASCII a stretch of
documents is joined, made small as bytes (all that folding does to ASCII letters) and searched at
once; only where some other letter folds into an ASCII one ("ß", the Kelvin sign), and for words
beyond ASCII, are documents folded as text. What is found is then parsed, since a word of the query
may also be a field's name.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from journal_app.vault.changes import decode_document

_STRETCH: Final = 32  # documents: together about as much as the processor's nearest cache holds
_BETWEEN: Final = b"\n"  # inside JSON a line's end is always written as two other characters

INTO_ASCII: Final = (
    "\u00df\u0130\u0149\u017f\u01f0\u1e96\u1e97\u1e98\u1e99\u1e9a\u1e9e\u212a"
    "\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06"
)
"""Every letter beyond ASCII whose folding has an ASCII letter in it."""


def mentions(documents: Mapping[int, bytes], words: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The documents of which a text, however deep inside, contains ``words``; by id, in order."""
    folded = words.casefold()
    if not folded:
        return
    # How the words stand inside a JSON string, without its quotes.
    needle = json.dumps(words, ensure_ascii=False)[1:-1].casefold()
    others = _others(needle)
    ids, raws = list(documents), list(documents.values())
    for begin in range(0, len(raws), _STRETCH):
        stretch = raws[begin : begin + _STRETCH]
        for number in _candidates(stretch, needle, others):
            document = decode_document(stretch[number])
            if _says(document, folded):
                yield ids[begin + number], document


def _others(needle: str) -> dict[bytes, list[bytes]]:
    """Letters beyond ASCII that fold into one of the needle's; by their first byte, which is much
    faster to miss than the whole.
    """
    others: dict[bytes, list[bytes]] = {}
    for letter in INTO_ASCII:
        if not set(letter.casefold()).isdisjoint(needle):
            others.setdefault(letter.encode()[:1], []).append(letter.encode())
    return others


def _candidates(
    stretch: list[bytes], needle: str, others: dict[bytes, list[bytes]]
) -> Iterator[int]:
    """The numbers of those in whose JSON the needle stands somewhere."""
    joined = _BETWEEN.join(stretch)
    ascii_needle, ascii_stretch = needle.isascii(), joined.isascii()
    if ascii_needle and (ascii_stretch or not _any(others, joined)):
        yield from _places(stretch, joined.lower(), needle.encode())
    elif not ascii_stretch:
        for number, raw in enumerate(stretch):
            if raw.isascii() and not ascii_needle:
                continue
            if needle in raw.decode("utf-8", "surrogatepass").casefold():
                yield number


def _any(others: dict[bytes, list[bytes]], raw: bytes) -> bool:
    """Whether one of those letters is there."""
    return any(
        first in raw and any(letter in raw for letter in letters)
        for first, letters in others.items()
    )


def _places(stretch: list[bytes], joined: bytes, needle: bytes) -> Iterator[int]:
    """The numbers of those in whose part of ``joined`` the needle stands."""
    at = joined.find(needle)
    begin = 0
    for number, raw in enumerate(stretch):
        if at < 0:
            return
        end = begin + len(raw)
        if at < end:
            yield number
            at = joined.find(needle, end)
        begin = end + len(_BETWEEN)


def _says(document: dict[str, Any], folded: str) -> bool:
    """Whether a string in the document that is not a field's name contains ``folded``."""
    left: list[Any] = [document]
    while left:
        value = left.pop()
        if isinstance(value, str):
            if folded in value.casefold():
                return True
        elif isinstance(value, dict):
            left += value.values()
        elif isinstance(value, list):
            left += value
    return False
