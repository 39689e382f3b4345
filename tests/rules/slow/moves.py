"""The moves of one day: what time brings in the morning, what facts bring in the evening.

Each evening move says whether it changed anything; `evening` begins again from the first move
after each change, so their order below is the order of R12.
"""

from collections.abc import Callable

from .acts import settle_by_facts
from .answers import decide, no, no_improvement, note_unmoved, yes
from .life import Case, Life
from .reviews import ask_removal
from .stages import (
    after_call,
    after_notice,
    begin_stage_1,
    close_case,
    go_on,
    open_case,
    open_decision,
    open_next_stage,
    seek_consent,
)
from .triggers import has_absence, has_cancelled_visits, has_fallen_silent, last_anchor


def morning(life: Life, day: int) -> None:
    """What time brings: a stage that waited, a window that ran out, a silence."""
    life.occasions = 0
    case = life.case
    if case and case.is_next_stage_pending:
        if not life.world.is_break(day):
            open_next_stage(life, case, day)
    elif case and case.state == "waiting" and is_window_over(life, case, day):
        go_on(life, case, day)
    if case:
        open_decision(life, case, day, told_until=day - 1)
    if has_fallen_silent(life, day):
        life.occasions = 1
        work_trigger(life, day)


def is_window_over(life: Life, case: Case, day: int) -> bool:
    """R10: whether the attempts were settled and the window ended before today."""
    settled_on, outcome = case.settled.get(f"attempts-{case.stage}", (day, ""))
    if settled_on >= day or case.window_ends is None or case.window_ends >= day:
        return False
    late = "after" if settled_on > case.window_ends else "within"
    life.tag(f"R10 attempts {outcome} {late} the window")
    return True


def work_trigger(life: Life, day: int) -> bool:
    """R4, R16: a trigger opens a case, moves an answered one, or is used up."""
    case = life.case
    if case is None:
        if day <= life.last_closed:
            life.tag("R4 a trigger on the day of closing opens nothing")
            return False
        again = "after a closing opens a new case" if life.last_closed else "opens a case"
        life.tag(f"R4 a trigger {again}")
        open_case(life, day, is_sent=False)
        life.trigger_worked_on = day
        return True
    if case.state == "answered" and day > case.answered_on and not case.is_next_stage_pending:
        life.tag("R16 a trigger moves an answered case")
        case.noes_used_on = day
        life.trigger_worked_on = day
        go_on(life, case, day)
        return True
    if case.state != "answered" and life.trigger_worked_on != day:
        life.tag("R4 a trigger in an unanswered case is absorbed")
    if case.state == "answered" and day == case.answered_on:
        life.tag("R16 a trigger on the day of the answer moves nothing")
    return False


def evening(life: Life, day: int) -> None:
    """What the facts of the day bring, until nothing changes."""
    facts = life.world.facts_on(day)
    if facts:
        found = [has_absence(life, day), has_cancelled_visits(life, day)]
        life.occasions += sum(found)
        moves = [*MOVES, work_trigger] if any(found) else MOVES
        changes = 0
        while any(move(life, day) for move in moves):
            changes += 1
            if changes > 100:
                raise RuntimeError(f"the evening of day {day} does not end: two moves undo each other")
        note_unmoved(life, day)
        if life.occasions > 1 and life.trigger_worked_on == day:
            life.tag("R4 the occasions of one day are one")
    life.anchor = last_anchor(life, day)


def close(life: Life, day: int) -> bool:
    """R12: a removal or the end closes the case before anything else of the evening."""
    world, case = life.world, life.case
    is_removed, is_end = world.has("register_removed", day), world.end == day
    if case is None:
        if is_removed and life.last_closed != day:
            life.tag("R12 a removal without a case does nothing")
        return False
    if not is_removed and not is_end:
        return False
    life.tag(f"R12 {'the end' if is_end else 'a removal'} closes a case that is {case.state}")
    if case.is_next_stage_pending:
        life.tag("R11 closed while the stage waits for the end of a break")
    if world.has("response", day, commitment=True) and case.state == "waiting":
        life.tag("R12 closing comes before a yes")
    close_case(life, day)
    return True


def notice_without_case(life: Life, day: int) -> bool:
    """R5: a notice 1 without a case opens one with the notice sent."""
    if life.case is not None or not life.world.has("notice_sent", day, stage=1):
        return False
    if life.world.is_break(day):
        life.tag("R5 a notice without a case does nothing on a break day")
    elif day <= life.last_closed:
        life.tag("R5 a notice on the day of closing does nothing")
    elif has_todays_trigger(life):
        return False
    else:
        life.tag("R5 a notice without a case opens one")
        open_case(life, day, is_sent=True)
        return True
    return False


def has_todays_trigger(life: Life) -> bool:
    """Whether a trigger of today is about to open the case that the notice answers."""
    if life.occasions:
        life.tag("R5 a trigger and a notice on one day")
    return life.occasions > 0


def settle(life: Life, day: int) -> bool:
    """R6 to R17: the facts of the day do, or waive, an open duty."""
    case = life.case
    return case is not None and any(settle_by_facts(life, case, a, day) for a in list(case.open))


def follow(life: Life, day: int) -> bool:
    """R7, R14, R15: what was done opens the next duty of the stage."""
    case = life.case
    if case is None:
        return False
    if case.state == "due":
        if case.settled.get("send-notice-1") != (day, "done"):
            return False
        life.tag("R6 sent on the day of the trigger" if case.opened == day else "R6 sent later")
        begin_stage_1(life, case, day)
        return True
    if case.state != "waiting" or case.stage == 1:
        return False
    steps: list[Callable[[Life, Case, int], bool]]
    steps = [after_call, after_notice, seek_consent, open_decision]
    return any(step(life, case, day) for step in steps)


def waive(life: Life, day: int) -> bool:
    """R6, R10: waiving the notice closes the case; waiving late attempts leads on that evening."""
    case = life.case
    if case is None or case.is_next_stage_pending:
        return False
    if case.state == "due" and case.settled.get("send-notice-1") == (day, "waived"):
        life.tag("R6 waiving the notice closes the case")
        life.renewals[day] = "R6 the silence counts anew from the waiving"
        close_case(life, day)
        return True
    if case.state != "waiting" or case.window_ends is None or day <= case.window_ends:
        return False
    if case.settled.get(f"attempts-{case.stage}") != (day, "waived"):
        return False
    life.tag("R10 attempts waived after the window")
    go_on(life, case, day)
    return True


MOVES: list[Callable[[Life, int], bool]] = [
    close,
    notice_without_case,
    settle,
    follow,
    ask_removal,
    yes,
    no,
    no_improvement,
    decide,
    waive,
]
