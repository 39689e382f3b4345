"""Who sees what: every role, every scope, every compartment, against a slow reading of the table in plain Python."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fingerpost.facts.models import Entry, Subject
from fingerpost.people import actions
from fingerpost.people.models import Placement
from fingerpost.people.queries import (
    may_see,
    people_to_cover,
    unowned_placements,
    viewer_of,
    visible_people,
    visible_placements,
    within,
)
from fingerpost.people.role_table import COMPARTMENTS
from fingerpost.people.roles import may
from tests.rooms.people.cast import DAY, GROUPS, LEARNERS, LONG_AGO, NOW, ROLES, SYSTEM, House

# The table as people would say it: role, whose learners, which compartments.
CARE = {"ordinary", "at-risk", "wellbeing"}
RISK = {"ordinary", "at-risk"}
SEES = {
    "coach": CARE,
    "sector_manager": CARE,
    "traineeship_manager": CARE,
    "operational_support_coordinator": CARE,
    "head_of_operations": CARE,
    "iqa": RISK,
    "quality_team": RISK,
    "senior_manager": RISK,
    "board_of_directors": set(),
    "safeguarding_team": CARE | {"safeguarding"},
    "business_development": {"ordinary"},
    "administrator": set(),
    "learner": {"ordinary"},
    "employer_contact": {"ordinary"},
}
EVERYBODY = [*ROLES, "contact", *LEARNERS]


def _role(who: str) -> str:
    return ROLES[who][0] if who in ROLES else "employer_contact" if who == "contact" else "learner"


def _above(group: str | None) -> set[str]:
    found = set()
    while group:
        found.add(group)
        group = GROUPS[group][0]
    return found


def _reached(who: str) -> set[str]:
    role, group = _role(who), ROLES.get(who, ("", None))[1]
    if role == "coach":
        return {name for name, (_, _, coach) in LEARNERS.items() if coach == who}
    if role in ("sector_manager", "traineeship_manager", "operational_support_coordinator", "iqa"):
        return {name for name, (at, _, _) in LEARNERS.items() if group in _above(at)}
    if role == "learner":
        return {who}
    if role == "employer_contact":
        return {name for name, (_, employer, _) in LEARNERS.items() if employer == "bakery"}
    return set() if role in ("board_of_directors", "administrator") else set(LEARNERS)


def _expected(who: str, compartment: str) -> set[str]:
    return _reached(who) if compartment in SEES[_role(who)] else set()


def _entries() -> None:
    keys = [f"enrolment:{name}" for name in LEARNERS] + ["provider:self"]
    for key in keys:
        Subject.objects.get_or_create(key=key, kind=key.split(":")[0])
        for compartment in COMPARTMENTS:
            Entry.objects.create(
                subject_id=key, kind="contact", on=DAY, recorded_at=NOW, compartment=compartment, data={}
            )


def _names(subjects: set[str]) -> set[str]:
    return {subject.partition(":")[2] for subject in subjects if subject.startswith("enrolment:")}


def test_rows_about_learners_are_seen_as_the_table_says(house: House) -> None:
    _entries()
    for who in EVERYBODY:
        rows = set(within(house.viewer(who), Entry.objects.all()).values_list("subject_id", "compartment"))
        for compartment in COMPARTMENTS:
            seen = _names({subject for subject, its in rows if its == compartment})
            assert seen == _expected(who, compartment), (who, compartment)


def test_may_see_says_the_same_as_the_rows(house: House) -> None:
    _entries()
    subjects = [f"enrolment:{name}" for name in LEARNERS] + ["provider:self"] + [house.people["coach"].key]
    for who in EVERYBODY:
        viewer = house.viewer(who)
        rows = set(within(viewer, Entry.objects.all()).values_list("subject_id", "compartment"))
        there = set(Entry.objects.values_list("subject_id", "compartment"))
        for subject in subjects:
            for compartment in COMPARTMENTS:
                if (subject, compartment) in there:
                    told = (who, subject, compartment)
                    assert may_see(viewer, subject, compartment) == ((subject, compartment) in rows), told


def test_no_role_sees_rows_of_monitoring(house: House) -> None:
    _entries()
    for who in EVERYBODY:
        assert not within(house.viewer(who), Entry.objects.filter(compartment="monitoring")).exists()


def test_placements_are_seen_as_the_table_says(house: House) -> None:
    for who in EVERYBODY:
        for compartment in COMPARTMENTS:
            seen = {row.subject for row in visible_placements(house.viewer(who), compartment)}
            expected = _expected(who, compartment)
            if who == "admin" and compartment == "ordinary":
                expected = set(LEARNERS)  # by name only
            assert _names(seen) == expected, (who, compartment)


def test_a_director_sees_no_row_about_anybody_but_what_concerns_the_provider(house: House) -> None:
    _entries()
    seen = within(house.viewer("board"), Entry.objects.exclude(kind__startswith="role_"))
    assert set(seen.values_list("subject_id", "compartment")) == {("provider:self", "ordinary")}
    assert not visible_placements(house.viewer("board")).exists()
    assert may(house.viewer("board"), "see_counts")


def test_nobody_sees_anything_without_signing_in(house: House) -> None:
    _entries()
    assert not within(None, Entry.objects.all()).exists()
    assert not visible_placements(None).exists()
    assert not may_see(None, "enrolment:amina")
    assert not may(None, "rate")
    assert not unowned_placements(None).exists()


def test_roles_of_one_person_add_up(house: House) -> None:
    actions.give_role(
        person=house.people["coach"], role="iqa", on=LONG_AGO, group=house.groups["wales"], by=SYSTEM, at=NOW
    )
    actions.give_role(person=house.people["coach"], role="business_development", on=LONG_AGO, by=SYSTEM, at=NOW)
    _entries()
    viewer = house.viewer("coach")
    rows = set(within(viewer, Entry.objects.all()).values_list("subject_id", "compartment"))
    assert _names({s for s, c in rows if c == "wellbeing"}) == {"amina", "ben"}
    assert _names({s for s, c in rows if c == "at-risk"}) == {"amina", "ben", "cai"}
    assert _names({s for s, c in rows if c == "ordinary"}) == set(LEARNERS)


def test_facts_about_people_are_seen_by_themselves_and_by_who_manages_people(house: House) -> None:
    key = house.people["coach"].key
    seeing = [who for who in EVERYBODY if within(house.viewer(who), Entry.objects.filter(subject_id=key)).exists()]
    assert seeing == ["coach", "head", "senior", "admin"]


def test_a_role_counts_from_its_first_day_until_its_last(house: House) -> None:
    role = house.people["quality"].roles.get()
    actions.end_role(role=role, on=DAY, by=SYSTEM, at=NOW)
    assert not visible_placements(house.viewer("quality", DAY)).exists()
    assert visible_placements(house.viewer("quality", DAY - timedelta(days=1))).count() == len(LEARNERS)
    assert not visible_placements(house.viewer("quality", LONG_AGO - timedelta(days=1))).exists()


def test_cover_gives_the_caseload_for_its_time_and_both_see_it(house: House) -> None:
    back = DAY.replace(day=20)
    actions.arrange_cover(
        covered=house.people["coach"], covering=house.people["coach2"], from_on=DAY, until_on=back, by=SYSTEM, at=NOW
    )
    seen = {row.subject for row in visible_placements(house.viewer("coach2"), "at-risk")}
    assert _names(seen) == {"amina", "ben", "dee"}
    assert _names({row.subject for row in visible_placements(house.viewer("coach"))}) == {"amina", "ben"}
    assert house.viewer("coach2").covering_for == ("Coach Example",)
    assert _names({row.subject for row in visible_placements(house.viewer("coach2", back))}) == {"dee"}


def test_cover_opens_neither_safeguarding_nor_administration(house: House) -> None:
    for covered in ("safe", "admin"):
        actions.arrange_cover(
            covered=house.people[covered], covering=house.people["coach"], from_on=DAY,
            until_on=DAY.replace(day=20), by=SYSTEM, at=NOW,
        )  # fmt: skip
    assert house.viewer("coach").roles == {"coach"}


def test_acts_are_allowed_within_reach_only(house: House) -> None:
    assert may(house.viewer("coach"), "rate", "enrolment:amina")
    assert not may(house.viewer("coach"), "rate", "enrolment:dee")
    assert may(house.viewer("sector"), "assign", "enrolment:ben")
    assert not may(house.viewer("sector"), "assign", "enrolment:cai")
    assert may(house.viewer("admin"), "assign", "enrolment:cai")
    assert not may(house.viewer("admin"), "rate", "enrolment:cai")
    assert not may(house.viewer("coach"), "assign")
    assert may(house.viewer("sector"), "see_team", house.groups["care-north"].key)
    assert not may(house.viewer("sector"), "see_team", house.groups["wales"].key)
    assert may(house.viewer("head"), "see_team", house.groups["wales"].key)
    assert may(house.viewer("quality"), "set_policy", "provider:self")
    assert may(house.viewer("admin"), "manage_people", house.people["coach"].key)
    assert not may(house.viewer("sector"), "assign", "group:nowhere")


def test_an_act_that_is_not_in_the_table_is_an_error(house: House) -> None:
    with pytest.raises(KeyError):
        may(house.viewer("coach"), "dance")


def test_a_viewer_takes_one_query_and_rows_one(house: House) -> None:
    person = house.people["coach"]
    with CaptureQueriesContext(connection) as asked:
        viewer = viewer_of(person, DAY)
        list(within(viewer, Entry.objects.all()))
        list(visible_placements(viewer))
    assert len(asked) == 3


def test_what_nobody_owns_shows_to_who_may_assign_it(house: House) -> None:
    def unowned(who: str) -> set[str]:
        return _names({row.subject for row in unowned_placements(house.viewer(who))})

    assert unowned("head") == {"cai", "eve"}
    assert unowned("admin") == {"cai", "eve"}
    assert unowned("support") == {"cai"}
    assert unowned("sector") == set()
    assert unowned("coach") == set()
    actions.end_role(role=house.people["coach"].roles.get(), on=DAY, by=SYSTEM, at=NOW)
    assert unowned("sector") == {"amina", "ben"}
    Placement.objects.filter(subject="enrolment:amina").update(until_on=DAY)
    assert unowned("sector") == {"ben"}


def test_a_viewer_knows_their_own_roles_from_those_that_they_cover(house: House) -> None:
    people = {"covered": house.people["sector"], "covering": house.people["coach"]}
    actions.arrange_cover(**people, from_on=DAY, until_on=DAY + timedelta(days=1), by=SYSTEM, at=NOW)
    viewer = house.viewer("coach")
    assert viewer.roles == {"coach", "sector_manager"}
    assert viewer.own_roles == {"coach"}
    assert viewer.holder_keys == {house.people["coach"].key, house.people["sector"].key}


def test_nobody_opens_pages_without_signing_in(house: House) -> None:
    assert not visible_people(None).exists()
    assert not people_to_cover(None).exists()


def test_an_act_of_figures_reaches_no_placement(house: House) -> None:
    assert not may(house.viewer("board"), "see_counts", "enrolment:amina")
