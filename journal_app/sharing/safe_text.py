"""Other people's text, made safe to show. What is stored is never altered by this.

A shared text may hold anything: marks that turn the rest of a line around, so that "not safe"
reads as something else; escape sequences; hundreds of combining marks that cover the lines above.
``shown`` is used where text is drawn, and nowhere else.
"""

import unicodedata

MAX_MARKS = 8  # combining marks in a row; no living script needs more

# Embeddings, overrides and isolates can outlive their line; letters carry their own direction.
_TURNING = [*range(0x202A, 0x202F), *range(0x2066, 0x206A), *range(0x206A, 0x2070)]
_INVISIBLE = [0xFEFF, *range(0xFFF9, 0xFFFC)]
_CONTROLS = [code for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) not in "\n\t"]
_PICTURES = {code: chr(0x2400 + code) for code in range(0x20)} | {0x7F: "\u2421"}

_TABLE: dict[int, str | None] = {
    **dict.fromkeys([*_TURNING, *_INVISIBLE]),
    **{code: _PICTURES.get(code, "\ufffd") for code in _CONTROLS},
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    0x85: "\n",
    0x2028: "\n",
    0x2029: "\n",
}


def shown(text: str) -> str:
    """``text`` as it may be drawn: same words, same order, no power over what surrounds it.

    Control characters become their visible pictures, line ends become newlines, marks that turn
    direction are left out, and of a run of combining marks the first eight stay.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)
    return plain if plain.isascii() else _thin_marks(plain)


def _thin_marks(text: str) -> str:
    kept: list[str] = []
    marks = 0
    for character in text:
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            marks += 1
            if marks > MAX_MARKS:
                continue
        elif category != "Cf":
            # An invisible character between two marks does not end their pile.
            marks = 0
        kept.append(character)
    return "".join(kept)
