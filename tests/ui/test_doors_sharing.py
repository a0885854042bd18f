"""Sharing behind the doors: what is kept, what leaves, and what never does."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from journal_app import content
from journal_app.clock import SetClock
from journal_app.domain.entry import Kind, Part
from journal_app.domain.errors import (
    CardChanged,
    CardNotConfirmed,
    Locked,
    NotACard,
    SharingError,
)
from journal_app.sharing import packet
from journal_app.sharing.card import Card, CardState
from journal_app.ui.door import JournalDoor, PracticeDoor
from journal_app.ui.door.inbox import Outcome
from journal_app.ui.door.names import first_name, initials
from journal_app.ui.door.sharing import Offered
from journal_app.words import say
from tests.ui.people import (
    CONSENT,
    DANA,
    SOMEBODY_ELSE,
    again,
    card_file,
    checked_card,
    client_door,
    practice_door,
    share,
)


@pytest.fixture
def client(tmp_path: Path, clock: SetClock) -> JournalDoor:
    return client_door(tmp_path, clock)


@pytest.fixture
async def practice(tmp_path: Path, clock: SetClock) -> PracticeDoor:
    door = practice_door(tmp_path, clock)
    await door.card.make("Dana Okafor", "I read on Tuesdays.")
    return door


@pytest.fixture
async def card_id(client: JournalDoor, practice: PracticeDoor) -> str:
    """The practice's own card, opened and compared in the client's journal."""
    return await checked_card(client, practice.card.file()[0])


# -- cards ---------------------------------------------------------------------------------


async def test_a_new_card_is_kept_unconfirmed_and_nothing_can_be_sealed_for_it(
    client: JournalDoor, clock: SetClock
) -> None:
    view, offered = await client.sharing.open_card(card_file(DANA, clock.now()))
    assert (offered, view.state, view.ready) == (Offered.NEW, CardState.UNCONFIRMED, False)
    entry = await client.keep_crumb("blue")
    client.sharing.begin(entry.id, view.id)
    assert client.sharing.preview() is None  # there is nobody it could be for
    client.sharing.choice.card_id = view.id
    preview = client.sharing.preview()
    assert preview is not None
    with pytest.raises(CardNotConfirmed):
        await client.sharing.seal(preview)
    assert client.sharing.receipts() == ()


async def test_the_state_of_a_card_outlives_the_lock(
    client: JournalDoor, clock: SetClock, tmp_path: Path
) -> None:
    card_id = await checked_card(client, card_file(DANA, clock.now()))
    client.close()
    with again(tmp_path / "client", JournalDoor, clock)._journal as journal:
        door = JournalDoor(journal, clock)
        view = door.sharing.card(card_id)
        assert view is not None
        assert (view.ready, view.confirmed, view.first_name) == (True, clock.now(), "Dana")
        assert door.card_names == {card_id: "Dana"}


async def test_other_keys_under_the_same_name_block_sharing_until_compared_again(
    client: JournalDoor, clock: SetClock
) -> None:
    card_id = await checked_card(client, card_file(DANA, clock.now()))
    other = card_file(SOMEBODY_ELSE, clock.now(), name="dana  OKAFOR")
    view, offered = await client.sharing.open_card(other)
    assert (view.id, offered, view.state) == (card_id, Offered.CHANGED, CardState.CHANGED)
    assert await client.sharing.card_words(card_id) == Card.parse(other).words()
    entry = await client.keep_crumb("blue")
    client.sharing.begin(entry.id)
    client.sharing.choice.card_id = card_id
    preview = client.sharing.preview()
    assert preview is not None
    with pytest.raises(CardChanged):
        await client.sharing.seal(preview)
    await client.sharing.words_differ(card_id)
    view = client.sharing.cards()[0]
    assert (view.state, view.fingerprint) == (CardState.UNCONFIRMED, DANA.fingerprint.hex())


async def test_a_renewed_card_keeps_its_words_and_its_check(
    client: JournalDoor, clock: SetClock
) -> None:
    first = card_file(DANA, clock.now())
    card_id = await checked_card(client, first)
    _, same = await client.sharing.open_card(first)
    view, renewed = await client.sharing.open_card(
        card_file(DANA, clock.now() + timedelta(days=300))
    )
    back, older = await client.sharing.open_card(first)
    assert (same, renewed, older) == (Offered.SAME, Offered.RENEWED, Offered.OLDER)
    assert view.id == back.id == card_id
    assert back.ready
    assert back.expires == view.expires


async def test_a_card_says_when_it_runs_out_and_is_not_blocked_by_it(
    client: JournalDoor, clock: SetClock
) -> None:
    data = card_file(DANA, clock.now(), lasts=timedelta(days=40))
    card_id = await checked_card(client, data)
    seen = []
    for days in (0, 20, 30):
        clock.move(timedelta(days=days))
        view = client.sharing.card(card_id)
        assert view is not None
        seen.append((view.soon, view.expired, view.ready))
    assert seen == [(False, False, True), (True, False, True), (False, True, True)]


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"{}", b"\xff\xfe", b"[" * 20_000, b"a" * 100_000],
    ids=["empty", "text", "object", "bytes", "deep", "huge"],
)
async def test_what_is_not_a_card_changes_nothing(client: JournalDoor, data: bytes) -> None:
    with pytest.raises(NotACard):
        await client.sharing.open_card(data)
    assert client.sharing.cards() == ()


async def test_a_card_with_one_byte_changed_is_not_a_card_or_other_words(
    client: JournalDoor, clock: SetClock
) -> None:
    data = card_file(DANA, clock.now())
    with pytest.raises(NotACard):
        await client.sharing.open_card(data + b" ")
    with pytest.raises(NotACard):
        await client.sharing.open_card(data.replace(b"age1", b"age2", 1))


# -- sealing --------------------------------------------------------------------------------


async def test_nothing_starts_ticked_and_only_ticked_parts_leave(
    client: JournalDoor, practice: PracticeDoor, card_id: str
) -> None:
    entry = await client.entries.keep(
        Kind.PROMPT,
        [Part("The outline", "under water"), Part("By surprise", "secret canary")],
        readings={"revved": 5, "far_away": 2},
    )
    choice = client.sharing.begin(entry.id)
    preview = client.sharing.preview()
    assert preview is not None
    assert preview.parts == 0
    assert preview.going == ()
    choice.ticked = {f"{entry.id}/0", f"{entry.id}/readings"}
    choice.called = "Rowan"
    preview = client.sharing.preview()
    assert preview is not None
    sealed = await client.sharing.seal(preview)
    opened = packet.open_packet(sealed.data, keys=practice.card.keys(), pairs={})
    (shared,) = opened.body.entries
    assert [(p.name, p.text) for p in shared.parts] == [
        ("The outline", "under water"),
        ("How I arrived", "Revved 5, far away 2"),
    ]
    assert opened.body.session is None
    assert opened.body.sender == "Rowan"
    assert "canary" not in repr(opened)


async def test_what_was_drawn_is_what_is_sealed_even_if_the_entry_changes_meanwhile(
    client: JournalDoor, practice: PracticeDoor, card_id: str
) -> None:
    entry = await client.keep_crumb("as it was shown")
    choice = client.sharing.begin(entry.id)
    choice.ticked.add(f"{entry.id}/0")
    preview = client.sharing.preview()
    assert preview is not None
    await client.entries.change(entry.id, [Part("", "written later")])
    sealed = await client.sharing.seal(replace(preview, sender="Rowan"))
    opened = packet.open_packet(sealed.data, keys=practice.card.keys(), pairs={})
    assert opened.body.entries[0].parts[0].text == "as it was shown"


async def test_understand_first_travels_in_front_only_when_ticked(
    client: JournalDoor, practice: PracticeDoor, card_id: str
) -> None:
    name = say("share.understand_first")
    asked = {q.name for prompt in content.plan().prompts for q in prompt.questions}
    assert name in asked  # the plan and the packet mean the same question
    entry = await client.entries.keep(Kind.PROMPT, [Part(name, "the lamp"), Part("Other", "x")])
    choice = client.sharing.begin(entry.id)
    choice.called = "Rowan"
    found = []
    for part in (1, 0):
        choice.ticked = {f"{entry.id}/{part}"}
        preview = client.sharing.preview()
        assert preview is not None
        sealed = await client.sharing.seal(preview)
        opened = packet.open_packet(sealed.data, keys=practice.card.keys(), pairs={})
        found.append(opened.body.understand_first)
    assert found == [None, "the lamp"]


async def test_the_session_goes_only_with_its_own_tick(
    client: JournalDoor, practice: PracticeDoor, clock: SetClock, card_id: str
) -> None:
    await client.days.add_session(clock.now() - timedelta(hours=6), clock.now())
    entry = await client.keep_crumb("blue")
    choice = client.sharing.begin(entry.id)
    choice.ticked, choice.called = {f"{entry.id}/0", "session"}, "Rowan"
    preview = client.sharing.preview()
    assert preview is not None
    assert preview.parts == 2
    sealed = await client.sharing.seal(preview)
    opened = packet.open_packet(sealed.data, keys=practice.card.keys(), pairs={})
    assert opened.body.session is not None
    assert opened.body.session.end == clock.now()


async def test_cancelling_the_save_leaves_nothing_and_gives_no_number_twice(
    client: JournalDoor, clock: SetClock, card_id: str, tmp_path: Path
) -> None:
    entry = await client.keep_crumb("blue")
    choice = client.sharing.begin(entry.id)
    choice.ticked, choice.called = {f"{entry.id}/0"}, "Rowan"
    preview = client.sharing.preview()
    assert preview is not None
    sealed = await client.sharing.seal(preview)
    await client.sharing.not_saved(sealed)
    view = client.sharing.card(card_id)
    assert view is not None
    assert (view.shared, view.called) == (False, "")
    assert client.sharing.receipts() == ()
    kept = client.entries.get(entry.id)
    assert kept is not None
    assert kept.shared_with == ()
    assert client.sharing.choice.ticked == {f"{entry.id}/0"}
    assert len(client._journal.table("pairs")) == 0

    first = await client.sharing.seal(preview)
    await client.sharing.saved(first, CONSENT)
    client.sharing.begin(entry.id).ticked.add(f"{entry.id}/0")
    second = client.sharing.preview()
    assert second is not None
    cancelled = await client.sharing.seal(second)
    await client.sharing.not_saved(cancelled)
    third = await client.sharing.seal(second)
    assert first.counter < cancelled.counter < third.counter


async def test_a_receipt_says_what_went_and_never_its_words(
    client: JournalDoor, practice: PracticeDoor, clock: SetClock, card_id: str, tmp_path: Path
) -> None:
    await share(client, card_id, "blue canary", "green canary")
    entries = client.entries.page().entries
    assert all(entry.shared_with == (card_id,) for entry in entries)
    client.close()
    door = again(tmp_path / "client", JournalDoor, clock)
    (receipt,) = door.sharing.receipts()
    assert (receipt.name, receipt.parts, len(receipt.entries)) == ("Dana Okafor", 2, 2)
    assert (receipt.at, receipt.consent, receipt.post_quantum) == (clock.now(), CONSENT, True)
    assert "canary" not in repr(receipt)
    assert "canary" not in repr(door._journal.table("receipts").all())
    door.close()


async def test_the_file_name_tells_a_stranger_nothing(client: JournalDoor, card_id: str) -> None:
    entry = await client.keep_crumb("blue")
    client.sharing.begin(entry.id).ticked.add(f"{entry.id}/0")
    preview = client.sharing.preview()
    assert preview is not None
    sealed = await client.sharing.seal(replace(preview, sender="Rowan"))
    assert re.fullmatch(r"sealed-\d{4}-\d\d-\d\d\.age", sealed.file_name)
    for word in (b"Dana", b"Rowan", b"blue", b"dawn"):
        assert word not in sealed.data


async def test_two_taps_at_once_make_two_numbers(
    client: JournalDoor, practice: PracticeDoor, card_id: str
) -> None:
    entry = await client.keep_crumb("blue")
    client.sharing.begin(entry.id).ticked.add(f"{entry.id}/0")
    preview = client.sharing.preview()
    assert preview is not None
    both = await asyncio.gather(*(client.sharing.seal(preview) for _ in range(2)))
    assert {sealed.counter for sealed in both} == {1, 2}
    pairs = {packet.open_packet(s.data, keys=practice.card.keys(), pairs={}).pair.id for s in both}
    assert len(pairs) == 1


async def test_too_much_for_one_packet_is_said_and_nothing_is_kept(
    client: JournalDoor, card_id: str
) -> None:
    entry = await client.keep_crumb("blue")
    client.sharing.begin(entry.id).ticked.add(f"{entry.id}/0")
    preview = client.sharing.preview()
    assert preview is not None
    part = replace(preview.entries[0].parts[0], text="x" * (33 * 1024 * 1024))
    huge = replace(preview, entries=(replace(preview.entries[0], parts=(part,)),), sender="R")
    with pytest.raises(SharingError):
        await client.sharing.seal(huge)
    assert len(client._journal.table("pairs")) == 0


async def test_an_entry_that_rests_sealed_is_not_offered(
    client: JournalDoor, clock: SetClock, card_id: str
) -> None:
    entry = await client.keep_crumb("rests")
    resting = replace(entry, sealed_until=clock.now() + timedelta(days=1))
    assert not client.sharing.can_share(resting)
    assert not client.sharing.can_share(replace(entry, sealed_until="next-session"))
    clock.move(timedelta(days=2))
    assert client.sharing.can_share(resting)


async def test_keys_never_leave_the_door(client: JournalDoor, card_id: str) -> None:
    await share(client, card_id, "blue")
    (pair,) = client._journal.table("pairs").all()
    secret = str(pair["pair"]["key"])
    seen = (client.sharing.cards(), client.sharing.receipts(), client.sharing.choice)
    assert secret not in repr(seen)


# -- the practice -----------------------------------------------------------------------------


async def test_the_whole_way_first_words_then_proven(
    client: JournalDoor, practice: PracticeDoor, card_id: str
) -> None:
    first = await share(client, card_id, "blue, then very blue")
    came = await practice.inbox.open(first, len(first))
    assert (came.outcome, came.name) == (Outcome.FIRST, "Rowan")
    assert practice.clients.clients() == ()  # not a client before the words were compared
    assert practice.clients.review(came.client_id) is None
    (waiting,) = practice.clients.waiting()
    ours, theirs = (
        await practice.clients.pair_words(waiting.id),
        await client.sharing.pair_words(card_id),
    )
    assert ours == theirs
    assert len(ours) == 4
    await practice.clients.words_match(waiting.id)
    await client.sharing.pair_matches(card_id)
    second = await share(client, card_id, "lamplight")
    assert (await practice.inbox.open(second, len(second))).outcome is Outcome.READ
    review = practice.clients.review(waiting.id)
    assert review is not None
    words = [part.text for item in review.entries for part in item.entry.parts]
    assert words == ["blue, then very blue", "lamplight"]
    assert practice.clients.clients()[0].unread == 2


async def test_a_packet_is_never_counted_twice(
    client: JournalDoor, practice: PracticeDoor, card_id: str, clock: SetClock, tmp_path: Path
) -> None:
    data = await share(client, card_id, "blue")
    first = await practice.inbox.open(data, len(data))
    practice.close()
    door = again(tmp_path / "practice", PracticeDoor, clock)
    came = await door.inbox.open(data, len(data))
    assert (came.outcome, came.same_as) == (Outcome.DUPLICATE, first.at)
    assert len(door._journal.table("packets")) == 1
    door.close()


async def test_the_same_entry_shared_again_is_shown_once_unless_its_words_changed(
    client: JournalDoor, practice: PracticeDoor, card_id: str
) -> None:
    data = await share(client, card_id, "blue")
    came = await practice.inbox.open(data, len(data))
    await practice.clients.words_match(came.client_id)
    (entry,) = client.entries.page().entries
    for words in ("blue", "blue, then very blue"):
        await client.entries.change(entry.id, [Part("", words)])
        client.sharing.begin(entry.id).ticked.add(f"{entry.id}/0")
        preview = client.sharing.preview()
        assert preview is not None
        sealed = await client.sharing.seal(preview)
        await client.sharing.saved(sealed, CONSENT)
        await practice.inbox.open(sealed.data, len(sealed.data))
    review = practice.clients.review(came.client_id)
    assert review is not None
    seen = [(item.entry.parts[0].text, item.again) for item in review.entries]
    assert seen == [("blue", False), ("blue, then very blue", True)]
    assert review.client.unread == 2


async def test_words_that_differ_take_out_what_came(
    client: JournalDoor, practice: PracticeDoor, card_id: str
) -> None:
    data = await share(client, card_id, "blue")
    came = await practice.inbox.open(data, len(data))
    await practice.clients.words_differ(came.client_id)
    for table in ("clients", "packets", "bodies"):
        assert len(practice._journal.table(table)) == 0
    assert (await practice.inbox.open(data, len(data))).outcome is Outcome.FIRST  # may come again


async def test_what_cannot_be_opened_is_told_apart_and_adds_nothing(
    client: JournalDoor, practice: PracticeDoor, card_id: str, clock: SetClock
) -> None:
    good = await share(client, card_id, "blue")
    other = await checked_card(client, card_file(SOMEBODY_ELSE, clock.now(), name="Noor"))
    files: list[tuple[bytes | None, Outcome]] = [
        (good[:-40], Outcome.DAMAGED),
        (good[:200], Outcome.DAMAGED),
        (bytes([*good[:-1], good[-1] ^ 1]), Outcome.DAMAGED),
        (await share(client, other, "green"), Outcome.NOT_OURS),
        (b"hello", Outcome.NOT_A_PACKET),
        (b"", Outcome.NOT_A_PACKET),
        (practice.card.file()[0], Outcome.NOT_A_PACKET),
        (None, Outcome.TOO_LARGE),
        (bytes(packet.MAX_PACKET_BYTES + 1), Outcome.TOO_LARGE),
    ]
    for data, outcome in files:
        came = await practice.inbox.open(data, 10**9)
        assert (came.outcome, came.name, came.client_id) == (outcome, "", "")
    assert len(practice.inbox.aside()) == len(files)
    for table in ("clients", "packets", "bodies"):
        assert len(practice._journal.table(table)) == 0


async def test_a_number_used_before_waits_for_a_decision(
    practice: PracticeDoor, tmp_path: Path, clock: SetClock
) -> None:
    """A client's journal restored from a backup counts again: real words, in doubtful order."""
    client = client_door(tmp_path, clock)
    card_id = await checked_card(client, practice.card.file()[0])
    first = await share(client, card_id, "before the backup")
    came = await practice.inbox.open(first, len(first))
    await practice.clients.words_match(came.client_id)
    client.sharing._pairs[0]["counter"] = 0
    again_one = await share(client, card_id, "after the backup")
    came = await practice.inbox.open(again_one, len(again_one))
    assert came.outcome is Outcome.REPLAY
    assert practice.clients.clients()[0].unread == 1
    client_id = await practice.inbox.take_in(came.id)
    assert practice.clients.clients()[0].unread == 2
    assert practice.inbox.aside() == ()
    assert client_id == came.client_id
    client.close()


async def test_two_clients_never_mix(
    practice: PracticeDoor, tmp_path: Path, clock: SetClock
) -> None:
    for folder, name, words in (("a", "Rowan Ellery", "mine"), ("b", "Rowan Ellis", "theirs")):
        client = client_door(tmp_path / folder, clock)
        card_id = await checked_card(client, practice.card.file()[0])
        data = await share(client, card_id, words, called=name)
        came = await practice.inbox.open(data, len(data))
        await practice.clients.words_match(came.client_id)
        client.close()
    views = {view.name: view for view in practice.clients.clients()}
    assert {view.initials for view in views.values()} == {"REy", "REs"}
    assert views["Rowan Ellery"].alike == "Rowan Ellis"
    for name, words in (("Rowan Ellery", "mine"), ("Rowan Ellis", "theirs")):
        review = practice.clients.review(views[name].id)
        assert review is not None
        assert [i.entry.parts[0].text for i in review.entries] == [words]


async def test_reviewed_is_kept(
    client: JournalDoor, practice: PracticeDoor, card_id: str, clock: SetClock, tmp_path: Path
) -> None:
    data = await share(client, card_id, "blue")
    came = await practice.inbox.open(data, len(data))
    await practice.clients.words_match(came.client_id)
    await practice.clients.mark_reviewed(came.client_id)
    practice.close()
    door = again(tmp_path / "practice", PracticeDoor, clock)
    assert [(c.unread, c.name) for c in door.clients.clients()] == [(0, "Rowan")]
    assert door.clients.unread() == ()
    door.close()


async def test_a_renewed_card_has_the_same_words_and_counts_as_newer(
    practice: PracticeDoor, client: JournalDoor, card_id: str
) -> None:
    words = await practice.card.words()
    await practice.card.renew("I read on Mondays.")  # within the same second, too
    view, offered = await client.sharing.open_card(practice.card.file()[0])
    assert (offered, view.response) == (Offered.RENEWED, "I read on Mondays.")
    assert await practice.card.words() == words


async def test_a_practice_without_a_card_opens_nothing(tmp_path: Path, clock: SetClock) -> None:
    door = practice_door(tmp_path, clock)
    with pytest.raises(Locked):
        await door.inbox.open(b"hello", 5)
    door.close()


async def test_a_locked_practice_keeps_nothing_open(
    client: JournalDoor, practice: PracticeDoor, card_id: str
) -> None:
    data = await share(client, card_id, "blue")
    practice.close()
    with pytest.raises(Locked):
        await practice.inbox.open(data, len(data))


# -- names from outside --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "first", "letters"),
    [
        ("Dana Okafor", "Dana", "DO"),
        ("Dr. Dana Okafor", "Dr. Dana Okafor", "DO"),
        ("Rowan", "Rowan", "R"),
        ("  Mika\n van  Dam ", "Mika", "MD"),
        ("\u202eevil", "evil", "E"),
        ("\u202e", say("share.nameless"), "·"),
        ("...", say("share.nameless"), "·"),
    ],
)
def test_names_are_made_safe(name: str, first: str, letters: str) -> None:
    assert first_name(name) == first
    assert initials(name) == letters
