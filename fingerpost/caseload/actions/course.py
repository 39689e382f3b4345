"""The way through a programme: start, breaks, changes of employer and coach, and the end."""

import re
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from fingerpost.caseload import telling
from fingerpost.caseload.actions.recording import tell, was_sent
from fingerpost.caseload.actions.unfit import UnfitActionError
from fingerpost.facts.actions import wait_for
from fingerpost.facts.keys import LENGTH, LETTERS, new_key
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import facts_in_force
from fingerpost.kit.dates import long_day
from fingerpost.people.actions import add_person
from fingerpost.people.models import Person, Role, running
from fingerpost.rules.history import History

ENROLMENT = "enrolment"
KEY = re.compile(rf"{ENROLMENT}:[{LETTERS}]{{{LENGTH}}}")


def enrol(*, on: date, by: str, at: datetime, key: str | None = None, once: str = "", **attributes: Any) -> str:
    """Enters a learner on a programme; gives the enrolment's key. `attributes` are those of `telling.started`. Raises
    UnfitActionError."""
    subject = key or new_key(ENROLMENT)
    told = telling.started(on, **attributes)
    tell(subject=subject, told=[told], by=by, at=at, act="learner-enrolled", once=once)
    return subject


@transaction.atomic
def enrol_newcomer(
    *, on: date, by: str, at: datetime, key: str, name: str, email: str, phone: str, language: str, **attributes: Any
) -> str:
    """Enters somebody on a programme who is not among the people yet; gives the enrolment's key, which is new too: the
    same form sent twice makes nobody twice. Raises UnfitActionError."""
    wait_for([key])
    if not was_sent(key, by=by, at=at):
        person = add_person(name=name, email=email, phone=phone, language=language, by=by, at=at)
        enrol(on=on, by=by, at=at, key=key, once=key, learner=person.key, **attributes)
    return key


def begin_break(
    *,
    subject: str,
    on: date,
    by: str,
    at: datetime,
    reason: str = "",
    expected_return: date | None = None,
    once: str = "",
) -> list[Entry]:
    """Begins a break in learning, in which the clocks stand still. Raises UnfitActionError."""
    told = telling.break_began(on, reason=reason, expected_return=expected_return)
    return tell(subject=subject, told=[told], by=by, at=at, act="break-begun", once=once)


def end_break(*, subject: str, on: date, by: str, at: datetime, once: str = "") -> list[Entry]:
    """Ends the break that runs; `on` is the first day back. Raises UnfitActionError."""
    return tell(subject=subject, told=[telling.break_ended(on)], by=by, at=at, act="break-ended", once=once)


def change_employer(
    *, subject: str, on: date, employer: str, by: str, at: datetime, said: str = "", once: str = ""
) -> list[Entry]:
    """The learner works for another employer from a day on. Raises UnfitActionError."""
    message = _("The learner is with this employer already. Choose the new one.")
    return _change(
        subject, on, "employer", employer, message, by=by, at=at, act="employer-changed", said=said, once=once
    )


def change_coach(
    *, subject: str, on: date, coach: str, by: str, at: datetime, said: str = "", once: str = ""
) -> list[Entry]:
    """The learner belongs to another coach's caseload from a day on. Raises UnfitActionError, also where the person is
    no coach on that day, or leaves."""
    if not Role.objects.filter(running(on), person=coach, role="coach").exists():
        raise UnfitActionError(_("This person does not hold the role of a coach on that day."), "coach")
    leaver = Person.objects.filter(pk=coach, left_on__isnull=False).first()
    if leaver is not None and leaver.left_on is not None:
        told = {"name": leaver.name, "day": long_day(leaver.left_on)}
        raise UnfitActionError(_("%(name)s leaves on %(day)s. Choose somebody else.") % told, "coach")
    message = _("The learner is in this coach's caseload already. Choose another one.")
    return _change(subject, on, "coach", coach, message, by=by, at=at, act="coach-changed", said=said, once=once)


@transaction.atomic
def _change(
    subject: str,
    on: date,
    field: str,
    value: str,
    message: str,
    *,
    by: str,
    at: datetime,
    act: str,
    said: str,
    once: str,
) -> list[Entry]:
    wait_for([subject])
    if once and was_sent(once, by=by, at=at):
        return []
    if History(subject, facts_in_force(subject)).attribute(field, on.toordinal()) == value:
        raise UnfitActionError(message, field)
    told = telling.act("changed", on, {field: value}, said)
    return tell(subject=subject, told=[told], by=by, at=at, act=act, once=once)


def withdraw_learner(
    *,
    subject: str,
    on: date,
    by: str,
    at: datetime,
    reason: str = "",
    destination: str = "",
    once: str = "",
) -> list[Entry]:
    """The learner leaves before completing; `on` is the last day. Raises UnfitActionError."""
    told = telling.withdrew(on, reason=reason, destination=destination)
    return tell(subject=subject, told=[told], by=by, at=at, act="learner-withdrawn", once=once)


def complete(*, subject: str, on: date, by: str, at: datetime, once: str = "") -> list[Entry]:
    """The learner has completed the programme. Raises UnfitActionError."""
    return tell(subject=subject, told=[telling.completed(on)], by=by, at=at, act="programme-completed", once=once)


def transfer(*, subject: str, on: date, to: str, by: str, at: datetime, once: str = "") -> list[Entry]:
    """The learner goes on elsewhere or on another programme. Raises UnfitActionError."""
    return tell(subject=subject, told=[telling.transferred(on, to)], by=by, at=at, act="learner-transferred", once=once)
