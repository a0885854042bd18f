"""The breathing pacer: a sun that breathes, or a bar and words where less motion is wanted."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.domain.pattern import Pattern
from journal_app.domain.practice import Practice
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept_object
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.breath_bar import BreathBar
from journal_app.ui.parts.pacer_sky import BreathWords, Hills, PacerSun, Sky
from journal_app.ui.parts.pacing import Breath, Pacing
from journal_app.ui.parts.scene import Scene, below_sky, scene_foot, scene_of
from journal_app.ui.screens.practice_ends import other_button
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["PACING", "BreathingPage"]

PACING = "practice.pacing"
"""Where the window keeps a run of the pacer while a cover takes the page away."""


@screen
def BreathingPage(
    practice: Practice, pattern: Pattern, back: str, ended: Callable[[float], None]
) -> ft.Control:
    """A run of ``pattern``; ``ended`` is told the seconds breathed, however it came to an end."""
    shell = use_shell()
    # A cover takes the page away for a moment: the breath goes on where the clock is by then.
    pacing = use_kept_object(
        shell._places, PACING, lambda: Pacing(pattern, shell.clock, calm=lambda: shell.calm)
    )
    paused, set_paused = ft.use_state(pacing.breath.paused)

    def begin() -> None:
        pacing.begin(shell.accompany, lambda: ended(pattern.seconds))

    ft.use_effect(begin, [], cleanup=pacing.stop)

    def pause_or_go_on() -> None:
        if paused:
            pacing.resume()
        else:
            pacing.pause()
        set_paused(not paused)

    def stop() -> None:
        pacing.stop()
        ended(pacing.breathed)

    scene = scene_of(shell)
    p = shell.p
    behind: list[ft.Control] = [Sky(p, scene.place)]
    body: ft.Control
    if shell.calm:
        body = below_sky(shell, scene, _calm_lines(shell, pattern, pacing.breath), spacing=0)
    elif scene.full:
        behind.append(PacerSun(p, scene.place, pacing.breath))
        body = ft.Container(
            texts.secondary(say("pacer.eyes"), p.quiet, text_align=ft.TextAlign.CENTER),
            padding=ft.Padding.only(top=8, left=20, right=20),
            alignment=ft.Alignment.TOP_CENTER,
        )
    else:
        behind.append(PacerSun(p, scene.place, pacing.breath, words_inside=False))
        body = below_sky(shell, scene, _lines(shell, pacing.breath))
    behind.append(Hills(p, scene.place))
    foot = _foot(shell, scene, pause_or_go_on, stop, paused=paused)
    return task_page(shell, practice.title, body, back=back, close=True, behind=behind, foot=foot)


def _lines(shell: Shell, breath: Breath) -> list[ft.Control]:
    """Where the words do not fit into the sun: below it, on plain paper."""
    p = shell.p
    return [
        BreathWords(p, breath),
        texts.body(say("pacer.small"), p.ink),
        texts.body(say("pacer.eyes"), p.quiet),
        other_button(shell),
    ]


def _calm_lines(shell: Shell, pattern: Pattern, breath: Breath) -> list[ft.Control]:
    p = shell.p
    lower = [] if shell.large_text or shell.height <= 700 else [ft.Container(height=32)]
    return [
        *lower,
        BreathBar(p, pattern, breath, shell.large_text),
        ft.Container(height=30),
        texts.body(say("pacer.small"), p.ink),
        texts.body(say("pacer.eyes"), p.quiet),
        texts.body(say("pacer.stop_any_time"), p.quiet),
        *([other_button(shell)] if shell.large_text else []),
    ]


def _foot(
    shell: Shell,
    scene: Scene,
    pause_or_go_on: Callable[[], None],
    stop: Callable[[], None],
    *,
    paused: bool,
) -> ft.Control:
    """Pause and Stop, which weigh the same, and the way to something that is not the breath."""
    p = shell.p
    pair = [
        buttons.tonal(
            p,
            say("pacer.go_on" if paused else "pacer.pause"),
            shell.act(pause_or_go_on),
            big=True,
            key="pause",
            icon=ft.Icons.PLAY_ARROW_ROUNDED if paused else ft.Icons.PAUSE_ROUNDED,
        ),
        buttons.tonal(
            p, say("pacer.stop"), shell.act(stop), big=True, key="stop", icon=ft.Icons.STOP_ROUNDED
        ),
    ]
    if shell.calm and not shell.large_text:
        return scene_foot(shell, pair, below=[other_button(shell)])
    if not scene.full:
        return scene_foot(shell, pair)
    small = ft.Container(
        texts.body(say("pacer.small"), p.ink, text_align=ft.TextAlign.CENTER),
        padding=ft.Padding.only(top=11, bottom=15),
    )
    return scene_foot(shell, pair, above=[small], below=[other_button(shell)])
