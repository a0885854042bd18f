"""Patterns and comforts for the property tests of the breathing engine."""

from hypothesis import strategies as st

from journal_app.domain.comfort import PACE_STEP, Comfort, Dim
from journal_app.domain.pattern import Pattern, Ramp

_lengths = st.floats(1, 20)
_maybe = st.just(0.0) | st.floats(0.5, 20)
patterns = st.builds(
    Pattern,
    breathe_in=_lengths,
    breathe_out=_lengths,
    hold=_maybe,
    rest=_maybe,
    cycles=st.integers(1, 40),
    top_up=_maybe,
    hum=st.booleans(),
    ramp=st.none() | st.builds(Ramp, _lengths, _lengths, st.floats(0, 600)),
)
comforts = st.builds(
    Comfort,
    holds=st.booleans(),
    eyes_open=st.booleans(),
    numbers=st.booleans(),
    tones=st.booleans(),
    pulses=st.booleans(),
    dim=st.sampled_from(Dim),
    pace=st.integers(-3, 6).map(lambda halves: halves * PACE_STEP),
    led=st.booleans(),
)
