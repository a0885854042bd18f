"""Opening, locking, going away: what a window shows, and what it never shows again."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from journal_app.ui.app import JournalProgram
from journal_app.ui.shell import Role
from journal_app.words import say
from tests.driver import PHONE, Driver
from tests.ui.conftest import PASSPHRASE, Start, create, door_of, shell_of, unlock, window_of

CANARY = "the-lamp-stayed-on-canary"


async def test_a_new_folder_begins_with_the_choice_of_a_role(start: Start) -> None:
    driver = await start()
    assert driver.sees("Begin my journal")
    assert driver.sees("therapist")


@pytest.mark.parametrize(
    ("first", "second", "words"),
    [
        ("short", "short", "One word can be found"),
        ("ketamine", "ketamine", "close to what the journal is about"),
        ("lamp river stone", "lamp river", "not quite the same"),
    ],
)
async def test_a_passphrase_is_asked_twice_and_kindly(
    start: Start, first: str, second: str, words: str
) -> None:
    driver = await start()
    await driver.click("make-journal")
    await driver.change("new-passphrase", first)
    await driver.change("same-passphrase", second)
    await driver.click("create")
    assert driver.sees(words)
    assert not driver.has("lock")


async def test_locking_and_opening_again_finds_everything(opened: Driver) -> None:
    await door_of(opened).keep_crumb("blue, then very blue")
    await opened.click("lock")
    assert opened.has("passphrase")
    assert not opened.sees("very blue")
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))
    assert door_of(opened).entries.page().entries[0].text == "blue, then very blue"


async def test_a_wrong_passphrase_is_one_kind_sentence(opened: Driver) -> None:
    await opened.click("lock")
    await unlock(opened, "not this one")
    await opened.until(lambda: opened.sees("does not open this journal"))
    assert opened.has("passphrase")
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))


async def test_a_truncated_key_file_is_one_kind_sentence(opened: Driver, tmp_path: Path) -> None:
    await opened.click("lock")
    key = tmp_path / "vault" / "key"
    whole = key.read_bytes()
    key.write_bytes(whole[: len(whole) // 2])
    await unlock(opened)
    await opened.until(lambda: opened.sees("not as it was left"))
    key.write_bytes(whole)
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))


async def test_a_folder_that_cannot_be_written_is_one_kind_sentence(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "vault").symlink_to(tmp_path / "elsewhere")  # root may write anywhere else
    driver = await start()
    await driver.click("make-journal")
    await driver.change("new-passphrase", PASSPHRASE)
    await driver.change("same-passphrase", PASSPHRASE)
    await driver.click("create")
    await driver.until(lambda: driver.sees("can't be written to"))
    assert not (tmp_path / "elsewhere").exists()


async def test_the_second_window_is_told_kindly(opened: Driver, start: Start) -> None:
    second = await start()
    await unlock(second)
    await second.until(lambda: second.sees("already open in another window"))
    await opened.click("lock")
    await unlock(second)
    await second.until(lambda: second.has("lock"))


async def test_after_a_disconnect_nothing_open_is_sent_again(opened: Driver) -> None:
    await door_of(opened).keep_crumb(CANARY)
    shell_of(opened).changed()
    await opened.go("/journal")
    assert CANARY.encode() in opened.wire()
    await opened.disconnect()
    assert window_of(opened).door is None
    assert CANARY.encode() not in opened.wire()
    assert opened.has("passphrase")


async def test_the_place_asked_for_last_is_the_one_that_is_shown(opened: Driver) -> None:
    """Also where the client was on its way to another one, and had not said so yet."""
    await opened.go("/practices")
    shell_of(opened).go("/journal")
    shell_of(opened).go("/practices")
    await opened.settle()
    assert shell_of(opened).route == "/practices"


async def test_a_window_that_comes_back_can_be_opened_again(opened: Driver) -> None:
    await opened.disconnect()
    await opened.session.connect(opened.conn)
    await opened.settle()
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))


async def test_a_handler_that_raises_says_your_words_are_still_here(
    opened: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(CANARY)

    monkeypatch.setattr(door_of(opened), "keep_crumb", broken)
    await opened.click("crumb")
    await opened.change("crumb-words", "soft rain")
    await opened.click("keep-crumb")
    assert opened.sees("Your words are still here")
    assert not opened.sees(CANARY)
    assert not opened.loop_errors


async def test_a_screen_that_raises_says_so_and_recovers(
    opened: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError(CANARY)

    door = door_of(opened)
    with monkeypatch.context() as broken_for_now:
        broken_for_now.setattr(door.days, "today", broken)
        shell_of(opened).changed()
        await opened.settle()
        assert opened.sees("Your words are still here")
        assert not opened.sees(CANARY)
    shell_of(opened).changed()
    await opened.settle()
    assert opened.has("crumb")


async def test_support_is_there_while_locked(opened: Driver) -> None:
    await opened.click("lock")
    await opened.click("support")
    assert opened.sees(say("support.title"))
    assert opened.has("region-us")
    await opened.click("region-us")
    assert opened.sees("988")
    await opened.click("back")
    assert opened.has("passphrase")


async def test_both_books_live_in_one_folder(start: Start, program: JournalProgram) -> None:
    driver = await start(PHONE)
    await create(driver)
    await driver.click("lock")
    await driver.inside(lambda: window_of(driver).choose(Role.PRACTICE))
    await create(driver, "practice")
    await driver.click("lock")
    assert driver.has("other-book")
    await driver.click("other-book")
    await unlock(driver)
    await driver.until(lambda: driver.has("lock"))
    assert door_of(driver) is not None


async def test_files_are_for_their_owner_only(opened: Driver, tmp_path: Path) -> None:
    for name in ("key", "log"):
        mode = stat.S_IMODE((tmp_path / "vault" / name).stat().st_mode)
        assert mode == 0o600, name


async def test_what_is_typed_can_be_seen_and_hidden_again(opened: Driver) -> None:
    await opened.click("lock")
    await opened.change("passphrase", "lamp river")
    for button, hidden in (("Show what is typed", True), ("Hide what is typed", False)):
        assert opened.get("passphrase").password is hidden
        assert opened.said_of("passphrase-eye") == button
        await opened.click("passphrase-eye")
        assert opened.get("passphrase").value == "lamp river"
    assert opened.get("passphrase").password
