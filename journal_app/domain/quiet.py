"""Quiet hours: the part of a day in which nothing nudges.

Quiet hours move a nudge. They never change when a prompt opens or closes.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from journal_app.domain.doc import Doc
from journal_app.domain.stays import WallClock
from journal_app.domain.times import parse_wall, wall_text

BEFORE_QUIET = timedelta(minutes=15)
"""A nudge that moves to the evening comes this long before quiet begins, not on its edge."""

_LOOK_AROUND = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class QuietHours:
    """From ``start`` up to ``end`` on the wall clock, over midnight or not.

    Equal times mean no quiet hours. The default is 22:00 to 08:00 (design, content section 2.3).
    ``end`` is also taken for the usual time of waking.
    """

    start: time = time(22, 0)
    end: time = time(8, 0)

    def __post_init__(self) -> None:
        if self.start.tzinfo is not None or self.end.tzinfo is not None:
            raise ValueError("quiet hours: expected times of the wall clock, without a zone")

    def covers(self, instant: datetime, zone: ZoneInfo) -> bool:
        """True when the wall clock in ``zone`` stands in quiet hours at ``instant``."""
        wall = instant.astimezone(zone).time()
        if self.start <= self.end:
            return self.start <= wall < self.end
        return wall >= self.start or wall < self.end

    def quiet_at(self, instant: datetime, wall: WallClock) -> bool:
        """True when ``instant`` is quiet for a person who lives by ``wall``."""
        return self.covers(instant, wall.zone_at(instant))

    def nudge_near(
        self, wanted: datetime, opens: datetime, closes: datetime, wall: WallClock
    ) -> datetime | None:
        """The instant nearest to ``wanted`` that is not quiet, from ``opens`` to before ``closes``.

        Either ``wanted`` itself, a quarter of an hour before quiet begins, or the moment it ends.
        ``None`` when none of these falls while the prompt is open: then nothing nudges.
        """
        if not self.quiet_at(wanted, wall):
            return wanted if opens <= wanted < closes else None
        around = (wanted - _LOOK_AROUND, wanted + _LOOK_AROUND)
        edges = [t - BEFORE_QUIET for t in wall.times(self.start, *around)]
        edges += wall.times(self.end, *around)
        fitting = [t for t in edges if opens <= t < closes and not self.quiet_at(t, wall)]
        return min(fitting, key=lambda t: abs(t - wanted), default=None)

    def to_doc(self) -> dict[str, object]:
        """As stored: two times of the wall clock, ``HH:MM``."""
        return {"start": wall_text(self.start), "end": wall_text(self.end)}

    @classmethod
    def from_doc(cls, doc: object) -> Self:
        """The quiet hours of ``to_doc``. Raises ``ValueError``."""
        fields = Doc("quiet hours", doc)
        clocks = [fields.text(name, longest=5) for name in ("start", "end")]
        fields.done()
        try:
            start, end = (parse_wall(clock) for clock in clocks)
        except ValueError as error:
            raise ValueError(f"quiet hours: {error}") from None
        return cls(start, end)
