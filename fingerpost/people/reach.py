"""How far a role reaches: its scope, as conditions that a database answers by its indexes."""

from collections.abc import Iterable
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from fingerpost.people.models import Assignment, Group, Placement, running
from fingerpost.people.role_table import Scope
from fingerpost.people.viewer import Grant

NOTHING = Q(pk__in=())
PERSON, GROUP, PROVIDER = "person:", "group:", "provider:self"


def is_everything(grant: Grant) -> bool:
    """Whether a grant reaches every placement: its scope is all, or that of a group while it has none."""
    scope = grant.definition.scope
    return scope in (Scope.ALL, Scope.NAMES) or (scope is Scope.GROUP and not grant.group_path)


def placements_reached(grant: Grant, on: date) -> Q:
    """The placements within a grant's scope on a day, as a condition on `Placement`."""
    if is_everything(grant):
        return Q()
    match grant.definition.scope:
        case Scope.OWN:
            return Q(learner_id=grant.holder_key)
        case Scope.CASELOAD:
            return Q(pk__in=Assignment.objects.filter(assigned(grant, on)).values("subject"))
        case Scope.GROUP:
            return Q(group__in=subtree(grant.group_path))
        case Scope.EMPLOYER:
            return Q(employer_id=grant.employer_key)
    return NOTHING


def assigned(grant: Grant, on: date) -> Q:
    """The assignments that make the caseload of a grant's holder, as a condition on `Assignment`."""
    return running(on) & Q(person_id=grant.holder_key, role=grant.role)


def subtree(path: str) -> QuerySet[Group, Any]:
    """A group and all below it, as a subquery of keys; a path's letters need no escaping in a pattern."""
    return Group.objects.filter(path__startswith=path).order_by().values("key")


def any_of(conditions: Iterable[Q]) -> Q:
    """The union; nothing where there are no conditions, everything where one of them has no limit."""
    found = list(conditions)
    if not found:
        return NOTHING
    return Q() if any(not each for each in found) else reduce(or_, found)


def is_within_reach(grants: Iterable[Grant], subject: str, on: date) -> bool:
    """Whether a subject lies within the scope of one of the grants. The provider is within reach of whoever sees it, a
    person within that of whoever sees people, a group within that of a role for it or for a group above."""
    found = list(grants)
    if subject == PROVIDER:
        return any(grant.definition.sees_provider for grant in found)
    if subject.startswith(PERSON):
        return any(grant.definition.sees_people for grant in found)
    if any(map(is_everything, found)):
        return True
    if subject.startswith(GROUP):
        return _is_group_reached(found, subject)
    return Placement.objects.filter(any_of(placements_reached(grant, on) for grant in found), pk=subject).exists()


def _is_group_reached(grants: list[Grant], subject: str) -> bool:
    paths = [grant.group_path for grant in grants if grant.definition.scope is Scope.GROUP]
    path = Group.objects.filter(pk=subject).values_list("path", flat=True).first()
    return path is not None and any(path.startswith(each) for each in paths)
