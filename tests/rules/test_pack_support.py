"""What the pack says of support, concerns and letters that fail, beyond its worked examples."""

from datetime import date

import pytest

from fingerpost.rules.duties import Result, evaluate
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from tests.rules.telling import ENROLMENT, PROVIDER, Line, at_risk, day, on, terms_of, told

START = on(
    "2026-02-02", "started", learner="person:P-1", programme_type="apprenticeship", nation="england", employer="B"
)
SUPPORT = on("2026-02-10", "support_given", option="bursary", sort="support", discussed_on=date(2026, 2, 10))
FORMAL = on(
    "2026-02-10", "support_given", option="support-plan", sort="formal_intervention", discussed_on=date(2026, 2, 10)
)
OF_A_CONCERN = ("concern_raised", "concern_answered")


def result(*lines: Line, until: str = "2026-04-30", provider: tuple[Fact, ...] = ()) -> Result:
    policy = at_risk()
    return evaluate(policy, terms_of(policy, *provider), History(ENROLMENT, told(START, *lines)), day(until))


def required(measures: int) -> tuple[Fact, ...]:
    """That so many measures of support must have been tried before a formal intervention."""
    line = on("2026-01-05", "parameter_set", policy="learners-at-risk", name="support-first", value=measures)
    return tuple(told(line, subject=PROVIDER))


def test_no_support_need_have_been_tried_before_a_formal_intervention_unless_the_provider_says_so() -> None:
    gate = at_risk().gates["intervention"]
    assert gate.on(day("2026-02-11"), result().reading).is_open
    assert not gate.on(day("2026-02-11"), result(FORMAL, provider=required(1)).reading).is_open
    assert gate.on(day("2026-02-11"), result(SUPPORT, provider=required(1)).reading).is_open


@pytest.mark.parametrize("kind", OF_A_CONCERN)
def test_a_concern_and_its_answer_are_for_the_safeguarding_team_by_their_kind(kind: str) -> None:
    assert at_risk().kinds[kind].compartment == "safeguarding"


def test_a_concern_moves_nothing_but_its_own_duty() -> None:
    absence = on("2026-02-09", "session", sort="session", outcome="absent_without_notice")
    concern = (on("2026-02-10", "concern_raised"), on("2026-02-11", "concern_answered", way="phone"))
    with_it, without = result(absence, *concern), result(absence)
    hidden = [duty for duty in with_it.duties if duty.compartment == "safeguarding"]
    assert [(duty.action, duty.owner) for duty in hidden] == [("answer-concern", "safeguarding_team")]
    assert shown(with_it) == shown(without)


def shown(of: Result) -> list[tuple[object, ...]]:
    """What others see."""
    return [
        (duty.action, duty.owner, duty.opens, duty.due, duty.closed, duty.waits_for)
        for duty in of.duties
        if duty.compartment != "safeguarding"
    ]


def test_a_letter_that_failed_twice_is_settled_once() -> None:
    failed = [
        on(text, "letter_failed", letter="L-1", why=why, party="learner")
        for text, why in (("2026-02-10", "perhaps_sent"), ("2026-02-11", "came_back"))
    ]
    settled = on("2026-02-12", "letter_settled", letter="L-1", how="arrived")
    mended = [duty for duty in result(*failed, settled).duties if duty.action == "mend-letter"]
    assert [(duty.opens, duty.closed) for duty in mended] == [(date(2026, 2, 11), date(2026, 2, 12))]


def test_settling_one_letter_leaves_the_other_lost() -> None:
    lines = [
        on("2026-02-10", "letter_failed", letter="L-1", why="refused", party="learner"),
        on("2026-02-10", "letter_failed", letter="L-2", why="refused", party="employer"),
        on("2026-02-11", "letter_settled", letter="L-1", how="arrived"),
    ]
    lost = result(*lines).reading.standing("letter-lost")
    assert [lost.level(day(f"2026-02-{on_day}")) for on_day in ("09", "10", "11", "12")] == ["no", "yes", "yes", "yes"]


@pytest.mark.parametrize("kind", ["support_given", "plan_agreed", "actions_agreed"])
def test_the_days_to_the_first_support_follow_from_two_standings(kind: str) -> None:
    rated = on("2026-02-06", "rating", level="medium")
    first = SUPPORT if kind == "support_given" else on("2026-02-10", kind)
    reading = result(rated, first).reading
    begun = [reading.standing(name).periods(("yes",))[0].since for name in ("at-risk", "helped")]
    assert begun[1] - begun[0] == 4


def test_a_fast_track_waits_for_both_the_duration_and_the_hours() -> None:
    gate = at_risk().gates["fast-track"]
    duration, hours = (
        on("2026-02-10", "milestone", code=code) for code in ("minimum_duration_met", "off_the_job_hours_met")
    )
    assert not gate.on(day("2026-02-11"), result(duration).reading).is_open
    assert not gate.on(day("2026-02-11"), result(hours).reading).is_open
    assert gate.on(day("2026-02-11"), result(duration, hours).reading).is_open
