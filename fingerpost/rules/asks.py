"""What a rule asks for: the act, its owner, its deadline, and which facts show that it is done."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any, Literal

from pydantic import field_validator

from fingerpost.rules.acts import DoneBy
from fingerpost.rules.concept import Concept, key
from fingerpost.rules.duty import Duty, Outcome, Settled
from fingerpost.rules.facts import Fact
from fingerpost.rules.gaps import Gap
from fingerpost.rules.moments import Occasion, is_supposed
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import PASSED_ON, PUT_OFF, TICKED, WAIVED, OnlyIf, Reading, Span
from fingerpost.rules.terms import Value

date_of = date.fromordinal
NEXT_WORKING_DAY = Span(working_days=1)


class Ask(Concept):
    """A duty that a rule asks for. Without `due` it is due the next working day; without `done_by` it is done by
    ticking it off (`duty_done`)."""

    action: str
    owner: Value
    clause: str
    due: Span = NEXT_WORKING_DAY
    done_by: DoneBy | None = None
    only_if: OnlyIf = key(default={})
    choice: bool = key(default=False, description="a choice between outcomes: never supposed done")
    acts_from: Literal["cause", "opening"] = key(
        default="cause",
        description="since when acts count: the day of what caused it (in a step, of the arrival), or of its opening",
    )
    due_in: str | None = key(default=None, description="a field of the causing fact that names the due day, if given")

    @field_validator("done_by", mode="before")
    @classmethod
    def _a_list_is_every(cls, value: Any) -> Any:
        return {"every": value} if isinstance(value, list) else value

    def name(self, rule: str) -> str:
        """How facts about the duty name it: rule and action."""
        return f"{rule}/{self.action}"

    def due_day(self, reading: Reading, opens: int, facts: tuple[Fact, ...]) -> int | None:
        """The last day of a duty that opens on a day; None where a break without an end makes it unknown."""
        named = (facts[-1].data or {}).get(self.due_in) if self.due_in and facts else None
        if named is not None:
            return max(int(named.toordinal()), opens)
        return self.due.after(opens, reading)

    def settled(self, rule: str, reading: Reading, opens: int, since: int, due: int | None) -> Settled | None:
        """How it was settled: done by an act since `since`, or waived since it opened; done wins on one day. Else,
        where acts are supposed, supposed done on its due day; what is supposed for another duty does it no later.
        """
        done = self._first_doing(rule, reading, since, opens)
        if not reading.is_decided_on and reading.today is None:
            return None if done is None else Settled(*done, "done")
        by = None if reading.today is None or due is None or self.choice else reading.supposed_day(due)
        waived = self._named_fact(rule, reading, WAIVED, opens)
        if done is not None and by is not None and done[0] > by and is_supposed(done[1]):
            done = None
        if done is not None and (waived is None or done[0] <= waived.day):
            return Settled(*done, "done")
        if waived is not None:
            return Settled(waived.day, (waived,), "waived")
        return None if by is None else self._suppose(rule, reading, since, by)

    def _first_doing(self, rule: str, reading: Reading, since: int, opens: int) -> tuple[int, tuple[Fact, ...]] | None:
        """The first day on which its acts were done, and those acts; ticking it off counts once it is open."""
        if self.done_by is not None:
            return self.done_by.first(reading, since)
        ticked = self._named_fact(rule, reading, TICKED, opens) if reading.is_decided_on else None
        return (ticked.day, (ticked,)) if ticked else None

    def _named_fact(self, rule: str, reading: Reading, kind: str, since: int) -> Fact | None:
        """The first fact of that kind, `since` or later, that names this duty."""
        facts = reading.history.of_kind(kind)
        if not facts:
            return None
        name = self.name(rule)
        for fact in facts:
            if fact.day >= since and (fact.data or {})["duty"] == name:
                return fact
        return None

    def _suppose(self, rule: str, reading: Reading, since: int, day: int) -> Settled:
        """The missing acts as facts of that day."""
        kinds, subject, name = reading.policy.kinds, reading.history.subject, self.name(rule)
        if self.done_by is None:
            acts = [(TICKED, {"duty": name})]
        else:
            acts = [
                (each.kind, kinds[each.kind].filled(each.example()))
                for each in self.done_by.missing(reading, since, day)
            ]
        facts = tuple(
            Fact(kinds[kind], subject, date_of(day), data, f"supposed:{day}:{name}:{n}", supposed=True)
            for n, (kind, data) in enumerate(acts)
        )
        return Settled(day, facts, "done", is_new=True)

    def missing(self, rule: str, reading: Reading, since: int) -> str:
        """What would do it, in the words of facts."""
        if self.done_by is None:
            return f"{TICKED} {self.name(rule)}"
        return " and ".join([pattern.words for pattern in self.done_by.missing(reading, since)])

    def gap(self, reading: Reading, opens: int) -> Gap | None:
        """What the record does not hold of all that may have closed it since that day; None where it holds all."""
        return reading.gap(self._closing_kinds, opens) if reading.gaps else None

    def duty(
        self,
        rule: RuleName,
        reading: Reading,
        opening: Occasion,
        due: int | None,
        settled: Settled | None,
        lapse: Occasion | None,
        waits_for: str | None = None,
        supposed: bool = False,
    ) -> Duty | None:
        """The duty as it went; None if it opens too late or was over by then. What supposed facts close is open."""
        opens = opening.day
        closed, outcome, closed_by = _closing(settled, lapse)
        if opens > reading.until or (closed is not None and _is_over_by(opens, closed, outcome)):
            return None
        if reading.today is not None:
            closed, outcome, closed_by = _unless_supposed(closed, outcome, closed_by, settled, reading)
        gap = self.gap(reading, opens) if reading.gaps and outcome not in ("done", "waived") else None
        if gap is not None:
            closed, outcome, closed_by, waits_for = None, "unknown", (), str(gap)
        due, owner = self._as_shown(rule.id, reading, opens, closed, due)
        return Duty(
            reading.history.subject,
            rule.id,
            self.action,
            owner,
            self.clause,
            rule.compartment,
            date_of(opens),
            None if due is None else date_of(due),
            None if closed is None else date_of(closed),
            outcome,
            opening.facts,
            closed_by,
            waits_for,
            supposed or is_supposed(opening.facts),
            self.choice,
            gap,
        )

    @cached_property
    def _closing_kinds(self) -> frozenset[str]:
        """The kinds of fact without which nobody can tell whether it was closed."""
        if self.done_by is None:
            return frozenset((TICKED,))
        return frozenset(part.kind for part in self.done_by.parts() if isinstance(part, Pattern))

    def unknown(self, rule: RuleName, reading: Reading, gap: Gap) -> Duty:
        """What stands for the duties that nobody can tell of, because the record does not hold what calls for them."""
        day = reading.history.start or gap.facts[0].day
        owner = str(reading.value(self.owner, day))
        said = (reading.history.subject, rule.id, self.action, owner, self.clause, rule.compartment)
        return Duty(*said, None, None, None, "unknown", gap.facts, (), str(gap), False, self.choice, gap)

    def _as_shown(
        self, rule: str, reading: Reading, opens: int, closed: int | None, due: int | None
    ) -> tuple[int | None, str]:
        """Due day and owner with what people decided about them while it was open."""
        owner = str(reading.value(self.owner, opens))
        if not reading.is_decided_on:
            return due, owner
        name = self.name(rule)
        for fact in (*reading.history.of_kind(PUT_OFF), *reading.history.of_kind(PASSED_ON)):
            data = fact.data or {}
            if data["duty"] != name or fact.day < opens or (closed is not None and fact.day > closed):
                continue
            if fact.kind.name == PUT_OFF:
                due = max(data["until"].toordinal(), opens)
            else:
                owner = data["to"]
        return due, owner


def _closing(settled: Settled | None, lapse: Occasion | None) -> tuple[int | None, Outcome | None, tuple[Fact, ...]]:
    """The day, outcome and facts of what came first; an act on the day of the lapse counts as done."""
    if settled is not None and (lapse is None or settled.day <= lapse.day):
        return settled.day, settled.outcome, settled.facts
    if lapse is not None:
        return lapse.day, "lapsed", lapse.facts
    return None, None, ()


def _is_over_by(day: int, closed: int, outcome: Outcome | None) -> bool:
    """Whether a duty that opens on a day was done before, or lapses on it."""
    return closed < day or (closed == day and outcome == "lapsed")


def _unless_supposed(
    closed: int | None,
    outcome: Outcome | None,
    closed_by: tuple[Fact, ...],
    settled: Settled | None,
    reading: Reading,
) -> tuple[int | None, Outcome | None, tuple[Fact, ...]]:
    """How a duty was closed; by supposed facts, it is not, and what is newly supposed is taken up."""
    if not is_supposed(closed_by):
        return closed, outcome, closed_by
    if settled is not None and settled.is_new:
        reading.supposed.extend(closed_by)
    return None, None, ()


class RuleName(Concept):
    """What every rule has: its name, about what kind of subject it is, and its compartment."""

    id: str
    about: str
    compartment: str = "ordinary"
