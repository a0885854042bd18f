"""When an answer opens the support page: what stands there, in which order, and the day after.

For PHQ-9 item 9 (content section 3.2). It comes at once, before the next item and before any
score, and depends on that one answer alone. Nothing is sent, nobody is told, "Not now" always
works, and no question is asked about means.

    answer ──▶ 0 ─────────────────────────▶ next item
          └──▶ 1 or more ──▶ support page ──▶ "Not now", or any of its ways ──▶ next item
                                  │
                      the day after, once: one line (unless turned off)
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from journal_app.domain.measure import Measure
from journal_app.domain.measure_answers import Answers, Given
from journal_app.domain.times import as_utc

CHECK_NOT_BEFORE = timedelta(hours=6)
"""A line right after midnight would be no day after (design)."""
CHECK_DAYS = 3
"""Somebody who comes back later than this meets no line about that day any more (design)."""


class Way(StrEnum):
    """The ways offered, people before numbers; the values are keys of the words."""

    PLAN = "plan"
    """The person's own support plan, in their own words."""
    PERSON = "person"
    """Somebody they chose: call or text."""
    CRISIS_LINE = "crisis_line"
    EMERGENCY = "emergency"


class Barrier(StrEnum):
    """Why people did not call, each with a line that meets it; the values are keys of the words."""

    WONT_HELP = "wont_help"
    ALONE = "alone"
    EFFORT = "effort"


class Piece(StrEnum):
    """What stands on the page, from the top; the values are keys of the words."""

    THANKS = "thanks"
    WAYS = "ways"
    NEXT_HOURS = "next_hours"
    """Is there a way to make the next few hours safer? Nothing more is asked."""
    BARRIERS = "barriers"
    NO_ONE_TOLD = "no_one_told"
    NOTE = "note"
    """A note to the therapist, begun for them; the person sends it, or not."""
    NOT_NOW = "not_now"
    """Always works, and leads on."""


@dataclass(frozen=True, slots=True)
class SupportPage:
    """What the page holds; the screen follows ``pieces`` and leaves none out.

    ``expanded``, from more than half the days on: the support plan stands open, and the next few
    hours are asked about.
    """

    expanded: bool = False
    ways: tuple[Way, ...] = tuple(Way)
    barriers: tuple[Barrier, ...] = tuple(Barrier)

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The pieces of this page, from the top."""
        return tuple(each for each in Piece if each is not Piece.NEXT_HOURS or self.expanded)


def after_answer(
    measure: Measure, item_id: str, given: Given | None, *, before: Given | None = None
) -> SupportPage | None:
    """The page that opens after this answer, or ``None``.

    ``before`` is what the item was answered with until now: going back and leaving an answer as
    it is, or making it less, opens nothing a second time. Raises ``ValueError`` for an answer
    the item does not have.
    """
    opens = measure.opens_support
    if opens is None or item_id != opens.item:
        return None
    now, earlier = _value(measure, item_id, given), _value(measure, item_id, before)
    if now < opens.start or (earlier >= opens.start and now <= earlier):
        return None
    return SupportPage(expanded=now >= opens.expanded)


def _value(measure: Measure, item_id: str, given: Given | None) -> int:
    """What an answer counts; open counts nothing."""
    item = measure.item(item_id)
    if given is None or item is None:
        return 0
    if isinstance(given, int):
        return given
    option = item.option(given)
    if option is None or option.value is None:
        raise ValueError("support page: expected one of the item's answers")
    return option.value


@dataclass(frozen=True, slots=True)
class Raised:
    """That an answer opened the page: of which answers (``Answers.id``), and when (UTC).

    It stays in the encrypted store and enters a packet only by the person's own tick.
    """

    answers: str
    at: datetime

    def __post_init__(self) -> None:
        object.__setattr__(self, "at", as_utc(self.at))


def raised(answers: Answers) -> Raised | None:
    """What is noted of ``answers``, finished or not; ``None`` where they opened nothing."""
    opens = answers.measure.opens_support
    if opens is None or (answers.value(opens.item) or 0) < opens.start:
        return None
    return Raised(answers.id, answers.authored)


def check_due(
    noted: Iterable[Raised],
    *,
    now: datetime,
    zone: ZoneInfo,
    checked: Collection[str] = (),
    opted_out: bool = False,
) -> Raised | None:
    """The one line of the day after, if it is due at ``now``; ``None`` otherwise.

    Due from the next day on the wall clock in ``zone``, for a few days, once: ``checked`` holds
    the ``Raised.answers`` whose line was shown. Only the latest is asked about.
    """
    now = as_utc(now)
    past = [each for each in noted if each.at <= now]
    latest = max(past, key=lambda each: each.at, default=None)
    if opted_out or latest is None or latest.answers in checked:
        return None
    days = (now.astimezone(zone).date() - latest.at.astimezone(zone).date()).days
    fits = 1 <= days <= CHECK_DAYS and now - latest.at >= CHECK_NOT_BEFORE
    return latest if fits else None
