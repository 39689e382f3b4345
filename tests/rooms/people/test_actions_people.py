"""People, groups, employers, roles and caseloads, as the actions change them."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation

from fingerpost.facts.queries import facts_in_force
from fingerpost.journal.models import Line
from fingerpost.journal.queries import lines_about
from fingerpost.people import actions
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Assignment, Group, Person, Role
from fingerpost.people.queries import tree
from tests.rooms.people.cast import DAY, LONG_AGO, NOW, SYSTEM, House

NEXT = DAY + timedelta(days=7)


def _last(about: str) -> Line:
    line = lines_about(about).first()
    assert line is not None
    return line


def test_a_person_is_added_and_journalled(db: None) -> None:
    person = actions.add_person(name="Nia Parry", language="cy", by=SYSTEM, at=NOW)
    assert person.key.startswith("person:")
    assert (person.called, person.language, person.contact_by) == ("Nia", "cy", "email")
    line = _last(person.key)
    assert (line.act, line.by, line.at, line.details) == ("person-added", SYSTEM, NOW, {})


def test_a_person_may_bring_their_key(db: None) -> None:
    assert (
        actions.add_person(name="Nia Parry", key="person:7gk2m9xq4wbt", by=SYSTEM, at=NOW).key == "person:7gk2m9xq4wbt"
    )


def test_what_changed_is_journalled_without_what_it_was(house: House) -> None:
    person = house.people["coach"]
    actions.change_person(person=person, name=person.name, known_as="Jo", phone="01632 960001", by=SYSTEM, at=NOW)
    assert Person.objects.get(pk=person.pk).called == "Jo"
    assert _last(person.key).details == {"fields": ["known_as", "phone"]}


def test_nothing_changed_leaves_no_line(house: House) -> None:
    person = house.people["coach"]
    before = lines_about(person.key).count()
    actions.change_person(person=person, name=person.name, by=SYSTEM, at=NOW)
    assert lines_about(person.key).count() == before


def test_only_what_may_change_changes(house: House) -> None:
    with pytest.raises(KeyError, match="left_on"):
        actions.change_person(person=house.people["coach"], left_on="2026-01-01", by=SYSTEM, at=NOW)


def test_a_group_knows_all_above_it(house: House) -> None:
    assert house.groups["care-north"].path.startswith(house.groups["care"].path)
    assert house.groups["care-north"].depth == 3
    with translation.override("cy"):
        assert str(house.groups["care"]) == "Care (cy)"


def test_a_group_moves_with_all_below_it(house: House) -> None:
    actions.move_group(group=house.groups["care"], parent=house.groups["wales"], by=SYSTEM, at=NOW)
    for group in Group.objects.select_related("parent"):
        above = group.parent.path if group.parent else "/"
        assert group.path == f"{above}{group.key.partition(':')[2]}/"
    assert _last(house.groups["care"].key).act == "group-moved"
    actions.move_group(group=house.groups["care"], parent=None, by=SYSTEM, at=NOW)
    assert Group.objects.get(pk=house.groups["care-north"].pk).depth == 1


def test_a_group_cannot_be_put_under_itself(house: House) -> None:
    for under in ("care", "care-north"):
        with pytest.raises(RefusedError, match="under itself") as refusal:
            actions.move_group(group=house.groups["care"], parent=house.groups[under], by=SYSTEM, at=NOW)
        assert refusal.value.field == "parent"


def test_two_groups_beside_each_other_have_two_names(house: House) -> None:
    told: dict[str, Any] = {"name_cy": "Gofal", "sort": "sector", "by": SYSTEM, "at": NOW}
    with pytest.raises(RefusedError, match="another name"):
        actions.add_group(name_en="Care", parent=house.groups["england"], **told)
    other = actions.add_group(name_en="Care", parent=house.groups["wales"], **told)
    with pytest.raises(RefusedError, match="another name"):
        actions.move_group(group=other, parent=house.groups["england"], by=SYSTEM, at=NOW)
    with pytest.raises(RefusedError, match="another name"):
        actions.change_group(group=other, name_en="Building", nation="wales", **told)
    actions.change_group(group=other, name_en="Care", nation="wales", **told)
    assert _last(other.key).act == "group-changed"


def test_groups_stand_above_one_another_only_so_far(house: House) -> None:
    group = house.groups["care-north"]
    told: dict[str, Any] = {"name_cy": "X", "sort": "team", "by": SYSTEM, "at": NOW}
    for number in range(8):
        group = actions.add_group(name_en=f"Team {number}", parent=group, **told)
    with pytest.raises(RefusedError, match="higher up"):
        actions.add_group(name_en="Team 9", parent=group, **told)
    with pytest.raises(RefusedError, match="higher up"):
        actions.move_group(group=house.groups["care"], parent=house.groups["building"], by=SYSTEM, at=NOW)


def test_the_tree_is_read_in_the_order_of_names(house: House) -> None:
    (top,) = tree()
    assert [branch.group.name_en for branch in top.branches] == ["England", "Wales"]
    assert [branch.group.name_en for branch in top.branches[0].branches] == ["Care", "Digital"]


def test_an_employer_stands_in_the_list_once(house: House) -> None:
    actions.add_employer(name="Bakery", place="Wrexham", by=SYSTEM, at=NOW)
    with pytest.raises(RefusedError, match="by place"):
        actions.add_employer(name="Bakery", place="Wrexham", by=SYSTEM, at=NOW)


def test_a_role_given_and_ended_are_facts_about_the_person(house: House) -> None:
    person, group = house.people["coach"], house.groups["care"]
    role = actions.give_role(
        person=person, role="iqa", on=DAY, group=group, reason="Stands in", by=house.people["admin"].key, at=NOW
    )
    actions.end_role(role=role, on=NEXT, reason="Enough", by=SYSTEM, at=NOW)
    told = [(fact.kind.name, fact.on, dict(fact.data or {})) for fact in facts_in_force(person.key)]
    assert told[-2:] == [
        ("role_given", DAY, {"role": "iqa", "group": group.key, "reason": "Stands in"}),
        ("role_ended", NEXT, {"role": "iqa", "group": group.key, "reason": "Enough"}),
    ]
    assert Role.objects.get(pk=role.pk).until_on == NEXT
    assert [line.act for line in lines_about(person.key)[:2]] == ["role-ended", "role-given"]


def test_a_role_that_has_not_begun_is_taken_back(house: House) -> None:
    role = actions.give_role(person=house.people["coach"], role="iqa", on=NEXT, by=SYSTEM, at=NOW)
    actions.end_role(role=role, on=DAY, by=SYSTEM, at=NOW)
    assert not house.people["coach"].roles.filter(role="iqa").exists()
    assert [fact.on for fact in facts_in_force(house.people["coach"].key)][-1] == NEXT


def test_a_role_ends_once(house: House) -> None:
    role = house.people["coach"].roles.get()
    actions.end_role(role=role, on=DAY, by=SYSTEM, at=NOW)
    with pytest.raises(RefusedError, match="16 February 2026"):
        actions.end_role(role=role, on=NEXT, by=SYSTEM, at=NOW)


def test_a_role_that_cannot_be_is_refused_at_its_field(house: House) -> None:
    bakery, care = house.employers["bakery"], house.groups["care"]
    person = house.people["business"]
    for told, field in (
        ({"role": "employer_contact"}, "employer"),
        ({"role": "employer_contact", "employer": bakery, "group": care}, "group"),
        ({"role": "iqa", "employer": bakery}, "employer"),
        ({"role": "business_development"}, "role"),
    ):
        with pytest.raises(RefusedError) as refusal:
            actions.give_role(person=person, on=DAY, by=SYSTEM, at=NOW, **told)
        assert refusal.value.field == field
    with pytest.raises(KeyError):
        actions.give_role(person=person, role="wizard", on=DAY, by=SYSTEM, at=NOW)


def test_a_placement_goes_from_one_coach_to_the_next(house: House) -> None:
    actions.assign(subject="enrolment:amina", person=house.people["coach2"], on=DAY, by=SYSTEM, at=NOW)
    rows = Assignment.objects.filter(subject="enrolment:amina").order_by("from_on")
    assert [(row.person, row.from_on, row.until_on) for row in rows] == [
        (house.people["coach"], LONG_AGO, DAY),
        (house.people["coach2"], DAY, None),
    ]
    assert _last("enrolment:amina").details == {"to": house.people["coach2"].key, "role": "coach", "on": "2026-02-16"}


def test_a_coach_named_twice_on_a_day_is_the_last_one(house: House) -> None:
    for who in ("coach2", "coach"):
        actions.assign(subject="enrolment:cai", person=house.people[who], on=DAY, by=SYSTEM, at=NOW)
    assert Assignment.objects.get(subject="enrolment:cai").person == house.people["coach"]


def test_only_a_coach_gets_a_caseload_and_only_of_placements(house: House) -> None:
    with pytest.raises(RefusedError, match="Coach") as refusal:
        actions.assign(subject="enrolment:amina", person=house.people["sector"], on=DAY, by=SYSTEM, at=NOW)
    assert refusal.value.field == "person"
    with pytest.raises(RefusedError, match="not on a programme"):
        actions.assign(subject="enrolment:nobody", person=house.people["coach"], on=DAY, by=SYSTEM, at=NOW)


def test_a_placement_may_be_nobodys(house: House) -> None:
    actions.unassign(subject="enrolment:amina", on=DAY, by=SYSTEM, at=NOW)
    assert Assignment.objects.get(subject="enrolment:amina").until_on == DAY
    before = Line.objects.count()
    actions.unassign(subject="enrolment:amina", on=DAY, by=SYSTEM, at=NOW)
    assert Line.objects.count() == before
