"""What the vault found in its files when it was opened, said kindly until it was read."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from journal_app.clock import SetClock
from journal_app.words import say
from tests.driver import Driver
from tests.ui.conftest import PASSPHRASE, Start, create, door_of, shell_of, unlock
from tests.ui.test_practice import begun
from tests.ui.test_practice import door_of as practice_of

OTHER = "velvet harbour onion ladder"


async def locked(driver: Driver) -> None:
    await driver.click("lock")
    await driver.until(lambda: driver.has("passphrase"))


async def unlocked(driver: Driver, passphrase: str = PASSPHRASE) -> None:
    await unlock(driver, passphrase)
    await driver.until(lambda: driver.has("lock"))


@pytest.fixture
async def older_key(opened: Driver, tmp_path: Path) -> Driver:
    """A journal that was opened with a key file of before its passphrase was changed."""
    await door_of(opened).keep_crumb("soft rain")
    await locked(opened)
    key = tmp_path / "vault" / "key"
    before = key.read_bytes()
    await unlocked(opened)
    await door_of(opened).keys.change_passphrase(PASSPHRASE, OTHER)
    await locked(opened)
    key.write_bytes(before)
    await unlocked(opened)
    return opened


async def test_an_older_key_file_is_told_even_inside_the_three_days(
    older_key: Driver, clock: SetClock
) -> None:
    driver = older_key
    assert driver.sees(say("found.other_key_file"))
    assert door_of(driver).entries.page().entries[0].text == "soft rain"
    now = clock.now()
    await door_of(driver).days.add_session(now - timedelta(hours=5), now - timedelta(hours=2))
    shell_of(driver).changed()
    await driver.settle()
    assert driver.sees(say("found.other_key_file"))
    await driver.click("found-new-passphrase")
    assert driver.has("change-passphrase")


async def test_an_older_key_file_that_was_put_back_on_purpose_is_told_no_more(
    older_key: Driver,
) -> None:
    driver = older_key
    await locked(driver)
    await unlocked(driver)
    assert driver.sees(say("found.other_key_file"))
    await driver.click("found-read")
    await driver.until(lambda: not driver.sees(say("found.other_key_file")))
    await locked(driver)
    await unlocked(driver)
    assert not driver.sees(say("found.other_key_file"))


async def test_an_older_log_is_told_once_and_can_be_written_to(
    opened: Driver, tmp_path: Path
) -> None:
    await door_of(opened).keep_crumb("soft rain")
    await locked(opened)
    log = tmp_path / "vault" / "log"
    before = log.read_bytes()
    await unlocked(opened)
    await door_of(opened).keep_crumb("a lamp")
    await locked(opened)
    log.write_bytes(before)
    await unlocked(opened)
    assert opened.sees(say("found.older"))
    await opened.click("found-read")
    await opened.until(lambda: not opened.sees(say("found.older")))
    await door_of(opened).keep_crumb("the sea")
    assert {e.text for e in door_of(opened).entries.page().entries} == {"the sea", "soft rain"}
    await locked(opened)
    await unlocked(opened)
    assert not opened.sees(say("found.older"))


async def test_a_torn_tail_is_told_until_it_was_read(opened: Driver, tmp_path: Path) -> None:
    await door_of(opened).keep_crumb("soft rain")
    await door_of(opened).keep_crumb("interrupted")
    await locked(opened)
    for name in ("start", "log"):
        file = tmp_path / "vault" / name
        if name == "start":
            file.unlink()  # as after a power cut: it is written when the journal is locked
        else:
            file.write_bytes(file.read_bytes()[:-100])
    await unlocked(opened)
    assert opened.sees(say("found.torn"))
    await door_of(opened).keep_crumb("the sea")
    shell_of(opened).changed()
    await opened.settle()
    assert opened.sees(say("found.torn")), "the write set it aside; it was not read yet"
    await opened.click("found-read")
    await opened.until(lambda: not opened.sees(say("found.torn")))
    assert {e.text for e in door_of(opened).entries.page().entries} == {"the sea", "soft rain"}


async def test_a_practice_is_told_too(start: Start, tmp_path: Path) -> None:
    driver = await begun(start)
    await driver.go("/")
    await locked(driver)
    key = tmp_path / "practice" / "vault" / "key"
    before = key.read_bytes()
    await unlocked(driver)
    await practice_of(driver).keys.change_passphrase(PASSPHRASE, OTHER)
    await locked(driver)
    key.write_bytes(before)
    await unlocked(driver)
    assert driver.sees(say("found.other_key_file"))


async def test_nothing_is_said_where_nothing_was_found(start: Start) -> None:
    driver = await start()
    await create(driver)
    await locked(driver)
    await unlocked(driver)
    assert not driver.has("found-read")
