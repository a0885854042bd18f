"""Sharing as a client meets it: cards, eight words, the exact preview, consent, and the receipt."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from journal_app.clock import SetClock
from journal_app.domain.entry import Entry, Kind, Part
from journal_app.domain.errors import CannotWrite, CardNotConfirmed, NotACard
from journal_app.sharing import packet
from journal_app.words import say, sentence
from tests.driver import DESKTOP, PHONE, SMALL_PHONE, TABLET, Client, Driver
from tests.ui.conftest import Start, create, door_of, shell_of, stays
from tests.ui.people import DANA, SOMEBODY_ELSE, card_file, checked_card, picked

NEW = "/share/new"


def will_open(driver: Driver, *files: bytes) -> None:
    """What the person will choose in the next file dialog."""
    driver.conn.answers["pick_files"] = picked(*files)


class Saved:
    """The platform's save dialog on a desktop: writes the file, or is cancelled."""

    def __init__(self, driver: Driver, folder: Path | None, spoil: bytes = b"") -> None:
        self.folder, self.spoil = folder, spoil
        self.files: list[tuple[str, bytes]] = []
        driver.conn.answers["save_file"] = self._answer

    def _answer(self, asked: dict[str, Any]) -> str | None:
        if self.folder is None:
            return None
        path = self.folder / asked["file_name"]
        path.write_bytes(asked["src_bytes"] + self.spoil)
        self.files.append((asked["file_name"], asked["src_bytes"]))
        return str(path)


@pytest.fixture
async def desk(start: Start) -> Driver:
    """A new, open journal on a desktop, where a save says how it ended."""
    driver = await start(DESKTOP)
    await create(driver)
    return driver


async def has_card(driver: Driver, clock: SetClock) -> str:
    """Dana's card, opened and compared."""
    made = clock.now() - timedelta(days=1)
    card_id = await checked_card(door_of(driver), card_file(DANA, made))
    shell_of(driver).changed()
    await driver.settle()
    return card_id


async def has_answer(driver: Driver) -> Entry:
    """An answer of three parts and two readings."""
    entry = await door_of(driver).entries.keep(
        Kind.PROMPT,
        [Part("The outline", "I was under water."), Part("By surprise", "a canary sang")],
        readings={"revved": 5, "far_away": 2},
    )
    shell_of(driver).changed()
    return entry


# -- cards -----------------------------------------------------------------------------------


async def test_without_a_card_one_sentence_and_one_button_invite(opened: Driver) -> None:
    await opened.click("tab-/share")
    assert opened.sees(say("share.empty_line"))
    assert opened.has("open-card")
    assert not opened.has("choose")


async def test_a_card_is_opened_compared_and_then_says_so(opened: Driver, clock: SetClock) -> None:
    await opened.click("tab-/share")
    will_open(opened, card_file(DANA, clock.now()))
    await opened.click("open-card")
    await opened.until(lambda: opened.has("word-8"))
    assert opened.sees("Dana reads them aloud")
    for number in (1, 2):
        await opened.click(f"word-{number}")
    assert len(opened.all(checked=True)) == 2
    await opened.click("word-1")
    assert len(opened.all(checked=True)) == 1
    await opened.click("match")
    await opened.until(lambda: opened.sees("Words compared on 4 March"))
    assert opened.has("choose")


async def test_ticks_decide_nothing_and_both_answers_weigh_the_same(
    opened: Driver, clock: SetClock
) -> None:
    view, _ = await door_of(opened).sharing.open_card(card_file(DANA, clock.now()))
    await opened.go(f"/share/compare/{view.id}")
    await opened.until(lambda: opened.has("word-8"))
    for number in range(1, 9):
        await opened.click(f"word-{number}")
    assert not door_of(opened).sharing.cards()[0].ready
    same = [opened.get(key) for key in ("differ", "match")]
    assert type(same[0]) is type(same[1])
    assert same[0].style == same[1].style


async def test_what_grows_quiet_beside_a_page_stays_the_same_button(
    desk: Driver, clock: SetClock
) -> None:
    await has_card(desk, clock)
    await desk.go("/share")
    loud = desk.get("choose")
    before = loud.style
    await desk.click("choose")
    assert shell_of(desk).route == NEW
    quiet = desk.get("choose")
    assert quiet._i == loud._i  # a press made meanwhile finds it
    assert quiet.style != before


@pytest.mark.parametrize("answer", ["another-day", "differ"])
async def test_until_the_words_match_nothing_can_be_shared(
    opened: Driver, clock: SetClock, answer: str
) -> None:
    view, _ = await door_of(opened).sharing.open_card(card_file(DANA, clock.now()))
    await opened.go(f"/share/compare/{view.id}")
    await opened.until(lambda: opened.has("word-8"))
    await opened.click(answer)
    await opened.until(lambda: opened.has(f"compare-{view.id}"))
    assert opened.sees(say("share.unconfirmed"))
    assert not opened.has("choose")
    await opened.go(NEW)
    assert opened.sees(say("share.choose_no_card"))


async def test_a_changed_card_blocks_sharing_and_says_why(opened: Driver, clock: SetClock) -> None:
    card_id = await has_card(opened, clock)
    await opened.click("tab-/share")
    will_open(opened, card_file(SOMEBODY_ELSE, clock.now()))
    await opened.click("open-card")
    await opened.until(lambda: opened.has("word-8"))
    assert opened.sees("Other keys came under this name. It may be a new device")
    await opened.click("another-day")
    assert opened.sees(say("share.changed"))
    assert not opened.has("choose")
    await opened.go(f"/share/compare/{card_id}")
    await opened.until(lambda: opened.has("word-8"))
    await opened.click("match")
    await opened.until(lambda: opened.has("choose"))


@pytest.mark.parametrize(
    ("made_later", "words"), [(0, "offered_same"), (30, "offered_renewed"), (-30, "offered_older")]
)
async def test_a_card_that_is_known_is_told_kindly(
    opened: Driver, clock: SetClock, made_later: int, words: str
) -> None:
    await checked_card(door_of(opened), card_file(DANA, clock.now()))
    await opened.click("tab-/share")
    will_open(opened, card_file(DANA, clock.now() + timedelta(days=made_later)))
    await opened.click("open-card")
    expected = (
        say(f"share.{words}") if words == "offered_same" else say(f"share.{words}", name="Dana")
    )
    await opened.until(lambda: opened.sees(expected))
    assert opened.has("choose")


@pytest.mark.parametrize(
    "data", [b"hello", b"", b"{}", bytes(200_000)], ids=["text", "empty", "object", "huge"]
)
async def test_a_file_that_is_no_card_gets_one_kind_sentence(opened: Driver, data: bytes) -> None:
    await opened.click("tab-/share")
    will_open(opened, data)
    await opened.click("open-card")
    await opened.until(lambda: opened.has("notice"))
    assert opened.sees(sentence(NotACard()))
    assert opened.sees(say("share.empty_line"))


async def test_a_huge_file_on_a_desktop_is_never_read_whole(desk: Driver, tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(3 * 1024**3)  # a hole: three gigabytes that take no room
    desk.conn.answers["pick_files"] = [
        {"id": 1, "name": "huge", "size": 3 * 1024**3, "path": str(path), "bytes": None}
    ]
    await desk.click("tab-/share")
    await desk.click("open-card")
    await desk.until(lambda: desk.has("notice"))
    assert desk.sees(sentence(NotACard()))


async def test_closing_the_dialog_changes_nothing(opened: Driver) -> None:
    await opened.click("tab-/share")
    will_open(opened)
    await opened.click("open-card")
    await opened.settle()
    assert not opened.has("notice")
    assert opened.has("open-card")


async def test_a_card_that_runs_out_warns_and_does_not_block(
    opened: Driver, clock: SetClock
) -> None:
    await checked_card(door_of(opened), card_file(DANA, clock.now(), lasts=timedelta(days=10)))
    await opened.click("tab-/share")
    assert opened.sees("runs out on 14 March 2026")
    clock.move(timedelta(days=11))
    shell_of(opened).changed()
    await opened.settle()
    assert opened.sees("ran out on 14 March 2026")
    assert opened.has("choose")


async def test_a_name_from_outside_has_no_power_over_the_screen(
    opened: Driver, clock: SetClock
) -> None:
    data = card_file(DANA, clock.now(), name="\u202eDana\n\nOkafor \x1b[31m")
    await checked_card(door_of(opened), data)
    await opened.click("tab-/share")
    assert opened.sees("^Dana Okafor")
    assert not any("\u202e" in text or "\x1b" in text for text in opened.texts())


# -- choosing -----------------------------------------------------------------------------------


async def test_entries_are_chosen_newest_first_and_from_an_entry_it_is_ticked(
    opened: Driver, clock: SetClock
) -> None:
    await has_card(opened, clock)
    stays(opened)
    older = await door_of(opened).keep_crumb("older")
    clock.move(timedelta(hours=1))
    newer = await door_of(opened).keep_crumb("newer")
    await opened.go(f"{NEW}?entry={older.id}")
    assert _entries(opened) == [f"entry-{newer.id}", f"entry-{older.id}"]
    assert door_of(opened).sharing.choice.entries == [older.id]
    assert len(opened.all(checked=True)) == 1


def _entries(driver: Driver) -> list[str]:
    """The rows of entries that can be chosen, from the top."""
    found = driver.keys()
    return [key for key in found if key.startswith("entry-")]


async def test_thirty_entries_at_a_time(opened: Driver, clock: SetClock) -> None:
    await has_card(opened, clock)
    stays(opened)
    for number in range(32):
        await door_of(opened).keep_crumb(f"crumb {number}")
        clock.move(timedelta(minutes=1))
    await opened.go(NEW)
    assert len(_entries(opened)) == 30
    await opened.click("older")
    assert len(_entries(opened)) == 32
    assert not opened.has("older")


async def test_with_nothing_to_share_there_is_an_invitation(
    opened: Driver, clock: SetClock
) -> None:
    await has_card(opened, clock)
    await opened.go(NEW)
    assert opened.sees(say("share.choose_empty"))


async def test_looking_needs_an_entry(opened: Driver, clock: SetClock) -> None:
    await has_card(opened, clock)
    await has_answer(opened)
    await opened.go(NEW)
    await opened.click("look")
    assert opened.sees(say("share.choose_none"))


async def test_with_two_cards_one_says_whom_it_is_for(opened: Driver, clock: SetClock) -> None:
    dana = await has_card(opened, clock)
    noor = await checked_card(
        door_of(opened), card_file(SOMEBODY_ELSE, clock.now(), name="Noor Castellane")
    )
    entry = await has_answer(opened)
    await opened.go(f"{NEW}?entry={entry.id}")
    assert door_of(opened).sharing.choice.card_id == dana
    await opened.click(f"for-{noor}")
    await opened.click("look")
    assert opened.sees("What Noor will see")


# -- the exact preview, consent, the seal -----------------------------------------------------


async def preview_of(driver: Driver, clock: SetClock) -> Entry:
    """The preview with one entry chosen."""
    await has_card(driver, clock)
    entry = await has_answer(driver)
    await driver.go(f"{NEW}?entry={entry.id}")
    await driver.click("look")
    return entry


async def test_nothing_is_ticked_and_what_stays_is_shown_by_name_alone(
    opened: Driver, clock: SetClock
) -> None:
    entry = await preview_of(opened, clock)
    assert opened.sees("What Dana will see")
    assert opened.all(checked=True) == []
    assert opened.sees("^The outline$")
    assert not opened.sees("under water|canary")
    assert opened.sees(say("share.what_none"))
    await opened.click(f"part-{entry.id}/0")
    assert opened.sees("^I was under water.$")
    assert not opened.sees("canary")
    assert opened.sees("One ticked part of one entry")
    await opened.click(f"part-{entry.id}/0")
    assert not opened.sees("under water")


async def test_all_of_an_entry_is_one_tap(opened: Driver, clock: SetClock) -> None:
    entry = await preview_of(opened, clock)
    await opened.click(f"all-{entry.id}")
    assert opened.sees("^a canary sang$")
    assert opened.sees("^Revved 5, far away 2$")
    assert opened.sees("3 ticked parts of one entry")
    assert not opened.has(f"all-{entry.id}")


async def test_the_four_lines_and_the_limits_are_there(opened: Driver, clock: SetClock) -> None:
    await preview_of(opened, clock)
    for line in ("share.what", "share.why", "share.who", "share.mind", "share.mind_line"):
        assert opened.sees(say(line))
    assert opened.sees("Dana Okafor, card checked 4 March. Nobody else")
    assert opened.sees("Dana says: I read on Tuesdays and Thursdays.")
    assert opened.sees(say("share.limits"))
    await opened.click("fingerprint")
    assert opened.sees(DANA.fingerprint.hex()[:4])


@pytest.mark.parametrize("missing", ["tick", "name"])
async def test_what_is_missing_is_said_and_nothing_is_sealed(
    opened: Driver, clock: SetClock, missing: str
) -> None:
    entry = await preview_of(opened, clock)
    if missing == "tick":
        await opened.change("called", "Rowan")
    else:
        await opened.click(f"part-{entry.id}/0")
        await opened.change("called", "  \n ")
    await opened.click("seal")
    key = "share.none_ticked" if missing == "tick" else "share.name_missing"
    expected = say(key) if missing == "tick" else say(key, name="Dana")
    assert opened.sees(expected)
    assert "save_file" not in [name for name, _ in opened.conn.calls]


async def test_keeping_it_private_leaves_nothing(opened: Driver, clock: SetClock) -> None:
    entry = await preview_of(opened, clock)
    await opened.click(f"part-{entry.id}/0")
    await opened.click("keep-private")
    sharing = door_of(opened).sharing
    assert (sharing.receipts(), sharing.choice.entries, sharing.choice.ticked) == ((), [], set())
    assert opened.sees(say("share.kept_private"))
    assert not sharing.cards()[0].shared


async def test_the_whole_way_to_a_receipt(desk: Driver, clock: SetClock, tmp_path: Path) -> None:
    entry = await preview_of(desk, clock)
    saved = Saved(desk, tmp_path)
    await desk.click(f"part-{entry.id}/0")
    await desk.change("called", "Rowan")
    await desk.click("seal")
    await desk.until(lambda: desk.sees("Sealed for Dana"))
    ((name, data),) = saved.files
    assert name == "sealed-2026-03-04.age"
    opened = packet.open_packet(data, keys=DANA, pairs={})
    assert opened.body.sender == "Rowan"
    assert [p.text for p in opened.body.entries[0].parts] == ["I was under water."]
    assert desk.sees("ML-KEM-768")
    assert desk.sees("What: One ticked part of one entry")
    assert not desk.sees("under water|canary")
    kept = door_of(desk).entries.get(entry.id)
    assert kept is not None
    assert [door_of(desk).card_names[i] for i in kept.shared_with] == ["Dana"]
    await desk.click("four-words")
    await desk.until(lambda: desk.has("word-4"))
    assert tuple(w for w in opened.pair.words() if desk.sees(f"^{w}$")) == opened.pair.words()
    await desk.click("match")
    await desk.until(lambda: door_of(desk).sharing.cards()[0].proven)


async def test_the_name_is_asked_once(desk: Driver, clock: SetClock, tmp_path: Path) -> None:
    entry = await preview_of(desk, clock)
    saved = Saved(desk, tmp_path)
    await desk.click(f"part-{entry.id}/0")
    await desk.change("called", "Rowan")
    await desk.click("seal")
    await desk.until(lambda: desk.sees("Sealed for Dana"))
    await desk.go(f"{NEW}?entry={entry.id}")
    await desk.click("look")
    assert not desk.has("called")
    assert desk.sees("your name for Dana, which is Rowan")
    assert desk.all(checked=True) == []  # last time's ticks are not this time's consent
    await desk.click(f"part-{entry.id}/1")
    await desk.click("seal")
    await desk.until(lambda: len(saved.files) == 2)


async def test_a_cancelled_save_keeps_the_ticks_and_nothing_else(
    desk: Driver, clock: SetClock
) -> None:
    entry = await preview_of(desk, clock)
    Saved(desk, None)
    await desk.click(f"part-{entry.id}/0")
    await desk.change("called", "Rowan")
    await desk.click("seal")
    await desk.until(lambda: desk.sees(say("share.not_saved")))
    sharing = door_of(desk).sharing
    assert sharing.receipts() == ()
    assert not sharing.cards()[0].shared
    assert sharing.choice.ticked == {f"{entry.id}/0"}


async def test_a_file_that_was_not_written_whole_is_no_share(
    desk: Driver, clock: SetClock, tmp_path: Path
) -> None:
    entry = await preview_of(desk, clock)
    Saved(desk, tmp_path, spoil=b"x")
    await desk.click(f"part-{entry.id}/0")
    await desk.change("called", "Rowan")
    await desk.click("seal")
    await desk.until(lambda: desk.has("notice"))
    assert desk.sees(sentence(CannotWrite()))
    assert door_of(desk).sharing.receipts() == ()
    assert not door_of(desk).sharing.cards()[0].shared


async def test_a_card_that_changed_meanwhile_stops_the_seal(
    opened: Driver, clock: SetClock
) -> None:
    entry = await preview_of(opened, clock)
    await opened.click(f"part-{entry.id}/0")
    await opened.change("called", "Rowan")
    await door_of(opened).sharing.words_differ(door_of(opened).sharing.cards()[0].id)
    await opened.click("seal")
    await opened.until(lambda: opened.has("notice"))
    assert opened.sees(sentence(CardNotConfirmed()))
    assert "save_file" not in [name for name, _ in opened.conn.calls]


@pytest.mark.parametrize(
    "route", ["/share/compare/none", "/share/words/none", "/share/receipts/none", "/share/preview"]
)
async def test_addresses_of_nothing_are_kind(opened: Driver, route: str) -> None:
    await opened.go(route)
    keys = ("compare.none", "share.receipt_gone", "share.gone")
    assert any(opened.sees(say(key)) for key in keys)


@pytest.mark.parametrize(
    ("seen_as", "scale"), [(PHONE, 1.0), (SMALL_PHONE, 2.0), (TABLET, 1.0), (DESKTOP, 1.0)]
)
@pytest.mark.parametrize("dark", [False, True])
async def test_every_sharing_screen_mounts(
    start: Start, clock: SetClock, seen_as: Client, dark: bool, scale: float
) -> None:
    driver = await start(seen_as)
    await create(driver)
    shell = shell_of(driver)
    shell.dark, shell.text_scale = dark, scale
    entry = await preview_of(driver, clock)
    await driver.click(f"all-{entry.id}")
    assert driver.has("seal")
    card_id = door_of(driver).sharing.cards()[0].id
    for route in ("/share", NEW, f"/share/compare/{card_id}"):
        await driver.go(route)
        assert driver.has("support")
        assert not driver.sees(sentence(ValueError()))
