"""The backtest and a calculation by hand, day after day, on the enrolments of a real cohort."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from examples.oulad.as_apprenticeships import Outcome, facts, outcome
from examples.oulad.open_university import Enrolment, read_dataset
from fingerpost.rules.backtest import Question, look_back, narrowed, standing_of
from fingerpost.rules.concept import read_as
from fingerpost.rules.facts import Fact
from fingerpost.rules.history import History
from fingerpost.rules.patterns import Pattern
from fingerpost.rules.policy import Policy
from fingerpost.rules.terms import Parameter, Terms
from tests.rules.slow.silence import first_day_of_silence
from tests.rules.telling import ENROLMENT, PROVIDER, day, on, told

REAL = Path(__file__).parents[3] / "shared" / "data" / "oulad"
EVERY = 10
VALUES = (28, 42, 56)
LAST = day("2026-12-31")


def terms_at(policy: Policy, value: int) -> Terms:
    """The policy's terms with one length of silence for all."""
    parameters = {**policy.pack.parameters, "no-progress-days": Parameter(unit="days", value=value)}
    return Terms(policy.pack.id, parameters, policy.pack.calendar, History(PROVIDER, ()), policy.varying_by)


def question_of(policy: Policy) -> Question:
    rule = policy.procedures["escalation"]
    return Question(read_as(Pattern, {"kind": "withdrew"}), rule, "send-notice-1", standing_of(policy, rule.id))


def by_the_rules(policy: Policy, terms: Terms, subject: str, known: list[Fact]) -> int | None:
    seen = look_back(question_of(policy), policy, terms, subject, known, LAST)
    assert seen is not None
    return seen.flagged_on


def by_hand(enrolment: Enrolment, more_than_days: int) -> int | None:
    """The first day of too long a silence, straight from the dataset's own numbers: before the day of leaving, by
    the last day of those who passed."""
    first = enrolment.presentation.on(0).toordinal()
    heard = {first + each.day for each in enrolment.submissions if not each.is_banked}
    heard |= {first + each for each in enrolment.active_days}
    last = {
        Outcome.PASSED: first + enrolment.presentation.length,
        Outcome.FAILED: first + enrolment.presentation.length - 1,
        Outcome.UNREGISTERED: first + (enrolment.unregistered or 0) - 1,
        Outcome.OPEN: LAST,
    }[outcome(enrolment)]
    return first_day_of_silence(first + enrolment.start_day, last, heard, more_than_days)


def test_the_first_flag_of_a_real_cohort_is_the_one_found_by_counting_days(policy: Policy) -> None:
    if not REAL.is_dir():
        pytest.skip("the Open University dataset is not beside the project (../shared/data/oulad): nothing compared")
    few, every = narrowed(policy, policy.procedures["escalation"]), sample_of(read_dataset(REAL).enrolments)
    terms = {value: terms_at(policy, value) for value in VALUES}
    flagged = dict.fromkeys(VALUES, 0)
    for enrolment in every:
        told_of = [
            Fact(policy.kinds[each.kind], each.subject, each.on, each.data, each.id) for each in facts(enrolment)
        ]
        for value in VALUES:
            found = by_the_rules(few, terms[value], told_of[0].subject, told_of)
            assert found == by_hand(enrolment, value), f"{enrolment.key} at {value} days"
            flagged[value] += found is not None
    assert len(every) > 2_500
    assert list(flagged.values()) == sorted(flagged.values(), reverse=True), "a longer silence flags fewer"
    assert flagged[56] > 100


def sample_of(enrolments: Iterable[Enrolment]) -> list[Enrolment]:
    """Every tenth of those who started."""
    return [each for each in enrolments if outcome(each) is not Outcome.NEVER_STARTED][::EVERY]


def test_silences_with_breaks_are_the_ones_found_by_counting_days(policy: Policy) -> None:
    """The real cohort has no breaks; these are made up, from a fixed seed."""
    few, terms, chance = narrowed(policy, policy.procedures["escalation"]), terms_at(policy, 21), Random("breaks")
    flagged = 0
    for _ in range(300):
        start = day("2026-01-05")
        heard = {start + chance.randrange(160) for _ in range(chance.randrange(8))}
        began = start + chance.randrange(1, 120)
        back = began + chance.randrange(1, 60)
        lines = [
            on("2026-01-05", "started", learner="person:P-1", programme_type="apprenticeship", nation="england"),
            *(on(date.fromordinal(each).isoformat(), "progress") for each in sorted(heard)),
            on(date.fromordinal(began).isoformat(), "break_began"),
            on(date.fromordinal(back).isoformat(), "break_ended"),
            on("2026-07-01", "completed"),
        ]
        found = by_the_rules(few, terms, ENROLMENT, told(*lines))
        slow = first_day_of_silence(start, day("2026-07-01"), heard, 21, [(began, back)])
        assert found == slow, f"heard on {sorted(heard)}, away from {began} until {back}"
        flagged += found is not None
    assert 100 < flagged <= 300
