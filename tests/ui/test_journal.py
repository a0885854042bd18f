"""The journal's list, an entry's page, changing it and letting it go, as a person meets them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import flet as ft
import pytest

from journal_app.clock import SetClock
from journal_app.domain.entry import Entry, Kind, Part
from tests.driver import DESKTOP, PHONE, SMALL_PHONE, Client, Driver
from tests.ui.conftest import Start, create, door_of, shell_of, stays


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


async def keep(
    driver: Driver, clock: SetClock, when: datetime, kind: Kind, *texts: str, **more: object
) -> Entry:
    """Keep an entry at another time of the clock."""
    now, clock.instant = clock.instant, when
    parts = [Part("", text) for text in texts]
    entry = await door_of(driver).entries.keep(kind, parts, **more)  # type: ignore[arg-type]
    clock.instant = now
    return entry


async def show(driver: Driver, route: str = "/journal") -> None:
    """Open an address, with everything that was kept meanwhile on it."""
    shell_of(driver).changed()
    await driver.go(route)


def keys(driver: Driver, beginning: str) -> list[str]:
    """The keys that begin so, as they stand in the tree."""
    every = driver.keys()
    return [key for key in every if key.startswith(beginning)]


def order(driver: Driver) -> list[str]:
    """The ids of the entries on the list, as they stand on the screen from top to bottom."""
    view = driver.get("timeline")
    ids = [key.removeprefix("entry-") for key in keys(driver, "entry-")]
    return ids[::-1] if view.reverse else ids


# -- the list ----------------------------------------------------------------------


async def test_an_empty_journal_invites_in_one_sentence_and_one_button(opened: Driver) -> None:
    await show(opened)
    assert opened.sees("What you keep will stand here")
    assert not opened.has("timeline")
    await opened.click("write")
    assert opened.has("free-words")


async def test_entries_stand_in_order_of_time_under_their_days(
    in_session: Driver, clock: SetClock
) -> None:
    later = await keep(in_session, clock, at(4, 7, 15), Kind.CRUMB, "lamplight")
    first = await keep(in_session, clock, at(3, 15, 20), Kind.CRUMB, "blue, then very blue")
    night = await keep(in_session, clock, at(4, 3), Kind.FREE, "awake")
    before = await keep(in_session, clock, at(1, 9, 5), Kind.FREE, "packing")
    await show(in_session)
    assert order(in_session) == [before.id, first.id, night.id, later.id]
    for words in ("1 March, Sunday", "Session day, Tuesday", "Dawn 1, Wednesday"):
        assert in_session.sees(f"^{words}$")
    assert in_session.sees(r"Crumb · 7:15")


async def test_a_row_says_what_when_the_words_and_who_can_see_it(
    in_session: Driver, clock: SetClock
) -> None:
    entry = await keep(
        in_session,
        clock,
        at(4, 10, 40),
        Kind.PROMPT,
        "The careful side\nwants to slow down.",
        prompt_id="the-ones-around-the-table",
    )
    await show(in_session)
    assert in_session.said_of(f"entry-{entry.id}") == (
        "The ones around the table · 10:40. The careful side wants to slow down.. Private"
    )
    await in_session.click(f"entry-{entry.id}")
    assert shell_of(in_session).route == f"/entries/{entry.id}"


async def test_thirty_at_a_time_and_the_place_is_found_again(
    opened: Driver, clock: SetClock
) -> None:
    kept = [
        await keep(opened, clock, at(1, 0) + timedelta(hours=n), Kind.CRUMB, f"word {n}")
        for n in range(70)
    ]
    await show(opened)
    assert order(opened) == [e.id for e in kept[40:]]
    assert opened.sees("Show 30 earlier")
    await opened.click("earlier")
    assert order(opened) == [e.id for e in kept[10:]]
    assert opened.sees("Show 10 earlier")
    await opened.fire("timeline", "scroll", _scrolled(480.0))
    await opened.click(f"entry-{kept[12].id}")
    await opened.click("back")
    assert order(opened) == [e.id for e in kept[10:]]
    assert ("scroll_to", 480.0) in [(n, a.get("offset")) for n, a in opened.conn.calls if a]
    await opened.click("earlier")
    assert not opened.has("earlier")


def _scrolled(pixels: float) -> dict[str, object]:
    return {
        "event_type": "update",
        "pixels": pixels,
        "min_scroll_extent": 0.0,
        "max_scroll_extent": 4000.0,
        "viewport_dimension": 600.0,
    }


async def test_a_new_entry_brings_the_list_back_to_its_newest_end(
    opened: Driver, clock: SetClock
) -> None:
    for n in range(40):
        await keep(opened, clock, at(1, 0) + timedelta(hours=n), Kind.CRUMB, f"word {n}")
    await show(opened)
    await opened.fire("timeline", "scroll", _scrolled(480.0))
    await opened.go("/")
    await keep(opened, clock, at(4, 16), Kind.CRUMB, "newest")
    opened.conn.calls.clear()
    await show(opened)
    assert "scroll_to" not in [name for name, _ in opened.conn.calls]


async def test_a_long_list_opens_at_its_foot_and_a_short_one_at_its_head(
    opened: Driver, clock: SetClock
) -> None:
    await keep(opened, clock, at(1, 0), Kind.CRUMB, "one")
    await show(opened)
    assert opened.get("timeline").reverse is False
    for n in range(12):
        await keep(opened, clock, at(1, 1 + n), Kind.FREE, f"more and more words, {n}")
    await show(opened, "/")
    await show(opened)
    assert opened.get("timeline").reverse is True


async def test_filters_are_there_for_the_kinds_that_are_there(
    opened: Driver, clock: SetClock
) -> None:
    crumb = await keep(opened, clock, at(1, 9), Kind.CRUMB, "blue")
    await show(opened)
    assert not opened.has("filter-all")
    free = await keep(opened, clock, at(1, 10), Kind.FREE, "words")
    await show(opened)
    assert keys(opened, "filter-") == [
        "filter-all",
        "filter-crumb",
        "filter-free",
    ]
    await opened.click("filter-crumb")
    assert order(opened) == [crumb.id]
    await opened.click("filter-all")
    assert order(opened) == [crumb.id, free.id]


async def test_a_filter_whose_last_entry_is_gone_shows_everything(
    opened: Driver, clock: SetClock
) -> None:
    crumb = await keep(opened, clock, at(1, 9), Kind.CRUMB, "blue")
    free = await keep(opened, clock, at(1, 10), Kind.FREE, "words")
    await show(opened)
    await opened.click("filter-crumb")
    await door_of(opened).entries.delete(crumb.id)
    shell_of(opened).changed()
    await opened.settle()
    assert order(opened) == [free.id]


async def test_a_resting_entry_shows_none_of_its_words(in_session: Driver, clock: SetClock) -> None:
    entries = door_of(in_session).entries
    entry = await keep(in_session, clock, at(4, 9, 5), Kind.FREE, "dear later me")
    sealed = entry.to_doc() | {"sealed": "next-session"}
    entries._entries[entry.id] = Entry.from_doc(sealed)
    await show(in_session)
    assert in_session.sees("Resting until your next session")
    await in_session.click(f"entry-{entry.id}")
    assert in_session.sees("Resting until your next session")
    assert not in_session.has("edit")
    assert not in_session.has("share")
    assert b"dear later me" not in in_session.wire()


async def test_a_thousand_entries_open_quickly(opened: Driver, clock: SetClock) -> None:
    """The first page is one message of at most 120 kB however long the journal is."""
    for n in range(1000):
        entry = Entry(
            id=f"{n:032x}",
            kind=Kind.FREE,
            written=at(1, 0) - timedelta(hours=n),
            zone="Europe/London",
            parts=(Part("", "An ordinary sentence about an ordinary hour. " * 5),),
        )
        door_of(opened).entries._remember(entry)
    before = opened.bytes_sent
    await show(opened)
    assert len(order(opened)) == 30
    assert opened.bytes_sent - before < 120_000
    before = opened.bytes_sent
    shell_of(opened).tell("A sentence.")
    await opened.settle()
    assert opened.bytes_sent - before < 8_000  # no row was drawn again


@pytest.mark.parametrize("seen_as", [PHONE, SMALL_PHONE, DESKTOP])
async def test_there_is_one_way_to_write_at_every_width(start: Start, seen_as: Client) -> None:
    driver = await start(seen_as)
    await create(driver)
    await door_of(driver).keep_free("words")
    await show(driver)
    assert driver.has("write")
    p, write = shell_of(driver).p, driver.get("write")
    assert isinstance(write, ft.FilledButton)
    assert write.style is not None
    assert isinstance(write.style.bgcolor, dict)
    colour = write.style.bgcolor[ft.ControlState.DEFAULT]
    assert colour == (p.tide_soft if seen_as is DESKTOP else p.tide)
    await driver.click("write")
    assert driver.has("free-words")


async def test_large_text_offers_the_filters_in_one_button(opened: Driver, clock: SetClock) -> None:
    crumb = await keep(opened, clock, at(1, 9), Kind.CRUMB, "blue")
    await keep(opened, clock, at(1, 10), Kind.FREE, "words")
    shell_of(opened).text_scale = 2.0
    await show(opened)
    assert opened.has("filters")
    await opened.click("filter-crumb")
    assert order(opened) == [crumb.id]
    assert opened.sees("Showing: Crumbs")


# -- one entry -----------------------------------------------------------------------


async def test_an_entry_is_shown_whole_with_its_questions_and_numbers(
    in_session: Driver, clock: SetClock
) -> None:
    entries = door_of(in_session).entries
    long = "\n".join(f"line {n}" for n in range(3000))
    clock.instant = at(4, 10, 40)
    entry = await entries.keep(
        Kind.PROMPT,
        [Part("Sides", "slow down", "Who is around the table?"), Part("More", long)],
        prompt_id="the-ones-around-the-table",
        readings={"revved": 4, "far_away": 0},
    )
    await show(in_session, f"/entries/{entry.id}")
    assert in_session.sees("^The ones around the table$")
    assert in_session.sees(r"Wednesday, 4 March 2026, 10:40 · Dawn 1")
    assert in_session.sees(r"Who is around the table\?")
    assert in_session.sees("Revved: some")
    assert in_session.sees("Far away: not at all")
    assert in_session.sees("Private: only you")
    drawn = [t.value for t in in_session.all(ft.Text) if "line " in str(t.value)]
    assert "\n".join(drawn) == long
    assert len(drawn) > 5


async def test_an_entry_that_is_gone_says_so_kindly(opened: Driver) -> None:
    await opened.go("/entries/" + "0" * 32)
    assert opened.sees("not in the journal any more")
    await opened.go("/entries/" + "0" * 32 + "/edit")
    assert opened.sees("not in the journal any more")


async def test_delete_asks_once_and_says_what_happens(opened: Driver, clock: SetClock) -> None:
    entry = await keep(opened, clock, at(1, 9), Kind.FREE, "words")
    await show(opened, f"/entries/{entry.id}")
    await opened.click("delete")
    assert opened.sees("It goes from the journal now, and from the file at the next tidy-up.")
    await opened.click("keep-it")
    await opened.fire(opened.all(ft.AlertDialog)[0], "dismiss")  # as the client says it is closed
    assert door_of(opened).entries.get(entry.id) is not None
    await opened.click("delete")
    await opened.click("delete-it")
    await opened.until(lambda: opened.sees("It has gone from the journal"))
    assert door_of(opened).entries.get(entry.id) is None
    assert shell_of(opened).route == "/journal"
    assert b"words" not in [t.encode() for t in opened.texts()]


async def test_share_goes_to_a_new_packet_with_this_entry(opened: Driver, clock: SetClock) -> None:
    entry = await keep(opened, clock, at(1, 9), Kind.FREE, "words")
    await show(opened, f"/entries/{entry.id}")
    await opened.click("share")
    assert shell_of(opened).route == f"/share/new?entry={entry.id}"


async def test_a_check_in_has_numbers_and_nothing_to_edit(opened: Driver) -> None:
    entry = await door_of(opened).keep_check_in(2, 8)
    await show(opened)
    assert opened.sees("Revved: a little · Far away: a lot")
    await opened.click(f"entry-{entry.id}")
    assert not opened.has("edit")
    assert opened.has("delete")


# -- changing it ---------------------------------------------------------------------


async def test_new_words_replace_the_old_ones(opened: Driver, clock: SetClock) -> None:
    entry = await keep(opened, clock, at(1, 9), Kind.FREE, "old words")
    await show(opened, f"/entries/{entry.id}")
    await opened.click("edit")
    assert opened.get("edit-0").value == "old words"
    await opened.change("edit-0", "new words")
    await opened.click("save")
    await opened.until(lambda: opened.sees("^new words$"))
    assert opened.sees("Changed on Wednesday, 4 March 2026, 17:00")
    assert door_of(opened).drafts.keys() == ()


async def test_leaving_keeps_what_was_being_changed(opened: Driver, clock: SetClock) -> None:
    entry = await keep(opened, clock, at(1, 9), Kind.FREE, "old words")
    await show(opened, f"/entries/{entry.id}/edit")
    await opened.change("edit-0", "half a thought")
    await opened.click("back")
    await opened.until(lambda: opened.sees("^old words$"))
    assert opened.sees("Changes are waiting under Edit.")
    await opened.click("edit")
    assert opened.get("edit-0").value == "half a thought"
    await opened.click("as-it-was")
    await opened.until(lambda: opened.sees("^old words$"))
    assert not opened.sees("Changes are waiting")
    await opened.click("edit")
    assert opened.get("edit-0").value == "old words"


async def test_looking_at_edit_and_leaving_makes_no_draft(opened: Driver, clock: SetClock) -> None:
    entry = await keep(opened, clock, at(1, 9), Kind.FREE, "old words")
    await show(opened, f"/entries/{entry.id}/edit")
    await opened.click("back")
    assert door_of(opened).drafts.keys() == ()


async def test_each_part_has_a_field_and_an_emptied_one_is_left_out(
    opened: Driver, clock: SetClock
) -> None:
    entry = await keep(opened, clock, at(1, 9), Kind.PROMPT, "one", "two")
    await show(opened, f"/entries/{entry.id}/edit")
    await opened.change("edit-0", "  ")
    await opened.change("edit-1", "two, and more")
    await opened.click("save")
    await opened.until(lambda: opened.sees("^two, and more$"))
    changed = door_of(opened).entries.get(entry.id)
    assert changed is not None
    assert [part.text for part in changed.parts] == ["two, and more"]


async def test_emptying_everything_changes_nothing(opened: Driver, clock: SetClock) -> None:
    entry = await keep(opened, clock, at(1, 9), Kind.FREE, "old words")
    await show(opened, f"/entries/{entry.id}/edit")
    await opened.change("edit-0", " ")
    await opened.click("save")
    assert opened.sees("Nothing is written now, so nothing was changed.")
    kept = door_of(opened).entries.get(entry.id)
    assert kept is not None
    assert kept.text == "old words"


async def test_too_much_text_stays_in_the_hands(opened: Driver, clock: SetClock) -> None:
    entry = await keep(opened, clock, at(1, 9), Kind.FREE, "old words")
    await show(opened, f"/entries/{entry.id}/edit")
    await opened.change("edit-0", "x" * 1_000_001)
    await opened.click("save")
    await opened.until(lambda: opened.sees("more than one entry can carry"))
    assert len(str(opened.get("edit-0").value)) == 1_000_001


async def test_deleting_lets_go_of_changes_too(opened: Driver, clock: SetClock) -> None:
    entry = await keep(opened, clock, at(1, 9), Kind.FREE, "old words")
    await show(opened, f"/entries/{entry.id}/edit")
    await opened.change("edit-0", "half a thought")
    await opened.click("back")
    await opened.click("delete")
    await opened.click("delete-it")
    await opened.until(lambda: opened.sees("It has gone from the journal"))
    assert door_of(opened).drafts.keys() == ()


# -- for later -----------------------------------------------------------------------


async def test_a_note_for_the_next_session_rests_until_it_begins(
    in_session: Driver, clock: SetClock
) -> None:
    stays(in_session)
    await in_session.go("/write")
    await in_session.change("free-words", "dear later me")
    await in_session.click("for-later")
    await in_session.until(lambda: in_session.sees("It rests until your next session"))
    door = door_of(in_session)
    entry = door.entries.page().entries[-1]
    assert not in_session.sees("dear later me")
    assert b"dear later me" not in in_session.wire()
    assert await door.search("later") == set()
    assert not door.sharing.can_share(entry)
    await door.days.add_session(clock.now() + timedelta(days=20))
    clock.instant += timedelta(days=21)
    await show(in_session)
    assert in_session.sees("dear later me")
    assert await door.search("later") == {entry.id}
    assert door.sharing.can_share(entry)


async def test_what_rests_can_be_opened_early_after_one_gentle_question(
    in_session: Driver, clock: SetClock
) -> None:
    entry = await keep(in_session, clock, at(4, 15), Kind.FREE, "dear later me")
    await show(in_session, f"/entries/{entry.id}")
    await in_session.click("rest")
    await in_session.until(lambda: in_session.has("wake"))
    assert not in_session.sees("dear later me")
    assert not in_session.has("edit")
    assert not in_session.has("share")
    await in_session.click("wake")
    await in_session.click("rest-on")
    assert door_of(in_session).rests(door_of(in_session).entries.page().entries[-1])
    await in_session.click("wake")
    await in_session.click("wake-it")
    await in_session.until(lambda: in_session.sees("dear later me"))
