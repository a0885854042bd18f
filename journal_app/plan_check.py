"""``journal plan check FILE``: is this plan as it was meant, and what do its three days look like.

The table is that of an example: a session on a Tuesday in March, from 11:30 to 14:00, the next one
two weeks later, quiet hours and bedtime as a new journal has them. Nothing is opened or kept.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

from journal_app import content
from journal_app.content.schema import MOST_TEXT
from journal_app.domain.errors import ContentError
from journal_app.domain.plan import Anchor, Moment, Pace, Plan, Prompt, Timing
from journal_app.domain.rhythm import Rhythm
from journal_app.domain.schedule import across
from journal_app.domain.session import Session
from journal_app.domain.window import section
from journal_app.words import say

WIDTH = 100
"""Characters in the longest line of the table."""

_COLUMNS = (3, 25, 8, 3, 8, 19, 8, 12)
_SIGN = {Anchor.START: "S", Anchor.END: "E", Anchor.NEXT: "N"}
_SESSION = Session(
    id="1" * 32,
    starts=datetime(2026, 3, 3, 11, 30, tzinfo=UTC),
    ends=datetime(2026, 3, 3, 14, tzinfo=UTC),
    zone="UTC",
)
_NEXT = Session(id="2" * 32, starts=_SESSION.starts + timedelta(days=14), zone="UTC")


def main(arguments: Sequence[str]) -> int:
    """Check the plan that ``arguments`` name and print its table.

    Returns 0 where the plan is as it was meant, 1 where it is not or cannot be read: then every
    mistake is printed in a line of its own. Leaves with ``SystemExit`` where an option makes no
    sense (2) or help was asked for (0).
    """
    options = _options().parse_args(arguments)
    file: Path = options.file
    try:
        plan = content.own_plan(_text(file), file.name)
    except OSError:
        return _not_read(say("plan.no_file", file=file))
    except UnicodeDecodeError:
        return _not_read(say("plan.not_text", file=file.name))
    except ContentError as error:
        mistakes = str(error).splitlines()
        return _not_read(*mistakes, "", say("plan.mistakes", count=len(mistakes)))
    _print(*table(plan, Pace(options.pace)))
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="journal plan check", description=say("plan.about"))
    parser.add_argument("file", type=Path, metavar="FILE", help=say("plan.option_file"))
    paces = [pace.value for pace in Pace]
    default = Pace.STANDARD.value
    parser.add_argument("--pace", choices=paces, default=default, help=say("plan.option_pace"))
    return parser


def _text(file: Path) -> str:
    with file.open("rb") as opened:  # never more of it than a plan could be
        return opened.read(4 * MOST_TEXT + 4).decode("utf-8")


def _not_read(*lines: str) -> int:
    _print(*lines)
    return 1


def _print(*lines: str) -> None:
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def table(plan: Plan, pace: Pace) -> Iterator[str]:
    """The lines of the table, none longer than ``WIDTH``; nudges are those at ``pace``."""
    yield _cut(say("plan.title", title=plan.title, count=len(plan.prompts)), WIDTH)
    yield say("plan.example", pace=pace.value)
    yield say("plan.signs")
    heads = ("number", "prompt", "pace", "minutes", "opens", "suggested", "closes", "nudge")
    yield ""
    yield _line([say(f"plan.head.{head}") for head in heads])
    nudges = _nudges(plan, pace)
    for name, prompts in groupby(_in_order(plan), key=_section):
        yield ""
        yield say(f"plan.section.{name}")
        for prompt in prompts:
            yield _line(_cells(prompt, nudges[prompt.id]))


def _in_order(plan: Plan) -> list[Prompt]:
    """As they open; what waits for the next session comes last."""
    return sorted(plan.prompts, key=lambda p: (p.timing.anchor is Anchor.NEXT, _opens(p), p.number))


def _opens(prompt: Prompt) -> datetime:
    timing = prompt.timing
    if timing.anchor is Anchor.NEXT:
        return _NEXT.starts + timing.opens
    return (_SESSION.starts if timing.anchor is Anchor.START else _SESSION.anchor) + timing.opens


def _section(prompt: Prompt) -> str:
    next_one = prompt.timing.anchor is Anchor.NEXT
    return "next" if next_one else section(_SESSION, _opens(prompt)).value


def _nudges(plan: Plan, pace: Pace) -> dict[str, list[datetime]]:
    """The nudges of the example by the prompt's id."""
    before = _SESSION.starts - timedelta(days=30)
    slots = across((_SESSION, _NEXT), plan, rhythm=Rhythm(pace=pace), events=(), now=before)
    found: dict[str, list[datetime]] = {prompt.id: [] for prompt in plan.prompts}
    for slot in slots:
        if slot.session == _SESSION and slot.nudge is not None:
            found[slot.prompt.id].append(slot.nudge)
    return found


def _cells(prompt: Prompt, nudges: Sequence[datetime]) -> list[str]:
    timing = prompt.timing
    return [
        str(prompt.number),
        prompt.title,
        say(f"plan.pace.{prompt.pace.value}"),
        str(prompt.minutes),
        _offset(timing, timing.opens),
        _suggested(timing),
        _offset(timing, timing.closes),
        _when(nudges),
    ]


def _suggested(timing: Timing) -> str:
    if isinstance(timing.suggested, timedelta):
        return _offset(timing, timing.suggested)
    minutes = round(timing.lead / timedelta(minutes=1))
    key = {
        Moment.BEFORE_BEDTIME: "plan.before_bedtime",
        Moment.AFTER_WAKING: "plan.after_waking",
        Moment.MORNING_AND_EVENING: "plan.morning_and_evening",
    }[timing.suggested]
    return say(key, minutes=minutes)


def _offset(timing: Timing, offset: timedelta) -> str:
    """An offset behind the sign of its anchor: ``E+26h``, ``S-1:30``."""
    sign = "-" if offset < timedelta(0) else "+"
    hours, minutes = divmod(round(abs(offset) / timedelta(minutes=1)), 60)
    length = f"{hours}:{minutes:02}" if minutes else f"{hours}h"
    return _SIGN[timing.anchor] + sign + length


def _when(nudges: Sequence[datetime]) -> str:
    if not nudges:
        return "-"
    first = say(f"weekday.{nudges[0].weekday()}")[:3] + nudges[0].strftime(" %H:%M")
    return first if len(nudges) == 1 else f"{first} +{len(nudges) - 1}"


def _line(cells: Sequence[str]) -> str:
    fitted = [_cut(cell, width) for cell, width in zip(cells, _COLUMNS, strict=True)]
    first = fitted[0].rjust(_COLUMNS[0])
    others = (cell.ljust(width) for cell, width in zip(fitted[1:], _COLUMNS[1:], strict=True))
    return "  ".join((first, *others)).rstrip()


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
