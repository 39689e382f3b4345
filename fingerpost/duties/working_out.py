"""A subject's duties and standings as rows: what its facts and the policies in force make of it."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from fingerpost.duties.models import Duty, Standing
from fingerpost.duties.owning import owner_who_sees
from fingerpost.facts.kinds import COMPARTMENTS
from fingerpost.policies.queries import Rulebook
from fingerpost.rules.duty import Duty as DutyAsked
from fingerpost.rules.facts import Fact, in_force
from fingerpost.rules.history import History
from fingerpost.rules.ruling import Spell, duties_under, evaluated, spells_under


def worked_out(subject: str, facts: Sequence[Fact], rules: Rulebook) -> tuple[dict[str, Duty], list[Standing]]:
    """The rows of a subject's duties, by their key, and of its standings; `facts` are all versions ever recorded."""
    history = History(subject, in_force(facts))
    duties: dict[str, Duty] = {}
    standings: list[Standing] = []
    for pack, versions in rules.versions.items():
        results = evaluated(versions, history)
        for (_, rule, action, cause), duty in duties_under(results).items():
            row = _duty(pack, cause, duty)
            row.key = _key(subject, pack, rule, action, cause)
            duties[row.key] = row
        standings.extend(_standing(subject, pack, spell) for spell in spells_under(results))
    return duties, standings


def _key(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=12).hexdigest()


def _duty(pack: str, cause: str, duty: DutyAsked) -> Duty:
    compartment = _hidden_with(duty.because, duty.compartment)
    return Duty(
        subject_id=duty.subject,
        pack=pack,
        rule=duty.rule,
        action=duty.action,
        cause=cause,
        owner=owner_who_sees(duty.owner, compartment),
        clause=duty.clause,
        compartment=compartment,
        opens=duty.opens,
        due=duty.due,
        closed=duty.closed,
        outcome=duty.outcome,
        is_choice=duty.choice,
        waits_for=duty.waits_for or "",
        because=_numbers(duty.because),
        closed_by=_numbers(duty.closed_by),
    )


def _standing(subject: str, pack: str, spell: Spell) -> Standing:
    return Standing(
        subject_id=subject,
        pack=pack,
        name=spell.standing,
        level=spell.level,
        since=spell.since,
        until=spell.until,
        compartment=_hidden_with(spell.because, spell.compartment),
        because=_numbers(spell.because),
    )


def _numbers(facts: Iterable[Fact]) -> list[int]:
    return [int(fact.id) for fact in facts]


def _hidden_with(causes: Iterable[Fact], compartment: str) -> str:
    """The compartment of what a rule yields: the rule's, or that of its causes where all of them are hidden deeper."""
    least = min(map(_depth, causes), default=0)
    return COMPARTMENTS[max(least, COMPARTMENTS.index(compartment))]


def _depth(fact: Fact) -> int:
    return COMPARTMENTS.index(fact.compartment or fact.kind.compartment)
