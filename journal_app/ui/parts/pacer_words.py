"""The words of the pacer: what to do now, the numbers, and what is announced of it."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

import flet as ft

from journal_app.domain.pattern import Pattern, Phase
from journal_app.ui.parts import texts
from journal_app.ui.parts.pacing import Breath, Moment
from journal_app.ui.parts.reel import Face, reel
from journal_app.ui.theme import Palette
from journal_app.words import say

__all__ = ["BreathWords", "Lettering", "announced", "lengths", "phase_word", "said", "words_of"]


_NOTE = 150.0  # pixels: what is written under a word stays within the sun


@dataclass(frozen=True)
class Lettering:
    """Sizes of the word and of the number under it, in pixels at ordinary text.

    ``scale`` is how much larger the platform draws text. ``most`` is the highest number that is
    counted from; with 0 there are words only.
    """

    word: float
    number: float
    scale: float
    most: int
    centred: bool


def phase_word(phase: Phase) -> str:
    """What a phase asks for, in words."""
    return say(f"pacer.phase_{phase.value}")


def said(moment: Moment) -> str:
    """What is announced when a phase begins: "Breathe in, 4.5 seconds"."""
    if moment.paused:
        return say("pacer.paused_said", notes=" ".join(moment.notes))
    if moment.phase is Phase.LEAD_IN:
        return say("pacer.lead_in_said", count=moment.number)
    return say("pacer.said", phase=phase_word(moment.phase), seconds=f"{moment.seconds:g}")


def lengths(pattern: Pattern) -> str:
    """A pattern's two paced lengths in words: "In 5, out 6 seconds."."""
    return say(
        "pacer.lengths",
        seconds_in=f"{pattern.breathe_in:g}",
        seconds_out=f"{pattern.breathe_out:g}",
    )


def announced(moment: Moment, content: ft.Control) -> ft.Control:
    """Say the phase once when it begins; the numbers are for the eyes only."""
    return ft.Semantics(
        live_region=True,
        container=True,
        exclude_semantics=True,
        label=said(moment),
        content=content,
    )


@ft.component
def BreathWords(p: Palette, breath: Breath, lettering: Lettering) -> ft.Control:
    """The words on plain paper, where large text or a low page leaves no room in the sun."""
    return words_of(p, breath.moment, lettering)


def words_of(p: Palette, moment: Moment, lettering: Lettering) -> ft.Control:
    """The word, and the number under it or the notes of a pause; with their announcement."""
    across = ft.CrossAxisAlignment.CENTER if lettering.centred else ft.CrossAxisAlignment.START
    lines = [_text(_word(moment, lettering), lettering.word, 32 / 26, p.ink, lettering)]
    if lettering.most:
        # While paused too, with nothing in it: it has to be there to go on from where it was.
        lines.append(_numbers(p, moment, lettering))
    if moment.paused:
        notes = [_text(note, 15, 22 / 15, p.ink, lettering) for note in moment.notes]
        lines += [ft.Container(note, width=_NOTE if lettering.centred else None) for note in notes]
    column = ft.Column(lines, spacing=0, tight=True, horizontal_alignment=across)
    return announced(moment, column)


def _word(moment: Moment, lettering: Lettering) -> str:
    if moment.paused:
        return say("pacer.paused")
    if moment.phase is Phase.LEAD_IN and not lettering.most:
        return say("pacer.lead_in_soon")
    return phase_word(moment.phase)


def _numbers(p: Palette, moment: Moment, lettering: Lettering) -> ft.Control:
    line = 58 / 52 * lettering.number
    return reel(
        moment.count,
        Face(
            most=lettering.most,
            style=texts.style(lettering.number, line, p.ink, ft.FontWeight.W_300),
            width=ceil(1.3 * lettering.number * lettering.scale),  # two digits, and a little
            height=ceil(line * lettering.scale),
            align=ft.TextAlign.CENTER if lettering.centred else ft.TextAlign.START,
        ),
        seen=not moment.paused,
    )


def _text(words: str, size: float, line: float, colour: str, lettering: Lettering) -> ft.Control:
    style = texts.style(size, line * size, colour)
    align = ft.TextAlign.CENTER if lettering.centred else ft.TextAlign.START
    return ft.Text(words, text_align=align, style=style)
