"""The cues of a guided step in words, and beside them two sides or a bar that confirm them.

In the full form the bar of an effort fills by itself, drawn by the client: one message a cue. With
less motion nothing slides or fades; what is due is simply filled.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import flet as ft

from journal_app.domain.guiding import Cue, CueKind
from journal_app.domain.practice import PracticeStep
from journal_app.ui.parts import texts
from journal_app.ui.parts.guiding import Beat, Guide
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["CueBlock", "Form", "Room", "cue_line", "cue_word", "said"]

_SIDES = (CueKind.LEFT, CueKind.RIGHT)
_EFFORT = (CueKind.TENSE, CueKind.RELEASE)


class Room(Enum):
    """How much room there is for cues."""

    FULL = "full"
    LITTLE = "little"
    """They stand above the words of the step: a word and its shape, and only while they last."""
    LEAST = "least"
    """The same, without its quiet sentence."""


@dataclass(frozen=True)
class Form:
    """How cues are drawn: ``calm`` with less motion; ``numbers`` says seconds."""

    calm: bool
    room: Room
    numbers: bool

    @property
    def small(self) -> bool:
        """Whether there is less than full room."""
        return self.room is not Room.FULL


def cue_word(kind: CueKind) -> str:
    """What a cue asks for, in words."""
    return say(f"steps.cue_{kind.value}")


def said(cue: Cue) -> str:
    """What is announced when a cue begins: "Left", or "Let go, 10 seconds"."""
    if cue.kind in _SIDES:
        return cue_word(cue.kind)
    if cue.kind in _EFFORT:
        return say("steps.said", cue=cue_word(cue.kind), seconds=f"{cue.seconds:g}")
    return f"{cue_word(cue.kind)}. {cue_line(cue.kind)}"


def cue_line(kind: CueKind) -> str:
    """The quiet sentence under the word of a cue."""
    return say("steps.line_taps" if kind in _SIDES else f"steps.line_{kind.value}")


@ft.component
def CueBlock(p: Palette, step: PracticeStep, guide: Guide, form: Form) -> ft.Control:
    """The word, its quiet sentence and the sides or the bar; each change is announced."""
    beat = guide.beat
    kind = beat.cue.kind
    waits = kind in (CueKind.READ, CueKind.REST)
    shape = _sides(p, beat, form) if step.taps else _bar(p, step, beat, form)
    size = (26.0, 32.0) if form.small else (34.0, 42.0)
    line = said(beat.cue) if form.small and kind is CueKind.REST else cue_line(kind)
    # With little room the text of the step says how to tap; that half is enough is always said.
    lined = waits or not form.small or (form.room is Room.LITTLE and step.tense > 0)
    words = ft.Semantics(
        live_region=True,
        container=True,
        exclude_semantics=True,
        label=said(beat.cue),
        content=ft.Column(
            [
                ft.Text(
                    cue_word(kind),
                    style=texts.style(*size, p.ink),
                    visible=not (form.small and waits),
                ),
                ft.Container(
                    texts.secondary(line, p.quiet),
                    visible=lined,
                ),
            ],
            spacing=2 if form.small else 4,
            tight=True,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )
    return ft.Column(
        [
            words,
            ft.Semantics(
                exclude_semantics=True,
                content=shape,
                # A bar that is to fill is there before: what comes with its end would jump to it.
                visible=step.tense > 0 or not (form.small and waits),
            ),
        ],
        spacing=10 if form.small else 18,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


# -- taps ------------------------------------------------------------------------


def _sides(p: Palette, beat: Beat, form: Form) -> ft.Control:
    height = 72.0 if form.room is Room.LITTLE else 96.0 if form.room is Room.FULL else 32.0
    return ft.Row(
        [_side(p, side, height, form, on=beat.cue.kind is side) for side in _SIDES], spacing=8
    )


def _side(p: Palette, side: CueKind, height: float, form: Form, *, on: bool) -> ft.Control:
    panel = ft.Container(
        key=f"side-{side.value}",
        height=height,
        border_radius=16,
        bgcolor=p.dawn if on else p.tide_soft,
        animate=None if form.calm else ft.Animation(450, ft.AnimationCurve.EASE_IN_OUT),
    )
    return ft.Column(
        [panel, *_named(p, cue_word(side), form, here=on)],
        spacing=8,
        tight=True,
        expand=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )


def _named(p: Palette, name: str, form: Form, *, here: bool) -> list[ft.Control]:
    """What a part is called, below it; with little room the word above says it alone."""
    if form.small:
        return []
    return [texts.label(name, p.ink) if here else texts.secondary(name, p.quiet)]


# -- an effort and letting go ------------------------------------------------------


def _bar(p: Palette, step: PracticeStep, beat: Beat, form: Form) -> ft.Control:
    parts = ((CueKind.TENSE, step.tense), (CueKind.RELEASE, step.release))
    return ft.Row([_part(p, kind, seconds, beat, form) for kind, seconds in parts], spacing=6)


def _part(p: Palette, kind: CueKind, seconds: int, beat: Beat, form: Form) -> ft.Control:
    """A part of the bar. What fills it slides in from the left, so that no width need be known."""
    order = (CueKind.READ, CueKind.TENSE, CueKind.RELEASE, CueKind.REST)
    here = kind is beat.cue.kind
    begun = order.index(kind) <= order.index(beat.cue.kind)
    still = form.calm or (here and beat.late)
    # Entered in the middle, after a cover: it stands where it is by then.
    behind = 0.0 if not begun else beat.within / seconds if here and beat.late else 1.0
    animation = ft.Animation(ft.Duration(milliseconds=1000 * seconds), ft.AnimationCurve.LINEAR)
    fill = ft.Container(
        key=f"fill-{kind.value}",
        expand=True,
        height=28,
        bgcolor=p.tide,
        offset=ft.Offset(behind - 1.0, 0),
        animate_offset=None if still else animation,  # there before it moves, or it jumps,
    )
    named = cue_word(kind)
    name = say("steps.bar", cue=named, seconds=seconds) if form.numbers else named
    # The letting go is twice as long; a name needs room as well.
    return ft.Column(
        [
            ft.Container(
                ft.Row([fill], spacing=0),
                height=28,
                border_radius=14,
                bgcolor=p.tide_soft,
                clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
            ),
            *_named(p, name, form, here=here),
        ],
        spacing=8,
        tight=True,
        expand=2 if kind is CueKind.TENSE else 3,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
