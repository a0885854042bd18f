"""What is said about an entry wherever it is shown: its title, its day, who can see it, its state.

Nothing here draws. The journal's list and an entry's own page say the same words because both ask
here.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import flet as ft

from journal_app.domain.entry import MOST_PARTS, Entry, Kind, Part
from journal_app.domain.plan import Plan
from journal_app.domain.session import Session
from journal_app.domain.window import SUNRISE_HOUR, Section, section
from journal_app.sharing.safe_text import shown
from journal_app.ui.parts.rating import amount
from journal_app.ui.titles import practice_title
from journal_app.words import say

__all__ = [
    "Day",
    "asked",
    "check_in_words",
    "day_of",
    "excerpt",
    "icon_of",
    "kind_words",
    "reading_words",
    "right_to_left",
    "shared_words",
    "time_words",
    "title_of",
    "until_words",
    "when_words",
]

_ICONS = {
    Kind.CRUMB: ft.Icons.GRAIN,
    Kind.PROMPT: ft.Icons.AUTO_STORIES_OUTLINED,
    Kind.FREE: ft.Icons.EDIT_OUTLINED,
    Kind.PRACTICE: ft.Icons.AIR,
    Kind.CHECK_IN: ft.Icons.BUBBLE_CHART_OUTLINED,
}
_NIGHT = timedelta(hours=SUNRISE_HOUR)
_NEAR = timedelta(days=6)  # a session's days end within six of its start
_IN_THE_DAYS = (Section.SESSION_DAY, Section.DAWN_1, Section.DAWN_2, Section.DAWN_3)
_STRONG = {"L": False, "R": True, "AL": True}


def icon_of(kind: Kind) -> ft.IconData:
    """The icon of a kind of entry."""
    return _ICONS[kind]


def kind_words(kind: Kind) -> str:
    """What one entry of this kind is called: "Crumb"."""
    return say(f"kind.{kind.value}")


def title_of(entry: Entry, plan: Plan) -> str:
    """The prompt's or the practice's own title; else what its kind is called."""
    if entry.kind is Kind.PROMPT and entry.prompt_id is not None:
        prompt = plan.prompt(entry.prompt_id)
        if prompt is not None:
            return prompt.title
    if entry.kind is Kind.PRACTICE and entry.practice_id is not None:
        title = practice_title(entry.practice_id)
        if title is not None:
            return title
    return kind_words(entry.kind)


# -- when --------------------------------------------------------------------


@dataclass(frozen=True)
class Day:
    """A day of the journal, from sunrise to sunrise: what heads it, and what tells it from others.

    ``dawn`` says that one of the three dawns begins it, ``session`` that a session was on it.
    """

    key: str
    title: str
    quiet: str
    dawn: bool = False
    session: bool = False


def day_of(entry: Entry, sessions: Sequence[Session], year: int) -> Day:
    """The day an entry stands under, told by when it was written.

    Within a session's four days they have that session's names, also for what was kept before the
    program was told of the session. Every other day is called by its date, with its year where
    that is not ``year``. The small hours belong to the evening before.
    """
    session = _session_at(entry.written, sessions)
    if session is None:
        date = (entry.local - _NIGHT).date()
        title = _date_words(date.day, date.month, date.year, year)
        return Day(f"date.{date.isoformat()}", title, say(f"weekday.{date.weekday()}"))
    part = section(session, entry.written)
    morning = entry.written.astimezone(session.place) - _NIGHT
    return Day(
        f"session.{session.id}.{part.value}",
        say(f"journal.day_{part.value}"),
        say(f"weekday.{morning.weekday()}"),
        dawn=part is not Section.SESSION_DAY,
        session=part is Section.SESSION_DAY,
    )


def _session_at(written: datetime, sessions: Sequence[Session]) -> Session | None:
    """The latest session in whose four days this instant lies."""
    near = [s for s in sessions if not s.cancelled and abs(written - s.starts) < _NEAR]
    inside = [s for s in near if section(s, written) in _IN_THE_DAYS]
    return max(inside, key=lambda s: s.starts, default=None)


def _date_words(day: int, month: int, year: int, this_year: int) -> str:
    name = say(f"month.{month}")
    if year == this_year:
        return say("journal.date", day=day, month=name)
    return say("journal.date_and_year", day=day, month=name, year=year)


def time_words(local: datetime) -> str:
    """The wall clock beside an entry: "9:05"."""
    return f"{local.hour}:{local.minute:02d}"


def when_words(local: datetime) -> str:
    """A whole date and time in words: "Wednesday, 4 March 2026, 17:10"."""
    return say(
        "entry.when",
        weekday=say(f"weekday.{local.weekday()}"),
        date=_date_words(local.day, local.month, local.year, 0),
        time=time_words(local),
    )


# -- resting -----------------------------------------------------------------


def until_words(entry: Entry) -> str:
    """Until when a sealed entry rests."""
    until = entry.sealed_until
    if not isinstance(until, datetime):
        return say("journal.rests_next_session")
    wall = until.astimezone(entry.local.tzinfo)
    return say("journal.rests_until", date=_date_words(wall.day, wall.month, wall.year, 0))


# -- who and how -------------------------------------------------------------


def shared_words(entry: Entry, names: Mapping[str, str]) -> str:
    """ "Shared with Dana", or nothing for an entry that is private.

    ``names`` are the names of cards by their ids, as they came from outside.
    """
    if not entry.shared_with:
        return ""
    known = [shown(names[card]).strip() for card in entry.shared_with if card in names]
    if not known or len(known) < len(entry.shared_with):
        return say("journal.shared_count", count=len(entry.shared_with))
    if len(known) == 1:
        return say("journal.shared", name=known[0])
    return say("journal.shared_more", name=known[0], count=len(known) - 1)


def reading_words(entry: Entry) -> tuple[tuple[str, str], ...]:
    """The numbers of an entry as names and plain words: ("Revved", "a little")."""
    return tuple(
        (say(f"entry.reading_{name}"), amount(value, name))
        for name, value in entry.readings.items()
    )


def check_in_words(entry: Entry) -> str:
    """A check-in on one line: its numbers in words, then what was felt where."""
    said = [*reading_words(entry)]
    said += [(part.name, _begun(part.text, 80)) for part in entry.parts if part.text.strip()]
    return " · ".join(say("journal.reading", name=name, amount=words) for name, words in said)


def asked(entry: Entry, part: Part) -> str:
    """What stands over a part: the question as it was asked, or the spot where it was felt."""
    return part.question or (part.name if entry.kind is Kind.CHECK_IN else "")


def excerpt(entry: Entry, most: int = 240) -> str:
    """The beginning of an entry's words on one line, shortened at a word with an ellipsis."""
    # Of each part enough for ``most``, however long it is.
    return _begun(" ".join(part.text[: most * 8] for part in entry.parts), most)


def _begun(text: str, most: int) -> str:
    words: list[str] = []
    length = 0
    for word in text[: most * 8 * MOST_PARTS].split():
        words.append(word)
        length += len(word) + 1
        if length > most + 1:
            kept = " ".join(words[:-1]) or word[:most]
            return kept.rstrip(" .,;:…") + "…"
    return " ".join(words)


def right_to_left(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    for character in text[:200]:
        direction = _STRONG.get(unicodedata.bidirectional(character))
        if direction is not None:
            return direction
    return False
