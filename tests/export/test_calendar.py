"""The calendar file, as programs that are not ours read it: icalendar, and Debian's khal."""

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from journal_app import content
from journal_app.domain.plan import Pace
from journal_app.domain.quiet import QuietHours
from journal_app.domain.reminder import SENTENCES, Handed, Notice, Reminder, reminders
from journal_app.domain.schedule import Slot, schedule
from journal_app.domain.session import Session
from journal_app.export.calendar import NAME, CalendarReminders, calendar_file
from journal_app.words import keys, say
from tests.domain.strategies import (
    SESSION_ID,
    hours_in,
    local,
    paces,
    quiet_hours,
    sessions,
    tuesday,
)

PLAN = content.plan()
SECRET = bytes(range(32))
NOTHING = Handed(SECRET)
HOUR = timedelta(hours=1)
ABOUT_US = (
    *("ketamine", "therap", "session", "journal", "diary", "trauma", "medicine", "mood", "feel"),
    *("prompt", "intention", "clinic", "dawn", "reflect", "integrat", "write", "breath"),
)

# Sessions whose three days have a change of the clock in them, with instants by hand: what UTC
# shows, and what the clock on the wall shows there.
PLACES = [
    pytest.param(
        "Europe/London",
        local("Europe/London", 2026, 3, 28, 14),
        [("2026-03-28 20:00", "2026-03-28 20:00"), ("2026-03-29 08:30", "2026-03-29 09:30")],
        id="London",
    ),
    pytest.param(
        "America/New_York",
        local("America/New_York", 2026, 10, 31, 14),
        [("2026-11-01 00:00", "2026-10-31 20:00"), ("2026-11-01 14:30", "2026-11-01 09:30")],
        id="New York",
    ),
    pytest.param(
        "Australia/Lord_Howe",
        local("Australia/Lord_Howe", 2026, 4, 4, 14),
        [("2026-04-04 09:00", "2026-04-04 20:00"), ("2026-04-04 23:00", "2026-04-05 09:30")],
        id="Lord Howe",
    ),
]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def wall(instant: datetime, zone: str) -> str:
    return instant.astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def slots_of(
    session: Session, pace: Pace = Pace.FULL, quiet: QuietHours | None = None
) -> tuple[Slot, ...]:
    night = QuietHours() if quiet is None else quiet
    return schedule(session, PLAN, pace=pace, quiet=night, answered={}, now=session.starts)


def wanted_of(session: Session, pace: Pace = Pace.FULL) -> tuple[Reminder, ...]:
    return reminders(slots_of(session, pace), session.id, SECRET)


def before(session: Session) -> datetime:
    """Two days before the session, when all of its reminders are to come."""
    return session.starts - 48 * HOUR


def first_file(session: Session, pace: Pace = Pace.FULL) -> bytes:
    made = before(session)
    return calendar_file(NOTHING.update(wanted_of(session, pace), made).notices, made)


def events_in(file: bytes) -> list[icalendar.Event]:
    """The events as icalendar reads them; it may have found nothing wrong with any."""
    read = icalendar.Calendar.from_ical(file)
    events = [each for each in read.walk("VEVENT") if isinstance(each, icalendar.Event)]
    assert not read.errors
    assert not [event.errors for event in events if event.errors]
    return events


class Calendar:
    """A calendar that takes files in by the rule of RFC 5546, 2.1.5, and shows what is to come.

    Under one UID the higher SEQUENCE stands, then the later DTSTAMP; what is cancelled goes.
    """

    def __init__(self) -> None:
        self.known: dict[str, icalendar.Event] = {}

    def take(self, file: bytes) -> None:
        for event in events_in(file):
            known = self.known.get(str(event["UID"]))
            if known is None or self.rank(event) >= self.rank(known):
                self.known[str(event["UID"])] = event

    @staticmethod
    def rank(event: icalendar.Event) -> tuple[int, datetime]:
        return int(event["SEQUENCE"]), event.DTSTAMP

    def shown(self, after: datetime | None = None) -> list[tuple[datetime, str, str]]:
        """Start and words of each event, in order; with ``after``, of those later than that."""
        found = [e for e in self.known.values() if e["STATUS"] != "CANCELLED"]
        return sorted(
            (event.start, str(event["SUMMARY"]), str(event["DESCRIPTION"]))
            for event in found
            if after is None or event.start > after
        )


# What another program reads -----------------------------------------------------------------------


@pytest.mark.parametrize(("zone", "ends", "instants"), PLACES)
def test_each_wall_shows_the_right_time(
    zone: str, ends: datetime, instants: list[tuple[str, str]]
) -> None:
    session = Session(id=SESSION_ID, starts=ends - 2 * HOUR, ends=ends, zone=zone)
    by_hand = [Reminder(f"{n:032x}", utc(at)) for n, (at, _) in enumerate(instants)]
    file = calendar_file(NOTHING.update(by_hand, before(session)).notices, before(session))
    assert [wall(event.start, zone) for event in events_in(file)] == [w for _, w in instants]

    nudges = sorted(slot.nudge for slot in slots_of(session) if slot.nudge is not None)
    events = events_in(first_file(session))
    assert len(nudges) > 5
    assert [event.start for event in events] == nudges
    walls = [wall(event.start, zone) for event in events]
    assert not [each for each in walls if not "08:00" <= each[-5:] < "22:00"], "quiet hours"


def test_an_event_is_short_private_takes_no_time_and_rings_once_at_its_start() -> None:
    made = before(tuesday()).astimezone(ZoneInfo("Asia/Tokyo"))
    file = calendar_file(NOTHING.update(wanted_of(tuesday()), made).notices, made)
    read = icalendar.Calendar.from_ical(file)
    assert (read["VERSION"], read["METHOD"]) == ("2.0", "PUBLISH")
    for event in events_in(file):
        assert event.end - event.start == timedelta(minutes=10)
        assert made == event.DTSTAMP
        assert event["SEQUENCE"] == 0
        assert (event["CLASS"], event["TRANSP"]) == ("PRIVATE", "TRANSPARENT")
        assert event["STATUS"] == "CONFIRMED"
        (alarm,) = event.walk("VALARM")
        assert alarm["ACTION"] == "DISPLAY"
        assert alarm["TRIGGER"].dt == timedelta(0)
        assert alarm["DESCRIPTION"] == event["SUMMARY"]


def test_a_cancelled_event_keeps_its_uid_and_rings_no_more() -> None:
    made = before(tuesday())
    first = NOTHING.update(wanted_of(tuesday()), made)
    gone = first.handed.update((), made)
    events = events_in(calendar_file(gone.notices, made))
    assert {str(event["UID"]) for event in events} == {notice.id for notice in first.notices}
    for event in events:
        assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
        assert event["SUMMARY"] == say("reminder.cancelled.title")
        assert event.walk("VALARM") == []


def test_a_calendar_without_an_event_is_none() -> None:
    with pytest.raises(ValueError, match="notice"):
        calendar_file((), before(tuesday()))


# Taken in again and again -------------------------------------------------------------------------


def test_taken_in_twice_it_stands_there_once() -> None:
    calendar = Calendar()
    calendar.take(first_file(tuesday()))
    once = calendar.shown()
    calendar.take(first_file(tuesday()))
    assert calendar.shown() == once
    assert len(once) == len(wanted_of(tuesday()))


def test_a_corrected_end_a_move_and_a_cancelled_session_arrive() -> None:
    made, calendar, handed = before(tuesday()), Calendar(), NOTHING
    plans = [
        (tuesday(), Pace.FULL),
        (replace(tuesday(), ends=tuesday().anchor + HOUR), Pace.FULL),
        (replace(tuesday(), starts=tuesday().starts + 48 * HOUR, ends=None), Pace.FULL),
        (tuesday(), Pace.LIGHT),
        (replace(tuesday(), cancelled=True), Pace.LIGHT),
    ]
    seen = []
    for session, pace in plans:
        wanted = wanted_of(session, pace)
        update = handed.update(wanted, made)
        handed = update.handed
        calendar.take(calendar_file(update.notices, made))
        assert [start for start, _, _ in calendar.shown()] == [each.at for each in wanted]
        seen.append(calendar.shown())
    assert len({tuple(each) for each in seen}) == len(plans), "each change was to be seen"
    assert seen[-1] == []


@settings(max_examples=50)
@given(
    sessions(),
    st.lists(
        st.tuples(
            *(st.integers(-200, 200), paces, quiet_hours, st.booleans()),
            *(st.integers(-60, 100), st.booleans()),
        ),
        min_size=2,
        max_size=4,
    ),
)
def test_any_change_leads_from_any_earlier_file_to_the_days_of_a_fresh_one(
    session: Session, changes: list[tuple[int, Pace, QuietHours, bool, int, bool]]
) -> None:
    calendar, handed = Calendar(), NOTHING
    now, wanted = session.starts, ()
    for moved, pace, quiet, cancelled, hour, taken in changes:
        end = None if session.ends is None else session.ends + moved * HOUR
        starts = session.starts + moved * HOUR
        session = replace(session, starts=starts, ends=end, cancelled=cancelled)
        now = hours_in(session, hour)
        wanted = reminders(slots_of(session, pace, quiet), session.id, SECRET)
        update = handed.update(wanted, now)
        handed = update.handed
        if taken and update.notices:
            file = calendar_file(update.notices, now)
            assert lines_of(file)
            calendar.take(file)
    newest, fresh = handed.update(wanted, now).notices, Calendar()
    if newest:
        calendar.take(calendar_file(newest, now))
    if to_come := NOTHING.update(wanted, now).notices:
        fresh.take(calendar_file(to_come, now))
    assert calendar.shown(after=now) == fresh.shown(after=now)
    assert [at for at, _, _ in fresh.shown()] == [each.at for each in wanted if each.at > now]


# A calendar program of Debian's -------------------------------------------------------------------


class Khal:
    """The command ``khal`` with one empty calendar, in a folder of its own, in one zone."""

    def __init__(self, command: str, folder: Path, zone: str) -> None:
        self.command, self.folder = command, folder
        self.calendar = folder / "calendar"
        self.calendar.mkdir()
        (folder / "config").write_text(
            f"[calendars]\n[[own]]\npath = {self.calendar}\n"
            f"[locale]\nlocal_timezone = {zone}\ndefault_timezone = {zone}\n"
            "timeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\n"
            "datetimeformat = %Y-%m-%d %H:%M\nlongdatetimeformat = %Y-%m-%d %H:%M\n"
            f"[default]\ndefault_calendar = own\n[sqlite]\npath = {folder / 'khal.db'}\n"
        )

    def run(self, *arguments: str) -> str:
        names = ("HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME")
        done = subprocess.run(
            [self.command, "--config", str(self.folder / "config"), *arguments],
            env=os.environ | dict.fromkeys(names, str(self.folder)) | {"LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def take(self, file: bytes) -> None:
        (self.folder / NAME).write_bytes(file)
        self.run("import", "--batch", "--include-calendar", "own", str(self.folder / NAME))

    def shown(self, since: datetime) -> list[str]:
        """A line for each event of five weeks: wall clock, title, and its mark if cancelled."""
        line = "{start-date-long} {start-time}|{title}|{cancelled}"
        day = since.date().isoformat()
        arguments = ("list", "--day-format", "", "--once", "--format", line, day, "35d")
        return self.run(*arguments).splitlines()

    @property
    def size(self) -> int:
        return len(list(self.calendar.iterdir()))


def khal_in(folder: Path, zone: str) -> Khal:
    command = shutil.which("khal")
    if command is None:
        if os.environ.get("CI"):
            pytest.fail("the command `khal` is not installed")
        pytest.skip("INTEROP NOT SHOWN: the command `khal` is not installed (apt install khal)")
    return Khal(command, folder, zone)


def lines_for(notices: Sequence[Notice], zone: str) -> list[str]:
    shown = []
    for notice in notices:
        which = "cancelled" if notice.cancelled else notice.sentence
        mark = "CANCELLED " if notice.cancelled else ""
        shown.append(f"{wall(notice.at, zone)}|{say(f'reminder.{which}.title')}|{mark}".rstrip())
    return sorted(shown)


@pytest.mark.parametrize(("zone", "ends", "instants"), PLACES)
def test_khal_shows_each_once_at_the_right_time_and_follows_a_move(
    zone: str, ends: datetime, instants: list[tuple[str, str]], tmp_path: Path
) -> None:
    session = Session(id=SESSION_ID, starts=ends - 2 * HOUR, ends=ends, zone=zone)
    khal, made = khal_in(tmp_path, zone), before(session)
    by_hand = tuple(Reminder(f"{n:032x}", utc(at)) for n, (at, _) in enumerate(instants))
    first = NOTHING.update(wanted_of(session) + by_hand, made)
    file = calendar_file(first.notices, made)
    khal.take(file)
    once = khal.shown(made)
    assert sorted(line.rstrip() for line in once) == lines_for(first.notices, zone)
    for _, clock in instants:
        assert any(line.startswith(clock) for line in once)

    khal.take(file)
    assert khal.shown(made) == once
    assert khal.size == len(once)

    moved = replace(session, starts=session.starts + 30 * HOUR, ends=None)
    second = first.handed.update(wanted_of(moved, Pace.STANDARD), made)
    assert {change.value for change, _ in second.changes} >= {"moved", "cancelled"}
    khal.take(calendar_file(second.notices, made))
    assert sorted(line.rstrip() for line in khal.shown(made)) == lines_for(second.notices, zone)
    assert khal.size == len({notice.id for notice in first.notices + second.notices})


# Nothing shows ------------------------------------------------------------------------------------

ANYTHING_ELSE = re.compile(
    r"UID:[0-9a-f]{32}|DT(STAMP|START|END):\d{8}T\d{6}Z|SEQUENCE:\d+|STATUS:(CONFIRMED|CANCELLED)"
    r"|CLASS:PRIVATE|TRANSP:TRANSPARENT|ACTION:DISPLAY|TRIGGER:PT0S|VERSION:2\.0|METHOD:PUBLISH"
    r"|PRODID:-//A quiet moment//1//EN|(BEGIN|END):(VCALENDAR|VEVENT|VALARM)"
)


def lines_of(file: bytes) -> list[str]:
    """The lines of a file, whole again; each piece was short, ended right, and was readable."""
    assert file.endswith(b"\r\n")
    pieces = file.removesuffix(b"\r\n").split(b"\r\n")
    assert max(len(piece) for piece in pieces) <= 75
    assert not [piece for piece in pieces if b"\r" in piece or b"\n" in piece]
    assert [piece.decode("utf-8") for piece in pieces]
    return file.replace(b"\r\n ", b"").decode("utf-8").splitlines()


def test_every_line_is_one_that_says_nothing() -> None:
    made = before(tuesday())
    first = NOTHING.update(wanted_of(tuesday()), made)
    second = first.handed.update(wanted_of(tuesday(), Pace.LIGHT), made)
    told = set()
    for line in lines_of(calendar_file(first.notices + second.notices, made)):
        if not ANYTHING_ELSE.fullmatch(line):
            told.add(line.replace("\\,", ","))
    parts = [(which, part) for which in (*SENTENCES, "cancelled") for part in ("title", "text")]
    names = {"title": "SUMMARY", "text": "DESCRIPTION"}
    neutral = {f"{names[part]}:{say(f'reminder.{which}.{part}')}" for which, part in parts}
    rings = {f"DESCRIPTION:{say(f'reminder.{which}.title')}" for which in SENTENCES}
    assert told == neutral | rings


def test_no_word_of_the_plan_the_intention_or_the_companion_is_in_it() -> None:
    session = replace(tuesday(), intention="a LANTERN in the hall", companion="Samira")
    file = first_file(session).replace(b"\r\n ", b"").decode("utf-8").lower()
    own = ["lantern", "samira", session.id, session.zone, SECRET.hex()]
    plan = [text for prompt in PLAN.prompts for text in (prompt.id, prompt.title)]
    plan += [slot.id for slot in slots_of(session)]
    plan += [text for prompt in PLAN.prompts for text in texts_of(prompt) if len(text) > 8]
    assert len(plan) > 100
    assert [text for text in own + plan if text.lower() in file] == []


def texts_of(value: object) -> list[str]:
    """Every text in a prompt, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, (tuple, list)):
        return [text for each in value for text in texts_of(each)]
    fields = getattr(value, "__dataclass_fields__", {})
    return [text for name in fields for text in texts_of(getattr(value, name))]


def test_a_stranger_who_reads_the_calendar_learns_nothing() -> None:
    texts = [say(key) for key in keys() if key.startswith("reminder.")]
    assert len(texts) == 2 * (len(SENTENCES) + 1)
    shown = " ".join([NAME, *texts, first_file(tuesday()).decode()]).lower()
    assert [word for word in ABOUT_US if word in shown] == []


# Words of any language, handed over ---------------------------------------------------------------

some_words = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), include_characters="\n"),
    min_size=1,
    max_size=120,
)


@example(title="a" * 300, text="ü" * 300)
@example(title="b" * 67, text="🌒" * 100)
@given(title=some_words, text=some_words)
def test_words_of_any_language_are_folded_and_read_back(title: str, text: str) -> None:
    file = file_saying(title, text)
    assert lines_of(file)
    (event,) = events_in(file)
    assert (str(event["SUMMARY"]), str(event["DESCRIPTION"])) == (title, text)


def test_a_long_line_is_cut_at_75_bytes_and_between_characters() -> None:
    lines = file_saying("a" * 67 + "é" + "b" * 72 + "🌒", "x").split(b"\r\n")
    start = lines.index(b"SUMMARY:" + b"a" * 67)
    pieces = ["SUMMARY:" + "a" * 67, " é" + "b" * 72, " 🌒"]
    assert lines[start : start + 3] == [piece.encode() for piece in pieces]


def test_what_has_a_meaning_in_the_file_is_escaped() -> None:
    lines = file_saying('One, two; three\\four\nfive: "six"', "x").split(b"\r\n")
    assert b'SUMMARY:One\\, two\\; three\\\\four\\nfive: "six"' in lines


def file_saying(title: str, text: str) -> bytes:
    """A file of one notice with these words."""
    said = {"title": title, "text": text}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("journal_app.export.calendar.say", lambda key: said[key.split(".")[2]])
        return calendar_file([Notice(id="5" * 32, at=NOON, latest=NOON)], NOON)


NOON = utc("2026-03-03 12:00")


class Hand:
    """Where the ledger is kept and the file goes, with what happened in its order."""

    def __init__(self, *, broken: str = "") -> None:
        self.handed, self.done, self.broken = NOTHING, list[str](), broken
        self.files: list[tuple[str, bytes]] = []

    async def keep(self, handed: Handed) -> None:
        if self.broken == "keep":
            raise OSError("no room")
        self.done.append("kept")
        self.handed = handed

    async def hand_over(self, data: bytes, name: str) -> None:
        if self.broken == "hand":
            raise OSError("no room")
        self.done.append("handed over")
        self.files.append((name, data))

    def reminders(self) -> CalendarReminders:
        return CalendarReminders(lambda: self.handed, self.keep, self.hand_over, lambda: NOON)


LATER = Reminder("7" * 32, NOON + 26 * HOUR)


async def test_the_ledger_is_kept_before_the_file_is_handed_over() -> None:
    hand = Hand()
    await hand.reminders().put([LATER])
    assert hand.done == ["kept", "handed over"]
    ((name, data),) = hand.files
    assert name == NAME
    assert [event.start for event in events_in(data)] == [LATER.at]
    await hand.reminders().put([])
    assert [event["STATUS"] for event in events_in(hand.files[1][1])] == ["CANCELLED"]


async def test_with_nothing_to_say_there_is_no_file() -> None:
    hand = Hand()
    await hand.reminders().put([])
    await hand.reminders().put([Reminder("7" * 32, NOON - HOUR)])
    assert hand.done == []


async def test_a_ledger_that_was_not_kept_hands_nothing_over() -> None:
    hand = Hand(broken="keep")
    with pytest.raises(OSError, match="no room"):
        await hand.reminders().put([LATER])
    assert hand.done == []


async def test_a_file_that_was_not_handed_over_does_no_harm() -> None:
    hand, calendar = Hand(), Calendar()
    await hand.reminders().put([LATER])
    calendar.take(hand.files[0][1])
    hand.broken = "hand"
    with pytest.raises(OSError, match="no room"):
        await hand.reminders().put([replace(LATER, at=LATER.at + HOUR)])
    hand.broken = ""
    await hand.reminders().put([replace(LATER, at=LATER.at - HOUR)])
    calendar.take(hand.files[-1][1])
    assert [at for at, _, _ in calendar.shown()] == [LATER.at - HOUR]
