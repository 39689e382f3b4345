"""`--vary NAME=FROM:TO:STEP`: the same policy with one of its parameters set to value after value."""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from fingerpost.project.input import PROVIDER, Given
from fingerpost.rules.concept import nearest, read_as
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.terms import Parameter, Scalar, Table, Terms

WRITTEN = re.compile(r"(?P<name>[^\[\]=]+)(\[(?P<entry>[^\[\]=]+)\])?=(?P<first>-?\d+):(?P<last>-?\d+):(?P<step>\d+)")
MOST_VALUES = 200


class UnfitQuestionError(ValueError):
    """A question that the policy or the folder cannot answer; the message says what could be asked."""


class Varying(NamedTuple):
    """A parameter, one entry of its table or (None) all of it, and the values that it is set to."""

    name: str
    entry: str | None
    values: tuple[int, ...]

    def __str__(self) -> str:
        return self.name if self.entry is None else f"{self.name}[{self.entry}]"


def varying(written: str, given: Given) -> Varying:
    """What `--vary` asks for. Raises UnfitQuestionError where the policy has no such parameter or entry, or a value
    is one that it may not have."""
    match = WRITTEN.fullmatch(written)
    if match is None:
        raise UnfitQuestionError(f"--vary {written}: write NAME=FROM:TO:STEP in whole numbers, such as window=2:10:2")
    asked = Varying(match["name"], match["entry"], _values(written, *map(int, match.group("first", "last", "step"))))
    parameters = given.policy.pack.parameters
    if asked.name not in parameters:
        hint = nearest(asked.name, parameters)
        raise UnfitQuestionError(f"{given.policy.pack.id} has no parameter {asked.name!r}; {hint}")
    _check_entry(asked, parameters[asked.name], given)
    for value in asked.values:
        fault = _fault_of(value, parameters[asked.name])
        if fault:
            raise UnfitQuestionError(f"{asked} cannot be varied so: {fault}")
    return asked


def _values(written: str, first: int, last: int, step: int) -> tuple[int, ...]:
    if step < 1 or first > last:
        raise UnfitQuestionError(f"--vary {written}: go up from the first number to the last, by steps of 1 or more")
    values = range(first, last + 1, step)
    if len(values) > MOST_VALUES:
        what = f"these are {len(values):,} values; {MOST_VALUES} at most: make the step larger"
        raise UnfitQuestionError(f"--vary {written}: {what}")
    return tuple(values)


def _check_entry(asked: Varying, parameter: Parameter, given: Given) -> None:
    if asked.entry is None:
        return
    entries = _entries(parameter.value)
    if asked.entry not in entries:
        known = nearest(asked.entry, entries) if entries else "it has one value for all: vary it without an entry"
        raise UnfitQuestionError(f"the parameter {asked.name!r} has no entry {asked.entry!r}; {known}")
    settings = [str(fact) for fact in given.facts_in_force(PROVIDER) if _sets(fact, asked.name, given)]
    if settings or parameter.later:
        when = settings[0] if settings else f"the policy, on {parameter.later[0].on}"
        what = f"{asked.name!r} is set anew ({when}); vary it whole, without an entry"
        raise UnfitQuestionError(what)


def _entries(value: Table | Scalar) -> list[str]:
    """The words of a table and of those inside it."""
    if not isinstance(value, Table):
        return []
    return [*value.rows, *(word for row in value.rows.values() for word in _entries(row))]


def _fault_of(value: int, parameter: Parameter) -> str:
    own = parameter.value.leaves()[0] if isinstance(parameter.value, Table) else parameter.value
    if isinstance(own, bool | str):
        return f"it holds {own!r}, not a number; only numbers can be varied"
    return parameter.fault_of(value)


def _sets(fact: Fact, name: str, given: Given) -> bool:
    data: Mapping[str, Any] = fact.data or {}
    return fact.kind.name == "parameter_set" and data["policy"] == given.policy.pack.id and data["name"] == name


def terms_with(asked: Varying, value: int, given: Given) -> Terms:
    """The provider's terms with the parameter at one value, on all days; whatever else it was set to is set aside."""
    pack = given.policy.pack
    parameters = {**pack.parameters, asked.name: _set_to(value, asked.entry, pack.parameters[asked.name])}
    facts = [fact for fact in given.facts_in_force(PROVIDER) if not _sets(fact, asked.name, given)]
    provider = History(PROVIDER, facts)
    return Terms(pack.id, parameters, pack.calendar, provider, given.policy.varying_by)


def _set_to(value: int, entry: str | None, parameter: Parameter) -> Parameter:
    new = value if entry is None else _replaced(parameter.value, entry, value)
    return read_as(Parameter, {"unit": parameter.unit, "value": new})


def _replaced(old: Table | Scalar, entry: str, value: int) -> object:
    """A table as a pack writes it, with one entry replaced wherever it stands."""
    if not isinstance(old, Table):
        return old
    rows = {word: value if word == entry else _replaced(row, entry, value) for word, row in old.rows.items()}
    return {"by": old.by, **rows}
