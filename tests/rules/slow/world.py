"""What the facts of one enrolment say of a day: its attributes, breaks, life and deadlines."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from fingerpost.rules.calendar import Calendar, add_working_days_outside, is_in_break

from .event import Event

ENDS = ("completed", "withdrew", "transferred")


@cache
def calendar_of(nation: str) -> Calendar:
    """The calendar of England or Wales, without closure days."""
    return Calendar(nation, ())


def breaks_of(events: Iterable[Event]) -> tuple[tuple[int, int | None], ...]:
    """The breaks as [from, until): a beginning inside a running break is no new one.

    An end recorded on the day of the beginning makes the break empty (our choice).
    """
    events = list(events)
    breaks: list[tuple[int, int | None]] = []
    for began in sorted(e.on for e in events if e.kind == "break_began"):
        if any(until is None or began < until for _, until in breaks):
            continue
        ends = [e.on for e in events if e.kind == "break_ended" and e.on >= began]
        breaks.append((began, min(ends) if ends else None))
    return tuple((began, until) for began, until in breaks if until is None or until > began)


class World:
    """All facts of one enrolment, asked by plain loops; laid out by day and by kind for speed."""

    def __init__(self, events: Iterable[Event]) -> None:
        """Put the facts in the order of their days, and of recording within a day."""
        self.events = sorted(events, key=lambda e: (e.on, e.recorded))
        self.by_day: dict[int, list[Event]] = {}
        self.by_kind: dict[str, list[Event]] = {}
        for event in self.events:
            self.by_day.setdefault(event.on, []).append(event)
            self.by_kind.setdefault(event.kind, []).append(event)
        self.said = [e for e in self.events if e.kind in ("started", "changed")]
        self.breaks = breaks_of(self.events)
        self.start = min(e.on for e in self.events if e.kind == "started")
        ends = [e.on for e in self.events if e.kind in ENDS]
        self.end = min(ends) if ends else None

    def facts_on(self, day: int) -> list[Event]:
        """The facts of the day, the first recorded first."""
        return self.by_day.get(day, [])

    def days(self, kind: str, since: int, until: int, **wanted: object) -> list[int]:
        """The days in since..until, both included, on which there is such a fact."""
        found = []
        for event in self.by_kind.get(kind, []):
            if not since <= event.on <= until:
                continue
            if all(event.data.get(name) == value for name, value in wanted.items()):
                found.append(event.on)
        return found

    def has(self, kind: str, day: int, **wanted: object) -> bool:
        """Whether there is such a fact on the day."""
        return bool(self.days(kind, day, day, **wanted))

    def attribute(self, name: str, day: int) -> Any:
        """The attribute as on the day (it holds from its morning); None when it has none."""
        value = None
        for event in self.said:
            if event.on <= day and name in event.data:
                value = event.data[name]
        return value

    def is_break(self, day: int) -> bool:
        """Whether the day is a break day."""
        return is_in_break(self.breaks, day)

    def working_days_after(self, day: int, n: int) -> int | None:
        """The nth working day after the day, outside breaks; None when it cannot be known."""
        calendar = calendar_of(self.attribute("nation", day))
        return add_working_days_outside(calendar, self.breaks, day, n)

    def holiday_within(self, day: int, until: int) -> bool:
        """Whether a bank holiday lies between the two days, on a weekday outside breaks."""
        calendar = calendar_of(self.attribute("nation", day))
        between = range(day + 1, until)
        weekdays = [x for x in between if date.fromordinal(x).weekday() < 5]
        return any(not calendar.is_working_day(x) and not self.is_break(x) for x in weekdays)
