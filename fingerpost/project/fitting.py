"""Whether the facts of a folder fit the policy that they are read under.

Reading a folder checks each fact by itself. What a provider has set is only right or wrong for a
policy: a parameter that it does not have, or a value that none of its rules could count with, would
otherwise be passed over in silence.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fingerpost.folder.reading import FactsFolder
from fingerpost.rules.asks import Ask
from fingerpost.rules.concept import nearest
from fingerpost.rules.facts import Fact
from fingerpost.rules.faults import Fault
from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import PASSED_ON, PUT_OFF, TICKED, WAIVED
from fingerpost.rules.terms import Scalar, Table

ABOUT_DUTIES = frozenset((TICKED, WAIVED, PUT_OFF, PASSED_ON))
MOST_WARNINGS = 20


def faults_of_fit(facts: Iterable[Fact], policy: Policy, file: str) -> list[Fault]:
    """What a provider's facts set that the policy cannot be set to, and closures without a day."""
    return [
        Fault(file, f"{fact.subject}, {fact.kind.name} on {fact.on}", what)
        for fact in facts
        for what in _faults_of(fact, policy)
    ]


def warnings_of_fit(folder: FactsFolder, policy: Policy) -> list[Fault]:
    """Facts about duties that the policy has not: perhaps another policy's, perhaps mistyped."""
    file = str(folder.sources[0])
    duties = _duties_of(policy)
    strange: dict[str, Fact] = {}
    for facts in folder.facts_of.values():
        for fact in facts:
            if fact.kind.name in ABOUT_DUTIES and fact.data and fact.data["duty"] not in duties:
                strange.setdefault(fact.data["duty"], fact)
    return [
        Fault(
            file,
            f"{fact.subject}, {fact.kind.name} on {fact.on}",
            f"{policy.pack.id} has no duty {duty!r}; {nearest(duty, duties)}",
            "warning",
        )
        for duty, fact in [*strange.items()][:MOST_WARNINGS]
    ]


def _duties_of(policy: Policy) -> set[str]:
    return {part.name(rule.id) for rule in policy.pack.rules for part in rule.parts() if isinstance(part, Ask)}


def _faults_of(fact: Fact, policy: Policy) -> Iterator[str]:
    data: Mapping[str, Any] = fact.data or {}
    if fact.kind.marks == "closes_days":
        until = data.get("until")
        if until is not None and until <= fact.on:
            yield f"open again on {until}, so closed on no day; `until` is the first day after it"
    elif fact.kind.name == "parameter_set" and data["policy"] == policy.pack.id:
        yield from _faults_of_setting(data, policy)


def _faults_of_setting(data: Mapping[str, Any], policy: Policy) -> Iterator[str]:
    name, value = data["name"], data["value"]
    if name not in policy.pack.parameters:
        hint = nearest(name, policy.pack.parameters)
        yield f"{policy.pack.id} has no parameter {name!r}; {hint}"
        return
    parameter = policy.pack.parameters[name]
    what = parameter.fault_of(value) or _misfit(value, parameter.value, policy)
    if what:
        yield f"the parameter {name!r} cannot be set so: {what}"
    attributes = _attributes(policy)
    for attribute in data.get("where") or {}:
        if attribute not in attributes:
            yield f"there is no attribute {attribute!r}; {nearest(attribute, attributes)}"


def _misfit(value: Scalar, first: Table | Scalar, policy: Policy) -> str:
    """Why a value is of another sort than the policy's own; empty where it is not."""
    own = first.leaves()[0] if isinstance(first, Table) else first
    if isinstance(own, str):
        is_known = isinstance(value, str) and value in policy.roles
        return "" if is_known else f"{value!r} is no role; {nearest(str(value), policy.roles)}"
    if isinstance(own, bool) or isinstance(value, bool):
        both = isinstance(own, bool) and isinstance(value, bool)
        return "" if both else f"{value!r} is not such a value as {own!r}"
    is_whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
    return "" if is_whole else f"{value!r} is not a whole number"


def _attributes(policy: Policy) -> Iterable[str]:
    return {name for kind in policy.kinds.values() for name in kind.sets}
