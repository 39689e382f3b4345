"""Whether a pack that is well formed also makes sense: names name something, values fit."""

from __future__ import annotations

from fingerpost.rules.check_facts import faults_of_facts
from fingerpost.rules.check_names import faults_of_names
from fingerpost.rules.check_places import Found, Part, parts_of
from fingerpost.rules.check_standings import faults_of_standings
from fingerpost.rules.check_steps import faults_of_steps, unused_signals
from fingerpost.rules.check_texts import faults_of_texts
from fingerpost.rules.check_values import faults_of_values, unused_parameters
from fingerpost.rules.concept import fields_of
from fingerpost.rules.faults import Fault
from fingerpost.rules.policy import Clause, Policy
from fingerpost.rules.requirement import Requirement

UNREAD = ("due", "acts_from", "only_if")
"""What a requirement has from every ask and does not read: it is due by its cycle."""


def faults_of_policy(policy: Policy, file: str) -> list[Fault]:
    """Everything that is wrong with a pack, errors before warnings."""
    parts = parts_of(policy.pack)
    checks = (faults_of_names, faults_of_values, faults_of_facts, faults_of_standings)
    wrong = [found for check in checks for found in check(policy, parts)]
    wrong.extend((*_requirements(parts), *_empty_lists(parts), *faults_of_steps(policy)))
    faults = [Fault(file, place, what) for place, what in wrong]
    faults.extend(faults_of_texts(policy, file))
    unused = (*unused_parameters(policy, parts), *unused_signals(policy))
    faults.extend(Fault(file, place, what, "warning") for place, what in unused)
    return sorted(dict.fromkeys(faults), key=lambda fault: fault.gravity)


def _requirements(parts: list[Part]) -> Found:
    """A cycle must begin somewhere, and must not carry what it does not heed."""
    for place, part, _ in parts:
        if not isinstance(part, Requirement):
            continue
        if (part.during is None) == (not part.counts_from):
            what = "begins either with a standing (`while`) or with a fact (`counts_from`)"
            yield place, f"a requirement {what}; give one"
        for key in UNREAD:
            if part.gives(key):
                what = f"a requirement does not heed {key!r}; take it out, or make the rule a task"
                yield f"{place} > {key}", what


def _empty_lists(parts: list[Part]) -> Found:
    """A list that says nothing where something is asked for: it would hold never, or always."""
    for place, part, _ in parts:
        if isinstance(part, Clause):
            continue  # of which the check of clauses speaks
        for name, field in fields_of(type(part)).items():
            if part.gives(name) and getattr(part, name) == ():
                what = "is an empty list; name something, or take the key out"
                yield f"{place} > {field.alias or name}", what
