"""The one sky function: a local hour in, a colour out.

It colours the ring of 72 hours, the journal's line and dots, and the dots of what comes later.
Colour says the time of day, never good or bad. The stops and phases are those of the design notes
(``client.md``, "The sky").
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from journal_app.domain.window import Sky, sky_at

__all__ = ["PhaseColours", "ahead", "blend", "phase_colours", "sky"]

# hour, light, dark, light while still ahead
_STOPS: tuple[tuple[float, str, str, str], ...] = (
    (0.0, "#2C3661", "#414E86", "#B4BBDD"),
    (4.3, "#33406B", "#4A588F", "#B9BFDF"),
    (5.3, "#5B5282", "#6B5F93", "#C9C0DF"),
    (6.0, "#A4697F", "#AB6F83", "#E4C6CF"),
    (6.6, "#DB8C66", "#DB8C66", "#F3CDB9"),
    (7.4, "#F1BF88", "#E9B07C", "#F8DFC2"),
    (8.8, "#E6DCC0", "#C9BC9A", "#EFEBDB"),
    (10.5, "#C3DAD6", "#8FB5B2", "#DDEBE8"),
    (15.0, "#BFD8D6", "#8BB2B0", "#DDEBE8"),
    (16.6, "#DDDABF", "#B5B797", "#EDEBD9"),
    (17.8, "#EFC48E", "#E0B27C", "#F6DFC2"),
    (18.7, "#DE9270", "#D88B69", "#F2CFBD"),
    (19.5, "#A26B83", "#A26B83", "#E2C7D0"),
    (20.4, "#59527F", "#6A5F92", "#C8BFDE"),
    (21.6, "#36426E", "#4C5A92", "#B9BFDF"),
    (24.0, "#2C3661", "#414E86", "#B4BBDD"),
)
_HOURS = tuple(stop[0] for stop in _STOPS)
_DARK_PAPER = "#12171A"
_AHEAD_IN_DARK = 0.62  # how far the dark sky goes towards paper while an hour is still ahead


def blend(a: str, b: str, share: float) -> str:
    """Mix two ``#RRGGBB`` colours in plain sRGB: ``share`` 0 is all ``a``, 1 is all ``b``."""
    one, two = _channels(a), _channels(b)
    mixed = (round(x + (y - x) * share) for x, y in zip(one, two, strict=True))
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _between(hour: float, column: int) -> str:
    hour = round(hour % 24.0, 6) % 24.0  # a way round of sums must not tip a colour
    right = min(bisect_right(_HOURS, hour), len(_STOPS) - 1)
    before, after = _STOPS[right - 1], _STOPS[right]
    share = (hour - before[0]) / (after[0] - before[0])
    return blend(str(before[column]), str(after[column]), share)


def sky(hour: float, *, dark: bool) -> str:
    """The sky's colour at a local hour (0 to 24, wrapping), as ``#RRGGBB``."""
    return _between(hour, 2 if dark else 1)


def ahead(hour: float, *, dark: bool) -> str:
    """The same hour while it is to come: paler, never by transparency (night would turn grey)."""
    if dark:
        return blend(sky(hour, dark=True), _DARK_PAPER, _AHEAD_IN_DARK)
    return _between(hour, 3)


@dataclass(frozen=True)
class PhaseColours:
    """The faint sky behind a page (``head``) and the ring's disk, for one part of the day."""

    head_top: str
    head_middle: str
    disk_middle: str
    disk_foot: str


_LIGHT = {
    Sky.NIGHT: PhaseColours("#DFDFEC", "#F0EDEF", "#F3F1F6", "#CFD2E8"),
    Sky.DAWN: PhaseColours("#F3DCD3", "#F8EBE2", "#FBF0E9", "#EFC0A6"),
    Sky.DAY: PhaseColours("#DFEAE4", "#F0F2EA", "#F3F6F0", "#C3DCD8"),
    Sky.LATE: PhaseColours("#F6E3CB", "#F9EEE0", "#FDF4E8", "#F4CFA8"),
}
_DARK = {
    Sky.NIGHT: PhaseColours("#1B2040", "#151A28", "#191F33", "#3B4478"),
    Sky.DAWN: PhaseColours("#33273A", "#1F1E27", "#24202B", "#7A4E58"),
    Sky.DAY: PhaseColours("#1D3034", "#161F23", "#1B282B", "#33585A"),
    Sky.LATE: PhaseColours("#302735", "#1D1E25", "#222029", "#7A4E47"),
}


def phase_colours(hour: float, *, dark: bool) -> PhaseColours:
    """Head and disk for a local hour."""
    return (_DARK if dark else _LIGHT)[sky_at(hour % 24.0)]
