"""What the database refuses, whoever asks."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from fingerpost.people.models import Assignment, Cover, Employer, Group, Invitation, Person, Placement, Role, User
from tests.rooms.people.cast import DAY, LONG_AGO, NOW, SYSTEM, House

Wrong = Callable[[House], Any]


def _role(house: House, **others: Any) -> Role:
    told = {"person": house.people["coach"], "role": "iqa", "from_on": DAY, "given_by": SYSTEM} | others
    return Role.objects.create(**told)


def _person(**others: Any) -> Person:
    return Person.objects.create(**({"key": "person:x", "name": "X"} | others))


def _group(**others: Any) -> Group:
    told = {"key": "group:x", "name_en": "X", "name_cy": "X", "sort": "team", "path": "/x/"} | others
    return Group.objects.create(**told)


def _invitation(house: House, **others: Any) -> Invitation:
    told = {"person": house.people["coach"], "email": "x@example.org", "token_hash": "a", "sent_at": NOW}
    return Invitation.objects.create(**(told | {"expires_at": NOW + timedelta(days=7)} | others))


def _twice(make: Callable[[], Any]) -> None:
    make()
    make()


def _cover(house: House, covering: str, until: int) -> Cover:
    told = {"covered": house.people["coach"], "covering": house.people[covering], "from_on": DAY}
    return Cover.objects.create(**told, until_on=DAY + timedelta(days=until))


def _assignment(house: House, **others: Any) -> Assignment:
    told = {"subject_id": "enrolment:cai", "person": house.people["coach"], "from_on": DAY} | others
    return Assignment.objects.create(**told)


WRONGS: dict[str, Wrong] = {
    "person_key": lambda house: _person(key="group:x"),
    "person_has_a_name": lambda house: _person(name=""),
    "person_language": lambda house: _person(language="fr"),
    "person_contact_by": lambda house: _person(contact_by="drum"),
    "group_key": lambda house: _group(key="person:x"),
    "group_not_in_itself": lambda house: _group(parent_id="group:x"),
    "group_nation": lambda house: _group(nation="france"),
    "group_sort": lambda house: _group(sort="tribe"),
    "group_named_once": lambda house: _group(name_en="Care", parent=house.groups["england"]),
    "group_named_once on top": lambda house: _group(name_en="All"),
    "group path once": lambda house: _group(path=house.groups["care"].path),
    "employer_key": lambda house: Employer.objects.create(key="person:x", name="X"),
    "employer_named_once": lambda house: Employer.objects.create(key="employer:x", name="Bakery"),
    "role_ends_after_it_began": lambda house: _role(house, until_on=DAY),
    "a contact needs an employer": lambda house: _role(house, role="employer_contact"),
    "a contact has no group": lambda house: _role(
        house, role="employer_contact", employer=house.employers["bakery"], group=house.groups["care"]
    ),
    "others have no employer": lambda house: _role(house, employer=house.employers["bakery"]),
    "role_held_once": lambda house: _twice(lambda: _role(house)),
    "role_held_once for a group": lambda house: _twice(lambda: _role(house, group=house.groups["care"])),
    "cover_ends_after_it_began": lambda house: _cover(house, "coach2", 0),
    "cover_by_somebody_else": lambda house: _cover(house, "coach", 3),
    "placement_nation": lambda house: Placement.objects.create(
        subject="enrolment:x", learner=house.people["amina"], nation="france", programme_type="course"
    ),
    "assignment_ends_after_it_began": lambda house: _assignment(house, until_on=DAY),
    "assignment_one_at_a_time": lambda house: _twice(lambda: _assignment(house)),
    "user_email": lambda house: User.objects.create(email="COACH@example.org", person=_person()),
    "one account each": lambda house: User.objects.create(email="new@example.org", person=house.people["coach"]),
    "invitation_expires_later": lambda house: _invitation(house, expires_at=NOW),
    "invitation_accepted_or_withdrawn": lambda house: _invitation(house, accepted_at=NOW, withdrawn_at=NOW),
    "invitation_one_open": lambda house: [_invitation(house), _invitation(house, token_hash="b")],
    "invitation token once": lambda house: [
        _invitation(house, withdrawn_at=NOW),
        _invitation(house, withdrawn_at=NOW),
    ],
}


@pytest.mark.parametrize("what", WRONGS)
def test_the_database_refuses(what: str, house: House) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        WRONGS[what](house)


def test_a_role_may_be_held_again_after_it_ended(house: House) -> None:
    _role(house, from_on=LONG_AGO, until_on=DAY)
    _role(house)
    _role(house, group=house.groups["care"])
    assert house.people["coach"].roles.filter(role="iqa").count() == 3


def test_rows_say_what_they_are(house: House) -> None:
    role = house.people["coach"].roles.get()
    placement = house.placements["amina"]
    assert str(role) == role.name == "Coach"
    assert str(house.user("coach")) == "coach@example.org"
    assert str(placement) == "enrolment:amina"
    assert str(placement.assignments.get()) == f"enrolment:amina coach {house.people['coach'].key}"
    assert str(_invitation(house)) == f"{house.people['coach'].key} 2026-02-16"


def test_an_account_is_found_however_its_address_is_written(house: House) -> None:
    assert User.objects.get_by_natural_key("COACH@example.org") == house.user("coach")
