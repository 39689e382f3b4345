"""A timeline: what something is from a day on, and which facts made it so."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from msgspec import Struct
from msgspec.structs import replace

from fingerpost.rules.facts import Fact

BY_DAY = attrgetter("day")


class Change(Struct, frozen=True, gc=False):
    """From this day (an ordinal) on the level is this, because of these facts."""

    day: int
    level: str
    facts: tuple[Fact, ...]


class Period(Struct, frozen=True, gc=False):
    """[from, until) in days; `until` None while it has no end."""

    since: int
    until: int | None
    facts: tuple[Fact, ...]


class Timeline:
    """The changes of a level in order of day; before the first change there is no level."""

    __slots__ = ("_days", "changes")

    def __init__(self, changes: Sequence[Change]) -> None:
        self.changes: Sequence[Change] = changes if len(changes) < 2 else _in_order(changes)
        self._days = [change.day for change in self.changes]

    def at(self, day: int) -> Change | None:
        """The change that rules a day."""
        place = bisect_right(self._days, day)
        return self.changes[place - 1] if place else None

    def level(self, day: int) -> str | None:
        """The level on a day."""
        change = self.at(day)
        return change.level if change else None

    def periods(self, levels: Iterable[str]) -> list[Period]:
        """When the level was one of these, neighbouring ones joined."""
        wanted = frozenset(levels)
        found: list[Period] = []
        for place, change in enumerate(self.changes):
            if change.level not in wanted:
                continue
            until = self._days[place + 1] if place + 1 < len(self._days) else None
            if found and found[-1].until == change.day:
                found[-1] = replace(found[-1], until=until)
            else:
                found.append(Period(change.day, until, change.facts))
        return found


def _in_order(changes: Sequence[Change]) -> list[Change]:
    """The changes by day; of several on a day the last stands, and one to the level that holds already is none."""
    last = {change.day: change for change in sorted(changes, key=BY_DAY)}
    kept: list[Change] = []
    level = None
    for change in last.values():
        if change.level != level:
            kept.append(change)
            level = change.level
    return kept
