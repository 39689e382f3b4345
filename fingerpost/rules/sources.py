"""Sources of a standing that is the worst of several: a measure against bands, another standing read as this one."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Annotated

from pydantic import model_validator

from fingerpost.rules.concept import Concept, OneOf
from fingerpost.rules.gaps import UNKNOWN
from fingerpost.rules.reading import Promises, Reading
from fingerpost.rules.terms import Value
from fingerpost.rules.timeline import LEVEL, Change, unknown_from


class Bands(Concept):
    """A measure against bands: a rising limit for each level after the first; `at_least` reaches, `above` passes it."""

    measure: str
    at_least: tuple[Value, ...] | None = None
    above: tuple[Value, ...] | None = None

    @model_validator(mode="after")
    def _states_its_comparison(self) -> Bands:
        if (self.at_least is None) == (self.above is None):
            raise ValueError("give the limits of the bands as at_least or as above")
        limits = [limit for limit in self.limits if isinstance(limit, int | float)]
        if limits != sorted(set(limits)):
            raise ValueError(f"the bands overlap: their limits must rise, and {limits} do not")
        return self

    @property
    def limits(self) -> tuple[Value, ...]:
        """The limits as written."""
        return self.at_least or self.above or ()

    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact of its measure."""
        return frozenset(policy.measures[self.measure].kinds)

    def changes(self, levels: tuple[str, ...], reading: Reading) -> list[Change]:
        """The level that the measure has from day to day."""
        place = bisect_right if self.at_least is not None else bisect_left
        limits = reading.steady(self.limits)
        changing: Sequence[int] = ()
        every = limits or ()
        if limits is None:
            changing = sorted({day for limit in self.limits for day in reading.days_of_change(limit)})
            days = (reading.history.start or 0, *changing)
            every = tuple({limit for day in days for limit in self._limits_on(day, reading)})
        found = self._unknown(levels, reading) if reading.gaps else []
        level = None
        for told in reading.policy.measures[self.measure].values(reading, every, changing):
            now = levels[place(limits or self._limits_on(told.day, reading), told.value)]
            if now != level:
                found.append(Change(told.day, now, told.facts))
                level = now
        return found

    def _unknown(self, levels: tuple[str, ...], reading: Reading) -> list[Change]:
        """That nobody can tell, until all is held that the measure rests on."""
        gap = reading.gap(self.rests_on(reading.policy))
        return [] if gap is None else unknown_from(reading.history.start or 0, gap, levels[0])

    def _limits_on(self, day: int, reading: Reading) -> tuple[float, ...]:
        return tuple([reading.value(limit, day) for limit in self.limits])


class Like(Concept):
    """Another standing, its levels read as this one's: `{ standing = "noted", counts_as = { yes = "warm" } }`."""

    standing: str
    counts_as: dict[str, str]

    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact of the other standing."""
        return frozenset(policy.standings[self.standing].rests_on(policy))

    def changes(self, levels: tuple[str, ...], reading: Reading) -> list[Change]:
        """The level that the other standing counts as from day to day; nothing if that is never but the first."""
        changes = reading.standing(self.standing).changes
        if self.counts_as.keys().isdisjoint(map(LEVEL, changes)) and not reading.gaps:
            return []
        first, counts_as = levels[0], {UNKNOWN: UNKNOWN, **self.counts_as}
        return [Change(change.day, counts_as.get(change.level, first), change.facts) for change in changes]


Source = Annotated[
    Bands | Like,
    OneOf("a source of a standing", measure=Bands, standing=Like),
]
