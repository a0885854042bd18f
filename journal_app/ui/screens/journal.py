"""The journal: everything that was kept, in order of time, opened at the newest end.

The list is turned over (its first row is the newest, at the foot), so that it opens near the thumb
and nothing moves when older entries come in at its head.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from weakref import WeakKeyDictionary

import flet as ft

from journal_app.domain.entry import Kind
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.entries import PAGE
from journal_app.ui.frame import COLUMN, tab_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import memo
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.timeline import Heading, Item, unrolled
from journal_app.ui.parts.timeline_rows import HALO, RAIL, HeadingRow, Space, TimelineRow
from journal_app.ui.reading import ReadingLine
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.journal_filters import kind_filters
from journal_app.ui.screens.journal_search import Asked, Search, said, use_search
from journal_app.ui.shell import Shell, use_shell
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["JournalScreen"]

FREE_BELOW = 88.0  # under the last entry, so that Write never lies on it
WIDE_BESIDE, RAIL_BESIDE = 96.0 + 464.0 + 1.0, 80.0  # rail, Today and the hairline; rail
_BAR, _BARS = 120.0, 200.0  # title and filters; and the bar at a phone's foot
_MOST_AGAIN = 10  # pages drawn at once when somebody comes back; ten take about a second
_LETTER = 6.3  # the width of a small letter, roughly, in 13


@dataclass(eq=False)
class _Place:
    """Where somebody was in the list, so that an entry read is not a place lost."""

    pages: int = 1
    kind: Kind | None = None
    offset: float = 0.0
    newest: str = ""
    asked: Asked = field(default_factory=Asked)


_PLACES: WeakKeyDictionary[JournalDoor, _Place] = WeakKeyDictionary()


@screen
def JournalScreen() -> ft.Control:
    """Everything that was kept; the newest at the foot."""
    shell = use_shell()
    door = client_door(shell)
    place = _PLACES.setdefault(door, _Place())
    pages, set_pages = ft.use_state(min(place.pages, _MOST_AGAIN))
    kind, set_kind = ft.use_state(place.kind)
    kinds = ft.use_memo(door.entries.kinds, [shell.revision])
    if kind not in kinds:
        kind = None
    search = use_search(shell, door, place.asked)

    def earlier() -> None:
        place.pages = pages + 1
        set_pages(pages + 1)

    def choose(wanted: Kind | None) -> None:
        place.kind, place.pages, place.offset = wanted, 1, 0.0
        set_kind(wanted)
        set_pages(1)

    on_earlier = ft.use_callback(shell.act(earlier), [])
    items, older = ft.use_memo(
        lambda: _items(door, pages, kind, search.found, dark=shell.dark),
        [shell.revision, pages, kind, search.found, shell.dark],
    )
    if not door.entries.count():
        return _page(shell, _empty(shell), write=False)
    count = older + sum(not isinstance(item, Heading) for item in items)
    list_key = f"journal-{kind}-{search.found is not None}"
    body = ft.Column(
        [
            *_head(shell, search, kind_filters(shell, kinds, kind, choose)),
            ReadingLine(shell.p, shell.reading),
            *[_column(shell, line) for line in said(shell, search, door.entries, count)],
            ft.Container(_view(shell, place, items, older, on_earlier, list_key), expand=True),
        ],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return _page(shell, body, write=True)


def _items(
    door: JournalDoor, pages: int, kind: Kind | None, found: frozenset[str] | None, *, dark: bool
) -> tuple[tuple[Item, ...], int]:
    """The newest pages described, and how many older entries there are."""
    page = door.entries.page(pages, (kind,) if kind else (), found)
    items = unrolled(
        page.entries,
        sessions=door.days.sessions(),
        plan=door.days.plan,
        names=door.card_names,
        now=door.days.now(),
        dark=dark,
    )
    return items, page.older


def _view(
    shell: Shell,
    place: _Place,
    items: tuple[Item, ...],
    older: int,
    on_earlier: Callable[..., Any],
    list_key: str,
) -> ft.Control | None:
    """The list, where somebody left it; nothing where a search found nothing."""

    def scrolled(event: ft.OnScrollEvent) -> None:
        place.offset = event.pixels

    opened = ft.use_callback(
        shell.act(lambda event: shell.go(f"/entries/{event.control.data}")), []
    )
    on_scroll = ft.use_callback(shell.act(scrolled), [])
    if not items:
        return None
    if place.newest != items[-1].key:
        place.newest, place.offset = items[-1].key, 0.0
    space = _space(shell)
    turned = _height(items, space) > shell.height - (_BARS if shell.phone else _BAR)
    return _List(
        shell.p,
        items,
        older,
        space,
        turned,
        place.offset,
        opened,
        on_earlier,
        on_scroll,
        key=list_key,
    )


def _page(shell: Shell, body: ft.Control, *, write: bool) -> ft.Control:
    floating = None
    if write and not shell.wide:
        floating = buttons.floating(
            shell.p,
            ft.Icons.EDIT,
            say("journal.write"),
            shell.act(lambda: shell.go("/write")),
            key="write",
        )
    left = 20.0 if shell.phone else (_room(shell) - (_space(shell).width or 0.0)) / 2
    return tab_page(shell, say("nav.journal"), body, floating=floating, left=left)


def _empty(shell: Shell) -> ft.Control:
    """Nothing is here yet: one sentence, one button."""
    p = shell.p
    return ft.Container(
        ft.Column(
            [
                ft.Icon(ft.Icons.WB_TWILIGHT, size=40, color=p.dawn),
                texts.body(say("journal.empty"), p.ink, text_align=ft.TextAlign.CENTER),
                buttons.tonal(
                    p,
                    say("journal.write"),
                    shell.act(lambda: shell.go("/write")),
                    icon=ft.Icons.EDIT,
                    key="write",
                ),
            ],
            spacing=20,
            scroll=ft.ScrollMode.AUTO,
            alignment=ft.MainAxisAlignment.CENTER,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
        ),
        padding=ft.Padding.only(left=32, right=32, top=16, bottom=FREE_BELOW),
        alignment=ft.Alignment.CENTER,
        expand=True,
    )


# -- room ------------------------------------------------------------------------


def _room(shell: Shell) -> float:
    """How wide the page is, without the rail and the pane beside it."""
    if shell.phone:
        return shell.width
    return shell.width - (WIDE_BESIDE if shell.wide else RAIL_BESIDE)


def _space(shell: Shell) -> Space:
    room = _room(shell)
    width = None if shell.phone else min(COLUMN, room - 40)
    edge = 16.0 if shell.phone else HALO
    words = (width or room - edge) - RAIL - 50  # without the two icons and the gaps
    return Space(width, edge, shell.text_scale, int(words / (_LETTER * shell.text_scale)))


def _height(items: Sequence[Item], space: Space) -> float:
    """Roughly how high the list is: a short one begins under the filters, not at the foot."""
    line = max(12.0, space.letters * _LETTER * space.scale / 8.5)  # letters of 17 in a line
    rows = sum(
        62.0
        if isinstance(item, Heading)
        else 70.0 + 27.0 * min(4, len(item.words + item.after) * space.scale // line)
        for item in items
    )
    return rows * space.scale + FREE_BELOW


# -- above the list ----------------------------------------------------------------


def _head(shell: Shell, search: Search, filters: ft.Control | None) -> list[ft.Control]:
    """On a phone filters or the search field, elsewhere both, and on a wide page Write."""
    if shell.phone:
        if search.asked.open:
            return [_column(shell, search.field(shell))]
        row = [ft.Container(filters, expand=True), search.way_in(shell)]
        return [_column(shell, ft.Row(row, spacing=4))]
    first: list[ft.Control] = [ft.Container(search.field(shell), expand=True)]
    if shell.wide:
        first.append(
            buttons.tonal(
                shell.p,
                say("journal.write"),
                shell.act(lambda: shell.go("/write")),
                icon=ft.Icons.EDIT,
                key="write",
            )
        )
    rows: list[ft.Control] = [ft.Row(first), *([filters] if filters else [])]
    return [_column(shell, ft.Column(rows, spacing=8))]


def _column(shell: Shell, content: ft.Control) -> ft.Control:
    """Over the list, as wide as it is."""
    space = _space(shell)
    across = space.edge if shell.phone else 0.0
    return ft.Container(
        ft.Container(content, width=space.width),
        padding=ft.Padding.only(left=across, right=across, bottom=8),
        alignment=ft.Alignment.TOP_CENTER if space.width else None,
    )


# -- the list --------------------------------------------------------------------


@ft.component
def _list(
    p: Palette,
    items: tuple[Item, ...],
    older: int,
    space: Space,
    turned: bool,
    offset: float,
    opened: Callable[..., Any],
    earlier: Callable[..., Any],
    scrolled: Callable[..., Any],
) -> ft.Control:
    view: ft.Ref[ft.ListView] = ft.use_memo(lambda: ft.Ref(), [])

    async def go_back() -> None:
        if turned and offset > 0 and view.current is not None:
            await view.current.scroll_to(offset=offset, duration=0)

    ft.use_effect(go_back, [], cleanup=lambda: None)
    last = items[-1]
    rows: list[ft.Control] = [
        HeadingRow(p, item, space, key=item.key)
        if isinstance(item, Heading)
        else TimelineRow(p, item, space, item is last, opened, key=item.key)
        for item in items
    ]
    if older:
        rows.insert(0, _earlier(p, older, earlier))
    return ft.ListView(
        rows[::-1] if turned else rows,
        ref=view,
        key="timeline",
        reverse=turned,
        padding=ft.Padding.only(top=8, bottom=FREE_BELOW),
        scroll=ft.ScrollMode.AUTO,
        on_scroll=scrolled,
        scroll_interval=400,
    )


_List = memo(_list)


def _earlier(p: Palette, older: int, press: Callable[..., Any]) -> ft.Control:
    """The way to what is older, thirty at a time."""
    words = say("journal.earlier", count=min(older, PAGE))
    return ft.Row(
        [buttons.text_button(p, words, press, key="earlier")],
        alignment=ft.MainAxisAlignment.CENTER,
        key="earlier-row",
    )
