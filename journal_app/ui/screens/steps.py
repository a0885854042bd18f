"""A guided practice: one step a page, at one's own pace or led; any step can be left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import flet as ft

from journal_app.domain.guiding import another_set, has_cues, moves_on_after
from journal_app.domain.practice import Part, Practice, PracticeStep
from journal_app.ui.frame import COLUMN, task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept_object
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.cues import CueBlock, Form, Room
from journal_app.ui.parts.dimming import dim_button
from journal_app.ui.parts.guiding import Guiding
from journal_app.ui.parts.pacer_sky import Hills, RestingSun, Sky, place_of
from journal_app.ui.parts.scene import Scene, below_sky, scene_foot, short_scene
from journal_app.ui.parts.senses import use_senses
from journal_app.ui.parts.taps import SkyWings
from journal_app.ui.screens.doors import journal_of, practices_of
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["StepsPage"]

_GUIDING = "practice.guiding"
_FOR_WORDS = 440.0  # pixels of a page that has wings in its sky: the words and the buttons
_LOWEST, _LOW, _TALL = 500.0, 700.0, 740.0
_LONG_TITLE = 18  # letters
_HEAD = 96.0  # the least sky: the bar, and a little light below it
_LETTER = 0.56  # of its size: how wide a letter is, about


@screen
def StepsPage(practice: Practice, back: str, ended: Callable[[], None]) -> ft.Control:
    """The step that is here, with the way to the one before and the one after."""
    shell = use_shell()
    comfort = practices_of(shell).comfort
    guiding = use_kept_object(
        shell._places, _GUIDING, lambda: Guiding(practice.steps, shell.clock, led=comfort.led)
    )
    place, _ = ft.use_state(guiding.place)  # drawn again when it goes to another step
    senses = use_senses(tones=False, pulses=comfort.pulses)

    def over() -> None:
        shell._places.pop(_GUIDING, None)
        ended()

    def begin() -> None:
        guiding.begin(shell.accompany, over, senses)

    ft.use_effect(begin, [], cleanup=guiding.stop)

    async def lead() -> None:
        guiding.lead(on=not place.led)
        journal = journal_of(shell)
        if journal is not None:  # a locked one keeps nothing
            kept = journal.practices
            await kept.keep_comfort(replace(kept.comfort, led=place.led))

    p, step = shell.p, practice.steps[place.index]
    scene = _scene(shell, practice)
    words, above = _words(shell, practice, step), None
    if has_cues(step) and not _winged(shell, practice):
        form = Form(calm=shell.calm, room=_room(shell), numbers=comfort.numbers)
        # Another key is another bar: nothing runs backwards from one step to the next.
        block = CueBlock(p, step, guiding.guide, form)
        cues = ft.Container(block, key=f"cues-{place.index}")
        if form.small:
            above = cues
        else:
            words += [ft.Container(height=8), cues]
    pace = _pace(shell, practice, place.index, lead, led=place.led)
    lines = [*words, pace, ft.Row([dim_button(shell, worded=True)])]
    pair, below = _buttons(shell, practice, guiding)
    if shell.large_text:  # what leads on and out stays in view; the rest scrolls with the words
        lines += [*pair[:-1], below[0]]
        pair, below = pair[-1:], below[1:]
    return task_page(
        shell,
        _title(shell, practice),
        below_sky(shell, scene, lines, above=above, key=f"step-{place.index}"),
        back=back,
        close=True,
        behind=_behind(shell, practice, scene, step, guiding),
        foot=scene_foot(shell, pair, below=[_beside(below)]),
    )


def _behind(
    shell: Shell, practice: Practice, scene: Scene, step: PracticeStep, guiding: Guiding
) -> list[ft.Control]:
    """The sky of a step: a sun at rest, or the butterfly."""
    p, place = shell.p, scene.place
    if _winged(shell, practice):
        wings = SkyWings(p, place, guiding.guide, has_cues(step))
        return [Sky(p, place), Hills(p, place), wings]
    return [Sky(p, place), RestingSun(p, place), Hills(p, place)]


def _winged(shell: Shell, practice: Practice) -> bool:
    """Whether the butterfly is in the sky; with less motion or little room words do it alone."""
    taps = any(step.taps for step in practice.steps)
    return taps and not (shell.calm or shell.large_text) and shell.height >= _TALL


def _room(shell: Shell) -> Room:
    """How much room for cues there is beside the words."""
    if shell.height < _LOWEST:
        return Room.LEAST
    return Room.LITTLE if shell.large_text or shell.height < _LOW else Room.FULL


def _title(shell: Shell, practice: Practice) -> str:
    """The practice's title, where the bar of a phone has room for all of it."""
    narrow = shell.phone and shell.large_text
    return "" if narrow and len(practice.title) > _LONG_TITLE else practice.title


def _scene(shell: Shell, practice: Practice) -> Scene:
    """One sky for a whole practice: nothing jumps from step to step."""
    if _winged(shell, practice):
        # Whole pixels: a seam would show where the last hill meets the paper.
        height = float(round(min(shell.height - _FOR_WORDS, shell.height * 0.48)))
        return Scene(place_of(short_scene(shell).place.width, height), full=False)
    cued = any(has_cues(step) for step in practice.steps)
    if shell.large_text or (cued and _room(shell) is not Room.FULL):
        return short_scene(shell, _HEAD)
    return short_scene(shell)


def _words(shell: Shell, practice: Practice, step: PracticeStep) -> list[ft.Control]:
    """The name of the step and its text, announced when it comes."""
    p = shell.p
    size = _name_size(shell, step.name)
    read = ft.Semantics(
        live_region=True,
        container=True,
        content=ft.Column(
            [
                texts.text(step.name, size, size * 32 / 26, p.ink, heading=1),
                texts.writing(step.text, p.ink),
            ],
            spacing=12,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )
    if practice.part is not Part.SENSE:
        return [read]
    return [read, texts.secondary(say("steps.swap_sense"), p.quiet)]


def _name_size(shell: Shell, name: str) -> float:
    """26 as every question, less where the longest word would be cut in two."""
    room = min(shell.width, COLUMN) - 40
    longest = max((len(word) for word in name.split()), default=1)
    return min(26.0, room / (longest * _LETTER * shell.text_scale))


def _pace(
    shell: Shell, practice: Practice, index: int, lead: Callable[[], object], *, led: bool
) -> ft.Control:
    """Whether it moves on by itself, and the way to the other."""
    p = shell.p
    line = _led_line(practice, index) if led else say("steps.own_pace")
    return ft.Row(
        [
            ft.Semantics(live_region=True, container=True, content=texts.secondary(line, p.quiet)),
            buttons.text_button(
                p,
                say("steps.at_my_own_pace" if led else "steps.lead_me"),
                shell.act(lead),
                key="lead",
            ),
        ],
        wrap=True,
        spacing=4,
        run_spacing=0,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )


def _led_line(practice: Practice, index: int) -> str:
    if moves_on_after(practice.steps[index]) is None:
        return say("steps.led_waits")
    return say("steps.led_ends" if another_set(practice.steps, index) else "steps.led")


def _buttons(
    shell: Shell, practice: Practice, guiding: Guiding
) -> tuple[list[ft.Control], list[ft.Control]]:
    """Previous and Next, which weigh the same; leaving this out, and stopping."""
    p, index = shell.p, guiding.place.index
    onward = "next"
    if guiding.last:
        onward = "finish"
    elif guiding.another_set:
        onward = "another_set"
    pair = [
        buttons.tonal(
            p,
            say("steps.previous"),
            shell.act(guiding.backward),
            big=True,
            key="previous",
            disabled=index == 0,
        ),
        buttons.tonal(p, say(f"steps.{onward}"), shell.act(guiding.forward), big=True, key="next"),
    ]
    skip = say(f"steps.skip_{practice.part.value}")
    below = [
        buttons.text_button(p, skip, shell.act(guiding.forward), key="skip-step"),
        buttons.text_button(p, say("steps.stop"), shell.act(guiding.end), key="stop"),
    ]
    if shell.large_text and index == 0:
        pair = pair[1:]
    return pair, below


def _beside(below: list[ft.Control]) -> ft.Control:
    return ft.Row(below, alignment=ft.MainAxisAlignment.CENTER, wrap=True, spacing=12)
