"""People are away and covered for, leave, and come back."""

from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from fingerpost.journal.actions import write
from fingerpost.kit.clock import day_of
from fingerpost.kit.dates import long_day
from fingerpost.people.actions.accounts import withdraw_open_invitations
from fingerpost.people.actions.roles import end_assignments, end_role
from fingerpost.people.actions.waiting import wait_for
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Assignment, Cover, Person, Role, User, not_over
from fingerpost.people.owners import caseload


@transaction.atomic
def arrange_cover(*, covered: Person, covering: Person, from_on: date, until_on: date, by: str, at: datetime) -> Cover:
    """Somebody's duties go to another; `until_on` is the first day back. Raises RefusedError where the days or the
    people do not fit: cover is not passed on, so nobody covers who is covered for."""
    if until_on <= from_on:
        raise RefusedError(_("The first day back must come after the first day away."), "until_on")
    if covered.key == covering.key:
        raise RefusedError(_("Choose somebody else: nobody can cover for themselves."), "covering")
    people = wait_for(covered.key, covering.key)
    covered, covering = people[covered.key], people[covering.key]
    if covering.left_on is not None and covering.left_on < until_on:
        told = {"name": covering.name, "day": long_day(covering.left_on)}
        raise RefusedError(_("%(name)s leaves on %(day)s. Choose somebody else.") % told, "covering")
    _refuse_chains(covered, covering, Q(from_on__lt=until_on, until_on__gt=from_on))
    cover = Cover.objects.create(covered=covered, covering=covering, from_on=from_on, until_on=until_on)
    write("cover-arranged", by=by, at=at, about=covered.key, to=covering.key, from_on=from_on, until_on=until_on)
    return cover


def _refuse_chains(covered: Person, covering: Person, meanwhile: Q) -> None:
    away = Cover.objects.filter(meanwhile, covered=covering).first()
    if away:
        told = {"name": covering.name, "day": long_day(away.until_on)}
        raise RefusedError(_("%(name)s is away too, until %(day)s. Choose somebody else.") % told, "covering")
    other = Cover.objects.filter(meanwhile, covering=covered).select_related("covered").first()
    if other:
        told = {"name": covered.name, "other": other.covered.name}
        raise RefusedError(
            _("%(name)s covers for %(other)s in that time. Arrange other cover for %(other)s first.") % told, "covering"
        )
    if Cover.objects.filter(meanwhile, covered=covered, covering=covering).exists():
        told = {"name": covering.name, "other": covered.name}
        raise RefusedError(_("%(name)s covers for %(other)s in that time already.") % told, "covering")


@transaction.atomic
def end_cover(*, cover: Cover, on: date, by: str, at: datetime) -> None:
    """Cover ends earlier: `on` is the first day back. Cover that has not begun by then is called off. Raises
    RefusedError where it ends by then already."""
    found = Cover.objects.select_for_update().filter(pk=cover.pk).first()
    if found is None:
        raise RefusedError(_("This cover has ended already."))
    cover = found
    if cover.until_on <= on:
        raise RefusedError(_("This cover ends on %(day)s already.") % {"day": long_day(cover.until_on)}, "on")
    write("cover-ended", by=by, at=at, about=cover.covered_id, to=cover.covering_id, on=on)
    if on <= cover.from_on:
        cover.delete()
    else:
        cover.until_on = on
        cover.save(update_fields=["until_on"])


@transaction.atomic
def leave(*, person: Person, on: date, by: str, at: datetime) -> int:
    """A person leaves; `on` is the first day on which they no longer work here. Roles, caseload and cover end; from
    that day on they cannot sign in. Gives how many learners nobody has then: they show as unowned."""
    person = wait_for(person.key)[person.key]
    if person.left_on is not None:
        raise RefusedError(_("%(name)s left on %(day)s.") % {"name": person.name, "day": long_day(person.left_on)})
    open_roles = Role.objects.filter(not_over(on), person=person)
    for role in open_roles.order_by("id"):
        end_role(role=role, on=on, by=by, at=at)
    unowned = len(caseload(person, on))
    _end_caseload(person, on, by, at)
    covers = Cover.objects.filter(Q(covered=person) | Q(covering=person), until_on__gt=on)
    for cover in covers.select_for_update().order_by("id"):
        end_cover(cover=cover, on=on, by=by, at=at)
    withdraw_open_invitations(person=person, by=by, at=at)
    person.left_on = on
    person.save(update_fields=["left_on"])
    write("person-left", by=by, at=at, about=person.key, on=on, unowned=unowned)
    if on <= day_of(at):
        _shut_out(person)
    return unowned


def _end_caseload(person: Person, on: date, by: str, at: datetime) -> None:
    """Nobody has their learners from that day on. The desk is told first (`LEAVING_IS_FOLLOWED_BY`), so that the record
    says so, too."""
    held = Assignment.objects.filter(not_over(on), person=person)
    subjects = list(held.order_by("subject").values_list("subject", flat=True).distinct())
    for name in settings.LEAVING_IS_FOLLOWED_BY:
        import_string(name)(person=person.key, subjects=subjects, on=on, by=by, at=at)
    end_assignments(held, on)


def _shut_out(person: Person) -> None:
    """The account rests and whoever is signed in by it is signed out. (Who leaves later is signed out on that day, by
    `middleware`.)"""
    User.objects.filter(person=person).update(is_active=False)
    for session in UserSession.objects.filter(user__person=person):
        session.end()


@transaction.atomic
def come_back(*, person: Person, by: str, at: datetime) -> None:
    """Somebody who left, or was to leave, works here again: the account wakes; roles are given anew."""
    person = wait_for(person.key)[person.key]
    if person.left_on is None:
        raise RefusedError(_("%(name)s has not left.") % {"name": person.name})
    person.left_on = None
    person.save(update_fields=["left_on"])
    User.objects.filter(person=person).update(is_active=True)
    write("person-came-back", by=by, at=at, about=person.key)
