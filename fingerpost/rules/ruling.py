"""From when a policy rules. A provider adopts a pack from a day; another version may follow it, or none.

A policy asks for what is open while it rules: what was over before its first day nobody had promised, and what is open
on its last passes to the version that follows, or lapses.
"""

from collections.abc import Iterable
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from fingerpost.rules.duties import evaluate
from fingerpost.rules.duty import Duty, Key, by_key
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.terms import Terms


class Rule(Struct, frozen=True):
    """A version of a policy rules from a day until another, which is not included; `until` None while it has no end."""

    policy: Policy
    terms: Terms
    since: date
    until: date | None


def duties_under(versions: Iterable[Rule], history: History) -> dict[Key, Duty]:
    """A subject's duties under the versions of one policy, given in order of time: each as far as it ruled."""
    found: dict[Key, Duty] = {}
    ended: date | None = None
    for version in versions:
        if ended is not None:
            found = {key: _lapsed(duty, ended) for key, duty in found.items()}
        duties = by_key(evaluate(version.policy, version.terms, history).duties)
        found |= {key: duty for key, duty in duties.items() if _is_asked_under(version, duty)}
        ended = version.until
    return found if ended is None else {key: _lapsed(duty, ended) for key, duty in found.items()}


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
