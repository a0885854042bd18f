"""The senses of the pacer, headless: what a platform is asked for, once, and what is left."""

from __future__ import annotations

import asyncio
import gc
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from itertools import product
from typing import Any

import flet as ft
import pytest
from flet_audio import Audio

from journal_app.domain.pattern import Phase
from journal_app.domain.tone import Tone, swell
from journal_app.ui.parts import senses as part
from journal_app.ui.parts.senses import Senses, use_senses
from journal_app.ui.shell import Shell, ShellContext
from tests.driver import DESKTOP, PHONE, Client, Driver

BREATH = ((Phase.IN, 4.5), (Phase.OUT, 5.5))
BROWSER = {**DESKTOP, "web": True}


class Practice:
    """One screen with senses, mounted in the driver."""

    def __init__(self, driver: Driver, shell: Shell, senses: Senses) -> None:
        self.driver, self.shell, self.senses = driver, shell, senses

    async def do(self, *acts: Callable[[], None]) -> Counter[str]:
        """Do this as a handler would; what the platform was asked for meanwhile."""
        before = len(self.driver.conn.calls)
        for act in acts:
            await self.driver.inside(act)
        return Counter(name for name, _ in self.driver.conn.calls[before:])

    async def ready(self, coming: Any = BREATH) -> None:
        """Begin, and wait until the tones are made."""
        await self.do(lambda: self.senses.begin(coming))
        await self.driver.until(lambda: not self.shell._tasks)

    def sources(self) -> list[bytes]:
        """The sounds that the client holds, in the order they came."""
        return [audio.src for audio in self.driver.all(Audio)]

    async def leave(self) -> None:
        """Go to another screen."""
        await self.do(lambda: self.shell.tell("left"))

    async def tidy(self) -> None:
        """What nobody holds goes from the client with the next event, once Python dropped it."""
        gc.collect()
        await self.driver.resize(400, 800)


Begin = Callable[..., Awaitable[Practice]]


@pytest.fixture
async def begin() -> AsyncIterator[Begin]:
    """Mount a practice on a platform, for somebody who wants tones and pulses or does not."""
    drivers: list[Driver] = []

    async def mount(
        seen_as: Client = PHONE, *, tones: bool = True, pulses: bool = True
    ) -> Practice:
        shell, held = Shell(), []

        @ft.component
        def Pacer() -> ft.Control:
            held.append(use_senses(tones=tones, pulses=pulses))
            return ft.Text("Breathe")

        @ft.component
        def Room() -> ft.Control:
            return ft.Text("Home") if ft.use_context(ShellContext).notice else Pacer()

        def main(page: ft.Page) -> None:
            page.render(lambda: ShellContext(shell, Room))

        driver = await Driver.start(main, seen_as)
        drivers.append(driver)
        return Practice(driver, shell, held[-1])

    yield mount
    for driver in drivers:
        await driver.stop()


# -- awake --------------------------------------------------------------------------------


async def test_the_screen_stays_awake_from_beginning_to_end(begin: Begin) -> None:
    practice = await begin(DESKTOP)
    senses = practice.senses
    assert await practice.do(lambda: senses.begin(BREATH)) == {"enable": 1}
    assert await practice.do(lambda: senses.begin(BREATH)) == {}
    assert await practice.do(senses.rest) == {"disable": 1}
    assert await practice.do(lambda: senses.begin(BREATH), senses.end) == {
        "enable": 1,
        "disable": 1,
    }
    assert await practice.do(senses.end, senses.rest) == {}


async def test_leaving_the_screen_ends_it(begin: Begin) -> None:
    practice = await begin()
    await practice.ready()
    await practice.do(lambda: practice.senses.phase(*BREATH[0]))
    before = len(practice.driver.conn.calls)
    await practice.leave()
    asked = Counter(name for name, _ in practice.driver.conn.calls[before:])
    assert asked == {"disable": 1, "pause": 1}
    assert not practice.shell._tasks
    await practice.tidy()
    assert practice.sources() == []


async def test_a_new_page_in_place_of_the_old_ends_it(begin: Begin) -> None:
    """What locking does: the tasks are stopped, and another tree is drawn."""
    practice = await begin()
    await practice.ready()

    def lock() -> None:
        practice.shell.stop_tasks()
        practice.driver.page.render(lambda: ShellContext(Shell(), lambda: ft.Text("Locked")))

    assert (await practice.do(lock))["disable"] == 1
    assert not practice.shell._tasks


# -- pulses -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("phase", "pulses"),
    [
        (Phase.LEAD_IN, 0),
        (Phase.IN, 1),
        (Phase.TOP_UP, 1),
        (Phase.HOLD, 0),
        (Phase.OUT, 2),
        (Phase.HUM, 2),
        (Phase.REST, 0),
        (Phase.DONE, 0),
    ],
)
async def test_one_pulse_in_and_two_out(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, phase: Phase, pulses: int
) -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(part, "sleep", wait)
    practice = await begin(tones=False)
    asked = await practice.do(lambda: practice.senses.phase(phase, 4.0))
    assert asked == ({"heavy_impact": pulses} if pulses else {})
    assert waits == [part.APART] * (pulses - 1)


async def test_a_pulse_by_itself_is_one_at_once_and_without_a_tone(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)

    monkeypatch.setattr(part, "sleep", wait)
    practice = await begin()
    await practice.ready()
    assert await practice.do(practice.senses.pulse) == {"heavy_impact": 1}
    assert waits == []


async def test_a_pause_between_two_pulses_keeps_the_second(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = asyncio.Event()

    async def wait(_seconds: float) -> None:
        await never.wait()

    monkeypatch.setattr(part, "sleep", wait)
    practice = await begin(tones=False)
    assert await practice.do(lambda: practice.senses.phase(Phase.OUT, 5.5)) == {"heavy_impact": 1}
    assert len(practice.shell._tasks) == 1
    await practice.do(practice.senses.rest)
    assert not practice.shell._tasks
    never.set()
    assert await practice.do(lambda: None) == {}


@pytest.mark.parametrize("seen_as", [DESKTOP, BROWSER, {**DESKTOP, "platform": "macos"}])
async def test_nothing_is_felt_at_a_desk(begin: Begin, seen_as: Client) -> None:
    practice = await begin(seen_as, tones=False)
    assert await practice.do(lambda: practice.senses.phase(Phase.OUT, 5.5)) == {}
    assert not practice.driver.all(ft.HapticFeedback)


async def test_who_wants_no_pulses_has_none(begin: Begin) -> None:
    practice = await begin(pulses=False)
    assert await practice.do(lambda: practice.senses.phase(Phase.OUT, 5.5)) == {}
    assert await practice.do(practice.senses.pulse) == {}
    assert not practice.driver.all(ft.HapticFeedback)


# -- tones --------------------------------------------------------------------------------


async def test_without_tones_nothing_is_made_or_sent(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(*_args: Any, **_kwargs: Any) -> bytes:
        raise AssertionError("a tone was made")

    monkeypatch.setattr(part, "swell", made)
    practice = await begin(tones=False)
    await practice.ready()
    assert practice.sources() == []
    assert practice.driver.bytes_sent < 4_000


async def test_a_sound_is_sent_once_and_played_by_one_small_message(begin: Begin) -> None:
    practice = await begin(BROWSER)
    driver = practice.driver
    before = driver.bytes_sent
    await practice.ready()
    assert practice.sources() == [swell(4.5, tone=Tone.IN), swell(5.5, tone=Tone.OUT)]
    assert driver.bytes_sent - before < sum(map(len, practice.sources())) + 600
    for _ in range(30):
        for phase, seconds in BREATH:
            messages, size = len(driver.conn.sent), driver.bytes_sent
            asked = await practice.do(lambda p=phase, s=seconds: practice.senses.phase(p, s))
            assert asked == {"play": 1}
            assert len(driver.conn.sent) - messages == 1
            assert driver.bytes_sent - size < 100
    assert not practice.shell._tasks


async def test_a_hum_sounds_as_a_breath_out_and_what_is_held_is_silent(begin: Begin) -> None:
    practice = await begin(BROWSER)
    sigh = ((Phase.IN, 2.5), (Phase.TOP_UP, 1.0), (Phase.HOLD, 4.0), (Phase.HUM, 7.0))
    await practice.ready(sigh)
    kinds = [(2.5, Tone.IN), (1.0, Tone.TOP_UP), (7.0, Tone.OUT)]
    assert practice.sources() == [swell(seconds, tone=tone) for seconds, tone in kinds]
    assert await practice.do(lambda: practice.senses.phase(Phase.HOLD, 4.0)) == {}
    assert await practice.do(lambda: practice.senses.phase(Phase.OUT, 7.0)) == {"play": 1}


async def test_a_breath_that_grows_needs_few_sounds(begin: Begin) -> None:
    practice = await begin(BROWSER)
    growing = [(phase, start + n / 15) for n in range(16) for phase, start in
               ((Phase.IN, 3.0), (Phase.OUT, 4.0))]  # fmt: skip
    await practice.ready(growing)
    assert len(practice.sources()) == 6
    for phase, seconds in growing:
        assert await practice.do(lambda p=phase, s=seconds: practice.senses.phase(p, s)) == {
            "play": 1
        }


async def test_what_is_left_of_a_phase_has_no_tone_but_is_felt(begin: Begin) -> None:
    practice = await begin()
    await practice.ready()
    asked = await practice.do(lambda: practice.senses.phase(Phase.IN, 1.3))
    assert asked == {"heavy_impact": 1}


async def test_another_pace_sends_what_is_new_and_forgets_the_rest(begin: Begin) -> None:
    practice = await begin(BROWSER)
    await practice.ready()
    before = practice.driver.bytes_sent
    await practice.ready(((Phase.IN, 4.5), (Phase.OUT, 6.0)))
    new = swell(6.0, tone=Tone.OUT)
    assert practice.driver.bytes_sent - before < len(new) + 600
    await practice.tidy()
    assert practice.sources() == [swell(4.5, tone=Tone.IN), new]


async def test_asked_twice_at_once_a_sound_is_sent_once(begin: Begin) -> None:
    practice = await begin(BROWSER)
    before = practice.driver.bytes_sent

    def twice() -> None:
        practice.senses.begin(BREATH)
        practice.senses.begin(BREATH)

    await practice.do(twice)
    await practice.ready()
    size = sum(len(swell(s, tone=t)) for s, t in ((4.5, Tone.IN), (5.5, Tone.OUT)))
    assert practice.driver.bytes_sent - before < size + 600


async def test_paused_it_is_silent_and_goes_on_with_the_same_sounds(begin: Begin) -> None:
    practice = await begin(BROWSER)
    await practice.ready()
    await practice.do(lambda: practice.senses.phase(Phase.IN, 4.5))
    assert await practice.do(practice.senses.rest) == {"pause": 1, "disable": 1}
    before = practice.driver.bytes_sent
    await practice.ready()
    assert practice.driver.bytes_sent - before < 100
    assert await practice.do(lambda: practice.senses.phase(Phase.OUT, 5.5)) == {"play": 1}


async def test_flets_window_for_linux_is_not_asked_for_what_it_cannot(begin: Begin) -> None:
    for seen_as, sounds in ((DESKTOP, 0), (BROWSER, 2), ({**DESKTOP, "platform": "windows"}, 2)):
        practice = await begin(seen_as)
        await practice.ready()
        assert len(practice.sources()) == sounds, seen_as


# -- a platform that does not help -----------------------------------------------------------


def _everything(senses: Senses) -> list[Callable[[], None]]:
    return [
        lambda: senses.phase(*BREATH[0]),
        lambda: senses.phase(*BREATH[1]),
        senses.rest,
        senses.end,
    ]


async def test_a_platform_that_refuses_is_quiet(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(part, "APART", 0)
    practice = await begin()
    for name in ("enable", "disable", "play", "pause", "heavy_impact"):
        practice.driver.conn.answers[name] = RuntimeError("not here, canary-17")
    with caplog.at_level(logging.WARNING):
        await practice.ready()
        asked = await practice.do(*_everything(practice.senses))
    assert asked == {"play": 2, "heavy_impact": 3, "pause": 1, "disable": 1}
    assert caplog.messages == ["a part of the page failed: RuntimeError"]
    assert not practice.shell._tasks
    assert not practice.driver.loop_errors


async def test_tones_that_cannot_be_made_leave_the_rest(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_args: Any, **_kwargs: Any) -> bytes:
        raise MemoryError

    monkeypatch.setattr(part, "swell", broken)
    practice = await begin()
    await practice.ready()
    assert practice.sources() == []
    assert await practice.do(lambda: practice.senses.phase(*BREATH[0])) == {"heavy_impact": 1}
    assert caplog.messages == ["a part of the page failed: MemoryError"]


@pytest.fixture
def unanswered(monkeypatch: pytest.MonkeyPatch) -> None:
    """A client that hears everything and never answers."""
    monkeypatch.setattr("tests.driver.FakeConnection._answer", lambda _connection, _call: None)


@pytest.mark.usefixtures("unanswered")
async def test_a_client_that_never_answers_is_not_waited_for(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    practice = await begin(tones=False)
    await practice.do(lambda: practice.senses.begin(BREATH), *_everything(practice.senses))
    assert practice.shell._tasks
    practice.shell.stop_tasks()
    await practice.driver.settle()
    assert not practice.shell._tasks
    monkeypatch.setattr(part, "PATIENCE", 0)
    await practice.do(lambda: practice.senses.begin(BREATH), *_everything(practice.senses))
    await practice.driver.until(lambda: not practice.shell._tasks)


async def test_in_whatever_order_it_is_asked_it_ends_with_nothing_left(
    begin: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(part, "APART", 0)
    practice = await begin()
    senses = practice.senses
    await practice.ready()
    breathe = partial(senses.phase, *BREATH[1])
    acts = (lambda: senses.begin(BREATH), breathe, senses.pulse, senses.rest, senses.end)
    for order in product(acts, repeat=3):
        for act in order:
            act()
        senses.end()
    await practice.driver.until(lambda: not practice.shell._tasks)
    asked = Counter(name for name, _ in practice.driver.conn.calls)
    assert asked["enable"] == asked["disable"] > 0
    last = [name for name, _ in practice.driver.conn.calls if name in {"enable", "disable"}]
    assert last == ["enable", "disable"] * asked["enable"]
    await practice.tidy()
    assert practice.sources() == []
