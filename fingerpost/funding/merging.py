"""A file's facts beside those that a folder holds: what is new, what is there already, what disagrees.

Nothing that is held is ever changed. Where a later file plans another end, that is a change of the
plan and becomes a fact of its own; any other difference is reported as a disagreement.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from fingerpost.funding.breach import Breach
from fingerpost.funding.characteristics import KIND as CHARACTERISTICS
from fingerpost.funding.enrolments import Held, unnumbered
from fingerpost.funding.source import Source
from fingerpost.rules.facts import Fact, day_recorded, in_force

PLANNED = "planned_end"
LIFE = ("starts", "ends")
LISTED = (*LIFE, "break_begins", "break_ends")


def held_in(facts_of: Mapping[str, Sequence[Fact]]) -> Held:
    """The enrolments of a folder, their breaks and returns, for telling to which an aim belongs."""
    enrolments = {subject: facts for subject, facts in facts_of.items() if subject.startswith("enrolment:")}
    restarted = (
        unnumbered(subject)
        for subject, facts in enrolments.items()
        if any((fact.data or {}).get("restarts") for fact in facts)
    )
    return Held(_days(enrolments, "break_begins"), _days(enrolments, "break_ends"), frozenset(restarted))


def _days(facts_of: Mapping[str, Sequence[Fact]], mark: str) -> dict[str, list[date]]:
    """The days of the facts with a mark, of those subjects that have any."""
    days = {subject: [fact.on for fact in facts if fact.kind.marks == mark] for subject, facts in facts_of.items()}
    return {subject: own for subject, own in days.items() if own}


class Merging:
    """Takes the facts of one file in turn; `added` are those that the folder lacks."""

    def __init__(self, facts_of: Mapping[str, Sequence[Fact]], source: Source) -> None:
        self.added: list[Fact] = []
        self.unchanged = 0
        self._source = source
        self._held: defaultdict[str, list[Fact]] = defaultdict(list)
        self._held.update({subject: list(facts) for subject, facts in facts_of.items()})

    def close(self, digest: str) -> bool:
        """Note that the file was imported. False where it was before: then nothing of it is new.

        What is held can change how a contradictory file is understood, so a file that was taken
        once is not understood anew.
        """
        fact = self._source.imported(digest)
        if not self._held[fact.subject]:
            self._add(fact)
            return True
        self.unchanged += len(self.added) + 1
        self.added.clear()
        return False

    def take(self, learner: str, facts: Iterable[Fact]) -> Iterator[Breach]:
        """Take what a file says of one learner; yields each disagreement."""
        by_subject: defaultdict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            by_subject[fact.subject].append(fact)
        for subject, own in by_subject.items():
            was = in_force(self._held[subject])
            for fact in own:
                what = self._disagreement(fact)
                if what:
                    yield Breach(learner, "", "disagrees", f"{subject}: {what}")
            if any(fact.kind.marks == "starts" for fact in own):
                for what in self._no_longer_said(was, own):
                    yield Breach(learner, "", "disagrees", f"{subject}: {what}")

    def _disagreement(self, fact: Fact) -> str:
        """Add a fact if it is new; what is to be said where something else is held in its place."""
        held = self._held[fact.subject]
        versions = _versions(fact, held)
        if not versions:
            return self._beside_others(fact, held)
        if any(_say_the_same(fact, each) for each in versions):
            return self._restated(fact, versions, held)
        now = versions[-1]
        if now.kind is fact.kind and now.on == fact.on and _differing(fact, now) == {PLANNED}:
            return self._restated(fact, versions, held)
        return f"the folder says {_shown(now, fact)}, this file says {_shown(fact, now)}"

    def _beside_others(self, fact: Fact, held: Sequence[Fact]) -> str:
        """A fact that the folder lacks: added, unless one of another source says it or contradicts it."""
        standing = in_force(held)
        if fact.kind.marks in LIFE:
            for other in standing:
                if other.kind.marks == fact.kind.marks:
                    if other.kind is fact.kind and other.on == fact.on:
                        self.unchanged += 1
                        return ""
                    return f"the folder says {other} (by {other.by or 'nobody named'}), this file says {fact}"
        if fact.kind.name == CHARACTERISTICS and _is_said_before(fact, standing):
            self.unchanged += 1
            return ""
        self._add(fact)
        return ""

    def _restated(self, fact: Fact, versions: Sequence[Fact], held: Sequence[Fact]) -> str:
        """The same fact again; where the file plans another end than the one before it, that is added."""
        planned = (fact.data or {}).get(PLANNED)
        now = self._planned_before(fact, versions, held) if planned else None
        if now is None or now.data is None or now.data.get(PLANNED) == planned:
            self.unchanged += 1
            return ""
        prepared = self._source.header.prepared
        if now.by != self._source.by or day_recorded(now) > prepared.toordinal():
            return f"the folder says {PLANNED} {now.data.get(PLANNED)} (by {now.by}), this file says {planned}"
        data, apart = {PLANNED: planned}, f"{_plans(fact)}{prepared}"
        self._add(self._source.fact(fact.subject, "changed", max(prepared, fact.on), data, apart))
        return ""

    def _planned_before(self, fact: Fact, versions: Sequence[Fact], held: Sequence[Fact]) -> Fact:
        """What told the planned end when the file was prepared: the fact, a correction, or a change since."""
        restated = [each for each in held if each.kind.name == "changed" and self._restates(each, fact)]
        until = self._source.header.prepared.toordinal()
        known = [each for each in (*versions, *restated) if day_recorded(each) <= until]
        return max(known, key=lambda each: each.known) if known else versions[-1]

    def _restates(self, change: Fact, fact: Fact) -> bool:
        """Whether a change was made because a later file planned another end than a fact."""
        day = date.fromordinal(day_recorded(change))
        return change.id == self._source.fact(fact.subject, "changed", day, {}, f"{_plans(fact)}{day}").id

    def _add(self, fact: Fact) -> None:
        self.added.append(fact)
        self._held[fact.subject].append(fact)

    def _no_longer_said(self, was: Sequence[Fact], own: Sequence[Fact]) -> Iterator[str]:
        """Ends and breaks that an earlier file told of, and that this one does not."""
        said = {fact.id for fact in own}
        for fact in was:
            if fact.by == self._source.by and fact.kind.marks in LISTED and fact.first not in said:
                yield f"the folder says {fact}, this file does not"


def _plans(fact: Fact) -> str:
    return f"{PLANNED} of {fact.id} "


def _versions(fact: Fact, held: Iterable[Fact]) -> list[Fact]:
    """The held fact of the same id and its corrections, the last one last; a withdrawal is none."""
    versions = [each for each in held if each.id == fact.id]
    if not versions:
        return []
    corrections = {each.supersedes: each for each in held if each.supersedes}
    while versions[-1].id in corrections:
        versions.append(corrections[versions[-1].id])
    return [each for each in versions if each.data is not None]


def _is_said_before(fact: Fact, standing: Iterable[Fact]) -> bool:
    """Whether the characteristics held on a day are those of a file prepared on it."""
    before = [each for each in standing if each.kind is fact.kind and each.on <= fact.on]
    return bool(before) and max(before, key=lambda each: (each.on, each.known)).data == fact.data


def _say_the_same(one: Fact, other: Fact) -> bool:
    return one.kind is other.kind and one.on == other.on and one.data == other.data


def _differing(one: Fact, other: Fact) -> set[str]:
    first, second = one.data or {}, other.data or {}
    return {name for name in first.keys() | second.keys() if first.get(name) != second.get(name)}


def _shown(fact: Fact, beside: Fact) -> str:
    """A fact with the values in which it differs from another."""
    data: Mapping[str, Any] = fact.data or {}
    values = (f"{name} {data.get(name) or 'not given'}" for name in sorted(_differing(fact, beside)))
    told = ", ".join(values)
    return f"{fact} ({told})" if told else f"{fact}"
