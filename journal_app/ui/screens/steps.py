"""A guided practice: one step a page, at one's own pace; any step can be left out."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.domain.practice import Practice
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.pacer_sky import Hills, RestingSun, Sky
from journal_app.ui.parts.scene import below_sky, scene_foot, short_scene
from journal_app.ui.shell import use_shell
from journal_app.words import say

__all__ = ["StepsPage"]


@screen
def StepsPage(practice: Practice, back: str, ended: Callable[[], None]) -> ft.Control:
    """The step that is here, with the way to the one before and the one after."""
    shell = use_shell()
    index, set_index = use_kept(shell._places, "steps.index", 0)
    p = shell.p
    step, last = practice.steps[index], index == len(practice.steps) - 1

    def forward() -> None:
        if last:
            ended()
        else:
            set_index(index + 1)

    def backward() -> None:
        set_index(max(index - 1, 0))

    words = ft.Semantics(
        live_region=True,
        container=True,
        content=ft.Column(
            [texts.question(step.name, p.ink), texts.writing(step.text, p.ink)],
            spacing=12,
            horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
        ),
    )
    lines = [words, ft.Container(height=8), texts.secondary(say("steps.own_pace"), p.quiet)]
    pair = [
        buttons.tonal(
            p,
            say("steps.previous"),
            shell.act(backward),
            big=True,
            key="previous",
            disabled=index == 0,
        ),
        buttons.tonal(
            p,
            say("steps.finish" if last else "steps.next"),
            shell.act(forward),
            big=True,
            key="next",
        ),
    ]
    below = [
        ft.Row(
            [
                buttons.text_button(p, say("steps.skip"), shell.act(forward), key="skip-step"),
                buttons.text_button(p, say("steps.stop"), shell.act(ended), key="stop"),
            ],
            alignment=ft.MainAxisAlignment.CENTER,
            wrap=True,
            spacing=12,
        )
    ]
    if shell.large_text:  # what leads on stays in view; what leads out scrolls with the words
        lines += below
        below = []
    scene = short_scene(shell, 96.0) if shell.large_text else short_scene(shell)
    behind: list[ft.Control] = [
        Sky(p, scene.place),
        RestingSun(p, scene.place),
        Hills(p, scene.place),
    ]
    return task_page(
        shell,
        practice.title,
        below_sky(shell, scene, lines),
        back=back,
        close=True,
        behind=behind,
        foot=scene_foot(shell, pair[1:] if index == 0 and shell.large_text else pair, below=below),
    )
