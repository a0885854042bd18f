"""How I am: a few numbers and spots, each only where it was said; nothing is asked of anybody.

Nothing is marked at the beginning, and what was not touched is not kept: 0 is an answer, silence is
none.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import flet as ft

from journal_app.ui.frame import task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.body_map import names
from journal_app.ui.parts.page import foot, inset, private_line, scroll_column
from journal_app.ui.parts.pressable import pressable
from journal_app.ui.parts.rating import Rating
from journal_app.ui.screens.body import BodyMap, use_spots
from journal_app.ui.screens.doors import client_door
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["HowScreen"]

_GATE = (("revved", "revved"), ("far", "far_away"))
"""How the gate calls its two controls, and what their readings are called."""
_MORE = ("mood", "calm", "energy", "connection", "sleep")
_NOTHING: Mapping[str, int] = {}

Readings = Mapping[str, int]


@screen
def HowScreen() -> ft.Control:
    """The two of the gate; more of them, and a body map, folded away until they are wanted."""
    shell = use_shell()
    door = client_door(shell)
    spots = use_spots(shell)
    said, put_said = use_kept(shell._places, "how.said", _NOTHING)
    more, show_more = use_kept(shell._places, "how.more", False)
    body, show_body = use_kept(shell._places, "how.body", bool(spots.words))
    p = shell.p

    async def keep() -> None:
        if not said and not spots.words:
            shell.tell(say("how.nothing"))
            return
        await door.keep_check_in(
            said.get("revved"),
            said.get("far_away"),
            more={name: said[name] for name in _MORE if name in said},
            parts=spots.parts,
        )
        await spots.done()
        shell.changed()
        shell.go("/")
        shell.tell(say("how.kept"))

    content: list[ft.Control] = [
        inset(texts.question(say("how.title"), p.ink), texts.body(say("how.line"), p.quiet)),
        *_gate(shell, said, put_said, numbers=door.days.offer(None).shows_numbers),
        _fold(shell, "more", _said_of(said), more, show_more),
        *(_more(shell, said, put_said) if more else []),
        _fold(shell, "body", names(spots.words), body, show_body),
        *([BodyMap(spots, len(spots.words))] if body else []),
    ]
    return task_page(
        shell,
        "",
        scroll_column(shell, content),
        back="/",
        close=True,
        hour=door.days.hour(),
        foot=foot(
            shell,
            [buttons.tonal(p, say("how.keep"), shell.act(keep), big=True, key="keep-how")],
            below=[private_line(shell)],
        ),
    )


def _gate(
    shell: Shell, said: Readings, put: Callable[[Readings], None], *, numbers: bool
) -> list[ft.Control]:
    return [
        Rating(
            shell,
            say(f"gate.{kind}"),
            kind,
            say(f"gate.{kind}_hint"),
            said.get(name),
            _saying(said, name, put),
            numbers,
            _unsaying(said, name, put),
        )
        for kind, name in _GATE
    ]


def _more(shell: Shell, said: Readings, put: Callable[[Readings], None]) -> list[ft.Control]:
    return [
        Rating(
            shell,
            say(f"entry.reading_{name}"),
            name,
            say(f"how.hint_{name}"),
            said.get(name),
            _saying(said, name, put),
            unsay=_unsaying(said, name, put),
        )
        for name in _MORE
    ]


def _saying(said: Readings, name: str, put: Callable[[Readings], None]) -> Callable[[int], None]:
    return lambda value: put({**said, name: value})


def _unsaying(said: Readings, name: str, put: Callable[[Readings], None]) -> Callable[[], None]:
    return lambda: put({each: value for each, value in said.items() if each != name})


def _said_of(said: Readings) -> str:
    """The names of what was said behind the first fold."""
    return ", ".join(say(f"entry.reading_{name}") for name in _MORE if name in said)


def _fold(
    shell: Shell, which: str, inside: str, is_open: bool, show: Callable[[bool], None]
) -> ft.Control:
    """A row that folds out what stands below it, and says what is inside while it is closed."""
    p = shell.p
    words, line = say(f"how.{which}"), inside or say(f"how.{which}_line")
    lines = [texts.body(words, p.ink), texts.secondary(line, p.quiet)]
    arrow = ft.Icons.EXPAND_LESS if is_open else ft.Icons.EXPAND_MORE
    content = ft.Row(
        [
            ft.Container(ft.Column(lines, spacing=0, tight=True), expand=True),
            ft.Icon(arrow, size=24, color=p.tide),
        ],
        spacing=12,
    )
    return pressable(
        content,
        f"{words}. {line}",
        shell.act(lambda: show(not is_open)),
        expanded=is_open,
        key=f"fold-{which}",
        padding=ft.Padding.symmetric(horizontal=4, vertical=10),
        border_radius=12,
    )
