"""Who looks at a page: a person with the roles that they hold today, and with those of whom they cover for."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import Q

from fingerpost.people.models import Cover, Person, Role, running
from fingerpost.people.role_table import COVERED, ROLES, RoleDefinition


@dataclass(frozen=True, slots=True)
class Grant:
    """A role as it counts today. `group_path` is empty for the whole provider. `holder_key` is whose role it is: the
    viewer's own, or that of `covering_for`, whom the viewer covers for."""

    role: str
    holder_key: str
    group_path: str = ""
    employer_key: str = ""
    covering_for: str = ""

    @property
    def definition(self) -> RoleDefinition:
        """What the role gives."""
        return ROLES[self.role]


@dataclass(frozen=True)
class Viewer:
    """Who looks, on which day. `grants` are everything that the answer to "may I?" comes from."""

    person_key: str
    name: str
    language: str
    grants: tuple[Grant, ...]
    on: date

    @cached_property
    def roles(self) -> frozenset[str]:
        """The codes of the roles that count today, those of whom they cover for included."""
        return frozenset(grant.role for grant in self.grants)

    @cached_property
    def own_roles(self) -> frozenset[str]:
        """The codes of the roles that the person holds themselves."""
        return frozenset(grant.role for grant in self.grants if not grant.covering_for)

    @property
    def may_see_records(self) -> bool:
        """Whether a role of their own opens any record about anybody."""
        return any(grant.definition.compartments for grant in self.grants if not grant.covering_for)

    @cached_property
    def covering_for(self) -> tuple[str, ...]:
        """The names of the people whom they cover for today."""
        return tuple(sorted({grant.covering_for for grant in self.grants if grant.covering_for}))

    @cached_property
    def holder_keys(self) -> frozenset[str]:
        """Their own key and those of the people whom they cover for."""
        return frozenset({self.person_key} | {grant.holder_key for grant in self.grants})


def viewer_of(person: Person, on: date) -> Viewer:
    """The person as a viewer of that day; one query."""
    covered = Cover.objects.filter(running(on), covering=person).values("covered")
    counts = Q(person=person) | Q(person__in=covered, role__in=COVERED)
    roles = Role.objects.filter(running(on)).filter(counts).select_related("person", "group").order_by("id")
    grants = tuple(_grant(role, person) for role in roles if role.role in ROLES)
    return Viewer(person.key, person.name, person.language, grants, on)


def _grant(role: Role, viewer: Person) -> Grant:
    is_own = role.person_id == viewer.key
    return Grant(
        role=role.role,
        holder_key=role.person_id,
        group_path=role.group.path if role.group else "",
        employer_key=role.employer_id or "",
        covering_for="" if is_own else role.person.name,
    )
