"""Finding words in documents without parsing them all.

Letters are compared without their case, as ``str.casefold`` has it. Most documents are ASCII: a
stretch of them is joined and folded at once, and searched as bytes. What is found is then parsed,
since a word of the query may also be a field's name.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from journal_app.vault.changes import decode_document

_STRETCH: Final = 32  # documents: together about as much as the processor's nearest cache holds
_BETWEEN: Final = b"\n"  # inside JSON a line's end is always written as two other characters


def mentions(documents: Mapping[int, bytes], words: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """The documents of which a text, however deep inside, contains ``words``; by id, in order."""
    folded = words.casefold()
    if not folded:
        return
    # How the words stand inside a JSON string, without its quotes.
    needle = json.dumps(words, ensure_ascii=False)[1:-1].casefold()
    in_ascii = needle.encode() if needle.isascii() else None
    ids, raws = list(documents), list(documents.values())
    for begin in range(0, len(raws), _STRETCH):
        stretch = raws[begin : begin + _STRETCH]
        for number in _candidates(stretch, needle, in_ascii):
            document = decode_document(stretch[number])
            if any(folded in text.casefold() for text in _texts(document)):
                yield ids[begin + number], document


def _candidates(stretch: list[bytes], needle: str, in_ascii: bytes | None) -> Iterator[int]:
    """The numbers of those in whose JSON the needle stands somewhere."""
    joined = _BETWEEN.join(stretch)
    if joined.isascii():
        if in_ascii is not None:
            yield from _places(stretch, joined.lower(), in_ascii)
        return
    for number, raw in enumerate(stretch):
        if in_ascii is not None and in_ascii in raw.lower():
            yield number  # folding leaves ASCII letters what lower() makes of them
        elif not raw.isascii() and needle in raw.decode("utf-8", "surrogatepass").casefold():
            yield number


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


def _texts(value: Any) -> Iterator[str]:
    """Every string in a JSON value that is not a field's name."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
