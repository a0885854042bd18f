"""The breathing pacer: a sun that breathes, or a bar and words where less motion is wanted."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import flet as ft

from journal_app.domain.comfort import Comfort
from journal_app.domain.practice import Practice
from journal_app.domain.suited import Suited
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept_object
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.breath_bar import BarForm, BreathBar
from journal_app.ui.parts.dimming import dim_button
from journal_app.ui.parts.pacer_sky import Hills, PacerSun, Sky
from journal_app.ui.parts.pacer_words import BreathWords, Lettering, lengths
from journal_app.ui.parts.pacing import Pacing
from journal_app.ui.parts.scene import Scene, below_sky, scene_foot, scene_of
from journal_app.ui.parts.senses import use_senses
from journal_app.ui.screens.practice_ends import other_button
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["PACING", "BreathingPage"]

PACING = "practice.pacing"
"""Where the window keeps a run of the pacer while a cover takes the page away."""

_NARROW = 360.0  # from here down the line above the sun needs all the room there is

Choose = Callable[[float], Awaitable[None]]


@screen
def BreathingPage(
    practice: Practice,
    suited: Suited,
    back: str,
    ended: Callable[[float], None],
    choose_pace: Choose,
) -> ft.Control:
    """A run of a pattern; ``ended`` is told the seconds breathed, however it came to an end.

    ``choose_pace`` keeps another pace; the page is then given what suits it.
    """
    shell = use_shell()
    comfort = suited.comfort
    # A cover takes the page away for a moment: the breath goes on where the clock is by then.
    pacing = use_kept_object(shell._places, PACING, lambda: Pacing(suited.pattern, shell.clock))
    senses = use_senses(tones=comfort.tones, pulses=comfort.pulses)
    paused, set_paused = ft.use_state(pacing.paused)
    scene = scene_of(shell)

    def begin() -> None:
        pacing.begin(shell.accompany, lambda: ended(pacing.breathed), senses)

    # Also when the page takes another form: what moves on it is new, and has to be set going.
    ft.use_effect(begin, [shell.calm, scene.full], cleanup=pacing.stop)

    def pause_or_go_on() -> None:
        if paused:
            pacing.resume()
        else:
            pacing.pause(_notes(suited))
        set_paused(not paused)

    def stop() -> None:
        pacing.stop()
        ended(pacing.breathed)

    async def pace(chosen: float) -> None:
        then = replace(suited, comfort=replace(comfort, pace=chosen))
        pacing.repace(then.pattern, _notes(then))
        await choose_pace(chosen)

    paces = _paces(shell, suited, pace, centred=scene.full) if paused else []
    sun, body = _sun_and_body(shell, scene, comfort, pacing, paces)
    behind: list[ft.Control] = [
        Sky(shell.p, scene.place, sun=not shell.calm),
        *sun,
        Hills(shell.p, scene.place, smooth=shell.coarse),
    ]
    foot = _foot(shell, scene, pause_or_go_on, stop, paces, paused=paused)
    return task_page(shell, practice.title, body, back=back, close=True, behind=behind, foot=foot)


def _sun_and_body(
    shell: Shell, scene: Scene, comfort: Comfort, pacing: Pacing, paces: list[ft.Control]
) -> tuple[list[ft.Control], ft.Control]:
    """The sun, where there is one, and what is written on the page."""
    p, place = shell.p, scene.place
    if shell.calm:
        lines = _calm_lines(shell, comfort, pacing, paces)
        return [], below_sky(shell, scene, lines, spacing=0)
    if scene.full:
        lettering = _in_sun(shell, comfort, pacing, place.unit)
        return [PacerSun(p, place, pacing.breath, lettering)], _in_sky(shell, comfort)
    lines = _lines(shell, comfort, pacing, paces)
    return [PacerSun(p, place, pacing.breath)], below_sky(shell, scene, lines)


def _notes(suited: Suited) -> tuple[str, ...]:
    """What stands under "Paused": how long the breaths are, and why they go no faster."""
    why = (say("before.faster_rests"),) if suited.faster_rests else ()
    return lengths(suited.pattern), *why


def _on_paper(shell: Shell, comfort: Comfort, pacing: Pacing) -> Lettering:
    most = pacing.most if comfort.numbers else 0
    return Lettering(26, 34, shell.text_scale, most, centred=False)


def _in_sun(shell: Shell, comfort: Comfort, pacing: Pacing, unit: float) -> Lettering:
    most = pacing.most if comfort.numbers else 0
    return Lettering(26 * unit, 52 * unit, shell.text_scale, most, centred=True)


def _in_sky(shell: Shell, comfort: Comfort) -> ft.Control:
    """What is said above the sun, and the light."""
    eyes = texts.secondary(_eyes(comfort), shell.p.quiet, text_align=ft.TextAlign.CENTER)
    return ft.Container(
        ft.Row(
            [
                *([ft.Container(width=48)] if shell.width >= _NARROW else []),
                ft.Container(eyes, expand=True, padding=ft.Padding.only(top=8)),
                # Lifted by a tenth of its 48, onto the line of the words beside it.
                ft.Container(dim_button(shell, worded=False), offset=ft.Offset(0, -0.1)),
            ],
            spacing=0,
            vertical_alignment=ft.CrossAxisAlignment.START,
        ),
        padding=ft.Padding.symmetric(horizontal=4),
        alignment=ft.Alignment.TOP_CENTER,
    )


def _eyes(comfort: Comfort) -> str:
    return say("pacer.eyes") if comfort.eyes_open else ""


def _asides(shell: Shell, comfort: Comfort) -> list[ft.Control]:
    """The lines below the words, where they stand on plain paper."""
    eyes = [texts.body(_eyes(comfort), shell.p.quiet)] if comfort.eyes_open else []
    return [texts.body(say("pacer.small"), shell.p.ink), *eyes]


def _lines(
    shell: Shell, comfort: Comfort, pacing: Pacing, paces: list[ft.Control]
) -> list[ft.Control]:
    """Where the words do not fit into the sun: below it, on plain paper."""
    return [
        BreathWords(shell.p, pacing.breath, _on_paper(shell, comfort, pacing)),
        *paces,
        *_asides(shell, comfort),
        dim_button(shell, worded=True),
        other_button(shell),
    ]


def _calm_lines(
    shell: Shell, comfort: Comfort, pacing: Pacing, paces: list[ft.Control]
) -> list[ft.Control]:
    lower = [] if shell.large_text or shell.height <= 700 else [ft.Container(height=32)]
    return [
        *lower,
        BreathBar(
            shell.p,
            pacing.breath,
            BarForm(
                most=pacing.most if comfort.numbers else 0,
                scale=shell.text_scale,
                stretch=shell.stretch,
                large_text=shell.large_text,
            ),
        ),
        ft.Container(height=12 if shell.large_text else 30),
        *paces,
        *_asides(shell, comfort),
        texts.body(say("pacer.stop_any_time"), shell.p.quiet),
        dim_button(shell, worded=True),
        *([other_button(shell)] if shell.large_text else []),
    ]


def _paces(shell: Shell, suited: Suited, pace: Choose, *, centred: bool) -> list[ft.Control]:
    """Slower and faster from the next breath on; one that there is not is at rest."""

    def way(words: str, to: float | None, key: str) -> ft.Control:
        async def choose() -> None:
            if to is not None:
                await pace(to)

        return buttons.text_button(
            shell.p,
            words,
            shell.act(choose),
            start=not centred,
            disabled=to is None,
            key=key,
        )

    if suited.exact:
        return []
    pair = [
        way(say("before.slower"), suited.slower, "slower"),
        way(say("before.faster"), suited.faster, "faster"),
    ]
    middle, start = ft.MainAxisAlignment.CENTER, ft.MainAxisAlignment.START
    return [ft.Row(pair, spacing=24, wrap=True, alignment=middle if centred else start)]


def _foot(
    shell: Shell,
    scene: Scene,
    pause_or_go_on: Callable[[], None],
    stop: Callable[[], None],
    paces: list[ft.Control],
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
    return scene_foot(shell, pair, above=paces or [small], below=[other_button(shell)])
