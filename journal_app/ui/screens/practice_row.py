"""One practice in a list: a sign, its name, its line and its length in words."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import flet as ft

from journal_app.domain.practice import Practice
from journal_app.ui.parts import texts
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.routes import path_of
from journal_app.ui.screens.practice_ends import length_words
from journal_app.ui.screens.practice_ways import address
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = ["Look", "invitation", "list_address", "row"]

_SIGNS = {
    "orienting": ft.Icons.VISIBILITY_OUTLINED,
    "five-senses": ft.Icons.PAN_TOOL_OUTLINED,
    "object": ft.Icons.EGG_OUTLINED,
    "press-feet": ft.Icons.FOUNDATION,
    "cool-water": ft.Icons.WATER_DROP_OUTLINED,
    "name-colours": ft.Icons.PALETTE_OUTLINED,
    "container": ft.Icons.INVENTORY_2_OUTLINED,
    "calm-place": ft.Icons.LANDSCAPE_OUTLINED,
    "stretch": ft.Icons.ACCESSIBILITY_NEW,
    "butterfly-hug": ft.Icons.FLUTTER_DASH,
    "slow-walk": ft.Icons.DIRECTIONS_WALK,
    "gentle-movement": ft.Icons.WAVES,
    "resting-hand": ft.Icons.FAVORITE_OUTLINE,
}
_CIRCLE = 44.0
_LIST = "/practices"


class Look(Enum):
    """How a row looks."""

    USUAL = "usual"
    FIRST = "first"
    """With a quiet line for whoever practises for the first time."""
    RESTS = "rests"
    """On sunk, with a moon: a session is near."""


def row(shell: Shell, practice: Practice, look: Look, *, key: str) -> ft.Control:
    """The whole row opens it; beside its page, on a wide window, it is marked while it is open."""
    p = shell.p
    here = shell.wide and path_of(shell.route) == f"{_LIST}/{practice.id}"
    length = length_words(practice.minutes * 60)
    quiet = {Look.RESTS: say("practices.rests"), Look.FIRST: say("practices.first")}.get(look)
    lines = [texts.body(practice.title, p.ink), texts.secondary(practice.line, p.quiet)]
    if look is Look.FIRST:
        lines.append(texts.meta(f"{length} · {quiet}", p.tide))
    else:
        lines.append(texts.meta(quiet or length, p.quiet))
    sign = [] if shell.large_text and shell.phone else [_sign(shell, practice, look)]
    open_it = shell.act(lambda: shell.go(_address(shell, practice)))
    words = (practice.title, practice.line.rstrip("."), length, quiet)
    return _row(
        sign,
        lines,
        ". ".join(filter(None, words)),
        open_it,
        key=key,
        selected=here if shell.wide else None,
        background=p.tide_soft if here else p.sunk if look is Look.RESTS else None,
    )


def invitation(shell: Shell, words: str, line: str, route: str, *, key: str) -> ft.Control:
    """A row for what is not there yet."""
    p = shell.p
    plus = _circle(ft.Icon(ft.Icons.ADD, size=22, color=p.quiet), p.sunk)
    here = shell.wide and path_of(shell.route) == route
    return _row(
        [] if shell.large_text and shell.phone else [plus],
        [texts.body(words, p.tide), texts.secondary(line, p.quiet)],
        f"{words}. {line}",
        shell.act(lambda: shell.go(route)),
        key=key,
        selected=here if shell.wide else None,
        background=p.tide_soft if here else None,
    )


def _row(
    sign: list[ft.Control],
    lines: list[ft.Control],
    said: str,
    open_it: Callable[..., object],
    *,
    key: str,
    selected: bool | None,
    background: str | None,
) -> ft.Control:
    content = ft.Row(
        [*sign, ft.Column(lines, spacing=1, tight=True, expand=True)],
        spacing=14,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    return pressable(
        content,
        said,
        open_it,
        selected=selected,
        key=key,
        bgcolor=background,
        border_radius=16,
        padding=12,
    )


def list_address(shell: Shell) -> str:
    """What leads back to the list: one that itself leads back somewhere is come back to as such."""
    return shell.route if path_of(shell.route) == _LIST else _LIST


def _address(shell: Shell, practice: Practice) -> str:
    back = list_address(shell)
    return f"{_LIST}/{practice.id}" if back == _LIST else address(practice.id, back)


def _sign(shell: Shell, practice: Practice, look: Look) -> ft.Control:
    """A little sun for breathing, a figure for everything else, a moon for what rests."""
    p = shell.p
    if look is Look.RESTS:
        return _circle(ft.Icon(ft.Icons.NIGHTLIGHT_OUTLINED, size=22, color=p.moon), None)
    if practice.pattern is None:
        icon = _SIGNS.get(practice.id, ft.Icons.SPA_OUTLINED)
        return _circle(ft.Icon(icon, size=22, color=p.on_tide_soft), p.tide_soft)
    core = ["#7B6072", "#594664"] if p.dark else ["#FFF6E8", "#F6C795"]
    glow = ft.Colors.with_opacity(0.30, "#C08A78" if p.dark else "#E9A777")
    sun = ft.Container(width=28, height=28, border_radius=14, gradient=ft.RadialGradient(core))
    return _circle(sun, glow, opacity=0.6 if p.dim else 1.0)


def _circle(inside: ft.Control, colour: str | None, *, opacity: float = 1.0) -> ft.Control:
    return ft.Container(
        inside,
        opacity=opacity,
        width=_CIRCLE,
        height=_CIRCLE,
        border_radius=_CIRCLE / 2,
        bgcolor=colour,
        alignment=ft.Alignment.CENTER,
    )
