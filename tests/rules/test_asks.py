"""A duty as it is asked for: its last day, its owner, what settles it and what people decide about it."""

from pathlib import Path

import pytest

from fingerpost.rules.duties import evaluate
from fingerpost.rules.duty import Duty
from fingerpost.rules.policy import Policy
from tests.rules.small_packs import in_lines, made, read, started, supposed_from, worked_out
from tests.rules.telling import Line, on

TASKS = """
[[rule]]
id = "letters"
shape = "task"
about = "enrolment"
action = "write"
clause = "2"
owner = { by = "nation", england = "coach", wales = "sector_manager" }
when = { event = { kind = "rating", level = "high" } }
due = { working_days = 5 }
done_by = [{ kind = "notice_sent", stage = 1 }]
lapses_on = [{ kind = "rating", level = "low" }]

[[rule]]
id = "ticks"
shape = "task"
about = "enrolment"
action = "check"
clause = "2"
owner = "coach"
in_breaks = false
when = { event = { kind = "milestone" } }

[[rule]]
id = "one-by-one"
shape = "task"
about = "enrolment"
action = "talk"
clause = "2"
owner = "coach"
one_at_a_time = true
when = { count_of = { kind = "indicator" }, at_least = 2 }
done_by = [{ kind = "discussed" }]

[[rule]]
id = "returns"
shape = "task"
about = "enrolment"
action = "prepare"
clause = "2"
owner = "coach"
acts_from = "cause"
due_in = "expected_return"
when = { date_in = "expected_return", of = { kind = "break_began" }, before = { weeks = 1 } }
done_by = [{ kind = "contact" }]
"""
HIGH = on("2026-02-10", "rating", level="high")
LOW = on("2026-02-13", "rating", level="low")
WRITE = "letters/write"


@pytest.fixture
def tasks(tmp_path: Path) -> Policy:
    return made(TASKS, tmp_path)


def sent(text: str) -> Line:
    return on(text, "notice_sent", stage=1)


def waived(text: str, duty: str = WRITE) -> Line:
    return on(text, "duty_waived", duty=duty, reason="Left to the panel.")


def put_off(text: str, until: str, duty: str = WRITE) -> Line:
    return on(text, "duty_put_off", duty=duty, until=until, reason="On leave.")


def passed_on(text: str, to: str, duty: str = WRITE) -> Line:
    return on(text, "duty_passed_on", duty=duty, to=to)


def indicator(text: str) -> Line:
    return on(text, "indicator", code="illness")


def only_duty(policy: Policy, *lines: Line) -> Duty:
    reading = read(policy, started(), *lines)
    (duty,) = evaluate(policy, reading.terms, reading.history).duties
    return duty


# Five working days after Tuesday the 10th end on Tuesday the 17th.
@pytest.mark.parametrize(
    ("facts", "outcome"),
    [
        ([], "open"),
        ([sent("2026-02-09")], "open"),
        ([sent("2026-02-10")], "done 2026-02-10"),
        ([sent("2026-02-20")], "done 2026-02-20"),
        ([waived("2026-02-09")], "open"),
        ([waived("2026-02-11")], "waived 2026-02-11"),
        ([waived("2026-02-11", "letters/other")], "open"),
        ([waived("2026-02-11"), sent("2026-02-11")], "done 2026-02-11"),
        ([waived("2026-02-11"), sent("2026-02-12")], "waived 2026-02-11"),
        ([sent("2026-02-11"), waived("2026-02-12")], "done 2026-02-11"),
        ([LOW], "lapsed 2026-02-13"),
        ([LOW, sent("2026-02-13")], "done 2026-02-13"),
        ([LOW, sent("2026-02-14")], "lapsed 2026-02-13"),
        ([on("2026-02-12", "completed"), LOW], "lapsed 2026-02-12"),
        ([on("2026-02-16", "completed"), LOW], "lapsed 2026-02-13"),
        ([on("2026-02-10", "rating", level="low")], "open"),
    ],
)
def test_a_duty_goes_by_what_settles_it_first(facts: list[Line], outcome: str, tasks: Policy) -> None:
    assert worked_out(tasks, started(), HIGH, *facts) == [f"write 2026-02-10 2026-02-17 {outcome}"]


def test_a_duty_that_lapses_on_the_day_it_opens_is_not_listed(tasks: Policy) -> None:
    assert worked_out(tasks, started(), HIGH, on("2026-02-10", "completed")) == []
    assert worked_out(tasks, started(), HIGH, on("2026-02-09", "completed")) == []


def test_a_duty_that_opens_after_the_last_day_asked_for_is_not_listed(tasks: Policy) -> None:
    assert worked_out(tasks, started(), HIGH, until="2026-02-09") == []
    assert len(worked_out(tasks, started(), HIGH, until="2026-02-10")) == 1


def test_what_closed_it_and_what_opened_it_are_named(tasks: Policy) -> None:
    duty = only_duty(tasks, HIGH, waived("2026-02-11"))
    assert [fact.kind.name for fact in (*duty.because, *duty.closed_by)] == ["rating", "duty_waived"]
    assert duty.key == ("enrolment:E-1", "letters", "write", "F02")


def test_what_is_not_done_by_a_fact_is_ticked_off_by_name(tasks: Policy) -> None:
    passed = on("2026-02-10", "milestone", code="gateway")
    ticks = [on("2026-02-10", "duty_done", duty="ticks/other"), on("2026-02-11", "duty_done", duty="ticks/check")]
    assert worked_out(tasks, started(), passed, *ticks) == ["check 2026-02-10 2026-02-11 done 2026-02-11"]


def test_a_task_may_leave_out_break_days(tasks: Policy) -> None:
    facts = [
        on("2026-02-09", "break_began"),
        on("2026-02-10", "milestone", code="gateway"),
        on("2026-02-16", "break_ended"),
        on("2026-02-16", "milestone", code="gateway"),
    ]
    assert worked_out(tasks, started(), *facts) == ["check 2026-02-16 2026-02-17 open"]
    assert worked_out(tasks, started(), *facts, HIGH) == [
        "write 2026-02-10 2026-02-20 open",
        "check 2026-02-16 2026-02-17 open",
    ]


def test_putting_off_moves_the_last_day_shown_and_the_last_such_fact_stands(tasks: Policy) -> None:
    assert in_lines([only_duty(tasks, HIGH, put_off("2026-02-11", "2026-02-20"))]) == [
        "write 2026-02-10 2026-02-20 open"
    ]
    twice = [put_off("2026-02-11", "2026-02-20"), put_off("2026-02-12", "2026-02-19")]
    assert worked_out(tasks, started(), HIGH, *twice) == ["write 2026-02-10 2026-02-19 open"]
    too_early = put_off("2026-02-11", "2026-02-04")
    assert worked_out(tasks, started(), HIGH, too_early) == ["write 2026-02-10 2026-02-10 open"]


def test_what_is_put_off_or_passed_on_before_opening_after_closing_or_by_another_name_is_as_it_was(
    tasks: Policy,
) -> None:
    facts = [
        put_off("2026-02-09", "2026-02-25"),
        put_off("2026-02-11", "2026-02-25", "letters/other"),
        passed_on("2026-02-09", "sector_manager"),
        sent("2026-02-12"),
        put_off("2026-02-13", "2026-02-25"),
        passed_on("2026-02-13", "sector_manager"),
    ]
    duty = only_duty(tasks, HIGH, *facts)
    assert (str(duty.due), duty.owner) == ("2026-02-17", "coach")


def test_passing_on_changes_the_owner_only(tasks: Policy) -> None:
    duty = only_duty(tasks, HIGH, passed_on("2026-02-11", "head_of_operations"))
    assert (str(duty.due), duty.owner) == ("2026-02-17", "head_of_operations")


def test_the_owner_is_the_one_of_the_opening_day(tasks: Policy) -> None:
    move = on("2026-02-11", "changed", nation="wales")
    assert only_duty(tasks, HIGH, move).owner == "coach"
    assert only_duty(tasks, on("2026-02-12", "rating", level="high"), move).owner == "sector_manager"


# The return planned for Monday 16 March is prepared from the 9th on.
def test_a_named_day_is_the_last_and_acts_count_from_the_cause(tasks: Policy) -> None:
    began = on("2026-02-10", "break_began", expected_return="2026-03-16")
    called = on("2026-02-24", "contact", way="phone", direction="out", party="learner")
    assert worked_out(tasks, started(), began) == ["prepare 2026-03-09 2026-03-16 open"]
    assert worked_out(tasks, started(), began, called) == []
    before = on("2026-02-09", "contact", way="phone", direction="out", party="learner")
    assert worked_out(tasks, started(), began, before) == ["prepare 2026-03-09 2026-03-16 open"]
    past = on("2026-02-10", "break_began", expected_return="2026-02-06")
    assert worked_out(tasks, started(), past) == ["prepare 2026-02-10 2026-02-10 open"]


def test_one_at_a_time_counts_anew_from_each_doing(tasks: Policy) -> None:
    facts = [indicator(f"2026-02-{number:02}") for number in (4, 5, 6, 9, 11, 12)]
    assert worked_out(tasks, started(), *facts) == ["talk 2026-02-05 2026-02-06 open"]
    talked = on("2026-02-09", "discussed", in_place=True)
    assert worked_out(tasks, started(), *facts, talked) == [
        "talk 2026-02-05 2026-02-06 done 2026-02-09",
        "talk 2026-02-12 2026-02-13 open",
    ]
    late = on("2026-02-11", "discussed", in_place=True)
    assert len(worked_out(tasks, started(), *facts, late)) == 1


def test_the_last_day_is_unknown_in_a_break_without_an_end(tasks: Policy) -> None:
    assert worked_out(tasks, started(), HIGH, on("2026-02-11", "break_began")) == ["write 2026-02-10 None open"]


def test_a_last_day_past_the_published_bank_holidays_is_projected(tasks: Policy) -> None:
    late = only_duty(tasks, on("2027-12-30", "rating", level="high"))
    assert (str(late.due), late.is_projected) == ("2028-01-07", True)
    assert not only_duty(tasks, HIGH).is_projected
    assert not only_duty(tasks, HIGH, on("2026-02-11", "break_began")).is_projected


def test_a_subject_that_has_not_started_has_no_duties(tasks: Policy) -> None:
    assert worked_out(tasks, HIGH) == []
    assert supposed_from("2026-02-10", "2026-12-31", tasks, HIGH).duties == []
