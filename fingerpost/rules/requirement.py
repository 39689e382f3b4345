"""A requirement: have it done again and again, a length of time after the last doing."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from msgspec.structs import replace

from fingerpost.rules.asks import Ask, RuleName
from fingerpost.rules.concept import key
from fingerpost.rules.duty import Duty
from fingerpost.rules.facts import Fact
from fingerpost.rules.moments import evening, morning
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import Promises, Reading, Span
from fingerpost.rules.standings import Is
from fingerpost.rules.timeline import Period


class Requirement(RuleName, Ask):
    """A cycle. It counts from the last doing, the first from one of the facts `counts_from`, or from the day on which
    a standing begins, and runs while that lasts. The duty opens some days before it is due."""

    shape: Literal["requirement"]
    again: Span
    opens_before: Span
    counts_from: tuple[Pattern, ...] = ()
    during: Is | None = key(default=None, alias="while", description="the standing during which it is asked")

    def needs(self, policy: Promises) -> frozenset[str] | None:
        """The kinds of fact of which one must be there for the rule to ask for anything; None where time may do."""
        if self.during is None:
            return self._kinds
        standing = policy.standings[self.during.standing]
        return None if standing.levels[0] in self.during.levels else standing.needs(policy)

    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact from which it counts, or those of its standing."""
        if self.during is not None:
            return frozenset(policy.standings[self.during.standing].rests_on(policy))
        return self._kinds

    @cached_property
    def _kinds(self) -> frozenset[str]:
        return frozenset(pattern.kind for pattern in self.counts_from)

    def duties(self, reading: Reading) -> Iterator[Duty]:
        """All duties of the subject under this rule, over all time."""
        for period in self._periods(reading):
            yield from self._cycle(period, reading)

    def _periods(self, reading: Reading) -> list[Period]:
        start, end = reading.history.start or 0, reading.history.end
        if self.during is not None:
            periods = reading.standing(self.during.standing).periods(self.during.levels)
            return [
                replace(each, until=end) if end is not None and (each.until is None or end < each.until) else each
                for each in periods
                if (each.until is None or each.until > start) and (end is None or each.since <= end)
            ]
        first = [fact for each in self.counts_from if (fact := reading.history.matches(each).first_from(0))]
        if not first:
            return []
        fact = min(first, key=lambda fact: (fact.day, fact.known, fact.id))
        return [Period(fact.day, end, (fact,))]

    def _cycle(self, period: Period, reading: Reading) -> Iterator[Duty]:
        base, facts = period.since, period.facts
        last_day = reading.until if period.until is None else min(period.until, reading.until)
        lapse = None if period.until is None else evening(period.until, ())
        while (due := self._due(base, facts, reading)) is not None:
            opens = max(base + 1, self.opens_before.before(due, reading, base))
            if opens > last_day:
                return
            settled = self.settled(self.id, reading, opens, base + 1, due)
            if settled is None or settled.day >= opens:
                duty = self.duty(self, reading, morning(opens, facts), due, settled, lapse)
                if duty is not None:
                    yield duty
            if settled is None or settled.day > last_day:
                return
            base, facts = settled.day, settled.facts

    def _due(self, base: int, facts: tuple[Fact, ...], reading: Reading) -> int | None:
        """The due day that the last doing names, else a cycle after it."""
        named = (facts[-1].data or {}).get(self.due_in) if self.due_in and facts else None
        return self.again.after(base, reading) if named is None else max(named.toordinal(), base + 1)
