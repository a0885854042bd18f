"""A prompt from the check to the closing line, its ways out, and what a killed program keeps."""

from __future__ import annotations

import asyncio
import errno

import pytest

from journal_app.domain.entry import Kind
from journal_app.domain.errors import NotSaved
from journal_app.ui.app import JournalProgram
from journal_app.ui.door.drafts import PAUSE, SOONEST
from journal_app.vault.disk import Disk
from journal_app.words import say, sentence
from tests.driver import Driver
from tests.ui.conftest import Start, door_of, shell_of, unlock, window_of

OUTLINE = "I was under water, but it was not frightening."


async def to_question(driver: Driver) -> None:
    await driver.click("open-prompt")
    await driver.click("gate-skip")


async def test_the_check_can_be_skipped(in_session: Driver) -> None:
    await to_question(in_session)
    assert in_session.sees("only the outline")
    assert in_session.has("answer-0")


async def test_an_answer_is_kept_with_its_question_and_put_away(in_session: Driver) -> None:
    await to_question(in_session)
    await in_session.change("answer-0", OUTLINE)
    await in_session.click("another")
    await in_session.change("answer-1", "The lamp stayed on.")
    await in_session.click("done")
    await in_session.until(lambda: in_session.has("put-away"))
    entry = door_of(in_session).entries.page().entries[-1]
    assert entry.kind is Kind.PROMPT
    assert entry.prompt_id == "what-stands-out"
    assert [part.text for part in entry.parts] == [OUTLINE, "The lamp stayed on."]
    assert all(part.name and part.question for part in entry.parts)
    assert door_of(in_session).drafts.keys() == ()
    await in_session.click("put-away")
    assert not in_session.sees("What stands out")


@pytest.mark.parametrize(("revved", "far", "words"), [(9, 0, "settle"), (0, 9, "wake up")])
async def test_a_high_reading_offers_something_kinder_first(
    in_session: Driver, revved: int, far: int, words: str
) -> None:
    await in_session.click("open-prompt")
    for kind, value, began in (("revved", revved, 3), ("far", far, 2)):
        for _ in range(abs(value - began)):
            await in_session.click(f"{'more' if value > began else 'less'}-{kind}")
    await in_session.click("gate-continue")
    await in_session.until(lambda: in_session.has("still-write"))
    assert in_session.sees(words)
    assert in_session.has("offer-orienting")
    await in_session.click("still-write")
    assert in_session.has("done")


async def test_both_very_high_asks_whether_company_would_help(in_session: Driver) -> None:
    await in_session.click("open-prompt")
    for _ in range(8):
        await in_session.click("more-revved")
        if not in_session.sees("never"):
            await in_session.click("more-far")
    await in_session.click("gate-continue")
    await in_session.until(lambda: in_session.has("company"))
    await in_session.click("company")
    assert in_session.sees("Support")


async def test_a_middling_reading_offers_the_short_form_first(in_session: Driver) -> None:
    await in_session.click("open-prompt")
    await in_session.click("more-revved")
    await in_session.click("more-revved")
    assert in_session.sees("A short form could come first")
    await in_session.click("gate-continue")
    await in_session.until(lambda: in_session.has("answer-short"))
    await in_session.click("full")
    assert in_session.has("answer-0")


@pytest.mark.parametrize(("way", "thanks"), [("skip", "it can rest"), ("not-today", "rests until")])
async def test_every_way_out_is_thanked(in_session: Driver, way: str, thanks: str) -> None:
    await to_question(in_session)
    await in_session.click(way)
    await in_session.until(lambda: in_session.sees(f"(?i){thanks}"))
    assert door_of(in_session).entries.count() == 0


async def test_just_a_word_is_an_answer(in_session: Driver) -> None:
    await in_session.click("just-a-word")
    await in_session.change("word", "lamp")
    await in_session.click("keep-word")
    await in_session.until(lambda: door_of(in_session).entries.count() == 1)
    assert door_of(in_session).entries.page().entries[0].text == "lamp"
    assert not in_session.sees("What stands out")


async def test_what_was_written_before_skipping_is_still_there(in_session: Driver) -> None:
    await to_question(in_session)
    await in_session.change("answer-0", OUTLINE)
    await in_session.click("not-today")
    drafts = door_of(in_session).drafts
    kept = drafts.keys()
    assert OUTLINE in [drafts.text(key) for key in kept]


async def test_typing_never_draws_the_field_again(in_session: Driver) -> None:
    await to_question(in_session)
    before = len(in_session.conn.sent)
    for end in range(1, 40):
        await in_session.change("answer-0", OUTLINE[:end])
    assert len(in_session.conn.sent) == before


async def test_a_draft_is_sealed_at_a_pause_and_survives_a_killed_program(
    in_session: Driver, start: Start, program: JournalProgram
) -> None:
    """Nothing is flushed here: the window is dropped as a killed process would drop it."""
    await to_question(in_session)
    await in_session.change("answer-0", OUTLINE)
    await in_session.until(lambda: bool(door_of(in_session).drafts.keys()))
    window_of(in_session).door._journal.lock()  # the keys go; nobody seals anything more
    window_of(in_session).door = None
    other = await start()
    await unlock(other)
    await other.until(lambda: other.has("lock"))
    await to_question(other)
    assert other.get("answer-0").value == OUTLINE


def test_a_killed_program_loses_two_seconds_at_most() -> None:
    assert PAUSE <= SOONEST < 2.0


async def test_typing_without_a_pause_is_sealed_all_the_same(in_session: Driver) -> None:
    await to_question(in_session)
    loop = asyncio.get_running_loop()
    ends = loop.time() + 2 * SOONEST
    typed = 0
    while loop.time() < ends and not door_of(in_session).drafts.keys():
        typed += 1
        await in_session.change("answer-0", "a" * typed)
        await asyncio.sleep(0.05)
    assert door_of(in_session).drafts.keys()


async def test_locking_seals_what_was_just_typed(in_session: Driver) -> None:
    await to_question(in_session)
    await in_session.change("answer-0", OUTLINE)
    await in_session.click("lock")
    await unlock(in_session)
    await in_session.until(lambda: in_session.has("lock"))
    await to_question(in_session)
    assert in_session.get("answer-0").value == OUTLINE


async def past_the_menu(driver: Driver) -> None:
    """Much is moving, and somebody would still like to write."""
    await driver.go("/prompts/what-stands-out")
    for _ in range(5):
        await driver.click("more-revved")
    await driver.click("gate-continue")
    await driver.click("still-write")
    await driver.change("answer-short", OUTLINE)
    await driver.click("done")
    await driver.until(lambda: driver.has("again-continue"))


async def test_more_than_before_closes_with_the_container_and_enough_for_today(
    in_session: Driver,
) -> None:
    await past_the_menu(in_session)
    await in_session.click("more-revved")
    await in_session.click("again-continue")
    await in_session.until(lambda: in_session.has("put-away"))
    assert in_session.sees(say("gate.enough"))
    assert in_session.has("closing-container")
    assert not in_session.has("closing-longer-exhale")


@pytest.mark.parametrize("answer", ["skip", "same", "less"])
async def test_not_more_than_before_closes_as_ever(in_session: Driver, answer: str) -> None:
    await past_the_menu(in_session)
    if answer == "less":
        await in_session.click("less-revved")
    await in_session.click("again-skip" if answer == "skip" else "again-continue")
    await in_session.until(lambda: in_session.has("put-away"))
    assert not in_session.sees(say("gate.enough"))
    assert in_session.has("closing-longer-exhale")


async def test_a_calm_check_is_not_asked_again(in_session: Driver) -> None:
    await in_session.go("/prompts/what-stands-out")
    await in_session.click("gate-continue")
    await in_session.change("answer-0", OUTLINE)
    await in_session.click("done")
    await in_session.until(lambda: in_session.has("put-away"))


async def test_what_is_typed_after_a_write_failed_is_sealed_before_locking(
    in_session: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk did not confirm one write, and works again: nothing of the page is lost."""
    await to_question(in_session)

    def failing(disk: Disk, fd: int) -> None:
        raise OSError(errno.EIO, "the disk did not confirm")

    with monkeypatch.context() as patched:
        patched.setattr(Disk, "sync", failing)
        await in_session.change("answer-0", "It begins")
        await in_session.until(lambda: in_session.sees(sentence(NotSaved())))
    await in_session.change("answer-0", OUTLINE)
    await in_session.click("lock")
    await unlock(in_session)
    await in_session.until(lambda: in_session.has("lock"))
    await to_question(in_session)
    assert in_session.get("answer-0").value == OUTLINE


async def test_a_free_entry_is_kept(in_session: Driver) -> None:
    await in_session.go("/write")
    await in_session.change("free-words", "The careful side wants to slow down.")
    await in_session.click("done")
    await in_session.until(lambda: door_of(in_session).entries.count() == 1)
    assert door_of(in_session).entries.page().entries[0].kind is Kind.FREE
    assert not shell_of(in_session)._tasks


async def test_a_disk_that_refuses_is_said_before_the_words_are_gone(
    in_session: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    from journal_app.domain.errors import DiskFull

    def full(*_: object) -> None:
        raise DiskFull

    await to_question(in_session)
    monkeypatch.setattr(door_of(in_session).drafts, "keep", full)
    await in_session.change("answer-0", OUTLINE)
    await in_session.until(lambda: in_session.sees("no room left"))
    assert in_session.get("answer-0").value == OUTLINE
