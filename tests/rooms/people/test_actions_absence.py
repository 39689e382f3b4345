"""Cover, leaving and coming back."""

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest import MonkeyPatch

from fingerpost.journal.queries import lines_about
from fingerpost.people import actions
from fingerpost.people.errors import RefusedError
from fingerpost.people.models import Cover, Person, User
from fingerpost.people.queries import unowned_placements
from tests.rooms.people.cast import DAY, NOW, PASSWORD, SYSTEM, House

BACK = DAY + timedelta(days=4)


def _cover(house: House, covered: str, covering: str, from_on: date = DAY, until_on: date = BACK) -> Cover:
    people = {"covered": house.people[covered], "covering": house.people[covering]}
    return actions.arrange_cover(**people, from_on=from_on, until_on=until_on, by=SYSTEM, at=NOW)


def _sign_in(house: House, who: str) -> Client:
    client = Client()
    client.post("/account/login/", {"login": f"{who}@example.org", "password": PASSWORD})
    assert client.get("/").content.decode() == f"{who.title()} Example en"
    return client


def test_cover_is_arranged_and_journalled(house: House) -> None:
    cover = _cover(house, "coach", "coach2")
    line = lines_about(house.people["coach"].key)[0]
    assert (line.act, line.details["to"]) == ("cover-arranged", house.people["coach2"].key)
    assert str(cover) == "Coach2 Example for Coach Example"


def test_cover_that_cannot_be_is_refused_at_its_field(house: House) -> None:
    _cover(house, "coach", "coach2")
    Person.objects.filter(pk=house.people["iqa"].pk).update(left_on=DAY)
    for told, field in (
        (("coach", "sector", DAY, DAY), "until_on"),
        (("coach", "coach"), "covering"),
        (("sector", "iqa"), "covering"),  # leaves
        (("sector", "coach"), "covering"),  # is away
        (("coach2", "sector"), "covering"),  # covers
        (("coach", "coach2"), "covering"),  # covers already
    ):
        with pytest.raises(RefusedError) as refusal:
            _cover(house, *told)
        assert refusal.value.field == field
    _cover(house, "coach2", "sector", BACK, BACK + timedelta(days=1))


def test_several_people_may_cover_for_one(house: House) -> None:
    _cover(house, "coach", "coach2")
    _cover(house, "coach", "sector")
    assert Cover.objects.count() == 2


def test_cover_ends_earlier_or_is_called_off(house: House) -> None:
    cover = _cover(house, "coach", "coach2")
    actions.end_cover(cover=cover, on=DAY + timedelta(days=1), by=SYSTEM, at=NOW)
    assert Cover.objects.get().until_on == DAY + timedelta(days=1)
    with pytest.raises(RefusedError, match="already"):
        actions.end_cover(cover=cover, on=BACK, by=SYSTEM, at=NOW)
    actions.end_cover(cover=cover, on=DAY, by=SYSTEM, at=NOW)
    assert not Cover.objects.exists()


def test_a_coach_leaves_and_nobody_has_their_learners(house: House) -> None:
    client = _sign_in(house, "coach")
    _cover(house, "sector", "coach")
    actions.invite(person=house.people["coach"], email="new@example.org", link=str, by=SYSTEM, at=NOW)
    assert actions.leave(person=house.people["coach"], on=DAY, by=house.people["admin"].key, at=NOW) == 2
    unowned = {row.subject for row in unowned_placements(house.viewer("sector"))}
    assert unowned == {"enrolment:amina", "enrolment:ben"}
    assert house.viewer("coach").grants == ()
    assert not Cover.objects.exists()
    assert house.people["coach"].invitations.get().withdrawn_at == NOW
    assert not house.user("coach").is_active
    assert client.get("/").content.decode() == "nobody en"
    assert lines_about(house.people["coach"].key)[0].details == {"on": "2026-02-16", "unowned": 2}


def test_who_leaves_later_works_on_until_then(house: House, monkeypatch: MonkeyPatch) -> None:
    client = _sign_in(house, "coach")
    actions.leave(person=house.people["coach"], on=BACK, by=SYSTEM, at=NOW)
    assert client.get("/").content.decode() == "Coach Example en"
    assert not unowned_placements(house.viewer("sector")).exists()
    monkeypatch.setattr("fingerpost.kit.clock.now", lambda: NOW + timedelta(days=4))
    assert client.get("/").content.decode() == "nobody en"
    assert unowned_placements(house.viewer("sector", BACK)).count() == 2


def test_nobody_leaves_twice_or_gets_a_role_afterwards(house: House) -> None:
    actions.leave(person=house.people["coach"], on=DAY, by=SYSTEM, at=NOW)
    gone = Person.objects.get(pk=house.people["coach"].pk)
    with pytest.raises(RefusedError, match="left on"):
        actions.leave(person=gone, on=BACK, by=SYSTEM, at=NOW)
    with pytest.raises(RefusedError, match="came back"):
        actions.give_role(person=gone, role="coach", on=BACK, by=SYSTEM, at=NOW)
    with pytest.raises(RefusedError, match="came back"):
        actions.invite(person=gone, email="x@example.org", link=str, by=SYSTEM, at=NOW)


def test_somebody_comes_back(house: House) -> None:
    actions.leave(person=house.people["coach"], on=DAY, by=SYSTEM, at=NOW)
    gone = Person.objects.get(pk=house.people["coach"].pk)
    actions.come_back(person=gone, by=SYSTEM, at=NOW)
    assert User.objects.get(person=gone).is_active
    assert actions.give_role(person=gone, role="coach", on=DAY, by=SYSTEM, at=NOW)
    with pytest.raises(RefusedError, match="not left"):
        actions.come_back(person=gone, by=SYSTEM, at=NOW)
