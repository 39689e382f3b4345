"""Who answers for what: the holders of a role, the nearest first, with cover; and the other way round."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from fingerpost.people.models import Assignment, Cover, Group, Person, Placement, Role, not_over, running
from fingerpost.people.role_table import COVERED, ROLES, Scope

Asked = tuple[str, str]
"""A subject's key and a role's code."""


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody who holds a role: for a group (its path; empty for the whole provider) or an employer."""

    person: Person
    path: str = ""
    employer_key: str = ""


def holders(role: str, group: Group | None, on: date) -> list[Person]:
    """Who holds a role on a day for a group or for one above it, the nearest first; without a group, for the whole
    provider. Cover is not looked at."""
    path = group.path if group else ""
    held = [each for each in _held({role}, on)[role] if path.startswith(each.path)]
    return _once(each.person for each in sorted(held, key=lambda each: (-len(each.path), each.person.name)))


def answerable(subject: str, role: str, on: date) -> list[Person]:
    """Who answers in a role for a subject on a day: see `answerable_for`."""
    return answerable_for([(subject, role)], on)[subject, role]


def answerable_for(asked: Iterable[Asked], on: date) -> dict[Asked, list[Person]]:
    """Who answers in a role for a subject on a day, for many at once in five queries. A coach answers for what is
    assigned to them, a learner for their own; otherwise the nearest holder up the tree of groups answers (for a role
    that sees all placements: any holder, where none is above). Whoever is covered gives way to those who cover. Empty
    where nobody answers: then it is unowned."""
    pairs = list(asked)
    subjects, roles = {subject for subject, _ in pairs}, {role for _, role in pairs}
    placements = {each.subject: each for each in _placements(subjects)}
    paths = {subject: each.group.path if each.group else "" for subject, each in placements.items()}
    paths |= dict(Group.objects.filter(key__in=subjects).values_list("key", "path"))
    held, assigned = _held(roles, on), _assigned(subjects, roles, on)
    found: dict[Asked, list[Person]] = {}
    for subject, role in pairs:
        scope, placement = ROLES[role].scope, placements.get(subject)
        if scope is Scope.CASELOAD:
            keys = {each.person.key for each in held[role]}
            people = [person for person in assigned[subject, role] if person.key in keys]
        elif scope is Scope.OWN:
            people = [placement.learner] if placement else []
        elif scope is Scope.EMPLOYER:
            employer = placement.employer_id if placement else None
            people = [each.person for each in held[role] if each.employer_key == employer]
        else:
            people = nearest(held[role], paths.get(subject, ""), role)
        found[subject, role] = people
    return _with_cover(found, on)


def nearest(held: Sequence[Held], path: str, role: str) -> list[Person]:
    """Those of the holders who are nearest above a group; for a role that is not tied to groups everybody, where nobody
    is above."""
    above = [each for each in held if path.startswith(each.path)]
    if not above and ROLES[role].scope is not Scope.GROUP:
        above = [Held(each.person) for each in held]
    depth = max((len(each.path) for each in above), default=0)
    return _once(each.person for each in above if len(each.path) == depth)


def caseload(person: Person, on: date) -> list[str]:
    """The subjects assigned to a person on a day, in whatever role, that are not over by then; without those of people
    whom they cover for."""
    rows = Assignment.objects.filter(running(on), not_over(on, "subject__"), person=person)
    return list(rows.order_by("subject").values_list("subject", flat=True).distinct())


def holdings(roles: Collection[str], on: date) -> Mapping[str, list[Held]]:
    """Who holds each of several roles on a day; one query."""
    return _held(roles, on)


def _held(roles: Collection[str], on: date) -> defaultdict[str, list[Held]]:
    found: defaultdict[str, list[Held]] = defaultdict(list)
    rows = (
        Role.objects.filter(running(on), role__in=roles)
        .select_related("person", "group")
        .order_by("person__name", "id")
    )
    for row in rows:
        found[row.role].append(Held(row.person, row.group.path if row.group else "", row.employer_id or ""))
    return found


def _placements(subjects: Collection[str]) -> Iterable[Placement]:
    return Placement.objects.filter(subject__in=subjects).select_related("learner", "group")


def _assigned(subjects: Collection[str], roles: Collection[str], on: date) -> defaultdict[Asked, list[Person]]:
    found: defaultdict[Asked, list[Person]] = defaultdict(list)
    rows = Assignment.objects.filter(running(on), subject__in=subjects, role__in=roles).select_related("person")
    for row in rows:
        found[row.subject_id, row.role].append(row.person)
    return found


def _with_cover(found: Mapping[Asked, list[Person]], on: date) -> dict[Asked, list[Person]]:
    keys = {person.key for people in found.values() for person in people}
    covers = Cover.objects.filter(running(on), covered__in=keys).select_related("covering").order_by("id")
    instead: defaultdict[str, list[Person]] = defaultdict(list)
    for cover in covers:
        instead[cover.covered_id].append(cover.covering)
    return {
        (subject, role): _once(
            each for person in people for each in (instead.get(person.key, [person]) if role in COVERED else [person])
        )
        for (subject, role), people in found.items()
    }


def _once(people: Iterable[Person]) -> list[Person]:
    return list({person.key: person for person in people}.values())
