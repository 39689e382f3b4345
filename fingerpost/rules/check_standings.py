"""Whether standings hang together: what they name is there, bands rise, and none needs itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from fingerpost.rules.check_places import Found, Part, unknown
from fingerpost.rules.concept import Concept, nearest
from fingerpost.rules.gaps import UNKNOWN
from fingerpost.rules.gates import Need
from fingerpost.rules.occasions import Becomes, Parts
from fingerpost.rules.policy import Policy
from fingerpost.rules.procedure import Procedure
from fingerpost.rules.sources import Bands, Like
from fingerpost.rules.standings import Begun, Is, Joined, OfRule, StandingConcept, Worst
from fingerpost.rules.terms import Value


def faults_of_standings(policy: Policy, parts: list[Part]) -> Found:
    """What is wrong with standings and with what asks for them."""
    for part in parts:
        yield from _named(policy, part)
        place, concept = part.place, part.concept
        if isinstance(concept, Begun | Joined) and concept.gives("levels"):
            yield f"{place} > levels", "is yes or no by its form; take the levels out"
        if isinstance(concept, StandingConcept) and UNKNOWN in concept.levels:
            what = f"{UNKNOWN!r} is what a standing is where nobody can tell; name the level otherwise"
            yield f"{place} > levels", what
        if isinstance(concept, Need) and concept.standing is not None and not concept.levels:
            what = f"is missing; say at which levels of {concept.standing!r} the gate opens"
            yield f"{place} > is", what
        if isinstance(concept, Bands) and concept.measure not in policy.measures:
            yield f"{place} > measure", unknown("measure", concept.measure, policy.measures)
        if isinstance(concept, Worst):
            yield from _bands(policy, place, concept)
        if isinstance(concept, OfRule):
            yield from _of_rule(policy, place, concept)
    yield from _circles(policy, parts)


def _named(policy: Policy, part: Part) -> Found:
    for name, levels in _standings_named(part.concept):
        standing = policy.standings.get(name)
        if standing is None:
            yield part.place, unknown("standing", name, policy.standings)
            continue
        if part.about and standing.about != part.about:
            what = f"the standing {name!r} is about {standing.about}, not {part.about}"
            yield part.place, what
        for level in levels:
            if level not in standing.levels:
                hint = nearest(level, standing.levels)
                yield part.place, f"the standing {name!r} has no level {level!r}; {hint}"


def _standings_named(part: Concept) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The standings that a part asks for, with the levels that it names."""
    if isinstance(part, Is):
        yield part.standing, part.levels
    elif isinstance(part, Like):
        yield part.standing, tuple(part.counts_as)
    elif isinstance(part, Becomes):
        yield from part.becomes.items()
    elif isinstance(part, Parts):
        yield from ((name, ()) for name in part.parts_from)
    elif isinstance(part, Need) and part.standing is not None:
        yield part.standing, part.levels


def _bands(policy: Policy, place: str, worst: Worst) -> Found:
    sources: tuple[object, ...] = worst.worst_of
    for number, source in enumerate(sources, start=1):
        where = f"{place} > worst_of {number}"
        if isinstance(source, Like):
            for level in source.counts_as.values():
                if level not in worst.levels:
                    yield where, unknown("level", level, worst.levels)
        elif isinstance(source, Bands):
            yield from _limits(policy, where, source, worst.levels)


def _limits(policy: Policy, where: str, bands: Bands, levels: tuple[str, ...]) -> Found:
    if len(bands.limits) != len(levels) - 1:
        named = f"{len(levels)} levels ({', '.join(levels)})"
        needed = f"{len(levels) - 1} limits, one for each level after the first"
        yield where, f"{named} need {needed}, not {len(bands.limits)}"
    numbers = [_number(policy, limit) for limit in bands.limits]
    for lower, upper in pairwise(numbers):
        if lower is not None and upper is not None and lower >= upper:
            yield where, f"the bands overlap: {lower:g} is not below {upper:g}; let the limits rise"


def _number(policy: Policy, limit: Value) -> float | None:
    """A limit as a number, where it is the same for everybody."""
    if isinstance(limit, str) and limit in policy.pack.parameters:
        limit = policy.pack.parameters[limit].value
    return limit if isinstance(limit, int | float) else None


def _of_rule(policy: Policy, place: str, part: OfRule) -> Found:
    rule = policy.procedures.get(part.of_rule)
    if rule is None:
        yield f"{place} > of_rule", unknown("procedure", part.of_rule, policy.procedures)
        return
    if rule.about != part.about:
        what = f"the rule {rule.id!r} is about {rule.about}, not {part.about}"
        yield f"{place} > of_rule", what
    for level, steps in part.in_steps.items():
        if level not in part.levels:
            yield f"{place} > in_steps", unknown("level", level, part.levels)
        for step in steps:
            if step not in rule.step_of:
                yield f"{place} > in_steps > {level}", unknown("step", step, rule.step_of)
    for step, action in part.once_done.items():
        asked = rule.step_of[step].duties if step in rule.step_of else ()
        actions = [duty.action for duty in asked]
        if action not in actions:
            what = f"no step {step!r} of {rule.id} asks for {action!r}"
            yield f"{place} > once_done", f"{what}; {nearest(action, actions)}"


def _circles(policy: Policy, parts: list[Part]) -> Found:
    """Standings and procedures that need each other to be worked out."""
    needs: dict[str, set[str]] = {}
    for part in parts:
        if isinstance(part.whole, StandingConcept | Procedure):
            named = needs.setdefault(_node(part.whole), set())
            named.update(f"standing {name}" for name, _ in _standings_named(part.concept))
            if isinstance(part.concept, OfRule):
                named.add(f"rule {part.concept.of_rule}")
    for name in policy.standings:
        way = _way_back(f"standing {name}", needs)
        if way:
            what = f"needs itself to be worked out: {' > '.join(way)}; take one link away"
            yield f"standing {name}", what


def _node(whole: StandingConcept | Procedure) -> str:
    return f"{'rule' if isinstance(whole, Procedure) else 'standing'} {whole.id}"


def _way_back(name: str, needs: Mapping[str, set[str]]) -> list[str]:
    """The shortest way from a name by what each needs back to it; empty where there is none."""
    ways = [[name]]
    seen: set[str] = set()
    for way in ways:
        for each in sorted(needs.get(way[-1], ())):
            if each == name:
                return [*way, each]
            if each not in seen:
                seen.add(each)
                ways.append([*way, each])
    return []
