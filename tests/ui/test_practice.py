"""The practice as a therapist meets it: its card, what arrives, who shared it, and the review."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journal_app.clock import SetClock
from journal_app.domain.entry import Kind, Part
from journal_app.sharing import packet
from journal_app.sharing.card import Card
from journal_app.ui.door import JournalDoor, PracticeDoor
from journal_app.words import say, sentence
from tests.driver import DESKTOP, PHONE, SMALL_PHONE, TABLET, Client, Driver
from tests.ui.conftest import Start, create, shell_of, stays, window_of
from tests.ui.people import (
    CONSENT,
    SOMEBODY_ELSE,
    card_file,
    checked_card,
    client_door,
    picked,
    share,
)

WORDS = "blue, then very blue"


def door_of(driver: Driver) -> PracticeDoor:
    """The open practice of a driver."""
    door = window_of(driver).door
    assert isinstance(door, PracticeDoor)
    return door


async def begun(start: Start, seen_as: Client = PHONE) -> Driver:
    """A new practice with a card, at its clients."""
    driver = await start(seen_as)
    await create(driver, "practice")
    await door_of(driver).card.make("Dana Okafor", "I read on Tuesdays and Thursdays.")
    shell_of(driver).changed()
    await driver.go("/")
    return driver


@pytest.fixture
async def practice(start: Start) -> Driver:
    return await begun(start)


@pytest.fixture
async def client(tmp_path: Path, clock: SetClock) -> AsyncIterator[JournalDoor]:
    door = client_door(tmp_path / "of-the-client", clock)
    yield door
    door.close()


async def packet_from(client: JournalDoor, practice: Driver, *words: str, **kw: Any) -> bytes:
    """A packet of these words for this practice's card."""
    card = door_of(practice).card.file()[0]
    card_id = await checked_card(client, card)
    return await share(client, card_id, *words, **kw)


async def open_files(driver: Driver, *files: bytes) -> None:
    """Open these files from the inbox."""
    if not driver.has("open-packets"):
        await driver.go("/inbox")
    driver.conn.answers["pick_files"] = picked(*files)
    await driver.click("open-packets")
    await driver.settle()


async def client_of(driver: Driver, data: bytes) -> str:
    """A packet opened and its words compared: the client's id."""
    came = await door_of(driver).inbox.open(data, len(data))
    await door_of(driver).clients.words_match(came.client_id)
    shell_of(driver).changed()
    await driver.settle()
    return came.client_id


# -- the beginning, and the card -----------------------------------------------------------------


@pytest.mark.parametrize("route", ["/", "/inbox", "/card"])
async def test_a_new_practice_first_asks_for_a_name(start: Start, route: str) -> None:
    driver = await start()
    await create(driver, "practice")
    await driver.go(route)
    assert driver.sees(say("card.begin_title"))
    await driver.click("make-card")
    assert driver.sees(say("card.name_missing"))
    await driver.change("practice-name", " Dana  Okafor ")
    await driver.change("practice-line", "I read on Tuesdays.")
    await driver.click("make-card")
    await driver.until(lambda: driver.has("own-card"))
    assert driver.sees("^Dana Okafor$")
    assert driver.sees("I read on Tuesdays.\nNot monitored. Not for emergencies.")


async def test_the_words_are_on_the_screen_and_never_in_the_card(
    practice: Driver, tmp_path: Path
) -> None:
    await practice.go("/card")
    await practice.until(lambda: practice.sees("^8: "))
    saved: dict[str, Any] = {}

    def save(asked: dict[str, Any]) -> str:
        saved.update(asked)
        path = tmp_path / asked["file_name"]
        path.write_bytes(asked["src_bytes"])
        return str(path)

    practice.conn.answers["save_file"] = save
    await practice.click("save-card")
    await practice.until(lambda: practice.sees(say("card.saved")))
    card = Card.parse(saved["src_bytes"])
    assert saved["file_name"] == "card-2026-03-04.json"
    for word in card.words():
        assert practice.sees(f"^{word}$")
    assert not practice.sees("AGE-SECRET-KEY")


async def test_a_new_reading_line_makes_the_card_anew(practice: Driver) -> None:
    await practice.go("/card")
    before = door_of(practice).card.file()[0]
    await practice.change("reading-line", "I read on Mondays.")
    await practice.click("keep-line")
    await practice.until(lambda: practice.sees(say("card.line_kept")))
    assert practice.sees("I read on Mondays.\n")
    old, new = Card.parse(before), Card.parse(door_of(practice).card.file()[0])
    assert new.made > old.made
    assert new.fingerprint == old.fingerprint


async def test_renewing_gives_another_year(practice: Driver, clock: SetClock) -> None:
    await practice.go("/card")
    assert practice.sees("365 days left")
    stays(practice)
    clock.move(timedelta(days=366))
    shell_of(practice).changed()
    await practice.settle()
    assert practice.sees(say("card.over"))
    await practice.click("renew")
    await practice.until(lambda: practice.sees("365 days left"))


# -- the inbox ------------------------------------------------------------------------------------


async def test_an_empty_inbox_invites(practice: Driver) -> None:
    await practice.go("/inbox")
    assert practice.sees(say("inbox.empty"))


async def test_a_first_packet_waits_for_four_words_and_shows_none_of_its_own(
    practice: Driver, client: JournalDoor
) -> None:
    data = await packet_from(client, practice, WORDS)
    await open_files(practice, data)
    await practice.until(lambda: practice.has("word-4"))
    assert practice.sees("Is this Rowan?")
    assert not practice.sees("blue")
    await practice.click("another-day")
    assert practice.sees("Someone new, called Rowan")
    await practice.go("/")
    assert practice.sees(say("clients.empty_title"))
    (waiting,) = door_of(practice).clients.waiting()
    await practice.go(f"/inbox/compare/{waiting.id}")
    await practice.until(lambda: practice.has("word-4"))
    words = await client.sharing.pair_words(client.sharing.cards()[0].id)
    assert all(practice.sees(f"^{word}$") for word in words)
    await practice.click("match")
    await practice.until(lambda: practice.sees(f"^{WORDS}$"))
    assert practice.sees("words compared 4 March")


async def test_words_that_differ_take_it_out_again(practice: Driver, client: JournalDoor) -> None:
    data = await packet_from(client, practice, WORDS)
    await open_files(practice, data)
    await practice.until(lambda: practice.has("word-4"))
    await practice.click("differ")
    await practice.until(lambda: practice.sees(say("inbox.compare_differed")))
    assert practice.sees(say("inbox.empty"))


async def test_a_proven_packet_is_there_at_once(practice: Driver, client: JournalDoor) -> None:
    client_id = await client_of(practice, await packet_from(client, practice, "first"))
    await open_files(practice, await packet_from(client, practice, WORDS))
    await practice.until(lambda: practice.sees("From Rowan. It is under Clients now."))
    assert practice.sees(say("inbox.proven"))
    await practice.go(f"/clients/{client_id}")
    assert practice.sees(f"^{WORDS}$")


async def test_the_same_file_again_is_said_and_not_added(
    practice: Driver, client: JournalDoor
) -> None:
    data = await packet_from(client, practice, WORDS)
    await client_of(practice, data)
    await open_files(practice, data)
    await practice.until(lambda: practice.sees(say("inbox.title_duplicate")))
    assert practice.sees("letter for letter, as the one from Today 17:00")
    assert door_of(practice).clients.clients()[0].unread == 1


@pytest.mark.parametrize("trouble", ["damaged", "not_ours", "not_a_packet", "too_large"])
async def test_what_does_not_open_is_one_kind_explanation(
    practice: Driver, client: JournalDoor, clock: SetClock, tmp_path: Path, trouble: str
) -> None:
    good = await packet_from(client, practice, WORDS)
    files = {
        "damaged": good[:-100],
        "not_a_packet": b"hello",
        "too_large": bytes(packet.MAX_PACKET_BYTES + 1),
    }
    if trouble == "not_ours":
        other = await checked_card(client, card_file(SOMEBODY_ELSE, clock.now(), name="Noor"))
        files["not_ours"] = await share(client, other, WORDS)
    await open_files(practice, files[trouble])
    await practice.until(lambda: practice.sees(say(f"inbox.title_{trouble}")))
    for key in ("safe", "tell", "cannot", "help"):
        assert practice.sees(say(f"inbox.{key}"))
    assert practice.sees(say("inbox.safe_line"))
    assert practice.sees(say(f"inbox.help_{trouble}"))
    assert not practice.sees("Rowan|blue|Error|Traceback")
    assert door_of(practice).clients.waiting() == ()
    await practice.click("let-go")
    assert practice.sees(say("inbox.empty"))


async def test_many_files_at_once_each_have_their_row(
    practice: Driver, client: JournalDoor
) -> None:
    good = await packet_from(client, practice, WORDS)
    await open_files(practice, good, good, b"hello", good[:-9])
    await practice.until(lambda: practice.sees("4 files were opened"))
    for line in ("inbox.new_line", "inbox.same_sign", "inbox.line_not_a_packet"):
        assert practice.sees(say(line))
    assert practice.sees(say("inbox.line_damaged"))


async def test_a_number_used_before_is_the_practices_decision(
    practice: Driver, client: JournalDoor
) -> None:
    client_id = await client_of(practice, await packet_from(client, practice, "first"))
    client.sharing._pairs[0]["counter"] = 0
    await open_files(practice, await packet_from(client, practice, WORDS))
    await practice.until(lambda: practice.sees(say("inbox.title_replay")))
    await practice.click("take-in")
    await practice.until(lambda: practice.sees(f"^{WORDS}$"))
    assert shell_of(practice).route == f"/clients/{client_id}"


# -- clients and the review ---------------------------------------------------------------


async def test_the_list_never_shows_a_clients_own_words(
    practice: Driver, client: JournalDoor
) -> None:
    await client_of(practice, await packet_from(client, practice, WORDS, "green"))
    await practice.go("/")
    assert practice.sees("^2 crumbs$")
    assert practice.sees("^2 new$")
    assert not practice.sees("blue|green")


async def test_understand_first_stands_on_top(practice: Driver, client: JournalDoor) -> None:
    card_id = await checked_card(client, door_of(practice).card.file()[0])
    crumb = await client.keep_crumb(WORDS)
    first = say("share.understand_first")
    answer = await client.entries.keep(Kind.PROMPT, [Part(first, "The lamp, please.")])
    choice = client.sharing.begin(card_id=card_id)
    choice.entries, choice.called = [crumb.id, answer.id], "Rowan"
    choice.ticked = {f"{crumb.id}/0", f"{answer.id}/0"}
    preview = client.sharing.preview()
    assert preview is not None
    sealed = await client.sharing.seal(preview)
    await client.sharing.saved(sealed, CONSENT)
    client_id = await client_of(practice, sealed.data)
    await practice.go(f"/clients/{client_id}")
    seen = practice.texts()
    assert seen.index(say("review.understand")) < seen.index("The lamp, please.")
    assert seen.index("The lamp, please.") < seen.index(WORDS)


async def test_marking_reviewed_keeps_everything_readable(
    practice: Driver, client: JournalDoor
) -> None:
    client_id = await client_of(practice, await packet_from(client, practice, WORDS))
    await practice.go(f"/clients/{client_id}")
    await practice.click("mark")
    await practice.until(lambda: practice.sees(say("review.marked")))
    assert practice.sees(f"^{WORDS}$")
    assert not practice.has("mark")
    await practice.go("/")
    assert practice.sees(say("clients.reviewed"))


async def test_two_of_one_name_are_told_apart_everywhere(
    practice: Driver, clock: SetClock, tmp_path: Path
) -> None:
    ids = {}
    for folder, name in (("a", "Rowan Ellery"), ("b", "Rowan Ellis")):
        door = client_door(tmp_path / folder, clock)
        data = await packet_from(door, practice, f"words of {name}", called=name)
        ids[name] = await client_of(practice, data)
        door.close()
    await practice.go("/")
    assert practice.sees("^REy$")
    assert practice.sees("^REs$")
    await practice.go(f"/clients/{ids['Rowan Ellery']}")
    assert practice.sees("Not Rowan Ellis, who is another client")
    assert practice.sees("^words of Rowan Ellery$")
    assert not practice.sees("words of Rowan Ellis")


async def test_shared_text_has_no_power_over_the_screen(
    practice: Driver, client: JournalDoor
) -> None:
    words = "safe \u202eton\u202c \x1b[2J ![x](http://example.invalid/a.png)"
    client_id = await client_of(
        practice, await packet_from(client, practice, words, called="Ro\u202ewan\n\nX")
    )
    await practice.go(f"/clients/{client_id}")
    assert practice.sees("^Rowan X$")
    assert practice.sees("http://example.invalid")  # as letters, never fetched
    assert not any("\u202e" in text or "\x1b" in text for text in practice.texts())


@pytest.mark.parametrize("route", ["/clients/none", "/inbox/compare/none", "/inbox/file/none"])
async def test_addresses_of_nothing_are_kind(practice: Driver, route: str) -> None:
    await practice.go(route)
    assert practice.sees(say("review.gone")) or practice.sees(say("inbox.gone"))


async def test_nothing_of_a_locked_practice_is_sent_again(
    practice: Driver, client: JournalDoor
) -> None:
    client_id = await client_of(practice, await packet_from(client, practice, WORDS))
    await practice.go(f"/clients/{client_id}")
    assert b"very blue" in practice.wire()
    await practice.disconnect()
    assert b"very blue" not in practice.wire()
    assert b"Rowan" not in practice.wire()


@pytest.mark.parametrize(
    ("seen_as", "scale"), [(PHONE, 1.0), (SMALL_PHONE, 2.0), (TABLET, 1.0), (DESKTOP, 1.0)]
)
@pytest.mark.parametrize("dark", [False, True])
async def test_every_practice_screen_mounts(
    start: Start, client: JournalDoor, seen_as: Client, dark: bool, scale: float
) -> None:
    driver = await begun(start, seen_as)
    shell = shell_of(driver)
    shell.dark, shell.text_scale = dark, scale
    data = await packet_from(client, driver, WORDS)
    client_id = await client_of(driver, data)
    await open_files(driver, data, b"hello")
    came = [c.id for c in (*door_of(driver).inbox.already(), *door_of(driver).inbox.aside())]
    assert len(came) == 2
    routes = ["/", "/card", "/inbox", f"/clients/{client_id}"]
    for route in [*routes, *(f"/inbox/file/{i}" for i in came)]:
        await driver.go(route)
        assert driver.has("support")
        assert not driver.sees(sentence(ValueError()))
