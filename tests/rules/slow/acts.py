"""Whether a day's facts do or waive an open duty (R6, R7, R13 to R17)."""

from .life import NOTICES, Case, Life

SIMPLE: dict[str, list[tuple[str, int | None]]] = {
    "send-notice-1": [("notice_sent", 1)],
    "send-notice-2": [("notice_sent", 2)],
    "send-withdrawal-notice": [("notice_sent", 3)],
    "seek-employer-consent": [("consent_sought", None), ("employer_consent", None)],
    "decide-withdrawal": [("withdrawal_decided", None)],
    "record-withdrawal": [("withdrew", None)],
    "agree-contract": [("contract_agreed", None)],
    "consider-removal": [("register_removed", None), ("removal_considered", None)],
}


def is_done(life: Life, case: Case, action: str, day: int) -> bool:
    """Whether the facts of the day do the duty."""
    if action.startswith("attempts"):
        return are_attempts_made(life, case.open[action].opens, day)
    if action.startswith("call"):
        return is_call_made(life, case, day)
    return bool(done_days(life, action, day, day))


def done_days(life: Life, action: str, since: int, until: int) -> list[int]:
    """The days on which a fact did the duty that one fact does."""
    days: list[int] = []
    for kind, stage in SIMPLE[action]:
        wanted = {} if stage is None else {"stage": stage}
        days += life.world.days(kind, since, until, **wanted)
    return sorted(days)


def is_waived(life: Life, action: str, day: int) -> bool:
    """Whether the duty was waived on the day."""
    return life.world.has("duty_waived", day, duty=f"escalation/{action}")


def are_attempts_made(life: Life, since: int, day: int) -> bool:
    """R7: one outgoing welfare contact by phone and one by email since the day given."""
    made = []
    for way in ("phone", "email"):
        wanted = {"way": way, "direction": "out", "purpose": "welfare"}
        made.append(bool(life.world.days("contact", since, day, **wanted)))
        if life.world.days("contact", since - 5, since - 1, **wanted) and not made[-1]:
            life.tag("R7 an attempt before the sending does not count")
    if any(made) and not all(made):
        life.tag("R7 one attempt of two is not enough")
    return all(made)


def asked_parties(life: Life, case: Case, day: int) -> list[str]:
    """R13: whom the stage's call must reach, as on the day."""
    left_out = {
        party: bool(life.world.days("not_appropriate", case.since, day, party=party))
        for party in ("learner", "employer")
    }
    is_employer_asked = bool(life.world.attribute("employer", day)) and not left_out["employer"]
    asked = ["employer"] if is_employer_asked else []
    if not (left_out["learner"] and is_employer_asked):
        asked.append("learner")
    return asked


def is_call_made(life: Life, case: Case, day: int) -> bool:
    """R13: whether every asked party was called since the stage opened."""
    asked = asked_parties(life, case, day)
    calls = [call_days(life, party, case.since, day) for party in asked]
    if not all(calls):
        if any(calls):
            life.tag("R13 one call of two is not enough")
        if any(call_days(life, party, case.since - 4, case.since - 1) for party in asked):
            life.tag("R13 a call before the stage opened does not count")
        return False
    if len({min(days) for days in calls}) > 1:
        life.tag("R13 the later of two calls")
    tag_call(life, case, asked, day)
    return True


def call_days(life: Life, party: str, since: int, until: int) -> list[int]:
    """The days of the stage calls to the party."""
    wanted = {"way": "phone", "purpose": "stage_call", "party": party}
    return life.world.days("contact", since, until, **wanted)


def tag_call(life: Life, case: Case, asked: list[str], day: int) -> None:
    """Note why just these parties were asked."""
    employer = life.world.attribute("employer", day)
    if bool(life.world.attribute("employer", case.since)) != bool(employer):
        life.tag("R13 the employer as on the day")
    if len(asked) == 2:
        life.tag("R13 learner and employer are called")
    if not employer:
        life.tag("R13 no employer to call")
    elif "employer" not in asked:
        life.tag("R13 the employer is left out")
    if "learner" not in asked:
        life.tag("R13 the learner is left out")
    elif life.world.days("not_appropriate", case.since, day, party="learner"):
        life.tag("R13 the learner cannot be left out alone")


def settle_by_facts(life: Life, case: Case, action: str, day: int) -> bool:
    """Close the open duty as done or waived if the facts of the day say so."""
    done, waived = is_done(life, case, action, day), is_waived(life, action, day)
    if done and waived:
        life.tag("R7 done and waived on one day is done")
    if done:
        tag_done(life, case, action, day)
    elif waived:
        tag_waived(life, action)
    if done or waived:
        life.settle(case, action, day, "done" if done else "waived")
    return done or waived


def tag_done(life: Life, case: Case, action: str, day: int) -> None:
    """Note what the doing shows."""
    duty = case.open[action]
    if duty.due is not None and day > duty.due:
        life.tag("R19 done after the due day")
    if action in NOTICES.values():
        life.tag("R14 notice after call" if action != "send-notice-1" else "R6 notice 1 sent")
        if life.world.is_break(day):
            life.tag("R6 a notice sent on a break day counts")
    elif action.startswith(("attempts", "call")):
        life.tag("R7 attempts made" if action.startswith("attempts") else "R13 call made")
    else:
        life.tag(f"{ENDING[action]} {action} done")


def tag_waived(life: Life, action: str) -> None:
    """Note that the duty was waived."""
    life.tag(f"{ENDING[action]} {action} waived")


ENDING = {
    "send-notice-1": "R6",
    "attempts-1": "R7",
    "attempts-2": "R7",
    "call-2": "R13",
    "send-notice-2": "R14",
    "call-3": "R13",
    "send-withdrawal-notice": "R15",
    "seek-employer-consent": "R15",
    "decide-withdrawal": "R15",
    "record-withdrawal": "R15",
    "agree-contract": "R16",
    "consider-removal": "R17",
}
