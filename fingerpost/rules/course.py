"""The course of a subject's cases under a procedure.

A step is worked out as if the case stayed in it for ever: when each duty opens and is done. Then the earliest of
the moves cuts it off, and the case goes on in the step that the move leads to. So nothing is looked at day by day.
"""

from __future__ import annotations

from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from fingerpost.rules.calendar import first_day_outside
from fingerpost.rules.conditions import Draft
from fingerpost.rules.duty import Settled
from fingerpost.rules.moments import Occasion, evening, is_supposed, morning
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.procedure import NEXT, Move, Procedure, Step, StepDuty, Trigger
from fingerpost.rules.reading import Reading
from fingerpost.rules.stays import Course, Stay


class Arrival(Struct, frozen=True, gc=False):
    """A case comes to a step: when, why, which of its duties are settled already, and what `next` now means."""

    step: Step
    occasion: Occasion
    settles: tuple[str, ...]
    next: str | None
    supposed: bool


class Run:
    """Works out one subject's course under one procedure."""

    def __init__(self, rule: Procedure, reading: Reading) -> None:
        self.rule = rule
        self.reading = reading
        self.stays: list[Stay] = []
        self.duties: list = []  # type: ignore[type-arg]
        self._moved: set[int] = set()
        self._occasions = {trigger.id: self._found(trigger, None) for trigger in rule.triggers}

    def course(self) -> Course:
        """Every case from its trigger to its end, one after another."""
        closed_on = -1
        while (opening := self._next_trigger(closed_on)) is not None:
            trigger, occasion = opening
            step = self.rule.step_of[trigger.enters or self.rule.steps[0].id]
            arrival: Arrival | None = Arrival(step, occasion, trigger.settles, step.next, False)
            while arrival is not None:
                arrival = self._stay(arrival)
            closes = self.stays[-1].closes
            if closes is None or closes.day > self._horizon:
                break
            closed_on = closes.day
        return Course(self.stays, self.duties)

    @cached_property
    def _horizon(self) -> int:
        """How far a course is worked out: to the last day on which a duty may open, and on through what was told."""
        told = (fact.day for fact in reversed(self.reading.history.facts) if not fact.supposed)
        return max(self.reading.until, next(told, self.reading.until))

    def _found(self, trigger: Trigger, floor: Occasion | None) -> list[Occasion]:
        return trigger.when.found(self.reading, trigger.counts, floor)

    def _next_trigger(self, after: int, leading_on: bool = False) -> tuple[Trigger, Occasion] | None:
        """The first day later than `after` with an occasion: the first listed trigger of the day, the facts of all."""
        firsts = []
        for trigger in self.rule.triggers:
            if leading_on and not trigger.leads_on:
                continue
            for occasion in self._occasions[trigger.id]:
                if occasion.day > after:
                    firsts.append((trigger, occasion))
                    break
        if len(firsts) < 2:
            return firsts[0] if firsts else None
        day = min(occasion.day for _, occasion in firsts)
        same_day = [(trigger, occasion) for trigger, occasion in firsts if occasion.day == day]
        if len(same_day) == 1:
            return same_day[0]
        facts = dict.fromkeys(fact for _, occasion in same_day for fact in occasion.facts)
        moment = min(occasion.moment for _, occasion in same_day)
        return same_day[0][0], Occasion(day, moment, tuple(facts))

    def _stay(self, arrival: Arrival) -> Arrival | None:
        """The case's stay in a step, and its arrival in the next one."""
        step = arrival.step
        for trigger in self.rule.triggers if step.begins_anew else ():
            if trigger.id in step.begins_anew:
                self._occasions[trigger.id] = self._found(trigger, arrival.occasion)
        if step.final:
            last = self.stays[-1]
            self.stays[-1] = replace(last, closes=arrival.occasion)
            return None
        drafts: dict[str, Draft] = {}
        for duty in step.duties:
            drafts[duty.action] = self._draft(duty, arrival, drafts)
        leaving, move = self._departure(arrival, drafts)
        is_closing = leaving is not None and (move is None or self._target(move, arrival).final)
        self._list(arrival, drafts, leaving, is_closing)
        closes = leaving if move is None else None
        done = {action: draft.settled for action, draft in drafts.items() if _is_done_by(draft.settled, leaving)}
        until = None if leaving is None else leaving.moment
        occasion = arrival.occasion
        self.stays.append(Stay(step.id, occasion.moment, until, occasion.facts, done, closes))  # type: ignore[arg-type]
        if move is None or leaving is None or leaving.day > self._horizon:
            return None
        self._use_up(move, arrival, drafts)
        return self._arrival(move, leaving, arrival)

    def _arrival(self, move: Move, leaving: Occasion, before: Arrival) -> Arrival:
        step = self._target(move, before)
        supposed = before.supposed or is_supposed(leaving.facts)
        return Arrival(step, leaving, (), step.next or before.next, supposed)

    def _use_up(self, move: Move, arrival: Arrival, drafts: dict[str, Draft]) -> None:
        """Facts move a case once. Where an occasion or a signal moved it, the other signals of that day are one
        occasion with it; what time moves leaves them to the next step."""
        cause = None if move.duty else self._cause(move, arrival, drafts)
        if cause is None:
            return
        for other in arrival.step.moves:
            if other.on is not None:
                same_day = self.reading.history.matches(self.rule.signals[other.on]).on(cause.day)
                self._moved.update(map(id, same_day))

    def _target(self, move: Move, arrival: Arrival) -> Step:
        return self.rule.step_of[(arrival.next or "") if move.to == NEXT else move.to]

    def _draft(self, duty: StepDuty, arrival: Arrival, drafts: dict[str, Draft]) -> Draft:
        """When a duty of the step opens, falls due and is settled."""
        reading, occasion = self.reading, arrival.occasion
        if duty.action in arrival.settles:
            return Draft(None, True, None, Settled(occasion.day, occasion.facts, "done"))
        opening = occasion if duty.opens_when is None else duty.opens_when.moment(reading, occasion, drafts)
        if opening is None:
            return self._unopened(duty, arrival)
        opens = opening.day
        if duty.only_if and not reading.holds(duty.only_if, opens):
            return Draft(opening, False, None, None)
        due = duty.due_day(reading, opens, opening.facts)
        since = occasion.day if duty.acts_from == "cause" else opens
        settled = duty.settled(self.rule.id, reading, opens, since, due)
        return Draft(opening, True, due, settled, settled is None and duty.gap(reading, opens) is not None)

    def _unopened(self, duty: StepDuty, arrival: Arrival) -> Draft:
        """A duty that never opens; its act may have been done all the same, and then it counts."""
        if duty.acts_from == "opening" or duty.done_by is None:
            return Draft(None, True, None, None)
        done = duty.done_by.first(self.reading, arrival.occasion.day)
        return Draft(None, True, None, None if done is None else Settled(*done, "done"))

    def _departure(self, arrival: Arrival, drafts: dict[str, Draft]) -> tuple[Occasion | None, Move | None]:
        """The earliest of what leads on, the first listed at one moment: the end of life (no move), what counts
        always, the step's own moves."""
        end = self.reading.history.end
        best: Occasion | None = None if end is None else evening(end, ())
        chosen: Move | None = None
        has_breaks = bool(self.reading.history.breaks)
        for move in self.rule.moves_from[arrival.step.id]:
            occasion = self._cause(move, arrival, drafts)
            if occasion is not None and has_breaks:
                occasion = self._out_of_a_break(occasion, move, arrival)
            if occasion is not None and (best is None or occasion.moment < best.moment):
                best, chosen = occasion, move
        return best, chosen

    def _out_of_a_break(self, occasion: Occasion, move: Move, arrival: Arrival) -> Occasion | None:
        """A step that does not open in breaks is entered on the first morning after one."""
        if self._target(move, arrival).opens_in_breaks or not self.reading.is_in_break(occasion.day):
            return occasion
        day = first_day_outside(self.reading.history.breaks, occasion.day)
        return None if day is None else morning(day, occasion.facts)

    def _cause(self, move: Move, arrival: Arrival, drafts: dict[str, Draft]) -> Occasion | None:
        if move.duty is not None:
            return _of_duty(move, drafts[move.duty])
        if move.trigger:
            found = self._next_trigger(arrival.occasion.day, leading_on=True)
            return None if found is None else found[1]
        since = arrival.occasion.day
        if arrival.step.later_days_only:
            since += 1
        for action in move.once:
            settled = drafts[action].settled
            if settled is None:
                return None
            since = max(since, settled.day)
        for action in move.once_open:
            opening = drafts[action].opening
            if opening is None:
                return None
            since = max(since, opening.day)
        return self._signal(self.rule.signals[move.on or ""], since)

    def _signal(self, pattern: Pattern, since: int) -> Occasion | None:
        """The first day with such a fact that has not moved a case yet, with all of that day."""
        matches = self.reading.history.matches(pattern)
        fact = matches.first_from(since)
        while fact is not None and id(fact) in self._moved:
            fact = matches.first_from(fact.day + 1)
        return None if fact is None else evening(fact.day, tuple(matches.on(fact.day)))

    def _list(self, arrival: Arrival, drafts: dict[str, Draft], leaving: Occasion | None, is_closing: bool) -> None:
        """Adds the duties of the stay, cut off where the case leaves the step. Closing comes before all else of its
        evening: what else the evening would open is not asked any more."""
        step, rule, reading = arrival.step, self.rule, self.reading
        for ask in step.duties:
            draft = drafts[ask.action]
            opening, settled = draft.opening, draft.settled
            if opening is None or not draft.is_asked or (leaving is not None and opening.moment > leaving.moment):
                continue
            if is_closing and leaving is not None and arrival.occasion.moment < opening.moment == leaving.moment:
                continue
            stands_still = leaving is None and settled is None and ask.action in step.leading
            waits_for = self._waits_for(ask, arrival, opening) if stands_still else None
            duty = ask.duty(rule, reading, opening, draft.due, settled, leaving, waits_for, arrival.supposed)
            if duty is not None:
                self.duties.append(duty)
        for task in step.tasks:
            self.duties.extend(task.asked(rule, reading, arrival.occasion, leaving))

    def _waits_for(self, ask: StepDuty, arrival: Arrival, opening: Occasion) -> str:
        since = arrival.occasion.day if ask.acts_from == "cause" else opening.day
        return ask.missing(self.rule.id, self.reading, since)


def _is_done_by(settled: Settled | None, leaving: Occasion | None) -> bool:
    return settled is not None and (leaving is None or settled.day <= leaving.day)


def _of_duty(move: Move, draft: Draft) -> Occasion | None:
    """When a move that waits for a duty leads on."""
    settled, due = draft.settled, draft.due
    if move.undone is not None:
        if draft.opening is None or due is None or draft.may_be_settled or (settled is not None and settled.day <= due):
            return None
        return morning(due + 1, draft.opening.facts)
    if settled is None:
        return None
    if move.done is not None:
        return evening(settled.day, settled.facts)
    if move.waived is not None:
        return evening(settled.day, settled.facts) if settled.outcome == "waived" else None
    return None if due is None else _after(settled, due, draft)


def _after(settled: Settled, due: int, draft: Draft) -> Occasion:
    """Settled, and its time over: by doing, the morning after the later of both days; by waiving late, that evening.

    The facts are those that opened the duty and those that settled it.
    """
    facts = (draft.opening.facts if draft.opening is not None else ()) + settled.facts
    if settled.outcome == "waived" and settled.day > due:
        return evening(settled.day, facts)
    return morning(max(due, settled.day) + 1, facts)
