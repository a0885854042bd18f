"""The platform's keychain behind the screens: told of an older copy, let go with the journal."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from journal_app.clock import SetClock
from journal_app.run import RunSettings
from journal_app.ui.app import JournalProgram
from journal_app.vault.highwater import Mark
from journal_app.vault.secure_store import BackgroundStore
from journal_app.words import say
from tests.driver import Driver
from tests.ui.conftest import PASSPHRASE, QUICK, create, door_of, unlock
from tests.vault.keychain import ScriptedKeychain


@pytest.fixture
def keychain() -> ScriptedKeychain:
    return ScriptedKeychain()


@pytest.fixture
def program(tmp_path: Path, clock: SetClock, keychain: ScriptedKeychain) -> JournalProgram:
    program = JournalProgram(RunSettings(data=tmp_path), clock, QUICK)
    program.secure_store = BackgroundStore(keychain)
    return program


def marks(keychain: ScriptedKeychain) -> list[int]:
    """How many records each journal is known to have."""
    found = [Mark.parse(value) for value in keychain.values.values()]
    return [mark.sequence for mark in found if mark]


async def locked(driver: Driver) -> None:
    await driver.click("lock")
    await driver.until(lambda: driver.has("passphrase"))


async def unlocked(driver: Driver) -> None:
    await unlock(driver)
    await driver.until(lambda: driver.has("lock"))


async def test_locking_tells_the_keychain_without_waiting_for_it(
    opened: Driver, keychain: ScriptedKeychain
) -> None:
    await opened.until(lambda: bool(marks(keychain)))
    before = marks(keychain)[0]
    keychain.answers.clear()
    for _ in range(3):
        await door_of(opened).keep_crumb("soft rain")
    await locked(opened)
    keychain.answers.set()
    await opened.until(lambda: marks(keychain)[0] >= before + 3)


async def test_the_program_ends_with_the_keychain_told(
    opened: Driver, program: JournalProgram, keychain: ScriptedKeychain
) -> None:
    await opened.until(lambda: bool(marks(keychain)))
    before = marks(keychain)[0]
    for _ in range(3):
        await door_of(opened).keep_crumb("soft rain")
    program.close()
    assert marks(keychain)[0] >= before + 3


async def test_an_older_copy_is_told_on_the_first_screen(opened: Driver, tmp_path: Path) -> None:
    await locked(opened)
    shutil.copytree(tmp_path / "vault", tmp_path / "aside")
    await unlocked(opened)
    assert not opened.sees(say("found.older"))
    await door_of(opened).keep_crumb("soft rain")
    await locked(opened)
    shutil.rmtree(tmp_path / "vault")
    (tmp_path / "aside").rename(tmp_path / "vault")
    await unlocked(opened)
    assert opened.sees(say("found.older"))


async def test_deleting_everything_lets_the_mark_go(
    opened: Driver, tmp_path: Path, keychain: ScriptedKeychain
) -> None:
    await opened.until(lambda: bool(marks(keychain)))
    await opened.go("/settings/delete")
    await opened.change("delete-passphrase", PASSPHRASE)
    await opened.click("delete-everything")
    await opened.until(lambda: opened.has("make-journal"))
    assert keychain.values == {}
    await create(opened)
    await opened.until(lambda: bool(marks(keychain)))


async def test_a_keychain_that_fails_is_never_noticed(
    opened: Driver, tmp_path: Path, keychain: ScriptedKeychain
) -> None:
    keychain.error = RuntimeError("not today")
    await door_of(opened).keep_crumb("soft rain")
    await locked(opened)
    await unlocked(opened)
    assert door_of(opened).entries.page().entries[0].text == "soft rain"
    await opened.go("/settings/delete")
    await opened.change("delete-passphrase", PASSPHRASE)
    await opened.click("delete-everything")
    await opened.until(lambda: opened.has("make-journal"))
    assert not (tmp_path / "vault").exists()
