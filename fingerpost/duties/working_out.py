"""A subject's duties as rows: what its facts and the policies in force ask for."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from fingerpost.duties.models import Duty
from fingerpost.policies.queries import Rulebook
from fingerpost.rules.duty import Duty as DutyAsked
from fingerpost.rules.facts import Fact, in_force
from fingerpost.rules.history import History
from fingerpost.rules.ruling import duties_under

COMPARTMENTS = ("ordinary", "at-risk", "wellbeing", "monitoring", "safeguarding")
"""From what most may see to what fewest may."""


def rows_of(subject: str, facts: Sequence[Fact], rules: Rulebook) -> dict[str, Duty]:
    """The rows of a subject's duties by their key; `facts` are all versions ever recorded."""
    history = History(subject, in_force(facts))
    rows = {}
    for pack, versions in rules.versions.items():
        for (_, rule, action, cause), duty in duties_under(versions, history).items():
            key = _key(subject, pack, rule, action, cause)
            rows[key] = _row(key, pack, cause, duty)
    return rows


def _key(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()


def _row(key: str, pack: str, cause: str, duty: DutyAsked) -> Duty:
    return Duty(
        key=key,
        subject_id=duty.subject,
        pack=pack,
        rule=duty.rule,
        action=duty.action,
        cause=cause,
        owner=duty.owner,
        clause=duty.clause,
        compartment=compartment_of(duty),
        opens=duty.opens,
        due=duty.due,
        closed=duty.closed,
        outcome=duty.outcome,
        is_choice=duty.choice,
        waits_for=duty.waits_for or "",
        because=_numbers(duty.because),
        closed_by=_numbers(duty.closed_by),
    )


def _numbers(facts: Iterable[Fact]) -> list[int]:
    return [int(fact.id) for fact in facts]


def compartment_of(duty: DutyAsked) -> str:
    """The compartment of a duty: its rule's, or that of its causes where all of them are hidden deeper."""
    causes = [fact.compartment or fact.kind.compartment for fact in duty.because]
    least = min(map(COMPARTMENTS.index, causes), default=0)
    return COMPARTMENTS[max(least, COMPARTMENTS.index(duty.compartment))]
