"""What every request carries: the moment, the viewer, the language; and sign-in in a demonstration."""

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from fingerpost.journal.actions import write
from fingerpost.people.models import Person
from tests.rooms.people.cast import NOW, SYSTEM, House

SignIn = Callable[[str], Client]


def test_without_signing_in_nothing_is_asked_of_the_database(
    db: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert Client().get("/").content.decode() == "nobody en"


def test_the_viewer_takes_one_query_beside_session_and_account(
    house: House, sign_in: SignIn, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = sign_in("coach")
    client.get("/")
    with django_assert_max_num_queries(3):
        assert client.get("/").content.decode() == "Coach Example en"


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("cy", "cy"),
        ("cy-GB, en;q=0.5", "cy"),
        ("en;q=0.5, cy", "cy"),
        ("fr, cy;q=0.4, en;q=0.6", "en"),
        ("cy;q=nonsense, en", "en"),
        ("fr", "en"),
        ("", "en"),
    ],
)
def test_the_browser_is_answered_in_the_language_it_asks_for(asked: str, answered: str, db: None) -> None:
    answer = Client().get("/", headers={"Accept-Language": asked})
    assert answer.content.decode() == f"nobody {answered}"
    assert answer.headers["Content-Language"] == answered


def test_the_language_is_switched_on_the_device(db: None) -> None:
    client = Client()
    answer = client.post("/language", {"language": "cy", "next": "/groups?x=1"})
    assert answer.headers["Location"] == "/groups?x=1"
    assert client.get("/", headers={"Accept-Language": "en"}).content.decode() == "nobody cy"


def test_the_language_of_a_person_is_remembered(house: House, sign_in: SignIn) -> None:
    sign_in("coach").post("/language", {"language": "cy"})
    assert Person.objects.get(pk=house.people["coach"].pk).language == "cy"
    assert sign_in("coach").get("/").content.decode() == "Coach Example cy"


def test_nobody_is_led_elsewhere_by_the_language_switch(db: None) -> None:
    for address in ("https://elsewhere.example/", "//elsewhere.example/", ""):
        answer = Client().post("/language", {"language": "cy", "next": address})
        assert answer.headers["Location"] == "/"


def test_a_language_that_there_is_not_is_not_found(db: None) -> None:
    assert Client().post("/language", {"language": "fr"}).status_code == 404
    assert Client().get("/language").status_code == 405


def _demo_sign_in(house: House, key: str = "") -> Client:
    client = Client()
    client.post("/demo/sign-in", {"person": key or house.people["coach"].key})
    return client


def test_in_a_demonstration_one_signs_in_as_anyone(house: House, settings: Settings) -> None:
    settings.DEMO = True
    write("demo_made", by=SYSTEM, at=NOW)
    assert _demo_sign_in(house).get("/").content.decode() == "Coach Example en"
    assert Client().post("/demo/sign-in", {"person": "person:nobody"}).status_code == 404
    assert Client().get("/demo/sign-in").status_code == 405


def test_elsewhere_nobody_signs_in_as_anyone(house: House, settings: Settings) -> None:
    settings.DEMO = False
    write("demo_made", by=SYSTEM, at=NOW)
    assert _demo_sign_in(house).get("/").content.decode() == "nobody en"


def test_the_setting_alone_opens_no_database_that_was_not_made_for_a_demonstration(
    house: House, settings: Settings
) -> None:
    settings.DEMO = True
    answer = Client().post("/demo/sign-in", {"person": house.people["coach"].key})
    assert answer.status_code == 404


def test_an_account_that_rests_is_not_signed_in_to_in_a_demonstration(house: House, settings: Settings) -> None:
    settings.DEMO = True
    write("demo_made", by=SYSTEM, at=NOW)
    user = house.user("coach")
    user.is_active = False
    user.save()
    assert _demo_sign_in(house).get("/").content.decode() == "nobody en"
