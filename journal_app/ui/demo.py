"""Made-up entries for looking around: a journal 27 hours after a session, and a practice.

Every person and every word here is made up. Both books are made through the doors, as a person
would make them, with a clock that is moved through the days; nothing here is used by a real one.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from journal_app.clock import SetClock
from journal_app.domain.entry import Kind, Part
from journal_app.domain.event import How
from journal_app.ui.door import JournalDoor, PracticeDoor
from journal_app.ui.door.support import Person
from journal_app.ui.screens.share_preview import consent_lines
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy

__all__ = ["OPENS_WITH", "fill"]

OPENS_WITH = "lamp river stone"
"""The made-up books open with this; the lock screen says so."""

_HOUR = timedelta(hours=1)


async def fill(
    journal_folder: Path, practice_folder: Path, *, now: datetime, zone: str, kdf: KdfPolicy
) -> None:
    """Make both books: the session ended 27 hours before ``now`` (UTC)."""
    clock = SetClock(now - 30 * _HOUR, zone)
    journal = Journal.create(journal_folder, OPENS_WITH, role="client", policy=kdf)
    practice = Journal.create(practice_folder, OPENS_WITH, role="practice", policy=kdf)
    client, therapist = JournalDoor(journal, clock), PracticeDoor(practice, clock)
    try:
        await _check_card(client, therapist)
        await _three_days(client, clock, now)
        await _share(client, therapist)
        clock.instant = now
    finally:
        client.close()
        therapist.close()


async def _check_card(client: JournalDoor, therapist: PracticeDoor) -> None:
    """The therapist's card is made, opened, and its words compared."""
    await therapist.card.make("Dana Okafor", "I read on Tuesdays and Thursdays.")
    card, _ = await client.sharing.open_card(therapist.card.file()[0])
    await client.sharing.words_match(card.id)


async def _three_days(client: JournalDoor, clock: SetClock, now: datetime) -> None:
    """A session, and what was kept after it."""
    ended = now - 27 * _HOUR
    await client.support.add_person(Person("Robin (made up)", "+44 20 7946 0000"))
    await client.days.add_session(
        ended - 3 * _HOUR, ended, intention="To be less afraid of the quiet."
    )
    clock.instant = ended + 1.3 * _HOUR
    await client.keep_crumb("blue, then very blue")
    clock.instant = ended + 7.5 * _HOUR
    await _answer(
        client,
        "set-it-down-for-the-night",
        "The box has a lid, and the lid stays shut until breakfast.",
    )
    clock.instant = ended + 8.3 * _HOUR
    await client.keep_practice("longer-exhale", "Five minutes. Easier after.")
    clock.instant = ended + 17.2 * _HOUR
    await client.keep_crumb("lamplight, all the way down")
    clock.instant = ended + 18.1 * _HOUR
    await _answer(client, "first-morning", "More room behind the ribs. My jaw is quiet.")
    clock.instant = ended + 20.5 * _HOUR
    await client.keep_free("The careful side wants to slow down. The hopeful one has its shoes on.")
    clock.instant = ended + 22.2 * _HOUR
    await client.keep_check_in(5, 2)
    clock.instant = now


async def _answer(client: JournalDoor, prompt_id: str, words: str) -> None:
    prompt = client.days.prompt(prompt_id)
    assert prompt is not None  # noqa: S101  these prompts are in our own plan
    question = prompt.questions[0]
    session = client.days.session()
    await client.entries.keep(
        Kind.PROMPT,
        [Part(question.name, words, question.text)],
        session_id=session.id if session else None,
        prompt_id=prompt_id,
    )
    await client.days.meet(prompt_id, How.ANSWERED)


async def _share(client: JournalDoor, therapist: PracticeDoor) -> None:
    """Two entries are sealed for the card; the practice opens them and compares four words."""
    shared = [e for e in client.entries.page().entries if e.kind in (Kind.CRUMB, Kind.PROMPT)][:3]
    card = client.sharing.cards()[0]
    choice = client.sharing.begin(card_id=card.id)
    choice.entries = [entry.id for entry in shared]
    choice.called = "Rowan Ellery"
    draft = client.sharing.preview()
    assert draft is not None  # noqa: S101  a card and entries were chosen above
    choice.ticked = {part.key for entry in draft.entries for part in entry.parts}
    preview = client.sharing.preview()
    assert preview is not None  # noqa: S101  as above
    sealed = await client.sharing.seal(preview)
    consent = tuple(f"{name}: {line}" for name, line in consent_lines(client, card, preview))
    await client.sharing.saved(sealed, consent)
    came = await therapist.inbox.open(sealed.data, len(sealed.data))
    await therapist.clients.words_match(came.client_id)
    await client.sharing.pair_matches(card.id)
