"""The provider of these tests, at 9:30 on Monday 16 February 2026."""

import pytest

from tests.once import once
from tests.rooms.access.provider import Provider, build
from tests.rooms.people.cast import NOW

built = once(build, at=NOW)


@pytest.fixture
def provider(built: Provider, db: None, monkeypatch: pytest.MonkeyPatch) -> Provider:
    monkeypatch.setattr("fingerpost.kit.clock.now", lambda: NOW)
    return built
