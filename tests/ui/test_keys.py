"""What opens the book: strength, recovery words, another passphrase, pauses, and deleting it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import flet as ft
import pytest

from journal_app.clock import SetClock
from journal_app.ui import watch
from journal_app.ui.away import AWAY, IDLE
from journal_app.ui.door import JournalDoor
from journal_app.ui.screens import lingering
from journal_app.ui.screens.lingering import LONGEST
from journal_app.ui.shell import Role
from journal_app.words import say
from tests.driver import Driver
from tests.ui.conftest import PASSPHRASE, Start, create, door_of, shell_of, unlock, window_of
from tests.ui.test_watch import Alarm, seen


@pytest.fixture
def alarm(clock: SetClock, monkeypatch: pytest.MonkeyPatch) -> Alarm:
    """Time passes only when a test says so."""
    made = Alarm(clock)
    monkeypatch.setattr(watch, "sleep", made.sleep)
    monkeypatch.setattr(lingering, "sleep", made.sleep)
    return made


OTHER = "velvet harbour onion ladder"


async def change(driver: Driver, now: str | None, new: str = OTHER) -> None:
    """Fill the page for a new passphrase and ask for the change."""
    if now is not None:
        await driver.change("passphrase-now", now)
    await driver.change("new-passphrase", new)
    await driver.change("same-passphrase", new)
    await driver.click("change-passphrase")


def shown_words(driver: Driver) -> tuple[str, ...]:
    """The fifteen words as a screen reader says them, in the order of their numbers."""
    found = {}
    for number in range(1, 16):
        spoken = [
            t for t in driver.texts() if t.startswith(say("compare.word", number=number, word=""))
        ]
        found[number] = spoken[0].rsplit(" ", 1)[-1]
    return tuple(found.values())


async def make_words(driver: Driver) -> tuple[str, ...]:
    """Go through all three steps, as a person with paper and pencil would."""
    await driver.go("/settings/recovery")
    await driver.click("show-words")
    words = shown_words(driver)
    await driver.click("written-down")
    for number in (1, 2, 3):
        place = int(driver.get(f"back-{number}").label.rsplit(" ", 1)[-1])
        await driver.change(f"back-{number}", words[place - 1].upper()[:4])
    await driver.click("keep-words")
    await driver.until(lambda: driver.sees(say("recovery.kept")))
    return words


# -- strength ------------------------------------------------------------------


async def test_the_meter_says_in_words_what_it_shows(start: Start) -> None:
    driver = await start()
    await driver.click("make-journal")
    assert driver.sees(say("strength.empty"))
    await driver.change("new-passphrase", "2001")
    assert driver.sees(say("strength.date"))
    await driver.change("new-passphrase", PASSPHRASE)
    assert driver.sees(say("strength.label_4"))
    assert driver.sees(say("strength.good"))


# -- another passphrase ----------------------------------------------------------


async def test_another_passphrase_opens_it_and_the_old_one_no_longer(opened: Driver) -> None:
    await door_of(opened).keep_crumb("soft rain")
    await opened.go("/settings")
    await opened.click("to-passphrase")
    await change(opened, "not this one at all")
    await opened.until(lambda: opened.sees("does not open this journal"))
    await change(opened, PASSPHRASE)
    await opened.until(lambda: opened.sees(say("keys.changed")))
    await opened.click("lock")
    await unlock(opened)
    await opened.until(lambda: opened.sees("does not open this journal"))
    await unlock(opened, OTHER)
    await opened.until(lambda: opened.has("lock"))
    assert door_of(opened).entries.page().entries[0].text == "soft rain"


async def test_a_weak_new_passphrase_changes_nothing(opened: Driver) -> None:
    await opened.go("/settings/passphrase")
    await change(opened, PASSPHRASE, "password")
    assert opened.has("change-passphrase")
    assert await door_of(opened).keys.is_passphrase(PASSPHRASE)


async def test_sealing_anew_ends_the_words_and_keeps_every_entry(opened: Driver) -> None:
    await door_of(opened).keep_crumb("soft rain")
    await make_words(opened)
    await opened.go("/settings/passphrase")
    await opened.click("anew")
    await change(opened, PASSPHRASE)
    await opened.until(lambda: opened.sees(say("keys.changed_anew")))
    assert not door_of(opened).keys.has_words
    await opened.click("back")
    await opened.click("lock")
    assert not opened.has("use-words")
    await unlock(opened, OTHER)
    await opened.until(lambda: opened.has("lock"))
    assert door_of(opened).entries.page().entries[0].text == "soft rain"


# -- recovery words ----------------------------------------------------------------


async def test_words_are_offered_once_on_today(opened: Driver) -> None:
    await opened.click("another-time")  # where somebody is comes first
    await opened.until(lambda: opened.has("mention-recovery"))
    await opened.click("another-time")
    await opened.until(lambda: not opened.has("mention-recovery"))
    await opened.click("lock")
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))
    assert not opened.has("mention-recovery")


async def test_words_from_paper_open_it_and_lead_to_a_new_passphrase(opened: Driver) -> None:
    await door_of(opened).keep_crumb("soft rain")
    words = await make_words(opened)
    await opened.click("back")
    await opened.click("lock")
    await opened.click("use-words")
    await opened.change("words", "not even words")
    await opened.click("open-with-words")
    await opened.until(lambda: opened.sees("not quite right"))
    typed = "\n".join(f"{number}. {word}" for number, word in enumerate(words, 1))
    await opened.change("words", typed)
    await opened.click("open-with-words")
    await opened.until(lambda: opened.has("change-passphrase"))
    assert opened.sees(say("keys.by_words_line"))
    assert not opened.has("passphrase-now")
    await change(opened, None)
    await opened.until(lambda: opened.has("crumb"))
    await opened.click("lock")
    await unlock(opened, OTHER)
    await opened.until(lambda: opened.has("lock"))
    assert door_of(opened).entries.page().entries[0].text == "soft rain"


async def test_words_that_were_never_typed_back_open_nothing(opened: Driver) -> None:
    await opened.go("/settings/recovery")
    await opened.click("show-words")
    words = shown_words(opened)
    await opened.click("written-down")
    for number in (1, 2, 3):
        await opened.change(f"back-{number}", "zebra")
    await opened.click("keep-words")
    await opened.until(lambda: opened.sees("reads a little differently"))
    assert not door_of(opened).keys.has_words
    await opened.click("look-again")
    assert shown_words(opened) == words
    await opened.click("back")
    assert not door_of(opened).keys.has_words


async def test_what_was_half_typed_back_is_there_after_a_cover(opened: Driver) -> None:
    await opened.go("/settings/recovery")
    await opened.click("show-words")
    await opened.click("written-down")
    asked = [opened.get(f"back-{number}").label for number in (1, 2, 3)]
    await opened.change("back-2", "half a wo")
    await seen(opened, ft.AppLifecycleState.PAUSE)
    assert not opened.has("back-2")
    await seen(opened, ft.AppLifecycleState.RESUME)
    assert [opened.get(f"back-{number}").label for number in (1, 2, 3)] == asked
    assert opened.get("back-2").value == "half a wo"
    await opened.click("back")
    assert not shell_of(opened)._places


@pytest.mark.parametrize("typing", [False, True])
async def test_writing_fifteen_words_on_paper_takes_as_long_as_it_takes(
    alarm: Alarm, opened: Driver, typing: bool
) -> None:
    await opened.go("/settings/recovery")
    await alarm.passes(opened, IDLE - 1)
    await opened.click("show-words")
    words = shown_words(opened)
    if typing:
        await opened.click("written-down")
    await alarm.passes(opened, LONGEST / 2)
    if typing:
        await opened.click("look-again")
    assert shown_words(opened) == words
    await seen(opened, ft.AppLifecycleState.PAUSE)
    await seen(opened, ft.AppLifecycleState.RESUME)
    await alarm.passes(opened, LONGEST / 2 - 60)
    assert shown_words(opened) == words
    await alarm.passes(opened, 60 + IDLE)  # a page that was forgotten locks all the same
    assert window_of(opened).door is None


async def test_the_page_about_words_locks_as_every_other_does(alarm: Alarm, opened: Driver) -> None:
    await opened.go("/settings/recovery")
    await alarm.passes(opened, IDLE)
    assert window_of(opened).door is None


async def test_words_that_are_covered_lock_after_a_minute(alarm: Alarm, opened: Driver) -> None:
    await opened.go("/settings/recovery")
    await opened.click("show-words")
    await seen(opened, ft.AppLifecycleState.PAUSE)
    await alarm.passes(opened, AWAY)
    assert window_of(opened).door is None


async def test_the_page_is_saved_only_after_saying_who_could_read_it(
    opened: Driver, tmp_path: Path
) -> None:
    target = tmp_path / "words.html"

    def answer(args: dict[str, object]) -> str:
        target.write_bytes(bytes(args["src_bytes"]))  # type: ignore[call-overload]
        return str(target)

    opened.conn.answers["save_file"] = answer
    await opened.go("/settings/recovery")
    await opened.click("show-words")
    words = shown_words(opened)
    await opened.click("as-page")
    assert opened.sees(say("recovery.page_finder"))
    assert "save_file" not in [name for name, _ in opened.conn.calls]
    await opened.click("save-page")
    await opened.until(lambda: opened.sees(say("recovery.page_saved")))
    page = target.read_text()
    assert all(f"<li>{word}</li>" in page for word in words)


# -- a pause after wrong tries ---------------------------------------------------------


async def test_wrong_tries_wait_a_little_and_never_cost_a_word(
    opened: Driver, start: Start, clock: SetClock
) -> None:
    await door_of(opened).keep_crumb("soft rain")
    await opened.click("lock")
    for _ in range(4):
        await unlock(opened, "not this one")
        await opened.until(lambda: opened.sees("does not open this journal"))
    await unlock(opened)
    assert opened.sees(say("lock.pause"))
    assert not opened.has("lock")
    second = await start()  # a new tab is no way around it
    await unlock(second)
    assert second.sees(say("lock.pause"))
    clock.move(timedelta(seconds=2))
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))
    assert door_of(opened).entries.page().entries[0].text == "soft rain"


# -- delete everything -----------------------------------------------------------------


async def test_deleting_asks_for_the_passphrase_and_ends_at_the_beginning(
    opened: Driver, tmp_path: Path
) -> None:
    await door_of(opened).keep_crumb("soft rain")
    await opened.go("/settings")
    await opened.click("to-delete")
    assert opened.sees(say("erase.remains_disk"))
    await opened.change("delete-passphrase", "not this one")
    await opened.click("delete-everything")
    await opened.until(lambda: opened.sees("does not open this journal"))
    assert (tmp_path / "vault" / "key").exists()
    await opened.change("delete-passphrase", PASSPHRASE)
    await opened.click("delete-everything")
    await opened.until(lambda: opened.has("make-journal"))
    assert not (tmp_path / "vault").exists()
    await create(opened)
    assert not door_of(opened).entries.page().entries


async def test_deleting_a_journal_leaves_the_practice(opened: Driver) -> None:
    await opened.click("lock")
    await opened.inside(lambda: window_of(opened).choose(Role.PRACTICE))
    await create(opened, "practice")
    await opened.click("lock")
    await opened.click("other-book")
    await unlock(opened)
    await opened.until(lambda: isinstance(window_of(opened).door, JournalDoor))
    await opened.go("/settings/delete")
    assert opened.sees(say("erase.practice_stays"))
    await opened.change("delete-passphrase", PASSPHRASE)
    await opened.click("delete-everything")
    await opened.until(lambda: shell_of(opened).role is Role.PRACTICE)
    assert window_of(opened).held() == {Role.PRACTICE}
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))
