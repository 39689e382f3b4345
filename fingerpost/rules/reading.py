"""A reading: one subject's history read under one provider's terms. Rules ask it; it remembers the answers.

It also says how a length of time is counted for the subject, round its breaks and by its working days.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any, Protocol

from pydantic import model_validator

from fingerpost.rules.calendar import (
    Calendar,
    add_days_outside,
    add_months,
    add_working_days_outside,
    is_in_break,
)
from fingerpost.rules.concept import Concept
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.kinds import Kind
from fingerpost.rules.stays import Course
from fingerpost.rules.terms import Terms, Value
from fingerpost.rules.timeline import Timeline

DISTANT = 1 << 30
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
    working day after `today`; the facts so supposed gather in `supposed`.
    """

    __slots__ = ("_calendar", "_courses", "_standings", "history", "policy", "supposed", "terms", "today", "until")

    def __init__(
        self, history: History, terms: Terms, policy: Promises, until: int = DISTANT, today: int | None = None
    ) -> None:
        self.history = history
        self.terms = terms
        self.policy = policy
        self.until = until
        self.today = today
        self.supposed: list[Fact] = []
        self._calendar: Calendar | None = None
        self._standings: dict[str, Timeline] = {}
        self._courses: dict[str, Course] = {}

    @property
    def has_begun(self) -> bool:
        """Whether the subject has started, if its kind starts at all; before, it has no duties and no standings."""
        history = self.history
        return history.start is not None or history.subject.partition(":")[0] not in self.policy.starting

    def value(self, value: Value, day: int) -> Any:
        """A parameter or a plain value on a day."""
        if value.__class__ is int or value.__class__ is float:
            return value
        return self.terms.value(value, self.history, day)

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

    def supposed_day(self, due: int) -> int:
        """The day on which a missing act is supposed done."""
        assert self.today is not None, "nothing is supposed in this reading"
        next_day = self.calendar(self.today).add_working_days(self.today, 1)
        return max(due, next_day)


class Span(Concept):
    """A length of time, as a policy writes it: `{ working_days = 5 }`, `{ months = "review-months" }`."""

    working_days: Value | None = None
    days: Value | None = None
    weeks: Value | None = None
    months: Value | None = None
    years: Value | None = None

    @model_validator(mode="after")
    def _is_one_length(self) -> Span:
        given = [unit for unit in Span.model_fields if getattr(self, unit) is not None]
        if len(given) != 1:
            raise ValueError("give one of working_days, days, weeks, months, years")
        return self

    def after(self, day: int, reading: Reading) -> int | None:
        """The last day of this length counted from a day, which itself is not counted.

        Breaks do not count. None where a break without an end makes the day unknown.
        """
        history = reading.history
        if self.working_days is not None:
            length = reading.value(self.working_days, day)
            calendar = reading.calendar(day)
            if history.breaks:
                return add_working_days_outside(calendar, history.breaks, day, length)
            return calendar.add_working_days(day, length)
        last = self._in_calendar_days(day, reading)
        return add_days_outside(history.breaks, day, last - day) if history.breaks else last

    def before(self, day: int, reading: Reading, given_on: int) -> int:
        """The day that lies this length before another, in calendar days (weeks, months); breaks do not matter.

        The length is the one that held on the day `given_on`.
        """
        if self.months is not None or self.years is not None:
            months = self.months if self.months is not None else self.years
            factor = 1 if self.months is not None else 12
            return add_months(day, -factor * int(reading.value(months or 0, given_on)))
        length = self.days if self.days is not None else self.weeks
        return day - int(reading.value(length or 0, given_on)) * (1 if self.days is not None else 7)

    def _in_calendar_days(self, day: int, reading: Reading) -> int:
        if self.days is not None:
            return day + int(reading.value(self.days, day))
        if self.weeks is not None:
            return day + 7 * int(reading.value(self.weeks, day))
        if self.months is not None:
            return add_months(day, int(reading.value(self.months, day)))
        return add_months(day, 12 * int(reading.value(self.years or 0, day)))
