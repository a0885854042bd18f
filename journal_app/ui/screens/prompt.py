"""A prompt from beginning to end: a check, perhaps something kinder first, the question, a closing.

check ──▶ (menu) ──▶ write ──▶ (check again) ──▶ closing
  │ skip     │ still write ▲    after a menu only
  └──────────┴─────────────┘      Skip, Not today and Just a word lead out from anywhere
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import flet as ft

from journal_app import content
from journal_app.domain.entry import Part
from journal_app.domain.event import How
from journal_app.domain.practice import Menu
from journal_app.domain.schedule import Slot
from journal_app.domain.tolerance import Form, Offer, Reading, suggests_stopping
from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import foot, inset, private_line, scroll_column
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.keeping import use_keeper
from journal_app.ui.screens.practice_ways import menu_tiles, own_tiles, own_ways, practice_tile
from journal_app.ui.screens.prompt_beside import EvidenceCard, ways_on
from journal_app.ui.screens.prompt_check import Check
from journal_app.ui.screens.writing import AnswerSheet
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["PromptScreen", "WordScreen"]

_NO_OFFER: Offer | None = None
_NO_READING: Reading | None = None
_CONTAINER = "container"


class Step(Enum):
    """Where in the prompt a person is."""

    CHECK = "check"
    MENU = "menu"
    WRITE = "write"
    AGAIN = "again"
    CLOSING = "closing"


@screen
def PromptScreen(slot_id: str) -> ft.Control:
    """One prompt, step by step; a prompt that is no longer there says so and leads back."""
    shell = use_shell()
    door = client_door(shell)
    slot = door.days.slot(slot_id)
    step, set_step = use_kept(shell._places, "prompt.step", Step.CHECK)
    offer, set_offer = use_kept(shell._places, "prompt.offer", _NO_OFFER)
    before, set_before = use_kept(shell._places, "prompt.before", _NO_READING)
    stops, set_stops = use_kept(shell._places, "prompt.stops", False)
    if slot is None:
        return _gone(shell)

    def checked(reading: Reading | None) -> None:
        made = door.days.offer(reading, slot.prompt)
        set_offer(made)
        set_before(reading)
        set_step(Step.MENU if _menu_first(made) else Step.WRITE)

    def written() -> None:
        # Somebody who wrote though it was much is asked once how it is now.
        again = before is not None and offer is not None and _menu_first(offer)
        set_step(Step.AGAIN if again else Step.CLOSING)

    def checked_again(after: Reading | None) -> None:
        set_stops(before is not None and after is not None and suggests_stopping(before, after))
        set_step(Step.CLOSING)

    if step is Step.CHECK:
        return Check(slot, checked, key="check")
    if step is Step.MENU and offer is not None:
        return _menu(shell, slot, offer, lambda: set_step(Step.WRITE))
    if step is Step.WRITE:
        short = offer is not None and offer.form is not Form.FULL
        return AnswerSheet(slot, short, written)
    if step is Step.AGAIN:
        return Check(slot, checked_again, before, key="again")
    return _closing(shell, slot, stops=stops)


def _menu_first(offer: Offer) -> bool:
    return offer.form in (Form.SETTLE, Form.WAKE_UP) or offer.company


# -- something kinder first ----------------------------------------------------


def _menu(shell: Shell, slot: Slot, offer: Offer, write: Callable[[], None]) -> ft.Control:
    p = shell.p
    door = client_door(shell)
    wake = offer.form is Form.WAKE_UP
    rows: list[ft.Control] = [
        inset(
            texts.question(say("menu.wake_title" if wake else "menu.settle_title"), p.ink),
            texts.body(say("menu.line"), p.quiet),
        ),
    ]
    if offer.company:
        rows.append(
            card(
                shell,
                [
                    texts.section(say("menu.company_title"), p.ink),
                    ft.Container(height=4),
                    texts.secondary(say("menu.company_line"), p.quiet),
                    ft.Container(height=8),
                    ft.Row(
                        [
                            buttons.tonal(
                                p,
                                say("menu.company_open"),
                                shell.act(lambda: shell.go("/support")),
                                key="company",
                            )
                        ]
                    ),
                ],
            )
        )
    rows += menu_tiles(shell, Menu.WAKE_UP if wake else Menu.SETTLE, back=f"/prompts/{slot.key}")
    still = buttons.text_button(p, say("menu.still_write"), shell.act(write), key="still-write")
    later = buttons.text_button(
        p, say("menu.later"), shell.act(lambda: shell.go("/")), key="menu-later"
    )
    return task_page(
        shell,
        slot.prompt.title,
        scroll_column(shell, rows),
        back="/",
        hour=door.days.hour(),
        foot=foot(shell, [still, later]),
    )


# -- the end -------------------------------------------------------------------


def _closing(shell: Shell, slot: Slot, *, stops: bool) -> ft.Control:
    """The put-away line and the way back; with ``stops`` the container, and enough for today."""
    p = shell.p
    door = client_door(shell)
    prompt = slot.prompt
    rows: list[ft.Control] = [
        ft.Container(height=40),
        ft.Icon(ft.Icons.WB_TWILIGHT, size=36, color=p.dawn),
        inset(
            texts.question(prompt.closing.put_away, p.ink),
            *([texts.body(say("gate.enough"), p.ink)] if stops else []),
            texts.body(prompt.closing.way_back, p.quiet),
        ),
        ft.Container(height=8),
    ]
    if stops:
        container = content.practices()[_CONTAINER]
        rows.append(practice_tile(shell, container, "/", "closing"))
    else:
        rows += [*own_tiles(shell, prompt, "/"), *ways_on(shell, prompt), EvidenceCard(prompt)]
    return task_page(
        shell,
        prompt.title,
        scroll_column(shell, rows),
        back="/",
        close=True,
        hour=door.days.hour(),
        head=400,
        foot=foot(
            shell,
            [
                buttons.filled(
                    p,
                    say("prompt.put_away"),
                    shell.act(lambda: shell.go("/")),
                    big=True,
                    key="put-away",
                )
            ],
            below=[private_line(shell)],
        ),
    )


def _gone(shell: Shell) -> ft.Control:
    p = shell.p
    body = scroll_column(
        shell,
        [
            texts.question(say("prompt.gone"), p.ink),
            buttons.tonal(p, say("nav.to_today"), shell.act(lambda: shell.go("/"))),
        ],
    )
    return task_page(shell, "", body, back="/", hour=client_door(shell).days.hour())


@screen
def WordScreen(slot_id: str) -> ft.Control:
    """Just a word: the same thanks as for a page."""
    shell = use_shell()
    door = client_door(shell)
    slot = door.days.slot(slot_id)
    keeper = use_keeper(shell, f"prompt.{slot.key if slot else slot_id}.word")
    p = shell.p
    if slot is None:
        return _gone(shell)
    title = slot.prompt.title

    async def keep() -> None:
        if not keeper.text.strip():
            await door.days.meet(slot.key, How.SKIPPED)
        else:
            await door.answer(slot, [Part(title, keeper.text.strip())], word=True)
        await keeper.done()
        shell.changed()
        shell.go("/")
        shell.tell(slot.prompt.closing.put_away)

    body = scroll_column(
        shell,
        [
            inset(
                texts.question(say("prompt.word_title"), p.ink),
                texts.body(say("prompt.word_line"), p.quiet),
            ),
            Field(
                p,
                say("prompt.word_label"),
                ft.use_callback(keeper.changed, []),
                initial=keeper.text,
                field_key="word",
                autofocus=True,
                on_submit=ft.use_callback(shell.act(keep), []),
            ),
            own_ways(shell, slot.prompt, f"/prompts/{slot.key}/word"),
        ],
    )
    return task_page(
        shell,
        title,
        body,
        back="/",
        close=True,
        hour=door.days.hour(),
        foot=foot(
            shell,
            [buttons.filled(p, say("prompt.done"), shell.act(keep), big=True, key="keep-word")],
            below=[private_line(shell)],
        ),
    )
