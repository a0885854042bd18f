"""The pacer with less motion: one bar for a whole breath that fills by half seconds, and words.

The words carry everything; the bar only confirms. Nothing slides, fades or grows.
"""

from __future__ import annotations

import flet as ft

from journal_app.domain.pattern import Pattern, Phase
from journal_app.ui.parts import texts
from journal_app.ui.parts.pacer_sky import phase_word, said
from journal_app.ui.parts.pacing import HALF, Breath, Moment
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["BreathBar"]

Part = tuple[Phase, float]


@ft.component
def BreathBar(p: Palette, pattern: Pattern, breath: Breath, large_text: bool = False) -> ft.Control:
    """What to do, how far in it one is, and the bar; large text begins smaller, to stay whole."""
    moment = breath.moment
    parts = [
        part
        for part in (
            (Phase.IN, pattern.breathe_in),
            (Phase.HOLD, pattern.hold),
            (Phase.OUT, pattern.breathe_out),
            (Phase.REST, pattern.rest),
        )
        if part[1] > 0
    ]
    return ft.Column(
        [
            _words(p, breath, large_text),
            ft.Container(height=10 if large_text else 26),
            ft.Semantics(
                exclude_semantics=True,
                content=ft.Row([_part(p, part, parts, moment) for part in parts], spacing=6),
            ),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _words(p: Palette, breath: Breath, large_text: bool) -> ft.Control:
    moment = breath.moment
    word = say("pacer.paused") if breath.paused else phase_word(moment.phase)
    if moment.phase is Phase.LEAD_IN:
        line = str(moment.count)
    else:
        line = say("pacer.nth_second", nth=moment.nth, count=moment.whole)
    return ft.Semantics(
        live_region=True,
        container=True,
        exclude_semantics=True,
        label=word if breath.paused else said(moment),
        content=ft.Column(
            [
                ft.Text(word, style=texts.style(*((26, 32) if large_text else (40, 48)), p.ink)),
                ft.Text(line, style=texts.style(*((15, 22) if large_text else (20, 26)), p.quiet)),
            ],
            spacing=6,
            tight=True,
        ),
    )


def _part(p: Palette, part: Part, parts: list[Part], moment: Moment) -> ft.Control:
    phase, seconds = part
    here = phase is moment.phase
    whole = max(round(seconds / HALF), 1)
    filled = _filled(part, parts, moment, whole)
    pieces: list[ft.Control] = []
    if filled:
        pieces.append(ft.Container(expand=filled, height=32, border_radius=16, bgcolor=p.tide))
    if filled < whole:
        pieces.append(ft.Container(expand=whole - filled, height=32))
    name = say(f"pacer.bar_{phase.value}", seconds=f"{seconds:g}")
    return ft.Column(
        [
            ft.Container(
                ft.Row(pieces, spacing=0), height=32, border_radius=16, bgcolor=p.tide_soft
            ),
            texts.label(name, p.ink) if here else texts.secondary(name, p.quiet),
        ],
        spacing=18,
        tight=True,
        expand=whole,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _filled(part: Part, parts: list[Part], moment: Moment, whole: int) -> int:
    """How many half seconds of a part of the bar are behind: all of them once it has passed."""
    order = [phase for phase, _ in parts]
    if moment.phase not in order:
        return 0
    if order.index(part[0]) != order.index(moment.phase):
        return whole if order.index(part[0]) < order.index(moment.phase) else 0
    return min(int(moment.within / HALF + 1e-6), whole)
