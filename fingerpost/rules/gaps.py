"""Gaps: what the source of a record cannot hold. That nothing is told of such a kind of fact says nothing.

A fact `not_held` names the kinds, about one subject or (about the provider) about all; `held` says from when on they
are held after all. What is told all the same is so. What hangs on something not being told is unknown: that is said,
and no rule fires on it.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec import Struct

from fingerpost.rules.facts import Fact

NOT_HELD, HELD = "not_held", "held"
HOLDING = frozenset((NOT_HELD, HELD))
UNKNOWN = "unknown"
"""The level of a standing of which the record cannot tell; no policy may use the word for a level of its own."""


class Gap(Struct, frozen=True, gc=False):
    """What is not held: the kinds, the first day (an ordinal) on which all are held again, None if there is none yet,
    and the facts that say so."""

    kinds: tuple[str, ...]
    until: int | None
    facts: tuple[Fact, ...]

    def __str__(self) -> str:
        until = "" if self.until is None else f" until {date.fromordinal(self.until).isoformat()}"
        return f"not held{until}: {', '.join(self.kinds)}"


Gaps = Mapping[str, Gap]
"""The gap of each kind of fact that is, or was, not held."""

NO_GAPS: Gaps = {}


def gaps_told(facts: Iterable[Fact]) -> Gaps:
    """The gaps that these facts, given in order, tell of. A kind that is lost again is not held until it is held
    again; its gap is the last."""
    found: dict[str, Gap] = {}
    for fact in facts:
        for kind in (fact.data or {})["kinds"]:
            if fact.kind.name == NOT_HELD:
                found[kind] = Gap((kind,), None, (fact,))
            elif kind in found and found[kind].until is None:
                found[kind] = Gap((kind,), fact.day, (*found[kind].facts, fact))
    return found


def gap_of(kinds: frozenset[str], gaps: Gaps, day: int = 0) -> Gap | None:
    """The gap of any of these kinds after a day; None if all are held."""
    if kinds.isdisjoint(gaps):
        return None
    met = [gap for kind in sorted(kinds) if (gap := gaps.get(kind)) and (gap.until is None or gap.until > day)]
    if not met:
        return None
    ends = [gap.until for gap in met if gap.until is not None]
    until = max(ends) if len(ends) == len(met) else None
    return Gap(tuple(gap.kinds[0] for gap in met), until, tuple(dict.fromkeys(f for gap in met for f in gap.facts)))
