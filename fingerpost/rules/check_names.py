"""Whether every name in a pack names something: clauses, roles, subjects, duties, parameters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from fingerpost.rules.asks import Ask
from fingerpost.rules.check_places import Found, Part, name_of, unknown
from fingerpost.rules.concept import nearest
from fingerpost.rules.policy import Interpretation, Message, Policy
from fingerpost.rules.terms import Parameter, Scalar, Table, Value


def faults_of_names(policy: Policy, parts: list[Part]) -> Found:
    """Names that stand twice, and names of nothing."""
    yield from _twice(policy)
    yield from _subjects(policy, parts)
    yield from _clauses(policy, parts)
    yield from _owners(policy, parts)
    yield from _messages(policy, parts)
    yield from _finding(policy)
    parameters = policy.pack.parameters
    for place, part, _ in parts:
        if isinstance(part, Interpretation) and part.parameter not in parameters:
            yield f"{place} > parameter", unknown("parameter", part.parameter, parameters)


def _finding(policy: Policy) -> Found:
    actions = [part.action for rule in policy.pack.rules for part in rule.parts() if isinstance(part, Ask)]
    if policy.pack.finding is not None and policy.pack.finding not in actions:
        yield "finding", unknown("duty", policy.pack.finding, actions)


def _twice(policy: Policy) -> Found:
    pack = policy.pack
    named: dict[str, Iterable[object]] = {
        "clause": pack.clauses,
        "rule": pack.rules,
        "standing": pack.standings,
        "measure": pack.measures,
        "gate": pack.gates,
        "interpretation": pack.interpretations,
        "message": pack.messages,
    }
    for procedure in policy.procedures.values():
        named[f"rule {procedure.id} > step"] = procedure.steps
        named[f"rule {procedure.id} > trigger"] = procedure.triggers
    for word, things in named.items():
        for name in _repeated(map(name_of, things)):
            yield f"{word} {name}", "stands here more than once; give each its own name"
    for rule in pack.rules:
        for action in _repeated(part.action for part in rule.parts() if isinstance(part, Ask)):
            what = f"asks for the duty {action!r} more than once; give each its own name"
            yield f"rule {rule.id}", what


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


def _subjects(policy: Policy, parts: list[Part]) -> Found:
    known = policy.pack.subjects
    for place, part, whole in parts:
        about = getattr(part, "about", None)
        if part is whole and about is not None and about not in known:
            yield f"{place} > about", unknown("subject", about, known)


def _clauses(policy: Policy, parts: list[Part]) -> Found:
    known = {clause.number: clause for clause in policy.pack.clauses}
    kept: set[str] = set()
    for place, part, _ in parts:
        number = getattr(part, "clause", None)
        if number is None:
            continue
        kept.add(number)
        if number not in known:
            yield f"{place} > clause", unknown("clause", number, known)
        elif "rule" not in known[number].kept_by and place.startswith(("rule", "gate")):
            yield f"clause {number}", f"{place} keeps this clause; add 'rule' to its kept_by"
    for number, clause in known.items():
        if not clause.kept_by:
            yield f"clause {number} > kept_by", "is empty; say rule, page or people"
        elif "rule" in clause.kept_by and number not in kept:
            what = "is said to be kept by a rule, but none names it"
            yield f"clause {number}", f"{what}; name it in one, or take 'rule' out"


def _owners(policy: Policy, parts: list[Part]) -> Found:
    for place, part, _ in parts:
        if isinstance(part, Ask):
            yield from _roles(f"{place} > owner", part.owner, policy)
        elif isinstance(part, Parameter) and part.unit == "role":
            yield from _roles(place, part.value, policy)


def _roles(place: str, value: Value, policy: Policy) -> Found:
    for role in _leaves(value, policy):
        if role not in policy.roles:
            yield place, f"nobody can have the role {role!r}; {nearest(str(role), policy.roles)}"


def _leaves(value: Value, policy: Policy) -> list[Scalar]:
    if isinstance(value, Table):
        return value.leaves()
    if isinstance(value, str) and value in policy.pack.parameters:
        return _leaves(policy.pack.parameters[value].value, policy)
    return [value]


def _messages(policy: Policy, parts: list[Part]) -> Found:
    asks = ((rule, part) for rule in policy.pack.rules for part in rule.parts())
    duties = {part.name(rule.id) for rule, part in asks if isinstance(part, Ask)}
    people = {*policy.roles, *(name for kind in policy.kinds.values() for name in kind.sets)}
    for place, part, _ in parts:
        if not isinstance(part, Message):
            continue
        if part.duty not in duties:
            yield f"{place} > duty", unknown("duty", part.duty, duties)
        for key, names in (("to", part.to), ("copies_to", part.copies_to)):
            for name in names:
                if name not in people:
                    what = f"{name!r} is neither a role nor an attribute; {nearest(name, people)}"
                    yield f"{place} > {key}", what
