"""Numbers that count on the client by themselves: one message for a whole phase of a breath.

The client can move one thing from here to there in so many seconds, and no more: it cannot be told
"in a second, show another number". But a line of words knows how to do that. When a page grows
narrower, there comes a width at which the last word of its first line does not fit any more, and at
once it is gone to the next line. So the numbers are the words of a page that is flush right, of
which only the right end of the first line can be seen:

                      seen                                    seen
    1    2    3    4  │ 5 │         a little later  1   2   3 │ 4 │
    6    7                                          5   6   7

The right edge of the page stays where it is; only its left edge moves, far outside of what is seen
and at an even speed. Nothing that is seen moves or trembles, and a number changes between one frame
and the next.

The client moves a thing from where it is, so there are two such pages, one above the other. While
one counts, the other, unseen, is put where it has to begin; then they take turns.
"""

from __future__ import annotations

from dataclasses import dataclass

import flet as ft

from journal_app.ui.parts.motion import even

__all__ = ["Count", "Face", "reel"]


@dataclass(frozen=True)
class Count:
    """What is counted until the next message.

    ``at`` is where it is: between 4 and 5 the number is 5. It goes to ``to`` in ``lasting``
    seconds, or stays where it is when they are 0. ``then`` is where the next count begins. ``turn``
    has to be the other way round in each new message. A count that waits, waits above 0: a page
    that is no wider than what is seen of it would not be cut there.
    """

    at: float
    lasting: float
    then: float
    turn: bool = False
    to: float = 0.0


@dataclass(frozen=True)
class Face:
    """How the numbers from 1 to ``most`` look: each within ``width`` x ``height`` pixels.

    ``stretch`` is how many times longer an animation has to be told to last (``Shell.stretch``).
    """

    most: int
    style: ft.TextStyle
    width: int
    height: int
    align: ft.TextAlign
    stretch: float = 1.0


def reel(count: Count, face: Face, *, seen: bool = True) -> ft.Control:
    """A count, drawn by the client until it is told of the next one.

    While it is not ``seen`` it takes no room, but is there: it has to be, to go on from where it
    is. It takes none by a size of 0; with no size at all the client would draw it anew.
    """
    goes = _page(count.to if count.lasting else count.at, count.lasting, face)
    waits = _page(count.then, 0.0, face)
    pages = [waits, goes] if count.turn else [goes, waits]
    both = ft.Container(
        ft.Column(pages, spacing=0, tight=True), left=0, top=-face.height if count.turn else 0
    )
    return ft.Stack(
        [both],
        width=face.width if seen else 0,
        height=face.height if seen else 0,
        clip_behavior=ft.ClipBehavior.HARD_EDGE,
    )


def _page(at: float, seconds: float, face: Face) -> ft.Control:
    """Flush right, and just so wide that the number at ``at`` is the last on the first line."""
    words: list[ft.Control] = [
        ft.Text(
            str(number),
            style=face.style,
            width=face.width,
            height=face.height,
            text_align=face.align,
            max_lines=1,
        )
        for number in range(1, face.most + 1)
    ]
    line = ft.Row(words, wrap=True, alignment=ft.MainAxisAlignment.END, spacing=0, run_spacing=0)
    edge = ft.Container(
        line,
        left=-round(at * face.width, 2),
        right=0,
        top=0,
        height=face.height,
        animate_position=even(seconds, face.stretch),
    )
    return ft.Stack(
        [edge], width=face.width, height=face.height, clip_behavior=ft.ClipBehavior.HARD_EDGE
    )
