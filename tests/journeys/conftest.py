"""Devices in a real browser, and the product as it stands on Monday 16 February 2026."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as product
from django.core.cache import cache
from playwright.sync_api import Browser

from fingerpost.kit import clock
from tests.journeys.cast import NOW, Cast
from tests.journeys.cast import cast as made
from tests.journeys.walker import DESK, TELEPHONE, Device, Walker


@pytest.fixture(autouse=True)
def _monday_16_february_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(product.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    monkeypatch.setattr(clock, "now", lambda: NOW)
    cache.clear()  # sign-in is limited by the minute, and all journeys come from one address


@pytest.fixture(params=[DESK, pytest.param(TELEPHONE, marks=pytest.mark.looks)], ids=["desk", "telephone"])
def device(request: pytest.FixtureRequest) -> Device:
    found: Device = request.param
    return found


@pytest.fixture
def cast(db: None) -> Cast:
    return made()


@pytest.fixture
def somebody(browser: Browser, live_server: Any) -> Iterator[Callable[[Device], Walker]]:
    """Somebody new at a device."""
    walkers: list[Walker] = []

    def at(device: Device) -> Walker:
        walkers.append(Walker(browser, live_server.url, device))
        return walkers[-1]

    yield at
    for walker in walkers:
        walker.close()


@pytest.fixture
def walker(somebody: Callable[[Device], Walker], device: Device) -> Walker:
    """Somebody at a desk, and then at a telephone."""
    return somebody(device)
