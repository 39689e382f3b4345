"""A policy as data: its clauses, what it leaves open, its lists, messages and rules. The form of `pack.toml`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import Field

from fingerpost.rules.concept import Concept, key
from fingerpost.rules.course import Run
from fingerpost.rules.gates import Gate
from fingerpost.rules.history import History
from fingerpost.rules.kinds import Kind, Names
from fingerpost.rules.measures import Measure
from fingerpost.rules.procedure import Procedure
from fingerpost.rules.reading import Reading
from fingerpost.rules.requirement import Requirement
from fingerpost.rules.standings import Standing
from fingerpost.rules.stays import Course
from fingerpost.rules.tasks import TaskRule
from fingerpost.rules.terms import Parameter, Table, Terms, WorkingCalendar

Keeper = Literal["rule", "page", "people"]


class Clause(Concept):
    """One clause of the source, by its number there; its summary stands in the texts."""

    number: str
    kept_by: tuple[Keeper, ...]


class Interpretation(Concept):
    """Where the source is silent or can be read in two ways: the clause and the parameter that holds our choice. The
    question, the choice and the other readings stand in the texts."""

    id: str
    clause: str
    parameter: str


class Message(Concept):
    """A letter or email: which duty it serves, by which ways it goes, to whom, with copies to whom, and its blanks."""

    id: str
    clause: str
    duty: str
    ways: tuple[str, ...]
    to: tuple[str, ...]
    copies_to: tuple[str, ...] = ()
    placeholders: tuple[str, ...] = ()


class Retention(Concept):
    """How long what belongs to a compartment is kept after the subject's life has ended."""

    compartment: str
    years: int


Rule = Annotated[Procedure | TaskRule | Requirement, Field(discriminator="shape")]


class Pack(Concept):
    """A whole `pack.toml`."""

    id: str
    version: str
    subjects: tuple[str, ...] = key(description="the kinds of subject that its rules are about")
    calendar: WorkingCalendar
    clauses: tuple[Clause, ...] = key(alias="clause")
    parameters: dict[str, Parameter] = key(default={})
    interpretations: tuple[Interpretation, ...] = key(default=(), alias="interpretation")
    lists: dict[str, tuple[str, ...]] = key(default={})
    messages: tuple[Message, ...] = key(default=(), alias="message")
    measures: tuple[Measure, ...] = key(default=(), alias="measure")
    standings: tuple[Standing, ...] = key(default=(), alias="standing")
    rules: tuple[Rule, ...] = key(alias="rule")
    gates: tuple[Gate, ...] = key(default=(), alias="gate")
    retention: tuple[Retention, ...] = ()
    finding: str | None = key(default=None, description="the duty that flags a subject in a backtest, by its action")


Texts = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True)
class Policy:
    """A pack that has been loaded and found sound, with the kinds of fact and the texts that it uses.

    What follows `words` is made from the pack: its parts by id; `starting`, the kinds of subject that a fact
    starts; `varying_by`, the attributes by which its values vary.
    """

    pack: Pack
    kinds: Mapping[str, Kind]
    roles: Mapping[str, Names]
    texts: Mapping[str, Texts]
    words: Mapping[str, Names] = field(default_factory=dict)
    measures: dict[str, Any] = field(init=False)
    standings: dict[str, Any] = field(init=False)
    procedures: dict[str, Procedure] = field(init=False)
    gates: dict[str, Gate] = field(init=False)
    starting: frozenset[str] = field(init=False)
    varying_by: frozenset[str] = field(init=False)
    _rules_for: dict[tuple[str, frozenset[str]], list[Rule]] = field(init=False)

    def __post_init__(self) -> None:
        put = object.__setattr__
        put(self, "measures", {each.id: each for each in self.pack.measures})
        put(self, "standings", {each.id: each for each in self.pack.standings})
        put(self, "procedures", {each.id: each for each in self.pack.rules if isinstance(each, Procedure)})
        put(self, "gates", {each.id: each for each in self.pack.gates})
        starts = (kind.about for kind in self.kinds.values() if kind.marks == "starts")
        put(self, "starting", frozenset(each for about in starts for each in about))
        tables = (part.by for part in self.pack.parts() if isinstance(part, Table | WorkingCalendar))
        put(self, "varying_by", frozenset(tables))
        put(self, "_rules_for", {})

    @cached_property
    def rules_about(self) -> dict[str, list[tuple[Rule, frozenset[str] | None]]]:
        """The rules by the kind of subject that they are about, each with the kinds of fact that it needs."""
        found: defaultdict[str, list[tuple[Rule, frozenset[str] | None]]] = defaultdict(list)
        for rule in self.pack.rules:
            found[rule.about].append((rule, rule.needs(self)))
        return found

    def rules_for(self, history: History) -> list[Rule]:
        """The rules that may ask for something of a subject, by what it is and by the kinds of its facts."""
        about, kinds = history.subject.partition(":")[0], history.kinds
        found = self._rules_for.get((about, kinds))
        if found is None:
            rules = self.rules_about.get(about, ())
            found = [rule for rule, needs in rules if needs is None or not needs.isdisjoint(kinds)]
            self._rules_for[about, kinds] = found
        return found

    @cached_property
    def rests_on(self) -> dict[str, frozenset[str]]:
        """The kinds of fact without which nobody can tell whether a rule asks for anything, by its id."""
        return {rule.id: rule.rests_on(self) for rule in self.pack.rules}

    def course(self, procedure: str, reading: Reading) -> Course:
        """How a subject's cases under a procedure go."""
        return Run(self.procedures[procedure], reading).course()

    def terms(self, provider: History) -> Terms:
        """The policy's values and working days as one provider's facts set them."""
        return Terms(self.pack.id, self.pack.parameters, self.pack.calendar, provider, self.varying_by)
