"""A coach leaves, and perhaps comes back: the record says who has their learners."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from fingerpost.caseload import actions
from fingerpost.facts.models import Entry
from fingerpost.facts.queries import facts_in_force
from fingerpost.journal.queries import lines_about
from fingerpost.people.actions import add_employer, come_back, give_role, leave
from fingerpost.people.models import Assignment, Person, Placement
from fingerpost.people.queries import unowned_placements, viewer_of
from fingerpost.rules.history import History
from tests.rooms.caseload_write.refusing import TELL, refused
from tests.rooms.caseload_write.world import AT, OFFICE, TODAY, World, day
from tests.rooms.facts import followers

Spell = tuple[str, date, date | None]
START, LEFT = day("2026-01-05"), day("2026-02-20")


def coaches(subject: str) -> list[Spell]:
    rows = Assignment.objects.filter(subject_id=subject).order_by("from_on")
    return [(row.person.name.split()[0], row.from_on, row.until_on) for row in rows]


def told(subject: str) -> list[tuple[date, Any]]:
    """What was recorded of coaches after the start."""
    rows = Entry.objects.filter(subject_id=subject, kind="changed").order_by("on", "id")
    return [(row.on, row.data["coach"]) for row in rows if row.data and "coach" in row.data]


def leaves(world: World, on: date = LEFT) -> None:
    leave(person=world.coach, on=on, by=OFFICE, at=AT)


def another_employer(world: World) -> None:
    """The next change of the enrolment, whatever it is."""
    key = add_employer(name="Bryn Glas Care", by=OFFICE, at=AT).key
    actions.change_employer(subject=world.enrolment, on=TODAY, employer=key, **TELL)


def test_who_comes_back_does_not_find_the_learners_of_before(world: World, manager: Client) -> None:
    leaves(world)
    come_back(person=Person.objects.get(pk=world.coach.pk), by=OFFICE, at=AT)
    give_role(person=world.coach, role="coach", on=TODAY, group=world.care, by=OFFICE, at=AT)
    another_employer(world)
    assert coaches(world.enrolment) == [("Hannah", START, LEFT)]
    unowned = unowned_placements(viewer_of(world.manager, TODAY))
    assert [row.subject for row in unowned] == [world.enrolment]
    page = manager.get("/today/team").content.decode()
    assert "Amina Yusuf" in page[page.index('id="unowned"') :]


def test_the_record_says_that_nobody_coaches_the_learner_now(world: World) -> None:
    leaves(world)
    assert told(world.enrolment) == [(LEFT, None)]
    history = History(world.enrolment, facts_in_force(world.enrolment))
    assert history.attribute("coach", LEFT.toordinal() - 1) == world.coach.key
    assert history.attribute("coach", LEFT.toordinal()) is None
    assert lines_about(world.enrolment)[0].act == "coach-left"


def test_who_leaves_later_is_told_of_ahead(world: World) -> None:
    leaves(world, day("2026-03-16"))
    assert coaches(world.enrolment) == [("Hannah", START, day("2026-03-16"))]


def test_learners_who_went_to_another_coach_before_stay_theirs(world: World) -> None:
    actions.change_coach(subject=world.enrolment, on=LEFT, coach=world.other_coach.key, **TELL)
    leaves(world)
    assert told(world.enrolment) == [(LEFT, world.other_coach.key)]
    assert coaches(world.enrolment) == [("Hannah", START, LEFT), ("Rhys", LEFT, None)]


def test_leaving_that_is_noted_late_leaves_a_gap_until_the_next_coach(world: World) -> None:
    actions.change_coach(subject=world.enrolment, on=LEFT, coach=world.other_coach.key, **TELL)
    leaves(world, day("2026-02-02"))
    assert coaches(world.enrolment) == [("Hannah", START, day("2026-02-02")), ("Rhys", LEFT, None)]


def test_who_had_left_before_the_start_had_the_learner_never(world: World) -> None:
    leaves(world, day("2025-12-01"))
    assert told(world.enrolment) == [(START, None)]
    assert coaches(world.enrolment) == []


def test_a_programme_that_is_over_says_so_too(world: World) -> None:
    actions.complete(subject=world.enrolment, on=day("2026-02-06"), **TELL)
    leaves(world)
    assert coaches(world.enrolment) == [("Hannah", START, LEFT)]
    assert told(world.enrolment) == [(LEFT, None)]


def test_all_their_learners_are_told_of_and_worked_out_together(world: World, settings: Any) -> None:
    settings.FACTS_ARE_FOLLOWED_BY = ["tests.rooms.facts.followers.remembers"]
    several = [world.enrolment, *(world.enrol(f"Learner {number}") for number in range(5))]
    followers.told.clear()
    leaves(world)
    assert followers.told[-1] == sorted(several)
    assert all(coaches(subject) == [("Hannah", START, LEFT)] for subject in several)
    assert Placement.objects.filter(pk__in=several).count() == 6


def test_somebody_who_leaves_soon_takes_no_further_learner(world: World) -> None:
    leave(person=world.other_coach, on=day("2026-03-16"), by=OFFICE, at=AT)
    given: dict[str, Any] = {"subject": world.enrolment, "on": TODAY, "coach": world.other_coach.key}
    error = refused(actions.change_coach, **given)
    assert (error.field, error.message) == (
        "coach",
        "Rhys Morgan leaves on Monday 16 March 2026. Choose somebody else.",
    )


@pytest.mark.parametrize(("language", "said"), [("en", "Details changed (coach: none)"), ("cy", "(anogwr: dim)")])
def test_the_log_says_that_nobody_is_the_coach(world: World, manager: Client, language: str, said: str) -> None:
    leaves(world)
    Person.objects.filter(pk=world.manager.pk).update(language=language)
    assert said in manager.get(f"/learners/{world.code}/log").content.decode()
