"""Recording about learners: the facts, where the learner stands by them, and a line in the journal; all or nothing."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fingerpost.caseload.actions.placing import moves, place
from fingerpost.caseload.actions.unfit import UnfitActionError, refuse_unfit
from fingerpost.facts.actions import record_many, wait_for
from fingerpost.facts.kinds import kind_named
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import facts_in_force, facts_of_each
from fingerpost.facts.rows import Told, id_of
from fingerpost.journal.actions import write
from fingerpost.journal.models import Line
from fingerpost.kit.clock import day_of
from fingerpost.rules.calendar import OutsideCalendarError
from fingerpost.rules.facts import Fact, in_force
from fingerpost.rules.history import History
from fingerpost.rules.kinds import FactError

A_DAY = timedelta(days=1)
"""How long a form that was sent once is known again."""


def tell(
    *, subject: str, told: Sequence[Told], by: str, at: datetime, act: str, once: str = "", **details: Any
) -> list[Entry]:
    """Records facts about one learner: see `tell_all`."""
    return tell_all(told={subject: told}, by=by, at=at, act=act, once=once, **details).get(subject, [])


@transaction.atomic
def tell_all(
    *, told: Mapping[str, Sequence[Told]], by: str, at: datetime, act: str, once: str = "", **details: Any
) -> dict[str, list[Entry]]:
    """Records facts about several learners, or none of them. `act` is the journal's word for it; `details` go there too
    and never hold what was said. A form that was sent before (`once`, by the same person within a day) records nothing
    and gives nothing. Raises UnfitActionError where something cannot be so."""
    wait_for(told)
    if once and was_sent(once, by=by, at=at):
        return {}
    try:
        for subject, facts in facts_of_each(told).items():
            _refuse_unfit(subject, facts, told[subject], by, at)
        return keep(told=told, by=by, at=at, act=act, **({"once": once} if once else {}), **details)
    except FactError as error:
        raise UnfitActionError(str(error), error.field) from error
    except OutsideCalendarError as error:
        raise UnfitActionError(_("A day lies too far off. Enter days from 1990 to 2090.")) from error


@transaction.atomic
def keep(
    *, told: Mapping[str, Sequence[Told]], by: str, at: datetime, act: str, **details: Any
) -> dict[str, list[Entry]]:
    """Records what nobody needs to be asked about: facts, where the learners stand by them, and lines in the journal.
    Raises FactError, and UnfitActionError where a fact names somebody whom there is not."""
    recorded = record_many(told=told, by=by, at=at)
    for subject, entries in recorded.items():
        if any(moves(entry.kind) for entry in entries):
            place(History(subject, facts_in_force(subject)))
        numbers = [entry.pk for entry in entries]
        write(act, by=by, at=at, about=subject, entries=numbers, **details)
    return recorded


def was_sent(once: str, *, by: str, at: datetime) -> bool:
    """Whether this person sent the form with this token within the last day."""
    return Line.objects.filter(by=by, at__gte=at - A_DAY, details__once=once).exists()


def _refuse_unfit(subject: str, facts: Sequence[Fact], told: Sequence[Told], by: str, at: datetime) -> None:
    """Each fact is held against those before it, what it corrects left out."""
    so_far, today = in_force(facts), day_of(at)
    for place_in_order, each in enumerate(told):
        corrected = None if each.supersedes is None else id_of(each.supersedes)
        so_far = [fact for fact in so_far if fact.id != corrected]
        refuse_unfit(History(subject, so_far), each, today)
        if len(told) > 1 and each.data is not None:
            so_far = [*so_far, _supposed(subject, each, place_in_order, by, at)]


def _supposed(subject: str, told: Told, number: int, by: str, at: datetime) -> Fact:
    return Fact(kind_named(told.kind), subject, told.on, told.data, f"new {number}", told.at or at, told.by or by)
