"""What the desk's tests share."""

import re
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.http import HttpResponse
from django.test import Client

from fingerpost.kit import clock
from tests.once import once
from tests.rooms.caseload_write.world import AT, World, signed_in
from tests.rooms.caseload_write.world import world as made


@pytest.fixture(autouse=True, scope="session")
def _there_is_a_folder_of_static_files() -> None:
    """The server of static files would warn of a missing one."""
    Path(product.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


built = once(made, at=AT)


@pytest.fixture
def world(built: World, db: None) -> World:
    return deepcopy(built)


@pytest.fixture(autouse=True)
def _monday_2_march_2026(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(clock, "now", lambda: AT)
    settings.FORM_RENDERER = "fingerpost.kit.renderer.KitRenderer"


@pytest.fixture
def coach(world: World) -> Client:
    return signed_in(world.coach)


@pytest.fixture
def manager(world: World) -> Client:
    return signed_in(world.manager)


@pytest.fixture
def send(world: World) -> Callable[..., HttpResponse]:
    """Opens a page and sends its form back with some answers; the days as they are shown."""

    def sent(client: Client, address: str, **answers: Any) -> Any:
        page = client.get(address)
        assert page.status_code == 200, page.content.decode()[:500]
        return client.post(address, {**hidden(page), **today(), **answers})

    return sent


def hidden(page: Any) -> dict[str, str]:
    """What the form of a page carries along."""
    text = page.content.decode()
    return dict(re.findall(r'<input type="hidden" name="(once|key)" value="([^"]*)"', text))


def today(name: str = "on") -> dict[str, str]:
    """Monday 2 March 2026 in three boxes."""
    return {f"{name}_day": "2", f"{name}_month": "3", f"{name}_year": "2026"}
