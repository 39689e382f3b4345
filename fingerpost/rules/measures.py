"""Measures: anything that can say its value on a day, and the day on which it reaches a limit if nothing more is
recorded. So a band is found without looking at every day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from operator import attrgetter
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from fingerpost.rules.calendar import add_days_outside, days_outside
from fingerpost.rules.concept import Concept, OneOf
from fingerpost.rules.facts import Fact
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import DISTANT, Reading


class Measured(Struct, frozen=True, gc=False):
    """What a measure is from a day on, and the facts that made it so."""

    day: int
    value: float
    facts: tuple[Fact, ...]


class MeasureConcept(Concept):
    """What every measure has."""

    id: str

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of fact on which it rests."""
        return frozenset(part.kind for part in self.parts() if isinstance(part, Pattern))


class Latest(MeasureConcept):
    """What the last such fact says: a field of it, or that less another. A fact that lacks either says nothing."""

    latest: Pattern
    field: str
    less: str | None = None

    def values(self, reading: Reading, limits: Iterable[float], looked_at: Sequence[int]) -> list[Measured]:
        """The value after each such fact, and again on each day `looked_at`."""
        field, less = self.field, self.less
        told = []
        for fact in reading.history.matches(self.latest).facts:
            data = fact.data or {}
            value, taken = data.get(field), data.get(less) if less else 0
            if value is not None and taken is not None:
                told.append(Measured(fact.day, value - taken, (fact,)))
        return _looked_at(told, looked_at)


class NumberOf(MeasureConcept):
    """How many such facts there are by a day."""

    number_of: Pattern

    def values(self, reading: Reading, limits: Iterable[float], looked_at: Sequence[int]) -> list[Measured]:
        """The value after each such fact, and again on each day `looked_at`."""
        facts = reading.history.matches(self.number_of).facts
        return _looked_at(
            [Measured(fact.day, number, (fact,)) for number, fact in enumerate(facts, start=1)], looked_at
        )


class DaysSince(MeasureConcept):
    """How many days, breaks apart, since the last of these facts."""

    days_since: tuple[Pattern, ...]

    def values(self, reading: Reading, limits: Iterable[float], looked_at: Sequence[int]) -> Iterator[Measured]:
        """The value on each day of such a fact, on each day on which one of the limits is reached or passed after it,
        and on each day `looked_at`."""
        history = reading.history
        last: dict[int, Fact] = {}
        for pattern in self.days_since:
            matches = history.matches(pattern)
            last.update(zip(matches.days, matches.facts, strict=True))
        days = sorted(last)
        lengths = {0, *(int(limit) + more for limit in limits for more in (0, 1))}
        for day, until in zip(days, [*days[1:], DISTANT], strict=True):
            reached = {add_days_outside(history.breaks, day, length) for length in lengths}
            for each in sorted({*(on for on in reached if on is not None), *(on for on in looked_at if on > day)}):
                if each < until:
                    yield Measured(each, days_outside(history.breaks, day, each), (last[day],))


def _looked_at(told: list[Measured], days: Sequence[int]) -> list[Measured]:
    """The values told, with the one that holds on each of these days."""
    if not days:
        return told
    told_on = [value.day for value in told]
    places = ((day, bisect_right(told_on, day)) for day in days)
    again = [replace(told[place - 1], day=day) for day, place in places if place]
    return sorted([*told, *again], key=attrgetter("day"))


Measure = Annotated[
    Latest | NumberOf | DaysSince,
    OneOf("a measure", latest=Latest, number_of=NumberOf, days_since=DaysSince),
]
