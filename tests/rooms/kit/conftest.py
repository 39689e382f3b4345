"""The gallery of parts in place of the product's addresses, and someone who is signed in."""

from pathlib import Path

import pytest
from django.conf import settings as product
from django.test import Client
from pytest_django import Settings

from fingerpost.people.models import Person, User

PASSWORD = "a long enough password"


@pytest.fixture(autouse=True, scope="session")
def _there_is_a_folder_of_static_files() -> None:
    """The server of static files would warn of a missing one."""
    Path(product.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def _gallery(settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.rooms.kit.gallery"
    settings.FORM_RENDERER = "fingerpost.kit.renderer.KitRenderer"
    settings.PROVIDER_NAME = "Marcher Learning"
    settings.DEMO = False


@pytest.fixture
def hannah(db: None) -> User:
    person = Person.objects.create(key="person:h4nn4hx000", name="Hannah Clarke")
    return User.objects.create_user("hannah@marcher.example", person, PASSWORD)


@pytest.fixture
def inside(client: Client, hannah: User) -> Client:
    client.force_login(hannah, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
