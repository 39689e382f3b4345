"""Answers, judgements and decisions: the moves that people bring about (R8, R9, R14 to R16)."""

from .acts import done_days
from .life import Case, Life
from .stages import answer, go_on


def answers(life: Life, day: int, commitment: bool | None) -> int:
    """How many answers of this sort the learner and the employer gave on the day."""
    facts = [e for e in life.world.facts_on(day) if e.kind == "response"]
    heard = [e for e in facts if e.data.get("party") in ("learner", "employer")]
    return sum(1 for e in heard if e.data.get("commitment") is commitment)


def yes(life: Life, day: int) -> bool:
    """R9, R14, R15: a yes answers a case that waits, at any stage."""
    case = life.case
    if case is None or case.state != "waiting" or not answers(life, day, True):
        return False
    life.tag(f"R9 a yes at stage {case.stage}")
    if answers(life, day, False):
        life.tag("R8 a yes outweighs the noes of its day")
    if case.stage == 2 and not is_notice_2_sent(life, case, day):
        life.tag("R14 a yes before the notice answers")
    if case.settled.get("decide-withdrawal", (0, ""))[0] == day:
        life.tag("R15 on the day of the decision the yes wins")
    tag_window(life, case, day)
    answer(life, case, day, "R16 the silence counts anew from the answer")
    return True


def no(life: Life, day: int) -> bool:
    """R8, R9, R14, R16: the noes of a day lead on, once."""
    case, count = life.case, answers(life, day, False)
    if case is None or not count or answers(life, day, True) or case.noes_used_on == day:
        return False
    if case.is_next_stage_pending or not does_no_count(life, case, day):
        return False
    if count > 1:
        life.tag("R8 the noes of one day are one")
    if life.world.is_break(day):
        life.tag("R11 a no on a break day")
    case.noes_used_on = day
    go_on(life, case, day)
    return True


def does_no_count(life: Life, case: Case, day: int) -> bool:
    """Whether a no leads on where the case stands."""
    if case.state == "answered" and day > case.answered_on:
        life.tag("R16 a later no moves an answered case")
        return True
    if case.state != "waiting":
        return False
    if case.stage == 3:
        life.tag("R15 a no moves nothing at stage 3")
        return False
    if case.stage == 2 and not is_notice_2_sent(life, case, day):
        life.tag("R14 a no before the notice moves nothing")
        return False
    life.tag(f"R9 a no at stage {case.stage}")
    if case.stage == 2 and "call-2" not in case.settled:
        life.tag("R14 a no after the notice moves though the call is missing")
    tag_window(life, case, day)
    return True


def is_notice_2_sent(life: Life, case: Case, day: int) -> bool:
    """R14: whether notice 2 was sent, or its sending waived, since the stage opened."""
    is_sent = bool(done_days(life, "send-notice-2", case.since, day))
    return is_sent or "send-notice-2" in case.settled


def tag_window(life: Life, case: Case, day: int) -> None:
    """Note where in the window an answer came."""
    if case.window_ends == day:
        life.tag("R10 an answer on the last day of the window counts")
    elif case.window_ends is not None and day > case.window_ends:
        life.tag("R10 an answer while the ladder waits counts")


def no_improvement(life: Life, day: int) -> bool:
    """R16: no improvement leads an answered case to the next stage."""
    case = life.case
    if case is None or not life.world.has("no_improvement", day):
        return False
    if case.state != "answered" or day <= case.answered_on or case.is_next_stage_pending:
        return False
    life.tag("R16 no improvement moves an answered case")
    if life.world.is_break(day):
        life.tag("R16 no improvement on a break day counts")
    case.noes_used_on = day
    go_on(life, case, day)
    return True


def decide(life: Life, day: int) -> bool:
    """R15: the decision that was due leads to withdrawal, or answers the case."""
    case = life.case
    if case is None or case.state != "waiting":
        return False
    settled_on, outcome = case.settled.get("decide-withdrawal", (day, "open"))
    decisions = [e for e in life.world.facts_on(day) if e.kind == "withdrawal_decided"]
    if outcome == "open" or not decisions or (outcome == "done" and settled_on != day):
        return False
    if outcome == "waived":
        life.tag("R15 a decision after its waiving counts")
    last = max(decisions, key=lambda e: e.recorded)
    if len({e.data["withdraws"] for e in decisions}) > 1:
        life.tag("R15 of two decisions on one day the last recorded stands")
    if last.data["withdraws"]:
        life.tag("R15 withdrawal decided")
        case.state = "leaving"
        life.ask(case, "record-withdrawal", day, 1)
    else:
        life.tag("R15 decided that the learner stays")
        answer(life, case, day, "R16 the silence counts anew from a decision to stay")
    return True


def note_unmoved(life: Life, day: int) -> None:
    """Note, at the end of an evening, which of its facts moved nothing and why."""
    world, case = life.world, life.case
    if case is None:
        return
    said = answers(life, day, True) + answers(life, day, False)
    if case.state == "due":
        if world.has("progress", day):
            life.tag("R6 progress does not take notice 1 away")
        if said:
            life.tag("R9 an answer before the sending moves nothing")
    if case.state == "leaving" and said:
        life.tag("R15 an answer moves nothing once withdrawal is decided")
    if case.state == "waiting":
        note_unmoved_while_waiting(life, case, day)


def note_unmoved_while_waiting(life: Life, case: Case, day: int) -> None:
    """The same of a case that waits for an answer."""
    world = life.world
    if answers(life, day, None):
        life.tag("R8 an answer that says neither moves nothing")
    if world.has("response", day, party="parent"):
        life.tag("R8 only learner and employer answer")
    if world.has("no_improvement", day) and case.since < day:
        life.tag("R14 no improvement moves nothing in an unanswered case")
    if case.settled.get("decide-withdrawal") == (day, "waived"):
        life.tag("R15 the decision waived, the case stands")
    is_early = case.stage == 3 and "decide-withdrawal" not in case.settled
    if is_early and world.has("withdrawal_decided", day):
        life.tag("R15 a decision before its time does nothing")
