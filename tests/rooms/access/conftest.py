"""The provider of these tests."""

import pytest

from tests.rooms.access.provider import NOW, Provider, build


@pytest.fixture
def provider(db: None, monkeypatch: pytest.MonkeyPatch) -> Provider:
    monkeypatch.setattr("fingerpost.kit.clock.now", lambda: NOW)
    return build()
