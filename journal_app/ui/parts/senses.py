"""What a pacer gives besides light: a tone, a pulse in the hand, and a screen that stays awake.

Nothing here is waited for. Each message to the platform is a task of the window's registry, so the
breath keeps its time where a platform is slow, says no or never answers, and nothing is left once
the window's tasks are stopped. A tone is sent to the client once and then played by name.

    begin ──▶ phase, pulse, … ──▶ rest (paused) ──▶ begin …
                             └──▶ end
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from math import floor
from typing import Any, Protocol

import flet as ft
from flet_audio import Audio, ReleaseMode

from journal_app.domain.pattern import Phase
from journal_app.domain.tone import LONGEST, SHORTEST, Tone, swell
from journal_app.ui.guard import note
from journal_app.ui.shell import use_shell

__all__ = ["PlatformSenses", "Senses", "has_pulses", "has_tones", "use_senses"]

PATIENCE = 5.0  # seconds for an answer; without one, the task ends all the same
APART = 0.25  # seconds between two pulses, so that a hand tells them from one

_TONES = {Phase.IN: Tone.IN, Phase.TOP_UP: Tone.TOP_UP, Phase.OUT: Tone.OUT, Phase.HUM: Tone.OUT}
_PULSES = {Phase.IN: 1, Phase.TOP_UP: 1, Phase.OUT: 2, Phase.HUM: 2}  # S75: one in, two out

sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
"""How this module waits; tests put their own in its place."""

Start = Callable[[Coroutine[Any, Any, None]], "asyncio.Task[None]"]
Sound = tuple[Tone, float]


class Senses(Protocol):
    """What a pacer asks for. Nothing raises, and nothing waits."""

    def begin(self, coming: Iterable[tuple[Phase, float]]) -> None:
        """Keep the screen awake, and get the tones of these phases (their seconds) ready.

        Also after ``rest``, and when the pace was changed: only what is new is sent.
        """

    def phase(self, phase: Phase, seconds: float) -> None:
        """A phase of ``seconds`` begins. One that is entered late has what is left of it."""

    def pulse(self) -> None:
        """One pulse in the hand, for a cue that is no breath."""

    def rest(self) -> None:
        """Paused: silent at once, and the screen may sleep."""

    def end(self) -> None:
        """It is over: as ``rest``, and the tones are forgotten. May be called twice."""


class PlatformSenses:
    """The senses of the platform a window is on. Made while a component of it is drawn.

    ``start`` keeps a task in the window's registry. ``tones`` and ``pulses`` say what a person
    wants of what there is; without ``tones`` nothing is made or loaded for them.
    """

    def __init__(self, start: Start, *, tones: bool, pulses: bool) -> None:
        self._start = start
        self._tones = tones and has_tones()
        # Held here for as long as a practice runs: Flet forgets a service that nobody holds.
        self._wakelock = ft.Wakelock()
        self._haptics = ft.HapticFeedback() if pulses and has_pulses() else None
        self._players: dict[Sound, Audio] = {}
        self._playing: Audio | None = None
        self._pending: set[asyncio.Task[None]] = set()
        self._loading: asyncio.Task[None] | None = None
        self._awake = self._refused = False

    def begin(self, coming: Iterable[tuple[Phase, float]]) -> None:
        """See :meth:`Senses.begin`."""
        if not self._awake:
            self._awake = True
            self._start(self._ask(self._wakelock.enable))
        if self._tones:
            wanted = {sound for each in coming if (sound := _sound(*each))}
            self._players = {s: player for s, player in self._players.items() if s in wanted}
            if self._loading is not None:
                self._loading.cancel()
            self._loading = self._later(
                self._load(sorted(wanted - self._players.keys(), key=_soonest))
            )

    def phase(self, phase: Phase, seconds: float) -> None:
        """See :meth:`Senses.phase`."""
        for nth in range(_PULSES.get(phase, 0)):
            self._pulse_after(nth * APART)
        sound = _sound(phase, seconds)
        player = self._players.get(sound) if sound else None
        if player is not None:
            self._playing = player
            self._later(self._ask(player.play))

    def pulse(self) -> None:
        """See :meth:`Senses.pulse`."""
        self._pulse_after(0.0)

    def rest(self) -> None:
        """See :meth:`Senses.rest`."""
        for task in self._pending:
            task.cancel()
        if self._playing is not None:
            self._start(self._ask(self._playing.pause))
            self._playing = None
        if self._awake:
            self._awake = False
            self._start(self._ask(self._wakelock.disable))

    def end(self) -> None:
        """See :meth:`Senses.end`."""
        self.rest()
        self._players.clear()

    def _pulse_after(self, seconds: float) -> None:
        if self._haptics is not None:
            self._later(self._pulse(self._haptics, seconds))

    def _later(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """A task that also ends when the practice pauses."""
        task = self._start(work)
        self._pending.add(task)
        task.add_done_callback(self._pending.discard)
        return task

    async def _load(self, sounds: list[Sound]) -> None:
        try:
            for tone, seconds in sounds:
                made = await asyncio.to_thread(swell, seconds, tone=tone)
                # Kept in the client when it was played: the next time it is there at once.
                player = Audio(src=made, release_mode=ReleaseMode.STOP)
                self._players[tone, seconds] = player
        except Exception as error:  # noqa: BLE001  a practice goes on without tones
            self._note(error)

    async def _pulse(self, haptics: ft.HapticFeedback, after: float) -> None:
        if after:
            await sleep(after)
        # The shortest that is felt through a pocket, and no buzz.
        await self._ask(haptics.heavy_impact)

    async def _ask(self, call: Callable[[], Awaitable[None]]) -> None:
        """Ask the platform for something; where it says no, or nothing, it is not to be had."""
        try:
            async with asyncio.timeout(PATIENCE):
                await call()
        except Exception as error:  # noqa: BLE001  nobody is told of a pulse that was not felt
            self._note(error)

    def _note(self, error: Exception) -> None:
        """Once is enough: a platform without a sense says so at each breath."""
        if not self._refused:
            self._refused = True
            note(error)


def _sound(phase: Phase, seconds: float) -> Sound | None:
    """The tone of a phase. In whole half seconds, so that a growing breath needs few of them."""
    tone, length = _TONES.get(phase), floor(min(seconds, LONGEST) * 2) / 2
    return (tone, length) if tone and length >= SHORTEST else None


def _soonest(sound: Sound) -> tuple[int, float]:
    """In before out, and short before long, as a growing breath has them."""
    return list(Tone).index(sound[0]), sound[1]


def has_pulses() -> bool:
    """Whether the page that is drawn is on a phone or a tablet, in its browser or not."""
    return ft.context.page.platform in (ft.PagePlatform.ANDROID, ft.PagePlatform.IOS)


def has_tones() -> bool:
    """Whether the page that is drawn can sound: Flet's window for Linux was built without it.

    Asked for there all the same, it would take no further service (a file dialog) from us.
    """
    page = ft.context.page
    return bool(page.web) or page.platform is not ft.PagePlatform.LINUX


def use_senses(*, tones: bool, pulses: bool) -> Senses:
    """The senses of a practice, for as long as its screen is shown; they end with it.

    What a person wants is read once, when the screen begins.
    """
    shell = use_shell()
    senses: Senses = ft.use_memo(
        lambda: PlatformSenses(shell.start, tones=tones, pulses=pulses), []
    )
    ft.use_effect(lambda: None, [], cleanup=senses.end)
    return senses
