"""Gates: "not this until that". A gate is a question about a day, answered yes, or no and what is missing."""

from __future__ import annotations

from msgspec import Struct
from pydantic import model_validator

from fingerpost.rules.concept import Concept, key
from fingerpost.rules.gaps import UNKNOWN
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import OnlyIf, Reading
from fingerpost.rules.terms import Value


class Need(Concept):
    """One thing that a gate needs: a fact by the day, or a standing on it. `since`: the fact must be no older than
    the last of these; `at_least`: how many."""

    fact: Pattern | None = None
    since: Pattern | None = None
    at_least: Value = 1
    standing: str | None = None
    levels: tuple[str, ...] = key(default=(), alias="is")

    @model_validator(mode="after")
    def _asks_for_one_thing(self) -> Need:
        if (self.fact is None) == (self.standing is None):
            raise ValueError("a need names either a fact or a standing")
        return self

    def is_met(self, reading: Reading, day: int) -> bool:
        """Whether it is there on a day."""
        if self.fact is None:
            return reading.standing(self.standing or "").level(day) in self.levels
        since = 0
        if self.since is not None:
            since = max((each for each in reading.history.matches(self.since).days if each <= day), default=0)
        number = sum(since <= each <= day for each in reading.history.matches(self.fact).days)
        return number >= int(reading.value(self.at_least, day))

    def is_unknown(self, reading: Reading, day: int) -> bool:
        """Whether nobody can tell, because the record does not hold what would show it."""
        if self.fact is None:
            return reading.standing(self.standing or "").level(day) == UNKNOWN
        return reading.gap(frozenset((self.fact.kind,))) is not None


class Answer(Struct, frozen=True):
    """Whether the gate is open; where it is not, what is missing, and of what nobody can tell whether it is there."""

    is_open: bool
    missing: tuple[Need, ...]
    unknown: tuple[Need, ...] = ()


class Gate(Concept):
    """What must be so before something may be done, for subjects with these attributes; others are not held up."""

    id: str
    about: str
    clause: str
    needs: tuple[Need, ...]
    only_if: OnlyIf = key(default={})

    def on(self, day: int, reading: Reading) -> Answer:
        """The answer for a day."""
        if not reading.holds(self.only_if, day):
            return Answer(True, ())
        unmet = [need for need in self.needs if not need.is_met(reading, day)]
        unknown = tuple(need for need in unmet if need.is_unknown(reading, day))
        missing = tuple(need for need in unmet if need not in unknown)
        return Answer(not unmet, missing, unknown)
