"""The timeline right after unlocking: the newest page at once, the rest as it is read."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from journal_app.clock import SetClock
from journal_app.domain.entry import Entry, Kind, Part
from journal_app.domain.errors import DamagedVault
from journal_app.ui.door.client import JournalDoor
from journal_app.vault.journal import Journal
from journal_app.vault.kdf import KdfPolicy

BEGAN = datetime(2026, 3, 2, 9, tzinfo=UTC)
QUICK = KdfPolicy(memory_kib=8, passes=1, lanes=1, target_seconds=0)
MANY = 700  # records of 2 kB: several steps of reading


def entry(number: int) -> Entry:
    return Entry(
        id=f"{number:032x}",
        kind=Kind.FREE,
        written=BEGAN + timedelta(minutes=number),
        zone="Europe/London",
        parts=(Part("", f"entry {number} " + "words " * 200),),
    )


@pytest.fixture
def home(tmp_path: Path) -> Path:
    with Journal.create(tmp_path / "data", "open", policy=QUICK) as journal:
        for number in range(MANY):
            journal.table("entries").insert(entry(number).to_doc())
    return tmp_path / "data"


def door_to(home: Path) -> JournalDoor:
    return JournalDoor(Journal.unlock(home, "open"), SetClock(BEGAN + timedelta(days=3)))


async def test_the_newest_page_is_there_at_once_and_the_rest_comes(home: Path) -> None:
    door = door_to(home)
    entries = door.entries
    assert not entries.complete
    assert [each.id for each in entries.page().entries] == [
        entry(number).id for number in range(MANY - 30, MANY)
    ]
    assert entries.get(entry(0).id) is None
    counts: list[int] = []
    told: list[float] = []

    def progress(done: float) -> None:
        told.append(done)
        counts.append(entries.count())

    await door.load_rest(progress)
    assert entries.complete
    assert told[-1] == 1
    assert len(told) > 2
    assert told == sorted(told)
    assert counts == sorted(counts)
    assert 30 < counts[0] < counts[-1] == entries.count() == MANY
    assert entries.page().older == MANY - 30
    assert entries.get(entry(0).id) == entry(0)
    door.close()


async def test_what_is_kept_changed_and_deleted_meanwhile_is_right_afterwards(home: Path) -> None:
    door = door_to(home)
    entries = door.entries
    kept = await entries.keep(Kind.FREE, [Part("", "new")])
    await entries.change(entry(MANY - 1).id, [Part("", "changed")])
    await entries.delete(entry(MANY - 2).id)
    assert not entries.complete, "none of these waits for the rest"
    await door.load_rest()
    door.close()
    again = door_to(home)
    await again.load_rest()
    assert again.entries.count() == MANY
    assert again.entries.get(kept.id) == kept
    changed = again.entries.get(entry(MANY - 1).id)
    assert changed is not None
    assert changed.text == "changed"
    assert again.entries.get(entry(MANY - 2).id) is None
    again.close()


async def test_search_answers_from_what_is_here(home: Path) -> None:
    door = door_to(home)
    search = door.entries.search
    assert await search("ENTRY 5 ") == set()
    assert len(await search(f"entry {MANY - 1}")) == 1
    assert await search("london") == set(), "a zone is not words"
    await door.load_rest()
    assert await search("ENTRY 5 ") == {entry(5).id}
    assert len(await search("words words")) == MANY
    door.close()


async def test_damage_in_the_older_part_leaves_the_newer_entries(home: Path) -> None:
    log = home / "vault" / "log"
    whole = bytearray(log.read_bytes())
    whole[5000] ^= 1
    log.write_bytes(whole)
    door = door_to(home)
    with pytest.raises(DamagedVault):
        await door.load_rest()
    assert not door.entries.complete
    assert door.entries.count() == MANY - 2, "all that is newer than the damage"
    await door.entries.keep(Kind.FREE, [Part("", "still kept")])
    door.close()
