"""Settings: how it looks and moves, and what this program is and is not."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import flet as ft

from journal_app import __version__
from journal_app.ui.away import Limits
from journal_app.ui.frame import tab_page, task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.choice import choice
from journal_app.ui.parts.page import inset, scroll_column
from journal_app.ui.parts.row import way
from journal_app.ui.routes import Route
from journal_app.ui.screens.doors import client_door, keys_of
from journal_app.ui.screens.recovery import RecoveryScreen
from journal_app.ui.screens.restore import RestoreScreen
from journal_app.ui.screens.settings_backup import BackupScreen, last_backup
from journal_app.ui.screens.settings_comfort import ROUTE as COMFORT
from journal_app.ui.screens.settings_comfort import ComfortScreen, comfort_words
from journal_app.ui.screens.settings_delete import DeleteScreen
from journal_app.ui.screens.settings_passphrase import PassphraseScreen
from journal_app.ui.screens.settings_reminders import RemindersScreen
from journal_app.ui.screens.settings_rhythm import RhythmScreen
from journal_app.ui.shell import Role, Shell, use_shell
from journal_app.words import say

__all__ = ["CLIENT_ROUTES", "ROUTES", "SettingsScreen"]

_MINUTE = 60
_AWAY, _IDLE = (15, 60, 300), (120, 300, 900)  # seconds that can be chosen


@screen
def SettingsScreen() -> ft.Control:
    """Theme and motion for this window, and the limits, said plainly."""
    shell = use_shell()
    p = shell.p
    page = ft.context.page

    def theme(mode: ft.ThemeMode) -> None:
        page.theme_mode = mode
        if mode is ft.ThemeMode.SYSTEM:
            shell.dark = page.platform_brightness == ft.Brightness.DARK
        else:
            shell.dark = mode is ft.ThemeMode.DARK
        page.update()

    modes = (
        (ft.ThemeMode.SYSTEM, "settings.theme_system"),
        (ft.ThemeMode.LIGHT, "settings.theme_light"),
        (ft.ThemeMode.DARK, "settings.theme_dark"),
    )
    now = page.theme_mode or ft.ThemeMode.SYSTEM
    looks = card(
        shell,
        [
            texts.section(say("settings.theme"), p.ink),
            ft.Container(height=4),
            *[
                choice(shell, say(words), mode is now, partial(theme, mode), words)
                for mode, words in modes
            ],
        ],
    )
    moves = card(
        shell,
        [
            texts.section(say("settings.motion"), p.ink),
            ft.Container(height=4),
            choice(
                shell,
                say("settings.motion_full"),
                not shell.calm,
                lambda: shell.choose_calm(False),
                "motion",
            ),
            choice(
                shell,
                say("settings.motion_less"),
                shell.calm,
                lambda: shell.choose_calm(True),
                "calm",
            ),
            # Animations would be played in a flash there: a sun that jumps is no breath.
            *([texts.meta(say("settings.motion_asked"), p.quiet)] if shell.still else []),
        ],
    )
    if shell.wide:  # the list beside its pages, which have the actions: what leads there is first
        cards = [*_days(shell), _keys(shell), looks, moves, _locking(shell), _about(shell)]
        body = scroll_column(shell, cards, edge=24)
        return tab_page(shell, say("settings.title"), body, actions=False)
    title = inset(texts.question(say("settings.title"), p.ink))
    cards = [*_days(shell), looks, moves, _locking(shell), _keys(shell), _about(shell)]
    return task_page(shell, "", scroll_column(shell, [title, *cards]), back="/")


def _about(shell: Shell) -> ft.Control:
    p = shell.p
    return card(
        shell,
        [
            texts.section(say("settings.about"), p.ink),
            ft.Container(height=4),
            texts.secondary(say("settings.about_line"), p.ink),
            ft.Container(height=8),
            texts.secondary(say("settings.limits"), p.ink),
            ft.Container(height=8),
            texts.meta(say("settings.version", version=__version__), p.quiet),
        ],
    )


def _locking(shell: Shell) -> ft.Control:
    """After how long out of sight, and how long untouched, it locks by itself."""
    limits = shell.book.limits()

    def stretch(new: Limits, seconds: int, name: str) -> ft.Control:
        words = (
            say("away.seconds", seconds=seconds)
            if seconds < _MINUTE
            else say("away.minutes", count=seconds // _MINUTE)
        )

        async def choose() -> None:
            await shell.book.keep_limits(new)

        return choice(shell, words, new == limits, choose, f"{name}-{seconds}")

    p = shell.p
    return card(
        shell,
        [
            texts.section(say("away.title"), p.ink),
            ft.Container(height=8),
            texts.secondary(say("away.hidden_for"), p.quiet),
            *[stretch(replace(limits, away=float(s)), s, "away") for s in _AWAY],
            ft.Container(height=8),
            texts.secondary(say("away.idle_for"), p.quiet),
            *[stretch(replace(limits, idle=float(s)), s, "idle") for s in _IDLE],
            *([] if shell.phone else [ft.Container(height=8), _chord(shell)]),
        ],
    )


def _chord(shell: Shell) -> ft.Control:
    """Only where there may be a keyboard."""
    return texts.meta(say("away.chord"), shell.p.quiet)


def _days(shell: Shell) -> list[ft.Control]:
    """Sessions, the person's rhythm and reminders: a client has them, a practice does not."""
    if shell.role is not Role.JOURNAL:
        return []
    room = client_door(shell).reminders
    paused = say("rhythm.paused") if client_door(shell).days.rhythm.paused else ""
    rows = (
        ("/sessions", say("session.all_title"), ""),
        ("/settings/rhythm", say("rhythm.title"), paused),
        (
            "/settings/reminders",
            say("reminders.title"),
            say("reminders.outdated") if room.outdated else "",
        ),
        (COMFORT, say("comfort.title"), comfort_words(client_door(shell).practices.comfort)),
        ("/measures", say("measures.title"), ""),
    )
    title = texts.section(say("settings.days"), shell.p.ink)
    ways = [way(shell, route, words, line) for route, words, line in rows]
    return [card(shell, [title, ft.Container(height=4), *ways])]


def _keys(shell: Shell) -> ft.Control:
    """What opens it and where its copies are: each a page of its own."""
    keys = keys_of(shell)
    words = say("keys.words_kept" if keys.has_words else "keys.words_none")
    aside = say("restore.still_aside") if shell.book.has_earlier() else ""
    rows = (
        ("/settings/passphrase", "keys.row_passphrase", ""),
        ("/settings/recovery", "keys.row_words", words),
        ("/settings/backup", "keys.row_backup", last_backup(keys)),
        ("/settings/restore", "keys.row_restore", aside),
        ("/settings/delete", "keys.row_delete", ""),
    )
    return card(
        shell,
        [
            texts.section(say("keys.title"), shell.p.ink),
            ft.Container(height=4),
            *[way(shell, route, say(key), line) for route, key, line in rows],
        ],
    )


CLIENT_ROUTES: tuple[Route, ...] = (
    ("/settings/rhythm", RhythmScreen),
    ("/settings/reminders", RemindersScreen),
    (COMFORT, ComfortScreen),
)
"""What a practice has no use for."""

ROUTES: tuple[Route, ...] = (
    ("/settings", SettingsScreen),
    ("/settings/passphrase", PassphraseScreen),
    ("/settings/recovery", RecoveryScreen),
    ("/settings/backup", BackupScreen),
    ("/settings/restore", RestoreScreen),
    ("/settings/delete", DeleteScreen),
)
