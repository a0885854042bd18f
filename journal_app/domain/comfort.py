"""How a person likes to be guided: what practices never do, and what they do beside words.

The default is what is kind to somebody of whom nothing is known (content section 4.3), and what
is used while a journal is locked.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from journal_app.domain.doc import Doc

PACE_STEP = 0.5
"""Seconds that one tap on slower or faster adds to each in-breath and each out-breath, or takes."""
FASTEST, SLOWEST = -1.5, 3.0


class Dim(StrEnum):
    """When the pacer is drawn for a dark room; the values are keys of the words."""

    AT_NIGHT = "at_night"
    ALWAYS = "always"
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comfort:
    """``holds``: breath holds may be offered. ``eyes_open``: say that eyes may stay open.

    ``numbers``: count down. ``tones``, ``pulses``: sound and vibration with the breath. ``pace``:
    seconds that each breath in and out is longer (shorter below 0), in halves. ``led``: guided
    steps move on by themselves. Raises ``ValueError`` for a pace out of bounds.
    """

    holds: bool = False
    eyes_open: bool = True
    numbers: bool = True
    tones: bool = False
    pulses: bool = True
    dim: Dim = Dim.AT_NIGHT
    pace: float = 0.0
    led: bool = False

    def __post_init__(self) -> None:
        halves = self.pace / PACE_STEP
        if not (FASTEST <= self.pace <= SLOWEST and halves == round(halves)):
            raise ValueError(f"comfort: pace: expected halves from {FASTEST} to {SLOWEST}")

    def to_doc(self) -> dict[str, object]:
        """As stored (JSON types only); the pace in half seconds."""
        return {
            "v": 1,
            "holds": self.holds,
            "eyes_open": self.eyes_open,
            "numbers": self.numbers,
            "tones": self.tones,
            "pulses": self.pulses,
            "dim": self.dim.value,
            "pace": round(self.pace / PACE_STEP),
            "led": self.led,
        }

    @classmethod
    def from_doc(cls, doc: object) -> Self:
        """The comfort of ``to_doc``. Raises ``ValueError`` naming the field, never its value."""
        fields = Doc("comfort", doc)
        fields.version(1)
        dim = fields.text("dim", longest=20)
        if dim not in tuple(Dim):
            raise fields.error("dim", ", ".join(Dim))
        comfort = cls(
            holds=fields.flag("holds"),
            eyes_open=fields.flag("eyes_open"),
            numbers=fields.flag("numbers"),
            tones=fields.flag("tones"),
            pulses=fields.flag("pulses"),
            dim=Dim(dim),
            pace=PACE_STEP * fields.whole("pace", low=-3, high=6),
            led=fields.flag("led"),
        )
        fields.done()
        return comfort
