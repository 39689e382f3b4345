"""When a duty of a step opens that does not open with its step."""

from collections.abc import Sequence
from pathlib import Path

from tests.rules.small_packs import made, started, worked_out
from tests.rules.telling import Line, on

DUTY = """
[parameters.write-first]
unit = "yes or no"
value = false
choices = [true, false]

[[rule.step.duty]]
action = "ask"
clause = "2"
owner = "coach"
only_if = { programme_type = ["apprenticeship"] }
opens_when = { done = "call" }
done_by = [{ kind = "consent_sought" }]

[[rule.step.duty]]
action = "write"
clause = "2"
owner = "coach"
done_by = [{ kind = "notice_sent", stage = 1 }]
opens_when = { CONDITION }
"""
ABSENCE = on("2026-02-10", "session", sort="session", outcome="absent_without_notice")
CALL = on("2026-02-11", "contact", way="phone", direction="out", party="learner")
ASKED = on("2026-02-12", "consent_sought")
NO = on("2026-02-13", "response", party="learner", commitment=False)
WRITE_FIRST = on("2026-02-01", "parameter_set", policy="example", name="write-first", value=True)
COURSE = started(programme_type="course")


def writing(
    condition: str, folder: Path, *facts: Line, start: Line | None = None, provider: Sequence[Line] = ()
) -> list[str]:
    """The opening day of the duty to write, and what became of it."""
    policy = made(DUTY.replace("CONDITION", condition), folder)
    listed = worked_out(policy, start or started(), ABSENCE, *facts, provider=provider)
    return [line.removeprefix("write ") for line in listed if line.startswith("write")]


def test_once_another_is_done_it_opens_that_evening(tmp_path: Path) -> None:
    assert writing('done = "call"', tmp_path, CALL) == ["2026-02-11 2026-02-12 open"]
    assert writing('done = "call"', tmp_path) == []


def test_once_another_is_waived_it_opens_that_evening(tmp_path: Path) -> None:
    waived = on("2026-02-13", "duty_waived", duty="follow-up/call", reason="Met in the corridor.")
    assert writing('done = "call"', tmp_path, waived) == ["2026-02-13 2026-02-16 open"]


def test_of_several_it_opens_with_the_last(tmp_path: Path) -> None:
    assert writing('done = ["call", "ask"]', tmp_path, CALL, ASKED) == ["2026-02-12 2026-02-13 open"]
    assert writing('done = ["call", "ask"]', tmp_path, CALL) == []


# Five working days after Wednesday the 11th end on Wednesday the 18th.
def test_so_long_after_it_opens_on_the_morning_after_that_time(tmp_path: Path) -> None:
    later = 'done = "call", then = { working_days = 5 }'
    assert writing(later, tmp_path, CALL) == ["2026-02-19 2026-02-20 open"]
    assert writing(later, tmp_path) == []


def test_where_a_break_without_an_end_hides_that_time_it_does_not_open(tmp_path: Path) -> None:
    later = 'done = "call", then = { working_days = 5 }'
    assert writing(later, tmp_path, CALL, on("2026-02-13", "break_began")) == []


def test_a_fact_counts_from_the_arrival_in_the_step(tmp_path: Path) -> None:
    condition = 'fact = { kind = "response", commitment = false }'
    before = on("2026-02-09", "response", party="learner", commitment=False)
    assert writing(condition, tmp_path, before) == []
    assert writing(condition, tmp_path, before, NO) == ["2026-02-13 2026-02-16 open"]
    same_day = on("2026-02-10", "response", party="learner", commitment=False)
    assert writing(condition, tmp_path, same_day) == ["2026-02-10 2026-02-11 open"]


def test_where_another_is_not_asked_it_opens_when_that_one_would(tmp_path: Path) -> None:
    condition = 'not_asked = "ask"'
    assert writing(condition, tmp_path, CALL, start=COURSE) == ["2026-02-11 2026-02-12 open"]
    assert writing(condition, tmp_path, start=COURSE) == []
    assert writing(condition, tmp_path, CALL) == []


def test_where_a_parameter_is_so_it_opens_with_the_step(tmp_path: Path) -> None:
    condition = 'setting = "write-first", is = true'
    assert writing(condition, tmp_path, CALL) == []
    assert writing(condition, tmp_path, CALL, provider=[WRITE_FIRST]) == ["2026-02-10 2026-02-11 open"]
    late = on("2026-02-11", "parameter_set", policy="example", name="write-first", value=True)
    assert writing(condition, tmp_path, CALL, provider=[late]) == []


def test_all_of_them_are_so_with_the_last_and_any_with_the_first(tmp_path: Path) -> None:
    both = '[{ done = "call" }, { fact = { kind = "response", commitment = false } }]'
    assert writing(f"all = {both}", tmp_path, CALL, NO) == ["2026-02-13 2026-02-16 open"]
    assert writing(f"all = {both}", tmp_path, NO) == []
    assert writing(f"any = {both}", tmp_path, CALL, NO) == ["2026-02-11 2026-02-12 open"]
    assert writing(f"any = {both}", tmp_path, NO) == ["2026-02-13 2026-02-16 open"]
    assert writing(f"any = {both}", tmp_path) == []


def test_what_was_done_before_it_opened_is_not_asked(tmp_path: Path) -> None:
    sent = on("2026-02-10", "notice_sent", stage=1)
    assert writing('done = "call"', tmp_path, sent, CALL) == []
    on_the_day = on("2026-02-11", "notice_sent", stage=1)
    assert writing('done = "call"', tmp_path, on_the_day, CALL) == ["2026-02-11 2026-02-12 done 2026-02-11"]


def test_what_never_opened_may_be_done_all_the_same_and_opens_the_next(tmp_path: Path) -> None:
    assert writing('done = "ask"', tmp_path, ASKED) == ["2026-02-12 2026-02-13 open"]
