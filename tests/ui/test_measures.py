"""Questionnaires: one question a page, support before any score, and nothing lost on the way."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from journal_app import content
from journal_app.clock import SetClock
from journal_app.content import measure_reader
from journal_app.domain.errors import NotSaved
from journal_app.domain.measure import Measure
from journal_app.domain.measure_answers import Answers, Status
from journal_app.domain.support import Person, PlanPart
from journal_app.ui.door import JournalDoor
from tests.driver import DESKTOP, PHONE, SMALL_PHONE, TABLET, Client, Driver
from tests.ui.conftest import Start, create, door_of, shell_of, stays, unlock
from tests.ui.people import again, client_door

DAY = timedelta(days=1)
PHQ9, GAD7, PCL5, PHQ2 = (content.measures()[i] for i in ("phq-9", "gad-7", "pcl-5", "phq-2"))
NOT_AT_ALL, SEVERAL, HALF, NEARLY = range(4)
NO_ONE = "No one has been told"
SNAPSHOT = "One snapshot, not a diagnosis"


@pytest.fixture
async def opened(opened: Driver) -> Driver:
    """As everywhere, with somebody there while days pass in one step."""
    stays(opened)
    return opened


async def begin(driver: Driver, measure: Measure) -> None:
    await driver.go(f"/measures/{measure.id}")
    await driver.click("begin")
    await driver.until(lambda: driver.has("skip-item"))


def options(driver: Driver) -> list[str]:
    keys = driver.keys()
    return [key for key in keys if key.startswith("option-")]


async def choose(driver: Driver, nth: int) -> None:
    """Tap the answer, and wait until the question made way for what comes next."""
    before = place(driver)
    await driver.click(options(driver)[nth])
    await driver.until(lambda: place(driver) != before)


def place(driver: Driver) -> str:
    return next((text for text in driver.texts() if " of " in text and text[0].isdigit()), "")


async def take(driver: Driver, measure: Measure, *answers: int) -> None:
    await begin(driver, measure)
    for nth in answers:
        await choose(driver, nth)


async def finish(driver: Driver) -> None:
    await driver.click("finish")
    await driver.until(lambda: driver.has("result-done"))


def results(driver: Driver) -> tuple[Answers, ...]:
    return door_of(driver).measures.results()


# -- taking one --------------------------------------------------------------


async def test_a_questionnaire_from_its_row_to_its_score(opened: Driver) -> None:
    await opened.go("/measures")
    assert opened.sees("Worry and unease")
    await opened.click("measure-gad-7")
    assert opened.sees("Worry and unease. It asks about the last 2 weeks. 7 questions.")
    assert opened.sees("No permission required to reproduce")
    await opened.click("begin")
    await opened.until(lambda: bool(options(opened)))
    assert opened.sees("Over the last 2 weeks, how often have you been bothered")
    for number, item in enumerate(GAD7.items, start=1):
        assert place(opened) == f"{number} of 7"
        assert item.text in opened.texts()
        assert [o.text for o in item.options] == [
            t for t in opened.texts() if t in {o.text for o in item.options}
        ][::2]  # each once as its words and once as its name
        await choose(opened, SEVERAL)
    assert opened.sees("That was the last one")
    assert not opened.sees(SNAPSHOT), "no number before it is asked for"
    await finish(opened)
    assert opened.sees("^Mild$")
    assert opened.sees("7, on a scale from 0 to 21")
    assert opened.sees(SNAPSHOT)
    assert opened.sees("Only you can see this. Nothing was shared.")
    assert opened.sees("No permission required to reproduce")
    await opened.click("result-done")
    assert opened.sees("Mild, 7")


async def test_every_answer_is_kept_before_the_next_question(opened: Driver, start: Start) -> None:
    await take(opened, GAD7, SEVERAL, HALF, NEARLY)
    stored = door_of(opened)._journal.table("measures").all()
    assert [doc["resourceType"] for doc in stored] == ["QuestionnaireResponse"]
    assert stored[0]["status"] == "in-progress"
    assert len(stored[0]["item"][0]["item"]) == 3


async def test_locking_in_the_middle_loses_nothing_and_it_goes_on(opened: Driver) -> None:
    await take(opened, GAD7, SEVERAL, HALF)
    await opened.click("lock")
    await opened.until(lambda: opened.has("passphrase"))
    assert not opened.sees("nervous")
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))
    await opened.go("/measures")
    assert opened.sees("Begun, 2 of 7 answered")
    await opened.click("measure-gad-7")
    assert opened.sees("You began this on 4 March")
    await opened.click("begin")
    await opened.until(lambda: bool(options(opened)))
    assert place(opened) == "3 of 7"


async def test_a_cover_in_the_middle_shows_the_same_question_again(opened: Driver) -> None:
    from journal_app.ui.shell import Cover

    await take(opened, GAD7, SEVERAL, HALF)
    for cover in (Cover.WHOLE, Cover.NONE):
        await opened.inside(lambda cover=cover: setattr(shell_of(opened), "cover", cover))
    assert place(opened) == "3 of 7"


async def test_skipping_leaves_it_open_and_nothing_is_guessed(opened: Driver) -> None:
    await begin(opened, GAD7)
    await choose(opened, NEARLY)
    await opened.click("skip-item")
    assert place(opened) == "3 of 7"
    for _ in range(5):
        await choose(opened, NEARLY)
    assert opened.sees("One is left open. That is all right.")
    await finish(opened)
    assert opened.sees("Not scored")
    assert opened.sees("2. Not being able to stop or control worrying")
    assert not opened.has("number")
    assert not any(text.isdecimal() for text in opened.texts())
    await opened.click("answer-open")
    await opened.until(lambda: bool(options(opened)))
    assert place(opened) == "2 of 7"
    await choose(opened, NOT_AT_ALL)
    await finish(opened)
    assert opened.sees("18, on a scale from 0 to 21")
    assert len(results(opened)) == 1


async def test_what_is_open_can_be_answered_from_the_end(opened: Driver) -> None:
    await begin(opened, PHQ2)
    await opened.click("skip-item")
    await choose(opened, SEVERAL)
    await opened.click("answer-open")
    assert place(opened) == "1 of 2"
    await choose(opened, SEVERAL)
    assert opened.has("finish")


async def test_on_another_day_open_questions_stay_open(opened: Driver, clock: SetClock) -> None:
    await begin(opened, PHQ2)
    await choose(opened, SEVERAL)
    await opened.click("skip-item")
    await finish(opened)
    assert opened.has("answer-open")
    clock.instant += DAY
    await opened.go("/measures")
    await opened.click(f"result-{results(opened)[0].id}")
    assert opened.sees("Not scored")
    assert not opened.has("answer-open")


async def test_skipping_everything_keeps_nothing_and_is_thanked(opened: Driver) -> None:
    await begin(opened, PHQ2)
    await opened.click("skip-item")
    await opened.click("skip-item")
    await opened.click("finish")
    await opened.until(lambda: opened.sees("Thank you for looking"))
    assert results(opened) == ()
    assert door_of(opened)._journal.table("measures").all() == []


async def test_going_back_shows_the_answer_and_changes_it(opened: Driver) -> None:
    await take(opened, GAD7, SEVERAL, HALF)
    await opened.click("previous")
    assert place(opened) == "2 of 7"
    marked = [c for c in opened.walk() if getattr(c, "checked", None) is True]
    assert [c.label for c in marked] == ["More than half the days"]
    await choose(opened, NOT_AT_ALL)
    assert place(opened) == "3 of 7", "on to where I was"
    await opened.click("previous")
    await opened.click("skip-item")
    assert place(opened) == "3 of 7", "an answer that is there is left as it is"
    offer = door_of(opened).measures.offer("gad-7")
    assert offer is not None
    assert offer.begun is not None
    assert [offer.begun.value(i) for i in ("1", "2")] == [1, 0]


async def test_an_answer_can_be_taken_back(opened: Driver) -> None:
    await take(opened, GAD7, SEVERAL)
    await opened.click("previous")
    await opened.click("take-back")
    await opened.until(lambda: not opened.has("take-back"))
    assert door_of(opened).measures.offer("gad-7").begun is None  # type: ignore[union-attr]
    await opened.click("previous")
    assert shell_of(opened).route == "/measures"


async def test_a_disk_that_refuses_leaves_the_question_and_says_so(
    opened: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotSaved("no room")

    await begin(opened, GAD7)
    room = door_of(opened).measures
    monkeypatch.setattr(room, "_write", refuse)
    await opened.click(options(opened)[SEVERAL])
    await opened.until(lambda: bool(shell_of(opened).notice))
    assert place(opened) == "1 of 7"
    monkeypatch.undo()
    await choose(opened, SEVERAL)
    assert place(opened) == "2 of 7"


# -- when it rests -----------------------------------------------------------


async def test_within_the_window_it_rests_and_says_until_when(in_session: Driver) -> None:
    await in_session.go("/measures")
    assert in_session.sees("Rests until 6 March")
    await in_session.click("measure-phq-9")
    assert in_session.sees("These days are for your session.*it rests until 6 March")
    assert not in_session.has("begin")
    await in_session.click("leave")
    assert shell_of(in_session).route == "/measures"


async def test_what_was_begun_waits_for_the_window_to_close(
    opened: Driver, clock: SetClock
) -> None:
    await take(opened, GAD7, SEVERAL)
    now = clock.now()
    await door_of(opened).days.add_session(now - timedelta(hours=2), now)
    await opened.inside(shell_of(opened).changed)
    assert opened.sees("What you answered is kept until then")
    assert options(opened) == []
    clock.instant += 3 * DAY
    await opened.inside(shell_of(opened).changed)
    assert place(opened) == "2 of 7"


async def test_one_a_day_and_then_the_next(opened: Driver, clock: SetClock) -> None:
    await take(opened, PHQ2, SEVERAL, SEVERAL)
    await finish(opened)
    await opened.go("/measures/gad-7")
    assert opened.sees("One questionnaire a day is plenty")
    clock.instant += timedelta(hours=8)  # past midnight, and still the journal's first day
    await opened.go("/measures")
    await opened.go("/measures/gad-7")
    assert opened.sees("one is plenty for its first day")
    clock.instant += DAY
    await opened.go("/measures")
    await opened.go("/measures/gad-7")
    assert opened.has("begin")
    await opened.go("/measures/phq-2")
    assert opened.sees(r"You took it on 4 March.*the last 2 weeks, so it rests until 18 March")


async def test_a_clock_that_was_years_ahead_holds_nothing_back(
    opened: Driver, clock: SetClock
) -> None:
    right = clock.instant
    clock.instant = right.replace(year=2031)
    await take(opened, PHQ2, SEVERAL, SEVERAL)
    await finish(opened)
    clock.instant = right
    await opened.go("/measures")
    assert opened.sees("4 March 2031")
    await begin(opened, PHQ2)
    await choose(opened, NOT_AT_ALL)
    await opened.go("/measures")
    assert opened.sees("Begun, 1 of 2 answered")


async def test_what_was_begun_another_day_can_be_begun_anew(
    opened: Driver, clock: SetClock
) -> None:
    await take(opened, GAD7, SEVERAL, SEVERAL)
    clock.instant += 5 * DAY
    await opened.go("/measures")
    await opened.go("/measures/gad-7")
    await opened.click("anew")
    await opened.until(lambda: bool(options(opened)))
    assert place(opened) == "1 of 7"
    await choose(opened, HALF)
    assert len(door_of(opened)._journal.table("measures").all()) == 2, "the first ones are kept"
    await opened.go("/measures")
    assert opened.sees("Begun, 1 of 7 answered")


# -- results -----------------------------------------------------------------


async def test_results_over_time_are_words_beside_ones_own_earlier_ones(
    opened: Driver, clock: SetClock
) -> None:
    await take(opened, PHQ2, SEVERAL, SEVERAL)
    await finish(opened)
    clock.instant += 14 * DAY
    await take(opened, PHQ2, SEVERAL, NOT_AT_ALL)
    await finish(opened)
    assert opened.sees("One point less than on 4 March.")
    await opened.click("result-done")
    rows = [text for text in opened.texts() if text.startswith("PHQ-2, ")]
    assert [row.split(".")[0] for row in rows if "." in row] == [
        "PHQ-2, 18 March",
        "PHQ-2, 4 March",
    ]
    assert opened.sees("Below the usual cut-off, 1")


async def test_from_three_on_the_longer_one_is_offered_with_its_first_answers(
    opened: Driver,
) -> None:
    await take(opened, PHQ2, HALF, SEVERAL)
    await finish(opened)
    assert opened.sees("PHQ-9 asks a little more about this")
    await opened.click("leads-on")
    await opened.click("begin")
    await opened.until(lambda: bool(options(opened)))
    assert place(opened) == "3 of 10"
    for _ in range(6):
        await choose(opened, NOT_AT_ALL)
    await choose(opened, NOT_AT_ALL)
    await choose(opened, NOT_AT_ALL)
    await finish(opened)
    assert opened.sees("3, on a scale from 0 to 27")


async def test_below_three_nothing_more_is_offered(opened: Driver) -> None:
    await take(opened, PHQ2, SEVERAL, SEVERAL)
    await finish(opened)
    assert not opened.has("leads-on")


async def test_pcl5_is_only_there_for_who_asks(opened: Driver) -> None:
    await opened.go("/measures")
    assert opened.sees("Here once you ask for it")
    await opened.click("measure-pcl-5")
    assert opened.sees("only here if you ask for it")
    assert not opened.has("begin")
    await opened.click("ask-for")
    await opened.until(lambda: opened.has("begin"))
    assert opened.sees("Below is a list of problems")
    await take(opened, PCL5, *[2] * 20)
    await finish(opened)
    assert opened.sees("Above the preliminary cut-off")
    assert opened.sees("40, on a scale from 0 to 80")
    assert opened.sees("public domain")


async def test_pcl5_can_be_put_away_again(opened: Driver) -> None:
    await door_of(opened).measures.ask_for("pcl-5")
    await opened.go("/measures/pcl-5")
    await opened.click("let-go")
    await opened.until(lambda: opened.sees("Here once you ask for it"))


async def test_a_result_of_an_unknown_questionnaire_stays_and_is_told(
    tmp_path: Path, clock: SetClock
) -> None:
    door = client_door(tmp_path, clock)
    door._journal.table("measures").insert({"questionnaire": "urn:other|1", "status": "completed"})
    door.close()
    door = again(tmp_path / "client", JournalDoor, clock)
    assert door.measures.unread == 1
    assert door.measures.results() == ()
    assert len(door._journal.table("measures").all()) == 1
    door.close()


# -- item 9 ------------------------------------------------------------------


async def to_item_nine(driver: Driver) -> None:
    await take(driver, PHQ9, *[SEVERAL] * 8)
    assert place(driver) == "9 of 10"


async def test_the_support_page_comes_before_the_next_question_and_any_score(
    opened: Driver,
) -> None:
    await door_of(opened).support.choose_region("gb")
    await door_of(opened).support.add_person(Person("Robin", "+44 20 7946 0000"))
    await to_item_nine(opened)
    await choose(opened, SEVERAL)
    assert opened.sees("Thank you for answering that honestly")
    assert opened.sees(NO_ONE)
    assert place(opened) == ""
    assert not opened.sees(SNAPSHOT)
    ways = ["plan", "call-0", "text-0", "crisis-call", "write-note", "not-now", "emergency"]
    keys = opened.keys()
    assert [key for key in keys if key in ways] == ways
    assert str(opened.get("call-0").url.url) == "tel:+442079460000"
    assert str(opened.get("emergency").url.url) == "tel:999"
    assert not opened.has("next-hours")
    assert opened.sees("you can text, say one word, and stop any time")
    await opened.click("not-now")
    await opened.until(lambda: place(opened) == "10 of 10")
    await choose(opened, NOT_AT_ALL)
    await finish(opened)
    assert opened.sees("9, on a scale from 0 to 27")


async def test_not_at_all_leads_straight_on(opened: Driver) -> None:
    await to_item_nine(opened)
    await choose(opened, NOT_AT_ALL)
    assert place(opened) == "10 of 10"


@pytest.mark.parametrize("nth", [HALF, NEARLY])
async def test_from_more_than_half_the_days_my_plan_is_open(opened: Driver, nth: int) -> None:
    plan = door_of(opened).support.plan
    plan.keep(PlanPart.HOUR.value, "The bench by the canal")
    await to_item_nine(opened)
    await choose(opened, nth)
    assert opened.sees("The bench by the canal")
    assert opened.sees("Is there a way to make the next few hours safer")


async def test_with_several_days_my_plan_is_one_tap_away(opened: Driver) -> None:
    door_of(opened).support.plan.keep(PlanPart.HOUR.value, "The bench by the canal")
    await to_item_nine(opened)
    await choose(opened, SEVERAL)
    assert not opened.sees("The bench by the canal")
    await opened.click("plan")
    assert opened.sees("The bench by the canal")


async def test_without_a_region_a_directory_and_the_words_for_any_country(
    opened: Driver,
) -> None:
    await to_item_nine(opened)
    await choose(opened, SEVERAL)
    assert opened.has("crisis-web")
    assert opened.sees("Call your local emergency number")
    assert not opened.has("emergency")


async def test_locking_on_the_support_page_brings_it_back_before_anything_else(
    opened: Driver, clock: SetClock
) -> None:
    await to_item_nine(opened)
    await choose(opened, NEARLY)
    await opened.click("lock")
    await opened.until(lambda: opened.has("passphrase"))
    await unlock(opened)
    await opened.until(lambda: opened.has("lock"))
    now = clock.now()
    await door_of(opened).days.add_session(now - timedelta(hours=2), now)  # not even a window
    await opened.go("/measures/phq-9")
    assert opened.sees(NO_ONE)
    await opened.click("not-now")
    await opened.until(lambda: not opened.sees(NO_ONE))


async def test_leaving_it_by_the_arrow_leads_past_no_score(opened: Driver) -> None:
    await to_item_nine(opened)
    await choose(opened, SEVERAL)
    await opened.click("back")
    begun = door_of(opened).measures.offer("phq-9").begun  # type: ignore[union-attr]
    assert begun is not None
    assert door_of(opened).measures.score(begun) is None
    await opened.click("measure-phq-9")
    assert opened.sees(NO_ONE)


async def test_the_page_opens_and_can_be_left_whatever_the_disk_does(
    opened: Driver, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise NotSaved("no room")

    await to_item_nine(opened)
    monkeypatch.setattr(door_of(opened).measures, "_write", refuse)
    await choose(opened, SEVERAL)
    assert opened.sees(NO_ONE)
    assert opened.sees("That didn't save")
    await opened.click("not-now")
    await opened.until(lambda: place(opened) == "10 of 10")
    monkeypatch.undo()
    await choose(opened, NOT_AT_ALL)
    stored = door_of(opened)._journal.table("measures").all()[0]
    assert len(stored["item"][0]["item"]) == 9, "the answer is kept with the next one"


async def test_going_back_opens_it_again_only_for_more(opened: Driver) -> None:
    await to_item_nine(opened)
    await choose(opened, SEVERAL)
    await opened.click("not-now")
    await opened.until(lambda: place(opened) == "10 of 10")
    for nth, opens in ((SEVERAL, False), (HALF, True), (SEVERAL, False), (HALF, True)):
        await opened.click("previous")
        await choose(opened, nth)
        assert opened.sees(NO_ONE) is opens, nth
        if opens:
            await opened.click("not-now")
            await opened.until(lambda: place(opened) == "10 of 10")


async def test_a_note_is_begun_kept_here_and_not_sent(opened: Driver) -> None:
    await to_item_nine(opened)
    await choose(opened, SEVERAL)
    await opened.click("write-note")
    await opened.until(lambda: opened.has("note-words"))
    assert "I would like to talk about it" in opened.get("note-words").value
    await opened.click("done")
    await opened.until(lambda: opened.sees("Kept, and not sent"))
    entry = door_of(opened).entries.page().entries[-1]
    assert entry.shared_with == ()
    assert opened.has("share")
    assert door_of(opened).sharing.choice.entries == []
    await opened.go("/measures/phq-9")
    assert opened.has("begin"), "the page was left by one of its ways"


async def test_nothing_of_it_is_in_anything_that_can_be_shared(opened: Driver) -> None:
    await to_item_nine(opened)
    await choose(opened, NEARLY)
    await opened.click("not-now")
    await opened.until(lambda: place(opened) == "10 of 10")
    await opened.click("skip-item")
    await finish(opened)
    door = door_of(opened)
    assert door.entries.count() == 0
    entry = await door.keep_crumb("blue")
    door.sharing.begin(entry.id)
    preview = door.sharing.preview()
    assert preview is None or "PHQ" not in repr(preview)


# -- the day after -----------------------------------------------------------


async def raised(driver: Driver) -> None:
    await to_item_nine(driver)
    await choose(driver, SEVERAL)
    await driver.click("not-now")
    await driver.until(lambda: place(driver) == "10 of 10")


@pytest.mark.parametrize("answer", ["after-support", "after-not-now"])
async def test_the_day_after_one_line_once(opened: Driver, clock: SetClock, answer: str) -> None:
    await raised(opened)
    await opened.go("/")
    assert not opened.sees("hard question")
    clock.instant += DAY
    await opened.inside(shell_of(opened).changed)
    assert opened.sees("The other day you answered a hard question")
    await opened.click(answer)
    await opened.until(lambda: not opened.sees("hard question"))
    await opened.go("/")
    assert not opened.sees("hard question")


async def test_the_line_of_the_day_after_can_be_turned_off_for_good(
    opened: Driver, clock: SetClock
) -> None:
    await raised(opened)
    await opened.go("/")
    clock.instant += DAY
    await opened.inside(shell_of(opened).changed)
    await opened.click("after-never")
    await opened.until(lambda: not opened.sees("hard question"))
    await opened.go("/measures")
    assert not door_of(opened).measures.asks_day_after
    await opened.click("day-after")
    await opened.until(lambda: door_of(opened).measures.asks_day_after)


async def test_going_on_the_day_after_moves_nothing(opened: Driver, clock: SetClock) -> None:
    await raised(opened)
    clock.instant += DAY
    assert door_of(opened).measures.day_after() is not None
    await choose(opened, NOT_AT_ALL)
    due = door_of(opened).measures.day_after()
    assert due is not None
    assert due.at == clock.instant - DAY


# -- a therapist's own -------------------------------------------------------


@pytest.fixture
def own(monkeypatch: pytest.MonkeyPatch) -> Measure:
    """A questionnaire with a number and a written answer, as a therapist may bring one."""
    items = [
        {"linkId": "n", "text": "How far, from here to there?", "type": "integer"},
        {"linkId": "w", "text": "What was it like?", "type": "text"},
    ]
    items[0]["extension"] = [  # type: ignore[assignment]
        {"url": f"http://hl7.org/fhir/StructureDefinition/{name}", "valueInteger": value}
        for name, value in (("minValue", 0), ("maxValue", 100))
    ]
    sheet = {
        "resourceType": "Questionnaire",
        "id": "own",
        "url": "urn:uuid:0f8fad5b-d9cb-469f-a165-70867728950e",
        "title": "Own",
        "status": "active",
        "copyright": "Written by Dana.",
        "item": items,
    }
    measure = measure_reader.read_measure(json.dumps(sheet).encode(), "own.json")
    every = {**content.measures(), "own": measure}
    monkeypatch.setattr(content, "measures", lambda: every)
    return measure


async def test_a_number_and_a_written_answer(opened: Driver, own: Measure) -> None:
    await opened.go("/measures/own")
    assert opened.sees("Written by Dana")
    await opened.click("begin")
    await opened.until(lambda: opened.has("written"))
    await opened.change("written", "101")
    await opened.click("keep-written")
    assert opened.sees("A whole number from 0 to 100")
    await opened.change("written", "40")
    await opened.click("keep-written")
    await opened.until(lambda: place(opened) == "2 of 2")
    await opened.change("written", "Wide and slow")
    await opened.click("keep-written")
    await opened.until(lambda: opened.has("finish"))
    await finish(opened)
    assert opened.sees("Your answers are kept")
    done = results(opened)[0]
    assert dict(done.given) == {"n": 40, "w": "Wide and slow"}
    assert done.status is Status.COMPLETED
    drafts = door_of(opened).drafts.keys()
    assert drafts == ()


# -- every size --------------------------------------------------------------


@pytest.mark.parametrize(
    ("seen_as", "scale"), [(SMALL_PHONE, 2.0), (TABLET, 1.0), (DESKTOP, 1.0), (PHONE, 2.0)]
)
async def test_the_support_page_and_the_score_at_every_size(
    start: Start, seen_as: Client, scale: float
) -> None:
    driver = await start(seen_as)
    await driver.inside(lambda: setattr(shell_of(driver), "text_scale", scale))
    await create(driver)
    await door_of(driver).support.choose_region("gb")
    await to_item_nine(driver)
    await choose(driver, NEARLY)
    for key in ("plan", "person", "crisis-call", "emergency", "no-one-told", "not-now"):
        assert driver.has(key), key
    await driver.click("not-now")
    await driver.until(lambda: place(driver) == "10 of 10")
    await driver.click("skip-item")
    await finish(driver)
    assert driver.sees(SNAPSHOT)


async def test_long_items_with_large_text_on_a_small_phone(start: Start) -> None:
    driver = await start(SMALL_PHONE)
    await driver.inside(lambda: setattr(shell_of(driver), "text_scale", 2.0))
    await create(driver)
    await door_of(driver).measures.ask_for("pcl-5")
    await take(driver, PCL5, *[0] * 20)
    await finish(driver)
    assert driver.sees("Below the preliminary cut-off")
