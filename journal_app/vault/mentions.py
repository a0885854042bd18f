"""Finding words in documents without parsing them all.

Letters are compared without their case, as ``str.casefold`` has it. Most documents are ASCII: a
stretch of them is joined and folded at once, and searched as bytes. What is found is then parsed,
since a word of the query may also be a field's name.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any, Final

from journal_app.vault.changes import decode_document

_STRETCH: Final = 64  # documents: together about as much as the processor's nearest cache holds
_BETWEEN: Final = b"\n"  # inside JSON a line's end is always written as two other characters


def mentions(documents: Mapping[int, bytes], words: str) -> Iterator[int]:
    """Ids of the documents of which a text, however deep inside, contains ``words``; in order."""
    folded = words.casefold()
    if not folded:
        return
    # How the words stand inside a JSON string, without its quotes.
    needle = json.dumps(words, ensure_ascii=False)[1:-1].casefold()
    in_ascii = needle.encode() if needle.isascii() else None
    items = iter(documents.items())
    while stretch := list(islice(items, _STRETCH)):
        for doc_id, raw in _candidates(stretch, needle, in_ascii):
            if any(folded in text.casefold() for text in _texts(decode_document(raw))):
                yield doc_id


def _candidates(
    stretch: list[tuple[int, bytes]], needle: str, in_ascii: bytes | None
) -> Iterator[tuple[int, bytes]]:
    """Those of ``stretch`` in whose JSON the needle stands somewhere."""
    joined = _BETWEEN.join([raw for _, raw in stretch])
    if joined.isascii():
        if in_ascii is not None:
            yield from _places(stretch, joined.lower(), in_ascii)
        return
    for item in stretch:
        raw = item[1]
        if in_ascii is not None and in_ascii in raw.lower():
            yield item  # folding leaves ASCII letters what lower() makes of them
        elif not raw.isascii() and needle in raw.decode("utf-8", "surrogatepass").casefold():
            yield item


def _places(
    stretch: list[tuple[int, bytes]], joined: bytes, needle: bytes
) -> Iterator[tuple[int, bytes]]:
    """Those of ``stretch`` in whose part of ``joined`` the needle stands."""
    at = joined.find(needle)
    begin = 0
    for item in stretch:
        if at < 0:
            return
        end = begin + len(item[1])
        if at < end:
            yield item
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
