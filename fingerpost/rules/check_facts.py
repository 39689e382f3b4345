"""Whether every pattern in a pack can match: kind and fields are there, its words can be said."""

from __future__ import annotations

from typing import Any

from fingerpost.rules.acts import Act
from fingerpost.rules.check_places import Found, Part, unknown
from fingerpost.rules.concept import nearest
from fingerpost.rules.kinds import Field
from fingerpost.rules.measures import Latest
from fingerpost.rules.occasions import DateIn
from fingerpost.rules.patterns import Comparison, Pattern
from fingerpost.rules.policy import Policy
from fingerpost.rules.standings import Begun, Said

NUMBERS = ("number", "whole_number")


def faults_of_facts(policy: Policy, parts: list[Part]) -> Found:
    """Patterns, named fields and attributes that no fact can have."""
    yield from _patterns(policy, parts)
    yield from _fields_named(policy, parts)
    yield from _attributes(policy, parts)


def attributes_of(policy: Policy) -> dict[str, Field]:
    """The attributes that facts set, each with a field that says what it may be."""
    setting = ((kind, name) for kind in policy.kinds.values() for name in kind.sets)
    return {name: kind.fields[name] for kind, name in setting if name in kind.fields}


def _patterns(policy: Policy, parts: list[Part]) -> Found:
    for part in parts:
        pattern = part.concept
        if not isinstance(pattern, Pattern):
            continue
        if pattern.kind not in policy.kinds:
            yield part.place, unknown("kind of fact", pattern.kind, policy.kinds)
            continue
        kind = policy.kinds[pattern.kind]
        if part.about and kind.about and part.about not in kind.about:
            whom = " or ".join(kind.about)
            yield part.place, f"a {kind.name} is about {whom}, so no {part.about} has one"
        for name, wanted in pattern.wanted.items():
            if name not in kind.fields:
                hint = nearest(name, kind.fields)
                yield part.place, f"a {kind.name} has no field {name!r}; {hint}"
            elif isinstance(wanted, Comparison):
                for fault in _faults_of_comparison(name, wanted, kind.fields):
                    yield f"{part.place} > {name}", fault
            else:
                yield from _wanted(part.place, kind.name, name, kind.fields[name], wanted)


def _wanted(place: str, kind: str, name: str, field: Field, wanted: Any) -> Found:
    for value in wanted if isinstance(wanted, tuple) else (wanted,):
        try:
            field.read([value] if field.type in ("choices", "words") else value)
        except ValueError as error:
            yield place, f"{name} of a {kind} {error}"


def _faults_of_comparison(name: str, wanted: Comparison, fields: dict[str, Field]) -> list[str]:
    written = (wanted.at_least, wanted.above, wanted.at_most, wanted.below)
    limits = [each for each in written if each is not None]
    faults = []
    if not limits and wanted.given is None:
        faults.append("compares with nothing; say given, at_least, above, at_most or below")
    if limits and fields[name].type not in NUMBERS:
        faults.append(f"is no number but a {fields[name].type}, so it cannot be compared")
    numbers = [each for each, field in fields.items() if field.type in NUMBERS and each != name]
    faults.extend(
        f"there is no number {limit!r} in the same fact to compare with; {nearest(limit, numbers)}"
        for limit in limits
        if isinstance(limit, str) and limit not in numbers
    )
    return faults


def _fields_named(policy: Policy, parts: list[Part]) -> Found:
    """Keys that name a field of a fact: it must be there, and of the right type."""
    for place, part, _ in parts:
        if isinstance(part, DateIn):
            yield from _field(policy, f"{place} > date_in", part.of, part.date_in, ("date",))
        elif isinstance(part, Latest):
            yield from _field(policy, f"{place} > field", part.latest, part.field, NUMBERS)
            if part.less is not None:
                yield from _field(policy, f"{place} > less", part.latest, part.less, NUMBERS)
        elif isinstance(part, Begun) and part.each is not None:
            for pattern in (*part.begins, *part.ends):
                yield from _field(policy, f"{place} > each", pattern, part.each, ())
        elif isinstance(part, Said):
            yield from _said(policy, place, part)
        due_in = getattr(part, "due_in", None)
        if due_in is not None:
            dates = _dates(policy)
            if due_in not in dates:
                yield f"{place} > due_in", unknown("date in any fact", due_in, dates)


def _dates(policy: Policy) -> set[str]:
    every = (item for kind in policy.kinds.values() for item in kind.fields.items())
    return {name for name, field in every if field.type == "date"}


def _field(policy: Policy, place: str, pattern: Pattern, name: str, types: tuple[str, ...]) -> Found:
    kind = policy.kinds.get(pattern.kind)
    if kind is None:
        return
    suited = [each for each, field in kind.fields.items() if not types or field.type in types]
    if name not in suited:
        what = " or ".join(types).replace("_", " ") or "field"
        yield place, f"a {kind.name} has no {what} {name!r}; {nearest(name, suited)}"


def _said(policy: Policy, place: str, part: Said) -> Found:
    """What the field may say must be levels, and it must say something."""
    yield from _field(policy, f"{place} > field", part.said_by, part.field, ("choice", "word"))
    kind = policy.kinds.get(part.said_by.kind)
    field = kind.fields.get(part.field) if kind else None
    if kind is None or field is None:
        return
    if not field.required and part.field not in part.said_by.wanted:
        given = f"{part.field} = {{ given = true }}"
        yield f"{place} > field", f"a {kind.name} need not have {part.field!r}; add `{given}`"
    for word in field.choices:
        if word not in part.levels:
            what = f"lacks {word!r}, which {part.field} of a {kind.name} may say; add it"
            yield f"{place} > levels", what


def _attributes(policy: Policy, parts: list[Part]) -> Found:
    attributes = attributes_of(policy)
    for place, part, _ in parts:
        for name, words in getattr(part, "only_if", {}).items():
            where = f"{place} > only_if"
            if name not in attributes:
                yield where, unknown("attribute", name, attributes)
                continue
            choices = attributes[name].choices
            for word in words:
                if choices and word not in choices:
                    yield where, f"{name} cannot be {word!r}; {nearest(word, choices)}"
        if isinstance(part, Act) and part.needs is not None and part.needs not in attributes:
            yield f"{place} > needs", unknown("attribute", part.needs, attributes)
