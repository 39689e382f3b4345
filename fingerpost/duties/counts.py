"""Figures for those who see no records: how much is overdue and due this week, by role and by sector. Small numbers are
hidden, so that nobody can be made out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fingerpost.duties.lists import late_or_due
from fingerpost.duties.models import Duty
from fingerpost.duties.team import Cell, cells, role_name
from fingerpost.people.models import Group
from fingerpost.people.role_table import AT_RISK, ORDINARY, ROLES
from fingerpost.people.viewer import Viewer

FEWEST = 5
"""A smaller number is not shown."""
ROUNDED_TO = 5
COUNTED = (ORDINARY, AT_RISK)
"""The compartments of which figures are given; of the others not even a figure leaves them."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A row of figures; None where a number is hidden."""

    name: str
    overdue: int | None
    week: int | None


@dataclass(frozen=True, slots=True)
class Counts:
    """What the page shows. The totals are rounded, so that no hidden number can be worked out from them."""

    roles: Sequence[Figures]
    sectors: Sequence[Figures]
    overdue: int
    week: int


def counts(viewer: Viewer) -> Counts:
    """The figures of a day; two queries."""
    duties = late_or_due(Duty.objects.filter(compartment__in=COUNTED), viewer.on)
    found = cells(duties, viewer)
    return Counts(
        roles=_hidden(_by_role(found)),
        sectors=_hidden(_by_sector(found)),
        overdue=_rounded(sum(cell.overdue for cell in found)),
        week=_rounded(sum(cell.week for cell in found)),
    )


def _by_role(found: Sequence[Cell]) -> dict[str, list[Cell]]:
    by_role: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in found:
        by_role[role_name(cell.owner) if cell.owner in ROLES else _("Passed on by name")].append(cell)
    return by_role


def _by_sector(found: Sequence[Cell]) -> dict[str, list[Cell]]:
    """By the sector above each group; what lies in none together."""
    groups = {group.key: group for group in Group.objects.all()}
    by_sector: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in found:
        sector = _sector(groups.get(cell.group or ""), groups)
        by_sector[str(sector) if sector else _("In no sector")].append(cell)
    return dict(sorted(by_sector.items()))


def _sector(group: Group | None, groups: dict[str, Group]) -> Group | None:
    while group is not None and group.sort != Group.Sort.SECTOR:
        group = groups.get(group.parent_id or "")
    return group


def _hidden(by_name: dict[str, list[Cell]]) -> list[Figures]:
    overdue = suppressed([sum(cell.overdue for cell in own) for own in by_name.values()])
    week = suppressed([sum(cell.week for cell in own) for own in by_name.values()])
    return [Figures(*row) for row in zip(by_name, overdue, week, strict=True)]


def suppressed(numbers: Sequence[int]) -> list[int | None]:
    """The numbers without the small ones. Where only one is small the next larger goes too: else it could be worked out
    from the sum of another table."""
    hidden = [place for place, number in enumerate(numbers) if number < FEWEST]
    if len(hidden) == 1 and len(numbers) > 1:
        left = (place for place in range(len(numbers)) if place not in hidden)
        hidden.append(min(left, key=lambda place: numbers[place]))
    return [None if place in hidden else number for place, number in enumerate(numbers)]


def _rounded(number: int) -> int:
    return ROUNDED_TO * round(number / ROUNDED_TO)
