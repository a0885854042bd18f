"""Three simulated days: one person, one session, some prompts answered and others let be.

The clock is set and stands still; everything else is the running program. Between two moments the
journal is locked and opened again, as a phone that was put away.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from journal_app.ui.demo import OPENS_WITH
from journal_app.ui.shell import Role
from tests.gallery.scene import Scene, Trip
from tests.gallery.studio import Studio

__all__ = ["THREE_DAYS"]

ENDED = datetime(2026, 3, 3, 14, 0, tzinfo=UTC)


def _begin(s: Studio) -> None:
    """A new journal, half an hour after the session: the first crumb is one tap away."""
    s.window.clock.instant = ENDED  # type: ignore[attr-defined]
    s.visit.press("Begin my journal")
    s.visit.write("New passphrase", OPENS_WITH)
    s.visit.write("The same once more", OPENS_WITH)
    s.visit.press("Create it")
    s.visit.press("I had a session")
    s.visit.write("One word, a shape, a sound", "blue, then very blue")
    s.visit.press("Begin")
    s.visit.sees("hour 0 of 72")
    _at(s, 0.5)


def _at(s: Studio, hours: float) -> None:
    """So many hours after the session: put away, taken up again."""
    s.lock()
    s.window.clock.instant = ENDED + timedelta(hours=hours)  # type: ignore[attr-defined]
    s.open_book(Role.JOURNAL)


def _later(hours: float, first: Callable[[Studio], None] | None = None) -> Callable[[Studio], None]:
    """Do something with what is here, then come back at another hour."""

    def arrange(s: Studio) -> None:
        if first is not None:
            first(s)
        _at(s, hours)

    return arrange


def _a_word(words: str) -> Callable[[Studio], None]:
    def answer(s: Studio) -> None:
        s.visit.press("Just a word")
        s.visit.write("A word, a colour, a sound", words)
        s.visit.press("Done")
        s.visit.sees("hour")

    return answer


def _not_today(s: Studio) -> None:
    s.visit.press("Not today")
    s.visit.sees("rests until a morning")


def _open(s: Studio) -> None:
    s.visit.press("Open")
    s.visit.sees("How are you arriving")


def _skip_check(s: Studio) -> None:
    s.press("Skip")
    s.visit.page.get_by_role("textbox").first.wait_for(state="attached")


def _answer(words: str) -> Callable[[Studio], None]:
    def write(s: Studio) -> None:
        field = s.visit.page.get_by_role("textbox").first
        field.click(force=True)
        s.visit.page.wait_for_timeout(150)
        s.visit.page.keyboard.type(words, delay=20)
        s.visit.press("Done")
        s.visit.sees("Put it away for now")

    return write


def _journal(s: Studio) -> None:
    s.go("/journal")
    s.visit.sees("two fingers")  # it opens at the newest


THREE_DAYS = Trip(
    demo=False,
    scenes=(
        Scene("days-00h30", _begin),
        Scene("days-06h", _later(6, _a_word("a lamp, a long way down"))),
        Scene("days-20h", _later(20, _not_today)),
        Scene("days-26h", _later(26, _a_word("room behind the ribs"))),
        Scene("days-26h-gate", _open),
        Scene("days-26h-write", _skip_check),
        Scene("days-26h-closing", _answer("I was under water, and it was not frightening.")),
        Scene("days-33h", _later(33)),
        Scene("days-48h", _later(48)),
        Scene("days-60h", _later(60, _a_word("a window, opened by two fingers"))),
        Scene("days-72h", _later(72, _not_today)),
        Scene("days-72h-journal", _journal),
        Scene("days-7", _later(168)),
    ),
)
