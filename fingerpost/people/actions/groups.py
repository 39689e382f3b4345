"""The tree of groups, and employers."""

from datetime import datetime

from django.db import transaction
from django.db.models import Value
from django.db.models.functions import Concat, Substr
from django.utils.translation import gettext as _

from fingerpost.facts.keys import new_key
from fingerpost.journal.actions import write
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Employer, Group

DEEPEST = 12
"""How many groups may stand above one another: more than a house has, and short enough for the column of paths."""


@transaction.atomic
def add_group(
    *,
    name_en: str,
    name_cy: str,
    sort: str,
    by: str,
    at: datetime,
    parent: Group | None = None,
    nation: str = "",
    key: str = "",
) -> Group:
    """A new group under another, or on top. Raises RefusedError where its name is taken there."""
    key = key or new_key("group")
    _wait_for_the_tree()
    parent = Group.objects.get(pk=parent.pk) if parent else None
    values = {"key": key, "name_cy": name_cy, "sort": sort, "nation": nation, "path": path_under(parent, key)}
    group, is_new = Group.objects.get_or_create(parent=parent, name_en=name_en, defaults=values)
    if not is_new:
        raise _namesake()
    write("group-added", by=by, at=at, about=group.key, parent=parent.key if parent else "")
    return group


@transaction.atomic
def change_group(*, group: Group, name_en: str, name_cy: str, sort: str, nation: str, by: str, at: datetime) -> Group:
    """Changes what a group is called and what it is. Raises RefusedError where its new name is taken beside it."""
    _wait_for_the_tree()
    group = Group.objects.select_related("parent").get(pk=group.pk)
    _refuse_namesake(name_en, group.parent, group)
    group.name_en, group.name_cy, group.sort, group.nation = name_en, name_cy, sort, nation
    group.save(update_fields=["name_en", "name_cy", "sort", "nation"])
    write("group-changed", by=by, at=at, about=group.key)
    return group


@transaction.atomic
def move_group(*, group: Group, parent: Group | None, by: str, at: datetime) -> Group:
    """Puts a group, with all below it, under another or on top. Raises RefusedError where that would be below itself,
    or its name is taken there."""
    _wait_for_the_tree()
    group = Group.objects.get(pk=group.pk)
    parent = Group.objects.get(pk=parent.pk) if parent else None
    if parent and parent.path.startswith(group.path):
        raise RefusedError(_("A group cannot be put under itself. Choose a group that is not below it."), "parent")
    _refuse_namesake(group.name_en, parent, group)
    old, new = group.path, path_under(parent, group.key)
    _refuse_too_deep(old, new)
    Group.objects.filter(pk=group.pk).update(parent=parent)
    Group.objects.filter(path__startswith=old).update(path=Concat(Value(new), Substr("path", len(old) + 1)))
    write("group-moved", by=by, at=at, about=group.key, parent=parent.key if parent else "")
    group.refresh_from_db()
    return group


@transaction.atomic
def add_employer(*, name: str, by: str, at: datetime, place: str = "", key: str = "") -> Employer:
    """A new employer. Raises RefusedError where one of this name and place is there."""
    defaults = {"key": key or new_key("employer")}
    employer, is_new = Employer.objects.get_or_create(name=name, place=place, defaults=defaults)
    if not is_new:
        raise RefusedError(
            _("This employer is in the list already. If there are two, tell them apart by place."), "name"
        )
    write("employer-added", by=by, at=at, about=employer.key)
    return employer


def _wait_for_the_tree() -> None:
    """Waits until nobody else changes the tree: else two moves at once would make a ring."""
    list(Group.objects.select_for_update(no_key=True).order_by("key").values_list("key"))


def path_under(parent: Group | None, key: str) -> str:
    """The path of a group of this key: those above it, then itself. Raises RefusedError where that is too deep."""
    path = f"{parent.path if parent else '/'}{key.partition(':')[2]}/"
    _refuse_deep(path)
    return path


def _refuse_too_deep(old: str, new: str) -> None:
    for path in Group.objects.filter(path__startswith=old).values_list("path", flat=True):
        _refuse_deep(new + path[len(old) :])


def _refuse_deep(path: str) -> None:
    if path.count("/") - 1 > DEEPEST:
        raise RefusedError(_("There are too many groups above one another there. Choose a group higher up."), "parent")


def _refuse_namesake(name: str, parent: Group | None, group: Group) -> None:
    if Group.objects.filter(parent=parent, name_en=name).exclude(pk=group.pk).exists():
        raise _namesake()


def _namesake() -> RefusedError:
    return RefusedError(_("There is a group of this name there already. Choose another name."), "name_en")
