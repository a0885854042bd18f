"""The journal: everything that was kept, in order of time, opened at the newest end.

The list is turned over (its first row is the newest, at the foot), so that it opens near the thumb
and nothing moves when older entries come in at its head.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import flet as ft

from journal_app.domain.entry import Kind
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.entries import PAGE
from journal_app.ui.frame import COLUMN, tab_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.timeline import Heading, Item, unrolled
from journal_app.ui.parts.timeline_rows import HALO, RAIL, HeadingRow, Space, TimelineRow
from journal_app.ui.reading import ReadingLine
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import Shell, use_shell
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["JournalScreen"]

FREE_BELOW = 88.0  # under the last entry, so that Write never lies on it
WIDE_BESIDE, RAIL_BESIDE = 96.0 + 464.0 + 1.0, 80.0  # rail, Today and the hairline; rail
_BAR, _BARS = 120.0, 200.0  # title and filters; and the bar at a phone's foot
_MOST_AGAIN = 10  # pages drawn at once when somebody comes back; ten take about a second
_LETTER = 6.3  # the width of a small letter, roughly, in 13
_FILTERS = (Kind.CRUMB, Kind.PROMPT, Kind.PRACTICE, Kind.FREE)


@dataclass(eq=False)
class _Place:
    """Where somebody was in the list, so that an entry read is not a place lost."""

    pages: int = 1
    kind: Kind | None = None
    offset: float = 0.0
    newest: str = ""


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

    def earlier() -> None:
        place.pages = pages + 1
        set_pages(pages + 1)

    def choose(wanted: Kind | None) -> None:
        place.kind, place.pages, place.offset = wanted, 1, 0.0
        set_kind(wanted)
        set_pages(1)

    def scrolled(event: ft.OnScrollEvent) -> None:
        place.offset = event.pixels

    opened = ft.use_callback(
        shell.act(lambda event: shell.go(f"/entries/{event.control.data}")), []
    )
    on_earlier = ft.use_callback(shell.act(earlier), [])
    on_scroll = ft.use_callback(shell.act(scrolled), [])
    items, older = ft.use_memo(
        lambda: _items(door, pages, kind, dark=shell.dark),
        [shell.revision, pages, kind, shell.dark],
    )
    space = _space(shell)
    if not items:
        return _page(shell, _empty(shell), write=False)
    newest = items[-1].key
    if place.newest != newest:
        place.newest, place.offset = newest, 0.0
    view = _List(
        shell.p,
        items,
        older,
        space,
        _height(items, space) > shell.height - (_BARS if shell.phone else _BAR),
        place.offset,
        opened,
        on_earlier,
        on_scroll,
        key=f"journal-{kind}",
    )
    filters = _filters(shell, kinds, kind, choose)
    body = ft.Column(
        [*filters, ReadingLine(shell.p, shell.reading), ft.Container(view, expand=True)],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    return _page(shell, body, write=True)


def _items(
    door: JournalDoor, pages: int, kind: Kind | None, *, dark: bool
) -> tuple[tuple[Item, ...], int]:
    """The newest pages described, and how many older entries there are."""
    page = door.entries.page(pages, (kind,) if kind else ())
    items = unrolled(
        page.entries,
        sessions=door.days.sessions(),
        plan=door.days.plan,
        names=door.card_names,
        now=door.days.now(),
        dark=dark,
    )
    return items, page.older


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


# -- filters ---------------------------------------------------------------------


def _filters(
    shell: Shell,
    kinds: frozenset[Kind],
    chosen: Kind | None,
    choose: Callable[[Kind | None], None],
) -> list[ft.Control]:
    """A chip for each kind that is there; none where there is nothing to choose between."""
    there = [kind for kind in _FILTERS if kind in kinds]
    row: ft.Control | None = None
    if len(kinds) > 1 and there:
        choices = (None, *there)
        row = (
            _menu(shell, choices, chosen, choose)
            if shell.large_text  # several lines of large chips would leave no room to read
            else ft.Row(
                [_chip(shell, kind, kind == chosen, choose) for kind in choices],
                spacing=8,
                run_spacing=0,
                wrap=True,
            )
        )
    if shell.wide:
        write = buttons.tonal(
            shell.p,
            say("journal.write"),
            shell.act(lambda: shell.go("/write")),
            icon=ft.Icons.EDIT,
            key="write",
        )
        row = ft.Row(
            [ft.Container(row, expand=True), write], vertical_alignment=ft.CrossAxisAlignment.START
        )
    if row is None:
        return []
    space = _space(shell)
    across = space.edge if shell.phone else 0.0
    return [
        ft.Container(
            ft.Container(row, width=space.width),
            padding=ft.Padding.only(left=across, right=across, bottom=8),
            alignment=ft.Alignment.TOP_CENTER if space.width else None,
        )
    ]


def _filter_words(kind: Kind | None) -> str:
    return say(f"journal.filter_{kind.value}") if kind else say("journal.filter_all")


def _menu(
    shell: Shell,
    choices: Sequence[Kind | None],
    chosen: Kind | None,
    choose: Callable[[Kind | None], None],
) -> ft.Control:
    """The filters as one button that opens a list of them."""
    p = shell.p

    def item(kind: Kind | None) -> ft.PopupMenuItem:
        return ft.PopupMenuItem(
            key=f"filter-{kind.value if kind else 'all'}",
            content=texts.secondary(_filter_words(kind), p.ink),
            checked=kind == chosen,
            on_click=shell.act(lambda: choose(kind)),
        )

    words = say("journal.filter_shown", what=_filter_words(chosen))
    face = ft.Container(
        ft.Row(
            [
                texts.label(words, p.on_tide_soft),
                ft.Icon(ft.Icons.EXPAND_MORE, size=24, color=p.on_tide_soft),
            ],
            spacing=8,
            tight=True,
        ),
        bgcolor=p.tide_soft,
        border_radius=24,
        padding=ft.Padding.symmetric(horizontal=16, vertical=8),
    )
    menu = ft.PopupMenuButton(
        face,
        key="filters",
        items=[item(kind) for kind in choices],
        bgcolor=p.surface,
        tooltip=words,
    )
    return ft.Row([menu])


def _chip(
    shell: Shell, kind: Kind | None, selected: bool, choose: Callable[[Kind | None], None]
) -> ft.Control:
    """A chip 32 high in a target of 48; large text makes both taller."""
    p = shell.p
    words = _filter_words(kind)
    press = shell.act(lambda: choose(kind))
    label = texts.label if selected else texts.secondary
    return ft.Semantics(
        label=words,
        button=True,
        selected=selected,
        container=True,
        exclude_semantics=True,
        on_tap=press,
        content=ft.Container(
            ft.Container(
                label(words, p.on_tide_soft if selected else p.ink),
                bgcolor=p.tide_soft if selected else None,
                border=ft.Border.all(1, p.tide_soft if selected else p.line),
                border_radius=16,
                padding=ft.Padding.symmetric(horizontal=13, vertical=4),
            ),
            key=f"filter-{kind.value if kind else 'all'}",
            padding=ft.Padding.symmetric(vertical=8),
            on_click=press,
            ink=True,
            border_radius=24,
        ),
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


_List = ft.memo(_list)


def _earlier(p: Palette, older: int, press: Callable[..., Any]) -> ft.Control:
    """The way to what is older, thirty at a time."""
    words = say("journal.earlier", count=min(older, PAGE))
    return ft.Row(
        [buttons.text_button(p, words, press, key="earlier")],
        alignment=ft.MainAxisAlignment.CENTER,
        key="earlier-row",
    )
