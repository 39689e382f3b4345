"""Whom and what the pages of recording offer to choose from."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from fingerpost.people.models import Group, Person, Placement, Role, running
from fingerpost.people.queries import holders
from fingerpost.people.reach import any_of, is_everything, placements_reached, subtree
from fingerpost.people.viewer import Viewer

MOST_ROWS = 60
"""So many learners stand on one page of a group session."""


def groups_for(viewer: Viewer, act: str) -> QuerySet[Group]:
    """The groups in which the viewer may do an act."""
    allowing = [grant for grant in viewer.grants if act in grant.definition.acts]
    reached = (
        Q() if is_everything(grant) else Q(key__in=subtree(grant.group_path))
        for grant in allowing
        if is_everything(grant) or grant.group_path
    )
    return Group.objects.filter(any_of(reached)).order_by("path")


def coaches_for(viewer: Viewer, act: str, group: Group | None, on: date) -> list[Person]:
    """Who may be the coach: those of the learner's group, then those of the groups in which the viewer may do the
    act."""
    near = holders("coach", group, on)
    roles = Role.objects.filter(running(on), role="coach")
    others = Person.objects.filter(roles__in=roles.filter(Q(group__in=groups_for(viewer, act)) | Q(group=None)))
    found = {person.key: person for person in (*near, *others.order_by("name"))}
    return list(found.values())


def placements_for(viewer: Viewer, act: str) -> QuerySet[Placement]:
    """The placements for which the viewer may do an act: seeing is not enough."""
    allowing = [grant for grant in viewer.grants if act in grant.definition.acts]
    return Placement.objects.filter(any_of(placements_reached(grant, viewer.on) for grant in allowing))


def learners_of_session(viewer: Viewer, group: str, on: date) -> tuple[Sequence[Placement], bool]:
    """The learners whom a group session may have had: those whose sessions the viewer records and who are still
    learning, of one group if it is named; and whether there are more than a page holds."""
    still = Q(until_on=None) | Q(until_on__gt=on)
    rows = placements_for(viewer, "log_session").filter(still).select_related("learner")
    if group:
        rows = rows.filter(group__in=subtree(_path(group)))
    found = list(rows.order_by("learner__name", "subject")[: MOST_ROWS + 1])
    return found[:MOST_ROWS], len(found) > MOST_ROWS


def groups_of_learners(viewer: Viewer, on: date) -> list[Group]:
    """The groups of those learners, to narrow a session to one."""
    still = Q(until_on=None) | Q(until_on__gt=on)
    seen = placements_for(viewer, "log_session").filter(still).order_by().values("group")
    return list(Group.objects.filter(key__in=seen).order_by("path"))


def _path(group: str) -> str:
    path = Group.objects.filter(key=group).values_list("path", flat=True).first()
    return path or "no group"
