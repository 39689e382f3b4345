"""The people around a learner: coach, manager, the employer's contacts, and who can see the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from fingerpost.caseload.life import Record
from fingerpost.people.models import Assignment, Person, Role, running
from fingerpost.people.owners import Held, nearest
from fingerpost.people.role_table import ORDINARY, ROLES, Scope

MANAGER = "register-keeper"
"""The parameter that names who keeps the register: for the page, the learner's manager."""
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Watching:
    """A role in words with who holds it here; `more` says how many are not named."""

    name: str
    people: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Around:
    """The people around a learner. `manager_role` is the role that keeps the register for this learner, in words."""

    coaches: tuple[Person, ...]
    manager_role: str
    managers: tuple[Person, ...]
    contacts: tuple[Person, ...]
    seen_by: tuple[Watching, ...]
    answering: Mapping[str, str]
    keys: frozenset[str]

    def called(self, owner: str, otherwise: str) -> str:
        """The names of who answers in a role here; without any, the role in words."""
        return self.answering.get(owner) or otherwise

    def is_near(self, keys: frozenset[str]) -> bool:
        """Whether one of these people is coach or manager of the learner."""
        return not self.keys.isdisjoint(keys)


def around(record: Record) -> Around:
    """The people around a learner today. Two queries."""
    coaches = _coaches(record)
    held = _held(record)
    manager_role = _manager_role(record)
    path = record.seen.placement.group.path if record.seen.placement.group else ""
    managers = nearest(held[manager_role], path, manager_role) if manager_role else []
    seen_by = [Watching(str(ROLES["coach"].name), tuple(each.name for each in coaches))] if coaches else []
    seen_by += [_named(role, held[role]) for role in ROLES if held[role] and role != "employer_contact"]
    return Around(
        tuple(coaches),
        str(ROLES[manager_role].name) if manager_role else "",
        tuple(managers),
        tuple(each.person for each in held["employer_contact"]),
        tuple(seen_by),
        _answering(coaches, held, path),
        frozenset(person.key for person in (*coaches, *managers)),
    )


def _answering(coaches: Sequence[Person], held: Mapping[str, Sequence[Held]], path: str) -> dict[str, str]:
    """Who answers in each role, by name; roles that several hold alike stay roles."""
    found = {role: nearest(several, path, role) for role, several in held.items()} | {"coach": list(coaches)}
    return {role: several[0].name for role, several in found.items() if len(several) == 1}


def _coaches(record: Record) -> list[Person]:
    rows = Assignment.objects.filter(running(record.today), subject=record.seen.subject, role="coach")
    return [row.person for row in rows.select_related("person").order_by("id")]


def _held(record: Record) -> defaultdict[str, list[Held]]:
    """Who holds each role whose scope reaches the learner, coaches apart."""
    placement = record.seen.placement
    found: defaultdict[str, list[Held]] = defaultdict(list)
    path = placement.group.path if placement.group else ""
    rows = Role.objects.filter(running(record.today), role__in=_reaching())
    at_employer = Q(employer__isnull=True) | Q(employer=placement.employer_id)
    for row in rows.filter(at_employer).select_related("person", "group").order_by("person__name", "id"):
        if row.group is None or path.startswith(row.group.path):
            found[row.role].append(Held(row.person, row.group.path if row.group else "", row.employer_id or ""))
    return found


def _reaching() -> list[str]:
    scopes = (Scope.GROUP, Scope.ALL, Scope.EMPLOYER)
    return [slug for slug, role in ROLES.items() if role.scope in scopes and ORDINARY in role.compartments]


def _manager_role(record: Record) -> str:
    if record.rule is None or MANAGER not in record.policy.pack.parameters or record.history.start is None:
        return ""
    role = str(record.rule.terms.value(MANAGER, record.history, record.today.toordinal()))
    return role if role in ROLES else ""


def _named(role: str, held: Sequence[Held]) -> Watching:
    names = list(dict.fromkeys(each.person.name for each in held))
    shown = names if len(names) <= MOST_NAMED else []
    return Watching(str(ROLES[role].name), tuple(shown), len(names) - len(shown))
