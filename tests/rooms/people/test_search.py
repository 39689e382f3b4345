"""People and employers are found however their names are typed: without accents, in capitals, by some of the words."""

from collections.abc import Callable
from importlib import import_module

import pytest
from django.apps import apps
from django.test import Client

from fingerpost.people import actions
from fingerpost.people.models import Employer, Person, Placement, named_exactly, named_like
from tests.rooms.people.cast import NOW, SYSTEM, House

SignIn = Callable[[str], Client]


def _sian() -> Person:
    return actions.add_person(name="Siân Llŷr O’Shea", known_as="Siani Fach", by=SYSTEM, at=NOW)


def _is_found(typed: str) -> bool:
    sian = _sian()
    return list(Person.objects.filter(named_like(typed, "sought"))) == [sian]


@pytest.mark.parametrize(
    "typed", ["sian", "SIÂN", "Siân", "llyr", "LLŶR", "o'shea", "O’SHEA", "shea sian", "siani", "fach llyr", "lly"]
)
def test_a_person_is_found(db: None, typed: str) -> None:
    assert _is_found(typed)


@pytest.mark.parametrize("typed", ["sian jones", "oshea siani", "x", "%", "_", "o'shea siani fach mawr", "sheasiani"])
def test_a_person_is_not_found_by_another_name(db: None, typed: str) -> None:
    assert not _is_found(typed)


def test_a_namesake_is_who_has_this_very_name(db: None) -> None:
    _sian()
    for name, is_one in (("SIAN  LLYR O'SHEA", True), ("Siân Llŷr", False), ("", False), ("Siân Llŷr O’Shea S", False)):
        assert Person.objects.filter(named_exactly(name)).exists() == is_one, name
    actions.add_employer(name="Tŷ Gwyn", place="Bangor", by=SYSTEM, at=NOW)
    assert Employer.objects.filter(named_exactly("ty gwyn")).exists()


def test_what_is_compared_follows_the_name(db: None) -> None:
    sian = _sian()
    actions.change_person(person=sian, name="Siân Ŵyn", by=SYSTEM, at=NOW)
    assert Person.objects.get(pk=sian.pk).sought == "sian wyn\nsiani fach"
    actions.change_person(person=sian, known_as="", by=SYSTEM, at=NOW)
    assert Person.objects.get(pk=sian.pk).sought == "sian wyn\n"


def test_it_is_kept_for_those_who_are_made_in_bulk(house: House) -> None:
    Person.objects.bulk_create([Person(key="person:one", name="Llŷr"), Person(key="person:two", name="Ŵyn")])
    assert set(Person.objects.filter(key__in=("person:one", "person:two")).values_list("sought", flat=True)) == {
        "llyr\n",
        "wyn\n",
    }
    told = {"learner": house.people["amina"], "nation": "wales", "programme_type": "course", "sought": ""}
    for programme in ("Gwaith Dŵr", "Gwaith Tŷ"):
        Placement.objects.update_or_create(subject="enrolment:new", defaults=told | {"programme": programme})
    assert Placement.objects.get(pk="enrolment:new").sought == "gwaith ty"


def test_the_migration_fills_it_for_those_who_are_there(house: House) -> None:
    tables = (Person, Employer, Placement)
    before = [list(table.objects.order_by("pk").values_list("sought", flat=True)) for table in tables]
    for table in tables:
        table.objects.update(sought="")
    import_module("fingerpost.people.migrations.0002_sought").fill(apps, None)
    assert [list(table.objects.order_by("pk").values_list("sought", flat=True)) for table in tables] == before


def test_the_lists_of_people_and_employers_find_so(house: House, sign_in: SignIn) -> None:
    _sian()
    actions.add_employer(name="Tŷ Gwyn", by=SYSTEM, at=NOW)
    client = sign_in("admin")
    for address, name in (
        ("/people?q=sian+llyr", "Siân Llŷr"),
        ("/people?q=SIANI", "Siân Llŷr"),
        ("/people?q=COACH2@", "Coach2 Example"),
        ("/employers?q=ty+gwyn", "Tŷ Gwyn"),
    ):
        page = client.get(address).content.decode()
        assert name in page
        assert "Bakery" not in page
        assert "Amina" not in page
