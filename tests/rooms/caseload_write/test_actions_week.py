"""Contacts, sessions, progress: recorded as facts, with what follows, and refused where they cannot be."""

from typing import Any

import pytest

from fingerpost.caseload import actions
from fingerpost.duties.models import Duty
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import facts_in_force
from fingerpost.journal.models import Line
from tests.rooms.caseload_write.refusing import TELL, refused
from tests.rooms.caseload_write.world import AT, World, day


def test_a_contact_is_a_fact_and_a_line_in_the_journal(world: World) -> None:
    (entry,) = actions.log_contact(subject=world.enrolment, on=day("2026-02-27"), way="phone", said="All well.", **TELL)
    assert (entry.kind, entry.compartment) == ("contact", "at-risk")
    assert entry.data == {"way": "phone", "direction": "out", "party": "learner"}
    assert entry.words.texts == {"said": "All well."}
    line = Line.objects.get(act="contact-logged")
    assert (line.about, line.details) == (world.enrolment, {"entries": [entry.pk]})


def test_what_was_said_never_reaches_the_journal(world: World) -> None:
    actions.log_contact(subject=world.enrolment, on=day("2026-02-27"), way="phone", said="Her mother is ill.", **TELL)
    assert not [line for line in Line.objects.all() if "mother" in str(line.details)]


def test_a_form_that_is_sent_twice_records_once(world: World) -> None:
    told: dict[str, Any] = {"subject": world.enrolment, "on": day("2026-02-27"), "way": "phone", "once": "k7", **TELL}
    assert len(actions.log_contact(**told)) == 1
    assert actions.log_contact(**told) == []
    assert Entry.objects.filter(kind="contact").count() == 1


def test_the_same_token_of_somebody_else_is_another_form(world: World) -> None:
    told: dict[str, Any] = {"subject": world.enrolment, "on": day("2026-02-27"), "way": "phone", "once": "k7", "at": AT}
    actions.log_contact(**told, by=world.coach.key)
    actions.log_contact(**told, by=world.manager.key)
    assert Entry.objects.filter(kind="contact").count() == 2


def test_no_contact_lies_before_the_start(world: World) -> None:
    error = refused(actions.log_contact, subject=world.enrolment, on=day("2026-01-04"), way="phone")
    assert error.field == "on"
    assert "Monday 5 January 2026" in error.message


def test_no_contact_lies_ahead(world: World) -> None:
    assert refused(actions.log_contact, subject=world.enrolment, on=day("2026-03-03"), way="phone").field == "on"


def test_an_unknown_way_of_contact_is_refused(world: World) -> None:
    assert refused(actions.log_contact, subject=world.enrolment, on=day("2026-03-01"), way="pigeon").field == "way"


def test_an_absence_without_notice_opens_stage_1(world: World) -> None:
    told: dict[str, Any] = {"sort": "session", "outcome": "absent_without_notice"}
    actions.record_session(subject=world.enrolment, on=day("2026-02-27"), **told, **TELL)
    assert Duty.objects.filter(subject_id=world.enrolment, action="send-notice-1", closed=None).exists()


def test_a_session_can_be_planned(world: World) -> None:
    (entry,) = actions.record_session(subject=world.enrolment, on=day("2026-03-09"), sort="visit", **TELL)
    assert entry.data == {"sort": "visit"}


@pytest.mark.parametrize("outcome", ["attended", "absent_without_notice"])
def test_nobody_knows_ahead_who_attends(world: World, outcome: str) -> None:
    told: dict[str, Any] = {"subject": world.enrolment, "on": day("2026-03-09"), "sort": "visit", "outcome": outcome}
    assert refused(actions.record_session, **told).field == "outcome"


def test_a_visit_that_lies_ahead_can_be_cancelled(world: World) -> None:
    told: dict[str, Any] = {"sort": "visit", "outcome": "cancelled", "cancelled_by": "employer"}
    assert actions.record_session(subject=world.enrolment, on=day("2026-03-09"), **told, **TELL)


def test_the_outcome_of_a_planned_session_takes_its_place(world: World) -> None:
    (planned,) = actions.record_session(subject=world.enrolment, on=day("2026-03-02"), sort="visit", **TELL)
    told: dict[str, Any] = {"sort": "visit", "outcome": "attended"}
    (done,) = actions.record_session(subject=world.enrolment, on=day("2026-03-02"), **told, **TELL)
    assert done.supersedes_id == planned.pk
    assert [fact.kind.name for fact in facts_in_force(world.enrolment)].count("session") == 1


def test_a_cancelled_session_says_by_whom(world: World) -> None:
    told: dict[str, Any] = {
        "subject": world.enrolment,
        "on": day("2026-03-02"),
        "sort": "visit",
        "outcome": "cancelled",
    }
    assert refused(actions.record_session, **told).field == "cancelled_by"


def test_only_a_cancelled_session_says_by_whom(world: World) -> None:
    told: dict[str, Any] = {"sort": "visit", "outcome": "attended", "cancelled_by": "learner"}
    assert (
        refused(actions.record_session, subject=world.enrolment, on=day("2026-03-02"), **told).field == "cancelled_by"
    )


def test_a_group_session_is_recorded_for_each_learner(world: World) -> None:
    second = world.enrol()
    outcomes = {world.enrolment: "attended", second: "absent_with_notice"}
    recorded = actions.record_group_session(outcomes=outcomes, on=day("2026-03-02"), sort="session", **TELL)
    assert {subject: (entry.data or {})["outcome"] for subject, (entry,) in recorded.items()} == outcomes
    assert Line.objects.filter(act="group-session-recorded").count() == 2


def test_a_group_session_is_recorded_for_all_or_for_none(world: World) -> None:
    later = world.enrol(on=day("2026-02-20"))
    outcomes = {world.enrolment: "attended", later: "attended"}
    error = refused(actions.record_group_session, outcomes=outcomes, on=day("2026-02-19"), sort="session")
    assert error.field == "on"


def test_a_group_session_needs_somebody(world: World) -> None:
    refused(actions.record_group_session, outcomes={}, on=day("2026-02-19"), sort="session")


def test_a_group_session_that_is_sent_twice_is_recorded_once(world: World) -> None:
    told: dict[str, Any] = {"outcomes": {world.enrolment: "attended"}, "on": day("2026-03-02"), "sort": "session"}
    actions.record_group_session(**told, once="k8", **TELL)
    assert actions.record_group_session(**told, once="k8", **TELL) == {}
    assert Entry.objects.filter(kind="session").count() == 1


def test_progress_is_a_figure_from_0_to_100(world: World) -> None:
    (entry,) = actions.record_progress(
        subject=world.enrolment, on=day("2026-03-02"), percent=33, expected=48, review=True, said="Behind.", **TELL
    )
    assert entry.data == {"percent": 33, "expected": 48, "review": True}
    assert (
        refused(actions.record_progress, subject=world.enrolment, on=day("2026-03-02"), percent=133).field == "percent"
    )
    told: dict[str, Any] = {"subject": world.enrolment, "on": day("2026-03-02"), "percent": 3, "expected": -1}
    assert refused(actions.record_progress, **told).field == "expected"


def test_any_kind_of_fact_can_be_recorded(world: World) -> None:
    told: dict[str, Any] = {"kind": "notice_sent", "data": {"stage": 1, "to": ["learner"]}}
    (entry,) = actions.act_on(subject=world.enrolment, on=day("2026-03-02"), said="We have missed you.", **told, **TELL)
    assert (entry.kind, entry.data) == ("notice_sent", {"stage": 1, "to": ("learner",)})


def test_there_is_no_kind_that_nobody_has_described(world: World) -> None:
    refused(actions.act_on, subject=world.enrolment, on=day("2026-03-02"), kind="notise_sent")
