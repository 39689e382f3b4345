"""How a case goes from step to step: what leads it on, and when."""

from pathlib import Path

import pytest

from fingerpost.rules.policy import Policy
from tests.rules.small_packs import levels, made, read, started, worked_out
from tests.rules.telling import Line, on

LADDER = """
[[standing]]
id = "stands"
about = "enrolment"
levels = ["none", "first", "second", "third"]
of_rule = "ladder"
in_steps = { first = ["first"], second = ["second"], third = ["third"] }

[[rule]]
id = "ladder"
shape = "procedure"
about = "enrolment"
clause = "2"
always = [{ on = "taken-off", to = "off" }]

[rule.signals]
taken-off = { kind = "register_removed" }
worse = { kind = "no_improvement" }
worse-still = { kind = "rating", level = "high" }

[[rule.trigger]]
id = "concern"
clause = "2"
when = { event = { kind = "indicator" } }

[[rule.trigger]]
id = "grave"
clause = "2"
enters = "third"
when = { event = { kind = "indicator", code = "grave" } }

[[rule.trigger]]
id = "told"
clause = "2"
settles = ["write"]
leads_on = false
when = { event = { kind = "notice_sent" } }

[[rule.step]]
id = "first"
next = "second"
moves = [MOVES]

[[rule.step.duty]]
action = "write"
clause = "2"
owner = "coach"
due = { working_days = 2 }
done_by = [{ kind = "notice_sent" }]

[[rule.step.duty]]
action = "wait"
clause = "2"
owner = "coach"
opens_when = { done = "write", then = { working_days = 2 } }
done_by = [{ kind = "discussed" }]

[[rule.step]]
id = "second"
next = "third"
later_days_only = true
opens_in_breaks = false
moves = [{ trigger = true, to = "third" }, { on = "worse", to = "next" }]

[[rule.step]]
id = "third"

[[rule.step]]
id = "off"
final = true
"""
ILL, GRAVE = on("2026-02-10", "indicator", code="illness"), on("2026-02-10", "indicator", code="grave")
SENT = on("2026-02-11", "notice_sent", stage=1)
WAIVED = on("2026-02-11", "duty_waived", duty="ladder/write", reason="Met.")
LATE = on("2026-02-16", "duty_waived", duty="ladder/write", reason="Met.")


def worse(text: str) -> Line:
    return on(text, "no_improvement")


def removed(text: str) -> Line:
    return on(text, "register_removed")


def ladder(move: str, folder: Path) -> Policy:
    whole = LADDER.replace("MOVES", move)
    return made(whole if '"next"' in move else whole.replace('next = "second"\n', ""), folder)


def went(move: str, folder: Path, *lines: Line, first: Line = ILL) -> list[str]:
    """The days of February on which the case came to each step."""
    standing = read(ladder(move, folder), started(), first, *lines).standing("stands")
    return [f"{int(line[8:10])} {line.split()[1]}" for line in levels(standing)[1:]]


# Two working days after Tuesday the 10th end on Thursday the 12th.
@pytest.mark.parametrize(
    ("move", "facts", "days"),
    [
        ("done", [], ["10 first"]),
        ("done", [SENT], ["10 first", "11 second"]),
        ("done", [WAIVED], ["10 first", "11 second"]),
        ("waived", [SENT], ["10 first"]),
        ("waived", [WAIVED], ["10 first", "11 second"]),
        ("after", [], ["10 first"]),
        ("after", [SENT], ["10 first", "13 second"]),
        ("after", [on("2026-02-17", "notice_sent", stage=1)], ["10 first", "18 second"]),
        ("after", [WAIVED], ["10 first", "13 second"]),
        ("after", [LATE], ["10 first", "16 second"]),
        ("undone", [], ["10 first", "13 second"]),
        ("undone", [SENT], ["10 first"]),
        ("undone", [on("2026-02-12", "notice_sent", stage=1)], ["10 first"]),
        ("undone", [on("2026-02-13", "notice_sent", stage=1)], ["10 first", "13 second"]),
        ("undone", [on("2026-02-11", "break_began")], ["10 first"]),
        ("after", [SENT, on("2026-02-11", "break_began")], ["10 first"]),
    ],
)
def test_a_case_moves_by_a_duty(move: str, facts: list[Line], days: list[str], tmp_path: Path) -> None:
    assert went(f'{{ {move} = "write", to = "next" }}', tmp_path, *facts) == days


def test_a_case_moves_on_a_signal_once_a_duty_is_done_or_open(tmp_path: Path) -> None:
    facts = [worse("2026-02-10"), SENT, worse("2026-02-12"), worse("2026-02-14")]
    assert went('{ on = "worse", to = "next" }', tmp_path / "a", *facts[:1]) == ["10 second"]
    once = '{ on = "worse", once = ["write"], to = "next" }'
    assert went(once, tmp_path / "b", *facts[:1]) == ["10 first"]
    assert went(once, tmp_path / "c", *facts[:3]) == ["10 first", "12 second"]
    once_open = '{ on = "worse", once_open = ["wait"], to = "next" }'
    assert went(once_open, tmp_path / "d", *facts) == ["10 first", "14 second"]
    assert went(once_open, tmp_path / "e", facts[0], facts[2]) == ["10 first"]


def test_the_first_listed_of_two_moves_at_one_moment_leads_on(tmp_path: Path) -> None:
    both = '{ on = "worse", to = "third" }, { on = "worse-still", to = "second" }'
    facts = [worse("2026-02-12"), on("2026-02-12", "rating", level="high")]
    assert went(both, tmp_path, *facts) == ["10 first", "12 third"]


def test_a_fact_moves_a_case_once(tmp_path: Path) -> None:
    twice = [worse("2026-02-12"), worse("2026-02-12")]
    move = '{ on = "worse", to = "next" }'
    assert went(move, tmp_path / "a", *twice) == ["10 first", "12 second"]
    assert went(move, tmp_path / "b", *twice, worse("2026-02-13")) == ["10 first", "12 second", "13 third"]


def test_a_step_that_does_not_open_in_breaks_is_entered_after_one(tmp_path: Path) -> None:
    facts = [on("2026-02-11", "break_began"), worse("2026-02-12")]
    move = '{ on = "worse", to = "next" }'
    assert went(move, tmp_path / "a", *facts) == ["10 first"]
    assert went(move, tmp_path / "b", *facts, on("2026-02-16", "break_ended")) == ["10 first", "16 second"]


def test_a_later_occasion_leads_on_where_a_step_says_so(tmp_path: Path) -> None:
    to_second = [on("2026-02-12", "no_improvement")]
    move = '{ on = "worse", to = "next" }'
    same_day = on("2026-02-12", "indicator", code="travel")
    assert went(move, tmp_path / "a", *to_second, same_day) == ["10 first", "12 second"]
    later = on("2026-02-13", "indicator", code="travel")
    assert went(move, tmp_path / "b", *to_second, later) == ["10 first", "12 second", "13 third"]
    told = on("2026-02-13", "notice_sent", stage=1)
    assert went(move, tmp_path / "c", *to_second, told) == ["10 first", "12 second"]


def test_of_several_occasions_of_a_day_the_first_listed_says_where(tmp_path: Path) -> None:
    move = '{ on = "worse", to = "next" }'
    assert went(move, tmp_path, GRAVE, first=GRAVE) == ["10 first"]


def test_a_closed_case_opens_anew_on_a_later_day_only(tmp_path: Path) -> None:
    move = '{ on = "worse", to = "next" }'
    facts = [removed("2026-02-12"), on("2026-02-12", "indicator", code="travel")]
    assert went(move, tmp_path / "a", *facts) == ["10 first", "12 none"]
    again = on("2026-02-13", "indicator", code="travel")
    assert went(move, tmp_path / "b", *facts, again) == ["10 first", "12 none", "13 first"]


def test_the_end_of_life_closes_a_case(tmp_path: Path) -> None:
    move = '{ on = "worse", to = "next" }'
    facts = [on("2026-02-12", "completed"), worse("2026-02-13")]
    assert went(move, tmp_path, *facts) == ["10 first", "12 none"]


def test_what_would_open_on_the_evening_of_the_closing_is_not_asked(tmp_path: Path) -> None:
    piece = LADDER.replace("MOVES", '{ on = "worse", to = "next" }').replace(", then = { working_days = 2 }", "")
    policy = made(piece, tmp_path)
    talked = on("2026-02-11", "discussed", in_place=True)
    sent = "write 2026-02-10 2026-02-12 done 2026-02-11"
    assert worked_out(policy, started(), ILL, SENT, talked, removed("2026-02-11")) == [sent]
    for other in (removed("2026-02-12"), worse("2026-02-11")):
        assert worked_out(policy, started(), ILL, SENT, talked, other) == [
            sent,
            "wait 2026-02-11 2026-02-12 done 2026-02-11",
        ]


def test_an_occasion_may_have_done_a_duty_already(tmp_path: Path) -> None:
    policy = ladder('{ done = "wait", to = "next" }', tmp_path)
    assert worked_out(policy, started(), SENT) == ["wait 2026-02-14 2026-02-16 open"]
    facts = [SENT, on("2026-02-16", "discussed", in_place=True)]
    assert worked_out(policy, started(), *facts) == ["wait 2026-02-14 2026-02-16 done 2026-02-16"]


def test_a_case_that_stands_still_says_what_it_waits_for(tmp_path: Path) -> None:
    policy = ladder('{ done = "wait", to = "next" }', tmp_path)
    reading = read(policy, started(), ILL)
    assert [duty.waits_for for duty in reading.course("ladder").duties] == ["notice_sent"]
    moved = read(policy, started(), ILL, removed("2026-02-20"))
    assert [duty.waits_for for duty in moved.course("ladder").duties] == [None]


def test_where_nothing_but_a_tick_does_the_duty_that_is_what_the_case_waits_for(tmp_path: Path) -> None:
    piece = LADDER.replace("MOVES", '{ done = "wait", to = "next" }').replace('done_by = [{ kind = "discussed" }]', "")
    policy = made(piece, tmp_path)
    duties = read(policy, started(), SENT).course("ladder").duties
    assert [duty.waits_for for duty in duties] == ["duty_done ladder/wait"]


def test_a_step_for_later_days_only_is_not_left_by_a_fact_of_the_day_of_arrival(tmp_path: Path) -> None:
    move = '{ done = "write", to = "next" }'
    assert went(move, tmp_path / "a", SENT, worse("2026-02-11")) == ["10 first", "11 second"]
    assert went(move, tmp_path / "b", SENT, worse("2026-02-12")) == ["10 first", "11 second", "12 third"]
