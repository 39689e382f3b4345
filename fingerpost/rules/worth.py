"""What a rule is worth: the sums over all subjects that a backtest looked back at."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from fingerpost.rules.backtest import Found
from fingerpost.rules.shares import Share, quartiles

EARLY = (7, 14, 28)
"""A flag so many days before the outcome, at least, is counted by itself."""


class Catch(Struct, frozen=True):
    """How many of those who left, and of those who stayed, something caught."""

    left: int
    stayed: int

    @property
    def precision(self) -> Share:
        """Of those caught, how many left."""
        return Share(self.left, self.left + self.stayed)


class Worth(Struct, frozen=True):
    """The sums. `left` and `stayed` are those whose fate is told and whose reading is known; those of whom no end is
    told and those of whom the rule cannot know are counted apart, by fate.

    `days` lie between flag and outcome, in rising order. `levels`: how far the cases of those flagged had come, had
    every step been taken in time. `triggers`: who was caught by which occasion. `rules`: whom each rule asked anything
    about, the finding apart.
    """

    left: int
    stayed: int
    flagged: Catch
    days: tuple[int, ...]
    levels: Mapping[str, Catch]
    triggers: Mapping[str, Catch]
    rules: Mapping[str, Catch]
    no_end: Share
    unknown: Mapping[str, int]

    @property
    def precision(self) -> Share:
        """Of those flagged, how many left."""
        return self.flagged.precision

    @property
    def recall(self) -> Share:
        """Of those who left, how many were flagged."""
        return Share(self.flagged.left, self.left)

    @property
    def false_alarms(self) -> Share:
        """Of those who stayed, how many were flagged."""
        return Share(self.flagged.stayed, self.stayed)

    @property
    def quartiles(self) -> tuple[float, float, float] | None:
        """Lower quartile, median and upper quartile of the days; None where they are too few."""
        return quartiles(self.days)

    def early(self, days: int) -> int:
        """How many of those who left were flagged so many days before, or more."""
        return sum(each >= days for each in self.days)


def weigh(found: Iterable[Found]) -> Worth:
    """The sums over these subjects; their order is irrelevant."""
    unknown: Counter[str] = Counter()
    counts: dict[str, Counter[str]] = {"left": Counter(), "stayed": Counter(), "no_end": Counter()}
    days: list[int] = []
    for each in found:
        if each.is_unknown:
            unknown[each.fate] += 1
            continue
        counts[each.fate].update(_counted(each))
        if each.days_before is not None:
            days.append(each.days_before)
    left, stayed, no_end = counts["left"], counts["stayed"], counts["no_end"]
    return Worth(
        left["all"],
        stayed["all"],
        Catch(left["flagged"], stayed["flagged"]),
        tuple(sorted(days)),
        _caught("level ", left, stayed),
        _caught("trigger ", left, stayed),
        _caught("rule ", left, stayed),
        Share(no_end["flagged"], no_end["all"]),
        dict(sorted(unknown.items())),
    )


def _counted(found: Found) -> Iterable[str]:
    """Under which names a subject is counted."""
    yield "all"
    yield from (f"rule {rule}" for rule in found.rules)
    if found.flagged_on is not None:
        yield "flagged"
        if found.trigger is not None:
            yield f"trigger {found.trigger}"
        if found.level is not None:
            yield f"level {found.level}"


def _caught(sort: str, left: Counter[str], stayed: Counter[str]) -> dict[str, Catch]:
    names = sorted({name for name in (*left, *stayed) if name.startswith(sort)})
    return {name.removeprefix(sort): Catch(left[name], stayed[name]) for name in names}
