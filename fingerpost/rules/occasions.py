"""Occasions: days on which something calls for action, with the facts that made them so.

An event, so many in a period, so many in a row, a silence longer than allowed, a date named in a fact, a standing
that begins, two standings that part. Occasions of one day are one occasion with all their facts.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Annotated

from fingerpost.rules.calendar import add_days_outside, first_day_outside
from fingerpost.rules.concept import OneOf, key
from fingerpost.rules.facts import Fact
from fingerpost.rules.gaps import UNKNOWN
from fingerpost.rules.history import IN_ORDER
from fingerpost.rules.moments import Occasion, evening, morning
from fingerpost.rules.occurrence import Counts, Occurrence
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import DISTANT, Promises, Reading, Span
from fingerpost.rules.terms import Value

BY_DAY = attrgetter("day")


class Event(Occurrence):
    """Each day with such a fact: `{ event = { kind = "rating", level = ["medium", "high"] } }`."""

    event: Pattern

    def find(self, reading: Reading, counts: Counts, floor: Occasion | None) -> list[Occasion]:
        """Those days."""
        facts = _after(floor, reading.history.matches(self.event).facts)
        if not facts:
            return []
        return [evening(day, tuple(same)) for day, same in groupby(counts.among(facts, reading), BY_DAY)]


class Count(Occurrence):
    """So many in a period: the first and the last are at most `in_days` apart. A fact is used by one occasion only."""

    count_of: Pattern
    at_least: Value
    in_days: Value | None = key(default=None, description="without it they count in total")

    def find(self, reading: Reading, counts: Counts, floor: Occasion | None) -> list[Occasion]:
        """The days on which the number is reached, with all unused facts of the period."""
        facts = _after(floor, reading.history.matches(self.count_of).facts)
        found: list[Occasion] = []
        if not facts:
            return found
        unused: list[Fact] = []
        for day, same in groupby(counts.among(facts, reading), BY_DAY):
            unused.extend(same)
            if self.in_days is not None:
                first = day - int(reading.value(self.in_days, day))
                unused = [fact for fact in unused if fact.day >= first]
            if len(unused) >= int(reading.value(self.at_least, day)):
                found.append(evening(day, tuple(unused)))
                unused = []
        return found


class InARow(Occurrence):
    """So many one after another: of the facts that `of` means, those that `that` means too, none other between."""

    hears_silence = True

    in_a_row: Value
    of: Pattern
    that: Pattern
    one_a_day: bool = key(default=False, description="of several on a day only the last recorded counts")

    def find(self, reading: Reading, counts: Counts, floor: Occasion | None) -> list[Occasion]:
        """The days on which the row is complete. A fact is used by one occasion only."""
        history = reading.history
        good = set(map(id, history.matches(self.that).facts))
        found: list[Occasion] = []
        if not good:
            return found
        row: list[Fact] = []
        for fact in self._one_by_one(counts.among(_after(floor, history.matches(self.of).facts), reading)):
            row = [*row, fact] if id(fact) in good else []
            if row and len(row) >= int(reading.value(self.in_a_row, fact.day)):
                found.append(evening(fact.day, tuple(row)))
                row = []
        return found

    def _one_by_one(self, facts: list[Fact]) -> Iterable[Fact]:
        return {fact.day: fact for fact in facts}.values() if self.one_a_day else facts


class Silence(Occurrence):
    """None of these facts for more than so many days. One silence gives one occasion, on the morning after the last
    day on which a fact would have come in time. Break days do not count."""

    hears_silence = True

    silence_of: tuple[Pattern, ...]
    more_than_days: Value

    def find(self, reading: Reading, counts: Counts, floor: Occasion | None) -> list[Occasion]:
        """The mornings on which a silence became too long; one that `floor` renews begins on its day."""
        days = self._days(reading, floor)
        found: list[Occasion] = []
        if not days:
            return found
        spells = self._spells(reading, counts)
        shortest = min([limit for _, _, limit in spells], default=DISTANT)
        for day, until in pairwise((*days, DISTANT)):
            if until - day <= shortest:
                continue
            breach = _breach(day, spells, reading)
            if breach is not None and breach <= until:
                found.append(morning(breach, self._last_on(day, reading, floor)))
        return found

    def _days(self, reading: Reading, floor: Occasion | None) -> list[int]:
        """The days of the subject's life that break the silence, in order; `floor` begins one anew."""
        history = reading.history
        found: set[int] = set()
        for pattern in self.silence_of:
            found.update(history.matches(pattern).days)
        first = history.start or 0
        if floor is not None:
            first = floor.day
            found.add(first)
        days = sorted(found)
        return days if not days or days[0] >= first else days[bisect_left(days, first) :]

    def _last_on(self, day: int, reading: Reading, floor: Occasion | None) -> tuple[Fact, ...]:
        """The last fact of a day that breaks the silence, or those that began it anew."""
        facts = [fact for pattern in self.silence_of for fact in reading.history.matches(pattern).on(day)]
        if facts:
            return (max(facts, key=IN_ORDER),)
        return floor.facts[-1:] if floor is not None else ()

    def _spells(self, reading: Reading, counts: Counts) -> list[tuple[int, int, int]]:
        """[from, until) and limit of each stretch of life in which the rule asks the same of the subject."""
        history = reading.history
        first = history.start or 0
        last = history.end + 1 if history.end is not None else DISTANT
        changes = reading.days_of_change(self.more_than_days) + history.days_of_change(counts.only_if)
        borders = (
            [first, *sorted(day for day in set(changes) if first < day < last), last] if changes else [first, last]
        )
        return [
            (since, until, int(reading.value(self.more_than_days, since)))
            for since, until in pairwise(borders)
            if reading.holds(counts.only_if, since)
        ]


def _breach(anchor: int, spells: Sequence[tuple[int, int, int]], reading: Reading) -> int | None:
    """The first day, not a break day, on which the silence since `anchor` exceeds the limit of that day."""
    breaks = reading.history.breaks
    for since, until, limit in spells:
        day: int | None = anchor + limit + 1
        if breaks:
            day = add_days_outside(breaks, anchor, limit + 1)
            if day is not None:
                day = first_day_outside(breaks, max(day, since))
        if day is not None and max(day, since) < until:
            return max(day, since)
    return None


class DateIn(Occurrence):
    """The day that a field of a fact names, or some time before it: `{ date_in = "expected_return", of = … }`."""

    date_in: str
    of: Pattern
    before: Span | None = None

    def find(self, reading: Reading, counts: Counts, floor: Occasion | None) -> list[Occasion]:
        """The mornings of those days, never before the day of the fact that names them."""
        found = []
        for fact in _after(floor, reading.history.matches(self.of).facts):
            named = (fact.data or {}).get(self.date_in)
            if named is None:
                continue
            day = named.toordinal()
            if self.before is not None:
                day = self.before.before(day, reading, fact.day)
            if counts.on(max(day, fact.day), reading):
                found.append(morning(day, (fact,)) if day > fact.day else evening(fact.day, (fact,)))
        return sorted(found, key=attrgetter("moment"))


class Becomes(Occurrence):
    """A standing begins to be one of these levels: `{ becomes = { band = ["warm", "hot"] } }`."""

    becomes: dict[str, tuple[str, ...]]

    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact of its standings."""
        return frozenset().union(*(policy.standings[name].rests_on(policy) for name in self.becomes))

    def find(self, reading: Reading, counts: Counts, floor: Occasion | None) -> list[Occasion]:
        """The days on which it begins."""
        after = floor.day if floor is not None else -1
        found = [
            evening(period.since, period.facts)
            for standing, levels in self.becomes.items()
            for period in reading.standing(standing).periods(levels)
            if period.since > after and counts.on(period.since, reading)
        ]
        return sorted(found, key=attrgetter("moment"))


class Parts(Occurrence):
    """Two standings part: the first becomes something that the second is not. Judged when the first changes; that
    the second changes (a person judged anew) settles it."""

    parts_from: tuple[str, str]

    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact of its standings."""
        return frozenset().union(*(policy.standings[name].rests_on(policy) for name in self.parts_from))

    def find(self, reading: Reading, counts: Counts, floor: Occasion | None) -> list[Occasion]:
        """The days on which the first changes to a level that the second has not on that day. Where no fact made
        the change (a life begins or ends), those of the second parted them."""
        moving, fixed = (reading.standing(name) for name in self.parts_from)
        after = floor.day if floor is not None else -1
        found = []
        for change in moving.changes:
            other = fixed.at(change.day)
            levels = {change.level, other.level if other is not None else None}
            have_parted = len(levels) == 2 and UNKNOWN not in levels
            if change.day > after and have_parted and counts.on(change.day, reading):
                facts = change.facts or (other.facts if other is not None else ())
                found.append(evening(change.day, facts))
        return found


def _after(floor: Occasion | None, facts: list[Fact]) -> list[Fact]:
    """The facts of later days than the floor's."""
    return facts if floor is None else [fact for fact in facts if fact.day > floor.day]


When = Annotated[
    Event | Count | InARow | Silence | DateIn | Becomes | Parts,
    OneOf(
        "an occasion",
        event=Event,
        count_of=Count,
        in_a_row=InARow,
        silence_of=Silence,
        date_in=DateIn,
        becomes=Becomes,
        parts_from=Parts,
    ),
]
