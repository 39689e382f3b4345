"""Measures: anything that can say its value on a day, and the day on which it reaches a limit if nothing more is
recorded. So a band is found without looking at every day."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Annotated

from fingerpost.rules.calendar import add_days_outside
from fingerpost.rules.concept import Concept, OneOf
from fingerpost.rules.facts import Fact
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import DISTANT, Reading
from fingerpost.rules.timeline import Change

Place = Callable[[float, int], str]
"""The level that a value has on a day."""


class Latest(Concept):
    """What the last such fact says: a field of it, or that less another. A fact that lacks either says nothing."""

    id: str
    latest: Pattern
    field: str
    less: str | None = None

    def changes(self, reading: Reading, level_at: Place, limits: tuple[float, ...]) -> Iterator[Change]:
        """The level after each such fact."""
        field, less, level = self.field, self.less, None
        for fact in reading.history.matches(self.latest).facts:
            data = fact.data or {}
            value, taken = data.get(field), data.get(less) if less else 0
            if value is None or taken is None:
                continue
            now = level_at(value - taken, fact.day)
            if now != level:
                yield Change(fact.day, now, (fact,))
                level = now


class NumberOf(Concept):
    """How many such facts there are by a day."""

    id: str
    number_of: Pattern

    def changes(self, reading: Reading, level_at: Place, limits: tuple[float, ...]) -> Iterator[Change]:
        """The level after each such fact."""
        for number, fact in enumerate(reading.history.matches(self.number_of).facts, start=1):
            yield Change(fact.day, level_at(number, fact.day), (fact,))


class DaysSince(Concept):
    """How many days, breaks apart, since the last of these facts."""

    id: str
    days_since: tuple[Pattern, ...]

    def changes(self, reading: Reading, level_at: Place, limits: tuple[float, ...]) -> Iterator[Change]:
        """The level on each day of such a fact and on each day on which a limit is reached or passed after it."""
        history = reading.history
        last: dict[int, Fact] = {}
        for pattern in self.days_since:
            matches = history.matches(pattern)
            last.update(zip(matches.days, matches.facts, strict=True))
        days = sorted(last)
        for day, until in zip(days, [*days[1:], DISTANT], strict=True):
            for length in sorted({0, *(int(limit) + more for limit in limits for more in (0, 1))}):
                reached = add_days_outside(history.breaks, day, length)
                if reached is not None and reached < until:
                    yield Change(reached, level_at(length, reached), (last[day],))


Measure = Annotated[
    Latest | NumberOf | DaysSince,
    OneOf("a measure", latest=Latest, number_of=NumberOf, days_since=DaysSince),
]
