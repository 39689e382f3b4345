"""Who answers for what, and what is due from a viewer: one the mirror of the other."""

from datetime import timedelta

from django.db import connection
from django.db.models import CharField, QuerySet, Value
from django.test.utils import CaptureQueriesContext

from fingerpost.people import actions
from fingerpost.people.models import Person, Placement
from fingerpost.people.queries import answerable, answerable_for, caseload, holders, owed_by, placements_of_group
from fingerpost.people.role_table import ROLES
from tests.rooms.people.cast import DAY, LEARNERS, LONG_AGO, NOW, SYSTEM, House

BACK = DAY + timedelta(days=4)
SUBJECTS = [f"enrolment:{name}" for name in LEARNERS]


def _names(people: list[Person]) -> list[str]:
    return [person.name.split()[0].lower() for person in people]


def _answers(house: House, learner: str, role: str) -> list[str]:
    return _names(answerable(house.subject(learner), role, DAY))


def test_a_coach_answers_for_their_caseload(house: House) -> None:
    assert _answers(house, "amina", "coach") == ["coach"]
    assert _answers(house, "cai", "coach") == []


def test_a_coach_whose_role_has_ended_answers_for_nobody(house: House) -> None:
    actions.end_role(role=house.people["coach"].roles.get(), on=DAY, by=SYSTEM, at=NOW)
    assert _answers(house, "amina", "coach") == []


def test_the_nearest_holder_up_the_tree_answers(house: House) -> None:
    assert _answers(house, "ben", "sector_manager") == ["sector"]
    actions.give_role(
        person=house.people["iqa"],
        role="sector_manager",
        on=LONG_AGO,
        group=house.groups["care-north"],
        by=SYSTEM,
        at=NOW,
    )
    assert _answers(house, "ben", "sector_manager") == ["iqa"]
    assert _answers(house, "amina", "sector_manager") == ["sector"]
    assert _answers(house, "cai", "sector_manager") == []


def test_a_role_for_the_whole_provider_answers_where_nobody_is_nearer(house: House) -> None:
    assert _answers(house, "eve", "head_of_operations") == ["head"]
    assert _names(answerable("provider:self", "quality_team", DAY)) == ["quality"]


def test_who_sees_all_answers_for_all_even_from_within_a_group(house: House) -> None:
    actions.end_role(role=house.people["quality"].roles.get(), on=DAY, by=SYSTEM, at=NOW)
    actions.give_role(
        person=house.people["quality"], role="quality_team", on=DAY, group=house.groups["wales"], by=SYSTEM, at=NOW
    )
    assert _answers(house, "amina", "quality_team") == ["quality"]
    assert _names(answerable("provider:self", "quality_team", DAY)) == ["quality"]


def test_a_learner_and_an_employers_contact_answer_for_their_own(house: House) -> None:
    assert _answers(house, "amina", "learner") == ["amina"]
    assert _answers(house, "amina", "employer_contact") == ["contact"]
    assert _answers(house, "dee", "employer_contact") == []
    assert answerable("enrolment:nobody", "learner", DAY) == []
    assert answerable("enrolment:nobody", "employer_contact", DAY) == []


def test_cover_answers_instead(house: House) -> None:
    actions.arrange_cover(
        covered=house.people["coach"], covering=house.people["sector2"], from_on=DAY, until_on=BACK, by=SYSTEM, at=NOW
    )
    assert _answers(house, "amina", "coach") == ["sector2"]
    assert _names(answerable("enrolment:amina", "coach", BACK)) == ["coach"]


def test_safeguarding_is_not_answered_for_by_cover(house: House) -> None:
    actions.arrange_cover(
        covered=house.people["safe"], covering=house.people["sector2"], from_on=DAY, until_on=BACK, by=SYSTEM, at=NOW
    )
    assert _answers(house, "amina", "safeguarding_team") == ["safe"]


def test_many_are_asked_for_in_few_queries(house: House) -> None:
    pairs = [(subject, role) for subject in SUBJECTS for role in ROLES]
    with CaptureQueriesContext(connection) as asked:
        found = answerable_for(pairs, DAY)
    assert len(asked) == 5
    assert found == {pair: answerable(*pair, DAY) for pair in pairs}


def test_holders_are_listed_the_nearest_first(house: House) -> None:
    actions.give_role(person=house.people["head"], role="sector_manager", on=LONG_AGO, by=SYSTEM, at=NOW)
    assert _names(holders("sector_manager", house.groups["care-north"], DAY)) == ["sector", "head"]
    assert _names(holders("sector_manager", None, DAY)) == ["head"]


def test_a_caseload_is_what_is_assigned_today(house: House) -> None:
    assert caseload(house.people["coach"], DAY) == ["enrolment:amina", "enrolment:ben"]
    assert caseload(house.people["coach"], LONG_AGO - timedelta(days=1)) == []


def test_the_placements_of_a_group_are_those_below_it_too(house: House) -> None:
    found = placements_of_group(house.groups["england"], DAY).order_by("subject").values_list("subject", flat=True)
    assert list(found) == ["enrolment:amina", "enrolment:ben", "enrolment:dee"]


def _due(role: str) -> QuerySet[Placement]:
    return Placement.objects.annotate(owner=Value(role, output_field=CharField()))


def _mirrored(house: House) -> None:
    found = answerable_for([(subject, role) for subject in SUBJECTS for role in ROLES], DAY)
    for who in house.people:
        viewer = house.viewer(who)
        for role in ROLES:
            owed = {row.subject for row in owed_by(viewer, _due(role), subject="subject")}
            answers = {each for each in SUBJECTS if house.people[who] in found[each, role]}
            assert owed == answers, (who, role)


def test_what_is_due_from_a_viewer_is_what_they_answer_for(house: House) -> None:
    _mirrored(house)


def test_that_holds_where_holders_stand_above_one_another(house: House) -> None:
    for who, role, group in (
        ("iqa", "sector_manager", "care-north"),
        ("head", "sector_manager", None),
        ("senior", "sector_manager", "all"),
        ("quality", "head_of_operations", "wales"),
        ("business", "head_of_operations", "care"),
    ):
        actions.give_role(
            person=house.people[who], role=role, on=LONG_AGO, group=house.groups.get(group or ""), by=SYSTEM, at=NOW
        )
    _mirrored(house)
    actions.end_role(role=house.people["head"].roles.get(role="head_of_operations"), on=DAY, by=SYSTEM, at=NOW)
    _mirrored(house)


def test_both_see_what_is_due_during_cover(house: House) -> None:
    actions.arrange_cover(
        covered=house.people["coach"], covering=house.people["coach2"], from_on=DAY, until_on=BACK, by=SYSTEM, at=NOW
    )
    for who, learners in (("coach", {"amina", "ben"}), ("coach2", {"amina", "ben", "dee"})):
        rows = owed_by(house.viewer(who), _due("coach"), subject="subject")
        assert {row.subject for row in rows} == {house.subject(each) for each in learners}


def test_nothing_is_due_from_nobody(house: House) -> None:
    assert not owed_by(None, _due("coach"), subject="subject").exists()
