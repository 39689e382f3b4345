"""A task: an occasion asks for one thing, once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from fingerpost.rules.asks import Ask, RuleName
from fingerpost.rules.concept import key
from fingerpost.rules.duty import Duty
from fingerpost.rules.moments import Occasion, evening
from fingerpost.rules.occasions import When
from fingerpost.rules.occurrence import Counts
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import Promises, Reading


class Task(Ask):
    """A duty for each occasion. `lapses_on`: a later fact that takes it away unless it is done that day."""

    when: When
    in_breaks: bool = key(default=True, description="whether occasions on break days count")
    lapses_on: tuple[Pattern, ...] = ()
    one_at_a_time: bool = key(default=False, description="occasions are counted anew after each doing")
    acts_from: Literal["cause", "opening"] = "opening"

    def asked(
        self, rule: RuleName, reading: Reading, floor: Occasion | None = None, lapse: Occasion | None = None
    ) -> Iterator[Duty]:
        """The duties of the occasions after `floor`; what is open at `lapse` lapses then."""
        occasions = self.when.found(reading, self._counts, floor)
        if not occasions:
            return
        end = reading.history.end
        if end is not None and (lapse is None or evening(end, ()).moment < lapse.moment):
            lapse = evening(end, ())
        settled_on: int | None = -1
        for occasion in occasions:
            if lapse is not None and occasion.moment > lapse.moment:
                return
            settled_on, duty = self._one(rule, reading, occasion, lapse)
            if duty is not None:
                yield duty
            if self.one_at_a_time:
                break
        if self.one_at_a_time and settled_on is not None:
            yield from self.asked(rule, reading, evening(settled_on, ()), lapse)

    @cached_property
    def _closing_kinds(self) -> frozenset[str]:
        return super()._closing_kinds | {pattern.kind for pattern in self.lapses_on}

    @cached_property
    def _counts(self) -> Counts:
        return Counts(self.only_if, self.in_breaks)

    def _one(
        self, rule: RuleName, reading: Reading, occasion: Occasion, lapse: Occasion | None
    ) -> tuple[int | None, Duty | None]:
        opens = occasion.day
        due = self.due_day(reading, opens, occasion.facts)
        since = occasion.facts[-1].day if self.acts_from == "cause" and occasion.facts else opens
        settled = self.settled(rule.id, reading, opens, since, due)
        lapse = self._lapse(reading, occasion, lapse)
        duty = self.duty(rule, reading, occasion, due, settled, lapse)
        return (None if settled is None else settled.day), duty

    def _lapse(self, reading: Reading, occasion: Occasion, lapse: Occasion | None) -> Occasion | None:
        """The first of the facts that take the duty away, the end of the subject's life and `lapse`."""
        for pattern in self.lapses_on:
            fact = reading.history.matches(pattern).first_from(occasion.day + 1)
            if fact is not None and (lapse is None or fact.day < lapse.day):
                lapse = evening(fact.day, (fact,))
        return lapse


class TaskRule(RuleName, Task):
    """A task as a rule of its own."""

    shape: Literal["task"]

    def needs(self, policy: Promises) -> frozenset[str] | None:
        """The kinds of fact of which one must be there for the rule to ask for anything; None where time may do."""
        patterns = [part for part in self.when.parts() if isinstance(part, Pattern)]
        return frozenset(pattern.kind for pattern in patterns) or None

    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact that call for it."""
        return self.when.rests_on(policy)

    def duties(self, reading: Reading) -> Iterator[Duty]:
        """All duties of the subject under this rule, over all time."""
        return self.asked(self, reading)
