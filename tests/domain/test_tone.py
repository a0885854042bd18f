"""The tones of the breath: whole sound files, soft at both ends, that rise and fall with it."""

import io
import wave
from array import array
from itertools import pairwise
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app.domain.tone import LONGEST, PEAK, RATE, SHORTEST, Tone, swell

lengths = st.floats(1, 20)
tones = st.sampled_from(list(Tone))
FULL = 32_767


def samples(sound: bytes) -> list[int]:
    """The samples of a WAV file, as somebody else's reader finds them."""
    with wave.open(io.BytesIO(sound)) as file:
        assert file.getparams()[:3] == (1, 2, RATE)
        assert file.getcomptype() == "NONE"
        read = array("h", file.readframes(file.getnframes())).tolist()
        assert len(read) == file.getnframes()
    return read


def pitch(part: list[int]) -> float:
    """The pitch of a stretch of sound in Hz: how often it passes zero upwards, over its length."""
    ups = [i for i, (a, b) in enumerate(pairwise(part)) if a < 0 <= b]
    return (len(ups) - 1) * RATE / (ups[-1] - ups[0])


@settings(max_examples=20, deadline=None)
@given(lengths, tones)
def test_a_tone_is_a_whole_file_of_its_length(seconds: float, tone: Tone) -> None:
    sound = swell(seconds, tone=tone)
    assert len(samples(sound)) == round(seconds * RATE)
    assert len(sound) == 44 + 2 * round(seconds * RATE)
    assert int.from_bytes(sound[4:8], "little") == len(sound) - 8


@settings(max_examples=20, deadline=None)
@given(lengths, tones)
def test_it_is_quiet_and_begins_and_ends_in_silence(seconds: float, tone: Tone) -> None:
    heard = samples(swell(seconds, tone=tone))
    assert heard[0] == heard[-1] == 0
    loudest = max(abs(sample) for sample in heard)
    assert 0.95 * PEAK <= loudest / FULL <= PEAK
    assert loudest / FULL <= 10 ** (-12 / 20)  # -12 dB of full scale
    edge = RATE // 50  # 20 ms: nothing begins or stops at once
    assert max(abs(sample) for sample in heard[:edge]) <= loudest / 50
    assert max(abs(sample) for sample in heard[-edge:]) <= loudest / 50


@settings(max_examples=20, deadline=None)
@given(lengths, tones)
def test_no_sample_jumps(seconds: float, tone: Tone) -> None:
    heard = samples(swell(seconds, tone=tone))
    # A pure tone at the peak moves at most 2*pi*f/RATE of it in a sample; partials a little more.
    steepest = PEAK * FULL * 2 * 3.1416 * max(tone.value[:2]) / RATE
    assert max(abs(b - a) for a, b in pairwise(heard)) <= 1.5 * steepest


@settings(max_examples=10, deadline=None)
@given(lengths)
def test_in_rises_and_out_falls(seconds: float) -> None:
    halves = {}
    for tone in Tone:
        heard = samples(swell(seconds, tone=tone))
        middle = len(heard) // 2
        halves[tone] = pitch(heard[:middle]), pitch(heard[middle:])
    assert halves[Tone.IN][0] * 1.1 < halves[Tone.IN][1]
    assert halves[Tone.TOP_UP][0] < halves[Tone.TOP_UP][1]
    assert halves[Tone.OUT][0] > halves[Tone.OUT][1] * 1.1


def test_a_top_up_goes_on_where_the_breath_in_ended_and_out_comes_back() -> None:
    assert Tone.IN.value[1] == Tone.TOP_UP.value[0] == Tone.OUT.value[0]
    assert Tone.OUT.value[1] == Tone.IN.value[0]


@settings(max_examples=10, deadline=None)
@given(lengths, tones)
def test_the_same_is_made_each_time(seconds: float, tone: Tone) -> None:
    first = swell(seconds, tone=tone)
    swell.cache_clear()
    assert swell(seconds, tone=tone) == first


@pytest.mark.parametrize("seconds", [SHORTEST, LONGEST])
@pytest.mark.parametrize("tone", Tone)
def test_the_shortest_and_the_longest(seconds: float, tone: Tone) -> None:
    assert len(samples(swell(seconds, tone=tone))) == seconds * RATE


@pytest.mark.parametrize("seconds", [0, -1, 0.49, 20.01, float("nan"), float("inf")])
def test_other_lengths_are_refused(seconds: float) -> None:
    with pytest.raises(ValueError, match="expected a tone"):
        swell(seconds, tone=Tone.IN)


def test_it_is_made_long_before_it_is_heard() -> None:
    swell(1, tone=Tone.IN)  # the wave is there
    took = []
    for _ in range(3):
        swell.cache_clear()
        before = perf_counter()
        swell(7.0, tone=Tone.OUT)
        took.append(perf_counter() - before)
    assert min(took) < 0.25  # 0.03 s seen; the lead-in lasts 3 s
