"""When a duty of a step opens, where it does not open with the step: once others are done, a fact has come, a time
has passed since; all of these or any of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from typing import Annotated, Any, Protocol

from msgspec import Struct
from msgspec.structs import replace
from pydantic import field_validator
from pydantic.dataclasses import rebuild_dataclass

from fingerpost.rules.concept import Concept, OneOf, key
from fingerpost.rules.duty import Settled
from fingerpost.rules.moments import Occasion, earlier, evening, later, morning
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import Reading, Span
from fingerpost.rules.terms import Scalar


class Draft(Struct, frozen=True, gc=False):
    """A duty of a step as it would go if the case stayed in the step for ever. `may_be_settled`: nobody can tell,
    because the record does not hold what would settle it."""

    opening: Occasion | None
    is_asked: bool
    due: int | None
    settled: Settled | None
    may_be_settled: bool = False


class Moment(Protocol):
    """Anything that can say when it comes true."""

    def moment(self, reading: Reading, arrival: Occasion, drafts: Mapping[str, Draft]) -> Occasion | None:
        """When it comes true for a case that arrived in its step, with the facts that made it so; None for never."""


class Done(Concept):
    """Duties of the step are done or waived, and with `then` so long ago: the morning after that time."""

    done: tuple[str, ...]
    then: Span | None = None

    @field_validator("done", mode="before")
    @classmethod
    def _one_is_a_list_of_one(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    def moment(self, reading: Reading, arrival: Occasion, drafts: Mapping[str, Draft]) -> Occasion | None:
        """The evening of the last one's day, or the morning after the time since then."""
        together: Occasion | None = None
        for action in self.done:
            settled = drafts[action].settled
            if settled is None:
                return None
            each = evening(settled.day, settled.facts)
            together = each if together is None else later(together, each)
        if together is None or self.then is None:
            return together
        last = self.then.after(together.day, reading)
        return None if last is None else morning(last + 1, together.facts)


class Came(Concept):
    """A fact has come since the case arrived in the step."""

    fact: Pattern

    def moment(self, reading: Reading, arrival: Occasion, drafts: Mapping[str, Draft]) -> Occasion | None:
        """The evening of the first one's day."""
        fact = reading.history.matches(self.fact).first_from(arrival.day)
        return None if fact is None else evening(fact.day, (fact,))


class NotAsked(Concept):
    """Another duty of the step is not asked of this subject; true from the moment at which it would open."""

    not_asked: str

    def moment(self, reading: Reading, arrival: Occasion, drafts: Mapping[str, Draft]) -> Occasion | None:
        """The moment at which the other duty would open."""
        draft = drafts[self.not_asked]
        return None if draft.is_asked or draft.opening is None else draft.opening


class IsSet(Concept):
    """A parameter has this value when the case arrives in the step."""

    setting: str
    value: Scalar = key(alias="is")

    def moment(self, reading: Reading, arrival: Occasion, drafts: Mapping[str, Draft]) -> Occasion | None:
        """The arrival, if the parameter has the value."""
        return replace(arrival, facts=()) if reading.value(self.setting, arrival.day) == self.value else None


class All(Concept):
    """All of these."""

    all: tuple[Condition, ...]

    def moment(self, reading: Reading, arrival: Occasion, drafts: Mapping[str, Draft]) -> Occasion | None:
        """The last of their moments."""
        return reduce(later, (each.moment(reading, arrival, drafts) for each in self.all))


class AnyCondition(Concept):
    """Any of these."""

    any: tuple[Condition, ...]

    def moment(self, reading: Reading, arrival: Occasion, drafts: Mapping[str, Draft]) -> Occasion | None:
        """The first of their moments."""
        return reduce(earlier, (each.moment(reading, arrival, drafts) for each in self.any))


Condition = Annotated[
    Done | Came | NotAsked | IsSet | All | AnyCondition,
    OneOf("a condition", done=Done, fact=Came, not_asked=NotAsked, setting=IsSet, all=All, any=AnyCondition),
]
rebuild_dataclass(All)  # type: ignore[arg-type]
rebuild_dataclass(AnyCondition)  # type: ignore[arg-type]
