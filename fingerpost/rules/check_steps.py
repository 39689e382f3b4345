"""Whether the steps of a procedure hang together: each can be reached, every move has its other end,
and no case goes round and round on one day."""

from __future__ import annotations

from typing import NamedTuple

from fingerpost.rules.check_places import Found, unknown
from fingerpost.rules.concept import nearest
from fingerpost.rules.conditions import All, Done, NotAsked
from fingerpost.rules.policy import Policy
from fingerpost.rules.procedure import NEXT, Move, Procedure, Step


def faults_of_steps(policy: Policy) -> Found:
    """What is wrong with the steps of each procedure, with the place."""
    for rule in policy.procedures.values():
        if not rule.steps:
            continue  # an empty list, of which the check of lists speaks
        checks = (_triggers, _moves, _order, _final, _chain, _ways)
        for place, what in (each for check in checks for each in check(rule)):
            yield f"rule {rule.id} > {place}", what


def unused_signals(policy: Policy) -> Found:
    """Signals that no move waits for."""
    for rule in policy.procedures.values():
        moves = (*rule.always, *(move for step in rule.steps for move in step.moves))
        heard = {move.on for move in moves}
        for name in rule.signals:
            if name not in heard:
                what = "no move waits for this signal; use it, or take it out"
                yield f"rule {rule.id} > signals > {name}", what


def _triggers(rule: Procedure) -> Found:
    for trigger in rule.triggers:
        place, entered = f"trigger {trigger.id}", trigger.enters or rule.steps[0].id
        if entered not in rule.step_of:
            yield f"{place} > enters", unknown("step", entered, rule.step_of)
            continue
        actions = [duty.action for duty in rule.step_of[entered].duties]
        for action in trigger.settles:
            if action not in actions:
                what = f"step {entered!r} does not ask for {action!r}; {nearest(action, actions)}"
                yield f"{place} > settles", what
        if rule.step_of[entered].final:
            what = f"a case cannot begin in {entered!r}, where it ends; name another step"
            yield f"{place} > enters", what
    names = [trigger.id for trigger in rule.triggers]
    for step in rule.steps:
        for name in step.begins_anew:
            if name not in names:
                yield f"step {step.id} > begins_anew", unknown("trigger", name, names)


def _moves(rule: Procedure) -> Found:
    for number, move in enumerate(rule.always, start=1):
        yield from _move(rule, move, f"always {number}", None)
    for step in rule.steps:
        for number, move in enumerate(step.moves, start=1):
            yield from _move(rule, move, f"step {step.id} > moves {number}", step)


def _move(rule: Procedure, move: Move, place: str, step: Step | None) -> Found:
    targets = [NEXT, *rule.step_of]
    if move.to not in targets:
        yield place, f"leads to {move.to!r}, which is no step; {nearest(move.to, targets)}"
    if move.on is not None and move.on not in rule.signals:
        hint = nearest(move.on, rule.signals)
        yield place, f"waits for {move.on!r}, which is no signal; {hint}"
    actions = [duty.action for duty in step.duties] if step else []
    asked = f"step {step.id!r} does not ask for" if step else "a move in `always` cannot ask for"
    for action in filter(None, (move.duty, *move.once, *move.once_open)):
        if action not in actions:
            hint = nearest(action, actions)
            yield place, f"waits for the duty {action!r}, which {asked}; {hint}"


def _order(rule: Procedure) -> Found:
    """A duty opens after others that stand before it in its step."""
    for step in rule.steps:
        before: list[str] = []
        for duty in step.duties:
            for part in duty.parts():
                named = part.done if isinstance(part, Done) else ()
                named = (part.not_asked,) if isinstance(part, NotAsked) else named
                for action in named:
                    if action not in before:
                        place = f"step {step.id} > duty {duty.action} > opens_when"
                        what = f"names {action!r}, which must stand before it in the step"
                        yield place, f"{what}; {nearest(action, before)}"
            before.append(duty.action)


def _final(rule: Procedure) -> Found:
    for step in rule.steps:
        if step.final and (step.moves or step.duties or step.tasks):
            what = "the case ends here, so it asks for nothing and leads nowhere"
            yield f"step {step.id}", f"{what}; take final out, or these"


def _chain(rule: Procedure) -> Found:
    """`next` leads forward: it may end in a step that names itself, but not turn back."""
    for step in rule.steps:
        if step.next is not None and step.next not in rule.step_of:
            yield f"step {step.id} > next", unknown("step", step.next, rule.step_of)
    for step in rule.steps:
        seen, each = [step.id], step
        while each.next in rule.step_of and each.next != each.id:
            each = rule.step_of[each.next or ""]
            seen.append(each.id)
            if each.id in seen[:-1]:
                what = f"these steps loop: {' > '.join(seen)}; let the last name itself, or none"
                yield f"step {step.id} > next", what
                return


class Stand(NamedTuple):
    """Where a case may stand: its step, and the step that `next` means there."""

    step: str
    next: str | None


def _ways(rule: Procedure) -> Found:
    """Every way a case may go: no step left out, no `next` without meaning, no turning on one day."""
    first = [rule.step_of.get(trigger.enters or rule.steps[0].id) for trigger in rule.triggers]
    ahead = [Stand(step.id, step.next) for step in first if step is not None]
    at_once: dict[Stand, list[Stand]] = {}
    while ahead:
        stand = ahead.pop()
        if stand in at_once:
            continue
        at_once[stand] = []
        for move in _moves_from(rule, stand):
            if move.to == NEXT and stand.next is None:
                what = "a move leads to 'next', but no step on the way here says what is next"
                yield f"step {stand.step}", f"{what}; add `next`"
                continue
            target = rule.step_of.get((stand.next or "") if move.to == NEXT else move.to)
            if target is not None:
                ahead.append(Stand(target.id, target.next or stand.next))
                if _is_at_once(rule.step_of[stand.step], move):
                    at_once[stand].append(ahead[-1])
    reached = {stand.step for stand in at_once}
    for step in rule.steps:
        if step.id not in reached:
            what = "nothing leads to this step; add a move or a trigger that enters it"
            yield f"step {step.id}", f"{what}, or take it out"
    yield from _turning(at_once)


def _moves_from(rule: Procedure, stand: Stand) -> tuple[Move, ...]:
    step = rule.step_of[stand.step]
    return () if step.final else (*rule.always, *step.moves)


def _is_at_once(step: Step, move: Move) -> bool:
    """Whether a move may leave a step on the very day of the arrival, by an act that also brought the
    case there: one that waits for a duty and for no time."""
    if move.done is None and move.waived is None:
        return False
    duty = next((each for each in step.duties if each.action == move.duty), None)
    return duty is not None and not (duty.acts_from == "opening" and _takes_time(duty.opens_when))


def _takes_time(condition: object) -> bool:
    if isinstance(condition, All):
        return any(_takes_time(each) for each in condition.all)
    return isinstance(condition, Done) and condition.then is not None


def _turning(at_once: dict[Stand, list[Stand]]) -> Found:
    for stand in at_once:
        way = _way_back(stand, at_once)
        if way:
            what = f"acts of one day could lead the case round for ever: {' > '.join(way)}"
            right = "let a move wait for a signal or for time (`on`, `after`, `undone`)"
            yield f"step {stand.step}", f"{what}; {right}"
            return


def _way_back(stand: Stand, at_once: dict[Stand, list[Stand]]) -> list[str]:
    """The steps from a stand back to it, at once all the way; empty where there are none."""
    ahead = [(each, [stand.step, each.step]) for each in at_once[stand]]
    seen: set[Stand] = set()
    while ahead:
        each, way = ahead.pop()
        if each == stand:
            return way
        if each not in seen:
            seen.add(each)
            ahead.extend((then, [*way, then.step]) for then in at_once.get(each, ()))
    return []
