"""The lock screen: a landscape, a name, a field; nothing else, and always the same sky."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

import flet as ft

from journal_app.domain.errors import JournalError
from journal_app.ui.demo import OPENS_WITH
from journal_app.ui.guard import note, screen
from journal_app.ui.hooks import use_typed
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.landscape_form import landscape_page
from journal_app.ui.screens.restore import RestoreLocked
from journal_app.ui.screens.words_in import WordsInScreen, pause_words
from journal_app.ui.shell import Role, Shell, use_shell
from journal_app.words import say, sentence

__all__ = ["LockScreen"]


_HIGHEST, _LOWEST = 448.0, 96.0
_FORM, _WAY = 322.0, 48.0  # the form without the other ways, and one of them


class _Way(Enum):
    """How the book is opened: with what is remembered, recovery words, or from a backup."""

    MEMORY = "memory"
    WORDS = "words"
    BACKUP = "backup"


@screen
def LockScreen() -> ft.Control:
    """The passphrase, and quietly the other ways in."""
    way, set_way = ft.use_state(_Way.MEMORY)
    if way is _Way.WORDS:
        return WordsInScreen(lambda: set_way(_Way.MEMORY))
    if way is _Way.BACKUP:
        return RestoreLocked(lambda: set_way(_Way.MEMORY))
    return _Passphrase(set_way)


@ft.component
def _Passphrase(choose: Callable[[_Way], None]) -> ft.Control:
    """Ask for the passphrase; everything that can be wrong with it is one kind sentence."""
    shell = use_shell()
    typed = use_typed()
    error, set_error = ft.use_state("")
    busy, set_busy = ft.use_state(False)

    def keep(value: str) -> None:
        typed.keep(value)
        set_error("")

    async def open_() -> None:
        if busy or not typed.value:
            return
        if waiting := pause_words(shell):
            set_error(waiting)
            return
        set_busy(True)
        try:
            await shell.book.unlock(typed.value)
        except JournalError as problem:
            note(problem)
            set_error(sentence(problem))
        finally:
            set_busy(False)

    practices = _without_opening(shell)
    ways = [*_other_ways(shell, choose), *_other_book(shell)]
    if not shell.large_text:  # else it stands in the sky, where it is in view whatever the form is
        ways = [*practices, *ways]
    # The field does not take the focus by itself: the first measure of the text's size draws this
    # page again, and a screen reader's keyboard was seen to lose the field in between.
    p = shell.p
    practice = shell.role is Role.PRACTICE
    form = [
        _name(shell, say("lock.practice_name" if practice else "lock.name")),
        ft.Container(height=8),
        texts.body(_line(shell), p.quiet),
        ft.Container(height=24),
        Field(
            p,
            say("lock.passphrase"),
            ft.use_callback(keep, []),
            field_key="passphrase",
            password=True,
            error=error or None,
            on_submit=shell.act(open_),
        ),
        ft.Container(height=20),
        buttons.filled(
            p,
            say("lock.opening" if busy else "lock.open"),
            shell.act(open_),
            big=True,
            key="open",
            disabled=busy,
        ),
        ft.Container(height=12),
        *ways,
    ]
    beside = practices if shell.large_text else []
    return landscape_page(shell, form, sky=_sky(shell, len(ways)), beside_support=beside)


def _sky(shell: Shell, ways: int) -> float:
    """As high as it can be with every way in view; a frightened person does not scroll."""
    form = _FORM + _WAY * ways
    return max(_LOWEST, min(_HIGHEST, shell.height - form * max(1.0, shell.text_scale)))


def _name(shell: Shell, name: str) -> ft.Control:
    """30/38; on a phone with large text it grows less, so that Open stays in view below it."""
    size = 30.0 / max(1.0, shell.text_scale / 1.4) if shell.phone else 30.0
    return texts.text(name, size, size * 38 / 30, shell.p.ink)


def _line(shell: Shell) -> str:
    return say("lock.demo", passphrase=OPENS_WITH) if shell.demo else say("lock.line")


def _without_opening(shell: Shell) -> list[ft.Control]:
    """The practices, for somebody who is frightened now: nothing of the journal is needed for them.

    A practice has none of its own; its Support is one tap away all the same.
    """
    if shell.role is Role.PRACTICE:
        return []
    p = shell.p
    to_practices = shell.act(lambda: shell.go("/practices"))
    words = say("lock.practices")
    if not shell.large_text:
        return [buttons.text_button(p, words, to_practices, key="practices")]
    short = say("lock.practices_short")
    return [buttons.text_button(p, short, to_practices, colour=p.ink, said=words, key="practices")]


def _other_ways(shell: Shell, choose: Callable[[_Way], None]) -> list[ft.Control]:
    """For a passphrase that is not at hand: recovery words where there are some, and a backup."""
    offered = ft.use_memo(shell.book.offers_words, [shell.role])
    ways = [("lock.with_words", _Way.WORDS, "use-words")] if offered else []
    ways.append(("lock.with_backup", _Way.BACKUP, "use-backup"))
    return [
        buttons.text_button(shell.p, say(words), shell.act(lambda way=way: choose(way)), key=key)
        for words, way, key in ways
    ]


def _other_book(shell: Shell) -> list[ft.Control]:
    """The quiet way to the other role, for a person who holds both."""
    other = Role.JOURNAL if shell.role is Role.PRACTICE else Role.PRACTICE
    if other not in shell.book.held():
        return []
    words = say("lock.to_journal" if other is Role.JOURNAL else "lock.to_practice")
    return [
        buttons.text_button(
            shell.p, words, shell.act(lambda: shell.book.choose(other)), key="other-book"
        )
    ]
