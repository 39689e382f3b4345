"""Standings: what holds of a subject from a day until a day.

A standing has levels, from best to worst. It comes from what a fact says, from facts that begin and end it, from
measures against bands and other standings (the worst of them), from all or any of other standings, or from where
a procedure's case stands.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from functools import cached_property
from typing import Annotated

from fingerpost.rules.concept import Concept, OneOf, key
from fingerpost.rules.facts import Fact
from fingerpost.rules.gaps import UNKNOWN
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import Promises, Reading
from fingerpost.rules.sources import Source
from fingerpost.rules.timeline import LEVEL, Change, Timeline, unknown_from

YES_OR_NO = ("no", "yes")
CERTAINTY = {"no": 0.0, UNKNOWN: 0.5, "yes": 1.0}
OF_CERTAINTY = {certainty: level for level, certainty in CERTAINTY.items()}


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

    @abstractmethod
    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact that it is made of, those of other standings included."""

    @abstractmethod
    def timeline(self, reading: Reading) -> Timeline:
        """How its level changes over a subject's life."""

    def _first(self, reading: Reading) -> list[Change]:
        """What holds from the start: the first level, or that nobody can tell until all is held that it rests on."""
        changes = self._certain(reading)
        gap = reading.gap(self.rests_on(reading.policy), changes[0].day) if reading.gaps and changes else None
        if gap is None:
            return changes
        return unknown_from(changes[0].day, gap, self.levels[0])

    def _certain(self, reading: Reading) -> list[Change]:
        """The first level, from the start."""
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

    rests_on = needs

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

    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact that begin and end it."""
        return self._beginning | {pattern.kind for pattern in self.ends}

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


class Worst(StandingConcept):
    """The worst level that any of its sources gives."""

    worst_of: tuple[Source, ...]

    @cached_property
    def _rank(self) -> dict[str, float]:
        """How bad a level is. What nobody can tell may be as bad as all but the worst."""
        return {UNKNOWN: len(self.levels) - 1.5, **{level: place for place, level in enumerate(self.levels)}}

    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact of its sources."""
        return frozenset().union(*(source.rests_on(policy) for source in self.worst_of))

    def timeline(self, reading: Reading) -> Timeline:
        """The worst level from day to day, with the facts of the source that gives it; where that one gave it
        before already and another got better, with what made the other better."""
        lines = [line for source in self.worst_of if (line := source.changes(self.levels, reading))]
        changes = self._first(reading)[:1]
        ranks = [-1.0] * len(lines)
        now: dict[int, Change] = {}
        worst = -1.0
        for place, change in _together(lines):
            ranks[place], now[place] = self._rank[change.level], change
            if max(ranks) != worst:
                worst = max(ranks)
                cause = now[ranks.index(worst)]
                facts = cause.facts if cause.day == change.day else change.facts
                changes.append(Change(change.day, cause.level, facts))
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

    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact of the other standings."""
        asked = self.all_of or self.any_of
        return frozenset().union(*(policy.standings[each.standing].rests_on(policy) for each in asked))

    def timeline(self, reading: Reading) -> Timeline:
        """Yes or no from day to day, with the facts of the standing that turned it; unknown while it hangs on one of
        which nobody can tell."""
        decide = min if self.all_of else max
        lines = [self._line(each, reading) for each in self.all_of or self.any_of]
        if not decide(map(len, lines)):
            return Timeline(self._certain(reading))
        changes = self._first(reading)[:1]
        ranks = [0.0] * len(lines)
        level: str | None = None
        for place, change in _together(lines):
            ranks[place] = CERTAINTY[change.level]
            now = OF_CERTAINTY[decide(ranks)]
            if now != level:
                level = now
                changes.append(Change(change.day, level, change.facts))
        return Timeline(changes)

    def _line(self, asked: Is, reading: Reading) -> list[Change]:
        """Whether another standing is as asked from day to day; empty if it never is."""
        changes = reading.standing(asked.standing).changes
        levels = set(map(LEVEL, changes))
        if UNKNOWN not in levels and not levels.intersection(asked.levels):
            return []
        answers = {UNKNOWN: UNKNOWN, **dict.fromkeys(asked.levels, "yes")}
        return [Change(change.day, answers.get(change.level, "no"), change.facts) for change in changes]


class OfRule(StandingConcept):
    """Where a procedure's case stands: a level for each step; `once_done` names duties whose doing is needed first."""

    of_rule: str
    in_steps: dict[str, tuple[str, ...]] = key(description="for each level after the first, the steps that give it")
    once_done: dict[str, str] = key(default={}, description="for a step, the duty that must be done before it counts")

    @cached_property
    def _level_of(self) -> dict[str, str]:
        return {step: level for level, steps in self.in_steps.items() for step in steps}

    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact that open cases."""
        return frozenset(policy.procedures[self.of_rule].rests_on(policy))

    def timeline(self, reading: Reading) -> Timeline:
        """The level from day to day; where there is no case, but may be one of which nobody can tell, it is unknown."""
        stays = reading.course(self.of_rule).stays
        without_a_case = Timeline(self._first(reading))
        changes = [each for each in without_a_case.changes if not any(stay.holds(each.day) for stay in stays)]
        for stay in stays:
            since, facts = stay.since >> 1, stay.facts
            if stay.step in self.once_done:
                done = stay.done.get(self.once_done[stay.step])
                if done is None:
                    continue
                since, facts = done.day, done.facts
            level = self._level_of.get(stay.step) or without_a_case.level(since) or self.levels[0]
            changes.append(Change(since, level, facts))
            if stay.closes is not None:
                end = stay.closes
                changes.append(Change(end.day, without_a_case.level(end.day) or self.levels[0], end.facts))
        return Timeline(changes)


Standing = Annotated[
    Said | Begun | Worst | Joined | OfRule,
    OneOf("a standing", said_by=Said, begins=Begun, worst_of=Worst, all_of=Joined, any_of=Joined, of_rule=OfRule),
]
