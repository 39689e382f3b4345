"""Charts as numbers for SVG: no script and no style. Coordinates run from 0 to 100 in both directions, down is up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from fingerpost.rules.facts import Fact


@dataclass(frozen=True, slots=True)
class Figure:
    """What one record of progress says: percent achieved, percent expected by then, whether it was a formal review."""

    on: date
    percent: float | None
    expected: float | None
    is_review: bool
    by: str

    @property
    def behind(self) -> float | None:
        """Points behind expected; below nought where ahead."""
        if self.percent is None or self.expected is None:
            return None
        return self.expected - self.percent

    @property
    def points(self) -> int | None:
        """The same in whole points."""
        return None if self.behind is None else round(self.behind)


@dataclass(frozen=True, slots=True)
class ProgressChart:
    """The lines of progress (`recorded`) and of what is expected (`plan`), and where today and the last record lie."""

    recorded: str
    plan: str
    today_x: float
    last_x: float
    last_y: float
    expected_y: float | None
    gap: str
    first: date
    last: date
    percent: int
    expected: int | None

    @property
    def label_y(self) -> float:
        """Where the label of the last record stands in the whole drawing, which has room above and below."""
        return round(2 + self.last_y * 0.86, 1)

    @property
    def expected_label_y(self) -> float:
        """The same for what was expected."""
        return round(2 + (self.expected_y or 0.0) * 0.86, 1)

    @property
    def is_late(self) -> bool:
        """Whether the last record lies so far right that its label stands to the left of it."""
        return self.last_x > 75


def figures_of(facts: Sequence[Fact]) -> list[Figure]:
    """The figures of progress in order of day."""
    told = [(fact, fact.data or {}) for fact in facts if fact.kind.name == "progress"]
    return [
        Figure(fact.on, data.get("percent"), data.get("expected"), bool(data.get("review")), fact.by)
        for fact, data in told
    ]


def progress_chart(figures: Sequence[Figure], start: date, end: date | None, today: date) -> ProgressChart | None:
    """The chart of progress from the start to the planned end; None where too little is recorded to draw a line.

    The plan runs through what was recorded as expected, from nought at the start to 100 at the planned end.
    """
    achieved = [(each.on, each.percent) for each in figures if each.percent is not None]
    if not achieved:
        return None
    last_day = max(day for day in (end, today, achieved[-1][0]) if day is not None)
    expected = [(each.on, each.expected) for each in figures if each.expected is not None]
    plan = [(start, 0.0), *expected, *([(end, 100.0)] if end and (not expected or end > expected[-1][0]) else [])]
    scale = _Scale(start, last_day)
    last_x, last_y = scale.x(achieved[-1][0]), _y(achieved[-1][1])
    expected_y = _y(expected[-1][1]) if expected else None
    is_behind = expected_y is not None and expected_y < last_y and expected[-1][0] >= achieved[-1][0]
    gap = f"M{last_x:.1f} {last_y:.1f}V{expected_y:.1f}" if is_behind else ""
    return ProgressChart(
        scale.path([(start, 0.0), *achieved]),
        scale.path(plan) if expected or end else "",
        round(min(100.0, scale.x(today)), 1),
        round(last_x, 1),
        round(last_y, 1),
        None if expected_y is None else round(expected_y, 1),
        gap,
        start,
        last_day,
        round(achieved[-1][1] or 0),
        round(expected[-1][1] or 0) if is_behind else None,
    )


def _y(percent: float | None) -> float:
    return 100 - min(100.0, max(0.0, percent or 0.0))


class _Scale:
    """From days to places across."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first.toordinal()
        self.days = max(1, last.toordinal() - self.first)

    def x(self, day: date) -> float:
        return min(100.0, max(0.0, (day.toordinal() - self.first) * 100 / self.days))

    def path(self, points: Sequence[tuple[date, float | None]]) -> str:
        """A line through points in order of day."""
        return "M" + " L".join(f"{self.x(day):.1f} {_y(value):.1f}" for day, value in points)


def small_line(values: Sequence[int]) -> str:
    """A line through values at equal steps, the highest at the top; nought at the bottom."""
    highest, steps = max([*values, 1]), max(1, len(values) - 1)
    return "M" + " L".join(
        f"{place * 100 / steps:.1f} {100 - value * 100 / highest:.1f}" for place, value in enumerate(values)
    )
