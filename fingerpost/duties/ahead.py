"""What comes next after a duty: what time alone brings, and what follows if we do what is due and nobody answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from fingerpost.rules.calendar import add_months
from fingerpost.rules.duties import forecast
from fingerpost.rules.duty import Duty as DutyAsked
from fingerpost.story.language import Language

if TYPE_CHECKING:
    from fingerpost.duties.why import Record

MOST = 5
MONTHS = 12
"""How far ahead is looked."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """A duty that would open: when, what, whose, by when. `is_supposed`: it rests on acts that have not happened.
    `is_choice`: what follows from it nobody can suppose."""

    opens: date
    due: date | None
    action: str
    owner: str
    is_supposed: bool
    is_choice: bool


def ahead(record: Record, language: Language) -> list[Ahead]:
    """What the same rule of the policy asks for later, the first of each, in order of day. Nothing where the record
    cannot tell."""
    today = record.viewer.on
    if record.reading.gaps:
        return []
    by_time = _forecast(record, None)
    supposing = _forecast(record, today.toordinal())
    later = [duty for duty in by_time if duty.opens and duty.opens > today]
    known = {(duty.rule, duty.action) for duty in by_time if not _is_over(duty, today)}
    more = [duty for duty in supposing if duty.supposed and (duty.rule, duty.action) not in known]
    more = [duty for duty in more if duty.opens and duty.opens > today and not _is_over(duty, today)]
    found = [_shown(duty, language) for duty in _first_of_each((*later, *more)) if duty.opens]
    return sorted(found, key=lambda each: each.opens)[:MOST]


def _forecast(record: Record, today: int | None) -> Sequence[DutyAsked]:
    until = add_months(record.viewer.on.toordinal(), MONTHS)
    asked, row = record.asked, record.duty
    result = forecast(asked.policy, asked.terms, row.subject_id, record.facts, until, today)
    return [duty for duty in result.duties if duty.rule == row.rule and record.sees(duty.compartment)]


def _is_over(duty: DutyAsked, today: date) -> bool:
    return duty.closed is not None and duty.closed <= today


def _first_of_each(duties: Iterable[DutyAsked]) -> list[DutyAsked]:
    first: dict[str, DutyAsked] = {}
    for duty in duties:
        first.setdefault(duty.action, duty)
    return list(first.values())


def _shown(duty: DutyAsked, language: Language) -> Ahead:
    assert duty.opens is not None
    return Ahead(
        opens=duty.opens,
        due=duty.due,
        action=language.action(duty.action),
        owner=language.role(duty.owner),
        is_supposed=duty.supposed,
        is_choice=duty.choice,
    )
