"""Which page stands at an address, and how pages share the window when there is room for two."""

from __future__ import annotations

import flet as ft

from journal_app.ui import routes, therapist
from journal_app.ui.frame import nav, tab_page, task_page
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.page import scroll_column
from journal_app.ui.screens.body import BodyScreen
from journal_app.ui.screens.crumb import CrumbScreen
from journal_app.ui.screens.entry import EditScreen, EntryScreen
from journal_app.ui.screens.how import HowScreen
from journal_app.ui.screens.journal import JournalScreen
from journal_app.ui.screens.measures import ROUTES as MEASURES_ROUTES
from journal_app.ui.screens.now import NowScreen
from journal_app.ui.screens.own_breath import OwnBreathScreen
from journal_app.ui.screens.practice import PracticeScreen
from journal_app.ui.screens.practices import PracticesScreen
from journal_app.ui.screens.prompt import PromptScreen, WordScreen
from journal_app.ui.screens.session import HadSession, PlanSession
from journal_app.ui.screens.session_change import ChangeSession
from journal_app.ui.screens.sessions import SessionsScreen
from journal_app.ui.screens.settings import CLIENT_ROUTES as CLIENT_SETTINGS
from journal_app.ui.screens.settings import ROUTES as SETTINGS_ROUTES
from journal_app.ui.screens.share import ROUTES as SHARE_ROUTES
from journal_app.ui.screens.share import ShareScreen
from journal_app.ui.screens.support import ROUTES as SUPPORT_ROUTES
from journal_app.ui.screens.support import SupportScreen
from journal_app.ui.screens.today import TodayScreen
from journal_app.ui.screens.writing import FreeSheet
from journal_app.ui.shell import Role, Shell
from journal_app.words import say

__all__ = ["CLIENT", "CLOSED", "closed_page", "page_at"]

CLIENT: tuple[routes.Route, ...] = (
    ("/", TodayScreen),
    ("/journal", JournalScreen),
    ("/practices", PracticesScreen),
    ("/share", ShareScreen),
    ("/crumb", CrumbScreen),
    ("/how", HowScreen),
    ("/body", BodyScreen),
    ("/write", FreeSheet),
    ("/session/had", HadSession),
    ("/session/plan", PlanSession),
    ("/sessions", SessionsScreen),
    ("/sessions/:session_id", ChangeSession),
    ("/prompts/:slot_id", PromptScreen),
    ("/prompts/:slot_id/word", WordScreen),
    ("/entries/:entry_id", EntryScreen),
    ("/entries/:entry_id/edit", EditScreen),
    ("/practices/own", OwnBreathScreen),
    ("/practices/:practice_id", PracticeScreen),
    *MEASURES_ROUTES,
    *SHARE_ROUTES,
    *SETTINGS_ROUTES,
    *CLIENT_SETTINGS,
    ("/now", NowScreen),
    *SUPPORT_ROUTES,
)

CLOSED: tuple[routes.Route, ...] = (
    ("/support", SupportScreen),
    ("/practices", PracticesScreen),
    ("/practices/:practice_id", PracticeScreen),
)
"""What is there for anybody who holds the device: nothing of a book is read for it."""

_LIST_PANE = 464.0
_TABS = ("/", "/journal", "/practices", "/share")
_OWN_PANES = ("/support",)
_SETTINGS = "/settings"


def closed_page(shell: Shell) -> ft.Control | None:
    """What stands at this address while no book is open; ``None`` where nothing does."""
    try:
        screen, arguments = routes.match(shell.route, CLOSED)
    except LookupError:
        return None
    return screen(**arguments, key=shell.route)


def page_at(shell: Shell) -> ft.Control:
    """The open book at the address the window is at."""
    practice = shell.role is Role.PRACTICE
    table = therapist.ROUTES if practice else CLIENT
    if shell.wide and shell.route.startswith(_SETTINGS):
        return _panes(shell, table, _SETTINGS, shell.route)
    if shell.wide and not practice:
        return _two_panes(shell)
    return _framed(shell, _screen_at(shell, table))


def _screen_at(
    shell: Shell, table: tuple[routes.Route, ...], route: str | None = None
) -> ft.Control:
    path = route or shell.route
    try:
        screen, arguments = routes.match(path, table)
    except LookupError:
        return _nothing_here(shell)
    return screen(**arguments, key=path)


def _framed(shell: Shell, page: ft.Control) -> ft.Control:
    """A phone has its bar only under the tabs; a rail is always there."""
    page = ft.Container(page, expand=True)
    if shell.phone:
        bar = [nav(shell)] if routes.path_of(shell.route) in (*_TABS, *therapist.TABS) else []
        return ft.Column([page, *bar], spacing=0, expand=True)
    return ft.Row([nav(shell), page], spacing=0, expand=True, vertical_alignment=_STRETCH)


_STRETCH = ft.CrossAxisAlignment.STRETCH


def _two_panes(shell: Shell) -> ft.Control:
    """The tab's own list on the left, the page on the right."""
    route = shell.route
    if route.startswith(_OWN_PANES):
        return _framed(shell, _screen_at(shell, CLIENT))
    left = _left_of(route)
    return _panes(shell, CLIENT, left, "/journal" if routes.path_of(route) == "/" else route)


def _panes(shell: Shell, table: tuple[routes.Route, ...], left: str, right: str) -> ft.Control:
    resting = routes.path_of(right) == left
    page = _resting_pane(shell) if resting else _screen_at(shell, table, right)
    panes: list[ft.Control] = [
        nav(shell),
        ft.Container(_screen_at(shell, table, left), width=_LIST_PANE),
        ft.Container(width=1, bgcolor=shell.p.line),
        ft.Container(page, expand=True),
    ]
    return ft.Row(panes, spacing=0, expand=True, vertical_alignment=_STRETCH)


def _left_of(route: str) -> str:
    for tab in ("/practices", "/share"):
        if route.startswith(tab):
            return tab
    return "/"


def _resting_pane(shell: Shell) -> ft.Control:
    """What the right pane shows until something on the left is opened."""
    words = texts.body(say("nav.choose_left"), shell.p.quiet, text_align=ft.TextAlign.CENTER)
    body = ft.Container(words, alignment=ft.Alignment.CENTER, expand=True)
    return tab_page(shell, "", body)


def _nothing_here(shell: Shell) -> ft.Control:
    p = shell.p
    body = scroll_column(
        shell,
        [
            texts.body(say("nav.away"), p.ink),
            buttons.tonal(p, say("nav.to_today"), shell.act(lambda: shell.go("/"))),
        ],
    )
    return task_page(shell, "", body, back="/")
