"""Nothing there yet: the first screens, and what Today says about keys and copies."""

from __future__ import annotations

from journal_app.ui.demo import OPENS_WITH
from tests.gallery.scene import Scene, Trip, at
from tests.gallery.studio import Studio

__all__ = ["BEGINNING"]


def _welcome(s: Studio) -> None:
    s.visit.sees("Begin my journal")


def _passphrase(s: Studio) -> None:
    s.visit.press("Begin my journal")
    s.visit.sees("A passphrase for you alone")


def _empty_today(s: Studio) -> None:
    s.visit.write("The same once more", OPENS_WITH)
    s.visit.press("Create it")
    s.visit.sees("I had a session")


def _weak(s: Studio) -> None:
    s.visit.write("New passphrase", "password")
    s.visit.press("Create it")
    s.visit.sees("Many people choose this one")


def _strong(s: Studio) -> None:
    s.visit.press("Back")
    _passphrase(s)
    s.visit.write("New passphrase", OPENS_WITH)
    s.visit.sees("This holds")


def _backup_due(s: Studio) -> None:
    """Three entries and no session: a backup is mentioned once recovery words were."""

    async def keep() -> None:
        door = s.window.door
        await door.keys.words_offered()  # type: ignore[union-attr]
        await door.support.region_put_away()  # type: ignore[union-attr]
        for words in ("lamplight", "warm hands", "a door left ajar"):
            await door.keep_crumb(words)  # type: ignore[union-attr]

    s.do(keep)
    s.go("/journal")
    s.go("/")
    s.visit.sees("A backup would keep these words")


BEGINNING = Trip(
    demo=False,
    scenes=(
        Scene("welcome", _welcome),
        Scene("welcome-passphrase", _passphrase),
        Scene("welcome-weak", _weak),
        Scene("welcome-strong", _strong),
        Scene("today-empty", _empty_today),
        Scene("journal-empty", at("/journal", "Journal")),
        Scene("share-empty", at("/share", "Share")),
        Scene("session-had", at("/session/had", "When did it end")),
        Scene("session-plan", at("/session/plan", "When will it be")),
        Scene("today-backup-due", _backup_due),
    ),
)
