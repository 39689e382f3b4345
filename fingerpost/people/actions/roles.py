"""Who holds which role, and who has whom in their caseload."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from fingerpost.facts.actions import record
from fingerpost.journal.actions import write
from fingerpost.kit.dates import long_day
from fingerpost.people.actions.waiting import wait_for
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Assignment, Employer, Group, Person, Placement, Role, not_over
from fingerpost.people.role_table import ROLES


@transaction.atomic
def give_role(
    *,
    person: Person,
    role: str,
    on: date,
    by: str,
    at: datetime,
    group: Group | None = None,
    employer: Employer | None = None,
    reason: str = "",
) -> Role:
    """A person holds a role from a day on; a fact about them says so. Raises RefusedError where they hold it, have
    left, or the role and what it is for do not fit; KeyError for a role that is not in the table."""
    ROLES[role]
    person = wait_for(person.key)[person.key]
    _refuse_unfit(person, role, on, group, employer)
    given = Role.objects.create(
        person=person, role=role, group=group, employer=employer, from_on=on, given_by=by, reason=reason
    )
    record(subject=person.key, kind="role_given", on=on, by=by, at=at, data=_told(given, reason))
    write("role-given", by=by, at=at, about=person.key, role=role, group=given.group_id, employer=given.employer_id)
    return given


def _refuse_unfit(person: Person, role: str, on: date, group: Group | None, employer: Employer | None) -> None:
    if person.left_on is not None:
        raise RefusedError(_("%(name)s has left. Note that they came back first.") % {"name": person.name})
    if role == "employer_contact" and employer is None:
        raise RefusedError(_("Choose the employer whose contact this is."), "employer")
    if role == "employer_contact" and group is not None:
        raise RefusedError(_("An employer’s contact belongs to no group of ours. Leave the group empty."), "group")
    if role != "employer_contact" and employer is not None:
        raise RefusedError(_("Only an employer’s contact has an employer. Leave the employer empty."), "employer")
    same = Role.objects.filter(person=person, role=role, group=group, employer=employer)
    if same.filter(not_over(on)).exists():
        raise RefusedError(_("%(name)s holds this role already.") % {"name": person.name}, "role")


@transaction.atomic
def end_role(*, role: Role, on: date, by: str, at: datetime, reason: str = "") -> None:
    """A role ends: `on` is the first day without it. One that has not begun by then is taken back. What the person
    had in their caseload stays theirs by name and shows as unowned. Raises RefusedError where it ended already."""
    wait_for(role.person_id)
    found = Role.objects.filter(pk=role.pk).first()
    if found is None:
        raise RefusedError(_("This role has ended already."))
    role = found
    if role.until_on is not None and role.until_on <= on:
        raise RefusedError(_("This role ended on %(day)s.") % {"day": long_day(role.until_on)})
    last = max(on, role.from_on)
    record(subject=role.person_id, kind="role_ended", on=last, by=by, at=at, data=_told(role, reason))
    write("role-ended", by=by, at=at, about=role.person_id, role=role.role, group=role.group_id, on=last)
    if on <= role.from_on:
        role.delete()
    else:
        role.until_on = on
        role.save(update_fields=["until_on"])


def _told(role: Role, reason: str) -> dict[str, Any]:
    said = {"role": role.role, "group": role.group_id, "employer": role.employer_id, "reason": reason}
    return {name: value for name, value in said.items() if value}


@transaction.atomic
def assign(*, subject: str, person: Person, on: date, by: str, at: datetime, role: str = "coach") -> Assignment:
    """A placement goes into a person's caseload from a day on; whoever had it has it no longer. Raises RefusedError
    where there is no such placement or the person does not hold the role on that day."""
    wait_for(person.key)
    placement = Placement.objects.select_for_update().filter(pk=subject).first()
    if placement is None:
        raise RefusedError(_("This learner is not on a programme."))
    if not Role.objects.filter(not_over(on), person=person, role=role, from_on__lte=on).exists():
        told = {"name": person.name, "role": ROLES[role].name, "day": long_day(on)}
        raise RefusedError(_("%(name)s does not hold the role “%(role)s” on %(day)s.") % told, "person")
    end_assignments(Assignment.objects.filter(subject=subject, role=role), on)
    assignment = Assignment.objects.create(subject=placement, person=person, role=role, from_on=on)
    write("assigned", by=by, at=at, about=subject, to=person.key, role=role, on=on)
    return assignment


@transaction.atomic
def unassign(*, subject: str, on: date, by: str, at: datetime, role: str = "coach") -> None:
    """Nobody has a placement in their caseload from a day on: it ended, or its next coach is not known yet."""
    if end_assignments(Assignment.objects.filter(subject=subject, role=role), on):
        write("unassigned", by=by, at=at, about=subject, role=role, on=on)


def end_assignments(assignments: QuerySet[Assignment], on: date) -> int:
    """Ends those that run on a day or would begin later; one that has not begun by then never was. Gives how many."""
    open_still = assignments.filter(not_over(on))
    never, _rows = open_still.filter(from_on__gte=on).delete()
    ended: int = open_still.update(until_on=on)
    return int(never) + ended
