"""What becomes of a learner's record: enrolments, their ends and breaks, and what an ILR cannot hold."""

from datetime import date, datetime
from typing import Any

import pytest

from fingerpost.funding.enrolments import Enrolments, Held
from fingerpost.funding.facts_of_ilr import Told, told
from fingerpost.funding.ilr import Node
from fingerpost.funding.learner import learner_of
from fingerpost.funding.source import HELD, NOT_HELD, Source
from fingerpost.rules.facts import Fact
from tests.funding.made_records import (
    HEAD,
    PERSON,
    aim,
    employed,
    kinds,
    learner,
    monitored,
    placement,
    programme,
    restart,
)

SUBJECT = "enrolment:ILR-10000001-ada1-25.119-20250901"


def told_of(*parts: Node, held: Held | None = None, **values: Any) -> Told:
    """What a file tells of one learner."""
    record = learner_of(learner(*parts, **values))
    return told(record, Enrolments(HEAD.ukprn, held or Held()), Source(HEAD, kinds()))


def of_kind(found: Told, *names: str) -> list[tuple[str, dict[str, Any]]]:
    """The day and data of the facts of these kinds, in order of days."""
    facts = sorted((fact for fact in found.facts if fact.kind.name in names), key=lambda fact: fact.day)
    return [(fact.on.isoformat(), dict(fact.data or {})) for fact in facts]


def the(found: Told, kind: str) -> Fact:
    """The only fact of a kind."""
    (fact,) = (each for each in found.facts if each.kind.name == kind)
    return fact


def test_a_programme_aim_of_a_standard_becomes_an_apprenticeship() -> None:
    fact = the(told_of(programme()), "started")
    assert (fact.subject, fact.on, fact.by) == (SUBJECT, date(2025, 9, 1), "ILR 10000001")
    assert fact.data == {
        "learner": PERSON,
        "programme": "standard 119",
        "programme_type": "apprenticeship",
        "nation": "england",
        "planned_end": date(2026, 12, 31),
    }


@pytest.mark.parametrize(
    ("values", "sort", "name"),
    [
        ({"AimType": 1, "ProgType": 2}, "apprenticeship", "programme of type 2"),
        ({"AimType": 1, "ProgType": 24}, "traineeship", "traineeship"),
        ({"AimType": 1, "ProgType": 31}, "course", "T Level"),
        ({"AimType": 1, "ProgType": 32}, "course", "Skills Bootcamp"),
        ({"AimType": 1, "ProgType": 33}, "other", "Combined Authorities programme"),
        ({"AimType": 4, "LearnAimRef": "60146242"}, "course", "aim 60146242"),
        ({"AimType": 5, "LearnAimRef": "60146242"}, "course", "aim 60146242"),
    ],
)
def test_each_sort_of_aim_has_its_type_of_programme(values: dict[str, Any], sort: str, name: str) -> None:
    data = the(told_of(aim(**values)), "started").data or {}
    assert (data["programme_type"], data["programme"]) == (sort, name)


def test_the_parts_of_a_programme_make_no_enrolment_of_their_own() -> None:
    part = aim(AimType=3, AimSeqNumber=2, ProgType=25, StdCode=119, LearnAimRef="60009901")
    core = aim(AimType=5, AimSeqNumber=3, ProgType=25, StdCode=119, LearnAimRef="60009902")
    found = told_of(part, programme(), core)
    assert [each.subject for each in found.enrolments] == [SUBJECT]
    assert found.breaches == ()


def test_a_part_without_its_programme_is_reported_and_not_dropped() -> None:
    found = told_of(aim(AimType=3, ProgType=25, StdCode=119, LearnAimRef="60009901"))
    assert (the(found, "started").data or {})["programme_type"] == "other"
    assert [(each.learner, each.aim, each.rule) for each in found.breaches] == [
        ("ada1", "1 (60009901)", "component-without-programme")
    ]


def test_an_enrolment_that_is_there_twice_is_reported_and_has_two_subjects() -> None:
    found = told_of(programme(), programme(AimSeqNumber=2))
    assert [each.subject for each in found.enrolments] == [SUBJECT, f"{SUBJECT}~2"]
    assert [each.rule for each in found.breaches] == ["enrolment-twice"]


@pytest.mark.parametrize(
    ("values", "kind", "data"),
    [
        ({"CompStatus": 2}, "completed", {}),
        ({"CompStatus": 3, "WithdrawReason": 29}, "withdrew", {"reason": "made redundant"}),
        ({"CompStatus": 3, "WithdrawReason": 77}, "withdrew", {"reason": "WithdrawReason 77"}),
        ({"CompStatus": 3}, "withdrew", {}),
        ({"CompStatus": 3, "WithdrawReason": 40}, "transferred", {"to": "a new learning aim with the same provider"}),
        ({"CompStatus": 3, "WithdrawReason": 2}, "transferred", {"to": "another provider"}),
        ({"CompStatus": 6}, "break_began", {}),
    ],
)
def test_the_completion_status_says_how_it_ended(values: dict[str, Any], kind: str, data: dict[str, str]) -> None:
    found = told_of(programme(LearnActEndDate="2025-10-01", **values))
    ends = ("completed", "withdrew", "transferred", "break_began")
    assert of_kind(found, *ends) == [("2025-10-01", data)]
    assert the(found, kind).subject == SUBJECT


@pytest.mark.parametrize(
    "values",
    [
        {"CompStatus": 1, "LearnActEndDate": "2025-10-01"},
        {"CompStatus": 2},
        {"CompStatus": 3, "LearnActEndDate": "2025-08-31"},
        {"CompStatus": 6, "LearnActEndDate": "2025-08-31"},
        {"CompStatus": 3, "LearnActEndDate": "2150-01-01"},
    ],
)
def test_an_end_that_cannot_be_is_left_out(values: dict[str, Any]) -> None:
    found = told_of(programme(**values))
    assert {fact.kind.name for fact in found.facts} == {"started", "not_held", "characteristics"}


def test_an_outcome_is_told_on_the_day_of_the_achievement() -> None:
    ended = {"CompStatus": 2, "LearnActEndDate": "2025-10-01", "Outcome": 1}
    found = told_of(programme(AchDate="2025-10-03", OutGrade="PA", **ended))
    assert of_kind(found, "outcome_recorded") == [("2025-10-03", {"outcome": "achieved", "grade": "PA"})]
    assert of_kind(told_of(programme(**ended)), "outcome_recorded") == [("2025-10-01", {"outcome": "achieved"})]


PAUSED = {"CompStatus": 6, "LearnActEndDate": "2025-09-10"}
BACK = {"AimSeqNumber": 2, "LearnStartDate": "2025-10-01", "OrigLearnStartDate": "2025-09-01"}


def test_a_return_after_a_break_goes_on_with_the_enrolment() -> None:
    back = programme(restart(), LearnPlanEndDate="2027-02-01", **BACK)
    found = told_of(programme(**PAUSED), back)
    assert [each.subject for each in found.enrolments] == [SUBJECT]
    assert of_kind(found, "started", "break_began", "break_ended", "changed")[1:] == [
        ("2025-09-10", {}),
        ("2025-10-01", {}),
        ("2025-10-01", {"planned_end": date(2027, 2, 1)}),
    ]


def test_a_return_may_come_in_a_later_file_than_the_break() -> None:
    held = Held({SUBJECT: [date(2025, 9, 10)]})
    found = told_of(programme(restart(), **BACK), held=held)
    assert [each.subject for each in found.enrolments] == [SUBJECT]
    assert of_kind(found, "started") == []
    assert of_kind(found, "break_ended") == [("2025-10-01", {})]


def test_a_restart_without_a_known_break_takes_up_the_earlier_enrolment() -> None:
    fact = the(told_of(programme(restart(), **BACK)), "started")
    assert fact.on == date(2025, 10, 1)
    assert (fact.data or {})["restarts"] == SUBJECT


def test_a_restart_before_the_break_began_is_an_enrolment_of_its_own() -> None:
    back = {**BACK, "LearnStartDate": "2025-09-05"}
    found = told_of(programme(**PAUSED), programme(restart(), **back))
    assert len(found.enrolments) == 2


def test_what_came_first_to_a_folder_keeps_its_subject() -> None:
    own = "enrolment:ILR-10000001-ada1-25.119-20251001"
    held = Held({SUBJECT: [date(2025, 9, 10)]}, restarted=frozenset([own]))
    found = told_of(programme(restart(), **BACK), held=held)
    assert [each.subject for each in found.enrolments] == [own]


def test_the_employer_of_an_apprentice_holds_from_the_start_and_changes_later() -> None:
    statuses = (employed("2025-10-02", None), employed("2020-01-01", 111111111), employed("2025-09-20", 222222222))
    found = told_of(*statuses, programme())
    assert (the(found, "started").data or {})["employer"] == "111111111"
    assert of_kind(found, "changed") == [
        ("2025-09-20", {"employer": "222222222"}),
        ("2025-10-02", {"employer": None}),
    ]


def test_whom_a_learner_on_a_course_works_for_is_no_matter_of_the_course() -> None:
    found = told_of(employed("2020-01-01", 111111111), aim())
    assert "employer" not in (the(found, "started").data or {})


def test_the_employer_of_a_trainee_is_that_of_the_work_placement() -> None:
    placed = aim(placement("2025-09-15", 333333333), AimType=5, AimSeqNumber=2, ProgType=24)
    found = told_of(employed("2020-01-01", 111111111), aim(AimType=1, ProgType=24), placed)
    assert of_kind(found, "changed") == [("2025-09-15", {"employer": "333333333"})]


def test_what_an_ilr_cannot_hold_is_declared_from_the_start() -> None:
    fact = the(told_of(programme()), "not_held")
    assert (fact.subject, fact.on) == (SUBJECT, date(2025, 9, 1))
    assert {"progress", "session", "contact"} <= set((fact.data or {})["kinds"])


def test_every_kind_about_an_enrolment_is_either_held_or_declared_not_to_be() -> None:
    about = {name for name, kind in kinds().items() if not kind.about or "enrolment" in kind.about}
    assert HELD.isdisjoint(NOT_HELD)
    assert HELD.union(NOT_HELD) == about


def test_characteristics_are_for_monitoring_only() -> None:
    found = told_of(monitored("EHC", 1), employed("2020-01-01", 111111111), programme())
    fact = the(found, "characteristics")
    assert (fact.subject, fact.compartment) == (PERSON, "monitoring")
    data = fact.data or {}
    assert (data["born"], data["ethnicity"], data["monitoring"]) == ("2000-12-10", "31", ("EHC 1",))
    assert the(found, "employment_status").compartment == "monitoring"
    ordinary = {"started", "not_held"}
    assert {each.kind.name for each in found.facts if each.compartment != "monitoring"} == ordinary


def test_no_subject_and_no_ordinary_fact_holds_a_name_or_a_birthday() -> None:
    found = told_of(programme())
    said = " ".join(f"{fact.subject} {dict(fact.data or {})}" for fact in found.facts if fact.compartment == "ordinary")
    assert "Byron" not in said
    assert "2000-12-10" not in said


def test_a_fact_is_known_from_the_preparation_and_never_before_its_own_day() -> None:
    found = told_of(programme(CompStatus=2, LearnActEndDate="2025-11-01"))
    assert the(found, "started").recorded_at == datetime(2025, 10, 6, 23, 59, 59)
    assert the(found, "completed").recorded_at is None


def test_a_reference_with_spaces_makes_a_sound_subject() -> None:
    found = told_of(programme(), LearnRefNumber="ada 1")
    assert found.person == "person:ILR-10000001-ada%201"


def test_the_number_of_a_fact_does_not_depend_on_the_file_it_came_in() -> None:
    def ids(**values: Any) -> set[str]:
        return {fact.id for fact in told_of(programme(**values)).facts}

    assert ids() == ids(LearnPlanEndDate="2027-01-01")
