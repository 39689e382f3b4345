"""Duties as rows: what a fact asks for stands there in the transaction that recorded it."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fingerpost.duties.models import Duty, Standing
from fingerpost.duties.queries import duties_of, open_on
from fingerpost.facts.actions import record, record_many, withdraw
from fingerpost.facts.keys import PROVIDER, new_key
from fingerpost.facts.models import Entry
from fingerpost.facts.rows import Told
from tests.rooms.duties_rows.histories import adopt
from tests.rooms.facts.telling import AT, COACH, STARTED, absence, day, enrolled
from tests.rooms.policies.folders import PACK

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _adopted(db: None) -> None:
    adopt()


@pytest.fixture
def subject() -> str:
    return enrolled()


def told(subject: str, kind: str, on: str, **data: Any) -> Entry:
    return record(subject=subject, kind=kind, on=day(on), by=COACH, at=AT, data=data)


def notice(subject: str) -> Duty:
    return duties_of(subject).get(action="send-notice-1")


def test_an_absence_asks_for_a_notice_and_names_clause_owner_days_and_cause(subject: str) -> None:
    entry = absence(subject, "2026-02-02")
    duty = notice(subject)
    assert (duty.pack, duty.rule, duty.clause, duty.owner) == (PACK, "escalation", "5.3.2", "coach")
    assert (duty.opens, duty.due, duty.closed, duty.outcome) == (day("2026-02-02"), day("2026-02-03"), None, None)
    assert (duty.because, duty.closed_by, duty.compartment) == ([entry.pk], [], "at-risk")
    assert duty.cause == f"{entry.pk:012}"


def test_what_is_done_says_so_and_by_which_entry(subject: str) -> None:
    absence(subject, "2026-02-02")
    sent = told(subject, "notice_sent", "2026-02-03", stage=1)
    duty = notice(subject)
    assert (duty.outcome, duty.closed, duty.closed_by) == ("done", day("2026-02-03"), [sent.pk])


def test_a_correction_moves_a_duty_and_keeps_its_key(subject: str) -> None:
    entry = absence(subject, "2026-02-02")
    key = notice(subject).key
    record(
        subject=subject,
        kind="session",
        on=day("2026-02-09"),
        by=COACH,
        at=AT,
        supersedes=entry.pk,
        data={"sort": "session", "outcome": "absent_without_notice"},
    )
    duty = notice(subject)
    assert (duty.key, duty.opens) == (key, day("2026-02-09"))


def test_a_withdrawal_takes_the_duty_away(subject: str) -> None:
    withdraw(number=absence(subject, "2026-02-02").pk, by=COACH, at=AT)
    assert not duties_of(subject).filter(action="send-notice-1", opens=day("2026-02-02")).exists()


def test_a_duty_that_only_hidden_facts_ask_for_is_hidden_with_them(subject: str) -> None:
    data = {"sort": "session", "outcome": "absent_without_notice"}
    record(
        subject=subject, kind="session", on=day("2026-02-02"), by=COACH, at=AT, data=data, compartment="safeguarding"
    )
    assert notice(subject).compartment == "safeguarding"
    stage = Standing.objects.get(subject_id=subject, name="stage", level="stage-1")
    assert stage.compartment == "safeguarding"


def test_standings_stand_with_the_days_until_which_they_hold(subject: str) -> None:
    absence(subject, "2026-02-02")
    stages = Standing.objects.filter(subject_id=subject, name="stage", since=day("2026-02-02"))
    assert [(each.level, each.until) for each in stages] == [("stage-1", None)]
    told(subject, "register_removed", "2026-02-10")
    assert [(each.level, each.until) for each in stages.all()] == [("stage-1", day("2026-02-10"))]


@pytest.mark.parametrize(
    ("on", "is_open"), [("2026-02-01", False), ("2026-02-02", True), ("2026-02-04", True), ("2026-02-05", False)]
)
def test_a_duty_is_open_from_its_first_day_until_the_day_on_which_it_is_done(
    subject: str, on: str, is_open: bool
) -> None:
    absence(subject, "2026-02-02")
    told(subject, "notice_sent", "2026-02-05", stage=1)
    assert Duty.objects.filter(open_on(day(on)), key=notice(subject).key).exists() is is_open


def test_what_nobody_can_tell_is_open_on_no_day(subject: str) -> None:
    told(PROVIDER, "not_held", "2020-01-01", kinds=["session"])
    told(subject, "progress", "2026-02-02", percent=5)
    unknown = duties_of(subject).filter(outcome="unknown")
    assert unknown.exists()
    assert not unknown.filter(open_on(date(2026, 2, 2))).exists()


def test_many_subjects_at_once_each_have_their_own() -> None:
    keys = [new_key("enrolment") for _ in range(5)]
    absent = Told("session", day("2026-02-02"), {"sort": "session", "outcome": "absent_without_notice"})
    record_many(told={key: [Told("started", day("2026-01-05"), STARTED), absent] for key in keys}, by="", at=AT)
    assert {key: duties_of(key).filter(action="send-notice-1").count() for key in keys} == dict.fromkeys(keys, 1)


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"due": date(2026, 2, 1)}, "duties_days_in_order"),
        ({"closed": date(2026, 2, 3)}, "duties_closed_has_outcome"),
    ],
)
def test_the_database_refuses_a_duty_whose_days_cannot_be(
    subject: str, wrong: dict[str, date], constraint: str
) -> None:
    absence(subject, "2026-02-02")
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        duties_of(subject).filter(action="send-notice-1").update(**wrong)


def test_the_database_refuses_a_standing_that_ends_before_it_begins(subject: str) -> None:
    absence(subject, "2026-02-02")
    with pytest.raises(IntegrityError, match="standings_days_in_order"), transaction.atomic():
        Standing.objects.filter(level="stage-1").update(until=date(2026, 2, 2))


def test_the_database_refuses_a_second_duty_of_the_same_cause(subject: str) -> None:
    absence(subject, "2026-02-02")
    copy = notice(subject)
    copy.key = "another"
    with pytest.raises(IntegrityError), transaction.atomic():
        copy.save(force_insert=True)
