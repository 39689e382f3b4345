"""The last recording of a folder: the day from which a forecast looks ahead.

A fact with a `recorded_at` was recorded then. One without counts on its own day (facts.md: "known
at the end of `on`"), unless nothing in it says that this day has come: a session planned for next
month or a closure announced for the summer would otherwise move the forecast's day into the future.
"""

from collections.abc import Iterable
from operator import attrgetter

from fingerpost.rules.facts import Fact, day_recorded

SAYS_IT_HAPPENED = {"session": "outcome"}
"""Kinds that are planned ahead, and the field that is given once the day has come."""


def last_recording(facts: Iterable[Fact]) -> int:
    """The last recording's day in London, as an ordinal.

    Where no fact says that its day has come, the last of their days. ValueError without facts.
    """
    every = list(facts)
    counted = [fact for fact in every if fact.recorded_at is not None or not is_planned(fact)]
    return day_recorded(max(counted or every, key=attrgetter("known")))


def planned_beyond(facts: Iterable[Fact], day: int) -> list[Fact]:
    """Those planned for later than a day without a word of when this was recorded."""
    return [fact for fact in facts if fact.day > day and fact.recorded_at is None]


def is_planned(fact: Fact) -> bool:
    """Whether nothing in the fact says that its day has come."""
    if fact.kind.marks == "closes_days":
        return True
    field = SAYS_IT_HAPPENED.get(fact.kind.name)
    return field is not None and fact.data is not None and fact.data.get(field) is None
