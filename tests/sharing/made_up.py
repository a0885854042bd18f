"""Made-up people, cards and entries for the sharing tests."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from journal_app.sharing.body import Body, Part, SharedEntry, SharedSession
from journal_app.sharing.card import Card, KeptCard
from journal_app.sharing.pair import Pair
from journal_app.sharing.practice_keys import PracticeKeys

NOW = datetime(2026, 3, 17, 9, 50, tzinfo=UTC)
YEAR = timedelta(days=365)


def random_from(seed: str) -> Callable[[int], bytes]:
    """Repeatable bytes: the n-th call of a seed always gives the same."""
    calls = iter(range(1000))
    return lambda size: hashlib.shake_256(f"{seed} {next(calls)}".encode()).digest(size)


MIRA = PracticeKeys.generate(random_from("mira"))
NOOR = PracticeKeys.generate(random_from("noor"))


def card_of(keys: PracticeKeys, name: str = "Mira Okafor") -> Card:
    return keys.card(name, "I read this before our next hour.", NOW, NOW + YEAR)


def confirmed(keys: PracticeKeys) -> KeptCard:
    return KeptCard(card_of(keys)).words_match()


def pair_for(keys: PracticeKeys, seed: str = "rowan") -> Pair:
    return Pair.generate(card_of(keys), random_from(seed))


def entry(number: int = 1, text: str = "The sea was inside the room.") -> SharedEntry:
    return SharedEntry(
        id=f"00000000-0000-4000-8000-{number:012d}",
        kind="prompt",
        title="What stayed",
        written=NOW - timedelta(hours=number),
        zone="Europe/London",
        parts=(Part("What stayed?", text), Part("Just a word", "tide")),
    )


def body(*entries: SharedEntry) -> Body:
    return Body(
        sender="Rowan",
        made=NOW,
        entries=entries or (entry(),),
        session=SharedSession(NOW - timedelta(days=1), None, "Europe/London"),
        understand_first="It wasn't sad. It was wide.",
    )
