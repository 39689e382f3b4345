"""The room letters above a small house of people, at 9:30 on Monday 16 February 2026."""

from copy import deepcopy

import pytest
from pytest_django import Settings

from tests.once import once
from tests.rooms.letters.world import in_the_ledger
from tests.rooms.people.cast import NOW, House, build


@pytest.fixture(autouse=True)
def _this_room(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FACTS_ARE_FOLLOWED_BY = ()
    settings.PROVIDER_NAME = "The Provider"
    monkeypatch.setattr("fingerpost.kit.clock.now", lambda: NOW)


built = once(lambda: in_the_ledger(build()), at=NOW, FACTS_ARE_FOLLOWED_BY=())


@pytest.fixture
def house(built: House, db: None) -> House:
    return deepcopy(built)


@pytest.fixture
def standing_house(transactional_db: None) -> House:
    """The same house, seen by other processes and connections too."""
    return in_the_ledger(build())
