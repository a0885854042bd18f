"""After a practice: the same thanks however it ended, then one tap or none, and a word.

Stopping early leads to the same words as finishing. "Harder" is met with thanks and with something
that is not the breath. While nothing is open, nothing is written down.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import flet as ft

from journal_app import content
from journal_app.domain.entry import Part
from journal_app.domain.helped import After
from journal_app.domain.practice import Practice
from journal_app.ui.door import JournalDoor
from journal_app.ui.door.drafts import DraftsRoom
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import private_line
from journal_app.ui.parts.scene import scene_foot
from journal_app.ui.screens.doors import client_door, journal_of
from journal_app.ui.screens.keeping import use_keeper
from journal_app.ui.screens.practice_ends import ORIENTING, length_words, short_page
from journal_app.ui.screens.practice_ways import address
from journal_app.ui.shell import Shell, Stage, use_shell
from journal_app.words import say

__all__ = ["AfterPage"]


@dataclass(frozen=True)
class _Kept:
    """The entry that was made, and what was said."""

    entry_id: str
    line: str
    after: After


@screen
def AfterPage(practice: Practice, seconds: float, back: str) -> ft.Control:
    """Thanks, and how it is now; saying nothing weighs the same."""
    shell = use_shell()
    nothing: _Kept | None = None
    kept, set_kept = use_kept(shell._places, "practice.kept", nothing)
    door = journal_of(shell)
    if door is None:
        return _unwritten(shell, practice, back)
    if kept is not None:
        return _KeptPage(practice, kept, back)
    return _Asked(practice, seconds, back, set_kept)


# -- easier, same, harder ------------------------------------------------------------


@ft.component
def _Asked(
    practice: Practice, seconds: float, back: str, answered: Callable[[_Kept], None]
) -> ft.Control:
    shell = use_shell()
    keeping = ft.use_ref(False)
    p = shell.p

    async def keep(after: After) -> None:
        if keeping.current:  # two taps are one answer
            return
        keeping.current = True
        try:
            kept = await _keep(client_door(shell), practice, seconds, after)
        except Exception:
            keeping.current = False
            raise
        shell.changed()
        answered(kept)

    lines = [
        texts.question(practice.closing, p.ink),
        ft.Container(height=4),
        texts.body(say("after.how_now"), p.quiet),
    ]
    choices = [
        buttons.tonal(
            p, say(f"after.{after.value}"), shell.act(partial(keep, after)), key=after.value
        )
        for after in After
    ]
    leave = buttons.text_button(
        p, say("after.leave"), shell.act(lambda: shell.go(back)), key="leave"
    )
    private = private_line(shell)
    if shell.large_text:  # three tall buttons would leave no room for the words above them
        foot = scene_foot(shell, [leave], below=[private])
        return short_page(shell, back, [*lines, *choices], foot)
    return short_page(shell, back, lines, scene_foot(shell, choices, below=[leave, private]))


async def _keep(door: JournalDoor, practice: Practice, seconds: float, after: After) -> _Kept:
    line = say(f"after.kept_{after.value}")
    if practice.pattern is not None:
        line = say("after.kept_words", length=length_words(seconds), after=line)
    await door.practices.say_after(practice.id, after)
    entry = await door.keep_practice(practice.id, line)
    return _Kept(entry.id, line, after)


# -- kept, and a word about it ---------------------------------------------------------


class _WordBelow:
    """Keeps a word as a change of its entry, below what stands there.

    So a word that was begun when the book was locked is found and gone on with as any change is.
    """

    def __init__(self, drafts: DraftsRoom, line: str) -> None:
        self._drafts, self._above = drafts, f"{line}\n\n"

    def text(self, key: str) -> str:
        """The word alone."""
        return self._drafts.text(key).removeprefix(self._above)

    def keep(self, key: str, text: str) -> None:
        """Seal the entry's words with the new one below; an empty one is dropped."""
        self._drafts.keep(key, self._above + text if text.strip() else "")

    def drop(self, key: str) -> None:
        """Forget the change."""
        self._drafts.drop(key)


@screen
def _KeptPage(practice: Practice, kept: _Kept, back: str) -> ft.Control:
    """It is kept; a word about it fits below. Harder is met with other ways first."""
    shell = use_shell()
    door = client_door(shell)
    room = ft.use_memo(lambda: _WordBelow(door.drafts, kept.line), [kept])
    keeper = use_keeper(shell, f"edit.{kept.entry_id}.0", room=room)
    p, harder = shell.p, kept.after is After.HARDER

    async def leave(route: str) -> None:
        words = keeper.text.strip()
        if words:
            await door.entries.add_words(kept.entry_id, [Part("", f"{kept.line}\n\n{words}")])
            shell.changed()
        await keeper.done()
        shell.go(route)
        if words:
            shell.tell(say("after.kept_with_words"))

    field = Field(
        p,
        say("after.word"),
        ft.use_callback(keeper.changed, [kept.entry_id]),
        initial=keeper.text,
        field_key="practice-word",
        lines=2,
        above=shell.large_text,  # inside, the second line of its name would be written over
    )
    lines: list[ft.Control] = []
    if harder:
        company = shell.act(partial(leave, "/support"))
        lines += [
            texts.question(say("after.harder_title"), p.ink),
            texts.body(say("after.harder_line"), p.quiet),
            ft.Container(height=4),
            *_look_around(shell, practice, back, leave),
            buttons.tile(
                p, ft.Icons.SUPPORT_OUTLINED, say("after.company"), company, key="company"
            ),
            ft.Container(height=4),
            texts.secondary(say("after.kept_title"), p.quiet),
        ]
    else:
        lines += [
            texts.question(say("after.kept_title"), p.ink),
            texts.body(kept.line, p.ink),
            texts.body(say("after.kept"), p.quiet),
            ft.Container(height=4),
        ]
    lines.append(field)
    button = buttons.tonal if harder else buttons.filled
    done = button(p, say("after.done"), shell.act(partial(leave, back)), big=True, key="done")
    foot = scene_foot(shell, [done], below=[private_line(shell)])
    return short_page(shell, back, lines, foot)


def _look_around(
    shell: Shell, practice: Practice, back: str, go: Callable[[str], object]
) -> list[ft.Control]:
    """The way to looking out instead of in, unless that is what was just done."""
    orienting = content.practices().get(ORIENTING)
    if orienting is None or practice.id == ORIENTING:
        return []
    open_it = shell.act(partial(go, address(ORIENTING, back)))
    icon = ft.Icons.VISIBILITY_OUTLINED
    return [buttons.tile(shell.p, icon, orienting.title, open_it, key="orienting")]


# -- while nothing is open -------------------------------------------------------------


def _unwritten(shell: Shell, practice: Practice, back: str) -> ft.Control:
    """The same thanks, nothing asked, and the way back to the lock screen, or to Support."""
    p = shell.p
    to_lock = back != "/support" and shell.stage is Stage.LOCKED
    target = back if back == "/support" else "/"
    lines: list[ft.Control] = [
        texts.question(practice.closing, p.ink),
        texts.body(say("after.not_written"), p.quiet),
    ]
    if way := _look_around(shell, practice, target, shell.go):
        lines += [ft.Container(height=4), texts.secondary(say("after.orienting"), p.quiet), *way]
    words = say("after.to_lock") if to_lock else say("nav.back")
    leave = buttons.tonal(p, words, shell.act(lambda: shell.go(target)), big=True, key="to-lock")
    return short_page(shell, target, lines, scene_foot(shell, [leave]))
