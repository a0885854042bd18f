"""The journal's line, described: the ring unrolled, with what was kept beside it.

The line takes the colours of the sky from one entry's hour to the next, and a sunrise stands on it
where a dawn heads a day. :class:`Row` and :class:`Heading` are plain values that can be compared,
so that a row (``timeline_rows``) is drawn again only when what it says changed.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

import flet as ft

from journal_app.domain.entry import Entry, Kind
from journal_app.domain.plan import Plan
from journal_app.domain.resting import still_resting
from journal_app.domain.session import Session
from journal_app.domain.window import SUNRISE_HOUR
from journal_app.ui import sky
from journal_app.ui.parts import kept
from journal_app.words import say

__all__ = ["Heading", "Item", "Look", "Row", "unrolled"]

_FINE = 1.5  # hours of sky to one stop of a gradient


class Look(Enum):
    """How an entry looks in the list: kinds are told apart before they are read."""

    BARE = "bare"
    CARD = "card"
    LINE = "line"
    RESTING = "resting"


_LOOKS = {
    Kind.CRUMB: Look.BARE,
    Kind.PROMPT: Look.CARD,
    Kind.FREE: Look.CARD,
    Kind.PRACTICE: Look.LINE,
    Kind.CHECK_IN: Look.LINE,
}


@dataclass(frozen=True)
class Heading:
    """A day that begins on the line. ``above`` is the sky the line comes from, empty for none."""

    key: str
    day: kept.Day
    above: str
    below: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One entry on the line.

    ``words`` is what stands largest, ``after`` a quiet rest of it. ``who`` says who can see it
    and is empty where nothing needs saying. ``below`` are the colours of the line down to the next.
    """

    key: str
    entry_id: str
    look: Look
    icon: ft.IconData
    title: str
    time: str
    who: str
    shared: bool
    words: str
    after: str
    dot: str
    below: tuple[str, ...]
    spoken: str

    @property
    def meta(self) -> str:
        """What it is and when, in one quiet line."""
        return say("journal.meta", title=self.title, time=self.time)


Item = Heading | Row


def unrolled(
    entries: Sequence[Entry],
    *,
    sessions: Sequence[Session],
    plan: Plan,
    names: Mapping[str, str],
    now: datetime,
    dark: bool,
) -> tuple[Item, ...]:
    """The line of these entries (in order of time), oldest first.

    ``names`` are the cards' names by id; ``now`` decides what still rests and which year needs no
    saying.
    """
    items: list[Item] = []
    days = [kept.day_of(entry, sessions, now.year) for entry in entries]
    hours = [_clock(entry) for entry in entries]
    last = len(entries) - 1
    for index, entry in enumerate(entries):
        span = _span(entries[index - 1], entry) if index else 0.0
        if index == 0 or days[index].key != days[index - 1].key:
            dawn = _sunrise_before(hours[index], span if index else None)
            items.append(
                Heading(
                    f"day-{days[index].key}",
                    days[index],
                    sky.sky(dawn, dark=dark) if index else "",
                    _sky_between(
                        dawn if _from_dawn(days[index], first=index == 0) else hours[index],
                        hours[index],
                        dark=dark,
                    ),
                )
            )
        end = hours[index]
        if index < last:
            ahead = _span(entry, entries[index + 1])
            end += ahead
            if days[index + 1].key != days[index].key:
                end += _sunrise_before(hours[index + 1], ahead) - hours[index + 1]
        below = _sky_between(hours[index], end, dark=dark)
        resting = still_resting(entry, sessions, now)
        items.append(_row(entry, plan, names, resting=resting, below=below))
    return tuple(items)


def _from_dawn(day: kept.Day, *, first: bool) -> bool:
    """Whether the line under a heading begins in the colours of its sunrise.

    It does where a sunrise stands on it, and where a date passes by without breaking it.
    """
    return day.dawn or not (first or day.session)


def _row(
    entry: Entry,
    plan: Plan,
    names: Mapping[str, str],
    *,
    resting: bool,
    below: tuple[str, ...],
) -> Row:
    shared = kept.shared_words(entry, names)
    title, time = kept.title_of(entry, plan), kept.time_words(entry.local)
    look = Look.RESTING if resting else _LOOKS[entry.kind]
    words, after = _resting_words(entry) if resting else _words(entry)
    quiet = look in (Look.LINE, Look.RESTING)
    who = shared or ("" if quiet else say("journal.private"))
    spoken = [say("journal.meta", title=title, time=time), words, after, who]
    return Row(
        key=f"row-{entry.id}",
        entry_id=entry.id,
        look=look,
        icon=ft.Icons.MAIL_OUTLINED if resting else kept.icon_of(entry.kind),
        title=say("journal.for_later") if resting else title,
        time=time,
        who=who,
        shared=bool(shared),
        words=words,
        after=after,
        dot=below[0],
        below=below,
        spoken=". ".join(said for said in spoken if said),
    )


def _words(entry: Entry) -> tuple[str, str]:
    """What stands large beside an entry, and what stands quietly after it."""
    words = kept.excerpt(entry)
    if entry.kind is Kind.CHECK_IN:
        return kept.check_in_words(entry), ""
    if entry.kind is Kind.PRACTICE:
        return (words, "") if words else ("", say("journal.practised"))
    return words or say("journal.no_words"), ""


def _resting_words(entry: Entry) -> tuple[str, str]:
    return say("journal.resting_title"), kept.until_words(entry)


# -- the sky along the line ------------------------------------------------------


def _clock(entry: Entry) -> float:
    """The hour of the wall clock an entry was written at."""
    return entry.local.hour + entry.local.minute / 60


def _span(one: Entry, two: Entry) -> float:
    """How many hours of sky lie between two entries: at most two days of it are drawn.

    Nothing is drawn where the wall clock went back in between, as it does on a journey.
    """
    elapsed = (two.written - one.written).total_seconds() / 3600
    forward = (_clock(two) - _clock(one)) % 24
    if forward > elapsed + 3:
        return 0.0
    return forward + 24 * min(1, max(0, round((elapsed - forward) / 24)))


def _sunrise_before(hour: float, span: float | None) -> float:
    """The last sunrise before ``hour``, at most ``span`` hours before it (``None``: any)."""
    since = (hour - SUNRISE_HOUR) % 24
    return hour - (since if span is None else min(since, span))


def _sky_between(start: float, end: float, *, dark: bool) -> tuple[str, ...]:
    """The sky's colours from one hour to another, evenly spaced; one where they are the same."""
    steps = math.ceil((end - start) / _FINE)
    if steps <= 0:
        return (sky.sky(start, dark=dark),)
    return tuple(
        sky.sky(start + (end - start) * step / steps, dark=dark) for step in range(steps + 1)
    )
