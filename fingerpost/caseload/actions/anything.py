"""Any kind of fact about a learner, and what puts an entry right."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fingerpost.caseload import telling
from fingerpost.caseload.actions.recording import tell, was_sent
from fingerpost.caseload.actions.unfit import UnfitActionError
from fingerpost.facts.actions import wait_for
from fingerpost.facts.kinds import kind_named
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import corrections_of
from fingerpost.facts.rows import Told


def act_on(
    *,
    subject: str,
    kind: str,
    on: date,
    by: str,
    at: datetime,
    data: Mapping[str, Any] | None = None,
    said: str = "",
    compartment: str = "",
    once: str = "",
) -> list[Entry]:
    """Records a fact of any kind. Raises UnfitActionError."""
    told = telling.act(kind, on, data, said, compartment)
    return tell(subject=subject, told=[told], by=by, at=at, act="fact-recorded", once=once, kind=kind)


@transaction.atomic
def correct_entry(
    *,
    number: int,
    on: date,
    data: Mapping[str, Any],
    by: str,
    at: datetime,
    said: str = "",
    once: str = "",
) -> list[Entry]:
    """Puts an entry right: a new one takes its place, and the old one stays readable. Raises UnfitActionError, also
    where somebody has corrected it meanwhile."""
    old = _uncorrected(number, by, at, once)
    if old is None:
        return []
    given = telling.act(old.kind, on, data, said).data
    told = Told(old.kind, on, given, said, old.compartment, number)
    subject = old.subject_id
    return tell(subject=subject, told=[told], by=by, at=at, act="entry-corrected", once=once, number=number)


@transaction.atomic
def take_back_entry(*, number: int, reason: str, by: str, at: datetime, once: str = "") -> list[Entry]:
    """Takes an entry back: it never held. Raises UnfitActionError."""
    old = _uncorrected(number, by, at, once)
    if old is None:
        return []
    if kind_named(old.kind).marks == "starts":
        raise UnfitActionError(_("The start of a programme cannot be taken back. Correct it, or record that it ended."))
    told = Told(old.kind, old.on, None, reason, old.compartment, number)
    subject = old.subject_id
    return tell(subject=subject, told=[told], by=by, at=at, act="entry-taken-back", once=once, number=number)


def _uncorrected(number: int, by: str, at: datetime, once: str) -> Entry | None:
    """The entry, which nobody else corrects until this is done; None where this very form did so already."""
    old = Entry.objects.filter(pk=number).first()
    if old is None:
        raise UnfitActionError(_("There is no such entry."))
    wait_for([old.subject_id])
    if once and was_sent(once, by=by, at=at):
        return None
    if old.data is None or corrections_of([number]).exists():
        raise UnfitActionError(
            _("This entry has been corrected or taken back meanwhile. Look at the log, and correct the newer one.")
        )
    return old
