"""Settings: how it looks and moves, and what this program is and is not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import flet as ft

from journal_app import __version__
from journal_app.ui.away import Limits
from journal_app.ui.frame import tab_page, task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.page import inset, scroll_column
from journal_app.ui.routes import Route
from journal_app.ui.screens.doors import keys_of
from journal_app.ui.screens.recovery import RecoveryScreen
from journal_app.ui.screens.restore import RestoreScreen
from journal_app.ui.screens.settings_backup import BackupScreen, last_backup
from journal_app.ui.screens.settings_delete import DeleteScreen
from journal_app.ui.screens.settings_passphrase import PassphraseScreen
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["ROUTES", "SettingsScreen"]

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

    def calm(on: bool) -> None:
        shell.calm = on

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
                _choice(shell, say(words), mode is now, partial(theme, mode), words)
                for mode, words in modes
            ],
        ],
    )
    moves = card(
        shell,
        [
            texts.section(say("settings.motion"), p.ink),
            ft.Container(height=4),
            _choice(
                shell, say("settings.motion_full"), not shell.calm, lambda: calm(False), "motion"
            ),
            _choice(shell, say("settings.motion_less"), shell.calm, lambda: calm(True), "calm"),
        ],
    )
    if shell.wide:  # the list beside its pages, which have the actions: what leads there is first
        cards = [_keys(shell), looks, moves, _locking(shell), _about(shell)]
        body = scroll_column(shell, cards, edge=24)
        return tab_page(shell, say("settings.title"), body, actions=False, left=28)
    title = inset(texts.question(say("settings.title"), p.ink))
    cards = [looks, moves, _locking(shell), _keys(shell), _about(shell)]
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

    def choice(new: Limits, seconds: int, name: str) -> ft.Control:
        words = (
            say("away.seconds", seconds=seconds)
            if seconds < _MINUTE
            else say("away.minutes", count=seconds // _MINUTE)
        )

        async def choose() -> None:
            await shell.book.keep_limits(new)

        return _choice(shell, words, new == limits, choose, f"{name}-{seconds}")

    p = shell.p
    return card(
        shell,
        [
            texts.section(say("away.title"), p.ink),
            ft.Container(height=8),
            texts.secondary(say("away.hidden_for"), p.quiet),
            *[choice(replace(limits, away=float(s)), s, "away") for s in _AWAY],
            ft.Container(height=8),
            texts.secondary(say("away.idle_for"), p.quiet),
            *[choice(replace(limits, idle=float(s)), s, "idle") for s in _IDLE],
            *([] if shell.phone else [ft.Container(height=8), _chord(shell)]),
        ],
    )


def _chord(shell: Shell) -> ft.Control:
    """Only where there may be a keyboard."""
    return texts.meta(say("away.chord"), shell.p.quiet)


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
            *[_row(shell, route, say(key), line) for route, key, line in rows],
        ],
    )


def _row(shell: Shell, route: str, words: str, line: str) -> ft.Control:
    """The way to a page, with how things stand there."""
    p = shell.p
    open_it = shell.act(lambda: shell.go(route))
    here = shell.wide and shell.route == route
    name = texts.text(words, 17, 26, p.tide, weight=ft.FontWeight.W_500)
    lines = [name if here else texts.body(words, p.ink)]
    if line:
        lines.append(texts.secondary(line, p.quiet))
    return ft.Semantics(
        label=f"{words}. {line}" if line else words,
        button=True,
        selected=here,
        container=True,
        exclude_semantics=True,
        on_tap=open_it,
        content=ft.Container(
            ft.Row(
                [
                    ft.Container(ft.Column(lines, spacing=0, tight=True), expand=True),
                    ft.Icon(ft.Icons.CHEVRON_RIGHT, size=24, color=p.tide if here else p.quiet),
                ],
                spacing=14,
            ),
            key=f"to-{route.rsplit('/', 1)[1]}",
            padding=ft.Padding.symmetric(vertical=11),
            ink=True,
            border_radius=12,
            on_click=open_it,
        ),
    )


def _choice(
    shell: Shell, words: str, chosen: bool, choose: Callable[[], object], key: str
) -> ft.Control:
    """One of several, as a row of 48 with a round mark."""
    p = shell.p
    icon = ft.Icons.RADIO_BUTTON_CHECKED if chosen else ft.Icons.RADIO_BUTTON_UNCHECKED
    return ft.Semantics(
        label=words,
        checked=chosen,
        button=True,
        container=True,
        exclude_semantics=True,
        on_tap=shell.act(choose),
        content=ft.Container(
            ft.Row(
                [
                    ft.Icon(icon, size=22, color=p.tide if chosen else p.edge),
                    ft.Container(texts.body(words, p.ink), expand=True),
                ],
                spacing=14,
            ),
            key=key,
            padding=ft.Padding.symmetric(vertical=11),
            ink=True,
            border_radius=12,
            on_click=shell.act(choose),
        ),
    )


ROUTES: tuple[Route, ...] = (
    ("/settings", SettingsScreen),
    ("/settings/passphrase", PassphraseScreen),
    ("/settings/recovery", RecoveryScreen),
    ("/settings/backup", BackupScreen),
    ("/settings/restore", RestoreScreen),
    ("/settings/delete", DeleteScreen),
)
