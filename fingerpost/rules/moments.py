"""Moments: a day has a morning and an evening. Time brings things in the morning, facts in the evening.

A moment is an int, two to a day, so that moments compare and subtract like days (`date.toordinal()`) do.
"""

from msgspec import Struct

from fingerpost.rules.facts import Fact


class Occasion(Struct, frozen=True, gc=False):
    """A moment at which something calls for action, with the facts that made it one."""

    day: int
    moment: int
    facts: tuple[Fact, ...]


def morning(day: int, facts: tuple[Fact, ...]) -> Occasion:
    """An occasion in the morning of a day."""
    return Occasion(day, day << 1, facts)


def evening(day: int, facts: tuple[Fact, ...]) -> Occasion:
    """An occasion in the evening of a day."""
    return Occasion(day, (day << 1) | 1, facts)


def earlier(first: Occasion | None, second: Occasion | None) -> Occasion | None:
    """Whichever comes first, None being never; the first of two at one moment."""
    if first is None or (second is not None and second.moment < first.moment):
        return second
    return first


def later(first: Occasion | None, second: Occasion | None) -> Occasion | None:
    """The later of two with the facts of both; never if either is never."""
    if first is None or second is None:
        return None
    last = first if first.moment > second.moment else second
    return Occasion(last.day, last.moment, first.facts + second.facts)


def is_supposed(facts: tuple[Fact, ...]) -> bool:
    """Whether any of these facts is only supposed."""
    for fact in facts:
        if fact.supposed:
            return True
    return False
