"""The room people by itself, and the house that its tests look at."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from tests.once import once
from tests.rooms.people.cast import DAY, NOW, House, build

SignIn = Callable[[str], Client]


@pytest.fixture(autouse=True)
def _this_room_alone(settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.FORM_RENDERER = "fingerpost.kit.renderer.KitRenderer"
    settings.FACTS_ARE_FOLLOWED_BY = ()
    settings.ROOT_URLCONF = "tests.rooms.people.addresses"
    monkeypatch.setattr("fingerpost.kit.clock.now", lambda: NOW)


built = once(build, at=NOW, FACTS_ARE_FOLLOWED_BY=())


@pytest.fixture
def house(built: House, db: None) -> House:
    return deepcopy(built)


@pytest.fixture
def sign_in(house: House) -> SignIn:
    """Signs somebody of the cast in, by the name that the house knows them by."""

    def as_(who: str) -> Client:
        client = Client()
        client.force_login(house.user(who), backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return as_


__all__ = ["DAY", "NOW"]
