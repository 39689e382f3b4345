"""History: one subject's facts in order, and what they make of its life: start, end, breaks, attributes.

Facts are kept by day and tried against each pattern once; after that a question about them is a bisection, so
that the cost of a subject grows with its facts and not with their product with the days.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter, lt
from typing import Any

from msgspec import Struct

from fingerpost.rules.calendar import Breaks
from fingerpost.rules.facts import Fact
from fingerpost.rules.kinds import Kind
from fingerpost.rules.patterns import Pattern

BY_DAY = attrgetter("day")
IN_ORDER = attrgetter("day", "known", "id")
EMPTY = (None, "")


class Matches(Struct, frozen=True, gc=False):
    """The facts that match a pattern, in order, beside their days."""

    days: list[int]
    facts: list[Fact]

    def first_from(self, day: int) -> Fact | None:
        """The first on that day or later."""
        at = bisect_left(self.days, day)
        return self.facts[at] if at < len(self.days) else None

    def first_day_from(self, day: int) -> list[Fact]:
        """Those of the first day, that day or later, that has any."""
        at = bisect_left(self.days, day)
        return self.facts[at : bisect_right(self.days, self.days[at], at)] if at < len(self.days) else []

    def on(self, day: int) -> list[Fact]:
        """Those of one day."""
        return self.facts[bisect_left(self.days, day) : bisect_left(self.days, day + 1)]


NONE = Matches([], [])


class History:
    """One subject's facts in force. The order in which they are given is irrelevant.

    `start` and `end` are days (ordinals) or None; `breaks` are [from, until) pairs, until None for one without end.
    """

    __slots__ = ("_by_kind", "_matches", "_setting", "breaks", "end", "facts", "start", "subject")

    def __init__(self, subject: str, facts: Iterable[Fact]) -> None:
        self.subject = subject
        self.facts: list[Fact] = _in_order(facts)
        self._by_kind: dict[str, list[Fact]] = {}
        self._matches: dict[Pattern, Matches] = {}
        self.start: int | None = None
        self.end: int | None = None
        self.breaks: Breaks = ()
        self._setting: list[Fact] = []
        self._read()

    def _read(self) -> None:
        groups: defaultdict[Kind, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            groups[fact.kind].append(fact)
        pauses: list[Fact] = []
        for kind, same in groups.items():
            self._by_kind[kind.name] = same
            if kind.sets:
                self._setting = sorted([*self._setting, *same], key=IN_ORDER) if self._setting else same
            if kind.marks is not None:
                self._mark(kind, same, pauses)
        if pauses:
            self.breaks = _breaks(pauses)

    def _mark(self, kind: Kind, same: list[Fact], pauses: list[Fact]) -> None:
        first = same[0].day
        if kind.marks == "starts":
            self.start = first if self.start is None else min(self.start, first)
        elif kind.marks == "ends":
            self.end = first if self.end is None else min(self.end, first)
        elif kind.marks in ("break_begins", "break_ends"):
            pauses.extend(same)

    def matches(self, pattern: Pattern) -> Matches:
        """The facts that a pattern means."""
        found = self._matches.get(pattern)
        if found is None:
            same_kind = self._by_kind.get(pattern.kind)
            found = self._matches[pattern] = NONE if same_kind is None else self._find(pattern, same_kind)
        return found

    def _find(self, pattern: Pattern, same_kind: list[Fact]) -> Matches:
        if pattern.last_of_day:
            same_kind = list({fact.day: fact for fact in same_kind}.values())
        facts = pattern.among(same_kind)
        if not facts:
            return NONE
        if pattern.outweighed_by is not None:
            outweighed = set(self.matches(pattern.outweighed_by).days)
            facts = [fact for fact in facts if fact.day not in outweighed]
        return Matches(list(map(BY_DAY, facts)), facts)

    @property
    def kinds(self) -> frozenset[str]:
        """The kinds of its facts."""
        return frozenset(self._by_kind)

    def has(self, kinds: frozenset[str]) -> bool:
        """Whether any fact of these kinds is here."""
        return not kinds.isdisjoint(self._by_kind)

    def of_kind(self, kind: str) -> Sequence[Fact]:
        """All facts of a kind, in order."""
        return self._by_kind.get(kind, ())

    def attribute(self, name: str, day: int) -> Any:
        """An attribute on a day, from the morning on; None where nothing sets it. Before the first fact that sets
        attributes (its start) a subject is taken to be as that one says.

        On a day on which it is set twice the last recorded stands.
        """
        setting = self._setting
        if len(setting) == 1:
            return setting[0].data.get(name)  # type: ignore[union-attr]
        value = None
        for place, fact in enumerate(setting):
            if place and fact.day > day:
                break
            if name in fact.kind.sets and name in fact.data:  # type: ignore[operator]
                value = fact.data[name]  # type: ignore[index]
        return value

    @property
    def changes_attributes(self) -> bool:
        """Whether any attribute is set more than once."""
        return len(self._setting) > 1

    def days_of_change(self, names: Iterable[str]) -> list[int]:
        """The days on which one of these attributes is set anew, the first setting apart."""
        if not self.changes_attributes:
            return []
        wanted = set(names)
        days = {fact.day for fact in self._setting[1:] if not wanted.isdisjoint(fact.data or ())}
        return sorted(days)

    def lives_on(self, day: int) -> bool:
        """Whether a day lies in the subject's life: its first and last day included. A subject whose facts neither
        start nor end it (a provider) always lives."""
        if self.start is not None and day < self.start:
            return False
        return self.end is None or day <= self.end


def _in_order(facts: Iterable[Fact]) -> list[Fact]:
    """The facts by day, those of one day as they came to be known. Facts that are given so, one a day, stay as they
    are."""
    ordered = list(facts)
    days = list(map(BY_DAY, ordered))
    if not all(map(lt, days, days[1:])):
        ordered.sort(key=IN_ORDER)
    return ordered


def _breaks(pauses: Sequence[Fact]) -> Breaks:
    """[from, until) of each break; a second beginning inside a break adds nothing, an end outside one neither.

    On one day beginnings come first, so that an end on the day ends every break that runs or begins on it.
    """
    pauses = sorted(pauses, key=lambda fact: (fact.day, fact.kind.marks == "break_ends", fact.known, fact.id))
    spans: list[tuple[int, int | None]] = []
    began: int | None = None
    for fact in pauses:
        if fact.kind.marks == "break_begins":
            began = fact.day if began is None else began
        elif began is not None:
            if fact.day > began:
                spans.append((began, fact.day))
            began = None
    if began is not None:
        spans.append((began, None))
    return tuple(spans)
