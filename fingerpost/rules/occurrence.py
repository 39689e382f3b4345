"""What every kind of occasion has: the days that count, the kinds of fact that it rests on, the time they are held."""

from __future__ import annotations

from abc import abstractmethod
from functools import cached_property
from typing import ClassVar

from msgspec import Struct

from fingerpost.rules.concept import Concept
from fingerpost.rules.facts import Fact
from fingerpost.rules.moments import Occasion, evening
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import OnlyIf, Promises, Reading


class Counts(Struct, frozen=True, gc=False):
    """On which days a thing counts: attributes as asked for, and whether break days count too."""

    only_if: OnlyIf
    in_breaks: bool

    def on(self, day: int, reading: Reading) -> bool:
        """Whether it counts on a day of the subject's life."""
        return (
            reading.history.lives_on(day)
            and (self.in_breaks or not reading.is_in_break(day))
            and (not self.only_if or reading.holds(self.only_if, day))
        )

    def among(self, facts: list[Fact], reading: Reading) -> list[Fact]:
        """The facts, given in order, that lie on days that count."""
        history = reading.history
        is_free = not self.only_if and (self.in_breaks or not history.breaks)
        if is_free and facts and history.lives_on(facts[0].day) and history.lives_on(facts[-1].day):
            return facts
        return [fact for fact in facts if self.on(fact.day, reading)]


class Occurrence(Concept):
    """What every kind of occasion has."""

    hears_silence: ClassVar[bool] = False
    """Whether it goes by what was not told: then it arises only while all is held that it rests on. What was told
    is so, whoever held it."""

    @cached_property
    def kinds(self) -> frozenset[str]:
        """The kinds of fact on which it rests, standings apart."""
        return frozenset(part.kind for part in self.parts() if isinstance(part, Pattern))

    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact on which it rests, those of its standings included."""
        return self.kinds

    def found(self, reading: Reading, counts: Counts, floor: Occasion | None) -> list[Occasion]:
        """The occasions after `floor`; those that hear silence only of the time in which all is held."""
        gap = reading.gap(self.kinds) if self.hears_silence and reading.gaps else None
        if gap is not None:
            if gap.until is None:
                return []
            held = evening(gap.until - 1, gap.facts)
            floor = held if floor is None or floor.moment < held.moment else floor
        return self.find(reading, counts, floor)

    @abstractmethod
    def find(self, reading: Reading, counts: Counts, floor: Occasion | None) -> list[Occasion]:
        """The occasions, in order; `floor` leaves out its day and all before."""
