"""A run of a pattern: what is shown when, by a clock that is turned by hand."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journal_app.clock import SetClock
from journal_app.domain.breathing import LEAD_IN, at, phases
from journal_app.domain.pattern import Pattern, Phase
from journal_app.ui.parts import pacing
from journal_app.ui.parts.pacing import LOOKING, RESTING, Moment, Pacing
from journal_app.ui.parts.reel import Count
from tests.ui.breathing_book import Hourglass, Quiet
from tests.ui.conftest import WEDNESDAY_5PM

PATTERN = Pattern(4.5, 5.5, cycles=3)


class Turned:
    """A run, its hourglass, and every moment it showed."""

    def __init__(self, pattern: Pattern = PATTERN) -> None:
        self.glass, self.senses, self.over = Hourglass(SetClock(WEDNESDAY_5PM)), Quiet(), 0
        self.run = Pacing(pattern, self.glass.clock)
        self.shown: list[Moment] = []
        self._seen = self.run.breath.subscribe(self._note)

    def _note(self, *_: Any) -> None:
        self.shown.append(self.run.breath.moment)

    async def begin(self) -> None:
        """Begin, or come back to it."""
        self.run.begin(asyncio.create_task, self._done, self.senses)
        await self.glass.turn(0.0)

    def _done(self) -> None:
        self.over += 1

    @property
    def moment(self) -> Moment:
        return self.run.breath.moment


def turned(work: Callable[[Turned], Awaitable[None]], *args: Any, **kw: Any) -> None:
    """Run ``work`` on a new run, in a loop of its own."""

    async def inside() -> None:
        made = Turned(*args, **kw)
        before, pacing.sleep = pacing.sleep, made.glass.sleep
        try:
            await work(made)
        finally:
            made.run.stop()
            pacing.sleep = before

    asyncio.run(inside())


def test_one_moment_for_each_phase_and_each_second_of_the_lead_in() -> None:
    async def work(t: Turned) -> None:
        await t.begin()
        await t.glass.turn(LEAD_IN + PATTERN.seconds - 0.1)
        assert [m.phase for m in t.shown] == [Phase.LEAD_IN] * 3 + [Phase.IN, Phase.OUT] * 3
        assert [m.number for m in t.shown] == [3, 2, 1] + [4, 5] * 3
        assert t.over == 0
        await t.glass.turn(0.2)
        assert t.over == 1

    turned(work)


@pytest.mark.parametrize(
    "pattern",
    [
        Pattern(4, 4, hold=4, rest=4, cycles=2),
        Pattern(2.5, 7, top_up=1, cycles=2),
        Pattern(4, 7, hum=True, cycles=2),
    ],
    ids=["box", "sigh", "hum"],
)
def test_every_phase_of_a_pattern_goes_to_the_engines_size(pattern: Pattern) -> None:
    async def work(t: Turned) -> None:
        await t.begin()
        await t.glass.turn(LEAD_IN + pattern.seconds)
        wanted = [(s.phase, s.size_to, s.seconds) for s in phases(pattern)][1:-1]
        assert [(m.phase, m.size, m.lasting) for m in t.shown[3:]] == [
            (phase, size, pytest.approx(seconds - RESTING)) for phase, size, seconds in wanted
        ]

    turned(work, pattern)


def test_all_that_moves_is_still_before_the_next_words_come() -> None:
    """A slow client has pictures waiting while something moves: words would wait behind them."""

    async def work(t: Turned) -> None:
        await t.begin()
        await t.glass.turn(LEAD_IN + PATTERN.seconds - 0.1)
        for moment in t.shown[3:]:
            count = moment.count
            assert moment.lasting == count.lasting == pytest.approx(moment.seconds - RESTING)
            even = (count.at - count.to) / count.lasting  # numbers a second
            assert even == pytest.approx(count.at / moment.seconds)

    turned(work)


@pytest.mark.parametrize("left", [RESTING / 2, RESTING * 2])
def test_a_breath_goes_on_within_the_rest_before_its_turn(left: float) -> None:
    async def work(t: Turned) -> None:
        await t.begin()
        await t.glass.turn(LEAD_IN + 4.5 - left)
        t.run.pause()
        t.run.resume()
        await t.glass.turn(0.0)
        assert t.moment.phase is Phase.IN
        assert t.moment.lasting == t.moment.count.lasting == pytest.approx(max(left - RESTING, 0))
        await t.glass.turn(left)
        assert t.moment.phase is Phase.OUT

    turned(work)


def test_each_count_begins_where_the_one_before_said_it_would() -> None:
    """The client puts a reel in its place a phase before it is shown; then it may not jump."""

    async def work(t: Turned) -> None:
        await t.begin()
        await t.glass.turn(LEAD_IN + PATTERN.seconds - 0.1)
        counts = [m.count for m in t.shown]
        for before, count in pairwise(counts):
            assert count.at == pytest.approx(before.then)
            assert count.turn is not before.turn

    turned(work)


def test_senses_are_told_of_each_phase_once_and_of_a_pause() -> None:
    async def work(t: Turned) -> None:
        await t.begin()
        await t.glass.turn(LEAD_IN + 6.0)
        t.run.pause()
        t.run.resume()
        await t.glass.turn(0.0)
        await t.glass.turn(0.1)
        assert [asked[0] for asked in t.senses.asked] == [
            *("begin", "lead_in", "in", "out"),
            *("rest", "begin", "out"),
        ]
        assert t.senses.asked[-1] == ("out", 4.0)
        breath = ((Phase.IN, 4.5), (Phase.OUT, 5.5))
        assert t.senses.asked[0][1][1:3] == breath
        assert t.senses.asked[-2][1] == ((Phase.OUT, 5.5), *breath, *breath)

    turned(work)


def test_who_comes_back_sees_it_stand_where_it_is_before_it_moves() -> None:
    async def work(t: Turned) -> None:
        await t.begin()
        await t.glass.turn(LEAD_IN + 1.0)
        t.run.stop()
        await t.glass.turn(5.0)
        await t.begin()
        now = at(PATTERN, LEAD_IN + 6.0)
        stands = t.moment
        assert (stands.phase, stands.lasting, stands.count.lasting) == (now.phase, 0.0, 0.0)
        assert stands.size == pytest.approx(now.size)
        assert stands.behind == pytest.approx(1.5)
        await t.glass.turn(LOOKING)
        assert t.moment.lasting == pytest.approx(4.0 - LOOKING - RESTING)
        assert t.moment.size == 0.0

    turned(work)


def test_a_machine_that_slept_is_met_standing_too() -> None:
    async def work(t: Turned) -> None:
        await t.begin()
        await t.glass.turn(LEAD_IN + 1.0)
        t.glass._to(t.glass.clock.seconds + 11.0)  # nothing woke
        await t.glass.turn(0.0)
        assert t.moment.lasting == 0.0
        assert t.moment.phase is at(PATTERN, LEAD_IN + 12.0).phase
        await t.glass.turn(LOOKING)
        left = at(PATTERN, LEAD_IN + 12.0 + LOOKING).seconds_left
        assert t.moment.lasting == pytest.approx(left - RESTING)

    turned(work)


def test_another_pace_begins_with_the_next_breath_in() -> None:
    slower = Pattern(5.0, 6.0, cycles=99)

    async def work(t: Turned) -> None:
        await t.begin()
        await t.glass.turn(LEAD_IN + 2.0)
        t.run.pause(("In 4.5, out 5.5",))
        t.run.repace(slower, ("In 5, out 6",))
        assert t.moment.notes == ("In 5, out 6",)
        assert t.moment.paused
        t.run.resume()
        await t.glass.turn(0.0)
        await t.glass.turn(60.0)
        lengths = [m.seconds for m in t.shown if m.phase is not Phase.LEAD_IN and not m.paused]
        assert lengths == [4.5, 4.5, 5.5, *[5.0, 6.0] * 2]  # three breaths, as there were
        assert t.over == 1
        assert t.run.breathed == pytest.approx(10.0 + 2 * 11.0)

    turned(work)


def test_another_pace_in_the_lead_in_is_there_from_the_first_breath() -> None:
    async def work(t: Turned) -> None:
        await t.begin()
        await t.glass.turn(1.5)
        t.run.pause()
        t.run.repace(Pattern(5.0, 6.0))
        t.run.resume()
        await t.glass.turn(0.0)
        await t.glass.turn(1.5)
        assert (t.moment.phase, t.moment.seconds) == (Phase.IN, 5.0)
        assert t.moment.breath == ((Phase.IN, 5.0), (Phase.OUT, 6.0))

    turned(work)


def test_another_pace_in_the_last_breath_changes_nothing() -> None:
    async def work(t: Turned) -> None:
        await t.begin()
        await t.glass.turn(LEAD_IN + 25.0)
        t.run.pause()
        t.run.repace(Pattern(8.0, 8.0))
        t.run.resume()
        await t.glass.turn(0.0)
        await t.glass.turn(5.0)
        assert t.over == 1

    turned(work)


def test_late_waking_does_not_add_up() -> None:
    """Every sleep ends 20 ms late; the phases are still due where the pattern has them."""

    async def work(t: Turned) -> None:
        await t.begin()
        due: list[float] = []
        while not t.over:
            due.append(t.glass.next_due())
            await t.glass.turn(t.glass.next_due() - t.glass.clock.seconds + 0.02)
        ideal = [step.starts_at for step in phases(PATTERN)][1:]
        assert due == pytest.approx([1.0, 2.0, *ideal], abs=1e-6)

    turned(work)


breaths = st.builds(
    Pattern,
    breathe_in=st.sampled_from([1.0, 2.5, 4.0, 4.5, 5.5]),
    breathe_out=st.sampled_from([1.0, 3.3, 5.5, 7.0]),
    hold=st.sampled_from([0.0, 1.0, 7.0]),
    top_up=st.sampled_from([0.0, 0.4]),
    hum=st.booleans(),
    cycles=st.integers(1, 4),
)


@settings(max_examples=25, deadline=None)
@given(pattern=breaths, pauses=st.lists(st.floats(0.01, 20), max_size=4))
def test_whatever_the_pauses_it_breathes_its_whole_pattern(
    pattern: Pattern, pauses: list[float]
) -> None:
    """Pauses add only themselves; the numbers stay between 1 and the phase's whole seconds."""

    async def work(t: Turned) -> None:
        await t.begin()
        gone = 0.0
        for pause in pauses:
            step = min(pause, (LEAD_IN + pattern.seconds) - gone - 0.001)
            await t.glass.turn(step)
            gone += step
            t.run.pause()
            assert t.glass.waiting == 0
            await t.glass.turn(pause * 3)
            t.run.resume()
            await t.glass.turn(0.0)
            await t.glass.turn(0.0)
            # At the very edge of a phase the sums of seconds may fall on either side of it.
            edge = {at(pattern, max(gone + late, 0.0)).phase for late in (-1e-6, 1e-6)}
            assert t.moment.phase in edge
            assert 1 <= t.moment.number <= t.moment.whole
        assert t.over == 0
        await t.glass.turn((LEAD_IN + pattern.seconds) - gone + 0.002)
        assert t.over == 1
        assert t.run.breathed == pytest.approx(pattern.seconds, abs=0.01)

    turned(work, pattern)


@settings(max_examples=25, deadline=None)
@given(pattern=breaths, stops=st.lists(st.floats(0.0, 30), max_size=5))
def test_a_count_never_jumps_however_often_it_is_paused(
    pattern: Pattern, stops: list[float]
) -> None:
    """What is counted begins where the reel that waited was put, or a tenth of a second on."""

    async def work(t: Turned) -> None:
        await t.begin()
        for seconds in stops:
            await t.glass.turn(min(seconds, 5.0))
            if t.over:
                break
            t.run.pause()
            t.run.resume()
            await t.glass.turn(0.0)
            await t.glass.turn(0.0)
        counts = [m.count for m in t.shown]
        for before, count in jumps(counts):
            # A phase that ends in the very instant of the pause goes on with the next one.
            assert count.at == pytest.approx(before.then, abs=1e-4) or before.then < 1e-4

    turned(work, pattern)


def jumps(counts: list[Count]) -> Iterator[tuple[Count, Count]]:
    """Each count that runs, with the one before it."""
    for before, count in pairwise(counts):
        if count.lasting:
            yield before, count


def test_a_long_phase_counts_as_many_numbers_as_it_has_whole_seconds() -> None:
    pattern = replace(PATTERN, breathe_out=12.7)

    async def work(t: Turned) -> None:
        await t.begin()
        await t.glass.turn(LEAD_IN + 4.5)
        count = t.moment.count
        assert (ceil(count.at), count.lasting) == (12, pytest.approx(12.7 - RESTING))
        assert t.run.most == 12

    turned(work, pattern)
