"""The pages of this room, through the real client."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import get_resolver, reverse

from fingerpost.people import actions
from fingerpost.people.models import Cover, Employer, Group, Invitation, Person, Role
from fingerpost.people.urls import urlpatterns
from tests.rooms.people.cast import DAY, LEARNERS, NOW, ROLES, SYSTEM, House

SignIn = Callable[[str], Client]
BACK = DAY + timedelta(days=4)
EVERYBODY = [*ROLES, "contact", *LEARNERS]
PUBLIC = {"acceptance", "demo_sign_in"}


def _day(name: str, day: int = 16) -> dict[str, str]:
    return {f"{name}_day": str(day), f"{name}_month": "2", f"{name}_year": "2026"}


def _text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def _addresses(house: House) -> dict[str, str]:
    """Every address of this room by its name, with things of the house in it."""
    cover = actions.arrange_cover(
        covered=house.people["coach"], covering=house.people["coach2"], from_on=DAY, until_on=BACK, by=SYSTEM, at=NOW
    )
    actions.invite(person=house.people["coach"], email="c@example.org", link=str, by=SYSTEM, at=NOW)
    person, group = house.people["coach"].code, house.groups["care"].code
    numbers: dict[str, list[Any]] = {
        "role_end": [person, house.people["coach"].roles.get().pk],
        "invitation_withdrawal": [person, Invitation.objects.get().pk],
        "cover_end": [person, cover.pk],
        "acceptance": ["token"],
    }
    found = {}
    for pattern in urlpatterns:
        name = str(pattern.name)
        key = [group] if str(pattern.pattern).startswith("groups/<") else [person]
        arguments = numbers.get(name, key if "<" in str(pattern.pattern) else [])
        found[name] = reverse(f"people:{name}", args=arguments)
    return found


def _may_open(who: str, name: str) -> bool:
    """The pages for managing people are administration's; cover and the people under them are managers' too."""
    if name == "account" or who == "admin":
        return True
    if name == "people":
        return who in ("sector", "sector2", "trainee", "support", "head", "senior")
    return name in ("person", "new_cover", "cover_end") and who in ("sector", "head", "senior")


def test_every_address_is_open_to_whom_the_table_says(house: House, sign_in: SignIn) -> None:
    addresses = _addresses(house)
    for who in EVERYBODY:
        client = sign_in(who)
        for name, address in addresses.items():
            status = client.get(address).status_code
            if name in PUBLIC:
                continue
            if name in ("invitation_withdrawal", "coming_back"):
                assert status == 405
            else:
                assert status == (200 if _may_open(who, name) else 404), (who, name)


def test_writing_is_refused_to_everybody_else(house: House, sign_in: SignIn) -> None:
    addresses = _addresses(house)
    for who in ("coach2", "sector2", "board", "amina", "contact"):
        client = sign_in(who)
        for name, address in addresses.items():
            if name not in PUBLIC | {"account", "people", "person", "group", "groups", "employers"}:
                assert client.post(address, {}).status_code == 404, (who, name)
    assert Cover.objects.get().until_on == BACK


def test_who_is_not_signed_in_is_asked_to(house: House) -> None:
    for name, address in _addresses(house).items():
        if name not in PUBLIC | {"invitation_withdrawal", "coming_back"}:
            answer = Client().get(address)
            assert answer.status_code == 302
            assert answer.headers["Location"].startswith("/account/login/?next=/"), name


def test_every_view_says_whom_it_is_for() -> None:
    for pattern in urlpatterns:
        assert hasattr(pattern.callback, "needs"), pattern.name
    assert get_resolver("fingerpost.people.urls").reverse_dict


def test_the_list_of_people_is_narrowed_in_the_address_bar(house: House, sign_in: SignIn) -> None:
    client = sign_in("admin")
    assert "Amina Example" in _text(client, "/people")
    page = _text(client, "/people?q=coach2")
    assert "Coach2 Example" in page
    assert "Amina Example" not in page
    assert len(re.findall(r'scope="row"', _text(client, "/people?role=iqa"))) == 1
    assert "Nobody here fits" in _text(client, "/people?q=zzz")
    assert "Coach2 Example" in _text(client, "/people?role=wizard")


def test_a_long_list_has_pages(house: House, sign_in: SignIn) -> None:
    for number in range(60):
        actions.add_person(name=f"Learner {number:02}", by=SYSTEM, at=NOW)
    client = sign_in("admin")
    assert "Learner 59" not in _text(client, "/people?q=learner")
    assert "Learner 59" in _text(client, "/people?q=learner&page=2")


def test_a_manager_finds_the_people_of_their_groups_only(house: House, sign_in: SignIn) -> None:
    page = _text(sign_in("sector"), "/people")
    found = set(re.findall(r"(\w+) Example</a></?", page)) | set(re.findall(r">(\w+) Example</a>", page))
    assert {"Coach", "Iqa", "Sector"} <= found
    assert not found & {"Coach2", "Support", "Amina", "Admin"}
    assert "Add a person" not in page
    shown = _text(sign_in("sector"), f"/people/{house.people['coach'].code}")
    assert "Arrange cover" in shown
    assert "Give a role" not in shown
    assert "Sign-in" not in shown


def test_the_page_of_a_person_tells_all_about_them(house: House, sign_in: SignIn) -> None:
    _addresses(house)
    client, person = sign_in("admin"), house.people["coach"]
    actions.end_role(role=person.roles.get(), on=DAY, by=SYSTEM, at=NOW)
    actions.give_role(person=person, role="iqa", on=DAY, group=house.groups["wales"], reason="Asked", by=SYSTEM, at=NOW)
    page = _text(client, f"/people/{person.code}")
    for told in (
        "Internal quality",
        "Wales",
        "Asked",
        "Earlier roles",
        "2 learners in their caseload",
        "Coach2 Example",
    ):
        assert told in page
    assert "the link works until Mon 23 February" in page
    assert "Covers for Coach Example" in _text(client, f"/people/{house.people['coach2'].code}")


def test_a_person_is_added_and_changed(house: House, sign_in: SignIn) -> None:
    client = sign_in("admin")
    told = {"name": "Nia Parry", "email": "nia@example.org", "language": "cy", "contact_by": "phone"}
    answer = client.post("/people/new", told, follow=True)
    nia = Person.objects.get(name="Nia Parry")
    assert "Give them a role next" in answer.content.decode()
    assert (nia.language, nia.contact_by) == ("cy", "phone")
    client.post(f"/people/{nia.code}/details", told | {"known_as": "Ni"})
    assert Person.objects.get(pk=nia.pk).known_as == "Ni"


WRONG = {
    "/people/new": ({"name": "", "email": "not an address", "language": "cy", "contact_by": "x"}, "not an address"),
    "/people/{coach}/details": ({"name": "Kept", "email": "wrong", "language": "fr", "contact_by": "phone"}, "Kept"),
    "/people/{coach}/roles/new": ({"role": "employer_contact", "reason": "Kept words"} | _day("on"), "Kept words"),
    "/people/{coach}/roles/{role}/end": ({"reason": "Kept words"} | _day("on", 31), "Kept words"),
    "/people/{coach}/invitation": ({"email": "sector@example.org"}, "sector@example.org"),
    "/people/{coach}/cover": (_day("from_on", 17) | _day("until_on", 17), 'value="17"'),
    "/people/{coach}/leaving": (_day("on", 31), 'value="31"'),
    "/groups/new": ({"name_en": "Care", "name_cy": "Gofal", "sort": "team", "parent": "{england}"}, "Gofal"),
    "/groups/{care}/details": ({"name_en": "Digital", "name_cy": "Digidol", "sort": "team"}, "Digidol"),
    "/groups/{care}/place": ({"parent": "{north}"}, ""),
    "/employers/new": ({"name": "Bakery"}, "Bakery"),
    "/my-account": ({"known_as": "Kept", "language": "fr", "contact_by": "phone"}, "Kept"),
}


@pytest.mark.parametrize("address", WRONG)
def test_wrong_input_is_said_beside_the_field_and_kept(address: str, house: House, sign_in: SignIn) -> None:
    names = {
        "coach": house.people["coach"].code,
        "role": house.people["coach"].roles.get().pk,
        "care": house.groups["care"].code,
        "england": house.groups["england"].key,
        "north": house.groups["care-north"].key,
    }
    told, kept = WRONG[address]
    before = (Person.objects.count(), Role.objects.count(), Group.objects.count(), Employer.objects.count())
    answer = sign_in("admin").post(
        address.format(**names), {name: value.format(**names) for name, value in told.items()}
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'class="summary"' in page
    assert 'class="error"' in page
    assert kept in page
    assert (Person.objects.count(), Role.objects.count(), Group.objects.count(), Employer.objects.count()) == before


def test_roles_are_given_and_ended_on_pages(house: House, sign_in: SignIn) -> None:
    client, person = sign_in("admin"), house.people["coach"]
    told = {"role": "iqa", "group": house.groups["wales"].key} | _day("on")
    client.post(f"/people/{person.code}/roles/new", told)
    role = person.roles.get(role="iqa")
    assert (role.group, role.given_by) == (house.groups["wales"], house.people["admin"].key)
    client.post(f"/people/{person.code}/roles/{role.pk}/end", _day("on", 20))
    assert person.roles.get(role="iqa").until_on == BACK


def test_the_role_of_somebody_else_is_not_ended_under_a_persons_address(house: House, sign_in: SignIn) -> None:
    role = house.people["sector"].roles.get()
    address = f"/people/{house.people['coach'].code}/roles/{role.pk}/end"
    client = sign_in("admin")
    assert client.get(address).status_code == 404
    assert "This role has ended already." in client.post(address, _day("on"), follow=True).content.decode()
    assert house.people["sector"].roles.get().until_on is None


def test_a_manager_arranges_and_ends_cover_in_their_group_only(house: House, sign_in: SignIn) -> None:
    client, coach = sign_in("sector"), house.people["coach"]
    told = {"covering": house.people["coach2"].key} | _day("from_on") | _day("until_on", 20)
    assert client.post(f"/people/{coach.code}/cover", told).status_code == 302
    assert client.post(f"/people/{house.people['coach2'].code}/cover", told).status_code == 404
    cover = Cover.objects.get()
    assert sign_in("sector2").post(f"/people/{coach.code}/cover/{cover.pk}/end", _day("on", 18)).status_code == 404
    client.post(f"/people/{coach.code}/cover/{cover.pk}/end", _day("on", 18))
    assert Cover.objects.get().until_on == DAY + timedelta(days=2)


def test_a_coach_leaves_and_comes_back_on_pages(house: House, sign_in: SignIn) -> None:
    client, code = sign_in("admin"), house.people["coach"].code
    page = client.post(f"/people/{code}/leaving", _day("on"), follow=True).content.decode()
    assert "2 learners have no coach then." in page
    assert "No longer works here" in page
    assert client.get(f"/people/{code}/leaving").status_code == 404
    assert "Give them their roles anew" in client.post(f"/people/{code}/return", follow=True).content.decode()
    assert "has not left" in client.post(f"/people/{code}/return", follow=True).content.decode()


def test_nobody_notes_their_own_leaving(house: House, sign_in: SignIn) -> None:
    assert sign_in("admin").get(f"/people/{house.people['admin'].code}/leaving").status_code == 404


def test_an_invitation_is_sent_and_withdrawn_on_pages(
    house: House, sign_in: SignIn, mailoutbox: list[EmailMessage]
) -> None:
    client, code = sign_in("admin"), house.people["coach"].code
    client.post(f"/people/{code}/invitation", {"email": "c@example.org"})
    assert "http://testserver/invitation" in mailoutbox[0].body
    number = Invitation.objects.get().pk
    page = client.post(f"/people/{code}/invitation/{number}/withdrawal", follow=True).content.decode()
    assert "no longer works" in page
    Invitation.objects.update(withdrawn_at=None, accepted_at=NOW)
    page = client.post(f"/people/{code}/invitation/{number}/withdrawal", follow=True).content.decode()
    assert "has been accepted" in page


def test_groups_and_employers_are_kept_on_pages(house: House, sign_in: SignIn) -> None:
    client, care = sign_in("admin"), house.groups["care"]
    assert "Care-North" in _text(client, "/groups")
    assert "Sector Example" in _text(client, f"/groups/{care.code}")
    assert "2 learners here or below" in _text(client, f"/groups/{care.code}")
    client.post("/groups/new", {"name_en": "Hair", "name_cy": "Gwallt", "sort": "team", "parent": care.key})
    hair = Group.objects.get(name_en="Hair")
    assert hair.parent == care
    told = {"name_en": "Hair and nails", "name_cy": "Gwallt ac ewinedd", "sort": "sector", "nation": "wales"}
    client.post(f"/groups/{hair.code}/details", told)
    client.post(f"/groups/{hair.code}/place", {"parent": house.groups["wales"].key})
    hair = Group.objects.get(pk=hair.key)
    assert (hair.name_en, hair.nation, hair.parent) == ("Hair and nails", "wales", house.groups["wales"])
    client.post("/employers/new", {"name": "Cambrian Build", "place": "Wrexham"})
    assert "Wrexham" in _text(client, "/employers?q=cambrian")
    assert "No employer fits" in _text(client, "/employers?q=zzz")


def test_ones_own_account_is_ones_own_to_change(house: House, sign_in: SignIn) -> None:
    client = sign_in("amina")
    page = _text(client, "/my-account")
    assert 'href="/account/2fa/"' in page
    told = {"known_as": "Mina", "phone": "", "language": "cy", "contact_by": "text"}
    client.post("/my-account", told)
    amina = Person.objects.get(pk=house.people["amina"].pk)
    assert (amina.known_as, amina.language, amina.contact_by) == ("Mina", "cy", "text")
    assert client.get("/").content.decode() == "Amina Example cy"
