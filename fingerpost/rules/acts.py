"""Acts: which facts show that a duty is done. All of several, so many of them, or any."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated, Any

from pydantic import field_validator

from fingerpost.rules.concept import Concept, OneOf, key
from fingerpost.rules.facts import Fact
from fingerpost.rules.kinds import Kind
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import DISTANT, Reading
from fingerpost.rules.terms import Value


class Act(Concept):
    """One act of several, and when it is not asked for: the subject lacks an attribute, or a fact leaves it out."""

    act: Pattern
    needs: str | None = key(default=None, description="an attribute without which the act is not asked for")
    left_out_by: Pattern | None = None
    never_alone: bool = key(default=False, description="left out only while another of the acts is asked for")

    def is_wanted(self, reading: Reading, since: int, day: int) -> bool:
        """Whether the act is asked for on a day, `never_alone` apart; what leaves it out counts from `since`."""
        if self.needs is not None and reading.history.attribute(self.needs, day) in (None, ""):
            return False
        return not self._is_left_out(reading, since, day)

    def _is_left_out(self, reading: Reading, since: int, day: int) -> bool:
        if self.left_out_by is None:
            return False
        fact = reading.history.matches(self.left_out_by).first_from(since)
        return fact is not None and fact.day <= day


class Every(Concept):
    """Done when each of these acts is, or so many of those asked for."""

    every: tuple[Act, ...]
    at_least: Value | None = key(default=None, description="how many are enough; without it, all that are asked for")

    @field_validator("every", mode="before")
    @classmethod
    def _plain_patterns_are_acts(cls, value: Any) -> Any:
        if isinstance(value, list | tuple):
            return tuple({"act": each} if isinstance(each, dict) and "act" not in each else each for each in value)
        return value

    @cached_property
    def _is_plain(self) -> bool:
        """Whether every act is always asked for."""
        return self.at_least is None and not any(each.needs or each.left_out_by for each in self.every)

    def first(self, reading: Reading, since: int) -> tuple[int, tuple[Fact, ...]] | None:
        """The first day, `since` or later, on which it is done, and the facts that did it."""
        if self._is_plain:
            return self._first_of_all(reading, since)
        made = [reading.history.matches(each.act).first_from(since) for each in self.every]
        for day in self._days(reading, since, made):
            facts = tuple(fact for fact in made if fact is not None and fact.day <= day)
            if facts and not self._missing(reading, since, day, made):
                return day, facts
        return None

    def _first_of_all(self, reading: Reading, since: int) -> tuple[int, tuple[Fact, ...]] | None:
        facts, day = [], since
        for each in self.every:
            fact = reading.history.matches(each.act).first_from(since)
            if fact is None:
                return None
            facts.append(fact)
            day = max(day, fact.day)
        return day, tuple(facts)

    def missing(self, reading: Reading, since: int, by: int = DISTANT) -> tuple[Pattern, ...]:
        """The acts still missing at the end of the day `by`."""
        made = [reading.history.matches(each.act).first_from(since) for each in self.every]
        if self._is_plain:
            made_by = zip(self.every, made, strict=True)
            return tuple([each.act for each, fact in made_by if fact is None or fact.day > by])
        return self._missing(reading, since, min(by, self._days(reading, since, made)[-1]), made)

    def _days(self, reading: Reading, since: int, made: list[Fact | None]) -> list[int]:
        """The days on which the answer may change."""
        days = {since, *(fact.day for fact in made if fact is not None)}
        for each in self.every:
            if each.left_out_by is not None:
                fact = reading.history.matches(each.left_out_by).first_from(since)
                days.update((fact.day,) if fact else ())
            if each.needs is not None:
                days.update(day for day in reading.history.days_of_change((each.needs,)) if day > since)
        return sorted(days)

    def _missing(self, reading: Reading, since: int, day: int, made: list[Fact | None]) -> tuple[Pattern, ...]:
        wanted = [each.is_wanted(reading, since, day) for each in self.every]
        alone = not any(wanted)
        asked = [want or (alone and each.never_alone) for want, each in zip(wanted, self.every, strict=True)]
        done = [want and fact is not None and fact.day <= day for want, fact in zip(asked, made, strict=True)]
        if self.at_least is not None and sum(done) >= min(int(reading.value(self.at_least, since)), sum(asked)):
            return ()
        return tuple(each.act for each, want, did in zip(self.every, asked, done, strict=True) if want and not did)


class AnyOf(Concept):
    """Done by the first of any of these acts."""

    any: tuple[Pattern, ...]

    def first(self, reading: Reading, since: int) -> tuple[int, tuple[Fact, ...]] | None:
        """The first day, `since` or later, on which it is done, and the facts that did it. Of several facts of one
        kind on the day, the last recorded stands."""
        first = DISTANT
        acts: dict[Kind, Fact] = {}
        for each in self.any:
            for fact in reading.history.matches(each).first_day_from(since):
                if fact.day < first:
                    first, acts = fact.day, {}
                if fact.day == first:
                    acts[fact.kind] = fact
        return (first, tuple(acts.values())) if acts else None

    def missing(self, reading: Reading, since: int, by: int = DISTANT) -> tuple[Pattern, ...]:
        """The first of the acts, if none was done by the end of the day `by`."""
        first = self.first(reading, since)
        return () if first is not None and first[0] <= by else self.any[:1]


DoneBy = Annotated[
    Every | AnyOf,
    OneOf("what does a duty", every=Every, any=AnyOf),
]
