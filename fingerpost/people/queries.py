"""Reading this room: who may see what, who answers for what, and lists of people."""

from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet

from fingerpost.people.models import Assignment, Group, Person, Placement, Role, not_over, running
from fingerpost.people.owing import owed_by
from fingerpost.people.owners import answerable, answerable_for, caseload, holders, holdings, nearest
from fingerpost.people.reach import any_of, is_everything, placements_reached, subtree
from fingerpost.people.role_table import COVERED, ROLES, Scope
from fingerpost.people.viewer import Viewer, viewer_of
from fingerpost.people.visibility import may_see, visible_placements, within

__all__ = [
    "Branch",
    "answerable",
    "answerable_for",
    "caseload",
    "holders",
    "holdings",
    "may_see",
    "nearest",
    "owed_by",
    "people_to_cover",
    "placements_of_group",
    "staff",
    "tree",
    "unowned_placements",
    "viewer_of",
    "visible_people",
    "visible_placements",
    "within",
]


def placements_of_group(group: Group, on: date) -> QuerySet[Placement]:
    """The placements in a group and in all below it that are not over on a day, whoever looks: narrow them by
    `visible_placements` for a page."""
    return Placement.objects.filter(not_over(on), group__in=subtree(group.path))


def unowned_placements(viewer: Viewer | None) -> QuerySet[Placement]:
    """The running placements that nobody has in their caseload, or only somebody whose role as a coach has ended, among
    those that the viewer may assign (P1)."""
    if viewer is None:
        return Placement.objects.none()
    assigning = [grant for grant in viewer.grants if "assign" in grant.definition.acts]
    still_coach = Role.objects.filter(running(viewer.on), person=OuterRef("person"), role=OuterRef("role"))
    owned = Assignment.objects.filter(running(viewer.on), Exists(still_coach), subject=OuterRef("pk"), role="coach")
    reached = any_of(placements_reached(grant, viewer.on) for grant in assigning)
    return Placement.objects.filter(reached, not_over(viewer.on), ~Exists(owned))


def visible_people(viewer: Viewer | None) -> QuerySet[Person]:
    """The people whose page the viewer may open: everybody for who manages people, those with a role in their group or
    below it for who may arrange cover there, and themselves."""
    if viewer is None:
        return Person.objects.none()
    if any("manage_people" in grant.definition.acts for grant in viewer.grants):
        return Person.objects.all()
    return Person.objects.filter(Q(key=viewer.person_key) | Q(key__in=_people_under(viewer)))


def people_to_cover(viewer: Viewer | None) -> QuerySet[Person]:
    """The people for whom the viewer may arrange cover."""
    if viewer is None:
        return Person.objects.none()
    if any("manage_people" in grant.definition.acts for grant in viewer.grants):
        return Person.objects.all()
    return Person.objects.filter(key__in=_people_under(viewer))


def _people_under(viewer: Viewer) -> QuerySet[Role, Any]:
    """Who holds a role of the house in a group where the viewer may arrange cover, and none that reaches beyond it, as
    cover passes on all that somebody sees. Learners and employers' people are not staff: nobody covers for them."""
    grants = [
        grant
        for grant in viewer.grants
        if "arrange_cover" in grant.definition.acts and grant.definition.scope in (Scope.GROUP, Scope.ALL)
    ]
    roles = _staff_roles(viewer.on).order_by()
    if any(map(is_everything, grants)):
        return roles.values("person")
    reached = any_of(Q(group__in=subtree(grant.group_path)) for grant in grants)
    wide = [slug for slug, role in ROLES.items() if role.scope is Scope.ALL]
    beyond = roles.filter(role__in=COVERED).filter(~reached | Q(role__in=wide)).values("person")
    return roles.filter(reached).exclude(person__in=beyond).values("person")


def staff(on: date) -> QuerySet[Person]:
    """Who holds a role of the house on a day: neither learners nor employers' people, by name."""
    holding = _staff_roles(on).order_by().values("person")
    return Person.objects.filter(key__in=holding).order_by("name", "key")


def _staff_roles(on: date) -> QuerySet[Role]:
    return Role.objects.filter(running(on)).exclude(role__in=("learner", "employer_contact"))


class Branch(NamedTuple):
    """A group and what stands below it."""

    group: Group
    branches: "tuple[Branch, ...]"


def tree() -> tuple[Branch, ...]:
    """Every group under the one above it, in the order of names; one query."""
    below: dict[str | None, list[Group]] = {}
    for group in Group.objects.order_by("name_en"):
        below.setdefault(group.parent_id, []).append(group)
    return _branches(below, None)


def _branches(below: dict[str | None, list[Group]], parent: str | None) -> tuple[Branch, ...]:
    return tuple(Branch(group, _branches(below, group.key)) for group in below.get(parent, []))
