"""A procedure: an occasion opens a case and leads it from step to step.

Each step asks for duties, and its moves say what leads on: an act done or waived, a deadline that has run out, an
answer, a new occasion. How one subject's cases go is worked out in `course`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from pydantic import model_validator

from fingerpost.rules.asks import Ask, RuleName
from fingerpost.rules.concept import Concept, key
from fingerpost.rules.conditions import Condition
from fingerpost.rules.duty import Duty
from fingerpost.rules.gaps import Gap
from fingerpost.rules.occasions import When
from fingerpost.rules.occurrence import Counts
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.reading import OnlyIf, Promises, Reading
from fingerpost.rules.tasks import Task

NEXT = "next"


class Trigger(Concept):
    """What opens a case, or moves one whose step says so. The first listed decides where several fall on one day."""

    id: str
    clause: str
    when: When
    only_if: OnlyIf = key(default={})
    in_breaks: bool = False
    enters: str | None = key(default=None, description="a step other than the first")
    settles: tuple[str, ...] = key(default=(), description="duties of that step which the occasion itself has done")
    leads_on: bool = key(default=True, description="whether it also leads on a case in a step that moves on a trigger")

    @cached_property
    def counts(self) -> Counts:
        """On which days it counts."""
        return Counts(self.only_if, self.in_breaks)


class Move(Concept):
    """What leads a case on, and where to: a step, or `next`, the one that the step last entered names as its next.

    One of: `on` a signal, a new `trigger`, `after` a duty (done or waived, and its time over), `done`, `waived`, or
    `undone` when its time is over. `once`: only from the day on which these duties are
    done; `once_open`: from the day on which they open.
    """

    to: str
    on: str | None = None
    trigger: bool = False
    after: str | None = None
    done: str | None = None
    waived: str | None = None
    undone: str | None = None
    once: tuple[str, ...] = ()
    once_open: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _has_one_cause(self) -> Move:
        causes = [self.on, self.trigger, self.after, self.done, self.waived, self.undone]
        if sum(bool(cause) for cause in causes) != 1:
            raise ValueError("a move has exactly one of on, trigger, after, done, waived, undone")
        return self

    @cached_property
    def duty(self) -> str | None:
        """The duty that it waits for, if it waits for one."""
        return self.after or self.done or self.waived or self.undone


class StepDuty(Ask):
    """A duty of a step: it opens with the step, or when a condition comes true."""

    opens_when: Condition | None = None


class Step(Concept):
    """Where a case may stand. `next` is the step that a move to `next` leads to from here on."""

    id: str
    next: str | None = None
    duties: tuple[StepDuty, ...] = key(default=(), alias="duty")
    tasks: tuple[Task, ...] = key(default=(), alias="task")
    moves: tuple[Move, ...] = ()
    final: bool = key(default=False, description="the case ends here")
    later_days_only: bool = key(default=False, description="only facts of later days than the arrival lead on")
    opens_in_breaks: bool = key(default=True, description="whether the step may be entered on a break day")
    begins_anew: tuple[str, ...] = key(default=(), description="triggers that count only days after the arrival")

    @cached_property
    def leading(self) -> frozenset[str]:
        """The duties without which the case cannot go on from here."""
        waited_for = {move.duty for move in self.moves if move.duty}
        for duty in self.duties:
            if duty.opens_when is not None:
                for part in duty.opens_when.parts():
                    waited_for.update(getattr(part, "done", ()))
        return frozenset(waited_for) | {duty.action for duty in self.duties if duty.choice}


class Procedure(RuleName):
    """A rule that leads cases from step to step. `always`: moves that count in every step, before its own."""

    shape: Literal["procedure"]
    clause: str
    signals: dict[str, Pattern] = key(default={})
    triggers: tuple[Trigger, ...] = key(alias="trigger")
    always: tuple[Move, ...] = ()
    steps: tuple[Step, ...] = key(alias="step")

    @cached_property
    def step_of(self) -> dict[str, Step]:
        """Each step by its id."""
        return {step.id: step for step in self.steps}

    @cached_property
    def moves_from(self) -> dict[str, tuple[Move, ...]]:
        """What may lead on from each step, in the order in which it counts at one moment."""
        return {step.id: (*self.always, *step.moves) for step in self.steps}

    def needs(self, policy: Promises) -> None:
        """A procedure may ask for something whatever facts there are."""

    def rests_on(self, policy: Promises) -> frozenset[str]:
        """The kinds of fact of its triggers: without one of them nobody can tell whether there is another case."""
        return frozenset().union(*(trigger.when.rests_on(policy) for trigger in self.triggers))

    def unknown(self, rule: RuleName, reading: Reading, gap: Gap) -> Duty:
        """What stands for the cases that nobody can tell of."""
        first = next(ask for step in self.steps for ask in (*step.duties, *step.tasks))
        return first.unknown(rule, reading, gap)

    def duties(self, reading: Reading) -> Iterator[Duty]:
        """All duties of the subject under this rule, over all time."""
        return iter(reading.course(self.id).duties)
