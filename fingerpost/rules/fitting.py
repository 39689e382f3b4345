"""Whether what a provider has set fits a policy.

A fact checks itself against its kind. What it sets is only right or wrong for a policy: a parameter that the policy
does not have, or a value that none of its rules could count with, would otherwise be passed over in silence.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from fingerpost.rules.concept import nearest
from fingerpost.rules.facts import Fact
from fingerpost.rules.policy import Policy
from fingerpost.rules.terms import Scalar, Table


def misfits(fact: Fact, policy: Policy) -> Iterator[str]:
    """What a fact about the provider sets that the policy cannot be set to, and a closure without a day."""
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
    for attribute, word in (data.get("where") or {}).items():
        if attribute not in attributes:
            yield f"there is no attribute {attribute!r}; {nearest(attribute, attributes)}"
        elif attributes[attribute] and word not in attributes[attribute]:
            yield f"the attribute {attribute!r} is never {word!r}; {nearest(word, attributes[attribute])}"


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


def _attributes(policy: Policy) -> Mapping[str, Sequence[str | int]]:
    """What each attribute may be; nothing where it may be any word."""
    return {name: kind.fields[name].choices for kind in policy.kinds.values() for name in kind.sets}
