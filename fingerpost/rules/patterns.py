"""Patterns: which facts are meant.

A pattern names a kind and what some of its fields must be: one value, one of several, or a comparison:

    { kind = "contact", way = ["phone", "email"], direction = "out" }
    { kind = "progress", expected = { given = true }, percent = { at_least = "expected" } }
    { kind = "answer", agrees = false, outweighed_by = { kind = "answer", agrees = true } }
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from fingerpost.rules.concept import Concept, key
from fingerpost.rules.facts import Fact

Test = Callable[[Mapping[str, Any]], bool]


class Comparison(Concept):
    """What a field must be, where a plain value does not say it. Numbers, or the name of another field of the
    same fact to compare with; a fact that lacks either does not match."""

    given: bool | None = None
    at_least: float | str | None = None
    above: float | str | None = None
    at_most: float | str | None = None
    below: float | str | None = None

    def test_of(self, name: str) -> Test:
        """A test of the field `name` in a fact's data."""
        tests = [_comparing(name, sign, limit) for sign, limit in self._limits()]
        if self.given is not None:
            wanted = self.given
            tests.append(lambda data: (data.get(name) not in (None, "")) is wanted)
        return lambda data: all(test(data) for test in tests)

    def _limits(self) -> list[tuple[str, float | str]]:
        signs = {"at_least": self.at_least, "above": self.above, "at_most": self.at_most, "below": self.below}
        return [(sign, limit) for sign, limit in signs.items() if limit is not None]


COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "at_least": lambda value, limit: bool(value >= limit),
    "above": lambda value, limit: bool(value > limit),
    "at_most": lambda value, limit: bool(value <= limit),
    "below": lambda value, limit: bool(value < limit),
}


def _comparing(name: str, sign: str, limit: float | str) -> Test:
    compare = COMPARE[sign]

    def test(data: Mapping[str, Any]) -> bool:
        value = data.get(name)
        against = data.get(limit) if isinstance(limit, str) else limit
        return value is not None and against is not None and compare(value, against)

    return test


Wanted = Comparison | bool | int | str | tuple[str | int, ...]


class Pattern(Concept, rest="(wanted)"):
    """Facts of one kind whose fields are as wanted. On a day with a fact that `outweighed_by` describes, none match;
    with `last_of_day` only the last recorded of the kind on a day may."""

    kind: str
    outweighed_by: "Pattern | None" = None
    last_of_day: bool = False
    wanted: dict[str, Wanted] = key(default={}, alias="(wanted)", description="what each named field must be")

    @cached_property
    def _values(self) -> tuple[tuple[str, frozenset[Any]], ...]:
        """The fields that must hold one of some values."""
        return tuple(
            (name, frozenset(wanted if isinstance(wanted, tuple) else (wanted,)))
            for name, wanted in self.wanted.items()
            if not isinstance(wanted, Comparison)
        )

    @cached_property
    def _tests(self) -> tuple[Test, ...]:
        """The comparisons."""
        return tuple(wanted.test_of(name) for name, wanted in self.wanted.items() if isinstance(wanted, Comparison))

    def among(self, facts: list[Fact]) -> list[Fact]:
        """Those of these facts (all of this pattern's kind) that match, in the order given.

        A field that holds several values matches if one of them is wanted.
        """
        many = facts[0].kind.many_valued
        for name, allowed in self._values:
            if name in many:
                facts = [fact for fact in facts if not allowed.isdisjoint(fact.data.get(name) or ())]  # type: ignore[union-attr]
            else:
                facts = [fact for fact in facts if fact.data.get(name) in allowed]  # type: ignore[union-attr]
        for test in self._tests:
            facts = [fact for fact in facts if test(fact.data)]  # type: ignore[arg-type]
        return facts

    def example(self) -> dict[str, Any]:
        """The data of a fact that matches, as far as this pattern says: what is supposed when an act is supposed."""
        data: dict[str, Any] = {}
        for name, wanted in self.wanted.items():
            if isinstance(wanted, tuple):
                data[name] = wanted[0]
            elif not isinstance(wanted, Comparison):
                data[name] = wanted
        return data

    def __str__(self) -> str:
        return self.words

    @cached_property
    def words(self) -> str:
        """The pattern as the reader of a list of duties sees it: the kind, and what its fields must be."""
        details = [
            f"{name}={'/'.join(map(str, wanted)) if isinstance(wanted, tuple) else str(wanted).lower()}"
            for name, wanted in self.wanted.items()
            if not isinstance(wanted, Comparison)
        ]
        return " ".join((self.kind, *details))
