"""A therapist's practice."""

from __future__ import annotations

from journal_app.ui.shell import Role
from tests.gallery.scene import Scene, Trip, at
from tests.gallery.studio import Studio

__all__ = ["PRACTICE"]


def _clients(s: Studio) -> None:
    s.open_book(Role.PRACTICE)
    s.visit.sees("Rowan Ellery")


def _inbox(s: Studio) -> None:
    s.go("/inbox")
    s.visit.sees("Open packets")


def _refused(s: Studio) -> None:
    async def damaged() -> None:
        data = b"age-encryption.org/v1\n-> X25519 cut off here"
        await s.window.door.inbox.open(data, len(data))  # type: ignore[union-attr]

    s.do(damaged)
    s.go("/card")
    s.go("/inbox")
    s.visit.sees("Kept aside")


def _review(s: Studio) -> None:
    client = s.window.door.clients.clients()[0]  # type: ignore[union-attr]
    s.go(f"/clients/{client.id}")
    s.visit.sees("Rowan Ellery")


PRACTICE = Trip(
    (
        Scene("practice-clients", _clients),
        Scene("practice-inbox", _inbox),
        Scene("practice-inbox-refused", _refused),
        Scene("practice-card", at("/card", "Save the card")),
        Scene("practice-review", _review),
        Scene("practice-settings", at("/settings", "Settings")),
    )
)
