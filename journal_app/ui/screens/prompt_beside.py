"""What stands beside a prompt's questions: an intention, ways to other places, how sure we are."""

from __future__ import annotations

from functools import partial

import flet as ft

from journal_app import content
from journal_app.domain.plan import Beside, Prompt
from journal_app.domain.practice import Practice
from journal_app.domain.schedule import Slot
from journal_app.domain.session import Became
from journal_app.ui.parts import buttons, texts
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["EvidenceCard", "above", "ways_on"]

_WAYS = {
    Beside.CARE: ("/now", ft.Icons.SPA_OUTLINED),
    Beside.BODY: ("/body", ft.Icons.ACCESSIBILITY_NEW),
    Beside.SUPPORT: ("/support", ft.Icons.SUPPORT),
    Beside.PRACTICES: ("/practices", ft.Icons.SELF_IMPROVEMENT),
    Beside.SHARING: ("/share/new", ft.Icons.IOS_SHARE),
}


def above(shell: Shell, slot: Slot) -> list[ft.Control]:
    """The session's intention, where the prompt looks back at it; nothing where there is none."""
    words = slot.session.intention.strip()
    if not slot.prompt.shows_intention or not words:
        return []
    p = shell.p
    rows: list[ft.Control] = [
        texts.meta(say("prompt.intention"), p.quiet),
        texts.body(words, p.ink, max_lines=4, overflow=ft.TextOverflow.ELLIPSIS),
    ]
    if Beside.ARC in slot.prompt.beside:
        rows.append(_arc(shell, slot))
    return [
        ft.Container(
            ft.Column(rows, spacing=2, tight=True),
            border=ft.Border.only(left=ft.BorderSide(3, p.dawn)),
            padding=ft.Padding.only(left=12),
        )
    ]


def _arc(shell: Shell, slot: Slot) -> ft.Control:
    """Keep it, soften it, set it free: three ways that weigh the same, and none of them asked."""
    p = shell.p
    became = slot.session.became

    async def settle(choice: Became) -> None:
        await client_door(shell).days.settle_intention(slot.session.id, choice)
        shell.changed()
        shell.tell(say(f"prompt.arc_{choice.value}_said"))

    return ft.Row(
        [
            buttons.text_button(
                p,
                say(f"prompt.arc_{choice.value}"),
                shell.act(partial(settle, choice)),
                start=True,
                icon=ft.Icons.CHECK if choice is became else None,
                key=f"arc-{choice.value}",
            )
            for choice in Became
        ],
        spacing=20,
        run_spacing=0,
        wrap=True,
    )


def ways_on(shell: Shell, prompt: Prompt) -> list[ft.Control]:
    """A tile for each place the prompt opens a door to, in the order they are named there."""
    return [
        buttons.tile(
            shell.p,
            icon,
            say(f"prompt.beside_{beside.value}"),
            shell.act(partial(shell.go, route)),
            key=f"beside-{beside.value}",
        )
        for beside, (route, icon) in _WAYS.items()
        if beside in prompt.beside
    ]


@ft.component
def EvidenceCard(known: Prompt | Practice, *, noted: bool = False) -> ft.Control:
    """ "How sure are we?", answered when somebody asks: how it is known, and where it stands.

    ``noted`` says that the note stands on the page already.
    """
    shell = use_shell()
    open_, set_open = ft.use_state(False)
    p = shell.p
    ask = buttons.text_button(
        p,
        say("prompt.how_sure"),
        shell.act(lambda: set_open(not open_)),
        start=True,
        colour=p.quiet,
        icon=ft.Icons.EXPAND_LESS if open_ else ft.Icons.EXPAND_MORE,
        key="how-sure",
    )
    if not open_:
        return ft.Row([ask])
    sources = content.sources()
    rows: list[ft.Control] = [
        texts.label(say(f"prompt.evidence_{known.evidence.value}"), p.ink),
        *([] if noted else [texts.secondary(known.evidence_note, p.ink)]),
        *[texts.meta(sources[source], p.quiet) for source in known.sources if source in sources],
    ]
    return ft.Column(
        [
            ft.Row([ask]),
            ft.Container(
                ft.Column(rows, spacing=6, tight=True), bgcolor=p.sunk, border_radius=16, padding=16
            ),
        ],
        spacing=4,
        tight=True,
        horizontal_alignment=ft.CrossAxisAlignment.STRETCH,
    )
