"""Questionnaires, twelve days after a session, and what is good to know in each phase."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from journal_app import content
from journal_app.ui.shell import Role
from tests.gallery.scene import Scene, Trip, at
from tests.gallery.studio import WEDNESDAY_5PM, Studio

__all__ = ["MEASURES"]

_FIRST_HOURS, _THIRD_DAY, _LATER = -23, 28, 12 * 24  # hours from Wednesday at five


def _now(hours: float, words: str) -> Callable[[Studio], None]:
    """What is kind to know, so many hours from Wednesday at five."""

    def arrange(s: Studio) -> None:
        _at(s, hours)
        s.go("/now")
        s.visit.sees(words)

    return arrange


def _at(s: Studio, hours: float) -> None:
    """Put away, taken up again at another hour."""
    if s.visit.button("Lock").count():
        s.go("/")
        s.visit.press("Lock")
    s.window.clock.instant = WEDNESDAY_5PM + timedelta(hours=hours)  # type: ignore[attr-defined]
    s.open_book(Role.JOURNAL)


def _list(s: Studio) -> None:
    _at(s, _LATER)
    s.go("/measures")
    s.visit.sees("PHQ-9")


def _item(s: Studio) -> None:
    s.press("Begin")
    s.visit.sees("1 of 10")


def _nine(s: Studio) -> None:
    async def answer() -> None:
        measures = s.window.door.measures  # type: ignore[union-attr]
        begun = await measures.begin("phq-9")
        for item in content.measures()["phq-9"].items[:8]:
            await measures.answer(begun.id, item, item.options[1].coding.code)

    s.do(answer)
    s.go("/measures")
    s.go("/measures/phq-9")
    s.press("Go on")
    s.visit.sees("9 of 10")


def _company(s: Studio) -> None:
    s.visit.tick("More than half the days")
    s.visit.sees("Thank you for answering that honestly.")


def _result(s: Studio) -> None:
    async def finish() -> str:
        measures = s.window.door.measures  # type: ignore[union-attr]
        begun = measures.offer("phq-9").begun
        await measures.leave_support(begun.id)
        await measures.finish(begun.id)
        return str(begun.id)

    s.go(f"/measures/results/{s.do(finish)}")
    s.visit.sees("One snapshot")


def _not_scored(s: Studio) -> None:
    async def some() -> str:
        measures = s.window.door.measures  # type: ignore[union-attr]
        begun = await measures.begin("gad-7")
        for item in content.measures()["gad-7"].items[:5]:
            await measures.answer(begun.id, item, item.options[1].coding.code)
        await measures.finish(begun.id)
        return str(begun.id)

    _at(s, _LATER + 48)
    s.go(f"/measures/results/{s.do(some)}")
    s.visit.sees("Not scored")


def _full_list(s: Studio) -> None:
    s.go("/measures")
    s.visit.sees("Earlier")


MEASURES = Trip(
    (
        Scene("now-first-hours", _now(_FIRST_HOURS, "Kind now")),
        Scene("now-third-day", _now(_THIRD_DAY, "Kind now")),
        Scene("measures-later", _list),
        Scene("measure-begin", at("/measures/phq-9", "Not now")),
        Scene("measure-item", _item),
        Scene("measure-nine", _nine),
        Scene("measure-company", _company),
        Scene("measure-result", _result),
        Scene("measure-not-scored", _not_scored),
        Scene("measures-list", _full_list),
    )
)
