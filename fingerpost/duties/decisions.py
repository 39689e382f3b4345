"""What people decide about a duty: done, waived, passed on, put off. Each is a fact, so that it outlives a rebuild."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fingerpost.duties.closing import asked, is_ticked
from fingerpost.duties.models import Duty
from fingerpost.duties.queries import open_on
from fingerpost.facts.actions import record, wait_for
from fingerpost.journal.actions import write
from fingerpost.kit.clock import day_of
from fingerpost.kit.dates import long_day
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Person
from fingerpost.policies.queries import rulebook
from fingerpost.rules.reading import PASSED_ON, PUT_OFF, TICKED, WAIVED


@transaction.atomic
def tick_off(*, duty: Duty, by: str, at: datetime) -> None:
    """A duty that no recorded act does is done. Raises RefusedError where it is not open, or acts must be recorded."""
    found = asked(duty, rulebook())
    if found is not None and not is_ticked(found.ask):
        raise RefusedError(_("This is done by recording what was done, not by ticking it off."))
    _decide(TICKED, "duty-ticked-off", duty, {}, by, at)


@transaction.atomic
def waive(*, duty: Duty, reason: str, by: str, at: datetime) -> None:
    """A duty need not be done, for a reason. Raises RefusedError where it is not open."""
    _decide(WAIVED, "duty-waived", duty, {"reason": reason}, by, at)


@transaction.atomic
def pass_on(*, duty: Duty, to: Person, by: str, at: datetime, reason: str = "") -> None:
    """A duty goes to a person by name, who must be able to see it. Raises RefusedError where it is not open or theirs
    already."""
    if duty.owner == to.key:
        raise RefusedError(_("%(name)s has it already.") % {"name": to.name}, "to")
    _decide(PASSED_ON, "duty-passed-on", duty, {"to": to.key, "reason": reason}, by, at, to=to.key)


@transaction.atomic
def put_off(*, duty: Duty, until: date, reason: str, by: str, at: datetime) -> None:
    """A duty has a later last day, for a reason. Raises RefusedError where it is not open, or the day is not later."""
    if duty.due is not None and until <= duty.due:
        told = {"day": long_day(duty.due)}
        raise RefusedError(_("It is due on %(day)s already. Enter a later day.") % told, "until")
    _decide(PUT_OFF, "duty-put-off", duty, {"until": until, "reason": reason}, by, at, until=until)


def _decide(
    kind: str, act: str, duty: Duty, data: Mapping[str, Any], by: str, at: datetime, **journalled: object
) -> None:
    """Records the decision in the duty's own compartment: its name and its reason tell as much as the duty does."""
    today = day_of(at)
    wait_for([duty.subject_id])
    if not Duty.objects.filter(open_on(today), key=duty.key).exists():
        raise RefusedError(_("This is no longer open: somebody has closed it meanwhile."))
    name = f"{duty.rule}/{duty.action}"
    said = {each: value for each, value in data.items() if value != ""}
    record(
        subject=duty.subject_id,
        kind=kind,
        on=today,
        by=by,
        at=at,
        data={"duty": name, **said},
        compartment=duty.compartment,
    )
    write(act, by=by, at=at, about=duty.subject_id, duty=name, key=duty.key, **journalled)
