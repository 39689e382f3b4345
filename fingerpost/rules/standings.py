"""Standings: what holds of a subject from a day until a day.

A standing has levels, from best to worst. It comes from what a fact says, from facts that begin and end it, from
measures against bands and other standings (the worst of them), from all or any of other standings, or from where
a procedure's case stands.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from operator import attrgetter
from typing import Annotated

from pydantic import model_validator

from fingerpost.rules.concept import Concept, OneOf, key
from fingerpost.rules.facts import Fact
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import Promises, Reading
from fingerpost.rules.terms import Value
from fingerpost.rules.timeline import Change, Timeline

YES_OR_NO = ("no", "yes")
LEVEL = attrgetter("level")


class StandingConcept(Concept):
    """What every standing has: its name, about what kind of subject, its levels, and the first of them."""

    id: str
    about: str
    clause: str | None = None
    compartment: str = "ordinary"
    levels: tuple[str, ...] = key(default=YES_OR_NO, description="from best to worst; the first holds from the start")

    def needs(self, policy: Promises) -> frozenset[str] | None:
        """The kinds of fact of which one must be there for it to leave its first level; None where time may do."""
        return None

    def _first(self, reading: Reading) -> list[Change]:
        history = reading.history
        if history.start is not None:
            return [Change(history.start, self.levels[0], ())]
        return [Change(history.facts[0].day, self.levels[0], ())] if history.facts else []


class Said(StandingConcept):
    """What the last such fact says in one of its fields."""

    said_by: Pattern
    field: str

    def needs(self, policy: Promises) -> frozenset[str]:
        """The kind of fact that says it."""
        return frozenset((self.said_by.kind,))

    def timeline(self, reading: Reading) -> Timeline:
        """The level after each such fact."""
        facts = reading.history.matches(self.said_by).facts
        if not facts:
            return Timeline(self._first(reading))
        said = (Change(fact.day, (fact.data or {})[self.field], (fact,)) for fact in facts)
        return Timeline([*self._first(reading), *said])


class Begun(StandingConcept):
    """Yes from a fact that begins it until one that ends it; with `each`, for each value of that field by itself,
    and yes while it holds for any."""

    begins: tuple[Pattern, ...]
    ends: tuple[Pattern, ...]
    each: str | None = None

    def needs(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact that begin it."""
        return self._beginning

    @cached_property
    def _beginning(self) -> frozenset[str]:
        return frozenset(pattern.kind for pattern in self.begins)

    def timeline(self, reading: Reading) -> Timeline:
        """No from the start; yes while it holds."""
        changes = self._first(reading)
        if not reading.history.has(self._beginning):
            return Timeline(changes)
        running: dict[object, Fact] = {}
        for fact, begins in self._in_order(reading):
            value = (fact.data or {}).get(self.each) if self.each else None
            if begins:
                running[value] = fact
            else:
                running.pop(value, None)
            facts = tuple(running.values()) or (fact,)
            changes.append(Change(fact.day, YES_OR_NO[bool(running)], facts))
        return Timeline(changes)

    def _in_order(self, reading: Reading) -> list[tuple[Fact, bool]]:
        marked = [
            (fact, begins)
            for patterns, begins in ((self.begins, True), (self.ends, False))
            for pattern in patterns
            for fact in reading.history.matches(pattern).facts
        ]
        return sorted(marked, key=lambda pair: (pair[0].day, pair[0].known, pair[0].id))


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
        found: list[Change] = []
        level = None
        for told in reading.policy.measures[self.measure].values(reading, every, changing):
            now = levels[place(limits or self._limits_on(told.day, reading), told.value)]
            if now != level:
                found.append(Change(told.day, now, told.facts))
                level = now
        return found

    def _limits_on(self, day: int, reading: Reading) -> tuple[float, ...]:
        return tuple([reading.value(limit, day) for limit in self.limits])


class Like(Concept):
    """Another standing, its levels read as this one's: `{ standing = "noted", counts_as = { yes = "warm" } }`."""

    standing: str
    counts_as: dict[str, str]

    def changes(self, levels: tuple[str, ...], reading: Reading) -> list[Change]:
        """The level that the other standing counts as from day to day; nothing if that is never but the first."""
        changes = reading.standing(self.standing).changes
        if self.counts_as.keys().isdisjoint(map(LEVEL, changes)):
            return []
        first = levels[0]
        return [Change(change.day, self.counts_as.get(change.level, first), change.facts) for change in changes]


Source = Annotated[
    Bands | Like,
    OneOf("a source of a standing", measure=Bands, standing=Like),
]


class Worst(StandingConcept):
    """The worst level that any of its sources gives."""

    worst_of: tuple[Source, ...]

    @cached_property
    def _rank(self) -> dict[str, int]:
        return {level: place for place, level in enumerate(self.levels)}

    def timeline(self, reading: Reading) -> Timeline:
        """The worst level from day to day, with the facts of the source that gives it; where that one gave it
        before already and another got better, with what made the other better."""
        lines = [line for source in self.worst_of if (line := source.changes(self.levels, reading))]
        changes = self._first(reading)
        ranks = [-1] * len(lines)
        now: dict[int, Change] = {}
        worst = -1
        for place, change in _together(lines):
            ranks[place], now[place] = self._rank[change.level], change
            if max(ranks) != worst:
                worst = max(ranks)
                cause = now[ranks.index(worst)]
                changes.append(
                    Change(change.day, cause.level, cause.facts if cause.day == change.day else change.facts)
                )
        return Timeline(changes)


def _together(lines: Sequence[Sequence[Change]]) -> list[tuple[int, Change]]:
    """Every change of several lines in order of day, each with the place of its line."""
    told = [(place, change) for place, line in enumerate(lines) for change in line]
    if len(lines) > 1:
        told.sort(key=lambda each: each[1].day)
    return told


class Is(Concept):
    """A standing that is at one of these levels."""

    standing: str
    levels: tuple[str, ...] = key(alias="is")


class Joined(StandingConcept):
    """Yes while all of (or any of) other standings are as asked."""

    all_of: tuple[Is, ...] = ()
    any_of: tuple[Is, ...] = ()

    def timeline(self, reading: Reading) -> Timeline:
        """Yes or no from day to day, with the facts of the standing that turned it."""
        wanted = len(self.all_of) or 1
        lines = [line for each in self.all_of or self.any_of if (line := self._line(each, reading))]
        changes = self._first(reading)
        if len(lines) < wanted:
            return Timeline(changes)
        holding: set[int] = set()
        level: str | None = None
        for place, change in _together(lines):
            if change.level == "yes":
                holding.add(place)
            else:
                holding.discard(place)
            now = YES_OR_NO[len(holding) >= wanted]
            if now != level:
                level = now
                changes.append(Change(change.day, level, change.facts))
        return Timeline(changes)

    def _line(self, asked: Is, reading: Reading) -> list[Change]:
        """Whether another standing is as asked from day to day; empty if it never is."""
        changes = reading.standing(asked.standing).changes
        if not set(map(LEVEL, changes)).intersection(asked.levels):
            return []
        return [Change(change.day, YES_OR_NO[change.level in asked.levels], change.facts) for change in changes]


class OfRule(StandingConcept):
    """Where a procedure's case stands: a level for each step; `once_done` names duties whose doing is needed first."""

    of_rule: str
    in_steps: dict[str, tuple[str, ...]] = key(description="for each level after the first, the steps that give it")
    once_done: dict[str, str] = key(default={}, description="for a step, the duty that must be done before it counts")

    @cached_property
    def _level_of(self) -> dict[str, str]:
        return {step: level for level, steps in self.in_steps.items() for step in steps}

    def timeline(self, reading: Reading) -> Timeline:
        """The level from day to day."""
        changes = self._first(reading)
        for stay in reading.course(self.of_rule).stays:
            since, facts = stay.since >> 1, stay.facts
            if stay.step in self.once_done:
                done = stay.done.get(self.once_done[stay.step])
                if done is None:
                    continue
                since, facts = done.day, done.facts
            changes.append(Change(since, self._level_of.get(stay.step, self.levels[0]), facts))
            if stay.closes is not None:
                changes.append(Change(stay.closes.day, self.levels[0], stay.closes.facts))
        return Timeline(changes)


Standing = Annotated[
    Said | Begun | Worst | Joined | OfRule,
    OneOf("a standing", said_by=Said, begins=Begun, worst_of=Worst, all_of=Joined, any_of=Joined, of_rule=OfRule),
]
