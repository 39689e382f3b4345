"""Whether the facts of a folder fit the policy that they are read under.

Reading a folder checks each fact by itself. What a provider has set is only right or wrong for a
policy: a parameter that it does not have, or a value that none of its rules could count with, would
otherwise be passed over in silence.
"""

from collections.abc import Iterable

from fingerpost.folder.reading import FactsFolder
from fingerpost.rules.asks import Ask
from fingerpost.rules.concept import nearest
from fingerpost.rules.facts import Fact
from fingerpost.rules.faults import Fault
from fingerpost.rules.fitting import misfits
from fingerpost.rules.policy import Policy
from fingerpost.rules.reading import PASSED_ON, PUT_OFF, TICKED, WAIVED

ABOUT_DUTIES = frozenset((TICKED, WAIVED, PUT_OFF, PASSED_ON))
MOST_WARNINGS = 20


def faults_of_fit(facts: Iterable[Fact], policy: Policy, file: str) -> list[Fault]:
    """What a provider's facts set that the policy cannot be set to, and closures without a day."""
    return [
        Fault(file, f"{fact.subject}, {fact.kind.name} on {fact.on}", what)
        for fact in facts
        for what in misfits(fact, policy)
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
