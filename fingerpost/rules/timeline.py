"""A timeline: what something is from a day on, and which facts made it so."""

from bisect import bisect_right
from collections.abc import Container, Sequence
from operator import attrgetter

from msgspec import Struct

from fingerpost.rules.facts import Fact
from fingerpost.rules.gaps import UNKNOWN, Gap

BY_DAY, LEVEL = attrgetter("day"), attrgetter("level")


class Change(Struct, frozen=True, gc=False):
    """From this day (an ordinal) on the level is this, because of these facts."""

    day: int
    level: str
    facts: tuple[Fact, ...]


def unknown_from(day: int, gap: Gap, afterwards: str) -> list[Change]:
    """That nobody can tell the level from a day on, until all is held again: then it is the one given."""
    unknown = Change(day, UNKNOWN, gap.facts)
    return [unknown] if gap.until is None else [unknown, Change(gap.until, afterwards, gap.facts)]


class Period(Struct, frozen=True, gc=False):
    """[from, until) in days; `until` None while it has no end."""

    since: int
    until: int | None
    facts: tuple[Fact, ...]


class Timeline:
    """The changes of a level in order of day; before the first change there is no level."""

    __slots__ = ("changes",)

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes: Sequence[Change] = changes if len(changes) < 2 else _in_order(changes)

    def at(self, day: int) -> Change | None:
        """The change that rules a day."""
        place = bisect_right(self.changes, day, key=BY_DAY)
        return self.changes[place - 1] if place else None

    def level(self, day: int) -> str | None:
        """The level on a day."""
        change = self.at(day)
        return change.level if change else None

    def periods(self, levels: Container[str]) -> list[Period]:
        """When the level was one of these, neighbouring ones joined."""
        found: list[Period] = []
        began: Change | None = None
        for change in self.changes:
            if change.level in levels:
                began = began or change
            elif began is not None:
                found.append(Period(began.day, change.day, began.facts))
                began = None
        if began is not None:
            found.append(Period(began.day, None, began.facts))
        return found


def _in_order(changes: Sequence[Change]) -> list[Change]:
    """The changes by day; of several on a day the last stands, and one to the level that holds already is none."""
    kept: list[Change] = []
    for change in sorted(changes, key=BY_DAY):
        if kept and kept[-1].day == change.day:
            kept.pop()
        if not kept or kept[-1].level != change.level:
            kept.append(change)
    return kept
