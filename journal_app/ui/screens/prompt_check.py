"""The tolerance check: two numbers before a prompt, and once more after much was written."""

from __future__ import annotations

from collections.abc import Callable

import flet as ft

from journal_app.domain.schedule import Slot
from journal_app.domain.tolerance import Offer, Reading
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.page import foot, inset, private_line, scroll_column
from journal_app.ui.parts.rating import Rating
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.practice_ways import own_ways
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["Check"]

_GUESS = (3, 2)  # where the two stand before anybody moved them


@screen
def Check(
    slot: Slot, checked: Callable[[Reading | None], None], before: Reading | None = None
) -> ft.Control:
    """Revved and far away; ``checked`` is told the reading that was kept, ``None`` for Skip.

    With the reading ``before`` it asks how it is now, and begins where that stood.
    """
    shell = use_shell()
    door = client_door(shell)
    at_first = _GUESS if before is None else (before.revved, before.far_away)
    revved, set_revved = ft.use_state(at_first[0])
    far, set_far = ft.use_state(at_first[1])
    p = shell.p
    preview = door.days.offer(Reading(revved, far, door.days.now()), slot.prompt)

    async def go_on() -> None:
        checked(await door.days.read(revved, far))

    first = before is None
    question = say("gate.title") if first else say("gate.again_title")
    line = say("gate.line") if first else say("gate.again_line")
    which = "gate" if first else "again"

    def rating(
        name: str, kind: str, hint: str, value: int, change: Callable[[int], None]
    ) -> ft.Control:
        return Rating(shell, name, kind, hint, value, change, preview.shows_numbers)

    rows: list[ft.Control] = [
        inset(texts.question(question, p.ink), texts.body(line, p.quiet)),
        ft.Container(height=4),
        rating(say("gate.revved"), "revved", say("gate.revved_hint"), revved, set_revved),
        rating(say("gate.far"), "far", say("gate.far_hint"), far, set_far),
    ]
    if first:
        rows.append(_changes(shell, preview))
    rows.append(inset(own_ways(shell, slot.prompt, f"/prompts/{slot.key}")))
    pair = [
        buttons.tonal(
            p, say("gate.skip"), shell.act(lambda: checked(None)), big=True, key=f"{which}-skip"
        ),
        buttons.tonal(p, say("gate.go_on"), shell.act(go_on), big=True, key=f"{which}-continue"),
    ]
    return task_page(
        shell,
        slot.prompt.title,
        scroll_column(shell, rows),
        back="/",
        hour=door.days.hour(),
        foot=foot(shell, pair, below=[private_line(shell)]),
    )


def _changes(shell: Shell, offer: Offer) -> ft.Control:
    """What the answer changes, in one sentence, before it is given."""
    p = shell.p
    words = say(f"gate.changes_{offer.form.value}")
    if offer.first_hours:
        words = say("gate.first_hours")
    return ft.Container(
        ft.Row(
            [
                ft.Icon(ft.Icons.SPA_OUTLINED, size=20, color=p.dawn),
                ft.Semantics(
                    live_region=True,
                    container=True,
                    expand=True,
                    content=texts.secondary(words, p.ink),
                ),
            ],
            spacing=12,
            vertical_alignment=ft.CrossAxisAlignment.START,
        ),
        padding=ft.Padding.symmetric(horizontal=4),
    )
