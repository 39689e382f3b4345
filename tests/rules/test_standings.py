"""What holds of a subject from a day until a day, and which facts made it so."""

from pathlib import Path

import pytest

from fingerpost.rules.concept import read_as
from fingerpost.rules.policy import Policy
from fingerpost.rules.sources import Bands
from tests.rules.small_packs import levels, made, read, started
from tests.rules.telling import PROVIDER, Line, day, on

SEVERAL = """
[[standing]]
id = "rated"
about = "enrolment"
levels = ["low", "medium", "high"]
said_by = { kind = "rating" }
field = "level"

[[standing]]
id = "indicated"
about = "enrolment"
begins = [{ kind = "indicator", ended = { given = false } }]
ends = [{ kind = "indicator", ended = true }]
each = "code"

[[standing]]
id = "supported"
about = "enrolment"
begins = [{ kind = "plan_agreed" }, { kind = "contract_agreed" }]
ends = [{ kind = "support_reviewed", outcome = "ended" }]

[[standing]]
id = "either"
about = "enrolment"
any_of = [{ standing = "rated", is = ["medium", "high"] }, { standing = "indicated", is = ["yes"] }]

[[standing]]
id = "both"
about = "enrolment"
all_of = [{ standing = "rated", is = ["medium", "high"] }, { standing = "indicated", is = ["yes"] }]

[[standing]]
id = "worst"
about = "enrolment"
levels = ["calm", "warm", "hot"]
worst_of = [
  { standing = "rated", counts_as = { medium = "warm", high = "hot" } },
  { standing = "indicated", counts_as = { yes = "warm" } },
]

[[standing]]
id = "followed"
about = "enrolment"
levels = ["none", "open"]
of_rule = "follow-up"
in_steps = { open = ["first"] }

[[standing]]
id = "called"
about = "enrolment"
of_rule = "follow-up"
in_steps = { yes = ["first"] }
once_done = { first = "call" }

[[standing]]
id = "led"
about = "provider"
begins = [{ kind = "policy_adopted" }]
ends = [{ kind = "guidance_changed" }]
"""
START = "2026-02-02"


@pytest.fixture
def several(tmp_path: Path) -> Policy:
    return made(SEVERAL, tmp_path)


def after(policy: Policy, standing: str, *lines: Line) -> list[str]:
    """How the standing changes after the start."""
    first, *others = levels(read(policy, started(), *lines).standing(standing))
    assert first.startswith(START)
    return others


def rating(text: str, level: str) -> Line:
    return on(text, "rating", level=level)


def indicator(text: str, code: str, ended: bool | None = None) -> Line:
    return on(text, "indicator", code=code) if ended is None else on(text, "indicator", code=code, ended=ended)


def absence(text: str) -> Line:
    return on(text, "session", sort="session", outcome="absent_without_notice")


def call(text: str) -> Line:
    return on(text, "contact", way="phone", direction="out", party="learner")


def answer(text: str) -> Line:
    return on(text, "response", party="learner", commitment=True)


def test_the_first_level_holds_from_the_start(several: Policy) -> None:
    reading = read(several, started(), rating("2026-02-10", "high"))
    assert levels(reading.standing("rated")) == ["2026-02-02 low", "2026-02-10 high rating"]
    assert reading.standing("rated").level(day("2026-02-01")) is None
    assert reading.standing("rated").level(day(START)) == "low"


def test_a_subject_that_has_not_started_has_no_standing(several: Policy) -> None:
    assert levels(read(several, rating("2026-02-10", "high")).standing("rated")) == []


def test_of_several_facts_of_a_day_the_last_recorded_says_the_level(several: Policy) -> None:
    facts = [rating("2026-02-10", "high"), rating("2026-02-10", "medium"), rating("2026-02-11", "medium")]
    assert after(several, "rated", *facts) == ["2026-02-10 medium rating"]


def test_what_begins_and_ends_runs_between(several: Policy) -> None:
    facts = [
        on("2026-02-10", "contract_agreed"),
        on("2026-02-12", "support_reviewed", outcome="continues"),
        on("2026-02-16", "support_reviewed", outcome="ended"),
        on("2026-02-18", "plan_agreed"),
    ]
    assert after(several, "supported", *facts) == [
        "2026-02-10 yes contract_agreed",
        "2026-02-16 no support_reviewed",
        "2026-02-18 yes plan_agreed",
    ]


def test_an_end_of_what_never_began_changes_nothing(several: Policy) -> None:
    assert after(several, "supported", on("2026-02-16", "support_reviewed", outcome="ended")) == []


def test_with_each_it_holds_until_the_last_value_has_ended(several: Policy) -> None:
    facts = [
        indicator("2026-02-10", "illness"),
        indicator("2026-02-11", "travel"),
        indicator("2026-02-12", "illness", ended=True),
        indicator("2026-02-16", "travel", ended=True),
    ]
    assert after(several, "indicated", *facts) == ["2026-02-10 yes indicator", "2026-02-16 no indicator"]


def test_any_of_holds_while_one_does_and_all_of_while_each_does(several: Policy) -> None:
    facts = [
        rating("2026-02-10", "high"),
        indicator("2026-02-12", "illness"),
        rating("2026-02-16", "low"),
        indicator("2026-02-18", "illness", ended=True),
    ]
    assert after(several, "either", *facts) == ["2026-02-10 yes rating", "2026-02-18 no indicator"]
    assert after(several, "both", *facts) == ["2026-02-12 yes indicator", "2026-02-16 no rating"]


def test_the_worst_of_its_sources_gives_the_level(several: Policy) -> None:
    facts = [
        indicator("2026-02-10", "illness"),
        rating("2026-02-11", "medium"),
        rating("2026-02-12", "high"),
        rating("2026-02-16", "low"),
        indicator("2026-02-18", "illness", ended=True),
    ]
    assert after(several, "worst", *facts) == [
        "2026-02-10 warm indicator",
        "2026-02-12 hot rating",
        "2026-02-16 warm rating",
        "2026-02-18 calm indicator",
    ]


def test_a_standing_of_a_rule_follows_the_case_to_its_end(several: Policy) -> None:
    facts = [absence("2026-02-10"), answer("2026-02-12"), absence("2026-02-20")]
    assert after(several, "followed", *facts) == [
        "2026-02-10 open session",
        "2026-02-12 none response",
        "2026-02-20 open session",
    ]


def test_a_step_that_waits_for_a_duty_counts_from_its_doing(several: Policy) -> None:
    facts = [absence("2026-02-10"), call("2026-02-11"), answer("2026-02-12")]
    assert after(several, "called", *facts) == ["2026-02-11 yes contact", "2026-02-12 no response"]


def test_a_step_whose_duty_was_not_done_never_counts(several: Policy) -> None:
    assert after(several, "called", absence("2026-02-10"), answer("2026-02-12")) == []
    uncalled = [absence("2026-02-10"), answer("2026-02-12"), call("2026-02-13")]
    assert after(several, "called", *uncalled) == []
    again = [absence("2026-02-16"), call("2026-02-17")]
    assert after(several, "called", *uncalled, *again) == ["2026-02-17 yes contact"]


def test_the_end_of_life_ends_what_a_rule_holds(several: Policy) -> None:
    facts = [absence("2026-02-10"), on("2026-02-20", "completed")]
    assert after(several, "followed", *facts) == ["2026-02-10 open session", "2026-02-20 none"]


def test_a_subject_that_nothing_starts_stands_from_its_first_fact(several: Policy) -> None:
    facts = [on("2026-01-05", "panel_held"), on("2026-02-02", "policy_adopted", policy="example")]
    line = read(several, *facts, subject=PROVIDER).standing("led")
    assert levels(line) == ["2026-01-05 no", "2026-02-02 yes policy_adopted"]
    assert levels(read(several, subject=PROVIDER).standing("led")) == []


def test_neighbouring_levels_make_one_period(several: Policy) -> None:
    facts = [
        rating("2026-02-10", "medium"),
        rating("2026-02-12", "high"),
        rating("2026-02-16", "low"),
        rating("2026-02-20", "high"),
    ]
    periods = read(several, started(), *facts).standing("rated").periods(["medium", "high"])
    assert [(each.since, each.until) for each in periods] == [
        (day("2026-02-10"), day("2026-02-16")),
        (day("2026-02-20"), None),
    ]


@pytest.mark.parametrize("limits", [{}, {"at_least": [1], "above": [1]}])
def test_bands_say_whether_a_limit_is_reached_or_passed(limits: dict[str, list[int]]) -> None:
    with pytest.raises(ValueError, match="give the limits of the bands as at_least or as above"):
        read_as(Bands, {"measure": "behind", **limits})


def test_all_of_several_do_not_hold_where_one_does_not_whatever_nobody_can_tell(several: Policy) -> None:
    not_held = on("2026-02-02", "not_held", kinds=["indicator"])
    both = [read(several, started(), not_held, *more).standing("both") for more in ([], [rating("2026-02-10", "high")])]
    assert levels(both[0]) == ["2026-02-02 no"]
    assert levels(both[1]) == ["2026-02-02 no", "2026-02-10 unknown rating"]
