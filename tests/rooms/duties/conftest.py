"""The room duties with a small house of people, at 9:30 on Monday 16 February 2026."""

from pathlib import Path
from typing import Protocol

import pytest
from django.test import Client
from pytest_django import Settings

from fingerpost.duties.actions import rebuild
from tests.rooms.duties.telling import everybody
from tests.rooms.people.cast import NOW, House, build


class SignIn(Protocol):
    """Signs somebody of the cast in, by the name that the house knows them by, in a language."""

    def __call__(self, who: str, language: str = "en") -> Client: ...


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture(autouse=True)
def _this_room(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.FACTS_ARE_FOLLOWED_BY = ["fingerpost.duties.actions.refresh"]
    settings.FORM_RENDERER = "fingerpost.kit.renderer.KitRenderer"
    settings.ROOT_URLCONF = "tests.rooms.duties.addresses"
    settings.RECORDING_PAGES = {"enrolment": "caseload:record", "enrolment/contact": "caseload:log_contact"}
    settings.SUBJECT_PAGES = {"enrolment": "caseload:learner"}
    monkeypatch.setattr("fingerpost.kit.clock.now", lambda: NOW)


@pytest.fixture
def house(db: None, settings: Settings) -> House:
    """Everybody is there, and nothing is due."""
    followed, settings.FACTS_ARE_FOLLOWED_BY = settings.FACTS_ARE_FOLLOWED_BY, []
    built = build()
    everybody(built)
    settings.FACTS_ARE_FOLLOWED_BY = followed
    rebuild()
    return built


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
