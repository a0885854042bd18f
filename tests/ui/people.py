"""Made-up people for the sharing tests: a client's and a practice's door over quick vaults."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from journal_app.clock import SetClock
from journal_app.sharing.practice_keys import PracticeKeys
from journal_app.ui.door import JournalDoor, PracticeDoor
from journal_app.vault.journal import Journal
from tests.ui.conftest import PASSPHRASE, QUICK

DANA = PracticeKeys.generate()
SOMEBODY_ELSE = PracticeKeys.generate()
READS = "I read on Tuesdays and Thursdays."
YEAR = timedelta(days=365)
CONSENT = ("What", "Why", "Who", "Changing your mind")


def card_file(
    keys: PracticeKeys, made: datetime, name: str = "Dana Okafor", lasts: timedelta = YEAR
) -> bytes:
    """A card as a therapist gives it out."""
    return keys.card(name, READS, made, made + lasts).to_bytes()


def client_door(folder: Path, clock: SetClock) -> JournalDoor:
    """A new, open journal."""
    return JournalDoor(Journal.create(folder / "client", PASSPHRASE, policy=QUICK), clock)


def practice_door(folder: Path, clock: SetClock) -> PracticeDoor:
    """A new, open practice without a card."""
    folder = folder / "practice"
    return PracticeDoor(Journal.create(folder, PASSPHRASE, role="practice", policy=QUICK), clock)


def again(folder: Path, kind: type[Any], clock: SetClock) -> Any:
    """The same book, opened anew from its files."""
    return kind(Journal.unlock(folder, PASSPHRASE), clock)


def picked(*files: bytes) -> list[dict[str, Any]]:
    """What a browser hands over for chosen files."""
    return [
        {"id": n, "name": f"file-{n}", "size": len(data), "path": None, "bytes": data}
        for n, data in enumerate(files)
    ]


async def checked_card(client: JournalDoor, data: bytes) -> str:
    """Open a card in a journal and say that its words match; returns the card's id."""
    view, _ = await client.sharing.open_card(data)
    await client.sharing.words_match(view.id)
    return view.id


async def share(client: JournalDoor, card_id: str, *words: str, called: str = "Rowan") -> bytes:
    """Keep each of ``words`` as a crumb and seal all of it for a card; returns the file."""
    choice = client.sharing.begin(card_id=card_id)
    for each in words:
        entry = await client.keep_crumb(each)
        choice.entries.append(entry.id)
        choice.ticked.add(f"{entry.id}/0")
    choice.called = called
    preview = client.sharing.preview()
    assert preview is not None
    sealed = await client.sharing.seal(preview)
    await client.sharing.saved(sealed, CONSENT)
    return sealed.data
