"""Who may decide about a duty, and to whom it may be passed on."""

from collections.abc import Iterable, Iterator
from datetime import date

from fingerpost.duties.lists import owed, seen
from fingerpost.duties.models import Duty
from fingerpost.facts.keys import PROVIDER
from fingerpost.people.models import Assignment, Person, Placement, Role, running
from fingerpost.people.role_table import ORDINARY, ROLES, RoleDefinition, Scope
from fingerpost.people.roles import may
from fingerpost.people.viewer import Viewer

STAFF = (Scope.CASELOAD, Scope.GROUP, Scope.ALL)
"""The scopes of roles whose holders see records about others."""


def duty_seen(viewer: Viewer | None, key: str) -> Duty | None:
    """A duty that the viewer may see; else None."""
    return seen(viewer).filter(pk=key).first()


def may_decide(viewer: Viewer, duty: Duty) -> bool:
    """Whether a viewer may waive a duty, pass it on or put it off."""
    return may(viewer, "decide_duty", duty.subject_id)


def may_tick_off(viewer: Viewer, duty: Duty) -> bool:
    """Whether a viewer may say that a duty is done: whoever owes it, and whoever may decide about it."""
    return owed(viewer).filter(pk=duty.key).exists() or may_decide(viewer, duty)


def possible_owners(duty: Duty, on: date) -> list[Person]:
    """The people to whom a duty can be passed on: those who may see what it is about, by name. Three queries."""
    placement = Placement.objects.select_related("group").filter(pk=duty.subject_id).first()
    path = placement.group.path if placement and placement.group else ""
    coaches = Assignment.objects.filter(running(on), subject=duty.subject_id).values_list("person", "role")
    slugs = [slug for slug, role in ROLES.items() if _sees(role, duty)]
    held = Role.objects.filter(running(on), role__in=slugs, person__left_on__isnull=True)
    found = _reaching(held.select_related("person", "group"), path, set(coaches), duty.subject_id == PROVIDER)
    return sorted({person.key: person for person in found}.values(), key=lambda person: person.name)


def _reaching(held: Iterable[Role], path: str, coaches: set[tuple[str, str]], is_provider: bool) -> Iterator[Person]:
    for each in held:
        scope = ROLES[each.role].scope
        if scope is Scope.CASELOAD and not is_provider:
            reaches = (each.person_id, each.role) in coaches
        else:
            reaches = is_provider or scope is Scope.ALL or each.group is None or path.startswith(each.group.path)
        if reaches:
            yield each.person


def _sees(role: RoleDefinition, duty: Duty) -> bool:
    if duty.subject_id == PROVIDER:
        return role.sees_provider and duty.compartment in role.compartments | {ORDINARY}
    return role.scope in STAFF and duty.compartment in role.compartments
