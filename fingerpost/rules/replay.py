"""Replay: what stood on any past day, by what was known on that day.

The facts recorded by then, the same rules. Because rules have no clock, one working out serves every day until the
next recording.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from fingerpost.rules.duties import evaluate, facts_known
from fingerpost.rules.duty import Duty, Key, by_key
from fingerpost.rules.facts import Fact, day_recorded
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import Reading


class Picture(NamedTuple):
    """What stood at the end of a day: the facts that became known on it, the open duties, each standing's level."""

    day: date
    told: tuple[Fact, ...]
    open_duties: dict[Key, Duty]
    standings: dict[str, str]


class Difference(NamedTuple):
    """How a picture differs from the one before: duties that opened, closed (with the duty as closed), are no longer
    there because their cause went, or changed owner or due day; standings as (name, before, after), "" where there is
    no level."""

    day: date
    told: tuple[Fact, ...]
    opened: list[Duty]
    closed: list[Duty]
    gone: list[Duty]
    changed: list[tuple[Duty, Duty]]
    standings: list[tuple[str, str, str]]


def is_open(duty: Duty, day: date) -> bool:
    """Whether a duty is open at the end of a day; one of which nobody can tell whether it was done is not."""
    if duty.outcome == "unknown" or duty.opens is None or duty.opens > day:
        return False
    return duty.closed is None or duty.closed > day


def differences(
    policy: Policy, subject: str, facts: Sequence[Fact], provider: Sequence[Fact], last: date
) -> Iterator[Difference]:
    """How the picture of a subject changed, day by day of change, up to the day `last`.

    `facts` and `provider` are all versions ever recorded, about the subject and about the provider.
    """
    before = Picture(date.min, (), {}, {})
    for day, reading, duties, told in _readings(policy, subject, facts, provider, last):
        on_day = date.fromordinal(day)
        open_duties = {key: duty for key, duty in by_key(duties).items() if is_open(duty, on_day)}
        now = Picture(on_day, told, open_duties, _levels(reading, day))
        difference = _between(before, now, duties)
        if told or any(difference[2:]):
            yield difference
        before = now


def _readings(
    policy: Policy, subject: str, facts: Sequence[Fact], provider: Sequence[Fact], last: date
) -> Iterator[tuple[int, Reading, list[Duty], tuple[Fact, ...]]]:
    """Each day on which something may change, with what was known by then and what followed from it."""
    days_recorded = {day_recorded(fact) for fact in (*facts, *provider)}
    recorded = sorted(day for day in days_recorded if day <= last.toordinal())
    for place, day in enumerate(recorded):
        until = recorded[place + 1] if place + 1 < len(recorded) else last.toordinal() + 1
        terms = policy.terms(History("provider:self", facts_known(provider, day)))
        result = evaluate(policy, terms, History(subject, facts_known(facts, day)))
        days = {each for duty in result.duties for each in _days(duty)}
        days.update(change.day for name in policy.standings for change in _changes(result.reading, name))
        told = tuple(fact for fact in facts if day_recorded(fact) == day)
        yield day, result.reading, result.duties, told
        for each in sorted(each for each in days if day < each < until):
            yield each, result.reading, result.duties, ()


def _days(duty: Duty) -> Iterator[int]:
    for day in (duty.opens, duty.closed):
        if day is not None:
            yield day.toordinal()


def _changes(reading: Reading, name: str) -> Sequence:  # type: ignore[type-arg]
    about = reading.history.subject.partition(":")[0]
    return reading.standing(name).changes if reading.policy.standings[name].about == about else ()


def _levels(reading: Reading, day: int) -> dict[str, str]:
    about = reading.history.subject.partition(":")[0]
    names = [name for name, each in reading.policy.standings.items() if each.about == about]
    return {name: level for name in names if (level := reading.standing(name).level(day)) is not None}


def _is_still_to_come(duty: Duty) -> bool:
    """Whether a duty is known not to be closed, so that one which is not open now has moved past the day."""
    return duty.closed is None and duty.outcome != "unknown"


def _between(before: Picture, now: Picture, duties: Sequence[Duty]) -> Difference:
    every = by_key(duties)
    left = [key for key in before.open_duties if key not in now.open_duties]
    return Difference(
        now.day,
        now.told,
        opened=[duty for key, duty in now.open_duties.items() if key not in before.open_duties],
        closed=[every[key] for key in left if key in every and every[key].closed is not None],
        gone=[before.open_duties[key] for key in left if key not in every or _is_still_to_come(every[key])],
        changed=[
            (before.open_duties[key], duty)
            for key, duty in now.open_duties.items()
            if key in before.open_duties
            and (duty.due, duty.owner) != (before.open_duties[key].due, before.open_duties[key].owner)
        ],
        standings=[
            (name, before.standings.get(name, ""), now.standings.get(name, ""))
            for name in before.standings | now.standings
            if before.standings.get(name) != now.standings.get(name)
        ],
    )
