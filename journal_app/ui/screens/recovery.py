"""Recovery words: what they are, shown once, and three of them typed back from paper.

The words live on this page and nowhere else until they are typed back; leaving it lets them go, and
earlier words open the book until then.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable

import flet as ft

from journal_app.ui.guard import screen
from journal_app.ui.hooks import Typed, use_kept, use_kept_object
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.card import card
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import form_page, inset
from journal_app.ui.platform import use_files
from journal_app.ui.screens.attempt import use_attempt
from journal_app.ui.screens.doors import keys_of
from journal_app.ui.screens.lingering import use_lingering
from journal_app.ui.screens.share_rows import sign_row
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["RecoveryScreen"]

ASKED = 3
"""How many of the fifteen are typed back."""

_WORDS = tuple[str, ...]
_NO_WORDS: _WORDS | None = None


@screen
def RecoveryScreen() -> ft.Control:
    """Three steps: what they are, the words, and three of them from paper."""
    shell = use_shell()
    # Kept while the page is covered: a phone goes dark while fifteen words are written on paper.
    words, set_words = use_kept(shell._places, "recovery.words", _NO_WORDS)
    checking, set_checking = use_kept(shell._places, "recovery.checking", False)
    use_lingering(shell, "recovery", on=words is not None)
    if words is None:
        return _about(shell, lambda: set_words(keys_of(shell).fresh_words()))
    if checking:
        return _Check(words, lambda: set_checking(False))
    return _Shown(words, lambda: set_checking(True))


def _about(shell: Shell, begin: Callable[[], None]) -> ft.Control:
    p = shell.p
    has = keys_of(shell).has_words

    async def later() -> None:
        await keys_of(shell).words_offered()
        shell.changed()
        shell.go("/settings" if has else "/")

    content = [
        inset(
            texts.question(say("recovery.title"), p.ink),
            texts.body(say("recovery.line"), p.ink),
        ),
        card(
            shell,
            [
                sign_row(shell, ft.Icons.EDIT_OUTLINED, say("recovery.paper"), colour=p.tide),
                ft.Container(height=10),
                sign_row(shell, ft.Icons.VISIBILITY_OUTLINED, say("recovery.once"), colour=p.tide),
                ft.Container(height=10),
                sign_row(shell, ft.Icons.KEY_OUTLINED, say("recovery.finder"), colour=p.dawn),
            ],
        ),
    ]
    if has:
        content.append(inset(texts.secondary(say("recovery.replace"), p.ink)))
    pair = [
        buttons.tonal(p, say("recovery.not_now"), shell.act(later), big=True, key="recovery-later"),
        buttons.tonal(p, say("recovery.show"), shell.act(begin), big=True, key="show-words"),
    ]
    return form_page(shell, content, pair, key="recovery-about")


# -- shown once --------------------------------------------------------------


@ft.component
def _Shown(words: _WORDS, written: Callable[[], None]) -> ft.Control:
    shell = use_shell()
    files = use_files()
    asked, set_asked = ft.use_state(False)
    p = shell.p

    async def save() -> None:
        page, name = keys_of(shell).page_of(words)
        set_asked(False)
        if await files.save(page, name):
            shell.tell(say("recovery.page_saved"))

    content: list[ft.Control] = [
        inset(
            texts.question(say("recovery.shown_title"), p.ink),
            texts.body(say("recovery.shown_line"), p.quiet),
        ),
        _columns(shell, words),
    ]
    if asked:
        content.append(_before_saving(shell, save, lambda: set_asked(False)))
    else:
        content.append(
            inset(
                buttons.text_button(
                    p,
                    say("recovery.as_page"),
                    shell.act(lambda: set_asked(True)),
                    start=True,
                    key="as-page",
                )
            )
        )
    on = buttons.filled(
        p, say("recovery.written"), shell.act(written), big=True, key="written-down"
    )
    return form_page(shell, content, [on], key="recovery-shown")


def _columns(shell: Shell, words: _WORDS) -> ft.Control:
    """Numbered, read down each column: three of them, two on a phone, one in large text."""
    count = 1 if shell.large_text else 2 if shell.phone else 3
    length = -(-len(words) // count)
    columns: list[ft.Control] = [
        ft.Column(
            [_word(shell, number + 1, words[number]) for number in range(start, end)],
            spacing=10,
            expand=True,
        )
        for start, end in (
            (length * column, min(length * (column + 1), len(words))) for column in range(count)
        )
    ]
    return card(
        shell,
        [
            ft.Row(columns, spacing=12, vertical_alignment=ft.CrossAxisAlignment.START),
            ft.Container(height=4),
        ],
    )


def _word(shell: Shell, number: int, word: str) -> ft.Control:
    p = shell.p
    spoken = say("compare.word", number=number, word=word)
    return ft.Semantics(
        label=spoken,
        container=True,
        exclude_semantics=True,
        content=ft.Row(
            [
                texts.secondary(str(number), p.quiet, width=28 * max(1.0, shell.text_scale)),
                ft.Container(texts.crumb(word, p.ink), expand=True),
            ],
            spacing=4,
        ),
    )


def _before_saving(
    shell: Shell, save: Callable[..., object], rather_not: Callable[[], None]
) -> ft.Control:
    p = shell.p
    return card(
        shell,
        [
            sign_row(shell, ft.Icons.KEY_OUTLINED, say("recovery.page_finder"), colour=p.dawn),
            ft.Container(height=8),
            ft.Row(
                [
                    buttons.tonal(
                        p, say("recovery.rather_not"), shell.act(rather_not), key="rather-not"
                    ),
                    buttons.tonal(p, say("recovery.save_page"), shell.act(save), key="save-page"),
                ],
                wrap=True,
                spacing=12,
                run_spacing=8,
            ),
        ],
    )


# -- typed back --------------------------------------------------------------


@ft.component
def _Check(words: _WORDS, look_again: Callable[[], None]) -> ft.Control:
    """Three by number: enough to know that the paper is there and can be read."""
    shell = use_shell()
    # As the words themselves: what is half typed is there after a cover, and gone with the page.
    asked = use_kept_object(shell._places, "recovery.asked", _three)
    typed = use_kept_object(shell._places, "recovery.typed", _empty)
    attempt = use_attempt()
    wrong, set_wrong = ft.use_state(-1)
    p = shell.p

    async def check() -> None:
        keys = keys_of(shell)
        for place, each in zip(asked, typed, strict=True):
            if not keys.same_word(each.value, words[place]):
                set_wrong(place)
                return
        set_wrong(-1)
        await keys.keep_words(words)
        shell.changed()
        shell.go("/settings")
        shell.tell(say("recovery.kept"))

    handler = shell.act(lambda: attempt.run(check))
    content: list[ft.Control] = [
        inset(
            texts.question(say("recovery.check_title"), p.ink),
            texts.body(say("recovery.check_line"), p.quiet),
        )
    ]
    content += [
        Field(
            p,
            say("recovery.number", number=place + 1),
            each.keep,
            initial=each.value,
            field_key=f"back-{number}",
            error=say("recovery.not_same", number=place + 1) if place == wrong else None,
            on_submit=handler if number == ASKED else None,
        )
        for number, (place, each) in enumerate(zip(asked, typed, strict=True), 1)
    ]
    if attempt.error:
        line = texts.secondary(attempt.error, p.dawn_ink)
        content.append(ft.Semantics(live_region=True, container=True, content=inset(line)))
    again = buttons.text_button(
        p, say("recovery.again"), shell.act(look_again), start=True, key="look-again"
    )
    content.append(inset(again))
    on = buttons.filled(
        p,
        say("keys.working" if attempt.busy else "recovery.keep"),
        handler,
        big=True,
        key="keep-words",
        disabled=attempt.busy,
    )
    return form_page(shell, content, [on], key="recovery-back")


def _empty() -> tuple[Typed, ...]:
    return tuple(Typed() for _ in range(ASKED))


def _three() -> tuple[int, ...]:
    """Places of three words, in order; nobody can know which before they are asked for."""
    return tuple(sorted(secrets.SystemRandom().sample(range(15), ASKED)))
