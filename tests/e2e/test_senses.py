"""The senses in Chromium, behind the real guard: tones play, and the screen is kept awake.

What the browser itself is asked for is written down by a script in the page; nobody listens to a
loudspeaker here. The page takes itself for a phone's, since only a phone is asked to vibrate.
"""

from collections.abc import Iterator
from typing import Any

import flet as ft
import pytest
from playwright.sync_api import Browser

from journal_app.domain.pattern import Phase
from journal_app.domain.tone import Tone, swell
from journal_app.ui.parts.senses import use_senses
from journal_app.ui.shell import Shell, ShellContext
from journal_app.web.server import Server
from tests.e2e.page import PHONE, Visit, new_context

pytestmark = pytest.mark.browser

BREATH = ((Phase.IN, 1.0), (Phase.OUT, 6.0))
WRITE_DOWN = """
window.asked = [];
const keep = (what, answer, more) => {
    const line = {what, ...more, granted: null};
    asked.push(line);
    Promise.resolve(answer).then(() => line.granted = true, e => line.granted = e.name);
    return answer;
};
const {play, pause} = HTMLMediaElement.prototype;
HTMLMediaElement.prototype.play = function() {
    return keep('play', play.call(this), {source: this.src, at: this.currentTime});
};
HTMLMediaElement.prototype.pause = function() {
    return keep('pause', pause.call(this), {at: this.currentTime, over: this.ended});
};
const {createMediaElementSource} = AudioContext.prototype;
AudioContext.prototype.createMediaElementSource = function(element) {
    const loaded = element.readyState >= 4;
    const then = done => element.addEventListener('canplaythrough', done, {once: true});
    keep('loaded', loaded || new Promise(then));
    return createMediaElementSource.call(this, element);
};
const request = navigator.wakeLock.request.bind(navigator.wakeLock);
navigator.wakeLock.request = kind => {
    const answer = request(kind);
    answer.then(lock => lock.addEventListener('release', () => keep('asleep')));
    return keep('awake', answer);
};
const vibrate = navigator.vibrate.bind(navigator);
navigator.vibrate = time => keep('pulse', vibrate(time), {time});
"""


def main(page: ft.Page) -> None:
    """What a pacer does, one button for each call."""
    shell = Shell()
    page.platform = ft.PagePlatform.ANDROID

    @ft.component
    def Buttons() -> ft.Control:
        senses = use_senses(tones=True, pulses=True)
        acts = {
            "Begin": lambda: senses.begin(BREATH),
            "Breathe in": lambda: senses.phase(*BREATH[0]),
            "Breathe out": lambda: senses.phase(*BREATH[1]),
            "Rest": senses.rest,
            "End": senses.end,
        }
        return ft.Column([ft.Button(name, on_click=act) for name, act in acts.items()])

    page.render(lambda: ShellContext(shell, Buttons))


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    server = Server(main)
    with server.running() as address:
        context = new_context(browser, PHONE)
        context.add_init_script(WRITE_DOWN)
        yield Visit(context, server.origin).go(address)
        context.close()


def _asked(visit: Visit, what: str, times: int) -> list[dict[str, Any]]:
    """Wait until the browser was asked for something so many times, and answered."""
    found = "(what) => asked.filter(line => line.what === what && line.granted !== null)"
    visit.page.wait_for_function(f"([what, n]) => ({found})(what).length >= n", arg=[what, times])
    lines: list[dict[str, Any]] = visit.page.evaluate(found, what)
    assert len(lines) == times, lines
    return lines


def test_tones_pulses_and_an_awake_screen_in_a_browser(visit: Visit) -> None:
    visit.press("Begin")
    [awake] = _asked(visit, "awake", 1)
    assert awake["granted"] is True
    rise, fall = (len(swell(s, tone=t)) for s, t in ((1.0, Tone.IN), (6.0, Tone.OUT)))
    _asked(visit, "loaded", 2)
    assert sum(len(frame) > min(rise, fall) for frame in visit.frames) == 2

    visit.frames.clear()
    visit.press("Breathe in")
    [first] = _asked(visit, "play", 1)
    assert first["granted"] is True
    assert first["source"].startswith("data:audio/")
    assert "UklGR" in first["source"]  # RIFF
    assert len(first["source"]) > rise
    assert _asked(visit, "pulse", 1)[0]["time"] > 0

    visit.press("Breathe out")
    second = _asked(visit, "play", 2)[1]
    assert second["granted"] is True
    assert len(second["source"]) > fall > rise
    _asked(visit, "pulse", 3)
    visit.press("Rest")
    assert all(line["over"] or line["at"] > 0 for line in _asked(visit, "pause", 2))
    _asked(visit, "asleep", 1)

    visit.press("Begin")
    _asked(visit, "awake", 2)
    visit.press("Breathe out")
    again = _asked(visit, "play", 3)[2]
    assert (again["granted"], again["at"]) == (True, 0)
    visit.press("End")
    _asked(visit, "asleep", 2)
    assert max(len(frame) for frame in visit.frames) < 200  # no sound was sent again

    refused = [line for line in visit.console if "Content Security Policy" in line]
    assert all("rive" in line for line in refused), refused
    assert visit.left == []
