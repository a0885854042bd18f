"""Soft tones for the breath, made here: one sine swell for each kind, as the bytes of a WAV file.

A tone rises while breath comes in and falls while it goes out, so that it can be followed with
closed eyes (content section 4.3). It grows out of silence and goes back into it along half a
cosine, is quiet, and lasts as long as its phase. What is held has no tone: stillness is silent.

    bytes: RIFF header (44) · samples (2 · RATE · seconds), 16-bit little-endian, one channel
"""

import struct
import sys
from array import array
from enum import Enum
from functools import lru_cache
from math import cos, pi, sin

__all__ = ["LONGEST", "PEAK", "RATE", "SHORTEST", "Tone", "swell"]

RATE = 8_000
"""Samples a second: ten times the highest partial, and half of what most would send."""
PEAK = 0.2
"""The loudest a sample gets, of 1: 14 dB below full scale."""
SHORTEST, LONGEST = 0.5, 20.0
"""Seconds of one tone."""

_OCTAVE = 0.22  # how much of the octave above is in it: a phone's speaker hardly has the low note
_WAVE = 1 << 14  # samples of one wave, enough that its steps are below those of 16 bits
_FULL = 32_767


class Tone(Enum):
    """From which pitch to which, in Hz, and the part of its length in which it grows."""

    IN = (261.6, 349.2, 0.6)
    TOP_UP = (349.2, 392.0, 0.5)
    OUT = (349.2, 261.6, 0.3)


@lru_cache(maxsize=16)
def swell(seconds: float, *, tone: Tone) -> bytes:
    """A whole WAV file with one tone of ``seconds``; the same bytes each time.

    Raises ``ValueError`` below ``SHORTEST`` or above ``LONGEST``.
    """
    if not SHORTEST <= seconds <= LONGEST:
        raise ValueError(f"expected a tone of {SHORTEST} to {LONGEST} seconds")
    low, high, growing = tone.value
    count = round(seconds * RATE)
    last = count - 1
    wave = _wave()
    # Phase in samples of the wave: the pitch glides evenly, so its sum is a parabola.
    pace, bend = low * _WAVE / RATE, (high - low) * _WAVE / RATE / (2 * last)
    loudness = _loudness(count, round(last * growing))
    samples = array(
        "h",
        [round(loud * wave[int((pace + bend * i) * i) % _WAVE]) for i, loud in enumerate(loudness)],
    )
    if sys.byteorder == "big":
        samples.byteswap()
    return _header(2 * count) + samples.tobytes()


def _loudness(count: int, top: int) -> list[float]:
    """From 0 to the peak at sample ``top`` and back to 0 at the last one, without a corner."""
    half = PEAK * _FULL / 2
    up = [half - half * cos(pi * i / top) for i in range(top)]
    left = count - 1 - top
    return up + [half + half * cos(pi * i / left) for i in range(left)] + [0.0]


@lru_cache(maxsize=1)
def _wave() -> tuple[float, ...]:
    """One wave of a sine and a little of its octave, between -1 and 1."""
    turn = [2 * pi * i / _WAVE for i in range(_WAVE)]
    wave = [sin(angle) + _OCTAVE * sin(2 * angle) for angle in turn]
    highest = max(wave)
    return tuple(sample / highest for sample in wave)


def _header(size: int) -> bytes:
    """The header before ``size`` bytes of samples (Multimedia Programming Interface 1.0, RIFF)."""
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, RATE, 2 * RATE, 2, 16)
    return (
        struct.pack("<4sI4s", b"RIFF", 36 + size, b"WAVE")
        + form
        + struct.pack("<4sI", b"data", size)
    )
