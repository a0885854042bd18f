"""The journal's line: the ring unrolled, with what was kept beside it.

The line takes the colours of the sky from one entry's hour to the next, and a sunrise stands on it
where a dawn heads a day. What is drawn is described first, in :class:`Row` and :class:`Heading`
(plain values that can be compared), so that a row is drawn again only when what it says changed.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Any

import flet as ft

from journal_app.domain.entry import Entry, Kind
from journal_app.domain.plan import Plan
from journal_app.domain.session import Session
from journal_app.domain.window import SUNRISE_HOUR
from journal_app.ui import sky
from journal_app.ui.parts import kept, texts
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["Heading", "HeadingRow", "Item", "Look", "Row", "Space", "TimelineRow", "unrolled"]

RAIL = 52.0  # where the words begin
_CENTRE = 27.0
_LINE, _DOT, _RING = 4.0, 12.0, 3.0
_META = 18.0  # height of the meta row's first line; the dot stands in its middle
HALO = 8.0  # how far a row that is pressed shines beyond its words
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


# -- describing ----------------------------------------------------------------


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
                        dawn if days[index].dawn else hours[index], hours[index], dark=dark
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
        resting = kept.still_resting(entry, sessions, now)
        items.append(_row(entry, plan, names, resting=resting, below=below))
    return tuple(items)


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
        readings = (
            say("journal.reading", name=name, amount=amount)
            for name, amount in kept.reading_words(entry)
        )
        return " · ".join(readings), words
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


# -- drawing ---------------------------------------------------------------------


@dataclass(frozen=True)
class Space:
    """How much room a row has: the column's width (``None``: all there is), the margin to its
    right, how large the platform draws text, and how many small letters fit on a line."""

    width: float | None
    edge: float
    scale: float
    letters: int


def _piece(colours: tuple[str, ...], **place: Any) -> ft.Control:
    """A piece of the line."""
    return ft.Container(
        left=_CENTRE - _LINE / 2,
        width=_LINE,
        bgcolor=colours[0] if len(colours) == 1 else None,
        gradient=None
        if len(colours) == 1
        else ft.LinearGradient(
            list(colours), begin=ft.Alignment.TOP_CENTER, end=ft.Alignment.BOTTOM_CENTER
        ),
        **place,
    )


def _in_column(space: Space, layers: list[ft.Control]) -> ft.Control:
    if space.width is None:
        return ft.Container(ft.Stack(layers))
    return ft.Container(  # the margin at the right hangs out of the column; so one at the left
        ft.Container(ft.Stack(layers), width=space.width + space.edge),
        padding=ft.Padding.only(left=space.edge),
        alignment=ft.Alignment.TOP_CENTER,
    )


@ft.component
def _heading_row(p: Palette, heading: Heading, space: Space) -> ft.Control:
    day = heading.day
    top = 14.0 if heading.above else 4.0
    icon_foot = top + 26 * space.scale + 4
    layers: list[ft.Control] = []
    if heading.above:
        layers.append(_piece((heading.above,), top=0, height=top - 2))
    marked = day.dawn or day.session
    layers.append(
        _piece(heading.below, top=icon_foot if marked or not heading.above else 0, bottom=0)
    )
    if marked:
        layers.append(
            ft.Container(
                ft.Icon(
                    ft.Icons.WB_TWILIGHT if day.dawn else ft.Icons.LIGHT_MODE_OUTLINED,
                    size=24,
                    color=p.dawn if day.dawn else p.quiet,
                ),
                left=_CENTRE - 12,
                top=top + (26 * space.scale - 24) / 2,
            )
        )
    words = ft.Row(
        [texts.section(day.title, p.ink), texts.secondary(day.quiet, p.quiet)],
        spacing=8,
        run_spacing=0,
        wrap=True,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    layers.append(
        ft.Semantics(
            header=True,
            heading_level=2,
            container=True,
            label=f"{day.title}, {day.quiet}",
            exclude_semantics=True,
            content=ft.Container(
                words, padding=ft.Padding.only(left=RAIL, right=space.edge, top=top, bottom=12)
            ),
        )
    )
    return _in_column(space, layers)


HeadingRow = ft.memo(_heading_row)
"""A day's heading on the line; drawn again only when it changes."""


@ft.component
def _timeline_row(
    p: Palette, row: Row, space: Space, last: bool, opened: Callable[..., Any]
) -> ft.Control:
    middle = _META * space.scale / 2
    inner = ft.Column(
        [_meta_row(p, row, space), *_content(p, row)],
        spacing=8 if row.look in (Look.CARD, Look.RESTING) else 4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    pressed = ft.Semantics(
        label=row.spoken,
        button=True,
        container=True,
        exclude_semantics=True,
        data=row.entry_id,
        on_tap=opened,
        content=ft.Container(
            inner,
            key=f"entry-{row.entry_id}",
            data=row.entry_id,
            on_click=opened,
            ink=True,
            border_radius=12,
            padding=ft.Padding.symmetric(horizontal=HALO),
        ),
    )
    return _in_column(
        space,
        [
            _piece(
                row.below,
                top=middle + _DOT / 2 + _RING,
                bottom=6 if last else 0,
                border_radius=_LINE / 2 if last else None,
            ),
            ft.Container(
                left=_CENTRE - _DOT / 2,
                top=middle - _DOT / 2,
                width=_DOT,
                height=_DOT,
                border_radius=_DOT / 2,
                bgcolor=row.dot,
            ),
            ft.Container(
                pressed,
                padding=ft.Padding.only(left=RAIL - HALO, right=space.edge - HALO, bottom=16),
            ),
        ],
    )


TimelineRow = ft.memo(_timeline_row)
"""One entry on the line; drawn again only when what it says changes."""


def _meta_row(p: Palette, row: Row, space: Space) -> ft.Control:
    icon = ft.Icon(row.icon, size=16, color=p.quiet)
    meta = texts.meta(row.meta, p.quiet, expand=True)
    if not row.who:
        return ft.Row([icon, meta], spacing=6)
    seen = ft.Icons.IOS_SHARE if row.shared else ft.Icons.LOCK_OUTLINE
    who_icon = ft.Icon(seen, size=16, color=p.quiet)
    if len(row.meta) + len(row.who) <= space.letters:
        return ft.Row([icon, meta, who_icon, texts.meta(row.who, p.quiet)], spacing=6)
    who = texts.meta(row.who, p.quiet, expand=True)
    return ft.Column(
        [ft.Row([icon, meta], spacing=6), ft.Row([who_icon, who], spacing=6)],
        spacing=2,
        tight=True,
    )


def _content(p: Palette, row: Row) -> list[ft.Control]:
    """The entry's own words, each kind in its own look."""
    if row.look is Look.BARE:
        return [texts.crumb(row.words, p.ink, **_whole_lines(row.words))]
    if row.look is Look.CARD:
        return [
            ft.Container(
                texts.body(row.words, p.ink, **_whole_lines(row.words)),
                bgcolor=p.surface,
                border=ft.Border.all(1, p.line),
                border_radius=16,
                padding=ft.Padding.symmetric(horizontal=16, vertical=12),
            )
        ]
    if row.look is Look.RESTING:
        return [_resting_card(p, row)]
    both = [texts.body(row.words, p.ink, **_whole_lines(row.words))] if row.words else []
    if row.after:
        both.append(texts.body(row.after, p.quiet, **_whole_lines(row.after)))
    return [ft.Column(both, spacing=0, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)]


def _whole_lines(words: str) -> dict[str, Any]:
    """Four lines at most, ended by an ellipsis, in the direction the words run."""
    return {
        "max_lines": 4,
        "overflow": ft.TextOverflow.ELLIPSIS,
        "rtl": kept.right_to_left(words),
    }


def _resting_card(p: Palette, row: Row) -> ft.Control:
    words = ft.Column(
        [texts.body(row.words, p.ink), texts.secondary(row.after, p.quiet)],
        spacing=0,
        expand=True,
    )
    return ft.Container(
        ft.Row([ft.Icon(ft.Icons.NIGHTLIGHT_OUTLINED, size=22, color=p.quiet), words], spacing=16),
        bgcolor=p.sunk,
        border_radius=16,
        padding=ft.Padding.symmetric(horizontal=16, vertical=14),
    )
