"""A cycle: again so long after the last doing, from a fact or while a standing lasts."""

from pathlib import Path

import pytest

from fingerpost.rules.duties import evaluate
from fingerpost.rules.policy import Policy
from tests.rules.small_packs import in_lines, made, read, started, worked_out
from tests.rules.telling import PROVIDER, Line, day, on

CYCLES = """
[[standing]]
id = "rated"
about = "enrolment"
levels = ["low", "medium", "high"]
said_by = { kind = "rating" }
field = "level"

[[rule]]
id = "talks"
shape = "requirement"
about = "enrolment"
action = "talk"
clause = "2"
owner = "coach"
while = { standing = "rated", is = ["high"] }
again = { weeks = 1 }
opens_before = { days = 2 }
done_by = [{ kind = "discussed" }]

[[rule]]
id = "reviews"
shape = "requirement"
about = "enrolment"
action = "review"
clause = "3"
owner = "coach"
counts_from = [{ kind = "plan_agreed" }, { kind = "contract_agreed" }]
again = { months = 1 }
due_in = "review_on"
opens_before = { days = 7 }
done_by = { any = [{ kind = "support_reviewed" }, { kind = "plan_agreed" }] }
"""
PANELS = """
[[rule]]
id = "panels"
shape = "requirement"
about = "provider"
action = "hold-panel"
clause = "2"
owner = "quality_team"
counts_from = [{ kind = "policy_adopted" }]
again = { weeks = 8 }
opens_before = { days = 14 }
done_by = [{ kind = "panel_held" }]
"""


@pytest.fixture
def cycles(tmp_path: Path) -> Policy:
    return made(CYCLES, tmp_path)


def high(text: str) -> Line:
    return on(text, "rating", level="high")


def low(text: str) -> Line:
    return on(text, "rating", level="low")


def talked(text: str) -> Line:
    return on(text, "discussed", in_place=True)


def test_without_a_cause_nothing_is_asked(cycles: Policy) -> None:
    assert worked_out(cycles, started(), on("2026-02-10", "support_reviewed", outcome="changed")) == []
    assert worked_out(cycles, started(), low("2026-02-10")) == []


def test_the_rule_asks_nothing_of_a_subject_of_whom_it_has_no_fact_to_count_from(cycles: Policy) -> None:
    reading = read(cycles, started())
    (rule,) = (each for each, _ in cycles.rules_about["enrolment"] if each.id == "reviews")
    assert list(rule.duties(reading)) == []


# The 10th is a Tuesday; a week later the 17th, two days before that the 15th.
def test_a_cycle_opens_before_its_day_and_counts_from_the_last_doing(cycles: Policy) -> None:
    facts = [started(), high("2026-02-10"), talked("2026-02-16"), talked("2026-02-25")]
    assert worked_out(cycles, *facts, until="2026-12-31") == [
        "talk 2026-02-15 2026-02-17 done 2026-02-16",
        "talk 2026-02-21 2026-02-23 done 2026-02-25",
        "talk 2026-03-02 2026-03-04 open",
    ]


def test_a_doing_before_it_opens_counts_and_nothing_is_listed(cycles: Policy) -> None:
    facts = [started(), high("2026-02-10"), talked("2026-02-12")]
    assert worked_out(cycles, *facts) == ["talk 2026-02-17 2026-02-19 open"]
    assert worked_out(cycles, *facts, until="2026-02-16") == []


def test_a_doing_on_the_first_day_is_that_of_the_cause_and_does_nothing(cycles: Policy) -> None:
    facts = [started(), high("2026-02-10"), talked("2026-02-10")]
    assert worked_out(cycles, *facts) == ["talk 2026-02-15 2026-02-17 open"]


def test_the_cycle_lapses_when_its_standing_ends_and_begins_anew_with_it(cycles: Policy) -> None:
    facts = [started(), high("2026-02-10"), low("2026-02-16"), high("2026-03-02")]
    assert worked_out(cycles, *facts) == [
        "talk 2026-02-15 2026-02-17 lapsed 2026-02-16",
        "talk 2026-03-07 2026-03-09 open",
    ]


def test_nothing_opens_after_the_standing_has_ended_nor_after_the_end_of_life(cycles: Policy) -> None:
    assert worked_out(cycles, started(), high("2026-02-10"), low("2026-02-14")) == []
    assert worked_out(cycles, started(), high("2026-02-10"), on("2026-02-14", "completed")) == []
    later = [started(), high("2026-02-10"), low("2026-02-16"), on("2026-03-02", "completed"), high("2026-03-03")]
    assert worked_out(cycles, *later) == ["talk 2026-02-15 2026-02-17 lapsed 2026-02-16"]


def test_the_end_of_life_closes_the_cycle(cycles: Policy) -> None:
    facts = [started(), high("2026-02-10"), on("2026-02-20", "completed")]
    assert worked_out(cycles, *facts) == ["talk 2026-02-15 2026-02-17 lapsed 2026-02-20"]


def test_a_cycle_that_lapses_on_the_day_it_opens_is_not_listed(cycles: Policy) -> None:
    assert worked_out(cycles, started(), high("2026-02-10"), on("2026-02-15", "completed")) == []
    assert worked_out(cycles, started(), high("2026-02-10"), talked("2026-02-15"), on("2026-02-15", "completed")) == [
        "talk 2026-02-15 2026-02-17 done 2026-02-15"
    ]


# A month after 31 January is the last of February; seven days before it is the 21st.
def test_the_first_cycle_counts_from_the_first_of_its_facts(cycles: Policy) -> None:
    start = started("2026-01-05")
    facts = [start, on("2026-02-16", "plan_agreed"), on("2026-01-31", "contract_agreed")]
    assert worked_out(cycles, *facts) == ["review 2026-03-09 2026-03-16 open"]
    assert worked_out(cycles, start, facts[2]) == ["review 2026-02-21 2026-02-28 open"]


def test_a_day_named_by_the_last_doing_replaces_the_cycle(cycles: Policy) -> None:
    facts = [
        started(),
        on("2026-02-10", "plan_agreed", review_on="2026-04-20"),
        on("2026-04-17", "support_reviewed", outcome="continues"),
        on("2026-05-12", "support_reviewed", outcome="continues", review_on="2026-05-01"),
    ]
    assert worked_out(cycles, *facts) == [
        "review 2026-04-13 2026-04-20 done 2026-04-17",
        "review 2026-05-10 2026-05-17 done 2026-05-12",
        "review 2026-05-13 2026-05-13 open",
    ]


def test_in_a_break_without_an_end_no_cycle_falls_due(cycles: Policy) -> None:
    assert worked_out(cycles, started(), high("2026-02-10"), on("2026-02-12", "break_began")) == []


# The 11th is one day, the 16th to the 21st are six more.
def test_break_days_lengthen_the_cycle(cycles: Policy) -> None:
    pause = [on("2026-02-12", "break_began"), on("2026-02-16", "break_ended")]
    assert worked_out(cycles, started(), high("2026-02-10"), *pause) == ["talk 2026-02-19 2026-02-21 open"]


def test_a_cycle_of_the_provider_needs_no_start_and_has_no_end(tmp_path: Path) -> None:
    policy = made(PANELS, tmp_path)
    facts = [on("2026-01-05", "policy_adopted", policy="example"), on("2026-02-27", "panel_held")]
    reading = read(policy, *facts, subject=PROVIDER)
    assert in_lines(evaluate(policy, reading.terms, reading.history, day("2026-12-31")).duties) == [
        "hold-panel 2026-02-16 2026-03-02 done 2026-02-27",
        "hold-panel 2026-04-10 2026-04-24 open",
    ]


def test_a_waived_cycle_counts_from_the_day_of_the_waiving(cycles: Policy) -> None:
    waived = on("2026-02-17", "duty_waived", duty="talks/talk", reason="On leave.")
    assert worked_out(cycles, started(), high("2026-02-10"), waived) == [
        "talk 2026-02-15 2026-02-17 waived 2026-02-17",
        "talk 2026-02-22 2026-02-24 open",
    ]
