"""A form that is sent twice, as by an impatient press, is answered gently the second time."""

from collections.abc import Callable

import pytest
from django.test import Client

from fingerpost.people import actions
from fingerpost.people.models import Cover, Employer, Group, Invitation, Person, Role
from tests.rooms.people.cast import DAY, LONG_AGO, NOW, PASSWORD, SYSTEM, House
from tests.rooms.people.test_pages import BACK, _day

SignIn = Callable[[str], Client]


def _twice(client: Client, address: str, told: dict[str, str]) -> str:
    """The page after the second of two presses."""
    assert client.post(address, told).status_code == 302
    answer = client.post(address, told, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("first", "told"), [(LONG_AGO, "This role ended on Monday 16 February"), (DAY, "This role has ended already.")]
)
def test_ending_a_role(house: House, sign_in: SignIn, first: object, told: str) -> None:
    coach = house.people["coach"]
    Role.objects.filter(person=coach).update(from_on=first)
    address = f"/people/{coach.code}/roles/{coach.roles.get().pk}/end"
    assert told in _twice(sign_in("admin"), address, _day("on"))
    assert not coach.roles.filter(until_on=None).exists()


def test_ending_cover(house: House, sign_in: SignIn) -> None:
    coach = house.people["coach"]
    people = {"covered": coach, "covering": house.people["coach2"]}
    cover = actions.arrange_cover(**people, from_on=DAY, until_on=BACK, by=SYSTEM, at=NOW)
    address = f"/people/{coach.code}/cover/{cover.pk}/end"
    client = sign_in("sector")
    assert "This cover has ended already." in _twice(client, address, _day("on"))
    assert client.get(address).status_code == 404


def test_cover_of_somebody_else_is_not_ended_under_a_persons_address(house: House, sign_in: SignIn) -> None:
    people = {"covered": house.people["coach2"], "covering": house.people["sector"]}
    cover = actions.arrange_cover(**people, from_on=DAY, until_on=BACK, by=SYSTEM, at=NOW)
    address = f"/people/{house.people['coach'].code}/cover/{cover.pk}/end"
    assert "This cover has ended already." in sign_in("sector").post(address, _day("on"), follow=True).content.decode()
    assert Cover.objects.get().until_on == BACK


def test_arranging_cover(house: House, sign_in: SignIn) -> None:
    told = {"covering": house.people["coach2"].key} | _day("from_on") | _day("until_on", 20)
    page = _twice(sign_in("sector"), f"/people/{house.people['coach'].code}/cover", told)
    assert "Coach2 Example covers for Coach Example in that time already." in page


def test_giving_a_role(house: House, sign_in: SignIn) -> None:
    page = _twice(sign_in("admin"), f"/people/{house.people['coach'].code}/roles/new", {"role": "iqa"} | _day("on"))
    assert "Coach Example holds this role already." in page


def test_leaving_and_coming_back(house: House, sign_in: SignIn) -> None:
    client, code = sign_in("admin"), house.people["coach"].code
    page = _twice(client, f"/people/{code}/leaving", _day("on"))
    assert "Coach Example left on Monday 16 February 2026." in page
    assert "Coach Example has not left." in _twice(client, f"/people/{code}/return", {})


def test_withdrawing_an_invitation(house: House, sign_in: SignIn) -> None:
    coach = house.people["coach"]
    invitation = actions.invite(person=coach, email="c@example.org", link=str, by=SYSTEM, at=NOW)
    page = _twice(sign_in("admin"), f"/people/{coach.code}/invitation/{invitation.pk}/withdrawal", {})
    assert "The link of the invitation no longer works." in page


def test_accepting_an_invitation(house: House) -> None:
    tokens: list[str] = []
    nia = actions.add_person(name="Nia Parry", by=SYSTEM, at=NOW)

    def link(token: str) -> str:
        tokens.append(token)
        return token

    actions.invite(person=nia, email="nia@example.org", link=link, by=SYSTEM, at=NOW)
    address = f"/invitation/{tokens[0]}"
    assert Client().post(address, {"password": PASSWORD}).status_code == 302
    again = Client().post(address, {"password": PASSWORD})
    assert again.status_code == 404
    assert "Ask whoever invited you" in again.content.decode()
    assert Invitation.objects.get().accepted_at == NOW


def test_adding_a_person(house: House, sign_in: SignIn) -> None:
    told = {"name": "Nia Parry", "email": "nia@example.org", "language": "cy", "contact_by": "phone"}
    client = sign_in("admin")
    assert "is in the list already" in _twice(client, "/people/new", told)
    assert Person.objects.filter(name="Nia Parry").count() == 1
    assert client.post("/people/new", told | {"email": ""}).status_code == 302
    assert client.post("/people/new", told | {"name": "Ned Parry"}).status_code == 302


def test_adding_a_group_and_an_employer(house: House, sign_in: SignIn) -> None:
    client = sign_in("admin")
    told = {"name_en": "Hair", "name_cy": "Gwallt", "sort": "team", "parent": house.groups["care"].key}
    assert "Choose another name." in _twice(client, "/groups/new", told)
    assert "tell them apart by place" in _twice(client, "/employers/new", {"name": "Cambrian", "place": "Wrexham"})
    assert Group.objects.filter(name_en="Hair").count() == Employer.objects.filter(name="Cambrian").count() == 1
