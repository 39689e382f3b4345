"""A manager's Monday: what is overdue and due this week in the team, by person and by role, and what nobody owns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from fingerpost.duties.lists import late_or_due, seen
from fingerpost.duties.models import Duty
from fingerpost.facts.keys import PROVIDER
from fingerpost.people.models import Assignment, Cover, Group, Person, Placement, Role, running
from fingerpost.people.owners import Held
from fingerpost.people.queries import holdings, nearest, owed_by, viewer_of
from fingerpost.people.reach import is_everything
from fingerpost.people.role_table import ROLES, Scope
from fingerpost.people.viewer import Viewer


class Cell(NamedTuple):
    """Duties of one owner (a role, or a person by name) in one group and one caseload: how many are overdue, and how
    many are due by the end of the week."""

    owner: str
    group: str | None
    coach: str | None
    overdue: int
    week: int


@dataclass(frozen=True, slots=True)
class Share:
    """How much is overdue and due this week from a person or a role; `covered_by` names who covers for them today."""

    key: str
    name: str
    overdue: int
    week: int
    covered_by: str = ""


@dataclass(frozen=True, slots=True)
class Team:
    """What the page shows: shares of people, the most overdue first, shares of roles, and what nobody owns by role."""

    people: Sequence[Share]
    roles: Sequence[Share]
    unowned: Sequence[Share]
    overdue: int
    week: int


def of_team(viewer: Viewer) -> QuerySet[Duty]:
    """What the page is about: whatever is open, due by the end of the week, and may be seen by the viewer. The
    provider itself is in nobody's team but theirs who see everything."""
    duties = late_or_due(seen(viewer), viewer.on)
    return duties if any(map(is_everything, viewer.grants)) else duties.exclude(subject_id=PROVIDER)


def cells(duties: QuerySet[Duty], viewer: Viewer) -> list[Cell]:
    """Duties counted by owner, group and caseload; one query."""
    placed = Placement.objects.filter(pk=OuterRef("subject_id"))
    held = Assignment.objects.filter(running(viewer.on), subject=OuterRef("subject_id"), role=OuterRef("owner"))
    rows = duties.annotate(group=Subquery(placed.values("group")), coach=Subquery(held.values("person")[:1]))
    counted = rows.order_by().values_list("owner", "group", "coach")
    late = Q(due__lt=viewer.on)
    return [Cell(*row) for row in counted.annotate(late=Count("pk", filter=late), soon=Count("pk", filter=~late))]


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for what on a day: the holders of roles, the paths of groups, and people known by name."""

    held: Mapping[str, Sequence[Held]]
    paths: Mapping[str, str]
    named: Mapping[str, Person]

    def people(self, cell: Cell) -> list[Person]:
        """Who answers for a cell; nobody where it is unowned."""
        if cell.owner not in ROLES:
            return [self.named[cell.owner]] if cell.owner in self.named else []
        held = self.held.get(cell.owner, ())
        if ROLES[cell.owner].scope is Scope.CASELOAD:
            return [each.person for each in held if each.person.key == cell.coach][:1]
        return nearest(held, self.paths.get(cell.group or "", ""), cell.owner)


def answering(found: Iterable[Cell], viewer: Viewer) -> Answering:
    """Who answers for these cells; three queries. Of people known by name only those count who hold a role."""
    rows = list(found)
    owners = {cell.owner for cell in rows}
    held = holdings(owners & ROLES.keys(), viewer.on)
    paths = Group.objects.filter(key__in={cell.group for cell in rows if cell.group}).values_list("key", "path")
    holding = Role.objects.filter(running(viewer.on)).values("person")
    named = Person.objects.filter(key__in=owners - ROLES.keys()).filter(key__in=holding)
    return Answering(held, dict(paths), {person.key: person for person in named})


def team_of(viewer: Viewer) -> Team:
    """The team of a viewer, counted; five queries."""
    found = cells(of_team(viewer), viewer)
    who = answering(found, viewer)
    people: dict[str, Person] = {}
    by_person: defaultdict[str, list[Cell]] = defaultdict(list)
    by_role: defaultdict[str, list[Cell]] = defaultdict(list)
    unowned: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in found:
        role = cell.owner if cell.owner in ROLES else ""
        by_role[role].append(cell)
        answer = who.people(cell)
        for person in answer:
            people[person.key] = person
            by_person[person.key].append(cell)
        if not answer:
            unowned[role].append(cell)
    covers = _covers(people, viewer)
    shares = [_share(key, people[key].name, own, covers.get(key, "")) for key, own in by_person.items()]
    return Team(
        people=sorted(shares, key=lambda each: (-each.overdue, -each.week, each.name)),
        roles=[_share(role, role_name(role), by_role[role]) for role in (*ROLES, "") if role in by_role],
        unowned=[_share(role, role_name(role), unowned[role]) for role in (*ROLES, "") if role in unowned],
        overdue=sum(cell.overdue for cell in found),
        week=sum(cell.week for cell in found),
    )


def role_name(role: str) -> str:
    """What an owner's role is called; empty where duties were passed on by name."""
    return str(ROLES[role].name) if role else ""


def _share(key: str, name: str, own: Iterable[Cell], covered_by: str = "") -> Share:
    rows = list(own)
    return Share(key, name, sum(cell.overdue for cell in rows), sum(cell.week for cell in rows), covered_by)


def _covers(people: Mapping[str, Person], viewer: Viewer) -> dict[str, str]:
    running_now = Cover.objects.filter(running(viewer.on), covered__in=list(people))
    return dict(running_now.values_list("covered", "covering__name"))


def of_person(viewer: Viewer, person: Person) -> QuerySet[Duty]:
    """The team's duties that are due from one person, whoever covers for them: what their share counts."""
    whole = viewer_of(person, viewer.on)
    own = replace(whole, grants=tuple(grant for grant in whole.grants if not grant.covering_for))
    duties = of_team(viewer)
    return owed_by(own, duties) | duties.filter(owner=person.key)


def of_role(viewer: Viewer, role: str) -> QuerySet[Duty]:
    """The team's duties that are due from a role; those passed on by name where it is empty."""
    duties = of_team(viewer)
    return duties.filter(owner=role) if role else duties.exclude(owner__in=list(ROLES))


def of_nobody(viewer: Viewer, role: str) -> QuerySet[Duty]:
    """The team's duties that nobody answers for: of a role without a holder, of a caseload without a coach, and (where
    the role is empty) of people who hold no role any longer."""
    duties = of_role(viewer, role)
    if not role:
        holding = Role.objects.filter(running(viewer.on)).values("person")
        return duties.exclude(owner__in=holding)
    if ROLES[role].scope is Scope.CASELOAD:
        holds = Role.objects.filter(running(viewer.on), person=OuterRef("person"), role=role)
        own = Assignment.objects.filter(running(viewer.on), Exists(holds), subject=OuterRef("subject_id"), role=role)
        return duties.filter(~Exists(own))
    found = cells(duties, viewer)
    who = answering(found, viewer)
    empty = {cell.group for cell in found if not who.people(cell)}
    placed = Placement.objects.filter(group__in=[group for group in empty if group]).values("subject")
    lost = Q(subject_id__in=placed)
    if None in empty:
        lost |= ~Q(subject_id__in=Placement.objects.filter(group__isnull=False).values("subject"))
    return duties.filter(lost)
