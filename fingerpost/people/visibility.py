"""What a viewer may see: the only way from a view to a row (P4, R12)."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeVar

from django.db.models import CharField, ExpressionWrapper, F, Model, Q, QuerySet, Value
from django.db.models.lookups import StartsWith

from fingerpost.people.models import Assignment, Group, Person, Placement
from fingerpost.people.reach import (
    PERSON,
    PROVIDER,
    any_of,
    assigned,
    is_everything,
    is_within_reach,
    placements_reached,
    subtree,
)
from fingerpost.people.role_table import ORDINARY, Scope
from fingerpost.people.viewer import Grant, Viewer

Row = TypeVar("Row", bound=Model)
Keys = QuerySet[Any, Any]
"""A query for the keys of subjects, one column."""


def visible_placements(viewer: Viewer | None, compartment: str = ORDINARY) -> QuerySet[Placement]:
    """The placements whose records in a compartment the viewer may see. In the ordinary one also those that a role sees
    by name only (administration): their records stay shut, see `within`."""
    if viewer is None:
        return Placement.objects.none()
    seeing = [grant for grant in viewer.grants if _sees_placements(grant, compartment)]
    return Placement.objects.filter(any_of(placements_reached(grant, viewer.on) for grant in seeing))


def _sees_placements(grant: Grant, compartment: str) -> bool:
    role = grant.definition
    return compartment in role.compartments or (role.scope is Scope.NAMES and compartment == ORDINARY)


def may_see(viewer: Viewer | None, subject: str, compartment: str = ORDINARY) -> bool:
    """Whether the viewer may see records about a subject in a compartment: what `within` says of one row."""
    if viewer is None:
        return False
    seeing = [grant for grant in viewer.grants if compartment in grant.definition.compartments]
    if subject.startswith(PERSON):
        about_themselves = subject == viewer.person_key
        return compartment == ORDINARY and (about_themselves or is_within_reach(viewer.grants, subject, viewer.on))
    if subject == PROVIDER:
        to_all = compartment == ORDINARY and is_within_reach(viewer.grants, subject, viewer.on)
        return to_all or any(map(is_everything, seeing))
    return is_within_reach(seeing, subject, viewer.on)


def within(
    viewer: Viewer | None, queryset: QuerySet[Row], *, subject: str = "subject_id", compartment: str = "compartment"
) -> QuerySet[Row]:
    """Narrows rows that carry a subject's key and a compartment to those that the viewer may see. `subject` and
    `compartment` are the names of the two columns, or paths to them."""
    if viewer is None:
        return queryset.none()
    whole = frozenset[str]().union(*(g.definition.compartments for g in viewer.grants if is_everything(g)))
    parts: defaultdict[frozenset[str], list[Keys]] = defaultdict(list)
    for compartments, keys in _parts(viewer):
        parts[compartments].append(keys)
    condition = Q(**{f"{compartment}__in": whole}) & ~_is_about_a_person(subject) if whole else Q()
    for compartments, several in parts.items():
        condition |= Q(**{f"{compartment}__in": compartments, f"{subject}__in": _union(several)})
    if not whole and len(parts) > 1:  # one semi-join first; the parts then look at few rows
        every = [keys for several in parts.values() for keys in several]
        queryset = queryset.filter(**{f"{subject}__in": _union(every)})
    return queryset.filter(condition)


def _is_about_a_person(subject: str) -> Q:
    """Whether the key in a column names a person. (A foreign key has no `startswith` of its own.)"""
    return Q(StartsWith(ExpressionWrapper(F(subject), output_field=CharField()), Value(PERSON)))


def _parts(viewer: Viewer) -> Iterator[tuple[frozenset[str], Keys]]:
    """Which subjects are seen in which compartments, save for what is seen of every subject."""
    ordinary = frozenset({ORDINARY})
    yield ordinary, _literal(viewer.person_key, viewer)
    if any(grant.definition.sees_people for grant in viewer.grants):
        yield ordinary, Person.objects.order_by().values_list("key")
    if any(grant.definition.sees_provider for grant in viewer.grants):
        yield ordinary, _literal(PROVIDER, viewer)
    for grant in viewer.grants:
        if grant.definition.compartments and not is_everything(grant):
            for keys in _subjects(grant, viewer):
                yield grant.definition.compartments, keys


def _subjects(grant: Grant, viewer: Viewer) -> Iterator[Keys]:
    if grant.definition.scope is Scope.CASELOAD:
        yield Assignment.objects.filter(assigned(grant, viewer.on)).order_by().values_list("subject")
        return
    yield Placement.objects.filter(placements_reached(grant, viewer.on)).order_by().values_list("subject")
    if grant.definition.scope is Scope.GROUP:
        yield Group.objects.filter(key__in=subtree(grant.group_path)).order_by().values_list("key")


def _literal(key: str, viewer: Viewer) -> Keys:
    """A key that is known already, as a query that a union can take."""
    one = Person.objects.filter(key=viewer.person_key).order_by()
    return one.annotate(literal=Value(key, output_field=CharField())).values_list("literal")


def _union(several: list[Keys]) -> Keys:
    return several[0].union(*several[1:]) if len(several) > 1 else several[0]
