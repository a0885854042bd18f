"""A person's rhythm: the pace, the hours that are quiet, the usual bedtime, and a pause of it all.

This is what the settings keep, and all that the schedule knows of a person's own day.
"""

from dataclasses import dataclass, field
from datetime import time
from typing import Self

from journal_app.domain.doc import Doc
from journal_app.domain.plan import Pace
from journal_app.domain.quiet import QuietHours
from journal_app.domain.times import parse_wall, wall_text

USUAL_BEDTIME = time(22, 30)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The default is what a new journal begins with (design, content section 2.3).

    ``paused`` is "Pause everything": nothing is offered and nothing nudges until it is taken back,
    and the pace it goes on with is still there. Raises ``ValueError`` for a bedtime with a zone.
    """

    pace: Pace = Pace.STANDARD
    quiet: QuietHours = field(default_factory=QuietHours)
    bedtime: time = USUAL_BEDTIME
    paused: bool = False

    def __post_init__(self) -> None:
        if self.bedtime.tzinfo is not None:
            raise ValueError("rhythm: bedtime: expected a time of the wall clock, without a zone")

    def to_doc(self) -> dict[str, object]:
        """As stored (JSON types only); times of the wall clock as ``HH:MM``."""
        return {
            "v": 1,
            "pace": self.pace.value,
            "quiet": self.quiet.to_doc(),
            "bedtime": wall_text(self.bedtime),
            "paused": self.paused,
        }

    @classmethod
    def from_doc(cls, doc: object) -> Self:
        """The rhythm of ``to_doc``. Raises ``ValueError`` naming the field, never its value."""
        fields = Doc("rhythm", doc)
        fields.version(1)
        pace = fields.text("pace", longest=20)
        if pace not in tuple(Pace):
            raise fields.error("pace", ", ".join(Pace))
        quiet = fields.inner("quiet")
        hours = {name: quiet.text(name, longest=5) for name in quiet.names()}
        bedtime, paused = fields.text("bedtime", longest=5), fields.flag("paused")
        fields.done()
        try:
            return cls(Pace(pace), QuietHours.from_doc(hours), parse_wall(bedtime), paused)
        except ValueError as error:
            raise ValueError(f"rhythm: {error}") from None
