"""What the pages before, after and instead of a practice have in common."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from journal_app.domain.pattern import Pattern, Phase
from journal_app.ui.frame import task_page
from journal_app.ui.parts import buttons
from journal_app.ui.parts.pacer_sky import Hills, RestingSun, Sky
from journal_app.ui.parts.scene import below_sky, short_scene
from journal_app.ui.shell import Shell
from journal_app.words import say

__all__ = [
    "ORIENTING",
    "length_words",
    "other_button",
    "pattern_words",
    "plain",
    "short_page",
]

ORIENTING = "orienting"
"""What is offered when breathing was harder: looking out instead of in."""

_WORDED = 10  # minutes that are written in words
_FEW_BREATHS = 45.0  # seconds
_SKY, _LOW_SKY = 200.0, 96.0


def length_words(seconds: float) -> str:
    """How long a practice was: "A few breaths", "About a minute", "Five minutes"."""
    if seconds < _FEW_BREATHS:
        return say("practices.few_breaths")
    minutes = max(round(seconds / 60), 1)
    if minutes > _WORDED:
        return say("practices.minutes_more", count=minutes)
    return say(f"practices.minutes_{minutes}")


def plain(number: float) -> float:
    """A whole number without its point: 4, but 4.5."""
    return int(number) if number == int(number) else number


def pattern_words(pattern: Pattern) -> str:
    """A pattern as it is breathed: "In 4.5, out 5.5. About five minutes."."""
    parts = (
        (Phase.IN, pattern.breathe_in),
        (Phase.TOP_UP, pattern.top_up),
        (Phase.HOLD, pattern.hold),
        (Phase.HUM if pattern.hum else Phase.OUT, pattern.breathe_out),
        (Phase.REST, pattern.rest),
    )
    named = [say(f"before.{phase.value}", seconds=f"{s:g}") for phase, s in parts if s > 0]
    return say("before.pattern", parts=", ".join(named), length=length_words(pattern.seconds))


def short_page(
    shell: Shell, back: str, lines: Sequence[ft.Control], foot: ft.Control, *, title: str = ""
) -> ft.Control:
    """Words on plain paper below a short sky, with what can be done at the foot."""
    scene = short_scene(shell, _LOW_SKY if shell.large_text else _SKY)
    behind: list[ft.Control] = [
        Sky(shell.p, scene.place),
        RestingSun(shell.p, scene.place),
        Hills(shell.p, scene.place),
    ]
    body = below_sky(shell, scene, lines)
    return task_page(shell, title, body, back=back, close=True, behind=behind, foot=foot)


def other_button(shell: Shell) -> ft.Control:
    """The way to something that is not the breath: for many it is the kinder anchor."""
    return buttons.text_button(
        shell.p, say("before.other"), shell.act(lambda: shell.go("/practices")), key="other"
    )
