"""Which policies rule, from when, and with which values. All of it is read from the facts about the provider."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import pairwise

from fingerpost.facts.keys import PROVIDER
from fingerpost.facts.queries import facts_of
from fingerpost.policies.packs import edition, policy_of
from fingerpost.rules.facts import Fact, in_force
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.ruling import Rule
from fingerpost.rules.terms import Terms


@dataclass(frozen=True, slots=True)
class Adoption:
    """A provider adopted a version of a pack from a day on."""

    pack: str
    version: str
    on: date


@dataclass(frozen=True, slots=True)
class Rulebook:
    """All that rules for one provider: the versions of each adopted policy, and a mark that becomes another whenever
    any rule, value or working day does."""

    mark: str
    provider: tuple[Fact, ...]
    versions: Mapping[str, Sequence[Rule]]

    def ruling(self, on: date) -> list[Rule]:
        """The version of each policy that rules on a day."""
        every = (rule for versions in self.versions.values() for rule in versions)
        return [rule for rule in every if rule.since <= on and (rule.until is None or on < rule.until)]

    def newest(self, pack: str) -> Rule | None:
        """The version of a policy that was adopted last; None if it never was."""
        versions = self.versions.get(pack)
        return versions[-1] if versions else None


def rulebook() -> Rulebook:
    """What rules now, by what is recorded about the provider."""
    facts = facts_of(PROVIDER)
    return _rulebook(_Recorded(repr([_said(fact) for fact in facts]), tuple(facts)))


@dataclass(frozen=True, slots=True)
class _Recorded:
    """What is recorded about the provider; two that say the same are equal. (The number of the last entry would not do:
    SQLite gives a number again after the transaction that had it was rolled back.)"""

    said: str
    facts: tuple[Fact, ...] = field(compare=False)


def _said(fact: Fact) -> tuple[object, ...]:
    return fact.id, fact.kind.name, fact.on, fact.data, fact.recorded_at, fact.supersedes


@lru_cache(maxsize=4)
def _rulebook(recorded: _Recorded) -> Rulebook:
    number = max((int(fact.id) for fact in recorded.facts), default=0)
    facts = in_force(recorded.facts)
    history = History(PROVIDER, facts)
    adopted = adoptions(facts)
    versions = {pack: _versions(pack, several, history) for pack, several in adopted.items()}
    editions = [f"{pack}:{edition(pack)}" for pack in sorted(versions)]
    return Rulebook(".".join((str(number), *editions)), tuple(history.facts), versions)


def adoptions(facts: Sequence[Fact]) -> dict[str, list[Adoption]]:
    """The adoptions of each pack, in order of the day from which they hold; of two on one day the last recorded."""
    found: dict[str, dict[date, Adoption]] = {}
    for fact in sorted(facts, key=lambda fact: (fact.on, fact.known, fact.id)):
        if fact.kind.name == "policy_adopted":
            data = fact.data or {}
            adoption = Adoption(data["policy"], data.get("version") or "", fact.on)
            found.setdefault(adoption.pack, {})[fact.on] = adoption
    return {pack: list(several.values()) for pack, several in found.items()}


def _versions(pack: str, several: Sequence[Adoption], history: History) -> list[Rule]:
    policy = policy_of(pack)
    terms = policy.terms(history)
    return [
        Rule(policy, terms, adoption.on, None if following is None else following.on)
        for adoption, following in pairwise((*several, None))
        if adoption is not None
    ]


def terms_of(pack: str) -> tuple[Policy, Terms] | None:
    """A policy that was adopted, with its values; None if it never was."""
    rule = rulebook().newest(pack)
    return None if rule is None else (rule.policy, rule.terms)
