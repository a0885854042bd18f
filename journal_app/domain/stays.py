"""Where a person is, as far as clocks on walls go: journeys, and the wall clock a person lives by.

A session happened in one zone and keeps it. The person may travel on, and then bedtime, waking
and quiet hours are those of where they are. What came before a journey stays in the zone it was
in, so that a morning that was there does not move when a plane lands.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Self
from zoneinfo import ZoneInfo

from journal_app.domain.doc import Doc
from journal_app.domain.times import ZONE_NAME, as_utc, clock_times, is_zone, utc_text, zone_of

MOST_STAYS = 500
"""So many are kept; the oldest go first, because nothing is timed by them any more."""


@dataclass(frozen=True, slots=True)
class Stay:
    """From ``since`` (UTC) on the device was in ``zone``, an IANA name.

    Raises ``ValueError`` for what no zone could be called. A zone that is not known here is kept,
    because another device knew it, and nothing is timed by it.
    """

    zone: str
    since: datetime

    def __post_init__(self) -> None:
        if not ZONE_NAME.fullmatch(self.zone):
            raise ValueError("stay: zone: expected the name of a time zone")
        object.__setattr__(self, "since", as_utc(self.since))


@dataclass(frozen=True, slots=True)
class Stays:
    """Where the device was, in order. Before the first of them nothing is known."""

    noted: tuple[Stay, ...] = ()

    def __post_init__(self) -> None:
        ordered = sorted(self.noted, key=lambda stay: stay.since)
        object.__setattr__(self, "noted", tuple(ordered[-MOST_STAYS:]))

    def arrived(self, zone: str, now: datetime) -> Self:
        """With the device seen in ``zone`` at ``now``; the same where nothing changed.

        What was noted later than ``now`` was noted by a clock that was wrong, and goes. Raises
        ``ValueError`` for what no zone could be called.
        """
        now = as_utc(now)
        before = tuple(stay for stay in self.noted if stay.since <= now)
        if before and before[-1].zone == zone:
            return self if before == self.noted else type(self)(before)
        return type(self)((*before, Stay(zone, now)))

    def to_doc(self) -> dict[str, object]:
        """As stored (JSON types only)."""
        noted = [{"zone": stay.zone, "since": utc_text(stay.since)} for stay in self.noted]
        return {"v": 1, "noted": noted}

    @classmethod
    def from_doc(cls, doc: object) -> Self:
        """The stays of ``to_doc``. Raises ``ValueError`` naming the field, never its value."""
        fields = Doc("stays", doc)
        fields.version(1)
        noted = []
        for item in fields.items("noted", most=MOST_STAYS):
            stay = Doc("stays.noted", item)
            noted.append(Stay(stay.text("zone", longest=100), stay.instant("since")))
            stay.done()
        fields.done()
        return cls(tuple(noted))


@dataclass(frozen=True, slots=True)
class WallClock:
    """The clock on the wall around one person: that of ``home`` until a stay says otherwise."""

    home: ZoneInfo
    stays: Stays = Stays()

    def zone_at(self, instant: datetime) -> ZoneInfo:
        """The zone the person is in at ``instant``."""
        return next(zone for zone, begins, _ in reversed(self._spans()) if begins <= instant)

    def reading(self, instant: datetime) -> datetime:
        """``instant`` as the wall clock shows it there and then."""
        return instant.astimezone(self.zone_at(instant))

    def times(self, clock: time, earliest: datetime, latest: datetime) -> tuple[datetime, ...]:
        """Every instant (UTC, in order), both ends included, at which the wall shows ``clock``.

        On a day with a journey there may be two of them, or none.
        """
        found: list[datetime] = []
        for zone, begins, ends in self._spans():
            within = max(earliest, begins), min(latest, ends)
            if within[0] <= within[1]:
                found += [t for t in clock_times(clock, zone, *within) if t < ends]
        return tuple(found)

    def _spans(self) -> list[tuple[ZoneInfo, datetime, datetime]]:
        """The zones in order, each with its beginning and its end."""
        known = [stay for stay in self.stays.noted if is_zone(stay.zone)]
        zones = [self.home, *(zone_of(stay.zone) for stay in known)]
        edges = [_BEFORE_ALL, *(stay.since for stay in known), _AFTER_ALL]
        return list(zip(zones, edges, edges[1:], strict=False))


_BEFORE_ALL, _AFTER_ALL = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
