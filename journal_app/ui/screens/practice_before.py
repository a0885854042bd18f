"""Before a practice: a few kind lines, how long and how slow, and one tap that begins it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from journal_app.domain.own_breath import OWN_BREATH
from journal_app.domain.practice import Practice
from journal_app.domain.suited import Suited
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.chip import chip
from journal_app.ui.parts.scene import scene_foot
from journal_app.ui.screens.doors import journal_of, practices_of
from journal_app.ui.screens.practice_ends import (
    length_words,
    other_button,
    pattern_words,
    plain,
    short_page,
)
from journal_app.ui.screens.prompt_beside import EvidenceCard
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["BeforePage"]

EYES = "Eyes open or closed, your choice."
"""A line of the content that is left out for those who asked not to hear of eyes."""
_LENGTHS = (2, 3, 5, 10)

Choose = Callable[[float], object]


@screen
def BeforePage(
    practice: Practice,
    suited: Suited | None,
    back: str,
    begin: Callable[[], None],
    choose_minutes: Choose,
    choose_pace: Choose,
) -> ft.Control:
    """What is good to know before it starts, and Begin; ``suited`` is ``None`` for steps."""
    shell = use_shell()
    p = shell.p
    lines: list[ft.Control] = [texts.question(practice.title, p.ink)]
    if suited is None:
        lines.append(texts.body(length_words(practice.minutes * 60), p.quiet))
    else:
        lines += _pattern(shell, suited)
    lines += [texts.body(line, p.ink) for line in _lines(shell, practice, suited)]
    if suited is not None:
        lines += _choices(shell, practice, suited, choose_minutes, choose_pace)
    lines += [
        ft.Container(height=4),
        texts.secondary(practice.evidence_note, p.quiet),
        EvidenceCard(practice, noted=True),
    ]
    other = [other_button(shell)] if suited is not None else []
    if shell.large_text:
        lines, other = [*lines, *other], []
    start = buttons.filled(p, say("before.begin"), shell.act(begin), big=True, key="begin")
    return short_page(shell, back, lines, scene_foot(shell, [start], below=other))


def _lines(shell: Shell, practice: Practice, suited: Suited | None) -> list[str]:
    """What is said before; the first breathing of all is taught small, whichever it is."""
    practices = practices_of(shell)
    said = list(practice.before)
    if suited is not None and suited.without_holds:  # its own lines are about its pauses
        said = [say("own.before_small"), EYES, say("own.before_stop")]
    elif practice.pattern is not None and not practices.practised_before:
        small, stop = say("own.before_small"), say("own.before_stop")
        said = [*_unless_said(small, said), *said, *_unless_said(stop, said)]
    return [line for line in said if line != EYES or practices.comfort.eyes_open]


def _unless_said(line: str, said: list[str]) -> list[str]:
    """The line, unless one that begins with the same three words is there already."""

    def beginning(words: str) -> list[str]:
        return [word.strip(".,") for word in words.split()[:3]]

    return [] if any(beginning(each) == beginning(line) for each in said) else [line]


def _pattern(shell: Shell, suited: Suited) -> list[ft.Control]:
    """The lengths of a breath in words, announced when they change."""
    p, pattern = shell.p, suited.pattern
    words = [pattern_words(pattern)]
    if pattern.ramp is not None:
        ramp = pattern.ramp
        words.append(
            say(
                "before.ramp",
                breathe_in=f"{ramp.breathe_in:g}",
                breathe_out=f"{ramp.breathe_out:g}",
            )
        )
    if suited.without_holds:
        words.append(say("before.no_pauses"))
    line = ft.Container(texts.body(" ".join(words), p.quiet), key="pattern-words")
    return [ft.Semantics(live_region=True, container=True, content=line)]


def _choices(
    shell: Shell, practice: Practice, suited: Suited, minutes: Choose, pace: Choose
) -> list[ft.Control]:
    """How long, and how slow: nothing of it has to be touched."""
    rows: list[ft.Control] = []
    if suited.long or suited.minutes is not None:
        rows.append(_lengths(shell, suited, minutes))
    if practice.id == OWN_BREATH:
        rows += _change_own(shell)
    elif suited.slower is not None or suited.faster is not None or suited.faster_rests:
        rows.append(_paces(shell, suited, pace))
    if suited.faster_rests and practice.id != OWN_BREATH:
        rows.append(texts.meta(say("before.faster_rests"), shell.p.quiet))
    return [ft.Container(height=4), *rows] if rows else []


def _lengths(shell: Shell, suited: Suited, choose: Choose) -> ft.Control:
    own = round(suited.written.seconds / 60)
    chosen = suited.minutes or own
    chips = [
        chip(
            shell,
            say("before.minutes_short", count=plain(count)),
            count == chosen,
            partial(choose, count),
            key=f"minutes-{count:g}",
            said=say("before.minutes", count=plain(count)),
        )
        for count in _four_lengths(own, chosen)
    ]
    return ft.Column(
        [
            texts.label(say("before.how_long"), shell.p.ink),
            ft.Row(chips, spacing=8, run_spacing=0, wrap=True),
        ],
        spacing=0,
        tight=True,
    )


def _four_lengths(own: float, chosen: float) -> list[float]:
    """Minutes to choose from; its own length and the chosen one stand in for what is nearest."""
    lengths: list[float] = list(_LENGTHS)
    for wanted in (own, chosen):
        if wanted not in lengths:
            others = [length for length in lengths if length != own]
            nearest = min(others, key=lambda length: abs(length - wanted))
            lengths[lengths.index(nearest)] = wanted
    return sorted(lengths)


def _paces(shell: Shell, suited: Suited, choose: Choose) -> ft.Control:
    def way(words: str, icon: ft.IconData, to: float | None, key: str) -> ft.Control:
        return buttons.text_button(
            shell.p,
            say(words),
            shell.act(lambda: None if to is None else choose(to)),
            start=True,
            icon=icon,
            disabled=to is None,
            key=key,
        )

    return ft.Row(
        [
            way("before.slower", ft.Icons.REMOVE, suited.slower, "slower"),
            way("before.faster", ft.Icons.ADD, suited.faster, "faster"),
        ],
        spacing=24,
        run_spacing=0,
        wrap=True,
    )


def _change_own(shell: Shell) -> list[ft.Control]:
    if journal_of(shell) is None:
        return []
    go = shell.act(lambda: shell.go("/practices/own"))
    change = buttons.text_button(
        shell.p, say("before.change_own"), go, start=True, icon=ft.Icons.TUNE, key="change-own"
    )
    return [ft.Row([change])]
