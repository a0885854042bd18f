"""The list of practices, and what is before, instead of and after one, headless."""

from __future__ import annotations

from datetime import timedelta

import pytest

from journal_app import content
from journal_app.domain.comfort import FASTEST
from journal_app.domain.helped import After
from journal_app.ui.screens.practice_ends import length_words, pattern_words
from journal_app.words import say
from tests.driver import DESKTOP, PHONE, SMALL_PHONE, TABLET, Client, Driver
from tests.ui.conftest import (
    WEDNESDAY_5PM,
    Start,
    create,
    door_of,
    shell_of,
)
from tests.ui.practices_book import (
    EVERY,
    USUAL,
    keyed,
    liked,
    near_a_session,
    practised,
    said,
    tiles,
)

LONGER = EVERY["longer-exhale"]
SIGHS, BOX = EVERY["cyclic-sighing"], EVERY["box"]


def spoken(driver: Driver, key: str) -> str:
    """What a screen reader says of the row with this key."""
    return driver.said_of(key)


# The list ---------------------------------------------------------------------------------------


async def test_what_is_for_a_first_time_stands_first_and_says_so(opened: Driver) -> None:
    await opened.go("/practices")
    assert tiles(opened)[0] == "ease-in"
    assert sorted(tiles(opened)) == sorted(USUAL)
    assert say("practices.first") in spoken(opened, "practice-ease-in")
    assert opened.sees("About five minutes")
    await said(opened, ("orienting", After.SAME))
    assert tiles(opened)[0] == "longer-exhale"
    assert not opened.sees(say("practices.first"))


async def test_breathing_stands_before_grounding_under_headings(opened: Driver) -> None:
    await opened.go("/practices")
    texts = opened.texts()
    places = [texts.index(say(f"practices.{group}")) for group in ("breathing", "grounding")]
    assert places == sorted(places)
    kinds = [EVERY[name].pattern is None for name in tiles(opened)]
    assert kinds == sorted(kinds)


async def test_more_is_folded_away_until_somebody_asks(opened: Driver) -> None:
    await opened.go("/practices")
    assert "cyclic-sighing" not in tiles(opened)
    await opened.click("more")
    assert tiles(opened)[-2:] == ["cyclic-sighing", "physiological-sigh"]
    assert "box" not in tiles(opened)  # its pauses were not asked for
    await liked(opened, holds=True)
    assert tiles(opened)[-2:] == ["box", "four-seven-eight"]
    await opened.click("more")
    assert sorted(tiles(opened)) == sorted(USUAL)


async def test_what_helped_stands_on_top_and_stays_in_its_place_below(opened: Driver) -> None:
    await opened.go("/practices")
    assert not opened.sees(say("practices.helped"))
    easier = ("orienting", "humming", "object", "equal")
    await said(opened, *((name, After.EASIER) for name in easier), ("object", After.EASIER))
    top = keyed(opened, "helped-")
    assert top[0] == "object"
    assert len(top) == 3
    assert sorted(tiles(opened)) == sorted(USUAL)
    await opened.click("helped-object")
    assert shell_of(opened).route == "/practices/object"


async def test_what_was_harder_stands_last_in_its_group_without_a_word(opened: Driver) -> None:
    await opened.go("/practices")
    await said(opened, ("object", After.SAME))
    before = set(opened.texts())
    await said(opened, ("longer-exhale", After.HARDER), ("orienting", After.HARDER))
    breathing = [name for name in tiles(opened) if EVERY[name].pattern is not None]
    assert breathing[-1] == "longer-exhale"
    assert tiles(opened)[-1] == "orienting"
    assert set(opened.texts()) <= before


async def test_what_rests_says_so_kindly_and_opens(opened: Driver) -> None:
    await near_a_session(opened)
    await opened.go("/practices")
    await opened.click("more")
    row = opened.get("practice-cyclic-sighing")
    assert row.bgcolor == shell_of(opened).p.sunk
    assert say("practices.rests") in spoken(opened, "practice-cyclic-sighing")
    assert say("practices.rests") not in spoken(opened, "practice-longer-exhale")
    await opened.click("practice-cyclic-sighing")
    assert opened.sees(say("rests.choice"))


async def test_the_list_leads_to_how_one_likes_to_be_guided(opened: Driver) -> None:
    await opened.go("/practices")
    await opened.click("to-comfort")
    assert opened.sees(say("comfort.title"))
    await opened.click("back")
    assert shell_of(opened).route == "/practices"


async def test_from_there_a_list_that_leads_back_somewhere_still_does(opened: Driver) -> None:
    await opened.go("/practices?back=/support")
    await opened.click("to-comfort")
    await opened.click("back")
    await opened.click("practice-orienting")
    await opened.click("back")
    assert shell_of(opened).route == "/practices?back=/support"


@pytest.mark.parametrize("route", ["/practices", "/practices?back=/support", "/journal?back=/"])
async def test_a_tab_has_its_bar_whatever_its_address_asks_for(opened: Driver, route: str) -> None:
    await opened.go(route)
    assert opened.has("tab-/practices")
    await opened.go("/practices/orienting?back=/practices")
    assert not opened.has("tab-/practices")


async def test_a_list_that_was_opened_from_somewhere_leads_back_there(opened: Driver) -> None:
    await opened.go("/practices?back=/support")
    await opened.click("practice-orienting")
    await opened.click("back")
    assert shell_of(opened).route == "/practices?back=/support"


async def test_on_a_wide_page_the_open_one_is_marked(start: Start) -> None:
    driver = await start(DESKTOP)
    await create(driver)
    await driver.go("/practices/orienting")
    p = shell_of(driver).p
    assert driver.get("practice-orienting").bgcolor == p.tide_soft
    assert driver.get("practice-object").bgcolor is None
    assert driver.has("begin")
    assert not driver.has("practice-cyclic-sighing")
    await driver.go("/practices/cyclic-sighing?back=/journal")
    assert driver.get("practice-cyclic-sighing").bgcolor == p.tide_soft  # its group unfolds
    assert driver.get("practice-orienting").bgcolor is None
    await driver.click("more")
    assert not driver.has("practice-cyclic-sighing")  # and can be folded away all the same


async def test_a_wide_list_that_leads_back_somewhere_is_shown_once(start: Start) -> None:
    driver = await start(DESKTOP)
    await create(driver)
    await driver.go("/practices?back=/support")
    assert tiles(driver) == list(dict.fromkeys(tiles(driver)))
    assert driver.sees(say("nav.choose_left"))


# Before -----------------------------------------------------------------------------------------


async def test_before_it_begins_everything_is_said_once(opened: Driver) -> None:
    await said(opened, ("orienting", After.SAME))
    await opened.go("/practices/longer-exhale")
    texts = opened.texts()
    assert "In 4.5, out 5.5. About five minutes." in texts
    for line in (LONGER.title, *LONGER.before, LONGER.evidence_note, say("before.begin")):
        assert texts.count(line) == 1, line


async def test_the_line_about_eyes_is_left_out_where_it_is_not_wanted(opened: Driver) -> None:
    await opened.go("/practices/longer-exhale")
    eyes = "Eyes open or closed, your choice."
    assert eyes in opened.texts()
    await liked(opened, eyes_open=False)
    assert eyes not in opened.texts()


async def test_the_first_breathing_of_all_is_taught_small(opened: Driver) -> None:
    await liked(opened, holds=True)
    for name in [each.id for each in EVERY.values() if each.pattern is not None]:
        await opened.go(f"/practices/{name}")
        small = [text for text in opened.texts() if text.startswith("Let the breath be small")]
        stop = [text for text in opened.texts() if text.startswith("Stop any time")]
        assert (len(small), len(stop)) == (1, 1), name
    await said(opened, ("orienting", After.SAME))
    await opened.go("/practices/physiological-sigh")
    assert not opened.sees("Let the breath be small and easy, through nose or mouth.")


async def test_how_sure_we_are_is_answered_with_sources_when_asked(opened: Driver) -> None:
    await opened.go("/practices/longer-exhale")
    sources = [content.sources()[name] for name in LONGER.sources]
    assert not set(sources) & set(opened.texts())
    await opened.click("how-sure")
    assert set(sources) <= set(opened.texts())
    assert opened.texts().count(LONGER.evidence_note) == 1


async def test_a_length_is_chosen_with_one_tap(opened: Driver) -> None:
    await opened.go("/practices/longer-exhale")
    assert opened.sees("In 4.5, out 5.5. About five minutes.")
    await opened.click("minutes-2")
    assert opened.sees("In 4.5, out 5.5. About two minutes.")
    await opened.click("minutes-10")
    assert opened.sees("In 4.5, out 5.5. About ten minutes.")


async def test_the_address_may_say_how_long(opened: Driver) -> None:
    usual = dict.fromkeys(("0", "9000", "nan", "soon", ""), "five minutes")
    for asked, words in {"3": "three minutes", "1": "a minute", **usual}.items():
        await opened.go(f"/practices/longer-exhale?minutes={asked}&back=/")
        assert opened.sees(f"In 4.5, out 5.5. About {words}."), asked
        assert len(keyed(opened, "minutes-")) == 4
        await opened.click("minutes-10")
        assert opened.sees("About ten minutes")


async def test_a_few_breaths_have_no_length_to_choose(opened: Driver) -> None:
    await opened.go("/practices/hummed-breaths")
    assert opened.sees("In 4, hum out 6. A few breaths.")
    assert keyed(opened, "minutes-") == []


async def test_slower_is_kept_for_the_next_time_and_faster_takes_it_back(opened: Driver) -> None:
    await opened.go("/practices/longer-exhale")
    await opened.click("slower")
    await opened.until(lambda: opened.sees("In 5, out 6. About five minutes."))
    assert door_of(opened).practices.comfort.pace == 0.5
    await opened.go("/practices/equal")
    assert opened.sees("In 5.5, out 5.5")
    await opened.click("faster")
    await opened.until(lambda: opened.sees("In 5, out 5. "))


async def test_pace_ends_where_it_ends(opened: Driver) -> None:
    await liked(opened, pace=FASTEST)
    await opened.go("/practices/longer-exhale")
    assert opened.get("faster").disabled
    assert not opened.get("slower").disabled
    assert not opened.sees(say("before.faster_rests"))


async def test_near_a_session_faster_waits_where_it_would_stir(opened: Driver) -> None:
    await near_a_session(opened)
    await liked(opened, pace=FASTEST)
    await opened.go("/practices/ease-in")
    assert opened.get("faster").disabled
    assert opened.sees(say("before.faster_rests"))
    assert opened.sees("It begins shorter: in 2.5, out 3.5.")
    await opened.click("slower")
    await opened.until(lambda: door_of(opened).practices.comfort.pace == 0)


async def test_pauses_that_are_not_wanted_are_left_out_and_that_is_said(opened: Driver) -> None:
    await opened.go("/practices/box")
    assert opened.sees("In 4, out 4. About four minutes.")
    assert opened.sees(say("before.no_pauses"))
    assert not opened.sees(BOX.before[1])  # nothing is said of pauses that are not there
    await liked(opened, holds=True)
    assert opened.sees(BOX.before[1])
    assert opened.sees("In 4, pause 4, out 4, pause 4. About four minutes.")
    assert not opened.sees(say("before.no_pauses"))


async def test_something_other_than_breath_is_one_tap_away(opened: Driver) -> None:
    await opened.go("/practices/longer-exhale")
    await opened.click("other")
    assert shell_of(opened).route == "/practices"
    await opened.go("/practices/orienting")
    assert not opened.has("other")


async def test_a_practice_that_is_not_there_says_so(opened: Driver) -> None:
    await opened.go("/practices/nothing?back=//elsewhere")
    assert say("nav.away") in opened.texts()
    await opened.click("back")
    assert shell_of(opened).route == "/practices"


# Resting ----------------------------------------------------------------------------------------


async def test_one_that_rests_says_why_and_what_there_is_instead(opened: Driver) -> None:
    await near_a_session(opened)
    await opened.go("/practices/cyclic-sighing?back=/support")
    assert opened.sees(say("rests.title", title=SIGHS.title))
    assert opened.sees(say("rests.why"))
    assert not opened.has("begin")
    assert opened.has("instead-orienting")
    await opened.click(f"instead-{SIGHS.instead}")
    assert opened.has("begin")
    await opened.click("back")
    assert shell_of(opened).route == "/support"


async def test_its_twin_without_pauses_does_not_rest(opened: Driver) -> None:
    await near_a_session(opened)
    await opened.go("/practices/box")
    assert opened.has("begin")
    await liked(opened, holds=True)
    assert not opened.has("begin")
    assert opened.has(f"instead-{BOX.instead}")


@pytest.mark.parametrize(
    ("hours", "rests"), [(-2.1, False), (-1.9, True), (23.9, True), (24.1, False)]
)
async def test_it_rests_from_two_hours_before_until_a_day_after(
    opened: Driver, hours: float, rests: bool
) -> None:
    near = WEDNESDAY_5PM - timedelta(hours=hours)  # its start while ahead, its end when over
    starts, ends = (near, None) if hours < 0 else (near - timedelta(hours=2), near)
    await door_of(opened).days.add_session(starts, ends)
    await opened.go("/practices/cyclic-sighing")
    assert opened.has("go-back") is rests


# Every size -------------------------------------------------------------------------------------


@pytest.mark.parametrize("seen_as", [PHONE, SMALL_PHONE, TABLET, DESKTOP], ids=str)
async def test_everything_is_there_on_every_size(start: Start, seen_as: Client) -> None:
    driver = await start(seen_as)
    await create(driver)
    await near_a_session(driver)
    for scale in (1.0, 2.0):
        shell_of(driver).text_scale = scale
        await driver.go("/practices/longer-exhale")
        for key in ("begin", "other", "slower", "faster", "minutes-5", "how-sure", "support"):
            assert driver.has(key), key
        await driver.go("/practices/cyclic-sighing")
        for key in ("instead-longer-exhale", "instead-orienting", "go-back"):
            assert driver.has(key), key
        await practised(driver, "/practices/object")
        for key in ("easier", "same", "harder", "leave"):
            assert driver.has(key), key
        await driver.click("harder")
        await driver.until(lambda: driver.has("done"))
        for key in ("orienting", "company", "practice-word"):
            assert driver.has(key), key
        await driver.go("/practices")
        if shell_of(driver).wide:  # it unfolded beside one of them
            await driver.click("more")
        assert set(tiles(driver)) == set(USUAL)
    assert not driver.loop_errors


# Units ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "A few breaths"),
        (44, "A few breaths"),
        (60, "About a minute"),
        (300, "About five minutes"),
        (1200, "About 20 minutes"),
    ],
)
def test_lengths_are_said_in_words(seconds: float, words: str) -> None:
    assert length_words(seconds) == words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("longer-exhale", "In 4.5, out 5.5. About five minutes."),
        ("cyclic-sighing", "In 2.5, then 1 more, out 7. About five minutes."),
        ("box", "In 4, pause 4, out 4, pause 4. About four minutes."),
        ("hummed-breaths", "In 4, hum out 6. A few breaths."),
    ],
)
def test_patterns_are_said_in_words(name: str, words: str) -> None:
    pattern = EVERY[name].pattern
    assert pattern is not None
    assert pattern_words(pattern) == words
