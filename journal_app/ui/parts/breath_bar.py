"""The pacer with less motion: one bar for a whole breath that fills as it goes, and words.

The words carry everything; the bar only confirms. The client fills it by itself, evenly: one
message for a whole phase, as with the sun.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import flet as ft

from journal_app.domain.pattern import Phase
from journal_app.ui.parts import texts
from journal_app.ui.parts.motion import even
from journal_app.ui.parts.pacer_words import announced, phase_word
from journal_app.ui.parts.pacing import Breath, Moment
from journal_app.ui.parts.reel import Count, Face, reel
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["BarForm", "BreathBar"]

Part = tuple[Phase, float]

_HIGH, _BETWEEN = 32, 6
_NAMED = 2  # names under a bar that large letters leave room for
_DIGIT = 0.62  # of the size of letters; no face in use has a wider one
_EDGE = 0.02  # how far a count begins above 0, and ends below its last number: no other fits


@dataclass(frozen=True)
class BarForm:
    """How the bar and its words are drawn.

    ``most`` is the highest number that is counted to; with 0 there are words only. ``scale`` is how
    much larger the platform draws text; large text begins smaller, to stay whole. ``stretch`` is
    that of the shell.
    """

    most: int
    scale: float
    stretch: float
    large_text: bool


@ft.component
def BreathBar(p: Palette, breath: Breath, form: BarForm) -> ft.Control:
    """What to do, how far in it one is, and the bar; drawn again once a phase."""
    moment = breath.moment
    groups = _groups(moment.breath)
    # Four names side by side would be cut by large letters: there the one that counts is enough.
    under = not form.large_text or len(groups) <= _NAMED
    row = ft.Row(
        [_group(p, group, moment, form, named=under) for group in groups],
        spacing=_BETWEEN,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    bar: list[ft.Control] = [row]
    if not under:
        bar += [texts.label(_name(group), p.ink) for group in groups if _is_here(group, moment)]
    return ft.Column(
        [
            announced(moment, ft.Column(_lines(p, moment, form), spacing=6, tight=True)),
            ft.Container(height=10 if form.large_text else 26),
            ft.Semantics(exclude_semantics=True, content=ft.Column(bar, spacing=8, tight=True)),
        ],
        spacing=0,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


# -- the words -------------------------------------------------------------------------


def _lines(p: Palette, moment: Moment, form: BarForm) -> list[ft.Control]:
    big, small = ((26, 32), (15, 22)) if form.large_text else ((40, 48), (20, 26))
    word = ft.Text(_word(moment, form), style=texts.style(*big, p.ink))
    lines = [_counted(p, moment, form, *small)] if form.most else []
    if moment.paused:
        lines += [ft.Text(note, style=texts.style(*small, p.quiet)) for note in moment.notes]
    return [word, ft.Column(lines, spacing=0, tight=True)]


def _word(moment: Moment, form: BarForm) -> str:
    if moment.paused:
        return say("pacer.paused")
    if moment.phase is Phase.LEAD_IN and not form.most:
        return say("pacer.lead_in_soon")
    return phase_word(moment.phase)


def _counted(p: Palette, moment: Moment, form: BarForm, size: float, line: float) -> ft.Control:
    """Which second it is, "4 of about 5 seconds": the client counts the 4."""
    style = texts.style(size, line, p.quiet)
    face = Face(
        most=form.most,
        style=style,
        width=ceil(_DIGIT * len(str(form.most)) * size * form.scale),
        height=ceil(line * form.scale),
        align=ft.TextAlign.START,
        stretch=form.stretch,
    )
    seen = moment.phase is not Phase.LEAD_IN and not moment.paused
    words = "pacer.nth" if form.large_text else "pacer.nth_second"  # one line, in large text too
    before, _, after = say(words, nth="\n", count=moment.whole).partition("\n")
    if not seen:
        before, after = "" if moment.paused else str(moment.number), ""
    return ft.Row(
        [
            ft.Text(before, style=style, visible=bool(before)),
            reel(_upwards(moment), face, seen=seen),
            ft.Container(ft.Text(after, style=style), expand=True, visible=bool(after)),
        ],
        spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )


def _upwards(moment: Moment) -> Count:
    """The count of a moment from 1 up to the whole seconds of its phase."""
    count, whole = moment.count, moment.whole
    if moment.phase is Phase.LEAD_IN:
        return Count(_EDGE, 0.0, _EDGE, count.turn)
    at = whole - count.at
    if moment.goes:
        return Count(at, count.lasting, _EDGE, count.turn, to=whole - max(count.to, _EDGE))
    return Count(at, 0.0, at, count.turn)


# -- the bar ---------------------------------------------------------------------------


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
    p: Palette, group: list[Part], moment: Moment, form: BarForm, *, named: bool
) -> ft.Control:
    here, name = _is_here(group, moment), _name(group)
    lines: list[ft.Control] = [
        ft.Row([_track(p, part, moment, form) for part in group], spacing=_BETWEEN)
    ]
    if named:
        lines.append(texts.label(name, p.ink) if here else texts.secondary(name, p.quiet))
    return ft.Column(
        lines,
        spacing=8 if form.large_text else 18,
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


def _track(p: Palette, part: Part, moment: Moment, form: BarForm) -> ft.Control:
    """One part of the bar, and the pill that fills it from the left.

    The client moves a pill only from where it has drawn it. So before its part, and after it, when
    the track itself has the colour, it lies outside of what is seen, and sets out from there.
    """
    order = [phase for phase, _ in moment.breath]
    now = order.index(moment.phase) if moment.phase in order else -1
    place = order.index(part[0])
    share, lasting = 0.0, 0.0
    if place == now:
        share = 1.0 if moment.goes else moment.behind / part[1]
        lasting = moment.lasting
    pill = ft.Container(
        key="fill",
        height=_HIGH,
        border_radius=_HIGH / 2,
        bgcolor=p.tide,
        offset=ft.Offset(share - 1, 0),
        animate_offset=even(lasting, form.stretch),
    )
    return ft.Container(
        pill,
        height=_HIGH,
        border_radius=_HIGH / 2,
        bgcolor=p.tide if place < now else p.tide_soft,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
        expand=_share(part),
    )


def _share(part: Part) -> int:
    return round(part[1] * 10)
