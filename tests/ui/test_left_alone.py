"""A stored document that is not understood keeps no book closed, and stays as it is.

It may be of a later version of this program, or damaged. Everything else is there and can be
written; where leaving it out could do harm, the careful thing is done.
"""

from __future__ import annotations

import copy
import logging
from collections.abc import Callable, MutableMapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal_app import content
from journal_app.clock import SetClock
from journal_app.domain.comfort import Comfort
from journal_app.domain.errors import DamagedVault, NewerFormat
from journal_app.domain.event import How
from journal_app.domain.helped import After
from journal_app.domain.measure_rules import WhyNot
from journal_app.domain.own_breath import OwnBreath
from journal_app.domain.plan import Pace
from journal_app.domain.rhythm import Rhythm
from journal_app.ui.away import Limits
from journal_app.ui.door import JournalDoor, PracticeDoor
from journal_app.ui.door.found import Found
from journal_app.ui.door.support import Person
from journal_app.words import say
from tests.ui.conftest import PASSPHRASE, Start, door_of, shell_of, unlock
from tests.ui.people import again, checked_card, client_door, practice_door, share

Doc = dict[str, Any]

CORIN = Person("Corin Stonechat", "+44 20 7946 0018")
JOURNAL = (
    "entries",
    "sessions",
    "events",
    "readings",
    "rhythm",
    "stays",
    "comfort",
    "practised",
    "own_breath",
    "handed",
    "support",
    "support_plan",
    "measures",
    "measure_notes",
    "cards",
    "pairs",
    "receipts",
    "drafts",
    "limits",
    "keys",
    "backups",
)
PRACTICE = ("practice", "clients", "packets", "bodies")
BY_FIELD = ("limits", "keys", "backups", "drafts")  # read field by field, each with what is usual
SECRET = "the lamp by the river"

HARM = {
    "newer": lambda doc: {**doc, "v": 99},
    "later": lambda doc: {**doc, "what_comes_later": {"v": 2}},
    "empty": lambda doc: {},
    "numbers": lambda doc: dict.fromkeys(doc, 7),
    "lists": lambda doc: {name: [[SECRET]] for name in doc},
    "words": lambda doc: dict.fromkeys(doc, SECRET),
    "nothing": lambda doc: dict.fromkeys(doc),
}


async def _nowhere(data: bytes, name: str) -> None:
    """A calendar file that was saved somewhere."""


async def lived_in(door: JournalDoor, practice: PracticeDoor) -> None:
    """Something in every table of a journal and of a practice."""
    now = door.days.now()
    session = await door.days.add_session(now - timedelta(hours=30), now - timedelta(hours=27))
    await door.days.meet(door.days.slots()[-1].key, How.NOT_TODAY)
    await door.keep_check_in(3, 2)
    await door.keep_crumb("soft rain")
    await door.days.keep_rhythm(Rhythm(pace=Pace.LIGHT))
    await door.days.arrive()
    await door.practices.keep_comfort(Comfort(pace=1.0))
    await door.practices.keep_own(OwnBreath())
    await door.practices.say_after("object", After.EASIER)
    await door.days.change_session(session.id, intention="To rest.")
    await door.reminders.hand_over(_nowhere)
    await door.support.add_person(CORIN)
    await door.support.choose_region("gb")
    await door.support.show_locked(CORIN, True)
    door.support.plan.keep("hour", "Tea")
    await door.measures.ask_for("phq-9")
    await take_a_measure(door)
    door.drafts.keep("free", "half a sente")
    await door.keep_limits(Limits(away=90))
    await door.keys.words_offered()
    await door.keys.backup_mentioned()
    await practice.card.make("Dana Okafor", "I read on Tuesdays.")
    card_id = await checked_card(door, practice.card.file()[0])
    data = await share(door, card_id, "blue")
    came = await practice.inbox.open(data, len(data))
    await practice.clients.words_match(came.client_id)


async def take_a_measure(door: JournalDoor) -> None:
    """One answer, whatever rests now."""
    measure = next(iter(content.measures().values()))
    clock = door.clock
    assert isinstance(clock, SetClock)
    clock.move(timedelta(days=10))
    begun = await door.measures.begin(measure.id)
    assert begun is not None
    item = measure.items[0]
    await door.measures.answer(begun.id, item, item.options[0].coding.code)
    clock.move(timedelta(days=-10))


@pytest.fixture
async def books(tmp_path: Path, clock: SetClock) -> tuple[JournalDoor, PracticeDoor]:
    door, practice = client_door(tmp_path, clock), practice_door(tmp_path, clock)
    await lived_in(door, practice)
    return door, practice


def in_place(fields: Doc) -> Callable[[MutableMapping[str, Any]], None]:
    def put(stored: MutableMapping[str, Any]) -> None:
        stored.clear()
        stored.update(fields)

    return put


def harmed(door: Any, tables: tuple[str, ...], how: str) -> dict[str, list[Doc]]:
    """Each document of ``tables`` is put into something else; what stands there now."""
    for name in tables:
        table = door._journal.table(name)
        assert table.all(), name
        for doc in table.all():
            table.update(in_place(HARM[how](dict(doc))), doc_ids=[doc.doc_id])
    return stored(door, tables)


def stored(door: Any, tables: tuple[str, ...]) -> dict[str, list[Doc]]:
    return {name: [dict(doc) for doc in door._journal.table(name).all()] for name in tables}


def still_there(door: Any, before: dict[str, list[Doc]]) -> None:
    """Every document of before is there unchanged; others may stand beside it."""
    now = stored(door, tuple(before))
    for name, docs in before.items():
        for doc in docs:
            assert doc in now[name], name


def read_all(door: JournalDoor) -> None:
    """What the first screens ask for."""
    door.days.today()
    door.days.slots()
    door.entries.page()
    door.support.people()
    door.support.region()
    door.support.plan.written()
    door.measures.offers()
    door.measures.results()
    door.measures.day_after()
    door.sharing.cards()
    door.sharing.receipts()
    door.practices.all()
    door.practices.helped()
    door.drafts.newest()
    door.keys.backups()
    door.limits()
    assert isinstance(door.keys.offer_words, bool)
    assert isinstance(door.reminders.outdated, bool)


def read_practice(door: PracticeDoor) -> None:
    door.clients.clients()
    door.clients.waiting()
    door.clients.unread()
    door.clients.pairs()
    door.clients.seen()
    for client in door.clients.clients():
        door.clients.review(client.id)


@pytest.mark.parametrize("how", HARM)
async def test_a_journal_opens_and_is_written_and_nothing_of_it_is_lost(
    books: tuple[JournalDoor, PracticeDoor],
    how: str,
    tmp_path: Path,
    clock: SetClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = harmed(books[0], JOURNAL, how)
    books[0].close()
    caplog.set_level(logging.DEBUG)
    door = again(tmp_path / "client", JournalDoor, clock)
    await door.load_rest()
    read_all(door)
    assert door.found.first() is Found.LEFT_ALONE
    still_there(door, before)  # also where it was noted by itself that this device is here
    assert (door.practices.comfort, door.practices.own) == (Comfort(), None)
    # Whatever is chosen or kept now is kept beside what is not understood.
    fresh = {name: docs for name, docs in before.items() if name not in BY_FIELD}
    session = await door.days.add_session(clock.now() - timedelta(hours=5))
    await door.days.change_session(session.id, intention="Rest.")
    await door.days.meet(door.days.slots()[-1].key, How.SKIPPED)
    await door.keep_check_in(2, 2)
    entry = await door.keep_crumb("a lamp")
    await door.days.keep_rhythm(Rhythm(paused=True))
    await door.days.keep_rhythm(Rhythm(pace=Pace.FULL))
    await door.practices.keep_comfort(Comfort(led=True))
    await door.practices.keep_own(OwnBreath(minutes=7))
    await door.practices.say_after("orienting", After.EASIER)
    await door.support.choose_region("ie")
    door.support.plan.keep("hour", "Water")
    door.support.plan.keep("hour", "")
    door.support.plan.keep("hour", "A walk")
    await door.measures.ask_day_after(wanted=False)
    card_id = await checked_card(door, books[1].card.file()[0])
    await share(door, card_id, "green")
    door.drafts.keep("free", "new words")
    still_there(door, fresh)
    door.close()
    door = again(tmp_path / "client", JournalDoor, clock)
    await door.load_rest()
    still_there(door, fresh)
    read_all(door)
    assert door.days.session() == door.days.sessions()[0]
    assert door.days.sessions()[0].intention == "Rest."
    assert door.entries.get(entry.id) == entry
    assert door.days.rhythm == Rhythm(pace=Pace.FULL)
    assert door.practices.comfort == Comfort(led=True)
    assert door.practices.own == OwnBreath(minutes=7)
    assert [each.id for each in door.practices.helped()] == ["orienting"]
    assert (region := door.support.region())
    assert region.id == "ie"
    assert door.support.plan.text("hour") == "A walk"
    assert not door.measures.asks_day_after
    assert [card.ready for card in door.sharing.cards()] == [True]
    assert door.sharing.receipts()[0].card_id == card_id
    assert door.drafts.text("free") == "new words"
    door.close()
    assert SECRET not in caplog.text


@pytest.mark.parametrize("how", HARM)
async def test_a_practice_opens_and_makes_no_second_keys(
    books: tuple[JournalDoor, PracticeDoor], how: str, tmp_path: Path, clock: SetClock
) -> None:
    before = harmed(books[1], PRACTICE, how)
    books[1].close()
    door = again(tmp_path / "practice", PracticeDoor, clock)
    read_practice(door)
    assert door.found.first() is Found.LEFT_ALONE
    assert not door.card.made
    with pytest.raises((NewerFormat, DamagedVault)):
        await door.card.make("Dana Okafor", "I read on Tuesdays.")
    with pytest.raises((NewerFormat, DamagedVault)):
        door.card.keys()
    assert stored(door, PRACTICE) == before


@pytest.mark.parametrize("how", HARM)
async def test_a_client_that_is_not_understood_is_compared_anew_and_kept(
    books: tuple[JournalDoor, PracticeDoor], how: str, tmp_path: Path, clock: SetClock
) -> None:
    client, practice = books
    before = harmed(practice, ("clients", "packets", "bodies"), how)
    practice.close()
    door = again(tmp_path / "practice", PracticeDoor, clock)
    data = await share(client, client.sharing.cards()[0].id, "green")
    came = await door.inbox.open(data, len(data))
    read_practice(door)
    await door.clients.words_match(came.client_id)
    await door.clients.mark_reviewed(came.client_id)
    review = door.clients.review(came.client_id)
    assert review is not None
    assert [each.entry.parts[0].text for each in review.entries] == ["green"]
    still_there(door, before)
    await door.clients.words_differ(came.client_id)
    still_there(door, before)
    assert door.clients.clients() == ()


# -- whatever stands there ------------------------------------------------------------------

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-99, 10**20)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def places(doc: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a document, the inner ones too."""
    if isinstance(doc, dict):
        inner = list(doc.items())
    else:
        inner = list(enumerate(doc)) if isinstance(doc, list) else []
    return [path] * bool(path) + [p for key, each in inner for p in places(each, (*path, key))]


@pytest.mark.parametrize(("which", "tables"), [(0, JOURNAL), (1, PRACTICE)])
async def test_whatever_stands_in_one_place_of_a_document_it_opens(
    books: tuple[JournalDoor, PracticeDoor], which: int, tables: tuple[str, ...]
) -> None:
    journal, clock = books[which]._journal, books[which].clock
    whole = {name: journal.table(name).all()[0] for name in tables}

    @settings(max_examples=120, suppress_health_check=[HealthCheck.too_slow], deadline=None)
    @given(st.data())
    def opens(data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(tables))
        doc = copy.deepcopy(dict(whole[name]))
        *way, last = data.draw(st.sampled_from(places(doc)))
        inside: Any = doc
        for key in way:
            inside = inside[key]
        inside[last] = data.draw(JSON)

        table, doc_id = journal.table(name), whole[name].doc_id
        table.update(in_place(doc), doc_ids=[doc_id])
        try:
            if which:
                read_practice(PracticeDoor(journal, clock))
            else:
                read_all(JournalDoor(journal, clock))
            assert table.get(doc_id=doc_id) == doc
        finally:
            table.update(in_place(dict(whole[name])), doc_ids=[doc_id])

    opens()


# -- what would do harm ---------------------------------------------------------------------


@pytest.fixture
def door(books: tuple[JournalDoor, PracticeDoor]) -> JournalDoor:
    return books[0]


def opened_anew(door: JournalDoor) -> JournalDoor:
    return JournalDoor(door._journal, door.clock)


async def test_a_session_that_is_not_understood_may_be_near(door: JournalDoor) -> None:
    assert isinstance(door.clock, SetClock)
    door.clock.move(timedelta(days=30))
    box = content.practices()["box"]
    await door.practices.keep_comfort(Comfort(holds=True))
    measure = next(iter(content.measures()))
    assert not door.practices.rests(box)
    assert (offer := door.measures.offer(measure))
    assert offer.why_not is None
    harmed(door, ("sessions",), "newer")
    after = opened_anew(door)
    assert after.practices.rests(box)
    assert not after.practices.rests(content.practices()["longer-exhale"])
    assert (offer := after.measures.offer(measure))
    assert offer.why_not is WhyNot.UNSURE


async def test_a_prompt_that_was_met_somehow_is_not_asked_again(door: JournalDoor) -> None:
    slot = door.days.today().here
    assert slot is not None
    await door.days.meet(slot.key, How.ANSWERED)
    harmed(door, ("events",), "newer")
    here = opened_anew(door).days.today().here
    assert here is None or here.key != slot.key


async def test_who_asked_for_a_pause_has_it(door: JournalDoor) -> None:
    await door.days.keep_rhythm(Rhythm(paused=True))
    harmed(door, ("rhythm",), "newer")
    assert opened_anew(door).days.rhythm == Rhythm(paused=True)


async def test_people_who_are_shown_while_locked_stay_there_and_in_the_list(
    door: JournalDoor,
) -> None:
    harmed(door, ("support",), "newer")
    after = opened_anew(door)
    assert after.support.people() == (CORIN,)
    assert after.support.is_settled
    await after.support.settle()  # as Support does when it opens
    assert after._journal.shown_locked().people == (CORIN,)
    assert after._journal.shown_locked().region == "gb"


async def test_reminders_that_are_not_understood_are_not_handed_out_twice(
    door: JournalDoor,
) -> None:
    before = harmed(door, ("handed",), "newer")
    after = opened_anew(door)
    assert not after.reminders.handed_out
    saved: list[bytes] = []

    async def save(data: bytes, name: str) -> None:
        saved.append(data)

    with pytest.raises(NewerFormat):
        await after.reminders.hand_over(save)
    harmed(door, ("handed",), "empty")
    with pytest.raises(DamagedVault):
        await opened_anew(door).reminders.hand_over(save)
    assert saved == []
    assert before


async def test_a_card_that_is_not_understood_is_compared_anew(
    books: tuple[JournalDoor, PracticeDoor],
) -> None:
    door, practice = books
    harmed(door, ("cards",), "newer")
    after = opened_anew(door)
    assert after.sharing.cards() == ()
    view, _ = await after.sharing.open_card(practice.card.file()[0])
    assert not view.ready


async def test_who_never_wants_the_day_after_is_not_asked(door: JournalDoor) -> None:
    await door.measures.ask_day_after(wanted=False)
    harmed(door, ("measure_notes",), "newer")
    assert not opened_anew(door).measures.asks_day_after


async def test_a_draft_that_is_not_understood_is_set_aside_before_new_words(
    door: JournalDoor,
) -> None:
    draft = {"text": {"runs": [SECRET]}, "v": 2}
    door._journal.keep_draft("free", draft)
    assert (door.drafts.text("free"), door.drafts.keys()) == ("", ())
    door.drafts.drop("free")
    assert door._journal.drafts() == {"free": draft}
    door.drafts.keep("free", "new")
    door.drafts.keep("free", "new words")
    assert door.drafts.keys() == ("free",)
    assert draft in door._journal.drafts().values()
    door.drafts.drop("free")
    assert [*door._journal.drafts().values()] == [draft]


# -- through the pages ----------------------------------------------------------------------


async def test_it_is_told_and_every_page_stands(
    books: tuple[JournalDoor, PracticeDoor],
    start: Start,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    harmed(books[0], JOURNAL, "words")
    books[0].close()
    (tmp_path / "client").rename(tmp_path / "only")
    for each in (tmp_path / "only").iterdir():
        each.rename(tmp_path / each.name)
    driver = await start()
    await unlock(driver, PASSPHRASE)
    await driver.until(lambda: driver.has("settings"))
    assert driver.sees(say("found.left_alone"))
    for route in ("/journal", "/practices", "/share", "/support", "/measures", "/settings/rhythm"):
        await driver.go(route)
        assert shell_of(driver).route == route
    await driver.go("/")
    await driver.click("found-read")
    assert not driver.sees(say("found.left_alone"))
    assert door_of(driver).support.people() == (CORIN,)
    assert not driver.loop_errors
    assert set(caplog.messages) <= {"a stored document was not understood and is left alone"}
