"""Whether every value in a pack fits: parameters in their range, tables their attribute, lengths."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from fingerpost.rules.asks import Ask
from fingerpost.rules.calendar import NATIONS
from fingerpost.rules.check_facts import attributes_of
from fingerpost.rules.check_places import Found, Part, unknown
from fingerpost.rules.concept import Concept, fields_of, nearest
from fingerpost.rules.conditions import IsSet
from fingerpost.rules.not_built import refusal
from fingerpost.rules.occasions import DateIn
from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import Span
from fingerpost.rules.requirement import Requirement
from fingerpost.rules.sources import Bands
from fingerpost.rules.terms import NewValue, Parameter, Scalar, Table, Value


def faults_of_values(policy: Policy, parts: list[Part]) -> Found:
    """Values that do not fit where they stand."""
    yield from _parameters(parts)
    yield from _numbers(policy, parts)
    yield from _settings(policy, parts)
    yield from _tables(policy, parts)
    yield from _lengths(policy, parts)
    yield from _calendar(policy)


def unused_parameters(policy: Policy, parts: list[Part]) -> Found:
    """Parameters that no rule reads."""
    used = {value for _, _, value in _values_used(parts) if isinstance(value, str)}
    for _, part, _ in parts:
        if isinstance(part, Ask) and isinstance(part.owner, str):
            used.add(part.owner)
        elif isinstance(part, IsSet):
            used.add(part.setting)
    for name in policy.pack.parameters:
        if name not in used:
            yield f"parameters > {name}", "no rule uses this parameter; use it, or take it out"


def _parameters(parts: list[Part]) -> Found:
    for place, parameter, _ in parts:
        if isinstance(parameter, Parameter):
            for value in (parameter.value, *(each.value for each in parameter.later)):
                for leaf in _leaves(value):
                    fault = parameter.fault_of(leaf)
                    if fault:
                        yield place, fault


def _leaves(value: Value) -> list[Scalar]:
    return value.leaves() if isinstance(value, Table) else [value]


def _numbers(policy: Policy, parts: list[Part]) -> Found:
    """Where a rule counts or compares, its value is a number, itself or through a parameter."""
    parameters = policy.pack.parameters
    for place, part, value in _values_used(parts):
        said = ""
        if isinstance(value, str):
            if value not in parameters:
                yield place, unknown("parameter", value, parameters)
                continue
            said, value = f" (the parameter {value!r})", parameters[value].value
        for leaf in _leaves(value):
            if isinstance(leaf, bool | str):
                yield place, f"must be a number, and {leaf!r}{said} is none"
            elif not isinstance(part, Bands) and (leaf < 0 or leaf != int(leaf)):
                yield place, f"must be a whole number from 0 on, not {leaf}{said}"


def _values_used(parts: list[Part]) -> Iterator[tuple[str, Concept, Value]]:
    """Every value in a rule that is a number or names a parameter, with its place; not owners."""
    for place, part, _ in parts:
        if isinstance(part, Table | Parameter | NewValue):
            continue
        for key, field in fields_of(type(part)).items():
            if key != "owner" and _may_hold(Table, field.annotation):
                value = getattr(part, key)
                for each in value if isinstance(value, tuple) else (value,):
                    if each is not None:
                        yield f"{place} > {key}", part, each


def _may_hold(wanted: type, annotation: object) -> bool:
    return annotation is wanted or any(_may_hold(wanted, each) for each in get_args(annotation))


def _settings(policy: Policy, parts: list[Part]) -> Found:
    """Conditions that ask what a parameter is set to."""
    parameters = policy.pack.parameters
    for place, part, _ in parts:
        if not isinstance(part, IsSet):
            continue
        if part.setting not in parameters:
            yield f"{place} > setting", unknown("parameter", part.setting, parameters)
            continue
        fault = parameters[part.setting].fault_of(part.value)
        if fault:
            yield f"{place} > is", f"the parameter {part.setting!r} is never so: {fault}"


def _tables(policy: Policy, parts: list[Part]) -> Found:
    """A table must have a value for every word that its attribute may hold."""
    attributes = attributes_of(policy)
    for place, table, _ in parts:
        if not isinstance(table, Table):
            continue
        if table.by not in attributes:
            yield f"{place} > by", unknown("attribute", table.by, attributes)
            continue
        choices = [str(each) for each in attributes[table.by].choices]
        for word in table.rows:
            if choices and word not in choices and word != "other":
                yield place, f"{table.by} cannot be {word!r}; {nearest(word, choices)}"
        missing = [word for word in choices if word not in table.rows]
        if "other" not in table.rows and (missing or not choices):
            words = ", ".join(missing) or "in general"
            yield place, f"says nothing for {table.by} {words}; add it, or `other`"


def _lengths(policy: Policy, parts: list[Part]) -> Found:
    """Lengths of time that are counted back from a day, and cycles that must take time."""
    for place, part, _ in parts:
        before = getattr(part, "before", None) or getattr(part, "opens_before", None)
        if isinstance(before, Span) and before.working_days is not None:
            key = "before" if isinstance(part, DateIn) else "opens_before"
            fault = refusal("working_days", "working days counted back from a day")
            yield f"{place} > {key}", f"{fault}; give days, weeks, months or years"
        if isinstance(part, Requirement):
            for _, _, length in _values_used([Part(place, part.again, part)]):
                if isinstance(length, str) and length in policy.pack.parameters:
                    length = policy.pack.parameters[length].value
                if any(not isinstance(leaf, bool | str) and leaf == 0 for leaf in _leaves(length)):
                    yield f"{place} > again", "is no time at all; give a length of 1 or more"


def _calendar(policy: Policy) -> Found:
    working, attributes = policy.pack.calendar, attributes_of(policy)
    if working.by not in attributes:
        yield "calendar > by", unknown("attribute", working.by, attributes)
        return
    for nation in (working.otherwise, *map(str, attributes[working.by].choices)):
        if nation not in NATIONS:
            yield "calendar", unknown("calendar of", nation, NATIONS)
