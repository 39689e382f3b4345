"""Whether a pack's worked examples fit: every clause that a rule keeps is shown, each comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from fingerpost.rules.asks import Ask
from fingerpost.rules.check_places import Found, unknown
from fingerpost.rules.duties import UnsettledForecastError
from fingerpost.rules.examples import Example
from fingerpost.rules.faults import Fault
from fingerpost.rules.policy import Policy


def faults_of_examples(policy: Policy, examples: Sequence[Example], file: str) -> list[Fault]:
    """Everything that is wrong with a pack's examples; messages say that they stand in `file`."""
    found = [*_ids(examples), *_unshown_clauses(policy, examples)]
    for example in examples:
        wrong = [*_names(policy, example)] or [*_outcome(policy, example)]
        found.extend((f"example {example.id}{place}", what) for place, what in wrong)
    return [Fault(file, place, what) for place, what in found]


def _ids(examples: Sequence[Example]) -> Found:
    for name, times in Counter(example.id for example in examples).items():
        if times > 1:
            yield f"example {name}", f"{times} examples have this id; give each its own"


def _unshown_clauses(policy: Policy, examples: Sequence[Example]) -> Found:
    shown = {number for example in examples for number in example.clauses}
    for clause in policy.pack.clauses:
        if "rule" in clause.kept_by and clause.number not in shown:
            what = "no example shows this clause, which a rule keeps; write one"
            yield f"clause {clause.number}", what


def _names(policy: Policy, example: Example) -> Found:
    clauses = [clause.number for clause in policy.pack.clauses]
    asks = (part for rule in policy.pack.rules for part in rule.parts())
    actions = {part.action for part in asks if isinstance(part, Ask)}
    kind = example.subject.partition(":")[0]
    if kind not in policy.pack.subjects:
        yield " > subject", unknown("subject", kind, policy.pack.subjects)
    if not example.clauses:
        yield " > clauses", "is empty; name the clauses that the example shows"
    for number in example.clauses:
        if number not in clauses:
            yield " > clauses", unknown("clause", number, clauses)
    for place, duty in enumerate(example.duties, start=1):
        if duty.action not in actions:
            yield f" > duties {place} > action", unknown("duty", duty.action, actions)


def _outcome(policy: Policy, example: Example) -> Found:
    try:
        differences = example.differences(policy)
    except (ValueError, UnsettledForecastError) as error:
        yield "", f"cannot be worked out: {error}"
        return
    if differences:
        listed = "".join(f"\n    {each}" for each in differences)
        yield "", f"does not come out as it says:{listed}"
