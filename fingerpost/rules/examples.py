"""Worked examples: facts in, duties out. They run as tests, and the documentation shows them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from fingerpost.rules.concept import Concept, fields_of, key, nearest
from fingerpost.rules.duties import facts_known, forecast
from fingerpost.rules.duty import Duty
from fingerpost.rules.facts import Fact, faults_of_corrections
from fingerpost.rules.history import History
from fingerpost.rules.kinds import Kind, Names
from fingerpost.rules.policy import Policy

PROVIDER = "provider:self"


class Told(Concept, rest="(data)"):
    """A fact as an example tells it: what is not one of the keys below is its data."""

    kind: str
    on: date
    subject: str | None = None
    id: str | None = None
    recorded_at: datetime | None = None
    supersedes: str | None = None
    withdrawn: bool = key(default=False, description="takes back the fact that it supersedes")
    data: dict[str, Any] = key(default={}, alias="(data)", description="what the fact says")

    def fact(self, kinds: Mapping[str, Kind], subject: str, number: int) -> Fact:
        """The fact; raises ValueError that says what does not fit."""
        if self.kind not in kinds:
            raise ValueError(f"there is no kind of fact {self.kind!r}; {nearest(self.kind, kinds)}")
        kind = kinds[self.kind]
        whom = self.subject or (PROVIDER if kind.about == ("provider",) else subject)
        data = None if self.withdrawn else self.data
        return Fact(kind, whom, self.on, data, self.id or f"F{number:03}", self.recorded_at, supersedes=self.supersedes)


class Expected(Concept):
    """A duty as an example expects it; a day that is not given must not be there."""

    action: str
    owner: str
    opens: date | None = None
    due: date | None = None
    closed: date | None = None
    outcome: str | None = None
    waits_for: str | None = None
    supposed: bool = False

    @classmethod
    def of(cls, duty: Duty) -> Expected:
        """The duty in the form of an example."""
        return cls(
            action=duty.action,
            owner=duty.owner,
            opens=duty.opens,
            due=duty.due,
            closed=duty.closed,
            outcome=duty.outcome,
            waits_for=duty.waits_for,
            supposed=duty.supposed,
        )

    def __str__(self) -> str:
        said = ((name, getattr(self, name), field.default) for name, field in fields_of(Expected).items())
        return ", ".join(f"{name} {value}" for name, value, default in said if value != default)


class Example(Concept):
    """One worked example: which clauses it shows, what happened, and every duty that follows."""

    id: str
    clauses: tuple[str, ...]
    names: Names
    subject: str = "enrolment:E-1"
    until: date
    known_at: date | None = None
    suppose_silence: bool = False
    facts: tuple[Told, ...]
    duties: tuple[Expected, ...]

    def facts_of(self, kinds: Mapping[str, Kind]) -> list[Fact]:
        """Its facts; raises ValueError that says which does not fit and why."""
        facts = []
        for number, told in enumerate(self.facts, start=1):
            try:
                facts.append(told.fact(kinds, self.subject, number))
            except ValueError as error:
                raise ValueError(f"fact {number}: {error}") from None
        for fact, fault in faults_of_corrections(facts):
            raise ValueError(f"fact {fact.id}: {fault}")
        return facts

    def worked_out(self, policy: Policy) -> list[Expected]:
        """The duties that the policy makes of its facts."""
        known = facts_known(self.facts_of(policy.kinds), self.known_at.toordinal() if self.known_at else None)
        provider = History(PROVIDER, [fact for fact in known if fact.subject == PROVIDER])
        own = [fact for fact in known if fact.subject == self.subject]
        today = self._today(known) if self.suppose_silence else None
        result = forecast(policy, policy.terms(provider), self.subject, own, self.until.toordinal(), today)
        return [Expected.of(duty) for duty in result.duties]

    def _today(self, known: list[Fact]) -> int:
        return self.known_at.toordinal() if self.known_at else max(fact.day for fact in known)

    def differences(self, policy: Policy) -> list[str]:
        """What it expects and does not get, and gets and does not expect; empty where the example holds."""
        found, wanted = list(map(str, self.worked_out(policy))), list(map(str, self.duties))
        missing = [f"expected, but does not follow: {each}" for each in wanted if each not in found]
        surplus = [f"follows, but is not expected: {each}" for each in found if each not in wanted]
        if not missing and not surplus and sorted(found) != sorted(wanted):
            return ["a duty is listed a different number of times than expected"]
        return missing + surplus
