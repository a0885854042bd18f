"""Guided steps in a test: made-up practices, and a person who walks through them."""

from __future__ import annotations

from typing import Any

from journal_app.domain.plan import Evidence
from journal_app.domain.practice import Part, Practice, PracticeStep
from tests.ui.breathing_book import Book


def step(name: str, **more: Any) -> PracticeStep:
    return PracticeStep(name=name, text=f"{name}, in a few words.", **more)


def practice(name: str, *steps: PracticeStep, part: Part = Part.STEP) -> Practice:
    return Practice(
        id=name,
        title=name.title(),
        line="A line.",
        minutes=1,
        before=("Stop any time.",),
        closing=f"Thank you for {name}.",
        evidence=Evidence.OWN,
        evidence_note="Made up.",
        steps=steps,
        part=part,
    )


READ = practice("reading", step("One", seconds=20), step("Two", seconds=30), step("Three"))
TAPS = practice(
    "tapping",
    step("Arrive", seconds=10),
    step("First set", seconds=10, taps=6),
    step("Notice", seconds=20),
    step("Second set", seconds=10, taps=4),
    step("Notice again", seconds=20),
    step("Last set", seconds=10, taps=4),
    step("Come back", seconds=15),
)
AREAS = practice(
    "letting-go",
    step("Hände und Unterarme", seconds=30, tense=5, release=10),
    step("Gesichtsmuskulatur", seconds=5, tense=5, release=10),
    part=Part.AREA,
)
SENSES = practice("senses", step("See", seconds=9), step("Hear", seconds=9), part=Part.SENSE)
MADE_UP = {each.id: each for each in (READ, TAPS, AREAS, SENSES)}


class Walk(Book):
    """A practice of steps in a test."""

    async def begin_steps(self, of: Practice) -> None:
        await self.driver.go("/practices/nothing")  # the same address is no other page
        await self.begin(f"/practices/{of.id}")

    async def click(self, *keys: str) -> None:
        for key in keys:
            await self.driver.click(key)

    def here(self, expected: PracticeStep) -> bool:
        """Whether this step is what is shown."""
        return expected.text in self.driver.texts()

    def over(self, of: Practice) -> bool:
        """Whether the thank-you is what is shown."""
        return of.closing in self.driver.texts()

    @property
    def cue(self) -> str:
        """What is announced beside the words of the step."""
        return self.announced

    def pulses(self) -> int:
        return sum(name == "heavy_impact" for name, _ in self.driver.conn.calls)

    def warm(self) -> set[str]:
        """Which wings are warm."""
        return {s for s in ("left", "right") if self.driver.get(f"wing-{s}").opacity == 1.0}
