"""What is due from a viewer: `answerable` read the other way round, so that a page can ask for it in one query."""

from collections.abc import Collection
from functools import reduce
from operator import and_, or_
from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from fingerpost.people.models import Assignment, Group, Placement
from fingerpost.people.owners import holdings
from fingerpost.people.reach import assigned, placements_reached
from fingerpost.people.role_table import Scope
from fingerpost.people.viewer import Grant, Viewer

Row = TypeVar("Row", bound=Model)


def owed_by(
    viewer: Viewer | None, queryset: QuerySet[Row], *, subject: str = "subject_id", owner: str = "owner"
) -> QuerySet[Row]:
    """Narrows rows that carry a subject's key and an owner's role to those for which the viewer answers: a coach for
    their caseload, others where no holder of the same role is nearer. Of a person who is covered and of those who
    cover, both see them. Narrow by `within` as well: owing is no right to see. Two queries."""
    if viewer is None:
        return queryset.none()
    held = holdings(viewer.roles, viewer.on)
    condition = Q(pk__in=())
    for grant in viewer.grants:
        paths = {each.path for each in held[grant.role]}
        condition |= Q(**{owner: grant.role}) & _owed(grant, paths, viewer, subject)
    return queryset.filter(condition)


def _owed(grant: Grant, paths: Collection[str], viewer: Viewer, column: str) -> Q:
    scope = grant.definition.scope
    if scope is Scope.CASELOAD:
        keys = Assignment.objects.filter(assigned(grant, viewer.on)).order_by().values("subject")
        return Q(**{f"{column}__in": keys})
    if scope in (Scope.OWN, Scope.EMPLOYER):
        placed = Placement.objects.filter(placements_reached(grant, viewer.on)).order_by().values("subject")
        return Q(**{f"{column}__in": placed})
    if not grant.group_path:
        return _nowhere_below(paths, column)
    deeper = [path for path in paths if path != grant.group_path and path.startswith(grant.group_path)]
    owed = _in_groups(_below([grant.group_path]) & _not_below(deeper), column)
    if scope is not Scope.GROUP and "" not in paths:
        owed |= _nowhere_below(paths, column)
    return owed


def _nowhere_below(paths: Collection[str], column: str) -> Q:
    """What lies under none of some groups; what concerns no group lies there too."""
    named = [path for path in paths if path]
    return ~_in_groups(_below(named), column) if named else Q()


def _in_groups(groups: Q, column: str) -> Q:
    keys = Group.objects.filter(groups).order_by().values("key")
    placed = Placement.objects.filter(group__in=keys).order_by().values("subject")
    return Q(**{f"{column}__in": placed}) | Q(**{f"{column}__in": keys})


def _below(paths: Collection[str]) -> Q:
    return reduce(or_, (Q(path__startswith=path) for path in paths))


def _not_below(paths: Collection[str]) -> Q:
    return reduce(and_, (~Q(path__startswith=path) for path in paths), Q())
