"""What pages count is what holds today: not who has withdrawn or completed, nor roles that have ended."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from fingerpost.people import actions
from fingerpost.people.models import Placement
from fingerpost.people.queries import caseload, placements_of_group
from tests.rooms.people.cast import DAY, NOW, SYSTEM, House

SignIn = Callable[[str], Client]
TOMORROW = DAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def _amina_has_completed(house: House) -> None:
    """She was the coach's, as Ben is."""
    Placement.objects.filter(pk=house.subject("amina")).update(until_on=DAY)


def _page(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_caseload_is_who_is_still_there(house: House, sign_in: SignIn) -> None:
    coach = house.people["coach"]
    assert caseload(coach, DAY - timedelta(days=1)) == [house.subject("amina"), house.subject("ben")]
    assert caseload(coach, DAY) == [house.subject("ben")]
    assert "1 learner in their caseload today." in _page(sign_in("admin"), f"/people/{coach.code}")


def test_the_coach_still_sees_who_has_completed(house: House) -> None:
    row = Placement.objects.get(pk=house.subject("amina"))
    assert row.assignments.get().until_on is None


def test_a_group_has_the_learners_who_are_still_there(house: House, sign_in: SignIn) -> None:
    care = house.groups["care"]
    assert placements_of_group(care, DAY - timedelta(days=1)).count() == 2
    assert "1 learner here or below" in _page(sign_in("admin"), f"/groups/{care.code}")


def test_who_leaves_leaves_those_without_a_coach_who_are_still_there(house: House) -> None:
    assert actions.leave(person=house.people["coach"], on=TOMORROW, by=SYSTEM, at=NOW) == 1


def test_an_employer_has_the_contacts_of_today(house: House, sign_in: SignIn) -> None:
    client, contact = sign_in("admin"), house.people["contact"]
    assert 'data-l="Contacts">1</td>' in _page(client, "/employers?q=bakery")
    actions.end_role(role=contact.roles.get(), on=TOMORROW, by=SYSTEM, at=NOW)
    assert 'data-l="Contacts">1</td>' in _page(client, "/employers?q=bakery")
    contact.roles.update(until_on=DAY)
    assert 'data-l="Contacts">0</td>' in _page(client, "/employers?q=bakery")
