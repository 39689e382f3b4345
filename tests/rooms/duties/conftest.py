"""The room duties with a small house of people, at 9:30 on Monday 16 February 2026."""

from copy import deepcopy
from pathlib import Path
from typing import Protocol

import pytest
from django.test import Client, override_settings
from pytest_django import Settings

from fingerpost.duties.rebuilding import rebuild
from tests.once import once
from tests.rooms.duties.telling import everybody
from tests.rooms.people.cast import NOW, House, build


class SignIn(Protocol):
    """Signs somebody of the cast in, by the name that the house knows them by, in a language."""

    def __call__(self, who: str, language: str = "en") -> Client: ...


FOLLOWERS = ["fingerpost.duties.actions.refresh"]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _this_room(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.FACTS_ARE_FOLLOWED_BY = FOLLOWERS
    settings.FORM_RENDERER = "fingerpost.kit.renderer.KitRenderer"
    settings.ROOT_URLCONF = "tests.rooms.duties.addresses"
    settings.RECORDING_PAGES = {"enrolment": "caseload:record", "enrolment/contact": "caseload:log_contact"}
    settings.SUBJECT_PAGES = {"enrolment": "caseload:learner"}
    monkeypatch.setattr("fingerpost.kit.clock.now", lambda: NOW)


def _everybody_is_there_and_nothing_is_due() -> House:
    with override_settings(FACTS_ARE_FOLLOWED_BY=[]):
        house = build()
        everybody(house)
    rebuild()
    return house


built = once(_everybody_is_there_and_nothing_is_due, at=NOW, FACTS_ARE_FOLLOWED_BY=FOLLOWERS)


@pytest.fixture
def house(built: House, db: None) -> House:
    return deepcopy(built)


@pytest.fixture
def sign_in(house: House) -> SignIn:
    """Signs somebody of the cast in, by the name that the house knows them by."""

    def as_(who: str, language: str = "en") -> Client:
        user = house.user(who)
        if language != "en":
            user.person.language = language
            user.person.save(update_fields=["language"])
        client = Client()
        client.force_login(user, backend=BACKEND)
        return client

    return as_
