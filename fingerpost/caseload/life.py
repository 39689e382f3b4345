"""A learner's record as one viewer may see it: the facts, what the policy makes of them, and what follows.

All of it is worked out from the visible facts alone, so that what is hidden leaves no trace: neither in a rating by the
facts nor in a forecast.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from fingerpost.caseload.queries import PACK, Seen
from fingerpost.duties.models import Duty as DutyRow
from fingerpost.duties.queries import duties_of
from fingerpost.facts.queries import entries_about
from fingerpost.facts.rows import SAID, fact_of, words_of
from fingerpost.people.models import Employer, Group, Person
from fingerpost.policies.packs import policy_of
from fingerpost.policies.queries import Rulebook, rulebook
from fingerpost.rules.duties import Result, forecast
from fingerpost.rules.facts import Fact, in_force
from fingerpost.rules.history import History
from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import DECISIONS
from fingerpost.rules.ruling import Rule
from fingerpost.rules.timeline import Change
from fingerpost.story.language import Language

A_YEAR = 366
CONFIDENTIAL = "confidential"
"""What an indicator says to those who may not know which it is."""


@dataclass(frozen=True, slots=True)
class Written:
    """What is in the ledger about a learner, as far as it may be seen: every version, and what was said, by id."""

    versions: Sequence[Fact]
    said: Mapping[str, str]


@dataclass(frozen=True)
class Record:
    """A learner's record on a day, under the rules of a book. `names` are what keys in facts are called."""

    seen: Seen
    today: date
    written: Written
    names: Mapping[str, str]
    book: Rulebook

    @cached_property
    def rule(self) -> Rule | None:
        """The policy that rules; None where none was adopted, and then there are no standings and no forecast."""
        ruling = (rule for rule in self.book.ruling(self.today) if rule.policy.pack.id == PACK)
        return next(ruling, self.book.newest(PACK))

    @cached_property
    def facts(self) -> list[Fact]:
        """What holds: corrected facts give way to their corrections. In order of day."""
        return History(self.seen.subject, in_force(self.written.versions)).facts

    @cached_property
    def history(self) -> History:
        """The same, to ask about kinds, breaks and attributes."""
        return History(self.seen.subject, self.facts)

    @cached_property
    def language(self) -> Language:
        """The words of the page's language, and the names of people in facts."""
        return Language(language_code(), self.policy, self.names)

    @property
    def policy(self) -> Policy:
        """The policy whose words are used."""
        return policy_of(PACK) if self.rule is None else self.rule.policy

    @cached_property
    def now(self) -> Result | None:
        """What follows from the facts, a year ahead."""
        return self._forecast(None)

    @cached_property
    def ahead(self) -> Result | None:
        """What follows if we do what is due on its day, and nobody else says anything."""
        return self._forecast(self.today.toordinal())

    def _forecast(self, today: int | None) -> Result | None:
        if self.rule is None or not self.seen.sees_risk:
            return None
        until = self.today.toordinal() + A_YEAR
        return forecast(self.rule.policy, self.rule.terms, self.seen.subject, self.facts, until, today)

    def standing(self, name: str) -> Change | None:
        """Where the learner stands today, since when and why; None where that cannot be said."""
        if self.now is None or self.history.start is None:
            return None
        return self.now.reading.standing(name).at(self.today.toordinal())

    @cached_property
    def break_now(self) -> tuple[date, date | None] | None:
        """The break that runs today: its first day, and the first day back if that is known."""
        today = self.today.toordinal()
        for since, until in self.history.breaks:
            if since <= today and (until is None or today < until):
                return date.fromordinal(since), None if until is None else date.fromordinal(until)
        return None

    @property
    def has_ended(self) -> bool:
        """Whether the programme is over by today."""
        return self.history.end is not None and self.history.end <= self.today.toordinal()

    @cached_property
    def duties(self) -> list[DutyRow]:
        """Every duty about the learner that may be seen, over all time, in order. One query."""
        return list(duties_of(self.seen.subject).filter(compartment__in=self.seen.compartments))

    @cached_property
    def duties_open(self) -> list[DutyRow]:
        """Those that are open today, the first due first."""
        found = [each for each in self.duties if is_open(each, self.today)]
        return sorted(found, key=lambda each: (each.due or date.max, each.opens or date.min))


def is_open(duty: DutyRow, day: date) -> bool:
    """Whether a duty is open on a day (as `duties.queries.open_on` asks the database)."""
    if duty.outcome == "unknown" or duty.opens is None or duty.opens > day:
        return False
    return duty.closed is None or duty.closed > day


def language_code() -> str:
    """The language of the page: en or cy."""
    return "cy" if (get_language() or "").startswith("cy") else "en"


def record_of(seen: Seen, today: date) -> Record:
    """The record of a learner. Three to five queries."""
    written = written_about(seen)
    return Record(seen, today, written, names_in(written.versions, seen), rulebook())


def written_about(seen: Seen) -> Written:
    """What is in the ledger about a learner in the compartments that may be seen. One query."""
    entries = entries_about(seen.subject).filter(compartment__in=seen.compartments)
    told = [(fact_of(entry), words_of(entry)) for entry in entries]
    shown = [(fact, words) for fact, words in told if not _is_about_hidden_rule(fact, seen.compartments)]
    said = {fact.id: words[SAID] for fact, words in shown if words.get(SAID) and seen.reads_words}
    return Written(_without_hidden([fact for fact, _words in shown]), said)


def _is_about_hidden_rule(fact: Fact, compartments: Collection[str]) -> bool:
    """Whether a decision about a duty speaks of a rule whose duties may not be seen: it would give the duty away."""
    rule = str((fact.data or {}).get("duty", "")).partition("/")[0] if fact.kind.name in DECISIONS else ""
    asked = (each for each in policy_of(PACK).pack.rules if each.id == rule)
    return any(each.compartment not in compartments for each in asked)


def _without_hidden(versions: list[Fact]) -> list[Fact]:
    """Corrections of what is hidden stand by themselves; withdrawals of it are not there."""
    known = {fact.id for fact in versions}
    found = []
    for fact in versions:
        if fact.supersedes is None or fact.supersedes in known:
            found.append(fact)
        elif fact.data is not None:
            found.append(replace(fact, supersedes=None, first=fact.id))
    return found


def names_in(versions: Sequence[Fact], seen: Seen) -> dict[str, str]:
    """What the people, employers and groups are called whom facts name by a key. One query, more where an employer or
    a group of earlier days is named."""
    keys = {fact.by for fact in versions}
    for fact in versions:
        keys.update(str(value) for value in (fact.data or {}).values())
    placement = seen.placement
    names = {CONFIDENTIAL: _("confidential"), placement.learner_id: placement.learner.name}
    if placement.employer:
        names[placement.employer.pk] = str(placement.employer)
    if placement.group:
        names[placement.group.pk] = str(placement.group)
    for sort, table in (("person:", Person), ("employer:", Employer), ("group:", Group)):
        missing = {key for key in keys if key.startswith(sort) and key not in names}
        if missing:
            names |= {row.pk: str(row) for row in table._default_manager.filter(pk__in=missing)}
    return names
