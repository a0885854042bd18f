"""The only place that asks what time it is; everything else is told.

:class:`Clock` is what the rest of the program sees. :class:`SystemClock` is this machine's;
:class:`SetClock` stands where it is put and is moved by hand, for the demo, the gallery and tests.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo, available_timezones

__all__ = ["Clock", "SetClock", "SystemClock"]


class Clock(Protocol):
    """Time as the program is told it."""

    def now(self) -> datetime:
        """This instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds that only ever grow; they may stand still while the device sleeps."""
        ...

    def zone(self) -> str:
        """The device's time zone by its IANA name, such as ``Europe/London``."""
        ...


class SystemClock:
    """This machine's own clock and zone."""

    def now(self) -> datetime:
        """This instant in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Seconds of the system's monotonic clock."""
        return time.monotonic()

    def zone(self) -> str:
        """The system's zone; ``UTC`` where it cannot be told."""
        return _system_zone()


@dataclass
class SetClock:
    """A clock that stands at ``instant`` until it is moved."""

    instant: datetime
    zone_name: str = "Europe/London"
    seconds: float = field(default=0.0)

    def now(self) -> datetime:
        """Where the clock stands, in UTC."""
        return self.instant.astimezone(UTC)

    def monotonic(self) -> float:
        """Seconds the clock was moved by, in all."""
        return self.seconds

    def zone(self) -> str:
        """The zone it was given."""
        return self.zone_name

    def move(self, delta: timedelta) -> None:
        """Move both the wall clock and the monotonic one."""
        self.instant += delta
        self.seconds += delta.total_seconds()


def _system_zone() -> str:
    """Find the IANA name: what the platform says, else the target of the usual link."""
    named = getattr(datetime.now(UTC).astimezone().tzinfo, "key", None)
    if isinstance(named, str):
        return named
    link = Path("/etc/localtime")
    if link.is_symlink():
        parts = link.resolve().parts
        for length in (3, 2, 1):
            name = "/".join(parts[-length:])
            if name in available_timezones():
                return name
    return _zone_like_now()


def _zone_like_now() -> str:
    """A zone whose offset is this machine's now: enough for clock times when no name is known."""
    here = datetime.now().astimezone()
    for name in ("UTC", "Europe/London", "Europe/Berlin", "America/New_York"):
        if here.astimezone(ZoneInfo(name)).utcoffset() == here.utcoffset():
            return name
    hours = round((here.utcoffset() or timedelta()).total_seconds() / 3600)
    return f"Etc/GMT{-hours:+d}"
