"""The way through a programme: start, breaks, employers, coaches, ends; and where the learner stands by it."""

from datetime import date
from typing import Any

import pytest

from fingerpost.caseload import actions
from fingerpost.people.actions import add_employer, give_role, leave
from fingerpost.people.models import Assignment, Placement
from fingerpost.rules.history import History
from tests.rooms.caseload_write.refusing import TELL, refused
from tests.rooms.caseload_write.world import AT, OFFICE, TODAY, World, day, person

Spell = tuple[str, date, date | None]


def coaches(world: World) -> list[Spell]:
    rows = Assignment.objects.filter(subject_id=world.enrolment).order_by("from_on")
    return [(row.person.name.split()[0], row.from_on, row.until_on) for row in rows]


def test_who_is_enrolled_has_a_place_and_a_coach(world: World) -> None:
    placement = Placement.objects.get(pk=world.enrolment)
    assert (placement.learner, placement.group, placement.employer) == (world.learner, world.care, world.employer)
    assert (placement.nation, placement.programme_type) == ("england", "apprenticeship")
    assert (placement.programme, placement.until_on) == ("Adult Care Worker, level 2", None)
    assert coaches(world) == [("Hannah", day("2026-01-05"), None)]


def test_nobody_starts_twice(world: World) -> None:
    told: dict[str, Any] = {
        "key": world.enrolment,
        "learner": world.learner.key,
        "programme_type": "course",
        "nation": "wales",
    }
    assert "begun already, on Monday 5 January 2026" in refused(actions.enrol, on=TODAY, **told).message


@pytest.mark.parametrize(
    ("field", "key"),
    [
        ("learner", "person:222222222222"),
        ("coach", "person:222222222222"),
        ("employer", "employer:222222222222"),
        ("group", "group:222222222222"),
    ],
)
def test_who_and_what_is_named_must_be_there(world: World, field: str, key: str) -> None:
    told: dict[str, Any] = {"learner": world.learner.key, "programme_type": "course", "nation": "wales", field: key}
    assert refused(actions.enrol, on=TODAY, **told).field == field


def test_nothing_is_told_of_whom_nobody_has_enrolled(world: World) -> None:
    assert (
        "Record the start first"
        in refused(actions.log_contact, subject="enrolment:222222222222", on=TODAY, way="phone").message
    )


def test_a_learner_moves_to_another_coach(world: World) -> None:
    actions.change_coach(subject=world.enrolment, on=day("2026-02-02"), coach=world.other_coach.key, **TELL)
    assert coaches(world) == [("Hannah", day("2026-01-05"), day("2026-02-02")), ("Rhys", day("2026-02-02"), None)]


def test_a_coach_who_takes_over_on_the_first_day_had_the_learner_alone(world: World) -> None:
    actions.change_coach(subject=world.enrolment, on=day("2026-01-05"), coach=world.other_coach.key, **TELL)
    assert coaches(world) == [("Rhys", day("2026-01-05"), None)]


def test_a_change_of_coach_that_comes_late_finds_its_place(world: World) -> None:
    actions.change_coach(subject=world.enrolment, on=day("2026-02-16"), coach=world.other_coach.key, **TELL)
    third = person("Sian Pugh", coach=world.care)
    actions.change_coach(subject=world.enrolment, on=day("2026-02-02"), coach=third.key, **TELL)
    assert [name for name, _, _ in coaches(world)] == ["Hannah", "Sian", "Rhys"]


def test_the_same_coach_again_is_no_change(world: World) -> None:
    told: dict[str, Any] = {"subject": world.enrolment, "on": TODAY, "coach": world.coach.key}
    assert refused(actions.change_coach, **told).field == "coach"


def test_only_a_coach_takes_a_learner(world: World) -> None:
    told: dict[str, Any] = {"subject": world.enrolment, "on": TODAY, "coach": world.manager.key}
    assert refused(actions.change_coach, **told).field == "coach"


def test_who_has_left_keeps_no_learner(world: World) -> None:
    leave(person=world.coach, on=day("2026-02-20"), by=OFFICE, at=AT)
    actions.change_employer(subject=world.enrolment, on=TODAY, employer=other_employer(), **TELL)
    assert coaches(world) == [("Hannah", day("2026-01-05"), day("2026-02-20"))]


def test_the_employer_changes_from_a_day(world: World) -> None:
    key = other_employer()
    actions.change_employer(subject=world.enrolment, on=day("2026-02-02"), employer=key, **TELL)
    assert Placement.objects.get(pk=world.enrolment).employer_id == key


def test_the_same_employer_again_is_no_change(world: World) -> None:
    told: dict[str, Any] = {"subject": world.enrolment, "on": TODAY, "employer": world.employer.key}
    assert refused(actions.change_employer, **told).field == "employer"


def other_employer() -> str:
    return add_employer(name="Bryn Glas Care", place="Welshpool", by=OFFICE, at=AT).key


def test_a_break_begins_and_ends(world: World) -> None:
    told: dict[str, Any] = {"reason": "Surgery.", "expected_return": day("2026-03-16")}
    actions.begin_break(subject=world.enrolment, on=day("2026-02-09"), **told, **TELL)
    assert actions.end_break(subject=world.enrolment, on=day("2026-02-23"), **TELL)


def test_no_break_begins_while_one_runs(world: World) -> None:
    actions.begin_break(subject=world.enrolment, on=day("2026-02-09"), **TELL)
    error = refused(actions.begin_break, subject=world.enrolment, on=day("2026-02-16"))
    assert (error.field, "since Monday 9 February 2026" in error.message) == ("on", True)


def test_no_break_begins_before_one_that_is_recorded(world: World) -> None:
    actions.begin_break(subject=world.enrolment, on=day("2026-02-09"), **TELL)
    refused(actions.begin_break, subject=world.enrolment, on=day("2026-02-02"))
    actions.end_break(subject=world.enrolment, on=day("2026-02-16"), **TELL)
    refused(actions.begin_break, subject=world.enrolment, on=day("2026-02-12"))
    assert actions.begin_break(subject=world.enrolment, on=day("2026-02-16"), **TELL)


def test_the_day_back_lies_after_the_first_day_of_the_break(world: World) -> None:
    refused(actions.end_break, subject=world.enrolment, on=TODAY)
    told: dict[str, Any] = {"on": day("2026-02-09"), "expected_return": day("2026-02-09")}
    assert refused(actions.begin_break, subject=world.enrolment, **told).field == "expected_return"
    actions.begin_break(subject=world.enrolment, on=day("2026-02-09"), **TELL)
    assert refused(actions.end_break, subject=world.enrolment, on=day("2026-02-09")).field == "on"


@pytest.mark.parametrize("end", ["withdraw_learner", "complete", "transfer"])
def test_a_programme_ends_once(world: World, end: str) -> None:
    told: dict[str, Any] = {"to": "another provider"} if end == "transfer" else {}
    assert refused(getattr(actions, end), subject=world.enrolment, on=day("2026-01-04"), **told).field == "on"
    getattr(actions, end)(subject=world.enrolment, on=day("2026-02-27"), **told, **TELL)
    assert Placement.objects.get(pk=world.enrolment).until_on == day("2026-02-28")
    assert "recorded already" in refused(actions.complete, subject=world.enrolment, on=TODAY).message


def test_after_the_end_no_session_is_held_but_a_call_may_be_made(world: World) -> None:
    actions.withdraw_learner(subject=world.enrolment, on=day("2026-02-20"), reason="New job.", **TELL)
    told: dict[str, Any] = {"subject": world.enrolment, "on": day("2026-02-27")}
    assert refused(actions.record_session, sort="session", **told).field == "on"
    assert actions.log_contact(way="phone", **told, **TELL)


def test_an_end_that_is_taken_back_never_was(world: World) -> None:
    (entry,) = actions.withdraw_learner(subject=world.enrolment, on=day("2026-02-20"), **TELL)
    actions.take_back_entry(number=entry.pk, reason="Mistaken for somebody else.", **TELL)
    assert Placement.objects.get(pk=world.enrolment).until_on is None


def test_a_change_needs_something_that_changes(world: World) -> None:
    refused(actions.act_on, subject=world.enrolment, kind="changed", on=TODAY, data={"programme": None})


def test_a_change_of_coach_that_is_sent_twice_counts_once(world: World) -> None:
    told: dict[str, Any] = {"subject": world.enrolment, "on": TODAY, "coach": world.manager.key}
    give_role(person=world.manager, role="coach", on=day("2026-02-02"), group=world.care, by=OFFICE, at=AT)
    assert actions.change_coach(**told, once="k5", **TELL)
    assert actions.change_coach(**told, once="k5", **TELL) == []


def test_two_changes_to_the_same_coach_are_one_spell(world: World) -> None:
    actions.act_on(
        subject=world.enrolment, kind="changed", on=day("2026-02-02"), data={"coach": world.coach.key}, **TELL
    )
    assert coaches(world) == [("Hannah", day("2026-01-05"), None)]


def test_who_has_not_begun_stands_nowhere(world: World) -> None:
    nobody = History("enrolment:222222222222", [])
    assert actions.coaches(nobody) == []
    assert actions.placement(nobody) is None
    actions.place(nobody)
    assert Placement.objects.count() == 1


def test_a_coach_who_had_left_before_had_the_learner_never(world: World) -> None:
    leave(person=world.coach, on=day("2025-12-01"), by=OFFICE, at=AT)
    actions.change_employer(subject=world.enrolment, on=TODAY, employer=other_employer(), **TELL)
    assert coaches(world) == []
