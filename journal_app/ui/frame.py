"""The frame around every page: the sky at its head, the top bar, and the way between the tabs.

Phones have a bar of four at the bottom, wider pages a rail; Support, lock and settings stand top
right everywhere, so that a frightened person finds them without looking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs

import flet as ft

from journal_app.ui import sky
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.mark import mark
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.routes import path_of
from journal_app.ui.shell import Role, Shell, Stage
from journal_app.words import say

__all__ = [
    "Tab",
    "came_from",
    "head_sky",
    "nav",
    "notice",
    "tab_page",
    "tabs_of",
    "task_page",
    "top_actions",
]

W500 = ft.FontWeight.W_500
_TALL = 800.0
_UNDER = {"/entries": "/journal", "/write": "/journal", "/clients": "/"}
"""Pages that belong to a tab whose address theirs does not begin with."""
COLUMN = 640.0  # the writing column never grows wider: 60 to 70 characters


@dataclass(frozen=True)
class Tab:
    """One of the four places: its route, its word, its icon and the filled one when selected."""

    route: str
    word: str
    icon: ft.IconData
    selected: ft.IconData


def tabs_of(role: Role) -> tuple[Tab, ...]:
    """The tabs of a journal or of a practice."""
    if role is Role.PRACTICE:
        return (
            Tab("/", "nav.clients", ft.Icons.GROUPS_OUTLINED, ft.Icons.GROUPS),
            Tab("/inbox", "nav.inbox", ft.Icons.INBOX_OUTLINED, ft.Icons.INBOX),
            Tab("/card", "nav.card", ft.Icons.BADGE_OUTLINED, ft.Icons.BADGE),
        )
    return (
        Tab("/", "nav.today", ft.Icons.WB_TWILIGHT_OUTLINED, ft.Icons.WB_TWILIGHT),
        Tab("/journal", "nav.journal", ft.Icons.MENU_BOOK, ft.Icons.MENU_BOOK),
        Tab("/practices", "nav.practices", ft.Icons.SELF_IMPROVEMENT, ft.Icons.SELF_IMPROVEMENT),
        Tab("/share", "nav.share", ft.Icons.IOS_SHARE, ft.Icons.IOS_SHARE),
    )


def _tab_of(route: str, tabs: Sequence[Tab]) -> int:
    """Which tab a route belongs to; pages under none belong to the first."""
    place = f"/{path_of(route).strip('/').split('/')[0]}"
    place = _UNDER.get(place, place)
    return next((index for index, tab in enumerate(tabs) if tab.route == place), 0)


def came_from(route: str, otherwise: str) -> str:
    """Where an address says that its page leads back to (``?back=``): a page of this window."""
    asked = parse_qs(route.partition("?")[2]).get("back", [""])[0]
    return asked if asked.startswith("/") and not asked.startswith("//") else otherwise


def head_sky(shell: Shell, hour: float | None, height: float) -> list[ft.Control]:
    """The faint sky at the head of a page; nothing where ``hour`` is ``None``, or in the dark."""
    if hour is None or shell.p.dim:
        return []
    colours = sky.phase_colours(hour, dark=shell.dark)
    gradient = ft.LinearGradient(
        [colours.head_top, colours.head_middle, shell.p.paper],
        begin=ft.Alignment.TOP_CENTER,
        end=ft.Alignment.BOTTOM_CENTER,
        stops=[0.0, 0.55, 1.0],
    )
    return [ft.Container(left=0, right=0, top=0, height=height, gradient=gradient)]


def top_actions(
    shell: Shell, *, settings: bool = True, locked: bool = False, ink: bool = False
) -> list[ft.Control]:
    """Support with its word, lock and settings: in this order, in this place, on every screen."""
    p = shell.p
    colour = p.ink if ink else p.tide
    name = say("nav.support")
    # A phone with large text keeps the lifebuoy and drops its word: it would push the lock away.
    short = shell.phone and shell.large_text
    words: list[ft.Control] = [
        ft.Icon(
            ft.Icons.SUPPORT_OUTLINED,
            size=20,
            color=colour,
            semantics_label=name if short else None,
        )
    ]
    if not short:
        words.append(ft.Text(name, style=texts.style(15, 22, colour, W500)))
    support = ft.TextButton(
        ft.Row(words, spacing=6, tight=True),
        key="support",
        height=48,
        style=ft.ButtonStyle(
            padding=ft.Padding.symmetric(horizontal=10),
            side={ft.ControlState.FOCUSED: ft.BorderSide(2, p.tide)},
        ),
        on_click=shell.act(lambda: shell.go("/support")),
    )
    actions: list[ft.Control] = [support]
    if locked:
        return actions
    actions.append(
        buttons.icon_button(
            p, ft.Icons.LOCK_OUTLINE, say("nav.lock"), shell.act(shell.lock), key="lock"
        )
    )
    if settings:
        actions.append(
            buttons.icon_button(
                p,
                ft.Icons.SETTINGS_OUTLINED,
                say("nav.settings"),
                shell.act(lambda: shell.go("/settings")),
                key="settings",
            )
        )
    return actions


def notice(shell: Shell) -> list[ft.Control]:
    """The one sentence the window has to say, until it is closed."""
    if not shell.notice:
        return []
    p = shell.p
    return [
        ft.Container(
            key="notice",
            margin=ft.Margin.only(left=16, right=16, bottom=12),
            padding=ft.Padding.only(left=18, right=6, top=4, bottom=4),
            bgcolor=p.surface,
            border=ft.Border.all(1, p.line),
            border_radius=16,
            content=ft.Row(
                [
                    ft.Semantics(
                        live_region=True,
                        container=True,
                        expand=True,
                        content=ft.Container(
                            texts.secondary(shell.notice, p.ink),
                            padding=ft.Padding.symmetric(vertical=8),
                        ),
                    ),
                    buttons.text_button(
                        p,
                        say("nav.close_notice"),
                        shell.act(lambda: shell.tell("")),
                        key="notice-close",
                    ),
                ],
                spacing=8,
            ),
        )
    ]


def nav(shell: Shell) -> ft.Control:
    """The bar at the bottom of a phone, or the rail."""
    tabs = tabs_of(shell.role)
    here = _tab_of(shell.route, tabs)
    items = [_nav_item(shell, tab, selected=index == here) for index, tab in enumerate(tabs)]
    if shell.phone:
        return ft.Container(
            bgcolor=shell.p.sunk,
            padding=ft.Padding.only(top=12, bottom=10, left=4, right=4),
            content=ft.SafeArea(
                ft.Row([ft.Container(item, expand=True) for item in items], spacing=0),
                avoid_intrusions_top=False,
            ),
        )
    return ft.Container(
        width=96 if shell.wide else 80,
        bgcolor=shell.p.sunk,
        padding=ft.Padding.only(top=24),
        content=ft.Column(
            [ft.Container(mark(shell.p, 40), height=56, alignment=ft.Alignment.CENTER), *items],
            spacing=12,
            horizontal_alignment=ft.CrossAxisAlignment.CENTER,
            scroll=ft.ScrollMode.HIDDEN,
        ),
    )


def _nav_item(shell: Shell, tab: Tab, *, selected: bool) -> ft.Control:
    p = shell.p
    pill = ft.Container(
        width=64,
        height=32,
        border_radius=16,
        alignment=ft.Alignment.CENTER,
        bgcolor=p.tide_soft if selected else None,
        content=ft.Icon(
            tab.selected if selected else tab.icon,
            size=24,
            color=p.on_tide_soft if selected else p.quiet,
        ),
    )
    size = 12 / max(1.0, shell.text_scale / 1.3)  # a bar has four words; they stay whole
    label = ft.Text(
        say(tab.word),
        max_lines=1,
        overflow=ft.TextOverflow.ELLIPSIS,
        text_align=ft.TextAlign.CENTER,
        style=texts.style(size, 16 / 12 * size, p.ink if selected else p.quiet, W500),
    )
    content = ft.Column(
        [pill, label],
        spacing=4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return pressable(
        content,
        say(tab.word),
        shell.act(lambda: shell.go(tab.route)),
        selected=selected,
        key=f"tab-{tab.route}",
        border_radius=16,
    )


def _bar(children: list[ft.Control], left: float) -> ft.Control:
    """64 high, also without a button; a title of more than one line makes it taller."""
    strut = ft.Container(width=0, height=48)
    return ft.Container(
        padding=ft.Padding.only(left=left, right=4, top=8, bottom=8),
        content=ft.Row(
            [*children, strut], spacing=0, vertical_alignment=ft.CrossAxisAlignment.CENTER
        ),
    )


def tab_page(
    shell: Shell,
    title: str,
    body: ft.Control,
    *,
    hour: float | None = None,
    head: float = 400,
    actions: bool = True,
    floating: ft.Control | None = None,
    left: float | None = None,
) -> ft.Control:
    """A tab: title at 20 (28 on a wide window) and the actions on a bar of 64, the page below it.

    ``body`` takes all the room and scrolls itself; ``floating`` stands 16 above its foot; ``left``
    puts the title over a column that is centred. While nothing is open there are no tabs: it is a
    page with a way back then.
    """
    if shell.stage is not Stage.OPEN:
        return task_page(shell, title, body, back=came_from(shell.route, "/"), hour=hour)
    bar = _bar(
        [
            ft.Container(
                _tab_title(shell, title),
                expand=True,
            ),
            *(top_actions(shell) if actions else []),
        ],
        left=left or (28 if shell.wide else 20),
    )
    # Beside another page that page has the actions, and says what there is to say, once.
    return _page(shell, bar, body, hour=hour, head=head, floating=floating, says=actions)


def _tab_title(shell: Shell, title: str) -> ft.Control:
    """26/32 beside another page, 22/28 on a phone; on a narrow one it grows less than the text."""
    if shell.wide:
        return texts.question(title, shell.p.ink)
    size = _bar_size(shell, 22.0)
    return texts.text(title, size, size * 28 / 22, shell.p.ink, heading=1, max_lines=1)


def _bar_size(shell: Shell, size: float) -> float:
    """Between two buttons of a phone a title grows less than the text, so that it stays whole."""
    return size / max(1.0, shell.text_scale / 1.4) if shell.phone else size


def task_page(
    shell: Shell,
    title: str,
    body: ft.Control,
    *,
    back: str,
    close: bool = False,
    hour: float | None = None,
    head: float = 280,
    foot: ft.Control | None = None,
    bare: bool = False,
    behind: Sequence[ft.Control] = (),
) -> ft.Control:
    """A page one came to from another: back (or close) at 4, a small title, Support and lock.

    ``bare`` leaves Support and lock out: on Support itself while the journal is locked. ``behind``
    is painted under everything: the pacer's landscape. While nothing is open there is no lock.
    """
    p = shell.p
    icon = ft.Icons.CLOSE if close else ft.Icons.ARROW_BACK
    size = _bar_size(shell, 17.0)
    is_open = shell.stage is Stage.OPEN
    bar = _bar(
        [
            buttons.icon_button(
                p,
                icon,
                say("nav.close") if close else say("nav.back"),
                shell.act(lambda: shell.go(back)),
                key="back",
            ),
            ft.Container(
                ft.Text(
                    title,
                    max_lines=2,
                    overflow=ft.TextOverflow.ELLIPSIS,
                    style=texts.style(size, size * 24 / 17, p.ink),
                ),
                expand=True,
            ),
            *([] if bare else top_actions(shell, settings=False, locked=not is_open)),
        ],
        left=4,
    )
    return _page(shell, bar, body, hour=hour, head=head, foot=foot, behind=behind)


def _page(
    shell: Shell,
    bar: ft.Control,
    body: ft.Control,
    *,
    hour: float | None,
    head: float,
    floating: ft.Control | None = None,
    foot: ft.Control | None = None,
    behind: Sequence[ft.Control] = (),
    says: bool = True,
) -> ft.Control:
    said = notice(shell) if says else []
    short = shell.large_text and shell.height < _TALL
    if foot is not None and short and isinstance(body, ft.Column) and body.scroll:
        # Large text on a short page: a foot that stays would leave no room for what it is about.
        body.controls.append(foot)
        foot = None
    column = ft.Column(
        [bar, ft.Container(body, expand=True), *said, *([foot] if foot else [])],
        spacing=0,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    layers: list[ft.Control] = [
        *head_sky(shell, hour, head),
        *behind,
        ft.Container(column, left=0, top=0, right=0, bottom=0),
    ]
    if floating is not None and not shell.notice:
        layers.append(ft.Container(floating, right=16, bottom=16))
    return ft.Container(ft.Stack(layers, expand=True), bgcolor=shell.p.paper, expand=True)
