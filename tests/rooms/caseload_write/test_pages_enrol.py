"""The page on which a learner is enrolled, through the real client."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from fingerpost.people.models import Person, Placement
from tests.rooms.caseload_write.conftest import hidden, today
from tests.rooms.caseload_write.world import World

Send = Callable[..., Any]


def enrolling(world: World) -> dict[str, Any]:
    return {
        "name": "Dafydd Jones",
        "email": "dafydd@example.org",
        "phone": "01632 960200",
        "language": "cy",
        "programme": "Adult Care Worker, level 2",
        "programme_type": "apprenticeship",
        "nation": "wales",
        "group": world.care.key,
        "coach": world.coach.key,
        "employer": "Hartwell House Care",
    }


def test_a_newcomer_is_enrolled_once(world: World, manager: Client) -> None:
    told: dict[str, Any] = {**hidden(manager.get("/learners/new")), **today(), **enrolling(world)}
    answer = manager.post("/learners/new", told)
    person = Person.objects.get(name="Dafydd Jones")
    placement = Placement.objects.get(learner=person)
    assert answer.headers["Location"] == f"/learners/{placement.pk.partition(':')[2]}"
    assert (person.language, placement.employer, placement.group) == ("cy", world.employer, world.care)
    told["same"] = "new"
    assert manager.post("/learners/new", told).headers["Location"] == answer.headers["Location"]
    assert Person.objects.filter(name="Dafydd Jones").count() == 1


def test_a_namesake_is_asked_about(world: World, manager: Client, send: Send) -> None:
    told: dict[str, Any] = {**enrolling(world), "name": "amina  yusuf"}
    text = send(manager, "/learners/new", **told).content.decode()
    assert "Say whether it is the same person" in text
    assert "Yes: Amina Yusuf (a…@example.org)" in text
    assert "amina@example.org" not in text
    assert send(manager, "/learners/new", **told, same=world.learner.key).status_code == 302
    assert Placement.objects.filter(learner=world.learner).count() == 2


def test_somebody_known_is_enrolled_again(world: World, manager: Client, send: Send) -> None:
    told: dict[str, Any] = {
        name: value for name, value in enrolling(world).items() if name not in ("name", "email", "phone")
    }
    address = f"/learners/new?person={world.learner.key}"
    assert "Amina Yusuf" in manager.get(address).content.decode()
    assert send(manager, address, **told).status_code == 302
    assert Placement.objects.filter(learner=world.learner).count() == 2


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"group": ""}, 'id="id_group_error"'),
        ({"programme_type": "holiday"}, 'id="id_programme_type_error"'),
        ({"email": "nobody"}, 'id="id_email_error"'),
        (
            {"planned_end_day": "2", "planned_end_month": "3", "planned_end_year": "2026"},
            "must lie after the first day",
        ),
        ({"key": "enrolment:hello"}, "Open the page again"),
        ({"name": ""}, 'id="id_name_error"'),
    ],
)
def test_an_enrolment_that_does_not_fit_is_sent_back(
    world: World, manager: Client, send: Send, typed: dict[str, str], message: str
) -> None:
    text = send(manager, "/learners/new", **{**enrolling(world), **typed}).content.decode()
    assert message in text
    assert 'value="01632 960200"' in text
    assert Placement.objects.count() == 1


def test_a_coach_enrols_nobody(world: World, coach: Client) -> None:
    assert coach.get("/learners/new").status_code == 403


def test_a_manager_enrols_in_their_own_groups_only(world: World, manager: Client) -> None:
    assert world.digital.key not in manager.get("/learners/new").content.decode()


def test_a_learner_without_an_employer_is_enrolled(world: World, manager: Client, send: Send) -> None:
    assert send(manager, "/learners/new", **{**enrolling(world), "employer": "", "coach": ""}).status_code == 302
    assert Placement.objects.get(learner__name="Dafydd Jones").employer is None
