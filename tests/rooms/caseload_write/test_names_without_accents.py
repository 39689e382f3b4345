"""Who enrols a learner may leave out the accents of those who are there already."""

from collections.abc import Callable
from typing import Any

from django.test import Client

from fingerpost.people.actions import add_employer, add_person
from fingerpost.people.models import Placement
from tests.rooms.caseload_write.test_pages_enrol import enrolling
from tests.rooms.caseload_write.world import AT, OFFICE, World

Send = Callable[..., Any]


def test_a_namesake_is_asked_about(world: World, manager: Client, send: Send) -> None:
    add_person(name="Siân Llŷr", known_as="Siani", by=OFFICE, at=AT)
    text = send(manager, "/learners/new", **{**enrolling(world), "name": "SIAN  llyr"}).content.decode()
    assert "Yes: Siân Llŷr" in text


def test_an_employer_is_named(world: World, manager: Client, send: Send) -> None:
    house = add_employer(name="Tŷ Gwyn", place="Caernarfon", by=OFFICE, at=AT)
    for place, typed in enumerate(("ty gwyn", "TŶ GWYN, caernarfon"), start=1):
        told = {**enrolling(world), "name": f"Learner {place}", "employer": typed}
        assert send(manager, "/learners/new", **told).status_code == 302
        assert Placement.objects.filter(employer=house).count() == place
    text = send(manager, "/learners/new", **{**enrolling(world), "employer": "gwyn"}).content.decode()
    assert "Tŷ Gwyn, Caernarfon." in text
