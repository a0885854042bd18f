"""Made-up entries, the same in every run: about 1.9 kB of JSON each, like a page in a journal."""

import random
import re
from collections.abc import Iterator

Entry = dict[str, object]

NEEDLE = "lighthouse"
"""A word that stands in one entry of fifty, for searching."""

_WORDS = re.findall(
    r"\w+",
    "slow morning light over the water and a long breath out the room was softer than before "
    "something let go my hands were warm again the sound of rain came back and with it the "
    "question from the session what do I keep what may rest a thread of gold a door left open",
)


def entries(count: int, start: int = 0) -> Iterator[Entry]:
    """Entries number ``start`` to ``start + count - 1``."""
    for number in range(start, start + count):
        chance = random.Random(number)
        words = chance.choices(_WORDS, k=340)
        if number % 50 == 7:
            words[100] = NEEDLE
        yield {
            "uid": f"{chance.getrandbits(128):032x}",
            "session": f"{number // 40:08d}",
            "prompt": "first-light",
            "kept": f"2026-03-{number % 28 + 1:02d}T08:15:30Z",
            "tolerance": {"revved": number % 10, "numb": number % 7},
            "tags": ["morning", "body"],
            "text": " ".join(words),
        }
