"""The total of a measure, exactly as published. A skipped item is never filled in.

With any summed item open there is no total at all, only which items are open: a guessed number
about somebody's days is worse than none. A total is one snapshot, not a diagnosis.
"""

from dataclasses import dataclass

from journal_app.domain.measure import Band, Change, Item, Measure
from journal_app.domain.measure_answers import Answers


@dataclass(frozen=True, slots=True)
class Score:
    """``total`` between ``lowest`` and ``highest``, or ``None``: not scored.

    ``open`` holds the summed items without an answer; ``band`` is where the total lies.
    """

    total: int | None
    lowest: int
    highest: int
    open: tuple[Item, ...] = ()
    band: Band | None = None


def score(measure: Measure, answers: Answers) -> Score | None:
    """The score of ``answers``; ``None`` for a measure without scoring.

    Raises ``ValueError`` where the answers belong to another measure.
    """
    if answers.measure.canonical != measure.canonical:
        raise ValueError("score: expected answers to this measure")
    scoring = measure.scoring
    if scoring is None:
        return None
    values = {item_id: answers.value(item_id) for item_id in scoring.items}
    total = sum(value for value in values.values() if value is not None)
    still_open = tuple(i for i in measure.items if i.id in values and values[i.id] is None)
    if still_open:
        return Score(None, scoring.lowest, scoring.highest, still_open)
    return Score(total, scoring.lowest, scoring.highest, (), scoring.band(total))


@dataclass(frozen=True, slots=True)
class Difference:
    """From one total to a later one: ``points`` (below zero is less than before).

    ``change`` is the strongest published kind the points reach, ``None`` for none.
    """

    points: int
    change: Change | None


def difference(measure: Measure, earlier: Score, later: Score) -> Difference | None:
    """What changed between two scores of one measure; ``None`` where one has no total."""
    if measure.scoring is None or earlier.total is None or later.total is None:
        return None
    points = later.total - earlier.total
    reached = [change for change in measure.scoring.changes if abs(points) >= change.start]
    return Difference(points, max(reached, key=lambda c: c.start, default=None))


def way_on(measure: Measure, answers: Answers) -> str | None:
    """The id of the measure a total leads on to (PHQ-2 at 3 or more: PHQ-9), or ``None``."""
    found = score(measure, answers)
    if measure.goes_on is None or found is None or found.total is None:
        return None
    return measure.goes_on.measure if found.total >= measure.goes_on.start else None
