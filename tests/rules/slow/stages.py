"""How a case changes: opened, led on, answered, closed; and which duties open on the way."""

from .acts import done_days, settle_by_facts
from .life import NOTICES, Case, Life
from .triggers import forget_visits

WINDOWS = {1: {"traineeship": 3}, 2: {"traineeship": 2}}
WINDOW = 5


def open_case(life: Life, day: int, *, is_sent: bool) -> None:
    """R4, R5: a case begins, to be sent a notice or with the notice sent."""
    life.case = Case(opened=day, state="due", since=day)
    if is_sent:
        begin_stage_1(life, life.case, day)
    else:
        life.ask(life.case, "send-notice-1", day, 1)


def begin_stage_1(life: Life, case: Case, day: int) -> None:
    """R7: the notice is sent, the learner is on the register, two attempts are due."""
    case.state, case.since = "waiting", day
    ask_attempts(life, case, day)


def ask_attempts(life: Life, case: Case, day: int) -> None:
    """R7, R14: the attempts open, and the window of the same length with them."""
    programme = life.world.attribute("programme_type", day)
    length = WINDOWS[case.stage].get(programme, WINDOW)
    if length != WINDOW:
        life.tag(f"R7 a traineeship's window at stage {case.stage}")
    case.window_ends = life.ask(case, f"attempts-{case.stage}", day, length).due


def leave_stage(life: Life, case: Case, day: int) -> None:
    """R12: what is open lapses, unless the facts of the very day do it."""
    for action in list(case.open):
        if settle_by_facts(life, case, action, day):
            life.tag("R12 an act on the day of leaving counts as done")
        else:
            life.tag("R12 what is open lapses")
            life.settle(case, action, day, "lapsed")


def close_case(life: Life, day: int) -> None:
    """R12: the case closes."""
    assert life.case is not None
    leave_stage(life, life.case, day)
    life.case, life.last_closed = None, day


def go_on(life: Life, case: Case, day: int) -> None:
    """R11: the next stage opens, or waits for the end of a break."""
    if life.world.is_break(day):
        case.is_next_stage_pending = True
        if any(until is None and began <= day for began, until in life.world.breaks):
            life.tag("R11 a break without an end keeps the stage from opening")
    else:
        open_next_stage(life, case, day)


def open_next_stage(life: Life, case: Case, day: int) -> None:
    """R10, R16: the next stage (after the third the third again) opens with its call."""
    leave_stage(life, case, day)
    if case.is_next_stage_pending:
        life.tag("R11 a stage waits for the end of a break")
    if case.stage == 3:
        life.tag("R16 stage 3 again")
    case.stage = min(case.stage + 1, 3)
    case.state, case.since = "waiting", day
    case.is_next_stage_pending = case.is_consent_asked = False
    case.window_ends = None
    case.settled = {}
    life.ask(case, f"call-{case.stage}", day, 1)


def answer(life: Life, case: Case, day: int, renewal: str) -> None:
    """R16: the case is answered; counts and silences begin anew (`renewal` is the ruling's tag)."""
    leave_stage(life, case, day)
    if case.is_next_stage_pending:
        life.tag("R11 a yes while the stage waits for the end of a break")
    case.state, case.answered_on = "answered", day
    case.is_next_stage_pending = False
    case.settled = {}
    life.renewals[day] = renewal
    forget_visits(life)
    life.ask(case, "agree-contract", day, 5)


def after_call(life: Life, case: Case, day: int) -> bool:
    """R14, R15: the notice, once the call is made; whether anything changed."""
    notice, call = NOTICES[case.stage], f"call-{case.stage}"
    if call not in case.settled or notice in case.settled or notice in case.open:
        return False
    before = done_days(life, notice, case.since, day - 1)
    if before:
        life.tag(f"R14 {notice} sent before the call is not listed")
        case.settled[notice] = (min(before), "done")
    else:
        life.ask(case, notice, day, 1)
    return True


def after_notice(life: Life, case: Case, day: int) -> bool:
    """R14: the attempts of stage 2 from the later of call and sending; whether they opened."""
    settled = case.settled
    if case.stage != 2 or "attempts-2" in settled or "attempts-2" in case.open:
        return False
    if "call-2" not in settled or "send-notice-2" not in settled:
        return False
    ask_attempts(life, case, day)
    return True


def seek_consent(life: Life, case: Case, day: int) -> bool:
    """R15: the employer's consent, asked with the call of an apprenticeship; whether it changed."""
    if case.stage != 3 or case.settled.get("call-3", (0, ""))[0] != day:
        return False
    if case.is_consent_asked:
        return False
    if life.world.attribute("programme_type", day) != "apprenticeship":
        life.tag("R15 no consent is asked but for an apprenticeship")
        return False
    case.is_consent_asked = True
    before = done_days(life, "seek-employer-consent", case.since, day - 1)
    if before:
        life.tag("R15 consent sought before the call is not listed")
        case.settled["seek-employer-consent"] = (min(before), "done")
    else:
        life.ask(case, "seek-employer-consent", day, 1)
    return True


def open_decision(life: Life, case: Case, day: int, *, told_until: int | None = None) -> bool:
    """R15: the decision, once called, noticed and consent settled; whether it opened.

    In the morning the facts of the day are not told yet: `told_until` is the day before.
    """
    if case.state != "waiting" or case.stage != 3:
        return False
    if "decide-withdrawal" in case.open or "decide-withdrawal" in case.settled:
        return False
    if "call-3" not in case.settled or "send-withdrawal-notice" not in case.settled:
        return False
    if case.is_consent_asked and not is_consent_settled(life, case, day, told_until or day):
        return False
    life.ask(case, "decide-withdrawal", day, 5)
    return True


def is_consent_settled(life: Life, case: Case, day: int, told_until: int) -> bool:
    """R15: whether the employer has answered, or has not for five working days."""
    if life.world.days("employer_consent", case.since, told_until):
        life.tag("R15 consent given or refused")
        return True
    if "seek-employer-consent" not in case.settled:
        return False
    sought, _ = case.settled["seek-employer-consent"]
    last_day = life.world.working_days_after(sought, 5)
    if last_day is None or day <= last_day:
        return False
    life.tag("R15 consent not answered in five working days")
    return True
