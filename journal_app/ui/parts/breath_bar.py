"""The pacer with less motion: one bar for a whole breath that fills by half seconds, and words.

The words carry everything; the bar only confirms. Nothing slides, fades or grows: each step is sent
when it is due, because a platform that is asked for less motion plays animations in a flash.
"""

from __future__ import annotations

from math import floor

import flet as ft

from journal_app.domain.pattern import Phase
from journal_app.ui.parts import texts
from journal_app.ui.parts.pacer_words import announced, phase_word
from journal_app.ui.parts.pacing import HALF, Breath, Filling, Moment, Pacing
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["BreathBar"]

Part = tuple[Phase, float]

_HIGH, _BETWEEN = 32, 6
_NOT_YET = -9.0  # a share of a part that has not begun: its pill is far outside
_NAMED = 2  # names under a bar that large letters leave room for


@ft.component
def BreathBar(
    p: Palette, breath: Breath, pacing: Pacing, *, numbers: bool = True, large_text: bool = False
) -> ft.Control:
    """What to do, how far in it one is, and the bar; large text begins smaller, to stay whole.

    ``breath`` is that of ``pacing``: the bar is drawn again when it changes, once a phase. What
    changes within a phase is only handed on, so that it alone is drawn again.
    """
    moment, filling = breath.moment, pacing.filling
    groups = _groups(moment.breath)
    # Four names side by side would be cut by large letters: there the one that counts is enough.
    under = not large_text or len(groups) <= _NAMED
    row = ft.Row(
        [_group(p, group, moment, filling, named=under) for group in groups],
        spacing=_BETWEEN,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    bar: list[ft.Control] = [row]
    if not under:
        bar += [texts.label(_name(group), p.ink) for group in groups if _is_here(group, moment)]
    big, small = ((26, 32), (15, 22)) if large_text else ((40, 48), (20, 26))
    lines: list[ft.Control] = [
        ft.Text(_word(moment, numbers=numbers), style=texts.style(*big, p.ink))
    ]
    if moment.paused:
        lines += [ft.Text(note, style=texts.style(*small, p.quiet)) for note in moment.notes]
    elif numbers:
        lines.append(_Second(moment, filling, texts.style(*small, p.quiet)))
    return ft.Column(
        [
            announced(moment, ft.Column(lines, spacing=6, tight=True)),
            ft.Container(height=10 if large_text else 26),
            ft.Semantics(exclude_semantics=True, content=ft.Column(bar, spacing=8, tight=True)),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _word(moment: Moment, *, numbers: bool) -> str:
    if moment.paused:
        return say("pacer.paused")
    if moment.phase is Phase.LEAD_IN and not numbers:
        return say("pacer.lead_in_soon")
    return phase_word(moment.phase)


@ft.component
def _Second(moment: Moment, filling: Filling, style: ft.TextStyle) -> ft.Control:
    """Which second it is; a component of its own, so that nothing else is looked at for it."""
    if moment.phase is Phase.LEAD_IN:
        return ft.Text(str(moment.number), style=style)
    line = say("pacer.nth_second", nth=filling.nth(moment), count=moment.whole)
    return ft.Text(line, style=style)


def _groups(breath: tuple[Part, ...]) -> list[list[Part]]:
    """The parts of a breath; a second sip is too narrow for a label and shares the first's."""
    groups: list[list[Part]] = []
    for part in breath:
        if part[0] is Phase.TOP_UP:
            groups[-1].append(part)
        else:
            groups.append([part])
    return groups


def _group(
    p: Palette, group: list[Part], moment: Moment, filling: Filling, *, named: bool
) -> ft.Control:
    here, name = _is_here(group, moment), _name(group)
    lines: list[ft.Control] = [
        ft.Row([_track(p, part, moment, filling) for part in group], spacing=_BETWEEN)
    ]
    if named:
        lines.append(texts.label(name, p.ink) if here else texts.secondary(name, p.quiet))
    return ft.Column(
        lines,
        spacing=18,
        tight=True,
        expand=sum(_share(part) for part in group),
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _is_here(group: list[Part], moment: Moment) -> bool:
    return any(phase is moment.phase for phase, _ in group)


def _name(group: list[Part]) -> str:
    (phase, seconds), *more = group
    if more:
        return say("pacer.bar_top_up", seconds=f"{seconds:g}", more=f"{more[0][1]:g}")
    return say(f"pacer.bar_{phase.value}", seconds=f"{seconds:g}")


def _track(p: Palette, part: Part, moment: Moment, filling: Filling) -> ft.Control:
    order = [phase for phase, _ in moment.breath]
    now = order.index(moment.phase) if moment.phase in order else -1
    place = order.index(part[0])
    passed = 1.0 if place < now else 0.0
    fill = _Fill(p, part[1], passed, filling if place == now else None)
    return ft.Container(
        fill,
        padding=ft.Padding.only(right=_HIGH),
        height=_HIGH,
        border_radius=_HIGH / 2,
        bgcolor=p.tide_soft,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        expand=_share(part),
    )


@ft.component
def _Fill(p: Palette, seconds: float, passed: float, filling: Filling | None) -> ft.Control:
    """How much of a part is behind: all of it or nothing, or, where one is, by half seconds.

    A pill that stands further and further out of the left end of its track, so that one small
    number is all that a half second has to tell the client. It begins as a dot.
    """
    share = passed or _NOT_YET
    if filling is not None:
        share = min(floor(filling.behind / HALF + 1e-6) * HALF / seconds, 1.0)
    pill = ft.Container(
        left=0,
        right=-_HIGH,  # as long as its track; what is moved is shorter by the dot
        height=_HIGH,
        border_radius=_HIGH / 2,
        bgcolor=p.tide,
    )
    moved = ft.Stack([pill], height=_HIGH, clip_behavior=ft.ClipBehavior.NONE)
    return ft.Container(moved, key="fill", offset=ft.Offset(share - 1, 0))


def _share(part: Part) -> int:
    return round(part[1] * 10)
