"""The validation rules: each breach is reported by learner and aim, and nothing else is."""

from collections.abc import Sequence
from typing import Any

import pytest

from fingerpost.funding.breach import RULES, Breach
from fingerpost.funding.ilr import Node
from fingerpost.funding.learner import learner_of
from fingerpost.funding.uln import check_digit, is_sound
from fingerpost.funding.validation import Validation
from tests.funding.made_records import PREPARED, aim, employed, learner, programme

SOUND = (1061484016, 1061484466, 1061484903, 1061485810, 1061486701, 1004014316)


def breaches(*learners: Node) -> list[Breach]:
    validation = Validation(PREPARED)
    return [each for node in learners for each in validation.breaches(learner_of(node))]


def rules(found: Sequence[Breach]) -> list[str]:
    return [each.rule for each in found]


def test_a_sound_record_breaches_nothing() -> None:
    done = {"CompStatus": 3, "WithdrawReason": 29, "LearnActEndDate": "2025-09-30", "Outcome": 3}
    assert breaches(learner(employed("2020-01-01", 1), programme(), aim(AimSeqNumber=2, **done))) == []


@pytest.mark.parametrize("uln", SOUND)
def test_the_check_digits_of_the_sample_are_right(uln: int) -> None:
    assert is_sound(uln)


@pytest.mark.parametrize("uln", [uln + 1 for uln in SOUND])
def test_a_wrong_check_digit_is_found(uln: int) -> None:
    assert not is_sound(uln)


def test_nought_is_a_check_digit_and_a_remainder_of_nought_has_none() -> None:
    numbers = range(1_000_000_000, 1_000_001_000, 10)
    assert {check_digit(each) for each in numbers} == {None, *range(10)}
    impossible = next(each for each in numbers if check_digit(each) is None)
    assert not any(is_sound(impossible + digit) for digit in range(10))
    assert is_sound(next(each for each in numbers if check_digit(each) == 0))


def test_a_failing_check_digit_is_reported_with_the_learner_and_the_right_digit() -> None:
    (found,) = breaches(learner(aim(), ULN=1061484935))
    assert (found.learner, found.aim, found.rule) == ("ada1", "", "uln-check-digit")
    assert "1061484935" in found.what
    assert "would be 8" in found.what


def test_the_temporary_number_is_reported_as_such() -> None:
    both = [learner(aim(), ULN=9999999999), learner(aim(), ULN=9999999999, LearnRefNumber="ada2")]
    assert rules(breaches(*both)) == ["uln-temporary", "uln-temporary"]


def test_one_number_of_two_learners_is_reported() -> None:
    found = breaches(learner(aim()), learner(aim(), LearnRefNumber="ada2"))
    assert [(each.learner, each.rule) for each in found] == [("ada2", "uln-shared")]


def test_a_reference_of_two_learners_is_reported() -> None:
    assert rules(breaches(learner(aim()), learner(aim(), ULN=1061484466))) == ["learner-twice"]


def test_an_aim_number_that_is_there_twice_is_reported() -> None:
    assert rules(breaches(learner(aim(), aim(LearnAimRef="60146242")))) == ["aim-number-twice"]


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("planned-end-before-start", {"LearnPlanEndDate": "2025-08-31"}),
        ("end-before-start", {"CompStatus": 2, "LearnActEndDate": "2025-08-31"}),
        ("end-after-preparation", {"CompStatus": 2, "LearnActEndDate": "2025-10-07"}),
        ("end-without-status", {"LearnActEndDate": "2025-09-30"}),
        ("status-without-end", {"CompStatus": 2}),
        ("status-without-end", {"CompStatus": 6}),
        ("withdrawal-without-reason", {"CompStatus": 3, "LearnActEndDate": "2025-09-30"}),
        ("reason-without-withdrawal", {"WithdrawReason": 3}),
        ("unknown-code", {"CompStatus": 3, "LearnActEndDate": "2025-09-30", "WithdrawReason": 77}),
        ("unknown-code", {"AimType": 9}),
        ("unknown-code", {"ProgType": 88}),
        ("unknown-code", {"CompStatus": 4, "LearnActEndDate": "2025-09-30"}),
        ("unknown-code", {"Outcome": 7}),
        ("outside-calendar", {"LearnStartDate": "1890-01-01"}),
        ("outside-calendar", {"LearnPlanEndDate": "2190-01-01"}),
        ("outside-calendar", {"CompStatus": 2, "LearnActEndDate": "1890-01-01"}),
    ],
)
def test_each_rule_reports_its_breach_by_learner_and_aim(rule: str, values: dict[str, Any]) -> None:
    found = breaches(learner(aim(**values)))
    assert rule in rules(found)
    assert {(each.learner, each.aim) for each in found} == {("ada1", "1 (ZPROG001)")}


@pytest.mark.parametrize(
    "values",
    [
        {"LearnPlanEndDate": "2025-09-01"},
        {"CompStatus": 2, "LearnActEndDate": "2025-09-01"},
        {"CompStatus": 2, "LearnActEndDate": "2025-10-06"},
    ],
)
def test_a_day_at_the_edge_breaches_nothing(values: dict[str, Any]) -> None:
    assert breaches(learner(aim(**values))) == []


@pytest.mark.parametrize("born", ["2025-09-01", "2026-01-01"])
def test_a_birth_that_is_not_before_the_start_is_reported(born: str) -> None:
    assert rules(breaches(learner(aim(), DateOfBirth=born))) == ["born-after-start"]


def test_an_employment_status_outside_the_calendar_is_reported() -> None:
    assert rules(breaches(learner(employed("1970-01-01", 1), aim()))) == ["outside-calendar"]


def test_every_rule_that_is_reported_is_explained() -> None:
    wrong = aim(LearnPlanEndDate="2025-08-31", CompStatus=3, WithdrawReason=77, Outcome=7)
    found = breaches(learner(wrong, wrong, ULN=9999999999), learner(wrong, ULN=1061484935))
    assert {each.rule for each in found} <= RULES.keys()
    assert len(found) > 8
