"""A reading: one subject's history read under one provider's terms. Rules ask it; it remembers the answers.

It also says how a length of time is counted for the subject, round its breaks and by its working days.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from functools import cached_property
from typing import Any, Protocol

from pydantic import model_validator

from fingerpost.rules.calendar import (
    Calendar,
    add_days_outside,
    add_months,
    add_working_days_outside,
    is_in_break,
)
from fingerpost.rules.concept import Concept, fields_of
from fingerpost.rules.facts import Fact
from fingerpost.rules.gaps import HOLDING, Gap, Gaps, gap_of, gaps_told
from fingerpost.rules.history import History
from fingerpost.rules.kinds import Kind
from fingerpost.rules.stays import Course
from fingerpost.rules.terms import Terms, Value
from fingerpost.rules.timeline import Timeline

DISTANT = 1 << 30
PLAIN = frozenset((int, float, bool))
"""What a value is that neither names a parameter nor varies."""
WAIVED, TICKED, PUT_OFF, PASSED_ON = "duty_waived", "duty_done", "duty_put_off", "duty_passed_on"
DECISIONS = frozenset((WAIVED, TICKED, PUT_OFF, PASSED_ON))
OnlyIf = Mapping[str, tuple[str, ...]]


class Promises(Protocol):
    """A policy as a reading sees it. It is a `Policy`, which knows the rules that read, and so cannot be named here."""

    @property
    def pack(self) -> Any:
        """The whole pack."""

    @property
    def kinds(self) -> Mapping[str, Kind]:
        """The kinds of fact, by name."""

    @property
    def starting(self) -> Collection[str]:
        """The kinds of subject whose life begins with a fact."""

    @property
    def measures(self) -> Mapping[str, Any]:
        """The measures, by id."""

    @property
    def standings(self) -> Mapping[str, Any]:
        """The standings, by id."""

    @property
    def procedures(self) -> Mapping[str, Any]:
        """The procedures, by id."""

    @property
    def gates(self) -> Mapping[str, Any]:
        """The gates, by id."""

    def course(self, procedure: str, reading: Reading) -> Course:
        """How a subject's cases under a procedure go."""


class Reading:
    """What rules see. `until` is the last day on which a duty may open.

    With `today` given, each act of the provider that is missing is supposed done on its due day, never before the
    working day after `today`; the facts so supposed gather in `supposed`. `has_begun`: the subject has started, if its
    kind starts at all; before, it has no duties and no standings. `is_decided_on`: somebody ticked off, waived, put off
    or passed on a duty of the subject. `gaps`: what the source of its record cannot hold.
    """

    __slots__ = (
        "_calendar",
        "_courses",
        "_fixed",
        "_standings",
        "_steady",
        "gaps",
        "has_begun",
        "history",
        "is_decided_on",
        "policy",
        "supposed",
        "terms",
        "today",
        "until",
    )

    def __init__(
        self, history: History, terms: Terms, policy: Promises, until: int = DISTANT, today: int | None = None
    ) -> None:
        self.history = history
        self.terms = terms
        self.policy = policy
        self.until = until
        self.today = today
        self.supposed: list[Fact] = []
        self.has_begun = history.start is not None or history.subject.partition(":")[0] not in policy.starting
        self.gaps = _gaps(history, terms)
        self.is_decided_on = history.has(DECISIONS)
        self._fixed, self._steady = terms.fixed_values(history)
        self._calendar: Calendar | None = None
        self._standings: dict[str, Timeline] = {}
        self._courses: dict[str, Course] = {}

    def value(self, value: Value, day: int) -> Any:
        """A parameter or a plain value on a day."""
        if value.__class__ in PLAIN:
            return value
        found = self._fixed.get(value)
        return self._work_out(value, day) if found is None else found

    def _work_out(self, value: Value, day: int) -> Any:
        found = self.terms.value(value, self.history, day)
        if not self.terms.days_of_change(value, self.history):
            self._fixed[value] = found
        return found

    def steady(self, values: tuple[Value, ...]) -> tuple[Any, ...] | None:
        """These values, where none of them ever changes for the subject; None if one does."""
        found: tuple[Any, ...] | None = self._steady.get(values)
        if found is None and not any(map(self.days_of_change, values)):
            found = self._steady[values] = tuple([self.value(value, 0) for value in values])
        return found

    def days_of_change(self, value: Value) -> list[int]:
        """The days on which a value may become another for the subject."""
        return self.terms.days_of_change(value, self.history)

    def calendar(self, day: int) -> Calendar:
        """The working days that count for the subject on a day."""
        if self._calendar is not None:
            return self._calendar
        calendar = self.terms.calendar(self.history, day)
        if not self.history.changes_attributes:
            self._calendar = calendar
        return calendar

    def holds(self, only_if: OnlyIf, day: int) -> bool:
        """Whether the subject's attributes are, on a day, among those asked for."""
        for name, words in only_if.items():
            if self.history.attribute(name, day) not in words:
                return False
        return True

    def is_in_break(self, day: int) -> bool:
        """Whether a day lies in one of the subject's breaks."""
        breaks = self.history.breaks
        return bool(breaks) and is_in_break(breaks, day)

    def standing(self, name: str) -> Timeline:
        """How a standing of the policy changes over time for the subject."""
        found = self._standings.get(name)
        if found is None:
            found = self.policy.standings[name].timeline(self) if self.has_begun else Timeline(())
            self._standings[name] = found
        return found

    def course(self, rule: str) -> Course:
        """How the subject's cases under a procedure go."""
        found = self._courses.get(rule)
        if found is None:
            found = self._courses[rule] = self.policy.course(rule, self)
        return found

    def gap(self, kinds: frozenset[str], day: int = 0) -> Gap | None:
        """What of these kinds the record does not hold after a day; None where it holds all."""
        return gap_of(kinds, self.gaps, day) if self.gaps else None

    def supposed_day(self, due: int) -> int:
        """The day on which a missing act is supposed done."""
        assert self.today is not None, "nothing is supposed in this reading"
        next_day = self.calendar(self.today).add_working_days(self.today, 1)
        return max(due, next_day)


def _gaps(history: History, terms: Terms) -> Gaps:
    if not history.has(HOLDING):
        return terms.gaps
    return {**terms.gaps, **gaps_told(fact for fact in history.facts if fact.kind.name in HOLDING)}


class Span(Concept):
    """A length of time, as a policy writes it: `{ working_days = 5 }`, `{ months = "review-months" }`."""

    working_days: Value | None = None
    days: Value | None = None
    weeks: Value | None = None
    months: Value | None = None
    years: Value | None = None

    @model_validator(mode="after")
    def _is_one_length(self) -> Span:
        if len([unit for unit in fields_of(Span) if getattr(self, unit) is not None]) != 1:
            raise ValueError("give one of working_days, days, weeks, months, years")
        return self

    @cached_property
    def _length(self) -> tuple[str, Value]:
        """The unit and how many of it."""
        return next((unit, length) for unit in fields_of(Span) if (length := getattr(self, unit)) is not None)

    def after(self, day: int, reading: Reading) -> int | None:
        """The last day of this length counted from a day, which itself is not counted.

        Breaks do not count. None where a break without an end makes the day unknown.
        """
        unit, length = self._length
        number = int(reading.value(length, day))
        breaks = reading.history.breaks
        if unit == "working_days":
            calendar = reading.calendar(day)
            if breaks:
                return add_working_days_outside(calendar, breaks, day, number)
            return calendar.add_working_days(day, number)
        last: int = LATER[unit](day, number)
        return add_days_outside(breaks, day, last - day) if breaks else last

    def before(self, day: int, reading: Reading, given_on: int) -> int:
        """The day that lies this length before another, in calendar days (weeks, months); breaks do not matter.

        The length is the one that held on the day `given_on`.
        """
        unit, length = self._length
        return LATER[unit](day, -int(reading.value(length, given_on)))


LATER: dict[str, Callable[[int, int], int]] = {
    "days": lambda day, number: day + number,
    "weeks": lambda day, number: day + 7 * number,
    "months": add_months,
    "years": lambda day, number: add_months(day, 12 * number),
}
"""The day so many units after another, in calendar days."""
