"""A backup saved and brought back: nothing is replaced before all of it was verified."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from journal_app.ui.shell import Role
from journal_app.words import say
from tests.driver import DESKTOP, Driver
from tests.ui.conftest import PASSPHRASE, Start, create, door_of, shell_of, unlock, window_of
from tests.ui.people import picked

OTHER = "velvet harbour onion ladder"


@pytest.fixture(autouse=True)
def quickly_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a guess costs is the business of ``tests/sharing/age`` and of the browser's tests."""
    monkeypatch.setattr("journal_app.sharing.age.scrypt.WRITE_LOG_N", 6)


@pytest.fixture
async def desk(start: Start) -> Driver:
    """A new, open journal on a desktop with one entry."""
    driver = await start(DESKTOP)
    await create(driver)
    await door_of(driver).keep_crumb("soft rain")
    return driver


async def save(driver: Driver, folder: Path, secret: str = PASSPHRASE) -> bytes:
    """Save a backup through its page."""
    target = folder / "copy.age"

    def answer(args: dict[str, object]) -> str:
        target.write_bytes(bytes(args["src_bytes"]))  # type: ignore[call-overload]
        return str(target)

    driver.conn.answers["save_file"] = answer
    await driver.go("/settings/backup")
    await driver.change("backup-secret", secret)
    await driver.click("save-backup")
    await driver.until(lambda: driver.sees(say("backup.saved")))
    return target.read_bytes()


async def choose(driver: Driver, data: bytes, secret: str = PASSPHRASE) -> None:
    """Choose a backup's file and type what opens it."""
    driver.conn.answers["pick_files"] = picked(data)
    await driver.click("choose-backup")
    await driver.until(lambda: driver.has("backup-secret"))
    await driver.change("backup-secret", secret)
    await driver.click("look-inside")


async def test_a_backup_is_sealed_and_noted(desk: Driver, tmp_path: Path) -> None:
    await desk.go("/settings")
    assert desk.sees(say("backup.none"))
    data = await save(desk, tmp_path)
    assert data.startswith(b"age-encryption.org/v1\n")
    assert b"soft rain" not in data
    await desk.go("/settings")
    assert desk.sees("The last one was made on 4 March")


async def test_a_slip_of_the_finger_seals_nothing(desk: Driver) -> None:
    await desk.go("/settings/backup")
    await desk.change("backup-secret", PASSPHRASE + "x")
    await desk.click("save-backup")
    await desk.until(lambda: desk.sees("does not open this journal"))
    assert "save_file" not in [name for name, _ in desk.conn.calls]


async def test_a_save_that_was_cancelled_is_not_noted(desk: Driver) -> None:
    desk.conn.answers["save_file"] = None
    await desk.go("/settings/backup")
    await desk.change("backup-secret", PASSPHRASE)
    await desk.click("save-backup")
    await desk.until(lambda: desk.sees(say("backup.not_saved")))
    assert door_of(desk).keys.backups().last is None


async def test_a_backup_comes_back_into_place_and_what_was_there_stays_aside(
    desk: Driver, tmp_path: Path
) -> None:
    data = await save(desk, tmp_path)
    await door_of(desk).keep_crumb("written later")
    await desk.go("/settings/restore")
    await choose(desk, data)
    await desk.until(lambda: desk.has("put-in-place"))
    assert desk.sees("Made on 4 March 2026")
    assert desk.sees("One entry")
    assert desk.sees(say("restore.aside"))
    await desk.click("put-in-place")
    await desk.until(lambda: desk.has("lock"))
    assert [e.text for e in door_of(desk).entries.page().entries] == ["soft rain"]
    await desk.go("/settings/restore")
    await desk.click("bring-back")
    await desk.until(lambda: desk.has("passphrase"))
    await unlock(desk)
    await desk.until(lambda: desk.has("lock"))
    texts = [e.text for e in door_of(desk).entries.page().entries]
    assert sorted(texts) == ["soft rain", "written later"]
    await desk.go("/settings/restore")
    await desk.click("forget-earlier")
    await desk.click("keep-earlier")  # one tap never deletes
    assert desk.has("bring-back")
    await desk.click("forget-earlier")
    await desk.click("forget-surely")
    await desk.until(lambda: desk.sees(say("restore.forgotten")))
    assert not desk.has("bring-back")


async def test_the_beginning_takes_a_backup(desk: Driver, tmp_path: Path) -> None:
    await door_of(desk).keys.words_offered()
    data = await save(desk, tmp_path)
    await desk.go("/settings/delete")
    await desk.change("delete-passphrase", PASSPHRASE)
    await desk.click("delete-everything")
    await desk.until(lambda: desk.has("have-backup"))
    await desk.click("have-backup")
    await choose(desk, data)
    await desk.until(lambda: desk.has("put-in-place"))
    assert not desk.sees(say("restore.aside"))
    await desk.click("put-in-place")
    await desk.until(lambda: desk.has("lock"))
    assert door_of(desk).entries.page().entries[0].text == "soft rain"
    assert shell_of(desk).role is Role.JOURNAL
    await desk.click("another-time")  # where somebody is comes first
    await desk.until(lambda: desk.has("mention-recovery"))  # earlier words do not open this book


async def test_what_is_no_whole_backup_replaces_nothing(desk: Driver, tmp_path: Path) -> None:
    data = await save(desk, tmp_path)
    before = {f.name: f.read_bytes() for f in (tmp_path / "vault").iterdir()}
    await desk.go("/settings/restore")
    await choose(desk, data, "not this one at all")
    await desk.until(lambda: desk.sees("That does not open this backup"))
    for broken, words in (
        (data[:-20], "Part of this backup"),
        (data[:-1] + bytes([data[-1] ^ 1]), "Part of this backup"),
        (b"a shopping list", "not a backup from Three Dawns"),
    ):
        await desk.go("/settings")
        await desk.go("/settings/restore")
        await choose(desk, broken)
        await desk.until(partial(desk.sees, words))
        assert not desk.has("put-in-place")
    assert {f.name: f.read_bytes() for f in (tmp_path / "vault").iterdir()} == before


async def test_a_due_backup_is_mentioned_once(opened: Driver) -> None:
    door = door_of(opened)
    await door.support.region_put_away()
    await door.keys.words_offered()
    await door.support.region_put_away()
    for words in ("one", "two", "three"):
        await door.keep_crumb(words)
    shell_of(opened).changed()
    await opened.settle()
    assert opened.has("mention-backup")
    await opened.click("another-time")
    await opened.until(lambda: not opened.has("mention-backup"))
    assert not door.keys.mention_backup


async def test_nothing_is_mentioned_within_the_three_days(in_session: Driver) -> None:
    assert not in_session.has("mention-recovery")
    assert door_of(in_session).keys.offer_words


async def test_a_lost_passphrase_is_helped_by_a_backup_while_locked(
    desk: Driver, tmp_path: Path
) -> None:
    data = await save(desk, tmp_path)
    await desk.click("lock")
    await desk.click("use-backup")
    await choose(desk, data)
    await desk.until(lambda: desk.has("put-in-place"))
    await desk.click("put-in-place")
    await desk.until(lambda: window_of(desk).door is not None)
    assert door_of(desk).entries.page().entries[0].text == "soft rain"


async def test_recovery_words_seal_a_backup_and_open_it_again(desk: Driver, tmp_path: Path) -> None:
    keys = door_of(desk).keys
    words = keys.fresh_words()
    await keys.keep_words(words)
    await desk.go("/settings/backup")
    assert desk.sees(say("backup.either"))
    numbered = ", ".join(f"{n}. {word.upper()[:4]}" for n, word in enumerate(words, 1))
    data = await save(desk, tmp_path, numbered)
    await desk.go("/settings/restore")
    await choose(desk, data, PASSPHRASE)
    await desk.until(lambda: desk.sees("That does not open this backup"))
    await desk.change("backup-secret", " ".join(words))
    await desk.click("look-inside")
    await desk.until(lambda: desk.has("put-in-place"))
    await desk.click("put-in-place")
    assert desk.has("put-in-place")  # nothing happens without a passphrase
    await desk.change("new-passphrase", OTHER)
    await desk.change("same-passphrase", OTHER)
    await desk.click("put-in-place")
    await desk.until(lambda: desk.has("mention-restore"))
    assert await door_of(desk).keys.is_passphrase(OTHER)
    assert door_of(desk).entries.page().entries[0].text == "soft rain"


async def test_words_of_another_book_seal_nothing(desk: Driver) -> None:
    keys = door_of(desk).keys
    await desk.go("/settings/backup")
    await desk.change("backup-secret", " ".join(keys.fresh_words()))
    await desk.click("save-backup")
    await desk.until(lambda: desk.sees("These words do not open"))
    await keys.keep_words(keys.fresh_words())
    await desk.change("backup-secret", " ".join(keys.fresh_words()))
    assert not desk.sees("These words do not open")
    await desk.click("save-backup")
    await desk.until(lambda: desk.sees("These words do not open"))
    assert "save_file" not in [name for name, _ in desk.conn.calls]


@pytest.mark.parametrize("locked", [False, True])
async def test_what_was_put_aside_is_mentioned_once_and_stays_in_the_settings(
    desk: Driver, tmp_path: Path, locked: bool
) -> None:
    data = await save(desk, tmp_path)
    if locked:
        await desk.click("lock")
        await desk.click("use-backup")
    else:
        await desk.go("/settings/restore")
    await choose(desk, data)
    await desk.until(lambda: desk.has("put-in-place"))
    await desk.click("put-in-place")
    await desk.until(lambda: desk.has("mention-restore"))
    await desk.click("mention-restore")
    await desk.until(lambda: desk.has("bring-back") and desk.has("forget-earlier"))
    await desk.go("/")
    assert not desk.has("mention-restore")
    await desk.go("/settings")
    assert desk.sees(say("restore.still_aside"))
    await desk.click("to-restore")
    await desk.click("forget-earlier")
    await desk.click("forget-surely")
    await desk.until(lambda: desk.sees(say("restore.forgotten")))
    await desk.go("/settings")
    assert not desk.sees(say("restore.still_aside"))
    assert not window_of(desk).has_earlier()
