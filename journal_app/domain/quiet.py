"""Quiet hours: the part of a day in which nothing nudges.

Quiet hours move a nudge. They never change when a prompt opens or closes.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from journal_app.domain.doc import Doc
from journal_app.domain.times import clock_times

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

    def nudge_near(
        self, wanted: datetime, opens: datetime, closes: datetime, zone: ZoneInfo
    ) -> datetime | None:
        """The instant nearest to ``wanted`` that is not quiet, from ``opens`` to before ``closes``.

        Either ``wanted`` itself, a quarter of an hour before quiet begins, or the moment it ends.
        ``None`` when none of these falls while the prompt is open: then nothing nudges.
        """
        if not self.covers(wanted, zone):
            return wanted if opens <= wanted < closes else None
        around = (wanted - _LOOK_AROUND, wanted + _LOOK_AROUND)
        edges = [t - BEFORE_QUIET for t in clock_times(self.start, zone, *around)]
        edges += clock_times(self.end, zone, *around)
        fitting = [t for t in edges if opens <= t < closes and not self.covers(t, zone)]
        return min(fitting, key=lambda t: abs(t - wanted), default=None)

    def to_doc(self) -> dict[str, object]:
        """As stored: two times of the wall clock, ``HH:MM``."""
        return {"start": self.start.strftime("%H:%M"), "end": self.end.strftime("%H:%M")}

    @classmethod
    def from_doc(cls, doc: object) -> Self:
        """The quiet hours of ``to_doc``. Raises ``ValueError``."""
        fields = Doc("quiet hours", doc)
        clocks = [fields.text(name, longest=5) for name in ("start", "end")]
        fields.done()
        try:
            start, end = (time.fromisoformat(clock) for clock in clocks)
        except ValueError:
            raise ValueError("quiet hours: expected times such as 22:00") from None
        return cls(start, end)
