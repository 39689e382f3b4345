"""From when a policy rules. A provider adopts a pack from a day; another version may follow it, or none.

A policy asks for what is open while it rules: what was over before its first day nobody had promised, and what is open
on its last passes to the version that follows, or lapses.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from fingerpost.rules.duties import Result, evaluate
from fingerpost.rules.duty import Duty, Key, by_key
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.terms import Terms
from fingerpost.rules.timeline import Change


class Rule(Struct, frozen=True):
    """A version of a policy rules from a day until another, which is not included; `until` None while it has no end."""

    policy: Policy
    terms: Terms
    since: date
    until: date | None


class Spell(Struct, frozen=True):
    """Where a subject stood, from a day until another, not included (None: without an end), and because of what."""

    standing: str
    level: str
    since: date
    until: date | None
    compartment: str
    because: tuple[Fact, ...]


Results = Sequence[tuple[Rule, Result]]


def evaluated(versions: Iterable[Rule], history: History) -> Results:
    """What each version of a policy, given in order of time, makes of a subject's facts."""
    return [(version, evaluate(version.policy, version.terms, history)) for version in versions]


def duties_under(results: Results) -> dict[Key, Duty]:
    """A subject's duties under the versions of one policy: each as far as it ruled."""
    found: dict[Key, Duty] = {}
    ended: date | None = None
    for version, result in results:
        if ended is not None:
            found = {key: _lapsed(duty, ended) for key, duty in found.items()}
        duties = by_key(result.duties)
        found |= {key: duty for key, duty in duties.items() if _is_asked_under(version, duty)}
        ended = version.until
    return found if ended is None else {key: _lapsed(duty, ended) for key, duty in found.items()}


def spells_under(results: Results) -> Iterator[Spell]:
    """Where a subject stood under the versions of one policy, as far as each ruled. A standing that began earlier holds
    from the day on which the version rules."""
    for version, result in results:
        about = result.reading.history.subject.partition(":")[0]
        for name, standing in version.policy.standings.items():
            if standing.about != about:
                continue
            for change, following in pairwise((*result.reading.standing(name).changes, None)):
                spell = _spell(name, standing.compartment, change, following, version)
                if spell is not None:
                    yield spell


def _spell(name: str, compartment: str, change: Change | None, following: Change | None, version: Rule) -> Spell | None:
    """From one change to the next, cut to the time in which the version rules; None where nothing is left."""
    if change is None:
        return None
    since = max(date.fromordinal(change.day), version.since)
    changes_on = None if following is None else date.fromordinal(following.day)
    until = min((day for day in (version.until, changes_on) if day is not None), default=None)
    if until is not None and until <= since:
        return None
    return Spell(name, change.level, since, until, compartment, change.facts)


def _is_asked_under(version: Rule, duty: Duty) -> bool:
    """Whether a duty was not over before the version ruled, and opened before it ended. Of what nobody can tell there
    are no days: the version that rules now says it."""
    if duty.opens is None:
        return version.until is None
    was_over = duty.closed is not None and duty.closed < version.since
    return not was_over and (version.until is None or duty.opens < version.until)


def _lapsed(duty: Duty, on: date) -> Duty:
    """The duty as it ended with its policy, if it was still open then."""
    if duty.closed is not None and duty.closed < on:
        return duty
    return replace(duty, closed=on, outcome="lapsed", closed_by=(), waits_for=None)
