"""The body map: where something is felt, on a figure or by name, with a word per spot.

Every mark and every letter is a draft until it is kept; leaving keeps the draft. What is kept is a
check-in whose parts are named by the regions, so that each is shared, or stays, on its own.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import flet as ft

from journal_app.domain.body import LONGEST_WORDS, View, seen_from, spots_of, spots_text
from journal_app.domain.entry import Part
from journal_app.ui.door.drafts import Keeper
from journal_app.ui.frame import COLUMN, task_page
from journal_app.ui.guard import screen
from journal_app.ui.hooks import use_kept
from journal_app.ui.parts import buttons, texts
from journal_app.ui.parts.body_map import Figure, names, region_names
from journal_app.ui.parts.draft import Field
from journal_app.ui.parts.page import foot, inset, private_line, scroll_column
from journal_app.ui.screens.doors import client_door
from journal_app.ui.screens.keeping import use_keeper
from journal_app.ui.shell import Shell, use_shell
from journal_app.words import say

__all__ = ["BodyMap", "BodyScreen", "Spots", "use_spots"]

_EDGES = 32.0
_LIST_BESIDE = 340.0  # width of the figure where the names stand beside it


class Spots:
    """The marked regions with their words, the newest last; every change is told to the keeper."""

    def __init__(self, keeper: Keeper, changed: Callable[[], None]) -> None:
        self.words = spots_of(keeper.text)
        self._keeper, self._changed = keeper, changed

    def mark(self, region: str) -> None:
        """Mark a region without a word yet."""
        self.words[region] = ""
        self._seal()
        self._changed()

    def remove(self, region: str) -> None:
        """Let go of a spot and its words."""
        self.words.pop(region, None)
        self._seal()
        self._changed()

    def word(self, region: str, words: str) -> None:
        """Take a field's words after a keystroke; nothing is drawn again for it."""
        if region in self.words:
            self.words[region] = words
            self._seal()

    def _seal(self) -> None:
        self._keeper.changed(spots_text(self.words))

    @property
    def parts(self) -> list[Part]:
        """What is kept: a part for each spot; one without a word says that something was felt."""
        return [
            Part(say(f"body.at_{region}"), words.strip() or say("body.felt"))
            for region, words in self.words.items()
        ]

    async def done(self) -> None:
        """The spots became an entry: the draft has done its work."""
        await self._keeper.done()


def use_spots(shell: Shell) -> Spots:
    """The spots that are being marked in this window, from their draft on."""
    keeper = use_keeper(shell, "body")
    _, draw_again = ft.use_state(0)
    return ft.use_memo(lambda: Spots(keeper, lambda: draw_again(lambda n: n + 1)), [])


@screen
def BodyScreen() -> ft.Control:
    """The body map as a page of its own; ``?back=/…`` is where it leads afterwards."""
    shell = use_shell()
    door = client_door(shell)
    spots = use_spots(shell)
    p, back = shell.p, _back(shell.route)

    async def keep() -> None:
        if not spots.words:
            shell.tell(say("body.nothing"))
            return
        await door.keep_check_in(parts=spots.parts)
        await spots.done()
        shell.changed()
        shell.go(back)
        shell.tell(say("body.kept"))

    body = scroll_column(
        shell,
        [
            inset(texts.question(say("body.title"), p.ink), texts.body(say("body.line"), p.quiet)),
            BodyMap(spots, len(spots.words)),
        ],
    )
    return task_page(
        shell,
        "",
        body,
        back=back,
        close=True,
        hour=door.days.hour(),
        foot=foot(
            shell,
            [buttons.tonal(p, say("body.keep"), shell.act(keep), big=True, key="keep-body")],
            below=[private_line(shell)],
        ),
    )


def _back(route: str) -> str:
    """Where the address says this page leads back to: a page of this window, or Today."""
    back = parse_qs(urlsplit(route).query).get("back", ["/"])[0]
    return back if back.startswith("/") and not back.startswith("//") else "/"


@ft.component
def BodyMap(spots: Spots, marked: int) -> ft.Control:
    """The figure, the regions by name, and a field for each spot that is marked.

    ``marked`` is how many there are: a page that adds one draws this again.
    """
    shell = use_shell()
    first = next(reversed(spots.words), None)
    looking = View.FRONT if first is None else seen_from(first)
    view, look = use_kept(shell._places, "body.view", looking)
    beside = not shell.phone and not shell.large_text
    width = _LIST_BESIDE if beside else min(shell.width, COLUMN) - _EDGES

    def choose(region: str) -> None:
        if region not in spots.words:
            spots.mark(region)
        elif spots.words[region].strip():
            shell.tell(say("body.has_words"))
        else:
            spots.remove(region)

    figure = Figure(shell, view, look, tuple(spots.words), choose, width)
    by_name = [
        texts.label(say("body.by_name"), shell.p.quiet),
        region_names(shell, view, spots.words, choose),
    ]
    # Below everything that is tapped: what is added moves nothing from under a finger.
    words = [
        inset(_marked(shell, spots)),
        *[_Spot(region, spots, key=f"at-{region}") for region in spots.words],
    ]
    if not beside:
        return _column([figure, inset(*by_name), *words])
    row = ft.Row(
        [ft.Container(figure, width=width), ft.Container(_column(by_name), expand=True)],
        spacing=20,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
    return _column([row, *words])


def _marked(shell: Shell, spots: Spots) -> ft.Control:
    """What is marked, said each time it changes."""
    words = say("body.none_marked")
    if spots.words:
        words = say("body.marked", names=names(spots.words))
    return ft.Semantics(
        live_region=True, container=True, content=texts.secondary(words, shell.p.quiet)
    )


def _column(content: list[ft.Control]) -> ft.Control:
    return ft.Column(
        content, spacing=12, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH
    )


@screen
def _Spot(region: str, spots: Spots) -> ft.Control:
    """One spot: its name, a field for a word, and a cross that lets it go."""
    shell = use_shell()
    p, name = shell.p, say(f"body.at_{region}")
    begun = ft.use_memo(lambda: spots.words.get(region, ""), [])
    field = Field(
        p,
        say("body.word"),
        ft.use_callback(lambda words: spots.word(region, words), []),
        initial=begun,
        field_key=f"spot-{region}",
        max_length=LONGEST_WORDS,
    )
    head = ft.Row(
        [
            ft.Container(width=10, height=10, border_radius=5, bgcolor=p.dawn),
            ft.Container(texts.body(name, p.ink), expand=True),
            buttons.icon_button(
                p,
                ft.Icons.CLOSE,
                say("body.let_go", name=name),
                shell.act(lambda: spots.remove(region)),
                key=f"remove-{region}",
            ),
        ],
        spacing=10,
    )
    return ft.Container(
        _column([head, field]),
        bgcolor=p.surface,
        border=ft.Border.all(1, p.line),
        border_radius=20,
        padding=ft.Padding.only(left=16, right=16, top=4, bottom=16),
    )
